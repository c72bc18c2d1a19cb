// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

namespace sm {

/// How the pool stands to a device.
enum class HsmHealth : quint8 {
    Admitting, ///< first self-test under way
    Healthy,
    Trial, ///< came back: one request at a time until some have succeeded (a half-open breaker)
    Suspect, ///< failed or timed out; self-test under way
    Lost, ///< did not answer, or failed again on trial; tried again with back-off
    Draining, ///< taken out of use by a person; finishes what it has
    OutOfUse ///< by a person, or after two wrong known answers; until a person brings it back
};

enum class HsmEvent : quint8 {
    TestPassed,
    TestWrong, ///< a known answer was wrong
    StruckOut, ///< for the second time
    NoAnswer, ///< to a self-test
    Failed, ///< a request: an error of the device, or no answer
    TrialPassed,
    TakenOut, ///< by a person
    Drained,
    BroughtBack ///< by a person
};

/// The one transition table; every event has a meaning in every state, if only to stay.
HsmHealth nextHealth(HsmHealth health, HsmEvent event);
const char* healthName(HsmHealth health); ///< for logs and JSON: out-of-use

/// Requests are given to it.
constexpr bool serves(HsmHealth health)
{
    return health == HsmHealth::Healthy || health == HsmHealth::Trial;
}
/// A person has taken it out, or two wrong answers have.
constexpr bool isOut(HsmHealth health)
{
    return health == HsmHealth::Draining || health == HsmHealth::OutOfUse;
}

} // namespace sm
