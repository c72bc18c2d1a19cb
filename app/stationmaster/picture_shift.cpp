// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_shift.h"

#include "server/demo_job.h"
#include "server/simulated_server.h"
#include "ui/shell/console.h"

#include <QDir>

namespace sm {

namespace {

constexpr int records = 30'000;
constexpr int shiftMilliseconds = (6 * 3600 + 32 * 60 + 8) * 1000;

/// What people do at the floor, by the clock of the shift.
struct Deed {
    int minute = 0;
    enum class Kind { Hold, Resume } kind = Kind::Hold;
    quint16 machine = 0;
    quint16 station = 0; ///< 0: all of the machine
    IdleReason reason = IdleReason::None;
};
constexpr Deed deeds[] = {
    {78, Deed::Kind::Hold, 4, 0, IdleReason::CardsOut},
    {91, Deed::Kind::Resume, 4, 0},
    {182, Deed::Kind::Hold, 1, 4, IdleReason::Cleaning},
    {196, Deed::Kind::Resume, 1, 4},
    {247, Deed::Kind::Hold, 2, 0, IdleReason::Changeover},
    {256, Deed::Kind::Resume, 2, 0},
    {305, Deed::Kind::Hold, 3, 3},
    {313, Deed::Kind::Resume, 3, 3},
    {391, Deed::Kind::Hold, 4, 2},
};

JamPlan jam(quint16 machine, quint16 station, int seconds)
{
    JamPlan out;
    out.station = StationId{machine, station};
    out.at = std::chrono::seconds(seconds);
    return out;
}

/// For half an hour five of the six HSMs do not answer in time and the sixth is slow: the rate dips, and the
/// waits say why.
FloorPlan shiftFloor(quint64 seed)
{
    DemoOptions demo;
    demo.speed = 1;
    demo.seed = seed;
    FloorPlan plan = demoFloor(demo);
    VirtualPlan& cards = plan.virtualCards;
    cards.muteRate = 0.004;
    cards.statusRate = 0.002;
    cards.tearRate = 0.001;
    cards.spread = 0.06;
    cards.jams = {jam(3, 5, 48 * 60), jam(1, 2, 218 * 60), jam(2, 3, shiftMilliseconds / 1000 - 31)};
    for (HsmPlan& hsm : plan.hsms) {
        hsm.slowFrom = std::chrono::minutes(140);
        hsm.slowUntil = std::chrono::minutes(172);
        hsm.slowTimes = 95; // 3.3 s: beyond what the pool waits for an answer
    }
    plan.hsms.front().slowTimes = 20; // 0.7 s: too slow for the whole floor
    return plan;
}

class People {
public:
    explicit People(SimulatedServer& server)
        : m_server(server)
    {
    }
    void actUntil(int milliseconds)
    {
        for (; m_next < std::size(deeds) && deeds[m_next].minute * 60'000 <= milliseconds; ++m_next)
            act(deeds[m_next]);
        // Somebody walks up to a station that stands, and looks at the alarms, within a few minutes.
        if (milliseconds / 240'000 != m_round && milliseconds + 300'000 < shiftMilliseconds) {
            m_round = milliseconds / 240'000;
            walkRound();
        }
    }

private:
    void act(const Deed& deed)
    {
        std::vector<StationId> stations;
        for (const MachineSnapshot& machine : m_server.snapshot()->machines) {
            for (const StationSnapshot& station : machine.stations) {
                if (machine.number == deed.machine
                    && (deed.station == 0 || deed.station == station.id.station))
                    stations.push_back(station.id);
            }
        }
        if (deed.kind == Deed::Kind::Resume)
            m_server.post(command::ResumeStations{stations});
        else
            m_server.post(command::HoldStations{stations});
        if (deed.kind == Deed::Kind::Hold && deed.reason != IdleReason::None)
            m_reason = command::GiveIdleReason{stations, deed.reason};
        else if (deed.kind == Deed::Kind::Resume)
            m_reason.reset();
    }
    void walkRound()
    {
        if (m_reason)
            m_server.post(*m_reason);
        std::vector<StationId> stopped;
        std::vector<StationId> faults;
        for (const MachineSnapshot& machine : m_server.snapshot()->machines) {
            for (const StationSnapshot& station : machine.stations) {
                if (station.state == TileState::Held && station.alarm != AlarmCode::None)
                    stopped.push_back(station.id);
                if (station.state == TileState::Fault)
                    faults.push_back(station.id);
            }
        }
        if (!faults.empty())
            m_server.post(command::ClearStations{faults});
        if (!stopped.empty())
            m_server.post(command::ResumeStations{stopped});
        for (const AlarmEntry& alarm : m_server.snapshot()->alarms->active)
            m_server.post(command::AcknowledgeAlarm{alarm.id});
    }

    SimulatedServer& m_server;
    size_t m_next = 0;
    int m_round = 0;
    std::optional<command::GiveIdleReason> m_reason;
};

} // namespace

int takePictureOfShift(QApplication& application, ServerOptions server, ConsoleOptions options)
{
    server.floor = shiftFloor(options.demoSeed.value_or(1));
    const auto job = writeDemoJob(QDir(server.dataFolder).filePath(QStringLiteral("shift")), records);
    if (!job)
        return 70;
    options.files = {*job};
    options.startImported = true;
    options.demo = false; // nobody is new here: no coach
    options.atMilliseconds = shiftMilliseconds;
    const QDateTime start(QDate(2026, 11, 21), QTime(6, 0));
    SimulatedServer simulated(server, options.demoSeed.value_or(1), start.toUTC());
    People people(simulated);
    int passed = 0;
    return Console(application, simulated, options).takePicture([&](int ms) {
        simulated.advance(milliseconds(ms));
        passed += ms;
        people.actUntil(passed);
    });
}

} // namespace sm
