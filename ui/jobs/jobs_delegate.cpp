// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/jobs_delegate.h"

#include "ui/jobs/jobs_model.h"

#include <QPainter>
#include <QPainterPath>

namespace sm {

namespace {

constexpr int barHeight = 8;
constexpr int markWidth = 18;

} // namespace

void JobsDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QStyleOptionViewItem cell = option;
    cell.state &= ~QStyle::State_HasFocus; // the row is what is chosen, not a cell
    if (cell.state & QStyle::State_Selected && index.column() == 0) {
        QStyledItemDelegate::paint(painter, cell, index);
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(3, option.rect.height())), m_theme.attention.edge);
    } else if (index.column() == JobsModel::Progress && index.data(JobsModel::fractionRole).isValid()) {
        if (cell.state & QStyle::State_Selected)
            painter->fillRect(option.rect, option.palette.highlight());
        const bool chosen = cell.state.testFlag(QStyle::State_Selected); // which is as grey as the track
        paintProgress(painter, option.rect, chosen ? m_theme.panel : m_theme.track,
            index.data(JobsModel::fractionRole).toDouble(), index.data(Qt::DisplayRole).toString());
    } else if (index.data(JobsModel::decideRole).toBool()) {
        if (cell.state & QStyle::State_Selected)
            painter->fillRect(option.rect, option.palette.highlight());
        paintMark(painter, option.rect);
        cell.rect.setLeft(cell.rect.left() + markWidth);
        QStyledItemDelegate::paint(painter, cell, index);
    } else {
        QStyledItemDelegate::paint(painter, cell, index);
    }
    painter->setPen(QPen(m_theme.line, 1));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
}

void JobsDelegate::paintProgress(
    QPainter* painter, const QRect& box, const QColor& track, double fraction, const QString& text) const
{
    const int textWidth = painter->fontMetrics().horizontalAdvance(QStringLiteral("100 %")) + 6;
    QRect bar(box.left() + 6, box.center().y() - barHeight / 2, box.width() - textWidth - 12, barHeight);
    painter->setPen(Qt::NoPen);
    if (bar.width() > 0) {
        painter->fillRect(bar, track);
        bar.setWidth(int(bar.width() * qBound(0.0, fraction, 1.0)));
        painter->fillRect(bar, m_theme.running);
    }
    painter->setPen(m_theme.text1);
    painter->drawText(QRect(box.right() - textWidth - 2, box.top(), textWidth, box.height()),
        Qt::AlignRight | Qt::AlignVCenter, text);
}

void JobsDelegate::paintMark(QPainter* painter, const QRect& box) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QPointF at(box.left() + 12, box.center().y());
    QPainterPath triangle(at + QPointF(0, -6));
    triangle.lineTo(at + QPointF(7, 6));
    triangle.lineTo(at + QPointF(-7, 6));
    triangle.closeSubpath();
    painter->setPen(QPen(m_theme.warning.edge, 1));
    painter->setBrush(m_theme.warning.fill);
    painter->drawPath(triangle);
    painter->setPen(QPen(m_theme.warning.text, 1.6));
    painter->drawLine(at + QPointF(0, -1.5), at + QPointF(0, 2));
    painter->drawPoint(at + QPointF(0, 4.2));
    painter->restore();
}

} // namespace sm
