// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/message_link.h"

#include <map>

namespace sm {

/// Peers that have come to a listener and not been welcomed yet. Their number is bounded, and each has the
/// greeting's limit of its protocol.
class GreetingHall {
public:
    static constexpr size_t mostWaiting = 1024;

    explicit GreetingHall(LinkListener& listener)
        : m_listener(listener)
    {
    }

    /// Keeps the link until it is connected, then hands it over; false when the hall is full: it is closed.
    bool greet(std::unique_ptr<MessageLink> link);
    void refuse(const Failure& why); ///< tells the listener's user, and the log

private:
    std::unique_ptr<MessageLink> leave(MessageLink* link);

    LinkListener& m_listener;
    std::map<MessageLink*, std::unique_ptr<MessageLink>> m_waiting;
};

} // namespace sm
