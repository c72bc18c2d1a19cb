// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/byte_line.h"

#include <memory>

namespace sm {

/// Which output of a port carries the control signal (EIA-232 circuits 105 and 108/2).
enum class ControlLine : quint8 { RequestToSend, DataTerminalReady };

/// A port with one output that a program may raise and lower at any time. Thread of its owner.
class ControlPort : public ByteLine {
public:
    /// False: the port has no such output (a pseudo-terminal, an adaptor with two wires).
    virtual bool setControl(bool raised) = 0;
    /// Bytes written that the program or the system still holds. What the hardware holds, up to
    /// `hardwareHolds` bytes, may still have to leave when this is zero.
    virtual qint64 unsent() const = 0;
    virtual void discardOutput() = 0; ///< what unsent() counts never leaves
    virtual qint64 discardInput() = 0; ///< what came and was not told yet is never told; how many bytes

    /// Output of a 16550 and its shift register; nothing that every driver has tells when it is empty.
    static constexpr qsizetype hardwareHolds = 17;
};

/// As makeSerialByteLine(). LinkNotSwitchable from open() when the port has no control line. It is lowered
/// when the port is opened.
std::unique_ptr<ControlPort> makeSerialControlPort(ByteLineSettings settings, ControlLine control);

} // namespace sm
