// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/cps_dgi.h"
#include "security/card_requests.h"
#include "security/key_pairs.h"
#include "security/key_store.h"

#include <memory>

namespace sm {

/// The card requests over soft keys: what SoftEngine computes for one card. Any thread, as far as the random
/// source allows it. Failures: KeyUnknown, KeyUsageRefused, CardRequestWrong (a length or a choice that the
/// service does not know) and crypto's own.
class CardServices {
public:
    CardServices(std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random,
        std::shared_ptr<KeyPairs> pairs);

    /// Whether the keys of the request are there for this use.
    bool offers(const OpenScp02& request) const;
    bool offers(const ReleaseCard& request) const;
    bool offers(const AuthorizeCreation& request) const;
    bool offers(const MakeCardKeys& request) const;
    bool offers(const EmvCardKeys& request) const;
    bool offers(const MakeCardVerification& request) const;
    bool offers(const TranslatePin& request) const;
    bool offers(const Reencipher& request) const;
    bool offers(const SignStaticData& request) const;
    bool offers(const MakeIccCertificate& request) const;
    bool offers(const ReadIssuerCertificate& request) const;
    bool offers(const MakeSimKeys& request) const;
    bool offers(const DrawRandom&) const { return true; }

    Outcome<Scp02Opening> serve(const OpenScp02& request) const;
    Outcome<CardRelease> serve(const ReleaseCard& request) const;
    Outcome<Authorization> serve(const AuthorizeCreation& request) const;
    Outcome<CardKeys> serve(const MakeCardKeys& request) const;
    Outcome<Enciphered> serve(const EmvCardKeys& request) const;
    Outcome<CardVerification> serve(const MakeCardVerification& request) const;
    Outcome<Enciphered> serve(const TranslatePin& request) const;
    Outcome<Enciphered> serve(const Reencipher& request) const;
    Outcome<SignedStaticData> serve(const SignStaticData& request) const;
    Outcome<IccCertificate> serve(const MakeIccCertificate& request) const;
    Outcome<IssuerCertificate> serve(const ReadIssuerCertificate& request) const;
    Outcome<SimKeys> serve(const MakeSimKeys& request) const;
    Outcome<RandomDrawn> serve(const DrawRandom& request) const;

private:
    /// The card's data encryption key, made for one use.
    struct Dek {
        SecretBytes key;
        BlockAlgorithm algorithm = BlockAlgorithm::Aes;
        DgiProtection protection() const { return {key, algorithm, DgiPadding::IfNeeded}; }
    };
    bool holds(const KeyRef& ref, KeyUsage usage) const;
    bool holdsDek(const CardDek& dek) const;
    Outcome<Dek> dek(const CardDek& dek) const;
    /// One key of a card from its master: the first of the three that the rule gives.
    Outcome<SecretBytes> cardKey(
        const KeyRef& master, KeyUsage usage, Diversification rule, const QByteArray& diversifier) const;
    Outcome<RsaPrivateKey> issuerKey(const KeyRef& ref) const;

    std::shared_ptr<const KeyStore> m_keys;
    std::shared_ptr<Random> m_random;
    std::shared_ptr<KeyPairs> m_pairs;
};

} // namespace sm
