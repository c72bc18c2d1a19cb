// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/serial/control_port.h"

#include <QStringList>

#include <array>
#include <deque>

namespace sm::test {

/// The port and the adaptation device behind it, in simulated time: each byte leaves one by one and reaches
/// the device that the control line connects at that moment. What is still in the hardware when the program
/// and the system hold nothing any more leaves too, wherever the switch then stands.
class FakeControlPort final : public ControlPort {
public:
    explicit FakeControlPort(Clock& clock)
        : m_clock(clock)
    {
    }

    Outcome<Done> open() override
    {
        m_open = true;
        m_waiting.clear();
        note(QStringLiteral("open"));
        return Done{};
    }
    void close() override { m_open = false; }
    bool isOpen() const override { return m_open; }
    void write(QByteArrayView bytes) override
    {
        deliver();
        note(QStringLiteral("write %1").arg(QString::fromLatin1(bytes.toByteArray())));
        for (const char c : bytes) {
            m_lineFree = qMax(m_lineFree, m_clock.now()) + sendingTime(1);
            m_waiting.push_back({m_lineFree, c});
        }
    }
    void setBaud(int b) override
    {
        baud = b;
        note(QStringLiteral("baud %1").arg(b));
    }
    QString address() const override { return QStringLiteral("/dev/fake"); }
    Nanos sendingTime(qsizetype bytes) const override { return bytes * perByte; }
    bool setControl(bool raised) override
    {
        if (!hasControl)
            return false;
        deliver();
        level = raised;
        note(raised ? QStringLiteral("raise") : QStringLiteral("lower"));
        return true;
    }
    qint64 unsent() const override
    {
        if (stuck)
            return qint64(m_waiting.size());
        const auto leaves = [this](const Leaving& l) { return l.when > m_clock.now(); };
        const qint64 left = std::count_if(m_waiting.begin(), m_waiting.end(), leaves);
        return qMax<qint64>(0, left - hardwareHolds);
    }
    void discardOutput() override { m_waiting.clear(); }
    qint64 discardInput() override { return std::exchange(unread, 0); }

    /// A device speaks; nothing arrives from one that is not connected.
    void says(bool raised, const QByteArray& bytes)
    {
        if (m_open && raised == level && m_events.received)
            m_events.received(bytes);
    }
    void breaks()
    {
        m_open = false;
        m_events.lost(fail(fc::LinkBroken, {{"address", address()}, {"cause", QStringLiteral("test")}}));
    }
    const QByteArray& heard(bool raised)
    {
        deliver();
        return m_heard[raised ? 1 : 0];
    }

    bool hasControl = true;
    bool level = false;
    bool stuck = false; ///< the other end takes nothing
    int baud = 0;
    qint64 unread = 0; ///< came, not told yet
    Nanos perByte = milliseconds(1); ///< 9,600 baud
    QStringList log; ///< "12 raise": milliseconds and what happened

private:
    struct Leaving {
        Nanos when;
        char byte;
    };
    void note(const QString& what)
    {
        log.append(QString::number(m_clock.now() / milliseconds(1)) + QLatin1Char(' ') + what);
    }
    void deliver()
    {
        while (!stuck && !m_waiting.empty() && m_waiting.front().when <= m_clock.now()) {
            m_heard[level ? 1 : 0].append(m_waiting.front().byte);
            m_waiting.pop_front();
        }
    }

    Clock& m_clock;
    bool m_open = false;
    Nanos m_lineFree{};
    std::deque<Leaving> m_waiting;
    std::array<QByteArray, 2> m_heard;
};

} // namespace sm::test
