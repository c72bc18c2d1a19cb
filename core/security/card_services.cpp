// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "crypto/card_values.h"
#include "crypto/cps_dgi.h"
#include "crypto/digits.h"
#include "crypto/emv_keys.h"
#include "crypto/gp_keys.h"
#include "crypto/kcv.h"
#include "crypto/kdf.h"
#include "crypto/milenage.h"
#include "crypto/padding.h"
#include "crypto/pin_block.h"
#include "security/device_services.h"

/// What the services make for one card.
namespace sm {

namespace {

constexpr qsizetype initializeUpdateKdd = 10;

using KeyPtr = KeyDevice::KeyPtr;
using Mode = KeyDevice::Mode;

Failure requestWrong(const char* what)
{
    return fail(fc::CardRequestWrong, {{"what", QLatin1String(what)}});
}

/// The rules read ten bytes; a chip's serial stands at their end.
Outcome<QByteArray> diversifierOf(Diversification rule, const QByteArray& given)
{
    if (rule != Diversification::None && given.size() > initializeUpdateKdd)
        return requestWrong("diversifier");
    return given.rightJustified(initializeUpdateKdd, '\0');
}

} // namespace

Outcome<CardRelease> DeviceServices::answer(const ReleaseCard& request) const
{
    const auto diversifier = diversifierOf(request.rule, request.diversifier);
    if (!diversifier)
        return diversifier.failure();
    const Source source{request.master, KeyUsage::Release, request.rule, *diversifier};
    const bool code = request.use == ReleaseCard::Use::Code;
    const bool aes = code || request.use == ReleaseCard::Use::AesChallenge; // a code is bytes, not a TDEA key
    const auto key = cardKey(source, aes ? KeyShape::Aes : KeyShape::Tdea, 1, code);
    if (!key)
        return key.failure();
    CardRelease release;
    if (code) {
        auto value = m_device.exported(**key);
        if (!value)
            return value.failure();
        release.code = value.take();
        return release;
    }
    if (request.challenge.size() != (aes ? 16 : 8))
        return requestWrong("challenge");
    auto cryptogram = m_device.encrypt(**key, Mode::Ecb, bytesOf(request.challenge));
    if (!cryptogram)
        return cryptogram.failure();
    release.cryptogram = cryptogram.take();
    return release;
}

Outcome<QByteArray> DeviceServices::retailMac(
    const KeyDevice::Key& left, const KeyDevice::Key& whole, QByteArrayView data) const
{
    const QByteArray padded = padMethod2(data, 8);
    const QByteArrayView view(padded);
    QByteArray chained;
    if (view.size() > 8) {
        const auto blocks = m_device.encrypt(left, Mode::Cbc, bytesOf(view.chopped(8)));
        if (!blocks)
            return blocks;
        chained = blocks->last(8);
    }
    return m_device.encrypt(whole, Mode::Cbc, bytesOf(view.last(8)), chained);
}

Outcome<Authorization> DeviceServices::answer(const AuthorizeCreation& request) const
{
    const auto diversifier = diversifierOf(request.rule, request.diversifier);
    if (!diversifier)
        return diversifier.failure();
    const Source source{request.master, KeyUsage::Authorization, request.rule, *diversifier};
    const bool retail = request.algorithm == AuthorizeCreation::Algorithm::RetailMac;
    const auto key = cardKey(source, retail ? KeyShape::Tdea : KeyShape::Aes, 1);
    if (!key)
        return key.failure();
    if (request.length < 4 || request.length > (retail ? 8 : 16))
        return fail(fc::MacLengthWrong, {{"length", QString::number(request.length)}});
    if (!retail) {
        const auto mac = m_device.cmac(**key, request.data);
        return mac ? Outcome<Authorization>(Authorization{mac->first(request.length)}) : mac.failure();
    }
    if ((*key)->length() != 16) // of three keys the left one does not know what the retail MAC wants
        return fail(fc::KeyUsageRefused, {{"label", request.master.label}});
    const auto left = cardKey(source, KeyShape::LeftDes, 1);
    if (!left)
        return left.failure();
    const auto mac = retailMac(**left, **key, request.data);
    return mac ? Outcome<Authorization>(Authorization{mac->first(request.length)}) : mac.failure();
}

Outcome<QByteArray> DeviceServices::tdeaCheckValue(const KeyDevice::Key& key) const
{
    const auto value = m_device.exported(key);
    return value ? kcvDes(*value) : Outcome<QByteArray>(value.failure());
}

Outcome<CardKeys> DeviceServices::answer(const MakeCardKeys& request) const
{
    const bool older = request.under.protocol == 2;
    const Source source{
        request.master, older ? KeyUsage::Scp02Master : KeyUsage::Scp03Master, request.rule, request.kdd};
    CardKeys made;
    made.putKey = QByteArray(1, char(request.newVersion));
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    for (quint8 number = 1; number <= 3; ++number) {
        // Enciphered as it is, so without parity, whatever cipher it belongs to.
        auto key = cardKey(source, KeyShape::Aes, number, true);
        if (!key)
            return key.failure();
        const qsizetype length = (*key)->length();
        const auto kcv = older ? tdeaCheckValue(**key) : checkValue(**key);
        const auto sealed = m_device.sealed({&*key, 1}, **under);
        if (!kcv || !sealed)
            return (kcv ? sealed : kcv).failure();
        made.kcvs += *kcv;
        made.putKey += putKeyEntry((*under)->algorithm(), length, *sealed, *kcv);
    }
    return made;
}

Outcome<Enciphered> DeviceServices::answer(const EmvCardKeys& request) const
{
    if (request.masters.empty() || request.masters.size() > 3)
        return requestWrong("masters");
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    const auto option = request.option == EmvCardKeys::Option::B ? EmvKeyOption::B : EmvKeyOption::A;
    Enciphered made;
    std::vector<KeyPtr> keys;
    for (const KeyRef& ref : request.masters) {
        const KeyUse asMaster(KeyShape::Tdea, KeyUse::asMaster);
        const auto master = m_device.held(ref, KeyUsage::EmvMaster, asMaster);
        if (!master)
            return master.failure();
        if ((*master)->length() != 16)
            return fail(fc::KeyUsageRefused, {{"label", ref.label}});
        const auto input = emvDiversificationInput(option, request.pan, request.panSequence);
        if (!input)
            return input.failure();
        auto key = m_device.derived(**master, Mode::Ecb, *input, KeyShape::Tdea, true);
        if (!key)
            return key.failure();
        const auto kcv = checkValue(**key);
        if (!kcv)
            return kcv.failure();
        made.kcvs += *kcv;
        keys.push_back(key.take());
    }
    auto data = m_device.sealed(keys, **under);
    if (!data)
        return data.failure();
    made.data = data.take();
    return made;
}

Outcome<QByteArray> DeviceServices::verificationDigits(
    const MakeCardVerification& request, const KeyDevice::Key& left, const KeyDevice::Key& whole) const
{
    using Kind = MakeCardVerification::Kind;
    const QByteArray service = request.kind == Kind::Cvv ? request.serviceCode
        : request.kind == Kind::Icvv                     ? QByteArray("999")
                                                         : QByteArray("000");
    const auto blocks = cardVerificationBlocks(request.pan, request.expiry, service);
    if (!blocks)
        return blocks;
    auto block = m_device.encrypt(left, Mode::Ecb, bytesOf(QByteArrayView(*blocks).first(8)));
    if (!block)
        return block;
    for (qsizetype i = 0; i < 8; ++i)
        (*block)[i] = char(block->at(i) ^ blocks->at(8 + i));
    const auto value = m_device.encrypt(whole, Mode::Ecb, bytesOf(*block));
    return value ? Outcome<QByteArray>(decimalized(*value, 3)) : value;
}

Outcome<CardVerification> DeviceServices::answer(const MakeCardVerification& request) const
{
    const auto whole = m_device.held(request.key, KeyUsage::CardVerification, KeyUse(KeyShape::Tdea));
    if (!whole)
        return whole.failure();
    if ((*whole)->length() != 16)
        return fail(fc::KeyUsageRefused, {{"label", request.key.label}});
    const auto left = m_device.held(request.key, KeyUsage::CardVerification, KeyUse(KeyShape::LeftDes));
    if (!left)
        return left.failure();
    if (request.kind == MakeCardVerification::Kind::IvCvc3) {
        const auto mac = retailMac(**left, **whole, request.track);
        return mac ? Outcome<CardVerification>(CardVerification{mac->last(2)}) : mac.failure();
    }
    auto digits = verificationDigits(request, **left, **whole);
    if (!digits)
        return digits.failure();
    return CardVerification{digits.take()};
}

/// Clear in locked memory of the device's process only, for as long as it takes to put it under the DEK.
Outcome<SecretBytes> DeviceServices::pinOf(const TranslatePin& request) const
{
    const auto format = PinBlockFormat(request.sourceFormat);
    const bool wide = format == PinBlockFormat::Iso4;
    const KeyUse use(wide ? KeyShape::Aes : KeyShape::Tdea);
    const auto key = m_device.held(request.source, KeyUsage::PinEncryption, use);
    if (!key)
        return key.failure();
    if (request.block.size() != (wide ? 16 : 8))
        return requestWrong("block");
    auto block = m_device.decrypt(**key, Mode::Ecb, request.block);
    if (!block)
        return block;
    if (!wide)
        return pinOfBlock(format, *block, request.pan);
    const auto field = panField4(request.pan); // ISO 9564-1 clause 9.4.2: the number lies between two ciphers
    if (!field)
        return field.failure();
    // What the inner cipher is given is not secret: the number added to a ciphertext.
    QByteArray middle(16, '\0');
    for (qsizetype i = 0; i < 16; ++i)
        middle[i] = char(block->data()[i] ^ quint8(field->at(i)));
    block = m_device.decrypt(**key, Mode::Ecb, middle);
    if (!block)
        return block;
    return pinOfField4(*block);
}

Outcome<Enciphered> DeviceServices::answer(const TranslatePin& request) const
{
    if (request.sourceFormat == 2 || request.sourceFormat > 4
        || (request.cardFormat != 2 && request.cardFormat != 15))
        return requestWrong("format");
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    const auto pin = pinOf(request);
    if (!pin)
        return pin.failure();
    const auto form = request.cardFormat == 2 ? ReferencePinForm::Format2 : ReferencePinForm::Plain;
    auto block = cpsReferencePin(*pin, form);
    if (!block)
        return block.failure();
    auto data = enciphered(**under, block.take());
    if (!data)
        return data.failure();
    return Enciphered{data.take(), {}};
}

Outcome<Enciphered> DeviceServices::answer(const Reencipher& request) const
{
    const auto transport = m_device.held(request.transport, KeyUsage::Transport, KeyUse(KeyShape::Tdea));
    if (!transport)
        return transport.failure();
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    if (request.data.isEmpty() || request.data.size() > 4096
        || request.data.size() % blockSize((*under)->algorithm()) != 0)
        return requestWrong("data");
    const auto clear = m_device.decrypt(**transport, Mode::Ecb, request.data);
    if (!clear)
        return clear.failure();
    const auto mode = (*under)->algorithm() == BlockAlgorithm::Aes ? Mode::Cbc : Mode::Ecb;
    auto data = m_device.encrypt(**under, mode, clear->span());
    if (!data)
        return data.failure();
    return Enciphered{data.take(), {}};
}

Outcome<SimKeys> DeviceServices::answer(const MakeSimKeys& request) const
{
    const KeyUse asMaster(KeyShape::Aes, KeyUse::asMaster);
    const auto master = m_device.held(request.kiMaster, KeyUsage::SimMaster, asMaster);
    // No mechanism adds a key to a ciphertext: OP leaves the device's token, and nothing but OPc its process.
    const auto operatorKey = m_device.held(request.op, KeyUsage::Operator, KeyUse(KeyShape::Aes, 1, true));
    if (!master || !operatorKey)
        return (master ? operatorKey : master).failure();
    if (request.iccid.size() < 18 || request.iccid.size() > 20 || !isDigits(request.iccid))
        return requestWrong("iccid");
    const auto under = dek(request.under);
    const auto op = m_device.exported(**operatorKey);
    if (!under || !op)
        return under ? op.failure() : under.failure();
    // The counter KDF of SP 800-108: label "Ki", a zero byte, the ICCID, the length in bits.
    const QByteArray before = QByteArray("Ki\0", 3) + packDigits(request.iccid);
    auto ki = m_device.kdf(**master, before, QByteArray("\x00\x80", 2), 16);
    if (!ki)
        return ki.failure();
    auto opc = milenageOpc(*ki, *op);
    if (!opc)
        return opc.failure();
    SimKeys made;
    for (const auto& [key, out] : {std::pair(&*ki, &made.ki), std::pair(&*opc, &made.opc)}) {
        const auto kcv = kcvAesGp(*key);
        auto data = enciphered(**under, std::move(*key));
        if (!data || !kcv)
            return (data ? kcv : data).failure();
        *out = data.take();
        made.kcvs += *kcv;
    }
    return made;
}

} // namespace sm
