// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/plan_reader.h"

#include "base/failures/server.h"

#include <QDir>

#include <algorithm>

namespace sm {

namespace {

QString kindOf(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return QStringLiteral("true or false");
    case QJsonValue::Double:
        return QStringLiteral("a number");
    case QJsonValue::String:
        return QStringLiteral("text");
    case QJsonValue::Array:
        return QStringLiteral("a list");
    case QJsonValue::Object:
        return QStringLiteral("an object");
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("nothing");
}

QString at(const QString& path, const char* key)
{
    return path + u'.' + QLatin1String(key);
}

} // namespace

void PlanReader::unexpected(const QString& path, const QString& found, const QString& expected)
{
    if (!m_failure)
        m_failure = fail(fc::FloorFileUnexpected,
            {{"file", m_file}, {"path", path}, {"found", found}, {"expected", expected}});
}

void PlanReader::checkKeys(
    const QJsonObject& object, const QString& path, std::initializer_list<const char*> allowed)
{
    for (auto it = object.begin(); it != object.end(); ++it) {
        const bool known = std::any_of(allowed.begin(), allowed.end(),
            [&it](const char* key) { return it.key() == QLatin1String(key); });
        if (!known)
            unexpected(
                path + u'.' + it.key(), QStringLiteral("unknown key"), QStringLiteral("a key of the schema"));
    }
}

QString PlanReader::text(
    const QJsonObject& object, const QString& path, const char* key, const QString& fallback)
{
    const QJsonValue value = object.value(QLatin1String(key));
    if (value.isUndefined())
        return fallback;
    if (!value.isString())
        unexpected(at(path, key), kindOf(value), QStringLiteral("text"));
    return value.toString();
}

QString PlanReader::neededText(const QJsonObject& object, const QString& path, const char* key)
{
    const QString value = text(object, path, key);
    if (value.isEmpty())
        unexpected(at(path, key), kindOf(object.value(QLatin1String(key))), QStringLiteral("text"));
    return value;
}

QString PlanReader::neededPath(const QJsonObject& object, const QString& path, const char* key)
{
    const QString value = neededText(object, path, key);
    if (!value.isEmpty() && !QDir::isAbsolutePath(value))
        unexpected(at(path, key), value, QStringLiteral("an absolute path"));
    return value;
}

double PlanReader::number(
    const QJsonObject& object, const QString& path, const char* key, double fallback, double low, double high)
{
    const QJsonValue value = object.value(QLatin1String(key));
    if (value.isUndefined())
        return fallback;
    if (!value.isDouble() || value.toDouble() < low || value.toDouble() > high) {
        unexpected(at(path, key), value.isDouble() ? QString::number(value.toDouble()) : kindOf(value),
            QStringLiteral("a number from %1 to %2").arg(low).arg(high));
        return fallback;
    }
    return value.toDouble();
}

bool PlanReader::flag(const QJsonObject& object, const QString& path, const char* key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    if (!value.isUndefined() && !value.isBool())
        unexpected(at(path, key), kindOf(value), QStringLiteral("true or false"));
    return value.toBool(false);
}

QJsonArray PlanReader::array(const QJsonObject& object, const QString& path, const char* key)
{
    const QJsonValue value = object.value(QLatin1String(key));
    if (!value.isArray())
        unexpected(at(path, key), kindOf(value), QStringLiteral("a list"));
    return value.toArray();
}

} // namespace sm
