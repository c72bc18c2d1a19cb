// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of commands: what shares an intent, how it is wrapped, and how its answers are judged.
#include "base/failures/security.h"
#include "base/failures/session.h"
#include "session/run_watch.h"
#include "session/session.h"

namespace sm {

/// Devices failed, one after the other.
static bool isDeviceTrouble(const Failure& failure)
{
    return failure == fc::HsmTimedOut || failure == fc::HsmDeviceFailed;
}

Session::StepRange Session::rangeFrom(size_t first) const
{
    // What cannot be repeated and cannot be asked about has an intent of its own. So has the seal: it is
    // written when everything before it has been judged. All else shares one: after a stop the card itself
    // can say how far it came, so that one intent for the run says as much as one for each step, for one wait
    // for the disk.
    const auto shares = [](const ProgramStep& step) {
        return step.retry != RetryClass::Irreversible && step.kind != StepKind::Seal
            && step.kind != StepKind::OpenChannel && step.kind != StepKind::Release
            && step.kind != StepKind::Module && !step.deferred;
    };
    const auto& steps = m_program.steps;
    StepRange range{first, first + 1, steps[first].retry, quint32(steps[first].commands.size())};
    if (!shares(steps[first]))
        return range;
    while (range.last < steps.size()) {
        const ProgramStep& next = steps[range.last];
        const quint32 commands = range.commands + quint32(next.commands.size());
        if (!shares(next) || commands > m_services.settings.commandsPerRun)
            break;
        range.retry = qMax(range.retry, next.retry);
        range.commands = commands;
        ++range.last;
    }
    return range;
}

Outcome<Done> Session::addIntent(const StepRange& range)
{
    if (m_nextIntent == 0) {
        m_entries.push_back(entry::Bound(m_chip.serial, m_arrival.atr, m_arrival.insertion));
        m_entries.push_back(entry::Prepared(QByteArray(), m_program.templateDigest));
    }
    QByteArray data;
    for (size_t s = range.first; s < range.last; ++s) {
        for (const ProgramCommand& command : m_program.steps[s].commands)
            data += command.apdu.encode();
        data += moduleBytes(m_program.steps[s]);
    }
    entry::Intent intent;
    intent.sequence = m_nextIntent++;
    intent.firstStep = quint32(range.first);
    intent.lastStep = quint32(range.last - 1);
    intent.retry = range.retry;
    intent.templateDigest = m_program.templateDigest;
    const auto mac = m_job->intentMac.compute({data});
    if (!mac)
        return mac.failure(); // an intent that cannot say what it is about to write is none
    intent.dataMac = *mac;
    m_entries.push_back(std::move(intent));
    return Done{};
}

Outcome<CommandRun> Session::buildRun(const StepRange& range)
{
    CommandRun run(m_key.attempt, m_key.epoch, m_nextCommand);
    run.commands.reserve(range.commands);
    for (size_t s = range.first; s < range.last; ++s) {
        const ProgramStep& step = m_program.steps[s];
        for (const ProgramCommand& command : step.commands) {
            if (!step.secured || command.outside) {
                run.commands.emplace_back(command.apdu.encode(), command.expected);
                continue;
            }
            if (!m_channel)
                return fail(fc::ChannelMissing, {{"step", step.name}});
            const auto wrapped = m_channel->wrap(command.apdu);
            if (!wrapped)
                return wrapped.failure();
            run.commands.emplace_back(wrapped->encode(), command.expected);
        }
    }
    m_nextCommand += range.commands;
    return run;
}

QCoro::Task<Outcome<Done>> Session::intend(StepRange range)
{
    const auto added = addIntent(range);
    if (!added)
        co_return added.failure();
    auto writing = m_services.journal->append(m_key, std::exchange(m_entries, {}));
    const auto durable = co_await guard(writing);
    if (!durable) {
        m_storeFailed = !m_cancelled;
        co_return durable.failure(); // the intent never became one: the card is untouched by what it says
    }
    m_intentOpen = true;
    co_return Done{};
}

QCoro::Task<Outcome<Done>> Session::sendRun(StepRange range)
{
    auto run = buildRun(range);
    if (!run)
        co_return run.failure();
    if (range.retry != RetryClass::Read) {
        const auto intended = co_await intend(range);
        if (!intended)
            co_return intended.failure();
        const auto wantedStill = mayGoOn(); // a person may have refused the card meanwhile
        if (!wantedStill)
            co_return wantedStill.failure();
    }
    const Nanos limit = m_job->profile->commandLimit();
    m_running = range;
    const RunWatch watch(*m_services.reactor.clock, m_station.link(), limit);
    m_trace.runLeaves(now());
    auto running = m_station.link().run(std::move(*run), limit * (range.commands + 1));
    const auto ran = co_await guard(running);
    if (!ran) {
        traceLost(range);
        m_step = size_t(qMax<int>(stepNow(), 1)) - 1;
        m_running.reset();
        co_return ran.failure();
    }
    noteRun(*ran, range.commands);
    const auto judged = judge(range, *ran);
    m_running.reset();
    if (judged && range.retry != RetryClass::Read)
        m_entries.push_back(entry::StepDone(m_nextIntent - 1, StatusWord{0x9000}));
    co_return judged;
}

Outcome<Done> Session::judge(const StepRange& range, const RunAnswers& answers)
{
    size_t index = 0;
    for (size_t s = range.first; s < range.last; ++s) {
        const ProgramStep& step = m_program.steps[s];
        for (quint32 c = 0; c < step.commands.size(); ++c, ++index) {
            m_step = s;
            if (index >= answers.answers.size()) {
                m_running.reset();
                remember(quint32(s), c, QByteArray());
                m_trace.unanswered(place(step, step.commands[c].outside), step.commands[c], now(),
                    answers.end == RunEnd::NotSent ? TraceJudgement::NotSent : TraceJudgement::NoAnswer);
                return answers.failure ? Outcome<Done>(*answers.failure)
                                       : fail(fc::AnswerMissing, {{"step", step.name}});
            }
            const bool last = index + 1 == answers.answers.size() && answers.end == RunEnd::UnexpectedStatus;
            const AnswerFigures* figures = index < answers.figures.size() ? &answers.figures[index] : nullptr;
            auto good = judgeOne(step, c, answers.answers[index], figures, last);
            if (!good) {
                m_running.reset();
                return good;
            }
        }
    }
    return Done{};
}

Outcome<Done> Session::judgeOne(const ProgramStep& step, quint32 command, const ResponseApdu& raw,
    const AnswerFigures* figures, bool refused)
{
    const ProgramCommand& sent = step.commands[command];
    ResponseApdu answer = raw;
    if (step.secured && !sent.outside && m_channel) {
        auto plain = m_channel->unwrap(raw);
        if (!plain) {
            // Without a valid MAC its data is anything, perhaps not even encrypted: only the status is kept.
            const ResponseApdu status(QByteArray(), raw.sw());
            m_trace.answered(place(step, sent.outside), sent, status, figures, TraceJudgement::AnswerBroken);
            return plain.failure();
        }
        answer = plain.take();
    }
    remember(step.index, command, answer.encode(), figures ? figures->time : Nanos());
    const bool accepted = !refused && sent.expected.accepts(answer.sw());
    const bool differs = accepted && sent.expectedData && answer.data() != *sent.expectedData;
    m_trace.answered(place(step, sent.outside), sent, answer, figures,
        differs        ? TraceJudgement::DataDiffers
            : accepted ? TraceJudgement::Accepted
                       : TraceJudgement::Refused);
    if (!accepted)
        return fail(fc::CardRefusedCommand, {{"step", step.name}, {"sw", answer.sw().text()}});
    if (differs)
        return fail(fc::ReadBackDiffers, {{"step", step.name}});
    return Done{};
}

QCoro::Task<Outcome<ResponseApdu>> Session::sendAlone(CommandApdu command, StatusRule rule)
{
    CommandRun run(m_key.attempt, m_key.epoch, m_nextCommand++);
    run.commands.emplace_back(command.encode(), rule);
    const Nanos limit = m_job->profile->commandLimit();
    const RunWatch watch(*m_services.reactor.clock, m_station.link(), limit);
    m_trace.runLeaves(now());
    auto running = m_station.link().run(std::move(run), limit * 2);
    auto ran = co_await guard(running);
    ProgramCommand sent;
    sent.apdu = std::move(command);
    sent.expected = std::move(rule);
    traceAlone(sent, ran);
    if (!ran)
        co_return ran.failure();
    noteRun(*ran, 1);
    if (ran->failure)
        co_return *ran->failure;
    if (ran->answers.empty())
        co_return fail(fc::AnswerMissing, {{"step", stepName()}});
    const ResponseApdu& answer = ran->answers.back();
    if (ran->end == RunEnd::UnexpectedStatus)
        co_return fail(fc::CardRefusedCommand, {{"step", stepName()}, {"sw", answer.sw().text()}});
    co_return answer;
}

QCoro::Task<Outcome<SecurityReply>> Session::askHsm(SecurityRequest request)
{
    // The card is held for as long as it takes: while no device is there, and while the queue is full,
    // nothing is being written and nothing is rejected. Only a request that breaks one sound device after the
    // other is given up.
    const Nanos from = now();
    const bool repeatable = isPure(request);
    m_waitingForHsm = true;
    m_observer.sessionChanged(*this);
    RequestTag tag(m_station.id(), m_key.attempt, m_nextRequest++);
    Outcome<SecurityReply> reply = fail(fc::SessionCancelled);
    for (int tries = 0;;) {
        auto asking = m_services.hsms->request(request, tag, m_services.settings.hsm);
        reply = co_await guard(asking);
        if (reply || m_cancelled || m_rejected)
            break;
        if (reply.failure() == fc::HsmQueueFull) {
            auto room = m_services.hsms->room(request, tag, m_services.settings.hsm);
            const auto place = co_await guard(room);
            if (!place || m_rejected)
                break;
            tag.place = *place;
            continue;
        }
        if (reply.failure() == fc::HsmOutcomeUnknown && ++tries < m_services.settings.hsmTries) {
            // It was asked for by its id, and nobody can say what became of it. What was drawn is on no card:
            // it is written off, and this card draws another under a number of its own.
            tag = RequestTag(m_station.id(), m_key.attempt, m_nextRequest++);
            continue;
        }
        if (!repeatable)
            break;
        if (reply.failure() == fc::WaitTimedOut)
            continue;
        if (!isDeviceTrouble(reply.failure()) || ++tries >= m_services.settings.hsmTries)
            break;
        auto pause = Pending<Done>::after(m_services.reactor, m_services.settings.hsmPause, Done{});
        const auto paused = co_await guard(pause);
        if (!paused || m_rejected)
            break;
    }
    m_waitingForHsm = false;
    m_observer.waitChanged(*this);
    m_outsideTime += now() - from;
    co_return std::move(reply);
}

void Session::noteRun(const RunAnswers& answers, quint32 commands)
{
    const Nanos at = now();
    m_cardTime += answers.cardTime;
    const Nanos own = at - m_lastMark - answers.cardTime - m_outsideTime;
    m_lastMark = at;
    m_outsideTime = Nanos(0);
    m_observer.runAnswered(*this, commands, qMax(own, Nanos(0)));
}

} // namespace sm
