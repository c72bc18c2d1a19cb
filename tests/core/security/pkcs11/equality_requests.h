// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/cps_dgi.h"
#include "crypto/diversify.h"
#include "crypto/emv_certificates.h"
#include "crypto/key_wrap.h"
#include "crypto/pin_block.h"
#include "crypto/scp02.h"
#include "security/key_store.h"
#include "security/security_request.h"

/// Random requests of each kind for the published test keys, and whether two replies are the same.
namespace smtest {

using namespace sm;

class RandomRequests {
public:
    RandomRequests(quint64 seed, const KeyStore& keys)
        : m_random(seed)
        , m_keys(keys)
    {
    }

    quint64 below(quint64 limit) { return m_random.next() % limit; }
    QByteArray bytes(qsizetype count) { return count > 0 ? *m_random.bytes(count) : QByteArray(); }
    QByteArray digits(qsizetype count)
    {
        QByteArray text;
        for (qsizetype i = 0; i < count; ++i)
            text.append(char('0' + below(10)));
        return text;
    }
    QByteArray pan() { return digits(13 + qsizetype(below(7))); }
    static KeyRef key(const char* label) { return KeyRef(QLatin1String(label)); }
    /// One of the five; without None where the key itself would have to leave a token.
    Diversification rule(bool none = true)
    {
        const Diversification all[] = {Diversification::EmvCps, Diversification::Visa2,
            Diversification::Visa1, Diversification::Kdf3, Diversification::None};
        return all[below(none ? 5 : 4)];
    }
    Scp03StaticKeys cardKeys(const char* label, Diversification rule, const QByteArray& kdd) const
    {
        auto keys = diversify(rule, m_keys.lookUp(key(label))->value, kdd);
        return keys ? keys.take() : Scp03StaticKeys();
    }
    CardDek dek()
    {
        CardDek made;
        made.protocol = below(2) == 0 ? 2 : 3;
        made.master = key(made.protocol == 2 ? "TEST-ISD02" : "TEST-ISD");
        made.rule = rule();
        made.kdd = bytes(10);
        made.sequenceCounter = bytes(2);
        return made;
    }
    /// What a DEK is, so that the card's side can be looked at.
    SecretBytes dekValue(const CardDek& dek) const
    {
        auto keys = cardKeys(dek.protocol == 2 ? "TEST-ISD02" : "TEST-ISD", dek.rule, dek.kdd);
        if (dek.protocol != 2)
            return std::move(keys.dek);
        auto session = deriveScp02Dek(keys.dek, dek.sequenceCounter);
        return session ? session.take() : SecretBytes();
    }
    SecretBytes opened(const CardDek& dek, const QByteArray& enciphered) const
    {
        const bool aes = dek.protocol != 2;
        auto cipher = BlockCipher::create(aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea,
            aes ? BlockCipher::Mode::Cbc : BlockCipher::Mode::Ecb, BlockCipher::Direction::Decrypt,
            dekValue(dek));
        auto clear = SecretBytes::allocate(enciphered.size());
        if (!cipher || !clear || !cipher->runInto(bytesOf(enciphered), {}, clear->span()))
            return {};
        return clear.take();
    }
    const KeyStore& keys() const { return m_keys; }
    Random& random() { return m_random; }

    OpenScp03 openScp03()
    {
        const qsizetype part = below(4) == 0 ? 16 : 8;
        OpenScp03 open{key("TEST-ISD"), rule(), bytes(part), {}};
        const QByteArray kdd = bytes(10);
        const QByteArray challenge = bytes(part);
        const auto session
            = deriveScp03SessionKeys(cardKeys("TEST-ISD", open.rule, kdd), open.hostChallenge, challenge);
        const auto cryptogram = scp03CardCryptogram(session->mac, open.hostChallenge, challenge, part);
        open.initializeUpdate
            = kdd + QByteArray::fromHex(part == 8 ? "300360" : "300361") + challenge + *cryptogram;
        spoil(open.initializeUpdate);
        return open;
    }
    OpenScp02 openScp02()
    {
        OpenScp02 open{key("TEST-ISD02"), rule(), bytes(8), {}};
        const QByteArray kdd = bytes(10);
        const QByteArray counter = bytes(2);
        const QByteArray challenge = bytes(6);
        const auto session = deriveScp02SessionKeys(cardKeys("TEST-ISD02", open.rule, kdd), counter);
        const auto cryptogram = scp02CardCryptogram(session->enc, open.hostChallenge, counter, challenge);
        open.initializeUpdate = kdd + QByteArray::fromHex("2002") + counter + challenge + *cryptogram;
        spoil(open.initializeUpdate);
        return open;
    }
    ReleaseCard releaseCard()
    {
        const auto use = ReleaseCard::Use(below(3));
        const qsizetype length = use == ReleaseCard::Use::AesChallenge ? 16 : 8;
        return {key("TEST-RELEASE"), rule(use != ReleaseCard::Use::Code), bytes(qsizetype(below(12))), use,
            use == ReleaseCard::Use::Code ? QByteArray() : bytes(length + qsizetype(below(10) == 0))};
    }
    AuthorizeCreation authorizeCreation()
    {
        return {key("TEST-FILE"), rule(), bytes(qsizetype(below(11))),
            below(2) == 0 ? AuthorizeCreation::Algorithm::RetailMac : AuthorizeCreation::Algorithm::AesCmac,
            bytes(qsizetype(below(300))), 3 + qsizetype(below(14))};
    }
    MakeCardKeys makeCardKeys()
    {
        MakeCardKeys make;
        make.under = dek();
        make.master = make.under.master;
        make.rule = rule(false);
        make.kdd = bytes(below(20) == 0 ? 9 : 10);
        make.newVersion = quint8(1 + below(127));
        return make;
    }
    EmvCardKeys emvCardKeys()
    {
        const KeyRef all[] = {key("TEST-IMK-AC"), key("TEST-IMK-SMI"), key("TEST-IMK-SMC")};
        return {std::vector<KeyRef>(all, all + below(4)),
            below(2) == 0 ? EmvCardKeys::Option::A : EmvCardKeys::Option::B, digits(7 + qsizetype(below(14))),
            below(3) == 0 ? QByteArray() : digits(2), dek()};
    }
    MakeCardVerification makeCardVerification()
    {
        return {key("TEST-CVK"), MakeCardVerification::Kind(below(4)), digits(12 + qsizetype(below(9))),
            digits(4), digits(3), bytes(qsizetype(below(40)))};
    }
    /// Formats 1, 3 and 4 have a random fill; `pin` is what the card must get.
    TranslatePin translatePin(SecretBytes& pin)
    {
        const quint8 formats[] = {0, 1, 3, 4};
        TranslatePin translate{
            key("TEST-ZPK"), formats[below(4)], {}, pan(), quint8(below(2) == 0 ? 2 : 15), dek()};
        const QByteArray code = digits(4 + qsizetype(below(9)));
        pin = SecretBytes::copyOf(bytesOf(code)).take();
        translate.block = *encipherPin(PinBlockFormat(translate.sourceFormat),
            m_keys.lookUp(translate.source)->value, pin, translate.pan, m_random);
        return translate;
    }
    Reencipher reencipher()
    {
        return {key("TEST-TK"), bytes(qsizetype(below(12)) * (below(20) == 0 ? 7 : 16)), dek()};
    }
    SignStaticData signStaticData()
    {
        return {key("TEST-ISSUER"), bytes(below(20) == 0 ? 3 : 2), bytes(qsizetype(below(300)))};
    }
    MakeIccCertificate makeIccCertificate()
    {
        const quint16 lengths[] = {512, 768, 896, 1024, 1152};
        return {key("TEST-ISSUER"), pan(), bytes(2), bytes(3), bytes(qsizetype(below(200))),
            lengths[below(5)], dek()};
    }
    MakeSimKeys makeSimKeys()
    {
        return {key("TEST-KI"), digits(17 + qsizetype(below(4))), key("TEST-OP"), dek()};
    }
    ComputeMac computeMac()
    {
        return {key("TEST-SEAL"), bytes(qsizetype(below(300))), 3 + qsizetype(below(15))};
    }
    KeyCheck keyCheck()
    {
        const auto all = m_keys.describe();
        const KeyDescription& one = all[size_t(below(all.size()))];
        return {KeyRef(one.label, quint32(below(3)))};
    }
    UnwrapDataKey unwrapDataKey()
    {
        const auto value = SecretBytes::copyOf(bytesOf(bytes(32)));
        QByteArray wrapped = *aesKeyWrapPad(m_keys.lookUp(key("TEST-KEK"))->value, *value);
        spoil(wrapped);
        return {key("TEST-KEK"), wrapped};
    }

private:
    /// One in ten is damaged: the refusal is compared too.
    void spoil(QByteArray& value)
    {
        if (below(10) == 0)
            value.back() = char(value.back() ^ 1);
    }

    SeededRandom m_random;
    const KeyStore& m_keys;
};

struct Same {
    template <class A, class B> bool operator()(const A&, const B&) const { return false; }
    bool operator()(const Scp03Opening& a, const Scp03Opening& b) const
    {
        return a.hostCryptogram == b.hostCryptogram && a.macLength == b.macLength
            && a.keys.enc.equals(b.keys.enc) && a.keys.mac.equals(b.keys.mac)
            && a.keys.rmac.equals(b.keys.rmac) && a.keys.enc.size() == 16;
    }
    bool operator()(const Scp02Opening& a, const Scp02Opening& b) const
    {
        return a.hostCryptogram == b.hostCryptogram && a.keys.enc.equals(b.keys.enc)
            && a.keys.mac.equals(b.keys.mac) && a.keys.rmac.equals(b.keys.rmac) && a.keys.dek.isEmpty()
            && b.keys.dek.isEmpty() && a.keys.enc.size() == 16;
    }
    bool operator()(const DataKey& a, const DataKey& b) const
    {
        return a.key.equals(b.key) && a.wrapped == b.wrapped && a.kcv == b.kcv && a.key.size() == 32;
    }
    bool operator()(const CardRelease& a, const CardRelease& b) const
    {
        return a.code.equals(b.code) && a.cryptogram == b.cryptogram
            && a.code.isEmpty() != a.cryptogram.isEmpty();
    }
    bool operator()(const Mac& a, const Mac& b) const { return a.value == b.value; }
    bool operator()(const KeyCheckValue& a, const KeyCheckValue& b) const { return a.kcv == b.kcv; }
    bool operator()(const SelfTestPassed& a, const SelfTestPassed& b) const
    {
        return a.evidence == b.evidence;
    }
    bool operator()(const Authorization& a, const Authorization& b) const { return a.mac == b.mac; }
    bool operator()(const CardKeys& a, const CardKeys& b) const
    {
        return a.putKey == b.putKey && a.kcvs == b.kcvs;
    }
    bool operator()(const Enciphered& a, const Enciphered& b) const
    {
        return a.data == b.data && a.kcvs == b.kcvs;
    }
    bool operator()(const CardVerification& a, const CardVerification& b) const
    {
        return a.digits == b.digits;
    }
    bool operator()(const SignedStaticData& a, const SignedStaticData& b) const { return a.value == b.value; }
    bool operator()(const IssuerCertificate& a, const IssuerCertificate& b) const
    {
        return a.certificate == b.certificate && a.remainder == b.remainder && a.exponent == b.exponent
            && a.caIndex == b.caIndex && !a.certificate.isEmpty();
    }
    bool operator()(const SimKeys& a, const SimKeys& b) const
    {
        return a.ki == b.ki && a.opc == b.opc && a.kcvs == b.kcvs;
    }
};

} // namespace smtest
