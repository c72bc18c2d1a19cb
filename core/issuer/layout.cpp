// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/layout.h"

#include "base/failures/issuer.h"
#include "issuer/layout_reader.h"

#include <QFile>
#include <QJsonDocument>

namespace sm {

QString fileFormatName(FileFormat format)
{
    return format == FileFormat::Tagged ? QStringLiteral("tagged") : QStringLiteral("csv");
}

QString textEncodingName(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf16Le:
        return QStringLiteral("utf-16le");
    case TextEncoding::Utf16Be:
        return QStringLiteral("utf-16be");
    case TextEncoding::Latin1:
        return QStringLiteral("latin-1");
    case TextEncoding::Utf8:
        break;
    }
    return QStringLiteral("utf-8");
}

std::optional<TextEncoding> textEncodingFromName(QStringView name)
{
    for (const TextEncoding encoding :
        {TextEncoding::Utf8, TextEncoding::Utf16Le, TextEncoding::Utf16Be, TextEncoding::Latin1}) {
        if (textEncodingName(encoding) == name)
            return encoding;
    }
    return std::nullopt;
}

Layout seedLayout()
{
    Layout layout;
    layout.name = QStringLiteral("seed");
    layout.title = QStringLiteral("Tagged card objects");
    layout.format = FileFormat::Tagged;
    LayoutField id;
    id.source = QStringLiteral("SCRD");
    id.name = QStringLiteral("card_object_id");
    id.fieldClass = FieldClass::Open;
    id.required = true;
    id.maxLength = 128;
    layout.fields.push_back(id);
    return layout;
}

Outcome<Layout> parseLayout(const QByteArray& json, const QString& file)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError) {
        const QByteArray before = json.first(std::min<qsizetype>(error.offset, json.size()));
        return fail(fc::LayoutBroken,
            {{"file", file}, {"line", QString::number(before.count('\n') + 1)},
                {"column", QString::number(before.size() - before.lastIndexOf('\n'))}});
    }
    return LayoutReader(file).read(document);
}

Outcome<Layout> loadLayout(const QString& file)
{
    constexpr qint64 MostBytes = 1 << 20;
    QFile input(file);
    if (!input.open(QIODevice::ReadOnly))
        return fail(fc::LayoutUnreadable, {{"file", file}});
    const QByteArray json = input.read(MostBytes + 1);
    if (input.error() != QFileDevice::NoError || json.size() > MostBytes)
        return fail(fc::LayoutUnreadable, {{"file", file}});
    return parseLayout(json, file);
}

} // namespace sm
