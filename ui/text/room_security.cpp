// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& securityFailureTexts()
{
    static const FailureTextTable table{
        {fc::HsmQueueFull, QT_TRANSLATE_NOOP("FailureText", "Too many requests wait for an HSM."),
            QT_TRANSLATE_NOOP("FailureText", "HSMs are too slow or out of use."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the security officer.")},
        {fc::HsmNoneCapable, QT_TRANSLATE_NOOP("FailureText", "No HSM can do this[: {request}]."),
            QT_TRANSLATE_NOOP("FailureText", "The key is in none of them."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer: import the key.")},
        {fc::HsmTimedOut, QT_TRANSLATE_NOOP("FailureText", "The HSM[ {device}] did not answer in time."),
            QT_TRANSLATE_NOOP("FailureText", "It is overloaded or its link is broken."),
            QT_TRANSLATE_NOOP("FailureText",
                "Nothing now: other HSMs carry the load. Call the security officer if it repeats.")},
        {fc::HsmDeviceFailed, QT_TRANSLATE_NOOP("FailureText", "The HSM[ {device}] failed."),
            QT_TRANSLATE_NOOP("FailureText", "A fault of the device or its link."),
            QT_TRANSLATE_NOOP("FailureText",
                "Nothing now: other HSMs carry the load. Call the security officer if it repeats.")},
        {fc::HsmSelfTestFailed,
            QT_TRANSLATE_NOOP("FailureText", "An HSM failed its self-test[ ({algorithm})]."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty device. It is not used."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::HsmClosed, QT_TRANSLATE_NOOP("FailureText", "The HSMs are closed."),
            QT_TRANSLATE_NOOP("FailureText", "The program is ending."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::KeyUnknown,
            QT_TRANSLATE_NOOP("FailureText", "The key[ \"{label}\"][ version {version}] is not loaded."),
            QT_TRANSLATE_NOOP("FailureText", "It was not imported, or has another name."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer: import the key.")},
        {fc::KeyUsageRefused,
            QT_TRANSLATE_NOOP("FailureText", "The key[ \"{label}\"] may not be used for this."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::KeyRefused, QT_TRANSLATE_NOOP("FailureText", "The key[ \"{label}\"] can not be loaded."),
            QT_TRANSLATE_NOOP("FailureText", "Name, version or length is not valid."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::KeyRepeated, QT_TRANSLATE_NOOP("FailureText", "The key[ \"{label}\"] is loaded already."),
            QT_TRANSLATE_NOOP("FailureText", "It was imported twice."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do.")},
        {fc::CardCryptogramWrong,
            QT_TRANSLATE_NOOP("FailureText", "The card does not hold the expected keys."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card stock, or the wrong key."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away. Check the card stock against the job. Call the security officer before "
                "you continue.")},
        {fc::WrappedKeyBroken,
            QT_TRANSLATE_NOOP("FailureText", "A wrapped key was changed or belongs to another key."),
            QT_TRANSLATE_NOOP("FailureText", "The file is damaged, or from another site."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::MacLengthWrong,
            QT_TRANSLATE_NOOP("FailureText", "A check value of an impossible length was asked for."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::HsmUnknown, QT_TRANSLATE_NOOP("FailureText", "There is no HSM of that name[: {device}]."),
            QT_TRANSLATE_NOOP("FailureText", "The floor was changed meanwhile."),
            QT_TRANSLATE_NOOP("FailureText", "Choose another HSM.")},
        {fc::HsmStateUnfit,
            QT_TRANSLATE_NOOP("FailureText", "The HSM[ {device}] is not in a state for this[: {state}]."),
            QT_TRANSLATE_NOOP("FailureText", "Its state has changed meanwhile."),
            QT_TRANSLATE_NOOP("FailureText", "Look at its state and decide again.")},
        {fc::HsmOutcomeUnknown,
            QT_TRANSLATE_NOOP("FailureText",
                "The HSM[ {device}] was restarted and does not know what became of a request."),
            QT_TRANSLATE_NOOP("FailureText", "It stopped while it was making a key."),
            QT_TRANSLATE_NOOP("FailureText", "Nothing to do: the result of that request is not used.")},
    };
    return table;
}

} // namespace sm
