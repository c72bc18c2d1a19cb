// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture.h"

#include "picture_setup.h"
#include "picture_shift.h"
#include "picture_stations.h"

#include "server/simulated_server.h"
#include "ui/shell/console.h"
#include "ui/shell/picture_states.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>

namespace sm {

namespace {

constexpr int stepMilliseconds = 100;
constexpr int crashAfter = 20'000;

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

void copyFolder(const QString& from, const QString& to)
{
    QDir().mkpath(to);
    QDirIterator files(from, QDir::Files);
    while (files.hasNext()) {
        const QString file = files.next();
        QFile::copy(file, QDir(to).filePath(QFileInfo(file).fileName()));
    }
}

/// The store as a program leaves it that is killed while cards are in work: as it is on the disk just then.
ServerOptions afterCrash(ServerOptions server, const ConsoleOptions& options, const QDateTime& until)
{
    SimulatedServer before(server, options.demoSeed.value_or(1), until.addMSecs(-crashAfter));
    command::ImportFile import;
    import.file = options.files.value(0);
    import.startWhenImported = true;
    before.post(import);
    before.advance(milliseconds(crashAfter));
    const QString left = QDir(server.dataFolder).filePath(QStringLiteral("left"));
    copyFolder(server.dataFolder, left);
    server.dataFolder = left;
    return server;
}

} // namespace

int takePictureOfDemo(QApplication& application, ServerOptions server, ConsoleOptions options)
{
    const PictureState* state = pictureState(options.state);
    const auto needs = state ? state->needs : PictureState::Needs::Demo;
    if (needs == PictureState::Needs::Shift)
        return takePictureOfShift(application, std::move(server), std::move(options));
    if (needs == PictureState::Needs::Setup)
        return takePictureOfSetup(application, std::move(options));
    if (needs == PictureState::Needs::Stations)
        return takePictureOfStations(application, std::move(options));
    const QDateTime end(QDate(2026, 11, 21), QTime(14, 32, 8)); // as read on the wall, wherever that is
    const QDateTime start = end.addMSecs(-options.atMilliseconds).toUTC();
    if (needs == PictureState::Needs::Crash) {
        server = afterCrash(std::move(server), options, start);
        options.files.clear(); // the job is there already
        options.demo = false; // and nobody is new here
    }
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
