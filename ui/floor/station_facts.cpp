// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/floor/station_facts.h"

#include "ui/floor/session_widgets.h"
#include "ui/text/numbers.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QFormLayout>
#include <QLocale>

namespace sm {

namespace {

QString orDash(const QString& text)
{
    return text.isEmpty() ? QString(QChar(0x2013)) : text;
}

} // namespace

const MachineSnapshot* machineOf(const Snapshot& snapshot, StationId station)
{
    for (const MachineSnapshot& machine : snapshot.machines) {
        if (machine.number == station.machine)
            return &machine;
    }
    return nullptr;
}

StationFacts::StationFacts(QWidget* parent)
    : QWidget(parent)
    , m_form(new QFormLayout(this))
{
    m_form->setContentsMargins(0, 8, 0, 0);
    m_form->setVerticalSpacing(5);
    m_form->setHorizontalSpacing(12);
    m_job = addFact(tr("Job"));
    m_record = addFact(tr("Card object"), true);
    m_pan = addFact(tr("Card number"), true);
    m_panCaption = m_captions.back();
    m_profile = addFact(tr("Profile"));
    m_step = addFact(tr("Step"));
    m_steps = new StepBar(this);
    m_form->addRow(m_steps);
    m_since = addFact(tr("Since"));
    m_counts = addFact(tr("Cards here"));
    m_worked = addFact(tr("In work"));
    m_link = addFact(tr("Reader"));
}

ElidedLabel* StationFacts::addFact(const QString& name, bool mono)
{
    QLabel* caption = makeLabel(this, 13);
    caption->setText(name);
    caption->setMinimumWidth(92);
    m_captions.push_back(caption);
    auto* value = new ElidedLabel(this, mono ? Qt::ElideLeft : Qt::ElideRight);
    value->setFont(mono ? monoFont(13) : uiFont(13));
    m_form->addRow(caption, value);
    return value;
}

void StationFacts::setTheme(const Theme& theme)
{
    m_steps->setTheme(theme);
    for (QLabel* caption : m_captions)
        setTextColor(caption, theme.text2);
}

void StationFacts::present(const Snapshot& snapshot, const StationSnapshot& station)
{
    const MachineSnapshot* machine = machineOf(snapshot, station.id);
    m_job->setFullText(orDash(!station.job.isEmpty() ? station.job : machine ? machine->job : QString()));
    m_profile->setFullText(orDash(station.profile));
    m_record->setFullText(
        station.recordId.isEmpty() ? orDash(QString()) : QChar(0x2026) + QLatin1Char(' ') + station.recordId);
    m_pan->setVisible(!station.panTail.isEmpty());
    m_panCaption->setVisible(!station.panTail.isEmpty());
    m_pan->setFullText(QString(4, QChar(0x2022)) + QLatin1Char(' ') + station.panTail);
    m_step->setFullText(station.stepNow == 0
            ? orDash(QString())
            : QStringLiteral("%1/%2  %3").arg(station.stepNow).arg(station.stepCount).arg(station.stepName));
    m_steps->setSteps(station.stepNow, station.stepCount);
    m_since->setFullText(ageText(snapshot.now - station.since));
    m_counts->setFullText(tr("%1 good, %2 rejected").arg(grouped(station.good), grouped(station.rejected)));
    m_worked->setFullText(ageText(qint64(station.runSeconds * 1000)));
    m_link->setFullText(orDash(station.link));
}

} // namespace sm
