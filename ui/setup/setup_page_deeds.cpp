// SPDX-License-Identifier: GPL-3.0-or-later
// What the buttons of the floor's set-up do, and when.
#include "ui/setup/setup_page.h"
#include "ui/setup/setup_panel.h"
#include "ui/setup/setup_table.h"
#include "ui/setup/station_form.h"
#include "ui/theme/widgets.h"

#include <algorithm>

namespace sm {

namespace {

/// A reader that is plugged in and that no station has; without one a virtual station.
StationRow firstChoice(const FloorDraft& draft, const PluggedIn& there)
{
    for (const QString& reader : there.readers) {
        const StationRow row = rowOfReader(reader);
        StationRow named;
        named.kind = StationKind::Pcsc;
        named.reader = reader;
        bool taken = false;
        for (const MachineRow& machine : draft.machines()) {
            taken = taken
                || std::any_of(machine.stations.begin(), machine.stations.end(), [&](const StationRow& one) {
                       return setupBoundText(one) == setupBoundText(row)
                           || setupBoundText(one) == setupBoundText(named);
                   });
        }
        if (!taken)
            return row;
    }
    return {};
}

} // namespace

void SetupPage::addMachine()
{
    const quint16 machine = m_state.draft.addMachine({});
    edited(false);
    m_table->choose(QStringLiteral("M%1").arg(machine));
    m_panel->focusMember({});
}

void SetupPage::addStation()
{
    const SetupRow* row = m_table->chosen();
    if (!row)
        return;
    const StationId station = m_state.draft.addStation(row->machine, firstChoice(m_state.draft, m_there));
    edited(false);
    m_table->choose(station.text());
    m_panel->focusMember({});
}

void SetupPage::remove()
{
    const SetupRow* row = m_table->chosen();
    if (!row || row->gone)
        return;
    if (row->station.isValid())
        m_state.draft.removeStation(row->station);
    else
        m_state.draft.removeMachine(row->machine);
    edited(false);
}

void SetupPage::undo()
{
    m_state.draft.undo();
    edited(false);
}

void SetupPage::discard()
{
    m_state.draft.discard();
    edited(false);
}

std::vector<StationId> SetupPage::stationsOf(quint16 machine) const
{
    std::vector<StationId> out;
    for (const MachineRow& one : m_state.draft.machines()) {
        for (const StationRow& row : one.stations) {
            if (machine == 0 || one.number == machine)
                out.push_back(row.id);
        }
    }
    return out;
}

void SetupPage::test()
{
    const SetupRow* row = m_table->chosen();
    if (!row || row->gone)
        return;
    if (row->station.isValid())
        Q_EMIT testWanted({row->station});
    else
        Q_EMIT testWanted(stationsOf(row->machine));
}

void SetupPage::testAll()
{
    if (m_tests > 0)
        Q_EMIT stopWanted();
    else
        Q_EMIT testWanted(stationsOf(0));
}

void SetupPage::showFault()
{
    if (!m_state.draft.wrong())
        return;
    const SetupFault fault = setupFault(m_state.draft, *m_state.draft.wrong());
    if (fault.station.isValid())
        m_table->choose(fault.station.text());
    else if (fault.machine != 0)
        m_table->choose(QStringLiteral("M%1").arg(fault.machine));
    m_panel->focusMember(fault.member);
}

void SetupPage::checkButtons()
{
    const bool wrong = m_state.draft.wrong().has_value();
    const bool any = edits() > 0;
    const QString unset = tr("Something is not right yet: see the red text.");
    QString why;
    if (m_ordered)
        why = tr("The order is on its way.");
    else if (!any && m_state.failed.isEmpty())
        why = tr("Nothing is changed.");
    else if (wrong)
        why = unset;
    setAvailable(m_apply, why.isEmpty(), why);
    setAvailable(m_undo, m_state.draft.canUndo(),
        m_state.draft.canUndo() ? tr("Takes the last change back (Ctrl+Z in the list)")
                                : tr("There is no change to take back."));
    setAvailable(
        m_discard, any, any ? tr("Takes all changes back.") : tr("There is no change to take back."));
    setAvailable(m_testAll, m_tests > 0 || !wrong, m_tests > 0 || !wrong ? QString() : unset);
    checkListButtons();
}

void SetupPage::checkListButtons()
{
    const SetupRow* row = m_table->chosen();
    const bool there = row && !row->gone;
    const QString none = row ? tr("It goes already.") : tr("Choose a machine or a station first.");
    const auto machines = m_state.draft.machines();
    const bool machine = row && std::any_of(machines.begin(), machines.end(), [row](const MachineRow& one) {
        return one.number == row->machine;
    });
    setAvailable(m_addStation, machine,
        machine ? tr("Adds a station to the chosen machine (Insert in the list)") : none);
    setAvailable(m_remove, there, there ? tr("Takes the chosen row out (Delete in the list)") : none);
    const bool wrong = m_state.draft.wrong().has_value();
    setAvailable(m_test, there && !wrong,
        !there      ? none
            : wrong ? tr("Something is not right yet: see the red text.")
                    : tr("Asks whether the chosen station, or each one of the machine, is there."));
    m_lookAgain->setToolTip(tr("Reads the floor, and what is plugged in, once more."));
}

} // namespace sm
