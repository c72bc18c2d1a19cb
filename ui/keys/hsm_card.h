// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class QGridLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace sm {

class Chip;
class HsmHead;

/// One encryption device: state, load, queue, figures, and what a person can do with it. Taking it out of use
/// turns the buttons into the reasons for a few seconds, in the same place; everything else keeps it.
class HsmCard final : public QWidget {
    Q_OBJECT
public:
    explicit HsmCard(const QString& name, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// `lastOne`: no other device serves.
    void present(const HsmFigures& hsm, qint64 nowMs, bool lastOne);
    QString name() const { return m_name; }
    bool asking() const { return m_timer.isActive(); }
    void ask(); ///< the same as pressing "Take out of use"

Q_SIGNALS:
    void command(const sm::ServerCommand& command);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    enum Row { Work, Requests, Wait, Service, Test, RowCount };
    QWidget* makeButtons();
    QWidget* makeQuestion();
    void presentButtons(const HsmFigures& hsm);
    void keep();

    QString m_name;
    Theme m_theme;
    HsmHead* m_head;
    QLabel* m_why;
    std::array<QLabel*, RowCount> m_labels{};
    std::array<QLabel*, RowCount> m_values{};
    QWidget* m_buttons;
    QPushButton* m_takeOut;
    QPushButton* m_bringBack;
    QPushButton* m_test;
    QWidget* m_question;
    QLabel* m_text;
    QPushButton* m_keep;
    std::vector<Chip*> m_reasons;
    QTimer m_timer;
    QElapsedTimer m_asked;
};

} // namespace sm
