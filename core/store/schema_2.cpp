// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema_2.h"

// Roll-ups of what stations did, one row per span (metrics/roll_up_slot.h), and the list of finished attempts
// by the time of their end. The index covers ended attempts only, so an attempt enters it once.
namespace sm {
namespace {

constexpr const char* statements[] = {
    "CREATE TABLE roll_ups(level INTEGER NOT NULL CHECK(level = 1 OR level = 2), start INTEGER NOT NULL,"
    " slot BLOB NOT NULL, PRIMARY KEY(level, start)) WITHOUT ROWID",
    "CREATE INDEX attempts_ended ON attempts(changed) WHERE state = 'BinnedGood' OR state = 'ReleasedClean'"
    " OR state = 'Quarantine' OR state = 'InDoubt' OR state = 'Scrapped'",
};

} // namespace

std::span<const char* const> schema2()
{
    return statements;
}

} // namespace sm
