// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"
#include "card/apdu.h"

namespace sm {

/// GlobalPlatform Secure Channel Protocol 03, Card Specification Amendment D v1.2. Host side. AES-128, -192
/// and -256; S8 (8-byte MACs and cryptograms) and S16. Pure computation: the caller sends and receives.

struct Scp03StaticKeys {
    SecretBytes enc;
    SecretBytes mac;
    SecretBytes dek;
};

struct Scp03SessionKeys {
    SecretBytes enc;
    SecretBytes mac;
    SecretBytes rmac;
};

/// Security level of EXTERNAL AUTHENTICATE P1: 01 C-MAC, 03 +C-DECRYPTION, 11 C-MAC+R-MAC, 13, 33
/// +R-ENCRYPTION.
enum class Scp03Level : quint8 {
    CMac = 0x01,
    CMacCEnc = 0x03,
    CMacRMac = 0x11,
    CMacCEncRMac = 0x13,
    Full = 0x33
};
std::optional<Scp03Level> scp03Level(quint8 value);

/// The parsed answer to INITIALIZE UPDATE: 29 or 32 bytes in S8, 45 or 48 in S16 (with the sequence counter
/// when i has b5).
struct InitializeUpdateAnswer {
    QByteArray keyDiversificationData; ///< 10 bytes
    quint8 keyVersion = 0;
    quint8 scp = 0;
    quint8 i = 0;
    QByteArray cardChallenge;
    QByteArray cardCryptogram;
    QByteArray sequenceCounter; ///< 3 bytes or empty

    static Outcome<InitializeUpdateAnswer> parse(QByteArrayView data);
    bool isS16() const { return (i & 0x01) != 0; }
    bool isPseudoRandom() const { return (i & 0x10) != 0; }
    qsizetype macLength() const { return isS16() ? 16 : 8; }
};

/// Host challenge || card challenge, both of 8 (S8) or of 16 bytes (S16). InputLengthWrong.
Outcome<QByteArray> scp03Context(QByteArrayView hostChallenge, QByteArrayView cardChallenge);
/// Data derivation constants of session keys, Amendment D table 4-1: S-ENC under ENC, the others under MAC.
enum class Scp03KeyConstant : quint8 { SEnc = 0x04, SMac = 0x06, SRmac = 0x07 };
/// S-ENC, S-MAC, S-RMAC from the static keys.
Outcome<Scp03SessionKeys> deriveScp03SessionKeys(
    const Scp03StaticKeys& keys, QByteArrayView hostChallenge, QByteArrayView cardChallenge);
/// Cryptograms under S-MAC; length 8 (S8) or 16 (S16).
struct Scp03Cryptograms {
    QByteArray card;
    QByteArray host;
};
Outcome<Scp03Cryptograms> scp03Cryptograms(const SecretBytes& sMac, QByteArrayView context, qsizetype length);
Outcome<QByteArray> scp03CardCryptogram(
    const SecretBytes& sMac, QByteArrayView hostChallenge, QByteArrayView cardChallenge, qsizetype length);
Outcome<QByteArray> scp03HostCryptogram(
    const SecretBytes& sMac, QByteArrayView hostChallenge, QByteArrayView cardChallenge, qsizetype length);
/// Compares the cryptogram of the answer in constant time; Scp03CardCryptogramWrong when the card holds other
/// keys.
Outcome<Done> verifyScp03CardCryptogram(
    const SecretBytes& sMac, QByteArrayView hostChallenge, const InitializeUpdateAnswer& answer);
/// Pseudo-random card challenge (constant 02 under the static ENC key; context = sequence counter || AID of
/// the SD).
Outcome<QByteArray> scp03CardChallenge(
    const SecretBytes& staticEnc, QByteArrayView sequenceCounter, QByteArrayView aid, qsizetype length);

/// The open channel. Wraps each command and unwraps each answer in the order they are sent; several commands
/// may be wrapped ahead because neither MAC chain nor counter depends on answers. Contexts that hold session
/// keys are freed when it goes. Movable between threads, used by one at a time. A wrong answer closes it:
/// everything after is Scp03ChannelClosed.
class Scp03Channel {
public:
    Scp03Channel(Scp03SessionKeys keys, Scp03Level level, qsizetype macLength);
    Scp03Channel(Scp03Channel&&) noexcept;
    Scp03Channel& operator=(Scp03Channel&&) noexcept;
    ~Scp03Channel();

    /// EXTERNAL AUTHENTICATE with its C-MAC; the first command of the chain, once. Its answer is plain: don't
    /// unwrap it.
    Outcome<CommandApdu> externalAuthenticate(QByteArrayView hostCryptogram);
    /// Scp03CommandRefused for what does not fit (extended form only when `plain` has it), is secured
    /// already, or names a logical channel: the channel is open on the basic one. Nothing is consumed then.
    Outcome<CommandApdu> wrap(const CommandApdu& plain);
    /// Most data bytes that wrap() takes in short form.
    qsizetype maxCommandData() const;
    /// Checks R-MAC and decrypts as the level says; call once per wrapped command, in order, with the whole
    /// answer after 61xx. Error status words (other than 9000, 62xx, 63xx) carry neither; data beside them is
    /// dropped, nobody vouches for it. Scp03ResponseMacWrong, Scp03AnswerBroken, Scp03AnswerUnexpected.
    Outcome<ResponseApdu> unwrap(const ResponseApdu& protectedAnswer);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sm
