// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/setup/setup_state.h"
#include "ui/setup/setup_text.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QLineEdit;

namespace sm {

class SetupField;
class StationForm;

/// The chosen machine or station: what it is, what came of its last test.
class SetupPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SetupPanel(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPluggedIn(const PluggedIn& there);
    /// `row` null: nothing is chosen. With `typing` what is in the fields is newer than the draft says.
    void present(const SetupState& state, const SetupRow* row, bool typing);
    void focusMember(const QString& member); ///< empty: the first field

Q_SIGNALS:
    void machineRenamed(quint16 machine, const QString& name);
    void stationChanged(const sm::StationRow& row, const QString& member);

private:
    void presentMachine(const SetupState& state, const SetupRow& row, bool typing);
    void presentStation(const SetupState& state, const SetupRow& row, bool typing);
    void presentTest(const SetupState& state, const SetupRow& row);
    void presentFault(const SetupState& state, const SetupRow& row);
    QLabel* addText(const char* objectName, int pixels, bool bold = false);

    Theme m_theme;
    quint16 m_machine = 0; ///< whose name is edited
    QLabel* m_title;
    QLabel* m_text;
    QLineEdit* m_name;
    SetupField* m_nameField;
    StationForm* m_form;
    QLabel* m_devices;
    QLabel* m_testTitle;
    QLabel* m_test;
};

} // namespace sm
