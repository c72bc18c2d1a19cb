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
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    m_records = addIdentity(column, tr("Records"),
        {tr("accepted"), tr("good"), tr("remake open"), tr("in stations"), tr("waiting"), tr("in doubt"),
            tr("withdrawn")});
    m_cards = addIdentity(column, tr("Cards"),
        {tr("blanks in"), tr("good"), tr("spoiled"), tr("quarantine"), tr("test"), tr("in stations"),
            tr("returned")});
}

CountsBox::Identity CountsBox::addIdentity(
    QVBoxLayout* column, const QString& title, const QStringList& captions)
{
    Identity identity;
    auto* head = new QHBoxLayout;
    QLabel* heading = makeLabel(this, 14, true);
    heading->setText(title);
    identity.mark = new Chip(this);
    identity.mark->setFocusPolicy(Qt::NoFocus);
    identity.mark->setAttribute(Qt::WA_TransparentForMouseEvents);
    head->addWidget(heading);
    head->addStretch(1);
    head->addWidget(identity.mark);
    column->addLayout(head);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(2);
    grid->setVerticalSpacing(0);
    int place = 0;
    for (const QString& caption : captions) {
        if (place > 0) {
            QLabel* sign = makeLabel(this, 14);
            sign->setText(place == 1 ? QStringLiteral("=") : QStringLiteral("+"));
            sign->setAlignment(Qt::AlignCenter);
            m_dim.push_back(sign);
            grid->addWidget(sign, 0, place++);
        }
        QLabel* value = makeLabel(this, 16, true);
        value->setAlignment(Qt::AlignHCenter);
        grid->addWidget(value, 0, place);
        QLabel* name = makeLabel(this, 11);
        name->setText(caption);
        name->setAlignment(Qt::AlignHCenter);
        m_dim.push_back(name);
        grid->addWidget(name, 1, place);
        grid->setColumnStretch(place++, 1);
        identity.values.push_back(value);
    }
    column->addLayout(grid);
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
