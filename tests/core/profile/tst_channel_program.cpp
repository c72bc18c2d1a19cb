// SPDX-License-Identifier: GPL-3.0-or-later
// Programs for a secure channel: cut to its blocks, grouped, secured; the sample profiles as a whole.
#include "base/failures/profile.h"
#include "program_fixture.h"

#include <QElapsedTimer>
#include <QTest>

using namespace sm;
using namespace sm::test;

class ChannelProgramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void cutsToTheChannel_data();
    void cutsToTheChannel();
    void refusesWhatDoesNotFit_data();
    void refusesWhatDoesNotFit();
    void numbersBlocksAcrossSteps();
    void groupsWholeGroupings();
    void securesAfterTheChannel();
    void onlyReadingStepsMayBeCalledThat_data();
    void onlyReadingStepsMayBeCalledThat();
    void compilesTransit();
    void compilesSeed();
    void compilesQuickly();
};

void ChannelProgramTest::cutsToTheChannel_data()
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
void ChannelProgramTest::cutsToTheChannel()
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

void ChannelProgramTest::refusesWhatDoesNotFit_data()
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

void ChannelProgramTest::refusesWhatDoesNotFit()
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

void ChannelProgramTest::numbersBlocksAcrossSteps()
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

void ChannelProgramTest::groupsWholeGroupings()
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

void ChannelProgramTest::securesAfterTheChannel()
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

void ChannelProgramTest::onlyReadingStepsMayBeCalledThat_data()
{
    QTest::addColumn<QString>("cla");
    QTest::addColumn<QString>("ins");
    QTest::addColumn<bool>("reads");
    const auto row = [](const char* name, const char* cla, const char* ins, bool reads) {
        QTest::newRow(name) << QString::fromLatin1(cla) << QString::fromLatin1(ins) << reads;
    };
    row("READ BINARY", "00", "B0", true);
    row("GET DATA", "80", "CA", true);
    row("UPDATE BINARY", "00", "D6", false);
    row("STORE DATA", "80", "E2", false);
    row("of a maker", "80", "50", false);
}

/// Of a step that reads no intent is kept: what it wrote would leave the floor on a card that counts as
/// blank.
void ChannelProgramTest::onlyReadingStepsMayBeCalledThat()
{
    QFETCH(QString, cla);
    QFETCH(QString, ins);
    QFETCH(bool, reads);
    QJsonObject json = goodProfile();
    const QJsonObject apdu{{QStringLiteral("cla"), cla}, {QStringLiteral("ins"), ins}};
    const QJsonObject asked{{QStringLiteral("name"), QStringLiteral("a")},
        {QStringLiteral("retry"), QStringLiteral("read")}, {QStringLiteral("apdu"), apdu}};
    json[QStringLiteral("steps")] = QJsonArray{asked};
    const auto program = compile(json, someInputs());
    QCOMPARE(program.ok(), reads);
    if (!program)
        QCOMPARE(program.failure().param("path"), QStringLiteral("$.steps[0].retry"));
}

void ChannelProgramTest::compilesTransit()
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

void ChannelProgramTest::compilesSeed()
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
void ChannelProgramTest::compilesQuickly()
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

QTEST_GUILESS_MAIN(ChannelProgramTest)
#include "tst_channel_program.moc"
