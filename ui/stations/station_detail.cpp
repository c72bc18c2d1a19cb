// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/station_detail.h"

#include "ui/stations/rows_table.h"
#include "ui/stations/station_rows.h"
#include "ui/text/numbers.h"
#include "ui/text/station_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QFormLayout>
#include <QLocale>

namespace sm {

namespace {

QString dash()
{
    return QString(QChar(0x2013));
}

void put(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
}

} // namespace

StationDetail::StationDetail(QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(this, 14, true))
    , m_facts(new QWidget(this))
{
    setObjectName(QStringLiteral("stationDetail"));
    m_title->setObjectName(QStringLiteral("stationDetailTitle"));
    m_title->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(14), px(10), px(14), px(12));
    column->setSpacing(px(6));
    column->addWidget(m_title);
    column->addWidget(m_facts);
    m_form = new QFormLayout(m_facts);
    m_form->setContentsMargins(0, 0, 0, 0);
    m_form->setHorizontalSpacing(px(16));
    m_form->setVerticalSpacing(px(4));
    m_form->setLabelAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_state = addFact("stationDetailState", tr("State"));
    m_todo = addFact("stationDetailTodo", tr("What to do"));
    m_link = addFact("stationDetailLink", tr("Link"));
    m_beat = addFact("stationDetailBeat", tr("Heartbeat"));
    m_letIn = addFact("stationDetailLetIn", tr("Let in by"));
    QLabel* caption = makeLabel(m_facts, 13);
    caption->setText(tr("Fingerprint"));
    m_captions.push_back(caption);
    m_form->addRow(caption, makeKeyRow());
    presentNothing();
}

QLabel* StationDetail::addFact(const char* objectName, const QString& caption)
{
    QLabel* name = makeLabel(m_facts, 13);
    name->setText(caption);
    m_captions.push_back(name);
    QLabel* value = makeLabel(m_facts, 13);
    value->setObjectName(QLatin1String(objectName));
    value->setWordWrap(true);
    m_form->addRow(name, value);
    return value;
}

QWidget* StationDetail::makeKeyRow()
{
    auto* box = new QWidget(m_facts);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(12));
    m_pin = new ElidedLabel(box);
    m_pin->setFont(monoFont(12));
    m_pin->setObjectName(QStringLiteral("stationDetailPin"));
    m_pin->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_copy = makeButton(QStringLiteral("stationCopyButton"), tr("Copy"), box);
    m_copy->setAccessibleName(tr("Copy the fingerprint"));
    row->addWidget(m_pin);
    row->addWidget(m_copy);
    row->addStretch(1);
    connect(m_copy, &QPushButton::clicked, this, [this] {
        copyText(m_fingerprint);
        Q_EMIT copied(tr("The fingerprint is on the clipboard."));
    });
    return box;
}

void StationDetail::setTheme(const Theme& theme)
{
    setBackground(this, theme.panel);
    setTextColor(m_title, theme.text1);
    for (QLabel* caption : m_captions)
        setTextColor(caption, theme.text2);
    for (QLabel* value : std::initializer_list<QLabel*>{m_state, m_todo, m_link, m_beat, m_letIn, m_pin})
        setTextColor(value, theme.text1);
}

void StationDetail::presentNothing()
{
    m_facts->hide();
    m_title->setFont(uiFont(13));
    put(m_title, tr("Choose a station in the list to see its link, its key and what to do when it is away."));
}

void StationDetail::present(const Snapshot& snapshot, const PlaceEntry& entry)
{
    const StationLink& link = entry.link;
    m_title->setFont(uiFont(14, true));
    put(m_title, entry.link.station.text());
    const StationAdvice advice = entryAdvice(entry);
    const QString state = link.since.isValid()
        ? tr("%1, since %2").arg(linkStateText(link.state), clockText(link.since, snapshot.wall))
        : linkStateText(link.state);
    put(m_state, advice.sentence.isEmpty() ? state : tr("%1. %2").arg(state, advice.sentence));
    put(m_todo, advice.action);
    m_form->labelForField(m_todo)->setVisible(!advice.action.isEmpty());
    m_todo->setVisible(!advice.action.isEmpty());
    put(m_link,
        link.epoch == 0 ? linkText(link)
                        : tr("%1; %2; connection (epoch) %3")
                              .arg(linkText(link), link.address, QLocale().toString(link.epoch)));
    const bool up = link.state == StationLinkState::Up;
    QString beat = tr("Asked every 2 s and lost after 6 s of silence. Last message %1 ago.")
                       .arg(ageText(qMax<qint64>(0, link.heard.msecsTo(snapshot.wall))));
    if (link.exchange > Nanos(0)) {
        const double ms = std::chrono::duration<double, std::milli>(link.exchange).count();
        //: %1: milliseconds
        beat += QLatin1Char(' ')
            + tr("The link adds %1 ms to an exchange with a card.").arg(QLocale().toString(ms, 'f', 1));
    }
    put(m_beat, up ? beat : dash());
    const bool dated = !entry.planned && entry.since.isValid();
    put(m_letIn,
        dated ? tr("%1, %2").arg(letInText(entry), clockText(entry.since, snapshot.wall)) : letInText(entry));
    m_fingerprint = fingerprintText(entry.pin);
    m_pin->setFullText(m_fingerprint.isEmpty() ? dash() : m_fingerprint);
    m_copy->setVisible(!m_fingerprint.isEmpty());
    m_facts->show();
}

} // namespace sm
