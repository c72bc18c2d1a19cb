// SPDX-License-Identifier: GPL-3.0-or-later
// Import through the server: all or nothing, findings with their places, sealed rows.
#include "simulated_floor.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTest>

using namespace sm;

class TestImportTask : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void oneBadRecordRefusesTheFile();
    void policyValidTakesTheOthers();
    void knownIdsAreCountedAndMasked();
    void unknownFormIsRefused();
    void missingFileIsRefused();
    void anotherFileInItsPlaceIsRefused();
    void nothingPersonalIsInTheStoreInClear();

private:
    /// The first rows of the sample job, with one text replaced.
    static QString sample(
        const SimulatedFloor& floor, int rows, const QByteArray& from = {}, const QByteArray& to = {});
    static bool import(SimulatedFloor& floor, const QString& file, bool acceptValid = false);
};

static FloorPlan smallFloor()
{
    DemoOptions options;
    options.machines = 1;
    options.stations = 2;
    return demoFloor(options);
}

void TestImportTask::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

QString TestImportTask::sample(
    const SimulatedFloor& floor, int rows, const QByteArray& from, const QByteArray& to)
{
    const auto path = writeDemoJob(floor.folder() + QStringLiteral("/in"), rows);
    QFile file(*path);
    if (!file.open(QIODevice::ReadWrite))
        return {};
    QByteArray text = file.readAll();
    if (!from.isEmpty()) {
        const qsizetype at = text.indexOf(from);
        if (at < 0)
            return {};
        text.replace(at, from.size(), to);
        file.resize(0);
        file.seek(0);
        file.write(text);
    }
    return *path;
}

bool TestImportTask::import(SimulatedFloor& floor, const QString& file, bool acceptValid)
{
    command::ImportFile order;
    order.file = file;
    order.acceptValid = acceptValid;
    floor.imported.reset();
    floor.server->post(order);
    return !file.isEmpty() && floor.until([&] { return floor.imported.has_value(); });
}

void TestImportTask::oneBadRecordRefusesTheFile()
{
    SimulatedFloor floor(smallFloor(), 1);
    QVERIFY(floor.open());
    QVERIFY(import(floor, sample(floor, 20, "HTP-2026-000003,9", "HTP-2026-000003,8"))); // check digit
    QVERIFY(!floor.imported->job.isValid());
    QCOMPARE(floor.imported->summary.records, 20);
    QCOMPARE(floor.imported->summary.valid, 19);
    QCOMPARE(floor.imported->summary.invalid, 1);
    QVERIFY(floor.imported->summary.balances);
    QCOMPARE(floor.imported->summary.findings.size(), size_t(1));
    const ImportFindingView finding = floor.imported->summary.findings.front();
    QCOMPARE(finding.code, QStringLiteral("V03"));
    QCOMPARE(finding.line, 4);
    QCOMPARE(finding.column, 2);
    QCOMPARE(finding.columnName, QStringLiteral("pass_number"));
    QVERIFY(!finding.value.contains(QStringLiteral("99994")));
    QVERIFY(floor.server->snapshot()->jobs.empty());
    // Nothing half-imported: the corrected file goes in as if nothing had been.
    QVERIFY(import(floor, sample(floor, 20)));
    QVERIFY(floor.imported->job.isValid());
    QCOMPARE(floor.job(floor.imported->job).counts.records.accepted, 20);
}

void TestImportTask::policyValidTakesTheOthers()
{
    SimulatedFloor floor(smallFloor(), 2);
    QVERIFY(floor.open());
    QVERIFY(import(floor, sample(floor, 20, "HTP-2026-000007,", "HTP-2026-000006,"), true)); // repeated id
    QVERIFY(floor.imported->job.isValid());
    QCOMPARE(floor.imported->summary.duplicateInFile, 1);
    QCOMPARE(floor.imported->summary.valid, 19);
    QCOMPARE(floor.job(floor.imported->job).counts.records.accepted, 19);
}

void TestImportTask::knownIdsAreCountedAndMasked()
{
    constexpr int rows = 10'020;
    SimulatedFloor floor(smallFloor(), 6);
    QVERIFY(floor.open());
    QVERIFY(import(floor, sample(floor, rows)));
    QVERIFY(floor.imported->job.isValid());
    QVERIFY(import(floor, sample(floor, rows)));
    const ImportSummary& summary = floor.imported->summary;
    QVERIFY(!floor.imported->job.isValid());
    QVERIFY(summary.balances);
    QCOMPARE(summary.producedBefore, rows);
    QCOMPARE(summary.findings.size(), size_t(10'000)); // at most for each code
    for (const ImportFindingView& finding : summary.findings) {
        QCOMPARE(finding.code, QStringLiteral("V07"));
        QCOMPARE(finding.columnName, QStringLiteral("card_object_id"));
        QVERIFY(!finding.reason.toString().contains(QStringLiteral("HTP-2026")));
    }
    QCOMPARE(floor.refused.back().why.param("producedBefore"), QString::number(rows));
}

void TestImportTask::unknownFormIsRefused()
{
    SimulatedFloor floor(smallFloor(), 3);
    QVERIFY(floor.open());
    const QString path = floor.folder() + QStringLiteral("/odd.csv");
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("alpha,beta\n1,2\n");
    file.close();
    QVERIFY(import(floor, path));
    QVERIFY(!floor.imported->job.isValid());
    QCOMPARE(floor.refused.size(), size_t(1));
}

void TestImportTask::missingFileIsRefused()
{
    SimulatedFloor floor(smallFloor(), 4);
    QVERIFY(floor.open());
    QVERIFY(import(floor, floor.folder() + QStringLiteral("/none.csv")));
    QVERIFY(!floor.imported->job.isValid());
    QCOMPARE(floor.refused.size(), size_t(1));
}

/// Between the look at the file and the reading of its records somebody puts another one there, at each
/// moment once: what is imported is what was looked at.
void TestImportTask::anotherFileInItsPlaceIsRefused()
{
    int changed = 0;
    for (int moment = 0; moment < 12; ++moment) {
        SimulatedFloor floor(smallFloor(), 6);
        QVERIFY(floor.open());
        const auto other = writeDemoJob(floor.folder() + QStringLiteral("/other"), 7);
        const QString path = sample(floor, 20);
        command::ImportFile order;
        order.file = path;
        floor.server->post(order);
        int looks = 0;
        QVERIFY(floor.until([&] {
            if (looks++ == moment) {
                QFile::remove(path);
                QFile::copy(*other, path);
            }
            return floor.imported.has_value();
        }));
        if (!floor.refused.empty()) {
            QVERIFY(floor.refused.back().why == fc::ImportFileChanged);
            QVERIFY(floor.server->snapshot()->jobs.empty());
            ++changed;
            continue;
        }
        const ImportSummary& summary = floor.imported->summary;
        QFile now(path);
        QVERIFY(now.open(QIODevice::ReadOnly));
        const QByteArray hash = QCryptographicHash::hash(now.readAll(), QCryptographicHash::Sha256);
        QCOMPARE(summary.sha256 == QString::fromLatin1(hash.toHex().toUpper()), summary.records == 7);
        QVERIFY(summary.records == 7 || summary.records == 20);
    }
    QVERIFY(changed > 0);
}

void TestImportTask::nothingPersonalIsInTheStoreInClear()
{
    SimulatedFloor floor(smallFloor(), 5);
    QVERIFY(floor.open());
    QVERIFY(import(floor, sample(floor, 10, "Ada Mu", "CANARYNAME Mu")));
    QVERIFY(floor.imported->job.isValid());
    for (const QString& name : {QStringLiteral("store.sqlite"), QStringLiteral("store.sqlite-wal")}) {
        QFile file(floor.folder() + u'/' + name);
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.isEmpty());
        QVERIFY(!bytes.contains("CANARYNAME"));
        QVERIFY(!bytes.contains("9999244826000018")); // the first pass number
    }
    QVERIFY(QFile::exists(floor.folder() + QStringLiteral("/store.sqlite")));
}

QTEST_GUILESS_MAIN(TestImportTask)
#include "tst_import_task.moc"
