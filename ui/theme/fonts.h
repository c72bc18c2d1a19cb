// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace sm {

/// The console's text font at a size in logical pixels: Noto Sans if present, else the system's. Both this
/// and DejaVu have tabular digits, so figures do not jump.
QFont uiFont(int pixels, bool bold = false);
/// For hexadecimal and ids.
QFont monoFont(int pixels, bool bold = false);

} // namespace sm
