// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/pcsc_worker.h"

#include "card/response_chain.h"
#include "station/link_failures.h"
#include "transport/pcsc/pcsc_failures.h"

namespace sm {

/// Why a command may not be sent at all.
std::optional<Failure> PcscWorker::refusal(const CommandRun& run, quint32 number)
{
    // Given up by its owner while a call was under way: nobody reads this, but nothing more may be sent.
    if (m_shared->isAbandoned(m_job))
        return readerStuck(readerName());
    if (run.epoch < m_highestEpoch)
        return epochRefused(run.epoch, m_highestEpoch);
    if (run.attempt == m_attempt && number < m_nextCommand)
        return commandRepeated(number);
    if (!m_reader.isConnected())
        return pcscNotConnected(m_reader.name());
    return {};
}

RunAnswers PcscWorker::run(const CommandRun& run)
{
    RunAnswers answers;
    answers.answers.reserve(run.commands.size());
    answers.figures.reserve(run.commands.size());
    quint32 number = run.firstCommand;
    for (const RunCommand& command : run.commands) {
        if (auto refused = refusal(run, number)) {
            answers.end = RunEnd::NotSent;
            answers.failure = std::move(refused);
            return answers;
        }
        m_highestEpoch = run.epoch;
        m_attempt = run.attempt;
        m_nextCommand = ++number;
        if (!exchange(command.bytes, number - 1, answers))
            return answers;
        m_shared->noteAnswered(quint32(answers.answers.size()));
        if (!command.expected.accepts(answers.answers.back().sw())) {
            answers.end = RunEnd::UnexpectedStatus;
            return answers;
        }
    }
    return answers;
}

/// Sends one command and collects its answer; false when its outcome is unknown.
bool PcscWorker::exchange(const QByteArray& command, quint32 number, RunAnswers& answers)
{
    ResponseChain chain(command);
    QByteArray next = command;
    AnswerFigures figures{Nanos(0), 0};
    for (;;) {
        const auto sent = std::chrono::steady_clock::now();
        const auto raw = m_reader.transmit(next);
        const Nanos took = std::chrono::steady_clock::now() - sent;
        answers.cardTime += took;
        figures.time += took;
        ++figures.exchanges;
        if (!raw) {
            answers.failure = torn(raw.failure(), number);
            break;
        }
        const auto fed = chain.feed(*raw);
        if (!fed) {
            answers.failure = fed.failure();
            break;
        }
        if (fed->done()) {
            answers.answers.push_back(chain.answer());
            answers.figures.push_back(figures);
            return true;
        }
        if (m_shared->isAbandoned(m_job)) {
            answers.failure = readerStuck(readerName());
            break;
        }
        next = fed->command;
    }
    m_reader.markBroken();
    answers.end = RunEnd::Unknown;
    return false;
}

Failure PcscWorker::torn(const Failure& failure, quint32 number) const
{
    return pcscTrouble(failure) == PcscTrouble::CardGone ? cardTorn(number) : failure;
}

Outcome<FormatAcknowledged> PcscWorker::formatComplete(const FormatComplete& message)
{
    if (message.epoch < m_highestEpoch)
        return epochRefused(message.epoch, m_highestEpoch);
    if (m_completed && m_completed->attempt == message.attempt && m_completed->command == message.command)
        return *m_completion;
    FormatAcknowledged acknowledged;
    acknowledged.command = message.command;
    Outcome<FormatAcknowledged> outcome(acknowledged);
    if (!message.cardCommand.isEmpty()) {
        CommandRun toCard(message.attempt, message.epoch, message.command);
        toCard.commands.emplace_back(message.cardCommand, StatusRule());
        const RunAnswers answers = run(toCard);
        if (answers.end == RunEnd::NotSent)
            return *answers.failure;
        if (answers.end == RunEnd::UnexpectedStatus)
            outcome = completionRefused(answers.answers.back().sw());
        else if (answers.failure)
            outcome = *answers.failure;
    }
    m_highestEpoch = message.epoch;
    m_completed = message;
    m_completion = outcome;
    return outcome;
}

} // namespace sm
