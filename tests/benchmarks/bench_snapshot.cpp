// SPDX-License-Identifier: GPL-3.0-or-later
// What it costs to fold and publish the snapshot of a floor at work.
#include "measure.h"

#include "server/demo_job.h"
#include "server/simulated_server.h"

#include <QTemporaryDir>

#include <algorithm>
#include <vector>

using namespace sm;
using namespace sm::bench;

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    prepare();
    const int stations = argument(QStringLiteral("stations"), 200);
    const int count = argument(QStringLiteral("snapshots"), 3000);
    const QTemporaryDir folder;
    DemoOptions demo;
    demo.machines = (stations + 19) / 20;
    demo.stations = std::min(stations, 20);
    demo.hsms = 12;
    demo.speed = 1;
    ServerOptions options;
    options.floor = demoFloor(demo);
    options.dataFolder = folder.path();
    const auto file = writeDemoJob(folder.filePath(QStringLiteral("job")), stations * 50);
    if (!file)
        return 1;
    SimulatedServer server(std::move(options), 1);
    command::ImportFile order;
    order.file = *file;
    order.startWhenImported = true;
    server.post(order);
    int good = 0;
    const auto warm = [&] {
        for (const ServerEvent& event : server.takeEvents())
            good += std::holds_alternative<event::CardGood>(event);
        return good >= stations;
    };
    if (!server.run(warm, std::chrono::hours(10))) {
        out() << "the floor does not produce" << Qt::endl;
        return 1;
    }
    std::vector<double> times;
    for (int i = 0; i < count; ++i) {
        const Nanos next = server.now() + milliseconds(33);
        server.run([&] { return server.now() >= next; }, seconds(60));
        const Measure measure;
        const auto snapshot = server.snapshot();
        times.push_back(measure.wall());
        if (snapshot->machines.size() != size_t(demo.machines))
            return 1;
    }
    std::sort(times.begin(), times.end());
    const double p50 = times[times.size() / 2];
    out() << stations << " stations at work, a snapshot every 33 ms: p50 " << figure(p50, 0) << " us, p99 "
          << figure(times[times.size() * 99 / 100], 0) << " us, " << figure(p50 / 33'000 * 100, 2)
          << " % of a core at 30 a second" << Qt::endl;
    return 0;
}
