// SPDX-License-Identifier: GPL-3.0-or-later
// Data objects in groupings and comparisons, and steps that select in their middle.
#include "base/failures/profile.h"
#include "profile_fixture.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

Outcome<CardProgram> compiled(const QJsonObject& profile)
{
    Inputs inputs;
    inputs.field("number", "42", FieldClass::Personal)
        .field("zone", "", FieldClass::Open)
        .field("pin", "1234", FieldClass::Secret);
    const auto parsed = Profile::parse(text(profile), QStringLiteral("p"));
    return parsed ? (*parsed)->compile(inputs.inputs()) : Outcome<CardProgram>(parsed.failure());
}

QJsonObject grouping(const QByteArray& objects)
{
    return oneStepProfile(step("storeData", R"({"dgis": [{"id": "0201", "objects": [)" + objects + "]}]}"));
}

} // namespace

class DataObjectsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void countsLengths_data();
    void countsLengths();
    void keepsClasses();
    void refuses_data();
    void refuses();
    void comparesObjects();
    void aSealMayLeaveItsChannel();
};

void DataObjectsTest::countsLengths_data()
{
    QTest::addColumn<QByteArray>("objects");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* name, const char* objects, const QByteArray& content) {
        QTest::newRow(name) << QByteArray(objects) << content;
    };
    row("one", R"({"tag": "5A", "value": "hex:0102"})", "5a020102");
    row("tags of two and three bytes",
        R"({"tag": "9F46", "value": "hex:01"}, {"tag": "7F4921", "value": "hex:02"})", "9f4601017f49210102");
    row("inside each other", R"({"tag": "70", "objects": [{"tag": "A5", "objects": [
        {"tag": "50", "value": "ab"}]}, {"tag": "87", "value": "hex:01"}]})",
        "7009a50450026162870101");
    row("without content", R"({"tag": "70", "objects": [{"tag": "92", "value": "{zone}"},
        {"tag": "5A", "value": "{number}"}]})",
        "70045a023432");
    row("nothing inside", R"({"tag": "70", "objects": [{"tag": "92", "value": "{zone}"}]},
        {"tag": "5A", "value": "x"})",
        "5a0178");
    row("a pipe over the whole", R"({"tag": "57", "value": "{number}D{pin}0", "pipe": "hex"})",
        "570442d12340");
    row("a pipe over nothing", R"({"tag": "57", "value": "{zone}", "pipe": "hex"},
        {"tag": "5A", "value": "x"})",
        "5a0178");
    const QByteArray longValue(200, '7');
    QTest::newRow("BER length") << QByteArray(R"({"tag": "90", "value": ")" + longValue + "\"}")
                                << QByteArray("9081c8" + longValue.toHex());
}

void DataObjectsTest::countsLengths()
{
    QFETCH(QByteArray, objects);
    QFETCH(QByteArray, content);
    const auto program = compiled(grouping(objects));
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const CommandApdu& command = program->steps[0].commands[0].apdu;
    QCOMPARE(command.data().mid(3).toHex(), content);
    QCOMPARE(byteAt(command.data(), 2), quint8(content.size() / 2));
}

/// 0201 08 | 5A 02 3432 | 57 .. personal and secret digits in one value: as strict as the strictest.
void DataObjectsTest::keepsClasses()
{
    const auto program = compiled(grouping(
        R"({"tag": "5A", "value": "{number}"}, {"tag": "57", "value": "{number}{pin}", "pipe": "hex"})"));
    QVERIFY(program);
    const ProgramCommand& command = program->steps[0].commands[0];
    QCOMPARE(command.apdu.encode().toHex(), QByteArray("80e288000c020109") + "5a023432" + "5703421234");
    QCOMPARE(command.spans.size(), size_t(2));
    QCOMPARE(command.spans[0].offset, 10);
    QCOMPARE(command.spans[0].length, 2);
    QVERIFY(command.spans[0].fieldClass == FieldClass::Personal);
    QCOMPARE(command.spans[1].offset, 14);
    QCOMPARE(command.spans[1].length, 3);
    QVERIFY(command.spans[1].fieldClass == FieldClass::Secret);
}

void DataObjectsTest::refuses_data()
{
    QTest::addColumn<QByteArray>("objects");
    QTest::addColumn<QString>("path");
    const QString at = QStringLiteral("$.steps[0].storeData.dgis[0].objects[0]");
    QTest::newRow("neither") << QByteArray(R"({"tag": "5A"})") << at + QStringLiteral(".value");
    QTest::newRow("both") << QByteArray(
        R"({"tag": "5A", "value": "x", "objects": [{"tag": "5A", "value": "x"}]})")
                          << at + QStringLiteral(".value");
    QTest::newRow("no tag") << QByteArray(R"({"value": "x"})") << at + QStringLiteral(".tag");
    QTest::newRow("tag too long") << QByteArray(R"({"tag": "01020304", "value": "x"})")
                                  << at + QStringLiteral(".tag");
    QTest::newRow("unknown pipe") << QByteArray(R"({"tag": "5A", "value": "x", "pipe": "zip"})")
                                  << at + QStringLiteral(".pipe");
    QTest::newRow("pipe over objects")
        << QByteArray(R"({"tag": "70", "objects": [{"tag": "5A", "value": "x"}], "pipe": "hex"})")
        << at + QStringLiteral(".pipe");
    QByteArray deep = R"({"tag": "5A", "value": "x"})";
    for (int i = 0; i < 4; ++i)
        deep = R"({"tag": "70", "objects": [)" + deep + "]}";
    QTest::newRow("too deep") << deep << at + QStringLiteral(".objects[0].objects[0].objects[0].objects");
}

void DataObjectsTest::refuses()
{
    QFETCH(QByteArray, objects);
    const auto program = compiled(grouping(objects));
    QVERIFY(!program && program.failure() == fc::ProfileUnexpected);
    QTEST(program.failure().param("path"), "path");
    const auto odd = compiled(grouping(R"({"tag": "57", "value": "{number}D", "pipe": "hex"})"));
    QVERIFY(!odd && odd.failure() == fc::ProfileValueRefused);
    QVERIFY(!odd.failure().toString().contains(QStringLiteral("42")));
}

void DataObjectsTest::comparesObjects()
{
    const auto program = compiled(oneStepProfile(step("verify",
        R"({"sfi": 1, "record": 2, "objects": [{"tag": "70", "objects": [{"tag": "5A", "value": "{number}"}]}]})")));
    QVERIFY(program);
    const ProgramCommand& command = program->steps[0].commands[0];
    QCOMPARE(command.apdu.encode().toHex(), QByteArray("00b2020c00"));
    QCOMPARE(command.expectedData.value_or(QByteArray()).toHex(), QByteArray("70045a023432"));
    QVERIFY(command.answerClass == FieldClass::Personal);
}

/// GlobalPlatform Card Specification 10.2.3: what comes after the SELECT goes outside of the channel, and has
/// the room of a plain command.
void DataObjectsTest::aSealMayLeaveItsChannel()
{
    const QJsonObject channel{{QStringLiteral("key"), QStringLiteral("TEST-ISD")}};
    const QByteArray wide(240, 'A');
    const auto program = compiled(oneStepProfile(
        step("seal",
            R"({"key": "TEST-SEAL", "write": [{"updateFile": {"sfi": 2, "data": "{seal:tag}"}}],
            "lifeCycle": [{"select": {"file": "3F00"}}, {"select": {"aid": "F0534D5452414E53"}}],
            "verify": [{"sfi": 2, "equals": ")"
                + wide + "\"}]}"),
        channel));
    QVERIFY2(program, program ? "" : qPrintable(program.failure().toString()));
    const ProgramStep& seal = program->steps[1];
    QVERIFY(seal.secured);
    std::vector<bool> outside;
    for (const ProgramCommand& command : seal.commands)
        outside.push_back(command.outside);
    QCOMPARE(outside, (std::vector<bool>{false, false, true, true})); // 240 bytes: one command in the plain
}

QTEST_GUILESS_MAIN(DataObjectsTest)
#include "tst_data_objects.moc"
