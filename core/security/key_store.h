// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/security_request.h"

#include <map>
#include <memory>
#include <utility>

namespace sm {

/// What a key may do, and nothing else.
enum class KeyUsage : quint8 { Scp03Master, KeyEncryption, Mac };

/// A held key. Never leaves the process that serves it.
struct StoredKey {
    KeyUsage usage = KeyUsage::Mac;
    SecretBytes value; ///< of a key set: ENC
    SecretBytes mac; ///< of a key set only
    SecretBytes dek; ///< of a key set only
    QByteArray kcv; ///< of value: 3 bytes, GlobalPlatform AES rule
    bool isKeySet() const { return !mac.isEmpty(); }
};

/// Labelled, versioned keys of a soft HSM. Filled once, then shared read-only between the threads that
/// compute.
class KeyStore {
public:
    /// A key of 16, 24 or 32 bytes, version from 1. KeyRefused, KeyRepeated.
    Outcome<Done> add(const QString& label, quint32 version, KeyUsage usage, SecretBytes key);
    /// Three distinct static keys of an issuer security domain; usable with Diversification::None only.
    Outcome<Done> addKeySet(const QString& label, quint32 version, Scp03StaticKeys keys);

    const StoredKey* lookUp(const KeyRef& ref) const; ///< version 0: the newest; null when absent
    /// KeyUnknown, KeyUsageRefused.
    Outcome<const StoredKey*> find(const KeyRef& ref, KeyUsage usage) const;

private:
    Outcome<Done> insert(const QString& label, quint32 version, StoredKey key);

    std::map<std::pair<QString, quint32>, StoredKey> m_keys;
};

/// The well-known keys of demos and tests; of no worth. TEST-ISD: 40 41 .. 4F for ENC, MAC and DEK, the
/// default of most blank cards. TEST-KEK: 256 bits. TEST-SEAL: 128 bits for CMAC.
Outcome<std::shared_ptr<const KeyStore>> testKeys();

} // namespace sm
