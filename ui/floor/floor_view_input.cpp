// SPDX-License-Identifier: GPL-3.0-or-later
// Keyboard, mouse and selection of the floor.
#include "ui/floor/floor_view.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QWheelEvent>

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
    Q_EMIT contentRectWanted(m_layout.tiles[size_t(index)].adjusted(-8, -8, 8, 8));
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
    for (int i = qMin(from, index); i <= qMax(from, index); ++i)
        m_selected.insert(m_model.id(i));
}

void FloorView::mousePressEvent(QMouseEvent* event)
{
    const int index = tileAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton)
        return;
    if (index < 0)
        clearSelection();
    else if (event->modifiers().testFlag(Qt::ControlModifier))
        toggle(index);
    else
        moveFocus(index, event->modifiers());
}

void FloorView::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    if (event->angleDelta().y() != 0)
        zoom(event->angleDelta().y() > 0 ? 1 : -1);
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
