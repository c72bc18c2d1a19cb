// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of devices besides the chip: what a profile may say of them, and what becomes of it for a card.
#include "profile/profile_keys.h"
#include "program_fixture.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

/// A profile of a good step of a kind, its JSON changed by replacing one text.
QJsonObject profileWith(const QByteArray& stepJson)
{
    return oneStepProfile(QJsonDocument::fromJson(stepJson).object());
}

const QByteArray goodEncode(R"({"name": "Encode", "encode": {"module": "stripe",
    "track1": "B{number}^{zone}^2512", "track2": "{number}=2512", "coercivity": "low"}})");
const QByteArray goodEmboss(R"({"name": "Emboss", "emboss": {"module": "embosser",
    "lines": [{"line": "number", "text": "{number}"}, {"line": "zone", "text": "Z {zone}"}]}})");
const QByteArray goodLabel(R"({"name": "Label", "label": {"module": "labels",
    "lines": [{"line": "id", "text": "{object:id}"}]}})");
const QByteArray goodPrint(R"({"name": "Print", "print": {"module": "printer",
    "texts": [{"text": "No. {number}", "x": 5, "y": 20.5, "size": 14, "font": "mono", "align": "right", "width": 60}],
    "images": [{"file": "logo.png", "x": 60.6, "y": 5, "width": 25, "height": 10, "tones": false},
        {"picture": "{zone}.jpg", "x": 0, "y": 0, "width": 20, "height": 25}]}})");

QStringList textOf(const ProgramStep& step)
{
    QStringList list;
    for (const auto& [name, value] : step.module->values)
        list.append(name + u'=' + QString::fromUtf8(value));
    return list;
}

} // namespace

class ModuleStepsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fillsTheValues_data();
    void fillsTheValues();
    void classFollowsTheDevice_data();
    void classFollowsTheDevice();
    void refuses_data();
    void refuses();
    void waitsForServices();
    void neverSecured();
    void mayFollowTheSeal();
    void needsEachOnce();
    void badValues();
    void fillsAFace();
    void leavesOutWhatIsEmpty();
    void schemaKnowsFonts();
};

void ModuleStepsTest::fillsTheValues_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("module");
    QTest::addColumn<int>("work");
    QTest::addColumn<QStringList>("values");
    QTest::newRow("stripe") << goodEncode << QStringLiteral("stripe") << int(ModuleWork::Encode)
                            << QStringList{QStringLiteral("track1=B123456789^ABC^2512"),
                                   QStringLiteral("track2=123456789=2512"), QStringLiteral("track3=")};
    QTest::newRow("embossing") << goodEmboss << QStringLiteral("embosser") << int(ModuleWork::Emboss)
                               << QStringList{
                                      QStringLiteral("number=123456789"), QStringLiteral("zone=Z ABC")};
    QTest::newRow("label") << goodLabel << QStringLiteral("labels") << int(ModuleWork::Label)
                           << QStringList{QStringLiteral("id=card-1")};
    QTest::newRow("face") << goodPrint << QStringLiteral("printer") << int(ModuleWork::Print)
                          << QStringList{QStringLiteral("texts[0]=No. 123456789"),
                                 QStringLiteral("images[1]=ABC.jpg")};
}

void ModuleStepsTest::fillsTheValues()
{
    QFETCH(QByteArray, step);
    QFETCH(QString, module);
    QFETCH(int, work);
    QFETCH(QStringList, values);
    const auto program = compile(profileWith(step), someInputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const ProgramStep& made = program->steps.back();
    QVERIFY(made.kind == StepKind::Module);
    QVERIFY(made.commands.empty());
    QVERIFY(made.module.has_value());
    QCOMPARE(made.module->need.module, module);
    QCOMPARE(int(made.module->need.work), work);
    QCOMPARE(textOf(made), values);
    QCOMPARE(made.module->highCoercivity, work != int(ModuleWork::Encode));
}

void ModuleStepsTest::classFollowsTheDevice_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("retry");
    QTest::newRow("stripe") << goodEncode << QStringLiteral("probe");
    QTest::newRow("embossing") << goodEmboss << QStringLiteral("irreversible");
    QTest::newRow("label") << goodLabel << QStringLiteral("irreversible");
    QTest::newRow("ink") << goodPrint << QStringLiteral("irreversible");
}

/// What may be done again is the device's to say, not the profile's: ink does not come off.
void ModuleStepsTest::classFollowsTheDevice()
{
    QFETCH(QByteArray, step);
    QFETCH(QString, retry);
    for (const char* said : {"read", "idempotent", "probe", "irreversible"}) {
        QJsonObject json = QJsonDocument::fromJson(step).object();
        json[QStringLiteral("retry")] = QString::fromLatin1(said);
        const auto program = compile(oneStepProfile(json), someInputs());
        QCOMPARE(program.ok(), retry == QLatin1String(said));
        if (program)
            QCOMPARE(retryClassName(program->steps.back().retry), retry);
        else
            QCOMPARE(program.failure().param("path"), QStringLiteral("$.steps[0].retry"));
    }
    const auto unsaid = compile(profileWith(step), someInputs());
    QCOMPARE(retryClassName(unsaid->steps.back().retry), retry);
}

void ModuleStepsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("step");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, QByteArray step, const char* from, const char* to, const char* path,
                         const char* expected) {
        QTest::newRow(name) << step.replace(from, to) << QString::fromLatin1(path)
                            << QString::fromLatin1(expected);
    };
    row("no module", goodEncode, "\"module\": \"stripe\",", "", "$.steps[0].encode.module", "key: module");
    row("no track", goodEncode,
        "\"track1\": \"B{number}^{zone}^2512\", \"track2\": \"{number}=2512\", \"coercivity\": \"low\"",
        "\"coercivity\": \"low\"", "$.steps[0].encode", "track1, track2 or track3");
    row("a fourth track", goodEncode, "track2", "track4", "$.steps[0].encode.track4", "");
    row("an unknown field", goodEncode, "{zone}", "{zones}", "$.steps[0].encode.track1", "");
    row("coercivity", goodEncode, "\"low\"", "\"lower\"", "$.steps[0].encode.coercivity", "");
    row("a track that is no text", goodEncode, "\"{number}=2512\"", "5", "$.steps[0].encode.track2", "");
    row("no lines", goodEmboss, "{\"line\": \"number\", \"text\": \"{number}\"}, ", "5, ",
        "$.steps[0].emboss.lines[0]", "");
    row("an empty list", goodLabel, "{\"line\": \"id\", \"text\": \"{object:id}\"}", "",
        "$.steps[0].label.lines", "");
    row("a line twice", goodEmboss, "\"zone\", \"text\"", "\"number\", \"text\"",
        "$.steps[0].emboss.lines[1].line", "a line named once");
    row("a line without text", goodEmboss, "\"zone\", \"text\": \"Z {zone}\"", "\"zone\"",
        "$.steps[0].emboss.lines[1].text", "key: text");
    row("the seal's tag", goodLabel, "{object:id}", "{seal:tag}", "$.steps[0].label.lines[0].text", "");
    row("a face of nothing", "{\"name\": \"P\", \"print\": {\"module\": \"p\"}}", "", "", "$.steps[0].print",
        "texts or images");
    row("a text beside the card", goodPrint, "\"x\": 5,", "\"x\": 86,", "$.steps[0].print.texts[0].x", "");
    row("a text without place", goodPrint, "\"y\": 20.5, ", "", "$.steps[0].print.texts[0].y", "key: y");
    row("an unknown font", goodPrint, "mono", "serif", "$.steps[0].print.texts[0].font",
        "one of: sans bold mono");
    row("a font too large", goodPrint, "14", "73", "$.steps[0].print.texts[0].size", "");
    row("an unknown field on a face", goodPrint, "{number}", "{numbers}", "$.steps[0].print.texts[0].text",
        "");
    row("a box over the edge", goodPrint, "60.6", "60.7", "$.steps[0].print.images[0].width",
        "at most 24.9 from x");
    row("a box below the card", goodPrint, "\"height\": 10", "\"height\": 50",
        "$.steps[0].print.images[0].height", "at most 48.98 from y");
    row("two sources of a picture", goodPrint, "\"picture\"", "\"file\": \"a.png\", \"picture\"",
        "$.steps[0].print.images[1].file", "either file picture");
    row("no source of a picture", goodPrint, "\"file\": \"logo.png\", ", "",
        "$.steps[0].print.images[0].file", "either file picture");
    row("two actions", goodLabel, "\"name\": \"Label\",",
        "\"name\": \"Label\", \"select\": {\"file\": \"3F00\"},", "$.steps[0].label", "");
    row("secured", goodLabel, "\"name\": \"Label\",", "\"name\": \"Label\", \"secured\": true,",
        "$.steps[0].secured", "");
}

void ModuleStepsTest::refuses()
{
    QFETCH(QByteArray, step);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    const auto profile = Profile::parse(text(profileWith(step)), QStringLiteral("a"));
    QVERIFY(!profile);
    QCOMPARE(profile.failure().param("path"), path);
    if (!expected.isEmpty())
        QCOMPARE(profile.failure().param("expected"), expected);
}

/// A verification value for the stripe comes from an HSM: the step is filled when it has answered.
void ModuleStepsTest::waitsForServices()
{
    QJsonObject json = profileWith(QByteArray(goodEncode).replace("=2512", "=2512{hsm:cvv.digits}"));
    json[QStringLiteral("security")] = QJsonDocument::fromJson(
        R"([{"name": "cvv", "service": "cardVerification", "keys": {"key": "K"}, "inputs": {"pan": "{number}"}}])")
                                           .array();
    const auto profile = Profile::parse(text(json), QStringLiteral("a"));
    QVERIFY2(profile, profile ? "" : qPrintable(profile.failure().toString()));
    const Inputs given = someInputs();
    ProgramInputs inputs = given.inputs();
    const auto before = (*profile)->compile(inputs);
    QVERIFY(before && before->steps.back().deferred);
    QVERIFY(!before->steps.back().module.has_value());
    SecurityResults results;
    results[{QStringLiteral("cvv"), QStringLiteral("digits")}] = "717";
    inputs.results = &results;
    const auto after = (*profile)->compile(inputs);
    QVERIFY(after && !after->steps.back().deferred);
    QCOMPARE(textOf(after->steps.back()).at(1), QStringLiteral("track2=123456789=2512717"));
}

void ModuleStepsTest::neverSecured()
{
    const QJsonObject json
        = oneStepProfile(QJsonDocument::fromJson(goodEmboss).object(), channel("33", false));
    const auto program = compile(json, someInputs());
    QVERIFY(program);
    QVERIFY(!program->steps.back().secured);
    // What comes after it still goes through the channel.
    QJsonObject more = json;
    QJsonArray steps = more[QStringLiteral("steps")].toArray();
    steps.append(apduStep(QStringLiteral("{zone}")));
    more[QStringLiteral("steps")] = steps;
    const auto both = compile(more, someInputs());
    QVERIFY(both && both->steps.back().secured);
}

/// The order is the profile's. Nothing else may follow the seal, for it ends the chip's personalization.
void ModuleStepsTest::mayFollowTheSeal()
{
    QJsonObject json = goodProfile();
    QJsonArray steps = json[QStringLiteral("steps")].toArray();
    const qsizetype place = steps.size();
    steps.append(QJsonDocument::fromJson(goodEmboss).object());
    json[QStringLiteral("steps")] = steps;
    const auto sealed = Profile::parse(text(json), QStringLiteral("a"));
    QVERIFY2(sealed, sealed ? "" : qPrintable(sealed.failure().toString()));
    QCOMPARE((*sealed)->stepNames().last(), QStringLiteral("Emboss"));
    steps[place] = apduStep(QStringLiteral("{zone}"));
    json[QStringLiteral("steps")] = steps;
    const auto refused = Profile::parse(text(json), QStringLiteral("a"));
    QVERIFY(!refused);
    QCOMPARE(refused.failure().param("path"), QStringLiteral("$.steps[%1]").arg(place));
}

void ModuleStepsTest::needsEachOnce()
{
    QJsonObject json = profileWith(goodEmboss);
    QJsonArray steps = json[QStringLiteral("steps")].toArray();
    for (const QByteArray& one : {goodEncode, goodEmboss, goodLabel, goodEncode})
        steps.append(QJsonDocument::fromJson(one).object());
    json[QStringLiteral("steps")] = steps;
    const auto profile = Profile::parse(text(json), QStringLiteral("a"));
    QVERIFY(profile);
    QStringList needs;
    for (const ModuleNeed& need : (*profile)->moduleNeeds())
        needs.append(need.module + u' ' + moduleWorkName(need.work));
    QCOMPARE(needs,
        QStringList({QStringLiteral("embosser emboss"), QStringLiteral("stripe encode"),
            QStringLiteral("labels label")}));
    const auto none = Profile::parse(goodProfileText(), QStringLiteral("a"));
    QVERIFY((*none)->moduleNeeds().empty());
}

/// A value that a service refuses names the step, not the value.
void ModuleStepsTest::badValues()
{
    const auto program
        = compile(profileWith(QByteArray(goodLabel).replace("{object:id}", "{zone|bcd}")), someInputs());
    QVERIFY(!program);
    QCOMPARE(program.failure().param("step"), QStringLiteral("Label"));
    QVERIFY(!program.failure().toString().contains(QStringLiteral("ABC")));
}

void ModuleStepsTest::fillsAFace()
{
    const auto profile
        = Profile::parse(text(profileWith(goodPrint)), QStringLiteral("/shelf/a.profile.json"));
    QVERIFY2(profile, profile ? "" : qPrintable(profile.failure().toString()));
    const auto program = (*profile)->compile(someInputs().inputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const auto& face = program->steps.back().module->face;
    QVERIFY(face && face->texts.size() == 1 && face->images.size() == 2);
    const FaceText& line = face->texts.front();
    QCOMPARE(line.text, QStringLiteral("No. 123456789"));
    QCOMPARE(QList<double>({line.x, line.y, line.size, line.width}), QList<double>({5, 20.5, 14, 60}));
    QVERIFY(line.font == FaceText::Font::Mono && line.align == FaceText::Align::Right);
    const FaceImage& logo = face->images.front();
    QCOMPARE(logo.file, QStringLiteral("/shelf/logo.png")); // beside the profile
    QVERIFY(!logo.own && !logo.tones);
    QCOMPARE(face->images.back().file, QStringLiteral("ABC.jpg"));
    QVERIFY(face->images.back().own && face->images.back().tones);
    // What all cards have is known before the first one.
    const auto common = (*profile)->printedFaces();
    QCOMPARE(common.size(), size_t(1));
    QVERIFY(common.front().texts.empty());
    QVERIFY(common.front().images == std::vector<FaceImage>{logo});
}

void ModuleStepsTest::leavesOutWhatIsEmpty()
{
    QJsonObject json = profileWith(goodPrint);
    QJsonArray fields = json[QStringLiteral("fields")].toArray();
    for (qsizetype i = 0; i < fields.size(); ++i) {
        QJsonObject field = fields[i].toObject();
        field[QStringLiteral("required")] = false;
        field.remove(QStringLiteral("checks"));
        fields[i] = field;
    }
    json[QStringLiteral("fields")] = fields;
    QByteArray changed = text(json);
    changed.replace("No. {number}", "{number}").replace("{zone}.jpg", "{zone}");
    Inputs inputs = someInputs();
    inputs.object.fields.clear();
    const auto profile = Profile::parse(changed, QStringLiteral("a"));
    QVERIFY2(profile, profile ? "" : qPrintable(profile.failure().toString()));
    const auto program = (*profile)->compile(inputs.inputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const auto& face = program->steps.back().module->face;
    QVERIFY(face && face->texts.empty() && face->images.size() == 1);
}

void ModuleStepsTest::schemaKnowsFonts()
{
    QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/schemas/profile.schema.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QJsonObject text = QJsonDocument::fromJson(file.readAll())[QStringLiteral("$defs")]
                                 .toObject()[QStringLiteral("faceText")]
                                 .toObject()[QStringLiteral("properties")]
                                 .toObject();
    const auto choices = [&text](const char* key) {
        return text[QLatin1String(key)].toObject()[QStringLiteral("enum")].toArray();
    };
    QCOMPARE(choices("font"), QJsonArray::fromStringList(profileFaceFonts()));
    QCOMPARE(choices("align"), QJsonArray::fromStringList(profileFaceAligns()));
}

QTEST_GUILESS_MAIN(ModuleStepsTest)
#include "tst_module_steps.moc"
