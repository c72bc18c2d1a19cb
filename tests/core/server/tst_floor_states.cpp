// SPDX-License-Identifier: GPL-3.0-or-later
// What stands on the floor and says why: a server that could not open, a line that stopped, stations held one
// by one while the floor goes on, and figures across pauses and several jobs.
#include "simulated_floor.h"

#include "base/failures/controller.h"

#include <QFile>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace sm;

class FloorStatesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void failedOpeningStands_data();
    void failedOpeningStands();
    void stoppedLineStands();
    void heldStationsStayHeld();
    void rejectRunStaysHeld();
    void noStationGoesOnAlone();
    void etaOutlivesAPause_data();
    void etaOutlivesAPause();
    void stripCountsWhatIsUnderWay();

private:
    static FloorPlan plan(int stations, double rejects = 0);
    static JobId import(SimulatedFloor& floor, int cards, int first);
    static TileState tile(const SimulatedFloor& floor, quint16 station);
};

void FloorStatesTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

FloorPlan FloorStatesTest::plan(int stations, double rejects)
{
    DemoOptions options;
    options.machines = 1;
    options.stations = stations;
    options.speed = 1;
    FloorPlan plan = demoFloor(options);
    plan.virtualCards.statusRate = rejects;
    return plan;
}

/// Rows of the sample job with ids that begin at `first`, so that several jobs can be there.
JobId FloorStatesTest::import(SimulatedFloor& floor, int cards, int first)
{
    const auto path = writeDemoJob(floor.folder() + QStringLiteral("/in%1").arg(first), first + cards - 1);
    QFile file(*path);
    if (!file.open(QIODevice::ReadWrite))
        return JobId();
    QList<QByteArray> lines = file.readAll().split('\n');
    lines.remove(1, first - 1);
    file.resize(0);
    file.seek(0);
    file.write(lines.join('\n'));
    file.close();
    command::ImportFile order;
    order.file = *path;
    floor.imported.reset();
    floor.server->post(order);
    floor.until([&] { return floor.imported.has_value(); });
    return floor.imported ? floor.imported->job : JobId();
}

TileState FloorStatesTest::tile(const SimulatedFloor& floor, quint16 station)
{
    return floor.server->snapshot()->machines.front().stations[station - 1u].state;
}

void FloorStatesTest::failedOpeningStands_data()
{
    QTest::addColumn<QString>("cause");
    QTest::newRow("another console has the store") << QStringLiteral("locked");
    QTest::newRow("the folder can not be made") << QStringLiteral("folder");
    QTest::newRow("late, by a station") << QStringLiteral("station");
}

void FloorStatesTest::failedOpeningStands()
{
    QFETCH(QString, cause);
    const bool locked = cause == QStringLiteral("locked");
    FloorPlan wanted = plan(2);
    if (cause == QStringLiteral("station")) // which can not take part in simulated time
        wanted.machines.front().stations.front().kind = StationPlan::Kind::Local;
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    std::unique_ptr<SimulatedFloor> first;
    if (locked) {
        first = std::make_unique<SimulatedFloor>(plan(2), 1, folder.path());
        QVERIFY(first->open());
    }
    const bool unmade = cause == QStringLiteral("folder");
    SimulatedFloor floor(wanted, 2, unmade ? folder.filePath(QStringLiteral("file/below")) : folder.path());
    // Asked while it opens where that takes time, and afterwards.
    const quint64 early = floor.server->post(command::ListRecovered{});
    const auto late = floor.order(command::StartJob{JobId(1)});
    QVERIFY(!floor.opened);
    QVERIFY(late);
    const auto refusedWith = [&](quint64 ticket) {
        const auto found = std::find_if(floor.refused.begin(), floor.refused.end(),
            [ticket](const event::Refused& one) { return one.ticket == ticket; });
        return found == floor.refused.end() ? FailureCode() : found->why.code();
    };
    QCOMPARE(refusedWith(0), late->code());
    QCOMPARE(refusedWith(early), late->code());
    for (int i = 0; i < 2; ++i) { // it does not pass
        const auto snapshot = floor.server->snapshot();
        QVERIFY(snapshot->serverFailure);
        QCOMPARE(snapshot->serverFailure->code(), late->code());
        QVERIFY(floor.order(command::HoldFloor{}));
    }
    QVERIFY(!floor.order(command::StopServer{true}));
    if (first)
        QVERIFY(!first->server->snapshot()->serverFailure);
}

void FloorStatesTest::stoppedLineStands()
{
    std::signal(SIGXFSZ, SIG_IGN);
    SimulatedFloor floor(plan(2), 3);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(40);
    QVERIFY(floor.until([&] { return floor.good >= 4; }));
    QVERIFY(!floor.server->snapshot()->lineStopped);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit full{1024, before.rlim_max};
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &full), 0);
    const auto told = [&] {
        return std::any_of(floor.refused.begin(), floor.refused.end(),
            [](const event::Refused& one) { return one.ticket == 0 && one.why == fc::LineStopped; });
    };
    const bool stopped = floor.until(told, std::chrono::hours(1));
    ::setrlimit(RLIMIT_FSIZE, &before);
    QVERIFY(stopped);
    floor.until([] { return false; }, std::chrono::minutes(10));
    const auto snapshot = floor.server->snapshot();
    QVERIFY(snapshot->lineStopped && *snapshot->lineStopped == fc::LineStopped);
    QVERIFY(!snapshot->lineStopped->param("cause").isEmpty());
    QVERIFY(snapshot->holding);
    const int good = floor.good;
    command::ImportFile starting;
    starting.file = floor.folder() + QStringLiteral("/none.csv");
    starting.startWhenImported = true;
    const ServerCommand going[] = {command::ResumeFloor{}, command::StartJob{job}, command::ResumeJob{job},
        command::ResumeStations{{StationId{1, 1}}}, command::RemakeRecords{job, {}}, starting};
    for (const ServerCommand& order : going) {
        const auto refusal = floor.order(order);
        QVERIFY2(refusal && *refusal == fc::LineStopped, qPrintable(QString::number(order.index())));
        QVERIFY(!refusal->param("cause").isEmpty());
    }
    floor.until([] { return false; }, std::chrono::minutes(10));
    QCOMPARE(floor.good, good);
}

void FloorStatesTest::heldStationsStayHeld()
{
    SimulatedFloor floor(plan(4), 4);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(40);
    QVERIFY(floor.until([&] { return floor.good >= 4; }));
    // Hands are in the feeder of one; another is held while the floor already is.
    QVERIFY(!floor.order(command::HoldStations{{StationId{1, 2}}}));
    QVERIFY(floor.until([&] { return tile(floor, 2) == TileState::Held; }));
    QVERIFY(!floor.order(command::HoldFloor{}));
    QVERIFY(!floor.order(command::HoldFloor{})); // twice
    QVERIFY(
        floor.until([&] { return tile(floor, 1) == TileState::Held && tile(floor, 3) == TileState::Held; }));
    QVERIFY(!floor.order(command::HoldStations{{StationId{1, 3}}}));
    QVERIFY(!floor.order(command::ResumeFloor{}));
    QVERIFY(floor.finish(job));
    QCOMPARE(tile(floor, 2), TileState::Held);
    QCOMPARE(tile(floor, 3), TileState::Held);
    QCOMPARE(tile(floor, 1), TileState::Idle);
    QCOMPARE(floor.job(job).counts.records.good, 40);
    QVERIFY(!floor.order(command::ResumeStations{{StationId{1, 2}}}));
    QCOMPARE(tile(floor, 2), TileState::Idle);
}

void FloorStatesTest::rejectRunStaysHeld()
{
    SimulatedFloor floor(plan(1, 1.0), 5); // every card is rejected
    QVERIFY(floor.open());
    QVERIFY(floor.startDemo(20).isValid());
    const auto held = [&] {
        return std::any_of(floor.stopped.begin(), floor.stopped.end(),
            [](const event::StationStopped& one) { return one.why == fc::RejectRun; });
    };
    QVERIFY(floor.until(held, std::chrono::minutes(30)));
    QCOMPARE(tile(floor, 1), TileState::Held);
    QVERIFY(!floor.order(command::HoldFloor{}));
    QVERIFY(!floor.order(command::ResumeFloor{}));
    floor.until([] { return false; }, std::chrono::minutes(2));
    QCOMPARE(tile(floor, 1), TileState::Held);
}

void FloorStatesTest::noStationGoesOnAlone()
{
    SimulatedFloor floor(plan(2), 6);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(12);
    QVERIFY(floor.until([&] { return floor.good >= 2; }));
    QVERIFY(!floor.order(command::HoldFloor{}));
    QVERIFY(floor.until([&] { return tile(floor, 1) == TileState::Held; }));
    const auto refusal = floor.order(command::ResumeStations{{StationId{1, 1}}});
    QVERIFY(refusal && *refusal == fc::FloorIsHeld);
    QCOMPARE(tile(floor, 1), TileState::Held);
    QVERIFY(!floor.order(command::ResumeFloor{}));
    QVERIFY(floor.finish(job));
}

void FloorStatesTest::etaOutlivesAPause_data()
{
    QTest::addColumn<bool>("wholeFloor");
    QTest::newRow("the floor is held") << true;
    QTest::newRow("the job is held") << false;
}

void FloorStatesTest::etaOutlivesAPause()
{
    QFETCH(bool, wholeFloor);
    SimulatedFloor floor(plan(4), 7);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(120);
    QVERIFY(floor.until([&] { return floor.good >= 60; }));
    const auto left = [&](const QDateTime& eta) { return floor.server->snapshot()->wall.secsTo(eta); };
    const auto snapshot = floor.server->snapshot();
    QVERIFY(snapshot->figures.eta.isValid() && snapshot->jobs.front().eta.isValid());
    const qint64 before = left(snapshot->figures.eta);
    QVERIFY(before > 30);
    QVERIFY(!floor.order(wholeFloor ? ServerCommand(command::HoldFloor{}) : command::HoldJob{job}));
    floor.until([] { return false; }, std::chrono::minutes(2));
    floor.server->advance(std::chrono::hours(8));
    const int held = floor.good;
    QVERIFY(!floor.order(wholeFloor ? ServerCommand(command::ResumeFloor{}) : command::ResumeJob{job}));
    QVERIFY(floor.until([&] { return floor.good >= held + 8; }));
    const auto after = floor.server->snapshot();
    for (const QDateTime& eta : {after->figures.eta, after->jobs.front().eta}) {
        QVERIFY(eta.isValid());
        // 60 cards were left when it was held, and fewer are now.
        QVERIFY2(left(eta) <= before && left(eta) > before / 4,
            qPrintable(QStringLiteral("%1 s, %2 s before").arg(left(eta)).arg(before)));
    }
    QVERIFY(floor.finish(job));
    QVERIFY(after->jobs.front().eta.secsTo(floor.server->snapshot()->wall) < before);
}

void FloorStatesTest::stripCountsWhatIsUnderWay()
{
    QTemporaryDir folder;
    JobId second;
    {
        SimulatedFloor floor(plan(4), 8, folder.path());
        QVERIFY(floor.open());
        const JobId first = import(floor, 12, 1);
        second = import(floor, 10, 13);
        QVERIFY(!floor.order(command::StartJob{first}));
        QVERIFY(floor.finish(first));
        floor.settle();
        auto figures = floor.server->snapshot()->figures;
        QCOMPARE(figures.good, 12); // the one that ended last can still be read
        QCOMPARE(figures.target, 12);
        QVERIFY(!floor.order(command::StartJob{second}));
        QVERIFY(floor.until([&] { return floor.good >= 12 + 4; }));
        figures = floor.server->snapshot()->figures;
        QCOMPARE(figures.target, 10);
        QCOMPARE(figures.good, floor.good - 12);
        QCOMPARE(figures.yield, 1.0);
    }
    // After a restart a held job counts alone, and beside one that starts.
    FloorPlan again = plan(4);
    again.virtualCards.run = 2; // other cards: those of the first run are taken
    SimulatedFloor floor(again, 9, folder.path());
    QVERIFY(floor.open());
    QCOMPARE(floor.job(second).state, JobState::Held);
    QCOMPARE(floor.server->snapshot()->figures.target, 10);
    const JobId third = import(floor, 6, 23);
    QVERIFY(!floor.order(command::StartJob{third}));
    QCOMPARE(floor.server->snapshot()->figures.target, 16);
    QVERIFY(floor.finish(third));
    floor.settle();
    QCOMPARE(floor.server->snapshot()->figures.target, 10);
}

QTEST_GUILESS_MAIN(FloorStatesTest)
#include "tst_floor_states.moc"
