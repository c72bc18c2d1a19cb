// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"

#include <vector>

/// Plain GlobalPlatform commands as values, Card Specification v2.3.1 chapter 11. Pure builders: nothing here
/// holds a key or state; secure messaging is put on afterwards. CLA is 80 (00 for SELECT), logical channel 0.
/// GpFieldWrong: an AID over 16 bytes or privileges that are not 1 or 3 bytes. GpCommandTooLong: over 255
/// data bytes or 256 blocks.
namespace sm::gp {

Outcome<CommandApdu> select(
    QByteArrayView aid); ///< by name, first occurrence; empty: the default application
CommandApdu getData(quint16 tag);
Outcome<CommandApdu> getStatus(quint8 scope, quint8 p2, QByteArrayView criteria);
Outcome<CommandApdu> setStatus(quint8 scope, quint8 state, QByteArrayView aid);
Outcome<CommandApdu> initializeUpdate(quint8 keyVersion, QByteArrayView hostChallenge);
/// P1 as in 11.11.2.1 (80 last block, 60 encrypted, 08 DGI, 10 BER-TLV, 01 answer data expected, then case
/// 4).
Outcome<CommandApdu> storeData(quint8 p1, quint8 block, QByteArrayView data);

/// INSTALL [for install], or [for install and make selectable]; parameters hold at least C9 00.
struct InstallRequest {
    QByteArray executableLoadFile;
    QByteArray executableModule;
    QByteArray application;
    QByteArray privileges; ///< 1 or 3 bytes; empty is written 00
    QByteArray parameters; ///< TLV
    QByteArray token;
    bool makeSelectable = true;
};
Outcome<CommandApdu> install(const InstallRequest& request);
Outcome<CommandApdu> installForLoad(QByteArrayView executableLoadFile, QByteArrayView securityDomain,
    QByteArrayView hash = {}, QByteArrayView parameters = {}, QByteArrayView token = {});
Outcome<CommandApdu> installForMakeSelectable(QByteArrayView application, QByteArrayView privileges = {});
Outcome<CommandApdu> installForPersonalization(QByteArrayView application);

/// LOAD: C4 length file, cut into blocks of at most maxData bytes (leave room for MAC and padding), the last
/// one with P1 80.
Outcome<std::vector<CommandApdu>> load(QByteArrayView loadFile, qsizetype maxData);

Outcome<CommandApdu> deleteObject(QByteArrayView aid, bool withRelatedObjects);
/// By version, by id, or both; GpFieldWrong when neither is given.
Outcome<CommandApdu> deleteKey(std::optional<quint8> keyVersion, std::optional<quint8> keyId);

} // namespace sm::gp
