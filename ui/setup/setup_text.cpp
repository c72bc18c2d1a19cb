// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_text.h"

#include "server/reader_name.h"
#include "ui/text/failure_text.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>

namespace sm {

namespace {

struct SetupText {
    Q_DECLARE_TR_FUNCTIONS(SetupText)
};

QString readerFault(const StationRow& row)
{
    if (!row.readerSerial.isEmpty())
        return SetupText::tr("Another station has the reader %1, slot %2, already. Choose another one.")
            .arg(row.readerSerial)
            .arg(row.readerSlot);
    if (row.reader.isEmpty())
        return SetupText::tr(
            "No reader is named. Choose one that is plugged in, or type what it is known by.");
    return SetupText::tr("Another station or an HSM has the reader %1 already. Choose another one.")
        .arg(row.reader);
}

QString pathFault(const QString& path, const QString& missing, const QString& taken)
{
    if (path.isEmpty())
        return missing;
    return QDir::isAbsolutePath(path)
        ? taken
        : SetupText::tr("%1 is no absolute path: it has to begin with a slash.").arg(path);
}

QString doorFault(StationKind kind)
{
    return kind == StationKind::Tls
        ? SetupText::tr("floor.json does not say at which address stations come in over the network "
                        "(stationDoor: listen, certificate, key). Write it there first.")
        : SetupText::tr("floor.json does not say at which socket programs of this computer come in "
                        "(stationDoor: local). Write it there first.");
}

QString stationFault(const StationRow& row, const QString& member)
{
    if (member == QStringLiteral("reader") || member == QStringLiteral("serial"))
        return readerFault(row);
    if (member == QStringLiteral("port"))
        return pathFault(row.port, SetupText::tr("No port is named. Choose one, or type its path."),
            SetupText::tr("Something else on the floor has %1 already. Choose another port.").arg(row.port));
    if (member == QStringLiteral("lineKey"))
        return pathFault(row.lineKey,
            SetupText::tr("The file with the key of the line is missing. Type its absolute path."),
            SetupText::tr("The file with the key of the line can not be %1.").arg(row.lineKey));
    if (member == QStringLiteral("pin"))
        return SetupText::tr(
            "A fingerprint has 64 hexadecimal digits; here are %n characters.", nullptr, int(row.pin.size()));
    return {};
}

/// A list of names says only that one of its readers comes twice: the last one with that name is it.
StationId lastWithReader(const FloorDraft& draft, quint16 machine, const QString& reader)
{
    StationId found;
    for (const MachineRow& one : draft.machines()) {
        for (const StationRow& row : one.stations) {
            if (one.number == machine && row.kind == StationKind::Pcsc && row.reader == reader)
                found = row.id;
        }
    }
    return found;
}

} // namespace

QString setupKindText(StationKind kind)
{
    switch (kind) {
    case StationKind::Virtual:
        return SetupText::tr("Virtual");
    case StationKind::Pcsc:
        return SetupText::tr("Reader here");
    case StationKind::Tls:
        return SetupText::tr("Network (TLS)");
    case StationKind::Serial:
        return SetupText::tr("Serial line");
    case StationKind::Local:
        return SetupText::tr("This computer");
    }
    return {};
}

QString setupBoundText(const StationRow& row)
{
    switch (row.kind) {
    case StationKind::Virtual:
        return SetupText::tr("Cards in memory");
    case StationKind::Pcsc:
        if (row.readerSerial.isEmpty())
            return row.reader;
        return row.readerSlot == 0
            ? SetupText::tr("Serial number %1").arg(row.readerSerial)
            : SetupText::tr("Serial number %1, slot %2").arg(row.readerSerial).arg(row.readerSlot);
    case StationKind::Tls:
        return row.pin.isEmpty() ? SetupText::tr("A key that persons let in")
                                 : SetupText::tr("Key %1").arg(row.pin.left(16).toUpper());
    case StationKind::Serial:
        return row.port;
    case StationKind::Local:
        return SetupText::tr("A program of this user");
    }
    return {};
}

QString setupChangeText(StationEdit::What what, bool waits)
{
    switch (what) {
    case StationEdit::What::Added:
        return SetupText::tr("Is added");
    case StationEdit::What::Removed:
        return waits ? SetupText::tr("Goes later") : SetupText::tr("Goes");
    case StationEdit::What::Changed:
        return waits ? SetupText::tr("Changes later") : SetupText::tr("Changes");
    }
    return {};
}

QString setupStationText(const StationEdit& edit)
{
    const QString station = edit.station.text();
    switch (edit.what) {
    case StationEdit::What::Added:
        return SetupText::tr("%1 is added.").arg(station);
    case StationEdit::What::Removed:
        return (edit.waits ? SetupText::tr("%1 goes when its card has left.") : SetupText::tr("%1 goes."))
            .arg(station);
    case StationEdit::What::Changed:
        return (
            edit.waits ? SetupText::tr("%1 changes when its card has left.") : SetupText::tr("%1 changes."))
            .arg(station);
    }
    return {};
}

QString setupMachineText(const MachineEdit& edit)
{
    switch (edit.what) {
    case StationEdit::What::Added:
        return SetupText::tr("Machine %1 (%2) is added.").arg(edit.machine).arg(edit.name);
    case StationEdit::What::Removed:
        return SetupText::tr("Machine %1 (%2) goes.").arg(edit.machine).arg(edit.name);
    case StationEdit::What::Changed:
        return SetupText::tr("Machine %1 is called %2 instead of %3.")
            .arg(QString::number(edit.machine), edit.name, edit.before);
    }
    return {};
}

QString setupMemberText(const QString& member)
{
    const std::pair<const char*, QString> names[]{{"hsms", SetupText::tr("HSMs")},
        {"stationDoor", SetupText::tr("how stations come in")},
        {"dataPlane", SetupText::tr("control devices of machines")},
        {"virtualCards", SetupText::tr("virtual cards")}, {"name", SetupText::tr("name of the floor")},
        {"jobKey", SetupText::tr("key of job files")}};
    for (const auto& [name, text] : names) {
        if (member == QLatin1String(name))
            return text;
    }
    return member;
}

QString setupReaderNow(const StationRow& row, const PluggedIn& there)
{
    StationPlan plan;
    plan.readerSerial = row.readerSerial;
    plan.readerSlot = row.readerSlot;
    return row.readerSerial.isEmpty() ? QString() : readerOf(plan, there.readers);
}

QString setupReaderHint(const StationRow& row, const PluggedIn& there)
{
    if (!ReaderName::of(row.reader).serial.isEmpty())
        return SetupText::tr("This reader tells a serial number. Known by that, the station stays the same "
                             "whatever is plugged in first.");
    if (there.readers.isEmpty())
        return SetupText::tr("No reader is plugged in now, or pcscd does not run.");
    if (row.reader.isEmpty())
        return {};
    return there.readers.contains(row.reader)
        ? SetupText::tr("It tells no serial number: beside a second one of its make, the order of plugging "
                        "in decides which of them this is.")
        : SetupText::tr("No reader has this name now.");
}

QString setupSerialHint(const StationRow& row, const PluggedIn& there)
{
    const QString found = setupReaderNow(row, there);
    if (!found.isEmpty())
        return SetupText::tr("Plugged in now as %1.").arg(found);
    return row.readerSerial.isEmpty()
        ? SetupText::tr("Most readers show it in their name, in brackets.")
        : SetupText::tr("No reader with this number and slot is plugged in now.");
}

QString setupPortHint(const StationRow& row, const PluggedIn& there)
{
    if (there.ports.contains(row.port))
        return {};
    if (!row.port.isEmpty() && !row.port.startsWith(QStringLiteral("/dev/serial/")))
        return SetupText::tr(
            "This name may mean another device after a restart. Names below /dev/serial stay.");
    if (!row.port.isEmpty())
        return SetupText::tr("This port is not there now.");
    return there.ports.isEmpty() ? SetupText::tr("No serial device is plugged in now.") : QString();
}

SetupFault setupFault(const FloorDraft& draft, const Failure& wrong)
{
    const QString path = wrong.param("path");
    SetupFault fault;
    if (const auto spot = draft.find(path)) {
        fault.machine = spot->machine;
        fault.station = spot->station;
        fault.member = spot->member;
    }
    if (fault.member == QStringLiteral("readers")) {
        fault.station = lastWithReader(draft, fault.machine, wrong.param("found"));
        fault.member = QStringLiteral("reader");
    }
    if (path.startsWith(QStringLiteral("$.stationDoor."))) {
        const auto spot = draft.find(wrong.param("expected").section(u' ', -1)); // for whom it is missing
        fault.station = spot ? spot->station : StationId();
        fault.machine = fault.station.machine;
        fault.member = QStringLiteral("kind");
        if (const auto row = draft.station(fault.station))
            fault.text = doorFault(row->kind);
    } else if (const auto row = draft.station(fault.station)) {
        fault.text = stationFault(*row, fault.member);
    } else if (path == QStringLiteral("$.machines")) {
        fault.text = SetupText::tr("A floor has at least one station. Add one.");
    }
    if (fault.text.isEmpty()) {
        const FailureText text = failureText(wrong);
        fault.text = text.sentence;
    }
    return fault;
}

} // namespace sm
