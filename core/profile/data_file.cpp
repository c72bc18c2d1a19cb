// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/data_file.h"

namespace sm {

QString dataFile(const QString& profileFileName, const QString& file)
{
    const auto builtIn = QStringLiteral(":/stationmaster/profiles/");
    if (file.startsWith(u'/') || file.startsWith(u':'))
        return file;
    if (profileFileName.startsWith(builtIn))
        return QStringLiteral(":/stationmaster/jobs/") + file;
    return profileFileName.first(profileFileName.lastIndexOf(u'/') + 1) + file;
}

} // namespace sm
