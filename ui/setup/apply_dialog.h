// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/setup_commands.h"
#include "ui/setup/floor_draft.h"
#include "ui/stations/station_dialogs.h"

namespace sm {

/// What applying would change, as the server has found out: which stations come, go and become others, which
/// wait for their card, and what counts later. A person confirms.
class ApplyDialog final : public StationDialog {
    Q_OBJECT
public:
    /// `rehearsed`: for exactly this draft. `kept`: in a file; else the floor is a demo.
    ApplyDialog(const FloorDraft& draft, const event::FloorApplied& rehearsed, bool kept, QWidget* parent);

    void setTheme(const Theme& theme) override;
    void follow(const Snapshot&) override { }
    QString doneText() const override { return {}; } // what came of it is another sentence

private:
    void check() override;

    QByteArray m_floor;
    QLabel* m_list;
};

/// "2 stations added, 1 waits until its card has left." For the notice line.
QString setupAppliedText(const event::FloorApplied& applied);

} // namespace sm
