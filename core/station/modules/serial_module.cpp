// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/modules/serial_module.h"

#include "station/link_failures.h"

namespace sm {

static constexpr Nanos farewell = milliseconds(50); // beside the time of its bytes on the line
static constexpr Nanos longestFarewell = milliseconds(200);

SerialModule::SerialModule(Reactor reactor, std::unique_ptr<ByteLine> line,
    std::unique_ptr<ModuleScript> script, ModuleTimes times, QString name)
    : m_reactor(std::move(reactor))
    , m_line(std::move(line))
    , m_script(std::move(script))
    , m_times(times)
    , m_name(std::move(name))
    , m_timer(this)
{
    m_line->setEvents({[this](QByteArrayView bytes) { received(bytes); },
        [this](const Failure&) { finish(moduleSilent()); }});
}

SerialModule::~SerialModule()
{
    m_reactor.clock->disarm(&m_timer);
    m_line->setEvents({});
    const QByteArray last = m_script->disarm();
    if (last.isEmpty() || !m_line->isOpen() || !(m_busy || m_leaving))
        return;
    if (m_busy)
        m_line->write(last);
    m_line->drain(longestFarewell);
}

/// A job that was given before: its answer, if there was one. Ink does not come off for being asked twice.
std::optional<Outcome<ModuleReport>> SerialModule::known(const ModuleJob& job)
{
    if (job.epoch < m_highestEpoch)
        return epochRefused(job.epoch, m_highestEpoch);
    m_highestEpoch = job.epoch;
    if (job.attempt == m_attempt && m_command && job.command <= *m_command) {
        if (job.command == *m_command && m_answer && m_answer->ok())
            return m_answer;
        if (repeatOf(kind()) == ModuleRepeat::Irreversible)
            return Outcome<ModuleReport>(moduleJobRepeated());
    }
    return {};
}

Pending<ModuleReport> SerialModule::ready(Nanos limit)
{
    abort(moduleSilent());
    auto pair = makePending<ModuleReport>(m_reactor, limit);
    m_waiting = std::move(pair.completer);
    start([this] {
        m_busy = m_asking = true;
        follow(m_script->ask());
    });
    return std::move(pair.pending);
}

Pending<ModuleReport> SerialModule::perform(ModuleJob job, Nanos limit)
{
    abort(moduleSilent());
    auto pair = makePending<ModuleReport>(m_reactor, limit);
    m_waiting = std::move(pair.completer);
    const auto before = known(job);
    const auto checked = check(job.data);
    if (before || !checked) {
        m_waiting.complete(before ? *before : Outcome<ModuleReport>(checked.failure()));
        return std::move(pair.pending);
    }
    start([this, job = std::move(job)] {
        m_attempt = job.attempt;
        m_command = job.command;
        m_answer.reset();
        m_busy = true;
        follow(m_script->start(job.data));
    });
    return std::move(pair.pending);
}

void SerialModule::start(std::function<void()> begin)
{
    if (m_leaving) {
        m_next = std::move(begin);
        return;
    }
    if (m_line->isOpen() || m_line->open())
        begin();
    else
        m_waiting.complete(Outcome<ModuleReport>(moduleNotReady(m_line->address())));
}

void SerialModule::abort(const Failure& why)
{
    if (std::exchange(m_next, {}))
        m_waiting.complete(Outcome<ModuleReport>(why));
    else if (m_busy)
        finish(why);
}

void SerialModule::follow(const Outcome<ModuleScript::Move>& move)
{
    if (!move) {
        finish(move.failure());
        return;
    }
    if (const auto* done = std::get_if<ModuleScript::Finished>(&*move)) {
        ModuleReport report;
        report.command = m_command.value_or(0);
        report.verified = done->verified;
        finish(report);
        return;
    }
    const ModuleScript::Say& say = std::get<ModuleScript::Say>(*move);
    m_line->write(say.bytes);
    m_underWay = say.bytes.size();
    // A panel is on its way for longer than a card is: the device's time begins when it has it.
    arm(m_line->sendingTime(m_underWay) + (say.slow ? m_times.card : m_times.answer));
}

void SerialModule::arm(Nanos delay)
{
    m_reactor.clock->disarm(&m_timer);
    m_reactor.clock->arm(&m_timer, m_reactor.clock->dueIn(delay));
}

void SerialModule::timeUp()
{
    if (!std::exchange(m_leaving, false)) {
        finish(moduleSilent());
        return;
    }
    m_line->close();
    if (const auto next = std::exchange(m_next, {}))
        start(next);
}

/// The line is closed, for a late answer must not meet the next job.
void SerialModule::leave()
{
    const QByteArray last = m_script->disarm();
    if (!m_line->isOpen() || last.isEmpty()) {
        m_line->close();
        return;
    }
    m_line->write(last);
    m_leaving = true;
    arm(m_line->sendingTime(m_underWay + last.size()) + farewell);
}

void SerialModule::received(QByteArrayView bytes)
{
    if (!m_busy)
        return; // late: it belongs to nothing any more
    const auto move = m_script->received(bytes);
    if (move)
        follow(*move);
}

void SerialModule::finish(Outcome<ModuleReport> outcome)
{
    if (!m_busy)
        return;
    m_busy = false;
    m_reactor.clock->disarm(&m_timer);
    if (!outcome)
        leave();
    if (!std::exchange(m_asking, false))
        m_answer = outcome;
    else if (!outcome)
        outcome = moduleNotReady(m_line->address()); // whatever it was: no card was worked on
    m_waiting.complete(std::move(outcome));
}

} // namespace sm
