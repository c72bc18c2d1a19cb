// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/t1_block.h"

#include "base/failures/card.h"

namespace sm {

namespace {

constexpr qsizetype maxInf = 254; // LEN FF is reserved
constexpr qsizetype prologue = 3;

Failure broken(const char* what)
{
    return fail(fc::T1BlockBroken, {{"what", QString::fromLatin1(what)}});
}

quint16 crcX25(QByteArrayView bytes)
{
    quint16 crc = 0xFFFF;
    for (const char byte : bytes) {
        crc ^= quint8(byte);
        for (int bit = 0; bit < 8; ++bit)
            crc = quint16((crc & 1) != 0 ? (crc >> 1) ^ 0x8408 : crc >> 1);
    }
    return quint16(~crc);
}

QByteArray checkOf(QByteArrayView bytes, T1Check check)
{
    QByteArray out;
    if (check == T1Check::Lrc) {
        quint8 sum = 0;
        for (const char byte : bytes)
            sum ^= quint8(byte);
        appendU8(out, sum);
        return out;
    }
    const quint16 crc = crcX25(bytes);
    appendU16(out, check == T1Check::CrcMsbFirst ? crc : quint16(crc << 8 | crc >> 8));
    return out;
}

} // namespace

T1Block::Kind T1Block::kind() const
{
    if ((pcb & 0x80) == 0)
        return Kind::Information;
    return (pcb & 0x40) == 0 ? Kind::ReceiveReady : Kind::Supervisory;
}

quint8 T1Block::sequence() const
{
    switch (kind()) {
    case Kind::Information:
        return pcb >> 6 & 1;
    case Kind::ReceiveReady:
        return pcb >> 4 & 1;
    case Kind::Supervisory:
        break;
    }
    return 0;
}

bool T1Block::moreFollows() const
{
    return kind() == Kind::Information && (pcb & 0x20) != 0;
}

Outcome<QByteArray> T1Block::encode(T1Check check) const
{
    if (inf.size() > maxInf)
        return broken("length");
    QByteArray out;
    appendU8(out, nad);
    appendU8(out, pcb);
    appendU8(out, quint8(inf.size()));
    out.append(inf);
    return out + checkOf(out, check);
}

Outcome<T1Block> T1Block::parse(QByteArrayView bytes, T1Check check)
{
    const qsizetype edc = check == T1Check::Lrc ? 1 : 2;
    if (bytes.size() < prologue + edc)
        return broken("length");
    const qsizetype length = byteAt(bytes, 2);
    if (length > maxInf || bytes.size() != prologue + length + edc)
        return broken("length");
    const QByteArrayView covered = bytes.first(prologue + length);
    if (checkOf(covered, check) != bytes.last(edc))
        return broken("check");
    return T1Block{byteAt(bytes, 0), byteAt(bytes, 1), covered.sliced(prologue).toByteArray()};
}

} // namespace sm
