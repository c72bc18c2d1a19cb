// SPDX-License-Identifier: GPL-3.0-or-later
// Devices on serial lines in real time: the server on its thread speaks through Qt's serial port to an
// encoder and an embosser on pseudo-terminals, which live in the thread of the test.
#include "../../support/stripe_reader.h"
#include "base/overloaded.h"
#include "base/secret_bytes.h"
#include "server/server_thread.h"
#include "simulator/modules/simulated_devices.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

namespace {

constexpr int patienceMs = 60'000;

QByteArray sample(const QString& name)
{
    QFile file(QStringLiteral(":/stationmaster/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// floor.json of one virtual station with an encoder and an embosser on these ports.
QByteArray floorFile(const QString& encoder, const QString& embosser)
{
    const auto module = [](const char* name, const QString& port) {
        return QJsonObject{{QStringLiteral("name"), QLatin1String(name)},
            {QStringLiteral("profile"), QStringLiteral("bank-card")},
            {QStringLiteral("stations"), QJsonArray{1}}, {QStringLiteral("port"), port}};
    };
    const QJsonObject machine{{QStringLiteral("stations"), 1},
        {QStringLiteral("modules"), QJsonArray{module("stripe", encoder), module("embosser", embosser)}}};
    const QJsonObject floor{{QStringLiteral("machines"), QJsonArray{machine}},
        {QStringLiteral("hsms"), QJsonArray{QJsonObject{{QStringLiteral("kind"), QStringLiteral("soft")}}}}};
    return QJsonDocument(floor).toJson();
}

/// What the server has told so far.
struct Heard {
    int good = 0;
    QStringList failures;
    bool complete = false;
    bool stopped = false;

    void take(ServerThread& server)
    {
        for (const ServerEvent& event : server.takeEvents()) {
            std::visit(Overloaded{
                           [this](const event::CardGood&) { ++good; },
                           [this](const event::Refused& e) { failures.append(e.why.toString()); },
                           [this](const event::CardRejected& e) { failures.append(e.why.toString()); },
                           [this](const event::JobChanged& e) {
                               complete = complete || e.state == JobState::Complete;
                           },
                           [this](const event::Stopped&) { stopped = true; },
                           [](const auto&) {},
                       },
                event);
        }
    }
};

} // namespace

class TestModuleLine : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void encodesAndEmbosses();
    void pulledCable();

private:
    static void importJob(ServerThread& server, const QTemporaryDir& folder, int cards);
    static bool runUntil(ServerThread& server, Heard& heard, const std::function<bool()>& done);
};

void TestModuleLine::importJob(ServerThread& server, const QTemporaryDir& folder, int cards)
{
    QFile file(folder.filePath(QStringLiteral("job.csv")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        sample(QStringLiteral("jobs/summit-bank.csv")).split('\n').mid(0, cards + 1).join('\n') + '\n');
    file.close();
    command::ImportFile import;
    import.file = file.fileName();
    import.profile = QStringLiteral("summit-bank");
    import.startWhenImported = true;
    server.post(import);
}

/// The devices answer from this thread's event loop.
bool TestModuleLine::runUntil(ServerThread& server, Heard& heard, const std::function<bool()>& done)
{
    QElapsedTimer limit;
    limit.start();
    while (limit.elapsed() < patienceMs) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
        heard.take(server);
        if (done())
            return true;
        QTest::qSleep(1);
    }
    return false;
}

void TestModuleLine::encodesAndEmbosses()
{
    constexpr int cards = 5;
    SimulatedEncoder encoder;
    SimulatedRecordPrinter embosser("\r\n");
    QTemporaryDir folder;
    auto plan = FloorPlan::parse(floorFile(encoder.path(), embosser.path()), QStringLiteral("floor.json"));
    QVERIFY2(plan, plan ? "" : qPrintable(plan.failure().toString()));
    ServerOptions options;
    options.floor = plan.take();
    options.dataFolder = folder.path();
    ServerThread server(std::move(options), {});
    server.start();
    importJob(server, folder, cards);
    Heard heard;
    const bool complete = runUntil(server, heard, [&] { return heard.complete; });
    QVERIFY2(complete, qPrintable(heard.failures.join(u' ')));
    server.post(command::StopServer{true});
    QVERIFY(runUntil(server, heard, [&] { return heard.stopped; }));
    QVERIFY(server.wait(10'000));
    QCOMPARE(heard.good, cards);
    QCOMPARE(encoder.writes(), cards);
    QCOMPARE(embosser.records().size(), cards);
    const QList<QByteArray> row
        = sample(QStringLiteral("jobs/summit-bank.csv")).split('\n').value(cards).split(',');
    QVERIFY(smtest::readStripe(encoder.stripe(2), 5).startsWith(';' + row.value(1) + '='));
    QVERIFY(
        smtest::readStripe(encoder.stripe(1), 7).startsWith("%B" + row.value(1) + '^' + row.value(2) + '^'));
    QVERIFY(embosser.records().last().contains(row.value(3)));
}

/// The encoder goes away before the first card: the card is as it came, the station waits for a person.
void TestModuleLine::pulledCable()
{
    SimulatedEncoder encoder;
    SimulatedRecordPrinter embosser("\r\n");
    QTemporaryDir folder;
    auto plan = FloorPlan::parse(floorFile(encoder.path(), embosser.path()), QStringLiteral("floor.json"));
    QVERIFY(plan);
    encoder.port().hangUp();
    ServerOptions options;
    options.floor = plan.take();
    options.dataFolder = folder.path();
    ServerThread server(std::move(options), {});
    server.start();
    importJob(server, folder, 2);
    Heard heard;
    const auto stands = [&] {
        const auto snapshot = server.snapshot();
        return !snapshot->machines.empty() && !snapshot->machines[0].stations.empty()
            && snapshot->machines[0].stations[0].life == StationState::Fault;
    };
    QVERIFY(runUntil(server, heard, stands));
    QCOMPARE(heard.good, 0);
    QVERIFY(heard.failures.join(u' ').contains(QStringLiteral("ModuleNotReady")));
    QCOMPARE(server.snapshot()->jobs.front().counts.records.inDoubt, 0);
    QVERIFY(embosser.records().isEmpty());
    server.post(command::StopServer{true});
    QVERIFY(runUntil(server, heard, [&] { return heard.stopped; }));
    QVERIFY(server.wait(10'000));
}

QTEST_GUILESS_MAIN(TestModuleLine)
#include "tst_module_line.moc"
