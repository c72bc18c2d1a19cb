// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

#include <memory>

struct evp_pkey_st;

namespace sm {

/// One end of an X25519 key agreement (RFC 7748) with a key pair for one use. Proves nobody's identity: the
/// channel that carries the public keys has to.
class KeyAgreement {
public:
    static constexpr qsizetype publicLength = 32;

    static Outcome<KeyAgreement> create(); ///< CryptoUnavailable
    /// For published vectors.
    static Outcome<KeyAgreement> fromPrivate(const SecretBytes& key);
    KeyAgreement(KeyAgreement&&) noexcept;
    KeyAgreement& operator=(KeyAgreement&&) noexcept;
    ~KeyAgreement();

    const QByteArray& publicKey() const { return m_public; }
    /// The 32 shared bytes; not a key yet. KeyLengthWrong; CryptoUnavailable for
    /// a peer's key of small order.
    Outcome<SecretBytes> agree(QByteArrayView peerPublicKey) const;

private:
    struct Free {
        void operator()(evp_pkey_st* key) const;
    };
    using Key = std::unique_ptr<evp_pkey_st, Free>;
    KeyAgreement(Key key, QByteArray publicKey);
    static Outcome<KeyAgreement> of(Key key);

    Key m_key;
    QByteArray m_public;
};

} // namespace sm
