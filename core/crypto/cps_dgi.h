// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "card/dgi.h"
#include "crypto/block_cipher.h"
#include "crypto/rsa.h"

#include <array>
#include <span>

namespace sm {

/// Data groupings of EMV Card Personalization Specification 1.1 with secret content, and the STORE DATA
/// commands that carry groupings. Secrets stay in SecretBytes until they are enciphered.

/// How a secret is filled up to whole blocks: by the book only when it does not fit (80 00*), by the scripts
/// of several card makers always. A choice of the profile.
enum class DgiPadding : quint8 { IfNeeded, Always };

/// What a channel enciphers groupings with: triple DES in ECB under the session DEK (SCP02), AES in CBC with
/// a vector of zeros under the static DEK (SCP03).
struct DgiProtection {
    const SecretBytes& key;
    BlockAlgorithm algorithm = BlockAlgorithm::Tdea;
    DgiPadding padding = DgiPadding::IfNeeded;
};

/// Content of one DGI in whole blocks, ready to be enciphered. InputLengthWrong.
Outcome<SecretBytes> dgiBlocks(SecretBytes clear, BlockAlgorithm algorithm, DgiPadding padding);
/// Content of one DGI, enciphered. KeyLengthWrong, InputLengthWrong.
Outcome<QByteArray> encipherDgiData(const SecretBytes& clear, const DgiProtection& protection);
/// Id, length and enciphered content.
Outcome<QByteArray> encipheredDgi(quint16 id, const SecretBytes& clear, const DgiProtection& protection);
/// From a transport key to the key of the session, whole blocks, padding left as it is.
Outcome<QByteArray> reencipherDgiData(
    const DgiProtection& from, QByteArrayView enciphered, const DgiProtection& to);

/// Content of 8000: the keys for cryptograms, script MAC and script encipherment in a row, 48 bytes.
Outcome<SecretBytes> cpsCardKeys(
    const SecretBytes& cryptogram, const SecretBytes& scriptMac, const SecretBytes& scriptEncipherment);
/// Content of 9000: the check value, 3 bytes, of each 16 bytes of the content of 8000.
Outcome<QByteArray> cpsKeyCheckValues(const SecretBytes& cardKeys);

/// Content of 8010. Cards differ: 24 12 34 FF* (format 2) or 04 12 34 FF*. PIN: 4 to 12 ASCII digits.
enum class ReferencePinForm : quint8 { Format2, Plain };
Outcome<SecretBytes> cpsReferencePin(const SecretBytes& pin, ReferencePinForm form);

/// The five parts of a card's RSA key, ids firstId to firstId + 4; the book's order is 8201 q^-1 mod p, 8202
/// d mod (q - 1), 8203 d mod (p - 1), 8204 q, 8205 p (8301 to 8305 for the PIN key). `order` names the part
/// for each id by its index in the book's order, for brands that swap them.
inline constexpr std::array<quint8, 5> cpsCrtOrder{0, 1, 2, 3, 4};
Outcome<QByteArray> cpsRsaDgis(quint16 firstId, const RsaCrt& key, const DgiProtection& protection,
    const std::array<quint8, 5>& order = cpsCrtOrder);

/// A record: id SFI || record number, content 70 L objects. SFI 1 to 30, number 1 to 255.
Outcome<QByteArray> cpsRecordDgi(quint8 sfi, quint8 record, QByteArrayView objects);

/// STORE DATA P1, Card Specification clause 11.11.2.1.
inline constexpr quint8 storeDataLast = 0x80;
inline constexpr quint8 storeDataEnciphered = 0x60;
inline constexpr quint8 storeDataDgi = 0x08;

/// Cuts encoded DGIs into commands of at most `maxData` bytes, numbered from `firstBlock` modulo 256; a DGI
/// goes on in the next command without a header. `last`: the last command gets P1 80. No Le.
struct StoreDataCut {
    qsizetype maxData = 0;
    quint8 p1 = 0;
    quint8 firstBlock = 0;
    bool last = false;
};
Outcome<std::vector<CommandApdu>> storeDataCommands(QByteArrayView dgis, const StoreDataCut& cut);

} // namespace sm
