// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"
#include "crypto/rsa.h"
#include "security/key_store.h"
#include "security/security_request.h"

#include <memory>
#include <span>

namespace sm {

/// What a key is used as. LeftDes: its first eight bytes as K | K | K, the single-DES half of retail MACs and
/// verification values. A token holds an object for each shape of a key.
enum class KeyShape : quint8 { Aes, Tdea, LeftDes, Rsa };

/// How a held key is used.
struct KeyUse {
    explicit KeyUse(KeyShape s, quint8 n = 1, bool l = false)
        : shape(s)
        , number(n)
        , leaves(l)
    {
    }
    static constexpr quint8 asMaster = 0;
    KeyShape shape;
    quint8
        number; ///< asMaster: to derive from; 1, 2, 3: as a card's ENC, MAC, DEK, which differ in a key set
    bool leaves; ///< the key itself goes to the card: few tokens let a held key go
};

/// What a device holds. Any thread.
class KeyHoldings {
public:
    virtual ~KeyHoldings() = default;
    virtual bool holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const = 0;
    virtual bool knows(const KeyRef& ref) const = 0; ///< whatever its usage
};

/// Whether all keys of a request are held for what it asks.
bool keysAreHeld(const SecurityRequest& request, const KeyHoldings& holdings);

/// What devices differ in: the operations with keys that DeviceServices is made of. What a request computes
/// is written once above it. One thread at a time, unless the device says more.
class KeyDevice {
public:
    using Mode = BlockCipher::Mode;

    /// A key of the device for the time of a request. Wiped or destroyed with it.
    class Key {
    public:
        Key(const Key&) = delete;
        Key& operator=(const Key&) = delete;
        virtual ~Key() = default;
        KeyShape shape() const { return m_shape; }
        qsizetype length() const { return m_length; } ///< bytes
        BlockAlgorithm algorithm() const
        {
            return m_shape == KeyShape::Aes ? BlockAlgorithm::Aes : BlockAlgorithm::Tdea;
        }

    protected:
        Key(KeyShape shape, qsizetype length)
            : m_shape(shape)
            , m_length(length)
        {
        }

    private:
        KeyShape m_shape;
        qsizetype m_length;
    };
    using KeyPtr = std::unique_ptr<const Key>;

    virtual ~KeyDevice() = default;

    /// KeyUnknown, KeyUsageRefused.
    virtual Outcome<KeyPtr> held(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const = 0;
    /// A key that is `blocks` enciphered by TDEA under a master, CBC from a vector of zeros. A derived TDEA
    /// key has odd parity; derive as Aes what must be these bytes and no others. Only what `leaves` can be
    /// exported.
    virtual Outcome<KeyPtr> derived(
        const Key& master, Mode mode, QByteArrayView blocks, KeyShape shape, bool leaves) const = 0;
    /// CMAC in counter mode (kdfCounterCmac). No token has it as a mechanism: the bytes are in this process.
    virtual Outcome<SecretBytes> kdf(
        const Key& master, QByteArrayView before, QByteArrayView after, qsizetype length) const = 0;
    virtual Outcome<QByteArray> cmac(const Key& key, QByteArrayView data) const = 0; ///< AES, 16 bytes
    /// Whole blocks; an empty vector means zeros.
    virtual Outcome<QByteArray> encrypt(
        const Key& key, Mode mode, std::span<const quint8> blocks, QByteArrayView iv = {}) const = 0;
    virtual Outcome<SecretBytes> decrypt(const Key& key, Mode mode, QByteArrayView blocks) const = 0;
    virtual Outcome<SecretBytes> exported(const Key& key) const = 0; ///< of one that leaves
    /// Keys that leave, in a row under a card's DEK: AES in CBC, TDEA in ECB. Filled up with zeros to whole
    /// blocks, which only a 192-bit key needs.
    virtual Outcome<QByteArray> sealed(std::span<const KeyPtr> keys, const Key& dek) const = 0;

    /// A fresh key and the same wrapped by AES key wrap with padding; without check value.
    virtual Outcome<DataKey> newDataKey(const Key& kek, qsizetype length) const = 0;
    /// Empty: changed, or wrapped by another key.
    virtual Outcome<SecretBytes> unwrapped(const Key& kek, const QByteArray& wrapped) const = 0;

    virtual Outcome<std::unique_ptr<RsaSigner>> issuer(const KeyRef& ref) const = 0;
    virtual Outcome<IssuerCertificate> issuerCertificate(const KeyRef& ref) const = 0;
    /// For a card, made now or ahead of time; exponent 3.
    virtual Outcome<RsaPrivateKey> cardPair(int bits) const = 0;

    virtual Outcome<Done> random(std::span<quint8> output) const = 0;
    virtual Outcome<QByteArray> checkValue(const KeyRef& ref) const = 0;
    virtual Outcome<QByteArray> evidence() const = 0; ///< of known_answers.h
};

} // namespace sm
