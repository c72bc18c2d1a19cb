// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_page.h"

#include "ui/setup/setup_panel.h"
#include "ui/setup/setup_table.h"
#include "ui/text/failure_text.h"
#include "ui/theme/empty_state.h"
#include "ui/theme/fonts.h"
#include "ui/theme/widgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QScrollArea>
#include <QStackedWidget>

#include <algorithm>

namespace sm {

namespace {

constexpr int refreshMs = 500; ///< states of stations are read here, not watched

QString wholeText(const Failure& why)
{
    const FailureText text = failureText(why);
    return QStringList{text.sentence, text.cause, text.action}.join(QLatin1Char(' '));
}

} // namespace

SetupPage::SetupPage(QWidget* parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_empty(new EmptyState(this))
    , m_content(new QWidget(this))
{
    setObjectName(QStringLiteral("setupPage"));
    m_empty->setText(tr("The floor is being read."));
    QPushButton* again = m_empty->addButton(QStringLiteral("setupReadAgain"), tr("Read again"), true);
    connect(again, &QPushButton::clicked, this, &SetupPage::readWanted);
    auto* column = new QVBoxLayout(m_content);
    column->setContentsMargins(16, 12, 16, 12);
    column->setSpacing(px(10));
    column->addWidget(makeHead());
    column->addWidget(makeMessages());
    auto* body = new QHBoxLayout;
    body->setSpacing(px(12));
    body->addWidget(makeList(), 1);
    body->addWidget(makePanel());
    column->addLayout(body, 1);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(m_content);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
    connectParts();
    present();
}

void SetupPage::setTheme(const Theme& theme)
{
    m_theme = theme;
    for (QWidget* widget : std::initializer_list<QWidget*>{this, m_content})
        setBackground(widget, theme.window);
    setBackground(m_area->viewport(), theme.panel);
    m_empty->setTheme(theme);
    m_table->setTheme(theme);
    m_panel->setTheme(theme);
    themeLines();
    present();
}

void SetupPage::setSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    const bool changing = m_state.snapshot && m_state.snapshot->changing != snapshot->changing;
    m_state.snapshot = std::move(snapshot);
    if (!isVisible() || !m_state.draft.loaded())
        return;
    if (changing || !m_presented.isValid() || m_presented.elapsed() >= refreshMs)
        present();
}

void SetupPage::showFloor(FloorDocument running, const event::FloorRead& read)
{
    const bool first = !m_state.draft.loaded();
    m_others = m_state.draft.follow(std::move(running)) || (m_others && edits() > 0);
    m_file = read.file;
    m_there = {read.readers, read.ports};
    m_panel->setPluggedIn(m_there);
    m_stack->setCurrentWidget(m_content);
    edited(m_typing);
    if (first && isVisible())
        m_table->setFocus();
}

void SetupPage::showUnread(const Failure& why)
{
    if (m_state.draft.loaded())
        return showRefused(why);
    m_empty->setText(wholeText(why));
    m_stack->setCurrentWidget(m_empty);
}

void SetupPage::showTest(StationId station, SetupTest test)
{
    const bool answered = test.stage == SetupTest::Stage::Answered;
    const auto known = m_state.tests.find(station);
    // What was said of another reader than the one that is named now says nothing.
    if (answered && known == m_state.tests.end())
        return;
    test.definition = answered ? known->definition : m_state.draft.definition(station);
    m_state.tests.insert(station, std::move(test));
    forgetOldTests();
    present();
}

void SetupPage::forgetOldTests()
{
    for (auto it = m_state.tests.begin(); it != m_state.tests.end();) {
        if (it->definition == m_state.draft.definition(it.key()))
            ++it;
        else
            it = m_state.tests.erase(it);
    }
}

void SetupPage::forgetTests()
{
    for (auto it = m_state.tests.begin(); it != m_state.tests.end();) {
        if (it->stage == SetupTest::Stage::Queued)
            it = m_state.tests.erase(it);
        else
            ++it;
    }
    present();
}

void SetupPage::showTesting(int done, int all)
{
    m_testsDone = done;
    m_tests = all;
    presentHead();
    checkButtons();
}

void SetupPage::showOrdered(bool ordered)
{
    m_ordered = ordered;
    if (ordered)
        m_refused.reset();
    presentMessages();
    checkButtons();
}

void SetupPage::showRefused(const Failure& why)
{
    m_refused = why;
    presentMessages();
}

void SetupPage::showApplied(FloorDocument floor, const event::FloorApplied& applied)
{
    m_state.failed.clear();
    for (const StationEdit& edit : applied.stations) {
        if (edit.failure)
            m_state.failed.insert(edit.station, *edit.failure);
    }
    if (m_state.draft.json() == floor.json())
        m_state.draft.start(std::move(floor));
    else
        m_state.draft.follow(std::move(floor)); // edited on while the answer came
    edited(false);
}

void SetupPage::edited(bool typing)
{
    m_typing = typing;
    m_refused.reset();
    if (edits() == 0)
        m_others = false;
    forgetOldTests();
    present();
}

void SetupPage::present()
{
    m_presented.start();
    m_table->setRows(setupRows(m_state));
    m_panel->present(m_state, m_table->chosen(), m_typing);
    presentHead();
    presentMessages();
    checkButtons();
}

void SetupPage::presentHead()
{
    const int count = edits();
    if (m_tests > 0)
        m_count->setText(tr("Testing: %1 of %2 have answered").arg(m_testsDone).arg(m_tests));
    else
        m_count->setText(
            count == 0 ? tr("Nothing is changed") : tr("%n changes are not applied yet", nullptr, count));
    m_where->setFullText(m_file.isEmpty()
            ? tr("Demo floor: changes count until it ends, and are kept nowhere.")
            : tr("Kept in %1").arg(m_file));
    m_testAll->setText(m_tests > 0 ? tr("Stop testing") : tr("Test all"));
}

void SetupPage::presentMessages()
{
    m_note->setText(m_others ? tr("Somebody else has changed the floor meanwhile. Your changes are kept; "
                                  "applying them takes back what the list shows. Discard them to see the "
                                  "floor as it is.")
                             : QString());
    m_note->setVisible(m_others);
    QString text;
    bool elsewhere = false;
    const auto& wrong = m_state.draft.wrong();
    if (m_refused) {
        text = wholeText(*m_refused);
    } else if (wrong) {
        const SetupFault fault = setupFault(m_state.draft, *wrong);
        const SetupRow* row = m_table->chosen();
        const bool machine = !fault.station.isValid();
        const bool here
            = row && fault.machine != 0 && row->machine == fault.machine && row->station == fault.station;
        elsewhere = !here && fault.machine != 0;
        if (!here)
            text = machine ? fault.text : tr("%1: %2").arg(fault.station.text(), fault.text);
    }
    m_message->setText(text);
    m_message->parentWidget()->setVisible(!text.isEmpty());
    m_showFault->setVisible(elsewhere);
    m_messages->setVisible(m_others || !text.isEmpty());
}

void SetupPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    present();
    if (event->spontaneous())
        return;
    Q_EMIT readWanted();
    if (m_state.draft.loaded())
        m_table->setFocus();
}

void SetupPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (!event->spontaneous())
        Q_EMIT stopWanted();
}

void SetupPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_state.draft.loaded())
        m_table->setFocus(Qt::OtherFocusReason);
    else
        QWidget::keyPressEvent(event);
}

} // namespace sm
