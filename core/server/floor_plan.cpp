// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/floor_plan.h"

namespace sm {

int FloorPlan::stationCount() const
{
    int count = 0;
    for (const MachinePlan& machine : machines)
        count += int(machine.stations.size());
    return count;
}

static Nanos scaled(double ms, double speed)
{
    return speed > 0 ? Nanos(qint64(ms * 1e6 / speed)) : Nanos(0);
}

/// What a newcomer sees happen. Times are those of the real clock, whatever the speed of the cards.
static void addScript(FloorPlan& plan)
{
    for (HsmPlan& hsm : plan.hsms) {
        if (hsm.name != QStringLiteral("HSM 2"))
            continue;
        hsm.slowFrom = seconds(20);
        hsm.slowUntil = seconds(60);
        hsm.slowTimes = 120; // 1.4 s at demo speed: slow, but inside the pool's limit for an answer
    }
    JamPlan jam;
    jam.station = StationId{2, 3};
    jam.at = seconds(35);
    plan.virtualCards.jams.push_back(jam);
    plan.virtualCards.empty.push_back({StationId{4, 6}, seconds(9), seconds(69)});
    plan.virtualCards.spread = 0.06; // a floor where every card takes 7.6 s is not believed
}

FloorPlan demoFloor(const DemoOptions& options)
{
    FloorPlan plan;
    plan.name = QStringLiteral("Demo floor");
    plan.demo = true;
    for (int m = 1; m <= options.machines; ++m) {
        MachinePlan machine;
        machine.number = quint16(m);
        machine.name = QStringLiteral("MX-%1").arg(QChar(u'A' + (m - 1) % 26));
        for (int s = 1; s <= options.stations; ++s) {
            StationPlan station;
            station.id = StationId{quint16(m), quint16(s)};
            machine.stations.push_back(station);
        }
        plan.machines.push_back(std::move(machine));
    }
    for (int h = 1; h <= options.hsms; ++h) {
        HsmPlan hsm;
        hsm.name = QStringLiteral("HSM %1").arg(h);
        hsm.kind = HsmPlan::Kind::Virtual;
        hsm.serviceTime = scaled(35, options.speed);
        hsm.slowFactor = options.faults && h == 2 ? 20 : 1;
        plan.hsms.push_back(hsm);
    }
    // A transit pass has about 45 commands and 3 KB of data: 22 s at speed 1, the middle of the
    // 15 to 30 s of the Gemplus floor.
    plan.virtualCards.perCommand = scaled(380, options.speed);
    plan.virtualCards.perByte = scaled(1.2, options.speed);
    plan.virtualCards.feed = scaled(1500, options.speed);
    plan.virtualCards.speed = options.speed > 0 ? options.speed : 1;
    plan.virtualCards.cardKind = QStringLiteral("auto");
    plan.virtualCards.seed = options.seed;
    if (options.faults) {
        plan.virtualCards.tearRate = 0.01;
        plan.virtualCards.muteRate = 0.01;
    }
    if (options.script)
        addScript(plan);
    plan.startStagger = scaled(600, options.speed);
    return plan;
}

} // namespace sm
