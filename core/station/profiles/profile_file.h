// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/failures/station.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <functional>
#include <optional>

/// How the files of station profiles are read: each object knows its keys, and what is wrong is named by its
/// place, what was found and what was expected.
namespace sm::profile_file {

inline QString shown(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
        return QStringLiteral("nothing");
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Array:
        return QStringLiteral("an array");
    default:
        return value.toVariant().toString().left(60);
    }
}

/// Keeps the first thing that is wrong; after it, readers give harmless defaults.
struct Problems {
    QString file;
    std::optional<Failure> first;

    void refuse(const QString& path, const QString& found, const QString& expected)
    {
        if (!first)
            first = fail(fc::StationProfileUnexpected,
                {{"file", file}, {"path", path}, {"found", found}, {"expected", expected}});
    }
};

/// One object of the file: knows its keys and refuses all others.
class Node {
public:
    Node(Problems& problems, const QJsonValue& value, QString path, const QStringList& keys)
        : m_problems(problems)
        , m_object(value.toObject())
        , m_path(std::move(path))
    {
        if (!value.isObject())
            m_problems.refuse(m_path, shown(value), QStringLiteral("an object"));
        for (const QString& key : m_object.keys()) {
            if (!keys.contains(key))
                m_problems.refuse(
                    m_path + u'.' + key, QStringLiteral("an unknown key"), keys.join(QStringLiteral(", ")));
        }
    }

    bool has(const char* key) const { return m_object.contains(QLatin1String(key)); }
    QJsonValue value(const char* key) const { return m_object.value(QLatin1String(key)); }
    QString path(const char* key) const { return m_path + u'.' + QLatin1String(key); }
    Problems& problems() const { return m_problems; }

    QString text(const char* key, const QString& otherwise = {}) const
    {
        if (!has(key))
            return otherwise;
        const QString got = value(key).toString();
        if (!value(key).isString() || got.isEmpty() || got.size() > 200) {
            m_problems.refuse(path(key), shown(value(key)), QStringLiteral("text of 1 to 200 characters"));
            return otherwise;
        }
        return got;
    }
    QString required(const char* key) const
    {
        if (!has(key))
            m_problems.refuse(
                path(key), QStringLiteral("nothing"), QStringLiteral("text of 1 to 200 characters"));
        return text(key);
    }
    int choice(const char* key, const QStringList& names, int otherwise) const
    {
        if (!has(key) && otherwise >= 0)
            return otherwise;
        const int index = int(names.indexOf(value(key).toString()));
        if (index < 0)
            m_problems.refuse(path(key), shown(value(key)), names.join(QStringLiteral(", ")));
        return qMax(index, 0);
    }
    int number(const char* key, int least, int most, int otherwise) const
    {
        if (!has(key))
            return otherwise;
        const double got = value(key).toDouble(double(least) - 1);
        if (got < least || got > most || got != double(int(got))) {
            m_problems.refuse(path(key), shown(value(key)), QStringLiteral("%1 to %2").arg(least).arg(most));
            return otherwise;
        }
        return int(got);
    }
    bool boolean(const char* key, bool otherwise) const
    {
        if (has(key) && !value(key).isBool())
            m_problems.refuse(path(key), shown(value(key)), QStringLiteral("true or false"));
        return value(key).toBool(otherwise);
    }
    /// Text for a device, one byte a character.
    QByteArray bytes(const char* key, const QByteArray& otherwise) const
    {
        const QString got = text(key);
        for (const QChar c : got) {
            if (c.unicode() > 0xFF) {
                m_problems.refuse(path(key), shown(value(key)), QStringLiteral("characters up to U+00FF"));
                return otherwise;
            }
        }
        return got.isEmpty() ? otherwise : got.toLatin1();
    }
    QByteArray hex(const char* key, const QByteArray& otherwise) const
    {
        return has(key) ? hexOf(m_problems, value(key), path(key)) : otherwise;
    }
    static QByteArray hexOf(Problems& problems, const QJsonValue& value, const QString& path)
    {
        const auto decoded = fromHex(value.toString());
        if (!decoded || decoded->isEmpty() || decoded->size() > 64) {
            problems.refuse(path, shown(value), QStringLiteral("1 to 64 bytes in hexadecimal"));
            return {};
        }
        return *decoded;
    }
    void each(const char* key, qsizetype most,
        const std::function<void(const QJsonValue&, const QString& path)>& take) const
    {
        if (!has(key))
            return;
        const QJsonArray list = value(key).toArray();
        if (!value(key).isArray() || list.size() > most)
            m_problems.refuse(
                path(key), shown(value(key)), QStringLiteral("an array of at most %1").arg(most));
        for (qsizetype i = 0; i < qMin(list.size(), most); ++i)
            take(list.at(i), path(key) + QStringLiteral("[%1]").arg(i));
    }

private:
    Problems& m_problems;
    QJsonObject m_object;
    QString m_path;
};

} // namespace sm::profile_file
