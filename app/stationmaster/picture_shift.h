// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "picture.h"

namespace sm {

/// A picture of a whole shift on simulated time: cards of 22 s, devices that slow down, stations that stop,
/// people who hold and clear them. Everything on it was counted, nothing is made up. Takes minutes.
int takePictureOfShift(QApplication& application, ServerOptions server, ConsoleOptions options);

} // namespace sm
