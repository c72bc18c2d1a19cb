// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/cmac.h"

#include "crypto/failure_helpers.h"

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#include <array>
#include <cstring>

namespace sm {

namespace {

/// One context per cipher, made once and copied for each key: naming the cipher costs a look-up under a lock,
/// as long as ten messages. Keyed with nothing in particular, for a context without a key can't be copied.
struct Patterns {
    EVP_MAC* mac = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
    EVP_MAC_CTX* aes[3] = {make("AES-128-CBC", 16), make("AES-192-CBC", 24), make("AES-256-CBC", 32)};
    EVP_MAC_CTX* tdea = make("DES-EDE3-CBC", 24);

    EVP_MAC_CTX* make(const char* cipher, size_t keySize) const
    {
        EVP_MAC_CTX* context = mac ? EVP_MAC_CTX_new(mac) : nullptr;
        if (!context)
            return nullptr;
        quint8 key[32];
        for (size_t i = 0; i < keySize; ++i)
            key[i] = quint8(i);
        // The parameter type wants a writable string but only reads it.
        const OSSL_PARAM params[]
            = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, const_cast<char*>(cipher), 0),
                OSSL_PARAM_construct_end()};
        if (EVP_MAC_init(context, key, keySize, params) == 1)
            return context;
        EVP_MAC_CTX_free(context);
        return nullptr;
    }
};

const EVP_MAC_CTX* patternFor(BlockAlgorithm algorithm, qsizetype keySize)
{
    static const Patterns patterns;
    return algorithm == BlockAlgorithm::Tdea ? patterns.tdea : patterns.aes[keySize / 8 - 2];
}

bool keySizeOk(BlockAlgorithm algorithm, qsizetype size)
{
    return size == 16 || size == 24 || (size == 32 && algorithm == BlockAlgorithm::Aes);
}

} // namespace

void Cmac::Free::operator()(evp_mac_ctx_st* context) const
{
    EVP_MAC_CTX_free(context);
}

Cmac::Cmac(Context context, qsizetype size)
    : m_context(std::move(context))
    , m_size(size)
{
}

Outcome<Cmac> Cmac::create(BlockAlgorithm algorithm, const SecretBytes& key)
{
    if (!keySizeOk(algorithm, key.size()))
        return keyLengthWrong(key.size());
    const EVP_MAC_CTX* pattern = patternFor(algorithm, key.size());
    Context context(pattern ? EVP_MAC_CTX_dup(pattern) : nullptr);
    if (!context)
        return cryptoUnavailable("CMAC");
    std::array<quint8, 32> bytes{};
    std::memcpy(bytes.data(), key.data(), size_t(key.size()));
    size_t length = size_t(key.size());
    if (algorithm == BlockAlgorithm::Tdea && length == 16) {
        std::memcpy(bytes.data() + 16, key.data(), 8);
        length = 24;
    }
    const bool keyed = EVP_MAC_init(context.get(), bytes.data(), length, nullptr) == 1;
    OPENSSL_cleanse(bytes.data(), bytes.size());
    if (!keyed)
        return cryptoUnavailable("CMAC key");
    return Cmac(std::move(context), blockSize(algorithm));
}

Outcome<Done> Cmac::computeInto(std::initializer_list<QByteArrayView> parts, std::span<quint8> output)
{
    if (!m_context)
        return cryptoUnavailable("CMAC");
    if (output.size() < size_t(m_size))
        return inputLengthWrong(qsizetype(output.size()));
    // Starts a new message under the key that is already set.
    bool ok = EVP_MAC_init(m_context.get(), nullptr, 0, nullptr) == 1;
    for (const QByteArrayView part : parts)
        ok = ok && EVP_MAC_update(m_context.get(), bytesOf(part).data(), size_t(part.size())) == 1;
    size_t written = 0;
    ok = ok && EVP_MAC_final(m_context.get(), output.data(), &written, output.size()) == 1;
    if (!ok || written != size_t(m_size))
        return cryptoUnavailable("CMAC");
    return Done{};
}

Outcome<QByteArray> Cmac::compute(std::initializer_list<QByteArrayView> parts)
{
    QByteArray mac(m_size, Qt::Uninitialized);
    const auto done = computeInto(parts, {reinterpret_cast<quint8*>(mac.data()), size_t(mac.size())});
    if (!done)
        return done.failure();
    return mac;
}

} // namespace sm
