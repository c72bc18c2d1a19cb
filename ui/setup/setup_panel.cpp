// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_panel.h"

#include "ui/setup/setup_field.h"
#include "ui/setup/station_form.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

namespace sm {

namespace {

constexpr int longestName = 60;

void put(QLabel* label, const QString& text)
{
    if (label->text() != text)
        label->setText(text);
    label->setVisible(!text.isEmpty());
}

QString nameOf(const SetupState& state, quint16 machine)
{
    for (const MachineRow& one : state.draft.machines()) {
        if (one.number == machine)
            return one.name;
    }
    return {};
}

} // namespace

SetupPanel::SetupPanel(QWidget* parent)
    : QWidget(parent)
    , m_name(new QLineEdit(this))
    , m_form(new StationForm(this))
{
    setObjectName(QStringLiteral("setupPanel"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(px(16), px(12), px(16), px(16));
    column->setSpacing(px(10));
    m_title = addText("setupTitle", 16, true);
    m_text = addText("setupText", 13);
    m_name->setObjectName(QStringLiteral("setupMachineName"));
    m_name->setMaxLength(longestName);
    m_nameField = new SetupField(tr("Name of the machine"), m_name, this);
    column->addWidget(m_nameField);
    column->addWidget(m_form);
    m_devices = addText("setupDevices", 13);
    m_testTitle = addText("setupTestTitle", 14, true);
    m_testTitle->setText(tr("Last test"));
    m_test = addText("setupTest", 13);
    m_test->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_test->setContentsMargins(px(8), px(6), px(8), px(6));
    column->addStretch(1);
    connect(m_name, &QLineEdit::textChanged, this,
        [this](const QString& name) { Q_EMIT machineRenamed(m_machine, name.trimmed()); });
    connect(m_form, &StationForm::changed, this, &SetupPanel::stationChanged);
}

QLabel* SetupPanel::addText(const char* objectName, int pixels, bool bold)
{
    QLabel* label = makeLabel(this, pixels, bold);
    label->setObjectName(QLatin1String(objectName));
    label->setWordWrap(true);
    layout()->addWidget(label);
    return label;
}

void SetupPanel::setTheme(const Theme& theme)
{
    m_theme = theme;
    setBackground(this, theme.panel);
    m_nameField->setTheme(theme);
    m_form->setTheme(theme);
    for (QLabel* label : {m_title, m_testTitle, m_test})
        setTextColor(label, theme.text1);
    for (QLabel* label : {m_text, m_devices})
        setTextColor(label, theme.text2);
}

void SetupPanel::setPluggedIn(const PluggedIn& there)
{
    m_form->setPluggedIn(there);
}

void SetupPanel::present(const SetupState& state, const SetupRow* row, bool typing)
{
    const bool station = row && row->station.isValid() && !row->gone;
    const bool machine = row && !row->station.isValid() && !row->gone;
    m_nameField->setVisible(machine);
    m_form->setVisible(station);
    if (!station)
        m_devices->hide();
    put(m_title, row ? row->cells[SetupRow::Station] : tr("Nothing is chosen"));
    if (machine)
        presentMachine(state, *row, typing);
    else if (station)
        presentStation(state, *row, typing);
    else
        put(m_text,
            row ? tr("It goes when the changes are applied. Undo brings it back.")
                : tr("Choose a machine or a station in the list, or add one."));
    if (row)
        presentFault(state, *row);
    const bool tested = station && state.tests.contains(row->station);
    m_testTitle->setVisible(tested);
    m_test->setVisible(tested);
    if (tested)
        presentTest(state, *row);
}

void SetupPanel::presentMachine(const SetupState& state, const SetupRow& row, bool typing)
{
    put(m_text,
        tr("Its stations are called M%1-S1, M%1-S2 and so on. A number stays when another station goes.")
            .arg(row.machine));
    if (typing && m_machine == row.machine)
        return;
    m_machine = row.machine;
    const QString name = nameOf(state, row.machine);
    const QSignalBlocker quiet(m_name);
    if (m_name->text() != name)
        m_name->setText(name);
}

void SetupPanel::presentStation(const SetupState& state, const SetupRow& row, bool typing)
{
    put(m_text, {});
    const auto station = state.draft.station(row.station);
    if (!station)
        return;
    if (!typing || m_form->row().id != station->id)
        m_form->setRow(*station);
    put(m_devices,
        station->modules.isEmpty()
            ? QString()
            : tr("Devices beside it, from floor.json: %1").arg(station->modules.join(QStringLiteral(", "))));
}

void SetupPanel::presentFault(const SetupState& state, const SetupRow& row)
{
    const auto& wrong = state.draft.wrong();
    const SetupFault fault = wrong ? setupFault(state.draft, *wrong) : SetupFault();
    const bool here = wrong && fault.machine == row.machine;
    const bool station = here && row.station.isValid() && fault.station == row.station;
    const bool machine = here && !row.station.isValid() && !fault.station.isValid();
    m_form->setError(fault.member, station ? fault.text : QString());
    m_nameField->setError(machine ? fault.text : QString());
}

void SetupPanel::presentTest(const SetupState& state, const SetupRow& row)
{
    const SetupTestText text = setupTestText(*state.tests.find(row.station));
    put(m_test, text.whole.isEmpty() ? text.brief : text.whole);
    const bool bad = text.tone == SetupTone::Fault;
    const bool held = text.tone == SetupTone::Attention;
    setBackground(m_test, bad ? m_theme.fault.fill : held ? m_theme.attention.fill : m_theme.tile);
    setTextColor(m_test, bad ? m_theme.fault.text : held ? m_theme.attention.text : m_theme.text1);
}

void SetupPanel::focusMember(const QString& member)
{
    if (m_form->isVisibleTo(this))
        m_form->focusMember(member);
    else if (m_nameField->isVisibleTo(this))
        m_name->setFocus(Qt::OtherFocusReason);
}

} // namespace sm
