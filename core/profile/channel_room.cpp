// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/channel_room.h"

namespace sm::profile {

namespace {

// Bits of P1 of EXTERNAL AUTHENTICATE, Amendment D table 7-6.
constexpr quint8 commandMac = 0x01;
constexpr quint8 commandEncryption = 0x02;
constexpr quint8 answerMac = 0x10;
constexpr quint8 answerEncryption = 0x20;

qsizetype room(qsizetype limit, bool mac, bool encryption, qsizetype macLength, qsizetype block)
{
    if (mac)
        limit -= macLength;
    return encryption ? limit / block * block - 1 : limit;
}

} // namespace

ChannelRoom plainRoom()
{
    return {};
}

ChannelRoom securedRoom(const ChannelSpec& channel)
{
    const auto has = [&channel](quint8 bit) { return (channel.level & bit) != 0; };
    const qsizetype macLength = channel.challengeLength;
    const qsizetype block = channel.protocol == 2 ? 8 : 16; // SCP02: Card Specification v2.3.1 E.4.6, 3DES
    return {room(255, has(commandMac), has(commandEncryption), macLength, block),
        room(256, has(answerMac), has(answerEncryption), macLength, block)};
}

} // namespace sm::profile
