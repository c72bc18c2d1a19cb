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
    X(815, CardRequestWrong,                                                                                 \
        "a card request has a length or a choice that the security services do not know")                    \
    X(816, KeyRetired, "a key was asked to do something after a person retired it")                          \
    X(817, KeyExpired, "a key was asked to do something after its last day")                                 \
    X(818, KeyNotYetValid, "a key was asked to do something before its first day")                           \
    X(819, KeyNotExportable, "a key that was not made to be exported was to leave its device")               \
    X(820, KeyBlockUnfit, "a key block says of its key what does not fit the use it is imported for")        \
    X(821, CeremonyPlanWrong,                                                                                \
        "a key ceremony has no label, or a usage, length or number of components "                           \
        "that there is not")                                                                                 \
    X(822, CeremonyComponentWrong, "a key component has another length than the key")                        \
    X(823, CeremonyCheckValueWrong, "a key component does not have the check value of its form")             \
    X(824, CeremonyPersonRefused, "a key component comes from nobody, or from somebody who brought another") \
    X(825, CeremonyKeyWeak, "the combined key is zero, one of its components, or two equal halves")          \
    X(826, CeremonyStateUnfit, "what was asked of a key ceremony has no meaning in its state")               \
    X(827, KeyVaultUnusable, "the folder of a key store can not be read, written or locked")                 \
    X(828, KeyVaultBroken, "a key store was changed by somebody else, or belongs to another store key")      \
    X(829, KeyOrderRefused, "an encryption device takes no orders about its keys on this link")              \
    X(840, HsmLinkDown, "the link to an encryption device is not there, or broke during a request")          \
    X(841, HsmAnswerBroken,                                                                                  \
        "an encryption device sent what is no message of its link, or not what was asked for")               \
    X(842, HsmOutcomeUnknown, "a device that lost its memory can not say what became of a stateful request") \
    X(843, SecretFileUnusable,                                                                               \
        "a file or descriptor with a key or PIN can not be read, is open to others, or is malformed")        \
    X(844, LinkSealBroken, "the secret part of a message does not open under the keys of the link")          \
    X(845, Pkcs11ModuleUnusable, "a PKCS#11 module can not be loaded or started")                            \
    X(846, Pkcs11TokenMissing, "no slot of the PKCS#11 module has a token of that label")                    \
    X(847, Pkcs11LoginRefused, "the token refuses the PIN")                                                  \
    X(848, Pkcs11CallFailed, "a PKCS#11 call returned an error")                                             \
    X(849, Pkcs11KeyUnusable, "a key in the token has attributes that do not fit its use")                   \
    X(850, SamMissing, "no reader of that name, no card in it, or no SAM application on the card")           \
    X(851, SamAccessRefused, "a SAM does not hold the access keys that were given for it")                   \
    X(852, SamCallFailed, "a SAM refused a command, or its answer broke the secure channel")                 \
    X(853, SamReplaced, "the SAM that lies in the reader now does not have the keys of the one before")

namespace sm::fc {
SM_SECURITY_FAILURES(SM_FAILURE_CONSTANT)
}
