// SPDX-License-Identifier: GPL-3.0-or-later
// How tiles look: shapes, colours, texts at every level of detail.
#include "color_difference.h"
#include "fake_server.h"
#include "text_recorder.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/floor/state_shapes.h"
#include "ui/floor/tile_painter.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"

#include <QDirIterator>
#include <QImage>
#include <QLabel>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgRenderer>
#include <QTest>

using namespace sm;

namespace {

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

class FloorLookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ux13ShapesDiffer();
    void ux18ColorsAreReadable();
    void colorsOnlyInTheme();
    void everyLodPaints();
    void ux14EveryTileSaysItsState();
    void lostLinkSaysWhatToDoOnItsTile();
    void ux19StateColorsStayApart();
    void ux20StatesAreToldWithoutColor();
    void textGrowsWithoutClipping();
    void iconsMatchTheShapes();
};

void FloorLookTest::ux13ShapesDiffer()
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

void FloorLookTest::ux18ColorsAreReadable()
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

void FloorLookTest::colorsOnlyInTheme()
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

void FloorLookTest::everyLodPaints()
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

void FloorLookTest::ux14EveryTileSaysItsState()
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
            const bool said = recorder.texts().contains(longText) || recorder.texts().contains(shortText);
            const bool alarm = look.band != TileBand::None;
            if (lod >= 2 || alarm)
                QVERIFY2(said,
                    qPrintable(QStringLiteral("LOD %1, %2: %3")
                                   .arg(lod)
                                   .arg(longText, recorder.texts().join(QLatin1Char('|')))));
        }
    }
}

void FloorLookTest::lostLinkSaysWhatToDoOnItsTile()
{
    StationSnapshot station = stationIn(TileState::Offline, false);
    station.cardTail.clear();
    station.link = QStringLiteral("tls: ACS ACR39U");
    station.linkState = StationLinkState::Lost;
    const TileLook look = lookOf(station, TileLook());
    QVERIFY(look != lookOf(stationIn(TileState::Offline, false), TileLook()));
    const std::pair<int, QSize> tiles[]{{2, {113, 107}}, {3, {180, 137}}, {4, {276, 195}}};
    for (const auto& [lod, size] : tiles) {
        TextRecorder recorder(size);
        {
            QPainter painter(&recorder);
            TilePainter(Theme::of(ThemeKind::Light), lod, size, 1)
                .paint(painter, QRect(QPoint(), size), look, {});
        }
        const QString said = recorder.texts().join(QLatin1Char(' ')).simplified();
        QVERIFY2(said.contains(QStringLiteral("Link lost")), qPrintable(said));
        QVERIFY2(
            said.contains(QStringLiteral("Check the station's computer and its network.")), qPrintable(said));
    }
}

void FloorLookTest::ux19StateColorsStayApart()
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

void FloorLookTest::ux20StatesAreToldWithoutColor()
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

void FloorLookTest::textGrowsWithoutClipping()
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

/// SM_NEW_ICONS=1 writes the icons of the states anew after a shape was changed on purpose.
void FloorLookTest::iconsMatchTheShapes()
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

QTEST_MAIN(FloorLookTest)
#include "tst_floor_look.moc"
