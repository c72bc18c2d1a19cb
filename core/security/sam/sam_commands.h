// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/diversify.h"

#include <QByteArray>

#include <optional>

/// The commands of the SAM application: a smart card that serves what an access-control module serves.
///
/// The application is selected by its AID. Every command of the table comes inside SCP03 at security level 33
/// (C-MAC, C-DECRYPTION, R-MAC, R-ENCRYPTION; GlobalPlatform Amendment D): CLA 80 before it is wrapped, 84 on
/// the wire; without the channel, or at a lower level, the answer is 6982. The channel's static keys are the
/// SAM's access keys, its key version is 00 (the first one). Numbers are big-endian, ISO/IEC 7816.
///
///   CLA INS P1 P2  command data                                            answer data
///   80  10  00 00  -              IDENTIFY                                 version 1 (01) | serial 8 |
///                                                                          services 4 | number of keys 2
///   80  12  nn nn  -              READ KEY, number nnnn from 0000          usage 1 | version 4 | KCV 3 |
///                                                                          label (UTF-8, the rest)
///   80  14  00 00  -              SELF TEST                                the evidence of known_answers.h
///   80  16  00 00  key            CHECK VALUE                              3
///   80  18  00 LL  -              RANDOM, LL from 01 to 80                 LL
///   80  20  B  n   key rule challenge-length 1 | challenge |               S-ENC S-MAC S-RMAC (sealed) |
///                  answer to INITIALIZE UPDATE     OPEN SCP03              host cryptogram 8 or 16
///   80  22  B  n   key rule challenge 8 | answer to INITIALIZE UPDATE 28   S-ENC C-MAC R-MAC (sealed, 48) |
///                                                  OPEN SCP02              host cryptogram 8
///   80  24  B  n   key length 1 | message          MAC (AES-CMAC)          length
///   80  26  B  n   key rule algorithm 1 (00 retail MAC, 01 AES-CMAC) |     length
///                  length 1 | diversifier-length 1 | diversifier |
///                  message                         AUTHORIZE
///   80  28  B  n   key rule use 1 (00 code, 01 TDEA challenge, 02 AES      code: length 1 | code (sealed);
///                  challenge) | diversifier-length 1 | diversifier |       else the cryptogram, 8 or 16
///                  challenge 0, 8 or 16            RELEASE
///   80  2A  B  n   key rule new version 1 | KDD 10 | DEK                   KCVs 9 | data of PUT KEY
///                                                  CARD KEYS
///
/// key    2 bytes: its number in the list of READ KEY
/// rule   1 byte: 00 none, 01 EMV CPS, 02 VISA2, 03 KDF3, 04 VISA
/// DEK    key rule KDD 10 | protocol 1 (02, 03) | sequence counter 2 (0000 with SCP03): CardDek
/// sealed under the channel's static Key-DEK, AES-CBC from a vector of zeros, filled up with 00 to whole
///        blocks (Amendment D 6.2.8), so that no key lies in clear in either end's message buffers
/// B, n   P1 80: the last or only block of the command's data, 00: more follow; P2 counts them from 00. A
///        block has at most 223 bytes, all blocks together at most 32,768.
/// usage  Usage below; services: bit (INS >> 1) & 1F, so that INS 10 is bit 8 and INS 2A is bit 21
///
///   9000 done                       6985 the key's usage, or its size, does not allow that
///   6700 length of a field          6A80 a field has a value that there is not
///   6882 not inside of the channel  6A86 P1 P2
///   6982 level under 33             6A88 no key of that number
///   6F00 the SAM failed             9E01 the card's cryptogram is wrong (OPEN SCP03, OPEN SCP02)
///
/// A master never leaves: CARD KEYS, and RELEASE with a code, are refused (6985) with rule 00.
///
/// Keys come by STORE DATA inside the channel, before the last block makes the application personalized:
/// DGI 80nn the key, 16 or 32 bytes enciphered under Key-DEK; DGI 90nn usage 1 | version 4 | KCV 3 | label.
namespace sm::sam {

inline constexpr quint8 commandVersion = 0x01;
inline constexpr quint8 level = 0x33;
inline constexpr qsizetype longestBlock = 223;
inline constexpr qsizetype longestData = 32'768;
inline constexpr quint8 longestRandom = 0x80;
inline constexpr quint8 lastBlock = 0x80;

enum class Ins : quint8 {
    Identify = 0x10,
    ReadKey = 0x12,
    SelfTest = 0x14,
    CheckValue = 0x16,
    Random = 0x18,
    OpenScp03 = 0x20,
    OpenScp02 = 0x22,
    Mac = 0x24,
    Authorize = 0x26,
    Release = 0x28,
    CardKeys = 0x2A
};
constexpr quint32 serviceBit(Ins ins)
{
    return quint32(1) << ((quint8(ins) >> 1) & 0x1F);
}

/// Of a key, in READ KEY and DGI 90nn.
enum class Usage : quint8 {
    Scp03Master = 0x01,
    Scp02Master = 0x02,
    Mac = 0x03,
    Release = 0x04,
    Authorization = 0x05
};

inline constexpr quint16 cryptogramWrong = 0x9E01;

inline QByteArray applicationAid() ///< proprietary (F0), "SMSAM"
{
    return QByteArray::fromHex("F0534D53414D01");
}

constexpr std::optional<quint8> ruleCode(Diversification rule)
{
    switch (rule) {
    case Diversification::None:
        return quint8(0x00);
    case Diversification::EmvCps:
        return quint8(0x01);
    case Diversification::Visa2:
        return quint8(0x02);
    case Diversification::Kdf3:
        return quint8(0x03);
    case Diversification::Visa1:
        return quint8(0x04);
    }
    return std::nullopt;
}

constexpr std::optional<Diversification> ruleOf(quint8 code)
{
    for (const Diversification rule : {Diversification::None, Diversification::EmvCps, Diversification::Visa2,
             Diversification::Kdf3, Diversification::Visa1}) {
        if (ruleCode(rule) == code)
            return rule;
    }
    return std::nullopt;
}

} // namespace sm::sam
