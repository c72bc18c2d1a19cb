// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "card/status_rule.h"
#include "issuer/import_rules.h"
#include "profile/channel_room.h"
#include "profile/profile.h"
#include "profile/security_call.h"
#include "profile/value_template.h"

#include <variant>

/// A loaded profile as data. Not for other rooms.
namespace sm::profile {

/// Which elementary file a step works on: selected by identifier first, by short identifier, or the current
/// one.
struct FileRef {
    std::optional<quint16> file;
    quint8 sfi = 0; ///< 1 to 30; 0 is none
};

/// Bytes that a step sends or compares: a template, or data objects whose lengths are counted.
struct ContentSpec {
    struct Object;
    ValueTemplate value;
    std::vector<SupportCall> pipe; ///< over the whole value, once it is put together
    std::vector<Object> objects; ///< one whose content is empty is left out; none: the value counts
};
struct ContentSpec::Object {
    quint32 tag = 0;
    ContentSpec content;
};

struct OpenChannelAction { };
struct ReleaseAction {
    ReleaseSpec spec;
};
/// A card's face before its values are known.
struct FaceModel {
    struct Text {
        FaceText shape; ///< without its text
        ValueTemplate text;
    };
    struct Image {
        FaceImage shape; ///< with its file, unless it is the card's own
        ValueTemplate picture;
    };
    std::vector<Text> texts;
    std::vector<Image> images;
};
/// What all cards have of it: the pictures that are not their own.
CardFace commonFace(const FaceModel& face);

struct ModuleAction {
    ModuleNeed need;
    std::vector<std::pair<QString, ValueTemplate>> values;
    bool highCoercivity = true;
    std::optional<FaceModel> face; ///< Print
};
/// SELECT and CREATE FILE: the same bytes for every card.
struct FixedAction {
    CommandApdu apdu;
    StatusRule expected;
    bool selectsApplication = false;
};
struct StoreDataAction {
    struct Item {
        quint16 id = 0;
        ContentSpec content;
    };
    std::vector<Item> dgis;
    quint8 encryption = 0; ///< bits 7 and 6 of P1
    qsizetype blockSize = 255;
    bool group = false; ///< several whole DGIs in one block
    bool last = true; ///< ends the application's personalization
};
struct ApduAction {
    CommandApdu header; ///< without data
    ValueTemplate data;
    StatusRule expected;
    std::optional<ValueTemplate> answer;
    FieldClass answerClass = FieldClass::Personal;
};
struct UpdateFileAction {
    FileRef file;
    qsizetype offset = 0;
    ValueTemplate data;
    qsizetype chunk = 255;
};
struct UpdateRecordsAction {
    FileRef file;
    quint8 first = 1;
    std::vector<ValueTemplate> records;
};
struct VerifyAction {
    enum class From : quint8 { Binary, Record, DataObject };
    From from = From::Binary;
    FileRef file;
    qsizetype offset = 0;
    qsizetype chunk = 256;
    quint8 record = 0;
    quint16 tag = 0;
    ContentSpec equals;
};

using Action = std::variant<OpenChannelAction, ReleaseAction, ModuleAction, FixedAction, StoreDataAction,
    ApduAction, UpdateFileAction, UpdateRecordsAction, VerifyAction>;

struct StepSpec {
    QString name;
    StepKind kind = StepKind::Apdu;
    RetryClass retry = RetryClass::Irreversible;
    bool secured = false;
    bool usesCalls = false; ///< draws on {hsm:...}
    std::vector<Action> actions;
};

struct SecurityCallModel {
    SecurityCallSpec spec;
    std::vector<std::pair<QString, ValueTemplate>> inputs;
    bool usesCalls = false; ///< draws on a call before it
};

/// One byte of an ATR; nothing stands for any value.
using AtrPattern = std::vector<std::optional<quint8>>;

struct Recognition {
    enum class Serial : quint8 { Cplc, File };
    std::vector<AtrPattern> atrs;
    Serial serial = Serial::Cplc;
    std::optional<quint32> tag; ///< of Serial::File; nothing: the whole file is the serial
    IdentifySpec identify;
};

struct Model {
    QString id;
    QString title;
    int version = 0;
    QString layout;
    Nanos idealCardTime{};
    Nanos commandLimit{};
    TraceKeeping trace;
    Recognition card;
    std::vector<FieldRule> fields;
    ImportRules import; ///< without its fields
    std::vector<DataSourceSpec> dataSources;
    std::optional<ChannelSpec> channel;
    std::vector<SecurityCallModel> calls; ///< in the order of the file
    std::vector<StepSpec> steps;
    QString sealKey;
    QByteArray formatComplete;
    std::vector<ValueSource> valueSources; ///< everything that templates draw on, once each
    QByteArray digest;
    QByteArray templateDigest;
};

/// ProfileBroken or ProfileUnexpected.
Outcome<Model> loadModel(const QByteArray& json, const QString& fileName);

} // namespace sm::profile
