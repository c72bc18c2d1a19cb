// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/profile.h"
#include "profile_fixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

Outcome<CardProgram> compile(const QJsonObject& json, const Inputs& inputs)
{
    const auto profile = Profile::parse(text(json), QStringLiteral("t"));
    if (!profile)
        return profile.failure();
    return (*profile)->compile(inputs.inputs());
}

QJsonObject apduStep(const QString& value)
{
    const QJsonObject apdu{{QStringLiteral("cla"), QStringLiteral("80")},
        {QStringLiteral("ins"), QStringLiteral("E2")}, {QStringLiteral("data"), value}};
    return {{QStringLiteral("name"), QStringLiteral("step")}, {QStringLiteral("apdu"), apdu}};
}

Inputs someInputs()
{
    Inputs inputs;
    inputs.field("number", "123456789", FieldClass::Personal).field("zone", "ABC");
    inputs.field("pin", "1234", FieldClass::Secret);
    inputs.column("archive", "ticket", "00FF10").column("archive", "key", "AABB");
    return inputs;
}

QJsonObject channel(const char* level, bool s16)
{
    return {{QStringLiteral("key"), QStringLiteral("K")},
        {QStringLiteral("level"), QString::fromLatin1(level)}, {QStringLiteral("s16"), s16}};
}

QString spanText(const std::vector<ClassSpan>& spans)
{
    QStringList list;
    for (const ClassSpan& span : spans)
        list.append(QStringLiteral("%1+%2%3")
                        .arg(span.offset)
                        .arg(span.length)
                        .arg(fieldClassName(span.fieldClass).at(0)));
    return list.join(u' ');
}

QStringList hexOf(const ProgramStep& step)
{
    QStringList list;
    for (const ProgramCommand& command : step.commands)
        list.append(toHex(command.apdu.encode()));
    return list;
}

Inputs transitInputs()
{
    Inputs inputs;
    inputs.object.id = CardObjectId(QStringLiteral("HTP-2026-000001"));
    inputs.field("pass_number", "9999244826000018", FieldClass::Personal);
    inputs.field("holder_name", "Ada Mu\xC3\xB1oz", FieldClass::Personal).field("zone", "B");
    inputs.field("product_code", "P365").field("valid_from", "2026-10-01").field("valid_to", "2031-10-28");
    inputs.field("phone", "4155550121", FieldClass::Personal);
    inputs.column("archive", "contract_number", "C7000037").column("archive", "initial_balance", "6500");
    inputs.column("archive", "diversifier", "EC15B6E55EDE895DD01EDEE595182962");
    inputs.column("archive", "ticket_a", QByteArray(160, 'A'))
        .column("archive", "ticket_b", QByteArray(112, 'B'));
    inputs.column("archive", "ticket_c", QByteArray(96, 'C'))
        .column("archive", "ticket_d", QByteArray(64, 'D'));
    return inputs;
}

/// The card object printed in UbiQ file 000.
Inputs seedInputs()
{
    Inputs inputs;
    inputs.object.id = CardObjectId(QStringLiteral("this_unique_card_object_identifier"));
    inputs.field("number", "123456789").field("name", "Your Name").field("date", "1/1/1999");
    inputs.field("track1", "B123456789^ Y/Name^01011999").field("track2", "123456789=01011999");
    inputs.field("picture", "www.photos.com/YourName");
    return inputs;
}

Outcome<std::shared_ptr<const Profile>> sample(const char* name)
{
    return Profile::load(QStringLiteral(":/stationmaster/profiles/%1.profile.json").arg(QLatin1String(name)));
}

QByteArray mergedData(const ProgramStep& step)
{
    QByteArray all;
    for (const ProgramCommand& command : step.commands) {
        if (command.apdu.ins() != 0xA4)
            all += command.apdu.data();
    }
    return all;
}

} // namespace

class CardProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fillsTemplates_data();
    void fillsTemplates();
    void callsAreAnsweredBeforeTheirSteps();
    void refusesCalls_data();
    void refusesCalls();
    void refusesTemplates_data();
    void refusesTemplates();
    void marksClasses_data();
    void marksClasses();
    void makesCommands_data();
    void makesCommands();
    void cutsToTheChannel_data();
    void cutsToTheChannel();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void numbersBlocksAcrossSteps();
    void groupsWholeGroupings();
    void securesAfterTheChannel();
    void answersAreCompared();
    void compilesTransit();
    void compilesSeed();
    void compilesQuickly();
};

void CardProgramTest::fillsTemplates_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QByteArray>("data");
    const auto row = [](const char* value, const char* hex) {
        QTest::newRow(value) << QString::fromUtf8(value) << QByteArray::fromHex(hex);
    };
    row("", "");
    row("plain", "706C61696E");
    row("\xC3\xB1", "C3B1");
    row("a{{b}}c", "617B627D63");
    row("{zone}", "414243");
    row("{ zone }", "414243");
    row("{zone|left:1}", "41");
    row("{zone|left:2|right:1}", "42");
    row("<{zone}>{zone}", "3C4142433E414243");
    row("{number|bcd}", "123456789F");
    row("hex:5A {number|bcd|len1} 00", "5A05123456789F00");
    row("hex:", "");
    row("hex:5a5A", "5A5A");
    row("{'0A1B'|hex}", "0A1B");
    row("{'a}b'}", "617D62");
    row("{''}", "");
    row("{'AB'|hex|pad:4,FF,right}{zone}", "ABABFFFF414243");
    row("{data:archive.ticket|hex}", "00FF10");
    row("{data:archive.ticket}", "303046463130");
    row("{chip:serial}", "0102030405");
    row("hex:{chip:atr|len1}", "023B00");
    row("{object:id}", "636172642D31");
    row("{clock:today}", "3230323630333039");
    row("{clock:today|date:yyyyMMdd>yyMM|bcd}", "2603");
    row("{pin}", "31323334");
}

void CardProgramTest::fillsTemplates()
{
    QFETCH(QString, value);
    QFETCH(QByteArray, data);
    if (value.startsWith(QStringLiteral("{'AB'")))
        data = QByteArray::fromHex("ABFFFFFF414243");
    const auto program = compile(oneStepProfile(apduStep(value)), someInputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    QCOMPARE(toHex(program->steps[0].commands[0].apdu.data()), toHex(data));
}

static QJsonObject call(const char* json)
{
    return QJsonDocument::fromJson(json).object();
}

static QJsonObject profileWithCalls(const QJsonArray& calls)
{
    QJsonObject json = goodProfile();
    json[QStringLiteral("channel")] = channel("33", false);
    json[QStringLiteral("security")] = calls;
    json[QStringLiteral("steps")] = QJsonArray{QJsonObject{{QStringLiteral("name"), QStringLiteral("Open")},
                                                   {QStringLiteral("openChannel"), QJsonObject()}},
        apduStep(QStringLiteral("{zone}")), apduStep(QStringLiteral("hex:8000{hsm:keys.data|len1}")),
        apduStep(QStringLiteral("{hsm:value.digits}"))};
    json.remove(QStringLiteral("formatComplete"));
    return json;
}

void CardProgramTest::callsAreAnsweredBeforeTheirSteps()
{
    const QJsonArray calls{call(R"({"name": "value", "service": "cardVerification", "keys": {"key": "CVK"},
                 "inputs": {"pan": "{number}", "expiry": "2911"}, "options": {"kind": "icvv"}})"),
        call(R"({"name": "keys", "service": "emvKeys", "keys": {"enc": "IMK-ENC", "ac": "IMK-AC"},
                 "inputs": {"pan": "{number}", "panSequence": "{hsm:value.digits}"}})")};
    const auto profile = Profile::parse(text(profileWithCalls(calls)), QStringLiteral("t"));
    QVERIFY2(profile.ok(), profile ? "" : qPrintable(profile.failure().toString()));
    const auto specs = (*profile)->securityCalls();
    QCOMPARE(specs.size(), size_t(2));
    QCOMPARE(specs[0]->options.value(QStringLiteral("kind")), QStringLiteral("icvv"));
    QVERIFY(!(*profile)->callUsesOthers(0) && (*profile)->callUsesOthers(1));
    QCOMPARE(specs[1]->keys.front().first, QStringLiteral("ac")); // the service's order, not the file's
    QCOMPARE(specs[1]->options.value(QStringLiteral("option")), QStringLiteral("A"));
    QCOMPARE((*profile)->keyLabels(),
        (QStringList{QStringLiteral("K"), QStringLiteral("CVK"), QStringLiteral("IMK-AC"),
            QStringLiteral("IMK-ENC")}));

    const Inputs inputs = someInputs();
    ProgramInputs before = inputs.inputs();
    const auto early = (*profile)->compile(before);
    QVERIFY(early.ok());
    QCOMPARE(early->steps.size(), size_t(4));
    QVERIFY(!early->steps[1].deferred && early->steps[2].deferred && early->steps[3].deferred);
    QVERIFY(early->steps[2].commands.empty());

    const auto first = (*profile)->securityCall(0, before);
    QVERIFY(first.ok());
    QCOMPARE(first->inputs.value(QStringLiteral("pan")), QByteArray("123456789"));
    SecurityResults results{{{QStringLiteral("value"), QStringLiteral("digits")}, "537"}};
    before.results = &results;
    const auto tooEarly = (*profile)->securityCall(1, inputs.inputs());
    QVERIFY(!tooEarly && tooEarly.failure() == fc::ProfileCallUnanswered);
    const auto second = (*profile)->securityCall(1, before);
    QVERIFY(second.ok());
    QCOMPARE(second->inputs.value(QStringLiteral("panSequence")), QByteArray("537"));
    const auto unfinished = (*profile)->compile(before);
    QVERIFY(!unfinished && unfinished.failure() == fc::ProfileCallUnanswered);

    results[{QStringLiteral("keys"), QStringLiteral("data")}] = QByteArray::fromHex("A1B2C3");
    const auto late = (*profile)->compile(before);
    QVERIFY2(late.ok(), late ? "" : qPrintable(late.failure().toString()));
    QVERIFY(!late->steps[2].deferred);
    QCOMPARE(toHex(late->steps[2].commands[0].apdu.data()), QStringLiteral("800003A1B2C3"));
    QCOMPARE(late->steps[1].commands[0].apdu.encode(), early->steps[1].commands[0].apdu.encode());
    // What left the device under the card's key is open, a verification value is secret.
    QVERIFY(late->steps[2].commands[0].spans.empty());
    QCOMPARE(spanText(late->steps[3].commands[0].spans), QStringLiteral("5+3s"));
}

void CardProgramTest::refusesCalls_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* json, const char* path) {
        QTest::newRow(json) << QByteArray(json) << QString::fromLatin1(path);
    };
    row(R"({"name": "Keys", "service": "random"})", "$.security[0].name");
    row(R"({"name": "a", "service": "magic"})", "$.security[0].service");
    row(R"({"name": "a", "service": "random", "keys": {"key": "K"}})", "$.security[0].keys.key");
    row(R"({"name": "a", "service": "random", "options": {"length": 257}})", "$.security[0].options.length");
    row(R"({"name": "a", "service": "random", "options": {"size": 8}})", "$.security[0].options.size");
    row(R"({"name": "a", "service": "emvKeys", "inputs": {"pan": "{number}"}})", "$.security[0].keys");
    row(R"({"name": "a", "service": "emvKeys", "keys": {"ac": "K"}})", "$.security[0].inputs");
    row(R"({"name": "a", "service": "emvKeys", "keys": {"ac": "K"}, "inputs": {"pan": "{pn}"}})",
        "$.security[0].inputs.pan");
    row(R"({"name": "a", "service": "emvKeys", "keys": {"ac": "K"}, "inputs": {"pan": "{hsm:b.data}"}})",
        "$.security[0].inputs.pan");
    row(R"({"name": "a", "service": "emvKeys", "keys": {"ac": "K"}, "inputs": {"pan": true}})",
        "$.security[0].inputs.pan");
    row(R"({"name": "a", "service": "cardVerification", "keys": {"key": "K"}, "inputs": {"pan": "1"},
            "options": {"kind": "cvv3"}})",
        "$.security[0].options.kind");
}

void CardProgramTest::refusesCalls()
{
    QFETCH(QByteArray, json);
    const auto profile = Profile::parse(
        text(profileWithCalls({QJsonDocument::fromJson(json).object()})), QStringLiteral("t"));
    QVERIFY(!profile);
    QVERIFY(profile.failure() == fc::ProfileUnexpected);
    QTEST(profile.failure().param("path"), "path");
}

void CardProgramTest::refusesTemplates_data()
{
    QTest::addColumn<QString>("value");
    for (const char* value : {"{", "}", "{zone", "a}b", "{}", "{zone|}", "{|hex}", "{zone||hex}",
             "{zone|nosuch}", "{zone|left}", "{zone|left:a,b}", "{unknown}", "{Zone}", "{zone zone}", "hex:5",
             "hex:GG", "hex:{{", "hex:5A{zone}B", "{'ab}", "{'ab'hex}", "{'ab'|}", "{'XY'|hex}",
             "{data:archive}", "{data:archive.}", "{data:.ticket}", "{data:other.ticket}", "{chip:uid}",
             "{seal:tag}", "{hsm:pinBlock}", "{hsm:pin.data}", "{object:}", "{clock:now}", "{:}", "{x:y:z}"})
        QTest::newRow(value) << QString::fromUtf8(value);
}

void CardProgramTest::refusesTemplates()
{
    QFETCH(QString, value);
    const auto program = compile(oneStepProfile(apduStep(value)), someInputs());
    QVERIFY(!program);
    QVERIFY(program.failure() == fc::ProfileUnexpected);
    QCOMPARE(program.failure().param("path"), QStringLiteral("$.steps[0].apdu.data"));
    QVERIFY(!program.failure().param("expected").isEmpty());
}

void CardProgramTest::marksClasses_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("spans");
    const auto row = [](const char* value, const char* spans) {
        QTest::newRow(value) << QString::fromLatin1(value) << QString::fromLatin1(spans);
    };
    row("text", "");
    row("{zone}", "");
    row("{number}", "5+9p");
    row("ab{number|bcd|len1}cd", "7+6p");
    row("{number|left:2}{number|right:1}", "5+3p");
    row("{number|left:1}-{pin}", "5+1p 7+4s");
    row("{number|left:1}{pin|right:1}{number|left:1}", "5+1p 6+1s 7+1p");
    row("{data:archive.ticket|hex}", "5+3p");
    row("{data:archive.key|hex}", "5+2s");
    row("{chip:serial}{object:id}{clock:today}", "");
}

void CardProgramTest::marksClasses()
{
    QFETCH(QString, value);
    const auto program = compile(oneStepProfile(apduStep(value)), someInputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    QTEST(spanText(program->steps[0].commands[0].spans), "spans");
}

void CardProgramTest::makesCommands_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("commands");
    const auto row = [](const char* kind, const char* body, const char* commands) {
        QTest::newRow(body) << QString::fromLatin1(kind) << QByteArray(body) << QString::fromLatin1(commands);
    };
    row("select", R"({"aid": "A0000001510000"})", "00A4040007A000000151000000");
    row("select", R"({"file": "3F00"})", "00A4000C023F00");
    row("select", R"({"path": "51005101", "answer": "fcp"})", "00A40804045100510100");
    row("apdu", R"({"cla": "00", "ins": "84", "ne": 8})", "0084000008");
    row("apdu", R"({"cla": "80", "ins": "CA", "p1": "9F", "p2": "7F", "ne": 256})", "80CA9F7F00");
    row("createFile", R"({"file": "2F01", "type": "transparent", "size": 256})",
        "00E000000D620B80020100820101"
        "83022F01");
    row("createFile",
        R"({"file": "5103", "type": "linearFixed", "records": 4, "recordSize": 40, "sfi": 3, "state": "creation", "security": "036000"})",
        "00E000001C621A800200A0820502210028048302510388011"
        "88A01018C03036000");
    row("createFile", R"({"file": "5100", "type": "df", "name": "F053"})",
        "00E000000D620B82013883025100840"
        "2F053");
    row("updateFile", R"({"file": "0101", "data": "{zone}"})", "00A4000C020101 00D6000003414243");
    row("updateFile", R"({"sfi": 3, "offset": 254, "data": "hex:0102030405", "chunk": 2})",
        "00D683FE020102 00D60100020304 00D601020105");
    row("updateFile", R"({"data": "hex:01", "offset": 4660})", "00D612340101");
    row("updateRecords", R"({"sfi": 2, "first": 3, "records": ["hex:AA", "hex:BB"]})",
        "00DC031401AA 00DC041401BB");
    row("updateRecords", R"({"file": "0102", "records": ["hex:AA"]})", "00A4000C020102 00DC010401AA");
    row("verify", R"({"sfi": 1, "equals": "hex:010203", "chunk": 2})", "00B0810002 00B0000201");
    row("verify", R"({"file": "0101", "equals": "hex:01", "offset": 256})", "00A4000C020101 00B0010001");
    row("verify", R"({"sfi": 3, "record": 2, "equals": "hex:01"})", "00B2021C00");
    row("verify", R"({"tag": "0101", "equals": "hex:01"})", "80CA010100");
    row("storeData", R"({"dgis": [{"id": "0101", "value": "hex:AA"}, {"id": "0102", "value": "hex:BB"}]})",
        "80E2080004010101AA 80E2880104010201BB");
    row("storeData", R"({"dgis": [{"id": "8113", "value": "hex:AA"}], "encryption": "all", "last": false})",
        "80E2680004811301AA");
    row("storeData", R"({"dgis": [{"id": "0101", "value": "hex:0102030405060708"}], "blockSize": 8})",
        "80E20800080101080102030405 80E2880103060708");
}

void CardProgramTest::makesCommands()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, body);
    QFETCH(QString, commands);
    const auto program = compile(oneStepProfile(step(kind.toLatin1().constData(), body)), someInputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    QCOMPARE(hexOf(program->steps[0]).join(u' '), commands);
    QCOMPARE(program->commandCount(), quint32(commands.count(u' ') + 1));
}

void CardProgramTest::cutsToTheChannel_data()
{
    QTest::addColumn<QString>("level"); // empty: no channel
    QTest::addColumn<bool>("s16");
    QTest::addColumn<int>("command"); // most data bytes in a command
    QTest::addColumn<int>("answer");
    QTest::newRow("plain") << QString() << false << 255 << 256;
    QTest::newRow("01") << QStringLiteral("01") << false << 247 << 256;
    QTest::newRow("03") << QStringLiteral("03") << false << 239 << 256;
    QTest::newRow("11") << QStringLiteral("11") << false << 247 << 248;
    QTest::newRow("13") << QStringLiteral("13") << false << 239 << 248;
    QTest::newRow("33") << QStringLiteral("33") << false << 239 << 239;
    QTest::newRow("01 S16") << QStringLiteral("01") << true << 239 << 256;
    QTest::newRow("33 S16") << QStringLiteral("33") << true << 223 << 239;
}

/// What fits exactly is one command, one byte more makes two, for STORE DATA, UPDATE BINARY and the
/// read-back.
void CardProgramTest::cutsToTheChannel()
{
    QFETCH(QString, level);
    QFETCH(bool, s16);
    QFETCH(int, command);
    QFETCH(int, answer);
    const QJsonObject spec = level.isEmpty() ? QJsonObject() : channel(level.toLatin1().constData(), s16);
    const auto commandsFor
        = [&spec](const char* kind, const QByteArray& before, int size, const QByteArray& after) {
              const QByteArray body = before + "\"hex:" + QByteArray(size, 'A').toHex() + "\"" + after;
              const auto program = compile(oneStepProfile(step(kind, body), spec), someInputs());
              std::vector<qsizetype> sizes;
              if (!program)
                  return sizes;
              for (const ProgramCommand& c : program->steps.back().commands)
                  sizes.push_back(c.expectedData ? qsizetype(c.apdu.ne().value_or(0)) : c.apdu.data().size());
              return sizes;
          };
    const auto one = [](qsizetype size) { return std::vector<qsizetype>{size}; };
    const auto two = [](qsizetype size, qsizetype rest) { return std::vector<qsizetype>{size, rest}; };
    // A grouping below FF bytes has a head of three bytes, else of five.
    const int head = command - 3 < 255 ? 3 : 5;
    QCOMPARE(commandsFor("storeData", R"({"dgis": [{"id": "0101", "value": )", command - head, "}]}"),
        one(command));
    QCOMPARE(commandsFor("storeData", R"({"dgis": [{"id": "0101", "value": )", command - head + 1, "}]}"),
        two(command, 1));
    QCOMPARE(commandsFor("updateFile", R"({"data": )", command, "}"), one(command));
    QCOMPARE(commandsFor("updateFile", R"({"data": )", command + 1, "}"), two(command, 1));
    QCOMPARE(commandsFor("verify", R"({"equals": )", answer, "}"), one(answer));
    QCOMPARE(commandsFor("verify", R"({"equals": )", answer + 1, "}"), two(answer, 1));
    QCOMPARE(commandsFor("apdu", R"({"cla": "00", "ins": "DA", "data": )", command, "}"), one(command));
    QVERIFY(commandsFor("apdu", R"({"cla": "00", "ins": "DA", "data": )", command + 1, "}").empty());
}

void CardProgramTest::refusesWhatDoesNotFit_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("limit");
    const QByteArray big = "{data:archive.big}";
    QTest::newRow("apdu") << QStringLiteral("apdu")
                          << QByteArray(R"({"cla": "00", "ins": "DA", "data": "{data:archive.big}"})")
                          << QStringLiteral("255");
    QTest::newRow("record") << QStringLiteral("updateRecords")
                            << QByteArray(R"({"records": ["{data:archive.big}"]})") << QStringLiteral("255");
    QTest::newRow("file") << QStringLiteral("updateFile") << QByteArray(R"({"data": "{data:archive.big}"})")
                          << QStringLiteral("32768");
    QTest::newRow("verify") << QStringLiteral("verify") << QByteArray(R"({"equals": "{data:archive.big}"})")
                            << QStringLiteral("32768");
    QTest::newRow("answer") << QStringLiteral("verify")
                            << QByteArray(R"({"tag": "0101", "equals": "{data:archive.big}"})")
                            << QStringLiteral("256");
    QTest::newRow("blocks")
        << QStringLiteral("storeData")
        << QByteArray(R"({"dgis": [{"id": "0101", "value": "{data:archive.big}"}], "blockSize": 64})")
        << QStringLiteral("256");
    QTest::newRow("grouping")
        << QStringLiteral("storeData")
        << QByteArray(R"({"dgis": [{"id": "0101", "value": "{data:archive.big}{data:archive.big}"}]})")
        << QStringLiteral("65535");
}

void CardProgramTest::refusesWhatDoesNotFit()
{
    QFETCH(QString, kind);
    QFETCH(QByteArray, body);
    Inputs inputs = someInputs();
    inputs.column("archive", "big", QByteArray(40000, 'x'));
    const auto program = compile(oneStepProfile(step(kind.toLatin1().constData(), body)), inputs);
    QVERIFY(!program);
    QVERIFY(program.failure() == fc::ProfileDataTooLong);
    QCOMPARE(program.failure().param("step"), QStringLiteral("step"));
    QTEST(program.failure().param("limit"), "limit");
}

void CardProgramTest::namesWhatIsMissing_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("param");
    QTest::newRow("field") << QStringLiteral("{number}") << int(fc::ProfileFieldMissing)
                           << QStringLiteral("number");
    QTest::newRow("row") << QStringLiteral("{data:archive.ticket}") << int(fc::ProfileRowMissing)
                         << QStringLiteral("archive");
    QTest::newRow("column") << QStringLiteral("{data:stock.place}") << int(fc::ProfileColumnMissing)
                            << QStringLiteral("stock");
    QTest::newRow("chip") << QStringLiteral("{chip:serial}") << int(fc::ProfileChipUnknown)
                          << QStringLiteral("chip:serial");
    QTest::newRow("value") << QStringLiteral("{zone|bcd}") << int(fc::ProfileValueRefused)
                           << QStringLiteral("step");
    QTest::newRow("optional") << QStringLiteral("{pin|bcd}") << 0 << QString();
}

void CardProgramTest::namesWhatIsMissing()
{
    QFETCH(QString, value);
    QFETCH(int, code);
    QFETCH(QString, param);
    Inputs inputs;
    inputs.field("zone", "SECRETVALUE").field("number", "").column("stock", "lot", "1");
    inputs.chip = {};
    const auto program = compile(oneStepProfile(apduStep(value)), inputs);
    QCOMPARE(program.ok(), code == 0);
    if (program) {
        QVERIFY(program->steps[0].commands[0].apdu.data().isEmpty());
        return;
    }
    QCOMPARE(int(program.failure().code()), code);
    QCOMPARE(program.failure().params().first().value, param);
    QVERIFY(!program.failure().toString().contains(QStringLiteral("SECRETVALUE")));
}

void CardProgramTest::numbersBlocksAcrossSteps()
{
    QJsonObject json = goodProfile();
    const QJsonObject part = step("storeData", R"({"dgis": [{"id": "0101", "value": "a"}], "last": false})");
    const QJsonObject last
        = step("storeData", R"({"dgis": [{"id": "0102", "value": "b"}, {"id": "0103", "value": "c"}]})");
    const QJsonObject select = step("select", R"({"aid": "A000000151"})");
    json[QStringLiteral("steps")] = QJsonArray{part, last, part, select, part};
    const auto program = compile(json, someInputs());
    QVERIFY(program);
    QStringList headers;
    for (const ProgramStep& s : program->steps) {
        for (const ProgramCommand& c : s.commands)
            headers.append(toHex(c.apdu.encode().first(4)));
    }
    QCOMPARE(headers.join(u' '), QStringLiteral("80E20800 80E20801 80E28802 80E20800 00A40400 80E20800"));
}

void CardProgramTest::groupsWholeGroupings()
{
    const QByteArray body = R"({"dgis": [{"id": "0101", "value": "ab"}, {"id": "0102", "value": "cd"},
        {"id": "0103", "value": "efghijklmnop"}, {"id": "0104", "value": "q"}], "group": true, "blockSize": 12})";
    const auto program = compile(oneStepProfile(step("storeData", body)), someInputs());
    QVERIFY(program);
    QCOMPARE(hexOf(program->steps[0]).join(u' '),
        QStringLiteral("80E208000A0101026162"
                       "0102026364"
                       " 80E208010C01030C65666768696A6B6C6D"
                       " 80E28802076E6F7001040171"));
}

void CardProgramTest::securesAfterTheChannel()
{
    QJsonObject json = goodProfile();
    json[QStringLiteral("channel")] = channel("33", false);
    const QJsonObject plainSelect = step("select", R"({"file": "3F00"})");
    const QJsonObject command = apduStep(QStringLiteral("a"));
    QJsonObject plain = command;
    plain[QStringLiteral("secured")] = false;
    json[QStringLiteral("steps")]
        = QJsonArray{step("select", R"({"aid": "A000000151"})"), command, step("openChannel", "{}"), command,
            plain, plainSelect, step("select", R"({"aid": "A000000151"})"), command};
    const auto program = compile(json, someInputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    QList<bool> secured;
    for (const ProgramStep& s : program->steps)
        secured.append(s.secured);
    QCOMPARE(secured, (QList<bool>{false, false, false, true, false, true, false, false}));
    QCOMPARE(int(program->steps[2].kind), int(StepKind::OpenChannel));
    QVERIFY(program->steps[2].commands.empty());
    QCOMPARE(int(program->steps[0].retry), int(RetryClass::Read));
    QCOMPARE(int(program->steps[2].retry), int(RetryClass::Read));
    QCOMPARE(int(program->steps[1].retry), int(RetryClass::Irreversible));
}

void CardProgramTest::answersAreCompared()
{
    const QByteArray body
        = R"({"cla": "80", "ins": "CA", "ne": 256, "expect": ["9000", "63C*"], "answer": "{pin}"})";
    const auto program = compile(oneStepProfile(step("apdu", body)), someInputs());
    QVERIFY(program);
    const ProgramCommand& command = program->steps[0].commands[0];
    QCOMPARE(command.expectedData.value_or(QByteArray()), QByteArray("1234"));
    QCOMPARE(int(command.answerClass), int(FieldClass::Secret));
    QVERIFY(command.expected.accepts(StatusWord{0x9000}));
    QVERIFY(command.expected.accepts(StatusWord{0x63C2}));
    QVERIFY(!command.expected.accepts(StatusWord{0x6300}));
    const auto read
        = compile(oneStepProfile(step("verify", R"({"sfi": 1, "equals": "{number}"})")), someInputs());
    QVERIFY(read);
    QCOMPARE(read->steps[0].commands[0].expectedData.value_or(QByteArray()), QByteArray("123456789"));
    QCOMPARE(int(read->steps[0].commands[0].answerClass), int(FieldClass::Personal));
}

void CardProgramTest::compilesTransit()
{
    const auto profile = sample("harbour-transit");
    QVERIFY2(profile, profile ? "" : qPrintable(profile.failure().toString()));
    QCOMPARE((*profile)->dataSources()[0].file, QStringLiteral(":/stationmaster/jobs/harbour-archive.csv"));
    QVERIFY(QFile::exists((*profile)->dataSources()[0].file));
    QVERIFY(QFile::exists(QStringLiteral(":/stationmaster/layouts/") + (*profile)->layout()));
    const Inputs inputs = transitInputs();
    const auto checked = (*profile)->check(inputs.object);
    QVERIFY2(checked, checked ? "" : qPrintable(checked.failure().toString()));
    const auto program = (*profile)->compile(inputs.inputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const quint32 withIdentifyAndChannel = program->commandCount() + 2 + 2;
    QVERIFY2(withIdentifyAndChannel >= 35 && withIdentifyAndChannel <= 50,
        qPrintable(QString::number(withIdentifyAndChannel)));
    const ProgramStep& store = program->steps[4];
    QVERIFY(toHex(store.commands[1].apdu.data()).endsWith(QStringLiteral("5A089999244826000018")));
    QVERIFY(toHex(store.commands[2].apdu.data()).endsWith(QStringLiteral("5F25032610015F2403311028")));
    QVERIFY(store.commands[5].apdu.data().endsWith("(415) 555-0121"));
    QCOMPARE(spanText(program->steps[5].commands[2].spans), QStringLiteral("8+16s"));
    QCOMPARE(int(program->steps.back().kind), int(StepKind::Seal));
    QVERIFY(program->steps.back().secured);
    Inputs unsealed = transitInputs();
    unsealed.sealTag.clear();
    const auto refused = (*profile)->compile(unsealed.inputs());
    QVERIFY(!refused && refused.failure() == fc::ProfileSealMissing);
}

void CardProgramTest::compilesSeed()
{
    const auto profile = sample("city-file");
    QVERIFY2(profile, profile ? "" : qPrintable(profile.failure().toString()));
    QVERIFY(QFile::exists(QStringLiteral(":/stationmaster/layouts/") + (*profile)->layout()));
    QVERIFY(!(*profile)->channel());
    const Inputs inputs = seedInputs();
    QVERIFY((*profile)->check(inputs.object));
    const auto program = (*profile)->compile(inputs.inputs());
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const auto stepOf = [&program](const char* name) -> const ProgramStep& {
        for (const ProgramStep& s : program->steps) {
            if (s.name == QLatin1String(name))
                return s;
        }
        return program->steps.front();
    };
    QCOMPARE(toHex(mergedData(stepOf("Write number and name"))),
        QStringLiteral("5A05123456789F5F2009") + toHex("Your Name"));
    QCOMPARE(toHex(mergedData(stepOf("Write the date"))), QStringLiteral("19990101"));
    QCOMPARE(mergedData(stepOf("Write the picture's place")), QByteArray("www.photos.com/YourName"));
    for (const ProgramStep& s : program->steps)
        QVERIFY(!s.secured);
    Inputs impossible = seedInputs();
    impossible.object.fields[2].value = "2/30/1999";
    const auto refused = (*profile)->check(impossible.object);
    QVERIFY(!refused && refused.failure() == fc::ProfileFieldRefused);
    QCOMPARE(refused.failure().param("cause"), QStringLiteral("SupportDateImpossible"));
}

/// A floor of 200 stations makes some 100 cards a second; compiling must stay out of sight. Prints the
/// figure: time is not judged here.
void CardProgramTest::compilesQuickly()
{
    const auto profile = sample("harbour-transit");
    QVERIFY(profile);
    const Inputs inputs = transitInputs();
    constexpr int rounds = 500;
    QElapsedTimer timer;
    timer.start();
    quint32 commands = 0;
    for (int i = 0; i < rounds; ++i) {
        const auto program = (*profile)->compile(inputs.inputs());
        QVERIFY(program);
        commands += program->commandCount();
    }
    const qint64 perCard = timer.nsecsElapsed() / rounds / 1000;
    qInfo("compile: %lld us per card of %u commands", static_cast<long long>(perCard), commands / rounds);
}

QTEST_GUILESS_MAIN(CardProgramTest)
#include "tst_card_program.moc"
