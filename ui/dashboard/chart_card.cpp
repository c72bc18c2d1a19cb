// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/chart_card.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QHBoxLayout>
#include <QPainter>

namespace sm {

ChartCard::ChartCard(const QString& name, const QString& title, const QString& definition, QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(this, 14, true))
    , m_note(new ElidedLabel(this))
    , m_empty(makeLabel(this, 13))
    , m_body(new QHBoxLayout)
{
    setObjectName(QStringLiteral("chart_") + name);
    setAccessibleName(title);
    setMinimumHeight(236);
    m_title->setText(title);
    m_title->setToolTip(definition);
    setToolTip(definition);
    m_note->setFont(uiFont(12));
    m_note->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 8);
    column->setSpacing(4);
    auto* head = new QHBoxLayout;
    head->setSpacing(12);
    head->addWidget(m_title);
    head->addWidget(m_note, 1);
    column->addLayout(head);
    m_body->setSpacing(8);
    column->addLayout(m_body, 1);
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_empty->hide();
    m_body->addWidget(m_empty, 1);
}

ChartPane* ChartCard::addPane(int stretch)
{
    ChartPane* pane = ChartPane::create(this);
    m_panes.append(pane);
    m_body->addWidget(pane, stretch);
    return pane;
}

void ChartCard::addSide(QWidget* widget, int stretch)
{
    m_body->addWidget(widget, stretch);
}

void ChartCard::setTitle(const QString& title)
{
    if (m_title->text() == title)
        return;
    m_title->setText(title);
    setAccessibleName(title);
}

void ChartCard::setNote(const QString& note)
{
    m_note->setFullText(note);
}

void ChartCard::setEmptyText(const QString& text)
{
    m_empty->setText(text);
    m_empty->setVisible(!text.isEmpty());
    for (ChartPane* pane : m_panes)
        pane->setVisible(text.isEmpty());
}

void ChartCard::setTheme(const Theme& theme)
{
    m_theme = theme;
    setTextColor(m_title, theme.text1);
    setTextColor(m_note, theme.text2);
    setTextColor(m_empty, theme.text2);
    m_tinted = false;
    bringUpToDate();
    update();
}

void ChartCard::setUpdate(std::function<void(ChartCard&)> update)
{
    m_update = std::move(update);
    bringUpToDate();
    if (m_update)
        this->update(); // painted when it comes into view
}

void ChartCard::bringUpToDate()
{
    if ((!m_update && m_tinted) || !isVisible() || visibleRegion().isEmpty())
        return;
    if (!std::exchange(m_tinted, true)) {
        for (ChartPane* pane : m_panes)
            pane->setTheme(m_theme);
    }
    if (!m_update)
        return;
    ++m_updates;
    std::exchange(m_update, nullptr)(*this);
}

void ChartCard::paintEvent(QPaintEvent*)
{
    if (m_update || !m_tinted) // painted, so it can be seen; its charts may not change within a paint
        QMetaObject::invokeMethod(this, &ChartCard::bringUpToDate, Qt::QueuedConnection);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme.kind == ThemeKind::Contrast ? m_theme.line : m_theme.panel, m_theme.border));
    painter.setBrush(m_theme.panel);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
}

} // namespace sm
