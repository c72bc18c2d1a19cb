// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/gp_commands.h"

#include "base/failures/card.h"
#include "card/tlv.h"

#include <algorithm>

namespace sm::gp {

namespace {

constexpr quint8 claGp = 0x80;
constexpr qsizetype maxShortData = 255;
constexpr qsizetype maxBlocks = 256;
constexpr quint32 anyLength = 256;

Failure fieldWrong(const char* field, qsizetype length)
{
    return fail(
        fc::GpFieldWrong, {{"field", QString::fromLatin1(field)}, {"length", QString::number(length)}});
}

Outcome<CommandApdu> command(
    quint8 ins, quint8 p1, quint8 p2, const QByteArray& data, std::optional<quint32> ne = anyLength)
{
    if (data.size() > maxShortData)
        return fail(fc::GpCommandTooLong, {{"length", QString::number(data.size())}});
    return CommandApdu(claGp, ins, p1, p2, data, ne);
}

bool isAid(QByteArrayView aid)
{
    return aid.size() <= 16; // ISO/IEC 7816-4 clause 8.2.1.2; shorter than 5 is a partial name
}

/// Length and value; a length over 7F takes the BER form (table 11-49: install parameters).
QByteArray lv(QByteArrayView value)
{
    return encodeLength(value.size()) + value.toByteArray();
}

QByteArray privilegesLv(QByteArrayView privileges)
{
    return privileges.isEmpty() ? QByteArray("\x01\x00", 2) : lv(privileges);
}

bool arePrivileges(QByteArrayView privileges)
{
    return privileges.isEmpty() || privileges.size() == 1 || privileges.size() == 3;
}

} // namespace

Outcome<CommandApdu> select(QByteArrayView aid)
{
    if (!isAid(aid))
        return fieldWrong("aid", aid.size());
    return CommandApdu(0x00, 0xA4, 0x04, 0x00, aid.toByteArray(), anyLength);
}

CommandApdu getData(quint16 tag)
{
    return CommandApdu(claGp, 0xCA, quint8(tag >> 8), quint8(tag), {}, anyLength);
}

Outcome<CommandApdu> getStatus(quint8 scope, quint8 p2, QByteArrayView criteria)
{
    return command(0xF2, scope, p2, criteria.toByteArray());
}

Outcome<CommandApdu> setStatus(quint8 scope, quint8 state, QByteArrayView aid)
{
    if (!isAid(aid))
        return fieldWrong("aid", aid.size());
    return command(0xF0, scope, state, aid.toByteArray(), std::nullopt);
}

Outcome<CommandApdu> initializeUpdate(quint8 keyVersion, QByteArrayView hostChallenge)
{
    if (hostChallenge.size() != 8 && hostChallenge.size() != 16)
        return fieldWrong("hostChallenge", hostChallenge.size());
    return command(0x50, keyVersion, 0x00, hostChallenge.toByteArray());
}

Outcome<CommandApdu> storeData(quint8 p1, quint8 block, QByteArrayView data)
{
    const bool answerExpected = (p1 & 0x01) != 0;
    return command(
        0xE2, p1, block, data.toByteArray(), answerExpected ? std::optional(anyLength) : std::nullopt);
}

Outcome<CommandApdu> install(const InstallRequest& request)
{
    for (const QByteArray* aid :
        {&request.executableLoadFile, &request.executableModule, &request.application}) {
        if (!isAid(*aid))
            return fieldWrong("aid", aid->size());
    }
    if (!arePrivileges(request.privileges))
        return fieldWrong("privileges", request.privileges.size());
    const QByteArray data = lv(request.executableLoadFile) + lv(request.executableModule)
        + lv(request.application) + privilegesLv(request.privileges) + lv(request.parameters)
        + lv(request.token);
    return command(0xE6, request.makeSelectable ? 0x0C : 0x04, 0x00, data);
}

Outcome<CommandApdu> installForLoad(QByteArrayView executableLoadFile, QByteArrayView securityDomain,
    QByteArrayView hash, QByteArrayView parameters, QByteArrayView token)
{
    if (!isAid(executableLoadFile) || !isAid(securityDomain))
        return fieldWrong("aid", std::max(executableLoadFile.size(), securityDomain.size()));
    return command(0xE6, 0x02, 0x00,
        lv(executableLoadFile) + lv(securityDomain) + lv(hash) + lv(parameters) + lv(token));
}

Outcome<CommandApdu> installForMakeSelectable(QByteArrayView application, QByteArrayView privileges)
{
    if (!isAid(application))
        return fieldWrong("aid", application.size());
    if (!arePrivileges(privileges))
        return fieldWrong("privileges", privileges.size());
    return command(
        0xE6, 0x08, 0x00, lv({}) + lv({}) + lv(application) + privilegesLv(privileges) + lv({}) + lv({}));
}

Outcome<CommandApdu> installForPersonalization(QByteArrayView application)
{
    if (!isAid(application))
        return fieldWrong("aid", application.size());
    return command(0xE6, 0x20, 0x00, lv({}) + lv({}) + lv(application) + lv({}) + lv({}) + lv({}));
}

Outcome<std::vector<CommandApdu>> load(QByteArrayView loadFile, qsizetype maxData)
{
    if (maxData < 1 || maxData > maxShortData)
        return fieldWrong("maxData", maxData);
    if (loadFile.size() > maxBlocks * maxData)
        return fail(fc::GpCommandTooLong, {{"length", QString::number(loadFile.size())}});
    const QByteArray file = encodeTlv(0xC4, loadFile);
    const qsizetype blocks = (file.size() + maxData - 1) / maxData;
    if (blocks > maxBlocks)
        return fail(fc::GpCommandTooLong, {{"length", QString::number(loadFile.size())}});
    std::vector<CommandApdu> commands;
    for (qsizetype block = 0; block < blocks; ++block) {
        const quint8 p1 = block == blocks - 1 ? 0x80 : 0x00;
        commands.emplace_back(claGp, 0xE8, p1, quint8(block), file.mid(block * maxData, maxData), anyLength);
    }
    return commands;
}

Outcome<CommandApdu> deleteObject(QByteArrayView aid, bool withRelatedObjects)
{
    if (!isAid(aid))
        return fieldWrong("aid", aid.size());
    return command(0xE4, 0x00, withRelatedObjects ? 0x80 : 0x00, encodeTlv(0x4F, aid));
}

Outcome<CommandApdu> deleteKey(std::optional<quint8> keyVersion, std::optional<quint8> keyId)
{
    if (!keyVersion && !keyId)
        return fieldWrong("key", 0);
    QByteArray data;
    if (keyId)
        data += encodeTlv(0xD0, QByteArray(1, char(*keyId)));
    if (keyVersion)
        data += encodeTlv(0xD2, QByteArray(1, char(*keyVersion)));
    return command(0xE4, 0x00, 0x00, data);
}

} // namespace sm::gp
