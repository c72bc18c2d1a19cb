// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/modules/simulated_line.h"

#include "station/modules/module_script.h"

namespace sm {

SimulatedLine::SimulatedLine(
    Reactor reactor, std::shared_ptr<SimulatedDevice> device, Nanos work, QString name)
    : m_reactor(std::move(reactor))
    , m_device(std::move(device))
    , m_work(work)
    , m_name(std::move(name))
{
    m_device->setSink([this](const QByteArray& bytes, bool worked) { answered(bytes, worked); });
}

SimulatedLine::~SimulatedLine()
{
    m_reactor.clock->disarm(this);
    m_device->setSink({});
}

Outcome<Done> SimulatedLine::open()
{
    if (m_device->isOff())
        return moduleNotReady(m_name);
    m_open = true;
    return Done{};
}

/// What is on its way then arrives nowhere.
void SimulatedLine::close()
{
    m_open = false;
    m_answers.clear();
    m_reactor.clock->disarm(this);
}

void SimulatedLine::write(QByteArrayView bytes)
{
    if (isOpen())
        m_device->take(bytes);
}

void SimulatedLine::answered(const QByteArray& bytes, bool worked)
{
    Nanos due = m_reactor.clock->dueIn(worked ? m_work : Nanos(0));
    if (!m_answers.empty())
        due = std::max(due, m_answers.back().due);
    m_answers.push_back({due, bytes});
    if (!m_reactor.clock->armed(this))
        m_reactor.clock->arm(this, m_answers.front().due);
}

void SimulatedLine::expire()
{
    const QByteArray bytes = m_answers.front().bytes;
    m_answers.pop_front();
    if (!m_answers.empty())
        m_reactor.clock->arm(this, m_answers.front().due);
    if (m_events.received)
        m_events.received(bytes); // last: it may write, or end the line
}

} // namespace sm
