// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/response_chain.h"
#include "station/card_link.h"
#include "transport/readers/serial_reader.h"

namespace sm {

/// A card position in a serial reader. Server thread; asynchronous, no thread of its own.
///
/// These readers have no insertion counters: the link counts how often the reader said "no card" between two
/// cards. awaitCard() never answers the same insertion twice, unless the wait that was to hear of it was
/// ended before. eject() powers the card off and answers when it has been taken out, or fails with
/// CardNotTaken. A command without an answer is RunEnd::Unknown: CardTorn when the reader says that the card
/// is gone. A wait whose limit passes while the reader owes an answer fails with ReaderStuck, or CardAbsent
/// while it waits for a card.
class SerialCardLink final : public CardLink {
public:
    SerialCardLink(Reactor reactor, std::unique_ptr<SerialReader> reader, QString name);
    ~SerialCardLink() override;

    Pending<CardArrival> awaitCard(Nanos limit) override;
    Pending<CardArrival> repower(Nanos limit) override;
    Pending<RunAnswers> run(CommandRun run, Nanos limit) override;
    quint32 answered() const override { return m_answered; }
    Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) override;
    Pending<Done> eject(Bin bin, Nanos limit) override;
    void abort(const Failure& why) override;
    bool isUsable() const override { return m_reader->isUsable(); }
    void onUsableChanged(std::function<void(bool usable)> callback) override
    {
        m_usableChanged = std::move(callback);
    }
    QString description() const override { return m_name; }

private:
    /// The wait under way: how it ends when its limit passes or it is aborted, and its next step.
    struct Wait {
        std::function<void(const Failure&)> end;
        Failure onLimit;
        std::function<void()> poll; ///< what the pause between two questions ends with
    };
    struct LimitTimer final : Deadline {
        explicit LimitTimer(SerialCardLink* l)
            : link(l)
        {
        }
        void expire() override { link->limitReached(); }
        SerialCardLink* link;
    };
    struct PollTimer final : Deadline {
        explicit PollTimer(SerialCardLink* l)
            : link(l)
        {
        }
        void expire() override { link->pollDue(); }
        SerialCardLink* link;
    };
    /// A run, command by command.
    struct Running;

    template <class T> std::shared_ptr<Completer<T>> begin(Pending<T>& pending, Nanos limit, Failure onLimit);
    template <class T> void end(const std::shared_ptr<Completer<T>>& completer, Outcome<T> outcome);
    void endWait();
    void limitReached();
    void pollDue();
    void pollAfterPause(std::function<void()> poll);
    void lookForCard(std::shared_ptr<Completer<CardArrival>> waiting);
    void lookForNone(std::shared_ptr<Completer<Done>> waiting, quint32 moves);
    void powerOn(std::shared_ptr<Completer<CardArrival>> waiting, int resetsLeft, bool newCard);
    void transmit(std::shared_ptr<Running> running);
    void commandAnswered(const std::shared_ptr<Running>& running, Outcome<ReaderResult> result);
    void runEnded(const std::shared_ptr<Running>& running, RunEnd end, std::optional<Failure> why);
    std::optional<Failure> refuses(const CommandRun& run);
    bool acceptEpoch(Epoch epoch);
    void sawCard(ReaderResult::Card card);
    void cardMoved();
    Failure cardFailure(const Failure& why, quint32 command);

    Reactor m_reactor;
    std::unique_ptr<SerialReader> m_reader;
    QString m_name;
    LimitTimer m_limit;
    PollTimer m_poll;
    std::optional<Wait> m_wait;
    bool m_there = false; ///< a card, as the reader last said
    bool m_heard = false; ///< somebody has worked with the card that is there
    bool m_known = false; ///< its arrival was counted
    quint32 m_insertion = 0;
    quint32 m_moves = 0; ///< of cards, told by the reader
    quint32 m_answered = 0;
    Epoch m_highestEpoch;
    AttemptId m_attempt; ///< of the last run
    std::optional<quint32> m_lastCommand; ///< highest number sent for m_attempt
    std::optional<quint32> m_formatCommand; ///< of the last format complete, and its answer
    AttemptId m_formatAttempt;
    std::optional<Outcome<FormatAcknowledged>> m_formatAnswer;
    std::function<void(bool)> m_usableChanged;
};

} // namespace sm
