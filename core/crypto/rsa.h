// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace sm {

/// RSA as EMV uses it: the bare operation on one block of the modulus' length, no padding. Numbers are
/// big-endian; moduli are whole bytes, 64 to 512 (EMV: to 248, 1984 bits).
struct RsaPublicKey {
    QByteArray modulus; ///< no leading zeros
    QByteArray exponent; ///< 03 or 010001
    qsizetype size() const { return modulus.size(); }
    bool operator==(const RsaPublicKey&) const = default;
};

/// The private key for the Chinese remainder theorem, each part half as long as the modulus. In the order of
/// DGIs 8201 to 8205.
struct RsaCrt {
    SecretBytes qInverse; ///< q^-1 mod p
    SecretBytes dQ; ///< d mod (q - 1)
    SecretBytes dP; ///< d mod (p - 1)
    SecretBytes q;
    SecretBytes p;
};

/// Who holds a private key: this process or a device.
class RsaSigner {
public:
    virtual ~RsaSigner() = default;
    virtual const RsaPublicKey& publicKey() const = 0;
    qsizetype size() const { return publicKey().size(); }
    /// block^d mod n. The block is as long as the modulus and less than it.
    virtual Outcome<QByteArray> apply(QByteArrayView block) const = 0;

protected:
    RsaSigner() = default;
    RsaSigner(RsaSigner&&) noexcept = default;
    RsaSigner& operator=(RsaSigner&&) noexcept = default;
};

/// A private key inside the library, wiped and freed with this object. Movable; const members may be called
/// from any thread.
class RsaPrivateKey final : public RsaSigner {
public:
    /// Bits: a multiple of 16, 512 to 4096. Exponent 3 or 65537. Takes from 0.01 to some seconds.
    /// RsaKeyLengthWrong.
    static Outcome<RsaPrivateKey> generate(int bits, quint32 exponent);
    /// Modulus and exponent are computed; RsaKeyInconsistent when a part does not belong to the others.
    static Outcome<RsaPrivateKey> fromCrt(const RsaCrt& parts);
    /// PKCS #8 PrivateKeyInfo in DER, as it leaves a token under a wrapping key.
    static Outcome<RsaPrivateKey> fromPkcs8(const SecretBytes& der);
    Outcome<SecretBytes> toPkcs8() const;

    const RsaPublicKey& publicKey() const override { return m_public; }
    Outcome<RsaCrt> crt() const;
    /// d, as long as the modulus.
    Outcome<SecretBytes> privateExponent() const;

    /// InputLengthWrong, CryptoUnavailable.
    Outcome<QByteArray> apply(QByteArrayView block) const override;

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    using Handle = std::unique_ptr<evp_pkey_st, Free>;
    RsaPrivateKey(Handle handle, RsaPublicKey publicKey);
    static Outcome<RsaPrivateKey> take(Handle handle);

    Handle m_key;
    RsaPublicKey m_public;
};

/// block^e mod n, the reverse of apply(). The key may come from a card: its numbers are checked.
/// RsaKeyLengthWrong, InputLengthWrong, CryptoUnavailable.
Outcome<QByteArray> rsaRecover(const RsaPublicKey& key, QByteArrayView block);

} // namespace sm
