// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/mac.h"

namespace sm {

/// Keys and cryptograms of EMV 4.3 Book 2 with two-key triple DES: the issuer's, to fill a card, and the
/// card's, for the simulator and for checks. Card numbers (PAN) and sequence numbers (PSN) are ASCII digits:
/// 8 to 19 and 2 (empty means 00). DigitsWrong, KeyLengthWrong, InputLengthWrong.

enum class EmvKeyOption : quint8 { A, B };

/// What an issuer's key enciphers block by block to make a card's (A1.4): 16 bytes Y || not Y.
Outcome<QByteArray> emvDiversificationInput(EmvKeyOption option, QByteArrayView pan, QByteArrayView psn);
/// A1.4: the card's master key from the issuer's, 16 bytes of odd parity. B is A for up to 16 digits.
Outcome<SecretBytes> emvMasterKey(
    EmvKeyOption option, const SecretBytes& issuerKey, QByteArrayView pan, QByteArrayView psn);

/// A1.3.1 common session key; `r` is 8 bytes: ATC || 00*6 for cryptograms, the cryptogram for scripts. Odd
/// parity.
Outcome<SecretBytes> emvSessionKey(const SecretBytes& masterKey, QByteArrayView r);
/// For cryptograms, from the 2 bytes of the application transaction counter (ATC).
Outcome<SecretBytes> emvCryptogramSessionKey(const SecretBytes& masterKey, QByteArrayView atc);
/// Visa's session key for scripts: the ATC on the last bytes of the left half, its complement on the right.
Outcome<SecretBytes> visaScriptSessionKey(const SecretBytes& masterKey, QByteArrayView atc);

/// Application cryptogram (ARQC, TC, AAC), 8 bytes: retail MAC. Method 2 is EMV's and CVN 18's padding,
/// method 1 CVN 10's, whose key is the master key itself.
Outcome<QByteArray> emvCryptogram(const SecretBytes& key, QByteArrayView data, MacPadding padding);
/// Method 1, 8 bytes: triple DES of ARQC xor (response code (2) || 00*6).
Outcome<QByteArray> emvArpc1(const SecretBytes& key, QByteArrayView arqc, QByteArrayView responseCode);
/// Method 2, 4 bytes: MAC over ARQC || card status update (4) || proprietary data (0 to 8).
Outcome<QByteArray> emvArpc2(const SecretBytes& key, QByteArrayView arqc, QByteArrayView cardStatusUpdate,
    QByteArrayView proprietaryData);

/// MAC of a script command: header, optionally ATC and cryptogram, enciphered data.
Outcome<QByteArray> emvScriptMac(const SecretBytes& sessionKey, QByteArrayView command);

/// How a script's data is filled up before it is enciphered.
enum class EmvScriptPadding : quint8 {
    IfNeeded, ///< CBC; method 2 unless it fits already
    Always, ///< CBC; method 2
    VisaLength ///< ECB; a length byte in front, then method 2
};
Outcome<QByteArray> emvScriptEncipher(
    const SecretBytes& sessionKey, const SecretBytes& data, EmvScriptPadding padding);

/// Visa's PIN block of a PIN change, 8 bytes; ASCII digits of 4 to 12. `currentPin` may be empty.
Outcome<SecretBytes> visaPinChangeBlock(
    const SecretBytes& cryptogramMasterKey, const SecretBytes& newPin, const SecretBytes& currentPin);

/// CVC3 of a contactless track (PayPass Mag Stripe), 5 decimal digits of which a track carries the last ones;
/// `track` is the template (track 1 ASCII, track 2 packed), `unpredictable` 4 bytes, `atc` 2.
Outcome<QByteArray> emvCvc3(
    const SecretBytes& cardKey, QByteArrayView track, QByteArrayView unpredictable, QByteArrayView atc);
/// The first step of it, 2 bytes: what the card stores as IVCVC3.
Outcome<QByteArray> emvIvCvc3(const SecretBytes& cardKey, QByteArrayView track);

} // namespace sm
