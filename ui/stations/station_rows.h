// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/stations/rows_model.h"
#include "ui/text/station_text.h"

namespace sm {

/// A place and a key that may take it. A place over TLS without such a key, one on a line or at this
/// computer: an entry without a key.
struct PlaceEntry {
    StationLink link; ///< as this key sees it
    QByteArray pin; ///< empty: none
    QStringList persons; ///< who let the key in
    QDateTime since; ///< when they did
    bool planned = false; ///< floor.json names the key: it can not be revoked here
    QString reader; ///< empty: not known
    QString key() const; ///< tells entries apart
};

/// In the order of the floor.
std::vector<PlaceEntry> stationEntries(const Snapshot& snapshot);
const StationSnapshot* stationAt(const Snapshot& snapshot, StationId station); ///< null: not on the floor

/// Keys of the rows: of those that wait the fingerprint, of entries PlaceEntry::key().
std::vector<TextRow> pendingRows(const Snapshot& snapshot);
std::vector<TextRow> entryRows(const Snapshot& snapshot, const std::vector<PlaceEntry>& entries);
std::vector<TextRow> refusedRows(const Snapshot& snapshot);

/// "1 of 2: Ada, for M4-S3"
QString acceptedText(const StationDoorView& door, const PendingStation& pending);
/// "Ada, Grace", floor.json, or what else lets a station take the place.
QString letInText(const PlaceEntry& entry);
/// Of its link, or that nobody may take the place yet.
StationAdvice entryAdvice(const PlaceEntry& entry);

} // namespace sm
