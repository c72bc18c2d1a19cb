// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/rsa.h"

#include "base/failures/crypto.h"
#include "crypto/block_cipher.h"
#include "crypto/failure_helpers.h"
#include "crypto/rsa_internal.h"

#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

namespace sm {

namespace {

constexpr qsizetype minBytes = 64;
constexpr qsizetype maxBytes = 512;

Failure lengthWrong(qsizetype bytes)
{
    ERR_clear_error();
    return fail(fc::RsaKeyLengthWrong, {{"bits", QString::number(bytes * 8)}});
}

Failure inconsistent()
{
    ERR_clear_error();
    return fail(fc::RsaKeyInconsistent);
}

Bignum numberOf(const EVP_PKEY* key, const char* name)
{
    BIGNUM* number = BN_secure_new();
    const bool found = EVP_PKEY_get_bn_param(key, name, &number) == 1;
    Bignum owned(number);
    return found ? std::move(owned) : nullptr;
}

QByteArray openBytes(const BIGNUM* number)
{
    QByteArray bytes(BN_num_bytes(number), '\0');
    BN_bn2bin(number, reinterpret_cast<quint8*>(bytes.data()));
    return bytes;
}

Outcome<SecretBytes> secretBytes(const EVP_PKEY* key, const char* name, qsizetype length)
{
    const Bignum number = numberOf(key, name);
    if (!number)
        return cryptoUnavailable(name);
    auto bytes = SecretBytes::allocate(length);
    if (!bytes)
        return bytes;
    if (BN_bn2binpad(number.get(), bytes->data(), int(length)) != int(length))
        return inconsistent(); // factors of different lengths
    return bytes;
}

bool pushNumbers(OSSL_PARAM_BLD* builder, const RsaNumbers& numbers)
{
    const std::pair<const char*, const Bignum*> parts[] = {{OSSL_PKEY_PARAM_RSA_N, &numbers.n},
        {OSSL_PKEY_PARAM_RSA_E, &numbers.e}, {OSSL_PKEY_PARAM_RSA_D, &numbers.d},
        {OSSL_PKEY_PARAM_RSA_FACTOR1, &numbers.p}, {OSSL_PKEY_PARAM_RSA_FACTOR2, &numbers.q},
        {OSSL_PKEY_PARAM_RSA_EXPONENT1, &numbers.dP}, {OSSL_PKEY_PARAM_RSA_EXPONENT2, &numbers.dQ},
        {OSSL_PKEY_PARAM_RSA_COEFFICIENT1, &numbers.qInverse}};
    for (const auto& [name, number] : parts) {
        if (*number && OSSL_PARAM_BLD_push_BN(builder, name, number->get()) != 1)
            return false;
    }
    return true;
}

EVP_PKEY* keyOf(const RsaNumbers& numbers)
{
    const ParameterBuilder builder(OSSL_PARAM_BLD_new());
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    if (!builder || !context || !pushNumbers(builder.get(), numbers))
        return nullptr;
    const Parameters parameters(OSSL_PARAM_BLD_to_param(builder.get()));
    EVP_PKEY* key = nullptr;
    const int selection = numbers.d ? EVP_PKEY_KEYPAIR : EVP_PKEY_PUBLIC_KEY;
    if (!parameters || EVP_PKEY_fromdata_init(context.get()) != 1
        || EVP_PKEY_fromdata(context.get(), &key, selection, parameters.get()) != 1)
        return nullptr;
    return key;
}

using Operation = int (*)(EVP_PKEY_CTX*, unsigned char*, size_t*, const unsigned char*, size_t);
using Start = int (*)(EVP_PKEY_CTX*);

/// Encryption is the public operation, decryption the private one; without padding they are bare.
Outcome<QByteArray> bare(EVP_PKEY* key, Start start, Operation operation, QByteArrayView block)
{
    const KeyContext context(EVP_PKEY_CTX_new_from_pkey(nullptr, key, nullptr));
    QByteArray out(block.size(), '\0');
    auto length = size_t(out.size());
    const auto input = bytesOf(block);
    if (!context || start(context.get()) != 1
        || EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_NO_PADDING) != 1
        || operation(
               context.get(), reinterpret_cast<quint8*>(out.data()), &length, input.data(), input.size())
            != 1
        || length != size_t(out.size()))
        return cryptoUnavailable("RSA");
    return out;
}

} // namespace

void RsaPrivateKey::Free::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

RsaPrivateKey::RsaPrivateKey(Handle handle, RsaPublicKey publicKey)
    : m_key(std::move(handle))
    , m_public(std::move(publicKey))
{
}

Outcome<RsaPrivateKey> RsaPrivateKey::take(Handle handle)
{
    if (!handle || EVP_PKEY_is_a(handle.get(), "RSA") != 1)
        return inconsistent();
    const Bignum n = numberOf(handle.get(), OSSL_PKEY_PARAM_RSA_N);
    const Bignum e = numberOf(handle.get(), OSSL_PKEY_PARAM_RSA_E);
    const Bignum d = numberOf(handle.get(), OSSL_PKEY_PARAM_RSA_D);
    if (!n || !e || !d)
        return inconsistent();
    const qsizetype bytes = BN_num_bytes(n.get());
    if (bytes < minBytes || bytes > maxBytes || BN_num_bits(n.get()) != bytes * 8)
        return lengthWrong(bytes);
    return RsaPrivateKey(std::move(handle), {openBytes(n.get()), openBytes(e.get())});
}

Outcome<RsaPrivateKey> RsaPrivateKey::generate(int bits, quint32 exponent)
{
    if (bits < minBytes * 8 || bits > maxBytes * 8 || bits % 16 != 0 || (exponent != 3 && exponent != 65537))
        return lengthWrong(bits / 8);
    const KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "RSA", nullptr));
    const Bignum e(BN_new());
    if (!context || !e || BN_set_word(e.get(), exponent) != 1 || EVP_PKEY_keygen_init(context.get()) != 1
        || EVP_PKEY_CTX_set_rsa_keygen_bits(context.get(), bits) != 1
        || EVP_PKEY_CTX_set1_rsa_keygen_pubexp(context.get(), e.get()) != 1)
        return cryptoUnavailable("RSA key generation");
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_generate(context.get(), &key) != 1)
        return cryptoUnavailable("RSA key generation");
    return take(Handle(key));
}

Outcome<RsaPrivateKey> RsaPrivateKey::fromCrt(const RsaCrt& parts)
{
    if (parts.p.isEmpty() || parts.q.isEmpty())
        return inconsistent();
    if (parts.p.size() > maxBytes / 2 || parts.q.size() > maxBytes / 2)
        return lengthWrong(parts.p.size() + parts.q.size());
    const auto numbers = rsaNumbers(parts);
    if (!numbers)
        return numbers.failure();
    auto key = take(Handle(keyOf(*numbers)));
    if (!key)
        return key;
    // Numbers may agree with each other without p and q being primes; only using the key shows it.
    const QByteArray probe = QByteArray(1, '\0') + QByteArray(key->size() - 1, '\x5A');
    const auto once = key->apply(probe);
    const auto back = once ? rsaRecover(key->publicKey(), *once) : once;
    if (!back || *back != probe)
        return inconsistent();
    return key;
}

Outcome<RsaPrivateKey> RsaPrivateKey::fromPkcs8(const SecretBytes& der)
{
    const quint8* position = der.data();
    PKCS8_PRIV_KEY_INFO* const info = d2i_PKCS8_PRIV_KEY_INFO(nullptr, &position, long(der.size()));
    if (!info)
        return inconsistent();
    Handle handle(EVP_PKCS82PKEY(info));
    PKCS8_PRIV_KEY_INFO_free(info);
    return take(std::move(handle));
}

Outcome<SecretBytes> RsaPrivateKey::toPkcs8() const
{
    PKCS8_PRIV_KEY_INFO* const info = EVP_PKEY2PKCS8(m_key.get());
    if (!info)
        return cryptoUnavailable("PKCS #8");
    const int length = i2d_PKCS8_PRIV_KEY_INFO(info, nullptr);
    auto der = SecretBytes::allocate(length > 0 ? length : 1);
    if (der && length > 0) {
        quint8* position = der->data();
        i2d_PKCS8_PRIV_KEY_INFO(info, &position);
    }
    PKCS8_PRIV_KEY_INFO_free(info);
    if (length <= 0)
        return cryptoUnavailable("PKCS #8");
    return der;
}

Outcome<RsaCrt> RsaPrivateKey::crt() const
{
    const qsizetype half = size() / 2;
    auto qInverse = secretBytes(m_key.get(), OSSL_PKEY_PARAM_RSA_COEFFICIENT1, half);
    auto dQ = secretBytes(m_key.get(), OSSL_PKEY_PARAM_RSA_EXPONENT2, half);
    auto dP = secretBytes(m_key.get(), OSSL_PKEY_PARAM_RSA_EXPONENT1, half);
    auto q = secretBytes(m_key.get(), OSSL_PKEY_PARAM_RSA_FACTOR2, half);
    auto p = secretBytes(m_key.get(), OSSL_PKEY_PARAM_RSA_FACTOR1, half);
    for (const auto* part : {&qInverse, &dQ, &dP, &q, &p}) {
        if (!*part)
            return part->failure();
    }
    return RsaCrt{qInverse.take(), dQ.take(), dP.take(), q.take(), p.take()};
}

Outcome<SecretBytes> RsaPrivateKey::privateExponent() const
{
    return secretBytes(m_key.get(), OSSL_PKEY_PARAM_RSA_D, size());
}

Outcome<QByteArray> RsaPrivateKey::apply(QByteArrayView block) const
{
    if (block.size() != size())
        return inputLengthWrong(block.size());
    return bare(m_key.get(), EVP_PKEY_decrypt_init, EVP_PKEY_decrypt, block);
}

Outcome<QByteArray> rsaRecover(const RsaPublicKey& key, QByteArrayView block)
{
    const qsizetype bytes = key.size();
    if (bytes < minBytes || bytes > maxBytes || key.modulus[0] == '\0' || (key.modulus.back() & 1) == 0
        || key.exponent.isEmpty() || key.exponent.size() > 4 || (key.exponent.back() & 1) == 0)
        return lengthWrong(bytes);
    if (block.size() != bytes)
        return inputLengthWrong(block.size());
    RsaNumbers numbers;
    const auto modulus = bytesOf(key.modulus);
    const auto exponent = bytesOf(key.exponent);
    numbers.n.reset(BN_bin2bn(modulus.data(), int(modulus.size()), nullptr));
    numbers.e.reset(BN_bin2bn(exponent.data(), int(exponent.size()), nullptr));
    EVP_PKEY* const made = numbers.n && numbers.e ? keyOf(numbers) : nullptr;
    if (!made)
        return cryptoUnavailable("RSA");
    auto recovered = bare(made, EVP_PKEY_encrypt_init, EVP_PKEY_encrypt, block);
    EVP_PKEY_free(made);
    return recovered;
}

} // namespace sm
