// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.h"

#include "server/simulated_server.h"
#include "ui/shell/console.h"

namespace sm {

namespace {

constexpr int stepMilliseconds = 100;

/// A floor is never without a station that somebody holds; the picture shows what that looks like.
void holdOne(SimulatedServer& server)
{
    const auto snapshot = server.snapshot();
    const StationId station{4, 2};
    for (const MachineSnapshot& machine : snapshot->machines) {
        if (machine.number == station.machine && machine.stations.size() >= station.station)
            server.post(command::HoldStations{{station}});
    }
}

} // namespace

int takePictureOfDemo(QApplication& application, const ServerOptions& server, const ConsoleOptions& options)
{
    const QDateTime end(QDate(2026, 11, 21), QTime(14, 32, 8)); // as read on the wall, wherever that is
    const QDateTime start = end.addMSecs(-options.atMilliseconds).toUTC();
    SimulatedServer simulated(server, options.demoSeed.value_or(1), start);
    int passed = 0;
    const auto advance = [&](int ms) {
        simulated.advance(milliseconds(ms));
        passed += ms;
        if (passed - options.atMilliseconds / 2 >= 0
            && passed - options.atMilliseconds / 2 < stepMilliseconds)
            holdOne(simulated);
    };
    return Console(application, simulated, options).takePicture(advance);
}

} // namespace sm
