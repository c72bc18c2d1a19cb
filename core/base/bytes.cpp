// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"

#include <QString>

namespace sm {

std::optional<quint8> ByteReader::peek() const
{
    if (m_rest.isEmpty())
        return std::nullopt;
    return byteAt(m_rest, 0);
}

std::optional<QByteArrayView> ByteReader::take(qsizetype length)
{
    if (length < 0 || length > m_rest.size())
        return std::nullopt;
    const QByteArrayView taken = m_rest.first(length);
    m_rest = m_rest.sliced(length);
    return taken;
}

std::optional<quint8> ByteReader::u8()
{
    const auto bytes = take(1);
    return bytes ? std::optional(byteAt(*bytes, 0)) : std::nullopt;
}

std::optional<quint16> ByteReader::u16()
{
    const auto bytes = take(2);
    return bytes ? std::optional(quint16(byteAt(*bytes, 0) << 8 | byteAt(*bytes, 1))) : std::nullopt;
}

std::optional<quint32> ByteReader::u24()
{
    const auto bytes = take(3);
    if (!bytes)
        return std::nullopt;
    return quint32(byteAt(*bytes, 0)) << 16 | quint32(byteAt(*bytes, 1)) << 8 | byteAt(*bytes, 2);
}

std::optional<quint32> ByteReader::u32()
{
    const auto bytes = take(4);
    if (!bytes)
        return std::nullopt;
    return quint32(byteAt(*bytes, 0)) << 24 | quint32(byteAt(*bytes, 1)) << 16
        | quint32(byteAt(*bytes, 2)) << 8 | byteAt(*bytes, 3);
}

void appendU8(QByteArray& out, quint8 value)
{
    out.append(static_cast<char>(value));
}

void appendU16(QByteArray& out, quint16 value)
{
    appendU8(out, quint8(value >> 8));
    appendU8(out, quint8(value));
}

void appendU32(QByteArray& out, quint32 value)
{
    appendU16(out, quint16(value >> 16));
    appendU16(out, quint16(value));
}

void appendU64(QByteArray& out, quint64 value)
{
    appendU32(out, quint32(value >> 32));
    appendU32(out, quint32(value));
}

QString toHex(QByteArrayView bytes)
{
    return QString::fromLatin1(QByteArray::fromRawData(bytes.data(), bytes.size()).toHex().toUpper());
}

std::optional<QByteArray> fromHex(QStringView text)
{
    if (text.size() % 2 != 0)
        return std::nullopt;
    for (const QChar c : text) {
        const char16_t u = c.unicode();
        const bool digit = (u >= u'0' && u <= u'9') || (u >= u'a' && u <= u'f') || (u >= u'A' && u <= u'F');
        if (!digit)
            return std::nullopt;
    }
    return QByteArray::fromHex(text.toLatin1());
}

} // namespace sm
