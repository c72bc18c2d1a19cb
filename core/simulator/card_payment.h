// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/rsa.h"
#include "simulator/store_data_session.h"

namespace sm {

/// An EMV-like debit application, personalized as EMV CPS 1.1 has it, and after that a card that a terminal
/// can work with. Made for this product's tests: no scheme's application.
///
/// Groupings: 01nn to 1Enn records (template 70 up to 0Ann), 9102 and 9103 answer to SELECT (A5), 9104 answer
/// to GET PROCESSING OPTIONS (82, 94), 3000 data objects for GET DATA, 9010 PIN tries left and limit, 9000
/// check values, 7FFF end; enciphered: 8000 keys for cryptogram, script MAC and script encipherment, 8010 PIN
/// block, 8201 to 8205 the card's RSA key. Refused: what is unknown (6A88), too long or short (6700), a key
/// or PIN in clear (6982), content that is wrong or does not belong together (6A80); at the end, what is
/// missing (6A86).
class PaymentApplication {
public:
    PaymentApplication(CardNvm& nvm, Random& random)
        : m_nvm(nvm)
        , m_random(random)
    {
    }

    void reset();
    StatusWord take(QByteArrayView aid, const CardGrouping& grouping);
    /// The last block has come: is everything there, and does it fit together?
    StatusWord finish(QByteArrayView aid) const;
    /// Content of A5.
    QByteArray controlInformation(QByteArrayView aid) const;
    ResponseApdu getData(QByteArrayView aid, const CommandApdu& command) const;
    std::optional<ResponseApdu> command(QByteArrayView aid, const CommandApdu& command);

private:
    StatusWord takeOpen(CardApplication& application, quint16 id, const QByteArray& data);
    StatusWord takeSecret(CardApplication& application, const CardGrouping& grouping);
    ResponseApdu processingOptions(const CardApplication& application, const CommandApdu& command);
    ResponseApdu readRecord(const CardApplication& application, const CommandApdu& command) const;
    ResponseApdu generateCryptogram(const CardApplication& application, const CommandApdu& command);
    ResponseApdu authenticate(const CardApplication& application, const CommandApdu& command);
    ResponseApdu verify(const CardApplication& application, const CommandApdu& command);

    CardNvm& m_nvm;
    Random& m_random;
    bool m_started = false; ///< GET PROCESSING OPTIONS was answered
    bool m_pinVerified = false;
    int m_cryptograms = 0; ///< of this transaction: two at most
};

/// What a payment application reads out of its own groupings.
namespace payment {

/// The data object in any record; empty when absent.
QByteArray recordObject(const CardApplication& application, quint32 tag);
/// A data object of the answer to GET PROCESSING OPTIONS.
QByteArray optionObject(const CardApplication& application, quint32 tag);
/// Sum of the lengths in a data object list (tags and lengths); nothing when it is broken.
std::optional<qsizetype> listedLength(QByteArrayView list);
/// The card's key from 8201 to 8205; nothing when a part is missing or they are not of one key.
std::optional<RsaPrivateKey> cardKey(const CardApplication& application);
/// Content of 8010 in one of its two readings: 24 12 34 FF* (format 2) or 04 12 34 FF*.
bool isReferencePin(const SecretBytes& block);

} // namespace payment

} // namespace sm
