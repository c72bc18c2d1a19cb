// SPDX-License-Identifier: GPL-3.0-or-later
// A job is started once, however often it is asked for, and what its life cycle refuses does not stop the
// line.
#include "simulated_floor.h"

#include <QRegularExpression>
#include <QTest>

using namespace sm;

class JobStartTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("live counts|line stops|stays"))); }
    void startedOnce_data();
    void startedOnce();
    void afterARestart();
    void runningJobGoesOn();
    void endedJobSaysSo();
    void abortWins_data();
    void abortWins();
    void dataFolderIsMade();

private:
    static FloorPlan plan(quint64 seed);
    static JobId importDemo(SimulatedFloor& floor, int cards);
    static bool lineStopped(const SimulatedFloor& floor);
};

FloorPlan JobStartTest::plan(quint64 seed)
{
    DemoOptions options;
    options.machines = 1;
    options.stations = 4;
    options.seed = seed;
    return demoFloor(options);
}

JobId JobStartTest::importDemo(SimulatedFloor& floor, int cards)
{
    const auto file = writeDemoJob(floor.folder() + QStringLiteral("/in"), cards);
    command::ImportFile import;
    import.file = *file;
    floor.server->post(import);
    floor.until([&] { return floor.imported.has_value(); });
    return floor.imported ? floor.imported->job : JobId();
}

bool JobStartTest::lineStopped(const SimulatedFloor& floor)
{
    return std::any_of(floor.refused.begin(), floor.refused.end(),
        [](const event::Refused& one) { return one.why == fc::LineStopped; });
}

void JobStartTest::startedOnce_data()
{
    QTest::addColumn<bool>("resumeFirst");
    QTest::newRow("start, then resume") << false;
    QTest::newRow("resume, then start") << true;
}

void JobStartTest::startedOnce()
{
    QFETCH(bool, resumeFirst);
    SimulatedFloor floor(plan(1), 1);
    QVERIFY(floor.open());
    const JobId job = importDemo(floor, 12);
    QVERIFY(job.isValid());
    std::vector<quint64> tickets;
    for (int i = 0; i < 4; ++i) {
        const bool resume = (i % 2 == 0) == resumeFirst;
        tickets.push_back(resume ? floor.server->post(command::ResumeJob{job})
                                 : floor.server->post(command::StartJob{job}));
    }
    QVERIFY(floor.finish(job));
    floor.settle();
    for (const quint64 ticket : tickets)
        QCOMPARE(std::count(floor.accepted.begin(), floor.accepted.end(), ticket), 1);
    QVERIFY(floor.refused.empty());
    QCOMPARE(floor.job(job).counts.records.good, 12);
    QCOMPARE(floor.job(job).counts.cards.blanksIn, 12);
    QCOMPARE(floor.good, 12);
}

/// As a console and a person do it who both want to go on.
void JobStartTest::afterARestart()
{
    QTemporaryDir folder;
    JobId job;
    {
        SimulatedFloor floor(plan(2), 2, folder.path());
        QVERIFY(floor.open());
        job = floor.startDemo(20);
        QVERIFY(floor.until([&] { return floor.good >= 5; }));
    }
    SimulatedFloor floor(plan(3), 3, folder.path());
    QVERIFY(floor.open());
    QCOMPARE(floor.job(job).state, JobState::Held);
    floor.server->post(command::StartJob{job});
    floor.server->post(command::ResumeJob{job});
    QVERIFY(floor.finish(job));
    floor.settle();
    QVERIFY(!lineStopped(floor));
    QVERIFY(floor.refused.empty());
    const RecordCounts end = floor.job(job).counts.records;
    QCOMPARE(end.good + end.inDoubt, 20);
    QVERIFY(end.balances());
}

void JobStartTest::runningJobGoesOn()
{
    SimulatedFloor floor(plan(4), 4);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(12);
    QVERIFY(floor.until([&] { return floor.good >= 2; }));
    QVERIFY(!floor.order(command::StartJob{job}));
    QVERIFY(!floor.order(command::ResumeJob{job}));
    QCOMPARE(floor.job(job).state, JobState::Running);
    QVERIFY(floor.finish(job));
    floor.settle();
    QCOMPARE(floor.job(job).counts.cards.blanksIn, 12);
}

void JobStartTest::endedJobSaysSo()
{
    SimulatedFloor floor(plan(5), 5);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(4);
    QVERIFY(floor.finish(job));
    for (int i = 0; i < 2; ++i) {
        const auto refusal
            = i == 0 ? floor.order(command::StartJob{job}) : floor.order(command::ResumeJob{job});
        QVERIFY(refusal);
        QVERIFY(*refusal == fc::JobEnded);
        QCOMPARE(refusal->param("state"), QStringLiteral("Complete"));
    }
    const auto unknown = floor.order(command::StartJob{JobId(4711)});
    QVERIFY(unknown && *unknown == fc::JobUnknown);
}

void JobStartTest::abortWins_data()
{
    QTest::addColumn<bool>("startFirst");
    QTest::newRow("start, then abort") << true;
    QTest::newRow("abort, then start") << false;
}

void JobStartTest::abortWins()
{
    QFETCH(bool, startFirst);
    SimulatedFloor floor(plan(6), 6);
    QVERIFY(floor.open());
    const JobId job = importDemo(floor, 6);
    if (startFirst)
        floor.server->post(command::StartJob{job});
    floor.server->post(command::AbortJob{job, QStringLiteral("ordered twice")});
    if (!startFirst)
        floor.server->post(command::StartJob{job});
    QVERIFY(floor.until([&] { return floor.ended(job); }));
    floor.settle();
    QVERIFY(!lineStopped(floor));
    QCOMPARE(floor.job(job).state, JobState::Aborted);
    QCOMPARE(floor.good, 0);
    QCOMPARE(floor.job(job).counts.records.withdrawn, 6);
}

void JobStartTest::dataFolderIsMade()
{
    QTemporaryDir folder;
    const QString data = folder.filePath(QStringLiteral("not/there/yet"));
    {
        SimulatedFloor floor(plan(7), 7, data);
        QVERIFY(floor.open());
    }
    const auto own = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    const auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(data) & (own | others), QFile::Permissions(own));
    // One that is there keeps what it has.
    const QString given = folder.filePath(QStringLiteral("given"));
    QVERIFY(QDir().mkdir(given, own | QFile::ReadGroup | QFile::ExeGroup));
    SimulatedFloor floor(plan(8), 8, given);
    QVERIFY(floor.open());
    QVERIFY(QFile::permissions(given) & QFile::ReadGroup);
}

QTEST_GUILESS_MAIN(JobStartTest)
#include "tst_job_start.moc"
