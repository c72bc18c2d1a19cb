// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_state.h"

#include "base/failures/server.h"
#include "ui/setup/setup_text.h"
#include "ui/stations/station_rows.h"
#include "ui/text/failure_text.h"
#include "ui/text/station_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace sm {

namespace {

struct SetupRows {
    Q_DECLARE_TR_FUNCTIONS(SetupRows)
};

QString dash()
{
    return QString(QChar(0x2013));
}

QString wholeText(const Failure& failure)
{
    const FailureText text = failureText(failure);
    return QStringList{text.sentence, text.cause, text.action}.join(QLatin1Char(' '));
}

class RowMaker {
public:
    explicit RowMaker(const SetupState& state)
        : m_state(state)
    {
        if (const auto& wrong = state.draft.wrong())
            m_fault = setupFault(state.draft, *wrong);
        for (const MachineEdit& edit : state.draft.machineEdits())
            m_machineEdits.emplace(edit.machine, edit);
    }

    SetupRow machine(quint16 number, const QString& name) const
    {
        SetupRow row;
        row.key = QStringLiteral("M%1").arg(number);
        row.machine = number;
        row.cells[SetupRow::Station] = SetupRows::tr("Machine %1: %2").arg(number).arg(name);
        const auto edit = m_machineEdits.find(number);
        if (edit != m_machineEdits.end()) {
            row.gone = edit->second.what == StationEdit::What::Removed;
            row.change = SetupTone::Attention;
            row.cells[SetupRow::Change] = edit->second.what == StationEdit::What::Changed
                ? SetupRows::tr("Gets another name")
                : setupChangeText(edit->second.what, false);
            row.tips[SetupRow::Change] = setupMachineText(edit->second);
        }
        if (m_fault && m_fault->machine == number && !m_fault->station.isValid())
            markFault(row);
        return row;
    }

    SetupRow station(const StationRow& shown, bool gone) const
    {
        SetupRow row;
        row.key = shown.id.text();
        row.machine = shown.id.machine;
        row.station = shown.id;
        row.gone = gone;
        const QString bound = setupBoundText(shown);
        row.cells[SetupRow::Station] = shown.id.text();
        row.cells[SetupRow::Kind] = setupKindText(shown.kind);
        row.cells[SetupRow::Bound] = bound.isEmpty() ? SetupRows::tr("Nothing yet") : bound;
        row.cells[SetupRow::Devices]
            = shown.modules.isEmpty() ? dash() : shown.modules.join(QStringLiteral(", "));
        const StationSnapshot* now = m_state.snapshot ? stationAt(*m_state.snapshot, shown.id) : nullptr;
        row.cells[SetupRow::Now] = now ? stationStateText(*now) : dash();
        if (!now)
            row.tips[SetupRow::Now] = SetupRows::tr("It is not on the floor.");
        tested(row);
        changed(row, now);
        return row;
    }

private:
    void tested(SetupRow& row) const
    {
        const auto test = m_state.tests.find(row.station);
        if (test == m_state.tests.end() || row.gone) {
            row.cells[SetupRow::Test] = dash();
            return;
        }
        const SetupTestText text = setupTestText(*test);
        row.cells[SetupRow::Test] = text.brief;
        row.tips[SetupRow::Test] = text.whole;
        row.test = text.tone;
    }

    void changed(SetupRow& row, const StationSnapshot* now) const
    {
        QString& cell = row.cells[SetupRow::Change];
        if (m_fault && m_fault->station == row.station)
            return markFault(row);
        if (const auto what = m_state.draft.change(row.station)) {
            StationEdit edit;
            edit.station = row.station;
            edit.what = *what;
            edit.waits = now && isOccupied(*now);
            cell = setupChangeText(edit.what, edit.waits);
            row.tips[SetupRow::Change] = setupStationText(edit);
            row.change = SetupTone::Attention;
            return;
        }
        const auto& changing = m_state.snapshot ? m_state.snapshot->changing : std::vector<StationId>();
        const auto failed = m_state.failed.find(row.station);
        if (std::find(changing.begin(), changing.end(), row.station) != changing.end()) {
            cell = SetupRows::tr("Waits for its card");
            row.tips[SetupRow::Change]
                = SetupRows::tr("It is held, and becomes what was applied when its card has left.");
            row.change = SetupTone::Warning;
        } else if (failed != m_state.failed.end()) {
            cell = SetupRows::tr("Could not be made");
            row.tips[SetupRow::Change] = wholeText(*failed);
            row.change = SetupTone::Fault;
        } else {
            cell = dash();
        }
    }

    void markFault(SetupRow& row) const
    {
        row.cells[SetupRow::Change] = SetupRows::tr("Not right yet");
        row.tips[SetupRow::Change] = m_fault->text;
        row.change = SetupTone::Fault;
    }

    const SetupState& m_state;
    std::optional<SetupFault> m_fault;
    std::map<quint16, MachineEdit> m_machineEdits;
};

} // namespace

bool isOccupied(const StationSnapshot& station)
{
    return station.life == StationState::Assigned || station.life == StationState::InSession
        || station.life == StationState::Fault || station.life == StationState::Maintenance;
}

SetupTestText setupTestText(const SetupTest& test)
{
    if (test.stage == SetupTest::Stage::Queued)
        return {SetupRows::tr("Is tested next"), {}, SetupTone::Plain};
    if (test.stage == SetupTest::Stage::Asked)
        return {SetupRows::tr("Is tested now"), {}, SetupTone::Plain};
    if (test.failure) {
        const bool used = *test.failure == fc::StationInUse;
        const QString brief = used ? SetupRows::tr("In use: not tested") : SetupRows::tr("No answer");
        return {brief, wholeText(*test.failure), used ? SetupTone::Attention : SetupTone::Fault};
    }
    if (test.found.isEmpty())
        return {SetupRows::tr("Always there"), SetupRows::tr("A virtual station is always there."),
            SetupTone::Good};
    if (test.atr.isEmpty())
        return {SetupRows::tr("Answers"), SetupRows::tr("%1 answers. No card lies in it.").arg(test.found),
            SetupTone::Good};
    return {SetupRows::tr("Answers, with a card"),
        SetupRows::tr("%1 answers. A card lies in it; its answer to reset (ATR) is %2.")
            .arg(test.found, QString::fromLatin1(test.atr.toHex(' ').toUpper())),
        SetupTone::Good};
}

std::vector<SetupRow> setupRows(const SetupState& state)
{
    const RowMaker make(state);
    std::map<quint16, SetupRow> machines;
    std::map<StationId, SetupRow> stations;
    for (const MachineRow& machine : state.draft.machines()) {
        machines.emplace(machine.number, make.machine(machine.number, machine.name));
        for (const StationRow& station : machine.stations)
            stations.emplace(station.id, make.station(station, false));
    }
    for (const MachineRow& machine : state.draft.runningMachines()) {
        machines.try_emplace(machine.number, make.machine(machine.number, machine.name));
        for (const StationRow& station : machine.stations) {
            if (!stations.contains(station.id))
                stations.emplace(station.id, make.station(station, true));
        }
    }
    std::vector<SetupRow> out;
    for (auto& [number, machine] : machines) {
        out.push_back(std::move(machine));
        for (auto& [id, station] : stations) {
            if (id.machine == number)
                out.push_back(std::move(station));
        }
    }
    return out;
}

} // namespace sm
