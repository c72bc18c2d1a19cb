// SPDX-License-Identifier: GPL-3.0-or-later
// The whole core on simulated time: the demo job, faults by seed, hold and resume, abort, restart.
#include "simulated_floor.h"

#include <QRegularExpression>
#include <QTest>

using namespace sm;

class TestSimulatedServer : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("live counts"))); }
    void demoMakesAllCardsGood();
    void endOfTheCardNumberIsTold();
    void sameSeedSameEvents();
    void faultsLeaveEveryRecordNamed_data();
    void faultsLeaveEveryRecordNamed();
    void holdFinishesCardsAndResumeGoesOn();
    void abortEndsTheJob();
    void abortOfAJobThatNeverRan();
    void fileCardsFromTaggedText();
    void secondImportOfTheSameFileIsRefused();
    void rejectRunHoldsTheStation();
    void restartReleasesWhatWasUntouched();
};

void TestSimulatedServer::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

static FloorPlan floorOf(int machines, int stations, bool faults, quint64 seed)
{
    DemoOptions options;
    options.machines = machines;
    options.stations = stations;
    options.faults = faults;
    options.seed = seed;
    return demoFloor(options);
}

void TestSimulatedServer::demoMakesAllCardsGood()
{
    SimulatedFloor floor(floorOf(4, 6, false, 1), 1);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(48);
    QVERIFY(job.isValid());
    QVERIFY(floor.finish(job));
    floor.settle();
    const JobSnapshot end = floor.job(job);
    QCOMPARE(end.state, JobState::Complete);
    QCOMPARE(end.counts.records.good, 48);
    QCOMPARE(end.counts.cards.good, 48);
    QCOMPARE(end.counts.cards.blanksIn, 48);
    QVERIFY(end.counts.balances());
    QCOMPARE(floor.good, 48);
    QVERIFY(floor.rejected.empty());
    const auto snapshot = floor.server->snapshot();
    QVERIFY(snapshot->core.apdus > 48 * 20);
    QVERIFY(snapshot->hsms.requests >= 48 * 2);
}

/// Four digits, while the card is here, and no more of it anywhere.
void TestSimulatedServer::endOfTheCardNumberIsTold()
{
    SimulatedFloor floor(floorOf(1, 2, false, 2), 2);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(4);
    QFile sample(floor.folder() + QStringLiteral("/demo-job/Harbour Transit Pass.csv"));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    QHash<QString, QString> numbers; // by the end of the id
    for (const QByteArray& line : sample.readAll().split('\n').mid(1)) {
        const QList<QByteArray> cells = line.split(',');
        if (cells.size() > 1)
            numbers.insert(QString::fromUtf8(cells[0].right(8)), QString::fromUtf8(cells[1].right(4)));
    }
    QVERIFY(floor.until([&] {
        const StationSnapshot& station = floor.server->snapshot()->machines[0].stations[0];
        return station.phase == Phase::Writing;
    }));
    const StationSnapshot station = floor.server->snapshot()->machines[0].stations[0];
    QCOMPARE(station.panTail.size(), 4);
    QCOMPARE(station.panTail, numbers.value(station.recordId));
    QVERIFY(floor.finish(job));
    floor.settle();
    QVERIFY(floor.server->snapshot()->machines[0].stations[0].panTail.isEmpty());
}

void TestSimulatedServer::sameSeedSameEvents()
{
    QStringList logs[2];
    for (QStringList& log : logs) {
        SimulatedFloor floor(floorOf(2, 4, true, 7), 7);
        QVERIFY(floor.open());
        QVERIFY(floor.finish(floor.startDemo(24)));
        log = floor.log;
    }
    QVERIFY(logs[0].size() > 24);
    QCOMPARE(logs[0], logs[1]);
}

void TestSimulatedServer::faultsLeaveEveryRecordNamed_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 12; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

void TestSimulatedServer::faultsLeaveEveryRecordNamed()
{
    QFETCH(quint64, seed);
    FloorPlan plan = floorOf(4, 6, true, seed);
    plan.virtualCards.tearRate = plan.virtualCards.muteRate = plan.virtualCards.statusRate = 0.08;
    SimulatedFloor floor(plan, seed);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(48);
    QVERIFY(floor.finish(job));
    floor.settle();
    const JobSnapshot end = floor.job(job);
    const RecordCounts& records = end.counts.records;
    QVERIFY(end.counts.balances());
    QCOMPARE(records.accepted, 48);
    QCOMPARE(records.inStations, 0);
    QCOMPARE(records.good + records.inDoubt + records.waiting, 48);
    QCOMPARE(records.good, qint64(floor.good));
    QCOMPARE(end.state, records.good == 48 ? JobState::Complete : JobState::CompleteOpen);
    QVERIFY(records.good > 24);
    for (const event::CardRejected& reject : floor.rejected)
        QVERIFY(failureEntry(reject.why.code()) != nullptr);
}

void TestSimulatedServer::holdFinishesCardsAndResumeGoesOn()
{
    SimulatedFloor floor(floorOf(1, 6, false, 3), 3);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(30);
    QVERIFY(floor.until([&] { return floor.good >= 8; }));
    floor.server->post(command::HoldFloor());
    QVERIFY(!floor.until([&] { return floor.ended(job); }, std::chrono::minutes(5)));
    const int held = floor.good;
    QVERIFY(held < 30);
    const auto snapshot = floor.server->snapshot();
    QVERIFY(snapshot->holding);
    for (const StationSnapshot& station : snapshot->machines.front().stations)
        QCOMPARE(station.state, TileState::Held);
    floor.server->post(command::ResumeFloor());
    QVERIFY(floor.finish(job));
    floor.settle();
    QCOMPARE(floor.job(job).counts.records.good, 30);
    QVERIFY(floor.job(job).counts.balances());
    for (const event::CardRejected& reject : floor.rejected)
        QFAIL(qPrintable(reject.why.toString()));
    QCOMPARE(floor.job(job).counts.cards.blanksIn, 30);
}

void TestSimulatedServer::abortEndsTheJob()
{
    SimulatedFloor floor(floorOf(1, 4, false, 4), 4);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(40);
    QVERIFY(floor.until([&] { return floor.good >= 5; }));
    floor.server->post(command::AbortJob{job, QStringLiteral("wrong artwork")});
    QVERIFY(floor.until([&] { return floor.ended(job); }));
    const Nanos end = floor.server->now() + std::chrono::minutes(2);
    floor.until([&] { return floor.server->now() > end; }, std::chrono::minutes(3));
    const JobSnapshot ended = floor.job(job);
    QCOMPARE(ended.state, JobState::Aborted);
    QVERIFY(ended.counts.records.good < 40);
    QVERIFY(ended.counts.records.withdrawn > 0);
    QVERIFY(ended.counts.balances());
}

void TestSimulatedServer::abortOfAJobThatNeverRan()
{
    SimulatedFloor floor(floorOf(1, 2, false, 11), 11);
    QVERIFY(floor.open());
    const auto file = writeDemoJob(floor.folder() + QStringLiteral("/in"), 6);
    command::ImportFile import;
    import.file = *file;
    floor.server->post(import);
    QVERIFY(floor.until([&] { return floor.imported.has_value(); }));
    const JobId job = floor.imported->job;
    floor.server->post(command::AbortJob{job, QStringLiteral("ordered twice")});
    QVERIFY(floor.until([&] { return floor.ended(job); }));
    floor.settle();
    QCOMPARE(floor.job(job).state, JobState::Aborted);
    QCOMPARE(floor.job(job).counts.records.withdrawn, 6);
    QVERIFY(floor.job(job).counts.balances());
    // Its ids are free again.
    floor.imported.reset();
    floor.server->post(import);
    QVERIFY(floor.until([&] { return floor.imported.has_value(); }));
    QVERIFY(floor.imported->job.isValid());
}

void TestSimulatedServer::fileCardsFromTaggedText()
{
    SimulatedFloor floor(floorOf(1, 2, false, 5), 5);
    QVERIFY(floor.open());
    command::ImportFile import;
    import.file = QStringLiteral(SM_TEST_DATA "/jobs/seed_three.txt");
    import.startWhenImported = true;
    floor.server->post(import);
    QVERIFY(floor.until([&] { return floor.imported.has_value(); }));
    QCOMPARE(floor.imported->summary.records, 3);
    QCOMPARE(floor.imported->summary.valid, 3);
    QVERIFY(floor.imported->summary.balances);
    QVERIFY(floor.imported->job.isValid());
    QVERIFY(floor.finish(floor.imported->job));
    floor.settle();
    QCOMPARE(floor.job(floor.imported->job).counts.records.good, 3);
    QCOMPARE(floor.job(floor.imported->job).counts.cards.good, 3);
}

void TestSimulatedServer::secondImportOfTheSameFileIsRefused()
{
    SimulatedFloor floor(floorOf(1, 4, false, 6), 6);
    QVERIFY(floor.open());
    const JobId first = floor.startDemo(8);
    QVERIFY(floor.finish(first));
    floor.imported.reset();
    const JobId second = floor.startDemo(8);
    QVERIFY(!second.isValid());
    QVERIFY(floor.imported.has_value());
    QCOMPARE(floor.imported->summary.producedBefore, 8);
    QCOMPARE(floor.imported->summary.valid, 0);
    QCOMPARE(floor.refused.size(), size_t(1));
    QCOMPARE(floor.server->snapshot()->jobs.size(), size_t(1));
}

void TestSimulatedServer::rejectRunHoldsTheStation()
{
    FloorPlan plan = floorOf(1, 1, false, 8);
    plan.virtualCards.statusRate = 1.0; // every card refuses some command
    SimulatedFloor floor(plan, 8);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(10);
    QVERIFY(floor.until([&] { return !floor.stopped.empty(); }));
    floor.until([&] { return floor.ended(job); }, std::chrono::minutes(10));
    QCOMPARE(floor.stopped.size(), size_t(1));
    QCOMPARE(int(floor.rejected.size()), 3);
    const StationSnapshot station = floor.server->snapshot()->machines.front().stations.front();
    QCOMPARE(station.state, TileState::Held);
    QCOMPARE(floor.job(job).counts.records.good, 0);
    QVERIFY(floor.job(job).counts.balances());
}

void TestSimulatedServer::restartReleasesWhatWasUntouched()
{
    QTemporaryDir folder;
    JobId job;
    qint64 good = 0;
    {
        SimulatedFloor floor(floorOf(1, 6, false, 9), 9, folder.path());
        QVERIFY(floor.open());
        job = floor.startDemo(30);
        QVERIFY(floor.until([&] { return floor.good >= 7; }));
        good = floor.good;
    } // the server ends at once: cards in stations become doubtful
    FloorPlan plan = floorOf(1, 6, false, 10);
    SimulatedFloor floor(plan, 10, folder.path());
    QVERIFY(floor.open());
    const JobSnapshot found = floor.job(job);
    QCOMPARE(found.state, JobState::Held);
    QVERIFY(found.counts.records.good >= good);
    QCOMPARE(found.counts.records.inStations, 0);
    QVERIFY(found.counts.balances());
    floor.server->post(command::ResumeJob{job});
    QVERIFY(floor.finish(job));
    floor.settle();
    const RecordCounts end = floor.job(job).counts.records;
    QCOMPARE(end.good + end.inDoubt, 30);
    QCOMPARE(end.inDoubt, found.counts.records.inDoubt);
    QVERIFY(end.balances());
}

QTEST_GUILESS_MAIN(TestSimulatedServer)
#include "tst_simulated_server.moc"
