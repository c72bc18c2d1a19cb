// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

#include "ui/text/alarm_text.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QLocale>

namespace sm {

namespace {

QString dash()
{
    return QString(QChar(0x2013));
}

void setChip(Chip* chip, int count, const QString& text)
{
    chip->setVisible(count > 0);
    if (chip->text() == text)
        return;
    chip->setText(text);
    chip->updateGeometry();
}

} // namespace

StatusStrip::StatusStrip(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("statusStrip"));
    setMinimumWidth(1); // fitFigures() makes room; the window does not grow for a chip
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(6);
    m_good = addFigure(QStringLiteral("figureGood"), tr("Good / target"), 104);
    m_rate = addFigure(QStringLiteral("figureRate"), tr("Rate"), 76);
    m_yield = addFigure(QStringLiteral("figureYield"), tr("First-pass yield"), 84);
    m_eta = addFigure(QStringLiteral("figureEta"), tr("Done at"), 52);
    m_wait = addFigure(QStringLiteral("figureWait"), tr("HSM wait p95"), 64);
    m_holding = makeLabel(this, 13, true);
    m_holding->setObjectName(QStringLiteral("holdingText"));
    m_holding->setWordWrap(true);
    m_holding->setMinimumWidth(0);
    m_holding->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_holding, 1);
    m_demo = addChip(QStringLiteral("demoChip"));
    m_demo->setText(tr("DEMO, test keys"));
    m_demo->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_demo->setFocusPolicy(Qt::NoFocus);
    m_urgent = addChip(QStringLiteral("alarmChipHigh"));
    m_medium = addChip(QStringLiteral("alarmChipMedium"));
    m_low = addChip(QStringLiteral("alarmChipLow"));
    m_held = addChip(QStringLiteral("heldChip"));
    m_silence = makeButton(QStringLiteral("silenceButton"), tr("Silence"), this);
    row->addWidget(m_silence);
    connect(m_silence, &QPushButton::clicked, this, &StatusStrip::silenceRequested);
    m_hold = makeButton(QStringLiteral("holdFloorButton"), tr("Hold floor"), this);
    m_resume = makeButton(QStringLiteral("resumeFloorButton"), tr("Resume floor"), this);
    m_hold->setMinimumWidth(104);
    m_resume->setMinimumWidth(116);
    row->addWidget(m_hold);
    row->addWidget(m_resume);
    connect(m_hold, &QPushButton::clicked, this, [this] { Q_EMIT command(command::HoldFloor{}); });
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ResumeFloor{}); });
}

StatusStrip::Figure StatusStrip::addFigure(const QString& name, const QString& caption, int leastWidth)
{
    Figure figure;
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    figure.caption = makeLabel(this, 11);
    figure.caption->setText(caption);
    figure.value = makeLabel(this, 20, true);
    figure.value->setObjectName(name);
    figure.value->setMinimumWidth(leastWidth);
    column->addWidget(figure.caption);
    column->addWidget(figure.value);
    static_cast<QHBoxLayout*>(layout())->addLayout(column);
    static_cast<QHBoxLayout*>(layout())->addSpacing(2);
    m_captions.push_back(figure.caption);
    return figure;
}

Chip* StatusStrip::addChip(const QString& name)
{
    auto* chip = new Chip(this);
    chip->setObjectName(name);
    chip->setToolTip(tr("Go to the next alarm (F8)"));
    layout()->addWidget(chip);
    connect(chip, &Chip::clicked, this, &StatusStrip::nextAlarmRequested);
    return chip;
}

void StatusStrip::setTheme(const Theme& theme)
{
    m_theme = theme;
    setFixedHeight(px(56));
    setBackground(this, theme.panel);
    for (QLabel* caption : m_captions)
        setTextColor(caption, theme.text2);
    for (Chip* chip : {m_demo, m_urgent, m_medium, m_low, m_held})
        chip->setTheme(theme);
    m_urgent->setBand(theme.fault);
    m_medium->setBand(theme.warning);
    m_held->setBand(theme.attention);
    m_hold->setIcon(tintedIcon(QStringLiteral("hold"), theme.text1, theme.text3));
    m_resume->setIcon(tintedIcon(QStringLiteral("resume"), theme.text1, theme.text3));
}

void StatusStrip::setSnapshot(const Snapshot& snapshot, qint64 stale)
{
    const FloorFigures& f = snapshot.figures;
    const QString age = stale > 0 ? QStringLiteral("  (%1)").arg(ageText(stale)) : QString();
    for (const auto& [label, text] : std::initializer_list<std::pair<QLabel*, QString>>{
             {m_good.value, grouped(f.good) + QStringLiteral(" / ") + grouped(f.target)},
             {m_rate.value, f.ratePerHour < 0 ? dash() : tr("%1 /h").arg(grouped(qRound64(f.ratePerHour)))},
             {m_yield.value, f.yield < 0 ? dash() : percentText(f.yield)},
             {m_eta.value,
                 f.eta.isValid() ? QLocale().toString(f.eta.toLocalTime().time(), QStringLiteral("HH:mm"))
                                 : dash()},
             {m_wait.value,
                 f.hsmWaitP95Ms < 0
                     ? dash()
                     : tr("%1 ms").arg(f.hsmWaitP95Ms < 10 ? QLocale().toString(f.hsmWaitP95Ms, 'f', 1)
                                                           : grouped(qRound64(f.hsmWaitP95Ms)))}}) {
        if (label->text() != text)
            label->setText(text);
        QFont font = label->font();
        if (font.underline() != (stale > 0)) {
            font.setUnderline(stale > 0);
            label->setFont(font);
        }
    }
    m_good.caption->setText(tr("Good / target") + age);
    m_demo->setVisible(snapshot.demo);
    showChips(snapshot);
    showHold(snapshot);
}

void StatusStrip::showChips(const Snapshot& snapshot)
{
    const FloorFigures& f = snapshot.figures;
    setChip(m_held, f.held, tr("%1 held").arg(f.held));
}

void StatusStrip::setAlarms(const AlarmView& alarms, bool silenced)
{
    const int critical = alarms.count(AlarmPriority::Critical);
    const int high = alarms.count(AlarmPriority::High);
    const int medium = alarms.count(AlarmPriority::Medium);
    const int low = alarms.count(AlarmPriority::Low);
    QStringList urgent;
    if (critical > 0)
        urgent.append(priorityCount(AlarmPriority::Critical, critical));
    if (high > 0)
        urgent.append(priorityCount(AlarmPriority::High, high));
    setChip(m_urgent, critical + high, urgent.join(QStringLiteral(", ")));
    setChip(m_medium, medium, priorityCount(AlarmPriority::Medium, medium));
    setChip(m_low, low, priorityCount(AlarmPriority::Low, low));
    fitFigures();
    const bool any = !alarms.active.empty();
    const QString tip = silenced ? tr("Silent for a minute, or until another alarm of this urgency comes.")
        : any ? tr("No sound for 60 s (F7). A new alarm of the same urgency or above ends it.")
              : tr("No alarm sounds.");
    if (m_silence->toolTip() != tip)
        setAvailable(m_silence, any && !silenced, tip);
}

void StatusStrip::Figure::setVisible(bool visible) const
{
    caption->setVisible(visible);
    value->setVisible(visible);
}

int StatusStrip::Figure::width() const
{
    return qMax(qMax(caption->sizeHint().width(), value->sizeHint().width()), value->minimumWidth());
}

/// What needs somebody goes before figures: on a narrow window the least important ones give way.
void StatusStrip::fitFigures()
{
    int needed = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    for (const QWidget* widget : std::initializer_list<QWidget*>{
             m_demo, m_urgent, m_medium, m_low, m_held, m_silence, m_hold, m_resume}) {
        if (!widget->isHidden())
            needed += qMax(widget->sizeHint().width(), widget->minimumWidth()) + layout()->spacing();
    }
    constexpr int between = 22; // spacing, the gap after a figure, spacing
    for (const Figure* figure : {&m_good, &m_eta, &m_rate, &m_yield, &m_wait}) {
        needed += figure->width() + between;
        figure->setVisible(figure == &m_good || needed <= width());
    }
}

void StatusStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitFigures();
}

void StatusStrip::showHold(const Snapshot& snapshot)
{
    int stations = 0;
    for (const MachineSnapshot& machine : snapshot.machines)
        stations += int(machine.stations.size());
    QString text;
    if (snapshot.holding && snapshot.finishing > 0)
        text = tr("Holding: %1 of %2 stations are finishing their card, longest %3 s.")
                   .arg(snapshot.finishing)
                   .arg(stations)
                   .arg(qRound(snapshot.longestFinishSeconds));
    else if (snapshot.holding)
        text = tr("Floor held. No station is working.");
    if (m_holding->text() != text)
        m_holding->setText(text);
    setAvailable(m_hold, !snapshot.holding,
        snapshot.holding
            ? tr("The floor is held already.")
            : tr("All stations finish their card and stop (Ctrl+H). This is not a safety stop."));
    setAvailable(m_resume, snapshot.holding,
        snapshot.holding ? tr("All stations go on (Ctrl+Shift+H).") : tr("The floor is not held."));
}

} // namespace sm
