// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

namespace sm {

/// Writes the sample job "Harbour Transit Pass" with this many records, and the archive that its chip data
/// comes from, into a folder. Up to 240 they are the sample's own; beyond that its people are repeated under
/// new card object ids. Test data only. Returns the job file's path.
Outcome<QString> writeDemoJob(const QString& folder, int records);

} // namespace sm
