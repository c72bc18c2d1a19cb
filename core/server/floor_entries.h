// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/setup_rows.h"

#include <QJsonArray>
#include <QJsonObject>

namespace sm {

/// One machine of floor.json taken apart: each station with its number and the entry that makes it, in the
/// order of the file. Of a valid floor.
class FloorEntries {
public:
    enum class List : quint8 { Virtual, Readers, Links };
    struct Entry {
        List list = List::Virtual;
        int number = 0;
        QJsonObject object; ///< without its number; of a virtual one empty
    };

    static FloorEntries read(const QJsonObject& machine, int numberOtherwise);
    /// The machine with these stations; numbers only where they do not follow from the place.
    QJsonObject write(int numberOtherwise) const;

    int number = 0; ///< of the machine
    QJsonObject machine; ///< without number and stations
    std::vector<Entry> entries;

    Entry* find(int station);
    int highest() const;
    StationRow row(const Entry& entry) const;
    /// Puts the row's members into an entry of its kind.
    static void put(Entry& entry, const StationRow& row);
    void remove(int station);
    QJsonArray modulesOf(int station) const; ///< without the list of their stations
};

} // namespace sm
