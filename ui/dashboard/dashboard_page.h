// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/dashboard/chart_card.h"
#include "ui/dashboard/dashboard_export.h"
#include "ui/dashboard/dashboard_tiles.h"
#include "ui/dashboard/range_bar.h"

#include <QElapsedTimer>
#include <QTimer>

class QGridLayout;
class QScrollArea;

namespace sm {

class AttemptsPanel;
class ExportLine;
class FileSaver;
class ReportRun;

/// Page 3: what the floor made in a range, for a scope, against another time. Asks the server while it can be
/// seen, every second for up to an hour, every five seconds beyond.
class DashboardPage final : public QWidget {
    Q_OBJECT
public:
    explicit DashboardPage(QWidget* parent = nullptr);

    void setTheme(const Theme& theme);
    void setSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// HistoryRead and AttemptsRead; others are ignored.
    void handle(const ServerEvent& event);
    /// The ticket that the command sent last got: its answer has it too.
    void noteTicket(const ServerCommand& sent, quint64 ticket);
    const std::shared_ptr<const History>& history() const { return m_history; }
    RangeBar* bar() const { return m_bar; }
    /// What is shown, as an export takes it. There is a history.
    ExportJob exportJob(const QString& file) const;
    /// Writes the export (csv, pdf, png) to a file without asking, as the dialog does after it: painted part
    /// by part between other events, written by a worker; what became of it is said in the line of the
    /// export.
    void exportTo(const QString& kind, const QString& file);

Q_SIGNALS:
    void command(const sm::ServerCommand& command);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void makeContent();
    void makeTiles();
    void makeCharts();
    QWidget* makeEmpty();
    ChartCard* addCard(
        const char* name, const QString& title, const char* metric, int row, int column, int span = 1);
    void connectCharts();
    void ask();
    void present(std::shared_ptr<const History> history);
    void updateVisible();
    void arrange();
    void openRecords(const QString& title, AttemptFilter filter);
    AttemptFilter filterOfPage() const;
    void onColumn(int set, int column);
    void onTaktBin(int bin);
    void onPareto(int bar);
    void onStation(int set, int row);
    void onTime(qint64 at);
    void chooseExport(const QString& kind);
    void paintOn(std::shared_ptr<ReportRun> report, const QString& file);

    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    std::shared_ptr<const History> m_history;
    HistoryQuery m_asked;
    QElapsedTimer m_sinceAsked;
    bool m_waiting = false;
    QTimer m_timer;
    std::optional<std::pair<double, double>> m_taktWanted; ///< of a clicked bin: from, to
    quint64 m_recordsTicket = 0; ///< of the records that the panel waits for
    QString m_exportFolder;
    int m_columns = 0; ///< of charts

    RangeBar* m_bar;
    ExportLine* m_exported;
    FileSaver* m_files;
    QScrollArea* m_scroll;
    QWidget* m_content;
    QWidget* m_empty;
    QGridLayout* m_tileGrid;
    QGridLayout* m_grid;
    AttemptsPanel* m_records;
    std::array<NumberTile*, dashboardTiles> m_tiles{};
    QList<ChartCard*> m_cards;
    ChartCard* m_rate;
    ChartCard* m_hours;
    ChartCard* m_takt;
    ChartCard* m_pareto;
    ChartCard* m_states;
    ChartCard* m_wait;
    ChartCard* m_oee;
    ChartCard* m_idle;
    class ParetoList* m_paretoList;
};

/// Cards whose takt lies in [from, to) seconds: of each station, the time since the good card before.
/// `attempts` newest first; the oldest card of a station has no takt.
std::vector<FinishedAttempt> withTakt(const std::vector<FinishedAttempt>& attempts, double from, double to);

} // namespace sm
