// SPDX-License-Identifier: GPL-3.0-or-later
// The server on its own thread with real time: the shape of the console and of the command line.
#include "base/overloaded.h"
#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/server_thread.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

class TestServerThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void producesAJob();
    void stopsInTheMiddle_data();
    void stopsInTheMiddle();

private:
    static FloorPlan plan(double speed);
};

void TestServerThread::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

FloorPlan TestServerThread::plan(double speed)
{
    DemoOptions options;
    options.machines = 2;
    options.stations = 4;
    options.hsms = 3;
    options.speed = speed;
    FloorPlan floor = demoFloor(options);
    for (HsmPlan& hsm : floor.hsms)
        hsm.kind = HsmPlan::Kind::Soft; // real worker threads
    return floor;
}

void TestServerThread::producesAJob()
{
    QTemporaryDir folder;
    const auto file = writeDemoJob(folder.path() + QStringLiteral("/job"), 24);
    QVERIFY(file.ok());
    ServerOptions options;
    options.floor = plan(0);
    options.dataFolder = folder.path();
    ServerThread server(std::move(options), {});
    server.start();
    command::ImportFile import;
    import.file = *file;
    import.startWhenImported = true;
    server.post(import);
    JobId job;
    int good = 0;
    bool complete = false;
    bool stopped = false;
    QElapsedTimer limit;
    limit.start();
    while (!stopped && limit.elapsed() < 120'000) {
        for (const ServerEvent& event : server.takeEvents()) {
            std::visit(
                Overloaded{
                    [&](const event::Imported& e) { job = e.job; },
                    [&](const event::CardGood&) { ++good; },
                    [&](const event::JobChanged& e) { complete = complete || e.state == JobState::Complete; },
                    [&](const event::Stopped&) { stopped = true; },
                    [](const auto&) {},
                },
                event);
        }
        if (complete)
            server.post(command::StopServer{true});
        QTest::qSleep(5);
    }
    QVERIFY(stopped);
    QCOMPARE(good, 24);
    QVERIFY(server.wait(10'000));
    const auto snapshot = server.snapshot();
    QCOMPARE(snapshot->jobs.size(), size_t(1));
    QCOMPARE(snapshot->jobs.front().id, job);
    QCOMPARE(snapshot->jobs.front().counts.records.good, 24);
    QVERIFY(snapshot->jobs.front().counts.balances());
}

void TestServerThread::stopsInTheMiddle_data()
{
    QTest::addColumn<bool>("finishCards");
    QTest::addRow("cards are finished") << true;
    QTest::addRow("at once") << false;
}

void TestServerThread::stopsInTheMiddle()
{
    QFETCH(bool, finishCards);
    QTemporaryDir folder;
    const auto file = writeDemoJob(folder.path() + QStringLiteral("/job"), 120);
    ServerOptions options;
    options.floor = plan(60);
    options.dataFolder = folder.path();
    ServerThread server(std::move(options), {});
    server.start();
    command::ImportFile import;
    import.file = *file;
    import.startWhenImported = true;
    server.post(import);
    int good = 0;
    bool stopAsked = false;
    bool stopped = false;
    QElapsedTimer limit;
    limit.start();
    while (!stopped && limit.elapsed() < 120'000) {
        for (const ServerEvent& event : server.takeEvents()) {
            good += std::holds_alternative<event::CardGood>(event);
            stopped = stopped || std::holds_alternative<event::Stopped>(event);
        }
        if (good >= 10 && !std::exchange(stopAsked, stopAsked || good >= 10))
            server.post(command::StopServer{finishCards});
        QTest::qSleep(2);
    }
    QVERIFY(stopped);
    const JobSnapshot job = server.snapshot()->jobs.front();
    QVERIFY(job.counts.balances());
    QVERIFY(job.counts.records.good >= 10);
    QVERIFY(job.counts.records.good < 120);
    QCOMPARE(job.counts.records.inStations, 0);
    if (finishCards)
        QCOMPARE(job.counts.records.inDoubt, 0);
}

QTEST_GUILESS_MAIN(TestServerThread)
#include "tst_server_thread.moc"
