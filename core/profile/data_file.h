// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace sm {

/// Where the file of a data source is: an absolute name or resource as it is; a relative one beside the
/// profile, or for a built-in profile (:/stationmaster/profiles/) among the built-in jobs
/// (:/stationmaster/jobs/).
QString dataFile(const QString& profileFileName, const QString& file);

} // namespace sm
