// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"
#include "security/card_requests.h"
#include "security/engine.h"
#include "security/security_request.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <shared_mutex>
#include <utility>

namespace sm {

/// What a key may do, and nothing else.
enum class KeyUsage : quint8 {
    Scp03Master, ///< AES, or TDEA with the older diversifications
    KeyEncryption, ///< AES
    Mac, ///< AES
    Scp02Master, ///< TDEA, two keys
    EmvMaster, ///< TDEA: ICC master keys
    CardVerification, ///< TDEA: CVV, CVC3
    PinEncryption, ///< TDEA, or AES for format 4
    Transport, ///< data under it goes to the card: TDEA, two or three keys
    Release, ///< transport key of chips
    Authorization, ///< MAC over commands: TDEA
    SimMaster, ///< AES: Ki
    Operator, ///< AES: OP
    IssuerSigning, ///< RSA, PKCS #8
    BlockProtection, ///< AES: key blocks of version D under it, and nothing else
    TdeaBlockProtection ///< TDEA: key blocks of versions A, B and C
};
const char* keyUsageName(KeyUsage usage); ///< scp03-master, kek, mac ...
std::optional<KeyUsage> keyUsageFromName(QStringView name);
/// The cipher that keys of this use belong to; nothing for RSA.
std::optional<BlockAlgorithm> keyAlgorithm(KeyUsage usage);

/// A held key. Never leaves the process that serves it.
struct StoredKey {
    KeyUsage usage = KeyUsage::Mac;
    SecretBytes value; ///< of a key set: ENC
    SecretBytes mac; ///< of a key set only
    SecretBytes dek; ///< of a key set only
    BlockAlgorithm algorithm = BlockAlgorithm::Aes;
    IssuerCertificate issuer; ///< of IssuerSigning
    /// Of value: 3 bytes, GlobalPlatform's rule for AES, over zeros for TDEA; RSA: of the modulus' SHA-1.
    QByteArray kcv;
    KeyLife life; ///< read and changed under the store's lock
    bool exportable = false;
    QString purpose; ///< key usage of TR-31, of a key that came in a block its mode too; empty: the usual
    qint64 created = 0; ///< seconds since 1970, UTC
    QString createdBy;
    bool isKeySet() const { return !mac.isEmpty(); }
    /// A set of three keys has no master; a 256-bit master is no TDEA key.
    bool fits(Diversification rule) const;
    /// The static keys of a card. KeyUsageRefused when the rule does not fit, and the rule's own failures.
    Outcome<Scp03StaticKeys> cardKeys(Diversification rule, QByteArrayView kdd) const;
};

/// Labelled, versioned keys of a soft HSM. Any thread: keys are added and retired while others compute with
/// them; none is ever taken away, so that what was found stays.
class KeyStore {
public:
    explicit KeyStore(std::function<QDate()> today = todayUtc);

    /// A key of 16, 24 or 32 bytes, version from 1. KeyRefused, KeyRepeated.
    Outcome<Done> add(const QString& label, quint32 version, KeyUsage usage, SecretBytes key);
    /// Three distinct static keys of an issuer security domain; usable with Diversification::None only.
    Outcome<Done> addKeySet(const QString& label, quint32 version, Scp03StaticKeys keys);
    /// An issuer's signing key, PKCS #8, with its certificate.
    Outcome<Done> addIssuer(
        const QString& label, quint32 version, SecretBytes pkcs8, IssuerCertificate certificate);

    /// KeyRefused, KeyRepeated as add() would say; completes what follows from the value.
    Outcome<StoredKey> checked(const QString& label, quint32 version, StoredKey key) const;
    Outcome<Done> addChecked(const QString& label, quint32 version, StoredKey key);
    Outcome<Done> retire(const QString& label, quint32 version); ///< KeyUnknown

    /// Version 0: the newest that may be used today, or the newest; null when absent.
    const StoredKey* lookUp(const KeyRef& ref) const;
    /// For use: KeyUnknown, KeyUsageRefused, KeyRetired, KeyExpired, KeyNotYetValid.
    Outcome<const StoredKey*> find(const KeyRef& ref, KeyUsage usage) const;
    std::vector<KeyDescription> describe() const; ///< by label and version

private:
    Outcome<Done> insert(const QString& label, quint32 version, StoredKey key);
    using Keys = std::map<std::pair<QString, quint32>, StoredKey>;
    Keys::const_iterator at(const KeyRef& ref) const; ///< under the lock

    std::function<QDate()> m_today;
    mutable std::shared_mutex m_mutex;
    Keys m_keys;
};

/// The well-known keys of demos and tests; of no worth. TEST-ISD and TEST-ISD02: 40 41 .. 4F for ENC, MAC and
/// DEK, the default of most blank cards. TEST-KEK: 256 bits. TEST-SEAL: 128 bits for CMAC. TEST-IMK-AC, -SMI,
/// -SMC, TEST-CVK, TEST-ZPK, TEST-TK, TEST-RELEASE, TEST-FILE, TEST-KI, TEST-OP and TEST-ISSUER: of the
/// sample issuers.
Outcome<std::shared_ptr<const KeyStore>> testKeys();

} // namespace sm
