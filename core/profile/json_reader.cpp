// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/json_reader.h"

#include "base/bytes.h"
#include "base/failures/profile.h"

#include <algorithm>
#include <cmath>

namespace sm::profile {

namespace {

constexpr qsizetype shownCharacters = 64;

QString describe(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return QString::number(value.toDouble(), 'g', 12);
    case QJsonValue::String:
        return value.toString();
    case QJsonValue::Array:
        return QStringLiteral("array[%1]").arg(value.toArray().size());
    case QJsonValue::Object:
        return QStringLiteral("object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("nothing");
}

/// A hostile file must not get control characters or a novel into a log line.
QString printable(const QString& text)
{
    QString shown = text.left(shownCharacters);
    for (QChar& c : shown) {
        if (!c.isPrint())
            c = u'?';
    }
    return shown;
}

const ProfileObjectKeys& keysOf(const char* kind)
{
    const auto& rows = profileObjectKeys();
    const auto it = std::find_if(rows.begin(), rows.end(),
        [kind](const ProfileObjectKeys& row) { return row.kind == QLatin1String(kind); });
    Q_ASSERT(it != rows.end());
    return *it;
}

QString rangeText(const char* unit, Range range)
{
    return QStringLiteral("%1 %2..%3").arg(QLatin1String(unit)).arg(range.least).arg(range.most);
}

} // namespace

void Problems::refuse(const QString& path, const QString& found, const QString& expected)
{
    if (m_first)
        return;
    m_first = fail(fc::ProfileUnexpected,
        {{"file", m_file}, {"path", path}, {"found", printable(found)}, {"expected", expected}});
}

void Problems::refuse(const QString& path, const QJsonValue& found, const QString& expected)
{
    refuse(path, describe(found), expected);
}

ObjectReader::ObjectReader(Problems& problems, const QJsonValue& value, QString path, const char* kind)
    : m_problems(&problems)
    , m_object(value.toObject())
    , m_path(std::move(path))
{
    if (!value.isObject())
        problems.refuse(m_path, value, QStringLiteral("object"));
    else
        checkKeys(keysOf(kind));
}

void ObjectReader::checkKeys(const ProfileObjectKeys& keys) const
{
    for (auto it = m_object.begin(); it != m_object.end(); ++it) {
        if (!keys.required.contains(it.key()) && !keys.optional.contains(it.key()))
            m_problems->refuse(m_path + u'.' + printable(it.key()), it.key(),
                QStringLiteral("keys: ") + (keys.required + keys.optional).join(u' '));
    }
    for (const QString& key : keys.required) {
        if (!m_object.contains(key))
            m_problems->refuse(
                m_path + u'.' + key, QJsonValue(QJsonValue::Undefined), QStringLiteral("key: ") + key);
    }
}

bool ObjectReader::absent(QLatin1String key) const
{
    return m_problems->any() || !has(key);
}

QString ObjectReader::text(QLatin1String key, const QString& otherwise) const
{
    return absent(key) ? otherwise : readText(*m_problems, value(key), path(key));
}

QString ObjectReader::choice(QLatin1String key, const QStringList& choices, const QString& otherwise) const
{
    if (absent(key))
        return otherwise;
    const QJsonValue found = value(key);
    if (!found.isString() || !choices.contains(found.toString())) {
        m_problems->refuse(path(key), found, QStringLiteral("one of: ") + choices.join(u' '));
        return otherwise;
    }
    return found.toString();
}

bool ObjectReader::boolean(QLatin1String key, bool otherwise) const
{
    if (absent(key))
        return otherwise;
    if (!value(key).isBool())
        m_problems->refuse(path(key), value(key), QStringLiteral("true or false"));
    return value(key).toBool(otherwise);
}

qint64 ObjectReader::integer(QLatin1String key, Range range, qint64 otherwise) const
{
    if (absent(key))
        return otherwise;
    const QJsonValue found = value(key);
    const double number = found.toDouble(-1);
    if (!found.isDouble() || number != std::floor(number) || number < double(range.least)
        || number > double(range.most)) {
        m_problems->refuse(path(key), found, rangeText("integer", range));
        return otherwise;
    }
    return qint64(number);
}

double ObjectReader::number(QLatin1String key, double least, double most, double otherwise) const
{
    if (absent(key))
        return otherwise;
    const QJsonValue found = value(key);
    if (!found.isDouble() || !(found.toDouble() >= least && found.toDouble() <= most)) {
        m_problems->refuse(path(key), found, QStringLiteral("number %1..%2").arg(least).arg(most));
        return otherwise;
    }
    return found.toDouble();
}

QByteArray ObjectReader::hex(QLatin1String key, Range bytes) const
{
    return absent(key) ? QByteArray() : readHex(*m_problems, value(key), path(key), bytes);
}

void ObjectReader::elements(QLatin1String key, Range count,
    const std::function<void(const QJsonValue&, const QString& path)>& each) const
{
    if (absent(key))
        return;
    const QJsonArray array = value(key).toArray();
    if (!value(key).isArray() || array.size() < count.least || array.size() > count.most) {
        m_problems->refuse(path(key), value(key), rangeText("array of", count));
        return;
    }
    for (qsizetype i = 0; i < array.size() && !m_problems->any(); ++i)
        each(array.at(i), QStringLiteral("%1[%2]").arg(path(key)).arg(i));
}

QString readText(Problems& problems, const QJsonValue& value, const QString& path, qsizetype most)
{
    const QString text = value.toString();
    const bool clean = std::none_of(
        text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (!value.isString() || text.isEmpty() || text.size() > most || !clean) {
        problems.refuse(path, value, QStringLiteral("text of 1..%1 characters").arg(most));
        return {};
    }
    return text;
}

QByteArray readHex(Problems& problems, const QJsonValue& value, const QString& path, Range bytes)
{
    const auto read = value.isString() ? fromHex(value.toString()) : std::nullopt;
    if (!read || read->size() < bytes.least || read->size() > bytes.most) {
        problems.refuse(path, value, rangeText("hex bytes", bytes));
        return {};
    }
    return *read;
}

} // namespace sm::profile
