// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "trace/trace_export.h"
#include "ui/theme/theme.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace sm {

class Chip;
class ComparePanel;
class ElidedLabel;
class FilterLine;
class TraceDetail;
class TraceFeed;
class TraceModel;
class TraceSaver;
class TraceTable;

/// What went over the contacts: the list of command/response pairs, the decoded tree, the bytes, the filter.
/// Follows the newest rows until the user takes hold of the list; from then on nothing in it moves. Or, in
/// the same way, what is stored of a job.
class TracePage final : public QWidget {
    Q_OBJECT
public:
    explicit TracePage(const ServerPort& port, QWidget* parent = nullptr);
    ~TracePage() override;

    void setTheme(const Theme& theme);
    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Shows what this station did last and makes the newest failed command current.
    void openStation(StationId station);
    /// Shows a card of a job: as long as it is whole in memory from there, else what is stored of it. `tail`:
    /// the last characters of the card object id; empty: all that is stored of the job.
    void openRecord(JobId job, const QString& tail);
    /// Invalid: the running floor. A job's stored trace is read first.
    void setSource(JobId job);
    JobId source() const { return m_source; }
    void handle(const ServerEvent& event);
    void focusFilter();
    bool following() const { return m_following; }
    void setFollowing(bool on);
    /// Takes what has arrived; ten times a second while the page is seen.
    void refresh();
    /// Writes the listed rows.
    void exportTo(const QString& file, TraceFormat format);
    TraceModel* model() const { return m_model; }
    TraceTable* table() const { return m_table; }
    FilterLine* filterLine() const { return m_filter; }
    void setDetailRight(bool right);
    /// The current row's card beside another one, in place of the list.
    void compareWith(AttemptId other);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void notice(const QString& text);
    void jobsRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    /// A card that somebody wants to see.
    struct Record {
        JobId job;
        bool stored = false; ///< it is not whole in memory
    };
    QComboBox* makeSources(QWidget* parent); // trace_page_source.cpp
    QString sourceText(JobId job) const;
    QString followTip() const;
    void fillSources();
    TraceView rows() const; ///< of the source
    bool settleRecord(const std::vector<quint64>& ids);
    QString noteText() const;
    QString countsText() const;
    std::pair<QString, QString> emptyText() const;
    void pressEmptyButton();
    void tellStoring();
    QWidget* makeHead();
    QWidget* makeFoot();
    QWidget* makeEmpty();
    QMenu* makeExportMenu();
    QMenu* makeCompareMenu();
    QMenu* makeListMenu();
    void connectParts();
    void applyQuery();
    bool hasQuery() const;
    void takeList(const std::vector<quint64>& ids);
    void takeMore(const std::vector<quint64>& ids);
    void goToEnd();
    void makeCurrent(quint64 id);
    void showCurrent();
    void showCounts();
    void showChips();
    void toggleCard();
    void toggleFold(qint64 attempt);
    void chooseFile(TraceFormat format);
    void gatherKnown();
    void copyCurrent() const;
    quint64 newestOf(StationId station) const;

    const ServerPort& m_port;
    std::shared_ptr<const Snapshot> m_snapshot;
    Theme m_theme;
    QTimer m_timer;
    TraceModel* m_model;
    TraceFeed* m_feed;
    TraceSaver* m_saver;
    QComboBox* m_sources;
    FilterLine* m_filter;
    QLabel* m_error;
    Chip* m_errors;
    Chip* m_card;
    Chip* m_slow;
    Chip* m_follow;
    QPushButton* m_compareButton;
    QPushButton* m_export;
    QStackedWidget* m_stack;
    QSplitter* m_splitter;
    TraceTable* m_table;
    ComparePanel* m_compare;
    QStackedWidget* m_lists; ///< the list, or two cards side by side
    TraceDetail* m_detail;
    QWidget* m_head;
    QWidget* m_foot;
    QWidget* m_empty;
    QLabel* m_emptyText;
    QPushButton* m_emptyButton;
    QLabel* m_counts;
    ElidedLabel* m_note; ///< what is missing, and why
    QPushButton* m_new;
    QSet<qint64> m_folded;
    std::vector<quint64> m_pending; ///< found while the list stands still
    quint64 m_wanted = 0; ///< to be made current when the list is there
    bool m_following = true;
    JobId m_source; ///< invalid: live
    std::shared_ptr<const StoredTrace> m_stored; ///< null: being read, or live
    std::shared_ptr<const std::vector<StoredTraceJob>> m_listed;
    std::optional<Record> m_record;
    bool m_storingFailed = false;
};

} // namespace sm
