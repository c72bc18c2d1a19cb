// SPDX-License-Identifier: GPL-3.0-or-later
#include "canaries.h"

#include <QFile>
#include <QStringEncoder>

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype textPart = 8;
constexpr qsizetype hexPart = 12; ///< 48 bits: not met by chance in some megabytes
constexpr qsizetype binaryPart = 6; ///< likewise
constexpr qsizetype shortest = 6;
constexpr int hexDigitsOfKey = 24; ///< from here on digits and A to F are meant as hexadecimal

quint64 filterPlace(quint64 key)
{
    return key * 0x9E3779B97F4A7C15ULL >> 44;
}

QString lettersAndDigits(const QString& text)
{
    QString out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c.isLetterOrNumber())
            out.append(c.toCaseFolded());
    }
    return out;
}

bool isHex(const QByteArray& value)
{
    return std::all_of(value.begin(), value.end(),
        [](char c) { return QByteArrayView("0123456789ABCDEFabcdef").contains(c); });
}

bool isDigits(const QByteArray& value)
{
    return std::all_of(value.begin(), value.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

void ByteScanner::add(const QByteArray& form, int meaning)
{
    if (form.size() < prefix)
        return;
    quint64 key = 0;
    for (int i = 0; i < prefix; ++i)
        key = key << 8 | quint8(form.at(i));
    std::vector<Form>& same = m_forms[key];
    if (std::any_of(same.begin(), same.end(), [&](const Form& other) { return other.bytes == form; }))
        return;
    same.push_back({form, meaning});
    m_filter[filterPlace(key)] = 1;
    ++m_count;
}

int ByteScanner::find(QByteArrayView bytes) const
{
    constexpr quint64 mask = (quint64(1) << 8 * prefix) - 1;
    quint64 key = 0;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        key = (key << 8 | quint8(bytes[i])) & mask;
        if (i < prefix - 1 || !m_filter[filterPlace(key)])
            continue;
        const auto found = m_forms.constFind(key);
        if (found == m_forms.constEnd())
            continue;
        for (const Form& form : *found) {
            if (bytes.sliced(i - prefix + 1).startsWith(form.bytes))
                return form.meaning;
        }
    }
    return -1;
}

void Canaries::addText(const QString& text, qsizetype part, int meaning)
{
    const qsizetype length = std::min(part, text.size());
    for (qsizetype at = 0; length >= shortest && at + length <= text.size(); ++at)
        m_text.add(text.sliced(at, length).toUtf8(), meaning);
}

void Canaries::addBinary(const QByteArray& bytes, qsizetype part, int meaning)
{
    const qsizetype length = std::min(part, bytes.size());
    for (qsizetype at = 0; at + length <= bytes.size(); ++at)
        m_binary.add(bytes.sliced(at, length), meaning);
}

/// A text in base64 looks one of three ways, after what stands before it; the ends depend on the neighbours.
void Canaries::addBase64(const QByteArray& value, int meaning)
{
    for (int before = 0; before < 3; ++before) {
        const QByteArray coded = (QByteArray(before, 'x') + value).toBase64(QByteArray::OmitTrailingEquals);
        const int first = before == 0 ? 0 : before + 1;
        m_binary.add(coded.sliced(first, coded.size() - first - 1), meaning);
    }
}

void Canaries::add(const QByteArray& value, const QString& what)
{
    const QString text = lettersAndDigits(QString::fromUtf8(value));
    if (text.size() < shortest)
        return;
    const int meaning = int(m_names.size());
    m_names.push_back(what + u' ' + QString::fromUtf8(value.first(std::min<qsizetype>(value.size(), 32))));
    const bool key = value.size() >= hexDigitsOfKey && isHex(value);
    addText(text, key ? hexPart : textPart, meaning);
    if (key || isDigits(value)) {
        addBase64(QByteArray::fromHex(value.size() % 2 == 0 ? value : value + 'F'), meaning);
        addBinary(QByteArray::fromHex(value.size() % 2 == 0 ? value : value + 'F'), binaryPart, meaning);
        addBinary(QByteArray::fromHex(value.size() % 2 == 0 ? '0' + value + 'F' : '0' + value), binaryPart,
            meaning);
    }
    if (!key)
        addText(lettersAndDigits(QString::fromLatin1(value.toHex())), 2 * textPart, meaning);
    for (const auto order : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QStringEncoder encoder(order);
        const QByteArray wide = encoder.encode(QString::fromUtf8(value));
        addBinary(wide, 2 * (key ? hexPart : textPart), meaning);
    }
    addBase64(value, meaning);
}

bool Canaries::addTable(const QString& file, const QList<int>& columns, int records)
{
    QFile table(file);
    if (!table.open(QIODevice::ReadOnly))
        return false;
    const QList<QByteArray> rows = table.readAll().split('\n');
    if (rows.size() <= records)
        return false;
    const QList<QByteArray> header = rows.front().trimmed().split(',');
    for (int row = 1; row <= records; ++row) {
        const QList<QByteArray> cells = rows.at(row).trimmed().split(',');
        for (const int column : columns) {
            if (column >= cells.size())
                return false;
            add(cells.at(column), QString::fromUtf8(header.value(column)));
        }
    }
    return true;
}

QString Canaries::inText(const QString& text) const
{
    return nameOf(m_text.find(lettersAndDigits(text).toUtf8()));
}

QString Canaries::inBytes(const QByteArray& bytes) const
{
    const QString found = nameOf(m_binary.find(bytes));
    return found.isEmpty() ? inText(QString::fromUtf8(bytes)) : found;
}

} // namespace sm
