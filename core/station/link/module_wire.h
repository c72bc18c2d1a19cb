// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/link/station_wire.h"

namespace sm::station_wire {

// Bounds of what a message carries for a device. What is within them may still be nothing that the device
// takes.
inline constexpr qsizetype longestModuleName = 200;
inline constexpr qsizetype mostModules = 16;
inline constexpr qsizetype longestTrack = 256; ///< ISO/IEC 7811-6 has 107 at most
inline constexpr qsizetype mostLines = 32;
inline constexpr qsizetype longestLine = 200;
inline constexpr int mostDots = 8192; ///< along an edge; a card's face has 1016 by 648
inline constexpr qsizetype mostDotBytes = 512 * 1024;

QString moduleName(Reader& in); ///< 1 to longestModuleName characters

void putModules(Writer& out, const std::vector<StationModule>& modules);
std::vector<StationModule> getModules(Reader& in);

void putModuleJob(Writer& out, const station_order::PerformModule& order);
station_order::PerformModule getModuleJob(Reader& in);

} // namespace sm::station_wire
