// SPDX-License-Identifier: GPL-3.0-or-later
#include "simulator/virtual_station.h"

#include "card/response_chain.h"
#include "station/link_failures.h"

#include <algorithm>

namespace sm {

std::unique_ptr<SoftwareCard> BlankFeeder::next()
{
    if (m_left == 0)
        return nullptr;
    if (m_left > 0)
        --m_left;
    auto card = std::make_unique<SoftwareCard>(makeBlank(m_next), m_services);
    ++m_next.serial;
    return card;
}

VirtualCardLink::VirtualCardLink(Reactor reactor, CardFeeder& feeder, Random& random, Options options)
    : m_reactor(std::move(reactor))
    , m_feeder(feeder)
    , m_random(random)
    , m_options(std::move(options))
{
}

VirtualCardLink::~VirtualCardLink() = default;

/// What would take longer than the limit ends at the limit, as a wait on real hardware does.
template <class T> Pending<T> VirtualCardLink::answer(Nanos delay, Nanos limit, Outcome<T> outcome)
{
    Pending<T> pending = delay <= limit ? Pending<T>::after(m_reactor, delay, std::move(outcome))
                                        : Pending<T>::after(m_reactor, limit, Outcome<T>(absence()));
    if (delay > Nanos(0))
        m_open = pending.canceller();
    return pending;
}

Failure VirtualCardLink::absence() const
{
    if (!m_usable)
        return readerLost(m_options.name);
    return m_present ? cardMute() : cardAbsent();
}

CardFaults VirtualCardLink::drawFaults()
{
    const FaultPlan& plan = m_options.faults;
    const auto happens
        = [this](double probability) { return probability > 0 && m_random.unit() < probability; };
    const auto when
        = [this, &plan] { return 1 + m_random.next() % std::max<quint64>(1, plan.withinCommands); };
    CardFaults faults;
    if (happens(plan.tearBefore))
        faults.tearBeforeAt = when();
    if (happens(plan.tearAfter))
        faults.tearAfterAt = when();
    if (happens(plan.mute))
        faults.muteAt = when();
    if (happens(plan.status)) {
        faults.statusAt = when();
        faults.status = plan.statusWord;
    }
    if (happens(plan.slow))
        faults.slowFactor = plan.slowFactor;
    if (plan.spread > 0)
        faults.slowFactor *= 1 + plan.spread * (2 * m_random.unit() - 1);
    m_swapAtRepower = happens(plan.swapped);
    return faults;
}

std::unique_ptr<SoftwareCard> VirtualCardLink::nextCard()
{
    if (m_inserted)
        return std::move(m_inserted);
    auto card = m_feeder.next();
    if (!card)
        return nullptr;
    card->setFaults(drawFaults());
    card->setTimes(m_options.times);
    return card;
}

Pending<CardArrival> VirtualCardLink::powered(Nanos limit)
{
    const QByteArray atr = m_card->powerOn();
    if (atr.isEmpty())
        return answer<CardArrival>(limit, limit, cardMute());
    CardArrival arrival;
    arrival.atr = atr;
    arrival.insertion = m_insertion;
    return answer<CardArrival>(m_options.powerTime, limit, std::move(arrival));
}

/// A card that was in the position before is never offered again: what was torn out or left behind goes to
/// quarantine.
Pending<CardArrival> VirtualCardLink::awaitCard(Nanos limit)
{
    if (!m_usable)
        return answer<CardArrival>(Nanos(0), limit, readerLost(m_options.name));
    if (m_card) {
        if (m_present && !m_arrivalHeard)
            return powered(limit); // the wait that would have told of it was ended before
        if (m_present)
            return answer<CardArrival>(limit, limit, cardAbsent());
        ++m_bins[size_t(Bin::Reject)];
        if (m_cardLeft)
            m_cardLeft(Bin::Reject, *m_card);
        m_card.reset();
    }
    const Nanos now = m_reactor.clock->now();
    if (!m_inserted && now >= m_options.emptyFrom && now < m_options.emptyUntil) {
        m_present = false;
        return answer<CardArrival>(std::min(m_options.emptyUntil - now, limit), limit, cardAbsent());
    }
    m_card = nextCard();
    m_present = m_card != nullptr;
    if (!m_card)
        return answer<CardArrival>(limit, limit, cardAbsent());
    ++m_insertion;
    m_arrivalHeard = false;
    return powered(limit);
}

Pending<CardArrival> VirtualCardLink::repower(Nanos limit)
{
    if (!m_usable)
        return answer<CardArrival>(Nanos(0), limit, readerLost(m_options.name));
    if (!m_card || !m_present)
        return answer<CardArrival>(limit, limit, cardAbsent());
    m_arrivalHeard = true;
    if (std::exchange(m_swapAtRepower, false)) {
        const quint32 before = m_insertion++;
        return answer<CardArrival>(m_options.powerTime, limit, cardChanged(before, m_insertion));
    }
    return powered(limit);
}

bool VirtualCardLink::acceptEpoch(Epoch epoch)
{
    if (epoch < m_highestEpoch)
        return false;
    m_highestEpoch = epoch;
    return true;
}

/// One logical command: GET RESPONSE and a corrected Le belong to it, as the station interface software does
/// it.
CardReply VirtualCardLink::exchangeChained(const QByteArray& command, quint16* exchanges)
{
    CardReply reply = m_card->exchange(command);
    const auto chained = [&reply] {
        const qsizetype size = reply.answer.size();
        const quint8 sw1 = size >= 2 ? byteAt(reply.answer, size - 2) : quint8(0);
        return sw1 == 0x61 || sw1 == 0x6C;
    };
    if (reply.end != CardReply::End::Answered || !chained())
        return reply;
    ResponseChain chain(command);
    Nanos time = reply.time;
    auto next = chain.feed(reply.answer);
    while (next && !next->done()) {
        reply = m_card->exchange(next->command);
        if (exchanges)
            ++*exchanges;
        time += reply.time;
        reply.time = time;
        if (reply.end != CardReply::End::Answered)
            return reply;
        next = chain.feed(reply.answer);
    }
    if (next)
        reply.answer = chain.answer().encode();
    return reply;
}

/// The command after the last answer has an unknown outcome. A mute card shows at the limit only, a torn one
/// at once.
Pending<RunAnswers> VirtualCardLink::ended(RunAnswers answers, Failure why, Nanos limit)
{
    const bool mute = m_present;
    const Nanos delay = mute ? limit : std::min(answers.cardTime, limit);
    answers.end = RunEnd::Unknown;
    answers.failure = std::move(why);
    return answer<RunAnswers>(delay, limit, std::move(answers));
}

/// The command that was open when the time came stays without an answer.
Pending<RunAnswers> VirtualCardLink::jammed(RunAnswers answers, Nanos from, Nanos limit)
{
    const Nanos delay = std::max(*m_options.jamAt - from, Nanos(0));
    m_options.jamAt.reset();
    m_jammed = true;
    answers.end = RunEnd::Unknown;
    answers.failure = cardMute();
    return answer<RunAnswers>(delay, limit, std::move(answers));
}

Pending<RunAnswers> VirtualCardLink::run(CommandRun run, Nanos limit)
{
    RunAnswers answers;
    std::optional<Failure> notSent;
    if (!m_usable)
        notSent = readerLost(m_options.name);
    else if (!acceptEpoch(run.epoch))
        notSent = epochRefused(run.epoch, m_highestEpoch);
    else if (!m_card || !m_present)
        notSent = cardAbsent();
    else if (run.attempt == m_attempt && m_lastRunCommand && run.firstCommand <= *m_lastRunCommand)
        notSent = commandRepeated(run.firstCommand);
    if (notSent) {
        answers.end = RunEnd::NotSent;
        answers.failure = std::move(notSent);
        return answer<RunAnswers>(Nanos(0), limit, std::move(answers));
    }
    m_arrivalHeard = true;
    m_attempt = run.attempt;
    answers.answers.reserve(run.commands.size());
    answers.figures.reserve(run.commands.size());
    const Nanos from = m_reactor.clock->now();
    m_answeredAt.clear();
    quint32 number = run.firstCommand;
    for (const RunCommand& command : run.commands) {
        m_lastRunCommand = number;
        AnswerFigures figures;
        const CardReply reply = exchangeChained(command.bytes, &figures.exchanges);
        m_present = reply.end != CardReply::End::Torn;
        if (reply.end != CardReply::End::Answered)
            return ended(std::move(answers), m_present ? cardMute() : cardTorn(number), limit);
        answers.cardTime += reply.time;
        if (m_options.jamAt && from + answers.cardTime >= *m_options.jamAt)
            return jammed(std::move(answers), from, limit);
        if (answers.cardTime > limit) // executed, but the answer came too late for this wait
            return ended(std::move(answers), cardMute(), limit);
        auto parsed = ResponseApdu::parse(reply.answer);
        if (!parsed)
            return ended(std::move(answers), parsed.failure(), limit);
        const bool accepted = command.expected.accepts(parsed->sw());
        answers.answers.push_back(parsed.take());
        figures.time = reply.time;
        answers.figures.push_back(figures);
        m_answeredAt.push_back(from + answers.cardTime);
        ++number;
        if (!accepted) {
            answers.end = RunEnd::UnexpectedStatus;
            break;
        }
    }
    const Nanos time = answers.cardTime;
    return answer<RunAnswers>(time, limit, std::move(answers));
}

quint32 VirtualCardLink::answered() const
{
    // The answers were computed at once; to whoever watches they come one by one, as the card's time passes.
    const auto end = std::upper_bound(m_answeredAt.begin(), m_answeredAt.end(), m_reactor.clock->now());
    return quint32(end - m_answeredAt.begin());
}

Pending<FormatAcknowledged> VirtualCardLink::formatComplete(FormatComplete message, Nanos limit)
{
    if (!m_usable)
        return answer<FormatAcknowledged>(Nanos(0), limit, readerLost(m_options.name));
    if (!acceptEpoch(message.epoch))
        return answer<FormatAcknowledged>(Nanos(0), limit, epochRefused(message.epoch, m_highestEpoch));
    if (m_formatCommand == message.command && m_formatAttempt == message.attempt)
        return answer<FormatAcknowledged>(Nanos(0), limit, *m_formatAnswer);
    FormatAcknowledged acknowledged;
    acknowledged.command = message.command;
    Outcome<FormatAcknowledged> outcome(acknowledged);
    Nanos time{};
    if (!m_card || !m_present)
        return answer<FormatAcknowledged>(Nanos(0), limit, cardAbsent());
    m_arrivalHeard = true;
    if (!message.cardCommand.isEmpty()) {
        const CardReply reply = exchangeChained(message.cardCommand);
        m_present = reply.end != CardReply::End::Torn;
        time = reply.end == CardReply::End::Mute ? limit : reply.time;
        const auto parsed = ResponseApdu::parse(reply.answer);
        if (reply.end != CardReply::End::Answered)
            outcome = m_present ? cardMute() : cardTorn(message.command);
        else if (!parsed)
            outcome = parsed.failure();
        else if (!parsed->sw().isSuccess())
            outcome = completionRefused(parsed->sw());
    }
    m_formatCommand = message.command;
    m_formatAttempt = message.attempt;
    m_formatAnswer = outcome;
    return answer<FormatAcknowledged>(time, limit, std::move(outcome));
}

Pending<Done> VirtualCardLink::eject(Bin bin, Nanos limit)
{
    if (!m_usable)
        return answer<Done>(Nanos(0), limit, readerLost(m_options.name));
    if (m_card && std::exchange(m_jammed, false)) {
        m_card->powerOff();
        m_present = false; // until somebody takes it and another one comes
        return answer<Done>(Nanos(0), limit, cardMute());
    }
    if (m_card) {
        m_card->powerOff();
        ++m_bins[size_t(bin)];
        if (m_cardLeft)
            m_cardLeft(bin, *m_card);
        m_card.reset();
    }
    m_present = false;
    return answer<Done>(m_options.feedTime, limit, Done{});
}

void VirtualCardLink::abort(const Failure& why)
{
    m_open.abort(why);
    m_open = Canceller();
}

void VirtualCardLink::setUsable(bool usable)
{
    if (m_usable == usable)
        return;
    m_usable = usable;
    if (!usable)
        abort(readerLost(m_options.name));
    if (m_usableChanged)
        m_usableChanged(usable);
}

} // namespace sm
