// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/key_agreement.h"

#include "crypto/failure_helpers.h"

#include <openssl/evp.h>

namespace sm {

namespace {

constexpr const char* algorithm = "X25519";

struct FreeContext {
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
};

} // namespace

void KeyAgreement::Free::operator()(evp_pkey_st* key) const
{
    EVP_PKEY_free(key);
}

KeyAgreement::KeyAgreement(Key key, QByteArray publicKey)
    : m_key(std::move(key))
    , m_public(std::move(publicKey))
{
}

KeyAgreement::KeyAgreement(KeyAgreement&&) noexcept = default;
KeyAgreement& KeyAgreement::operator=(KeyAgreement&&) noexcept = default;
KeyAgreement::~KeyAgreement() = default;

Outcome<KeyAgreement> KeyAgreement::of(Key key)
{
    QByteArray open(publicLength, '\0');
    auto length = size_t(open.size());
    if (!key
        || EVP_PKEY_get_raw_public_key(key.get(), reinterpret_cast<unsigned char*>(open.data()), &length) != 1
        || length != size_t(publicLength))
        return cryptoUnavailable(algorithm);
    return KeyAgreement(std::move(key), std::move(open));
}

Outcome<KeyAgreement> KeyAgreement::create()
{
    return of(Key(EVP_PKEY_Q_keygen(nullptr, nullptr, algorithm)));
}

Outcome<KeyAgreement> KeyAgreement::fromPrivate(const SecretBytes& key)
{
    return of(
        Key(EVP_PKEY_new_raw_private_key_ex(nullptr, algorithm, nullptr, key.data(), size_t(key.size()))));
}

Outcome<SecretBytes> KeyAgreement::agree(QByteArrayView peerPublicKey) const
{
    if (peerPublicKey.size() != publicLength)
        return keyLengthWrong(peerPublicKey.size());
    const Key peer(EVP_PKEY_new_raw_public_key_ex(nullptr, algorithm, nullptr,
        reinterpret_cast<const unsigned char*>(peerPublicKey.data()), size_t(peerPublicKey.size())));
    const std::unique_ptr<EVP_PKEY_CTX, FreeContext> context(
        EVP_PKEY_CTX_new_from_pkey(nullptr, m_key.get(), nullptr));
    auto shared = SecretBytes::allocate(publicLength);
    if (!shared)
        return shared;
    auto length = size_t(shared->size());
    if (!peer || !context || EVP_PKEY_derive_init(context.get()) != 1
        || EVP_PKEY_derive_set_peer(context.get(), peer.get()) != 1
        || EVP_PKEY_derive(context.get(), shared->data(), &length) != 1 || length != size_t(publicLength))
        return cryptoUnavailable(algorithm);
    return shared;
}

} // namespace sm
