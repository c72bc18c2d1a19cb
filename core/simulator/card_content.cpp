// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/card_content.h"

#include "card/tlv.h"
#include "crypto/diversify.h"

#include <algorithm>

namespace sm {

namespace {

/// The top two bytes of the serial number, as IC fabrication date: day 100 of 2026 for all small numbers.
quint16 fabricationDate(quint64 serial)
{
    return quint16(0x6100 ^ (serial >> 48));
}

/// CPLC with the serial number in the four bytes of the IC serial, the two of the batch and the two of the
/// fabrication date, so that the ten bytes of Cplc::chipSerial() are unique.
QByteArray makeCplc(quint64 serial)
{
    QByteArray cplc = QByteArray::fromHex("479053544D0160210100");
    appendU16(cplc, fabricationDate(serial));
    appendU32(cplc, quint32(serial));
    appendU16(cplc, quint16(serial >> 32));
    return cplc.leftJustified(42, '\0');
}

/// Last two bytes of the ISD AID, fabrication date, IC serial, batch: every published diversification rule
/// then takes in bytes that differ from card to card.
QByteArray makeKdd(quint64 serial, QByteArrayView issuerDomain)
{
    QByteArray kdd = issuerDomain.last(2).toByteArray();
    appendU16(kdd, fabricationDate(serial));
    appendU32(kdd, quint32(serial));
    appendU16(kdd, quint16(serial >> 32));
    return kdd;
}

/// Card recognition data, GlobalPlatform v2.3.1 appendix H; tag 64 once for each protocol.
QByteArray makeCardData(quint8 scpParameter, std::optional<quint8> scp02Parameter)
{
    const QByteArray gp = QByteArray::fromHex("2A864886FC6B");
    const auto oid = [&gp](const QByteArray& tail) { return encodeTlv(0x06, gp + tail); };
    QByteArray scp = QByteArray::fromHex("0403");
    appendU8(scp, scpParameter);
    QByteArray protocols = encodeTlv(0x64, oid(scp));
    if (scp02Parameter)
        protocols += encodeTlv(0x64, oid(QByteArray::fromHex("0402") + char(*scp02Parameter)));
    return encodeTlv(0x73,
        oid(QByteArray::fromHex("01")) + encodeTlv(0x60, oid(QByteArray::fromHex("02020301")))
            + encodeTlv(0x63, oid(QByteArray::fromHex("03"))) + protocols);
}

/// The ICC serial number of EF.GDO.
QByteArray chipNumber(quint64 serial)
{
    QByteArray number = QByteArray::fromHex("8953");
    appendU64(number, serial);
    return number;
}

void addFiles(CardContent& content)
{
    CardFile master;
    master.type = CardFile::Type::Directory;
    master.id = 0x3F00;
    master.lifeCycle = content.kind == CardKind::FileCard ? 0x03 : 0x05;
    content.files[CardContent::masterFile] = master;

    CardFile gdo; // ISO/IEC 7816-4 EF.GDO: the ICC serial number under 5A, readable always, updated never
    gdo.id = 0x2F02;
    gdo.parent = CardContent::masterFile;
    gdo.sfi = 0x02;
    gdo.compactAccess = QByteArray::fromHex("03FF00");
    gdo.body = encodeTlv(0x5A, chipNumber(content.serial));
    content.files[CardContent::masterFile + 1] = gdo;
}

void lockByTransportKey(CardContent& content, const BlankOptions& options)
{
    CardPin key{options.releaseMaster, 0, 3}; // without memory for its own key nobody releases it
    auto keys = diversify(Diversification::EmvCps, *options.releaseMaster, chipNumber(content.serial));
    if (keys) {
        key.value = std::make_shared<const SecretBytes>(std::move(keys->enc));
        key.triesLeft = options.releaseTries;
    }
    content.pins[releaseKeyReference] = std::move(key);
}

void addIssuerDomain(CardContent& content, const BlankOptions& options)
{
    content.issuerDomain = issuerDomainAid();
    content.keyDiversificationData = makeKdd(options.serial, content.issuerDomain);
    std::optional<quint8> older;
    if (options.keys) {
        content.keys.push_back(*options.keys);
        const bool fits = options.keys->enc->size() == 16 && options.keys->version != options.olderKeyVersion;
        if (options.olderKeyVersion != 0 && fits) {
            CardKeySet set = *options.keys;
            set.version = options.olderKeyVersion;
            set.protocol = 2;
            content.keys.push_back(std::move(set));
            older = options.scp02Parameter;
        }
    }
    QByteArray cin = QByteArray::fromHex("5354");
    appendU64(cin, options.serial);
    content.dataObjects[0x0042] = QByteArray::fromHex("5354");
    content.dataObjects[0x0045] = cin;
    content.dataObjects[0x0066] = makeCardData(options.scpParameter, older);
    content.loadFiles.push_back({transportLoadFileAid(), {transportModuleAid()}, 0});
    content.loadFiles.push_back({paymentLoadFileAid(), {paymentModuleAid()}, 0});
    content.loadFiles.push_back({simLoadFileAid(), {simModuleAid()}, 0});
    if (options.withApplication) {
        CardApplication application;
        application.aid = transportApplicationAid();
        application.loadFile = transportLoadFileAid();
        application.module = transportModuleAid();
        application.privileges = QByteArray(1, '\0');
        content.applications.push_back(application);
    }
}

template <class List> auto findAid(List& list, QByteArrayView aid) -> decltype(list.data())
{
    const auto it = std::find_if(list.begin(), list.end(), [aid](const auto& e) { return e.aid == aid; });
    return it == list.end() ? nullptr : &*it;
}

template <class List> auto findKeySet(List& list, quint8 version) -> decltype(list.data())
{
    if (version == 0)
        return list.empty() ? nullptr : &list.front();
    const auto it
        = std::find_if(list.begin(), list.end(), [version](const auto& e) { return e.version == version; });
    return it == list.end() ? nullptr : &*it;
}

} // namespace

Outcome<CardSecret> cardSecret(QByteArrayView bytes)
{
    auto secret = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.data()), size_t(bytes.size())});
    if (!secret)
        return secret.failure();
    return CardSecret(std::make_shared<const SecretBytes>(secret.take()));
}

const CardKeySet* CardContent::keySet(quint8 version) const
{
    return findKeySet(keys, version);
}

CardKeySet* CardContent::keySet(quint8 version)
{
    return findKeySet(keys, version);
}

const CardApplication* CardContent::application(QByteArrayView aid) const
{
    return findAid(applications, aid);
}

CardApplication* CardContent::application(QByteArrayView aid)
{
    return findAid(applications, aid);
}

const CardLoadFile* CardContent::loadFile(QByteArrayView aid) const
{
    return findAid(loadFiles, aid);
}

QByteArray transportApplicationAid()
{
    return QByteArray::fromHex("F0534D5452414E53");
}

QByteArray transportLoadFileAid()
{
    return QByteArray::fromHex("F0534D5452414E5350");
}

QByteArray transportModuleAid()
{
    return QByteArray::fromHex("F0534D5452414E534D");
}

QByteArray paymentLoadFileAid()
{
    return QByteArray::fromHex("F0534D50415950");
}

QByteArray paymentModuleAid()
{
    return QByteArray::fromHex("F0534D5041594D");
}

QByteArray simLoadFileAid()
{
    return QByteArray::fromHex("F0534D5553494D50");
}

QByteArray simModuleAid()
{
    return QByteArray::fromHex("F0534D5553494D4D");
}

QByteArray issuerDomainAid()
{
    return QByteArray::fromHex("A000000151000000");
}

CardContent makeBlank(const BlankOptions& options)
{
    CardContent content;
    content.kind = options.kind;
    content.serial = options.serial;
    content.cplc = makeCplc(options.serial);
    content.scpParameter = options.scpParameter;
    content.scp02Parameter = options.scp02Parameter;
    content.state = options.state;
    content.authenticationLimit = options.authenticationLimit;
    content.authenticationTries = options.authenticationLimit;
    if (options.kind == CardKind::GlobalPlatform)
        addIssuerDomain(content, options);
    addFiles(content);
    if (options.pin)
        content.pins[1] = {options.pin, 3, 3};
    if (options.releaseMaster && options.kind == CardKind::FileCard)
        lockByTransportKey(content, options);
    return content;
}

} // namespace sm
