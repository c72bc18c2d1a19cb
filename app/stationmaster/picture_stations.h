// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "picture.h"

namespace sm {

/// A picture of a floor whose stations stand elsewhere. They take part in real time only, and a picture is
/// the same each time: so it is of a floor that stands still.
int takePictureOfStations(QApplication& application, ConsoleOptions options);

} // namespace sm
