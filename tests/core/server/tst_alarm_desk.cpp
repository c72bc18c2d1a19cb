// SPDX-License-Identifier: GPL-3.0-or-later
// Alarms of a whole floor on simulated time: the scripted demo events and what people do about them.
#include "base/failures/server.h"
#include "simulated_floor.h"

#include <QTest>

using namespace sm;

class AlarmDeskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void demoScriptRaisesOneFault();
    void demoFeederRunsEmpty();
    void commands();

private:
    static constexpr Nanos shift = seconds(200);
    static constexpr int cards = 1500;
    static std::shared_ptr<const AlarmView> alarms(const SimulatedFloor& floor)
    {
        return floor.server->snapshot()->alarms;
    }
    /// Looks at the floor each 200 ms, as the real server does, until the time of the clock.
    static void runTo(SimulatedFloor& floor, Nanos time)
    {
        while (floor.server->now() < time) {
            const Nanos next = floor.server->now() + milliseconds(200);
            floor.until([&] { return floor.server->now() >= next; }, seconds(30));
            alarms(floor);
        }
    }
    static FloorPlan scripted()
    {
        DemoOptions options;
        options.script = true;
        FloorPlan plan = demoFloor(options);
        // Simulated time may leap while a file is imported: the events come later than on a real clock.
        for (JamPlan& jam : plan.virtualCards.jams)
            jam.at += shift;
        for (EmptyPlan& empty : plan.virtualCards.empty) {
            empty.from += shift;
            empty.until += shift;
        }
        for (HsmPlan& hsm : plan.hsms) {
            hsm.slowFrom += shift;
            hsm.slowUntil += shift;
        }
        return plan;
    }
};

static std::vector<AlarmEntry> only(const AlarmView& view, AlarmCode code)
{
    std::vector<AlarmEntry> out;
    for (const AlarmEntry& entry : view.active) {
        if (entry.code == code)
            out.push_back(entry);
    }
    return out;
}

void AlarmDeskTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void AlarmDeskTest::demoScriptRaisesOneFault()
{
    SimulatedFloor floor(scripted(), 20261121);
    QVERIFY(floor.open());
    QVERIFY(floor.startDemo(cards).isValid());
    int waiting = 0;
    for (int second = 1; second <= 34; ++second) {
        runTo(floor, shift + seconds(second));
        const auto snapshot = floor.server->snapshot();
        QVERIFY2(
            only(*snapshot->alarms, AlarmCode::StationFault).empty(), qPrintable(QString::number(second)));
        if (second > 20) {
            for (const MachineSnapshot& machine : snapshot->machines) {
                for (const StationSnapshot& station : machine.stations)
                    waiting += station.state == TileState::WaitingHsm;
            }
        }
    }
    QVERIFY2(waiting > 5, qPrintable(QString::number(waiting))); // HSM 2 is slow and somebody waits for it
    runTo(floor, shift + seconds(37));
    const auto faults = only(*alarms(floor), AlarmCode::StationFault);
    QCOMPARE(faults.size(), size_t(1));
    const AlarmEntry alarm = faults.front();
    QCOMPARE(alarm.station, (StationId{2, 3}));
    QCOMPARE(alarm.why->toString(), QStringLiteral("CardMute"));
    QVERIFY(alarm.audible);
    const StationSnapshot station = floor.server->snapshot()->machines[1].stations[2];
    QCOMPARE(station.state, TileState::Fault);
    QCOMPARE(station.alarm, AlarmCode::StationFault);
    QVERIFY(station.alarmNew);
    floor.server->post(command::ClearStations{{alarm.station}});
    runTo(floor, shift + seconds(50));
    QCOMPARE(only(*alarms(floor), AlarmCode::StationFault).size(), size_t(0));
    QCOMPARE(alarms(floor)->history.size(), size_t(1));
    const StationSnapshot after = floor.server->snapshot()->machines[1].stations[2];
    QVERIFY(after.good > 0);
    QVERIFY(after.state != TileState::Fault);
}

/// A station that works, with something to look at: no fault, and gone by itself.
void AlarmDeskTest::demoFeederRunsEmpty()
{
    SimulatedFloor floor(scripted(), 20261121);
    QVERIFY(floor.open());
    QVERIFY(floor.startDemo(cards).isValid());
    const auto station = [&floor] { return floor.server->snapshot()->machines[3].stations[5]; };
    runTo(floor, shift + seconds(28));
    QVERIFY(!station().warning);
    runTo(floor, shift + seconds(40));
    QCOMPARE(station().state, TileState::WaitingCard);
    QVERIFY(station().warning);
    QCOMPARE(station().alarm, AlarmCode::FeederEmpty);
    QVERIFY(floor.server->snapshot()->figures.warnings >= 1);
    const auto empty = only(*alarms(floor), AlarmCode::FeederEmpty);
    QCOMPARE(empty.size(), size_t(1));
    QCOMPARE(empty.front().station, (StationId{4, 6}));
    const quint32 good = station().good;
    runTo(floor, shift + seconds(73));
    QVERIFY(!station().warning);
    QCOMPARE(only(*alarms(floor), AlarmCode::FeederEmpty).size(), size_t(0));
    runTo(floor, shift + seconds(85));
    QVERIFY(station().good > good);
}

void AlarmDeskTest::commands()
{
    FloorPlan plan = scripted();
    plan.virtualCards.empty.clear();
    SimulatedFloor floor(plan, 1);
    QVERIFY(floor.open());
    QVERIFY(floor.startDemo(cards).isValid());
    runTo(floor, shift + seconds(37));
    QCOMPARE(alarms(floor)->active.size(), size_t(1));
    const quint64 id = alarms(floor)->active.front().id;
    floor.server->post(command::AcknowledgeAlarm{id});
    floor.server->post(command::AcknowledgeAlarm{id + 99}); // has ended meanwhile: nobody minds
    floor.server->post(command::SilenceAlarms{});
    runTo(floor, shift + seconds(38));
    QVERIFY(alarms(floor)->active.front().acknowledged);
    QVERIFY(!floor.server->snapshot()->machines[1].stations[2].alarmNew);
    QVERIFY(alarms(floor)->silencedUntil > 0);
    QVERIFY(floor.refused.empty());
    floor.server->post(command::ShelveAlarm{id, 5, QStringLiteral("engineer comes")});
    runTo(floor, shift + seconds(39));
    QCOMPARE(floor.refused.size(), size_t(1));
    QVERIFY(floor.refused.front().why == fc::ShelfRefused);
    floor.server->post(command::ShelveAlarm{id, 15, QStringLiteral("engineer comes")});
    runTo(floor, shift + seconds(40));
    QVERIFY(alarms(floor)->active.empty());
    QCOMPARE(alarms(floor)->shelved.size(), size_t(1));
    floor.server->post(command::UnshelveAlarm{id});
    runTo(floor, shift + seconds(41));
    QCOMPARE(alarms(floor)->active.size(), size_t(1));
}

QTEST_GUILESS_MAIN(AlarmDeskTest)
#include "tst_alarm_desk.moc"
