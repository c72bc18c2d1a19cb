// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/greeting_hall.h"

#include "base/failures/transport.h"
#include "base/log.h"

namespace sm {

bool GreetingHall::greet(std::unique_ptr<MessageLink> link)
{
    if (m_waiting.size() >= mostWaiting) {
        refuse(fail(fc::LinkBroken, {{"address", link->address()}, {"cause", QStringLiteral("crowd")}}));
        return false;
    }
    MessageLink* raw = link.get();
    LinkEvents events;
    events.connected = [this, raw] {
        if (m_listener.accepted)
            m_listener.accepted(leave(raw));
        else
            leave(raw);
    };
    events.lost = [this, raw](const Failure& why) {
        const auto gone = leave(raw);
        refuse(why);
    };
    link->setEvents(std::move(events));
    m_waiting.emplace(raw, std::move(link));
    return true;
}

std::unique_ptr<MessageLink> GreetingHall::leave(MessageLink* link)
{
    auto node = m_waiting.extract(link);
    auto owned = std::move(node.mapped());
    owned->setEvents({});
    return owned;
}

void GreetingHall::refuse(const Failure& why)
{
    qCWarning(lcLink).noquote() << "peer at" << m_listener.address() << "not taken:" << why.toString();
    if (m_listener.refused)
        m_listener.refused(why);
}

} // namespace sm
