// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/stations/station_rows.h"
#include "ui/theme/theme.h"

#include <QDialog>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace sm {

/// What the decisions about a station have in common: heading, text, one line for what went wrong, two verbs.
/// They follow the floor while they are open, send an order, and are told what became of it.
class StationDialog : public QDialog {
    Q_OBJECT
public:
    StationDialog(const QString& objectName, QWidget* parent);

    virtual void setTheme(const Theme& theme);
    virtual void follow(const Snapshot& snapshot) = 0;
    virtual QString doneText() const = 0; ///< for the notice line, when the order was carried out
    void refused(const Failure& why); ///< shows it and lets the person try again

Q_SIGNALS:
    void order(const sm::ServerCommand& command);

protected:
    void showEvent(QShowEvent* event) override;
    void fit(); ///< as high as its texts need at its width
    void put(QLabel* label, const QString& text);
    QLabel* makeText(const char* objectName, int pixels, bool bold = false);
    void addButtons(QPushButton* first, QPushButton* last);
    void say(const QString& text); ///< in the line for what went wrong; empty: nothing did
    virtual void check() = 0; ///< whether the order can be sent

    QVBoxLayout* m_column;
    QLabel* m_heading;
    QLabel* m_text;
    QLabel* m_message;
    QPushButton* m_confirm = nullptr;
    bool m_sent = false; ///< the answer is still to come
    bool m_gone = false; ///< what it is about is not there any more
};

/// Lets a key take a place: one person on a floor with test keys, else two different ones.
class AdmitDialog final : public StationDialog {
    Q_OBJECT
public:
    AdmitDialog(const Snapshot& snapshot, const QByteArray& pin, QWidget* parent);

    void setTheme(const Theme& theme) override;
    void follow(const Snapshot& snapshot) override;
    QString doneText() const override { return m_done; }

private:
    void makeForm(const StationDoorView& door);
    void check() override;
    void send();

    QByteArray m_pin;
    bool m_twoPersons = true;
    StationId m_offered; ///< by the first person
    QString m_done;
    QLabel* m_print;
    QLabel* m_accepted;
    QComboBox* m_place;
    QLineEdit* m_person;
};

/// Takes the place from the key: says what that does to the card in the station. Enter keeps it.
class RevokeDialog final : public StationDialog {
    Q_OBJECT
public:
    RevokeDialog(const Snapshot& snapshot, const PlaceEntry& entry, QWidget* parent);

    void follow(const Snapshot& snapshot) override;
    QString doneText() const override;

private:
    void check() override;

    PlaceEntry m_entry;
};

} // namespace sm
