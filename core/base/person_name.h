// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// The name of a person as two names are compared where two different people must act: no blanks at the ends,
/// no characters that nobody sees, one form of each letter (NFKC), no difference of case. Empty: no name. Any
/// thread.
QString comparableName(const QString& name);

} // namespace sm
