// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "crypto/digits.h"
#include "crypto/emv_certificates.h"
#include "security/card_services.h"

/// The half of CardServices that signs with issuer keys.
namespace sm {

namespace {

constexpr qsizetype panBytes = 10; // EMV Book 2 table 14: left-justified, filled with F

QByteArray holderNumber(QByteArrayView pan)
{
    QByteArray digits = pan.toByteArray();
    digits.append(QByteArray(2 * panBytes - digits.size(), 'F'));
    return QByteArray::fromHex(digits);
}

} // namespace

bool CardServices::offers(const SignStaticData& request) const
{
    return holds(request.issuerKey, KeyUsage::IssuerSigning);
}

bool CardServices::offers(const MakeIccCertificate& request) const
{
    return holds(request.issuerKey, KeyUsage::IssuerSigning) && holdsDek(request.under);
}

bool CardServices::offers(const ReadIssuerCertificate& request) const
{
    return holds(request.issuerKey, KeyUsage::IssuerSigning);
}

Outcome<RsaPrivateKey> CardServices::issuerKey(const KeyRef& ref) const
{
    const auto found = m_keys->find(ref, KeyUsage::IssuerSigning);
    if (!found)
        return found.failure();
    return RsaPrivateKey::fromPkcs8((*found)->value);
}

Outcome<SignedStaticData> CardServices::serve(const SignStaticData& request) const
{
    const auto key = issuerKey(request.issuerKey);
    if (!key)
        return key.failure();
    auto value = signStaticData(*key, request.dataAuthenticationCode, request.staticData);
    if (!value)
        return value.failure();
    return SignedStaticData{value.take()};
}

Outcome<IccCertificate> CardServices::serve(const MakeIccCertificate& request) const
{
    const auto issuer = issuerKey(request.issuerKey);
    if (!issuer)
        return issuer.failure();
    if (!isDigits(request.pan) || request.pan.size() > 2 * panBytes)
        return fail(fc::CardRequestWrong, {{"what", QStringLiteral("pan")}});
    if (request.bits / 8 >= issuer->size())
        return fail(fc::CardRequestWrong, {{"what", QStringLiteral("bits")}});
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    const auto pair = m_pairs->take(request.bits);
    if (!pair)
        return pair.failure();
    EmvKeyHolder holder;
    holder.identifier = holderNumber(request.pan);
    holder.expiry = request.expiry;
    holder.serial = request.serial;
    const auto signedKey = signCardKey(*issuer, holder, pair->publicKey(), request.staticData);
    if (!signedKey)
        return signedKey.failure();
    IccCertificate made{signedKey->certificate, signedKey->remainder, signedKey->exponent, {}};
    const auto crt = pair->crt();
    if (!crt)
        return crt.failure();
    for (const SecretBytes* part : {&crt->qInverse, &crt->dQ, &crt->dP, &crt->q, &crt->p}) {
        auto data = encipherDgiData(*part, under->protection());
        if (!data)
            return data.failure();
        made.crt.push_back(data.take());
    }
    return made;
}

Outcome<IssuerCertificate> CardServices::serve(const ReadIssuerCertificate& request) const
{
    const auto found = m_keys->find(request.issuerKey, KeyUsage::IssuerSigning);
    if (!found)
        return found.failure();
    if ((*found)->issuer.certificate.isEmpty())
        return fail(fc::CardRequestWrong, {{"what", QStringLiteral("certificate")}});
    return (*found)->issuer;
}

} // namespace sm
