// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/setup/setup_text.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QSpinBox;

namespace sm {

class SetupField;

/// The members of one station, those of its kind only. Says each change at once; what is wrong with one of
/// them is shown right under it.
class StationForm final : public QWidget {
    Q_OBJECT
public:
    explicit StationForm(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setPluggedIn(const PluggedIn& there);
    /// Another station, or this one as something else has made it. What is typed is not disturbed by its own
    /// echo.
    void setRow(const StationRow& row);
    const StationRow& row() const { return m_row; }
    /// Under the field of the member; nothing in both: everything is right.
    void setError(const QString& member, const QString& text);
    void focusMember(const QString& member); ///< empty: the first field

Q_SIGNALS:
    void changed(const sm::StationRow& row, const QString& member);

private:
    enum KnownBy { Name, SerialNumber };
    void makeFields();
    void makeLists();
    QComboBox* makeList(const char* objectName);
    SetupField* add(const char* member, const QString& caption, QWidget* input);
    SetupField* field(const QString& member) const;
    void connectFields();
    void fill();
    void fillLists();
    void arrange(); ///< the fields of the kind
    void hint();
    void changeKind();
    void changeKnownBy();
    void tell(const QString& member);

    StationRow m_row;
    PluggedIn m_there;
    bool m_filling = false;
    bool m_bySerial = false;
    QLabel* m_what; ///< of a kind without members
    QComboBox* m_kind;
    QComboBox* m_knownBy;
    QComboBox* m_reader;
    QComboBox* m_serial;
    QSpinBox* m_slot;
    QLineEdit* m_pin;
    QComboBox* m_port;
    QLineEdit* m_lineKey;
    QComboBox* m_baud;
    std::vector<std::pair<QString, SetupField*>> m_fields; ///< by members of floor.json
};

/// How a reader that has just been plugged in is named best: by its serial number when it tells one.
StationRow rowOfReader(const QString& reader);

} // namespace sm
