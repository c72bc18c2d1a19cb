// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/setup_commands.h"
#include "server/setup_rows.h"
#include "ui/setup/floor_draft.h"

namespace sm {

/// What is plugged into this computer now.
struct PluggedIn {
    QStringList readers; ///< as pcscd names them
    QStringList ports; ///< by names that stay
};

/// What people read about a floor while they set it up.

QString setupKindText(StationKind kind); ///< "Card reader here"
QString setupBoundText(const StationRow& row); ///< what it is bound to; empty: nothing yet
QString setupChangeText(StationEdit::What what, bool waits);
QString setupMachineText(const MachineEdit& edit);
QString setupStationText(const StationEdit& edit); ///< the same as a sentence about the station
/// "PC/SC readers" and the like, for a member of floor.json that counts from the next start on.
QString setupMemberText(const QString& member);

/// Of the readers that are there the one with the row's serial number and slot; empty: none.
QString setupReaderNow(const StationRow& row, const PluggedIn& there);
// What helps to choose; empty: nothing to say.
QString setupReaderHint(const StationRow& row, const PluggedIn& there);
QString setupSerialHint(const StationRow& row, const PluggedIn& there);
QString setupPortHint(const StationRow& row, const PluggedIn& there);

/// Where a draft is wrong, as a person sees it, and why.
struct SetupFault {
    quint16 machine = 0; ///< 0: not about a machine
    StationId station; ///< invalid: not about a station
    QString member; ///< field of the station's form; empty: the whole of it
    QString text; ///< one or two sentences
};
SetupFault setupFault(const FloorDraft& draft, const Failure& wrong);

} // namespace sm
