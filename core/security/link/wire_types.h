// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_orders.h"
#include "security/link/wire.h"
#include "security/security_request.h"

namespace sm {

/// Every request and reply that passes a link to a device. A new one is one line here: a number that was
/// never used before, the struct, its fields. Numbers and the order of fields are the protocol: to change a
/// struct, give it a new number. A SecretBytes field travels in the sealed part of the message by itself.
/// tst_hsm_messages wants a sample of each.

SM_WIRE_ENUM(Diversification, Diversification::Kdf3)
SM_WIRE_ENUM(ReleaseCard::Use, ReleaseCard::Use::AesChallenge)
SM_WIRE_ENUM(AuthorizeCreation::Algorithm, AuthorizeCreation::Algorithm::AesCmac)
SM_WIRE_ENUM(EmvCardKeys::Option, EmvCardKeys::Option::B)
SM_WIRE_ENUM(MakeCardVerification::Kind, MakeCardVerification::Kind::IvCvc3)
SM_WIRE_PART(KeyRef, x.label, x.version)
SM_WIRE_PART(Scp02SessionKeys, x.enc, x.mac, x.rmac, x.dek)
SM_WIRE_PART(Scp03SessionKeys, x.enc, x.mac, x.rmac)
SM_WIRE_PART(CardDek, x.master, x.rule, x.kdd, x.protocol, x.sequenceCounter)

SM_WIRE_ENUM(KeyUsage, KeyUsage::TdeaBlockProtection)
SM_WIRE_PART(KeyLife, x.retired, x.notBefore, x.notAfter)
SM_WIRE_PART(KeyDescription, x.label, x.version, x.usage, x.kcv, x.life, x.exportable, x.purpose, x.created,
    x.createdBy)
SM_WIRE_PART(NewKey, x.label, x.version, x.usage, x.life, x.exportable, x.people)

// requests: 1 to 999
SM_WIRE(1, OpenScp03, x.master, x.rule, x.hostChallenge, x.initializeUpdate)
SM_WIRE(2, GenerateDataKey, x.kek)
SM_WIRE(3, UnwrapDataKey, x.kek, x.wrapped)
SM_WIRE(4, ComputeMac, x.key, x.data, x.length)
SM_WIRE(5, KeyCheck, x.key)
SM_WIRE(6, SelfTest)
SM_WIRE(7, OpenScp02, x.master, x.rule, x.hostChallenge, x.initializeUpdate)
SM_WIRE(8, ReleaseCard, x.master, x.rule, x.diversifier, x.use, x.challenge)
SM_WIRE(9, AuthorizeCreation, x.master, x.rule, x.diversifier, x.algorithm, x.data, x.length)
SM_WIRE(10, MakeCardKeys, x.master, x.rule, x.kdd, x.newVersion, x.under)
SM_WIRE(11, EmvCardKeys, x.masters, x.option, x.pan, x.panSequence, x.under)
SM_WIRE(12, MakeCardVerification, x.key, x.kind, x.pan, x.expiry, x.serviceCode, x.track)
SM_WIRE(13, TranslatePin, x.source, x.sourceFormat, x.block, x.pan, x.cardFormat, x.under)
SM_WIRE(14, Reencipher, x.transport, x.data, x.under)
SM_WIRE(15, SignStaticData, x.issuerKey, x.dataAuthenticationCode, x.staticData)
SM_WIRE(16, MakeIccCertificate, x.issuerKey, x.pan, x.expiry, x.serial, x.staticData, x.bits, x.under)
SM_WIRE(17, ReadIssuerCertificate, x.issuerKey)
SM_WIRE(18, MakeSimKeys, x.kiMaster, x.iccid, x.op, x.under)
SM_WIRE(19, DrawRandom, x.length)

// replies: from 1001
SM_WIRE(1001, Scp03Opening, x.keys, x.hostCryptogram, x.macLength)
SM_WIRE(1002, DataKey, x.key, x.wrapped, x.kcv)
SM_WIRE(1003, Mac, x.value)
SM_WIRE(1004, KeyCheckValue, x.kcv)
SM_WIRE(1005, SelfTestPassed, x.evidence)
SM_WIRE(1006, Scp02Opening, x.keys, x.hostCryptogram)
SM_WIRE(1007, CardRelease, x.code, x.cryptogram)
SM_WIRE(1008, Authorization, x.mac)
SM_WIRE(1009, CardKeys, x.putKey, x.kcvs)
SM_WIRE(1010, Enciphered, x.data, x.kcvs)
SM_WIRE(1011, CardVerification, x.digits)
SM_WIRE(1012, SignedStaticData, x.value)
SM_WIRE(1013, IccCertificate, x.certificate, x.remainder, x.exponent, x.crt)
SM_WIRE(1014, IssuerCertificate, x.certificate, x.remainder, x.exponent, x.caIndex)
SM_WIRE(1015, SimKeys, x.ki, x.opc, x.kcvs)
SM_WIRE(1016, RandomDrawn, x.bytes)

// orders about keys: 2001 to 2999, and their replies from 3001
SM_WIRE(2001, ImportKey, x.as, x.purpose, x.value, x.kcv)
SM_WIRE(2002, ImportKeyBlock, x.as, x.kbpk, x.block)
SM_WIRE(2003, ExportKeyBlock, x.key, x.kbpk, x.version, x.onwards, x.people)
SM_WIRE(2004, RetireKey, x.key, x.people)
SM_WIRE(3001, KeyStored, x.key)
SM_WIRE(3002, KeyBlockMade, x.block)

} // namespace sm
