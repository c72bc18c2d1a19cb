// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/outcome.h"

#include <QByteArray>

#include <map>

namespace sm {

/// The numbers under which the card position beside a station knows attempts. A store counts its epochs from
/// one, so that an epoch says something within its store only: a station that has worked for one store and is
/// welcomed by a console with another one meets low epochs that are new, and attempts that have the ids of
/// older ones. Here each (store, epoch) has a number of its own, higher than all before it.
///
/// What is fenced off: an epoch lower than the highest of its store, and one that is not the newest at this
/// position any more because another store's attempt has worked here since.
class AttemptNumbers {
public:
    static constexpr size_t mostStores
        = 256; ///< of one life of the station; forgetting one would open it again

    /// A console with this store gives the orders from now on. False: there have been too many.
    bool turnTo(const QByteArray& store);
    /// EpochRefused.
    Outcome<qint64> of(Epoch epoch);

private:
    struct Newest {
        Epoch epoch;
        qint64 number = 0;
    };
    std::map<QByteArray, Newest> m_stores;
    Newest* m_now = nullptr;
    qint64 m_highest = 0;
};

} // namespace sm
