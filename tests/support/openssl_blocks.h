// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <openssl/bn.h>
#include <openssl/evp.h>
#include <openssl/sha.h>

#include <memory>

/// The few functions of OpenSSL that a terminal or an issuer's host needs, bare.
namespace smtest {

inline const unsigned char* raw(const QByteArray& bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.constData());
}

/// Whole blocks, no padding; ECB and CBC with a vector of zeros.
inline QByteArray blocks(
    const EVP_CIPHER* cipher, bool encrypt, const QByteArray& key, const QByteArray& data)
{
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(
        EVP_CIPHER_CTX_new(), EVP_CIPHER_CTX_free);
    const unsigned char zeros[16] = {};
    QByteArray out(data.size() + 16, '\0');
    int length = 0;
    if (EVP_CipherInit_ex(context.get(), cipher, nullptr, raw(key), zeros, encrypt ? 1 : 0) != 1)
        return {};
    EVP_CIPHER_CTX_set_padding(context.get(), 0);
    if (EVP_CipherUpdate(
            context.get(), reinterpret_cast<unsigned char*>(out.data()), &length, raw(data), int(data.size()))
        != 1)
        return {};
    return out.first(length);
}

inline QByteArray tdes(const QByteArray& key, const QByteArray& data)
{
    return blocks(EVP_des_ede(), true, key, data);
}

inline QByteArray tdesBack(const QByteArray& key, const QByteArray& data)
{
    return blocks(EVP_des_ede(), false, key, data);
}

/// Single DES as triple DES with twice the same half.
inline QByteArray desCbc(const QByteArray& half, const QByteArray& data)
{
    return blocks(EVP_des_ede_cbc(), true, half + half, data);
}

inline QByteArray aes(const QByteArray& key, const QByteArray& block)
{
    return blocks(EVP_aes_128_ecb(), true, key, block);
}

inline QByteArray sha1(const QByteArray& data)
{
    QByteArray out(SHA_DIGEST_LENGTH, '\0');
    SHA1(raw(data), size_t(data.size()), reinterpret_cast<unsigned char*>(out.data()));
    return out;
}

inline QByteArray xored(QByteArray a, const QByteArray& b)
{
    for (qsizetype i = 0; i < a.size() && i < b.size(); ++i)
        a[i] = char(a.at(i) ^ b.at(i));
    return a;
}

/// block^e mod n, as long as n.
inline QByteArray power(const QByteArray& block, const QByteArray& exponent, const QByteArray& modulus)
{
    using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
    const auto number = [](const QByteArray& bytes) {
        return Number(BN_bin2bn(raw(bytes), int(bytes.size()), nullptr), BN_free);
    };
    const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context(BN_CTX_new(), BN_CTX_free);
    const Number result(BN_new(), BN_free);
    QByteArray out(modulus.size(), '\0');
    if (modulus.isEmpty()
        || BN_mod_exp(result.get(), number(block).get(), number(exponent).get(), number(modulus).get(),
               context.get())
            != 1
        || BN_bn2binpad(result.get(), reinterpret_cast<unsigned char*>(out.data()), int(out.size())) < 0)
        return {};
    return out;
}

} // namespace smtest
