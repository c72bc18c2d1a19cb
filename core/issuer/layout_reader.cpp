// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/layout_reader.h"

#include "base/failures/issuer.h"
#include "issuer/tagged_reader.h"

#include <QJsonArray>
#include <QRegularExpression>

namespace sm {
namespace {

constexpr int MostFields = 256;
constexpr int LongestValue = 65536;
constexpr int LongestId = 128;

QString describe(const QJsonValue& value)
{
    switch (value.type()) {
    case QJsonValue::Undefined:
        return QStringLiteral("nothing");
    case QJsonValue::Null:
        return QStringLiteral("null");
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return QString::number(value.toDouble());
    case QJsonValue::String:
        return QLatin1Char('"') + value.toString().left(64) + QLatin1Char('"');
    case QJsonValue::Array:
        return QStringLiteral("array");
    case QJsonValue::Object:
        break;
    }
    return QStringLiteral("object");
}

QString at(const QString& path, const char* member)
{
    return path.isEmpty() ? QLatin1String(member) : path + QLatin1Char('.') + QLatin1String(member);
}

bool isWholeNumber(const QJsonValue& value, int least, int most)
{
    return value.isDouble() && value.toInteger(-1) >= least && value.toInteger(-1) <= most;
}

bool isName(const QJsonValue& value)
{
    static const QRegularExpression form(QStringLiteral("\\A[a-z][a-z0-9_]{0,63}\\z"));
    return value.isString() && form.match(value.toString()).hasMatch();
}

} // namespace

LayoutReader::Step LayoutReader::unexpected(
    const QString& path, const QString& found, const QString& expected) const
{
    return fail(
        fc::LayoutUnexpected, {{"file", m_file}, {"path", path}, {"found", found}, {"expected", expected}});
}

LayoutReader::Step LayoutReader::unexpected(
    const QString& path, const QJsonValue& found, const QString& expected) const
{
    return unexpected(path, describe(found), expected);
}

LayoutReader::Step LayoutReader::refuseUnknown(
    const QJsonObject& object, const QStringList& known, const QString& path)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        if (!known.contains(member.key()))
            return unexpected(path, QLatin1Char('"') + member.key().left(64) + QLatin1Char('"'),
                known.join(QLatin1Char('|')));
    }
    return std::nullopt;
}

Outcome<Layout> LayoutReader::read(const QJsonDocument& document)
{
    if (!document.isObject())
        return *unexpected(QString(), QStringLiteral("array"), QStringLiteral("object"));
    Layout layout;
    const QJsonObject top = document.object();
    if (auto wrong = readTop(top, layout))
        return *wrong;
    if (auto wrong = readText(top, layout))
        return *wrong;
    if (auto wrong = readFields(top.value(QLatin1String("fields")), layout))
        return *wrong;
    if (!m_hasId)
        return *unexpected(
            QStringLiteral("fields"), QStringLiteral("no id"), QStringLiteral("one field with id true"));
    return layout;
}

LayoutReader::Step LayoutReader::readTop(const QJsonObject& top, Layout& layout)
{
    static const QStringList known{QStringLiteral("$schema"), QStringLiteral("version"),
        QStringLiteral("name"), QStringLiteral("title"), QStringLiteral("profile"), QStringLiteral("format"),
        QStringLiteral("encoding"), QStringLiteral("delimiter"), QStringLiteral("header"),
        QStringLiteral("trailer"), QStringLiteral("comment"), QStringLiteral("fields")};
    if (auto wrong = refuseUnknown(top, known, QString()))
        return wrong;
    const QJsonValue version = top.value(QLatin1String("version"));
    if (!isWholeNumber(version, 1, 1))
        return unexpected(QStringLiteral("version"), version, QStringLiteral("1"));
    const QJsonValue name = top.value(QLatin1String("name"));
    if (!name.isString() || name.toString().isEmpty() || name.toString().size() > 64)
        return unexpected(QStringLiteral("name"), name, QStringLiteral("text of 1 to 64 characters"));
    layout.name = name.toString();
    const QJsonValue title = top.value(QLatin1String("title"));
    if (!title.isUndefined() && !title.isString())
        return unexpected(QStringLiteral("title"), title, QStringLiteral("text"));
    layout.title = title.toString();
    const QJsonValue profile = top.value(QLatin1String("profile"));
    if (!profile.isUndefined() && (profile.toString().isEmpty() || profile.toString().size() > 64))
        return unexpected(QStringLiteral("profile"), profile, QStringLiteral("id of a profile"));
    layout.profile = profile.toString();
    const QJsonValue format = top.value(QLatin1String("format"));
    if (format != QJsonValue(QLatin1String("tagged")) && format != QJsonValue(QLatin1String("csv")))
        return unexpected(QStringLiteral("format"), format, QStringLiteral("tagged|csv"));
    layout.format = format.toString() == QLatin1String("csv") ? FileFormat::Csv : FileFormat::Tagged;
    return std::nullopt;
}

LayoutReader::Step LayoutReader::readText(const QJsonObject& top, Layout& layout)
{
    const QJsonValue encoding = top.value(QLatin1String("encoding"));
    layout.encoding = textEncodingFromName(encoding.toString());
    if (!encoding.isUndefined() && !layout.encoding)
        return unexpected(
            QStringLiteral("encoding"), encoding, QStringLiteral("utf-8|utf-16le|utf-16be|latin-1"));

    const QJsonValue delimiter = top.value(QLatin1String("delimiter"));
    if (!delimiter.isUndefined()) {
        static const QStringList known{QStringLiteral(","), QStringLiteral(";"), QStringLiteral("\t")};
        if (layout.format != FileFormat::Csv || !known.contains(delimiter.toString()))
            return unexpected(
                QStringLiteral("delimiter"), delimiter, QStringLiteral("comma|semicolon|tab, csv only"));
        layout.delimiter = delimiter.toString().at(0).toLatin1();
    }
    const QJsonValue comment = top.value(QLatin1String("comment"));
    if (!comment.isUndefined()) {
        if (comment.toString().isEmpty() || comment.toString().size() > 8)
            return unexpected(
                QStringLiteral("comment"), comment, QStringLiteral("text of 1 to 8 characters"));
        layout.comment = comment.toString().toUtf8();
    }
    return readHeader(top, layout);
}

LayoutReader::Step LayoutReader::readHeader(const QJsonObject& top, Layout& layout)
{
    const QJsonValue header = top.value(QLatin1String("header"));
    if (!header.isUndefined() && (!header.isBool() || layout.format != FileFormat::Csv))
        return unexpected(QStringLiteral("header"), header, QStringLiteral("true|false, csv only"));
    layout.header = header.toBool(true);
    const QJsonValue value = top.value(QLatin1String("trailer"));
    if (value.isUndefined())
        return std::nullopt;
    if (!value.isObject() || layout.format != FileFormat::Csv)
        return unexpected(QStringLiteral("trailer"), value, QStringLiteral("object, csv only"));
    const QJsonObject trailer = value.toObject();
    if (auto wrong = refuseUnknown(
            trailer, {QStringLiteral("prefix"), QStringLiteral("count")}, QStringLiteral("trailer")))
        return wrong;
    const QString prefix = trailer.value(QLatin1String("prefix")).toString();
    if (prefix.isEmpty() || prefix.size() > 32)
        return unexpected(QStringLiteral("trailer.prefix"), trailer.value(QLatin1String("prefix")),
            QStringLiteral("text of 1 to 32 characters"));
    const QJsonValue count = trailer.value(QLatin1String("count"));
    if (!isWholeNumber(count, 1, MostFields))
        return unexpected(QStringLiteral("trailer.count"), count, QStringLiteral("1 to 256"));
    layout.trailer = LayoutTrailer{prefix.toUtf8(), count.toInt()};
    return std::nullopt;
}

LayoutReader::Step LayoutReader::readFields(const QJsonValue& value, Layout& layout)
{
    const QJsonArray list = value.toArray();
    if (!value.isArray() || list.isEmpty() || list.size() > MostFields)
        return unexpected(QStringLiteral("fields"), value, QStringLiteral("array of 1 to 256 objects"));
    for (qsizetype i = 0; i < list.size(); ++i) {
        const QString path = QStringLiteral("fields[%1]").arg(i);
        if (!list.at(i).isObject())
            return unexpected(path, list.at(i), QStringLiteral("object"));
        if (auto wrong = readField(list.at(i).toObject(), path, layout))
            return wrong;
    }
    return std::nullopt;
}

LayoutReader::Step LayoutReader::readField(const QJsonObject& object, const QString& path, Layout& layout)
{
    static const QStringList known{QStringLiteral("source"), QStringLiteral("name"), QStringLiteral("class"),
        QStringLiteral("required"), QStringLiteral("maxLength"), QStringLiteral("rule"),
        QStringLiteral("convert"), QStringLiteral("constant"), QStringLiteral("id")};
    if (auto wrong = refuseUnknown(object, known, path))
        return wrong;
    LayoutField field;
    const QJsonValue name = object.value(QLatin1String("name"));
    if (!isName(name))
        return unexpected(at(path, "name"), name, QStringLiteral("[a-z][a-z0-9_]*"));
    field.name = name.toString();
    if (auto wrong = readSource(object, path, layout, field))
        return wrong;
    if (auto wrong = checkUnique(field, path, layout))
        return wrong;
    if (auto wrong = readRule(object, path, field))
        return wrong;
    if (auto wrong = readConvert(object, path, field))
        return wrong;
    const QJsonValue id = object.value(QLatin1String("id"));
    if (!id.isUndefined() && (!id.isBool() || (id.toBool() && (m_hasId || field.constant))))
        return unexpected(at(path, "id"), id, QStringLiteral("true once"));
    if (id.toBool() && layout.format == FileFormat::Tagged && field.source != QLatin1String("SCRD"))
        return unexpected(at(path, "id"), id, QStringLiteral("true for SCRD only"));
    if (id.toBool()) {
        m_hasId = true;
        layout.idField = static_cast<qsizetype>(layout.fields.size());
        field.required = true;
        field.maxLength = field.maxLength == 0 ? LongestId : std::min(field.maxLength, LongestId);
    }
    layout.fields.push_back(std::move(field));
    return std::nullopt;
}

LayoutReader::Step LayoutReader::readSource(
    const QJsonObject& object, const QString& path, const Layout& layout, LayoutField& field)
{
    const QJsonValue source = object.value(QLatin1String("source"));
    const QJsonValue constant = object.value(QLatin1String("constant"));
    if (!constant.isUndefined()) {
        if (!constant.isString() || constant.toString().size() > 1024 || !source.isUndefined())
            return unexpected(
                at(path, "constant"), constant, QStringLiteral("text of at most 1024 characters, no source"));
        field.constant = constant.toString().toUtf8();
        return std::nullopt;
    }
    if (!source.isString() || source.toString().trimmed().isEmpty() || source.toString().size() > 128)
        return unexpected(at(path, "source"), source, QStringLiteral("text of 1 to 128 characters"));
    field.source = source.toString().trimmed();
    return checkSource(field, path, layout);
}

LayoutReader::Step LayoutReader::readConvert(
    const QJsonObject& object, const QString& path, LayoutField& field)
{
    const QJsonValue convert = object.value(QLatin1String("convert"));
    if (convert.isUndefined())
        return std::nullopt;
    auto pipe = parseSupportPipe(convert.toString());
    if (!convert.isString() || !pipe || pipe->empty() || field.constant)
        return unexpected(
            at(path, "convert"), convert, QStringLiteral("pipe of support services, no constant"));
    field.convert = pipe.take();
    field.convertText = convert.toString();
    return std::nullopt;
}

LayoutReader::Step LayoutReader::readRule(const QJsonObject& object, const QString& path, LayoutField& field)
{
    const QJsonValue fieldClass = object.value(QLatin1String("class"));
    if (!fieldClass.isUndefined()) {
        const auto known = fieldClassFromName(fieldClass.toString());
        if (!known)
            return unexpected(at(path, "class"), fieldClass, QStringLiteral("open|personal|secret"));
        field.fieldClass = *known;
    }
    const QJsonValue required = object.value(QLatin1String("required"));
    if (!required.isUndefined() && !required.isBool())
        return unexpected(at(path, "required"), required, QStringLiteral("true|false"));
    field.required = required.toBool();
    const QJsonValue maxLength = object.value(QLatin1String("maxLength"));
    if (!maxLength.isUndefined() && !isWholeNumber(maxLength, 1, LongestValue))
        return unexpected(at(path, "maxLength"), maxLength, QStringLiteral("1 to 65536"));
    field.maxLength = maxLength.toInt();
    const QJsonValue rule = object.value(QLatin1String("rule"));
    if (rule.isUndefined())
        return std::nullopt;
    auto pipe = parseSupportPipe(rule.toString());
    if (!rule.isString() || !pipe || pipe->empty())
        return unexpected(at(path, "rule"), rule, QStringLiteral("pipe of support services"));
    field.rule = pipe.take();
    field.ruleText = rule.toString();
    return std::nullopt;
}

LayoutReader::Step LayoutReader::checkSource(
    const LayoutField& field, const QString& path, const Layout& layout)
{
    static const QRegularExpression tagged(
        QStringLiteral("\\A(EMB(\\.([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-6]))?"
                       "|ENC(\\.track[123])?|PIC|SCRD)\\z"));
    static const QRegularExpression numbered(
        QStringLiteral("\\A#([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-6])\\z"));
    if (layout.format == FileFormat::Csv && !layout.header && !numbered.match(field.source).hasMatch())
        return unexpected(at(path, "source"), QLatin1Char('"') + field.source + QLatin1Char('"'),
            QStringLiteral("#1 to #256"));
    if (layout.format == FileFormat::Csv)
        return std::nullopt;
    if (!tagged.match(field.source).hasMatch())
        return unexpected(at(path, "source"), QLatin1Char('"') + field.source + QLatin1Char('"'),
            QStringLiteral("EMB|EMB.n|ENC|ENC.track1..3|PIC|SCRD"));
    // A value that the layout does not name keeps its own name; another value must not take it.
    static const QRegularExpression taken(
        QStringLiteral("\\A(emboss[0-9]*|encode|track[123]|picture|card_object_id)\\z"));
    if (taken.match(field.name).hasMatch() && field.name != taggedFieldName(field.source))
        return unexpected(at(path, "name"), QLatin1Char('"') + field.name + QLatin1Char('"'),
            QStringLiteral("name that no other source has"));
    return std::nullopt;
}

LayoutReader::Step LayoutReader::checkUnique(
    const LayoutField& field, const QString& path, const Layout& layout)
{
    for (const LayoutField& other : layout.fields) {
        if (other.name == field.name)
            return unexpected(at(path, "name"), QLatin1Char('"') + field.name + QLatin1Char('"'),
                QStringLiteral("unique name"));
        if (!field.constant && other.source.compare(field.source, Qt::CaseInsensitive) == 0)
            return unexpected(at(path, "source"), QLatin1Char('"') + field.source + QLatin1Char('"'),
                QStringLiteral("unique source"));
    }
    return std::nullopt;
}

} // namespace sm
