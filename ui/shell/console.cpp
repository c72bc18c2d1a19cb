// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/console.h"

#include "ui/floor/floor_accessible.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QTimer>

#include <cstdio>

namespace sm {

namespace {

constexpr int cannotWriteExit = 74;

QJsonObject toJson(const MeterFigures& figures)
{
    return {{QStringLiteral("p95_ms"), figures.p95}, {QStringLiteral("p99_ms"), figures.p99},
        {QStringLiteral("max_ms"), figures.max}, {QStringLiteral("count"), figures.count}};
}

} // namespace

Console::Console(QApplication& application, ServerPort& port, const ConsoleOptions& options)
    : m_application(application)
    , m_options(options)
{
    installFloorAccessibility();
    m_window = std::make_unique<MainWindow>(port, themeKindFromName(options.theme, application.palette()));
    m_window->goTo(pageFromName(options.page).value_or(Page::Floor));
}

Console::~Console() = default;

int Console::run()
{
    if (m_options.size.isValid())
        m_window->resize(m_options.size);
    // Before the window shows: its first look at the server may already bring the event.
    if (!m_options.files.isEmpty())
        QObject::connect(m_window.get(), &MainWindow::serverOpened, m_window.get(),
            [this] { m_window->importFile(m_options.files.front(), m_options.startImported); });
    m_window->show();
    if (!m_options.screenshot.isEmpty())
        QTimer::singleShot(m_options.atMilliseconds, m_window.get(), [this] { takeScreenshot(); });
    if (m_options.synthetic && m_options.screenshot.isEmpty())
        QTimer::singleShot(
            m_options.synthetic->seconds * 1000, m_window.get(), [this] { m_window->close(); });
    const int code = QApplication::exec();
    if (m_options.metrics)
        printMetrics();
    return code != 0 ? code : m_exitCode;
}

void Console::takeScreenshot()
{
    if (m_window->page() == Page::Floor)
        m_window->showFirstFault();
    m_window->feed()->look();
    if (!m_window->grab().save(m_options.screenshot))
        m_exitCode = cannotWriteExit;
    m_window->close();
}

void Console::printMetrics() const
{
    const QJsonObject document{{QStringLiteral("schema"), QStringLiteral("stationmaster/metrics/1")},
        {QStringLiteral("paint"), toJson(m_window->floor()->view()->frames().overall())},
        {QStringLiteral("paint_cpu"), toJson(m_window->floor()->view()->frameCosts().overall())},
        {QStringLiteral("timer_lag"), toJson(m_window->feed()->lag().overall())}};
    QTextStream(stdout) << QJsonDocument(document).toJson();
}

} // namespace sm
