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

EVP_MAC* cmacAlgorithm()
{
    static EVP_MAC* const mac = EVP_MAC_fetch(nullptr, "CMAC", nullptr);
    return mac;
}

const char* cipherName(BlockAlgorithm algorithm, qsizetype keySize)
{
    if (algorithm == BlockAlgorithm::Tdea)
        return keySize == 16 || keySize == 24 ? "DES-EDE3-CBC" : nullptr;
    switch (keySize) {
    case 16:
        return "AES-128-CBC";
    case 24:
        return "AES-192-CBC";
    case 32:
        return "AES-256-CBC";
    default:
        return nullptr;
    }
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
    const char* name = cipherName(algorithm, key.size());
    if (!name)
        return keyLengthWrong(key.size());
    if (!cmacAlgorithm())
        return cryptoUnavailable("CMAC");
    Context context(EVP_MAC_CTX_new(cmacAlgorithm()));
    if (!context)
        return cryptoUnavailable("CMAC");
    std::array<quint8, 32> bytes{};
    std::memcpy(bytes.data(), key.data(), size_t(key.size()));
    size_t length = size_t(key.size());
    if (algorithm == BlockAlgorithm::Tdea && length == 16) {
        std::memcpy(bytes.data() + 16, key.data(), 8);
        length = 24;
    }
    // The parameter type wants a writable string but only reads it.
    const OSSL_PARAM params[]
        = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_CIPHER, const_cast<char*>(name), 0),
            OSSL_PARAM_construct_end()};
    const bool keyed = EVP_MAC_init(context.get(), bytes.data(), length, params) == 1;
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
