// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 1200 to 1299 belong to core/session.
#define SM_SESSION_FAILURES(X)                                                                               \
    X(1200, SessionCancelled, "the session was ended at once by a person or by the end of the program")      \
    X(1201, SessionGivenBack, "the floor was held before a card arrived; the id went back to the queue")     \
    X(1202, CardRefusedCommand, "the card answered a command with a status word that its step forbids")      \
    X(1203, ReadBackDiffers, "what the card reads back is not what was written")                             \
    X(1204, CardStoppedAnswering, "no command of a run was answered within the profile's limit")             \
    X(1205, ChannelRefused, "the card refused EXTERNAL AUTHENTICATE; another try could lock it")             \
    X(1206, RecordUnreadable, "the sealed record could not be opened or decoded")                            \
    X(1207, AnswerMissing, "a station reported a complete run with fewer answers than commands")             \
    X(1208, ChannelMissing, "a step wants the secure channel but the program has not opened one")            \
    X(1209, SessionBroken, "an unexpected error inside the session; its attempt was closed as in doubt")     \
    X(1210, RejectedByHand, "an operator rejected the card in the station")                                  \
    X(1211, SecurityCallUnknown, "a profile asks for a security service that no request belongs to")         \
    X(1212, ReleaseRefused, "the chip refused the answer to its challenge; another try could lock it")       \
    X(1213, ReleaseBlocked, "the chip's transport key is blocked, or has no try left that may be spent")     \
    X(1214, ModuleMissing, "a step asks for a device that the station does not have")

namespace sm::fc {
SM_SESSION_FAILURES(SM_FAILURE_CONSTANT)
}
