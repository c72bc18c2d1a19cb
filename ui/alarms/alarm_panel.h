// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/alarms/alarm_list_model.h"
#include "ui/theme/theme.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTabWidget;
class QTableView;

namespace sm {

class AlarmCentre;

/// The list of alarms (Shift+F9): active, shelved, history with its figures. Acknowledging and shelving
/// happen in the panel, without a dialog.
class AlarmPanel final : public QWidget {
    Q_OBJECT
public:
    explicit AlarmPanel(AlarmCentre& centre, QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Does nothing while nobody sees the panel.
    void present(const QDateTime& wall);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void stationRequested(sm::StationId station);
    void closed();

protected:
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct List {
        AlarmListModel* model = nullptr;
        QTableView* table = nullptr;
        QLabel* empty = nullptr;
        int tab = 0;
        quint64 chosen = 0; ///< id; each list has its own
    };
    List addList(AlarmListModel::Kind kind, const char* name, const QString& emptyText);
    QWidget* makeFoot();
    QWidget* makeHistory();
    void fill(List& list, std::vector<AlarmEntry> entries, const QDateTime& wall);
    void showFigures();
    void showButtons();
    const AlarmEntry* selected() const;
    const AlarmEntry* selectedIn(const List& list) const;
    void noteChoice();
    List& currentList();

    AlarmCentre& m_centre;
    QTabWidget* m_tabs;
    List m_active;
    List m_shelved;
    List m_history;
    QLabel* m_figures;
    QPushButton* m_acknowledge;
    QPushButton* m_goTo;
    QComboBox* m_minutes;
    QLineEdit* m_reason;
    QPushButton* m_shelve;
    QPushButton* m_unshelve;
    bool m_opened = true; ///< the next fill may choose a first row: nobody has chosen yet
    quint64 m_filled = 0;
    qint64 m_filledAt = 0;
};

} // namespace sm
