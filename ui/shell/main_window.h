// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QMainWindow>

class QLabel;
class QStackedWidget;

namespace sm {

class AlarmLine;
class DropOverlay;
class Feed;
class FloorPage;
class JobsPage;
class JobStrip;
class NavRail;
class NoticeLine;
class StatusStrip;

/// Pages in the order of the rail. A new page goes here, into makePages() and nowhere else.
enum class Page { Floor, Jobs };
std::optional<Page> pageFromName(const QString& name);

/// The console's window. Sees the server only through its port: posts commands, shows snapshots and events.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ServerPort& port, ThemeKind theme = ThemeKind::Light);

    void setTheme(ThemeKind theme);
    void goTo(Page page);
    Page page() const;
    /// `start`: begin to produce at once, and stay on the page.
    void importFile(const QString& file, bool start = false);
    FloorPage* floor() const { return m_floor; }
    Feed* feed() const { return m_feed; }
    /// Selects the first fault, as an operator would with F8.
    void showFirstFault();

Q_SIGNALS:
    /// The server has opened its store and HSMs: imports may begin.
    void serverOpened();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePages();
    void makeStatusBar();
    void connectParts();
    void makeActions(); // main_actions.cpp
    void makeFileMenu();
    void makeViewMenu();
    void makeFloorMenu();
    void makeJobMenu();
    void makeHelpMenu();
    void chooseFile();
    void startCurrentJob();
    void showAbout();
    void post(const ServerCommand& command);
    void take(const std::shared_ptr<const Snapshot>& snapshot);
    void handle(const ServerEvent& event);
    void onImported(const event::Imported& imported);
    void onJobChanged(const event::JobChanged& changed);
    void showLinks(const Snapshot& snapshot);
    void adjustPace();

    ServerPort& m_port;
    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    quint64 m_importTicket = 0;
    Feed* m_feed;
    NavRail* m_rail;
    StatusStrip* m_strip;
    AlarmLine* m_alarm;
    NoticeLine* m_notice;
    JobStrip* m_jobStrip;
    QStackedWidget* m_stack;
    FloorPage* m_floor;
    JobsPage* m_jobs;
    DropOverlay* m_overlay;
    QLabel* m_engine;
    QLabel* m_hsms;
    QLabel* m_events;
    QLabel* m_version;
    QElapsedTimer m_rateClock;
    quint64 m_rateEvents = 0;
    double m_rate = 0;
};

} // namespace sm
