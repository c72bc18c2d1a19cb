// SPDX-License-Identifier: GPL-3.0-or-later
// RSA in a token, and data beside keys.
#include "base/failures/security.h"
#include "security/pkcs11/pkcs11_template.h"

namespace sm {

namespace {

constexpr char exponent3[] = "\x03";

CK_BYTE* in(QByteArrayView bytes)
{
    return reinterpret_cast<CK_BYTE*>(const_cast<char*>(bytes.data()));
}

} // namespace

Outcome<Pkcs11Session::KeyPair> Pkcs11Session::generatePair(int bits)
{
    CK_MECHANISM mechanism{CKM_RSA_PKCS_KEY_PAIR_GEN, nullptr, 0};
    Pkcs11Template open(CKO_PUBLIC_KEY);
    open.flag(CKA_TOKEN, false);
    open.flag(CKA_VERIFY, false);
    open.flag(CKA_ENCRYPT, false);
    open.number(CKA_MODULUS_BITS, CK_ULONG(bits));
    open.bytes(CKA_PUBLIC_EXPONENT, QByteArray(exponent3, 1));
    Making making;
    making.type = CKK_RSA;
    making.exportable = true;
    Pkcs11Template secret(CKO_PRIVATE_KEY, making);
    CK_OBJECT_HANDLE made[2] = {};
    const CK_RV code = call().C_GenerateKeyPair(
        m_handle, &mechanism, open.data(), open.count(), secret.data(), secret.count(), &made[0], &made[1]);
    // A length that the token does not make is the request's fault, not the device's.
    if (code == CKR_KEY_SIZE_RANGE || code == CKR_ATTRIBUTE_VALUE_INVALID
        || code == CKR_TEMPLATE_INCONSISTENT)
        return fail(fc::CardRequestWrong, {{"what", QStringLiteral("bits")}});
    if (code != CKR_OK)
        return failed("C_GenerateKeyPair", code);
    KeyPair pair{Object(*this, made[0]), Object(*this, made[1]), attribute(made[0], CKA_MODULUS)};
    return pair;
}

Outcome<QByteArray> Pkcs11Session::signBlock(CK_OBJECT_HANDLE key, QByteArrayView block)
{
    CK_MECHANISM mechanism{CKM_RSA_X_509, nullptr, 0};
    CK_RV code = call().C_SignInit(m_handle, &mechanism, key);
    if (code != CKR_OK)
        return failed("C_SignInit", code);
    QByteArray output(block.size(), '\0');
    auto length = CK_ULONG(output.size());
    code = call().C_Sign(
        m_handle, in(block), CK_ULONG(block.size()), reinterpret_cast<CK_BYTE*>(output.data()), &length);
    if (code != CKR_OK || length != CK_ULONG(output.size()))
        return failed("C_Sign", code);
    return output;
}

Outcome<Done> Pkcs11Session::importPrivate(const RsaPrivateKey& key, const Making& making)
{
    auto parts = key.crt();
    auto d = key.privateExponent();
    if (!parts || !d)
        return parts ? d.failure() : parts.failure();
    Pkcs11Template attributes(CKO_PRIVATE_KEY, making);
    attributes.bytes(CKA_MODULUS, key.publicKey().modulus);
    attributes.bytes(CKA_PUBLIC_EXPONENT, key.publicKey().exponent);
    const std::pair<CK_ATTRIBUTE_TYPE, SecretBytes*> secrets[]
        = {{CKA_PRIVATE_EXPONENT, &*d}, {CKA_PRIME_1, &parts->p}, {CKA_PRIME_2, &parts->q},
            {CKA_EXPONENT_1, &parts->dP}, {CKA_EXPONENT_2, &parts->dQ}, {CKA_COEFFICIENT, &parts->qInverse}};
    for (const auto& [type, value] : secrets)
        attributes.add(type, value->data(), CK_ULONG(value->size()));
    CK_OBJECT_HANDLE made = 0;
    const CK_RV code = call().C_CreateObject(m_handle, attributes.data(), attributes.count(), &made);
    if (code != CKR_OK)
        return failed("C_CreateObject", code);
    return Done{};
}

Outcome<Done> Pkcs11Session::importData(const QString& label, const QByteArray& id, const QByteArray& value)
{
    Pkcs11Template attributes(CKO_DATA);
    attributes.flag(CKA_TOKEN, true);
    attributes.flag(CKA_PRIVATE, true);
    attributes.bytes(CKA_LABEL, label.toUtf8());
    attributes.bytes(CKA_APPLICATION, QByteArray("Stationmaster"));
    attributes.bytes(CKA_OBJECT_ID, id);
    attributes.bytes(CKA_VALUE, value);
    CK_OBJECT_HANDLE made = 0;
    const CK_RV code = call().C_CreateObject(m_handle, attributes.data(), attributes.count(), &made);
    if (code != CKR_OK)
        return failed("C_CreateObject", code);
    return Done{};
}

} // namespace sm
