// SPDX-License-Identifier: GPL-3.0-or-later
// Card object ids are open: a record whose id is a personal value of its own does not come in, and what is
// told of it does not name it.
#include "base/failures/issuer.h"
#include "import_fixture.h"
#include "issuer/shown_class.h"

#include <QtTest>

using namespace sm;

namespace {

const char* const CsvJson = R"({"version": 1, "name": "t", "format": "csv", "fields": [
    {"source": "id", "name": "card_object_id", "class": "open", "id": true},
    {"source": "pan", "name": "pan", "required": true, "rule": "luhn"},
    {"source": "pin", "name": "pin", "class": "secret"},
    {"source": "batch", "name": "batch", "class": "open"},
    {"source": "name", "name": "name", "required": true, "maxLength": 5}]})";

const QByteArray header = "id,pan,pin,batch,name\n";
const QByteArray good = "A1,4539148803436467,,,Ada\n";

} // namespace

class PersonalIdsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void sameValues_data();
    void sameValues();
    void recordIsRefused_data();
    void recordIsRefused();
    void openValuesMayBeIds_data();
    void openValuesMayBeIds();
    void nothingToldNamesIt();
    void oneColumnForBoth();
    void taggedFile();
};

void PersonalIdsTest::sameValues_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("same");
    const auto row = [](const char* id, const char* value, bool same) {
        QTest::addRow("%s, %s", id, value) << QByteArray(id) << QByteArray(value) << same;
    };
    row("4539148803436467", "4539148803436467", true);
    row("4539 1488 0343 6467", "4539148803436467", true);
    row("4539-1488-0343-6467", "4539 1488 0343 6467", true);
    row("ADA LOVELACE", "Ada Lovelace", true);
    row("4539148803436467", "4539148803436468", false);
    row("4539148803436467", "45391488034364670", false);
    row("45391488034364670", "4539148803436467", false);
    row("123456", "123456", true);
    row("12345", "12345", false); // by chance
    row("1-2-3-4-5", "12345", false);
    row("", "", false);
    row("------", "------", false);
    row("A1", "4539148803436467", false);
}

void PersonalIdsTest::sameValues()
{
    QFETCH(QByteArray, id);
    QFETCH(QByteArray, value);
    QFETCH(bool, same);
    QCOMPARE(idIsValue(id, value), same);
    QCOMPARE(idIsValue(value, id), same);
}

void PersonalIdsTest::recordIsRefused_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("column");
    QTest::newRow("card number") << QByteArray("4539148803436467,4539148803436467,,,Ada\n")
                                 << QStringLiteral("pan");
    QTest::newRow("in groups") << QByteArray("4539 1488 0343 6467,4539148803436467,,,Ada\n")
                               << QStringLiteral("pan");
    QTest::newRow("secret") << QByteArray("918273,4539148803436467,918273,,Ada\n") << QStringLiteral("pin");
}

void PersonalIdsTest::recordIsRefused()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, column);
    KeepingSink sink;
    const auto report = importBytes(header + good + record, layoutOf(CsvJson), sink);
    QVERIFY2(report.ok(), qPrintable(report ? QString() : report.failure().toString()));
    QCOMPARE(report->counters.valid, 1);
    QCOMPARE(report->counters.invalid, 1);
    QVERIFY(report->counters.balances());
    QCOMPARE(sink.objects.size(), size_t(1));
    QCOMPARE(report->findings.kept().size(), size_t(1));
    const Finding& finding = report->findings.kept().front();
    QCOMPARE(findingCodeName(finding.code), QStringLiteral("V02"));
    QCOMPARE(finding.severity, Severity::Error);
    QCOMPARE(finding.line, 3);
    QCOMPARE(finding.column, 1);
    QCOMPARE(finding.columnName, QStringLiteral("id"));
    QVERIFY(finding.reason == fc::RecordIdPersonal);
    QCOMPARE(finding.reason.param("column"), column);
}

void PersonalIdsTest::openValuesMayBeIds_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("another number") << QByteArray("4539148803436475,4539148803436467,,,Ada\n");
    QTest::newRow("an open field") << QByteArray("B2026-17,4539148803436467,,B2026-17,Ada\n");
    QTest::newRow("short") << QByteArray("1234,4539148803436467,1234,,Ada\n");
    QTest::newRow("a name of five letters") << QByteArray("Ada,4539148803436467,,,Ada\n");
}

void PersonalIdsTest::openValuesMayBeIds()
{
    QFETCH(QByteArray, record);
    KeepingSink sink;
    const auto report = importBytes(header + record, layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, 1);
    QVERIFY(report->findings.kept().empty());
}

/// Other findings of the record, and the one about its repetition.
void PersonalIdsTest::nothingToldNamesIt()
{
    const QByteArray record = "QX917WZ,4539148803436468,QX917WZ,,Quincy\n";
    KeepingSink sink;
    const auto report = importBytes(header + record + record, layoutOf(CsvJson), sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, 0);
    QVERIFY(report->findings.kept().size() >= 7);
    for (const Finding& finding : report->findings.kept()) {
        QVERIFY(finding.id.text.isEmpty());
        QVERIFY(!finding.value.string().contains(QLatin1String("QX917")));
        QVERIFY(!finding.reason.toString().contains(QLatin1String("QX917")));
    }
}

/// What a person does who takes the card number for the id.
void PersonalIdsTest::oneColumnForBoth()
{
    Layout layout = layoutOf(R"({"version": 1, "name": "t", "format": "csv", "fields": [
        {"source": "pan", "name": "card_object_id", "class": "open", "id": true},
        {"source": "number", "name": "pan"}]})");
    layout.fields[1].source = layout.fields[0].source; // no file says so, a person may
    KeepingSink sink;
    const auto report = importBytes("pan\n4539148803436467\n4539148803436475\n", layout, sink);
    QVERIFY(report.ok());
    QCOMPARE(report->counters.valid, 0);
    QCOMPARE(report->counters.invalid, 2);
    QVERIFY(sink.objects.empty());
}

void PersonalIdsTest::taggedFile()
{
    KeepingSink sink;
    const auto named
        = importBytes("EMB=\"4539148803436467\",\"Ada\"\nSCRD=4539148803436467\n", seedLayout(), sink);
    QVERIFY(named.ok());
    QCOMPARE(named->counters.invalid, 1);
    QVERIFY(named->findings.kept().front().reason == fc::RecordIdPersonal);
    // A value that the layout does not name is personal too.
    const Layout layout = layoutOf(R"({"version": 1, "name": "t", "format": "tagged", "fields": [
        {"source": "SCRD", "name": "card_object_id", "class": "open", "id": true}]})");
    const auto unnamed = importBytes("EMB=\"x\",\"Ada Lovelace\"\nSCRD=ada.lovelace\n", layout, sink);
    QVERIFY(unnamed.ok());
    QCOMPARE(unnamed->counters.invalid, 1);
    QCOMPARE(unnamed->findings.kept().front().reason.param("column"), QStringLiteral("EMB.2"));
    QVERIFY(sink.objects.empty());
}

QTEST_GUILESS_MAIN(PersonalIdsTest)
#include "tst_personal_ids.moc"
