// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/picture_states.h"

#include "ui/alarms/alarm_parts.h"
#include "ui/dashboard/dashboard_page.h"
#include "ui/dashboard/report_run.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/trace/trace_page.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QPushButton>
#include <QSaveFile>
#include <QScrollArea>
#include <QScrollBar>
#include <QTableView>

#include <array>

namespace sm {

namespace {

using Needs = PictureState::Needs;

constexpr std::array table{
    PictureState{"many", Page::Floor, Needs::Demo}, // several stations chosen
    PictureState{"panel-end", Page::Floor, Needs::Demo}, // the lower part of a station's panel
    PictureState{"alarms", Page::Floor, Needs::Demo},
    PictureState{"decide", Page::Jobs, Needs::Crash},
    PictureState{"abort", Page::Jobs, Needs::Demo},
    PictureState{"scrap", Page::Jobs, Needs::Demo},
    PictureState{"import", Page::Jobs, Needs::File}, // collapsed for a known file, else the import page
    PictureState{"import-page", Page::Jobs, Needs::File}, // the page for any file
    PictureState{"dashboard-end", Page::Dashboard, Needs::Demo}, // its lower half
    PictureState{"shift", Page::Dashboard, Needs::Shift},
    PictureState{"shift-end", Page::Dashboard, Needs::Shift},
    PictureState{"shift-jobs", Page::Jobs, Needs::Shift},
    PictureState{"shift-floor", Page::Floor, Needs::Shift},
    PictureState{"compare", Page::Trace, Needs::Demo},
    PictureState{"trace-stored", Page::Trace, Needs::Demo},
    PictureState{"trace-missing", Page::Trace, Needs::Demo}, // of a job of which nothing is stored
    PictureState{"set-up", Page::Floor, Needs::Welcome},
    PictureState{"stations-all", Page::Stations, Needs::Stations},
    PictureState{"stations-end", Page::Stations, Needs::Stations}, // its lower half
    PictureState{"stations-accept", Page::Stations, Needs::Stations},
    PictureState{"stations-revoke", Page::Stations, Needs::Stations},
    PictureState{"stations-enrol", Page::Stations, Needs::Stations},
    PictureState{"stations-floor", Page::Floor, Needs::Stations}, // a tile whose link is lost
    PictureState{"setup-all", Page::Setup, Needs::Setup}, // tested, with changes
    PictureState{"setup-wrong", Page::Setup, Needs::Setup}, // a station that is not complete
    PictureState{"setup-machine", Page::Setup, Needs::Setup},
    PictureState{"setup-apply", Page::Setup, Needs::Setup},
};

void press(MainWindow& window, const char* button)
{
    if (auto* found = window.findChild<QAbstractButton*>(QString::fromLatin1(button)))
        found->click();
}

void scrollDown(MainWindow& window, const char* inside)
{
    const QWidget* place = window.findChild<QWidget*>(QString::fromLatin1(inside));
    QList<QScrollArea*> areas = place ? place->findChildren<QScrollArea*>() : QList<QScrollArea*>();
    for (QScrollArea* area : areas)
        area->verticalScrollBar()->setValue(area->verticalScrollBar()->maximum());
}

void chooseMany(MainWindow& window)
{
    QWidget* view = window.findChild<QWidget*>(QStringLiteral("floorView"));
    for (int i = 0; view && i < 4; ++i) {
        QKeyEvent left(QEvent::KeyPress, Qt::Key_Left, Qt::ShiftModifier);
        QApplication::sendEvent(view, &left);
    }
}

void chooseStations(MainWindow& window)
{
    // Of those that wait the one that another person has accepted; of the stations the one that is lost.
    for (const char* name : {"pendingTable", "stationsTable"}) {
        auto* list = window.findChild<QTableView*>(QString::fromLatin1(name));
        if (list && list->model())
            list->selectRow(list->model()->rowCount() - 1);
    }
}

void enterStations(const QByteArray& state, MainWindow& window)
{
    constexpr int withACard = 2;
    if (state == "stations-end")
        return scrollDown(window, "stationsPage");
    chooseStations(window);
    if (state == "stations-accept") {
        press(window, "stationAcceptButton");
    } else if (state == "stations-revoke") {
        window.findChild<QTableView*>(QStringLiteral("stationsTable"))->selectRow(withACard);
        press(window, "stationRevokeButton");
    }
    if (state == "stations-enrol")
        press(window, "stationEnrolButton");
}

void enterSetup(const QByteArray& state, MainWindow& window)
{
    // Rows: each machine, and under it its four stations.
    constexpr int virtualRow = 1;
    constexpr int inUseRow = 2;
    constexpr int lostRow = 4;
    constexpr int secondMachine = 5;
    auto* list = window.findChild<QTableView*>(QStringLiteral("setupTable"));
    const auto choose = [&window](const char* box, int index) {
        window.findChild<QComboBox*>(QLatin1String(box))->setCurrentIndex(index);
    };
    constexpr int serialLine = 3;
    if (state == "setup-wrong") {
        list->selectRow(secondMachine);
        press(window, "setupAddStation");
        return choose("setupKind", serialLine);
    }
    press(window, "setupTestAll");
    window.feed()->look();
    window.feed()->look();
    window.feed()->look();
    list->selectRow(virtualRow);
    press(window, "setupRemove");
    list->selectRow(inUseRow);
    choose("setupKnownBy", 0);
    list->selectRow(secondMachine);
    press(window, "setupAddStation");
    list->selectRow(state == "setup-machine" ? 0 : lostRow);
    if (state == "setup-apply")
        press(window, "setupApply");
}

void compareWithFirst(MainWindow& window)
{
    const auto* button = window.findChild<QPushButton*>(QStringLiteral("traceCompareButton"));
    QMenu* menu = button ? button->menu() : nullptr;
    if (!menu)
        return;
    Q_EMIT menu->aboutToShow();
    const QList<QAction*> actions = menu->actions();
    if (!actions.isEmpty())
        actions.front()->trigger();
}

} // namespace

std::span<const PictureState> pictureStates()
{
    return table;
}

const PictureState* pictureState(const QString& name)
{
    for (const PictureState& state : table) {
        if (name == QLatin1String(state.name))
            return &state;
    }
    return nullptr;
}

void enterPictureState(const QString& name, MainWindow& window)
{
    const QByteArray state = name.toLatin1();
    if (state == "many")
        chooseMany(window);
    else if (state == "panel-end")
        scrollDown(window, "detailPanel");
    else if (state == "alarms")
        window.alarms()->showList(true);
    else if (state == "decide")
        press(window, "noticeDecideButton");
    else if (state == "abort")
        press(window, "jobAbortButton");
    else if (state == "scrap")
        press(window, "scrapButton");
    else if (state == "import-page")
        press(window, "importCardDetails");
    else if (state == "dashboard-end" || state == "shift-end")
        scrollDown(window, "dashboardPage");
    else if (state == "trace-stored")
        window.trace()->openRecord(JobId(1), QString());
    else if (state == "trace-missing")
        window.trace()->openRecord(JobId(7), QString());
    else if (state == "compare")
        compareWithFirst(window);
    else if (state.startsWith("setup-"))
        enterSetup(state, window);
    else if (state.startsWith("stations-"))
        enterStations(state, window);
    else if (state == "set-up")
        press(window, "welcomeSetUp");
}

bool savePicture(MainWindow& window, const QPixmap& picture, const QString& file)
{
    if (!file.endsWith(QStringLiteral(".pdf")))
        return picture.save(file, "PNG");
    auto* dashboard = window.findChild<DashboardPage*>();
    if (!dashboard || !dashboard->history())
        return false;
    ReportRun report(dashboard->exportJob(file), ReportRun::Kind::Pdf);
    while (report.step()) { }
    QSaveFile out(file);
    const QByteArray bytes = report.pdf();
    return out.open(QIODevice::WriteOnly) && out.write(bytes) == bytes.size() && out.commit();
}

QPixmap grabWithDialog(MainWindow& window)
{
    QPixmap picture = window.grab();
    for (QDialog* dialog : window.findChildren<QDialog*>()) {
        if (!dialog->isVisible())
            continue;
        const QPixmap over = dialog->grab();
        QPainter painter(&picture);
        const QPoint at((picture.width() - over.width()) / 2, (picture.height() - over.height()) / 2);
        painter.drawPixmap(at, over);
        painter.setPen(window.palette().color(QPalette::WindowText));
        painter.drawRect(QRect(at, over.size()).adjusted(-1, -1, 0, 0));
    }
    return picture;
}

} // namespace sm
