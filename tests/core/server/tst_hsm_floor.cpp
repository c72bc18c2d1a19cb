// SPDX-License-Identifier: GPL-3.0-or-later
// The whole floor when encryption devices are lost, taken out of use, or too few: cards are held, never
// rejected.
#include "base/failures/security.h"
#include "server/snapshot_json.h"
#include "simulated_floor.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

constexpr int cards = 240;

int waiting(const Snapshot& snapshot)
{
    int count = 0;
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations)
            count += station.state == TileState::WaitingHsm ? 1 : 0;
    }
    return count;
}

bool stands(const Snapshot& snapshot, AlarmCode code)
{
    const auto& active = snapshot.alarms->active;
    return std::any_of(
        active.begin(), active.end(), [code](const AlarmEntry& one) { return one.code == code; });
}

} // namespace

class HsmFloorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void lossOfAllHsmsHoldsEveryCard();
    void killingTwoLosesNoCard();
    void takenOutByAPersonAndBack();
    void aFullQueueMakesStationsWait();
    void anOrderForAnUnknownHsmIsRefused();
    void statusTellsEachDevice();
    void aMissingKeyIsNamedBeforeTheFirstCard();
    void aDeviceInAnotherProcessNeedsRealTime();

private:
    static void runTo(SimulatedFloor& floor, Nanos time)
    {
        while (floor.server->now() < time) {
            const Nanos next = std::min(time, floor.server->now() + 2s);
            // With every HSM out of use nothing is due any more; time passes all the same.
            if (!floor.until([&] { return floor.server->now() >= next; }, 1h))
                floor.server->advance(next - floor.server->now());
            (void)floor.server->snapshot(); // somebody looks: alarms follow
        }
    }
    /// Each card object good, on a blank of its own, none spoiled, none given back.
    static void allGood(SimulatedFloor& floor, JobId job);
};

void HsmFloorTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void HsmFloorTest::allGood(SimulatedFloor& floor, JobId job)
{
    QVERIFY(floor.finish(job));
    floor.settle();
    QVERIFY(floor.rejected.empty());
    const JobSnapshot done = floor.job(job);
    QCOMPARE(done.state, JobState::Complete);
    QCOMPARE(done.counts.records.good, qint64(cards));
    QCOMPARE(done.counts.cards.spoiled, qint64(0));
    QCOMPARE(done.counts.cards.returned, qint64(0));
    QVERIFY(done.counts.balances());
}

void HsmFloorTest::lossOfAllHsmsHoldsEveryCard()
{
    DemoOptions options;
    FloorPlan plan = demoFloor(options);
    for (HsmPlan& hsm : plan.hsms) { // so slow that they do not answer at all
        hsm.slowFrom = 60s;
        hsm.slowUntil = 8min;
        hsm.slowTimes = 1e6;
    }
    SimulatedFloor floor(plan, 3);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(cards);
    QVERIFY(job.isValid());
    runTo(floor, 3min); // every card in work has come to where it needs an HSM
    const int good = floor.good;
    QVERIFY(good < cards);
    const auto snapshot = floor.server->snapshot();
    QCOMPARE(snapshot->hsms.healthy, 0);
    QCOMPARE(waiting(*snapshot), 24);
    QVERIFY(stands(*snapshot, AlarmCode::AllHsmsLost));
    runTo(floor, 7min);
    QCOMPARE(floor.good, good); // held for minutes
    QCOMPARE(waiting(*floor.server->snapshot()), 24);
    QVERIFY(floor.rejected.empty() && floor.stopped.empty());
    allGood(floor, job);
}

void HsmFloorTest::killingTwoLosesNoCard()
{
    FloorPlan plan = demoFloor({});
    for (size_t i = 0; i < 2; ++i) {
        plan.hsms[i].slowFrom = 30s + seconds(5 * int(i));
        plan.hsms[i].slowUntil = 24h;
        plan.hsms[i].slowTimes = 1e6;
    }
    SimulatedFloor floor(plan, 4);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(cards);
    allGood(floor, job);
    QCOMPARE(floor.server->snapshot()->hsms.healthy, 4);
    QVERIFY(floor.server->snapshot()->hsms.retried > 0);
}

void HsmFloorTest::takenOutByAPersonAndBack()
{
    SimulatedFloor floor(demoFloor({}), 5);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(cards);
    runTo(floor, floor.server->now() + 20s);
    const auto name = [](int i) { return QStringLiteral("HSM %1").arg(i); };
    QVERIFY(!floor.order(command::TakeHsmOutOfUse{name(1), QStringLiteral("maintenance")}));
    floor.settle();
    auto snapshot = floor.server->snapshot();
    QCOMPARE(snapshot->hsms.devices[0].health, HsmHealth::OutOfUse);
    QCOMPARE(snapshot->hsms.devices[0].reason, QStringLiteral("maintenance"));
    QVERIFY(!stands(*snapshot, AlarmCode::HsmLost)); // a person did it: no alarm
    for (int i = 2; i <= 6; ++i)
        QVERIFY(!floor.order(command::TakeHsmOutOfUse{name(i), QStringLiteral("trial")}));
    runTo(floor, floor.server->now() + 2min);
    snapshot = floor.server->snapshot();
    QCOMPARE(snapshot->hsms.healthy, 0);
    QVERIFY(waiting(*snapshot) > 0);
    QVERIFY(stands(*snapshot, AlarmCode::AllHsmsLost));
    const quint64 served = snapshot->hsms.devices[3].requests;
    QVERIFY(!floor.order(command::BringHsmBack{name(4)}));
    QVERIFY(!floor.order(command::TestHsm{name(4)}));
    allGood(floor, job);
    QVERIFY(floor.server->snapshot()->hsms.devices[3].requests > served);
}

void HsmFloorTest::aFullQueueMakesStationsWait()
{
    DemoOptions options;
    options.hsms = 1;
    FloorPlan plan = demoFloor(options);
    plan.hsms[0].serviceTime = 400ms;
    plan.hsmQueueLimit = 2;
    plan.startStagger = Nanos(0);
    SimulatedFloor floor(plan, 6);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(cards);
    int outside = 0;
    int shown = 0;
    for (int i = 0; i < 300; ++i) {
        runTo(floor, floor.server->now() + 100ms);
        const auto snapshot = floor.server->snapshot();
        QVERIFY(snapshot->hsms.queued <= 2);
        outside = std::max(outside, snapshot->hsms.outside);
        shown = std::max(shown, waiting(*snapshot));
    }
    QVERIFY2(outside > 3, qPrintable(QString::number(outside)));
    QVERIFY(shown >= outside);
    QVERIFY(floor.server->snapshot()->hsms.refused > 0);
    allGood(floor, job);
}

void HsmFloorTest::anOrderForAnUnknownHsmIsRefused()
{
    SimulatedFloor floor(demoFloor({}), 7);
    QVERIFY(floor.open());
    const auto why = floor.order(command::TestHsm{QStringLiteral("HSM 99")});
    QVERIFY(why && *why == fc::HsmUnknown);
    const auto state = floor.order(command::BringHsmBack{QStringLiteral("HSM 1")});
    QVERIFY(state && *state == fc::HsmStateUnfit);
}

void HsmFloorTest::statusTellsEachDevice()
{
    SimulatedFloor floor(demoFloor({}), 8);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(cards);
    QVERIFY(!floor.order(command::TakeHsmOutOfUse{QStringLiteral("HSM 2"), QStringLiteral("replaced")}));
    allGood(floor, job);
    const QJsonObject hsm = statusJson(*floor.server->snapshot()).value(QStringLiteral("hsm")).toObject();
    QCOMPARE(hsm.value(QStringLiteral("ready")).toInt(), 5);
    QCOMPARE(hsm.value(QStringLiteral("policy")).toString(), QStringLiteral("first-available"));
    const QJsonArray devices = hsm.value(QStringLiteral("devices")).toArray();
    QCOMPARE(devices.size(), 6);
    double requests = 0;
    for (const QJsonValue& one : devices)
        requests += one[QStringLiteral("requests")].toDouble();
    QVERIFY(requests >= cards * 2);
    QCOMPARE(devices[1][QStringLiteral("state")].toString(), QStringLiteral("out-of-use"));
    QCOMPARE(devices[1][QStringLiteral("reason")].toString(), QStringLiteral("replaced"));
    QVERIFY(devices[1][QStringLiteral("state_s")].toDouble() > 1);
    QVERIFY(devices[0][QStringLiteral("service_ms")][QStringLiteral("p50")].toDouble() > 5);
    QVERIFY(devices[0][QStringLiteral("utilisation")].toDouble() > 0);
    QVERIFY(devices[0][QStringLiteral("last_test")][QStringLiteral("passed")].toBool());
    const QJsonArray keys = hsm.value(QStringLiteral("keys")).toArray();
    QVERIFY(keys.size() >= 3);
    QVERIFY(keys[0][QStringLiteral("agree")].toBool());
    QCOMPARE(keys[0][QStringLiteral("devices")].toArray().size(), 6);
}

void HsmFloorTest::aMissingKeyIsNamedBeforeTheFirstCard()
{
    QFile sample(QStringLiteral(":/stationmaster/profiles/harbour-transit.profile.json"));
    QVERIFY(sample.open(QIODevice::ReadOnly));
    QByteArray profile = sample.readAll();
    profile.replace("\"harbour-transit\"", "\"other-seal\"").replace("TEST-SEAL", "FLOOR-SEAL");
    const QTemporaryDir folder;
    QFile changed(folder.filePath(QStringLiteral("other-seal.profile.json")));
    QVERIFY(changed.open(QIODevice::WriteOnly) && changed.write(profile) == profile.size());
    changed.close();
    SimulatedFloor floor(demoFloor({}), 9, {}, folder.path());
    QVERIFY(floor.open());
    const auto file = writeDemoJob(floor.folder() + QStringLiteral("/job"), 24);
    QVERIFY(file.ok());
    command::ImportFile import;
    import.file = *file;
    import.profile = QStringLiteral("other-seal");
    import.startWhenImported = true;
    floor.server->post(import);
    QVERIFY(floor.until([&] { return !floor.refused.empty(); }, 5min));
    QCOMPARE(floor.refused.front().why.code(), fc::JobKeysUnusable);
    QCOMPARE(floor.refused.front().why.param("keys"), QStringLiteral("FLOOR-SEAL"));
    runTo(floor, floor.server->now() + 1min);
    QCOMPARE(floor.good, 0);
    QVERIFY(floor.rejected.empty());
    QVERIFY(stands(*floor.server->snapshot(), AlarmCode::KeyTrouble));
    const JobSnapshot job = floor.job(floor.imported->job);
    QCOMPARE(job.state, JobState::Ready); // and may be started once the key is there
    QCOMPARE(job.counts.cards.blanksIn, qint64(0));
}

void HsmFloorTest::aDeviceInAnotherProcessNeedsRealTime()
{
    FloorPlan plan = demoFloor({});
    plan.hsms[2].kind = HsmPlan::Kind::Local;
    plan.hsms[2].address = QStringLiteral("/nowhere/hsm.sock");
    SimulatedFloor floor(plan, 10);
    QVERIFY(floor.until([&] { return !floor.refused.empty(); }, 5min));
    QCOMPARE(floor.refused.front().why.code(), fc::HsmNeedsRealTime);
    QCOMPARE(floor.refused.front().why.param("device"), plan.hsms[2].name);
}

QTEST_GUILESS_MAIN(HsmFloorTest)
#include "tst_hsm_floor.moc"
