// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/ids.h"

namespace sm {

std::optional<StationId> StationId::fromText(QStringView text)
{
    const qsizetype dash = text.indexOf(QStringLiteral("-S"));
    if (!text.startsWith(u'M') || dash < 2)
        return std::nullopt;
    bool machineOk = false;
    bool stationOk = false;
    const ushort machine = text.sliced(1, dash - 1).toUShort(&machineOk);
    const ushort station = text.sliced(dash + 2).toUShort(&stationOk);
    if (!machineOk || !stationOk || machine == 0 || station == 0)
        return std::nullopt;
    // toUShort() also takes blanks, a plus sign and leading zeros; a station has one spelling.
    const StationId id{machine, station};
    return id.text() == text ? std::optional(id) : std::nullopt;
}

} // namespace sm
