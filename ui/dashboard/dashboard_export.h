// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/history.h"
#include "server/snapshot.h"
#include "ui/theme/theme.h"

#include <QString>

namespace sm {

/// What is exported, and where to. Exports carry figures, stations, job names and failures: no card object
/// ids, no card numbers, nothing of a person.
struct ExportJob {
    std::shared_ptr<const History> history;
    std::shared_ptr<const Snapshot> snapshot; ///< may be null
    QString scope;
    QString file;
    Theme theme;
    bool byteOrderMark = false; ///< CSV: for spreadsheets that need it

    bool demo() const { return snapshot && snapshot->demo; }
    QString title() const;
};

/// stationmaster_shift-B_2026-11-21_0600-1400
QString exportName(const History& history);

/// RFC 4180: from, to, metric, item, value, unit; times ISO 8601 with offset, numbers with a dot. The
/// definitions go into a file beside it. False: a file could not be written. Any thread.
bool exportCsv(const ExportJob& job);
QString definitionsFile(const QString& csv);

} // namespace sm
