// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "simulator/readers/pty_port.h"
#include "transport/framing/byte_line.h"

#include <QCoreApplication>
#include <QTest>

namespace sm::test {

/// What passed between a device on a pseudo-terminal and who drives it. The system carries the bytes when it
/// has time for it, on a loaded machine many milliseconds later.
class LineTraffic {
public:
    explicit LineTraffic(const PtyPort& port)
        : m_port(port)
    {
    }
    /// Everything that one side has written has reached the other.
    bool isAtRest() const
    {
        return m_port.received() >= m_receivedBefore + m_out && m_sentBefore + m_in >= m_port.sent();
    }
    quint64 carried() const { return m_port.received() + m_port.sent(); }
    bool isOpen() const { return m_open; }

    void opened()
    {
        m_open = true;
        m_out = m_in = 0;
        m_receivedBefore = m_port.received();
        m_sentBefore = m_port.sent();
    }
    void closed() { m_open = false; }
    void wrote(qsizetype bytes) { m_out += quint64(bytes); }
    void read(qsizetype bytes) { m_in += quint64(bytes); }

private:
    const PtyPort& m_port;
    bool m_open = false;
    quint64 m_out = 0; ///< since it was opened last, as the other counts
    quint64 m_in = 0;
    quint64 m_receivedBefore = 0;
    quint64 m_sentBefore = 0;
};

/// A line that keeps count; the traffic must outlive it.
class WatchedLine final : public ByteLine {
public:
    WatchedLine(std::unique_ptr<ByteLine> line, LineTraffic& traffic)
        : m_line(std::move(line))
        , m_traffic(traffic)
    {
        m_line->setEvents({[this](QByteArrayView bytes) {
                               m_traffic.read(bytes.size());
                               if (m_events.received)
                                   m_events.received(bytes);
                           },
            [this](const Failure& why) {
                m_traffic.closed();
                if (m_events.lost)
                    m_events.lost(why);
            }});
    }
    ~WatchedLine() override { m_traffic.closed(); }

    Outcome<Done> open() override
    {
        m_traffic.opened();
        return m_line->open();
    }
    void close() override
    {
        m_traffic.closed();
        m_line->close();
    }
    bool isOpen() const override { return m_line->isOpen(); }
    void write(QByteArrayView bytes) override
    {
        m_traffic.wrote(bytes.size());
        m_line->write(bytes);
    }
    void setBaud(int baud) override { m_line->setBaud(baud); }
    void expectAnswer(bool expected) override { m_line->expectAnswer(expected); }
    QString address() const override { return m_line->address(); }
    Nanos sendingTime(qsizetype bytes) const override { return m_line->sendingTime(bytes); }
    void drain(Nanos most) override { m_line->drain(most); }

private:
    std::unique_ptr<ByteLine> m_line;
    LineTraffic& m_traffic;
};

/// Runs the loop until `met`. Time passes only while nothing is under way on the line, so that a slow machine
/// makes no silence. What was thrown away with a port that is closed arrives never: it is given some time.
inline bool stepsUntil(
    SimulatedClock& clock, const LineTraffic& traffic, int mostSteps, const std::function<bool()>& met)
{
    constexpr int settling = 10;
    constexpr int closing = 300;
    constexpr int longest = 5'000; // bytes were lost
    int still = 0;
    for (int steps = 0; steps < mostSteps && !met();) {
        const quint64 before = traffic.carried();
        QCoreApplication::processEvents();
        const int enough = traffic.isAtRest() ? settling : traffic.isOpen() ? longest : closing;
        if (traffic.carried() != before) {
            still = 0;
        } else if (++still < enough) {
            QTest::qSleep(1);
        } else {
            still = 0;
            ++steps;
            clock.step();
        }
    }
    return met();
}

} // namespace sm::test
