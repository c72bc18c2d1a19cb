// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "crypto/diversify.h"
#include "crypto/scp03.h"
#include "security/card_requests.h"

#include <QByteArray>
#include <QString>

#include <variant>

namespace sm {

/// Opens SCP03: diversifies the master by the KDD, derives session keys, checks the card's cryptogram, makes
/// the host's.
struct OpenScp03 {
    KeyRef master;
    Diversification rule = Diversification::None;
    QByteArray hostChallenge;
    QByteArray initializeUpdate; ///< data of the answer, without SW
};
struct Scp03Opening {
    Scp03SessionKeys keys;
    QByteArray hostCryptogram;
    qsizetype macLength = 8;
};

/// A fresh 256-bit data key for a job, and the same wrapped by a key-encryption key for the store.
struct GenerateDataKey {
    KeyRef kek;
};
struct DataKey {
    SecretBytes key;
    QByteArray wrapped; ///< AES key wrap with padding, RFC 5649
    QByteArray kcv; ///< 3 bytes, GlobalPlatform AES rule
};
struct UnwrapDataKey {
    KeyRef kek;
    QByteArray wrapped;
};

/// AES-CMAC under a static key, cut to length: the seal's attempt tag, the keyed digest of an intent.
struct ComputeMac {
    KeyRef key;
    QByteArray data;
    qsizetype length = 8;
};
struct Mac {
    QByteArray value;
};

/// Check value of a key: proves that a device holds the key that the others hold.
struct KeyCheck {
    KeyRef key;
};
struct KeyCheckValue {
    QByteArray kcv;
};

/// Known-answer test of every algorithm the device offers. The device sends what it computed and the pool
/// compares it with the published values: a device that answers wrong cannot pass itself.
struct SelfTest { };
struct SelfTestPassed {
    QByteArray evidence; ///< the computed answers in the order of known_answers.h
};

using SecurityRequest
    = std::variant<OpenScp03, GenerateDataKey, UnwrapDataKey, ComputeMac, KeyCheck, SelfTest, OpenScp02,
        ReleaseCard, AuthorizeCreation, MakeCardKeys, EmvCardKeys, MakeCardVerification, TranslatePin,
        Reencipher, SignStaticData, MakeIccCertificate, ReadIssuerCertificate, MakeSimKeys, DrawRandom>;
using SecurityReply = std::variant<Scp03Opening, DataKey, Mac, KeyCheckValue, SelfTestPassed, Scp02Opening,
    CardRelease, Authorization, CardKeys, Enciphered, CardVerification, SignedStaticData, IccCertificate,
    IssuerCertificate, SimKeys, RandomDrawn>;

/// Pure requests may be sent again elsewhere; stateful ones (a draw) never blindly.
bool isPure(const SecurityRequest& request);
const char* requestName(const SecurityRequest& request);
/// Whether a reply is of the kind that the request asks for. Devices in other processes may send any.
bool answers(const SecurityReply& reply, const SecurityRequest& request);

} // namespace sm
