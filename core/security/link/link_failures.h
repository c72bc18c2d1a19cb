// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "security/link/message_reader.h"
#include "security/link/message_writer.h"

namespace sm {

/// A failure as two fields: its catalogue name, and a list of [parameter, value].
void writeFailure(MessageWriter& out, const Failure& failure);
/// A device may report what devices report: codes of base, card, crypto and security, parameters known by
/// name, values short and printable. Anything else of a well-formed one becomes HsmDeviceFailed.
Failure readFailure(MessageReader& in);

} // namespace sm
