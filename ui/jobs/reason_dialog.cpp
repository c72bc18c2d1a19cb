// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/reason_dialog.h"

#include "ui/theme/widgets.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sm {

ReasonDialog::ReasonDialog(const ReasonQuestion& question, QWidget* parent)
    : QDialog(parent)
    , m_reason(new QComboBox(this))
{
    setObjectName(question.objectName);
    setWindowTitle(question.title);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    QLabel* heading = makeLabel(this, 17, true);
    heading->setText(question.heading);
    QLabel* text = makeLabel(this, 14);
    text->setObjectName(QStringLiteral("reasonText"));
    text->setWordWrap(true);
    text->setMinimumWidth(460);
    text->setText(question.text);
    QLabel* caption = makeLabel(this, 13);
    caption->setText(tr("&Reason (required)"));
    caption->setTextFormat(Qt::AutoText);
    m_reason->setEditable(question.ownWords);
    m_reason->setObjectName(QStringLiteral("reasonChoice"));
    m_reason->setMinimumHeight(32);
    if (question.ownWords)
        m_reason->addItem(QString(), QString());
    else
        m_reason->setPlaceholderText(tr("Choose a reason"));
    for (const auto& [code, words] : question.reasons)
        m_reason->addItem(words, code);
    if (question.ownWords)
        m_reason->lineEdit()->setPlaceholderText(tr("Choose a reason or write one"));
    else
        m_reason->setCurrentIndex(-1);
    caption->setBuddy(m_reason);
    auto* keep = makeRoomyButton(QStringLiteral("reasonKeep"), question.keep, this);
    keep->setProperty("primary", true);
    keep->setDefault(true);
    m_confirm = makeRoomyButton(QStringLiteral("reasonConfirm"), question.verb, this);
    m_confirm->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_confirm);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    for (QWidget* widget : std::initializer_list<QWidget*>{heading, text, caption, m_reason})
        column->addWidget(widget);
    column->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_reason, &QComboBox::currentTextChanged, this, &ReasonDialog::checkReason);
    checkReason();
    keep->setFocus();
}

QString ReasonDialog::reason() const
{
    const QString text = m_reason->currentText().trimmed();
    const int listed = m_reason->findText(text);
    const QString code = listed >= 0 ? m_reason->itemData(listed).toString() : QString();
    return code.isEmpty() ? text : code;
}

void ReasonDialog::checkReason()
{
    const bool given = !reason().isEmpty();
    setAvailable(m_confirm, given, given ? QString() : tr("Give a reason first."));
}

} // namespace sm
