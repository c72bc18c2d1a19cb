// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/main_window.h"

#include "ui/alarms/alarm_centre.h"
#include "ui/alarms/alarm_parts.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/import/drop_overlay.h"
#include "ui/import/import_card.h"
#include "ui/import/import_flow.h"
#include "ui/import/import_page.h"
#include "ui/jobs/job_choice.h"
#include "ui/jobs/job_rules.h"
#include "ui/jobs/jobs_page.h"
#include "ui/keys/key_flow.h"
#include "ui/keys/keys_page.h"
#include "ui/setup/setup_flow.h"
#include "ui/setup/setup_page.h"
#include "ui/shell/feed.h"
#include "ui/shell/job_strip.h"
#include "ui/shell/nav_rail.h"
#include "ui/shell/notice_line.h"
#include "ui/shell/page_stack.h"
#include "ui/shell/quit_dialog.h"
#include "ui/shell/standing_line.h"
#include "ui/shell/status_items.h"
#include "ui/shell/status_strip.h"
#include "ui/stations/station_flow.h"
#include "ui/stations/stations_page.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/icons.h"
#include "ui/theme/style.h"
#include "ui/theme/widgets.h"
#include "ui/trace/trace_page.h"
#include "ui/welcome/coach_line.h"
#include "ui/welcome/welcome_page.h"

#include <QApplication>
#include <QDragEnterEvent>
#include <QHBoxLayout>
#include <QLocale>
#include <QMimeData>
#include <QStackedWidget>
#include <QStatusBar>

namespace sm {

namespace {

constexpr qint64 staleAfter = 3000;
constexpr int mostLooks = 3; ///< snapshots within which an ended job's counts come

} // namespace

MainWindow::MainWindow(ServerPort& port, ThemeKind theme)
    : m_port(port)
    , m_feed(new Feed(port, this))
    , m_rail(new NavRail(this))
    , m_strip(new StatusStrip(this))
    , m_alarms(new AlarmParts(this))
    , m_standing(new StandingLine(this))
    , m_notice(new NoticeLine(this))
    , m_jobStrip(new JobStrip(this))
    , m_stack(new PageStack(this))
    , m_outer(new PageStack(this))
    , m_welcome(new WelcomePage(this))
    , m_coach(new CoachLine(this))
    , m_floor(new FloorPage)
    , m_jobs(new JobsPage)
    , m_importPage(new ImportPage)
    , m_importFlow(new ImportFlow(port, m_jobs->importCard(), m_importPage, this))
    , m_dashboard(new DashboardPage)
    , m_trace(new TracePage(port))
    , m_keys(new KeysPage)
    , m_keyFlow(new KeyFlow(port, m_keys, this))
    , m_stations(new StationsPage)
    , m_stationFlow(new StationFlow(port, m_stations, this))
    , m_setup(new SetupPage)
    , m_setupFlow(new SetupFlow(port, m_setup, this))
    , m_status(new StatusItems(statusBar()))
    , m_startPalette(QApplication::palette())
{
    setObjectName(QStringLiteral("mainWindow"));
    setWindowIcon(appIcon());
    setAcceptDrops(true);
    makePages();
    m_overlay = new DropOverlay(this);
    makeActions();
    connectParts();
    setTheme(theme);
    resize(1366, 768);
    goTo(Page::Floor);
    m_floor->view()->setFocus();
}

QWidget* MainWindow::pageWidget(Page page) const
{
    switch (page) {
    case Page::Floor:
        return m_floor;
    case Page::Jobs:
        return m_jobs;
    case Page::Dashboard:
        return m_dashboard;
    case Page::Trace:
        return m_trace;
    case Page::Keys:
        return m_keys;
    case Page::Stations:
        return m_stations;
    case Page::Setup:
        return m_setup;
    }
    return nullptr;
}

void MainWindow::makePages()
{
    for (const PageEntry& entry : pageTable()) {
        m_rail->addPage(QString::fromLatin1(entry.icon), pageTitle(entry.page));
        m_stack->addWidget(pageWidget(entry.page));
    }
    m_stack->addWidget(m_importPage); // behind the pages of the rail
    m_rail->addBottom(m_jobStrip);
    auto* centre = new QWidget(this);
    auto* row = new QHBoxLayout(centre);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_strip, m_standing, m_alarms->line(), m_notice})
        column->addWidget(widget);
    column->addWidget(new PageScroll(m_stack, centre), 1);
    column->addWidget(m_coach);
    row->addWidget(m_rail);
    row->addLayout(column, 1);
    m_outer->addWidget(centre);
    m_outer->addWidget(m_welcome);
    setCentralWidget(m_outer);
}

void MainWindow::connectParts()
{
    connect(m_feed, &Feed::snapshotTaken, this, &MainWindow::take);
    // Nobody sees it, but everybody hears it.
    connect(m_feed, &Feed::unseenTaken, this, [this](const std::shared_ptr<const Snapshot>& snapshot) {
        m_alarms->present(*snapshot, m_feed->age());
    });
    connect(m_feed, &Feed::eventTaken, this, &MainWindow::handle);
    connect(m_rail, &NavRail::pageRequested, this, [this](int page) { goTo(Page(page)); });
    connect(m_strip, &StatusStrip::command, this, &MainWindow::post);
    connect(m_jobStrip, &JobStrip::command, this, &MainWindow::post);
    connect(m_floor, &FloorPage::command, this, &MainWindow::post);
    connect(m_floor, &FloorPage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_rail, &NavRail::foldRequested, this, &MainWindow::setRailFolded);
    m_floor->setTraceAvailable(pageFromName(QStringLiteral("trace")).has_value());
    connect(m_jobs, &JobsPage::command, this, &MainWindow::post);
    connect(m_dashboard, &DashboardPage::command, this,
        [this](const ServerCommand& sent) { m_dashboard->noteTicket(sent, m_port.post(sent)); });
    connect(m_keys, &KeysPage::command, this, &MainWindow::post);
    connect(m_keys, &KeysPage::demoRequested, this, &MainWindow::demoRequested);
    const auto say = [this](const QString& text) { m_notice->showText(text, {}, 8000); };
    connect(m_keyFlow, &KeyFlow::notice, m_notice, say);
    connect(m_stationFlow, &StationFlow::notice, m_notice, say);
    connect(m_setupFlow, &SetupFlow::notice, m_notice, say);
    connect(m_jobs, &JobsPage::importRequested, this, &MainWindow::chooseFile);
    connect(m_jobs, &JobsPage::sampleRequested, this,
        [this] { importFile(QStringLiteral(":/stationmaster/jobs/harbour-transit.csv")); });
    connect(m_jobs, &JobsPage::notice, m_notice,
        [this](const QString& text, const std::vector<NoticeAction>& actions, int shownFor) {
            m_notice->showText(text, actions, shownFor);
        });
    connectImport();
    connectAlarms();
    connectTrace();
    connect(qApp, &QGuiApplication::applicationStateChanged, this, &MainWindow::adjustPace);
}

bool MainWindow::showFaultTrace()
{
    for (const MachineSnapshot& machine :
        m_snapshot ? m_snapshot->machines : std::vector<MachineSnapshot>()) {
        for (const StationSnapshot& station : machine.stations) {
            if (station.state != TileState::Fault)
                continue;
            goTo(Page::Trace);
            m_trace->openStation(station.id);
            return true;
        }
    }
    return false;
}

void MainWindow::connectTrace()
{
    connect(m_floor, &FloorPage::openTraceRequested, this, [this](StationId station) {
        goTo(Page::Trace);
        m_trace->openStation(station);
    });
    connect(m_trace, &TracePage::notice, m_notice, [this](const QString& text) { m_notice->showText(text); });
    connect(m_trace, &TracePage::jobsRequested, this, [this] { goTo(Page::Jobs); });
    connect(m_trace, &TracePage::command, this, &MainWindow::post);
    connect(m_jobs, &JobsPage::traceRequested, this, [this](JobId job, const QString& tail) {
        goTo(Page::Trace);
        m_trace->openRecord(job, tail);
    });
}

void MainWindow::connectAlarms()
{
    const auto show = [this](StationId station) {
        goTo(Page::Floor);
        m_floor->showStation(station);
    };
    connect(m_alarms, &AlarmParts::command, this, &MainWindow::post);
    connect(m_alarms, &AlarmParts::stationRequested, this, show);
    connect(m_alarms, &AlarmParts::stationWanted, this, [this, show](StationId station) {
        show(station);
        m_floor->panel()->focusPrimary();
    });
    connect(m_alarms, &AlarmParts::nothingToStepTo, this, [this](bool forward) {
        goTo(Page::Floor); // no alarm, but perhaps a station that somebody holds
        m_floor->goToAlarm(forward);
    });
    connect(m_alarms, &AlarmParts::jobsRequested, this, [this] { goTo(Page::Jobs); });
    connect(m_alarms, &AlarmParts::changed, this, [this] {
        m_strip->setAlarms(m_alarms->centre().view(), m_alarms->centre().silenced());
        if (m_snapshot)
            m_alarms->present(*m_snapshot, m_feed->age());
    });
    connect(m_strip, &StatusStrip::nextAlarmRequested, this, [this] { m_alarms->step(true); });
    connect(m_strip, &StatusStrip::silenceRequested, &m_alarms->centre(), &AlarmCentre::silence);
    connect(m_welcome, &WelcomePage::demoRequested, this, &MainWindow::demoRequested);
    connect(m_welcome, &WelcomePage::jobFileRequested, this, &MainWindow::chooseFile);
}

void MainWindow::showWelcome(bool shown)
{
    if (shown == welcomeShown())
        return;
    m_outer->setCurrentIndex(shown ? 1 : 0);
    statusBar()->setVisible(!shown);
    if (shown)
        setWindowTitle(tr("Welcome - Stationmaster"));
    else
        goTo(page());
    shown ? m_welcome->setFocus() : m_floor->view()->setFocus();
}

bool MainWindow::welcomeShown() const
{
    return m_outer->currentIndex() == 1;
}

void MainWindow::startCoach()
{
    m_coach->start();
}

void MainWindow::setTheme(ThemeKind kind)
{
    m_theme = Theme::of(kind);
    applyTheme(*qApp, m_theme);
    setBackground(this, m_theme.panel);
    m_status->setTheme(m_theme);
    m_rail->setTheme(m_theme);
    m_strip->setTheme(m_theme);
    m_alarms->setTheme(m_theme);
    m_welcome->setTheme(m_theme);
    m_coach->setTheme(m_theme);
    m_standing->setTheme(m_theme);
    m_notice->setTheme(m_theme);
    m_jobStrip->setTheme(m_theme);
    m_floor->setTheme(m_theme);
    m_jobs->setTheme(m_theme);
    m_importFlow->setTheme(m_theme);
    m_dashboard->setTheme(m_theme);
    m_trace->setTheme(m_theme);
    m_keys->setTheme(m_theme);
    m_stations->setTheme(m_theme);
    m_setup->setTheme(m_theme);
    m_overlay->setTheme(m_theme);
}

void MainWindow::goTo(Page page)
{
    m_stack->setCurrentIndex(int(page));
    m_rail->setCurrent(int(page));
    setWindowTitle(tr("%1 - Stationmaster").arg(pageTitle(page)));
    if (page == Page::Jobs && m_snapshot)
        m_jobs->setSnapshot(m_snapshot);
    if (page == Page::Dashboard)
        m_dashboard->setFocus(); // it is read: nothing on it is about to be pressed
}

Page MainWindow::page() const
{
    return m_stack->currentWidget() == m_importPage ? Page::Jobs : Page(m_stack->currentIndex());
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
    if (welcomeShown()) {
        Q_EMIT filesForNewFloor({file});
        return;
    }
    if (!start)
        return importFiles({file});
    command::ImportFile command;
    command.file = file;
    command.startWhenImported = true;
    m_importTicket = m_port.post(command);
}

void MainWindow::take(const std::shared_ptr<const Snapshot>& snapshot)
{
    m_snapshot = snapshot;
    const qint64 age = m_feed->age();
    const qint64 stale = age > staleAfter ? age : 0;
    m_strip->setSnapshot(*snapshot, stale);
    m_alarms->present(*snapshot, age);
    m_strip->setAlarms(m_alarms->centre().view(), m_alarms->centre().silenced());
    m_coach->present(*snapshot);
    m_jobStrip->setSnapshot(*snapshot);
    m_floor->setSnapshot(snapshot);
    m_jobs->setSnapshot(snapshot);
    m_dashboard->setSnapshot(snapshot);
    m_trace->setSnapshot(snapshot);
    m_keys->setSnapshot(snapshot);
    m_stations->setSnapshot(snapshot);
    m_setup->setSnapshot(snapshot);
    m_rail->setClock(QLocale().toString(snapshot->wall.toLocalTime().time(), QStringLiteral("HH:mm:ss")));
    m_status->present(*snapshot, age, m_floor->view()->frames());
    for (const Ended& ended : std::exchange(m_ended, {}))
        onJobChanged(ended.job, ended.looks + 1);
    m_standing->present(*snapshot, m_quitting);
    if (m_quitDialog)
        m_quitDialog->showNumbers(*snapshot);
}

void MainWindow::handle(const ServerEvent& event)
{
    m_dashboard->handle(event);
    m_trace->handle(event);
    if (m_jobs->handle(event))
        return;
    m_floor->note(event);
    if (m_importFlow->handle(event) || m_keyFlow->handle(event) || m_stationFlow->handle(event)
        || m_setupFlow->handle(event))
        return;
    if (const auto* refused = std::get_if<event::Refused>(&event)) {
        m_notice->showRefusal(refused->why);
    } else if (const auto* imported = std::get_if<event::Imported>(&event)) {
        if (imported->ticket == m_importTicket)
            m_jobs->selectJob(imported->job);
    } else if (const auto* changed = std::get_if<event::JobChanged>(&event)) {
        onJobChanged(*changed);
    } else if (std::holds_alternative<event::Stopped>(event) && m_quitting) {
        m_asksToQuit = false;
        close();
    } else if (const auto* opened = std::get_if<event::Opened>(&event)) {
        post(command::ListRecovered{});
        if (opened->doubtful > 0) {
            const NoticeAction decide{QStringLiteral("noticeDecideButton"), tr("Decide"), [this] {
                                          goTo(Page::Jobs);
                                          m_jobs->showDecide();
                                      }};
            m_notice->showText(
                tr("The program stopped while cards were in work. %n cards need a decision; put "
                   "them in the quarantine tray.",
                    nullptr, opened->doubtful),
                {decide}, 10 * 60 * 1000);
        }
        Q_EMIT serverOpened();
    }
}

void MainWindow::onJobChanged(const event::JobChanged& changed, int looks)
{
    if (changed.state == JobState::Running)
        m_jobs->importCard()->jobStarted(changed.job);
    const JobSnapshot* job = m_snapshot ? findJob(*m_snapshot, changed.job) : nullptr;
    const bool ended = changed.state == JobState::Complete || changed.state == JobState::CompleteOpen
        || changed.state == JobState::Aborted;
    if (!job || !ended)
        return;
    if (job->state != changed.state) {
        // Its last counts come with a snapshot that is not there yet. A job that went on meanwhile, a remake
        // for example, has not ended.
        if (looks < mostLooks)
            m_ended.push_back({changed, looks});
        return;
    }
    std::vector<NoticeAction> actions;
    QString text = tr("%1: %2. %3 of %4 records are good.")
                       .arg(job->name, jobStateText(changed.state), grouped(job->counts.records.good),
                           grouped(job->counts.records.accepted));
    if (changed.state == JobState::CompleteOpen) {
        text += QLatin1Char(' ') + nextStepText(*job);
        actions.push_back({QStringLiteral("noticeOpenJobButton"), tr("Decide"), [this, id = changed.job] {
                               goTo(Page::Jobs);
                               m_jobs->selectJob(id);
                           }});
    }
    actions.push_back({QStringLiteral("noticeReportButton"), tr("Report"),
        [this, id = changed.job] { m_jobs->writeReport(id); }});
    if (const JobId next = m_jobs->nextJob(changed.job); next.isValid())
        actions.push_back({QStringLiteral("noticeStartNextButton"), tr("Start next"),
            [this, next] { post(command::StartJob{next}); }});
    m_notice->showText(text, actions);
}

void MainWindow::adjustPace()
{
    const bool active = QGuiApplication::applicationState() == Qt::ApplicationActive;
    m_feed->setPace(!isVisible() ? FeedPace::Stopped
            : isMinimized()      ? FeedPace::Unseen
            : active             ? FeedPace::Active
                                 : FeedPace::Background);
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
    adjustPace(); // a window system hides a minimised window too
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
        // A source that has ended, or that forgot what it offered, must not look as if the file had been
        // taken.
        m_notice->showText(event->mimeData()->hasUrls() && !event->mimeData()->urls().isEmpty()
                ? verdict.text
                : tr("The other program did not hand over the file. Drop it again, or import it from the "
                     "menu File."));
        return;
    }
    event->acceptProposedAction();
    activateWindow();
    importFiles(verdict.files);
}

} // namespace sm
