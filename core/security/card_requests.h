// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "crypto/diversify.h"
#include "crypto/scp02.h"
#include "security/key_ref.h"

#include <QByteArray>

#include <vector>

namespace sm {

// What the security services do for one card: typed requests and their answers. No key and no PIN is in a
// request; a key that goes to the card leaves the device under the card's own data encryption key (DEK) only.

/// The card's data encryption key, named and not held: the device makes it anew from its master. SCP03: the
/// static DEK of the diversified set (Amendment D 6.2.9). SCP02: the session's DEK (Card Specification v2.3.1
/// E.4.1).
struct CardDek {
    CardDek() = default;
    KeyRef master;
    Diversification rule = Diversification::None;
    QByteArray kdd; ///< 10 bytes of INITIALIZE UPDATE
    quint8 protocol = 3; ///< SCP 2 or 3
    QByteArray sequenceCounter; ///< 2 bytes, SCP02 only
};

/// Opens SCP02 (i=15, i=55): session keys from the sequence counter, checks the card's cryptogram, makes the
/// host's. Pure: the counter is the card's.
struct OpenScp02 {
    KeyRef master;
    Diversification rule = Diversification::None;
    QByteArray hostChallenge; ///< 8 bytes
    QByteArray initializeUpdate; ///< 28 bytes
};

struct Scp02Opening {
    Scp02SessionKeys keys; ///< the DEK is not among them: it stays in the device
    QByteArray hostCryptogram;
};

/// A transport (release) key of a chip: the maker locked it, the server unlocks it. Code: the diversified key
/// itself, to be sent with VERIFY. Challenge: the card's challenge enciphered under it, for EXTERNAL
/// AUTHENTICATE.
struct ReleaseCard {
    enum class Use : quint8 { Code, TripleDesChallenge, AesChallenge };
    KeyRef master;
    Diversification rule = Diversification::None;
    QByteArray diversifier; ///< the chip's serial, padded as the rule wants
    Use use = Use::Code;
    QByteArray challenge; ///< 8 or 16 bytes; empty for a code
};
struct CardRelease {
    SecretBytes code; ///< of Use::Code
    QByteArray cryptogram; ///< of the others
};

/// A certificate (MAC) that authorises the creation of a file or directory on the card, under a diversified
/// key.
struct AuthorizeCreation {
    enum class Algorithm : quint8 { RetailMac, AesCmac };
    KeyRef master;
    Diversification rule = Diversification::None;
    QByteArray diversifier;
    Algorithm algorithm = Algorithm::RetailMac;
    QByteArray data; ///< header and body of the command; padded by method 2 for RetailMac
    qsizetype length = 8;
};

struct Authorization {
    QByteArray mac;
};

/// A card's own static keys for PUT KEY: diversified from the new master, under the DEK that is in the card
/// now.
struct MakeCardKeys {
    KeyRef master; ///< of the new keys
    Diversification rule = Diversification::None;
    QByteArray kdd;
    quint8 newVersion = 1;
    CardDek under;
};
struct CardKeys {
    QByteArray
        putKey; ///< data field of PUT KEY: new version, then type, length, value, 03, KCV for ENC, MAC, DEK
    QByteArray kcvs; ///< 9 bytes, what the card must answer after the version
};

/// ICC master keys of EMV (Book 2 A1.4) for DGI 8000 and their check values for DGI 9000, in the order of
/// `masters`.
struct EmvCardKeys {
    enum class Option : quint8 { A, B };
    std::vector<KeyRef> masters; ///< AC, SM MAC, SM ENC
    Option option = Option::A;
    QByteArray pan; ///< digits, ASCII
    QByteArray panSequence; ///< 2 digits, ASCII; empty: 00
    CardDek under;
};
struct Enciphered {
    QByteArray data; ///< under the card's DEK, padded as CPS asks
    QByteArray kcvs; ///< 3 bytes each, where keys are inside
};

/// A card verification value. Cvv: with the expiry as YYMM. Cvv2: service code 000. Icvv: 999. Cvc3: the
/// static part (IVCVC3) of a track.
struct MakeCardVerification {
    enum class Kind : quint8 { Cvv, Cvv2, Icvv, IvCvc3 };
    KeyRef key;
    Kind kind = Kind::Cvv;
    QByteArray pan; ///< digits, ASCII
    QByteArray expiry; ///< YYMM, ASCII (Cvv2: as the scheme orders it)
    QByteArray serviceCode; ///< 3 digits, ASCII
    QByteArray track; ///< of IvCvc3: track data with zeros where the dynamic part goes
};
struct CardVerification {
    QByteArray digits; ///< ASCII; IvCvc3: 2 bytes
};

/// A PIN block from the issuer's format and key into the card's (DGI 8010). The PIN is never outside the
/// device.
struct TranslatePin {
    KeyRef source; ///< PIN encryption key of the issuer
    quint8 sourceFormat = 0; ///< ISO 9564 format 0, 1, 3 or 4
    QByteArray block; ///< 8 or 16 bytes
    QByteArray pan; ///< digits, ASCII
    quint8 cardFormat = 2; ///< 2: 24 12 34 FF ..; 15: 04 12 34 FF .. as some cards read CPS
    CardDek under;
};

/// Data that came under a transport key, put under the card's DEK: DGIs that the issuer's data preparation
/// enciphered.
struct Reencipher {
    KeyRef transport;
    QByteArray data; ///< 3DES ECB or AES CBC with a zero vector, by the key's kind
    CardDek under;
};

/// Signed static application data (tag 93, Book 2 5.1) by an issuer key.
struct SignStaticData {
    KeyRef issuerKey;
    QByteArray dataAuthenticationCode; ///< 2 bytes
    QByteArray staticData;
};
struct SignedStaticData {
    QByteArray value;
};

/// An ICC key pair and its certificate (Book 2 6.1). Stateful: a pair is drawn from the store of pairs that
/// were made ahead of time; the same request id gives the same pair.
struct MakeIccCertificate {
    KeyRef issuerKey;
    QByteArray pan; ///< digits, ASCII
    QByteArray expiry; ///< MMYY, BCD, 2 bytes
    QByteArray serial; ///< 3 bytes
    QByteArray
        staticData; ///< to be authenticated: records by the AFL, then the AIP where tag 9F4A asks for it
    quint16 bits = 1152; ///< of the modulus, 512 .. 1984, less than the issuer's
    CardDek under;
};
struct IccCertificate {
    QByteArray certificate; ///< 9F46
    QByteArray remainder; ///< 9F48; empty when the modulus fits
    QByteArray exponent; ///< 9F47
    std::vector<QByteArray>
        crt; ///< 8201 .. 8205: q^-1 mod p, d mod (q-1), d mod (p-1), q, p, each under the DEK
};

/// The issuer's public data for cards: certificate (90), remainder (92), exponent (9F32) and CA key index
/// (8F).
struct ReadIssuerCertificate {
    KeyRef issuerKey;
};
struct IssuerCertificate {
    QByteArray certificate;
    QByteArray remainder;
    QByteArray exponent;
    quint8 caIndex = 0;
};

/// Keys of a SIM: Ki from its master by ICCID, OPc = OP xor AES_Ki(OP) (TS 35.206 5.1), both under the card's
/// DEK.
struct MakeSimKeys {
    KeyRef kiMaster;
    QByteArray iccid; ///< digits, ASCII
    KeyRef op;
    CardDek under;
};
struct SimKeys {
    QByteArray ki; ///< 16 bytes, enciphered
    QByteArray opc; ///< 16 bytes, enciphered
    QByteArray kcvs; ///< of Ki and OPc, 3 bytes each
};

/// Random bytes of the device, 1 .. 256. Stateful.
struct DrawRandom {
    quint16 length = 8;
};
struct RandomDrawn {
    QByteArray bytes;
};

} // namespace sm
