// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/link/attempt_numbers.h"
#include "station/link/station_messages.h"
#include "transport/framing/link_keeper.h"

namespace sm {

/// The station interface software beside one card position: passes commands to the card and answers back, and
/// does nothing on its own. Keeps its link to the console (opens it again with growing pauses) and the answer
/// to the last order, so that an order repeated after the loss of the link is not carried out twice; see
/// LinkStation for the whole protocol. What is under way when the link is lost goes on to its end. On the
/// thread of its reactor; the card link and the devices outlive it.
class StationAgent {
public:
    /// A device that works on the card besides the chip.
    struct Module {
        QString name;
        DeviceModule* device = nullptr;
    };
    struct Settings {
        StationId station;
        QByteArray life; ///< stationLifeLength bytes, drawn when the process started
        std::vector<Module> modules; ///< at most 16
        Nanos progress = std::chrono::milliseconds(250); ///< between two looks at a run that takes longer
    };

    StationAgent(Settings settings, Reactor reactor, CardLink& card, std::unique_ptr<LinkKeeper> keeper);
    ~StationAgent();

    bool isWelcomed() const { return m_welcomed; }
    const StationId& station() const { return m_settings.station; }
    /// Called when a console has welcomed the station (true), and when its link is lost (false).
    void onWelcomed(std::function<void(bool welcomed)> callback) { m_changed = std::move(callback); }
    const std::optional<Failure>& trouble() const { return m_keeper->lastFailure(); }

private:
    /// The last order and what became of it.
    struct Job {
        explicit Job(quint64 i)
            : id(i)
        {
        }
        quint64 id = 0;
        bool waitsForCard = false;
        DeviceModule* device = nullptr; ///< that it is for
        std::optional<StationAnswer::Body> answer; ///< nothing: under way
        Pending<CardArrival> arrival;
        Pending<RunAnswers> answers;
        Pending<FormatAcknowledged> acknowledged;
        Pending<Done> ejected;
        Pending<ModuleReport> report;
        Pending<Done> look; ///< at the progress of a run
        quint32 told = 0;
    };

    void onConnected();
    void onLost();
    void onMessage(const QByteArray& message);
    void onWelcome(const QByteArray& message);
    void onOrder(const StationOrder& order);
    void begin(const StationOrder& order);
    void meetAgain(Nanos limit);
    void carryOut(CommandRun run, Nanos limit);
    void complete(FormatComplete message, Nanos limit);
    DeviceModule* device(const QString& name) const;
    void ask(const QString& module, Nanos limit);
    void perform(station_order::PerformModule order, Nanos limit);
    template <class T> void follow(Pending<T>& pending);
    void answered(StationAnswer::Body body);
    void watchProgress();
    void giveUp();
    void send(quint64 id, StationAnswer::Body body);
    void drop(const Failure& why);

    Settings m_settings;
    Reactor m_reactor;
    CardLink& m_card;
    std::unique_ptr<LinkKeeper> m_keeper;
    bool m_welcomed = false;
    quint64 m_epoch = 0; ///< of the connection; the highest ever
    QByteArray m_console;
    AttemptNumbers m_numbers;
    std::optional<Job> m_job;
    /// A card that was told of, and that nobody has worked with.
    std::optional<CardArrival> m_untouched;
    std::function<void(bool)> m_changed;
};

} // namespace sm
