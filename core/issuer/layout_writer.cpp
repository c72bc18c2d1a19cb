// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/layout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm {
namespace {

QJsonObject fieldToJson(const LayoutField& field, bool isId)
{
    QJsonObject json{
        {QStringLiteral("name"), field.name}, {QStringLiteral("class"), fieldClassName(field.fieldClass)}};
    if (field.constant)
        json.insert(QStringLiteral("constant"), QString::fromUtf8(*field.constant));
    else
        json.insert(QStringLiteral("source"), field.source);
    if (field.required)
        json.insert(QStringLiteral("required"), true);
    if (field.maxLength > 0)
        json.insert(QStringLiteral("maxLength"), field.maxLength);
    if (!field.ruleText.isEmpty())
        json.insert(QStringLiteral("rule"), field.ruleText);
    if (!field.convertText.isEmpty())
        json.insert(QStringLiteral("convert"), field.convertText);
    if (isId)
        json.insert(QStringLiteral("id"), true);
    return json;
}

} // namespace

QByteArray writeLayout(const Layout& layout)
{
    QJsonArray fields;
    for (qsizetype i = 0; i < qsizetype(layout.fields.size()); ++i)
        fields.append(fieldToJson(layout.fields[size_t(i)], i == layout.idField));
    QJsonObject json{{QStringLiteral("version"), 1}, {QStringLiteral("name"), layout.name},
        {QStringLiteral("format"), fileFormatName(layout.format)}, {QStringLiteral("fields"), fields}};
    if (!layout.title.isEmpty())
        json.insert(QStringLiteral("title"), layout.title);
    if (!layout.profile.isEmpty())
        json.insert(QStringLiteral("profile"), layout.profile);
    if (layout.encoding)
        json.insert(QStringLiteral("encoding"), textEncodingName(*layout.encoding));
    if (layout.delimiter)
        json.insert(QStringLiteral("delimiter"), QString(QLatin1Char(*layout.delimiter)));
    if (!layout.header)
        json.insert(QStringLiteral("header"), false);
    if (!layout.comment.isEmpty())
        json.insert(QStringLiteral("comment"), QString::fromUtf8(layout.comment));
    if (layout.trailer) {
        json.insert(QStringLiteral("trailer"),
            QJsonObject{{QStringLiteral("prefix"), QString::fromUtf8(layout.trailer->prefix)},
                {QStringLiteral("count"), layout.trailer->countField}});
    }
    return QJsonDocument(json).toJson();
}

} // namespace sm
