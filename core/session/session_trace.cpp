// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session_trace.h"

namespace sm {

namespace {

quint32 microsecondsOf(Nanos time)
{
    return quint32(std::clamp<qint64>(
        std::chrono::duration_cast<microseconds>(time).count(), 0, std::numeric_limits<quint32>::max()));
}

} // namespace

qint64 SessionTrace::wall(Nanos at) const
{
    return m_card.cardStart + std::chrono::duration_cast<microseconds>(at - m_arrived).count();
}

TraceEntry SessionTrace::entry(const Place& place) const
{
    TraceEntry made;
    made.row = m_card;
    made.row.kind = place.kind;
    made.row.step = place.step;
    made.row.label = place.name;
    made.row.level = place.level;
    made.row.time = wall(m_cursor);
    return made;
}

void SessionTrace::cardArrived(const Clock& clock, const AttemptKey& key, const RecordRow& record,
    StationId station, const QString& job, const QByteArray& atr)
{
    if (!m_ring)
        return;
    m_open = true;
    m_arrived = m_cursor = clock.now();
    m_card.cardStart = clock.wall().toMSecsSinceEpoch() * 1000;
    m_card.job = record.job;
    m_card.attempt = key.attempt;
    m_card.station = station;
    m_card.card = traceCardTail(record.object.text);
    m_ring->append(entry({TraceKind::CardStarted, 0, job, 0}));
    TraceEntry reset = entry({TraceKind::Reset, 0, QString(), 0});
    reset.answer = atr;
    reset.row.judgement = atr.isEmpty() ? TraceJudgement::NoAnswer : TraceJudgement::Accepted;
    m_ring->append(reset);
}

void SessionTrace::answered(const Place& place, const ProgramCommand& command, const ResponseApdu& answer,
    const AnswerFigures* figures, TraceJudgement judgement)
{
    if (!m_open)
        return;
    const QByteArray sent = command.apdu.encode();
    const QByteArray got = answer.encode();
    TraceEntry made = entry(place);
    made.command = sent;
    made.commandClasses = command.spans;
    made.answer = got;
    const ClassSpan whole{0, answer.data().size(), command.answerClass};
    made.answerClasses = {&whole, 1};
    made.row.judgement = judgement;
    if (figures) {
        made.row.microseconds = microsecondsOf(figures->time);
        made.row.exchanges = figures->exchanges;
        m_cursor += figures->time;
    }
    m_ring->append(made);
}

void SessionTrace::unanswered(
    const Place& place, const ProgramCommand& command, Nanos now, TraceJudgement judgement)
{
    if (!m_open)
        return;
    const QByteArray sent = command.apdu.encode();
    TraceEntry made = entry(place);
    made.command = sent;
    made.commandClasses = command.spans;
    made.row.judgement = judgement;
    if (judgement != TraceJudgement::NotSent)
        made.row.microseconds = microsecondsOf(now - m_cursor);
    m_cursor = now;
    m_ring->append(made);
}

void SessionTrace::completed(const QByteArray& cardCommand, bool acknowledged, Nanos now)
{
    if (!m_open || cardCommand.isEmpty())
        return;
    TraceEntry made = entry({TraceKind::Complete, 0, QString(), 0});
    made.command = cardCommand;
    made.row.judgement = acknowledged ? TraceJudgement::Accepted : TraceJudgement::NoAnswer;
    made.row.microseconds = microsecondsOf(now - m_cursor);
    m_cursor = now;
    m_ring->append(made);
}

void SessionTrace::cardEnded(
    TraceVerdict verdict, const std::optional<Failure>& failure, const QString& job, Nanos now)
{
    if (!std::exchange(m_open, false))
        return;
    m_cursor = now;
    TraceEntry made = entry({TraceKind::CardEnded, 0, job, 0});
    made.row.verdict = verdict;
    made.row.failure = failure ? failure->code() : FailureCode{};
    m_ring->append(made);
}

} // namespace sm
