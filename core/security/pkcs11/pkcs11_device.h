// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/pkcs11/pkcs11_keys.h"
#include "security/soft_keys.h"

namespace sm {

/// The operations of a token in one session. One thread. Held keys never leave it. Keys of a card are session
/// objects, destroyed after the request; one that goes to the card leaves wrapped by AES key wrap with
/// padding, under a key that lives as long as the session, and is put under the card's DEK at once. What no
/// mechanism does passes through locked memory of this process: keys by counter KDF (no token has
/// SP 800-108), PINs between two formats, two-key TDEA keys under a TDEA DEK (SoftHSM wraps by AES only).
class Pkcs11Device final : public KeyDevice {
public:
    static Outcome<std::unique_ptr<Pkcs11Device>> make(
        Pkcs11Session& session, std::shared_ptr<const Pkcs11Keys> keys);

    Outcome<KeyPtr> held(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const override;
    Outcome<KeyPtr> derived(
        const Key& master, Mode mode, QByteArrayView blocks, KeyShape shape, bool leaves) const override;
    Outcome<SecretBytes> kdf(
        const Key& master, QByteArrayView before, QByteArrayView after, qsizetype length) const override;
    Outcome<QByteArray> cmac(const Key& key, QByteArrayView data) const override;
    Outcome<QByteArray> encrypt(
        const Key& key, Mode mode, std::span<const quint8> blocks, QByteArrayView iv) const override;
    Outcome<SecretBytes> decrypt(const Key& key, Mode mode, QByteArrayView blocks) const override;
    Outcome<SecretBytes> exported(const Key& key) const override;
    Outcome<QByteArray> sealed(std::span<const KeyPtr> keys, const Key& dek) const override;
    Outcome<DataKey> newDataKey(const Key& kek, qsizetype length) const override;
    Outcome<SecretBytes> unwrapped(const Key& kek, const QByteArray& wrapped) const override;
    Outcome<std::unique_ptr<RsaSigner>> issuer(const KeyRef& ref) const override;
    Outcome<IssuerCertificate> issuerCertificate(const KeyRef& ref) const override
    {
        return m_keys->certificate(ref);
    }
    Outcome<RsaPrivateKey> cardPair(int bits) const override;
    Outcome<Done> random(std::span<quint8> output) const override { return m_session.random(output); }
    Outcome<QByteArray> checkValue(const KeyRef& ref) const override;
    /// The known answers as the token computes them, under published keys that are session objects.
    Outcome<QByteArray> evidence() const override;

    Outcome<KeyPtr> imported(SecretBytes& value, KeyShape shape) const; ///< as a session object

private:
    Pkcs11Device(Pkcs11Session& session, std::shared_ptr<const Pkcs11Keys> keys)
        : m_session(session)
        , m_keys(std::move(keys))
    {
    }
    Outcome<SecretBytes> exportedObject(CK_OBJECT_HANDLE handle) const;

    Pkcs11Session& m_session;
    std::shared_ptr<const Pkcs11Keys> m_keys;
    SecretBytes m_exportValue;
    Pkcs11Session::Object m_exportKey;
};

} // namespace sm
