// SPDX-License-Identifier: GPL-3.0-or-later
#include "color_difference.h"
#include "fake_server.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/detail_panel.h"
#include "ui/floor/floor_accessible.h"
#include "ui/floor/floor_layout.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/floor/state_shapes.h"
#include "ui/floor/tile_painter.h"
#include "ui/jobs/job_rules.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/style.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QApplication>
#include <QCheckBox>
#include <QDirIterator>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QPaintEngine>
#include <QPainter>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSvgRenderer>
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
    void ux13ShapesDiffer();
    void ux18ColorsAreReadable();
    void colorsOnlyInTheme();
    void ux10OrderNeverChanges();
    void ux15OnlyChangedTilesArePainted();
    void everyLodPaints();
    void keysMove();
    void ux23ScreenReadersSeeStations();
    void ux12NoScrollBarInTheWindow();
    void ux14EveryTileSaysItsState();
    void ux19StateColorsStayApart();
    void ux20StatesAreToldWithoutColor();
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
    void textGrowsWithoutClipping();
    void iconsMatchTheShapes();
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

void FloorTest::ux13ShapesDiffer()
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

void FloorTest::ux18ColorsAreReadable()
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

namespace {

/// Keeps every text that is painted on it.
class TextRecorder final : public QPaintDevice, private QPaintEngine {
public:
    explicit TextRecorder(QSize size)
        : QPaintEngine(QPaintEngine::AllFeatures)
        , m_size(size)
    {
    }
    QStringList texts;

    QPaintEngine* paintEngine() const override { return const_cast<TextRecorder*>(this); }

private:
    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override { }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override { }
    void drawRects(const QRectF*, int) override { }
    void drawPolygon(const QPointF*, int, PolygonDrawMode) override { }
    void drawTextItem(const QPointF&, const QTextItem& item) override { texts.append(item.text()); }
    Type type() const override { return QPaintEngine::User; }
    int metric(PaintDeviceMetric metric) const override
    {
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(QPaintDevice::devicePixelRatioFScale());
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return 96;
        case PdmDepth:
            return 32;
        default:
            return 1;
        }
    }

    QSize m_size;
};

StationSnapshot stationIn(TileState state, bool warning = false)
{
    StationSnapshot station = syntheticFloor(1).machines[0].stations[0];
    station.state = state;
    station.warning = warning;
    return station;
}

/// Ink of the shape in the tile's corner: how far each pixel is from the background.
QImage cornerOf(const QImage& tile, const QRect& corner)
{
    QImage grey = tile.copy(corner).convertToFormat(QImage::Format_Grayscale8);
    std::vector<int> values;
    for (int y = 0; y < grey.height(); ++y) {
        for (int x = 0; x < grey.width(); ++x)
            values.push_back(grey.constScanLine(y)[x]);
    }
    // The paper is what most of the frame of the corner shows; hatching is fainter than ink.
    std::vector<int> edge(values.begin(), values.begin() + grey.width());
    std::nth_element(edge.begin(), edge.begin() + edge.size() / 2, edge.end());
    const int paper = edge[edge.size() / 2];
    int most = 1;
    for (const int value : values)
        most = std::max(most, std::abs(value - paper));
    for (int y = 0; y < grey.height(); ++y) {
        for (int x = 0; x < grey.width(); ++x)
            grey.scanLine(y)[x] = std::abs(grey.constScanLine(y)[x] - paper) > most / 2 ? 0 : 255;
    }
    return grey;
}

int differing(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += (a.constScanLine(y)[x] < 128) != (b.constScanLine(y)[x] < 128);
    }
    return count;
}

} // namespace

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

void FloorTest::ux14EveryTileSaysItsState()
{
    const Theme theme = Theme::of(ThemeKind::Light);
    for (int lod = 1; lod <= 4; ++lod) {
        const QSize size = smallestTile(lod);
        for (int i = 0; i <= int(TileState::Offline) + 1; ++i) {
            const bool warning = i > int(TileState::Offline);
            const TileState state = warning ? TileState::Running : TileState(i);
            const TileLook look = lookOf(stationIn(state, warning), TileLook());
            TextRecorder recorder(size);
            {
                QPainter painter(&recorder);
                TilePainter(theme, lod, size, 1).paint(painter, QRect(QPoint(), size), look, {});
            }
            const QString longText = warning ? warningText() : stateText(state);
            const QString shortText = warning ? shortWarningText() : shortStateText(state);
            const bool said = recorder.texts.contains(longText) || recorder.texts.contains(shortText);
            const bool alarm = look.band != TileBand::None;
            if (lod >= 2 || alarm)
                QVERIFY2(said,
                    qPrintable(QStringLiteral("LOD %1, %2: %3")
                                   .arg(lod)
                                   .arg(longText, recorder.texts.join(QLatin1Char('|')))));
        }
    }
}

void FloorTest::ux19StateColorsStayApart()
{
    // Three of the published test pairs of Sharma, Wu and Dalal.
    QVERIFY(std::abs(ciede2000({50, 2.6772, -79.7751}, {50, 0, -82.7485}) - 2.0425) < 1e-4);
    QVERIFY(std::abs(ciede2000({50, 2.5, 0}, {73, 25, -18}) - 27.1492) < 1e-4);
    QVERIFY(std::abs(ciede2000({2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}) - 0.9082) < 1e-4);
    const QStringList names{QStringLiteral("running"), QStringLiteral("idle"), QStringLiteral("warning"),
        QStringLiteral("fault"), QStringLiteral("attention")};
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Contrast}) {
        const Theme t = Theme::of(kind);
        const QColor colors[] = {t.running, t.idle, t.warning.fill, t.fault.fill, t.attention.fill};
        for (const Sight sight : {Sight::Normal, Sight::Protan, Sight::Deutan, Sight::Tritan}) {
            double least = 1000;
            QString pair;
            for (int a = 0; a < 5; ++a) {
                for (int b = a + 1; b < 5; ++b) {
                    const double d = ciede2000(labOf(sight, colors[a]), labOf(sight, colors[b]));
                    if (d < least) {
                        least = d;
                        pair = names[a] + QLatin1Char('/') + names[b];
                    }
                }
            }
            QVERIFY2(least >= 12.0,
                qPrintable(QStringLiteral("theme %1, sight %2: %3 is %4")
                               .arg(int(kind))
                               .arg(int(sight))
                               .arg(pair)
                               .arg(least)));
        }
    }
}

void FloorTest::ux20StatesAreToldWithoutColor()
{
    constexpr int shapes = int(TileState::Offline) + 2;
    for (const ThemeKind kind : {ThemeKind::Light, ThemeKind::Dark, ThemeKind::Contrast}) {
        const Theme theme = Theme::of(kind);
        for (const int lod : {2, 3, 4}) {
            const QSize size = smallestTile(lod);
            const int side = lod == 4 ? 18 : lod == 3 ? 16 : 14;
            const int pad = lod >= 3 ? 9 : 5;
            const int header = lod == 4 ? 28 : lod == 3 ? 24 : 22;
            const QRect corner(size.width() - pad - side, (header - side + 1) / 2, side, side);
            std::vector<QImage> pictures;
            std::vector<QImage> silhouettes;
            for (int i = 0; i < shapes; ++i) {
                const bool warning = i == shapes - 1;
                const TileLook look
                    = lookOf(stationIn(warning ? TileState::Running : TileState(i), warning), TileLook());
                QImage tile(size, QImage::Format_RGB32);
                QPainter painter(&tile);
                TilePainter(theme, lod, size, 1).paint(painter, tile.rect(), look, {});
                painter.end();
                pictures.push_back(cornerOf(tile, corner));
                QImage shape(corner.size(), QImage::Format_Grayscale8);
                shape.fill(Qt::white);
                QPainter ink(&shape);
                paintShape(ink, warning ? warningShape() : stateShape(TileState(i)),
                    QRectF(QPointF(), corner.size()), Qt::black);
                ink.end();
                silhouettes.push_back(shape);
            }
            for (size_t i = 0; i < pictures.size(); ++i) {
                size_t best = 0;
                for (size_t s = 1; s < silhouettes.size(); ++s) {
                    if (differing(pictures[i], silhouettes[s]) < differing(pictures[i], silhouettes[best]))
                        best = s;
                }
                QVERIFY2(best == i,
                    qPrintable(QStringLiteral("theme %1, LOD %2: %3 read as %4")
                                   .arg(int(kind))
                                   .arg(lod)
                                   .arg(i)
                                   .arg(best)));
            }
        }
    }
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

void FloorTest::textGrowsWithoutClipping()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.resize(1920, 1080);
    window.show();
    for (const int percent : {115, 150, 100}) {
        window.setTextPercent(percent);
        window.feed()->look();
        QTest::qWait(20);
        QCOMPARE(uiFont(20).pixelSize(), qRound(20 * percent / 100.0));
        auto* rate = window.findChild<QLabel*>(QStringLiteral("figureRate"));
        QCOMPARE(rate->font().pixelSize(), qRound(20 * percent / 100.0));
        for (const QLabel* label : window.findChildren<QLabel*>()) {
            if (label->isVisible() && !label->wordWrap() && !label->inherits("sm::ElidedLabel"))
                QVERIFY2(label->fontMetrics().horizontalAdvance(label->text()) <= label->width(),
                    qPrintable(label->objectName() + label->text()));
        }
        FloorView& view = *window.floor()->view();
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier, view.tileRect(9).center());
        QCOMPARE(view.selection(), std::vector{view.model().id(9)});
    }
}

namespace {

/// The same outline as an icon for tables and legends.
QByteArray svgOf(const QPainterPath& path)
{
    QString d;
    const auto point = [](const QPainterPath::Element& e) {
        return QStringLiteral("%1 %2").arg(e.x, 0, 'f', 3).arg(e.y, 0, 'f', 3);
    };
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element e = path.elementAt(i);
        if (e.isMoveTo())
            d += (i > 0 ? QStringLiteral("z") : QString()) + QLatin1Char('M') + point(e);
        else if (e.isLineTo())
            d += QLatin1Char('L') + point(e);
        else
            d += (e.type == QPainterPath::CurveToElement ? QLatin1Char('C') : QLatin1Char(' ')) + point(e);
    }
    const QString rule
        = path.fillRule() == Qt::OddEvenFill ? QStringLiteral("evenodd") : QStringLiteral("nonzero");
    return QStringLiteral("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                          "<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n"
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"24\" height=\"24\" "
                          "viewBox=\"0 0 24 24\"><path fill-rule=\"%1\" d=\"%2z\"/></svg>\n")
        .arg(rule, d)
        .toUtf8();
}

} // namespace

/// SM_NEW_ICONS=1 writes the icons of the states anew after a shape was changed on purpose.
void FloorTest::iconsMatchTheShapes()
{
    const QStringList names{QStringLiteral("running"), QStringLiteral("finishing"),
        QStringLiteral("waiting-hsm"), QStringLiteral("waiting-card"), QStringLiteral("idle"),
        QStringLiteral("held"), QStringLiteral("fault"), QStringLiteral("maintenance"),
        QStringLiteral("offline"), QStringLiteral("warning")};
    for (int i = 0; i < int(names.size()); ++i) {
        const QPainterPath& shape = i <= int(TileState::Offline) ? stateShape(TileState(i)) : warningShape();
        QFile file(QStringLiteral(SM_SOURCE_DIR "/resources/icons/state-%1.svg").arg(names[i]));
        if (qEnvironmentVariableIsSet("SM_NEW_ICONS")) {
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(svgOf(shape));
            file.close();
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        QSvgRenderer svg(file.readAll());
        QVERIFY(svg.isValid());
        QImage fromIcon(96, 96, QImage::Format_Grayscale8);
        fromIcon.fill(Qt::white);
        QPainter icon(&fromIcon);
        svg.render(&icon, QRectF(0, 0, 96, 96));
        icon.end();
        QImage fromCode(96, 96, QImage::Format_Grayscale8);
        fromCode.fill(Qt::white);
        QPainter code(&fromCode);
        paintShape(code, shape, QRectF(0, 0, 96, 96), Qt::black);
        code.end();
        QVERIFY2(differing(fromIcon, fromCode) < 96 * 96 / 100, qPrintable(names[i]));
    }
}

QTEST_MAIN(FloorTest)
#include "tst_floor.moc"
