// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "say.h"

#include <QJsonArray>

namespace sm {
namespace {

// What people compare and type. Whoever is let in must be no other: a key with the same first eight digits
// can be made.
constexpr qsizetype shortestPin = 8;
constexpr qsizetype shortestPinToAccept = 20;

/// Fingerprints are read aloud in groups of four.
QString grouped(const QString& pin)
{
    QString out;
    for (qsizetype i = 0; i < pin.size(); i += 4)
        out += (i > 0 ? QStringLiteral(" ") : QString()) + pin.mid(i, 4);
    return out;
}

QString listText(const QJsonObject& door)
{
    const auto text
        = [](const QJsonObject& one, const char* name) { return one.value(QLatin1String(name)).toString(); };
    QStringList lines{Say::tr("Stations come to %1. This console's own fingerprint: %2")
                          .arg(text(door, "address"), grouped(text(door, "pin")))};
    const QJsonArray pending = door.value(QStringLiteral("pending")).toArray();
    for (const QJsonValue& value : pending) {
        const QJsonObject one = value.toObject();
        const QString wanted = text(one, "wanted");
        lines.append(Say::tr("waits     %1  from %2, wants %3")
                         .arg(grouped(text(one, "pin")), text(one, "address"),
                             wanted.isEmpty() ? QStringLiteral("-") : wanted));
        if (one.contains(QStringLiteral("offered")))
            lines.append(Say::tr("          accepted for %1 by %2; a second person is needed")
                             .arg(text(one, "offered"), text(one, "first_person")));
    }
    const QJsonArray listed = door.value(QStringLiteral("listed")).toArray();
    for (const QJsonValue& value : listed) {
        const QJsonObject one = value.toObject();
        const QString state
            = one.value(QStringLiteral("connected")).toBool() ? Say::tr("connected") : Say::tr("away");
        lines.append(
            QStringLiteral("%1  %2  %3").arg(text(one, "station"), -8).arg(grouped(text(one, "pin")), state));
    }
    return lines.join(u'\n');
}

/// The one key whose fingerprint begins like that; empty when there is none or more than one.
QString wholePin(const QJsonObject& door, const QString& typed, qsizetype shortest)
{
    const QString start = QString(typed).remove(u' ').toUpper();
    QString found;
    if (start.size() < shortest)
        return {};
    for (const char* list : {"pending", "listed"}) {
        const QJsonArray entries = door.value(QLatin1String(list)).toArray();
        for (const QJsonValue& value : entries) {
            const QString pin = value.toObject().value(QStringLiteral("pin")).toString();
            if (!pin.startsWith(start, Qt::CaseInsensitive) || pin == found)
                continue;
            if (!found.isEmpty())
                return {};
            found = pin;
        }
    }
    return found;
}

} // namespace

int stationsCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    const QString action = arguments.positional.value(0);
    static const QStringList decisions{
        QStringLiteral("accept"), QStringLiteral("refuse"), QStringLiteral("revoke")};
    if (action != QStringLiteral("list") && !decisions.contains(action)) {
        output.message(Say::tr("stations takes list, accept, refuse or revoke."));
        return exit_code::usage;
    }
    int code = exit_code::done;
    const QJsonObject status
        = askConsole({{QStringLiteral("command"), QStringLiteral("status")}}, output, &code);
    if (code != exit_code::done)
        return code;
    const QJsonObject door = status.value(QStringLiteral("station_door")).toObject();
    if (door.value(QStringLiteral("address")).toString().isEmpty()) {
        output.message(Say::tr("No station comes over TLS on this floor."));
        return exit_code::unavailable;
    }
    if (action == QStringLiteral("list")) {
        if (output.json())
            output.result(door);
        else
            output.result(listText(door));
        return exit_code::done;
    }
    const qsizetype shortest = action == QStringLiteral("accept") ? shortestPinToAccept : shortestPin;
    const QString pin = wholePin(door, arguments.value("pin"), shortest);
    if (pin.isEmpty()) {
        output.message(Say::tr("--pin wants the beginning of one fingerprint of the list, %1 digits or more.")
                           .arg(shortest));
        return exit_code::usage;
    }
    const QJsonObject reply = askConsole(
        {{QStringLiteral("command"), action + QStringLiteral("-station")}, {QStringLiteral("pin"), pin},
            {QStringLiteral("station"), arguments.value("station")},
            {QStringLiteral("person"), arguments.value("person")}},
        output, &code);
    if (code == exit_code::done && output.json())
        output.result(reply);
    return code;
}

} // namespace sm
