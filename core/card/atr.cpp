// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/atr.h"

#include "base/failures/card.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype maxAtr = 33; // TS and at most 32 characters, ISO/IEC 7816-3 clause 8.2.1

Failure broken(const char* where)
{
    return fail(fc::AtrBroken, {{"where", QString::fromLatin1(where)}});
}

/// TAi TBi TCi TDi as far as the high nibble of T0 or TD(i-1) announces them. Each TDi costs a byte of at
/// most 33, so the loop ends.
bool readInterfaceBytes(ByteReader& reader, Atr& atr)
{
    quint8 announced = atr.t0;
    for (int index = 1; (announced & 0xF0) != 0; ++index) {
        quint8 next = 0;
        for (int bit = 0; bit < 4; ++bit) {
            if ((announced & (0x10 << bit)) == 0)
                continue;
            const auto value = reader.u8();
            if (!value)
                return false;
            atr.interfaceBytes.push_back({char('A' + bit), index, *value});
            if (bit == 3) {
                atr.protocols.push_back(*value & 0x0F);
                next = *value;
            }
        }
        announced = next;
    }
    if (atr.protocols.empty())
        atr.protocols.push_back(0);
    return true;
}

/// TCK makes the exclusive-or of T0 to TCK zero. It is due unless T=0 is the only protocol (clause 8.2.5).
bool readCheckByte(ByteReader& reader, Atr& atr)
{
    const bool due = std::any_of(atr.protocols.begin(), atr.protocols.end(), [](int t) { return t != 0; });
    if (reader.remaining() > 1)
        return false;
    atr.tck = reader.u8();
    if (!due)
        return true; // some T=0 cards send one all the same: kept, not judged
    quint8 sum = 0;
    for (qsizetype i = 1; i < atr.raw.size(); ++i)
        sum ^= byteAt(atr.raw, i);
    atr.tckOk = atr.tck && sum == 0;
    return true;
}

} // namespace

Outcome<Atr> Atr::parse(QByteArrayView bytes)
{
    if (bytes.size() < 2 || bytes.size() > maxAtr)
        return broken("length");
    Atr atr;
    atr.raw = bytes.toByteArray();
    atr.ts = byteAt(bytes, 0);
    atr.t0 = byteAt(bytes, 1);
    if (atr.ts != 0x3B && atr.ts != 0x3F)
        return broken("TS");
    ByteReader reader(bytes.sliced(2));
    if (!readInterfaceBytes(reader, atr))
        return broken("interface");
    const auto historical = reader.take(atr.t0 & 0x0F);
    if (!historical)
        return broken("historical");
    atr.historical = historical->toByteArray();
    if (!readCheckByte(reader, atr))
        return broken("end");
    return atr;
}

std::optional<quint8> Atr::interfaceByte(char letter, int index) const
{
    for (const InterfaceByte& byte : interfaceBytes) {
        if (byte.letter == letter && byte.index == index)
            return byte.value;
    }
    return std::nullopt;
}

bool Atr::supports(int protocol) const
{
    return std::find(protocols.begin(), protocols.end(), protocol) != protocols.end();
}

} // namespace sm
