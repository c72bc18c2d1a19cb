// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/console.h"

#include "ui/alarms/alarm_parts.h"
#include "ui/alarms/sound_settings.h"
#include "ui/floor/floor_accessible.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/floor_starter.h"
#include "ui/shell/main_window.h"
#include "ui/shell/measurement.h"
#include "ui/shell/picture_states.h"
#include "ui/welcome/welcome_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QJsonDocument>
#include <QPixmap>
#include <QProcess>
#include <QTextStream>
#include <QTimer>

#include <cstdio>

namespace sm {

namespace {

constexpr int cannotWriteExit = 74;

} // namespace

Console::Console(
    QApplication& application, ServerPort& port, const ConsoleOptions& options, FloorStarter* starter)
    : m_application(application)
    , m_options(options)
    , m_starter(starter)
{
    installFloorAccessibility();
    m_remembers = options.screenshot.isEmpty() && !options.load;
    WindowMemory memory = m_remembers ? loadWindowMemory() : WindowMemory();
    if (!options.theme.isEmpty())
        memory.theme = options.theme;
    if (!options.page.isEmpty())
        memory.page = options.page;
    m_window = std::make_unique<MainWindow>(port);
    m_window->restore(memory);
    if (m_starter)
        welcome();
    QObject::connect(m_window.get(), &MainWindow::demoRequested, m_window.get(), [this] {
        if (m_starter && !m_starter->started())
            return begin([this] { return m_starter->startDemo(QString()); }, true);
        // A demo and a real floor are never open at once: the demo is a program of its own.
        if (QProcess::startDetached(QCoreApplication::applicationFilePath(), {QStringLiteral("--demo")}))
            m_window->close();
    });
}

Console::~Console() = default;

void Console::welcome()
{
    if (m_starter->started()) {
        if (m_options.demo)
            m_window->startCoach();
        return;
    }
    m_window->welcome()->setFloorFile(m_starter->floorFile());
    m_window->showWelcome(true);
    QObject::connect(
        m_window.get(), &MainWindow::filesForNewFloor, m_window.get(), [this](const QStringList& files) {
            begin([this, file = files.value(0)] { return m_starter->startDemo(file); }, true, files.mid(1));
        });
    QObject::connect(m_window->welcome(), &WelcomePage::floorRequested, m_window.get(),
        [this](const QString& file) { begin([this, file] { return m_starter->openFloor(file); }, false); });
    QObject::connect(m_window->welcome(), &WelcomePage::newFloorRequested, m_window.get(), [this] {
        const QString first = QStringLiteral(":/ui/floors/first.floor.json");
        begin([this, first] { return m_starter->openFloor(first); }, false);
        if (m_starter->started())
            m_window->goTo(Page::Setup);
    });
}

void Console::begin(const std::function<Outcome<FirstJob>()>& start, bool demo, const QStringList& later)
{
    if (m_starter->started())
        return; // Enter hit twice
    const Outcome<FirstJob> first = start();
    if (!first) {
        m_window->welcome()->showFailure(first.failure());
        return;
    }
    if (!first->file.isEmpty()) {
        m_options.files = QStringList{first->file} + later;
        m_options.startImported = first->start;
        importFirst(true);
    }
    m_window->showWelcome(false);
    m_window->goTo(Page::Floor);
    if (demo)
        m_window->startCoach();
}

int Console::run()
{
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    importFirst(true);
    m_window->setAsksToQuit(m_remembers && m_starter);
    if (m_remembers) {
        m_window->alarms()->setPlayer(makeSoundPlayer());
        m_window->alarms()->setModes(loadSoundModes());
    }
    if (m_options.metrics)
        m_measurement = std::make_unique<Measurement>(*m_window);
    m_window->show();
    // On the welcome page nothing runs yet, so there is no time to wait for.
    const int wait = m_window->welcomeShown() ? 0 : m_options.atMilliseconds;
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(wait, m_window.get(), [this] { takeScreenshot(); });
    if (m_options.load && m_options.screenshot.isEmpty())
        QTimer::singleShot(m_options.load->seconds * 1000, m_window.get(), [this] { m_window->close(); });
    const int code = QApplication::exec();
    rememberWindow();
    if (m_options.metrics)
        printMetrics();
    return code != 0 ? code : m_exitCode;
}

/// Before the window shows: its first look at the server may already bring the event.
void Console::importFirst(bool all)
{
    if (m_options.files.isEmpty())
        return;
    QObject::connect(m_window.get(), &MainWindow::serverOpened, m_window.get(), [this, all] {
        m_window->importFile(m_options.files.front(), m_options.startImported);
        if (all && m_options.files.size() > 1)
            m_window->importFiles(m_options.files.mid(1));
    });
}

void Console::rememberWindow() const
{
    if (!m_remembers)
        return;
    WindowMemory memory = m_window->memory();
    if (!m_options.theme.isEmpty())
        memory.theme = loadWindowMemory().theme; // asked for this run only
    saveWindowMemory(memory);
}

int Console::takePicture(const std::function<void(int)>& advance)
{
    const int step = m_options.atMilliseconds > 600'000 ? 1000 : 100;
    QApplication::setCursorFlashTime(0);
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    m_window->floor()->view()->setReduceMotion(true);
    if (m_options.demo)
        m_window->startCoach();
    importFirst(false);
    m_window->show();
    for (int at = 0; at < m_options.atMilliseconds; at += step) {
        advance(qMin(step, m_options.atMilliseconds - at));
        m_window->feed()->look();
    }
    if (const auto page = pageFromName(m_options.page)) {
        // Opened now, so that it asks for what there is now: its own timers follow real time.
        m_window->goTo(*page == Page::Floor ? Page::Jobs : Page::Floor);
        m_window->goTo(*page);
    }
    if (m_window->page() == Page::Floor)
        m_window->showFirstFault();
    if (m_window->page() == Page::Trace)
        m_window->showFaultTrace();
    if (const PictureState* state = pictureState(m_options.state)) {
        if (state->needs == PictureState::Needs::File)
            m_window->importFiles({m_options.files.back()});
        settledPicture(advance); // it is done at a page that is all there
        enterPictureState(m_options.state, *m_window);
    }
    if (!savePicture(*m_window, settledPicture(advance), m_options.screenshot))
        m_exitCode = cannotWriteExit;
    m_window->close();
    return m_exitCode;
}

/// Pages may compute in the background and ask the server, which answers while no time passes: a picture is
/// taken when three in a row are the same.
QPixmap Console::settledPicture(const std::function<void(int)>& advance)
{
    constexpr int pause = 150;
    constexpr int most = 60;
    QImage last;
    int same = 0;
    for (int i = 0; i < most && same < 2; ++i) {
        QElapsedTimer timer;
        for (timer.start(); timer.elapsed() < pause;)
            QCoreApplication::processEvents(
                QEventLoop::WaitForMoreEvents | QEventLoop::ExcludeUserInputEvents, pause);
        advance(0);
        m_window->feed()->look();
        QImage now = grabWithDialog(*m_window).toImage();
        same = now == last ? same + 1 : 0;
        last = std::move(now);
    }
    return QPixmap::fromImage(last);
}

void Console::takeScreenshot()
{
    if (m_window->page() == Page::Floor && !m_window->welcomeShown())
        m_window->showFirstFault();
    m_window->feed()->look();
    // The trace is filtered in a worker: its list comes a moment later.
    const bool later = m_window->page() == Page::Trace && m_window->showFaultTrace();
    if (!m_options.state.isEmpty())
        enterPictureState(m_options.state, *m_window);
    QTimer::singleShot(later ? 500 : 0, m_window.get(), [this] {
        if (!m_window->grab().save(m_options.screenshot))
            m_exitCode = cannotWriteExit;
        m_window->close();
    });
}

void Console::printMetrics() const
{
    QTextStream(stdout) << QJsonDocument(m_measurement->toJson()).toJson();
}

} // namespace sm
