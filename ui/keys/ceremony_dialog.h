// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/keys/key_dialog.h"

class QCheckBox;
class QStackedWidget;

namespace sm {

class SecretField;

/// A key ceremony: what the key is to be, then one component after the other, each from another person with
/// the check value of its form, at last the check value of the whole key, which the persons compare before
/// it is stored. Nothing is stored earlier; closing the window wipes everything.
class CeremonyDialog final : public KeyDialog {
    Q_OBJECT
public:
    CeremonyDialog(std::shared_ptr<const Snapshot> snapshot, QWidget* parent);

    void setTheme(const Theme& theme) override;
    void answered(const KeyEvent& event) override;
    void refused(const Failure& why) override;
    void reject() override; ///< wipes

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    QWidget* makePlan();
    void addPlanRows(QFormLayout* form);
    QWidget* makeComponent();
    QWidget* makeConfirmation();
    void turnTo(int step);
    void followUsage();
    void check(); ///< whether the verb can be pressed, and why not
    QString planProblem() const;
    QString componentProblem() const;
    QString confirmationProblem() const;
    void press();
    void begin();
    void addComponent();
    void showStage(const event::CeremonyAt& at);
    void collect(const event::CeremonyAt& at);
    void confirm(const event::CeremonyAt& at);
    void finish(const QString& heading, const QString& text);
    void presentPeople();
    bool isOpen() const;

    QStackedWidget* m_stack;
    QComboBox* m_device;
    QLineEdit* m_label;
    QComboBox* m_version;
    QComboBox* m_usage;
    QComboBox* m_length;
    QComboBox* m_components;
    QComboBox* m_rule;
    QLineEdit* m_from;
    QLineEdit* m_until;
    QCheckBox* m_exportable;
    QLabel* m_people;
    QLineEdit* m_person;
    SecretField* m_secret;
    QLabel* m_count;
    QLineEdit* m_checkValue;
    QLabel* m_kcv;
    QLineEdit* m_typed;
    QStringList m_names; ///< of those whose component was taken
    quint64 m_ceremony = 0;
    CeremonyStage m_stage = CeremonyStage::Ended;
    bool m_asked = false; ///< an answer is awaited
};

} // namespace sm
