// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/setup/setup_model.h"
#include "ui/theme/safe_table_view.h"

namespace sm {

/// Machines and stations in a list that scrolls by itself. The row of the cursor is the chosen one, and stays
/// so as long as it is there. Insert adds a station, Delete takes the chosen row out, Ctrl+Z takes the last
/// edit back, Enter goes on to the form.
class SetupTable final : public SafeTableView {
    Q_OBJECT
public:
    explicit SetupTable(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setRows(std::vector<SetupRow> rows);
    const SetupRow* chosen() const; ///< null: none
    void choose(const QString& key);

Q_SIGNALS:
    void chosenChanged();
    void formWanted();
    void addWanted();
    void removeWanted();
    void undoWanted();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void makeCurrent() override;

private:
    void fitColumns();

    SetupModel* m_rows;
};

} // namespace sm
