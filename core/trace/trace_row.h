// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/field_class.h"
#include "base/ids.h"

#include <array>
#include <span>

namespace sm {

/// What a row of the trace is about. CardStarted and CardEnded frame the rows of one card.
enum class TraceKind : quint8 {
    CardStarted,
    Reset, ///< power-up: no command, the answer is the ATR
    Identify, ///< sent before the program, to recognise the blank
    Command, ///< of a step of the program
    Complete, ///< tells the card that it is complete
    CardEnded
};

/// What the session made of the answer. Accepted does not mean 9000: a profile may allow other status words.
enum class TraceJudgement : quint8 {
    Accepted,
    Refused, ///< the status word is none that the step accepts
    DataDiffers, ///< a read-back did not give what was written
    AnswerBroken, ///< its secure messaging could not be verified
    NoAnswer, ///< whether the card executed it is not known
    NotSent ///< it certainly never left
};

/// How a card ended; the same words as the session's verdict.
enum class TraceVerdict : quint8 { None, Good, Released, Quarantined, InDoubt, Stopped };

/// Bytes that were masked: their values are not in the trace at all, only their place, length and class.
struct TraceSpan {
    quint32 offset = 0;
    quint32 length = 0;
    FieldClass fieldClass = FieldClass::Personal;
};

/// One command and its answer, or the start or end of a card. Commands are plain (before secure messaging),
/// encoded after ISO/IEC 7816-3 clause 12.1; answers are plain data || SW1 SW2. Masked bytes are written 00
/// in both. A chain of 61xx and 6Cxx is one row. The views live as long as the TraceView the row came from.
struct TraceRow {
    quint64 id = 0; ///< from 1, increasing by one, never used again
    qint64 time = 0; ///< when it was sent: microseconds since 1970, UTC
    qint64 cardStart = 0; ///< when its card arrived, in the same unit
    JobId job;
    AttemptId attempt;
    StationId station;
    std::array<char16_t, 8> card{}; ///< last characters of the card object id, right-aligned, 0 in front
    QString label; ///< the step's name; on a separator the job's
    QByteArrayView command;
    QByteArrayView answer; ///< empty: none came
    std::span<const TraceSpan> commandSpans;
    std::span<const TraceSpan> answerSpans;
    FailureCode failure{}; ///< on CardEnded: why it ended badly; 0: it did not
    quint32 microseconds = 0; ///< from sending to the last byte of the answer; 0: not measured
    quint16 step = 0; ///< from 1; 0: outside the program
    quint16 sw = 0; ///< of the answer; 0: none
    quint16 exchanges = 1; ///< commands on the contacts: more than 1 after 61xx or 6Cxx
    quint8 level = 0; ///< P1 of EXTERNAL AUTHENTICATE when sent under secure messaging; 0: plain
    TraceKind kind = TraceKind::Command;
    TraceJudgement judgement = TraceJudgement::Accepted;
    TraceVerdict verdict = TraceVerdict::None;

    bool isSeparator() const { return kind == TraceKind::CardStarted || kind == TraceKind::CardEnded; }
    bool failed() const { return judgement != TraceJudgement::Accepted; }
    /// 62xx and 63xx that the step accepted, ISO/IEC 7816-4 clause 5.6.
    bool warns() const { return !failed() && (sw >> 8 == 0x62 || sw >> 8 == 0x63); }
    qsizetype size() const { return command.size() + answer.size(); }
    QString cardTail() const;
};

} // namespace sm
