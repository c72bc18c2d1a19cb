// SPDX-License-Identifier: GPL-3.0-or-later
// Keyboard, mouse and selection of the floor.
#include "ui/floor/floor_view.h"

#include <QAccessible>
#include <QGestureEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QRegularExpression>
#include <QRubberBand>
#include <QWheelEvent>

#include <cstdlib>

namespace sm {

namespace {

constexpr qint64 jumpMilliseconds = 1500;

std::optional<FloorStep> stepOf(const QKeyEvent& event)
{
    const bool control = event.modifiers().testFlag(Qt::ControlModifier);
    switch (event.key()) {
    case Qt::Key_Left:
        return FloorStep::Left;
    case Qt::Key_Right:
        return FloorStep::Right;
    case Qt::Key_Up:
        return FloorStep::Up;
    case Qt::Key_Down:
        return FloorStep::Down;
    case Qt::Key_Home:
        return control ? FloorStep::FloorStart : FloorStep::RowStart;
    case Qt::Key_End:
        return control ? FloorStep::FloorEnd : FloorStep::RowEnd;
    default:
        return std::nullopt;
    }
}

} // namespace

std::vector<StationId> FloorView::selection() const
{
    return {m_selected.begin(), m_selected.end()};
}

std::vector<const StationSnapshot*> FloorView::selectedStations() const
{
    std::vector<const StationSnapshot*> stations;
    for (int i = 0; i < m_model.count(); ++i) {
        if (m_selected.contains(m_model.id(i)))
            stations.push_back(&m_model.station(i));
    }
    return stations;
}

void FloorView::select(StationId station)
{
    if (const auto index = m_model.indexOf(station))
        moveFocus(*index, Qt::NoModifier);
}

std::optional<int> FloorView::firstMatch() const
{
    for (int i = 0; i < m_model.count(); ++i) {
        if (matches(m_model.station(i), m_filter, m_find))
            return i;
    }
    return std::nullopt;
}

void FloorView::clearSelection()
{
    m_selected.clear();
    updateAll();
    Q_EMIT selectionChanged();
}

bool FloorView::goToAlarm(bool forward)
{
    const int count = m_model.count();
    for (const bool faultsOnly : {true, false}) {
        for (int distance = 1; distance <= count; ++distance) {
            const int from = m_focus < 0 ? (forward ? -1 : count) : m_focus;
            const int index = ((from + (forward ? distance : -distance)) % count + count) % count;
            const TileBand band = m_model.look(index).band;
            if (band == TileBand::Fault || (!faultsOnly && band != TileBand::None)) {
                moveFocus(index, Qt::NoModifier);
                return true;
            }
        }
    }
    return false;
}

void FloorView::moveFocus(int index, Qt::KeyboardModifiers modifiers)
{
    m_focus = index;
    if (modifiers.testFlag(Qt::ShiftModifier)) {
        extendTo(index);
    } else if (!modifiers.testFlag(Qt::ControlModifier)) {
        m_selected = {m_model.id(index)};
        m_anchor = index;
    }
    updateAll();
    const QAccessibleInterface* spoken
        = QAccessible::isActive() ? QAccessible::queryAccessibleInterface(this) : nullptr;
    if (spoken && index < spoken->childCount()) { // a screen reader says the tile
        QAccessibleEvent focused(this, QAccessible::Focus);
        focused.setChild(index);
        QAccessible::updateAccessibility(&focused);
    }
    Q_EMIT contentRectWanted(tileRect(index).adjusted(-8, -8, 8, 8));
    Q_EMIT selectionChanged();
}

void FloorView::toggle(int index)
{
    const StationId id = m_model.id(index);
    if (m_selected.erase(id) == 0)
        m_selected.insert(id);
    m_focus = m_anchor = index;
    updateAll();
    Q_EMIT selectionChanged();
}

void FloorView::extendTo(int index)
{
    const int from = m_anchor < 0 ? index : m_anchor;
    m_selected.clear();
    for (int i = qMin(from, index); i <= qMax(from, index); ++i) {
        if (!marksOf(i).left) // what is not shown is not chosen
            m_selected.insert(m_model.id(i));
    }
}

void FloorView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_press = event->position().toPoint();
    m_pressed = true;
    const bool adds = event->modifiers().testFlag(Qt::ControlModifier);
    const int at = tileAt(m_press);
    const int index = at >= 0 && marksOf(at).left ? -1 : at;
    if (index >= 0 && adds)
        toggle(index);
    else if (index >= 0)
        moveFocus(index, event->modifiers());
    else if (!adds)
        clearSelection();
    m_beforeBand = adds ? m_selected : std::set<StationId>();
}

/// A drag draws a rubber band, wherever it began: full floors have little room between tiles to begin in.
void FloorView::mouseMoveEvent(QMouseEvent* event)
{
    constexpr int leastDrag = 12;
    const QPoint now = event->position().toPoint();
    if (!m_pressed || (now - m_press).manhattanLength() < leastDrag)
        return;
    if (!m_rubber)
        m_rubber = new QRubberBand(QRubberBand::Rectangle, this);
    const QRect band = QRect(m_press, now).normalized();
    m_rubber->setGeometry(band);
    m_rubber->show();
    selectWithin(band);
}

void FloorView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_pressed = false;
    if (m_rubber)
        m_rubber->hide();
}

void FloorView::selectWithin(const QRect& band)
{
    std::set<StationId> inside = m_beforeBand;
    for (int i = 0; i < m_model.count(); ++i) {
        if (tileRect(i).intersects(band) && !marksOf(i).left)
            inside.insert(m_model.id(i));
    }
    if (inside == m_selected)
        return;
    m_selected = std::move(inside);
    updateAll();
    Q_EMIT selectionChanged();
}

/// Two fingers on a touch screen or touch pad: one level of detail for each quarter of spread.
bool FloorView::pinch(QEvent* event)
{
    constexpr double spread = 1.25;
    if (event->type() == QEvent::NativeGesture) {
        const auto* native = static_cast<QNativeGestureEvent*>(event);
        if (native->gestureType() == Qt::BeginNativeGesture)
            m_pinched = 1;
        if (native->gestureType() != Qt::ZoomNativeGesture)
            return false;
        m_pinched *= 1 + native->value();
    } else {
        const auto* gesture
            = static_cast<QPinchGesture*>(static_cast<QGestureEvent*>(event)->gesture(Qt::PinchGesture));
        if (!gesture)
            return false;
        if (gesture->state() == Qt::GestureStarted)
            m_pinched = 1;
        m_pinched *= gesture->scaleFactor();
    }
    if (m_pinched > spread || m_pinched < 1 / spread) {
        zoom(m_pinched > 1 ? 1 : -1);
        m_pinched = 1;
    }
    return true;
}

void FloorView::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    // A touch pad sends many small steps: a notch of a wheel is 120.
    m_wheel += event->angleDelta().y();
    if (std::abs(m_wheel) < 120)
        return;
    zoom(m_wheel > 0 ? 1 : -1);
    m_wheel = 0;
}

bool FloorView::stepKey(QKeyEvent* event)
{
    const auto step = stepOf(*event);
    if (!step || m_model.count() == 0)
        return false;
    if (const auto index = neighbour(m_layout.tiles, m_focus, *step))
        moveFocus(*index, event->modifiers() & Qt::ShiftModifier);
    return true;
}

/// Collects "2-3" typed within a second and a half.
bool FloorView::jumpKey(const QString& text)
{
    static const QRegularExpression place(QStringLiteral("^(\\d{1,4})-(\\d{1,4})$"));
    if (text.size() != 1 || !(text[0].isDigit() || text[0] == QLatin1Char('-')))
        return false;
    if (!m_jumpAge.isValid() || m_jumpAge.elapsed() > jumpMilliseconds)
        m_jump.clear();
    m_jumpAge.start();
    m_jump += text;
    const auto match = place.match(m_jump);
    if (match.hasMatch()) {
        StationId id;
        id.machine = match.captured(1).toUShort();
        id.station = match.captured(2).toUShort();
        select(id);
    }
    return true;
}

void FloorView::keyPressEvent(QKeyEvent* event)
{
    if (stepKey(event))
        return;
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_focus < 0)
            return;
        if (m_selected.empty())
            moveFocus(m_focus, Qt::NoModifier);
        Q_EMIT activated();
        return;
    case Qt::Key_Space:
        if (m_focus >= 0)
            toggle(m_focus);
        return;
    case Qt::Key_Escape:
        clearSelection();
        return;
    case Qt::Key_H:
        Q_EMIT holdOrResumeRequested();
        return;
    case Qt::Key_X:
        Q_EMIT rejectRequested();
        return;
    case Qt::Key_T:
        Q_EMIT traceRequested();
        return;
    default:
        if (!jumpKey(event->text()))
            QWidget::keyPressEvent(event);
    }
}

void FloorView::focusInEvent(QFocusEvent*)
{
    if (m_focus < 0 && m_model.count() > 0)
        m_focus = 0;
    updateAll();
}

void FloorView::focusOutEvent(QFocusEvent*)
{
    updateAll();
}

} // namespace sm
