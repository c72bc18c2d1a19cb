// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/pending.h"
#include "transport/framing/link_protocol.h"
#include "transport/framing/message_link.h"

namespace sm {

/// What both ends of a link agree on, and how patient they are.
struct LocalLinkSettings {
    QString path; ///< of the socket in the file system
    QByteArray service; ///< "hsm", "station"
    LinkTimes times;
};

/// Connects to a listener on this computer. The listener must run as the same user or as root.
std::unique_ptr<MessageLink> makeLocalLink(Reactor reactor, LocalLinkSettings settings);

/// Listens with rights for this user only; a socket left behind by a dead process is replaced, that of a
/// living one is not. Peers of other users are refused. LinkNotListening.
Outcome<std::unique_ptr<LinkListener>> listenLocal(Reactor reactor, LocalLinkSettings settings);

} // namespace sm
