// SPDX-License-Identifier: GPL-3.0-or-later
#include "floor_host.h"

#include "server/demo_job.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

namespace sm {

namespace {

constexpr int demoRecords = 240;
constexpr unsigned long longestCard = 60'000; ///< milliseconds to finish the cards in stations at the end

QString folderFor(const ConsoleOptions& options)
{
    if (!options.userData.isEmpty())
        return options.userData;
    const QString fromEnvironment = qEnvironmentVariable("STATIONMASTER_DATA_DIR");
    const QString base = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    return fromEnvironment.isEmpty() ? base + QStringLiteral("/stationmaster") : fromEnvironment;
}

} // namespace

FloorHost::FloorHost(const ConsoleOptions& options)
    : m_options(options)
    , m_dataFolder(folderFor(options))
{
}

FloorHost::~FloorHost()
{
    stop();
}

QString FloorHost::floorFile() const
{
    return QDir(m_dataFolder).filePath(QStringLiteral("floor.json"));
}

bool FloorHost::hasFloor() const
{
    return QFile::exists(floorFile());
}

Outcome<QString> FloorHost::sampleJob() const
{
    return writeDemoJob(m_demoFolder.filePath(QStringLiteral("sample")),
        m_options.load ? m_options.load->events : demoRecords);
}

Outcome<ServerOptions> FloorHost::demoOptions() const
{
    DemoOptions demo;
    demo.script = !m_options.load;
    if (m_options.load)
        demo.machines = (m_options.load->stations + demo.stations - 1) / demo.stations;
    demo.seed = m_options.demoSeed.value_or(quint32(demo.seed));
    ServerOptions server;
    server.floor = demoFloor(demo);
    server.dataFolder = m_demoFolder.path();
    return server;
}

Outcome<FirstJob> FloorHost::startDemo(const QString& jobFile)
{
    FirstJob first;
    first.file = jobFile;
    if (jobFile.isEmpty()) {
        auto sample = sampleJob();
        if (!sample)
            return sample.failure();
        first.file = sample.take();
        first.start = true;
    }
    auto options = demoOptions();
    if (!options)
        return options.failure();
    run(options.take());
    return first;
}

Outcome<FirstJob> FloorHost::openFloor(const QString& chosen)
{
    auto floor = FloorPlan::load(chosen);
    if (!floor)
        return floor.failure();
    const auto kept = FloorPlan::keep(chosen, floorFile());
    if (!kept)
        return kept.failure();
    ServerOptions server;
    server.floor = floor.take();
    server.dataFolder = m_dataFolder;
    server.floorFile = floorFile();
    run(std::move(server));
    return FirstJob();
}

void FloorHost::run(ServerOptions options)
{
    ServerThread::Settings settings;
    settings.controlSocket = true;
    m_server = std::make_unique<ServerThread>(std::move(options), settings);
    m_server->start();
    m_port.attach(m_server.get());
}

void FloorHost::stop()
{
    if (!m_server)
        return;
    m_server->post(command::StopServer{true});
    m_server->wait(longestCard);
    m_port.attach(nullptr);
    m_server.reset();
}

} // namespace sm
