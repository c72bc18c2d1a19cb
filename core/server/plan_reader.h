// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QJsonArray>
#include <QJsonObject>

#include <initializer_list>
#include <optional>

namespace sm {

/// Strict reading of a plan file: an unknown key is an error with its path, not a setting that silently does
/// nothing. The first thing that is wrong is kept (FloorFileUnexpected) and reading goes on with fallbacks.
class PlanReader {
public:
    explicit PlanReader(QString file)
        : m_file(std::move(file))
    {
    }

    void unexpected(const QString& path, const QString& found, const QString& expected);
    const std::optional<Failure>& failure() const { return m_failure; }

    void checkKeys(
        const QJsonObject& object, const QString& path, std::initializer_list<const char*> allowed);
    QString text(
        const QJsonObject& object, const QString& path, const char* key, const QString& fallback = {});
    QString neededText(const QJsonObject& object, const QString& path, const char* key);
    /// An absolute path: the file is copied to the data folder, and a relative one would change its meaning.
    QString neededPath(const QJsonObject& object, const QString& path, const char* key);
    double number(const QJsonObject& object, const QString& path, const char* key, double fallback,
        double low, double high);
    bool flag(const QJsonObject& object, const QString& path, const char* key);
    QJsonArray array(const QJsonObject& object, const QString& path, const char* key);

private:
    QString m_file;
    std::optional<Failure> m_failure;
};

} // namespace sm
