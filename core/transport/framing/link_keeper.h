// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "transport/framing/message_link.h"

namespace sm {

/// Opens a link, and opens it again after each loss with pauses that double. Its user hears of every
/// connection and every loss once. Thread of the link.
class LinkKeeper {
public:
    struct Pauses {
        Nanos shortest = std::chrono::milliseconds(200);
        Nanos longest = std::chrono::seconds(15);
    };

    LinkKeeper(Reactor reactor, std::unique_ptr<MessageLink> link, Pauses pauses);
    ~LinkKeeper();

    /// `lost` is called for a loss, not for each failed attempt. Set before start().
    void setEvents(LinkEvents events) { m_events = std::move(events); }
    void start();
    /// Closes the link because of what the peer sent; then as after any loss.
    void drop(const Failure& why);
    MessageLink& link() { return *m_link; }
    const std::optional<Failure>& lastFailure() const { return m_lastFailure; } ///< of the last attempt

private:
    void onLost(const Failure& why);
    void again();

    Reactor m_reactor;
    std::unique_ptr<MessageLink> m_link;
    Pauses m_pauses;
    LinkEvents m_events;
    bool m_connected = false;
    Nanos m_pause;
    Pending<Done> m_wait;
    std::optional<Failure> m_lastFailure;
};

} // namespace sm
