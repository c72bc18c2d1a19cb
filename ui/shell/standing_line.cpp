// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/standing_line.h"

#include "ui/text/failure_text.h"
#include "ui/theme/widgets.h"

#include <QAccessible>
#include <QHBoxLayout>

#include <algorithm>

namespace sm {

namespace {

QString said(const Failure& why)
{
    const FailureText text = failureText(why);
    return QStringLiteral("%1 %2 (%3)").arg(text.sentence, text.action, text.code);
}

} // namespace

StandingLine::StandingLine(QWidget* parent)
    : QWidget(parent)
    , m_text(makeLabel(this, 14, true))
{
    setObjectName(QStringLiteral("standingLine"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 16, 6);
    m_text->setObjectName(QStringLiteral("standingText"));
    m_text->setWordWrap(true);
    row->addWidget(m_text, 1);
    hide();
}

void StandingLine::setTheme(const Theme& theme)
{
    setBackground(this, theme.fault.fill);
    setTextColor(m_text, theme.fault.text);
}

QString StandingLine::textFor(const Snapshot& snapshot, bool quitting) const
{
    if (snapshot.serverFailure)
        return tr("Nothing can be produced. %1").arg(said(*snapshot.serverFailure));
    if (quitting)
        return tr(
            "The program ends when %n cards in stations are finished. Closing the window again ends it at "
            "once; a card that is not finished by then needs a decision.",
            nullptr, cardsInWork(snapshot));
    if (snapshot.lineStopped)
        return tr("Nothing is given out until the next start of the program. %1")
            .arg(said(*snapshot.lineStopped));
    return {};
}

void StandingLine::present(const Snapshot& snapshot, bool quitting)
{
    const QString text = textFor(snapshot, quitting);
    setVisible(!text.isEmpty());
    if (m_text->text() == text)
        return;
    m_text->setText(text);
    setAccessibleName(text);
    if (text.isEmpty())
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

int cardsInWork(const Snapshot& snapshot)
{
    int cards = 0;
    for (const MachineSnapshot& machine : snapshot.machines) {
        cards += int(std::count_if(
            machine.stations.begin(), machine.stations.end(), [](const StationSnapshot& station) {
                return station.state == TileState::Running || station.state == TileState::Finishing
                    || station.state == TileState::WaitingHsm;
            }));
    }
    return cards;
}

} // namespace sm
