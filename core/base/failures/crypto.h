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
    X(215, KeyComponentsDiffer, "key components are missing or differ in length")

namespace sm::fc {
SM_CRYPTO_FAILURES(SM_FAILURE_CONSTANT)
}
