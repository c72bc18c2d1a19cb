// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace sm {

class Chip;
class ExchangeList;
class PhaseList;
class ReasonChips;
class RejectPrompt;
class StationFacts;
class StationLog;
class TaktChart;

/// What is known of the selected station, what to do about it, and the buttons that do it. With several
/// stations selected: the actions that all of them have in common.
class DetailPanel final : public QWidget {
    Q_OBJECT
public:
    explicit DetailPanel(const StationLog& log, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// There is a page that shows a station's commands.
    void setTraceAvailable(bool available);
    void present(const Snapshot& snapshot, const std::vector<const StationSnapshot*>& stations);
    /// Focus to the button that Enter should press now.
    void focusPrimary();
    /// In a window of its own the panel is as wide as the window.
    void setDetached(bool detached);
    /// Hold when the selection runs, resume when it is held.
    void holdOrResume();
    /// Continue after a fault, or resume.
    void goOn();
    void reject();
    void openTrace();

Q_SIGNALS:
    void openTraceRequested(sm::StationId station);
    void command(const sm::ServerCommand& command);
    void closed();
    void detachWanted(bool detached);

private:
    QWidget* makeHead();
    void makeAdvice(QVBoxLayout* column);
    void makeButtons(QVBoxLayout* column);
    void addSection(QVBoxLayout* column, const QString& title, QWidget* content);
    void showOne(const Snapshot& snapshot, const StationSnapshot& station);
    void showMany(const std::vector<const StationSnapshot*>& stations);
    void showAdvice(const Snapshot& snapshot, const StationSnapshot& station);
    void showButtons(const std::vector<const StationSnapshot*>& stations);
    void showEvents(StationId station);
    void styleChip(const StationSnapshot& station);

    const StationLog& m_log;
    Theme m_theme;
    std::vector<StationId> m_fault;
    std::vector<StationId> m_held;
    std::vector<StationId> m_holdable;
    StationId m_station; ///< invalid: none or several
    bool m_trace = false;
    bool m_detached = false;
    QLabel* m_title;
    Chip* m_state;
    QPushButton* m_detach;
    QPushButton* m_close;
    QLabel* m_sentence;
    QLabel* m_advice;
    QLabel* m_adviceTitle;
    QLabel* m_code;
    QLabel* m_mix; ///< states of several stations
    QPushButton* m_continue;
    QPushButton* m_resume;
    QPushButton* m_hold;
    RejectPrompt* m_reject;
    QPushButton* m_openTrace;
    ReasonChips* m_reasons;
    StationFacts* m_facts;
    PhaseList* m_phases;
    TaktChart* m_takts;
    ExchangeList* m_exchanges;
    QLabel* m_events;
    std::vector<QWidget*> m_single; ///< what makes sense for one station only
};

} // namespace sm
