// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sql_connection.h"

#include <span>

namespace sm {

/// One numbered step of the schema. Numbers start at 1 and have no gaps; a released step is never edited.
struct Migration {
    int number;
    std::span<const char* const> statements;
    bool fillsTransitions; ///< the life cycles' tables are (re)written from core/job
};

std::span<const Migration> migrations();

/// Brings the database to the newest number, each step in its own transaction. StoreNewer when it is beyond,
/// StoreMigrationBlocked when a step is due while attempts are open. Answers the number reached.
Outcome<int> migrate(SqlConnection& connection, std::span<const Migration> steps);

/// Settings of production.md 4.7, each of those that durability rests on read back.
Outcome<Done> applySettings(SqlConnection& connection, int checkpointPages);

} // namespace sm
