// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/shell/pages.h"
#include "ui/shell/window_memory.h"
#include "ui/theme/theme.h"

#include <QMainWindow>
#include <QPointer>

class QMenu;
class QPushButton;
class QStackedWidget;

namespace sm {

class AlarmParts;
class CoachLine;
class DashboardPage;
class DropOverlay;
class Feed;
class FloorPage;
class ImportFlow;
class ImportPage;
class JobsPage;
class JobStrip;
class KeyFlow;
class KeysPage;
class NavRail;
class NoticeLine;
class TracePage;
class SetupFlow;
class SetupPage;
class StandingLine;
class StationFlow;
class StationsPage;
class StatusItems;
class StatusStrip;
class QuitDialog;
class WelcomePage;

/// The console's window. Sees the server only through its port: posts commands, shows snapshots and events.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    explicit MainWindow(ServerPort& port, ThemeKind theme = ThemeKind::Light);

    void setTheme(ThemeKind theme);
    void setThemeChoice(const QString& name); ///< light, dark, contrast, system
    void setTextPercent(int percent); ///< 100 to 150
    void setRailFolded(bool folded);
    WindowMemory memory() const;
    void restore(const WindowMemory& memory);
    void goTo(Page page);
    Page page() const;
    /// `start`: begin to produce at once, and stay on the page.
    void importFile(const QString& file, bool start = false);
    /// One after the other: looked at, accepted, imported.
    void importFiles(const QStringList& files);
    ImportPage* importPage() const { return m_importPage; }
    /// The page for a newcomer, instead of rail, strips and pages; nothing runs behind it.
    WelcomePage* welcome() const { return m_welcome; }
    void showWelcome(bool shown);
    bool welcomeShown() const;
    void startCoach();
    AlarmParts* alarms() const { return m_alarms; }
    FloorPage* floor() const { return m_floor; }
    TracePage* trace() const { return m_trace; }
    Feed* feed() const { return m_feed; }
    /// Selects the first fault, as an operator would with F8.
    void showFirstFault();
    /// The trace of the first station that stands in fault; false when none does.
    bool showFaultTrace();
    /// Closing asks first while cards are in work, and waits for them.
    void setAsksToQuit(bool asks) { m_asksToQuit = asks; }

Q_SIGNALS:
    /// The server has opened its store and HSMs: imports may begin.
    void serverOpened();
    /// The demo floor instead of this one.
    void demoRequested();
    /// Job files for a floor that is not open yet.
    void filesForNewFloor(const QStringList& files);

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override; // main_quit.cpp
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makePages();
    void connectImport(); // main_import.cpp
    QWidget* pageWidget(Page page) const;
    void connectParts();
    void makeActions(); // main_actions.cpp
    void makeFileMenu();
    void makeViewMenu();
    void makeLookMenu(QMenu* view); // main_menus.cpp
    void makeFilterMenu(QMenu* floor);
    void makeStationMenu();
    bool panelSeen();
    void makeToolsMenu();
    void savePicture();
    void writePicture(const QPixmap& picture, const QString& file);
    void makeFloorMenu();
    void makeJobMenu();
    /// Says why when the button is not available.
    void pressOnJobsPage(const char* button);
    void pressJobButton(const char* onPage, QPushButton* onStrip);
    void makeHelpMenu();
    void chooseFile();
    void showAbout();
    void post(const ServerCommand& command);
    void take(const std::shared_ptr<const Snapshot>& snapshot);
    void handle(const ServerEvent& event);
    void onJobChanged(const event::JobChanged& changed, int looks = 0);
    void askToQuit();
    void askAboutSetup();
    void adjustPace();
    void connectAlarms();
    void connectTrace();

    ServerPort& m_port;
    Theme m_theme;
    std::shared_ptr<const Snapshot> m_snapshot;
    quint64 m_importTicket = 0;
    Feed* m_feed;
    NavRail* m_rail;
    StatusStrip* m_strip;
    AlarmParts* m_alarms;
    StandingLine* m_standing;
    NoticeLine* m_notice;
    JobStrip* m_jobStrip;
    struct Ended {
        event::JobChanged job;
        int looks = 0; ///< snapshots it has waited for
    };
    std::vector<Ended> m_ended; ///< jobs whose last counts are still to come
    QPointer<QuitDialog> m_quitDialog;
    QPointer<QDialog> m_draftDialog; ///< about changes of the set-up that are not applied
    bool m_asksToQuit = false;
    bool m_quitting = false; ///< the last cards are being finished
    QStackedWidget* m_stack;
    QStackedWidget* m_outer; ///< the welcome page, or everything else
    WelcomePage* m_welcome;
    CoachLine* m_coach;
    FloorPage* m_floor;
    JobsPage* m_jobs;
    ImportPage* m_importPage;
    ImportFlow* m_importFlow;
    DashboardPage* m_dashboard;
    TracePage* m_trace;
    KeysPage* m_keys;
    KeyFlow* m_keyFlow;
    StationsPage* m_stations;
    StationFlow* m_stationFlow;
    SetupPage* m_setup;
    SetupFlow* m_setupFlow;
    DropOverlay* m_overlay;
    StatusItems* m_status;
    QPalette m_startPalette; ///< of the desktop, before a theme was set
    QString m_themeChoice = QStringLiteral("light");
};

} // namespace sm
