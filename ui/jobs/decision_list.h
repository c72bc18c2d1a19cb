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

/// The records of one job that wait for a person.
class DecisionModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Record, Why, Station, Step, Reason, Cards, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setRecords(std::vector<RecordView> records);
    const std::vector<RecordView>& records() const { return m_records; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<RecordView> m_records;
};

/// The left half of a job's details: what needs a decision, and the buttons that decide. Without a selection
/// the buttons mean all records that they apply to.
class DecisionList final : public QWidget {
    Q_OBJECT
public:
    explicit DecisionList(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    /// Nothing is asked of the server here: needsList() says when the page should.
    void setJob(const JobSnapshot* job);
    void setRecords(const event::RecordsListed& listed);
    /// True once after the figures that the list shows have changed.
    bool needsList();
    QPushButton* remakeButton() const { return m_remake; }

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void closeRequested();
    /// The commands of a record's card; without `tail` all that is stored of the job.
    void traceRequested(sm::JobId job, const QString& tail);

private:
    QWidget* makeButtons();
    void makeTable();
    void showButtons();
    void showHead();
    void showIcon();
    void makePrimary(QPushButton* button, bool on);
    /// Selected records that a decision applies to; all of them when nothing is selected.
    std::vector<RecordId> chosen(bool scrappable) const;
    void ask(bool scrapping);
    QString chosenTail() const; ///< of the first selected record; empty: none is

    Theme m_theme;
    JobSnapshot m_job;
    bool m_any = false; ///< a job is shown
    bool m_all = true; ///< false: the list ends before the job does
    bool m_stale = false;
    DecisionModel* m_model;
    JobsDelegate* m_delegate;
    QTableView* m_table;
    QLabel* m_head;
    QLabel* m_next; ///< what to do about them
    QLabel* m_none;
    QPushButton* m_remake;
    QPushButton* m_scrap;
    QPushButton* m_withdraw;
    QPushButton* m_trace;
    QPushButton* m_close;
};

} // namespace sm
