// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/person_name.h"

#include <algorithm>

namespace sm {

QString comparableName(const QString& name)
{
    QString seen;
    std::copy_if(name.begin(), name.end(), std::back_inserter(seen),
        [](QChar c) { return c.category() != QChar::Other_Format; });
    // Large letters first: only there the sharp s becomes two.
    return seen.normalized(QString::NormalizationForm_KC)
        .toUpper()
        .toCaseFolded()
        .normalized(QString::NormalizationForm_KC)
        .simplified();
}

} // namespace sm
