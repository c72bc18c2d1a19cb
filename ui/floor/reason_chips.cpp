// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/reason_chips.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>

namespace sm {

ReasonChips::ReasonChips(QWidget* parent)
    : QWidget(parent)
    , m_title(makeLabel(this, 14, true))
{
    setObjectName(QStringLiteral("reasonChips"));
    const std::pair<IdleReason, QString> reasons[]{{IdleReason::NoJob, tr("No job")},
        {IdleReason::WaitingForApproval, tr("Waiting for approval")}, {IdleReason::CardsOut, tr("Cards out")},
        {IdleReason::RibbonOut, tr("Ribbon, foil out")}, {IdleReason::Changeover, tr("Changeover")},
        {IdleReason::Cleaning, tr("Cleaning")}, {IdleReason::Maintenance, tr("Maintenance")},
        {IdleReason::Break, tr("Break")}, {IdleReason::HsmOrKeys, tr("HSM, keys")},
        {IdleReason::Other, tr("Other")}};
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(6);
    grid->addWidget(m_title, 0, 0, 1, 2);
    int place = 2;
    for (const auto& [reason, text] : reasons) {
        auto* chip = new Chip(this);
        chip->setFont(uiFont(12));
        chip->setText(text);
        chip->setObjectName(QStringLiteral("reasonChip%1").arg(int(reason)));
        chip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const IdleReason chosen = reason;
        connect(chip, &Chip::clicked, this, [this, chosen] { answer(chosen); });
        grid->addWidget(chip, place / 2, place % 2);
        m_chips.push_back(chip);
        ++place;
    }
    hide();
}

void ReasonChips::setTheme(const Theme& theme)
{
    for (Chip* chip : m_chips)
        chip->setTheme(theme);
}

bool ReasonChips::asks(const StationSnapshot& station, qint64 now)
{
    const bool stands = station.state == TileState::Idle || station.state == TileState::Held;
    return stands && now - station.since > asksAfterMs;
}

void ReasonChips::present(const Snapshot& snapshot, const std::vector<const StationSnapshot*>& stations)
{
    m_asked.clear();
    for (const StationSnapshot* station : stations) {
        const auto answered = m_answered.find(station->id);
        if (!asks(*station, snapshot.now)
            || (answered != m_answered.end() && answered->second == station->since))
            continue;
        m_asked.push_back(station->id);
        m_since[station->id] = station->since;
    }
    m_title->setText(
        m_asked.size() < 2 ? tr("Why idle?") : tr("Why are %n stations idle?", nullptr, int(m_asked.size())));
    setVisible(!m_asked.empty());
}

void ReasonChips::answer(IdleReason reason)
{
    for (const StationId station : m_asked)
        m_answered[station] = m_since[station];
    Q_EMIT command(command::GiveIdleReason{m_asked, reason});
    m_asked.clear();
    hide();
}

} // namespace sm
