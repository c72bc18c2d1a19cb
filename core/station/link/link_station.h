// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/link/station_messages.h"
#include "transport/framing/message_link.h"

namespace sm {

/// A station whose reader stands somewhere else, and the link to it.
///
///   console                                                              beside the card
///   Session -> LinkStation -> StationGate -> MessageLink ~~~~~ LinkKeeper -> StationAgent -> CardLink
///              (a CardLink)                  TLS, serial, local                (PC/SC reader, virtual card)
///
/// Layers. The MessageLink below brings whole messages in order or is lost: greeting, heartbeat (2 s, lost
/// after 3), length frames on TLS and local sockets; CRC-32, stop and wait, repetition, and a MAC in every
/// frame on serial lines. Here is what must hold over the loss of a link: no command reaches a card twice.
///
/// Types. An order is one of the CardLink's waits and has an id, counting from 1 per console; the station
/// does one at a time. A run of commands travels in batches with the status words that each may answer with;
/// the station stops at the first other one. An answer carries the id of its order. Every connection has an
/// epoch, given in the welcome, higher than any the station had; each message carries it. `life` names the
/// process beside the card: its memory of orders is as old as that. `console` names ours.
///
/// Threads. All of it on one thread at each end: the server thread here, the agent's main thread there.
///
/// States of the link: away -> greeting (hello awaited, at most 5 s) -> welcomed -> away. The position can be
/// used while welcomed and its reader is. States of an order here: not sent -> sent -> answered; at the
/// station: under way -> answered, and the last answer is kept until the next order.
///
/// What happens when
///  * the link is lost and comes back, same life: the order goes out again under its id. The station answers
///    from memory, goes on with what is under way, or does what it never saw. The card does not notice.
///  * ... another life: what was sent of a run has an unknown outcome (RunEnd::Unknown), a "format complete"
///    fails; neither is sent again. What was never sent is RunEnd::NotSent: the card has lost its power since
///    it was prepared. Only an eject, which may be done twice, goes to the new life too.
///  * ... not within the order's limit: the same verdicts, ReaderLost.
///  * a device beside the card is at work: as with a run, by the order's id; what was sent and nobody heard
///  of
///    is ModuleSilent, and what the device's kind says about repetition decides. A question whether it is
///    there goes to the new life too. See LinkModule.
///  * the link is lost while a card is waited for: ReaderLost at once, so that the card object goes to
///    another station. A card that came meanwhile is told to the next wait, as long as no one worked with it.
///  * an order with the last id comes again: answered from memory. A lower id: CommandRepeated. A higher one
///    while another is under way: the older one is given up by its owner, and ended first.
///  * a message carries another epoch than its connection's, or a hello a lower one than its life has
///    answered to: EpochRefused, the connection is dropped.
///  * an order carries an attempt's epoch lower than the highest of its store, or one of another store that
///    was fenced off by this one's: EpochRefused by the agent. The welcome says which store the console has:
///    each counts its epochs from one, and a fresh store is not an old one's replay. See AttemptNumbers.
///  * a second process says hello for a place that is taken: StationRefused, until the first one is lost.
///  * a message is no message: StationMessageBroken, the connection is dropped; orders live on as above.
///  * the console starts anew: another `console`; the station ends what is under way and forgets.
///
/// Sizes. A message is at most 1 MiB; a batch 64 commands and room for their answers; a card that answers
/// more than fits ends its batch as unknown.
///
/// This class is the console's half.
class LinkStation final : public CardLink {
public:
    struct Settings {
        Settings(StationId s, QString k)
            : station(s)
            , kind(std::move(k))
        {
        }
        StationId station;
        QString kind; ///< tls, serial, local
        /// Bytes of a batch and its answers, one command at least: on a slow line about a second of it, since
        /// a run that shows no progress for the limit of a command is given up, and there is none to show
        /// before the batch is across.
        qsizetype batchRoom = stationBatchRoom;
    };

    LinkStation(Reactor reactor, Settings settings);
    ~LinkStation() override;

    Pending<CardArrival> awaitCard(Nanos limit) override;
    Pending<CardArrival> repower(Nanos limit) override;
    Pending<RunAnswers> run(CommandRun run, Nanos limit) override;
    quint32 answered() const override { return m_answered; }
    Pending<FormatAcknowledged> formatComplete(FormatComplete message, Nanos limit) override;
    Pending<Done> eject(Bin bin, Nanos limit) override;
    void abort(const Failure& why) override;
    bool isUsable() const override { return m_usable; }
    void onUsableChanged(std::function<void(bool usable)> callback) override
    {
        m_usableChanged = std::move(callback);
    }
    QString description() const override;

    // The side of the devices beside the card: see LinkModule.
    /// What the station at the link said it has; empty without one.
    const std::vector<StationModule>& modules() const { return m_modules; }
    bool isAway() const { return m_link == nullptr; }
    Pending<ModuleReport> askModule(const QString& module, Nanos limit);
    Pending<ModuleReport> performModule(const QString& module, ModuleJob job, Nanos limit);
    /// Ends the open work of that device, if any.
    void abortModule(const QString& module, const Failure& why);

    // The gate's side.
    StationId station() const { return m_settings.station; }
    /// A station was welcomed; the link is the gate's, and is used until detach().
    void attach(MessageLink& link, const StationHello& hello, quint64 epoch);
    void detach(const Failure& why); ///< the link is lost, or was dropped
    /// The failure says why the connection is to be dropped.
    Outcome<Done> take(const QByteArray& message);
    bool isAttached() const { return m_link != nullptr; }
    /// Called for each batch of commands that was answered to the first asking: its time beyond the card's.
    void onExchanged(std::function<void(Nanos)> callback) { m_exchanged = std::move(callback); }
    /// Called when this object goes.
    void onGone(std::function<void()> callback) { m_gone = std::move(callback); }

private:
    using Completing = std::variant<Completer<CardArrival>, Completer<RunAnswers>,
        Completer<FormatAcknowledged>, Completer<Done>, Completer<ModuleReport>>;
    struct Open {
        Open(StationOrder o, Completing c)
            : order(std::move(o))
            , completer(std::move(c))
        {
        }
        StationOrder order;
        Completing completer;
        bool sent = false;
        QByteArray life; ///< it was sent to, or prepared for: empty when there was none yet
        std::vector<RunCommand> rest; ///< of a run, after the batch in the order
        RunAnswers gathered; ///< of its batches before
    };
    struct Watchdog final : Deadline {
        explicit Watchdog(LinkStation* s)
            : station(s)
        {
        }
        void expire() override { station->limitReached(); }
        LinkStation* station;
    };

    template <class T> Pending<T> start(Nanos limit, StationOrder::Body body);
    void send();
    void sendAgain(const QByteArray& formerLife);
    void limitReached();
    void take(Open& open, CardArrival arrival);
    void takeRun(RunAnswers answers);
    void nextBatch();
    void end(const Failure& why); ///< by kind: a run ends as sent or not
    template <class T> void finish(Outcome<T> outcome);
    void setReader(bool usable, const QString& name);
    Failure lost(const Failure& cause) const;
    bool waitsForCard() const;
    template <class Body> bool isOpen() const
    {
        return m_open && std::holds_alternative<Body>(m_open->order.body);
    }
    Failure onLimit() const;

    Reactor m_reactor;
    Settings m_settings;
    Watchdog m_watchdog;
    MessageLink* m_link = nullptr;
    quint64 m_epoch = 0;
    QByteArray m_life; ///< of the last station attached
    QString m_reader;
    std::vector<StationModule> m_modules;
    std::optional<Failure> m_trouble; ///< why the link is away
    std::optional<Open> m_open;
    quint64 m_lastId = 0;
    quint32 m_answered = 0;
    int m_unasked = 0; ///< messages in a row that nobody waited for
    bool m_usable = false;
    std::function<void(bool)> m_usableChanged;
    std::function<void(Nanos)> m_exchanged;
    std::optional<Nanos> m_sentAt; ///< the open order, if it was sent once
    std::function<void()> m_gone;
};

} // namespace sm
