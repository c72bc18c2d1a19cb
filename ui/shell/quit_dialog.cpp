// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/quit_dialog.h"

#include "ui/jobs/job_choice.h"
#include "ui/shell/standing_line.h"
#include "ui/text/numbers.h"
#include "ui/theme/widgets.h"

#include <QVBoxLayout>

namespace sm {

QuitDialog::QuitDialog(const Snapshot& snapshot, QWidget* parent)
    : QDialog(parent)
    , m_text(makeLabel(this, 14))
{
    setObjectName(QStringLiteral("quitDialog"));
    setWindowTitle(tr("Quit"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    QLabel* heading = makeLabel(this, 17, true);
    heading->setText(tr("Quit while the floor is producing?"));
    m_text->setObjectName(QStringLiteral("quitText"));
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(460);
    auto* keep = makeRoomyButton(QStringLiteral("quitKeep"), tr("Keep open"), this);
    keep->setProperty("primary", true);
    keep->setDefault(true);
    auto* quit = makeRoomyButton(QStringLiteral("quitConfirm"), tr("Finish the cards and quit"), this);
    quit->setAutoDefault(false);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(quit);
    buttons->addStretch(1);
    buttons->addWidget(keep);
    column->addWidget(heading);
    column->addWidget(m_text);
    column->addLayout(buttons);
    connect(keep, &QPushButton::clicked, this, &QDialog::reject);
    connect(quit, &QPushButton::clicked, this, &QDialog::accept);
    showNumbers(snapshot);
    keep->setFocus();
}

void QuitDialog::showNumbers(const Snapshot& snapshot)
{
    QStringList text{
        tr("%n cards are in stations; they are finished first.", nullptr, cardsInWork(snapshot))};
    const JobSnapshot* job = currentJob(snapshot);
    if (job && job->state != JobState::Ready)
        text.append(
            tr("%1 of %2 records of %3 are good; the rest waits for the next start.")
                .arg(grouped(job->counts.records.good), grouped(job->counts.records.accepted), job->name));
    const QString all = text.join(QLatin1Char(' '));
    if (m_text->text() != all)
        m_text->setText(all);
}

} // namespace sm
