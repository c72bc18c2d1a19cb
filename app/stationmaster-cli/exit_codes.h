// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

/// Exit codes of the command line (ux.md section 8); shown by --help.
namespace sm::exit_code {
inline constexpr int done = 0;
inline constexpr int withFindings = 1; ///< rejects, findings, records in doubt or open remakes
inline constexpr int usage = 2;
inline constexpr int input = 3; ///< unreadable or invalid
inline constexpr int notAllowed = 4;
inline constexpr int unavailable = 5; ///< station, HSM or console not there
inline constexpr int integrity = 6; ///< counts do not balance
inline constexpr int policy = 7; ///< refused: produced before
inline constexpr int internal = 70;
inline constexpr int dataFolder = 74;
inline constexpr int interrupted = 130;

/// Of what a server refused; `internal` when the failure is none that a caller can do something about.
int of(const Failure& why);
} // namespace sm::exit_code
