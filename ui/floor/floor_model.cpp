// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_model.h"

#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QFontMetrics>
#include <QLocale>

namespace sm {

namespace {

constexpr QLatin1String between("      ");

QString taktText(const MachineSnapshot& machine)
{
    const QString now = secondsText(double(machine.takt));
    if (machine.targetTakt <= 0)
        return QCoreApplication::translate("Floor", "takt %1").arg(now);
    return QCoreApplication::translate("Floor", "takt %1 (%2)")
        .arg(now, QLocale().toString(double(machine.targetTakt), 'f', 1));
}

MachineLook lookOf(const MachineSnapshot& machine)
{
    MachineLook look;
    look.title = QCoreApplication::translate("Floor", "Machine %1").arg(machine.number);
    look.shortTitle = QStringLiteral("M%1").arg(machine.number);
    if (!machine.name.isEmpty())
        look.title += QStringLiteral("   ") + machine.name;
    QStringList parts;
    if (!machine.job.isEmpty())
        parts.append(machine.job);
    if (machine.rate >= 0)
        parts.append(QCoreApplication::translate("Floor", "%1 /h").arg(grouped(qRound64(machine.rate))));
    if (machine.takt > 0)
        parts.append(taktText(machine));
    parts.append(QCoreApplication::translate("Floor", "util %1 %").arg(qRound(machine.utilisation * 100)));
    look.figures = parts.join(between);
    return look;
}

} // namespace

QString titleThatFits(const MachineLook& look, const QFontMetrics& metrics, int width)
{
    for (const QString& title : {look.title, look.title.section(QStringLiteral("   "), 0, 0)}) {
        if (metrics.horizontalAdvance(title) <= width)
            return title;
    }
    return metrics.elidedText(look.shortTitle, Qt::ElideRight, width);
}

QString figuresThatFit(const MachineLook& look, const QFontMetrics& metrics, int width)
{
    QString shown = look.figures;
    while (!shown.isEmpty() && metrics.horizontalAdvance(shown) > width) {
        const qsizetype end = shown.indexOf(between);
        shown = end < 0 ? QString() : shown.mid(end + between.size());
    }
    return shown;
}

const StationSnapshot& FloorModel::station(int index) const
{
    const Place& place = m_places[size_t(index)];
    return m_snapshot->machines[place.machine].stations[place.station];
}

std::optional<int> FloorModel::indexOf(StationId id) const
{
    for (size_t i = 0; i < m_looks.size(); ++i) {
        if (m_looks[i].id == id)
            return int(i);
    }
    return std::nullopt;
}

bool FloorModel::sameStructure(const Snapshot& snapshot) const
{
    if (snapshot.machines.size() != m_perMachine.size())
        return false;
    size_t flat = 0;
    for (size_t m = 0; m < snapshot.machines.size(); ++m) {
        const auto& stations = snapshot.machines[m].stations;
        if (int(stations.size()) != m_perMachine[m])
            return false;
        for (const StationSnapshot& station : stations) {
            if (m_looks[flat++].id != station.id)
                return false;
        }
    }
    return true;
}

void FloorModel::rebuild(const Snapshot& snapshot)
{
    m_looks.clear();
    m_machines.clear();
    m_places.clear();
    m_perMachine.clear();
    for (size_t m = 0; m < snapshot.machines.size(); ++m) {
        const auto& stations = snapshot.machines[m].stations;
        m_perMachine.push_back(int(stations.size()));
        m_machines.push_back(lookOf(snapshot.machines[m]));
        for (size_t s = 0; s < stations.size(); ++s) {
            m_looks.push_back(sm::lookOf(stations[s], TileLook()));
            m_places.push_back({m, s});
        }
    }
}

FloorChange FloorModel::apply(std::shared_ptr<const Snapshot> snapshot)
{
    FloorChange change;
    if (!m_snapshot || !sameStructure(*snapshot)) {
        m_snapshot = std::move(snapshot);
        rebuild(*m_snapshot);
        change.structure = true;
        return change;
    }
    m_snapshot = std::move(snapshot);
    size_t flat = 0;
    for (size_t m = 0; m < m_snapshot->machines.size(); ++m) {
        MachineLook header = lookOf(m_snapshot->machines[m]);
        if (header != m_machines[m]) {
            m_machines[m] = std::move(header);
            change.machines.push_back(int(m));
        }
        for (const StationSnapshot& station : m_snapshot->machines[m].stations) {
            TileLook look = sm::lookOf(station, m_looks[flat]);
            if (look != m_looks[flat]) {
                m_looks[flat] = std::move(look);
                change.tiles.push_back(int(flat));
            }
            ++flat;
        }
    }
    return change;
}

} // namespace sm
