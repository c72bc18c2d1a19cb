// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

namespace sm {

/// How much larger than designed all text of the console is, 1.0 to 1.5. Main thread.
double textScale();
/// For fonts made from now on; rescaleText() of the style also changes those that widgets hold already.
void setTextScale(double scale);
/// A length in logical pixels that must grow with the text.
int px(int pixels);

/// The console's text font at a size in logical pixels at 100 %: Noto Sans if present, else the system's.
/// Both this and DejaVu have tabular digits, so figures do not jump.
QFont uiFont(int pixels, bool bold = false);
/// For hexadecimal and ids.
QFont monoFont(int pixels, bool bold = false);
/// The same at 100 % whatever the scale, for a picture that is scaled as a whole.
QFont plainUiFont(int pixels, bool bold = false);
QFont plainMonoFont(int pixels, bool bold = false);

} // namespace sm
