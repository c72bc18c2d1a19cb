// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace sm {

class Chip;

/// Reject the card in a station: the button turns into the reasons for a few seconds, in the same place; a
/// tap on one rejects, everything else keeps the card.
class RejectPrompt final : public QWidget {
    Q_OBJECT
public:
    explicit RejectPrompt(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void present(const StationSnapshot& station);
    /// The same as pressing the button.
    void ask();
    bool asking() const { return m_timer.isActive(); }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);

private:
    void keep();

    StationId m_station;
    QPushButton* m_button;
    QWidget* m_question;
    QLabel* m_text;
    std::vector<Chip*> m_reasons;
    QPushButton* m_keep;
    QTimer m_timer;
};

} // namespace sm
