// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_file_control.h"

#include "card/tlv.h"

namespace sm {

namespace {

constexpr qsizetype maxFile = 32767; // offsets have 15 bits
constexpr StatusWord wrongData{0x6A80};
constexpr StatusWord noRoom{0x6A84};

/// Descriptor byte, coding byte, record size of 1 or 2 bytes, count of 1 or 2 bytes; each from the second on
/// optional.
struct Descriptor {
    quint8 byte = 0;
    quint16 recordSize = 0;
    quint16 records = 0;
};

std::optional<Descriptor> readDescriptor(QByteArrayView value)
{
    ByteReader in(value);
    Descriptor d;
    const auto first = in.u8();
    if (!first || value.size() > 6)
        return std::nullopt;
    d.byte = *first & 0x3F; // b7: shareable
    in.u8();
    if (in.remaining() == 1)
        d.recordSize = *in.u8();
    else if (in.remaining() >= 2)
        d.recordSize = *in.u16();
    if (in.remaining() == 1)
        d.records = *in.u8();
    else if (in.remaining() == 2)
        d.records = *in.u16();
    return d;
}

std::optional<quint16> number(const TlvView* object)
{
    if (!object || object->value.isEmpty() || object->value.size() > 2)
        return std::nullopt;
    quint16 value = 0;
    for (qsizetype i = 0; i < object->value.size(); ++i)
        value = quint16(value << 8 | byteAt(object->value, i));
    return value;
}

std::optional<StatusWord> shape(CardFile& file, const Descriptor& d, std::optional<quint16> size)
{
    if (d.byte == 0x38) {
        file.type = CardFile::Type::Directory;
        return std::nullopt;
    }
    qsizetype bytes = size.value_or(0);
    if (d.byte == 0x02) {
        file.type = CardFile::Type::LinearFixed;
        file.recordSize = d.recordSize;
        if (d.recordSize == 0 || d.recordSize > 255)
            return wrongData;
        if (d.records != 0)
            bytes = qsizetype(d.records) * d.recordSize;
        if (bytes % d.recordSize != 0 || bytes / d.recordSize > 254)
            return wrongData;
    } else if (d.byte != 0x01) {
        return wrongData;
    }
    if (bytes == 0)
        return wrongData;
    if (bytes > maxFile)
        return noRoom;
    file.body = QByteArray(bytes, char(0xFF));
    return std::nullopt;
}

} // namespace

std::variant<CardFile, StatusWord> readFileControl(QByteArrayView data)
{
    const auto outer = readTlv(data);
    const TlvView* control = outer ? findTlv(*outer, 0x62) : nullptr;
    const auto parts
        = control ? readTlv(control->value) : Outcome<std::vector<TlvView>>(std::vector<TlvView>());
    if (!control || !parts)
        return wrongData;
    const TlvView* descriptor = findTlv(*parts, 0x82);
    const TlvView* id = findTlv(*parts, 0x83);
    const auto shapeBytes = descriptor ? readDescriptor(descriptor->value) : std::nullopt;
    const auto fileId = number(id);
    // 3F00 is the MF, 3FFF and FFFF are reserved (ISO/IEC 7816-4 clause 7.3.1).
    if (!shapeBytes || !fileId || id->value.size() != 2 || *fileId == 0x3F00 || *fileId == 0x3FFF
        || *fileId == 0xFFFF)
        return wrongData;
    CardFile file;
    file.id = *fileId;
    const TlvView* size = findTlv(*parts, 0x80);
    if (const auto refused = shape(file, *shapeBytes, number(size ? size : findTlv(*parts, 0x81))))
        return *refused;
    if (const TlvView* sfi = findTlv(*parts, 0x88); sfi && sfi->value.size() == 1)
        file.sfi = byteAt(sfi->value, 0) >> 3;
    else if (!sfi && file.type != CardFile::Type::Directory)
        file.sfi = file.id & 0x1F; // without tag 88 the low five bits of the id serve
    if (file.sfi == 0x1F)
        file.sfi = 0;
    if (const TlvView* name = findTlv(*parts, 0x84))
        file.name = name->value.toByteArray();
    if (const TlvView* access = findTlv(*parts, 0x8C))
        file.compactAccess = access->value.toByteArray();
    if (const TlvView* state = findTlv(*parts, 0x8A); state && state->value.size() == 1)
        file.lifeCycle = byteAt(state->value, 0) & 0x0F;
    if (file.name.size() > 16 || file.compactAccess.size() > 8)
        return wrongData;
    return file;
}

QByteArray writeFileControl(const CardFile& file)
{
    QByteArray out;
    QByteArray descriptor;
    appendU8(descriptor, quint8(file.type));
    QByteArray id;
    appendU16(id, file.id);
    if (file.type != CardFile::Type::Directory) {
        QByteArray size;
        appendU16(size, quint16(file.body.size()));
        out += encodeTlv(0x80, size);
    }
    if (file.recordSize != 0) {
        appendU8(descriptor, 0x21);
        appendU16(descriptor, file.recordSize);
        appendU8(descriptor, quint8(file.body.size() / file.recordSize));
    }
    out += encodeTlv(0x82, descriptor) + encodeTlv(0x83, id);
    if (!file.name.isEmpty())
        out += encodeTlv(0x84, file.name);
    if (file.sfi != 0)
        out += encodeTlv(0x88, QByteArray(1, char(file.sfi << 3)));
    out += encodeTlv(0x8A, QByteArray(1, char(file.lifeCycle)));
    if (!file.compactAccess.isEmpty())
        out += encodeTlv(0x8C, file.compactAccess);
    return out;
}

/// AM byte, then a security condition byte for each of its bits 7 to 1 that is set, highest first. Condition
/// bytes: 00 always, FF never, else b7 secure messaging or b6 external authentication (both: an open
/// channel), b5 PIN; b8 means all of them.
bool fileAllows(const CardFile& file, FileAccess access, const AccessState& state)
{
    if (file.lifeCycle == 0x01 || file.lifeCycle == 0x03)
        return true; // not yet activated: free (ISO/IEC 7816-9)
    const quint8 mode = file.compactAccess.isEmpty() ? 0 : byteAt(file.compactAccess, 0);
    const quint8 bit = quint8(access);
    if ((mode & bit) == 0)
        return access == FileAccess::Read || state.channelOpen || state.initialising;
    qsizetype index = 1;
    for (quint8 higher = 0x40; higher > bit; higher = quint8(higher >> 1))
        index += (mode & higher) != 0 ? 1 : 0;
    if (index >= file.compactAccess.size())
        return false;
    const quint8 condition = byteAt(file.compactAccess, index);
    if (condition == 0x00 || condition == 0xFF)
        return condition == 0x00;
    if (state.initialising)
        return true;
    const bool channel = (condition & 0x60) != 0;
    const bool pin = (condition & 0x10) != 0;
    if ((condition & 0x80) != 0)
        return (!channel || state.channelOpen) && (!pin || state.pinVerified);
    return (channel && state.channelOpen) || (pin && state.pinVerified);
}

} // namespace sm
