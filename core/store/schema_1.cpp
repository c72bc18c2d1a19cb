// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema_1.h"

// The tables of production.md 4.2. Times are milliseconds since 1970 UTC. States are stored by name. Columns
// named sealed, material and wrapped_key hold ciphertext only. Ids, serials of blanks and stations are
// routing data in clear. Lists of more than two values are written with OR and AND: SQLite makes a temporary
// table of every IN list, each time a row is checked.
namespace sm {
namespace {

constexpr const char* statements[] = {
    "CREATE TABLE attempt_transitions(from_state TEXT NOT NULL, to_state TEXT NOT NULL,"
    " PRIMARY KEY(from_state, to_state)) WITHOUT ROWID",
    "CREATE TABLE job_transitions(from_state TEXT NOT NULL, to_state TEXT NOT NULL,"
    " PRIMARY KEY(from_state, to_state)) WITHOUT ROWID",
    "CREATE TABLE record_transitions(from_state TEXT NOT NULL, to_state TEXT NOT NULL,"
    " PRIMARY KEY(from_state, to_state)) WITHOUT ROWID",

    // records: accepted records, written once when the import is committed; the states are counted in
    // `records`.
    "CREATE TABLE jobs(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, source_file TEXT NOT NULL,"
    " source_sha256 BLOB NOT NULL, profile TEXT NOT NULL, profile_digest BLOB NOT NULL, layout TEXT NOT NULL,"
    " test INTEGER NOT NULL CHECK(test IN (0, 1)), state TEXT NOT NULL, wrapped_key BLOB NOT NULL,"
    " records INTEGER NOT NULL DEFAULT 0, created INTEGER NOT NULL, changed INTEGER NOT NULL)",

    // UNIQUE(job, sequence): the sequence is the nonce of the record's AES-GCM, security.md 5.3 item 1.
    "CREATE TABLE records(id INTEGER PRIMARY KEY AUTOINCREMENT, job INTEGER NOT NULL REFERENCES jobs(id),"
    " object TEXT NOT NULL, issue INTEGER NOT NULL, sequence INTEGER NOT NULL, state TEXT NOT NULL,"
    " epoch INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL, sealed BLOB NOT NULL,"
    " UNIQUE(job, sequence))",
    "CREATE UNIQUE INDEX records_object ON records(object, issue) WHERE state <> 'Withdrawn'",
    "CREATE INDEX records_queue ON records(job, state, sequence)",

    "CREATE TABLE attempts(id INTEGER PRIMARY KEY AUTOINCREMENT,"
    " record INTEGER NOT NULL REFERENCES records(id), job INTEGER NOT NULL REFERENCES jobs(id),"
    " object TEXT NOT NULL, issue INTEGER NOT NULL, epoch INTEGER NOT NULL, station TEXT NOT NULL,"
    " state TEXT NOT NULL, blank_state TEXT NOT NULL DEFAULT 'none' CHECK(blank_state = 'none'"
    " OR blank_state = 'inStation' OR blank_state = 'good' OR blank_state = 'returned'"
    " OR blank_state = 'quarantine' OR blank_state = 'spoiled' OR blank_state = 'test'),"
    " started INTEGER NOT NULL, changed INTEGER NOT NULL, failure TEXT NOT NULL DEFAULT '',"
    " step TEXT NOT NULL DEFAULT '', template_digest BLOB, material BLOB, seal_tag BLOB, format_command "
    "INTEGER,"
    " UNIQUE(record, epoch))",
    // 4.2 item 1: at most one card per card object and issue, whoever asks.
    "CREATE UNIQUE INDEX attempts_object ON attempts(object, issue) WHERE state NOT IN ('ReleasedClean', "
    "'Scrapped')",
    "CREATE INDEX attempts_open ON attempts(state) WHERE state <> 'ReleasedClean' AND state <> 'Scrapped'"
    " AND state <> 'BinnedGood' AND state <> 'Quarantine'",
    "CREATE INDEX attempts_blanks ON attempts(job, blank_state)",

    // Every arrival of a blank, named or turned away without a name: the left side of the cards identity.
    "CREATE TABLE bindings(attempt INTEGER PRIMARY KEY REFERENCES attempts(id), job INTEGER NOT NULL,"
    " serial BLOB, atr BLOB NOT NULL, insertion INTEGER NOT NULL,"
    " released INTEGER NOT NULL DEFAULT 0 CHECK(released IN (0, 1)), at INTEGER NOT NULL)",
    // 4.2 item 2: one blank, one person, for life.
    "CREATE UNIQUE INDEX bindings_serial ON bindings(serial) WHERE released = 0 AND serial IS NOT NULL",
    "CREATE INDEX bindings_job ON bindings(job)",

    // 4.2 item 3. retry is the class letter of 4.1.
    "CREATE TABLE steps(attempt INTEGER NOT NULL REFERENCES attempts(id), epoch INTEGER NOT NULL,"
    " seq INTEGER NOT NULL, first_step INTEGER NOT NULL, last_step INTEGER NOT NULL,"
    " retry TEXT NOT NULL CHECK(retry = 'R' OR retry = 'I' OR retry = 'P' OR retry = 'M'),"
    " template_digest BLOB NOT NULL,"
    " data_mac BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(attempt, epoch, seq)) WITHOUT ROWID",
    "CREATE TABLE step_results(attempt INTEGER NOT NULL, epoch INTEGER NOT NULL, seq INTEGER NOT NULL,"
    " sw INTEGER NOT NULL, at INTEGER NOT NULL, PRIMARY KEY(attempt, epoch, seq),"
    " FOREIGN KEY(attempt, epoch, seq) REFERENCES steps(attempt, epoch, seq)) WITHOUT ROWID",

    "CREATE TABLE events(id INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL,"
    " subject INTEGER NOT NULL, from_state TEXT NOT NULL, to_state TEXT NOT NULL, failure TEXT NOT NULL)",

    // 4.2 item 4: the tables of core/job, enforced also against a hand on the database.
    "CREATE TRIGGER attempts_start BEFORE INSERT ON attempts WHEN NEW.state <> 'Claimed'"
    " BEGIN SELECT RAISE(ABORT, 'attempts start as Claimed'); END",
    "CREATE TRIGGER attempts_follow BEFORE UPDATE OF state ON attempts WHEN NEW.state <> OLD.state AND NOT "
    "EXISTS"
    " (SELECT 1 FROM attempt_transitions WHERE from_state = OLD.state AND to_state = NEW.state)"
    " BEGIN SELECT RAISE(ABORT, 'attempt transition'); END",
    "CREATE TRIGGER attempts_fixed BEFORE UPDATE OF id, record, job, object, issue, epoch, station, started"
    " ON attempts BEGIN SELECT RAISE(ABORT, 'identity of an attempt'); END",
    "CREATE TRIGGER attempts_keep BEFORE DELETE ON attempts BEGIN SELECT RAISE(ABORT, 'attempts stay'); END",
    "CREATE TRIGGER attempts_claimed AFTER INSERT ON attempts BEGIN"
    " INSERT INTO events(at, kind, subject, from_state, to_state, failure)"
    " VALUES(NEW.started, 'attempt', NEW.id, '', NEW.state, ''); END",
    "CREATE TRIGGER attempts_event AFTER UPDATE OF state ON attempts WHEN NEW.state <> OLD.state BEGIN"
    " INSERT INTO events(at, kind, subject, from_state, to_state, failure)"
    " VALUES(NEW.changed, 'attempt', NEW.id, OLD.state, NEW.state, NEW.failure); END",

    "CREATE TRIGGER jobs_start BEFORE INSERT ON jobs WHEN NEW.state <> 'Importing'"
    " BEGIN SELECT RAISE(ABORT, 'jobs start as Importing'); END",
    "CREATE TRIGGER jobs_follow BEFORE UPDATE OF state ON jobs WHEN NEW.state <> OLD.state AND NOT EXISTS"
    " (SELECT 1 FROM job_transitions WHERE from_state = OLD.state AND to_state = NEW.state)"
    " BEGIN SELECT RAISE(ABORT, 'job transition'); END",
    "CREATE TRIGGER jobs_keep BEFORE DELETE ON jobs WHEN OLD.state <> 'Importing'"
    " BEGIN SELECT RAISE(ABORT, 'jobs stay'); END",
    "CREATE TRIGGER jobs_event AFTER UPDATE OF state ON jobs WHEN NEW.state <> OLD.state BEGIN"
    " INSERT INTO events(at, kind, subject, from_state, to_state, failure)"
    " VALUES(NEW.changed, 'job', NEW.id, OLD.state, NEW.state, ''); END",

    "CREATE TRIGGER records_start BEFORE INSERT ON records WHEN NEW.state <> 'Waiting' OR NOT EXISTS"
    " (SELECT 1 FROM jobs WHERE id = NEW.job AND state = 'Importing')"
    " BEGIN SELECT RAISE(ABORT, 'records arrive while their job is importing'); END",
    "CREATE TRIGGER records_follow BEFORE UPDATE OF state ON records WHEN NEW.state <> OLD.state AND NOT "
    "EXISTS"
    " (SELECT 1 FROM record_transitions WHERE from_state = OLD.state AND to_state = NEW.state)"
    " BEGIN SELECT RAISE(ABORT, 'record transition'); END",
    // Two cards may carry the same card object only under different issue numbers.
    "CREATE TRIGGER records_remake BEFORE UPDATE OF state ON records WHEN OLD.state = 'RemakeOpen'"
    " AND NEW.state = 'Waiting' AND NEW.issue <> OLD.issue + 1"
    " BEGIN SELECT RAISE(ABORT, 'a remake has the next issue number'); END",
    // Nothing goes back to the queue while any attempt may have written to a card.
    "CREATE TRIGGER records_requeue BEFORE UPDATE OF state ON records WHEN NEW.state = 'Waiting'"
    " AND OLD.state <> 'Waiting' AND EXISTS (SELECT 1 FROM attempts WHERE record = NEW.id"
    " AND state NOT IN ('ReleasedClean', 'Scrapped'))"
    " BEGIN SELECT RAISE(ABORT, 'an attempt holds the card object'); END",
    "CREATE TRIGGER records_keep BEFORE DELETE ON records WHEN NOT EXISTS"
    " (SELECT 1 FROM jobs WHERE id = OLD.job AND state = 'Importing')"
    " BEGIN SELECT RAISE(ABORT, 'records stay'); END",
    "CREATE TRIGGER records_event AFTER UPDATE OF state ON records WHEN NEW.state <> OLD.state"
    " AND (NEW.state = 'Waiting' OR NEW.state = 'RemakeOpen' OR NEW.state = 'Withdrawn') BEGIN"
    " INSERT INTO events(at, kind, subject, from_state, to_state, failure)"
    " VALUES(NEW.changed, 'record', NEW.id, OLD.state, NEW.state, ''); END",

    "CREATE TRIGGER bindings_keep BEFORE DELETE ON bindings BEGIN SELECT RAISE(ABORT, 'bindings stay'); END",
    "CREATE TRIGGER bindings_fixed BEFORE UPDATE ON bindings WHEN OLD.released = 1 OR NEW.attempt <> "
    "OLD.attempt"
    " OR NEW.job <> OLD.job OR NEW.serial IS NOT OLD.serial"
    " BEGIN SELECT RAISE(ABORT, 'a binding is only released'); END",
    "CREATE TRIGGER steps_keep BEFORE DELETE ON steps BEGIN SELECT RAISE(ABORT, 'steps stay'); END",
    "CREATE TRIGGER steps_fixed BEFORE UPDATE ON steps BEGIN SELECT RAISE(ABORT, 'steps stay'); END",
    "CREATE TRIGGER results_keep BEFORE DELETE ON step_results BEGIN SELECT RAISE(ABORT, 'results stay'); "
    "END",
    "CREATE TRIGGER results_fixed BEFORE UPDATE ON step_results BEGIN SELECT RAISE(ABORT, 'results stay'); "
    "END",
    "CREATE TRIGGER events_keep BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events stay'); END",
    "CREATE TRIGGER events_fixed BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events stay'); END",
};

} // namespace

std::span<const char* const> schema1()
{
    return statements;
}

} // namespace sm
