// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/pending.h"
#include "card/apdu.h"
#include "card/status_rule.h"

#include <vector>

namespace sm {

/// One command ready for the card: wrapped by secure messaging if the program says so.
struct RunCommand {
    RunCommand(QByteArray b, StatusRule rule)
        : bytes(std::move(b))
        , expected(std::move(rule))
    {
    }
    QByteArray bytes;
    StatusRule expected;
};

/// A run of commands handed over at once. The station interface software sends them one by one, collects
/// 61xx/6Cxx chains and stops after the first answer that its rule does not accept; it does nothing on its
/// own.
struct CommandRun {
    CommandRun(AttemptId a, Epoch e, quint32 first)
        : attempt(a)
        , epoch(e)
        , firstCommand(first)
    {
    }
    AttemptId attempt;
    Epoch epoch;
    quint32 firstCommand
        = 0; ///< number of commands[0] within the attempt; a repeated number is never executed twice
    std::vector<RunCommand> commands;
};

enum class RunEnd : quint8 {
    Complete, ///< every command answered as its rule allows
    UnexpectedStatus, ///< answers.back() is the one its rule refused
    NotSent, ///< the command after the last answer certainly never left; failure says why
    Unknown ///< the command after the last answer may have been executed; failure says why
};

/// What one answer took on the contacts.
struct AnswerFigures {
    Nanos time{}; ///< from sending to the last byte, all its exchanges
    quint16 exchanges = 1; ///< more than 1 after 61xx or 6Cxx
};

struct RunAnswers {
    std::vector<ResponseApdu> answers; ///< one per command answered, in order
    std::vector<AnswerFigures> figures; ///< one per answer; fewer when the link does not measure
    RunEnd end = RunEnd::Complete;
    std::optional<Failure> failure; ///< for NotSent and Unknown
    Nanos cardTime{}; ///< spent in the card and its link, sum over the run
};

/// A card that has arrived and is powered.
struct CardArrival {
    QByteArray atr;
    quint32 insertion = 0; ///< changes with each insertion seen by the reader
};

/// "format complete" of the UbiQ document (416): to the station and, with cardCommand, to the card.
struct FormatComplete {
    FormatComplete(AttemptId a, Epoch e, quint32 c, QByteArray card)
        : attempt(a)
        , epoch(e)
        , command(c)
        , cardCommand(std::move(card))
    {
    }
    AttemptId attempt;
    Epoch epoch;
    quint32 command = 0; ///< the station remembers the last number and its answer, and repeats the answer for
                         ///< the same number
    QByteArray cardCommand; ///< plain APDU that tells the card; empty when the orderly power-off is all the
                            ///< card is told
};

/// The acknowledgement (420) that makes a card complete (422).
struct FormatAcknowledged {
    quint32 command = 0;
};

/// Where a card goes when it leaves the station.
enum class Bin : quint8 {
    Good,
    Reject, ///< may carry data: quarantine
    Stock ///< proven untouched: back to stock
};

/// A station's card position as the session sees it: the second of the station's two links, to its reader.
/// Owner thread: the server thread; answers arrive through its reactor. At most one wait is open at a time.
/// Implementations: PC/SC reader, virtual station, later remote stations.
class CardLink {
public:
    CardLink() = default;
    CardLink(const CardLink&) = delete;
    CardLink& operator=(const CardLink&) = delete;
    virtual ~CardLink() = default;

    /// Waits until a card lies in the position that has not been in it before, powers it, answers with its
    /// ATR. Failures: CardAbsent (limit reached with no card), CardMute, ReaderLost, ReaderBusy.
    virtual Pending<CardArrival> awaitCard(Nanos limit) = 0;
    /// Re-powers the same card after an unknown outcome. Fails with CardChanged when another card lies there
    /// now.
    virtual Pending<CardArrival> repower(Nanos limit) = 0;
    virtual Pending<RunAnswers> run(CommandRun run, Nanos limit) = 0;
    /// Commands of the run under way that have been answered so far; lets a long run be shown live and
    /// watched without an event per command. Server thread.
    virtual quint32 answered() const { return 0; }
    virtual Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) = 0;
    /// Powers the card off and moves it to a bin (or asks the operator to). Answers when the position is
    /// ready for the next.
    virtual Pending<Done> eject(Bin bin, Nanos limit) = 0;
    /// Ends the open wait, if any, with this failure. The hardware may still be busy; the link knows.
    virtual void abort(const Failure& why) = 0;
    /// Whether the position can be used now (reader present and not stuck in a call).
    virtual bool isUsable() const = 0;
    /// Called on the server thread when isUsable() changes.
    virtual void onUsableChanged(std::function<void(bool usable)> callback) = 0;
    /// "virtual", "pcsc: READER NAME" ...
    virtual QString description() const = 0;
};

} // namespace sm
