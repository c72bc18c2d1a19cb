// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/crypto.h"
#include "ui/text/rooms.h"

#include <QtGlobal>

namespace sm {

const FailureTextTable& cryptoFailureTexts()
{
    static const FailureTextTable table{
        {fc::CryptoUnavailable,
            QT_TRANSLATE_NOOP("FailureText", "The cryptographic library refused an operation[: {what}]."),
            QT_TRANSLATE_NOOP("FailureText", "The installed library lacks an algorithm."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the engineer.")},
        {fc::KeyLengthWrong,
            QT_TRANSLATE_NOOP("FailureText", "A key has a length that its algorithm does not know."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong key was loaded."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::InputLengthWrong,
            QT_TRANSLATE_NOOP("FailureText", "Data for a cryptographic step has a wrong length."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::PaddingBroken, QT_TRANSLATE_NOOP("FailureText", "Decrypted data does not end as it should."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong key, or damaged data."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::InitializeUpdateAnswerBroken,
            QT_TRANSLATE_NOOP(
                "FailureText", "The card opened the secure channel with an answer of the wrong form."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type or another channel protocol."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::Scp03CardCryptogramWrong,
            QT_TRANSLATE_NOOP("FailureText", "The card does not hold the expected keys."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The wrong card stock, or the wrong key version[ {keyVersion}]."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away. Check the card stock against the job. Call the security officer before "
                "you continue.")},
        {fc::Scp03ResponseMacWrong,
            QT_TRANSLATE_NOOP("FailureText", "The check value of an answer from the card is wrong."),
            QT_TRANSLATE_NOOP("FailureText", "Interference at the reader, or a manipulated card."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::Scp03AnswerBroken,
            QT_TRANSLATE_NOOP("FailureText", "A protected answer of the card can not be decrypted."),
            QT_TRANSLATE_NOOP("FailureText", "Interference at the reader, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::Scp03AnswerUnexpected,
            QT_TRANSLATE_NOOP("FailureText", "The card answered without having been asked."),
            QT_TRANSLATE_NOOP("FailureText", "A faulty reader or chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::Scp03CommandRefused,
            QT_TRANSLATE_NOOP(
                "FailureText", "A command can not be sent through the secure channel[: {reason}]."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::Scp03ChannelClosed,
            QT_TRANSLATE_NOOP("FailureText", "The secure channel to the card is closed."),
            QT_TRANSLATE_NOOP("FailureText", "An earlier error closed it."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::SealedRowWrong,
            QT_TRANSLATE_NOOP("FailureText", "A stored, sealed value was changed or belongs elsewhere."),
            QT_TRANSLATE_NOOP("FailureText", "The database was altered or damaged."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Hold the floor. Call the supervisor and the security officer.")},
        {fc::SealPlaceOutOfRange,
            QT_TRANSLATE_NOOP("FailureText", "A value to be stored has no valid place."),
            QT_TRANSLATE_NOOP("FailureText", "The job is larger than the program allows."),
            QT_TRANSLATE_NOOP("FailureText", "Call support and name the code.")},
        {fc::KeyTemplateBroken,
            QT_TRANSLATE_NOOP("FailureText", "The key information of the card can not be read[: {what}]."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::DiversificationDataWrong,
            QT_TRANSLATE_NOOP("FailureText", "The card sent key data of a wrong length."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong card type."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::KeyComponentsDiffer,
            QT_TRANSLATE_NOOP("FailureText", "Key components are missing or differ in length."),
            QT_TRANSLATE_NOOP("FailureText", "A component was not entered, or is another key."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officers: enter all components again.")},
        {fc::Scp02CardCryptogramWrong,
            QT_TRANSLATE_NOOP("FailureText", "The card does not hold the expected keys."),
            QT_TRANSLATE_NOOP(
                "FailureText", "The wrong card stock, or the wrong key version[ {keyVersion}]."),
            QT_TRANSLATE_NOOP("FailureText",
                "Take the card away. Check the card stock against the job. Call the security officer "
                "before you continue.")},
        {fc::Scp02CommandRefused,
            QT_TRANSLATE_NOOP(
                "FailureText", "A command can not be sent through the secure channel[: {reason}]."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Call the engineer: the profile or the card stock must be checked.")},
        {fc::Scp02ResponseMacWrong,
            QT_TRANSLATE_NOOP("FailureText", "The check value of an answer from the card is wrong."),
            QT_TRANSLATE_NOOP("FailureText", "Interference at the reader, or a manipulated card."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::Scp02AnswerBroken,
            QT_TRANSLATE_NOOP("FailureText", "A protected answer of the card can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "Interference at the reader, or a faulty chip."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::Scp02ChannelClosed,
            QT_TRANSLATE_NOOP("FailureText", "The secure channel to the card is closed."),
            QT_TRANSLATE_NOOP("FailureText", "An earlier error closed it."),
            QT_TRANSLATE_NOOP(
                "FailureText", "Take the card away and put it in the reject tray. Press Continue.")},
        {fc::DigitsWrong,
            QT_TRANSLATE_NOOP("FailureText", "A number for a cryptographic step has a wrong form[: {what}]."),
            QT_TRANSLATE_NOOP("FailureText", "The data of the record, or a mistake in the profile."),
            QT_TRANSLATE_NOOP("FailureText", "Call the engineer: the profile and the data must be checked.")},
        {fc::PinBlockBroken, QT_TRANSLATE_NOOP("FailureText", "A PIN block can not be read."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong transport key, or damaged data."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::RsaKeyLengthWrong,
            QT_TRANSLATE_NOOP(
                "FailureText", "An RSA key has a length that can not be used here[: {bits} bits]."),
            QT_TRANSLATE_NOOP("FailureText", "A mistake in the profile, or the wrong issuer key."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::RsaKeyInconsistent,
            QT_TRANSLATE_NOOP("FailureText", "The parts of an RSA key do not belong together."),
            QT_TRANSLATE_NOOP("FailureText", "The key was damaged, or parts of different keys were mixed."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer.")},
        {fc::EmvCertificateWrong,
            QT_TRANSLATE_NOOP(
                "FailureText", "A certificate or signature for the card does not verify[: {what}]."),
            QT_TRANSLATE_NOOP("FailureText", "The wrong issuer key, or changed data."),
            QT_TRANSLATE_NOOP("FailureText", "Hold the floor. Call the security officer.")},
        {fc::KeyBlockBroken,
            QT_TRANSLATE_NOOP("FailureText", "A key block can not be read or written[: {what}]."),
            QT_TRANSLATE_NOOP("FailureText", "It was not copied completely, or is of another kind."),
            QT_TRANSLATE_NOOP("FailureText", "Call the security officer: ask for the key block again.")},
        {fc::KeyBlockMacWrong, QT_TRANSLATE_NOOP("FailureText", "The check value of a key block is wrong."),
            QT_TRANSLATE_NOOP("FailureText", "It was wrapped under another key, or it was changed."),
            QT_TRANSLATE_NOOP("FailureText",
                "Call the security officer: check the transport key, ask for the key block again.")},
    };
    return table;
}

} // namespace sm
