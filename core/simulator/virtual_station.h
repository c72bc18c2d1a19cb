// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/software_card.h"
#include "station/card_link.h"

#include <array>

namespace sm {

/// Makes the cards of a virtual station, one after the other. Owner thread of the station.
class CardFeeder {
public:
    CardFeeder() = default;
    CardFeeder(const CardFeeder&) = delete;
    CardFeeder& operator=(const CardFeeder&) = delete;
    virtual ~CardFeeder() = default;
    virtual std::unique_ptr<SoftwareCard> next() = 0; ///< null when the hopper is empty
};

/// Blanks with serial numbers that count up from one. `count` less than 0: the hopper never runs out.
class BlankFeeder final : public CardFeeder {
public:
    BlankFeeder(BlankOptions first, SoftwareCard::Services services, qint64 count = -1)
        : m_next(std::move(first))
        , m_services(services)
        , m_left(count)
    {
    }
    std::unique_ptr<SoftwareCard> next() override;

private:
    BlankOptions m_next;
    SoftwareCard::Services m_services;
    qint64 m_left;
};

/// How often which fault befalls a card, each drawn once per card. Probabilities from 0 to 1.
struct FaultPlan {
    double tearBefore = 0;
    double tearAfter = 0;
    double mute = 0;
    double status = 0;
    double slow = 0;
    double swapped = 0; ///< at the first re-power another card lies there
    quint16 statusWord = 0x6F00;
    double slowFactor = 10.0;
    double spread = 0; ///< no two cards are alike: each is faster or slower by up to this share
    quint64 withinCommands = 50; ///< the fault comes at a command drawn from 1 to this
};

/// A station in software: real commands to real (software) cards, time by the reactor's clock. With a
/// simulated clock it is deterministic; with no card time at all every wait is answered at once. Follows
/// CardLink to the letter, the watch over epochs and repeated command numbers included.
class VirtualCardLink final : public CardLink {
public:
    struct Options {
        CardTimes times;
        Nanos powerTime{}; ///< cold reset and ATR
        Nanos feedTime{}; ///< from eject until the position is ready
        FaultPlan faults;
        QString name = QStringLiteral("virtual");
        /// From this time of the clock the card in the position, or else the next one, does not answer any
        /// more and cannot be moved out: a person has to take it away. Once.
        std::optional<Nanos> jamAt;
        /// Between these times of the clock the hopper is empty: no card comes.
        Nanos emptyFrom{};
        Nanos emptyUntil{};
    };
    /// Feeder and random outlive the link.
    VirtualCardLink(Reactor reactor, CardFeeder& feeder, Random& random, Options options);
    ~VirtualCardLink() override;

    Pending<CardArrival> awaitCard(Nanos limit) override;
    Pending<CardArrival> repower(Nanos limit) override;
    Pending<RunAnswers> run(CommandRun run, Nanos limit) override;
    quint32 answered() const override;
    Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) override;
    Pending<Done> eject(Bin bin, Nanos limit) override;
    void abort(const Failure& why) override;
    bool isUsable() const override { return m_usable; }
    void onUsableChanged(std::function<void(bool)> callback) override
    {
        m_usableChanged = std::move(callback);
    }
    QString description() const override { return m_options.name; }

    /// The reader goes away or comes back; an open wait ends with ReaderLost and the card is kept.
    void setUsable(bool usable);
    /// Puts a certain card into the position instead of the feeder's next, for re-runs of finished cards.
    void insert(std::unique_ptr<SoftwareCard> card) { m_inserted = std::move(card); }
    /// Called with each card that leaves, before it is destroyed.
    void onCardLeft(std::function<void(Bin, const SoftwareCard&)> observer)
    {
        m_cardLeft = std::move(observer);
    }
    quint64 cardsIn(Bin bin) const { return m_bins[size_t(bin)]; }
    const SoftwareCard* card() const { return m_card.get(); }

private:
    Pending<RunAnswers> jammed(RunAnswers answers, Nanos from, Nanos limit);
    template <class T> Pending<T> answer(Nanos delay, Nanos limit, Outcome<T> outcome);
    std::unique_ptr<SoftwareCard> nextCard();
    CardFaults drawFaults();
    Pending<CardArrival> powered(Nanos limit);
    Failure absence() const;
    CardReply exchangeChained(const QByteArray& command, quint16* exchanges = nullptr);
    Pending<RunAnswers> ended(RunAnswers answers, Failure why, Nanos limit);
    bool acceptEpoch(Epoch epoch);

    Reactor m_reactor;
    CardFeeder& m_feeder;
    Random& m_random;
    Options m_options;
    std::unique_ptr<SoftwareCard> m_card;
    std::unique_ptr<SoftwareCard> m_inserted;
    bool m_present = false; ///< the card lies in the position; false after it was torn out
    bool m_swapAtRepower = false;
    /// Somebody has worked with this card. Until then each wait answers with it: a wait may have been ended
    /// while its answer was due but the busy thread had not come to it, so time cannot tell who heard.
    bool m_arrivalHeard = false;
    quint32 m_insertion = 0;
    std::vector<Nanos> m_answeredAt; ///< of the last run's commands, on the reactor's clock
    bool m_usable = true;
    Epoch m_highestEpoch;
    AttemptId m_attempt; ///< of the last run
    std::optional<quint32> m_lastRunCommand; ///< highest command number executed for m_attempt
    std::optional<quint32> m_formatCommand; ///< of the last format complete, and its answer
    AttemptId m_formatAttempt;
    std::optional<Outcome<FormatAcknowledged>> m_formatAnswer;
    std::array<quint64, 3> m_bins{};
    Canceller m_open;
    bool m_jammed = false;
    std::function<void(bool)> m_usableChanged;
    std::function<void(Bin, const SoftwareCard&)> m_cardLeft;
};

} // namespace sm
