// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "profile/profile_keys.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>

#include <functional>

/// Strict reading of a JSON document that someone else wrote. Not for other rooms.
namespace sm::profile {

/// Keeps the first thing that is wrong; after it, readers give harmless defaults and the load ends in a
/// failure.
class Problems {
public:
    explicit Problems(QString file)
        : m_file(std::move(file))
    {
    }

    bool any() const { return m_first.has_value(); }
    const Failure& first() const { return *m_first; }
    const QString& file() const { return m_file; }
    void refuse(const QString& path, const QString& found, const QString& expected);
    void refuse(const QString& path, const QJsonValue& found, const QString& expected);

private:
    QString m_file;
    std::optional<Failure> m_first;
};

/// Numbers of a JSON value: what it may be.
struct Range {
    qint64 least;
    qint64 most;
};

/// One object of a known kind: refuses unknown and missing keys at once, then gives its members by key.
class ObjectReader {
public:
    ObjectReader(Problems& problems, const QJsonValue& value, QString path, const char* kind);

    bool has(QLatin1String key) const { return m_object.contains(key); }
    QJsonValue value(QLatin1String key) const { return m_object.value(key); }
    QString path(QLatin1String key) const { return m_path + u'.' + key; }
    const QString& path() const { return m_path; }
    Problems& problems() const { return *m_problems; }

    /// Text that is not empty, of at most 200 characters without control characters; `otherwise` when absent.
    QString text(QLatin1String key, const QString& otherwise = {}) const;
    QString choice(QLatin1String key, const QStringList& choices, const QString& otherwise) const;
    bool boolean(QLatin1String key, bool otherwise) const;
    qint64 integer(QLatin1String key, Range range, qint64 otherwise) const;
    double number(QLatin1String key, double least, double most, double otherwise) const;
    /// Hexadecimal of least to most bytes; empty when absent.
    QByteArray hex(QLatin1String key, Range bytes) const;
    /// Calls `each` for the elements of an array of least to most elements; nothing when absent.
    void elements(QLatin1String key, Range count,
        const std::function<void(const QJsonValue&, const QString& path)>& each) const;

private:
    void checkKeys(const ProfileObjectKeys& keys) const;
    bool absent(QLatin1String key) const;

    Problems* m_problems;
    QJsonObject m_object;
    QString m_path;
};

/// Text of a JSON value under the rules of ObjectReader::text.
QString readText(Problems& problems, const QJsonValue& value, const QString& path, qsizetype most = 200);
QByteArray readHex(Problems& problems, const QJsonValue& value, const QString& path, Range bytes);

} // namespace sm::profile
