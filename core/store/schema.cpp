// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/schema.h"

#include "base/failures/store.h"
#include "job/life_cycles.h"
#include "store/schema_1.h"
#include "store/schema_2.h"
#include "store/schema_3.h"

namespace sm {
namespace {

template <class State>
Outcome<Done> fill(SqlConnection& connection, const char* clear, const char* add,
    std::span<const Transition<State>> table, QString (*nameOf)(State))
{
    if (const auto cleared = connection.run(clear); !cleared)
        return cleared.failure();
    for (const Transition<State>& row : table) {
        if (const auto added = connection.run(add, {nameOf(row.from), nameOf(row.to)}); !added)
            return added.failure();
    }
    return Done{};
}

Outcome<Done> fillTransitions(SqlConnection& connection)
{
    if (const auto done = fill(connection, "DELETE FROM attempt_transitions",
            "INSERT INTO attempt_transitions VALUES(?, ?)", attemptTransitions(), attemptStateName);
        !done)
        return done;
    if (const auto done = fill(connection, "DELETE FROM job_transitions",
            "INSERT INTO job_transitions VALUES(?, ?)", jobTransitions(), jobStateName);
        !done)
        return done;
    return fill(connection, "DELETE FROM record_transitions", "INSERT INTO record_transitions VALUES(?, ?)",
        recordTransitions(), recordStateName);
}

Outcome<Done> runStep(SqlConnection& connection, const Migration& step)
{
    for (const char* statement : step.statements) {
        if (const auto done = connection.once(QString::fromLatin1(statement)); !done)
            return done.failure();
    }
    if (step.fillsTransitions) {
        if (const auto filled = fillTransitions(connection); !filled)
            return filled;
    }
    const auto noted = connection.run("INSERT INTO meta(name, value) VALUES('schema', ?) ON CONFLICT(name) "
                                      "DO UPDATE SET value = excluded.value",
        {QString::number(step.number)});
    return noted ? Outcome<Done>(Done{}) : noted.failure();
}

Outcome<Done> migrateOnce(SqlConnection& connection, const Migration& step)
{
    if (const auto begun = connection.run("BEGIN IMMEDIATE"); !begun)
        return begun.failure();
    const auto done = runStep(connection, step);
    if (!done) {
        (void)connection.run("ROLLBACK"); // the step's own failure is the one that matters
        return done;
    }
    const auto committed = connection.run("COMMIT");
    return committed ? Outcome<Done>(Done{}) : committed.failure();
}

Outcome<int> currentNumber(SqlConnection& connection)
{
    const auto made = connection.once(QStringLiteral(
        "CREATE TABLE IF NOT EXISTS meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"));
    if (!made)
        return made.failure();
    const auto rows = connection.select("SELECT value FROM meta WHERE name = 'schema'");
    if (!rows)
        return rows.failure();
    return rows->empty() ? 0 : rows->front().front().toInt();
}

Outcome<Done> checkNothingOpen(SqlConnection& connection)
{
    const auto rows = connection.select("SELECT COUNT(*) FROM attempts WHERE state NOT IN"
                                        " ('ReleasedClean', 'Scrapped', 'BinnedGood', 'Quarantine')");
    if (!rows)
        return rows.failure();
    const qint64 open = rows->front().front().toLongLong();
    if (open == 0)
        return Done{};
    return fail(fc::StoreMigrationBlocked, {{"attempts", QString::number(open)}});
}

Outcome<Done> demand(SqlConnection& connection, const char* name, const QString& set, const QString& wanted)
{
    const QString pragma = QStringLiteral("PRAGMA ") + QLatin1String(name);
    if (const auto done = connection.once(pragma + QStringLiteral(" = ") + set); !done)
        return done.failure();
    const auto read = connection.once(pragma);
    if (!read)
        return read.failure();
    const QString found = read->empty() ? QString() : read->front().front().toString();
    if (found == wanted)
        return Done{};
    return fail(fc::StoreUnsafe, {{"setting", QLatin1String(name)}, {"found", found}, {"expected", wanted}});
}

} // namespace

std::span<const Migration> migrations()
{
    static const Migration all[] = {{1, schema1(), true}, {2, schema2(), false}, {3, schema3(), true}};
    return all;
}

Outcome<int> migrate(SqlConnection& connection, std::span<const Migration> steps)
{
    const auto current = currentNumber(connection);
    if (!current)
        return current.failure();
    const int newest = steps.back().number;
    if (*current > newest) {
        return fail(
            fc::StoreNewer, {{"found", QString::number(*current)}, {"known", QString::number(newest)}});
    }
    if (*current > 0 && *current < newest) {
        if (const auto idle = checkNothingOpen(connection); !idle)
            return idle.failure();
    }
    for (const Migration& step : steps) {
        if (step.number <= *current)
            continue;
        if (const auto done = migrateOnce(connection, step); !done)
            return done.failure();
    }
    return newest;
}

Outcome<Done> applySettings(SqlConnection& connection, int checkpointPages)
{
    const QString pages = QString::number(checkpointPages);
    const struct {
        const char* name;
        QString set;
        QString wanted;
    } settings[] = {
        {"journal_mode", QStringLiteral("WAL"), QStringLiteral("wal")},
        {"synchronous", QStringLiteral("FULL"), QStringLiteral("2")},
        {"foreign_keys", QStringLiteral("ON"), QStringLiteral("1")},
        {"trusted_schema", QStringLiteral("OFF"), QStringLiteral("0")},
        {"secure_delete", QStringLiteral("ON"), QStringLiteral("1")},
        {"temp_store", QStringLiteral("MEMORY"), QStringLiteral("2")},
        {"wal_autocheckpoint", pages, pages},
        {"cache_size", QStringLiteral("-32768"), QStringLiteral("-32768")},
    };
    for (const auto& setting : settings) {
        if (const auto done = demand(connection, setting.name, setting.set, setting.wanted); !done)
            return done;
    }
    return Done{};
}

} // namespace sm
