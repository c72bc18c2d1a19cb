// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_delegate.h"

#include "ui/floor/state_shapes.h"
#include "ui/theme/fonts.h"
#include "ui/trace/trace_model.h"

#include <QPainter>

namespace sm {

namespace {

constexpr int shapeSize = 14;
constexpr int bar = 3;

bool isMono(int column)
{
    return column == TraceModel::Card || column == TraceModel::Command || column == TraceModel::Data;
}

} // namespace

void TraceDelegate::paint(
    QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const auto* model = static_cast<const TraceModel*>(index.model());
    const TraceRow* row = model->rowAt(index.row());
    if (row && row->isSeparator())
        return; // the table draws its band over the whole width
    const bool selected = (option.state & QStyle::State_Selected) != 0;
    if (selected)
        painter->fillRect(option.rect, m_theme.track);
    if (selected && index.column() == 0)
        painter->fillRect(
            QRect(option.rect.topLeft(), QSize(bar, option.rect.height())), m_theme.attention.fill);
    const bool failed = row && row->failed();
    const bool warned = row && row->warns();
    QRect text = option.rect.adjusted(6, 0, -6, 0);
    if (index.column() == TraceModel::Number) {
        text.adjust(shapeSize + 4, 0, 0, 0);
        const QRectF where(
            option.rect.left() + 6, option.rect.center().y() - shapeSize / 2.0 + 1, shapeSize, shapeSize);
        if (failed)
            paintShape(*painter, stateShape(TileState::Fault), where, m_theme.fault.edge);
        else if (warned)
            paintShape(*painter, warningShape(), where, m_theme.warning.edge);
    }
    const bool loud
        = failed && (index.column() == TraceModel::Result || index.column() == TraceModel::Command);
    painter->setFont(isMono(index.column()) ? monoFont(12, loud) : uiFont(13, loud));
    const bool dim = !row || index.column() == TraceModel::Number || index.column() == TraceModel::Time
        || index.column() == TraceModel::Size;
    painter->setPen(failed && index.column() == TraceModel::Result ? m_theme.fault.edge
            : warned && index.column() == TraceModel::Result       ? m_theme.warning.edge
            : dim                                                  ? m_theme.text2
                                                                   : m_theme.text1);
    const QString shown = painter->fontMetrics().elidedText(
        index.data(Qt::DisplayRole).toString(), Qt::ElideRight, text.width());
    painter->drawText(text, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, shown);
}

} // namespace sm
