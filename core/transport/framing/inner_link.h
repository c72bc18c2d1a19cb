// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "transport/framing/message_link.h"

namespace sm {

/// A link whose two ends are in one process, on one thread: simulated devices are reached by it, also in
/// simulated time. Both ends are opened; each message arrives `way` later, and what is under way when an end
/// closes or goes is lost.
struct InnerLink {
    InnerLink(const Reactor& reactor, const QString& address, Nanos way);

    std::unique_ptr<MessageLink> one;
    std::unique_ptr<MessageLink> other;
};

} // namespace sm
