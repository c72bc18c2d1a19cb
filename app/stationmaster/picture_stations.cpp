// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_stations.h"

#include "ui/bench/synthetic_port.h"
#include "ui/shell/console.h"

namespace sm {

namespace {

class StillPort final : public ServerPort {
public:
    StillPort()
    {
        Snapshot floor = syntheticFloor(24);
        floor.demo = false; // one person is enough on a demo floor
        m_floor = std::make_shared<Snapshot>(std::move(floor));
    }
    quint64 post(ServerCommand) override { return ++m_ticket; }
    std::shared_ptr<const Snapshot> snapshot() const override { return m_floor; }
    std::vector<ServerEvent> takeEvents() override { return {}; }
    TraceView trace() const override { return {}; }

private:
    std::shared_ptr<const Snapshot> m_floor;
    quint64 m_ticket = 0;
};

} // namespace

int takePictureOfStations(QApplication& application, ConsoleOptions options)
{
    options.files.clear();
    options.demo = false;
    options.atMilliseconds = 0;
    StillPort port;
    return Console(application, port, options).takePicture([](int) {});
}

} // namespace sm
