// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/key_dialog.h"

#include "ui/keys/hsm_text.h"
#include "ui/text/failure_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>

#include <algorithm>

namespace sm {

namespace {

constexpr int rowHeight = 32;
constexpr int leastWidth = 560;

} // namespace

KeyName chosenKey(const QComboBox* choice)
{
    const QStringList parts = choice->currentData().toStringList();
    return parts.size() == 2 ? KeyName{parts[0], parts[1].toUInt()} : KeyName{};
}

int numberOf(const QComboBox* choice)
{
    return choice->currentData().toInt();
}

KeyDialog::KeyDialog(const QString& objectName, std::shared_ptr<const Snapshot> snapshot, QWidget* parent)
    : QDialog(parent)
    , m_snapshot(std::move(snapshot))
    , m_column(new QVBoxLayout(this))
{
    setObjectName(objectName);
    m_column->setContentsMargins(px(20), px(16), px(20), px(16));
    m_column->setSpacing(px(12));
    m_heading = makeText("keyHeading", 17, true);
    m_text = makeText("keyText", 14);
    m_column->addWidget(m_heading);
    m_column->addWidget(m_text);
    m_message = makeText("keyMessage", 13, true);
    m_message->setContentsMargins(px(10), px(6), px(10), px(6));
    m_message->hide();
    m_cancel = makeRoomyButton(QStringLiteral("keyCancel"), tr("Cancel"), this);
    m_cancel->setAutoDefault(false);
    m_confirm = makeRoomyButton(QStringLiteral("keyConfirm"), QString(), this);
    m_confirm->setProperty("primary", true);
    m_confirm->setDefault(true);
    m_buttons = new QHBoxLayout;
    m_buttons->addWidget(m_cancel);
    m_buttons->addStretch(1);
    m_buttons->addWidget(m_confirm);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    setMinimumWidth(px(leastWidth));
}

void KeyDialog::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(m_message, theme.fault.fill);
    setTextColor(m_message, theme.fault.text);
    setTextColor(m_text, theme.text1);
}

void KeyDialog::refused(const Failure& why)
{
    const FailureText text = failureText(why);
    say(QStringList{text.sentence, text.cause, text.action}.join(QLatin1Char(' ')));
}

void KeyDialog::say(const QString& text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
}

const std::vector<HsmKeyFigures>& KeyDialog::keys() const
{
    static const std::vector<HsmKeyFigures> none;
    return m_snapshot && m_snapshot->hsms.keys ? *m_snapshot->hsms.keys : none;
}

QStringList KeyDialog::devices(const HsmKeyFigures* holding) const
{
    QStringList names;
    for (const HsmFigures& hsm : m_snapshot->hsms.devices) {
        if (hsm.orders == KeyOrderLine::Up && (!holding || holding->devices.contains(hsm.name)))
            names.append(hsm.name);
    }
    return names;
}

QLabel* KeyDialog::makeText(const char* objectName, int pixels, bool bold)
{
    QLabel* label = makeLabel(this, pixels, bold);
    label->setObjectName(QLatin1String(objectName));
    label->setWordWrap(true);
    return label;
}

QLineEdit* KeyDialog::makeLine(const char* objectName, const QString& placeholder)
{
    auto* line = new QLineEdit(this);
    line->setObjectName(QLatin1String(objectName));
    line->setPlaceholderText(placeholder);
    line->setMinimumHeight(px(rowHeight));
    line->setMaxLength(64);
    return line;
}

QComboBox* KeyDialog::makeChoice(const char* objectName)
{
    auto* choice = new QComboBox(this);
    choice->setObjectName(QLatin1String(objectName));
    choice->setMinimumHeight(px(rowHeight));
    return choice;
}

QComboBox* KeyDialog::makeNumber(const char* objectName, int least, int most)
{
    QComboBox* number = makeChoice(objectName);
    for (int i = least; i <= most; ++i)
        number->addItem(QLocale().toString(i), i);
    return number;
}

QFormLayout* KeyDialog::makeForm()
{
    auto* form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(px(16));
    form->setVerticalSpacing(px(8));
    form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    return form;
}

bool KeyDialog::readDate(const QLineEdit* line, QDate& date)
{
    const QString text = line->text().trimmed();
    date = QDate::fromString(text, Qt::ISODate);
    return text.isEmpty() || date.isValid();
}

void KeyDialog::fillProtectors(QComboBox* choice, const QString& device) const
{
    choice->clear();
    for (const HsmKeyFigures& key : keys()) {
        if (isBlockProtection(key.usage) && key.devices.contains(device)
            && fitnessOf(key.life, todayUtc()) == KeyFitness::Usable)
            choice->addItem(tr("%1, version %2, %3")
                                .arg(key.label)
                                .arg(key.version)
                                .arg(isTdeaUsage(key.usage) ? tr("triple DES") : tr("AES")),
                QStringList{key.label, QString::number(key.version)});
    }
}

} // namespace sm
