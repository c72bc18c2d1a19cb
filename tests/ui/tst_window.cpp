// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/server.h"
#include "fake_server.h"
#include "ui/alarms/alarm_parts.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/jobs/abort_dialog.h"
#include "ui/shell/console_options.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDialog>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace sm;

class WindowTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void dropThenEnterStarts();
    void refusedDrops_data();
    void refusedDrops();
    void findingsGiveNoJob();
    void nothingIsChosenOnAnOpenedDashboard();
    void ux03HoldFloorIsOneEvent();
    void faultIsClearedWithTwoKeys();
    void timerStopsWhenHidden();
    void staleDataIsMarked();
    void refusedCommandSaysWhy();
    void refusalIsSaidOnce();
    void dropWithoutDataSaysSo();
    void alarmListStaysInTheWindow_data();
    void alarmListStaysInTheWindow();
    void abortKeepsByDefault();
    void nothingIsClipped_data();
    void nothingIsClipped();
    void panelInAWindowOfItsOwn();
    void panelWindowIsRemembered();
    void commandLine();

private:
    static void drop(MainWindow& window, const QMimeData& data);
    template <class W> static W* find(const QWidget& window, const char* name)
    {
        return window.findChild<W*>(QString::fromLatin1(name));
    }
};

void WindowTest::drop(MainWindow& window, const QMimeData& data)
{
    const QPoint at(400, 300);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &event);
}

static std::unique_ptr<QMimeData> urlData(const QString& path)
{
    auto data = std::make_unique<QMimeData>();
    data->setUrls({QUrl::fromLocalFile(path)});
    return data;
}

static QString makeFile(const QTemporaryDir& folder, const QString& name)
{
    QFile file(folder.filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        return {};
    file.write("id\n1\n");
    return file.fileName();
}

void WindowTest::dropThenEnterStarts()
{
    QTemporaryDir folder;
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    drop(window, *urlData(makeFile(folder, QStringLiteral("cards.csv"))));
    QCOMPARE(server.sentImport<command::CheckFile>().size(), size_t(1));
    QCOMPARE(window.page(), Page::Jobs);
    const quint64 check = server.lastTicket;
    event::Previewed previewed;
    previewed.check = check;
    previewed.preview.known = true;
    previewed.preview.policies = {ImportPolicy::AllOrNothing};
    server.push(ImportEvent(previewed));
    event::Checked checked;
    checked.check = check;
    checked.tally.records = checked.tally.valid = 240;
    server.push(ImportEvent(checked));
    window.feed()->look();
    QWidget* card = find<QWidget>(window, "importCard");
    QTest::keyClick(card, Qt::Key_Return);
    QCOMPARE(server.sentImport<command::AcceptImport>().size(), size_t(1));
    QCOMPARE(server.sentImport<command::AcceptImport>()[0].check, check);
    event::Imported imported;
    imported.ticket = server.lastTicket;
    imported.job = JobId(7);
    imported.summary.file = QStringLiteral("cards.csv");
    imported.summary.records = imported.summary.valid = 240;
    imported.summary.balances = true;
    server.push(imported);
    window.feed()->look();
    QCOMPARE(find<QLabel>(window, "importHeadline")->text(), QStringLiteral("240 records ready"));
    QTest::keyClick(card, Qt::Key_Return);
    const auto started = server.sent<command::StartJob>();
    QCOMPARE(started.size(), size_t(1));
    QCOMPARE(started[0].job, JobId(7));
    QVERIFY(!card->isVisible());
}

void WindowTest::refusedDrops_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("folder") << QString();
    QTest::newRow("unknown type") << QStringLiteral("cards.pdf");
}

void WindowTest::refusedDrops()
{
    QFETCH(QString, name);
    QTemporaryDir folder;
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    const auto data = urlData(name.isEmpty() ? folder.path() : makeFile(folder, name));
    QDragEnterEvent enter(QPoint(400, 300), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QWidget* overlay = find<QWidget>(window, "dropOverlay");
    QVERIFY(overlay->isVisible());
    QVERIFY(overlay->accessibleName().contains(name.isEmpty() ? QStringLiteral("folder") : name));
    drop(window, *data);
    QVERIFY(server.commands.empty());
    QVERIFY(!overlay->isVisible());
}

void WindowTest::findingsGiveNoJob()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    window.importFile(QStringLiteral("/tmp/cards.csv"));
    const quint64 check = server.lastTicket;
    event::Previewed previewed;
    previewed.check = check;
    previewed.preview.known = true;
    previewed.preview.policies = {ImportPolicy::AllOrNothing};
    server.push(ImportEvent(previewed));
    event::CheckProgress progress;
    progress.check = check;
    progress.counts[5] = 1;
    progress.findings.push_back({QStringLiteral("V06"), QStringLiteral("error"), 5010, 1,
        QStringLiteral("id"), QString(), Failure(fc::ImportRefused, {})});
    server.push(ImportEvent(progress));
    event::Checked checked;
    checked.check = check;
    checked.tally.records = 2;
    checked.tally.valid = checked.tally.duplicateInFile = 1;
    server.push(ImportEvent(checked));
    window.feed()->look();
    QVERIFY(find<QWidget>(window, "importReport")->isVisible());
    QVERIFY(!find<QWidget>(window, "importAccept")->isEnabled());
    QVERIFY(!find<QWidget>(window, "importAccept")->toolTip().isEmpty());
    QTest::keyClick(find<QWidget>(window, "importDialog"), Qt::Key_Return);
    QVERIFY(server.sentImport<command::AcceptImport>().empty());
}

/// It is read: no button of it shows a focus until somebody goes there.
void WindowTest::nothingIsChosenOnAnOpenedDashboard()
{
    FakeServer server(syntheticFloor(6));
    MainWindow window(server, ThemeKind::Light);
    window.resize(1366, 768);
    window.goTo(Page::Jobs);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.feed()->look();
    window.goTo(Page::Dashboard);
    QWidget* focused = QApplication::focusWidget();
    QVERIFY(focused);
    QVERIFY2(!qobject_cast<QAbstractButton*>(focused), qPrintable(focused->objectName()));
    QTest::keyClick(focused, Qt::Key_Tab);
    QVERIFY(qobject_cast<QAbstractButton*>(QApplication::focusWidget()));
}

void WindowTest::ux03HoldFloorIsOneEvent()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(server.commands.size(), size_t(1));
    QCOMPARE(server.sent<command::HoldFloor>().size(), size_t(1));
    QVERIFY(!QApplication::activeModalWidget());
    server.change([](Snapshot& floor) {
        floor.holding = true;
        floor.finishing = 5;
        floor.longestFinishSeconds = 14;
    });
    window.feed()->look();
    const auto* said = find<QLabel>(window, "holdingText"); // with less words where the strip is narrow
    QVERIFY2(said->text().startsWith(QStringLiteral("Holding: 5 of 24")), qPrintable(said->text()));
    QVERIFY2(said->text().contains(QStringLiteral("longest 14 s")), qPrintable(said->text()));
    QCOMPARE(
        said->toolTip(), QStringLiteral("Holding: 5 of 24 stations are finishing their card, longest 14 s."));
    QTest::mouseClick(find<QPushButton>(window, "resumeFloorButton"), Qt::LeftButton);
    QCOMPARE(server.commands.size(), size_t(2));
    QCOMPARE(server.sent<command::ResumeFloor>().size(), size_t(1));
    QTest::keyClick(&window, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(server.commands.size(), size_t(3));
    QCOMPARE(server.sent<command::ResumeFloor>().size(), size_t(2));
    QVERIFY(window.findChildren<QDialog*>().isEmpty());
}

void WindowTest::faultIsClearedWithTwoKeys()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.goTo(Page::Jobs);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F8);
    QCOMPARE(window.page(), Page::Floor);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("continueButton"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const auto cleared = server.sent<command::ClearStations>();
    QCOMPARE(cleared.size(), size_t(1));
    QCOMPARE(cleared[0].stations, std::vector{(StationId{2, 3})});
}

void WindowTest::timerStopsWhenHidden()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    QVERIFY(!window.feed()->running());
    window.show();
    QVERIFY(window.feed()->running());
    window.hide();
    QVERIFY(!window.feed()->running());
    const qint64 before = window.floor()->view()->frames().overall().count;
    server.change([](Snapshot& floor) { floor.machines[0].stations[0].stepNow += 2; });
    QTest::qWait(150);
    QCOMPARE(window.floor()->view()->frames().overall().count, before);
    window.show();
    QCOMPARE(
        window.floor()->view()->model().look(0).stepNow, server.snapshot()->machines[0].stations[0].stepNow);
}

void WindowTest::staleDataIsMarked()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    QTRY_VERIFY_WITH_TIMEOUT(
        find<QLabel>(window, "alarmText")->text().startsWith(QStringLiteral("No data from the engine")),
        7000);
    QVERIFY(find<QLabel>(window, "figureGood")->font().underline());
    server.change([](Snapshot&) {});
    window.feed()->look();
    QVERIFY(!find<QLabel>(window, "figureGood")->font().underline());
}

void WindowTest::refusedCommandSaysWhy()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    server.push(event::Refused{99, Failure(fc::JobUnknown, {})});
    window.feed()->look();
    QWidget* notice = find<QWidget>(window, "noticeLine");
    QVERIFY(notice->isVisible());
    QVERIFY(notice->accessibleName().contains(QStringLiteral("There is no job")));
}

void WindowTest::refusalIsSaidOnce()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    server.push(event::Refused{99, Failure(fc::ImportRefused, {})});
    window.feed()->look();
    const QString said = find<QWidget>(window, "noticeLine")->accessibleName();
    QVERIFY2(said.startsWith(QStringLiteral("Nothing was imported: the file has findings. Correct")),
        qPrintable(said));
}

/// A source that ends between the drag and the drop, or that lets its data go.
void WindowTest::dropWithoutDataSaysSo()
{
    QTemporaryDir folder;
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    const auto data = urlData(makeFile(folder, QStringLiteral("cards.csv")));
    const QPoint at(400, 300);
    QDragEnterEvent enter(at, Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &enter);
    QMimeData lost;
    lost.setData(QStringLiteral("text/uri-list"), QByteArray());
    QDropEvent event(at, Qt::CopyAction, &lost, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(&window, &event);
    QVERIFY(server.commands.empty());
    QVERIFY(!find<QWidget>(window, "dropOverlay")->isVisible());
    const QWidget* notice = find<QWidget>(window, "noticeLine");
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->accessibleName().contains(QStringLiteral("did not hand over")),
        qPrintable(notice->accessibleName()));
}

void WindowTest::alarmListStaysInTheWindow_data()
{
    QTest::addColumn<int>("page");
    for (const PageEntry& entry : pageTable())
        QTest::newRow(entry.name) << int(entry.page);
}

/// With everything above and below the page that can be there at once.
void WindowTest::alarmListStaysInTheWindow()
{
    QFETCH(int, page);
    const QSize size(1366, 768);
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.resize(size);
    window.goTo(Page(page));
    window.startCoach();
    window.show();
    server.push(event::Refused{99, Failure(fc::JobUnknown, {})});
    window.feed()->look();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(&window, Qt::Key_F9, Qt::ShiftModifier);
    QTest::qWait(50);
    QVERIFY(window.alarms()->listShown());
    QVERIFY(find<QWidget>(window, "alarmLine")->isVisible());
    QVERIFY(find<QWidget>(window, "coachLine")->isVisible());
    QCOMPARE(window.size(), size);
    const QWidget* list = find<QWidget>(window, "alarmPanel");
    QVERIFY(window.rect().contains(QRect(list->mapTo(&window, QPoint()), list->size())));
    QVERIFY2(list->height() >= 180, qPrintable(QString::number(list->height())));
}

void WindowTest::abortKeepsByDefault()
{
    Snapshot floor = syntheticFloor(24);
    AbortDialog dialog(floor.jobs[0], nullptr);
    auto* keep = find<QPushButton>(dialog, "abortKeep");
    QVERIFY(keep->isDefault());
    QVERIFY(!find<QPushButton>(dialog, "abortConfirm")->isEnabled());
    const QString text = find<QLabel>(dialog, "abortText")->text();
    QVERIFY(text.contains(QStringLiteral("24 records")));
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
}

void WindowTest::nothingIsClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("theme");
    for (const QSize& size : {QSize(1366, 768), QSize(1920, 1080)}) {
        for (int theme = 0; theme < 3; ++theme)
            QTest::addRow("%d wide, theme %d", size.width(), theme) << size << theme;
    }
}

void WindowTest::nothingIsClipped()
{
    QFETCH(QSize, size);
    QFETCH(int, theme);
    FakeServer server(syntheticFloor(24));
    MainWindow window(server, ThemeKind(theme));
    window.resize(size);
    window.show();
    window.showFirstFault();
    for (const Page page : {Page::Floor, Page::Jobs}) {
        window.goTo(page);
        window.feed()->look();
        QTest::qWait(50);
        QCOMPARE(window.size(), size);
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (!label->isVisible() || label->wordWrap() || label->inherits("sm::ElidedLabel"))
                continue;
            const int needed = label->fontMetrics().horizontalAdvance(label->text());
            QVERIFY2(needed <= label->width(), qPrintable(label->objectName() + label->text()));
        }
    }
}

void WindowTest::panelInAWindowOfItsOwn()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.resize(1366, 768);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    auto* panel = window.floor()->panel();
    auto* own = find<QWidget>(window, "panelWindow");
    QVERIFY(own && !own->isVisible());
    const StationId station = server.snapshot()->machines.front().stations.front().id;
    window.floor()->showStation(station);
    QVERIFY(panel->isVisible());
    QCOMPARE(panel->window(), &window);
    find<QPushButton>(window, "detachPanelButton")->click();
    QVERIFY(own->isVisible());
    QCOMPARE(panel->window(), own);
    QVERIFY(panel->isVisible());
    QVERIFY(own->windowTitle().startsWith(station.text()));
    QVERIFY(window.findChild<QAction*>(QStringLiteral("actionDetachPanel"))->isChecked());
    // It stays beside every page, and without a station.
    window.goTo(Page::Jobs);
    QVERIFY(panel->isVisible());
    window.goTo(Page::Floor);
    window.floor()->view()->clearSelection();
    QVERIFY(own->isVisible());
    QVERIFY(!panel->isVisible());
    window.floor()->showStation(station);
    QVERIFY(panel->isVisible());
    // What is pressed there is done here.
    auto* hold = find<QPushButton>(*own, "holdStationButton");
    if (hold->isVisible() && hold->isEnabled()) {
        hold->click();
        QCOMPARE(server.sent<command::HoldStations>().size(), size_t(1));
    }
    own->close();
    QVERIFY(!own->isVisible());
    QCOMPARE(panel->window(), &window);
    QVERIFY(panel->isVisible());
    QVERIFY(!window.findChild<QAction*>(QStringLiteral("actionDetachPanel"))->isChecked());
}

void WindowTest::panelWindowIsRemembered()
{
    FakeServer server(syntheticFloor(24));
    WindowMemory memory;
    {
        MainWindow window(server);
        window.show();
        window.floor()->setPanelDetached(true);
        find<QWidget>(window, "panelWindow")->resize(500, 640);
        memory = window.memory();
    }
    QVERIFY(memory.panelDetached);
    MainWindow window(server);
    window.show();
    window.restore(memory);
    auto* own = find<QWidget>(window, "panelWindow");
    QVERIFY(own->isVisible());
    QCOMPARE(own->size(), QSize(500, 640));
    window.floor()->setPanelDetached(false);
    QVERIFY(!window.memory().panelDetached);
}

void WindowTest::commandLine()
{
    const auto parse = [](const QStringList& arguments) {
        return parseCommandLine(QStringList{QStringLiteral("stationmaster")} + arguments);
    };
    QCOMPARE(parse({QStringLiteral("--nonsense")}).exitCode.value_or(0), 2);
    QCOMPARE(parse({QStringLiteral("--help")}).exitCode.value_or(-1), 0);
    QVERIFY(parse({QStringLiteral("--help-all")}).text.contains(QStringLiteral("--synthetic")));
    const auto parsed = parse({QStringLiteral("--size"), QStringLiteral("1920x1080"), QStringLiteral("--at"),
        QStringLiteral("40s"), QStringLiteral("--synthetic"), QStringLiteral("200,2000,30")});
    QVERIFY(!parsed.exitCode);
    QCOMPARE(parsed.options.size, QSize(1920, 1080));
    QCOMPARE(parsed.options.atMilliseconds, 40'000);
    QCOMPARE(parsed.options.load->events, 2000);
    QCOMPARE(parse({QStringLiteral("--page"), QStringLiteral("moon")}).exitCode.value_or(0), 2);
}

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
