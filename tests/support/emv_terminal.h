// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <functional>

namespace sm {

/// One command to a card, one answer.
using CardExchange = std::function<QByteArray(const QByteArray& command)>;

/// What the issuer knows of a debit card, and what the terminal trusts.
struct DebitExpectation {
    QByteArray application; ///< AID
    QByteArray authorityModulus;
    QByteArray authorityExponent;
    QByteArray cryptogramMaster; ///< issuer master key, 16 bytes
    QByteArray verificationKey; ///< CVK, 16 bytes
    QByteArray pan; ///< digits
    QByteArray panSequence; ///< two digits
    QByteArray expiry; ///< YYMMDD digits
    QByteArray holder;
    QByteArray pin; ///< digits
};

/// A payment terminal with the issuer behind it, as EMV 4.3 Books 1 to 3 have them, written on OpenSSL's own
/// functions: none of the product's cryptography takes part. Selects, reads, checks the chain from the
/// authority to the card, static and dynamic signature, the PIN (wrong and right), and both cryptograms.
/// Empty when all is well, else what is not.
QString judgeDebitCard(const CardExchange& card, const DebitExpectation& expected);

/// Digits of the PIN in a block of ISO 9564 format 0 under a two-key triple DES key.
QByteArray pinOfIssuersBlock(const QByteArray& key, const QByteArray& block, const QByteArray& pan);

/// What the home network knows of a SIM.
struct SimExpectation {
    QByteArray application; ///< AID
    QByteArray kiMaster; ///< AES, 16 bytes
    QByteArray op; ///< 16 bytes
    QByteArray iccid; ///< digits
    QByteArray imsi; ///< digits
    QByteArray sqn; ///< 6 bytes, greater than any the card has seen
};

/// A telephone and its home network (TS 31.102, 33.102, 35.206), on OpenSSL's own AES: reads the numbers and
/// has the card answer a challenge; a wrong MAC and a stale sequence number must be refused. Empty when all
/// is well.
QString judgeSim(const CardExchange& card, const SimExpectation& expected);

} // namespace sm
