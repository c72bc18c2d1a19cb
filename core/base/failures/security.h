// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "base/failure.h"

/// Codes 800 to 899 belong to core/security.
#define SM_SECURITY_FAILURES(X)                                                                              \
    X(800, HsmQueueFull, "more requests wait for an encryption device than the queue holds")                 \
    X(801, HsmNoneCapable, "no encryption device in use offers the algorithm or holds the key")              \
    X(802, HsmTimedOut, "an encryption device did not answer within the service limit")                      \
    X(803, HsmDeviceFailed, "an encryption device failed while it served a request")                         \
    X(804, HsmSelfTestFailed, "a known-answer test gave another answer than the published one")              \
    X(805, HsmClosed, "a request came after the pool of encryption devices was closed")                      \
    X(806, KeyUnknown, "no key of that label and version is held")                                           \
    X(807, KeyUsageRefused, "a key was asked to do what its usage does not allow")                           \
    X(808, KeyRefused, "a key to be held has no label, no version or a length its usage does not know")      \
    X(809, KeyRepeated, "a key of that label and version is held already")                                   \
    X(810, CardCryptogramWrong, "the card does not hold the keys that belong to it")                         \
    X(811, WrappedKeyBroken, "a wrapped key was changed or is wrapped by another key")                       \
    X(812, MacLengthWrong, "a MAC was asked for with a length that AES-CMAC does not have")                  \
    X(813, HsmUnknown, "an order names an encryption device that the pool does not have")                    \
    X(814, HsmStateUnfit, "what was asked of an encryption device has no meaning in its state")              \
    X(842, HsmOutcomeUnknown, "a device that lost its memory can not say what became of a stateful request")

namespace sm::fc {
SM_SECURITY_FAILURES(SM_FAILURE_CONSTANT)
}
