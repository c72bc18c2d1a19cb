// SPDX-License-Identifier: GPL-3.0-or-later
// What is pressed acts on what is seen, and what stands stays seen.
#include "base/failures/server.h"
#include "base/failures/store.h"
#include "ui/alarms/alarm_parts.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/jobs/job_choice.h"
#include "window_desk.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableView>

using namespace sm;

class NoSurpriseTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nothingSelectedIsNothingDone();
    void stationsAreDealtWithWhereTheyAreSeen();
    void alarmOfTheTabIsMeant();
    void endedAlarmSelectsNoOther();
    void swappedAlarmTakesNoKey();
    void failedServerStands();
    void stoppedLineStands();
    void producingFloorAsksBeforeItCloses();
    void producingJobIsTheCurrentOne();
    void shortcutSaysWhyNot();
    void jobMenuMeansOneJob();
    void scannedIdFindsItsStation();
    void abortDialogCountsOn();
    void questionSurvivesAText();
    void jobDecisionBringsTheChipUpToDate();
};

void NoSurpriseTest::nothingSelectedIsNothingDone()
{
    Desk desk;
    auto* view = desk.window.floor()->view();
    view->setFocus();
    view->select(runs);
    QTest::keyClick(view, Qt::Key_H);
    QCOMPARE(desk.server.sent<command::HoldStations>().size(), size_t(1));
    QTest::keyClick(view, Qt::Key_Escape);
    QTest::keyClick(view, Qt::Key_H);
    QCOMPARE(desk.server.commands.size(), size_t(1));
    view->select(stopped);
    view->clearSelection();
    desk.window.floor()->panel()->goOn();
    QCOMPARE(desk.server.commands.size(), size_t(1));
}

void NoSurpriseTest::stationsAreDealtWithWhereTheyAreSeen()
{
    Desk desk;
    desk.window.floor()->view()->select(stopped);
    desk.window.goTo(Page::Jobs);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(desk.server.sent<command::ClearStations>().empty());
    QCOMPARE(desk.window.page(), Page::Floor);
    desk.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(desk.server.sent<command::ClearStations>().size(), size_t(1));
}

void NoSurpriseTest::alarmOfTheTabIsMeant()
{
    Desk desk;
    desk.showAlarms([](AlarmView& view) {
        view.history = {alarm(70, AlarmCode::TaktSlow), alarm(71, AlarmCode::HsmLost)};
    });
    desk.window.alarms()->showList(true);
    desk.look();
    auto* tabs = desk.find<QTabWidget>("alarmTabs");
    auto* table = desk.find<QTableView>("alarmActiveTable");
    table->selectRow(1);
    const quint64 wanted = desk.server.snapshot()->alarms->active[1].id;
    tabs->setCurrentIndex(2);
    desk.find<QTableView>("alarmHistoryTable")->selectRow(1);
    tabs->setCurrentIndex(0);
    desk.button("alarmPanelAck")->click();
    const auto sent = desk.server.sent<command::AcknowledgeAlarm>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].alarm, wanted);
}

void NoSurpriseTest::endedAlarmSelectsNoOther()
{
    Desk desk;
    desk.window.alarms()->showList(true);
    desk.look();
    QVERIFY(desk.button("alarmPanelAck")->isEnabled()); // the first one when it is opened
    desk.showAlarms([](AlarmView& view) { view.active.erase(view.active.begin()); });
    QCOMPARE(desk.find<QTableView>("alarmActiveTable")->model()->rowCount(), 1);
    QVERIFY(!desk.button("alarmPanelAck")->isEnabled());
    desk.find<QTableView>("alarmActiveTable")->selectRow(0);
    QVERIFY(desk.button("alarmPanelAck")->isEnabled());
}

void NoSurpriseTest::swappedAlarmTakesNoKey()
{
    Desk desk;
    auto* go = desk.button("alarmContinueButton");
    QVERIFY(go->isVisible());
    go->setFocus();
    desk.showAlarms([](AlarmView& view) { view.active = {alarm(50, AlarmCode::StationFault, runs)}; });
    QTest::keyClick(go, Qt::Key_Space);
    QVERIFY(desk.server.sent<command::ClearStations>().empty());
    QTest::qWait(350);
    QTest::keyClick(go, Qt::Key_Space);
    QCOMPARE(desk.server.sent<command::ClearStations>()[0].stations, std::vector{runs});
}

void NoSurpriseTest::failedServerStands()
{
    Snapshot none;
    none.generation = 1;
    none.serverFailure = Failure(fc::StoreInUse, {});
    FakeServer server(none);
    MainWindow window(server);
    window.show();
    window.feed()->look();
    const auto* line = window.findChild<QLabel*>(QStringLiteral("standingText"));
    QVERIFY(line->isVisible());
    QVERIFY2(line->text().contains(QStringLiteral("1101")), qPrintable(line->text()));
    QVERIFY(!window.findChild<QPushButton*>(QStringLiteral("startDemoButton"))->isVisible());
    server.push(event::Refused{99, Failure(fc::JobUnknown, {})}); // a later notice does not cover it
    window.feed()->look();
    QVERIFY(line->isVisible() && line->text().contains(QStringLiteral("1101")));
}

void NoSurpriseTest::stoppedLineStands()
{
    Desk desk;
    QVERIFY(!desk.find<QWidget>("standingLine")->isVisible());
    desk.change([](Snapshot& floor) {
        floor.holding = true;
        floor.lineStopped = Failure(fc::StoreFatal, {});
    });
    QVERIFY(desk.find<QWidget>("standingLine")->isVisible());
    QVERIFY2(
        desk.text("standingText").contains(QStringLiteral("1106")), qPrintable(desk.text("standingText")));
    QVERIFY(!desk.button("resumeFloorButton")->isEnabled());
    QVERIFY(!desk.button("resumeFloorButton")->toolTip().isEmpty());
}

void NoSurpriseTest::producingFloorAsksBeforeItCloses()
{
    Desk desk;
    desk.window.setAsksToQuit(true);
    desk.press(Qt::Key_Q, Qt::ControlModifier);
    QVERIFY(desk.window.isVisible());
    QVERIFY(desk.button("quitKeep")->isDefault());
    const QString before = desk.text("quitText");
    desk.change([](Snapshot& floor) { floor.jobs[0].counts.records.good += 5; });
    QVERIFY(desk.text("quitText") != before);
    desk.button("quitKeep")->click();
    QVERIFY(desk.server.sent<command::StopServer>().empty());
    QTRY_VERIFY(!desk.button("quitConfirm"));
    desk.window.close();
    desk.button("quitConfirm")->click();
    QCOMPARE(desk.server.sent<command::StopServer>().size(), size_t(1));
    QVERIFY(desk.window.isVisible());
    QVERIFY(desk.find<QWidget>("standingLine")->isVisible()); // finishing
    desk.push(event::Stopped{});
    QVERIFY(!desk.window.isVisible());
}

void NoSurpriseTest::producingJobIsTheCurrentOne()
{
    Snapshot floor;
    floor.jobs = {job(1, JobState::Ready), job(2, JobState::Held), job(3, JobState::Holding),
        job(4, JobState::Finishing), job(5, JobState::Running), job(6, JobState::Running)};
    floor.jobs[4].producing = false;
    for (const qint64 wanted : {6, 5, 4, 3, 2, 1}) {
        QCOMPARE(currentJob(floor)->id, JobId(wanted));
        std::erase_if(floor.jobs, [wanted](const JobSnapshot& one) { return one.id == JobId(wanted); });
    }
}

void NoSurpriseTest::shortcutSaysWhyNot()
{
    Desk desk({{job(7, JobState::Running), job(8, JobState::Ready)}});
    desk.press(Qt::Key_R, Qt::ControlModifier);
    QVERIFY(desk.server.sent<command::StartJob>().empty());
    QVERIFY(desk.find<QWidget>("noticeLine")->isVisible());
    desk.window.goTo(Page::Jobs);
    desk.find<QTableView>("jobsTable")->selectRow(1);
    desk.press(Qt::Key_R, Qt::ControlModifier); // the one that is chosen there
    QCOMPARE(desk.server.sent<command::StartJob>().at(0).job, JobId(8));
}

void NoSurpriseTest::jobMenuMeansOneJob()
{
    Desk desk({{job(7, JobState::Running), job(8, JobState::Held)}}, Page::Jobs);
    desk.find<QTableView>("jobsTable")->selectRow(1);
    desk.window.findChild<QAction*>(QStringLiteral("actionAbortJob"))->trigger();
    const auto* dialog = desk.find<QDialog>("abortDialog");
    QVERIFY(dialog);
    QStringList said;
    for (const QLabel* label : dialog->findChildren<QLabel*>())
        said.append(label->text());
    QVERIFY2(said.join(u' ').contains(QStringLiteral("harbour-8")), qPrintable(said.join(u' ')));
}

void NoSurpriseTest::scannedIdFindsItsStation()
{
    Desk desk;
    desk.change([](Snapshot& floor) { floor.machines[0].stations[0].recordId = QStringLiteral("00A7-113"); });
    auto* find = desk.find<QLineEdit>("floorFind");
    find->setFocus();
    QTest::keyClicks(find, QStringLiteral("HTP-2026-00A7-113"));
    QVERIFY(!desk.find<QLabel>("floorNoMatch")->isVisible());
    QTest::keyClick(find, Qt::Key_Return);
    QCOMPARE(desk.window.floor()->view()->selection(), std::vector{runs});
    find->setText(QStringLiteral("HTP-2026-00A7-999"));
    QVERIFY(desk.find<QLabel>("floorNoMatch")->isVisible());
}

void NoSurpriseTest::abortDialogCountsOn()
{
    Desk desk({{job(7, JobState::Running)}}, Page::Jobs);
    desk.button("jobAbortButton")->click();
    QVERIFY(desk.text("abortText").startsWith(QStringLiteral("228 of 240")));
    desk.change([](Snapshot& floor) { floor.jobs[0].counts.records.good = 231; });
    QVERIFY(desk.text("abortText").startsWith(QStringLiteral("231 of 240")));
    desk.change([](Snapshot& floor) { floor.jobs[0].state = JobState::Complete; });
    QVERIFY(!desk.find<QDialog>("abortDialog")->isVisible());
}

void NoSurpriseTest::questionSurvivesAText()
{
    Desk desk({{job(7, JobState::Running)}}, Page::Jobs);
    desk.push(event::Opened{0, 3});
    desk.push(event::Refused{99, Failure(fc::JobUnknown, {})});
    QVERIFY(desk.button("noticeDecideButton")->isVisible());
    QVERIFY(desk.find<QLabel>("noticeBelow")->isVisible());
    desk.button("jobHoldButton")->click();
    QTRY_VERIFY(desk.button("noticeUndoButton")->isVisible());
    desk.button("noticeUndoButton")->click();
    QTRY_VERIFY(desk.button("noticeDecideButton")->isVisible());
    QVERIFY(!desk.button("noticeUndoButton"));
}

void NoSurpriseTest::jobDecisionBringsTheChipUpToDate()
{
    Desk desk({{job(7, JobState::CompleteOpen)}}, Page::Jobs);
    event::RecoveredListed listed;
    listed.cards.resize(1);
    listed.cards[0].open = true;
    desk.push(listed);
    desk.server.commands.clear();
    desk.button("remakeAllButton")->click();
    QCOMPARE(desk.server.sent<command::RemakeRecords>().size(), size_t(1));
    QCOMPARE(desk.server.sent<command::ListRecovered>().size(), size_t(1));
}

QTEST_MAIN(NoSurpriseTest)
#include "tst_no_surprise.moc"
