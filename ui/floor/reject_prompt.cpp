// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/reject_prompt.h"

#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QGridLayout>

namespace sm {

namespace {

constexpr int askedFor = 5000;

bool hasCard(const StationSnapshot& station)
{
    const bool works = station.state == TileState::Running || station.state == TileState::Finishing
        || station.state == TileState::WaitingHsm;
    return works && station.phase > Phase::WaitingForCard && station.phase < Phase::Completing;
}

} // namespace

RejectPrompt::RejectPrompt(QWidget* parent)
    : QWidget(parent)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_button = makeButton(QStringLiteral("rejectButton"), tr("Reject card  (X)"), this);
    m_button->setMinimumHeight(36);
    column->addWidget(m_button);
    m_question = new QWidget(this);
    auto* grid = new QGridLayout(m_question);
    grid->setContentsMargins(0, 4, 0, 0);
    grid->setSpacing(6);
    m_text = makeLabel(m_question, 14, true);
    grid->addWidget(m_text, 0, 0, 1, 2);
    const std::pair<QString, QString> reasons[]{{QStringLiteral("damaged"), tr("Reject: damaged")},
        {QStringLiteral("unreadable"), tr("Reject: unreadable")},
        {QStringLiteral("testCard"), tr("Reject: test card")},
        {QStringLiteral("other"), tr("Reject: other")}};
    int place = 0;
    for (const auto& [code, text] : reasons) {
        auto* chip = new Chip(m_question);
        chip->setFont(uiFont(13));
        chip->setText(text);
        chip->setObjectName(QStringLiteral("rejectReason_") + code);
        chip->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        const QString reason = code;
        connect(chip, &Chip::clicked, this, [this, reason] {
            Q_EMIT command(command::RejectCard{m_station, reason});
            keep();
        });
        grid->addWidget(chip, 1 + place / 2, place % 2);
        m_reasons.push_back(chip);
        ++place;
    }
    m_keep = makeButton(QStringLiteral("rejectKeepButton"), tr("Keep card"), m_question);
    grid->addWidget(m_keep, 3, 0, 1, 2);
    column->addWidget(m_question);
    m_question->hide();
    m_timer.setSingleShot(true);
    connect(m_button, &QPushButton::clicked, this, &RejectPrompt::ask);
    connect(m_keep, &QPushButton::clicked, this, &RejectPrompt::keep);
    connect(&m_timer, &QTimer::timeout, this, &RejectPrompt::keep);
}

void RejectPrompt::setTheme(const Theme& theme)
{
    for (Chip* chip : m_reasons)
        chip->setTheme(theme);
}

void RejectPrompt::present(const StationSnapshot& station)
{
    const bool card = hasCard(station);
    if (station.id != m_station || !card)
        keep();
    m_station = station.id;
    m_text->setText(tr("Reject card in %1?").arg(station.id.text()));
    setAvailable(m_button, card,
        card ? tr("The card goes to the reject bin; you are asked for the reason.")
             : tr("No card is being written in this station."));
}

void RejectPrompt::ask()
{
    if (!m_button->isEnabled())
        return;
    m_button->hide();
    m_question->show();
    m_timer.start(askedFor);
    m_keep->setFocus(Qt::OtherFocusReason);
}

void RejectPrompt::keep()
{
    m_timer.stop();
    const bool hadFocus = m_question->isAncestorOf(focusWidget()) && isVisible();
    m_question->hide();
    m_button->show();
    if (hadFocus)
        m_button->setFocus(Qt::OtherFocusReason);
}

} // namespace sm
