// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/import/drop_overlay.h"
#include "ui/import/import_card.h"
#include "ui/jobs/job_choice.h"
#include "ui/jobs/jobs_page.h"
#include "ui/shell/alarm_line.h"
#include "ui/shell/feed.h"
#include "ui/shell/job_strip.h"
#include "ui/shell/nav_rail.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/status_strip.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/widgets.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QLocale>
#include <QStackedWidget>
#include <QStatusBar>

namespace sm {

namespace {

constexpr qint64 staleAfter = 3000;
constexpr qint64 rateWindow = 1000;

} // namespace

std::optional<Page> pageFromName(const QString& name)
{
    if (name == QLatin1String("floor"))
        return Page::Floor;
    if (name == QLatin1String("jobs"))
        return Page::Jobs;
    return std::nullopt;
}

MainWindow::MainWindow(ServerPort& port, ThemeKind theme)
    : m_port(port)
    , m_feed(new Feed(port, this))
    , m_rail(new NavRail(this))
    , m_strip(new StatusStrip(this))
    , m_alarm(new AlarmLine(this))
    , m_notice(new NoticeLine(this))
    , m_jobStrip(new JobStrip(this))
    , m_stack(new QStackedWidget(this))
    , m_floor(new FloorPage)
    , m_jobs(new JobsPage)
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowTitle(QStringLiteral("Stationmaster"));
    setWindowIcon(appIcon());
    setAcceptDrops(true);
    makePages();
    makeStatusBar();
    m_overlay = new DropOverlay(this);
    makeActions();
    connectParts();
    setTheme(theme);
    resize(1366, 768);
    goTo(Page::Floor);
    m_floor->view()->setFocus();
}

void MainWindow::makePages()
{
    m_rail->addPage(QStringLiteral("floor"), tr("Floor"));
    m_rail->addPage(QStringLiteral("jobs"), tr("Jobs"));
    m_rail->addBottom(m_jobStrip);
    m_stack->addWidget(m_floor);
    m_stack->addWidget(m_jobs);
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_strip, m_alarm, m_notice})
        column->addWidget(widget);
    column->addWidget(m_stack, 1);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    setCentralWidget(centre);
}

void MainWindow::makeStatusBar()
{
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setFixedHeight(24);
    m_engine = makeLabel(this, 12);
    m_hsms = makeLabel(this, 12);
    m_events = makeLabel(this, 12);
    m_version = makeLabel(this, 12);
    m_version->setText(tr("Version %1").arg(QStringLiteral(SM_VERSION)));
    for (QLabel* label : {m_engine, m_hsms, m_events, m_version}) {
        label->setContentsMargins(8, 0, 8, 0);
        statusBar()->addPermanentWidget(label);
    }
}

void MainWindow::connectParts()
{
    connect(m_feed, &Feed::snapshotTaken, this, &MainWindow::take);
    connect(m_feed, &Feed::eventTaken, this, &MainWindow::handle);
    connect(m_rail, &NavRail::pageRequested, this, [this](int page) { goTo(Page(page)); });
    connect(m_strip, &StatusStrip::command, this, &MainWindow::post);
    connect(m_alarm, &AlarmLine::command, this, &MainWindow::post);
    connect(m_jobStrip, &JobStrip::command, this, &MainWindow::post);
    connect(m_floor, &FloorPage::command, this, &MainWindow::post);
    connect(m_jobs, &JobsPage::command, this, &MainWindow::post);
    connect(m_jobs, &JobsPage::importRequested, this, &MainWindow::chooseFile);
    connect(
        m_jobs->importCard(), &ImportCard::cancelRequested, this, [this] { post(command::CancelImport{}); });
    connect(m_strip, &StatusStrip::nextAlarmRequested, this, &MainWindow::showFirstFault);
    connect(m_alarm, &AlarmLine::stationRequested, this, [this](StationId station) {
        goTo(Page::Floor);
        m_floor->showStation(station);
    });
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &MainWindow::adjustPace);
}

void MainWindow::setTheme(ThemeKind kind)
{
    m_theme = Theme::of(kind);
    applyTheme(*qApp, m_theme);
    setBackground(this, m_theme.panel);
    setBackground(statusBar(), m_theme.panel);
    for (QLabel* label : {m_engine, m_hsms, m_events, m_version})
        setTextColor(label, m_theme.text2);
    m_rail->setTheme(m_theme);
    m_strip->setTheme(m_theme);
    m_alarm->setTheme(m_theme);
    m_notice->setTheme(m_theme);
    m_jobStrip->setTheme(m_theme);
    m_floor->setTheme(m_theme);
    m_jobs->setTheme(m_theme);
    m_overlay->setTheme(m_theme);
}

void MainWindow::goTo(Page page)
{
    m_stack->setCurrentIndex(int(page));
    m_rail->setCurrent(int(page));
    if (page == Page::Jobs && m_snapshot)
        m_jobs->setSnapshot(m_snapshot);
}

Page MainWindow::page() const
{
    return Page(m_stack->currentIndex());
}

void MainWindow::showFirstFault()
{
    goTo(Page::Floor);
    m_floor->goToAlarm(true);
}

void MainWindow::post(const ServerCommand& command)
{
    m_port.post(command);
}

void MainWindow::importFile(const QString& file, bool start)
{
    command::ImportFile command;
    command.file = file;
    command.startWhenImported = start;
    if (!start)
        goTo(Page::Jobs);
    m_jobs->importCard()->showReading(file);
    m_importTicket = m_port.post(command);
}

void MainWindow::startCurrentJob()
{
    if (m_jobStrip->startEnabled())
        post(command::StartJob{m_jobStrip->job()});
}

void MainWindow::take(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    const qint64 age = m_feed->age();
    const qint64 stale = age > staleAfter ? age : 0;
    m_strip->setSnapshot(*snapshot, stale);
    m_alarm->setSnapshot(*snapshot, stale);
    m_jobStrip->setSnapshot(*snapshot);
    m_floor->setSnapshot(snapshot);
    m_jobs->setSnapshot(snapshot);
    m_rail->setClock(QLocale().toString(snapshot->wall.toLocalTime().time(), QStringLiteral("HH:mm:ss")));
    showLinks(*snapshot);
}

void MainWindow::showLinks(const Snapshot& snapshot)
{
    if (!m_rateClock.isValid()) {
        m_rateClock.start();
        m_rateEvents = snapshot.events;
    }
    if (m_rateClock.elapsed() < rateWindow && !m_engine->text().isEmpty())
        return;
    if (m_rateClock.elapsed() > 0)
        m_rate = double(snapshot.events - m_rateEvents) * 1000.0 / double(m_rateClock.elapsed());
    m_rateEvents = snapshot.events;
    m_rateClock.start();
    const qint64 age = m_feed->age();
    m_engine->setText(
        age < staleAfter ? tr("Engine: connected") : tr("Engine: data %1 old").arg(ageText(age)));
    const auto total = snapshot.hsms.devices.size();
    m_hsms->setText(
        total == 0 ? tr("HSM: none") : tr("HSM: %1 of %2 ready").arg(snapshot.hsms.healthy).arg(total));
    m_events->setText(tr("%1 events/s").arg(grouped(qRound64(m_rate))));
    const MeterFigures frames = m_floor->view()->frames().recent();
    m_events->setToolTip(
        tr("Picture: 95 % of frames within %1 ms, longest %2 ms")
            .arg(QLocale().toString(frames.p95, 'f', 1), QLocale().toString(frames.max, 'f', 1)));
}

void MainWindow::handle(const ServerEvent& event)
{
    if (const auto* refused = std::get_if<event::Refused>(&event)) {
        if (refused->ticket == m_importTicket)
            m_jobs->importCard()->showRefused(refused->why);
        else
            m_notice->showRefusal(refused->why);
    } else if (const auto* progress = std::get_if<event::ImportProgress>(&event)) {
        m_jobs->importCard()->showProgress(*progress);
    } else if (const auto* imported = std::get_if<event::Imported>(&event)) {
        onImported(*imported);
    } else if (const auto* changed = std::get_if<event::JobChanged>(&event)) {
        onJobChanged(*changed);
    } else if (const auto* opened = std::get_if<event::Opened>(&event)) {
        if (opened->doubtful > 0)
            m_notice->showText(
                tr("%1 cards were in work when the program stopped. Put them in the quarantine tray; "
                   "two people decide about them.")
                    .arg(opened->doubtful));
        Q_EMIT serverOpened();
    }
}

void MainWindow::onImported(const event::Imported& imported)
{
    if (imported.ticket != m_importTicket)
        return;
    m_jobs->importCard()->showImported(imported);
    m_jobs->selectJob(imported.job);
}

void MainWindow::onJobChanged(const event::JobChanged& changed)
{
    if (changed.state == JobState::Running)
        m_jobs->importCard()->jobStarted(changed.job);
    const JobSnapshot* job = m_snapshot ? findJob(*m_snapshot, changed.job) : nullptr;
    const bool ended = changed.state == JobState::Complete || changed.state == JobState::CompleteOpen
        || changed.state == JobState::Aborted;
    if (job && ended)
        m_notice->showText(tr("%1: %2. %3 of %4 records are good.")
                               .arg(job->name, jobStateText(changed.state), grouped(job->counts.records.good),
                                   grouped(job->counts.records.accepted)));
}

void MainWindow::adjustPace()
{
    const bool seen = isVisible() && !isMinimized();
    const bool active = QGuiApplication::applicationState() == Qt::ApplicationActive;
    m_feed->setPace(!seen ? FeedPace::Stopped : active ? FeedPace::Active : FeedPace::Background);
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange || event->type() == QEvent::ActivationChange)
        adjustPace();
}

void MainWindow::showEvent(QShowEvent* event)
{
    QMainWindow::showEvent(event);
    adjustPace();
}

void MainWindow::hideEvent(QHideEvent* event)
{
    QMainWindow::hideEvent(event);
    m_feed->setPace(FeedPace::Stopped);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    const DropVerdict verdict = judgeDrop(*event->mimeData());
    m_overlay->showVerdict(verdict);
    // Also a drag that will be refused is followed, so that the reason can be shown and goes when the drag
    // leaves.
    event->acceptProposedAction();
}

void MainWindow::dragMoveEvent(QDragMoveEvent* event)
{
    judgeDrop(*event->mimeData()).accepted ? event->acceptProposedAction() : event->ignore();
}

void MainWindow::dragLeaveEvent(QDragLeaveEvent*)
{
    m_overlay->hide();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    m_overlay->hide();
    const DropVerdict verdict = judgeDrop(*event->mimeData());
    if (!verdict.accepted) {
        event->ignore();
        return;
    }
    event->acceptProposedAction();
    activateWindow();
    importFile(verdict.files.front());
}

} // namespace sm
