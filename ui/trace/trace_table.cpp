// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_table.h"

#include "ui/floor/state_shapes.h"
#include "ui/theme/fonts.h"
#include "ui/trace/trace_delegate.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_text.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

namespace sm {

namespace {

constexpr int foldWidth = 28;

bool movesUp(int key)
{
    return key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp || key == Qt::Key_PageDown
        || key == Qt::Key_Home;
}

} // namespace

TraceTable::TraceTable(TraceModel* model, QWidget* parent)
    : SafeTableView(rowHeight, parent)
    , m_model(model)
    , m_delegate(new TraceDelegate(this))
{
    setObjectName(QStringLiteral("traceTable"));
    setAccessibleName(tr("Commands and answers"));
    setItemDelegate(m_delegate);
    setVerticalScrollMode(ScrollPerItem);
    setHorizontalScrollMode(ScrollPerPixel);
    setModel(model);
    QHeaderView* header = horizontalHeader();
    header->setFixedHeight(28);
    header->setMinimumSectionSize(40);
    header->setSectionsMovable(true);
    const int widths[] = {78, 84, 64, 60, 190, 250, 152, 188, 56, 60};
    for (int column = 0; column < int(TraceModel::ColumnCount); ++column)
        header->resizeSection(column, widths[column]);
    for (const int column : {TraceModel::Step, TraceModel::Command})
        header->setSectionResizeMode(column, QHeaderView::Stretch);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        if (verticalScrollBar()->sliderPosition() < verticalScrollBar()->maximum())
            Q_EMIT taken();
    });
}

void TraceTable::setTheme(const Theme& theme)
{
    m_theme = theme;
    m_delegate->setTheme(theme);
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    setPalette(rows);
    viewport()->update();
}

void TraceTable::paintEvent(QPaintEvent* event)
{
    QElapsedTimer timer;
    timer.start();
    SafeTableView::paintEvent(event);
    QPainter painter(viewport());
    const int first = rowAt(0);
    for (int row = first; row >= 0 && row < m_model->rowCount(); ++row) {
        const int y = rowViewportPosition(row);
        if (y >= viewport()->height())
            break;
        const TraceRow* entry = m_model->rowAt(row);
        if (entry && entry->isSeparator())
            paintBand(painter, row, QRect(0, y, viewport()->width(), rowHeight));
    }
    m_lastPaint = double(timer.nsecsElapsed()) / 1e6;
}

void TraceTable::paintBand(QPainter& painter, int row, const QRect& where)
{
    const TraceRow& entry = *m_model->rowAt(row);
    const bool selected = selectionModel()->isRowSelected(row, {});
    painter.fillRect(where, selected ? m_theme.track : m_theme.tile);
    painter.fillRect(QRect(where.topLeft(), QSize(where.width(), 1)), m_theme.line);
    if (selected)
        painter.fillRect(QRect(where.topLeft(), QSize(3, where.height())), m_theme.attention.fill);
    const bool starts = entry.kind == TraceKind::CardStarted;
    if (starts) {
        const bool folded = m_folded && m_folded->contains(entry.attempt.value);
        const QPointF c(16, where.center().y() + 0.5);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.text2);
        painter.drawPolygon(folded ? QPolygonF({c + QPointF(-3, -5), c + QPointF(4, 0), c + QPointF(-3, 5)})
                                   : QPolygonF({c + QPointF(-5, -3), c + QPointF(5, -3), c + QPointF(0, 4)}));
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
    }
    const bool bad = !starts && entry.verdict != TraceVerdict::Good;
    if (bad)
        paintShape(painter, stateShape(TileState::Fault), QRectF(9, where.center().y() - 6, 14, 14),
            m_theme.fault.edge);
    painter.setFont(uiFont(12, starts || bad));
    painter.setPen(bad ? m_theme.fault.edge : starts ? m_theme.text1 : m_theme.text2);
    const QString time
        = QDateTime::fromMSecsSinceEpoch(entry.time / 1000).toString(QStringLiteral("HH:mm:ss"));
    const QRect text = where.adjusted(foldWidth + 2, 0, -10, 0);
    const QString shown = painter.fontMetrics().elidedText(
        time + QStringLiteral("   ") + separatorText(entry), Qt::ElideRight, text.width());
    painter.drawText(text, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine, shown);
}

void TraceTable::wheelEvent(QWheelEvent* event)
{
    if (event->angleDelta().y() > 0 || event->pixelDelta().y() > 0)
        Q_EMIT taken();
    SafeTableView::wheelEvent(event);
}

bool TraceTable::foldAt(int row)
{
    const TraceRow* entry = m_model->rowAt(row);
    if (!entry || entry->kind != TraceKind::CardStarted)
        return false;
    Q_EMIT foldRequested(entry->attempt.value);
    return true;
}

void TraceTable::mousePressEvent(QMouseEvent* event)
{
    Q_EMIT taken();
    if (event->position().x() < foldWidth && foldAt(rowAt(event->position().toPoint().y())))
        return;
    SafeTableView::mousePressEvent(event);
}

void TraceTable::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_End) {
        Q_EMIT endRequested();
        return;
    }
    if (movesUp(event->key()))
        Q_EMIT taken();
    const bool fold = event->key() == Qt::Key_Space || event->key() == Qt::Key_Return;
    if (fold && foldAt(currentIndex().row()))
        return;
    if (event->key() == Qt::Key_Home) { // the row, not the column
        setCurrentIndex(m_model->index(0, 0));
        return;
    }
    SafeTableView::keyPressEvent(event);
}

void TraceTable::makeCurrent()
{
    // Quietly: a first row that is current is no choice of the user's.
    selectionModel()->setCurrentIndex(m_model->index(0, 0), QItemSelectionModel::NoUpdate);
}

} // namespace sm
