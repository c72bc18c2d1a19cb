// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/floor_document.h"
#include "ui/setup/setup_page.h"
#include "ui/setup/setup_table.h"
#include "window_desk.h"

#include <QComboBox>
#include <QLineEdit>

namespace sm {

inline const char hall[] = R"({"name": "Hall", "machines": [
  {"name": "MX-A", "stations": 1, "readers": ["ACS ACR39U ICC Reader 00 00", {"serial": "2112"}]},
  {"name": "MX-B", "links": [{"kind": "tls"}, {"kind": "serial", "port": "/dev/serial/by-id/ftdi", "lineKey": "/l"}]}],
  "stationDoor": {"listen": "0.0.0.0:7700", "certificate": "/c", "key": "/k"}, "hsms": [{"kind": "soft"}]})";
inline const QString twin = QStringLiteral("Gemalto PC Twin (2112) 00 00");
inline const QString omnikey = QStringLiteral("OMNIKEY 3121 (4711) 01 00");

/// The window at its page, with a floor that was read.
struct Page7 : Desk {
    explicit Page7(const QByteArray& json = hall, const QString& file = QStringLiteral("/srv/floor.json"))
        : Desk(std::nullopt, Page::Setup)
    {
        // Nobody works: what is set up changes at once.
        change([](Snapshot& floor) {
            for (MachineSnapshot& machine : floor.machines) {
                for (StationSnapshot& station : machine.stations)
                    station.life = StationState::Offline;
            }
        });
        told(json, file);
    }
    void told(const QByteArray& json, const QString& file = QStringLiteral("/srv/floor.json"))
    {
        event::FloorRead read;
        read.ticket = server.lastTicket;
        read.floor = json;
        read.file = file;
        read.readers = QStringList{QStringLiteral("ACS ACR39U ICC Reader 00 00"), twin, omnikey};
        read.ports = QStringList{QStringLiteral("/dev/serial/by-id/ftdi")};
        push(SetupEvent(read));
        server.commands.clear();
    }
    template <class C> std::vector<C> orders() const
    {
        std::vector<C> out;
        for (const SetupCommand& command : server.sent<SetupCommand>()) {
            if (const C* one = std::get_if<C>(&command))
                out.push_back(*one);
        }
        return out;
    }
    SetupPage* page() { return find<SetupPage>("setupPage"); }
    SetupTable* table() { return find<SetupTable>("setupTable"); }
    QComboBox* list(const char* name) { return find<QComboBox>(name); }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    void choose(const char* key) { table()->choose(QLatin1String(key)); }
    QString cell(const char* key, SetupRow::Column column)
    {
        const auto* model = table()->model();
        for (int row = 0; row < model->rowCount(); ++row) {
            const QString name = model->index(row, SetupRow::Station).data().toString();
            if (name == QLatin1String(key) || name.startsWith(QLatin1String(key) + u':'))
                return model->index(row, column).data().toString();
        }
        return QStringLiteral("no such row");
    }
    QString error(const char* input) // as it is seen
    {
        const auto* label = find<QLabel>(qPrintable(QLatin1String(input) + QStringLiteral("Error")));
        return label->isVisible() ? label->text() : QString();
    }
    void type(QWidget* into, const QString& text)
    {
        into->setFocus();
        QTest::keyClick(into, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(into, Qt::Key_Delete);
        QTest::keyClicks(into, text);
    }
    void tested(quint64 ticket, StationId station, std::optional<Failure> failure)
    {
        event::StationTested told;
        told.ticket = ticket;
        told.station = station;
        told.failure = std::move(failure);
        told.found = QStringLiteral("a reader");
        told.atr = QByteArray::fromHex("3B00");
        push(SetupEvent(told));
    }
    void applied(bool rehearsed, std::vector<StationEdit> stations, QStringList nextStart = {})
    {
        event::FloorApplied told;
        told.ticket = server.lastTicket;
        told.rehearsed = rehearsed;
        told.stations = std::move(stations);
        told.nextStart = std::move(nextStart);
        push(SetupEvent(told));
    }
    StationRow wanted(StationId station)
    {
        return FloorDocument::parse(page()->draft().json(), {})
            .take()
            .station(station)
            .value_or(StationRow());
    }
};

inline StationEdit edit(StationId station, StationEdit::What what, bool waits = false)
{
    StationEdit out;
    out.station = station;
    out.what = what;
    out.waits = waits;
    return out;
}

} // namespace sm
