// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/attempts_panel.h"

#include "ui/dashboard/attempts_model.h"
#include "ui/text/failure_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/safe_table_view.h"
#include "ui/theme/widgets.h"

#include <QHBoxLayout>
#include <QHeaderView>

namespace sm {

AttemptsPanel::AttemptsPanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new AttemptsModel(this))
    , m_title(makeLabel(this, 14, true))
    , m_note(makeLabel(this, 12))
    , m_table(new SafeTableView(28, this))
{
    setObjectName(QStringLiteral("dashRecords"));
    setFixedWidth(372);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->setSpacing(6);
    auto* head = new QHBoxLayout;
    m_title->setWordWrap(true);
    m_close = makeButton(QStringLiteral("dashRecordsClose"), tr("Close"), this);
    head->addWidget(m_title, 1);
    head->addWidget(m_close, 0, Qt::AlignTop);
    column->addLayout(head);
    m_note->setWordWrap(true);
    m_note->setObjectName(QStringLiteral("dashRecordsNote"));
    column->addWidget(m_note);
    m_table->setObjectName(QStringLiteral("dashRecordsTable"));
    m_table->setAccessibleName(tr("Records"));
    m_table->setModel(m_model);
    m_table->setFont(uiFont(13));
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setTabKeyNavigation(false);
    m_table->verticalHeader()->hide();
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView* header = m_table->horizontalHeader();
    header->setFixedHeight(30);
    header->setHighlightSections(false);
    const int widths[] = {64, 64, 52};
    for (int i = 0; i < 3; ++i)
        header->resizeSection(i, widths[i]);
    header->setStretchLastSection(true);
    column->addWidget(m_table, 1);
    connect(m_close, &QPushButton::clicked, this, &AttemptsPanel::closed);
}

void AttemptsPanel::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    setTextColor(m_note, theme.text2);
    QPalette rows = theme.palette();
    rows.setColor(QPalette::Highlight, theme.track);
    rows.setColor(QPalette::HighlightedText, theme.text1);
    m_table->setPalette(rows);
}

void AttemptsPanel::showWaiting(const QString& title)
{
    m_title->setText(title);
    m_note->setText(tr("Reading..."));
    m_model->setAttempts({});
    show();
}

void AttemptsPanel::showAttempts(std::vector<FinishedAttempt> attempts, bool more)
{
    const int number = int(attempts.size());
    m_note->setText(number == 0 ? tr("No records here.")
            : more              ? tr("The newest %n records; there are more.", nullptr, number)
                                : tr("%n records", nullptr, number));
    m_model->setAttempts(std::move(attempts));
    if (number > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void AttemptsPanel::showRefused(const Failure& why)
{
    const FailureText text = failureText(why);
    m_note->setText(text.sentence + QLatin1Char(' ') + text.action);
}

int AttemptsPanel::count() const
{
    return m_model->rowCount();
}

} // namespace sm
