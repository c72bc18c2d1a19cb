// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>

namespace sm {

/// How long a key may be used, and whether a person has ended that.
struct KeyLife {
    bool retired = false;
    QDate notBefore; ///< first day of use, UTC; invalid: no limit
    QDate notAfter; ///< last day of use, UTC; invalid: no limit
    bool operator==(const KeyLife&) const = default;
};

enum class KeyFitness : quint8 { Usable, NotYetValid, Expired, Retired };

inline KeyFitness fitnessOf(const KeyLife& life, const QDate& today)
{
    if (life.retired)
        return KeyFitness::Retired;
    if (life.notAfter.isValid() && today > life.notAfter)
        return KeyFitness::Expired;
    if (life.notBefore.isValid() && today < life.notBefore)
        return KeyFitness::NotYetValid;
    return KeyFitness::Usable;
}

inline QDate todayUtc()
{
    return QDateTime::currentDateTimeUtc().date();
}

} // namespace sm
