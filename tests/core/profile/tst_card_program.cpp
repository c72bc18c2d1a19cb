// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/profile.h"
#include "program_fixture.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

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
    void namesWhatIsMissing_data();
    void namesWhatIsMissing();
    void answersAreCompared();
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

QTEST_GUILESS_MAIN(CardProgramTest)
#include "tst_card_program.moc"
