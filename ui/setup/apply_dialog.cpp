// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/apply_dialog.h"

#include "ui/setup/setup_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace sm {

namespace {

constexpr int mostLines = 14;
constexpr int lineHeight = 22;

QStringList linesOf(const FloorDraft& draft, const event::FloorApplied& rehearsed)
{
    QStringList lines;
    for (const MachineEdit& edit : draft.machineEdits())
        lines.append(setupMachineText(edit));
    for (const StationEdit& edit : rehearsed.stations)
        lines.append(setupStationText(edit));
    QStringList later;
    for (const QString& member : rehearsed.nextStart)
        later.append(setupMemberText(member));
    if (!later.isEmpty())
        lines.append(ApplyDialog::tr("From the next start of the program on: %1.")
                         .arg(later.join(QStringLiteral(", "))));
    return lines;
}

} // namespace

QString setupAppliedText(const event::FloorApplied& applied)
{
    const auto count = [&applied](const std::function<bool(const StationEdit&)>& is) {
        return int(std::count_if(applied.stations.begin(), applied.stations.end(), is));
    };
    const int failed = count([](const StationEdit& edit) { return edit.failure.has_value(); });
    const int waiting = count([](const StationEdit& edit) { return edit.waits; });
    QStringList text{ApplyDialog::tr("The floor is as you set it up.")};
    if (waiting > 0)
        text.append(ApplyDialog::tr(
            "%n stations are held until their card has left, and change then.", nullptr, waiting));
    if (failed > 0)
        text = QStringList{ApplyDialog::tr(
            "%n stations could not be made and are not on the floor: the list says why.", nullptr, failed)};
    return text.join(QLatin1Char(' '));
}

ApplyDialog::ApplyDialog(
    const FloorDraft& draft, const event::FloorApplied& rehearsed, bool kept, QWidget* parent)
    : StationDialog(QStringLiteral("setupApplyDialog"), parent)
    , m_floor(draft.json())
{
    setWindowTitle(tr("Apply the set-up"));
    m_heading->setText(tr("Change the floor like this?"));
    const bool waits = std::any_of(rehearsed.stations.begin(), rehearsed.stations.end(),
        [](const StationEdit& edit) { return edit.waits; });
    QStringList text{tr("The floor goes on meanwhile.")};
    if (waits)
        text.append(tr("A station with a card in it finishes that card first."));
    text.append(kept ? tr("The floor file is written first, whole or not at all.")
                     : tr("This is a demo floor: nothing of it is kept when it ends."));
    m_text->setText(text.join(QLatin1Char(' ')));
    const QStringList lines = linesOf(draft, rehearsed);
    m_list = makeText("setupApplyList", 14);
    m_list->setContentsMargins(px(10), px(8), px(10), px(8));
    m_list->setText(lines.isEmpty() ? tr("No station changes.") : lines.join(QLatin1Char('\n')));
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(lines.size() > mostLines ? Qt::StrongFocus : Qt::NoFocus);
    area->setWidgetResizable(true);
    area->setAccessibleName(tr("What changes"));
    area->setWidget(m_list);
    area->setMinimumHeight(px(16 + lineHeight * std::clamp(int(lines.size()), 1, mostLines)));
    m_column->addWidget(area);
    auto* back = makeRoomyButton(QStringLiteral("setupApplyBack"), tr("Go on editing"), this);
    back->setAutoDefault(false);
    m_confirm = makeRoomyButton(QStringLiteral("setupApplyConfirm"), tr("Apply"), this);
    m_confirm->setProperty("primary", true);
    m_confirm->setDefault(true);
    addButtons(back, m_confirm);
    connect(back, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_confirm, &QPushButton::clicked, this, [this] {
        m_sent = true;
        say({});
        check();
        Q_EMIT order(SetupCommand(command::ApplyFloor{m_floor, false}));
    });
    m_confirm->setFocus();
}

void ApplyDialog::setTheme(const Theme& theme)
{
    StationDialog::setTheme(theme);
    setBackground(m_list, theme.tile);
    setTextColor(m_list, theme.text1);
}

void ApplyDialog::check()
{
    const QString why = m_sent ? tr("The order is on its way.") : QString();
    setAvailable(m_confirm, why.isEmpty(), why);
}

} // namespace sm
