// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/link_keeper.h"

#include "base/log.h"

#include <algorithm>

namespace sm {

LinkKeeper::LinkKeeper(Reactor reactor, std::unique_ptr<MessageLink> link, Pauses pauses)
    : m_reactor(std::move(reactor))
    , m_link(std::move(link))
    , m_pauses(pauses)
    , m_pause(pauses.shortest)
{
}

LinkKeeper::~LinkKeeper() = default;

void LinkKeeper::start()
{
    LinkEvents own;
    own.connected = [this] {
        m_connected = true;
        m_pause = m_pauses.shortest;
        m_lastFailure.reset();
        if (m_events.connected)
            m_events.connected();
    };
    own.message = [this](QByteArray message) {
        if (m_events.message)
            m_events.message(std::move(message));
    };
    own.lost = [this](const Failure& why) { onLost(why); };
    m_link->setEvents(std::move(own));
    m_link->open();
}

void LinkKeeper::onLost(const Failure& why)
{
    // The first of a row of failures is news, the rest is the same outage.
    if (m_connected || !m_lastFailure)
        qCWarning(lcLink).noquote() << "link" << m_link->address() << "lost:" << why.toString();
    m_lastFailure = why;
    m_wait = Pending<Done>::after(m_reactor, m_pause, Done{});
    m_wait.then([this](Outcome<Done>) { again(); });
    m_pause = std::min(m_pause * 2, m_pauses.longest);
    if (std::exchange(m_connected, false) && m_events.lost)
        m_events.lost(why);
}

void LinkKeeper::drop(const Failure& why)
{
    m_link->close();
    m_pause = m_pauses.longest; // it would most likely send the same again
    onLost(why);
}

void LinkKeeper::again()
{
    if (!m_link->isConnected()) // a line's peer may have started anew within the pause
        m_link->open();
}

} // namespace sm
