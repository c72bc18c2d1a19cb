// SPDX-License-Identifier: GPL-3.0-or-later
// How the page of the floor's set-up is put together.
#include "ui/setup/setup_page.h"
#include "ui/setup/setup_panel.h"
#include "ui/setup/setup_table.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QHBoxLayout>
#include <QScrollArea>

namespace sm {

namespace {

constexpr int panelWidth = 350;

QHBoxLayout* makeRow(QWidget* of)
{
    auto* row = new QHBoxLayout(of);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(px(8));
    return row;
}

} // namespace

QWidget* SetupPage::makeHead()
{
    auto* head = new QWidget(m_content);
    auto* row = makeRow(head);
    auto* texts = new QVBoxLayout;
    texts->setSpacing(0);
    m_count = makeLabel(head, 15, true);
    m_count->setObjectName(QStringLiteral("setupCount"));
    m_where = new ElidedLabel(head, Qt::ElideMiddle);
    m_where->setFont(uiFont(12));
    m_where->setObjectName(QStringLiteral("setupWhere"));
    texts->addWidget(m_count);
    texts->addWidget(m_where);
    row->addLayout(texts, 1);
    m_testAll = makeRoomyButton(QStringLiteral("setupTestAll"), tr("Test all"), head);
    m_undo = makeRoomyButton(QStringLiteral("setupUndo"), tr("Undo"), head);
    m_discard = makeRoomyButton(QStringLiteral("setupDiscard"), tr("Discard"), head);
    m_apply = makeRoomyButton(QStringLiteral("setupApply"), tr("Apply..."), head);
    m_apply->setProperty("primary", true);
    for (QPushButton* button : {m_testAll, m_undo, m_discard, m_apply})
        row->addWidget(button);
    return head;
}

QWidget* SetupPage::makeMessages()
{
    auto* box = new QWidget(m_content);
    m_messages = box;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(6));
    m_note = makeLabel(box, 13);
    m_note->setObjectName(QStringLiteral("setupNote"));
    auto* line = new QWidget(box);
    line->setObjectName(QStringLiteral("setupMessageLine"));
    auto* row = makeRow(line);
    m_message = makeLabel(line, 13, true);
    m_message->setObjectName(QStringLiteral("setupMessage"));
    for (QLabel* label : {m_note, m_message}) {
        label->setWordWrap(true);
        label->setContentsMargins(px(10), px(6), px(10), px(6));
    }
    m_showFault = makeRoomyButton(QStringLiteral("setupShowFault"), tr("Show it"), line);
    row->addWidget(m_message, 1);
    row->addWidget(m_showFault);
    column->addWidget(m_note);
    column->addWidget(line);
    return box;
}

QWidget* SetupPage::makeList()
{
    auto* box = new QWidget(m_content);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(px(8));
    m_table = new SetupTable(box);
    m_table->setObjectName(QStringLiteral("setupTable"));
    m_table->setAccessibleName(tr("Machines and stations"));
    column->addWidget(m_table, 1);
    auto* buttons = new QWidget(box);
    auto* row = makeRow(buttons);
    m_addMachine = makeRoomyButton(QStringLiteral("setupAddMachine"), tr("Add machine"), buttons);
    m_addStation = makeRoomyButton(QStringLiteral("setupAddStation"), tr("Add station"), buttons);
    m_remove = makeRoomyButton(QStringLiteral("setupRemove"), tr("Remove"), buttons);
    m_test = makeRoomyButton(QStringLiteral("setupTestOne"), tr("Test"), buttons);
    m_lookAgain = makeRoomyButton(QStringLiteral("setupLookAgain"), tr("Look again"), buttons);
    for (QPushButton* button : {m_addMachine, m_addStation, m_remove, m_test})
        row->addWidget(button);
    row->addStretch(1);
    row->addWidget(m_lookAgain);
    column->addWidget(buttons);
    return box;
}

QWidget* SetupPage::makePanel()
{
    m_panel = new SetupPanel(m_content);
    m_area = new QScrollArea(m_content);
    m_area->setObjectName(QStringLiteral("setupScroll"));
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setWidgetResizable(true);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFixedWidth(px(panelWidth));
    m_area->setWidget(m_panel);
    return m_area;
}

void SetupPage::connectParts()
{
    connect(m_testAll, &QPushButton::clicked, this, &SetupPage::testAll);
    connect(m_undo, &QPushButton::clicked, this, &SetupPage::undo);
    connect(m_discard, &QPushButton::clicked, this, &SetupPage::discard);
    connect(m_apply, &QPushButton::clicked, this, &SetupPage::applyWanted);
    connect(m_showFault, &QPushButton::clicked, this, &SetupPage::showFault);
    connect(m_addMachine, &QPushButton::clicked, this, &SetupPage::addMachine);
    connect(m_addStation, &QPushButton::clicked, this, &SetupPage::addStation);
    connect(m_remove, &QPushButton::clicked, this, &SetupPage::remove);
    connect(m_test, &QPushButton::clicked, this, &SetupPage::test);
    connect(m_lookAgain, &QPushButton::clicked, this, &SetupPage::readWanted);
    connect(m_table, &SetupTable::chosenChanged, this, [this] {
        m_typing = false;
        m_panel->present(m_state, m_table->chosen(), false);
        presentMessages();
        checkButtons();
    });
    connect(m_table, &SetupTable::formWanted, this, [this] { m_panel->focusMember({}); });
    connect(m_table, &SetupTable::addWanted, m_addStation, &QPushButton::click);
    connect(m_table, &SetupTable::removeWanted, m_remove, &QPushButton::click);
    connect(m_table, &SetupTable::undoWanted, m_undo, &QPushButton::click);
    connect(m_panel, &SetupPanel::machineRenamed, this, [this](quint16 machine, const QString& name) {
        m_state.draft.renameMachine(machine, name);
        edited(true);
    });
    connect(m_panel, &SetupPanel::stationChanged, this, [this](const StationRow& row, const QString& member) {
        m_state.draft.changeStation(row, member);
        edited(true);
    });
}

void SetupPage::themeLines()
{
    setBackground(m_note, m_theme.attention.fill);
    setTextColor(m_note, m_theme.attention.text);
    setBackground(m_message, m_theme.fault.fill);
    setTextColor(m_message, m_theme.fault.text);
    setTextColor(m_count, m_theme.text1);
    setTextColor(m_where, m_theme.text2);
}

} // namespace sm
