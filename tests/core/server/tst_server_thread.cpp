// SPDX-License-Identifier: GPL-3.0-or-later
// The server on its own thread with real time: the shape of the console and of the command line.
#include "base/failures/server.h"
#include "base/overloaded.h"
#include "base/secret_bytes.h"
#include "server/control_socket.h"
#include "server/demo_job.h"
#include "server/server_thread.h"

#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <pthread.h>

using namespace sm;

class TestServerThread : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void producesAJob();
    void stopsInTheMiddle_data();
    void stopsInTheMiddle();
    void reportsLeaveTheServerThread();
    void jobZeroIsNotTheFloor_data();
    void jobZeroIsNotTheFloor();
    void secondConsoleIsTold();

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

template <class E> static std::optional<E> await(ServerThread& server)
{
    std::optional<E> found;
    QElapsedTimer limit;
    limit.start();
    while (!found && limit.elapsed() < 60'000) {
        for (const ServerEvent& event : server.takeEvents()) {
            if (const E* one = std::get_if<E>(&event))
                found = *one;
        }
        QTest::qSleep(2);
    }
    return found;
}

static std::atomic<char*> composedBy{nullptr};

static ReportDocument composeWhere(const JobReport&)
{
    static char name[16];
    pthread_getname_np(pthread_self(), name, sizeof name);
    composedBy = name;
    return {};
}

void TestServerThread::reportsLeaveTheServerThread()
{
    QTemporaryDir folder;
    const auto file = writeDemoJob(folder.path() + QStringLiteral("/job"), 4);
    ServerOptions options;
    options.floor = plan(0);
    options.dataFolder = folder.path();
    ServerThread server(std::move(options), {});
    server.start();
    command::ImportFile import;
    import.file = *file;
    server.post(import);
    const auto imported = await<event::Imported>(server);
    QVERIFY(imported && imported->job.isValid());
    server.post(command::WriteReport{
        imported->job, folder.filePath(QStringLiteral("report.pdf")), &composeWhere, false});
    const auto written = await<event::ReportWritten>(server);
    QVERIFY(written);
    QVERIFY(QFile::exists(written->file));
    QCOMPARE(QLatin1String(composedBy.load()), QLatin1String("render"));
}

static QJsonObject ask(const QJsonObject& request)
{
    QLocalSocket socket;
    socket.connectToServer(controlSocketPath());
    if (!socket.waitForConnected(10'000))
        return {};
    socket.write(QJsonDocument(request).toJson(QJsonDocument::Compact) + '\n');
    QByteArray line;
    while (!line.endsWith('\n') && socket.waitForReadyRead(30'000))
        line += socket.readAll();
    return QJsonDocument::fromJson(line).object();
}

void TestServerThread::jobZeroIsNotTheFloor_data()
{
    QTest::addColumn<QString>("command");
    QTest::newRow("hold") << QStringLiteral("hold");
    QTest::newRow("resume") << QStringLiteral("resume");
}

void TestServerThread::jobZeroIsNotTheFloor()
{
    QFETCH(QString, command);
    QTemporaryDir folder;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(folder.path()));
    ServerOptions options;
    options.floor = plan(0);
    options.dataFolder = folder.filePath(QStringLiteral("data"));
    ServerThread server(std::move(options), {.controlSocket = true});
    server.start();
    QVERIFY(await<event::Opened>(server));
    const bool resumes = command == QStringLiteral("resume");
    if (resumes)
        QVERIFY(
            ask({{QStringLiteral("command"), QStringLiteral("hold")}}).value(QStringLiteral("ok")).toBool());
    for (const QJsonValue& job : {QJsonValue(0), QJsonValue(-3), QJsonValue(QStringLiteral("x"))}) {
        const QJsonObject reply = ask({{QStringLiteral("command"), command}, {QStringLiteral("job"), job}});
        QCOMPARE(reply.value(QStringLiteral("ok")), QJsonValue(false));
        const QJsonObject why = reply.value(QStringLiteral("failure")).toObject();
        QCOMPARE(FailureCode(why.value(QStringLiteral("code")).toInt()), fc::ControlRequestBroken);
        const QJsonObject status = ask({{QStringLiteral("command"), QStringLiteral("status")}});
        const QJsonObject floor = status.value(QStringLiteral("floor")).toObject();
        QCOMPARE(floor.value(QStringLiteral("holding")), QJsonValue(resumes));
    }
}

void TestServerThread::secondConsoleIsTold()
{
    QTemporaryDir folder;
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(folder.path()));
    std::vector<std::unique_ptr<ServerThread>> consoles;
    for (const char* data : {"first", "second"}) {
        ServerOptions options;
        options.floor = plan(0);
        options.dataFolder = folder.filePath(QLatin1String(data));
        consoles.push_back(std::make_unique<ServerThread>(
            std::move(options), ServerThread::Settings{.controlSocket = true}));
        consoles.back()->start();
        if (consoles.size() == 1)
            QVERIFY(await<event::Opened>(*consoles.back()));
    }
    const auto told = await<event::Refused>(*consoles.back());
    QVERIFY(told);
    QCOMPARE(told->ticket, quint64(0));
    QCOMPARE(told->why.code(), fc::ControlSocketTaken);
}

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen"); // a report is painted
    const QGuiApplication application(argc, argv);
    TestServerThread tests;
    return QTest::qExec(&tests, argc, argv);
}
#include "tst_server_thread.moc"
