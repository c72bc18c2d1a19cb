// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/field_class.h"
#include "card/apdu.h"
#include "card/status_rule.h"
#include "profile/card_face.h"

#include <QString>

#include <optional>
#include <vector>

namespace sm {

/// May a step be sent again when nobody knows whether it was executed? production.md 4.1.
enum class RetryClass : quint8 {
    Read, ///< R: changes nothing
    Idempotent, ///< I: same bytes, same state
    Probeable, ///< P: the card can be asked whether it happened
    Irreversible ///< M: the default for anything unknown
};
QString retryClassName(RetryClass retry); ///< read, idempotent, probe, irreversible
std::optional<RetryClass> retryClassFromName(QStringView name);

enum class StepKind : quint8 {
    Select,
    OpenChannel,
    StoreData,
    Apdu,
    CreateFile,
    UpdateFile,
    Verify,
    Seal,
    Release,
    Module
};

/// A chip that its maker locked by a transport (release) key: GET CHALLENGE, then EXTERNAL AUTHENTICATE with
/// the challenge enciphered by an HSM. The session builds both.
struct ReleaseSpec {
    QString keyLabel; ///< of the master in the HSMs
    QString diversification; ///< by the chip's serial: none, emv, visa2, visa, kdf3
    bool aes = false; ///< AES and 16 bytes, else TDEA and 8
    quint8 reference = 0x81; ///< P2 of EXTERNAL AUTHENTICATE
    int keepTries = 1; ///< a chip with no more than these is not tried; 0: it is not asked for them
};

/// What a device besides the chip does to a card.
enum class ModuleWork : quint8 { Encode, Emboss, Label, Print };
QString moduleWorkName(ModuleWork work); ///< encode, emboss, label, print
/// A stripe is read back, so it is probe-able; what embossing and ink have done stays done.
RetryClass moduleRetry(ModuleWork work);

/// A device that a station must have.
struct ModuleNeed {
    ModuleNeed() = default;
    ModuleNeed(QString name, ModuleWork kind)
        : module(std::move(name))
        , work(kind)
    {
    }
    QString module; ///< by the name that the floor gives it
    ModuleWork work = ModuleWork::Encode;
    bool operator==(const ModuleNeed&) const = default;
};

/// Ready data for a device.
struct ProgramModule {
    ModuleNeed need;
    std::vector<std::pair<QString, QByteArray>> values; ///< track1 to track3, or the lines by their names
    bool highCoercivity = true; ///< Encode
    std::optional<CardFace> face; ///< Print, whose values are those of its parts
};

/// One command of the program, before secure messaging.
struct ProgramCommand {
    CommandApdu apdu;
    StatusRule expected;
    std::optional<QByteArray> expectedData; ///< read-back: the answer's data must equal this
    std::vector<ClassSpan> spans; ///< classes of bytes of apdu.encode(); what no span names is open
    FieldClass answerClass = FieldClass::Open;
    bool outside = false; ///< sent in clear although its step is secured: a SELECT has ended the channel
};

struct ProgramStep {
    quint32 index = 0; ///< from 0
    QString name; ///< "Store ticket data": shown to people, never a value
    StepKind kind = StepKind::Apdu;
    RetryClass retry = RetryClass::Irreversible;
    bool secured = false; ///< goes through the open channel
    bool deferred
        = false; ///< draws on security services that have not answered: compile again with their results
    std::vector<ProgramCommand> commands;
    std::optional<ProgramModule> module; ///< of the kind Module, which has none either
    std::optional<ReleaseSpec> release; ///< of the kind Release, which has no commands of its own
};

/// What the session needs to open a secure channel. The session builds INITIALIZE UPDATE itself.
struct ChannelSpec {
    quint8 protocol = 3; ///< SCP 2 or 3
    QString keyLabel; ///< master key's label in the HSMs
    quint32 keyVersion = 0; ///< of the label; 0 = newest
    quint8 cardKeyVersion = 0; ///< P1 of INITIALIZE UPDATE; 0 = the card's first
    QString diversification; ///< crypto's name of the rule: none, emv, visa2, visa, kdf3
    quint8 level = 0x33; ///< P1 of EXTERNAL AUTHENTICATE
    qsizetype challengeLength = 8; ///< 16 in S16
};

/// Everything one card needs, in order. Made fresh for each card object; holds personal data, so it lives
/// only as long as its session.
struct CardProgram {
    std::vector<ProgramStep> steps;
    std::optional<ChannelSpec> channel; ///< opened by the step of kind OpenChannel
    QByteArray formatComplete; ///< plain APDU that tells the card it is complete; may be empty
    QByteArray templateDigest; ///< SHA-256 of the profile's steps: says which template, not which data
    quint32 commandCount() const;
};

} // namespace sm
