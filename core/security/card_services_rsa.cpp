// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "crypto/digits.h"
#include "crypto/emv_certificates.h"
#include "security/device_services.h"

/// The services that sign with issuer keys.
namespace sm {

namespace {

constexpr qsizetype panBytes = 10; // EMV Book 2 table 14: left-justified, filled with F

QByteArray holderNumber(QByteArrayView pan)
{
    QByteArray digits = pan.toByteArray();
    digits.append(QByteArray(2 * panBytes - digits.size(), 'F'));
    return QByteArray::fromHex(digits);
}

Failure requestWrong(const char* what)
{
    return fail(fc::CardRequestWrong, {{"what", QLatin1String(what)}});
}

} // namespace

Outcome<SignedStaticData> DeviceServices::answer(const SignStaticData& request) const
{
    const auto issuer = m_device.issuer(request.issuerKey);
    if (!issuer)
        return issuer.failure();
    auto value = signStaticData(**issuer, request.dataAuthenticationCode, request.staticData);
    if (!value)
        return value.failure();
    return SignedStaticData{value.take()};
}

Outcome<IccCertificate> DeviceServices::answer(const MakeIccCertificate& request) const
{
    const auto issuer = m_device.issuer(request.issuerKey);
    if (!issuer)
        return issuer.failure();
    if (!isDigits(request.pan) || request.pan.size() > 2 * panBytes)
        return requestWrong("pan");
    if (request.bits < 512 || request.bits % 16 != 0 || request.bits / 8 >= (*issuer)->size())
        return requestWrong("bits");
    const auto under = dek(request.under);
    if (!under)
        return under.failure();
    const auto pair = m_device.cardPair(request.bits);
    if (!pair)
        return pair.failure();
    EmvKeyHolder holder;
    holder.identifier = holderNumber(request.pan);
    holder.expiry = request.expiry;
    holder.serial = request.serial;
    const auto signedKey = signCardKey(**issuer, holder, pair->publicKey(), request.staticData);
    if (!signedKey)
        return signedKey.failure();
    IccCertificate made{signedKey->certificate, signedKey->remainder, signedKey->exponent, {}};
    auto crt = pair->crt();
    if (!crt)
        return crt.failure();
    for (SecretBytes* part : {&crt->qInverse, &crt->dQ, &crt->dP, &crt->q, &crt->p}) {
        auto data = enciphered(**under, std::move(*part));
        if (!data)
            return data.failure();
        made.crt.push_back(data.take());
    }
    return made;
}

Outcome<IssuerCertificate> DeviceServices::answer(const ReadIssuerCertificate& request) const
{
    auto read = m_device.issuerCertificate(request.issuerKey);
    if (read && read->certificate.isEmpty())
        return requestWrong("certificate");
    return read;
}

} // namespace sm
