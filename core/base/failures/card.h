// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 100 to 199 belong to core/card.
#define SM_CARD_FAILURES(X)                                                                                  \
    X(100, CardAnswerTooShort, "a card answer has no status word, so its outcome is unknown")                \
    X(101, ApduMalformed, "bytes are none of the command forms of ISO/IEC 7816-3")                           \
    X(102, TlvBroken, "a data object has a bad tag or a length that runs over the end")                      \
    X(103, AtrBroken, "an answer to reset promises bytes that are not there")                                \
    X(104, CplcBroken, "card production life cycle data is not 42 bytes")                                    \
    X(105, DgiBroken, "a data grouping is cut short")                                                        \
    X(106, ResponseChainTooLong, "a card keeps announcing more data or another length")                      \
    X(107, T1BlockBroken, "a T=1 block has a wrong length or check sum")                                     \
    X(108, GpCommandTooLong, "a GlobalPlatform command does not fit its frame")                              \
    X(109, GpFieldWrong, "a field of a GlobalPlatform command has a length the standard does not allow")     \
    X(110, TrackCharacterRefused, "a magnetic track can not carry a character of its data")                  \
    X(111, TrackTooLong, "the data of a magnetic track does not fit it")                                     \
    X(112, TrackBroken, "what was read from a magnetic track has a wrong sentinel, parity or check")

namespace sm::fc {
SM_CARD_FAILURES(SM_FAILURE_CONSTANT)
}
