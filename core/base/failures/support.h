// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 300 to 399 belong to core/support.
#define SM_SUPPORT_FAILURES(X)                                                                               \
    X(300, SupportServiceUnknown, "a pipe names a support service that does not exist")                      \
    X(301, SupportPipeBroken, "a pipe segment does not have the form name:arg,arg")                          \
    X(302, SupportArgumentsWrong, "a support service was given arguments it does not take")                  \
    X(303, SupportKindWrong, "a support service for text was given bytes, or the reverse")                   \
    X(304, SupportNotDigits, "a value that should be digits holds something else, or is empty")              \
    X(305, SupportLengthWrong, "a value is longer or shorter than the support service takes")                \
    X(306, SupportCheckDigitWrong, "the last digit is not the check digit of ISO/IEC 7812-1")                \
    X(307, SupportDateFormat, "a date does not have the form the pipe names")                                \
    X(308, SupportDateImpossible,                                                                            \
        "a date names a day, month or year that does not exist or is out of range")                          \
    X(309, SupportCharacterRefused, "a character has no place in the target character set")                  \
    X(310, SupportNotHex, "a value that should be hexadecimal is not")                                       \
    X(311, SupportNotPhone, "a value that should be a ten digit telephone number is not")

namespace sm::fc {
SM_SUPPORT_FAILURES(SM_FAILURE_CONSTANT)
}
