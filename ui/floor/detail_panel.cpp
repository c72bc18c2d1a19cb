// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/detail_panel.h"

#include "ui/floor/session_widgets.h"
#include "ui/floor/tile_look.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"
#include "ui/text/state_text.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/widgets.h"

#include <QFormLayout>
#include <QScrollArea>

namespace sm {

namespace {

const JobSnapshot* jobNamed(const Snapshot& snapshot, const QString& name)
{
    for (const JobSnapshot& job : snapshot.jobs) {
        if (job.name == name)
            return &job;
    }
    return nullptr;
}

QString jobOf(const Snapshot& snapshot, StationId id)
{
    for (const MachineSnapshot& machine : snapshot.machines) {
        if (machine.number == id.machine)
            return machine.job;
    }
    return {};
}

QString orDash(const QString& text)
{
    return text.isEmpty() ? QString(QChar(0x2013)) : text;
}

QLabel* wrapped(QWidget* parent, int pixels, bool bold = false)
{
    QLabel* label = makeLabel(parent, pixels, bold);
    label->setWordWrap(true);
    label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    return label;
}

} // namespace

DetailPanel::DetailPanel(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("detailPanel"));
    setFixedWidth(400);
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
    m_sentence = wrapped(inside, 14, true);
    m_adviceTitle = makeLabel(inside, 14, true);
    m_adviceTitle->setText(tr("What to do"));
    m_advice = wrapped(inside, 14);
    m_code = makeLabel(inside, 11);
    for (QWidget* widget : {m_sentence, m_adviceTitle, m_advice, m_code})
        column->addWidget(widget);
    m_continue = makeButton(QStringLiteral("continueButton"), tr("Continue  (Enter)"), inside);
    m_resume = makeButton(QStringLiteral("resumeStationButton"), tr("Resume station  (Enter)"), inside);
    m_hold = makeButton(QStringLiteral("holdStationButton"), tr("Hold station  (H)"), inside);
    for (QPushButton* button : {m_continue, m_resume, m_hold}) {
        button->setMinimumHeight(44);
        button->setFont(uiFont(16, true));
        button->setAutoDefault(true);
        column->addWidget(button);
    }
    m_continue->setProperty("primary", true);
    m_resume->setProperty("primary", true);
    connect(
        m_continue, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ClearStations{m_fault}); });
    connect(
        m_resume, &QPushButton::clicked, this, [this] { Q_EMIT command(command::ResumeStations{m_held}); });
    connect(
        m_hold, &QPushButton::clicked, this, [this] { Q_EMIT command(command::HoldStations{m_holdable}); });
    m_facts = makeFacts();
    column->addWidget(m_facts);
    m_single.push_back(m_facts);
    area->setWidget(inside);
    addSection(tr("Session"), m_phases = new PhaseList(inside));
    addSection(tr("Last commands, masked"), m_exchanges = new ExchangeList(inside));
    addSection(tr("Last 20 cards, seconds"), m_takts = new TaktChart(inside));
    column->addStretch(1);
}

QWidget* DetailPanel::makeHead()
{
    auto* head = new QWidget(this);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(0, 0, 0, 0);
    m_title = makeLabel(head, 20, true);
    m_state = new Chip(head);
    m_state->setFocusPolicy(Qt::NoFocus);
    m_state->setAttribute(Qt::WA_TransparentForMouseEvents);
    m_close = makeButton(QStringLiteral("closePanelButton"), QString(), head);
    m_close->setFixedSize(32, 32);
    m_close->setFlat(true);
    setAvailable(m_close, true, tr("Close (Esc)"));
    m_close->setAccessibleName(tr("Close panel"));
    connect(m_close, &QPushButton::clicked, this, &DetailPanel::closed);
    row->addWidget(m_title);
    row->addWidget(m_state);
    row->addStretch(1);
    row->addWidget(m_close);
    return head;
}

ElidedLabel* DetailPanel::addFact(QFormLayout* form, const QString& name, bool mono)
{
    QLabel* caption = makeLabel(form->parentWidget(), 13);
    caption->setText(name);
    caption->setMinimumWidth(92);
    m_dim.push_back(caption);
    auto* value = new ElidedLabel(form->parentWidget(), mono ? Qt::ElideLeft : Qt::ElideRight);
    value->setFont(mono ? monoFont(13) : uiFont(13));
    form->addRow(caption, value);
    return value;
}

QWidget* DetailPanel::makeFacts()
{
    auto* facts = new QWidget(this);
    auto* form = new QFormLayout(facts);
    form->setContentsMargins(0, 8, 0, 0);
    form->setVerticalSpacing(5);
    form->setHorizontalSpacing(12);
    m_job = addFact(form, tr("Job"));
    m_profile = addFact(form, tr("Profile"));
    m_record = addFact(form, tr("Card object"), true);
    m_step = addFact(form, tr("Step"));
    m_steps = new StepBar(facts);
    form->addRow(m_steps);
    m_since = addFact(form, tr("Since"));
    m_counts = addFact(form, tr("Cards here"));
    m_link = addFact(form, tr("Reader"));
    return facts;
}

void DetailPanel::addSection(const QString& title, QWidget* content)
{
    auto* column = static_cast<QVBoxLayout*>(content->parentWidget()->layout());
    QLabel* heading = makeLabel(content->parentWidget(), 14, true);
    heading->setText(title);
    heading->setContentsMargins(0, 8, 0, 0);
    column->addWidget(heading);
    column->addWidget(content);
    m_single.push_back(heading);
    m_single.push_back(content);
}

void DetailPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    m_state->setTheme(theme);
    m_steps->setTheme(theme);
    m_phases->setTheme(theme);
    m_takts->setTheme(theme);
    m_exchanges->setTheme(theme);
    for (QLabel* label : m_dim)
        setTextColor(label, theme.text2);
    setTextColor(m_code, theme.text3);
    m_close->setIcon(tintedIcon(QStringLiteral("close"), theme.text1, theme.text3));
}

void DetailPanel::present(const Snapshot& snapshot, const std::vector<const StationSnapshot*>& stations)
{
    if (stations.empty())
        return;
    for (QWidget* widget : m_single)
        widget->setVisible(stations.size() == 1);
    stations.size() == 1 ? showOne(snapshot, *stations.front()) : showMany(stations);
    showButtons(stations);
}

void DetailPanel::showOne(const Snapshot& snapshot, const StationSnapshot& station)
{
    m_title->setText(station.id.text());
    styleChip(station);
    showAdvice(station);
    const QString job = jobOf(snapshot, station.id);
    const JobSnapshot* jobSnapshot = jobNamed(snapshot, job);
    m_job->setFullText(orDash(job));
    m_profile->setFullText(orDash(jobSnapshot ? jobSnapshot->profile : QString()));
    m_record->setFullText(
        station.recordId.isEmpty() ? orDash(QString()) : QChar(0x2026) + QLatin1Char(' ') + station.recordId);
    m_step->setFullText(station.stepNow == 0
            ? orDash(QString())
            : QStringLiteral("%1/%2  %3").arg(station.stepNow).arg(station.stepCount).arg(station.stepName));
    m_steps->setSteps(station.stepNow, station.stepCount);
    m_since->setFullText(ageText(snapshot.now - station.since));
    m_counts->setFullText(tr("%1 good, %2 rejected").arg(grouped(station.good), grouped(station.rejected)));
    m_link->setFullText(orDash(station.link));
    m_phases->setSession(station);
    m_takts->setTakts(station.takts);
    m_exchanges->setExchanges(station.lastExchanges);
}

void DetailPanel::showMany(const std::vector<const StationSnapshot*>& stations)
{
    m_title->setText(tr("%n stations", nullptr, int(stations.size())));
    m_state->hide();
    for (QLabel* label : {m_sentence, m_adviceTitle, m_advice, m_code})
        label->hide();
}

void DetailPanel::styleChip(const StationSnapshot& station)
{
    const Band* band = bandColors(bandOf(station), m_theme);
    m_state->setBand(band ? std::optional(*band) : std::nullopt);
    m_state->setText(bandOf(station) == TileBand::Warning ? warningText() : stateText(station.state));
    m_state->updateGeometry();
    m_state->show();
}

void DetailPanel::showAdvice(const StationSnapshot& station)
{
    const bool wrong = bandOf(station) != TileBand::None && station.failure;
    for (QLabel* label : {m_sentence, m_adviceTitle, m_advice, m_code})
        label->setVisible(wrong);
    if (!wrong)
        return;
    const FailureText text = failureText(*station.failure);
    m_sentence->setText(text.sentence);
    QString steps;
    int number = 0;
    for (const QString& step : actionSteps(text))
        steps += QStringLiteral("%1%2. %3")
                     .arg(steps.isEmpty() ? QString() : QStringLiteral("\n"))
                     .arg(++number)
                     .arg(step);
    m_advice->setText(steps);
    m_code->setText(station.failedStep.isEmpty()
            ? tr("%1. Likely cause: %2").arg(text.code, text.cause)
            : tr("%1, in step %2. Likely cause: %3").arg(text.code, station.failedStep, text.cause));
    m_code->setWordWrap(true);
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
    m_continue->setVisible(!m_fault.empty());
    m_resume->setVisible(!m_held.empty());
    m_hold->setVisible(m_fault.empty() && m_held.empty());
    setAvailable(m_hold, !m_holdable.empty(),
        m_holdable.empty() ? tr("The station is offline or locked out.")
                           : tr("The station finishes its card and then waits."));
}

void DetailPanel::focusPrimary()
{
    for (QPushButton* button : {m_continue, m_resume, m_hold}) {
        if (button->isVisible() && button->isEnabled()) {
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

} // namespace sm
