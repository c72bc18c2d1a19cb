// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulated_floor.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

/// A floor on simulated time with devices beside some of its virtual stations, and a job of the sample that
/// needs them.
namespace sm {

inline QByteArray sampleText(const QString& name)
{
    QFile file(QStringLiteral(":/stationmaster/") + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A module of the sample station profile, simulated.
inline ModulePlan sampleModule(const char* name, Nanos work = Nanos())
{
    ModulePlan plan;
    const auto profile
        = StationProfile::load(QStringLiteral(":/stationmaster/stations/bank-card.station.json"));
    for (const StationProfile::Module& module : profile ? profile->modules : StationProfile().modules) {
        if (module.name == QLatin1String(name))
            plan.device = module;
    }
    plan.simulated = true;
    plan.work = work;
    return plan;
}

inline FloorPlan moduleFloor(int stations, const std::vector<int>& equipped, Nanos work = Nanos())
{
    DemoOptions demo;
    demo.machines = 1;
    demo.stations = stations;
    demo.hsms = 2;
    FloorPlan plan = demoFloor(demo);
    for (const int station : equipped)
        plan.machines[0].stations[size_t(station - 1)].modules
            = {sampleModule("stripe", work), sampleModule("embosser", work)};
    return plan;
}

inline ModulePlan& moduleOf(FloorPlan& plan, int station, size_t module)
{
    return plan.machines[0].stations[size_t(station - 1)].modules[module];
}

/// What one card that left had on it, as the simulated devices noted it.
struct LeftCard {
    QString station;
    QString bin;
    QString serial;
    QList<QByteArray> stripe; ///< as characters with parity, track 1 to 3; empty: nothing on it
    QList<QByteArray> embossed;
};

class ModuleRun {
public:
    ModuleRun(FloorPlan plan, int records, quint64 seed = 5, const QString& data = QString())
        : m_records(records)
    {
        plan.virtualCards.moduleLog = folder.filePath(QStringLiteral("modules.log"));
        floor = std::make_unique<SimulatedFloor>(
            plan, seed, data.isEmpty() ? folder.filePath(QStringLiteral("data")) : data);
    }
    /// The job, imported; started when asked for.
    JobId import(bool start)
    {
        const QList<QByteArray> lines = sampleText(QStringLiteral("jobs/summit-bank.csv")).split('\n');
        QFile file(folder.filePath(QStringLiteral("Summit Bank Card.csv")));
        if (!file.open(QIODevice::WriteOnly) || file.write(lines.mid(0, m_records + 1).join('\n') + '\n') < 1)
            return JobId();
        file.close();
        command::ImportFile order;
        order.file = file.fileName();
        order.profile = QStringLiteral("summit-bank");
        order.startWhenImported = start;
        floor->server->post(order);
        floor->until([&] { return floor->imported.has_value(); });
        return floor->imported ? floor->imported->job : JobId();
    }
    /// Rows of the job, by what is on the stripe: card number, name for the stripe, for embossing, expiry.
    QList<QList<QByteArray>> rows() const
    {
        QList<QList<QByteArray>> out;
        const QList<QByteArray> lines = sampleText(QStringLiteral("jobs/summit-bank.csv")).split('\n');
        for (int i = 1; i <= m_records; ++i)
            out.append(lines.value(i).split(','));
        return out;
    }
    std::vector<LeftCard> left() const
    {
        std::vector<LeftCard> cards;
        QFile file(folder.filePath(QStringLiteral("modules.log")));
        if (!file.open(QIODevice::ReadOnly))
            return cards;
        const auto bytes = [](const QJsonValue& list) {
            QList<QByteArray> out;
            for (const QJsonValue& one : list.toArray())
                out.append(QByteArray::fromHex(one.toString().toLatin1()));
            return out;
        };
        for (const QByteArray& line : file.readAll().split('\n')) {
            const QJsonObject row = QJsonDocument::fromJson(line).object();
            if (row.isEmpty())
                continue;
            const auto text = [&row](const char* key) { return row.value(QLatin1String(key)).toString(); };
            cards.push_back({text("station"), text("bin"), text("serial"),
                bytes(row.value(QLatin1String("stripe"))), bytes(row.value(QLatin1String("embosser")))});
        }
        return cards;
    }
    StationSnapshot station(int number) const
    {
        const auto snapshot = floor->server->snapshot();
        return snapshot->machines.at(0).stations.at(size_t(number - 1));
    }
    bool stands(int number) const { return station(number).life == StationState::Fault; }

    QTemporaryDir folder;
    std::unique_ptr<SimulatedFloor> floor;

private:
    int m_records;
};

} // namespace sm
