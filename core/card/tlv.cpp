// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/tlv.h"

#include "base/failures/card.h"

namespace sm {

namespace {

constexpr int maxTagBytes = 3;

std::optional<quint32> readTag(ByteReader& reader)
{
    const auto first = reader.u8();
    if (!first)
        return std::nullopt;
    quint32 tag = *first;
    if ((*first & 0x1F) != 0x1F)
        return tag;
    for (int count = 1; count < maxTagBytes; ++count) {
        const auto next = reader.u8();
        if (!next)
            return std::nullopt;
        tag = tag << 8 | *next;
        if ((*next & 0x80) == 0)
            return tag;
    }
    return std::nullopt;
}

/// Definite lengths only, ISO/IEC 7816-4 clause 5.2.2.2; 80 (indefinite) and 84 (four bytes) are refused.
std::optional<qsizetype> readLength(ByteReader& reader)
{
    const auto first = reader.u8();
    if (!first)
        return std::nullopt;
    if (*first < 0x80)
        return *first;
    if (*first == 0x81) {
        const auto value = reader.u8();
        return value ? std::optional<qsizetype>(*value) : std::nullopt;
    }
    if (*first == 0x82) {
        const auto value = reader.u16();
        return value ? std::optional<qsizetype>(*value) : std::nullopt;
    }
    if (*first == 0x83) {
        const auto value = reader.u24();
        return value ? std::optional<qsizetype>(*value) : std::nullopt;
    }
    return std::nullopt;
}

void skipPadding(ByteReader& reader)
{
    while (reader.peek() == quint8(0x00) || reader.peek() == quint8(0xFF))
        static_cast<void>(reader.u8());
}

} // namespace

bool TlvView::isConstructed() const
{
    const quint32 first = tag > 0xFFFF ? tag >> 16 : tag > 0xFF ? tag >> 8 : tag;
    return (first & 0x20) != 0;
}

Outcome<std::vector<TlvView>> readTlv(QByteArrayView bytes)
{
    std::vector<TlvView> objects;
    ByteReader reader(bytes);
    for (skipPadding(reader); !reader.atEnd(); skipPadding(reader)) {
        const qsizetype offset = bytes.size() - reader.remaining();
        const auto tag = readTag(reader);
        const auto length = tag ? readLength(reader) : std::nullopt;
        const auto value = length ? reader.take(*length) : std::nullopt;
        if (!value)
            return fail(fc::TlvBroken, {{"offset", QString::number(offset)}});
        objects.push_back({*tag, *value, offset});
    }
    return objects;
}

const TlvView* findTlv(const std::vector<TlvView>& objects, quint32 tag)
{
    for (const TlvView& object : objects) {
        if (object.tag == tag)
            return &object;
    }
    return nullptr;
}

std::optional<QByteArrayView> findTlvPath(QByteArrayView bytes, std::initializer_list<quint32> path)
{
    QByteArrayView level = bytes;
    for (const quint32 tag : path) {
        const auto objects = readTlv(level);
        if (!objects)
            return std::nullopt;
        const TlvView* found = findTlv(*objects, tag);
        if (!found)
            return std::nullopt;
        level = found->value;
    }
    return level;
}

QByteArray encodeTag(quint32 tag)
{
    QByteArray out;
    if (tag > 0xFFFFFF)
        appendU8(out, quint8(tag >> 24));
    if (tag > 0xFFFF)
        appendU8(out, quint8(tag >> 16));
    if (tag > 0xFF)
        appendU8(out, quint8(tag >> 8));
    appendU8(out, quint8(tag));
    return out;
}

QByteArray encodeLength(qsizetype length)
{
    QByteArray out;
    if (length > 0xFFFF) {
        appendU8(out, 0x83);
        appendU8(out, quint8(length >> 16));
        appendU16(out, quint16(length));
    } else if (length > 0xFF) {
        appendU8(out, 0x82);
        appendU16(out, quint16(length));
    } else {
        if (length > 0x7F)
            appendU8(out, 0x81);
        appendU8(out, quint8(length));
    }
    return out;
}

QByteArray encodeTlv(quint32 tag, QByteArrayView value)
{
    return encodeTag(tag) + encodeLength(value.size()) + value.toByteArray();
}

} // namespace sm
