// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/layout.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

namespace sm {

/// Turns a JSON document into a Layout, strictly: an unknown member is refused, not ignored, because it is a
/// mistyped one. Private to this room; use parseLayout().
class LayoutReader {
public:
    explicit LayoutReader(QString file)
        : m_file(std::move(file))
    {
    }

    Outcome<Layout> read(const QJsonDocument& document);

private:
    using Step = std::optional<Failure>;

    Step readTop(const QJsonObject& top, Layout& layout);
    Step readText(const QJsonObject& top, Layout& layout);
    Step readFields(const QJsonValue& value, Layout& layout);
    Step readField(const QJsonObject& object, const QString& path, Layout& layout);
    Step readHeader(const QJsonObject& top, Layout& layout);
    Step readSource(const QJsonObject& object, const QString& path, const Layout& layout, LayoutField& field);
    Step readConvert(const QJsonObject& object, const QString& path, LayoutField& field);
    Step readRule(const QJsonObject& object, const QString& path, LayoutField& field);
    Step checkSource(const LayoutField& field, const QString& path, const Layout& layout);
    Step checkUnique(const LayoutField& field, const QString& path, const Layout& layout);
    Step refuseUnknown(const QJsonObject& object, const QStringList& known, const QString& path);

    Step unexpected(const QString& path, const QJsonValue& found, const QString& expected) const;
    Step unexpected(const QString& path, const QString& found, const QString& expected) const;

    QString m_file;
    bool m_hasId = false;
};

} // namespace sm
