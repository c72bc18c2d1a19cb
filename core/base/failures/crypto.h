// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 200 to 299 belong to core/crypto.
#define SM_CRYPTO_FAILURES(X)                                                                                \
    X(200, CryptoUnavailable, "the cryptographic library refused an algorithm or an operation")              \
    X(201, KeyLengthWrong, "a key has a length its algorithm does not know")                                 \
    X(202, InputLengthWrong, "input to a cipher or a MAC has a length that is not allowed")                  \
    X(203, PaddingBroken, "decrypted data does not end in the padding it should")                            \
    X(204, InitializeUpdateAnswerBroken, "the answer to INITIALIZE UPDATE has a wrong length or protocol")   \
    X(205, Scp03CardCryptogramWrong, "the card does not hold the keys, or holds others")                     \
    X(206, Scp03ResponseMacWrong, "the MAC of a protected answer is wrong")                                  \
    X(207, Scp03AnswerBroken, "a protected answer is too short or does not decrypt")                         \
    X(208, Scp03AnswerUnexpected, "an answer arrived for which no command was wrapped")                      \
    X(209, Scp03CommandRefused, "a command can not be sent through the secure channel as it is")             \
    X(210, Scp03ChannelClosed, "the secure channel is not open, or was closed by an error")                  \
    X(211, SealedRowWrong, "a sealed value was changed or belongs to another place")                         \
    X(212, SealPlaceOutOfRange, "the place of a value to seal does not fit into a nonce")                    \
    X(213, KeyTemplateBroken, "key information of a card is malformed")                                      \
    X(214, DiversificationDataWrong, "key diversification data does not have its 10 bytes")                  \
    X(215, KeyComponentsDiffer, "key components are missing or differ in length")                            \
    X(216, Scp02CardCryptogramWrong, "the card does not hold the triple DES keys, or holds others")          \
    X(217, Scp02CommandRefused, "a command can not be sent through the SCP02 channel as it is")              \
    X(218, Scp02ResponseMacWrong, "the MAC of an answer in the SCP02 channel is wrong")                      \
    X(219, Scp02AnswerBroken, "an answer in the SCP02 channel is too short or was not asked for")            \
    X(220, Scp02ChannelClosed, "the SCP02 channel is not open, or was closed by an error")                   \
    X(221, DigitsWrong, "a card number, PIN or date has a wrong length or other signs than digits")          \
    X(222, PinBlockBroken, "a deciphered PIN block is not one of its format: wrong key, format or number")   \
    X(223, RsaKeyLengthWrong, "an RSA key has a length or exponent that is not used, or does not fit")       \
    X(224, RsaKeyInconsistent, "the parts of an RSA key do not belong together")                             \
    X(225, EmvCertificateWrong, "an EMV certificate or signature does not verify")                           \
    X(226, KeyBlockBroken, "a TR-31 key block is malformed, or its header can not be written")               \
    X(227, KeyBlockMacWrong, "the MAC of a TR-31 key block is wrong: another protection key, or changed")

namespace sm::fc {
SM_CRYPTO_FAILURES(SM_FAILURE_CONSTANT)
}
