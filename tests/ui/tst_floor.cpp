// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_accessible.h"
#include "ui/floor/floor_layout.h"
#include "ui/floor/floor_view.h"
#include "ui/floor/state_shapes.h"
#include "ui/jobs/job_rules.h"

#include <QAccessible>
#include <QDirIterator>
#include <QImage>
#include <QPainter>
#include <QRegularExpression>
#include <QTest>

#include <random>

using namespace sm;

class FloorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void layoutTable_data();
    void layoutTable();
    void oneStationIsNoBillboard();
    void twoHundredFitWithoutScrolling();
    void shapesDiffer();
    void colorsAreReadable();
    void colorsOnlyInTheme();
    void orderNeverChanges();
    void onlyChangedTilesArePainted();
    void everyLodPaints();
    void keysMove();
    void screenReadersSeeStations();
    void noDeadEnds();
};

void FloorTest::layoutTable_data()
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

void FloorTest::layoutTable()
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

void FloorTest::oneStationIsNoBillboard()
{
    const QSize area(1736, 987);
    const FloorLayout layout = layOutFloor(area, {1});
    QCOMPARE(layout.tiles.size(), size_t(1));
    QVERIFY(layout.tiles[0].width() <= 420 && layout.tiles[0].height() <= 300);
    QVERIFY(std::abs(layout.blocks[0].center().x() - area.width() / 2) <= 2);
}

void FloorTest::twoHundredFitWithoutScrolling()
{
    const QSize area(1920 - 184, 1080 - 180); // menu, strip, alarm line, filters, status bar
    const FloorLayout layout = layOutFloor(area, std::vector<int>(34, 6));
    QCOMPARE(layout.tiles.size(), size_t(204));
    QVERIFY(layout.content.width() <= area.width() && layout.content.height() <= area.height());
    for (const QRect& tile : layout.tiles)
        QVERIFY(QRect(QPoint(), area).contains(tile));
}

void FloorTest::shapesDiffer()
{
    std::vector<QImage> pictures;
    for (int i = 0; i <= int(TileState::Offline) + 1; ++i) {
        QImage image(24, 24, QImage::Format_Grayscale8);
        image.fill(Qt::white);
        QPainter painter(&image);
        paintShape(painter, i <= int(TileState::Offline) ? stateShape(TileState(i)) : warningShape(),
            QRectF(0, 0, 24, 24), Qt::black);
        painter.end();
        pictures.push_back(image);
    }
    for (size_t a = 0; a < pictures.size(); ++a) {
        for (size_t b = a + 1; b < pictures.size(); ++b) {
            int different = 0;
            for (int y = 0; y < 24; ++y) {
                for (int x = 0; x < 24; ++x)
                    different
                        += (pictures[a].constScanLine(y)[x] < 128) != (pictures[b].constScanLine(y)[x] < 128);
            }
            QVERIFY2(different > 576 * 15 / 100,
                qPrintable(QStringLiteral("%1 and %2: %3 of 576").arg(a).arg(b).arg(different)));
        }
    }
}

void FloorTest::colorsAreReadable()
{
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Contrast}) {
        for (const ContrastPair& pair : contrastPairs(Theme::of(kind))) {
            const double ratio = contrastRatio(pair.front, pair.back);
            QVERIFY2(ratio >= pair.least,
                qPrintable(QStringLiteral("theme %1, %2: %3")
                               .arg(int(kind))
                               .arg(QLatin1String(pair.what))
                               .arg(ratio)));
        }
    }
}

void FloorTest::colorsOnlyInTheme()
{
    static const QRegularExpression color(
        QStringLiteral("#[0-9A-Fa-f]{6}\\b|QColor\\((0x|QRgb)|Qt::(red|green|blue|black|white)\\b"));
    QDirIterator files(QStringLiteral(SM_SOURCE_DIR "/ui"), {QStringLiteral("*.cpp"), QStringLiteral("*.h")},
        QDir::Files, QDirIterator::Subdirectories);
    int checked = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.fileName().endsWith(QLatin1String("/theme/theme.cpp")))
            continue;
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!color.match(QString::fromUtf8(file.readAll())).hasMatch(), qPrintable(file.fileName()));
        ++checked;
    }
    QVERIFY(checked > 50);
}

void FloorTest::orderNeverChanges()
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
    for (int i = 0; i < 96; ++i)
        QCOMPARE(view.model().id(i), floor.machines[size_t(i / 6)].stations[size_t(i % 6)].id);
}

void FloorTest::onlyChangedTilesArePainted()
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

void FloorTest::everyLodPaints()
{
    FloorView view;
    view.setTheme(Theme::of(ThemeKind::Dark));
    view.setArea({1366, 700});
    view.setSnapshot(std::make_shared<Snapshot>(syntheticFloor(24)));
    view.resetZoom();
    while (view.lod() < 4)
        view.zoom(1);
    QSet<int> seen;
    for (int lod = 4; lod >= 0; --lod) {
        QCOMPARE(view.lod(), lod);
        const QImage image = view.grab().toImage();
        const QRect& fault = view.floorLayout().tiles[8];
        const QColor band = image.pixelColor(fault.center().x(), fault.top() + 3);
        QCOMPARE(band.name(), Theme::of(ThemeKind::Dark).fault.fill.name());
        seen.insert(lod);
        view.zoom(-1);
    }
    QCOMPARE(seen.size(), 5);
    QVERIFY(view.frames().overall().count >= 5);
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

void FloorTest::screenReadersSeeStations()
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

void FloorTest::noDeadEnds()
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

QTEST_MAIN(FloorTest)
#include "tst_floor.moc"
