// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/import_rules.h"
#include "profile/json_reader.h"

namespace sm::profile {

/// Reads the "import" object of a profile: what is asked of the records of its jobs beyond the fields' own
/// checks. `rules` keeps its defaults where the object is silent. Not for other rooms.
void readImportRules(Problems& problems, const QJsonValue& value, ImportRules& rules);

} // namespace sm::profile
