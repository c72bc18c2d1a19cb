// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QButtonGroup;
class QLabel;
class QPushButton;
class QRadioButton;

namespace sm {

/// Foot of the import page: how a file with errors is accepted, and the buttons.
class ImportFoot final : public QWidget {
    Q_OBJECT
public:
    explicit ImportFoot(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void showPreview(const ImportPreview& preview);
    void showReading();
    /// `blocking`: findings that are never accepted in part.
    void showChecked(const event::Checked& checked, qint64 blocking);
    void showNote(const QString& text);
    void accept();
    void cancel();
    bool focusAccept();

Q_SIGNALS:
    void acceptRequested(sm::ImportPolicy policy);
    void reportRequested();
    void cancelRequested();
    void backgroundRequested();

private:
    ImportPolicy policy() const;
    void judge();
    QString refusal() const;
    void setPolicies(const std::vector<ImportPolicy>& allowed);

    Theme m_theme;
    std::optional<event::Checked> m_checked;
    qint64 m_blocking = 0;
    qint64 m_stopAfter = 0;
    QString m_problem;
    QLabel* m_label;
    QButtonGroup* m_group;
    QLabel* m_note;
    QPushButton* m_save;
    QPushButton* m_background;
    QPushButton* m_cancel;
    QPushButton* m_accept;
};

} // namespace sm
