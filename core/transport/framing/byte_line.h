// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/outcome.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <functional>

namespace sm {

/// How a device on a serial line wants to be spoken to.
struct ByteLineSettings {
    enum class Parity : quint8 { None, Even, Odd };
    QString port; ///< device path
    int baud = 9'600;
    int dataBits = 8; ///< 7 or 8
    Parity parity = Parity::None;
    bool twoStopBits = false;
    bool hardwareFlow = false; ///< RTS/CTS
};

/// Bytes to a device and back, as a serial line carries them: nothing is acknowledged, anything may be lost.
/// Thread of its owner. No event comes from within a call.
class ByteLine {
public:
    struct Events {
        std::function<void(QByteArrayView bytes)> received;
        std::function<void(const Failure& why)> lost; ///< it is closed already; open() it again
    };

    ByteLine() = default;
    ByteLine(const ByteLine&) = delete;
    ByteLine& operator=(const ByteLine&) = delete;
    virtual ~ByteLine() = default;

    void setEvents(Events events) { m_events = std::move(events); }
    /// LinkUnreachable: no such port, or somebody else has it.
    virtual Outcome<Done> open() = 0;
    /// At once: what was written and has not left yet is thrown away. A device that does not take it must not
    /// hold up the thread.
    virtual void close() = 0;
    virtual bool isOpen() const = 0;
    /// Taken, not sent; on a line that has just been cut this succeeds too.
    virtual void write(QByteArrayView bytes) = 0;
    /// From now on; bytes on their way out are sent first.
    virtual void setBaud(int baud) = 0;
    /// An answer is awaited, or no longer. A line that is shared stays with this owner meanwhile.
    virtual void expectAnswer(bool) { }
    virtual QString address() const = 0;
    /// What that many bytes take on their way; zero where none is taken.
    virtual Nanos sendingTime(qsizetype) const { return Nanos(0); }
    /// Blocks until what was written has left, `most` at the longest. Only for a last word at the end of a
    /// program: no event loop runs any more that could wait for it.
    virtual void drain(Nanos) { }

protected:
    Events m_events;
};

} // namespace sm
