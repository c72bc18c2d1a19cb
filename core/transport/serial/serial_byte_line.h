// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/byte_line.h"

#include <memory>

namespace sm {

/// A device on a port of this machine. What a port can not do (a pseudo-terminal has neither parity nor
/// control lines) is left out without an error. A thread with an event loop.
std::unique_ptr<ByteLine> makeSerialByteLine(ByteLineSettings settings);

} // namespace sm
