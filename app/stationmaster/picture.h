// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/personalization_server.h"
#include "ui/shell/console_options.h"

class QApplication;

namespace sm {

/// Writes the picture that the options ask for, of the demo floor on simulated time that ends at 14:32: the
/// same options give the same bytes. Returns the exit code.
int takePictureOfDemo(QApplication& application, ServerOptions server, ConsoleOptions options);

} // namespace sm
