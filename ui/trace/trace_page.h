// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "trace/trace_export.h"
#include "ui/theme/theme.h"

#include <QSet>
#include <QTimer>
#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace sm {

class Chip;
class ComparePanel;
class FilterLine;
class TraceDetail;
class TraceFeed;
class TraceModel;
class TraceSaver;
class TraceTable;

/// What went over the contacts: the list of command/response pairs, the decoded tree, the bytes, the filter.
/// Follows the newest rows until the user takes hold of the list; from then on nothing in it moves.
class TracePage final : public QWidget {
    Q_OBJECT
public:
    explicit TracePage(const ServerPort& port, QWidget* parent = nullptr);
    ~TracePage() override;

    void setTheme(const Theme& theme);
    void setSnapshot(const std::shared_ptr<const Snapshot>& snapshot);
    /// Shows what this station did last and makes the newest failed command current.
    void openStation(StationId station);
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
    void notice(const QString& text);
    void jobsRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
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
    QPushButton* m_new;
    QSet<qint64> m_folded;
    std::vector<quint64> m_pending; ///< found while the list stands still
    quint64 m_wanted = 0; ///< to be made current when the list is there
    bool m_following = true;
};

} // namespace sm
