// SPDX-License-Identifier: GPL-3.0-or-later
// From an element of a chart to the records behind it, and from the page to files.
#include "ui/dashboard/attempts_panel.h"
#include "ui/dashboard/dashboard_charts.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/dashboard/export_line.h"
#include "ui/dashboard/file_saver.h"
#include "ui/dashboard/metric_text.h"
#include "ui/dashboard/pareto_list.h"
#include "ui/dashboard/report_run.h"

#include <QDir>
#include <QFileDialog>
#include <QLocale>
#include <QStandardPaths>
#include <QTimer>

#include <map>

namespace sm {

namespace {

constexpr int takenForTakt = 5000; ///< records read to find those of one bin

QString clock(qint64 at)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(at), QStringLiteral("HH:mm"));
}

} // namespace

std::vector<FinishedAttempt> withTakt(const std::vector<FinishedAttempt>& attempts, double from, double to)
{
    std::vector<FinishedAttempt> out;
    std::map<StationId, const FinishedAttempt*> later;
    for (const FinishedAttempt& one : attempts) {
        if (!one.good)
            continue;
        const FinishedAttempt*& next = later[one.station];
        const double takt = next ? double(one.ended.msecsTo(next->ended)) / 1000 : -1;
        if (next && takt >= from && takt < to)
            out.push_back(*next);
        next = &one;
    }
    return out;
}

void DashboardPage::connectCharts()
{
    const auto pane = [](ChartCard* card, int index = 0) { return card->panes()[index]; };
    connect(pane(m_rate), &ChartPane::timeClicked, this, &DashboardPage::onTime);
    connect(pane(m_wait), &ChartPane::timeClicked, this, &DashboardPage::onTime);
    connect(pane(m_hours), &ChartPane::barClicked, this, &DashboardPage::onColumn);
    connect(pane(m_takt), &ChartPane::barClicked, this, [this](int, int bin) { onTaktBin(bin); });
    connect(pane(m_takt, 1), &ChartPane::barClicked, this, [this](int, int box) {
        if (!m_history || size_t(box) >= m_history->boxes.size())
            return;
        AttemptFilter filter = filterOfPage();
        filter.station = StationId{m_history->boxes[size_t(box)].machine, 0};
        openRecords(tr("Machine M%1").arg(filter.station.machine), std::move(filter));
    });
    connect(pane(m_pareto), &ChartPane::barClicked, this, [this](int, int bar) { onPareto(bar); });
    connect(m_paretoList, &ParetoList::clicked, this, &DashboardPage::onPareto);
    connect(pane(m_states), &ChartPane::barClicked, this, &DashboardPage::onStation);
    connect(pane(m_oee, 1), &ChartPane::barClicked, this, [this](int, int) {
        AttemptFilter filter = filterOfPage();
        filter.good = false;
        openRecords(tr("All rejects"), std::move(filter));
    });
}

AttemptFilter DashboardPage::filterOfPage() const
{
    AttemptFilter filter;
    filter.from = m_history->from;
    filter.to = m_history->to;
    const HistoryScope& scope = m_history->query.scope;
    if (scope.kind == HistoryScope::Kind::Machine || scope.kind == HistoryScope::Kind::Station)
        filter.station = scope.station;
    if (scope.kind == HistoryScope::Kind::Job)
        filter.jobs = {scope.job};
    if (scope.kind == HistoryScope::Kind::Profile && m_snapshot) {
        for (const JobSnapshot& job : m_snapshot->jobs) {
            if (job.profile == scope.profile)
                filter.jobs.push_back(job.id);
        }
    }
    return filter;
}

void DashboardPage::openRecords(const QString& title, AttemptFilter filter)
{
    m_taktWanted.reset();
    m_recordsTicket = 0;
    m_records->showWaiting(title);
    arrange();
    Q_EMIT command(command::ReadAttempts{std::move(filter)});
}

void DashboardPage::onColumn(int set, int column)
{
    if (!m_history || column < 0 || size_t(column) >= m_history->columns.size())
        return;
    AttemptFilter filter = filterOfPage();
    const HistoryColumn& clicked = m_history->columns[size_t(column)];
    filter.from = std::max(filter.from, clicked.start);
    filter.to = std::min(filter.to, clicked.start + m_history->columnMs);
    if (set >= 0)
        filter.good = set < 2;
    const QString what = set < 0 ? tr("Records") : set < 2 ? tr("Good cards") : tr("Rejects");
    openRecords(tr("%1, %2 to %3").arg(what, clock(filter.from), clock(filter.to)), std::move(filter));
}

void DashboardPage::onTaktBin(int bin)
{
    if (!m_history || bin < 0 || size_t(bin) >= m_history->takt.size())
        return;
    const double from = m_history->takt[size_t(bin)].from;
    const double to = from + m_history->binSeconds;
    AttemptFilter filter = filterOfPage();
    filter.good = true;
    filter.limit = takenForTakt;
    const QLocale locale;
    openRecords(tr("Takt %1 to %2 s").arg(locale.toString(from, 'f', 1), locale.toString(to, 'f', 1)),
        std::move(filter));
    m_taktWanted = std::pair(from, to);
}

void DashboardPage::onPareto(int bar)
{
    if (!m_history || bar < 0)
        return;
    AttemptFilter filter = filterOfPage();
    filter.good = false;
    QString title = tr("All rejects");
    if (size_t(bar) < std::min(paretoBars, m_history->rejects.size())) {
        const FailureCode failure = m_history->rejects[size_t(bar)].failure;
        title = rejectText(failure);
        if (const FailureEntry* entry = failureEntry(failure))
            filter.failure = QString::fromLatin1(entry->name);
    }
    openRecords(title, std::move(filter));
}

void DashboardPage::onStation(int, int row)
{
    if (!m_history || row < 0)
        return;
    const ChartContent shown = stateChart(*m_history, m_history->stations.size() > 12);
    const QString name = shown.categories.value(row);
    AttemptFilter filter = filterOfPage();
    if (const auto station = StationId::fromText(name))
        filter.station = *station;
    else
        filter.station = StationId{name.mid(1).toUShort(), 0};
    openRecords(name, std::move(filter));
}

void DashboardPage::onTime(qint64 at)
{
    if (!m_history)
        return;
    AttemptFilter filter = filterOfPage();
    filter.from = std::max(filter.from, at - rateWindowMs);
    filter.to = std::min(filter.to, at);
    openRecords(tr("Records, %1 to %2").arg(clock(filter.from), clock(filter.to)), std::move(filter));
}

void DashboardPage::chooseExport(const QString& kind)
{
    if (!m_history)
        return;
    if (m_exportFolder.isEmpty())
        m_exportFolder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = exportName(*m_history) + QLatin1Char('.') + kind;
    auto* dialog = new QFileDialog(this, tr("Export"), m_exportFolder);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(kind);
    dialog->selectFile(name);
    connect(dialog, &QFileDialog::fileSelected, this, [this, kind](const QString& file) {
        m_exportFolder = QFileInfo(file).absolutePath();
        exportTo(kind, file);
    });
    dialog->open();
}

ExportJob DashboardPage::exportJob(const QString& file) const
{
    ExportJob job;
    job.history = m_history;
    job.snapshot = m_snapshot;
    job.scope = m_bar->scopeText();
    job.file = file;
    job.theme = Theme::of(ThemeKind::Light); // paper is white
    return job;
}

void DashboardPage::exportTo(const QString& kind, const QString& file)
{
    if (!m_history)
        return;
    const ExportJob job = exportJob(file);
    if (kind == QLatin1String("csv"))
        m_files->save(file, [job] { return exportCsv(job); });
    else
        paintOn(std::make_shared<ReportRun>(
                    job, kind == QLatin1String("pdf") ? ReportRun::Kind::Pdf : ReportRun::Kind::Picture),
            file);
}

void DashboardPage::paintOn(std::shared_ptr<ReportRun> report, const QString& file)
{
    if (report->step()) {
        QTimer::singleShot(0, this, [this, report, file] { paintOn(report, file); });
        return;
    }
    if (report->pdf().isEmpty())
        m_files->save(file, report->picture());
    else
        m_files->save(file, report->pdf());
}

} // namespace sm
