// SPDX-License-Identifier: GPL-3.0-or-later
// The floor page: layout, selection, keyboard, filters, what its panel offers.
#include "fake_server.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_accessible.h"
#include "ui/floor/floor_layout.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/jobs/job_rules.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <random>

using namespace sm;

class FloorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ux11LayoutTable_data();
    void ux11LayoutTable();
    void ux12OneStationIsNoBillboard();
    void ux12TwoHundredFitWithoutScrolling();
    void ux10OrderNeverChanges();
    void ux15OnlyChangedTilesArePainted();
    void keysMove();
    void ux23ScreenReadersSeeStations();
    void ux12NoScrollBarInTheWindow();
    void ux23AlarmIsReadOut();
    void ux09NoDeadEnds();
    void groupsAreSelectedAndActedOn();
    void filtersFadeAndOnlyMatchingLeavesOut();
    void zoomIsForcedAndGoesBack();
    void fullFloorGetsItsMap();
    void benchShowsStepsAndCommands();
    void idleAsksWhyOnce();
    void rejectTakesAReason();
    void panelIsComplete();
};

void FloorTest::ux11LayoutTable_data()
{
    QTest::addColumn<QSize>("window");
    QTest::addColumn<int>("stations");
    QTest::addColumn<int>("lod");
    QTest::addColumn<QSize>("tile");
    const QSize windows[] = {{1366, 768}, {1920, 1080}, {2560, 1440}, {3840, 2160}};
    const int stations[] = {6, 24, 96, 204};
    const int lods[4][4] = {{4, 3, 1, 0}, {4, 4, 2, 1}, {4, 4, 3, 2}, {4, 4, 4, 4}};
    // The design gives no size for 6 stations at 3840.
    const QSize tiles[4][4]
        = {{{375, 302}, {180, 137}, {82, 54}, {47, 33}}, {{560, 458}, {276, 195}, {129, 93}, {56, 41}},
            {{773, 638}, {382, 285}, {179, 126}, {116, 83}}, {{}, {596, 465}, {292, 208}, {186, 156}}};
    for (int w = 0; w < 4; ++w) {
        for (int s = 0; s < 4; ++s)
            QTest::addRow("%dx%d, %d", windows[w].width(), windows[w].height(), stations[s])
                << windows[w] << stations[s] << lods[w][s] << tiles[w][s];
    }
}

void FloorTest::ux11LayoutTable()
{
    QFETCH(QSize, window);
    QFETCH(int, stations);
    QFETCH(int, lod);
    QFETCH(QSize, tile);
    const FloorGrid grid = bestGrid(window - QSize(184, 93), stations / 6, 6);
    QCOMPARE(grid.lod, lod);
    if (!tile.isEmpty())
        QCOMPARE(grid.tile, tile);
}

void FloorTest::ux12OneStationIsNoBillboard()
{
    const QSize area(1736, 987);
    const FloorLayout layout = layOutFloor(area, {1});
    QCOMPARE(layout.tiles.size(), size_t(1));
    QVERIFY(layout.tiles[0].width() <= 420 && layout.tiles[0].height() <= 300);
    QVERIFY(std::abs(layout.blocks[0].center().x() - area.width() / 2) <= 2);
}

void FloorTest::ux12TwoHundredFitWithoutScrolling()
{
    const QSize area(1920 - 184, 1080 - 180); // menu, strip, alarm line, filters, status bar
    const FloorLayout layout = layOutFloor(area, std::vector<int>(34, 6));
    QCOMPARE(layout.tiles.size(), size_t(204));
    QVERIFY(layout.content.width() <= area.width() && layout.content.height() <= area.height());
    for (const QRect& tile : layout.tiles)
        QVERIFY(QRect(QPoint(), area).contains(tile));
}

void FloorTest::ux10OrderNeverChanges()
{
    FloorView view;
    view.setArea({1736, 900});
    Snapshot floor = syntheticFloor(96);
    view.setSnapshot(std::make_shared<Snapshot>(floor));
    const std::vector<QRect> before = view.floorLayout().tiles;
    QCOMPARE(before.size(), size_t(96));
    std::mt19937 random(7);
    for (int i = 0; i < 1000; ++i) {
        StationSnapshot& station = floor.machines[random() % 16].stations[random() % 6];
        station.state = TileState(random() % 9);
        station.warning = random() % 5 == 0;
        view.setSnapshot(std::make_shared<Snapshot>(floor));
        view.setFilter(FloorFilter(random() % 5), QString());
    }
    QCOMPARE(view.floorLayout().tiles, before);
    // A line above or a panel beside the floor refits tiles; their rows and columns stay.
    const auto refitted = refitFloor({1736, 864}, std::vector<int>(16, 6), view.floorLayout());
    QVERIFY(refitted);
    for (size_t a = 0; a < before.size(); ++a) {
        for (const size_t b : {a / 2, (a * 7) % before.size()}) {
            QCOMPARE(refitted->tiles[a].x() < refitted->tiles[b].x(), before[a].x() < before[b].x());
            QCOMPARE(refitted->tiles[a].y() < refitted->tiles[b].y(), before[a].y() < before[b].y());
        }
    }
    for (int i = 0; i < 96; ++i)
        QCOMPARE(view.model().id(i), floor.machines[size_t(i / 6)].stations[size_t(i % 6)].id);
}

void FloorTest::ux15OnlyChangedTilesArePainted()
{
    FloorModel model;
    Snapshot floor = syntheticFloor(24);
    QVERIFY(model.apply(std::make_shared<Snapshot>(floor)).structure);
    floor.now += 5000;
    QVERIFY(model.apply(std::make_shared<Snapshot>(floor)).tiles.empty());
    floor.machines[1].stations[4].stepNow += 1;
    const FloorChange change = model.apply(std::make_shared<Snapshot>(floor));
    QCOMPARE(change.tiles, std::vector<int>{10});
    QVERIFY(!change.structure && change.machines.empty());
}

void FloorTest::keysMove()
{
    FloorView view;
    view.setArea({1736, 987});
    view.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    view.select(StationId{1, 1});
    QTest::keyClick(&view, Qt::Key_Right);
    QCOMPARE(view.selection(), std::vector{(StationId{1, 2})});
    QTest::keyClick(&view, Qt::Key_Down);
    QCOMPARE(view.selection(), std::vector{(StationId{2, 2})});
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.selection(), std::vector{(StationId{4, 6})});
    QTest::keyClicks(&view, QStringLiteral("2-3"));
    QCOMPARE(view.selection(), std::vector{(StationId{2, 3})});
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(view.selection().size(), size_t(2));
    view.clearSelection();
    QVERIFY(view.goToAlarm(true));
    QCOMPARE(view.selection(), std::vector{(StationId{2, 3})});
}

void FloorTest::ux23ScreenReadersSeeStations()
{
    installFloorAccessibility();
    FloorView view;
    view.setArea({1736, 900});
    view.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    QAccessibleInterface* floor = QAccessible::queryAccessibleInterface(&view);
    QVERIFY(floor);
    QCOMPARE(floor->childCount(), 24);
    const QString name = floor->child(7)->text(QAccessible::Name);
    for (const char* part : {"Machine 2", "station 2", "Running", "4359", "step 8"})
        QVERIFY2(name.contains(QLatin1String(part)), qPrintable(name));
}

void FloorTest::ux09NoDeadEnds()
{
    for (int i = 0; i <= int(JobState::Archived); ++i) {
        const JobButtons buttons = jobButtons(JobState(i));
        bool any = false;
        for (const JobButton* button : {&buttons.start, &buttons.hold, &buttons.resume, &buttons.abort}) {
            QVERIFY(!button->tip.isEmpty());
            any = any || button->enabled;
        }
        QCOMPARE(any, !isOver(JobState(i)));
    }
}

void FloorTest::ux12NoScrollBarInTheWindow()
{
    FakeServer server(syntheticFloor(204));
    MainWindow window(server);
    window.resize(1920, 1080);
    window.goTo(Page::Floor);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.feed()->look();
    const FloorView& view = *window.floor()->view();
    QCOMPARE(view.model().count(), 204);
    QVERIFY(!view.scrolls());
    for (int i = 0; i < 204; ++i)
        QVERIFY(view.rect().contains(view.tileRect(i)));
    for (const QScrollBar* bar : window.floor()->findChildren<QScrollBar*>())
        QVERIFY(!bar->isVisible() || window.floor()->panel()->isAncestorOf(bar));
}

void FloorTest::ux23AlarmIsReadOut()
{
    Snapshot calm = syntheticFloor(24);
    for (StationSnapshot& station : calm.machines[1].stations)
        station.state = TileState::Running;
    calm.alarms.reset();
    FakeServer server(calm);
    MainWindow window(server);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    const StationSnapshot broken = syntheticFloor(24).machines[1].stations[2];
    server.change([&](Snapshot& floor) {
        floor.machines[1].stations[2] = broken;
        AlarmView view;
        view.revision = 1000;
        AlarmEntry entry;
        entry.id = 1;
        entry.code = AlarmCode::StationFault;
        entry.station = broken.id;
        entry.why = broken.failure;
        view.active.push_back(entry);
        floor.alarms = std::make_shared<AlarmView>(view);
    });
    window.feed()->look();
    // What a screen reader says on the line's alert; the event itself reaches nobody on a platform without
    // one.
    const auto* line = window.findChild<QWidget*>(QStringLiteral("alarmLine"));
    QVERIFY(line && line->isVisible());
    const QString name
        = QAccessible::queryAccessibleInterface(window.findChild<QWidget*>(QStringLiteral("alarmLine")))
              ->text(QAccessible::Name);
    QVERIFY2(name.contains(QStringLiteral("M2-S3")) && name.size() > 20, qPrintable(name));
}

void FloorTest::groupsAreSelectedAndActedOn()
{
    FloorPage page;
    page.setTheme(Theme::of(ThemeKind::Light));
    page.resize(1366, 700);
    page.show();
    page.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    FloorView& view = *page.view();
    std::vector<ServerCommand> sent;
    connect(&page, &FloorPage::command, this, [&](const ServerCommand& c) { sent.push_back(c); });
    const auto click = [&](int tile, Qt::KeyboardModifiers keys) {
        QTest::mouseClick(&view, Qt::LeftButton, keys, view.tileRect(tile).center());
    };
    click(0, Qt::NoModifier);
    click(2, Qt::ControlModifier);
    QCOMPARE(view.selection().size(), size_t(2));
    click(5, Qt::ShiftModifier);
    QCOMPARE(view.selection().size(), size_t(4)); // from the last one that was clicked
    // A rubber band over the first machine.
    const QPoint from = view.tileRect(0).topLeft() - QPoint(6, 6);
    const QPoint to = view.tileRect(5).center();
    QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, from);
    QTest::mouseMove(&view, (from + to) / 2);
    QTest::mouseMove(&view, to);
    QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, to);
    QCOMPARE(view.selection().size(), size_t(6));
    QCOMPARE(page.findChild<QLabel*>(QStringLiteral("panelTitle"))->text().section(QLatin1Char(' '), 0, 0),
        QStringLiteral("6"));
    auto* hold = page.findChild<QAbstractButton*>(QStringLiteral("holdStationButton"));
    QVERIFY(hold->isVisible() && hold->isEnabled());
    hold->click();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(std::get<command::HoldStations>(sent[0]).stations.size(), size_t(6));
    // A mixed group offers what each of its members needs.
    view.clearSelection();
    click(6, Qt::NoModifier);
    click(20, Qt::ShiftModifier);
    QVERIFY(page.findChild<QAbstractButton*>(QStringLiteral("continueButton"))->isVisible());
    QVERIFY(page.findChild<QAbstractButton*>(QStringLiteral("resumeStationButton"))->isVisible());
    QVERIFY(hold->isVisible());
}

void FloorTest::filtersFadeAndOnlyMatchingLeavesOut()
{
    FloorPage page;
    const Theme theme = Theme::of(ThemeKind::Light);
    page.setTheme(theme);
    page.resize(1366, 700);
    page.show();
    page.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    FloorView& view = *page.view();
    const std::vector<QRect> places = view.floorLayout().tiles;
    const auto textContrast = [&](int tile) {
        const QImage image = view.grab(view.tileRect(tile)).toImage();
        double most = 1;
        for (int y = 2; y < image.height() - 2; ++y) {
            for (int x = 2; x < image.width() - 2; ++x)
                most = qMax(
                    most, contrastRatio(image.pixelColor(x, y), image.pixelColor(4, image.height() / 2)));
        }
        return most;
    };
    QVERIFY(textContrast(0) > 10);
    page.setFilter(FloorFilter::Attention);
    QVERIFY(textContrast(0) < 3); // faded to 35 %
    QVERIFY(textContrast(8) > 4.5); // the fault
    page.findChild<QCheckBox*>(QStringLiteral("onlyMatching"))->click();
    QVERIFY(textContrast(0) < 1.05); // its place is empty
    QCOMPARE(view.floorLayout().tiles, places);
    page.setFilter(FloorFilter::All);
    QVERIFY(textContrast(0) > 10);
    page.findChild<QLineEdit*>(QStringLiteral("floorFind"))->setText(QStringLiteral("M2-S3"));
    QVERIFY(textContrast(8) > 4.5 && textContrast(0) < 1.05);
}

void FloorTest::zoomIsForcedAndGoesBack()
{
    FloorView view;
    view.setTheme(Theme::of(ThemeKind::Light));
    view.setArea({1366, 640});
    view.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(96)));
    const int automatic = view.lod();
    QVERIFY(!view.zoomLevel());
    QWheelEvent notch(QPointF(10, 10), QPointF(10, 10), {}, QPoint(0, 120), Qt::NoButton, Qt::ControlModifier,
        Qt::NoScrollPhase, false);
    QApplication::sendEvent(&view, &notch);
    QCOMPARE(view.lod(), automatic + 1);
    QVERIFY(view.scrolls());
    QCOMPARE(view.zoomLevel(), std::optional(automatic + 1));
    view.resetZoom();
    QCOMPARE(view.lod(), automatic);
    QVERIFY(!view.zoomLevel());
    view.setZoomLevel(4);
    QCOMPARE(view.lod(), 4);
}

void FloorTest::fullFloorGetsItsMap()
{
    FloorPage page;
    page.setTheme(Theme::of(ThemeKind::Light));
    page.resize(1000, 560);
    page.show();
    page.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(400)));
    QVERIFY(page.view()->scrolls());
    auto* map = page.findChild<QWidget*>(QStringLiteral("floorMiniMap"));
    QVERIFY(map && map->isVisible());
    QVERIFY(map->grab().toImage().width() > 0);
    auto* area = page.findChild<QScrollArea*>();
    QCOMPARE(area->verticalScrollBar()->value(), 0);
    QTest::mouseClick(map, Qt::LeftButton, Qt::NoModifier, QPoint(17, map->height() - 10));
    QVERIFY(area->verticalScrollBar()->value() > 0);
    page.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    QVERIFY(!map->isVisible());
}

void FloorTest::benchShowsStepsAndCommands()
{
    FloorPage page;
    page.setTheme(Theme::of(ThemeKind::Light));
    page.resize(1366, 700);
    page.show();
    Snapshot floor = syntheticFloor(2);
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    auto* bench = page.findChild<QWidget*>(QStringLiteral("benchPane"));
    QVERIFY(bench->isVisible());
    QVERIFY(page.view()->lod() == 4);
    QVERIFY(bench->height() > 250);
    page.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    QVERIFY(!bench->isVisible());
}

void FloorTest::idleAsksWhyOnce()
{
    FloorPage page;
    page.setTheme(Theme::of(ThemeKind::Light));
    page.resize(1366, 900);
    page.show();
    Snapshot floor = syntheticFloor(24);
    StationSnapshot& station = floor.machines[0].stations[0];
    station.state = TileState::Idle;
    station.since = floor.now - 119'000;
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    page.view()->select(station.id);
    auto* chips = page.findChild<QWidget*>(QStringLiteral("reasonChips"));
    QVERIFY(!chips->isVisible());
    station.since = floor.now - 121'000;
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    QVERIFY(chips->isVisible());
    std::vector<ServerCommand> sent;
    connect(&page, &FloorPage::command, this, [&](const ServerCommand& c) { sent.push_back(c); });
    page.findChild<QAbstractButton*>(QStringLiteral("reasonChip%1").arg(int(IdleReason::CardsOut)))->click();
    QCOMPARE(sent.size(), size_t(1));
    const auto given = std::get<command::GiveIdleReason>(sent[0]);
    QCOMPARE(given.stations, std::vector{station.id});
    QVERIFY(given.reason == IdleReason::CardsOut);
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    QVERIFY(!chips->isVisible()); // answered for this stretch
    station.since += 1000;
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    QVERIFY(!chips->isVisible()); // a new stretch, not long enough yet
}

void FloorTest::rejectTakesAReason()
{
    FloorPage page;
    page.setTheme(Theme::of(ThemeKind::Light));
    page.resize(1366, 900);
    page.show();
    Snapshot floor = syntheticFloor(24);
    floor.machines[0].stations[1].phase = Phase::Writing;
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    page.view()->select(StationId{1, 2});
    std::vector<ServerCommand> sent;
    connect(&page, &FloorPage::command, this, [&](const ServerCommand& c) { sent.push_back(c); });
    QTest::keyClick(page.view(), Qt::Key_X);
    QVERIFY(sent.empty());
    auto* reason = page.findChild<QAbstractButton*>(QStringLiteral("rejectReason_damaged"));
    QVERIFY(reason->isVisible());
    page.findChild<QAbstractButton*>(QStringLiteral("rejectKeepButton"))->click();
    QVERIFY(!reason->isVisible() && sent.empty());
    page.findChild<QAbstractButton*>(QStringLiteral("rejectButton"))->click();
    reason->click();
    QCOMPARE(sent.size(), size_t(1));
    const auto rejected = std::get<command::RejectCard>(sent[0]);
    QCOMPARE(rejected.station, (StationId{1, 2}));
    QCOMPARE(rejected.reason, QStringLiteral("damaged"));
    // Where no card is being written there is nothing to reject, and the button says so.
    page.view()->select(StationId{2, 3});
    auto* button = page.findChild<QAbstractButton*>(QStringLiteral("rejectButton"));
    QVERIFY(!button->isEnabled() && !button->toolTip().isEmpty());
}

void FloorTest::panelIsComplete()
{
    FloorPage page;
    page.setTheme(Theme::of(ThemeKind::Light));
    page.setTraceAvailable(true);
    page.resize(1366, 1600);
    page.show();
    Snapshot floor = syntheticFloor(24);
    floor.machines[1].stations[2].panTail = QStringLiteral("4396");
    floor.machines[1].stations[2].profile = QStringLiteral("transit-pass 3");
    page.setSnapshot(std::make_shared<Snapshot>(floor));
    page.note(event::StationStopped{StationId{2, 3}, *floor.machines[1].stations[2].failure});
    page.view()->select(StationId{2, 3});
    const DetailPanel& panel = *page.panel();
    QStringList texts;
    for (const QLabel* label : panel.findChildren<QLabel*>()) {
        if (label->isVisible())
            texts.append(label->text().isEmpty() ? label->accessibleName() : label->text());
    }
    const QString all = texts.join(QLatin1Char('|'));
    for (const char* part : {"M2-S3", "What to do", "1. ", "Harbour Transit Pass", "transit-pass 3", "4396",
             "7/14", "good", "14:32:08", "Stopped:"})
        QVERIFY2(
            all.contains(QLatin1String(part)), qPrintable(QLatin1String(part) + QStringLiteral(": ") + all));
    StationId asked;
    connect(&page, &FloorPage::openTraceRequested, this, [&](StationId id) { asked = id; });
    QTest::keyClick(page.view(), Qt::Key_T);
    QCOMPARE(asked, (StationId{2, 3}));
    auto* go = page.findChild<QAbstractButton*>(QStringLiteral("continueButton"));
    QVERIFY(go->isVisible());
    QTest::keyClick(page.view(), Qt::Key_Return);
    QCOMPARE(page.focusWidget(), go);
    QTest::keyClick(go, Qt::Key_Escape);
    QCOMPARE(page.focusWidget(), page.view());
}

QTEST_MAIN(FloorTest)
#include "tst_floor.moc"
