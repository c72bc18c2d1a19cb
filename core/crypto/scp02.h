// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "crypto/init_update02.h"
#include "crypto/scp03.h"

namespace sm {

/// GlobalPlatform Secure Channel Protocol 02, Card Specification v2.3.1 appendix E. Host side, i = 15 and 55:
/// three keys, explicit initiation, C-MAC over the modified command, vector encrypted. The two differ in the
/// card's challenge alone. Pure computation: the caller sends and receives.

/// Two-key triple DES, 16 bytes each.
using Scp02StaticKeys = Scp03StaticKeys;

struct Scp02SessionKeys {
    SecretBytes enc;
    SecretBytes mac;
    SecretBytes rmac;
    SecretBytes dek; ///< for keys and secrets inside commands: ECB
};

/// Security level of EXTERNAL AUTHENTICATE P1, table E-6.
enum class Scp02Level : quint8 { CMac = 0x01, CMacCDec = 0x03, CMacRMac = 0x11, CMacCDecRMac = 0x13 };
std::optional<Scp02Level> scp02Level(quint8 value);

/// Derivation constants, table E-5.
enum class Scp02Constant : quint16 { CMac = 0x0101, RMac = 0x0102, Dek = 0x0181, Enc = 0x0182 };
/// What a static key enciphers in CBC to make a session key: 16 bytes. InputLengthWrong.
Outcome<QByteArray> scp02DerivationInput(Scp02Constant constant, QByteArrayView sequenceCounter);
/// E.4.1: triple DES in CBC over constant (2) || sequence counter (2) || 00*12, a vector of zeros.
Outcome<Scp02SessionKeys> deriveScp02SessionKeys(const Scp02StaticKeys& keys, QByteArrayView sequenceCounter);
/// One of them: what PUT KEY and DGI encryption need.
Outcome<SecretBytes> deriveScp02Dek(const SecretBytes& staticDek, QByteArrayView sequenceCounter);

/// E.4.2, 8 bytes, under S-ENC. Host challenge 8, sequence counter 2, card challenge 6 bytes.
Outcome<QByteArray> scp02CardCryptogram(const SecretBytes& sEnc, QByteArrayView hostChallenge,
    QByteArrayView sequenceCounter, QByteArrayView cardChallenge);
Outcome<QByteArray> scp02HostCryptogram(const SecretBytes& sEnc, QByteArrayView hostChallenge,
    QByteArrayView sequenceCounter, QByteArrayView cardChallenge);
/// In constant time; Scp02CardCryptogramWrong when the card holds other keys.
Outcome<Done> verifyScp02CardCryptogram(
    const SecretBytes& sEnc, QByteArrayView hostChallenge, const InitializeUpdate02Answer& answer);
/// i = 55: the challenge that a card must send, 6 bytes; MAC over the AID of the selected application under
/// S-MAC, vector zero.
Outcome<QByteArray> scp02CardChallenge(const SecretBytes& sMac, QByteArrayView aid);

/// The open channel; order, ownership and closing as Scp03Channel. Short commands only: the protocol knows no
/// others.
class Scp02Channel {
public:
    /// Takes copies of what it needs; S-DEK stays with the caller.
    Scp02Channel(const Scp02SessionKeys& keys, Scp02Level level);
    /// A channel whose EXTERNAL AUTHENTICATE (or later command) was made elsewhere; its C-MAC is 8 bytes.
    static Outcome<Scp02Channel> continued(
        const Scp02SessionKeys& keys, Scp02Level level, QByteArrayView lastCMac);
    Scp02Channel(Scp02Channel&&) noexcept;
    Scp02Channel& operator=(Scp02Channel&&) noexcept;
    ~Scp02Channel();

    /// First command, once; its answer is plain. InputLengthWrong, Scp02CommandRefused.
    Outcome<CommandApdu> externalAuthenticate(QByteArrayView hostCryptogram);
    /// Scp02CommandRefused for what does not fit, is secured already, extended, or names a logical channel;
    /// nothing is consumed then.
    Outcome<CommandApdu> wrap(const CommandApdu& plain);
    /// Most data bytes that wrap() takes: 247, with encryption 239.
    qsizetype maxCommandData() const;
    /// Levels with R-MAC (E.4.5): once per wrapped command, in order. The vector is the C-MAC of EXTERNAL
    /// AUTHENTICATE, then the last R-MAC. An error status word carries none and its data is dropped.
    /// Scp02ResponseMacWrong, Scp02AnswerBroken; both close the channel.
    Outcome<ResponseApdu> unwrap(const ResponseApdu& protectedAnswer);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sm
