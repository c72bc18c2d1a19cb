// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"

#include <algorithm>

namespace sm {

bool Clock::before(const Deadline* a, const Deadline* b) const
{
    return a->m_due != b->m_due ? a->m_due < b->m_due : a->m_order < b->m_order;
}

void Clock::place(qsizetype slot, Deadline* deadline)
{
    m_heap[size_t(slot)] = deadline;
    deadline->m_slot = slot;
}

void Clock::siftUp(qsizetype slot)
{
    Deadline* moving = m_heap[size_t(slot)];
    while (slot > 0) {
        const qsizetype parent = (slot - 1) / 2;
        if (!before(moving, m_heap[size_t(parent)]))
            break;
        place(slot, m_heap[size_t(parent)]);
        slot = parent;
    }
    place(slot, moving);
}

void Clock::siftDown(qsizetype slot)
{
    Deadline* moving = m_heap[size_t(slot)];
    const qsizetype count = qsizetype(m_heap.size());
    for (;;) {
        qsizetype child = 2 * slot + 1;
        if (child >= count)
            break;
        if (child + 1 < count && before(m_heap[size_t(child + 1)], m_heap[size_t(child)]))
            ++child;
        if (!before(m_heap[size_t(child)], moving))
            break;
        place(slot, m_heap[size_t(child)]);
        slot = child;
    }
    place(slot, moving);
}

void Clock::arm(Deadline* deadline, Nanos due)
{
    disarm(deadline);
    if (due == Nanos::max())
        return; // never: simulated time must not jump there
    deadline->m_due = due;
    deadline->m_order = m_nextOrder++;
    m_heap.push_back(deadline);
    deadline->m_slot = qsizetype(m_heap.size()) - 1;
    siftUp(deadline->m_slot);
    if (m_heap.front() == deadline)
        earliestChanged();
}

void Clock::disarm(Deadline* deadline)
{
    const qsizetype slot = deadline->m_slot;
    if (slot < 0)
        return;
    deadline->m_slot = -1;
    Deadline* last = m_heap.back();
    m_heap.pop_back();
    if (last == deadline)
        return;
    place(slot, last);
    siftUp(slot);
    siftDown(last->m_slot);
}

std::optional<Nanos> Clock::earliest() const
{
    return m_heap.empty() ? std::nullopt : std::optional(m_heap.front()->m_due);
}

bool Clock::step()
{
    if (m_heap.empty() || !mayAdvance(m_heap.front()->m_due))
        return false;
    Deadline* deadline = m_heap.front();
    disarm(deadline);
    deadline->expire();
    return true;
}

SteadyClock::SteadyClock()
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { onTimeout(); });
}

Nanos SteadyClock::now() const
{
    return std::chrono::steady_clock::now() - m_start;
}

void SteadyClock::earliestChanged()
{
    // Only an earlier deadline touches the timer; a disarmed one lets it fire once for nothing, which is
    // cheaper than restarting it for each command.
    const auto due = earliest();
    if (!due || (m_timerDue && *m_timerDue <= *due))
        return;
    m_timerDue = due;
    const auto wait = std::chrono::ceil<milliseconds>(*due - now());
    // QTimer counts in int milliseconds; a deadline months away lets it fire for nothing once a day.
    m_timer.start(std::clamp(wait, milliseconds(0), milliseconds(std::chrono::hours(24))));
}

void SteadyClock::onTimeout()
{
    m_timerDue.reset();
    while (step()) { }
    earliestChanged();
}

QDateTime SimulatedClock::wall() const
{
    return m_start.addMSecs(std::chrono::duration_cast<milliseconds>(m_now).count());
}

bool SimulatedClock::mayAdvance(Nanos due)
{
    m_now = std::max(m_now, due);
    return true;
}

} // namespace sm
