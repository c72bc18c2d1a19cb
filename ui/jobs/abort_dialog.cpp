// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/abort_dialog.h"

#include "ui/text/numbers.h"
#include "ui/theme/widgets.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace sm {

AbortDialog::AbortDialog(const JobSnapshot& job, QWidget* parent)
    : QDialog(parent)
    , m_reason(new QComboBox(this))
{
    setObjectName(QStringLiteral("abortDialog"));
    setWindowTitle(tr("Abort job"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    QLabel* heading = makeLabel(this, 17, true);
    heading->setText(tr("Abort %1?").arg(job.name));
    m_text = makeLabel(this, 14);
    m_text->setObjectName(QStringLiteral("abortText"));
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(460);
    showNumbers(job);
    QLabel* caption = makeLabel(this, 13);
    caption->setText(tr("&Reason (required)"));
    caption->setTextFormat(Qt::AutoText);
    m_reason->setEditable(true);
    m_reason->setObjectName(QStringLiteral("abortReason"));
    m_reason->addItems({QString(), tr("Wrong file"), tr("Wrong card stock"),
        tr("Order cancelled by the issuer"), tr("Quality problem")});
    m_reason->lineEdit()->setPlaceholderText(tr("Choose a reason or write one"));
    m_reason->setMinimumHeight(32);
    caption->setBuddy(m_reason);
    auto* keep = makeRoomyButton(QStringLiteral("abortKeep"), tr("Keep job"), this);
    keep->setProperty("primary", true);
    keep->setDefault(true);
    m_abort = makeRoomyButton(QStringLiteral("abortConfirm"), tr("Abort job"), this);
    m_abort->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_abort);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    for (QWidget* widget : std::initializer_list<QWidget*>{heading, m_text, caption, m_reason})
        column->addWidget(widget);
    column->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_abort, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_reason, &QComboBox::editTextChanged, this, &AbortDialog::checkReason);
    checkReason();
    keep->setFocus();
}

void AbortDialog::showNumbers(const JobSnapshot& job)
{
    const RecordCounts& records = job.counts.records;
    const qint64 open = records.waiting + records.remakeOpen;
    QString numbers = tr("%1 of %2 records are good.").arg(grouped(records.good), grouped(records.accepted))
        + QLatin1Char(' ')
        + tr("%1 records in stations will be finished.", nullptr, int(records.inStations))
              .arg(grouped(records.inStations))
        + QLatin1Char(' ') + tr("%1 records stay unproduced.", nullptr, int(open)).arg(grouped(open));
    if (records.inDoubt > 0)
        numbers
            += QLatin1Char(' ') + tr("%n cards in doubt stay in quarantine.", nullptr, int(records.inDoubt));
    numbers += QLatin1Char(' ') + tr("An aborted job can not be started again.");
    if (m_text->text() != numbers)
        m_text->setText(numbers);
}

QString AbortDialog::reason() const
{
    return m_reason->currentText().trimmed();
}

void AbortDialog::checkReason()
{
    setAvailable(m_abort, !reason().isEmpty(), reason().isEmpty() ? tr("Give a reason first.") : QString());
}

} // namespace sm
