// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/setup/setup_flow.h"

#include "ui/setup/apply_dialog.h"
#include "ui/setup/setup_page.h"

#include <algorithm>

namespace sm {

namespace {

constexpr size_t mostAtOnce = 4; ///< a line that nobody answers at takes eight seconds

} // namespace

SetupFlow::SetupFlow(ServerPort& port, SetupPage* page, QObject* parent)
    : QObject(parent)
    , m_port(port)
    , m_page(page)
{
    connect(page, &SetupPage::readWanted, this, &SetupFlow::read);
    connect(page, &SetupPage::testWanted, this, &SetupFlow::test);
    connect(page, &SetupPage::stopWanted, this, &SetupFlow::stopTests);
    connect(page, &SetupPage::applyWanted, this, &SetupFlow::rehearse);
}

ApplyDialog* SetupFlow::dialog() const
{
    return m_dialog;
}

void SetupFlow::read()
{
    m_reading = m_port.post(SetupCommand(command::ReadFloor{}));
}

void SetupFlow::test(const std::vector<StationId>& stations)
{
    for (const StationId station : stations) {
        const bool asked = std::any_of(
            m_asked.begin(), m_asked.end(), [station](const auto& one) { return one.second == station; });
        if (asked || std::find(m_queue.begin(), m_queue.end(), station) != m_queue.end())
            continue;
        m_queue.push_back(station);
        m_page->showTest(station, SetupTest());
    }
    testNext();
}

void SetupFlow::testNext()
{
    while (!m_queue.empty() && m_asked.size() < mostAtOnce) {
        const StationId station = m_queue.front();
        m_queue.pop_front();
        if (!m_page->draft().station(station) || m_page->draft().wrong())
            continue; // taken out meanwhile, or a floor that nobody could have
        SetupTest test;
        test.stage = SetupTest::Stage::Asked;
        m_page->showTest(station, test);
        const SetupCommand order(command::TestStation{m_page->draft().json(), station});
        m_asked.emplace(m_port.post(order), station);
    }
    const int left = int(m_queue.size() + m_asked.size());
    if (left == 0)
        m_done = 0;
    m_page->showTesting(m_done, left == 0 ? 0 : m_done + left);
}

void SetupFlow::stopTests()
{
    m_queue.clear();
    m_page->forgetTests();
    testNext();
}

void SetupFlow::rehearse()
{
    m_floor = m_page->draft().json();
    m_page->showOrdered(true);
    m_rehearsing = m_port.post(SetupCommand(command::ApplyFloor{m_floor, true}));
}

void SetupFlow::apply(const ServerCommand& order)
{
    m_page->showOrdered(true);
    m_applying = m_port.post(order);
}

bool SetupFlow::take(const event::FloorRead& told)
{
    if (told.ticket != m_reading)
        return false;
    m_reading = 0;
    m_file = told.file;
    auto floor = FloorDocument::parse(told.floor, told.file);
    if (floor)
        m_page->showFloor(floor.take(), told);
    else
        m_page->showUnread(floor.failure());
    return true;
}

bool SetupFlow::tested(quint64 ticket, const event::StationTested& told)
{
    const auto asked = m_asked.extract(ticket);
    if (asked.empty())
        return false;
    ++m_done;
    SetupTest test;
    test.stage = SetupTest::Stage::Answered;
    test.failure = told.failure;
    test.found = told.found;
    test.atr = told.atr;
    m_page->showTest(asked.mapped(), std::move(test));
    testNext();
    return true;
}

bool SetupFlow::take(const event::StationTested& told)
{
    return tested(told.ticket, told);
}

bool SetupFlow::take(const event::FloorApplied& told)
{
    if (told.ticket == m_rehearsing) {
        m_rehearsing = 0;
        m_page->showOrdered(false);
        if (m_page->draft().json() != m_floor || !m_page->isVisible())
            return true; // edited on, or gone elsewhere: what would change is another thing by now
        delete m_dialog;
        m_dialog = new ApplyDialog(m_page->draft(), told, !m_file.isEmpty(), m_page);
        m_dialog->setAttribute(Qt::WA_DeleteOnClose);
        m_dialog->setTheme(m_page->theme());
        connect(m_dialog, &StationDialog::order, this, &SetupFlow::apply);
        m_dialog->open();
        return true;
    }
    if (told.ticket != m_applying) {
        if (!told.rehearsed && m_page->isVisible())
            read(); // somebody else's
        return false;
    }
    m_applying = 0;
    m_page->showOrdered(false);
    auto floor = FloorDocument::parse(m_floor, m_file);
    if (floor)
        m_page->showApplied(floor.take(), told);
    if (m_dialog)
        m_dialog->accept();
    Q_EMIT notice(setupAppliedText(told));
    return true;
}

bool SetupFlow::take(const event::Refused& refused)
{
    if (refused.ticket == m_reading) {
        m_reading = 0;
        m_page->showUnread(refused.why);
        return true;
    }
    if (refused.ticket == m_rehearsing || refused.ticket == m_applying) {
        (refused.ticket == m_applying ? m_applying : m_rehearsing) = 0;
        m_page->showOrdered(false);
        if (m_dialog)
            m_dialog->refused(refused.why);
        m_page->showRefused(refused.why);
        return true;
    }
    event::StationTested told;
    told.failure = refused.why;
    return tested(refused.ticket, told);
}

bool SetupFlow::handle(const ServerEvent& event)
{
    if (const auto* refused = std::get_if<event::Refused>(&event))
        return refused->ticket != 0 && take(*refused);
    if (std::holds_alternative<event::Opened>(event) && m_page->isVisible())
        read(); // there was nobody to ask before
    const auto* told = std::get_if<SetupEvent>(&event);
    return told && std::visit([this](const auto& one) { return take(one); }, *told);
}

} // namespace sm
