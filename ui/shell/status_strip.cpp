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

constexpr int spacing = 6;
constexpr int afterFigure = 12; // on top of the spacing on both sides
/// What is shortened, in this order, when the strip is too narrow.
enum Level { Whole, ShortNames, ShortButtons, ShortDemo };

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
    setMinimumWidth(1); // fit() makes room; the window does not grow for a chip
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 4, 8, 4);
    row->setSpacing(spacing);
    m_good = addFigure(QStringLiteral("figureGood"), tr("Good / target"), tr("Good"), 92);
    m_rate = addFigure(QStringLiteral("figureRate"), tr("Rate"), tr("Rate"), 64);
    m_yield = addFigure(QStringLiteral("figureYield"), tr("First-pass yield"), tr("Yield"), 64);
    m_eta = addFigure(QStringLiteral("figureEta"), tr("Done at"), tr("Done"), 48);
    m_wait = addFigure(QStringLiteral("figureWait"), tr("HSM wait p95"), tr("HSM p95"), 56);
    m_more = makeLabel(this, 14, true);
    m_more->setObjectName(QStringLiteral("figuresMore"));
    row->addWidget(m_more);
    m_more->hide();
    m_holding = makeLabel(this, 13, true);
    m_holding->setObjectName(QStringLiteral("holdingText"));
    m_holding->setWordWrap(true);
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
    row->addWidget(m_hold);
    row->addWidget(m_resume);
    m_foldables = {{m_silence, m_silence->text(), m_silence->text(), Whole},
        {m_hold, m_hold->text(), tr("Hold"), ShortButtons},
        {m_resume, m_resume->text(), tr("Resume"), ShortButtons},
        {m_demo, m_demo->text(), tr("DEMO"), ShortDemo}};
    m_demo->setToolTip(m_demo->text());
    m_demo->setAccessibleName(m_demo->text());
    m_hold->setAccessibleName(m_hold->text());
    m_resume->setAccessibleName(m_resume->text());
    connect(m_hold, &QPushButton::clicked, this, [this] { Q_EMIT command(command::HoldFloor{}); });
    connect(m_resume, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ResumeFloor{}); });
}

StatusStrip::Figure StatusStrip::addFigure(
    const QString& objectName, const QString& name, const QString& shortName, int leastWidth)
{
    Figure figure{makeLabel(this, 11), makeLabel(this, 20, true), name, shortName};
    auto* column = new QVBoxLayout;
    column->setSpacing(0);
    figure.caption->setText(name);
    figure.value->setObjectName(objectName);
    figure.value->setMinimumWidth(leastWidth);
    column->addWidget(figure.caption);
    column->addWidget(figure.value);
    auto* row = static_cast<QHBoxLayout*>(layout());
    row->addLayout(column);
    row->addSpacing(afterFigure);
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
    for (const Figure* figure : figures())
        setTextColor(figure->caption, theme.text2);
    setTextColor(m_more, theme.text2);
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
    m_age = stale > 0 ? QStringLiteral("  (%1)").arg(ageText(stale)) : QString();
    for (const auto& [label, text] : std::initializer_list<std::pair<QLabel*, QString>>{
             {m_good.value, grouped(f.good) + QStringLiteral(" / ") + grouped(f.target)},
             {m_rate.value, f.ratePerHour < 0 ? dash() : tr("%1 /h").arg(grouped(qRound64(f.ratePerHour)))},
             {m_yield.value, f.yield < 0 ? dash() : percentText(f.yield)},
             {m_eta.value, f.eta.isValid() ? clockText(f.eta, snapshot.wall) : dash()},
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
    m_demo->setVisible(snapshot.demo);
    showChips(snapshot);
    showHold(snapshot);
    fit();
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
    fit();
    const bool any = !alarms.active.empty();
    const QString tip = silenced ? tr("Silent for a minute, or until another alarm of this urgency comes.")
        : any ? tr("No sound for 60 s (F7). A new alarm of the same urgency or above ends it.")
              : tr("No alarm sounds.");
    if (m_silence->toolTip() != tip)
        setAvailable(m_silence, any && !silenced, tip);
}

const QString& StatusStrip::Figure::nameAt(int level) const
{
    return level >= ShortNames ? shortName : name;
}

std::array<const StatusStrip::Figure*, 5> StatusStrip::figures() const
{
    return {&m_good, &m_eta, &m_rate, &m_yield, &m_wait};
}

int StatusStrip::widthAt(const Foldable& foldable, int level) const
{
    const QString& text = level >= foldable.from ? foldable.shortText : foldable.text;
    const int icon = foldable.button->icon().isNull() ? 0 : foldable.button->iconSize().width() + 6;
    return foldable.button->fontMetrics().horizontalAdvance(text) + icon + 24;
}

QString StatusStrip::holdingAt(int level) const
{
    return level >= ShortNames ? m_holdingShort : m_holdingText;
}

int StatusStrip::neededAt(int level, size_t count) const
{
    int needed = layout()->contentsMargins().left() + layout()->contentsMargins().right();
    for (const Foldable& foldable : m_foldables)
        needed += foldable.button->isHidden() ? 0 : widthAt(foldable, level) + spacing;
    for (const QWidget* chip : {m_urgent, m_medium, m_low, m_held})
        needed += chip->isHidden() ? 0 : chip->sizeHint().width() + spacing;
    size_t place = 0;
    for (const Figure* figure : figures()) {
        const QString name = figure->nameAt(level) + (figure == &m_good ? m_age : QString());
        const int width = qMax(figure->caption->fontMetrics().horizontalAdvance(name),
            figure->value->fontMetrics().horizontalAdvance(figure->value->text()));
        needed += afterFigure; // the gap stays when the figure goes
        needed += place++ < count ? qMax(width, figure->value->minimumWidth()) + 2 * spacing : spacing;
    }
    if (count < figures().size())
        needed += m_more->fontMetrics().horizontalAdvance(QStringLiteral("+4")) + spacing;
    constexpr double twoLines = 0.7; // of the text's length; words do not break evenly
    return needed + spacing + int(twoLines * m_holding->fontMetrics().horizontalAdvance(holdingAt(level)));
}

void StatusStrip::applyFold(int level, size_t count)
{
    const auto say = [](auto* widget, const QString& text) {
        if (widget->text() != text)
            widget->setText(text);
    };
    for (const Foldable& foldable : m_foldables) {
        say(foldable.button, level >= foldable.from ? foldable.shortText : foldable.text);
        foldable.button->setFixedWidth(widthAt(foldable, level));
    }
    QStringList hidden;
    size_t place = 0;
    for (const Figure* figure : figures()) {
        const bool visible = place++ < count;
        say(figure->caption, figure->nameAt(level) + (figure == &m_good ? m_age : QString()));
        figure->caption->setToolTip(figure->name);
        figure->caption->setVisible(visible);
        figure->value->setVisible(visible);
        if (!visible)
            hidden.append(QStringLiteral("%1: %2").arg(figure->name, figure->value->text()));
    }
    say(m_more, QStringLiteral("+%1").arg(hidden.size()));
    m_more->setVisible(!hidden.isEmpty());
    m_more->setToolTip(hidden.join(QLatin1Char('\n')));
    m_more->setAccessibleName(hidden.join(QStringLiteral(", ")));
    say(m_holding, holdingAt(level));
    m_holding->setToolTip(m_holdingText);
}

void StatusStrip::fit()
{
    size_t count = figures().size();
    int level = Whole;
    while (level < ShortDemo && neededAt(level, count) > width())
        ++level;
    while (count > 1 && neededAt(level, count) > width())
        --count;
    applyFold(level, count);
}

void StatusStrip::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

void StatusStrip::showHold(const Snapshot& snapshot)
{
    int stations = 0;
    for (const MachineSnapshot& machine : snapshot.machines)
        stations += int(machine.stations.size());
    m_holdingText.clear();
    m_holdingShort.clear();
    if (snapshot.holding && snapshot.finishing > 0) {
        m_holdingText = tr("Holding: %1 of %2 stations are finishing their card, longest %3 s.")
                            .arg(snapshot.finishing)
                            .arg(stations)
                            .arg(qRound(snapshot.longestFinishSeconds));
        m_holdingShort = tr("Holding: %1 of %2, longest %3 s")
                             .arg(snapshot.finishing)
                             .arg(stations)
                             .arg(qRound(snapshot.longestFinishSeconds));
    } else if (snapshot.holding) {
        m_holdingText = tr("Floor held. No station is working.");
        m_holdingShort = tr("Floor held");
    }
    setAvailable(m_hold, !snapshot.holding,
        snapshot.holding
            ? tr("The floor is held already.")
            : tr("All stations finish their card and stop (Ctrl+H). This is not a safety stop."));
    const bool mayResume = snapshot.holding && !snapshot.lineStopped && !snapshot.serverFailure;
    setAvailable(m_resume, mayResume,
        snapshot.holding && !mayResume
            ? tr("The floor goes on after the next start of the program; the red line says why.")
            : snapshot.holding ? tr("All stations go on (Ctrl+Shift+H).")
                               : tr("The floor is not held."));
}

} // namespace sm
