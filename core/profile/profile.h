// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/outcome.h"
#include "card/atr.h"
#include "card/cplc.h"
#include "issuer/card_object.h"
#include "issuer/data_source.h"
#include "issuer/import_rules.h"
#include "profile/card_program.h"
#include "profile/security_call.h"

#include <QDate>

#include <memory>

namespace sm {

/// What the chip says about itself before anything is written.
struct ChipIdentity {
    QByteArray atr;
    QByteArray serial; ///< the bytes that name the chip for life
    std::optional<Cplc> cplc; ///< when the profile reads it
};

/// How the profile recognises a blank. The session sends the commands; the profile judges the answers.
struct IdentifySpec {
    std::vector<ProgramCommand> commands; ///< plain, class Read, sent in order after power-up
};

/// Everything a compile may draw on. Values are used and dropped.
struct ProgramInputs {
    const CardObject* object = nullptr;
    const std::vector<std::pair<QString, DataRow>>* rows = nullptr; ///< by source name
    const ChipIdentity* chip = nullptr;
    QByteArray sealTag; ///< MAC of the attempt id; empty when the profile has no seal
    QDate today;
    const SecurityResults* results = nullptr; ///< null: steps that draw on them come out deferred
};

/// Of which cards of a job the exchanges are kept on disk, masked. A card that did not end good is an error.
struct TraceKeeping {
    enum class Level : quint8 { Off, Errors, All };
    Level level = Level::Errors;
    quint32 oneIn = 0; ///< with Errors: each n-th card too; 0: none
    quint32 lastPerStation = 3; ///< with Errors: the newest cards of each station too
};

/// A profile: how a card object becomes commands. Immutable; loaded from *.profile.json. Thread-safe after
/// loading.
class Profile {
public:
    /// The failure names file, JSON path, what was found and what was expected.
    static Outcome<std::shared_ptr<const Profile>> load(const QString& fileName);
    static Outcome<std::shared_ptr<const Profile>> parse(const QByteArray& json, const QString& fileName);
    ~Profile();

    QString id() const; ///< harbour-transit
    QString title() const; ///< Harbour Transit Pass
    int version() const;
    QByteArray digest() const; ///< SHA-256 of the file's canonical content: what an attempt refers to
    QString layout() const; ///< file name of its usual layout, may be empty
    Nanos idealCardTime() const;
    /// Time one command may take before the station is lost (watchdog), and the limit for a card to arrive.
    Nanos commandLimit() const;
    TraceKeeping traceKeeping() const;
    int stepCount() const;
    QStringList stepNames() const;

    const IdentifySpec& identify() const;
    /// Right-card check: ATR and answers of identify().commands in order. WrongCard says what differs.
    Outcome<ChipIdentity> recognise(const QByteArray& atr, const std::vector<ResponseApdu>& answers) const;

    const std::vector<DataSourceSpec>& dataSources() const;
    /// Data of its cards is asked for at the machine's control device.
    bool asksMachines() const;
    QString sealKey() const; ///< label of the key that makes the seal tag; empty: no seal
    const std::optional<ChannelSpec>& channel() const;
    /// Fields a record must have, and what each must pass; checked at import. The failure names field and
    /// rule.
    Outcome<Done> check(const CardObject& object) const;
    /// The same and more for the importer, which knows lines and columns. `today` and the folder of pictures,
    /// which is relative to the file, are the caller's to fill in.
    ImportRules importRules() const;

    /// The named requests to the security services, in the order in which they may be made: a later one may
    /// draw on the results of those before it.
    std::vector<const SecurityCallSpec*> securityCalls() const;
    /// Whether a call waits for others, so that it cannot be made together with them.
    bool callUsesOthers(size_t index) const;
    Outcome<SecurityCall> securityCall(size_t index, const ProgramInputs& inputs) const;
    /// Its cards come locked by their maker and are released by a step.
    bool releasesChips() const;
    /// Labels of all keys that producing a card asks for, each once: channel, seal, releases and calls.
    QStringList keyLabels() const;

    /// The devices besides the chip that its steps ask for, each once.
    std::vector<ModuleNeed> moduleNeeds() const;

    /// What all cards have of the faces that its steps print; empty: it prints none. Whether it can be drawn
    /// is found out before the first card.
    std::vector<CardFace> printedFaces() const;

    Outcome<CardProgram> compile(const ProgramInputs& inputs) const;

private:
    class Private;
    explicit Profile(std::unique_ptr<Private> p);
    std::unique_ptr<Private> d;
};

} // namespace sm
