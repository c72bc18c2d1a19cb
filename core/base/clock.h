// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace sm {

using Nanos = std::chrono::nanoseconds;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// Something that happens when its time comes unless it is disarmed before. Owner thread of the clock only.
class Deadline {
public:
    Deadline() = default;
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

protected:
    virtual ~Deadline() = default; ///< a subclass disarms itself before it goes

private:
    friend class Clock;
    virtual void expire() = 0;

    Nanos m_due{};
    quint64 m_order = 0;
    qsizetype m_slot = -1;
};

/// Time for the whole core, injected: a steady clock in production, a simulated one in tests and simulation.
/// All deadlines sit in one heap ordered by (due, order of arming), so equal times expire in a fixed order.
/// One thread owns a clock; only now() of the steady clock may be called from others.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    /// Monotonic nanoseconds since the clock was made.
    virtual Nanos now() const = 0;
    /// Civil time in UTC for records; never used to measure.
    virtual QDateTime wall() const = 0;

    /// A deadline due at Nanos::max() never comes: it stays unarmed, and simulated time doesn't jump to it.
    void arm(Deadline* deadline, Nanos due);
    void disarm(Deadline* deadline);
    bool armed(const Deadline* deadline) const { return deadline->m_slot >= 0; }

    /// now() + delay, capped: a limit of Nanos::max() means for ever and does not overflow.
    Nanos dueIn(Nanos delay) const { return delay < Nanos::max() - now() ? now() + delay : Nanos::max(); }
    std::optional<Nanos> earliest() const;
    /// Expires the earliest deadline if it is due (simulated: makes it due). False when nothing was expired.
    bool step();

protected:
    virtual void earliestChanged() { }
    virtual bool mayAdvance(Nanos due) = 0; ///< true when a deadline due then may expire now

private:
    bool before(const Deadline* a, const Deadline* b) const;
    void place(qsizetype slot, Deadline* deadline);
    void siftUp(qsizetype slot);
    void siftDown(qsizetype slot);

    std::vector<Deadline*> m_heap;
    quint64 m_nextOrder = 0;
};

/// Real time. Lives on a thread with a Qt event loop; one timer serves the whole heap.
class SteadyClock final : public Clock {
public:
    SteadyClock();

    Nanos now() const override;
    QDateTime wall() const override { return QDateTime::currentDateTimeUtc(); }

private:
    void earliestChanged() override;
    bool mayAdvance(Nanos due) override { return due <= now(); }
    void onTimeout();

    std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    QTimer m_timer;
    std::optional<Nanos> m_timerDue;
};

/// Time that moves only when step() is called and then jumps to the next deadline: a shift in a second.
class SimulatedClock final : public Clock {
public:
    explicit SimulatedClock(QDateTime start = QDateTime({2026, 11, 21}, {6, 0}, Qt::UTC))
        : m_start(start)
    {
    }

    Nanos now() const override { return m_now; }
    QDateTime wall() const override;
    void advance(Nanos by) { m_now += by; } ///< lets time pass without expiring anything

private:
    bool mayAdvance(Nanos due) override;

    QDateTime m_start;
    Nanos m_now{};
};

} // namespace sm
