// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/detail_panel.h"

#include "ui/floor/reason_chips.h"
#include "ui/floor/reject_prompt.h"
#include "ui/floor/session_widgets.h"
#include "ui/floor/station_facts.h"
#include "ui/floor/station_log.h"
#include "ui/floor/tile_look.h"
#include "ui/text/alarm_text.h"
#include "ui/text/failure_text.h"
#include "ui/text/state_text.h"
#include "ui/text/station_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QScrollArea>

#include <map>

namespace sm {

namespace {

QLabel* wrapped(QWidget* parent, int pixels, bool bold = false)
{
    QLabel* label = makeLabel(parent, pixels, bold);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

struct Advice {
    QString sentence;
    QString steps; ///< numbered
    QString code; ///< with where and why
};

QString numbered(const FailureText& text)
{
    QStringList steps;
    for (const QString& step : actionSteps(text))
        steps.append(QStringLiteral("%1. %2").arg(steps.size() + 1).arg(step));
    return steps.join(QLatin1Char('\n'));
}

/// From the failure that stopped the station, else from the alarm that stands there.
Advice adviceFor(const Snapshot& snapshot, const StationSnapshot& station)
{
    if (station.failure) {
        const FailureText text = failureText(*station.failure);
        return {text.sentence, numbered(text),
            station.failedStep.isEmpty() ? DetailPanel::tr("%1. Likely cause: %2").arg(text.code, text.cause)
                                         : DetailPanel::tr("%1, in step %2. Likely cause: %3")
                                               .arg(text.code, station.failedStep, text.cause)};
    }
    for (const AlarmEntry& entry : snapshot.alarms ? snapshot.alarms->active : std::vector<AlarmEntry>()) {
        if (entry.station != station.id)
            continue;
        const AlarmText text = alarmText(entry);
        FailureText steps;
        steps.action = text.action;
        return {text.sentence, numbered(steps),
            DetailPanel::tr("%1. Likely cause: %2").arg(text.number, text.cause)};
    }
    return {};
}

/// A station that can do nothing has no button that helps, so the panel says what does.
Advice restAdvice(const StationSnapshot& station)
{
    FailureText text;
    if (const StationAdvice away = awayAdvice(station); !away.sentence.isEmpty()) {
        text.action = away.action;
        return {away.sentence, numbered(text), {}};
    }
    if (station.state == TileState::Offline) {
        text.action = DetailPanel::tr("Check the station's power and its cable. It comes back by itself.");
        return {DetailPanel::tr("The station is offline."), numbered(text), {}};
    }
    if (station.state == TileState::Maintenance) {
        text.action = DetailPanel::tr("It comes back when the maintenance is over.");
        return {DetailPanel::tr("The station is locked out for maintenance."), numbered(text), {}};
    }
    return {};
}

} // namespace

DetailPanel::DetailPanel(const StationLog& log, QWidget* parent)
    : QWidget(parent)
    , m_log(log)
{
    setObjectName(QStringLiteral("detailPanel"));
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto* area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    outer->addWidget(area);
    auto* inside = new QWidget(area);
    auto* column = new QVBoxLayout(inside);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(8);
    column->addWidget(makeHead());
    makeAdvice(column);
    makeButtons(column);
    m_facts = new StationFacts(inside);
    column->addWidget(m_facts);
    m_single.push_back(m_facts);
    addSection(column, tr("Last 20 cards, seconds"), m_takts = new TaktChart(inside));
    addSection(column, tr("Last commands, masked"), m_exchanges = new ExchangeList(inside));
    addSection(column, tr("Session"), m_phases = new PhaseList(inside));
    addSection(column, tr("Last events"), m_events = wrapped(inside, 12));
    m_events->setObjectName(QStringLiteral("stationEvents"));
    column->addStretch(1);
    area->setWidget(inside);
}

QWidget* DetailPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    m_title = makeLabel(head, 20, true);
    m_title->setObjectName(QStringLiteral("panelTitle"));
    m_state = new Chip(head);
    m_state->setFocusPolicy(Qt::NoFocus);
    m_state->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_detach = makeButton(QStringLiteral("detachPanelButton"), QString(), head);
    m_close = makeButton(QStringLiteral("closePanelButton"), QString(), head);
    for (QPushButton* button : {m_detach, m_close}) {
        button->setFixedSize(32, 32);
        button->setFlat(true);
    }
    setAvailable(m_close, true, tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close panel"));
    connect(m_close, &QPushButton::clicked, this, &DetailPanel::closed);
    connect(m_detach, &QPushButton::clicked, this, [this] { Q_EMIT detachWanted(!m_detached); });
    setDetached(false);
    row->addWidget(m_title);
    row->addWidget(m_state);
    row->addStretch(1);
    row->addWidget(m_detach);
    row->addWidget(m_close);
    return head;
}

void DetailPanel::setDetached(bool detached)
{
    m_detached = detached;
    const QString tip = detached ? tr("Back into the main window (Ctrl+Shift+D)")
                                 : tr("Own window, for a second screen (Ctrl+Shift+D)");
    setAvailable(m_detach, true, tip);
    m_detach->setAccessibleName(
        detached ? tr("Panel back into the main window") : tr("Panel in its own window"));
    setMinimumWidth(px(400));
    setMaximumWidth(detached ? QWIDGETSIZE_MAX : px(400));
}

void DetailPanel::makeAdvice(QVBoxLayout* column)
{
    m_sentence = wrapped(this, 14, true);
    m_adviceTitle = makeLabel(this, 14, true);
    m_adviceTitle->setText(tr("What to do"));
    m_advice = wrapped(this, 14);
    m_code = wrapped(this, 11);
    m_mix = wrapped(this, 14);
    m_mix->setObjectName(QStringLiteral("selectionMix"));
    for (QWidget* widget : {m_sentence, m_adviceTitle, m_advice, m_code, m_mix})
        column->addWidget(widget);
}

void DetailPanel::makeButtons(QVBoxLayout* column)
{
    m_continue = makeButton(QStringLiteral("continueButton"), QString(), this);
    m_resume = makeButton(QStringLiteral("resumeStationButton"), QString(), this);
    m_hold = makeButton(QStringLiteral("holdStationButton"), QString(), this);
    for (QPushButton* button : {m_continue, m_resume, m_hold}) {
        button->setMinimumHeight(44);
        button->setFont(uiFont(16, true));
        button->setAutoDefault(true);
        column->addWidget(button);
    }
    m_continue->setProperty("primary", true);
    m_resume->setProperty("primary", true);
    m_reject = new RejectPrompt(this);
    m_openTrace = makeButton(QStringLiteral("openTraceButton"), tr("Open trace  (T)"), this);
    m_openTrace->setMinimumHeight(36);
    m_openTrace->setToolTip(tr("The commands of this station; lands on the one that failed."));
    m_openTrace->hide();
    m_reasons = new ReasonChips(this);
    for (QWidget* widget : std::initializer_list<QWidget*>{m_reject, m_openTrace, m_reasons})
        column->addWidget(widget);
    m_single.push_back(m_reject);
    connect(
        m_continue, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ClearStations{m_fault}); });
    connect(
        m_resume, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ResumeStations{m_held}); });
    connect(
        m_hold, &QPushButton::clicked, this, [this] { Q_EMIT command(command::HoldStations{m_holdable}); });
    connect(m_reject, &RejectPrompt::command, this, &DetailPanel::command);
    connect(m_reasons, &ReasonChips::command, this, &DetailPanel::command);
    connect(m_openTrace, &QPushButton::clicked, this, &DetailPanel::openTrace);
}

void DetailPanel::addSection(QVBoxLayout* column, const QString& title, QWidget* content)
{
    QLabel* heading = makeLabel(content->parentWidget(), 14, true);
    heading->setText(title);
    heading->setContentsMargins(0, 8, 0, 0);
    column->addWidget(heading);
    column->addWidget(content);
    m_single.push_back(heading);
    m_single.push_back(content);
}

void DetailPanel::setTraceAvailable(bool available)
{
    m_trace = available;
    m_openTrace->setVisible(available && m_station.isValid());
}

void DetailPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    setDetached(m_detached);
    setBackground(this, theme.panel);
    m_state->setTheme(theme);
    m_facts->setTheme(theme);
    m_reject->setTheme(theme);
    m_reasons->setTheme(theme);
    m_phases->setTheme(theme);
    m_takts->setTheme(theme);
    m_exchanges->setTheme(theme);
    setTextColor(m_events, theme.text2);
    setTextColor(m_code, theme.text3);
    m_detach->setIcon(tintedIcon(QStringLiteral("detach"), theme.text1, theme.text3));
    m_close->setIcon(tintedIcon(QStringLiteral("close"), theme.text1, theme.text3));
    m_continue->setIcon(tintedIcon(QStringLiteral("start"), theme.attention.text, theme.text3));
    m_resume->setIcon(tintedIcon(QStringLiteral("resume"), theme.attention.text, theme.text3));
    m_hold->setIcon(tintedIcon(QStringLiteral("hold"), theme.text1, theme.text3));
    m_openTrace->setIcon(tintedIcon(QStringLiteral("trace"), theme.text1, theme.text3));
}

void DetailPanel::present(const Snapshot& snapshot, const std::vector<const StationSnapshot*>& stations)
{
    if (stations.empty()) {
        m_station = StationId();
        showButtons(stations); // what is not selected is not acted on
        return;
    }
    const bool single = stations.size() == 1;
    m_station = single ? stations.front()->id : StationId();
    for (QWidget* widget : m_single)
        widget->setVisible(single);
    m_openTrace->setVisible(single && m_trace);
    m_mix->setVisible(!single);
    single ? showOne(snapshot, *stations.front()) : showMany(stations);
    showButtons(stations);
    m_reasons->present(snapshot, stations);
}

void DetailPanel::showOne(const Snapshot& snapshot, const StationSnapshot& station)
{
    m_title->setText(station.id.text());
    styleChip(station);
    showAdvice(snapshot, station);
    m_reject->present(station);
    m_facts->present(snapshot, station);
    m_phases->setSession(station);
    const MachineSnapshot* machine = machineOf(snapshot, station.id);
    m_takts->setTakts(station.takts, machine ? machine->targetTakt : 0);
    m_exchanges->setExchanges(station.lastExchanges);
    showEvents(station.id);
}

void DetailPanel::showEvents(StationId station)
{
    QStringList lines;
    for (const StationEntry& entry : m_log.recent(station))
        lines.append(entry.time.toString(QStringLiteral("HH:mm:ss")) + QStringLiteral("   ") + entry.text);
    const QString text = lines.isEmpty() ? tr("Nothing since the start.") : lines.join(QLatin1Char('\n'));
    if (m_events->text() != text)
        m_events->setText(text);
}

void DetailPanel::showMany(const std::vector<const StationSnapshot*>& stations)
{
    m_title->setText(tr("%n stations", nullptr, int(stations.size())));
    m_state->hide();
    for (QLabel* label : {m_sentence, m_adviceTitle, m_advice, m_code})
        label->hide();
    std::map<TileState, int> mix;
    for (const StationSnapshot* station : stations)
        ++mix[station->state];
    QStringList parts;
    for (const auto& [state, count] : mix)
        parts.append(QStringLiteral("%1 %2").arg(count).arg(stateText(state)));
    m_mix->setText(parts.join(QStringLiteral(",  ")));
}

void DetailPanel::styleChip(const StationSnapshot& station)
{
    const Band* band = bandColors(bandOf(station), m_theme);
    m_state->setBand(band ? std::optional(*band) : std::nullopt);
    const QString text = bandOf(station) == TileBand::Warning ? warningText() : stationStateText(station);
    if (m_state->text() != text) {
        m_state->setText(text);
        m_state->updateGeometry();
    }
    m_state->show();
}

void DetailPanel::showAdvice(const Snapshot& snapshot, const StationSnapshot& station)
{
    Advice advice = bandOf(station) == TileBand::None ? Advice() : adviceFor(snapshot, station);
    if (advice.sentence.isEmpty())
        advice = restAdvice(station);
    for (QLabel* label : {m_sentence, m_adviceTitle, m_advice, m_code})
        label->setVisible(!advice.sentence.isEmpty());
    const std::pair<QLabel*, QString> texts[]{
        {m_sentence, advice.sentence}, {m_advice, advice.steps}, {m_code, advice.code}};
    for (const auto& [label, text] : texts) {
        if (label->text() != text)
            label->setText(text);
    }
}

void DetailPanel::showButtons(const std::vector<const StationSnapshot*>& stations)
{
    m_fault.clear();
    m_held.clear();
    m_holdable.clear();
    for (const StationSnapshot* station : stations) {
        if (station->state == TileState::Fault)
            m_fault.push_back(station->id);
        else if (station->state == TileState::Held || station->state == TileState::Finishing)
            m_held.push_back(station->id);
        else if (station->state != TileState::Offline && station->state != TileState::Maintenance)
            m_holdable.push_back(station->id);
    }
    const bool single = stations.size() == 1;
    // One station has one next thing to do; several may each need another.
    m_continue->setVisible(!m_fault.empty());
    m_resume->setVisible(!m_held.empty());
    m_hold->setVisible(single ? m_fault.empty() && m_held.empty()
                              : !m_holdable.empty() || (m_fault.empty() && m_held.empty()));
    m_continue->setText(
        single ? tr("Continue  (Enter)") : tr("Continue %n stations", nullptr, int(m_fault.size())));
    m_resume->setText(
        single ? tr("Resume station  (Enter)") : tr("Resume %n stations", nullptr, int(m_held.size())));
    m_hold->setText(
        single ? tr("Hold station  (H)") : tr("Hold %n stations", nullptr, int(m_holdable.size())));
    setAvailable(m_hold, !m_holdable.empty(),
        m_holdable.empty() ? tr("The station is offline or locked out.")
                           : tr("The station finishes its card and then waits."));
}

void DetailPanel::focusPrimary()
{
    for (QPushButton* button : {m_continue, m_resume, m_hold}) {
        if (button->isVisible() && button->isEnabled()) {
            if (m_detached)
                window()->activateWindow();
            button->setFocus(Qt::ShortcutFocusReason);
            return;
        }
    }
}

void DetailPanel::holdOrResume()
{
    if (!m_held.empty())
        Q_EMIT command(command::ResumeStations{m_held});
    else if (!m_holdable.empty())
        Q_EMIT command(command::HoldStations{m_holdable});
}

void DetailPanel::goOn()
{
    if (!m_fault.empty())
        Q_EMIT command(command::ClearStations{m_fault});
    else if (!m_held.empty())
        Q_EMIT command(command::ResumeStations{m_held});
}

void DetailPanel::reject()
{
    if (m_station.isValid())
        m_reject->ask();
}

void DetailPanel::openTrace()
{
    if (m_station.isValid() && m_trace)
        Q_EMIT openTraceRequested(m_station);
}

} // namespace sm
