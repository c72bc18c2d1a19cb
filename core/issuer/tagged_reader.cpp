// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/tagged_reader.h"

namespace sm {
namespace {

QByteArrayView trimmedEnd(QByteArrayView text)
{
    while (!text.isEmpty() && (text.back() == ' ' || text.back() == '\t'))
        text.chop(1);
    return text;
}

QByteArrayView trimmedStart(QByteArrayView text)
{
    while (!text.isEmpty() && (text.front() == ' ' || text.front() == '\t'))
        text = text.sliced(1);
    return text;
}

QByteArrayView trimmed(QByteArrayView text)
{
    return trimmedStart(trimmedEnd(text));
}

/// Reads a quoted value whose opening quote is the first byte; `rest` is then what follows the closing one.
bool takeQuoted(QByteArrayView& rest, QByteArray& value)
{
    rest = rest.sliced(1);
    for (;;) {
        const qsizetype quote = rest.indexOf('"');
        if (quote < 0)
            return false;
        value.append(rest.first(quote));
        rest = rest.sliced(quote + 1);
        if (rest.isEmpty() || rest.front() != '"')
            return true;
        value.append('"');
        rest = rest.sliced(1);
    }
}

} // namespace

QString tagName(Tag tag)
{
    static const char* const names[] = {"", "EMB", "ENC", "PIC", "SCRD"};
    return QLatin1String(names[static_cast<size_t>(tag)]);
}

TaggedLine parseTaggedLine(QByteArrayView line)
{
    const qsizetype equals = line.indexOf('=');
    if (equals < 0)
        return {};
    const QByteArrayView name = trimmed(line.first(equals));
    TaggedLine result{Tag::Unknown, trimmed(line.sliced(equals + 1))};
    if (name == "EMB")
        result.tag = Tag::Emb;
    else if (name == "ENC")
        result.tag = Tag::Enc;
    else if (name == "PIC")
        result.tag = Tag::Pic;
    else if (name == "SCRD")
        result.tag = Tag::Scrd;
    return result;
}

LineFault splitEmboss(QByteArrayView value, qint64 line, std::vector<TaggedValue>& values)
{
    values.push_back({QStringLiteral("EMB"), value.toByteArray(), line, 1});
    QByteArrayView rest = trimmed(value);
    for (int column = 1; !rest.isEmpty() || column > 1; ++column) {
        if (column > int(CsvReader::MostFields))
            return LineFault::TooManyFields;
        QByteArray text;
        if (rest.startsWith('"')) {
            if (!takeQuoted(rest, text))
                return LineFault::QuoteUnclosed;
        } else {
            const qsizetype comma = rest.indexOf(',');
            const QByteArrayView bare = comma < 0 ? rest : rest.first(comma);
            if (bare.contains('"'))
                return LineFault::QuoteStray;
            text = trimmed(bare).toByteArray();
            rest = rest.sliced(bare.size());
        }
        values.push_back({QStringLiteral("EMB.%1").arg(column), text, line, column});
        rest = trimmedStart(rest);
        if (rest.isEmpty())
            break;
        if (rest.front() != ',')
            return LineFault::QuoteStray;
        rest = trimmedStart(rest.sliced(1));
    }
    return LineFault::None;
}

bool splitEncode(QByteArrayView value, qint64 line, std::vector<TaggedValue>& values)
{
    values.push_back({QStringLiteral("ENC"), value.toByteArray(), line, 1});
    if (!value.startsWith('%') && !value.startsWith(';') && !value.startsWith('+'))
        return true;
    int last = 0;
    QByteArrayView rest = value;
    while (!rest.isEmpty()) {
        const char start = rest.front();
        const int track = start == '%' ? 1 : start == '+' ? 3 : start == ';' ? (last < 2 ? 2 : 3) : 0;
        const qsizetype end = rest.indexOf('?');
        if (track <= last || end < 0)
            return false;
        last = track;
        values.push_back(
            {QStringLiteral("ENC.track%1").arg(track), rest.sliced(1, end - 1).toByteArray(), line, track});
        rest = rest.sliced(end + 1);
    }
    return true;
}

QString taggedFieldName(const QString& source)
{
    if (source.startsWith(QLatin1String("EMB")))
        return QLatin1String("emboss") + source.mid(4);
    if (source.startsWith(QLatin1String("ENC.")))
        return source.mid(4);
    if (source == QLatin1String("ENC"))
        return QStringLiteral("encode");
    return source == QLatin1String("PIC") ? QStringLiteral("picture") : QStringLiteral("card_object_id");
}

} // namespace sm
