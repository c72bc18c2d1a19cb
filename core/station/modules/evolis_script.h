// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/module_script.h"

namespace sm {

/// Card printers of the Evolis Pebble and Tattoo class: ESC command;parameters CR, answers end with NUL.
namespace evolis {

inline constexpr int width = 1016; ///< dots of a card's face at 300 dots per inch
inline constexpr int height = 648;

/// ESC text CR.
QByteArray command(QByteArrayView text);
/// Db;k;2;DATA: the whole panel of the black ribbon, two levels. The printer takes columns from the left,
/// each from the top.
QByteArray panel(const PanelData& panel);

} // namespace evolis

/// Prints the front of a card: start, black ribbon, insert, panel, print, eject. Each command is answered
/// before the next is sent.
std::unique_ptr<ModuleScript> makeEvolisScript();

} // namespace sm
