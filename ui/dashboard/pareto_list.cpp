// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/pareto_list.h"

#include "ui/dashboard/dashboard_charts.h"
#include "ui/dashboard/metric_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace sm {

ParetoList::ParetoList(QWidget* parent)
    : QWidget(parent)
{
    setMinimumWidth(180);
    setCursor(Qt::PointingHandCursor);
    setObjectName(QStringLiteral("dashParetoList"));
    setFocusPolicy(Qt::TabFocus);
    setAccessibleName(tr("No rejects in this range."));
}

void ParetoList::setHistory(const History& history)
{
    m_rows.clear();
    qint64 rest = 0;
    for (size_t i = 0; i < history.rejects.size(); ++i) {
        const HistoryReject& reject = history.rejects[i];
        if (i < paretoBars)
            m_rows.append(
                {QStringLiteral("%1  %2").arg(i + 1).arg(rejectText(reject.failure)), grouped(reject.cards)});
        else
            rest += reject.cards;
    }
    if (rest > 0)
        m_rows.append({tr("other"), grouped(rest)});
    QStringList spoken;
    for (const Row& row : m_rows)
        spoken.append(row.name + QLatin1Char(' ') + row.count);
    setAccessibleName(spoken.isEmpty() ? tr("No rejects in this range.") : spoken.join(QStringLiteral("; ")));
    update();
}

void ParetoList::setTheme(const Theme& theme)
{
    m_theme = theme;
    update();
}

int ParetoList::rowHeight() const
{
    return qMin(24, height() / qMax(1, int(m_rows.size())));
}

int ParetoList::rowAt(int y) const
{
    const int row = y / qMax(1, rowHeight());
    return row < m_rows.size() ? row : -1;
}

void ParetoList::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const QFont font = uiFont(12);
    painter.setFont(font);
    const QFontMetrics metrics(font);
    if (m_rows.isEmpty()) {
        painter.setPen(m_theme.text2);
        painter.drawText(rect(), Qt::AlignCenter, tr("No rejects in this range."));
        return;
    }
    for (int i = 0; i < m_rows.size(); ++i) {
        const QRect row(0, i * rowHeight(), width(), rowHeight());
        const int number = metrics.horizontalAdvance(m_rows[i].count) + 8;
        painter.setPen(m_theme.text2);
        painter.drawText(row.adjusted(0, 0, -number, 0), Qt::AlignVCenter | Qt::AlignLeft,
            metrics.elidedText(m_rows[i].name, Qt::ElideRight, row.width() - number));
        painter.setPen(m_theme.text1);
        painter.drawText(row, Qt::AlignVCenter | Qt::AlignRight, m_rows[i].count);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(m_theme.attention.edge, 2));
            painter.drawRect(row.adjusted(1, 1, -1, -1));
        }
    }
}

void ParetoList::keyPressEvent(QKeyEvent* event)
{
    const int last = int(m_rows.size()) - 1;
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        m_current = qBound(0, m_current + (event->key() == Qt::Key_Down ? 1 : -1), qMax(0, last));
        update();
        return;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        if (m_current <= last)
            Q_EMIT clicked(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void ParetoList::focusInEvent(QFocusEvent*)
{
    update();
}

void ParetoList::focusOutEvent(QFocusEvent*)
{
    update();
}

void ParetoList::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos().y());
    if (row >= 0)
        Q_EMIT clicked(row);
}

bool ParetoList::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos().y());
    QToolTip::showText(help->globalPos(), row >= 0 ? m_rows[row].name : QString(), this);
    return true;
}

} // namespace sm
