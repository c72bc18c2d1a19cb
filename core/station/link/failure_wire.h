// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

class QCborStreamWriter;

namespace sm {

class CborReader;

/// A failure as two items: its catalogue name, and a list of [parameter, value].
void writeStationFailure(QCborStreamWriter& out, const Failure& failure);
/// A station may report what stations report: codes of base, card, station and transport, parameters known by
/// name, values short and printable. Anything else of a well-formed one becomes StationReported.
Failure readStationFailure(CborReader& in);

} // namespace sm
