// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/status_strip.h"

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
    setFixedHeight(56);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 4, 12, 4);
    row->setSpacing(8);
    m_good = addFigure(QStringLiteral("figureGood"), tr("Good / target"), 116);
    m_rate = addFigure(QStringLiteral("figureRate"), tr("Rate"), 84);
    m_yield = addFigure(QStringLiteral("figureYield"), tr("First-pass yield"), 92);
    m_eta = addFigure(QStringLiteral("figureEta"), tr("Done at"), 64);
    m_wait = addFigure(QStringLiteral("figureWait"), tr("HSM wait p95"), 84);
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
    m_faults = addChip(QStringLiteral("faultChip"));
    m_warnings = addChip(QStringLiteral("warningChip"));
    m_held = addChip(QStringLiteral("heldChip"));
    m_hold = makeButton(QStringLiteral("holdFloorButton"), tr("Hold floor"), this);
    m_resume = makeButton(QStringLiteral("resumeFloorButton"), tr("Resume floor"), this);
    m_hold->setMinimumWidth(112);
    m_resume->setMinimumWidth(124);
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
    static_cast<QHBoxLayout*>(layout())->addSpacing(6);
    m_captions.push_back(figure.caption);
    return figure;
}

Chip* StatusStrip::addChip(const QString& name)
{
    auto* chip = new Chip(this);
    chip->setObjectName(name);
    chip->setToolTip(tr("Go to the next station that needs someone (F8)"));
    layout()->addWidget(chip);
    connect(chip, &Chip::clicked, this, &StatusStrip::nextAlarmRequested);
    return chip;
}

void StatusStrip::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    for (QLabel* caption : m_captions)
        setTextColor(caption, theme.text2);
    for (Chip* chip : {m_demo, m_faults, m_warnings, m_held})
        chip->setTheme(theme);
    m_faults->setBand(theme.fault);
    m_warnings->setBand(theme.warning);
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
    setChip(m_faults, f.faults, f.faults == 1 ? tr("1 fault") : tr("%1 faults").arg(f.faults));
    setChip(m_warnings, f.warnings, f.warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(f.warnings));
    setChip(m_held, f.held, tr("%1 held").arg(f.held));
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
