// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/stations/enrol_guide.h"

#include "base/bytes.h"
#include "ui/stations/rows_table.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QVBoxLayout>

#include <algorithm>

namespace sm {

namespace {

/// A place that no key may take yet; else the first.
StationId freePlace(const StationDoorView& door)
{
    for (const StationId place : door.places) {
        const bool taken = std::any_of(door.listed.begin(), door.listed.end(),
            [place](const ListedStation& one) { return one.station == place; });
        if (!taken)
            return place;
    }
    return door.places.empty() ? StationId{1, 1} : door.places.front();
}

/// Where it listens is no name that another computer can connect to; its port is.
QString consoleAddress(const StationDoorView& door)
{
    return QStringLiteral("CONSOLE:") + door.address.section(QLatin1Char(':'), -1);
}

} // namespace

EnrolLines enrolLines(const StationDoorView* door)
{
    const bool open = door && !door->address.isEmpty();
    const QString place = open ? freePlace(*door).text() : StationId{1, 1}.text();
    EnrolLines lines;
    if (!open)
        lines.floorFile = QStringLiteral(
            "\"machines\": [ { \"name\": \"Press\", \"links\": [ { \"kind\": \"tls\" } ] } ],\n"
            "\"stationDoor\": { \"listen\": \"0.0.0.0:7700\", \"certificate\": "
            "\"/etc/stationmaster/console.pem\", \"key\": \"/etc/stationmaster/console.key\" }");
    lines.makeKey
        = QStringLiteral("openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes "
                         "-days 3650 -subj /CN=%1 -keyout station.key -out station.pem")
              .arg(place);
    lines.pins = QStringLiteral("echo %1 > console.pins")
                     .arg(open ? toHex(door->pin) : QStringLiteral("FINGERPRINT"));
    lines.start = QStringLiteral("stationmaster-station --reader \"READER\" --station %1 --connect tls://%2 "
                                 "--certificate station.pem --key station.key --pins console.pins")
                      .arg(place, open ? consoleAddress(*door) : QStringLiteral("CONSOLE:7700"));
    return lines;
}

EnrolGuide::EnrolGuide(QWidget* parent)
    : QWidget(parent)
    , m_heading(makeLabel(this, 16, true))
{
    m_heading->setObjectName(QStringLiteral("stationsEmptyText"));
    m_heading->setWordWrap(true);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(24), px(20), px(24), px(20));
    column->setSpacing(px(10));
    column->addWidget(m_heading);
    addStep(tr("Give a machine in floor.json a place for it and say where stations come in. Start this "
               "console again."),
        tr("Copy the lines for floor.json"));
    addStep(tr("At the computer beside the reader, make a key and a certificate."),
        tr("Copy the command that makes a key"));
    addStep(tr("Write the fingerprint of this console's key, which this page shows, into a file there."),
        tr("Copy the command that writes the fingerprint"));
    addStep(tr("Start the station there. READER is the name that pcscd gives the reader, CONSOLE the name of "
               "this computer."),
        tr("Copy the command that starts the station"));
    for (const Step& step : m_steps)
        column->addWidget(step.box);
    m_last = makeLabel(this, 14);
    m_last->setWordWrap(true);
    column->addWidget(m_last);
    column->addStretch(1);
    present(nullptr);
}

void EnrolGuide::addStep(const QString& text, const QString& name)
{
    Step step;
    step.box = new QWidget(this);
    auto* column = new QVBoxLayout(step.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(4));
    step.text = makeLabel(step.box, 14);
    step.text->setWordWrap(true);
    step.text->setProperty("step", text);
    step.line = makeLabel(step.box, 12);
    step.line->setFont(monoFont(12));
    step.line->setWordWrap(true);
    step.line->setObjectName(QStringLiteral("enrolLine%1").arg(m_steps.size()));
    step.line->setTextInteractionFlags(Qt::TextSelectableByMouse);
    step.line->setContentsMargins(px(10), px(6), px(10), px(6));
    step.copy = makeButton(QStringLiteral("enrolCopy%1").arg(m_steps.size()), tr("Copy"), step.box);
    step.copy->setAccessibleName(name);
    step.copy->setToolTip(name);
    auto* row = new QHBoxLayout;
    row->setSpacing(px(8));
    row->addWidget(step.line, 1);
    row->addWidget(step.copy, 0, Qt::AlignTop);
    column->addWidget(step.text);
    column->addLayout(row);
    connect(step.copy, &QPushButton::clicked, this, [this, line = step.line] {
        copyText(line->text());
        Q_EMIT copied(tr("It is on the clipboard."));
    });
    m_steps.push_back(step);
}

void EnrolGuide::setTheme(const Theme& theme)
{
    setTextColor(m_heading, theme.text1);
    setTextColor(m_last, theme.text1);
    for (const Step& step : m_steps) {
        setTextColor(step.text, theme.text1);
        setTextColor(step.line, theme.text1);
        setBackground(step.line, theme.tile);
    }
}

void EnrolGuide::setHeading(const QString& text)
{
    m_heading->setText(text);
}

void EnrolGuide::present(const StationDoorView* door)
{
    const EnrolLines lines = enrolLines(door);
    const QString texts[]{lines.floorFile, lines.makeKey, lines.pins, lines.start};
    int number = 0;
    for (size_t i = 0; i < m_steps.size(); ++i) {
        const Step& step = m_steps[i];
        step.box->setVisible(!texts[i].isEmpty());
        if (texts[i].isEmpty())
            continue;
        step.text->setText(
            QStringLiteral("%1. %2").arg(++number).arg(step.text->property("step").toString()));
        if (step.line->text() != texts[i])
            step.line->setText(texts[i]);
    }
    m_last->setText(QStringLiteral("%1. %2").arg(++number).arg(
        tr("Its program prints the fingerprint of its key (\"pin\"). Compare it with the one that then waits "
           "here, and accept it.")));
}

} // namespace sm
