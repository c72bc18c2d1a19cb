// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/journal.h"
#include "profile/card_program.h"
#include "station/card_link.h"
#include "trace/trace_ring.h"

namespace sm {

/// Writes what one session exchanges with its card into the trace of the floor. Masking is the ring's: it
/// gets the classes with the bytes. Server thread. Without a ring, and until a card has come, it does
/// nothing.
class SessionTrace {
public:
    struct Place {
        TraceKind kind = TraceKind::Command;
        quint16 step = 0; ///< from 1
        QString name;
        quint8 level = 0; ///< of secure messaging
    };

    explicit SessionTrace(TraceRing* ring)
        : m_ring(ring)
    {
    }

    /// `atr` is empty when the card stayed mute after power-up.
    void cardArrived(const Clock& clock, const AttemptKey& key, const RecordRow& record, StationId station,
        const QString& job, const QByteArray& atr);
    /// The next exchanges are those of a run that leaves now.
    void runLeaves(Nanos now) { m_cursor = now; }
    void answered(const Place& place, const ProgramCommand& command, const ResponseApdu& answer,
        const AnswerFigures* figures, TraceJudgement judgement);
    /// Nothing came back, and `now` is when that was certain.
    void unanswered(const Place& place, const ProgramCommand& command, Nanos now, TraceJudgement judgement);
    /// The station acknowledged "format complete" (420), or not; it does not tell the card's status word.
    void completed(const QByteArray& cardCommand, bool acknowledged, Nanos now);
    void cardEnded(
        TraceVerdict verdict, const std::optional<Failure>& failure, const QString& job, Nanos now);

private:
    TraceEntry entry(const Place& place) const;
    qint64 wall(Nanos at) const;

    TraceRing* m_ring;
    bool m_open = false; ///< between the two separators
    Nanos m_arrived{};
    Nanos m_cursor{}; ///< when the next exchange of the run was sent
    TraceRow m_card; ///< what all rows of the card share
};

} // namespace sm
