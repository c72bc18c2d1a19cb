// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store_opening.h"

#include "base/bytes.h"
#include "base/failures/store.h"
#include "base/log.h"
#include "store/import_rows.h"
#include "store/schema.h"

namespace sm {
namespace {

/// After an unclean stop the file is checked before anything is made from it; the note is cleared by an
/// orderly stop.
Outcome<Done> checkAfterUncleanStop(SqlConnection& connection)
{
    const auto state = connection.select("SELECT value FROM meta WHERE name = 'state'");
    if (!state)
        return state.failure();
    if (!state->empty() && state->front().front().toString() == QLatin1String("open")) {
        const auto found = connection.once(QStringLiteral("PRAGMA quick_check(1)"));
        if (!found || found->empty() || found->front().front().toString() != QLatin1String("ok"))
            return fail(fc::StoreDamaged);
        qCInfo(lcStore) << "the last run did not close the store; its file is sound";
    }
    const auto noted = connection.run("INSERT INTO meta(name, value) VALUES('state', 'open') ON "
                                      "CONFLICT(name) DO UPDATE SET value = 'open'");
    return noted ? Outcome<Done>(Done{}) : noted.failure();
}

Outcome<Done> cleanImports(SqlConnection& connection)
{
    if (const auto begun = connection.run("BEGIN IMMEDIATE"); !begun)
        return begun.failure();
    const auto removed = removeUnfinishedImports(connection);
    if (!removed) {
        (void)connection.run("ROLLBACK");
        return removed.failure();
    }
    if (*removed > 0)
        qCInfo(lcStore) << "unfinished imports removed:" << *removed;
    const auto committed = connection.run("COMMIT");
    return committed ? Outcome<Done>(Done{}) : committed.failure();
}

Outcome<AttemptId> newestAttempt(SqlConnection& connection)
{
    const auto rows = connection.select("SELECT COALESCE(MAX(id), 0) FROM attempts");
    if (!rows)
        return rows.failure();
    return AttemptId(rows->front().front().toLongLong());
}

/// Drawn once for each store: a file that is made anew is another store, a copy that is put back is not.
Outcome<QByteArray> identityOf(SqlConnection& connection)
{
    const auto drawn = connection.run("INSERT INTO meta(name, value) VALUES('identity', hex(randomblob(?)))"
                                      " ON CONFLICT(name) DO NOTHING",
        {storeIdentityLength});
    if (!drawn)
        return drawn.failure();
    const auto rows = connection.select("SELECT value FROM meta WHERE name = 'identity'");
    if (!rows)
        return rows.failure();
    auto identity = rows->empty() ? std::nullopt : fromHex(rows->front().front().toString());
    if (!identity || identity->size() != storeIdentityLength)
        return fail(fc::StoreDamaged);
    return std::move(*identity);
}

Outcome<Done> limitSize(SqlConnection& connection, qint64 pages)
{
    if (pages <= 0)
        return Done{};
    const auto limited = connection.once(QStringLiteral("PRAGMA max_page_count = %1").arg(pages));
    return limited ? Outcome<Done>(Done{}) : limited.failure();
}

} // namespace

Outcome<OpenedStore> openStore(const StoreOptions& options)
{
    auto connection = SqlConnection::open(options.path, options.busyTimeout);
    if (!connection)
        return connection.failure();
    SqlConnection& sql = **connection;
    if (const auto set = applySettings(sql, options.checkpointPages); !set)
        return set.failure();
    if (const auto limited = limitSize(sql, options.maxPages); !limited)
        return limited.failure();
    if (const auto number = migrate(sql, migrations()); !number)
        return number.failure();
    if (const auto checked = checkAfterUncleanStop(sql); !checked)
        return checked.failure();
    if (const auto cleaned = cleanImports(sql); !cleaned)
        return cleaned.failure();
    const auto newest = newestAttempt(sql);
    if (!newest)
        return newest.failure();
    auto identity = identityOf(sql);
    if (!identity)
        return identity.failure();
    return OpenedStore{connection.take(), *newest, identity.take()};
}

} // namespace sm
