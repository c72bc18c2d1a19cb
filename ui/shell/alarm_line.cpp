// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/alarm_line.h"

#include "ui/floor/state_shapes.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/widgets.h"

#include <QAccessible>
#include <QLocale>

namespace sm {

namespace {

constexpr qint64 linkLostAfter = 5000;

} // namespace

AlarmLine::AlarmLine(QWidget* parent)
    : QWidget(parent)
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
    m_continue = makeButton(QStringLiteral("alarmContinueButton"), tr("Continue"), this);
    m_continue->setMinimumHeight(28);
    m_continue->setToolTip(tr("Press after the card has been taken away."));
    row->addWidget(m_place);
    row->addWidget(m_text, 1);
    row->addWidget(m_age);
    row->addWidget(m_continue);
    connect(m_continue, &QPushButton::clicked, this,
        [this] { Q_EMIT command(command::ClearStations{{m_station}}); });
    hide();
}

void AlarmLine::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.tile);
    setTextColor(m_age, theme.text2);
    update();
}

void AlarmLine::setSnapshot(const Snapshot& snapshot, qint64 stale)
{
    if (stale > linkLostAfter) {
        showStale(snapshot, stale);
        return;
    }
    const StationSnapshot* first = nullptr;
    int count = 0;
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            if (station.state != TileState::Fault)
                continue;
            ++count;
            if (!first || station.since < first->since)
                first = &station;
        }
    }
    if (first)
        showFault(snapshot, *first, count);
    else
        m_shown.clear();
    setVisible(first != nullptr);
}

void AlarmLine::showFault(const Snapshot& snapshot, const StationSnapshot& station, int count)
{
    m_station = station.id;
    m_continue->show();
    const QString age = count == 1
        ? ageText(snapshot.now - station.since)
        : tr("%1    1 of %2").arg(ageText(snapshot.now - station.since)).arg(count);
    if (m_age->text() != age)
        m_age->setText(age);
    const QString code = station.failure ? station.failure->toString() : QString();
    const QString key = station.id.text() + code;
    if (key == m_shown)
        return;
    m_shown = key;
    m_place->setText(station.id.text());
    if (station.failure) {
        const FailureText text = failureText(*station.failure);
        m_text->setText(text.sentence + QLatin1Char(' ') + text.action);
    } else {
        m_text->setText(tr("The station stopped. Take the card away and press Continue."));
    }
    setAccessibleName(station.id.text() + QLatin1Char(' ') + m_text->text());
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void AlarmLine::showStale(const Snapshot& snapshot, qint64 age)
{
    m_shown.clear();
    m_station = StationId();
    m_place->setText(tr("Engine"));
    m_text->setText(
        tr("No data from the engine for %1 s. Cards in stations keep running. Values on screen are from %2.")
            .arg(age / 1000)
            .arg(QLocale().toString(snapshot.wall.toLocalTime().time(), QStringLiteral("HH:mm:ss"))));
    m_age->clear();
    m_continue->hide();
    show();
}

void AlarmLine::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.tile);
    painter.fillRect(QRect(0, 0, 6, height()), m_theme.fault.fill);
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.line);
    paintShape(
        painter, stateShape(TileState::Fault), QRectF(16, (height() - 20) / 2.0, 20, 20), m_theme.fault.edge);
}

void AlarmLine::mousePressEvent(QMouseEvent*)
{
    if (m_station.isValid())
        Q_EMIT stationRequested(m_station);
}

} // namespace sm
