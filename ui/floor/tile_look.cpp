// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/tile_look.h"

#include "ui/text/alarm_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/state_text.h"
#include "ui/text/station_text.h"

#include <QCoreApplication>

namespace sm {

TileBand bandOf(const StationSnapshot& station)
{
    if (station.state == TileState::Fault)
        return TileBand::Fault;
    if (station.state == TileState::Held)
        return TileBand::Held;
    return station.warning ? TileBand::Warning : TileBand::None;
}

const Band* bandColors(TileBand band, const Theme& theme)
{
    switch (band) {
    case TileBand::Fault:
        return &theme.fault;
    case TileBand::Held:
        return &theme.attention;
    case TileBand::Warning:
        return &theme.warning;
    case TileBand::None:
        break;
    }
    return nullptr;
}

TileLook lookOf(const StationSnapshot& station, const TileLook& before)
{
    TileLook look;
    look.id = station.id;
    look.state = station.state;
    look.band = bandOf(station);
    look.unacknowledged = station.alarmNew && look.band != TileBand::None;
    look.stepNow = station.stepNow;
    look.stepCount = station.stepCount;
    look.taktTenths = quint16(qBound(0.0F, station.takt * 10 + 0.5F, 65535.0F));
    for (size_t i = 0; i < look.spark.size(); ++i)
        look.spark[i] = quint8(qBound(0.0F, station.takts[i] * 4, 255.0F));
    look.cardTail = station.cardTail;
    look.stepName = station.stepName;
    if (look.band != TileBand::None && station.failure) {
        look.failure = station.failure->code();
        look.failedStep = station.failedStep;
        look.note = look.failure == before.failure && !before.note.isEmpty()
            ? before.note
            : failureText(*station.failure).sentence;
    }
    if (look.note.isEmpty() && look.band != TileBand::None && station.alarm != AlarmCode::None)
        look.note = alarmName(station.alarm);
    look.away = linkAway(station);
    if (look.note.isEmpty() && look.away != StationLinkState::None)
        look.note = look.away == before.away && before.band == TileBand::None ? before.note
                                                                              : awayAdvice(station).action;
    return look;
}

QString tileName(StationId id, bool shortForm)
{
    return shortForm ? QStringLiteral("%1-%2").arg(id.machine).arg(id.station) : id.text();
}

QString tileStepLine(const TileLook& look)
{
    if (!look.note.isEmpty())
        return look.note;
    if (look.stepNow == 0 || look.stepCount == 0)
        return {};
    return QStringLiteral("%1/%2  %3").arg(look.stepNow).arg(look.stepCount).arg(look.stepName);
}

QString stationSummary(const StationSnapshot& station)
{
    QStringList parts{QCoreApplication::translate("Floor", "Machine %1, station %2")
                          .arg(station.id.machine)
                          .arg(station.id.station)};
    parts.append(stationStateText(station));
    if (station.warning)
        parts.append(warningText());
    if (!station.cardTail.isEmpty())
        parts.append(QCoreApplication::translate("Floor", "card ending %1").arg(station.cardTail));
    if (station.stepNow > 0)
        parts.append(QCoreApplication::translate("Floor", "step %1 of %2, %3")
                         .arg(station.stepNow)
                         .arg(station.stepCount)
                         .arg(station.stepName));
    if (station.failure && bandOf(station) != TileBand::None)
        parts.append(failureText(*station.failure).sentence);
    if (const StationAdvice away = awayAdvice(station); !away.action.isEmpty())
        parts.append(away.action);
    return parts.join(QStringLiteral(", "));
}

} // namespace sm
