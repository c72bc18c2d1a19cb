// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/cmac.h"
#include "security/key_device.h"
#include "security/key_pairs.h"

#include <optional>

namespace sm {

/// A key in this process. One thread: what it was made ready for is kept with it.
class SoftKey final : public KeyDevice::Key {
public:
    SoftKey(SecretBytes value, KeyShape shape);
    /// Of a store that outlives it.
    SoftKey(const SecretBytes* stored, KeyShape shape);

    const SecretBytes& value() const { return m_stored ? *m_stored : m_own; }
    Outcome<Cmac*> cmac() const; ///< ready for several messages

private:
    SecretBytes m_own;
    const SecretBytes* m_stored = nullptr;
    mutable std::optional<Cmac> m_cmac;
};

/// A value as a key of its shape: of LeftDes the first eight bytes.
Outcome<KeyDevice::KeyPtr> softKey(SecretBytes value, KeyShape shape);

/// Operations with keys of this process: of the soft device, and of a token for what its mechanisms can not
/// do. Any thread, with keys of its own.
namespace soft {
using Mode = BlockCipher::Mode;
Outcome<KeyDevice::KeyPtr> derived(const SoftKey& master, Mode mode, QByteArrayView blocks, KeyShape shape);
Outcome<SecretBytes> kdf(
    const SoftKey& master, QByteArrayView before, QByteArrayView after, qsizetype length);
Outcome<QByteArray> encrypt(const SoftKey& key, Mode mode, std::span<const quint8> blocks, QByteArrayView iv);
Outcome<SecretBytes> decrypt(const SoftKey& key, Mode mode, QByteArrayView blocks);
/// Values in a row, filled up with zeros to whole blocks; all of them keys of this process.
Outcome<SecretBytes> joined(std::span<const KeyDevice::KeyPtr> keys, qsizetype block);
} // namespace soft

/// The soft device: a key store and a random source. Any thread, several at once, as far as the random source
/// allows it (SystemRandom does, SeededRandom does not).
class SoftKeys final : public KeyDevice, public KeyHoldings {
public:
    SoftKeys(std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random,
        std::shared_ptr<KeyPairs> pairs);

    bool holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const override;
    bool knows(const KeyRef& ref) const override { return m_keys->lookUp(ref) != nullptr; }

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
    Outcome<IssuerCertificate> issuerCertificate(const KeyRef& ref) const override;
    Outcome<RsaPrivateKey> cardPair(int bits) const override { return m_pairs->take(bits); }
    Outcome<Done> random(std::span<quint8> output) const override;
    Outcome<QByteArray> checkValue(const KeyRef& ref) const override;
    Outcome<QByteArray> evidence() const override;

private:
    std::shared_ptr<const KeyStore> m_keys;
    std::shared_ptr<Random> m_random;
    std::shared_ptr<KeyPairs> m_pairs;
};

} // namespace sm
