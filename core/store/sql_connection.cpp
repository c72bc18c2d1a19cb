// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/sql_connection.h"

#include "base/failures/store.h"
#include "base/log.h"

#include <QSqlError>
#include <QSqlRecord>

#include <atomic>

namespace sm {
namespace {

// Primary result codes, https://www.sqlite.org/rescode.html; the upper bits of an extended code say more.
enum Primary {
    Busy = 5,
    Locked = 6,
    NoMemory = 7,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    Constraint = 19,
    NotADatabase = 26
};

Failure failureOf(const QSqlError& error)
{
    const QString native = error.nativeErrorCode();
    const int primary = native.toInt() & 0xFF;
    // SQLite's text names tables and columns, never values. A constraint is an answer, not trouble.
    if (primary != Constraint)
        qCWarning(lcStore).noquote() << "SQLite" << native << error.databaseText();
    switch (primary) {
    case Constraint:
        return fail(fc::StoreConstraint, {{"sqlite", native}});
    case Busy:
    case Locked:
        return fail(fc::StoreBusy, {{"sqlite", native}});
    case Full:
        return fail(fc::StoreFatal, {{"sqlite", native}, {"reason", QStringLiteral("full")}});
    case NoMemory:
    case ReadOnly:
    case IoError:
    case Corrupt:
    case CantOpen:
    case NotADatabase:
        return fail(fc::StoreFatal, {{"sqlite", native}, {"reason", QStringLiteral("io")}});
    default:
        return fail(fc::StoreQueryFailed, {{"sqlite", native}});
    }
}

std::vector<SqlRow> rowsOf(QSqlQuery& query)
{
    std::vector<SqlRow> rows;
    const int columns = query.record().count();
    while (query.next()) {
        SqlRow& row = rows.emplace_back();
        row.reserve(size_t(columns));
        for (int column = 0; column < columns; ++column)
            row.push_back(query.value(column));
    }
    return rows;
}

} // namespace

QVariant blob(const QByteArray& bytes)
{
    return bytes.isNull() ? QByteArray("") : bytes;
}
QVariant text(const QString& string)
{
    return string.isNull() ? QStringLiteral("") : string;
}

Outcome<std::unique_ptr<SqlConnection>> SqlConnection::open(const QString& path, milliseconds busyTimeout)
{
    static std::atomic<quint64> serial{0}; // names are global in Qt Sql
    const QString name = QStringLiteral("stationmaster-store-%1").arg(serial.fetch_add(1));
    std::unique_ptr<SqlConnection> connection(new SqlConnection(name));
    connection->m_database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
    connection->m_database.setDatabaseName(path);
    connection->m_database.setConnectOptions(
        QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeout.count()));
    if (!connection->m_database.open())
        return fail(fc::StoreUnopenable, {{"path", path}});
    return connection;
}

SqlConnection::~SqlConnection()
{
    m_statements.clear();
    m_database = QSqlDatabase(); // Qt warns about removal while a copy is alive
    QSqlDatabase::removeDatabase(m_name);
}

Outcome<QSqlQuery*> SqlConnection::executed(const char* sql, const QVariantList& values)
{
    std::unique_ptr<QSqlQuery>& query = m_statements[sql];
    if (!query) {
        auto fresh = std::make_unique<QSqlQuery>(m_database);
        fresh->setForwardOnly(true);
        if (!fresh->prepare(QString::fromLatin1(sql))) {
            const Failure failure = failureOf(fresh->lastError());
            m_statements.erase(sql);
            return failure;
        }
        query = std::move(fresh);
    }
    for (qsizetype i = 0; i < values.size(); ++i)
        query->bindValue(int(i), values.at(i));
    if (query->exec())
        return query.get();
    const Failure failure = failureOf(query->lastError());
    query->finish();
    return failure;
}

Outcome<qint64> SqlConnection::run(const char* sql, const QVariantList& values)
{
    const auto query = executed(sql, values);
    if (!query)
        return query.failure();
    const qint64 affected = (*query)->numRowsAffected();
    (*query)->finish();
    return affected;
}

Outcome<qint64> SqlConnection::insert(const char* sql, const QVariantList& values)
{
    const auto query = executed(sql, values);
    if (!query)
        return query.failure();
    const qint64 key = (*query)->lastInsertId().toLongLong();
    (*query)->finish();
    return key;
}

Outcome<std::vector<SqlRow>> SqlConnection::select(const char* sql, const QVariantList& values)
{
    const auto query = executed(sql, values);
    if (!query)
        return query.failure();
    std::vector<SqlRow> rows = rowsOf(**query);
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return failureOf(error);
    return rows;
}

Outcome<std::vector<SqlRow>> SqlConnection::once(const QString& sql)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.exec(sql))
        return failureOf(query.lastError());
    return rowsOf(query);
}

} // namespace sm
