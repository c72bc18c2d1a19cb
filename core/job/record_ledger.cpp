// SPDX-License-Identifier: GPL-3.0-or-later
#include "job/record_ledger.h"

namespace sm {

QString remakeModeName(RemakeMode mode)
{
    switch (mode) {
    case RemakeMode::AsTheyCome:
        return QStringLiteral("AsTheyCome");
    case RemakeMode::AtTheEnd:
        return QStringLiteral("AtTheEnd");
    case RemakeMode::ByHand:
        return QStringLiteral("ByHand");
    }
    return {};
}

std::optional<RemakeMode> remakeModeFromName(QStringView name)
{
    for (const RemakeMode mode : {RemakeMode::AsTheyCome, RemakeMode::AtTheEnd, RemakeMode::ByHand}) {
        if (remakeModeName(mode) == name)
            return mode;
    }
    return std::nullopt;
}

int decisionLimit(RemakeMode mode)
{
    return mode == RemakeMode::ByHand ? 1 : remakeLimit;
}

} // namespace sm
