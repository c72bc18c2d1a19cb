// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/data.h"
#include "data/data_source.h"

#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QSqlRecord>
#include <QUuid>

namespace sm {
namespace {

/// One prepared SELECT on a connection that cannot write. Qt ties a connection to the thread that made it.
class SqliteSource final : public DataSource {
public:
    using DataSource::DataSource;
    ~SqliteSource() override;

    Outcome<Done> open() override;
    Outcome<DataRow> read(const CardObjectId& id) override;

private:
    Failure malformed(const char* what) const;
    DataRow currentRow() const;

    QString m_connection;
    std::optional<QSqlQuery> m_select;
};

/// An SQL identifier; SQLite doubles a quote inside (sqlite.org/lang_keywords.html).
QString quoted(QString name)
{
    return QLatin1Char('"') + name.replace(QLatin1Char('"'), QLatin1String("\"\"")) + QLatin1Char('"');
}

SqliteSource::~SqliteSource()
{
    m_select.reset(); // a connection may go only after everything that uses it
    if (!m_connection.isEmpty())
        QSqlDatabase::removeDatabase(m_connection);
}

Failure SqliteSource::malformed(const char* what) const
{
    return fail(fc::DataSourceMalformed, {{"source", spec().name}, {"missing", QLatin1String(what)}});
}

Outcome<Done> SqliteSource::open()
{
    if (!QFileInfo::exists(spec().file))
        return fail(fc::DataSourceUnreadable, named());
    m_connection = QStringLiteral("data-%1").arg(QUuid::createUuid().toString(QUuid::Id128));
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(spec().file);
    database.setConnectOptions(QStringLiteral("QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=1000"));
    if (!database.open())
        return fail(fc::DataSourceUnreadable, named());
    QSqlQuery probe(database);
    if (!probe.exec(QStringLiteral("SELECT count(*) FROM sqlite_master"))) // reads the header of the file
        return fail(fc::DataSourceUnreadable, named());
    // Not QSqlDatabase::record(): the driver of Qt 6.4 does not find a table with a quote in its name.
    if (!probe.exec(QStringLiteral("SELECT * FROM %1 LIMIT 0").arg(quoted(spec().table))))
        return malformed("table");
    const QSqlRecord columns = probe.record();
    if (!columns.contains(spec().keyColumn))
        return malformed("key");
    m_select.emplace(database);
    m_select->setForwardOnly(true);
    const bool prepared = m_select->prepare(QStringLiteral("SELECT * FROM %1 WHERE %2 = ? LIMIT 2")
                                                .arg(quoted(spec().table), quoted(spec().keyColumn)));
    if (!prepared)
        return fail(fc::DataSourceUnreadable, named());
    return Done{};
}

DataRow SqliteSource::currentRow() const
{
    DataRow row;
    const QSqlRecord record = m_select->record();
    for (int i = 0; i < record.count(); ++i) {
        const QVariant value = record.value(i);
        const QString column = record.fieldName(i).toLower();
        const bool blob = value.metaType() == QMetaType::fromType<QByteArray>();
        row.columns.push_back(
            {column, blob ? value.toByteArray() : value.toString().toUtf8(), classOf(column)});
    }
    return row;
}

Outcome<DataRow> SqliteSource::read(const CardObjectId& id)
{
    // An open file that was deleted still reads; its data must not be taken for the issuer's any more.
    if (!QFileInfo::exists(spec().file))
        return fail(fc::DataSourceVanished, named());
    m_select->bindValue(0, id.text);
    if (!m_select->exec())
        return fail(fc::DataSourceUnreadable, named());
    if (!m_select->next()) {
        const bool failed = m_select->lastError().isValid();
        m_select->finish();
        if (failed)
            return fail(fc::DataSourceUnreadable, named());
        return fail(fc::DataRowMissing, named());
    }
    DataRow row = currentRow();
    const bool repeated = m_select->next();
    m_select->finish();
    if (repeated)
        return fail(fc::DataRowRepeated, named());
    return row;
}

} // namespace

std::unique_ptr<DataSource> makeSqliteSource(DataSourceSpec spec)
{
    return std::make_unique<SqliteSource>(std::move(spec));
}

} // namespace sm
