// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QComboBox;
class QFormLayout;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace sm {

/// What the dialogs about keys have in common: a heading, an explanation, rows, one line for what went wrong,
/// and a verb. They send orders and are told what became of them; none of them knows the server.
class KeyDialog : public QDialog {
    Q_OBJECT
public:
    KeyDialog(const QString& objectName, std::shared_ptr<const Snapshot> snapshot, QWidget* parent);

    virtual void setTheme(const Theme& theme);
    virtual void answered(const KeyEvent& event) = 0;
    virtual void refused(const Failure& why); ///< shows it and lets the person try again

Q_SIGNALS:
    void order(const sm::KeyCommand& command);
    void told(const QString& text); ///< what was done, for the window's notice line

protected:
    /// Names of devices that take orders; `holding`: only those that hold this key.
    QStringList devices(const HsmKeyFigures* holding = nullptr) const;
    const std::vector<HsmKeyFigures>& keys() const;
    QLabel* makeText(const char* objectName, int pixels, bool bold = false);
    QLineEdit* makeLine(const char* objectName, const QString& placeholder = {});
    QComboBox* makeChoice(const char* objectName);
    QComboBox* makeNumber(const char* objectName, int least, int most); ///< see numberOf()
    QFormLayout* makeForm();
    void say(const QString& text); ///< in the line for what went wrong; empty: nothing did
    /// A date or none; false when it is neither.
    static bool readDate(const QLineEdit* line, QDate& date);
    /// Key block protection keys that the device holds and that may be used now.
    void fillProtectors(QComboBox* choice, const QString& device) const;

    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    QVBoxLayout* m_column;
    QLabel* m_heading;
    QLabel* m_text;
    QLabel* m_message;
    QHBoxLayout* m_buttons;
    QPushButton* m_cancel;
    QPushButton* m_confirm;
};

/// Label and version of a key protection key as a choice holds them.
struct KeyName {
    QString label;
    quint32 version = 0;
};
KeyName chosenKey(const QComboBox* choice);
int numberOf(const QComboBox* choice);

} // namespace sm
