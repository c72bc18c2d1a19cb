// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/outcome.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>

#include <memory>
#include <unordered_map>
#include <vector>

namespace sm {

using SqlRow = std::vector<QVariant>;

/// One SQLite connection with its prepared statements. Made, used and destroyed on one thread
/// (production.md 4.7). Statements are string literals: the address is the key under which the prepared form
/// is kept. A failure carries SQLite's extended result code, never a value that was bound.
class SqlConnection {
public:
    static Outcome<std::unique_ptr<SqlConnection>> open(const QString& path, milliseconds busyTimeout);
    ~SqlConnection();
    SqlConnection(const SqlConnection&) = delete;
    SqlConnection& operator=(const SqlConnection&) = delete;

    /// Rows affected.
    Outcome<qint64> run(const char* sql, const QVariantList& values = {});
    /// The new row's key.
    Outcome<qint64> insert(const char* sql, const QVariantList& values);
    Outcome<std::vector<SqlRow>> select(const char* sql, const QVariantList& values = {});
    /// Not kept prepared: schema and PRAGMA.
    Outcome<std::vector<SqlRow>> once(const QString& sql);

private:
    explicit SqlConnection(QString name)
        : m_name(std::move(name))
    {
    }
    Outcome<QSqlQuery*> executed(const char* sql, const QVariantList& values);

    QString m_name;
    QSqlDatabase m_database;
    std::unordered_map<const void*, std::unique_ptr<QSqlQuery>> m_statements;
};

/// Qt binds a null QByteArray or QString as NULL; what the schema wants is an empty value.
QVariant blob(const QByteArray& bytes);
QVariant text(const QString& string);

} // namespace sm
