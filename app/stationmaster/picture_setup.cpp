// SPDX-License-Identifier: GPL-3.0-or-later
#include "picture_setup.h"

#include "base/failures/server.h"
#include "base/failures/station.h"
#include "server/floor_document.h"
#include "ui/bench/synthetic_port.h"
#include "ui/shell/console.h"

#include <algorithm>

namespace sm {

namespace {

constexpr char hall[] = R"({"name": "Hall", "machines": [
  {"name": "MX-A", "stations": 1,
   "readers": [{"serial": "21121405200142"}, {"serial": "21121405200187", "slot": 1}, "ACS ACR39U ICC Reader 00 00"],
   "modules": [{"name": "stripe", "driver": "msr605", "stations": [2], "port": "/dev/serial/by-id/usb-MSR605-if00"}]},
  {"name": "MX-B", "links": [
    {"kind": "tls", "pin": "8A904316B4E3D0715F2C6A1907E8C4D2B35F60718293A4B5C6D7E8F901234567"}, {"kind": "tls"},
    {"kind": "serial", "port": "/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0",
     "lineKey": "/etc/stationmaster/line3.key"}, {"kind": "local"}]}],
  "stationDoor": {"listen": "0.0.0.0:7700", "certificate": "/etc/stationmaster/console.pem",
    "key": "/etc/stationmaster/console.key", "local": "/run/user/1000/stations"},
  "hsms": [{"kind": "soft"}]})";

constexpr size_t stationsEach = 4;

class SetupPort final : public ServerPort {
public:
    SetupPort()
        : m_document(FloorDocument::parse(hall, {}).take())
    {
        Snapshot floor = syntheticFloor(24);
        floor.demo = false;
        floor.machines.resize(2);
        for (MachineSnapshot& machine : floor.machines)
            machine.stations.resize(stationsEach);
        StationSnapshot& works = floor.machines[0].stations[1];
        works.life = StationState::InSession;
        m_floor = std::make_shared<Snapshot>(std::move(floor));
    }
    quint64 post(ServerCommand wanted) override
    {
        ++m_ticket;
        if (const auto* order = std::get_if<SetupCommand>(&wanted))
            std::visit([this](const auto& one) { answer(one); }, *order);
        return m_ticket;
    }
    std::shared_ptr<const Snapshot> snapshot() const override { return m_floor; }
    std::vector<ServerEvent> takeEvents() override { return std::exchange(m_events, {}); }
    TraceView trace() const override { return {}; }

private:
    void answer(const command::ReadFloor&)
    {
        event::FloorRead read;
        read.ticket = m_ticket;
        read.floor = m_document.json();
        read.file = QStringLiteral("/home/ada/.local/share/stationmaster/floor.json");
        read.readers = QStringList{QStringLiteral("Gemalto PC Twin Reader (21121405200142) 00 00"),
            QStringLiteral("HID OMNIKEY 3121 (21121405200187) 01 01"),
            QStringLiteral("Identiv uTrust 2700 R (53691711220458) 02 00")};
        read.ports
            = QStringList{QStringLiteral("/dev/serial/by-id/usb-FTDI_FT232R_USB_UART_A50285BI-if00-port0")};
        m_events.push_back(SetupEvent(read));
    }
    void answer(const command::TestStation& order)
    {
        event::StationTested tested;
        tested.ticket = m_ticket;
        tested.station = order.station;
        if (order.station == StationId{1, 2})
            tested.failure = Failure(fc::StationInUse, {{"station", order.station.text()}});
        else if (order.station == StationId{1, 3}) {
            tested.found = QStringLiteral("HID OMNIKEY 3121 (21121405200187) 01 01");
            tested.atr = QByteArray::fromHex("3B9F96801FC78031E073FE211163410307839000");
        } else if (order.station == StationId{1, 4})
            tested.failure
                = Failure(fc::ReaderLost, {{"reader", QStringLiteral("ACS ACR39U ICC Reader 00 00")}});
        else if (order.station == StationId{2, 1})
            tested.found = QStringLiteral("192.168.7.31:49152");
        else if (order.station == StationId{2, 3})
            tested.found = QStringLiteral("/dev/ttyUSB0");
        else if (order.station.machine == 2)
            tested.failure = Failure(fc::StationNotThere, {{"station", order.station.text()}});
        m_events.push_back(SetupEvent(tested));
    }
    void answer(const command::ApplyFloor& order)
    {
        const auto wanted = FloorDocument::parse(order.floor, {});
        if (!wanted) {
            m_events.push_back(event::Refused{m_ticket, wanted.failure()});
            return;
        }
        const auto before = m_document.definitions();
        const auto after = wanted->definitions();
        event::FloorApplied told;
        told.ticket = m_ticket;
        told.rehearsed = order.rehearse;
        for (const StationId station : before.keys() + after.keys()) {
            if (before.value(station) == after.value(station))
                continue;
            StationEdit edit;
            edit.station = station;
            edit.what = !after.contains(station) ? StationEdit::What::Removed
                : before.contains(station)       ? StationEdit::What::Changed
                                                 : StationEdit::What::Added;
            edit.waits = station == StationId{1, 2};
            const bool known = std::any_of(told.stations.begin(), told.stations.end(),
                [station](const StationEdit& one) { return one.station == station; });
            if (!known)
                told.stations.push_back(edit);
        }
        std::sort(told.stations.begin(), told.stations.end(),
            [](const StationEdit& a, const StationEdit& b) { return a.station < b.station; });
        m_events.push_back(SetupEvent(told));
    }

    FloorDocument m_document;
    std::shared_ptr<const Snapshot> m_floor;
    std::vector<ServerEvent> m_events;
    quint64 m_ticket = 0;
};

} // namespace

int takePictureOfSetup(QApplication& application, ConsoleOptions options)
{
    options.files.clear();
    options.demo = false;
    options.atMilliseconds = 0;
    SetupPort port;
    return Console(application, port, options).takePicture([](int) {});
}

} // namespace sm
