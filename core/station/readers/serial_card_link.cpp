// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/readers/serial_card_link.h"

#include "base/failures/card.h"
#include "base/failures/transport.h"
#include "station/link_failures.h"

namespace sm {

static constexpr Nanos pollPause = milliseconds(200);
static constexpr int coldResets = 3;

static bool nothingSent(const Failure& why)
{
    return why == fc::ReaderNotReady || why == fc::ReaderCommandRefused || why == fc::ApduMalformed;
}

/// A run, command by command; format complete is a run of one.
struct SerialCardLink::Running {
    Running(CommandRun r, std::function<void(RunAnswers)> d)
        : run(std::move(r))
        , done(std::move(d))
    {
    }
    CommandRun run;
    std::function<void(RunAnswers)> done;
    RunAnswers answers;
    std::optional<ResponseChain> chain;
    AnswerFigures figures;
    Nanos sent{};
    QByteArray next; ///< to be sent: the command, or what its chain asks for

    quint32 number() const { return run.firstCommand + quint32(answers.answers.size()); }
};

SerialCardLink::SerialCardLink(Reactor reactor, std::unique_ptr<SerialReader> reader, QString name)
    : m_reactor(std::move(reactor))
    , m_reader(std::move(reader))
    , m_name(std::move(name))
    , m_limit(this)
    , m_poll(this)
{
    m_reader->onUsableChanged([this](bool usable) {
        if (!usable) {
            m_there = m_known = false; // who knows what happens to the card meanwhile
            abort(readerLost(m_name));
        }
        if (m_usableChanged)
            m_usableChanged(usable);
    });
    m_reader->onCardMoved([this] { cardMoved(); });
    m_reader->start();
}

SerialCardLink::~SerialCardLink()
{
    m_reactor.clock->disarm(&m_limit);
    m_reactor.clock->disarm(&m_poll);
}

/// Opens a wait; the one before, if any, has been given up by its caller.
template <class T>
std::shared_ptr<Completer<T>> SerialCardLink::begin(Pending<T>& pending, Nanos limit, Failure onLimit)
{
    endWait();
    m_reader->drop();
    auto pair = makePending<T>(m_reactor, Nanos::max());
    pending = std::move(pair.pending);
    auto completer = std::make_shared<Completer<T>>(std::move(pair.completer));
    m_wait.emplace(Wait{
        [completer](const Failure& why) { completer->complete(Outcome<T>(why)); }, std::move(onLimit), {}});
    m_reactor.clock->arm(&m_limit, m_reactor.clock->dueIn(limit));
    return completer;
}

template <class T>
void SerialCardLink::end(const std::shared_ptr<Completer<T>>& completer, Outcome<T> outcome)
{
    endWait();
    completer->complete(std::move(outcome));
}

void SerialCardLink::endWait()
{
    m_reactor.clock->disarm(&m_limit);
    m_reactor.clock->disarm(&m_poll);
    m_wait.reset();
}

void SerialCardLink::abort(const Failure& why)
{
    if (!m_wait)
        return;
    m_reader->drop();
    const auto ending = std::move(m_wait->end);
    endWait();
    ending(why);
}

void SerialCardLink::limitReached()
{
    if (m_wait) {
        const Failure why = m_wait->onLimit;
        abort(why);
    }
}

void SerialCardLink::pollAfterPause(std::function<void()> poll)
{
    m_wait->poll = std::move(poll);
    m_reactor.clock->disarm(&m_poll);
    m_reactor.clock->arm(&m_poll, m_reactor.clock->dueIn(pollPause));
}

void SerialCardLink::pollDue()
{
    if (!m_wait || !m_wait->poll)
        return;
    const auto poll = std::exchange(m_wait->poll, {});
    poll();
}

void SerialCardLink::sawCard(ReaderResult::Card card)
{
    const bool there = card != ReaderResult::Card::Absent;
    if (!there)
        m_known = m_heard = false;
    m_there = there;
}

/// Whatever lies in the reader now is not what lay there: between two questions a card can be changed.
void SerialCardLink::cardMoved()
{
    m_known = m_heard = m_there = false;
    ++m_moves;
}

Pending<CardArrival> SerialCardLink::awaitCard(Nanos limit)
{
    Pending<CardArrival> pending;
    auto waiting = begin(pending, limit, cardAbsent());
    if (m_reader->isUsable())
        lookForCard(std::move(waiting));
    else
        end<CardArrival>(waiting, readerLost(m_name));
    return pending;
}

void SerialCardLink::lookForCard(std::shared_ptr<Completer<CardArrival>> waiting)
{
    m_reader->perform(ReaderTask::Status, {}, [this, waiting](Outcome<ReaderResult> result) {
        if (!result) {
            end<CardArrival>(waiting, readerLost(m_name, result.failure()));
            return;
        }
        sawCard(result->card);
        if (!m_there || m_heard) {
            pollAfterPause([this, waiting] { lookForCard(waiting); });
            return;
        }
        powerOn(waiting, coldResets, true);
    });
}

/// A card that stays mute gets three cold resets, as contacts that have just touched may bounce.
void SerialCardLink::powerOn(std::shared_ptr<Completer<CardArrival>> waiting, int resetsLeft, bool newCard)
{
    m_reader->perform(
        ReaderTask::PowerOn, {}, [this, waiting, resetsLeft, newCard](Outcome<ReaderResult> result) {
            if (result && !newCard && !m_known) { // it moved meanwhile
                end<CardArrival>(waiting, cardChanged(m_insertion, m_insertion + 1));
                return;
            }
            if (result) {
                if (!std::exchange(m_known, true))
                    ++m_insertion;
                m_there = true;
                m_heard = m_heard || !newCard;
                CardArrival arrival;
                arrival.atr = result->bytes;
                arrival.insertion = m_insertion;
                end<CardArrival>(waiting, std::move(arrival));
                return;
            }
            if (result.failure() == fc::ReaderCardAbsent) {
                sawCard(ReaderResult::Card::Absent);
                if (newCard)
                    pollAfterPause([this, waiting] { lookForCard(waiting); });
                else
                    end<CardArrival>(waiting, cardAbsent());
                return;
            }
            if (result.failure() == fc::ReaderSilent || result.failure() == fc::ReaderNotReady) {
                end<CardArrival>(waiting, readerLost(m_name, result.failure()));
                return;
            }
            if (resetsLeft > 1) {
                powerOn(waiting, resetsLeft - 1, newCard);
                return;
            }
            m_heard = m_known = true; // a mute card is not offered again
            end<CardArrival>(waiting, cardMute());
        });
}

Pending<CardArrival> SerialCardLink::repower(Nanos limit)
{
    Pending<CardArrival> pending;
    auto waiting = begin(pending, limit, readerStuck(m_name));
    if (!m_reader->isUsable()) {
        end<CardArrival>(waiting, readerLost(m_name));
        return pending;
    }
    const quint32 before = m_insertion;
    m_reader->perform(ReaderTask::Status, {}, [this, waiting, before](Outcome<ReaderResult> result) {
        if (!result) {
            end<CardArrival>(waiting, readerLost(m_name, result.failure()));
            return;
        }
        sawCard(result->card);
        if (!m_there)
            end<CardArrival>(waiting, cardAbsent());
        else if (!m_known) // it was gone in between, as far as this link knows
            end<CardArrival>(waiting, cardChanged(before, before + 1));
        else
            powerOn(waiting, coldResets, false);
    });
    return pending;
}

bool SerialCardLink::acceptEpoch(Epoch epoch)
{
    if (epoch < m_highestEpoch)
        return false;
    m_highestEpoch = epoch;
    return true;
}

std::optional<Failure> SerialCardLink::refuses(const CommandRun& run)
{
    if (!m_reader->isUsable())
        return readerLost(m_name);
    if (!acceptEpoch(run.epoch))
        return epochRefused(run.epoch, m_highestEpoch);
    if (!m_there)
        return cardAbsent();
    if (run.attempt == m_attempt && m_lastCommand && run.firstCommand <= *m_lastCommand)
        return commandRepeated(run.firstCommand);
    return {};
}

Pending<RunAnswers> SerialCardLink::run(CommandRun run, Nanos limit)
{
    Pending<RunAnswers> pending;
    const auto refusal = refuses(run);
    auto waiting = begin(pending, limit, readerStuck(m_name));
    auto running = std::make_shared<Running>(std::move(run),
        [this, waiting](RunAnswers answers) { end<RunAnswers>(waiting, std::move(answers)); });
    m_answered = 0;
    if (refusal) {
        runEnded(running, RunEnd::NotSent, refusal);
        return pending;
    }
    m_heard = true;
    m_attempt = running->run.attempt;
    transmit(running);
    return pending;
}

void SerialCardLink::runEnded(const std::shared_ptr<Running>& running, RunEnd end, std::optional<Failure> why)
{
    running->answers.end = end;
    running->answers.failure = std::move(why);
    running->done(std::move(running->answers));
}

/// Sends the next command of the run, or what the chain of the present one asks for.
void SerialCardLink::transmit(std::shared_ptr<Running> running)
{
    if (running->next.isEmpty()) {
        if (running->answers.answers.size() >= running->run.commands.size()) {
            runEnded(running, RunEnd::Complete, {});
            return;
        }
        running->next = running->run.commands[running->answers.answers.size()].bytes;
        running->chain.emplace(running->next);
        running->figures = AnswerFigures{Nanos(0), 0};
        m_lastCommand = running->number();
    }
    running->sent = m_reactor.clock->now();
    ++running->figures.exchanges;
    const QByteArray bytes = std::exchange(running->next, {});
    m_reader->perform(ReaderTask::Transmit, bytes,
        [this, running](Outcome<ReaderResult> result) { commandAnswered(running, std::move(result)); });
}

Failure SerialCardLink::cardFailure(const Failure& why, quint32 command)
{
    if (!(why == fc::ReaderCardAbsent))
        return why;
    sawCard(ReaderResult::Card::Absent);
    return cardTorn(command);
}

void SerialCardLink::commandAnswered(const std::shared_ptr<Running>& running, Outcome<ReaderResult> result)
{
    const Nanos took = m_reactor.clock->now() - running->sent;
    running->figures.time += took;
    running->answers.cardTime += took;
    if (!result) {
        // What a chain asks for is a command of its own: without it the outcome of the first stays open.
        const bool untouched = running->figures.exchanges == 1 && nothingSent(result.failure());
        const RunEnd kind = untouched ? RunEnd::NotSent : RunEnd::Unknown;
        runEnded(running, kind, cardFailure(result.failure(), running->number()));
        return;
    }
    const auto fed = running->chain->feed(result->bytes);
    if (!fed) {
        runEnded(running, RunEnd::Unknown, fed.failure());
        return;
    }
    if (!fed->done()) {
        running->next = fed->command;
        transmit(running);
        return;
    }
    const size_t index = running->answers.answers.size();
    const bool accepted = running->run.commands[index].expected.accepts(running->chain->answer().sw());
    running->answers.answers.push_back(running->chain->answer());
    running->answers.figures.push_back(running->figures);
    ++m_answered;
    if (accepted)
        transmit(running);
    else
        runEnded(running, RunEnd::UnexpectedStatus, {});
}

Pending<FormatAcknowledged> SerialCardLink::formatComplete(FormatComplete message, Nanos limit)
{
    Pending<FormatAcknowledged> pending;
    auto waiting = begin(pending, limit, readerStuck(m_name));
    const bool repeated = m_formatCommand == message.command && m_formatAttempt == message.attempt;
    if (!m_reader->isUsable())
        end<FormatAcknowledged>(waiting, readerLost(m_name));
    else if (!acceptEpoch(message.epoch))
        end<FormatAcknowledged>(waiting, epochRefused(message.epoch, m_highestEpoch));
    else if (repeated && m_formatAnswer)
        end<FormatAcknowledged>(waiting, *m_formatAnswer);
    else if (repeated && !message.cardCommand.isEmpty()) // it is not known what became of the first
        end<FormatAcknowledged>(waiting, commandRepeated(message.command));
    else if (!m_there)
        end<FormatAcknowledged>(waiting, cardAbsent());
    else {
        m_heard = true;
        m_formatCommand = message.command;
        m_formatAttempt = message.attempt;
        m_formatAnswer.reset();
        const auto done = [this, waiting, number = message.command](RunAnswers answers) {
            FormatAcknowledged acknowledged;
            acknowledged.command = number;
            Outcome<FormatAcknowledged> outcome(acknowledged);
            if (answers.failure)
                outcome = *answers.failure;
            else if (answers.end == RunEnd::UnexpectedStatus)
                outcome = completionRefused(answers.answers.back().sw());
            m_formatAnswer = outcome;
            end<FormatAcknowledged>(waiting, std::move(outcome));
        };
        CommandRun run(message.attempt, message.epoch, message.command);
        if (!message.cardCommand.isEmpty())
            run.commands.emplace_back(message.cardCommand, StatusRule());
        transmit(std::make_shared<Running>(std::move(run), done));
    }
    return pending;
}

Pending<Done> SerialCardLink::eject(Bin, Nanos limit)
{
    Pending<Done> pending;
    auto waiting = begin(pending, limit, cardNotTaken(m_name));
    m_heard = true;
    if (!m_reader->isUsable()) {
        end<Done>(waiting, readerLost(m_name));
        return pending;
    }
    m_reader->perform(ReaderTask::PowerOff, {}, [this, waiting, moves = m_moves](Outcome<ReaderResult>) {
        lookForNone(waiting, moves); // a card that is gone already refuses to be powered off
    });
    return pending;
}

/// `moves`: when the wait began. A card that has moved since is another one, or none.
void SerialCardLink::lookForNone(std::shared_ptr<Completer<Done>> waiting, quint32 moves)
{
    m_reader->perform(ReaderTask::Status, {}, [this, waiting, moves](Outcome<ReaderResult> result) {
        if (!result) {
            end<Done>(waiting, readerLost(m_name, result.failure()));
            return;
        }
        sawCard(result->card);
        if (result->card == ReaderResult::Card::Unknown)
            m_known = m_heard = m_there = false; // this reader can't say; the next power-on will
        if (m_there && moves == m_moves)
            pollAfterPause([this, waiting, moves] { lookForNone(waiting, moves); });
        else
            end<Done>(waiting, Done{});
    });
}

} // namespace sm
