// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_field.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QVBoxLayout>

namespace sm {

namespace {

constexpr int inputHeight = 32;

void put(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

} // namespace

SetupField::SetupField(const QString& caption, QWidget* input, QWidget* parent)
    : QWidget(parent)
    , m_caption(makeLabel(this, 13))
    , m_input(input)
    , m_hint(makeLabel(this, 12))
    , m_error(makeLabel(this, 13, true))
{
    m_caption->setText(caption);
    m_caption->setBuddy(input);
    input->setParent(this);
    input->setAccessibleName(caption);
    input->setMinimumHeight(px(inputHeight));
    m_hint->setWordWrap(true);
    m_hint->setObjectName(input->objectName() + QStringLiteral("Hint"));
    m_error->setWordWrap(true);
    m_error->setContentsMargins(px(8), px(4), px(8), px(4));
    m_error->setObjectName(input->objectName() + QStringLiteral("Error"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(3));
    for (QWidget* part : std::initializer_list<QWidget*>{m_caption, input, m_hint, m_error})
        column->addWidget(part);
    m_hint->hide();
    m_error->hide();
}

void SetupField::setTheme(const Theme& theme)
{
    setTextColor(m_caption, theme.text2);
    setTextColor(m_hint, theme.text2);
    setBackground(m_error, theme.fault.fill);
    setTextColor(m_error, theme.fault.text);
}

void SetupField::setHint(const QString& text)
{
    put(m_hint, text);
}

void SetupField::setError(const QString& text)
{
    put(m_error, text);
    m_input->setAccessibleDescription(text); // who does not see it hears it with the field
}

QString SetupField::error() const
{
    return m_error->text();
}

} // namespace sm
