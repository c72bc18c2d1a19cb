// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace sm {

/// Bounds-checked reader over bytes that a card, a file or a peer sent: hostile input never meets pointer
/// arithmetic. Multi-byte integers are big-endian, as everywhere in ISO/IEC 7816 and GlobalPlatform.
class ByteReader {
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    bool atEnd() const { return m_rest.isEmpty(); }
    qsizetype remaining() const { return m_rest.size(); }
    QByteArrayView rest() const { return m_rest; }

    std::optional<quint8> u8();
    std::optional<quint16> u16();
    std::optional<quint32> u24();
    std::optional<quint32> u32();
    /// Exactly `length` bytes, or nothing when fewer remain; then the reader has not moved.
    std::optional<QByteArrayView> take(qsizetype length);
    std::optional<quint8> peek() const;

private:
    QByteArrayView m_rest;
};

void appendU8(QByteArray& out, quint8 value);
void appendU16(QByteArray& out, quint16 value);
void appendU32(QByteArray& out, quint32 value);
void appendU64(QByteArray& out, quint64 value);

/// Upper-case hexadecimal without separators.
QString toHex(QByteArrayView bytes);
/// Strict: an even number of hexadecimal digits and nothing else.
std::optional<QByteArray> fromHex(QStringView text);

/// The byte at `index` as an unsigned value; the caller has checked the length.
inline quint8 byteAt(QByteArrayView bytes, qsizetype index)
{
    return static_cast<quint8>(bytes.at(index));
}

} // namespace sm
