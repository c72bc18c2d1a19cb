// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/alarm_line.h"

#include "ui/alarms/alarm_centre.h"
#include "ui/floor/state_shapes.h"
#include "ui/text/alarm_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/widgets.h"

#include <QAccessible>
#include <QBoxLayout>
#include <QLocale>
#include <QPainter>

namespace sm {

namespace {

constexpr qint64 ignoreClicks = 300; // milliseconds after the line moved

} // namespace

AlarmLine::AlarmLine(AlarmCentre& centre, QWidget* parent)
    : QWidget(parent)
    , m_centre(centre)
{
    setObjectName(QStringLiteral("alarmLine"));
    setMinimumHeight(36);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(44, 3, 12, 3);
    row->setSpacing(10);
    m_place = makeLabel(this, 14, true);
    m_text = makeLabel(this, 14);
    m_text->setWordWrap(true);
    m_text->setObjectName(QStringLiteral("alarmText"));
    m_age = makeLabel(this, 13);
    m_age->setObjectName(QStringLiteral("alarmAge"));
    row->addWidget(m_place);
    row->addWidget(m_text, 1);
    row->addWidget(m_age);
    m_continue = addButton(
        row, "alarmContinueButton", tr("Continue"), tr("Press after the card has been taken away."));
    m_jobs = addButton(row, "alarmJobsButton", tr("Open jobs"), tr("Go to the page where this is decided."));
    m_acknowledge = addButton(row, "alarmAckButton", tr("Acknowledge"),
        tr("I have seen it (F9). The alarm stays until its cause is gone, without blinking and sound."));
    connect(m_continue, &QPushButton::clicked, this, [this] {
        if (!tooEarly())
            Q_EMIT command(command::ClearStations{{m_entry.station}});
    });
    connect(m_jobs, &QPushButton::clicked, this, &AlarmLine::jobsRequested);
    connect(m_acknowledge, &QPushButton::clicked, this, [this] {
        if (!tooEarly())
            m_centre.acknowledge(m_entry.id);
    });
    hide();
}

QPushButton* AlarmLine::addButton(QHBoxLayout* row, const char* name, const QString& text, const QString& tip)
{
    QPushButton* button = makeButton(QLatin1String(name), text, this);
    button->setMinimumHeight(28);
    button->setMinimumWidth(button->fontMetrics().horizontalAdvance(text) + 28);
    button->setAutoDefault(true);
    setAvailable(button, true, tip);
    row->addWidget(button);
    return button;
}

void AlarmLine::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.tile);
    setTextColor(m_age, theme.text2);
    update();
}

const Band& AlarmLine::band() const
{
    return m_entry.priority() >= AlarmPriority::High ? m_theme.fault : m_theme.warning;
}

void AlarmLine::present(const QDateTime& valuesFrom)
{
    const AlarmEntry* entry = m_centre.current();
    if (!entry) {
        m_entry = AlarmEntry();
        m_said.clear();
        hide();
        return;
    }
    const bool moved = entry->id != m_entry.id;
    if (moved) {
        m_sinceChange.start();
        m_swapped = m_entry.id != 0;
    }
    m_entry = *entry;
    showText(*entry, valuesFrom);
    showButtons(*entry);
    const int count = int(m_centre.view().active.size());
    const QString age = ageText(qMax<qint64>(0, m_centre.clock() - entry->raisedAt));
    const QString place
        = count == 1 ? age : tr("%1    %2 of %3").arg(age).arg(m_centre.currentPlace() + 1).arg(count);
    if (m_age->text() != place)
        m_age->setText(place);
    if (!isVisible())
        show();
    update();
}

void AlarmLine::showText(const AlarmEntry& entry, const QDateTime& valuesFrom)
{
    const AlarmText text = alarmText(entry);
    QString said = text.sentence;
    if (entry.code == AlarmCode::EngineLinkLost)
        said += QLatin1Char(' ')
            + tr("Screen values are from %1.")
                  .arg(QLocale().toString(valuesFrom.toLocalTime().time(), QStringLiteral("HH:mm:ss")));
    said += QLatin1Char(' ') + text.action;
    if (m_centre.view().flood && m_centre.currentPlace() == 0)
        said = tr("Alarm flood: %1 in 10 min, first: %2")
                   .arg(m_centre.view().figures.lastTenMinutes)
                   .arg(said);
    if (!entry.children.empty())
        said += QLatin1Char(' ') + tr("(%n more of the same cause)", nullptr, int(entry.children.size()));
    if (!entry.standing)
        said = tr("Comes and goes, just now gone: %1").arg(said);
    const QString place = text.place + timesText(entry.times);
    if (m_place->text() != place)
        m_place->setText(place);
    if (m_text->text() == said)
        return;
    m_text->setText(said);
    setAccessibleName(
        priorityText(entry.priority()) + QStringLiteral(", ") + place + QLatin1Char(' ') + said);
    if (entry.code != AlarmCode::EngineLinkLost || m_said != text.number)
        announce();
    m_said = text.number;
}

void AlarmLine::announce()
{
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void AlarmLine::showButtons(const AlarmEntry& entry)
{
    m_continue->setVisible(entry.code == AlarmCode::StationFault && entry.standing);
    m_jobs->setVisible(
        entry.code == AlarmCode::JobNeedsDecision || entry.code == AlarmCode::CardStateUnknown);
    m_acknowledge->setVisible(!entry.acknowledged);
}

void AlarmLine::focusButton()
{
    m_swapped = false; // a person asked for this alarm
    for (QPushButton* button : {m_continue, m_jobs, m_acknowledge}) {
        if (button->isVisible()) {
            button->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

bool AlarmLine::tooEarly() const
{
    return m_sinceChange.isValid() && m_sinceChange.elapsed() < ignoreClicks && (m_swapped || underMouse());
}

void AlarmLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tile);
    painter.fillRect(QRect(0, 0, 6, height()), band().fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.line);
    const bool urgent = m_entry.priority() >= AlarmPriority::High;
    paintShape(painter, urgent ? stateShape(TileState::Fault) : warningShape(),
        QRectF(16, (height() - 20) / 2.0, 20, 20), band().edge);
}

void AlarmLine::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || tooEarly())
        return;
    if (m_entry.station.isValid())
        Q_EMIT stationRequested(m_entry.station);
    m_centre.acknowledge(m_entry.id);
}

} // namespace sm
