// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace sm {

/// When a record that is to be made again gets its turn (ux.md 5.6). Setting of a job; stored by name.
enum class RemakeMode : quint8 {
    AsTheyCome, ///< in its place in the file's order, as soon as a station is free
    AtTheEnd, ///< when everything else has been given out
    ByHand ///< when a person says so
};

QString remakeModeName(RemakeMode mode);
std::optional<RemakeMode> remakeModeFromName(QStringView name);

} // namespace sm
