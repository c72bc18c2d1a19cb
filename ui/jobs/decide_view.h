// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace sm {

class JobsDelegate;

/// The cards that were in stations when the program stopped, worst first.
class RecoveredModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Station, Record, Chip, Job, Found, Advice, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setCards(std::vector<RecoveredView> cards);
    const std::vector<RecoveredView>& cards() const { return m_cards; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RecoveredView> m_cards;
};

/// "Decide": after a stop in the middle of work, each card that was in a station with what is known about it,
/// and what can be done. Nothing here is decided by itself (production.md 4.4).
class DecideView final : public QWidget {
    Q_OBJECT
public:
    explicit DecideView(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(const Snapshot& snapshot);
    void setCards(const event::RecoveredListed& listed);
    /// Cards that still wait for a person.
    int open() const;
    bool isEmpty() const { return m_model->cards().empty(); }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void jobRequested(sm::JobId job);
    void closed();

private:
    void showHead();
    void showButtons();
    void scrap();
    std::vector<const RecoveredView*> chosen() const;

    RecoveredModel* m_model;
    JobsDelegate* m_delegate;
    QTableView* m_table;
    QLabel* m_head;
    QLabel* m_text;
    QLabel* m_none;
    QPushButton* m_scrap;
    QPushButton* m_job;
    QPushButton* m_back;
    bool m_test = true; ///< no job with live keys
};

} // namespace sm
