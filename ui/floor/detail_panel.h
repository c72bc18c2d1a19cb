// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QFormLayout;
class QLabel;
class QPushButton;

namespace sm {

class Chip;
class ElidedLabel;
class ExchangeList;
class PhaseList;
class StepBar;
class TaktChart;

/// What is known of the selected station, what to do about it, and the buttons that do it. With several
/// stations selected: the actions that all of them have in common.
class DetailPanel final : public QWidget {
    Q_OBJECT
public:
    explicit DetailPanel(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const Snapshot& snapshot, const std::vector<const StationSnapshot*>& stations);
    /// Focus to the button that Enter should press now.
    void focusPrimary();
    /// Hold when the selection runs, resume when it is held.
    void holdOrResume();

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void closed();

private:
    QWidget* makeHead();
    QWidget* makeFacts();
    void addSection(const QString& title, QWidget* content);
    ElidedLabel* addFact(QFormLayout* form, const QString& name, bool mono = false);
    void showOne(const Snapshot& snapshot, const StationSnapshot& station);
    void showMany(const std::vector<const StationSnapshot*>& stations);
    void showAdvice(const StationSnapshot& station);
    void showButtons(const std::vector<const StationSnapshot*>& stations);
    void styleChip(const StationSnapshot& station);

    Theme m_theme;
    std::vector<StationId> m_fault;
    std::vector<StationId> m_held;
    std::vector<StationId> m_holdable;
    QLabel* m_title;
    Chip* m_state;
    QPushButton* m_close;
    QLabel* m_sentence;
    QLabel* m_advice;
    QLabel* m_adviceTitle;
    QLabel* m_code;
    QPushButton* m_continue;
    QPushButton* m_resume;
    QPushButton* m_hold;
    QWidget* m_facts;
    ElidedLabel* m_job;
    ElidedLabel* m_record;
    ElidedLabel* m_profile;
    ElidedLabel* m_step;
    ElidedLabel* m_since;
    ElidedLabel* m_counts;
    ElidedLabel* m_link;
    StepBar* m_steps;
    PhaseList* m_phases;
    TaktChart* m_takts;
    ExchangeList* m_exchanges;
    std::vector<QWidget*> m_single; ///< what makes sense for one station only
    std::vector<QLabel*> m_dim;
};

} // namespace sm
