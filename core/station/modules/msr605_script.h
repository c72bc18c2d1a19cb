// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/module_script.h"

namespace sm {

/// Magnetic stripe encoders of the MSR605 and MSR206 class, their programmer's manual of 2009.
namespace msr605 {

/// ESC s ESC 01 [track 1] ESC 02 [track 2] ESC 03 [track 3] ? FS, as it goes with the write command: data
/// without sentinels, which the device adds together with parity and LRC.
QByteArray dataBlock(const std::array<QByteArray, 3>& tracks);

/// What the device read: tracks with their sentinels, and its status.
struct ReadAnswer {
    std::array<QByteArray, 3> tracks; ///< empty: nothing on it, or unreadable
    quint8 status = 0; ///< '0' is fine
};
/// Nothing while it is not whole; ModuleAnswerBroken when it never will be.
std::optional<Outcome<ReadAnswer>> parseRead(QByteArrayView bytes);

} // namespace msr605

/// Resets and tests the device, sets coercivity and densities, writes, reads back and compares; writes once
/// more when the stripe reads otherwise.
std::unique_ptr<ModuleScript> makeMsr605Script();

} // namespace sm
