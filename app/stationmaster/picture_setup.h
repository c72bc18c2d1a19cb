// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "picture.h"

namespace sm {

/// A picture of a floor that is set up: two machines with stations of every kind. Readers and lines are there
/// in real time only, and a picture is the same each time: so the answers are made up.
int takePictureOfSetup(QApplication& application, ConsoleOptions options);

} // namespace sm
