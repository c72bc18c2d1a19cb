// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema_3.h"

// Scrap, remake, withdrawal and their reasons (production.md 4.3, ux.md 5.6). A decision is written before
// what it allows, and never changed.
namespace sm {
namespace {

constexpr const char* statements[] = {
    // The issue number that the ciphertext of a record is bound to, once a remake has raised `issue`.
    "ALTER TABLE records ADD COLUMN sealed_issue INTEGER",

    // record and attempt: null for a decision about the whole job. newest_attempt: what was known then.
    "CREATE TABLE decisions(id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER NOT NULL REFERENCES jobs(id),"
    " record INTEGER REFERENCES records(id), attempt INTEGER REFERENCES attempts(id),"
    " kind TEXT NOT NULL CHECK(kind = 'scrap' OR kind = 'remake' OR kind = 'again' OR kind = 'withdraw'"
    " OR kind = 'close' OR kind = 'reject'), reason TEXT NOT NULL, person TEXT NOT NULL,"
    " newest_attempt INTEGER NOT NULL, at INTEGER NOT NULL)",
    "CREATE INDEX decisions_record ON decisions(record, kind, newest_attempt) WHERE record IS NOT NULL",
    "CREATE INDEX decisions_job ON decisions(job)",
    "CREATE INDEX decisions_attempt ON decisions(attempt) WHERE attempt IS NOT NULL",
    "CREATE TRIGGER decisions_keep BEFORE DELETE ON decisions"
    " BEGIN SELECT RAISE(ABORT, 'decisions stay'); END",
    "CREATE TRIGGER decisions_fixed BEFORE UPDATE ON decisions"
    " BEGIN SELECT RAISE(ABORT, 'decisions stay'); END",

    "CREATE TABLE job_options(job INTEGER PRIMARY KEY REFERENCES jobs(id), remake_mode TEXT NOT NULL"
    " CHECK(remake_mode = 'AsTheyCome' OR remake_mode = 'AtTheEnd' OR remake_mode = 'ByHand'))",

    // No card is scrapped without a name and a reason.
    "CREATE TRIGGER attempts_scrapped BEFORE UPDATE OF state ON attempts WHEN NEW.state = 'Scrapped'"
    " AND NOT EXISTS (SELECT 1 FROM decisions WHERE attempt = NEW.id AND kind = 'scrap')"
    " BEGIN SELECT RAISE(ABORT, 'a scrap is recorded first'); END",
    // A remake has left its first issue number: the same order may not come in again under it.
    "CREATE TRIGGER records_reissued BEFORE INSERT ON records WHEN EXISTS (SELECT 1 FROM records"
    " WHERE object = NEW.object AND issue > NEW.issue AND state <> 'Withdrawn')"
    " BEGIN SELECT RAISE(ABORT, 'the card object has been issued again'); END",
};

} // namespace

std::span<const char* const> schema3()
{
    return statements;
}

} // namespace sm
