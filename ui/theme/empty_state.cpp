// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/empty_state.h"

#include "ui/theme/widgets.h"

#include <QHBoxLayout>

namespace sm {

EmptyState::EmptyState(QWidget* parent)
    : QWidget(parent)
    , m_text(makeLabel(this, 16))
    , m_buttons(new QHBoxLayout)
{
    setObjectName(QStringLiteral("emptyState"));
    m_text->setObjectName(QStringLiteral("emptyStateText"));
    m_text->setWordWrap(true);
    m_text->setAlignment(Qt::AlignCenter);
    m_buttons->setSpacing(8);
    m_buttons->addStretch(1);
    m_buttons->addStretch(1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(32, 32, 32, 32);
    column->setSpacing(16);
    column->addStretch(1);
    column->addWidget(m_text);
    column->addLayout(m_buttons);
    column->addStretch(1);
}

void EmptyState::setTheme(const Theme& theme)
{
    setBackground(this, theme.window);
    setTextColor(m_text, theme.text2);
}

void EmptyState::setText(const QString& text)
{
    m_text->setText(text);
    setAccessibleName(text);
}

QPushButton* EmptyState::addButton(const QString& objectName, const QString& text, bool primary)
{
    QPushButton* button = makeButton(objectName, text, this);
    button->setProperty("primary", primary);
    m_buttons->insertWidget(m_buttons->count() - 1, button);
    return button;
}

} // namespace sm
