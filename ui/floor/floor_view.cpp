// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/floor_view.h"

#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QPaintEvent>
#include <QPainter>
#include <QToolTip>

#include <ctime>

namespace sm {

namespace {

double threadMilliseconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return double(time.tv_sec) * 1e3 + double(time.tv_nsec) / 1e6;
}

} // namespace

FloorView::FloorView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("floorView"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setFocusPolicy(Qt::StrongFocus);
    grabGesture(Qt::PinchGesture);
    setAccessibleName(tr("Floor"));
    setAccessibleDescription(tr("Stations of all machines. Arrow keys move, Enter opens a station."));
}

void FloorView::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_painter.reset();
    if (m_scale != textScale())
        relayout();
    updateAll();
}

QRect FloorView::toView(const QRect& rect) const
{
    if (m_scale == 1)
        return rect;
    return QRectF(rect.x() * m_scale, rect.y() * m_scale, rect.width() * m_scale, rect.height() * m_scale)
        .toAlignedRect();
}

QRect FloorView::toLayout(const QRect& rect) const
{
    if (m_scale == 1)
        return rect;
    return QRectF(rect.x() / m_scale, rect.y() / m_scale, rect.width() / m_scale, rect.height() / m_scale)
        .toAlignedRect();
}

void FloorView::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    const FloorChange change = m_model.apply(std::move(snapshot));
    if (change.structure) {
        m_focus = -1;
        m_anchor = -1;
        relayout();
        adjustBlinking();
        return;
    }
    // A filter follows the states, so that a tile may fade though its own picture is the same: its look has
    // changed then.
    for (const int index : change.tiles)
        updateTile(index);
    for (const int machine : change.machines)
        update(toView(headerOf(machine)));
    if (!change.tiles.empty())
        adjustBlinking();
    if (m_blinkDue)
        updateBlinking();
    m_sinceLook.start();
}

/// 1.5 Hz, the usual rate for alarms and below WCAG's three flashes a second.
void FloorView::adjustBlinking()
{
    constexpr int halfPeriod = 333;
    bool wanted = false;
    for (int i = 0; i < m_model.count() && !wanted; ++i)
        wanted = m_model.look(i).unacknowledged;
    wanted = wanted && isVisible() && !m_reduceMotion;
    if (wanted == m_blink.isActive())
        return;
    m_blinkOff = false;
    wanted ? m_blink.start(halfPeriod, this) : m_blink.stop();
}

void FloorView::timerEvent(QTimerEvent* event)
{
    if (event->timerId() != m_blink.timerId()) {
        QWidget::timerEvent(event);
        return;
    }
    m_blinkOff = !m_blinkOff;
    // While looks come often, blinking goes with the next one: a picture of its own would be one more paint.
    constexpr int often = 120;
    m_blinkDue = true;
    if (!m_sinceLook.isValid() || m_sinceLook.elapsed() > often)
        updateBlinking();
}

void FloorView::updateBlinking()
{
    m_blinkDue = false;
    for (int i = 0; i < m_model.count(); ++i) {
        if (m_model.look(i).unacknowledged)
            updateTile(i);
    }
}

void FloorView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    adjustBlinking();
}

void FloorView::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    m_blink.stop();
}

void FloorView::setReduceMotion(bool reduce)
{
    m_reduceMotion = reduce;
    adjustBlinking();
    updateAll();
}

void FloorView::setOnlyMatching(bool only)
{
    m_onlyMatching = only;
    updateAll();
}

void FloorView::setFilter(FloorFilter filter, const QString& find)
{
    m_filter = filter;
    m_find = find;
    updateAll();
}

void FloorView::setArea(QSize area)
{
    if (area == m_area)
        return;
    m_area = area;
    relayout();
}

void FloorView::relayout()
{
    m_scale = textScale();
    const QSize area(int(m_area.width() / m_scale), int(m_area.height() / m_scale));
    FloorLayout best = layOutFloor(area, m_model.stationsPerMachine(), m_zoom);
    // A line that comes or a panel that opens must not move a station to another row: the shape of the floor
    // changes with the window only, unless the stations could say more in another one.
    if (!m_zoom && window()->size() == m_shapedFor && m_scale == m_shapedScale) {
        const auto kept = refitFloor(area, m_model.stationsPerMachine(), m_layout);
        if (kept && kept->grid.lod >= best.grid.lod)
            best = *kept;
    }
    m_layout = std::move(best);
    m_shapedFor = isVisible() ? window()->size() : QSize();
    m_shapedScale = m_scale;
    m_painter.reset();
    resize(toView(QRect(QPoint(), m_layout.content)).size().expandedTo(m_area));
    updateAll();
    Q_EMIT layoutChanged();
}

void FloorView::setZoomLevel(std::optional<int> level)
{
    if (level == m_zoom)
        return;
    m_zoom = level;
    relayout();
    Q_EMIT zoomChanged();
}

void FloorView::zoom(int steps)
{
    const int next = qBound(0, lod() + steps, 4);
    if (next == lod())
        return;
    m_zoom = next;
    relayout();
    if (m_focus >= 0)
        Q_EMIT contentRectWanted(tileRect(m_focus));
    Q_EMIT zoomChanged();
}

void FloorView::resetZoom()
{
    m_zoom.reset();
    relayout();
    Q_EMIT zoomChanged();
}

void FloorView::updateTile(int index)
{
    const QRect& tile = m_layout.tiles[size_t(index)];
    const TileMarks marks = marksOf(index);
    const int out = marks.selected || marks.focused ? TilePainter::ringWidth : 0;
    update(toView(tile.adjusted(-out, -out, out, out)));
}

void FloorView::updateAll()
{
    update();
}

TileMarks FloorView::marksOf(int index) const
{
    TileMarks marks;
    marks.selected = m_selected.contains(m_model.id(index));
    marks.focused = hasFocus() && index == m_focus;
    if (m_filter != FloorFilter::All || !m_find.isEmpty())
        marks.dimmed = !matches(m_model.station(index), m_filter, m_find);
    marks.left = marks.dimmed && m_onlyMatching;
    if (m_model.look(index).unacknowledged) {
        marks.bandGone = m_blink.isActive() && m_blinkOff;
        marks.doubleBorder = m_reduceMotion;
    }
    return marks;
}

void FloorView::paintEvent(QPaintEvent* event)
{
    QElapsedTimer timer;
    timer.start();
    const double before = threadMilliseconds();
    QPainter painter(this);
    QRegion region = event->region();
    if (m_scale != 1) {
        painter.scale(m_scale, m_scale);
        QRegion inLayout;
        for (const QRect& rect : region)
            inLayout += toLayout(rect).adjusted(-1, -1, 1, 1);
        region = inLayout;
    }
    paintBackground(painter, region);
    if (m_model.count() > 0) {
        if (!m_painter)
            m_painter = std::make_unique<TilePainter>(
                m_theme, lod(), m_layout.grid.tile, devicePixelRatioF() * m_scale);
        for (int i = 0; i < m_model.count(); ++i) {
            const QRect& tile = m_layout.tiles[size_t(i)];
            const int out = TilePainter::ringWidth;
            if (!region.intersects(tile.adjusted(-out, -out, out, out)))
                continue;
            const TileMarks marks = marksOf(i);
            if (!marks.left)
                m_painter->paint(painter, tile, m_model.look(i), marks);
        }
    }
    m_costs.add(threadMilliseconds() - before);
    m_frames.add(double(timer.nsecsElapsed()) / 1e6);
}

void FloorView::paintBackground(QPainter& painter, const QRegion& region)
{
    for (const QRect& rect : region)
        painter.fillRect(rect, m_theme.window);
    for (size_t i = 0; i < m_layout.blocks.size(); ++i) {
        if (region.intersects(m_layout.blocks[i]))
            paintMachine(painter, int(i), region);
    }
}

QRect FloorView::headerOf(int machine) const
{
    const QRect& block = m_layout.blocks[size_t(machine)];
    const FloorMetrics& metrics = m_layout.metrics;
    return {block.left() + metrics.padding, block.top() + metrics.padding / 2,
        block.width() - 2 * metrics.padding, metrics.header + metrics.padding / 2};
}

void FloorView::paintMachine(QPainter& painter, int machine, const QRegion& region)
{
    const QRect& block = m_layout.blocks[size_t(machine)];
    const FloorMetrics& metrics = m_layout.metrics;
    painter.fillRect(block, m_theme.line);
    const int edge = m_theme.border;
    painter.fillRect(block.adjusted(edge, edge, -edge, -edge), m_theme.panel);
    const QRect header = headerOf(machine);
    if (!region.intersects(header))
        return;
    const bool roomy = metrics.header > 24;
    const MachineLook& look = m_model.machine(machine);
    const QFont titleFont = plainUiFont(roomy ? 16 : lod() >= 2 ? 13 : 12, true);
    painter.setFont(titleFont);
    painter.setPen(m_theme.text1);
    const QString title = titleThatFits(look, QFontMetrics(titleFont), header.width());
    painter.drawText(header, Qt::AlignLeft | Qt::AlignVCenter, title);
    const QFont figuresFont = plainUiFont(roomy ? 13 : 12);
    const int left = QFontMetrics(titleFont).horizontalAdvance(title) + 24;
    painter.setFont(figuresFont);
    painter.setPen(m_theme.text2);
    painter.drawText(header, Qt::AlignRight | Qt::AlignVCenter,
        figuresThatFit(look, QFontMetrics(figuresFont), header.width() - left));
}

int FloorView::tileAt(QPoint widgetPoint) const
{
    const QPoint point = (QPointF(widgetPoint) / m_scale).toPoint();
    for (size_t i = 0; i < m_layout.tiles.size(); ++i) {
        if (m_layout.tiles[i].contains(point))
            return int(i);
    }
    return -1;
}

bool FloorView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        return showTip(help->pos(), help->globalPos());
    }
    if (event->type() == QEvent::Gesture || event->type() == QEvent::NativeGesture)
        return pinch(event) || QWidget::event(event);
    return QWidget::event(event);
}

bool FloorView::showTip(const QPoint& at, const QPoint& global)
{
    const int index = tileAt(at);
    if (index >= 0) {
        QToolTip::showText(global, stationSummary(m_model.station(index)), this, tileRect(index));
        return true;
    }
    for (size_t i = 0; i < m_layout.blocks.size(); ++i) {
        if (toView(m_layout.blocks[i]).contains(at)) {
            const MachineLook& look = m_model.machine(int(i));
            QToolTip::showText(global, look.title + QLatin1Char('\n') + look.figures, this);
            return true;
        }
    }
    QToolTip::hideText();
    return true;
}

} // namespace sm
