// SPDX-License-Identifier: GPL-3.0-or-later
// A file is checked before it is imported: report by code, policies, rejects.
#include "planted_floor.h"

#include <QTest>

#include <ctime>

using namespace sm;

class TestImportCheck : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void ux33PlantedErrors();
    void ux33CountersAddUp();
    void ux35NothingPersonalIsTold();
    void blockingIsNeverAcceptedInPart();
    void knownFileIsAcceptedWhole();
    void sameFileIsTold();
    void validIsAcceptedAndTheRestWritten();
    void policiesOfTheProfile();
    void tooManyErrorsTakeNothing();
    void changedFileIsRefused();
    void rejectsReplaceNothing();
    void todayIsTheLocalDay_data();
    void todayIsTheLocalDay();
};

void TestImportCheck::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void TestImportCheck::ux33PlantedErrors()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    planter.check(planter.in(plantedFile()));
    const auto* checked = planter.last<event::Checked>();
    QVERIFY(checked);
    QVERIFY2(!checked->failure, qPrintable(checked->failure ? checked->failure->toString() : QString()));
    const auto findings = planter.findings();
    for (const Planted& expected : planted) {
        const auto found = std::find_if(findings.begin(), findings.end(),
            [&](const ImportFindingView& finding) { return finding.code == QLatin1String(expected.code); });
        QVERIFY2(found != findings.end(), expected.code);
        QCOMPARE(found->line, expected.line);
        QCOMPARE(found->column, expected.column);
        QCOMPARE(found->severity, QLatin1String(expected.severity));
        const FailureEntry* reason = failureEntry(found->reason.code());
        QVERIFY(reason);
        QCOMPARE(QString::fromLatin1(reason->name), QLatin1String(expected.reason));
        QCOMPARE(checked->counts[size_t(QByteArray(expected.code).mid(1).toInt()) - 1], 1);
    }
    QCOMPARE(findings.size(), std::size(planted));
}

void TestImportCheck::ux33CountersAddUp()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    planter.check(planter.in(plantedFile()));
    const auto* checked = planter.last<event::Checked>();
    QVERIFY(checked);
    const ImportTally& t = checked->tally;
    QVERIFY(t.balances);
    QCOMPARE(t.lines, 17);
    QCOMPARE(t.lines, t.headerLines + t.blankLines + t.commentLines + t.trailerLines + t.recordLines);
    QCOMPARE(t.trailerLines, 1);
    QCOMPARE(t.records, 15);
    QCOMPARE(t.records, t.valid + t.invalid + t.duplicateInFile + t.producedBefore + t.alreadyQueued);
    QCOMPARE(t.valid, 5); // the first one, and those with warnings
    QCOMPARE(t.invalid, 7);
    QCOMPARE(t.duplicateInFile, 1);
    QCOMPARE(t.producedBefore, 1);
    QCOMPARE(t.alreadyQueued, 1);
}

void TestImportCheck::ux35NothingPersonalIsTold()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(plantedFile()));
    QString told;
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen && !seen->preview.rows.empty());
    for (const PreviewRow& row : seen->preview.rows)
        told += row.cells.join(QLatin1Char('\n'));
    for (const PreviewColumn& column : seen->preview.columns)
        told += column.name;
    for (const ImportFindingView& finding : planter.findings())
        told += finding.value + finding.columnName + finding.reason.toString();
    // A file without a header row whose first line would be taken for one.
    planter.check(planter.in(record("GOOD-1") + record("GOOD-2"), QStringLiteral("bare.csv")));
    for (const PreviewColumn& column : planter.last<event::Previewed>()->preview.columns)
        told += column.name;
    const QString report = planter.folder.filePath(QStringLiteral("report.csv"));
    const quint64 again = planter.check(planter.in(plantedFile()));
    QVERIFY(again != check);
    planter.floor.server->post(ImportCommand(command::SaveFindings{again, report, {}}));
    QVERIFY(planter.floor.until([&] { return planter.last<event::FindingsSaved>(); }));
    QFile file(report);
    QVERIFY(file.open(QIODevice::ReadOnly));
    told += QString::fromUtf8(file.readAll());
    QVERIFY(told.size() > 500);
    for (const char* canary : canaries)
        QVERIFY2(!told.contains(QLatin1String(canary)), canary);
}

void TestImportCheck::blockingIsNeverAcceptedInPart()
{
    PlantedFloor planter(smallFloor());
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(plantedFile()));
    for (const ImportPolicy policy :
        {ImportPolicy::AllOrNothing, ImportPolicy::AcceptValid, ImportPolicy::StopAfter}) {
        QVERIFY(!planter.accept(check, policy, 1000));
        QVERIFY(planter.refusal() == fc::ImportBlocked);
    }
    QVERIFY(!QFile::exists(planter.folder.filePath(QStringLiteral("in/job.rejects.csv"))));
}

void TestImportCheck::knownFileIsAcceptedWhole()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(header() + record("A-1") + record("A-2") + "END,2\n"));
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen->preview.known);
    QCOMPARE(seen->preview.fit, 100);
    QCOMPARE(seen->preview.mapping.profile, QStringLiteral("planted"));
    QVERIFY(planter.floor.server->snapshot()->jobs.empty()); // a check stores nothing
    const auto imported = planter.accept(check, ImportPolicy::AllOrNothing);
    QVERIFY(imported && imported->job.isValid());
    QCOMPARE(planter.floor.job(imported->job).counts.records.accepted, 2);
}

void TestImportCheck::sameFileIsTold()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QString file = planter.in(header() + record("A-1") + "END,1\n");
    const auto imported = planter.accept(planter.check(file), ImportPolicy::AllOrNothing);
    QVERIFY(imported && imported->job.isValid());
    QFile::copy(file, planter.folder.filePath(QStringLiteral("in/other-name.csv")));
    planter.check(planter.folder.filePath(QStringLiteral("in/other-name.csv")));
    const auto* checked = planter.last<event::Checked>();
    QCOMPARE(checked->sameAs, imported->job);
    QCOMPARE(checked->sameAsName, QStringLiteral("job.csv"));
    QCOMPARE(checked->tally.alreadyQueued, 1);
}

void TestImportCheck::validIsAcceptedAndTheRestWritten()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QByteArray bad = record("A-2", "CANARYNAME Ada", "B", "P9");
    const quint64 check = planter.check(
        planter.in(header() + record("A-1") + bad + record("A-1") + record("A-3") + "END,4\n"));
    QVERIFY(!planter.accept(check, ImportPolicy::AllOrNothing)->job.isValid());
    QVERIFY(!QFile::exists(planter.folder.filePath(QStringLiteral("in/job.rejects.csv"))));
    const auto imported = planter.accept(check, ImportPolicy::AcceptValid);
    QVERIFY2(imported && imported->job.isValid(), planter.why().constData());
    QCOMPARE(planter.floor.job(imported->job).counts.records.accepted, 2);
    QCOMPARE(imported->summary.rejected, 2);
    QFile rejects(imported->summary.rejectsFile);
    QVERIFY(rejects.open(QIODevice::ReadOnly));
    const QByteArray expected = header().chopped(1) + ",\"reject_reason\"\n" + bad.chopped(1)
        + ",\"V10 column 5\"\n" + record("A-1").chopped(1) + ",\"V06 column 1\"\n";
    QCOMPARE(rejects.readAll(), expected);
    QCOMPARE(QFile::permissions(imported->summary.rejectsFile) & (QFile::ReadGroup | QFile::ReadOther),
        QFile::Permissions());
    // Corrected by hand, the rejects file is a job file: the column for the reason is not used.
    QFile corrected(planter.folder.filePath(QStringLiteral("in/corrected.csv")));
    QVERIFY(corrected.open(QIODevice::WriteOnly));
    corrected.write(QByteArray(expected).replace("P9", "P30").replace("\nA-1,", "\nA-4,") + "END,2\n");
    corrected.close();
    const auto second = planter.accept(planter.check(corrected.fileName()), ImportPolicy::AllOrNothing);
    QVERIFY(second && second->job.isValid());
}

void TestImportCheck::policiesOfTheProfile()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    QFile city(QStringLiteral(":/stationmaster/jobs/city-file.txt"));
    QVERIFY(city.open(QIODevice::ReadOnly));
    const quint64 check = planter.check(planter.in(city.readAll(), QStringLiteral("city.txt")));
    const auto* seen = planter.last<event::Previewed>();
    QVERIFY(seen->preview.known);
    QCOMPARE(seen->preview.policies, std::vector<ImportPolicy>{ImportPolicy::AllOrNothing});
    QVERIFY(!planter.accept(check, ImportPolicy::AcceptValid));
    QVERIFY(planter.refusal() == fc::ImportPolicyRefused);
    QVERIFY(planter.accept(check, ImportPolicy::AllOrNothing)->job.isValid());
    command::ImportFile direct; // nor past the desk
    direct.file = planter.in(city.readAll(), QStringLiteral("city2.txt"));
    direct.profile = QStringLiteral("city-file");
    direct.acceptValid = true;
    planter.floor.refused.clear();
    planter.floor.server->post(direct);
    QVERIFY(planter.floor.until([&] { return !planter.floor.refused.empty(); }));
    QVERIFY(planter.refusal() == fc::ImportPolicyRefused);
}

void TestImportCheck::tooManyErrorsTakeNothing()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    QByteArray bytes = header() + record("A-1");
    for (int i = 0; i < 3; ++i)
        bytes += record("B-" + QByteArray::number(i), "CANARYNAME Ada", "B", "P9");
    const quint64 check = planter.check(planter.in(bytes + "END,4\n"));
    const auto imported = planter.accept(check, ImportPolicy::StopAfter, 3);
    QVERIFY(imported && !imported->job.isValid());
    QVERIFY(planter.floor.server->snapshot()->jobs.empty());
    QVERIFY(QDir(planter.folder.filePath(QStringLiteral("in")))
                .entryList({QStringLiteral("*rejects*")})
                .isEmpty());
    const quint64 fewer = planter.check(planter.in(
        bytes.replace("B-2", "A-9")
            .replace("A-9,9999244826000018,CANARYNAME Ada,B,P9", "A-9,9999244826000018,CANARYNAME Ada,B,P30")
        + "END,4\n"));
    QVERIFY(planter.accept(fewer, ImportPolicy::StopAfter, 3)->job.isValid());
}

void TestImportCheck::changedFileIsRefused()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const quint64 check = planter.check(planter.in(header() + record("A-1") + "END,1\n"));
    planter.in(header() + record("A-2") + "END,1\n");
    QVERIFY(!planter.accept(check, ImportPolicy::AllOrNothing)->job.isValid());
    QVERIFY(planter.refusal() == fc::ImportFileChanged);
}

void TestImportCheck::rejectsReplaceNothing()
{
    PlantedFloor planter(smallFloor(), false);
    QVERIFY2(planter.good, planter.why().constData());
    const QString kept = planter.in("of another day\n", QStringLiteral("job.rejects.csv"));
    const quint64 check = planter.check(
        planter.in(header() + record("A-1") + record("A-2", "CANARYNAME", "B", "P9") + "END,2\n"));
    const auto imported = planter.accept(check, ImportPolicy::AcceptValid);
    QVERIFY2(imported && imported->job.isValid(), planter.why().constData());
    QCOMPARE(imported->summary.rejectsFile, planter.folder.filePath(QStringLiteral("in/job.rejects-2.csv")));
    QFile before(kept);
    QVERIFY(before.open(QIODevice::ReadOnly));
    QCOMPARE(before.readAll(), QByteArray("of another day\n"));
}

void TestImportCheck::todayIsTheLocalDay_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<bool>("past");
    QTest::newRow("Berlin: the next day already") << QByteArray("Europe/Berlin") << true;
    QTest::newRow("New York: still the same day") << QByteArray("America/New_York") << false;
}

void TestImportCheck::todayIsTheLocalDay()
{
    QFETCH(QByteArray, zone);
    QFETCH(bool, past);
    const QByteArray before = qgetenv("TZ");
    qputenv("TZ", zone);
    ::tzset();
    std::vector<ImportFindingView> found;
    {
        PlantedFloor planter(smallFloor(), false, QDateTime({2026, 11, 21}, {23, 30}, Qt::UTC));
        QVERIFY2(planter.good, planter.why().constData());
        const QByteArray bytes
            = header() + record("A-1", "CANARYNAME Ada", "B", "P30", "2026-10-01", "2026-11-21") + "END,1\n";
        planter.check(planter.in(bytes));
        found = planter.findings();
        planter.import(bytes);
        for (const ImportFindingView& finding : planter.floor.imported->summary.findings)
            found.push_back(finding);
    }
    before.isNull() ? qunsetenv("TZ") : qputenv("TZ", before);
    ::tzset();
    QCOMPARE(found.size(), past ? size_t(2) : size_t(0)); // when it is checked and when it is imported
    for (const ImportFindingView& finding : found)
        QCOMPARE(finding.code, QStringLiteral("V13"));
}

QTEST_GUILESS_MAIN(TestImportCheck)
#include "tst_import_check.moc"
