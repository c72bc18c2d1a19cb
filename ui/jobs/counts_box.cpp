// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/counts_box.h"

#include "ui/text/numbers.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>

namespace sm {

CountsBox::CountsBox(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("countsBox"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    m_records = addIdentity(grid, 0, tr("Records"),
        {tr("accepted"), tr("good"), tr("remake open"), tr("in stations"), tr("waiting"), tr("in doubt"),
            tr("withdrawn")});
    grid->setRowMinimumHeight(2, 10);
    m_cards = addIdentity(grid, 3, tr("Cards"),
        {tr("blanks in"), tr("good"), tr("spoiled"), tr("quarantine"), tr("test"), tr("in stations"),
            tr("returned")});
    grid->setColumnStretch(20, 1);
}

CountsBox::Identity CountsBox::addIdentity(
    QGridLayout* grid, int row, const QString& title, const QStringList& captions)
{
    Identity identity;
    QLabel* heading = makeLabel(this, 14, true);
    heading->setText(title);
    heading->setMinimumWidth(64);
    grid->addWidget(heading, row, 0);
    int column = 1;
    for (const QString& caption : captions) {
        if (column > 1) {
            QLabel* sign = makeLabel(this, 16);
            sign->setText(column == 3 ? QStringLiteral("=") : QStringLiteral("+"));
            sign->setAlignment(Qt::AlignCenter);
            m_dim.push_back(sign);
            grid->addWidget(sign, row, column - 1);
        }
        QLabel* value = makeLabel(this, 17, true);
        value->setAlignment(Qt::AlignHCenter);
        value->setMinimumWidth(48);
        grid->addWidget(value, row, column);
        QLabel* name = makeLabel(this, 12);
        name->setText(caption);
        name->setAlignment(Qt::AlignHCenter);
        m_dim.push_back(name);
        grid->addWidget(name, row + 1, column);
        identity.values.push_back(value);
        column += 2;
    }
    identity.mark = new Chip(this);
    identity.mark->setFocusPolicy(Qt::NoFocus);
    identity.mark->setAttribute(Qt::WA_TransparentForMouseEvents);
    grid->addWidget(identity.mark, row, column);
    return identity;
}

void CountsBox::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (QLabel* label : m_dim)
        setTextColor(label, theme.text2);
    m_records.mark->setTheme(theme);
    m_cards.mark->setTheme(theme);
}

void CountsBox::fill(Identity& identity, std::initializer_list<qint64> values, qint64 difference)
{
    size_t i = 0;
    for (const qint64 value : values)
        identity.values[i++]->setText(grouped(value));
    identity.mark->setText(difference == 0 ? tr("balances") : tr("differs by %1").arg(grouped(difference)));
    identity.mark->setBand(difference == 0 ? std::nullopt : std::optional(m_theme.warning));
    identity.mark->updateGeometry();
}

void CountsBox::setCounts(const JobCounts& counts)
{
    const RecordCounts& r = counts.records;
    fill(m_records, {r.accepted, r.good, r.remakeOpen, r.inStations, r.waiting, r.inDoubt, r.withdrawn},
        r.accepted - (r.good + r.remakeOpen + r.inStations + r.waiting + r.inDoubt + r.withdrawn));
    const CardCounts& c = counts.cards;
    fill(m_cards, {c.blanksIn, c.good, c.spoiled, c.quarantine, c.test, c.inStations, c.returned},
        c.blanksIn - (c.good + c.spoiled + c.quarantine + c.test + c.inStations + c.returned));
}

} // namespace sm
