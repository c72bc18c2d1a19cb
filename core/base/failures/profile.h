// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 700 to 799 belong to core/profile.
#define SM_PROFILE_FAILURES(X)                                                                               \
    X(700, ProfileUnreadable, "a profile file could not be opened or read")                                  \
    X(701, ProfileBroken, "a profile is not JSON")                                                           \
    X(702, ProfileUnexpected, "a profile does not have the shape its schema asks for")                       \
    X(710, ProfileFieldMissing, "a card object lacks a field that its profile needs")                        \
    X(711, ProfileFieldRefused, "a field of a card object does not pass a check of its profile")             \
    X(712, ProfileRowMissing, "a data source gave no row for a card object")                                 \
    X(713, ProfileColumnMissing, "the row of a data source lacks a column that a step needs")                \
    X(714, ProfileValueRefused, "a support service refused a value while commands were made")                \
    X(715, ProfileDataTooLong, "the data of a step does not fit its command, file or answer")                \
    X(716, ProfileSealMissing, "the profile seals its cards and no attempt tag was given")                   \
    X(717, ProfileChipUnknown, "a step needs what the chip says about itself, and nothing is known")         \
    X(718, ProfileCallUnanswered, "a step draws on an answer of a security service that was not given")      \
    X(720, WrongCard, "the card in the station is not one that the profile accepts")

namespace sm::fc {
SM_PROFILE_FAILURES(SM_FAILURE_CONSTANT)
}
