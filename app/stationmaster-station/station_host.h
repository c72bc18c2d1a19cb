// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "profiled_station.h"
#include "simulator/card_memory.h"
#include "simulator/virtual_station.h"
#include "station/link/station_agent.h"
#include "station/pcsc_station.h"
#include "station_arguments.h"
#include "transport/pcsc/pcsc_monitor.h"
#include "transport/tls/tls_link.h"

#include <QSocketNotifier>

#include <csignal>

/// The card positions of one process, each with an agent and a link of its own to the console. Main thread.
class StationHost {
public:
    explicit StationHost(StationArguments arguments);
    ~StationHost();

    /// Connects; ends the application at one of these (blocked) signals. LinkCredentialsUnusable,
    /// SecretFileUnusable, KeyRefused; what profileOf() fails with.
    sm::Outcome<sm::Done> start(const sigset_t& ending);
    QString readyLine() const; ///< JSON: places, address, own pin

private:
    struct Position {
        std::unique_ptr<sm::CardFeeder> feeder;
        std::unique_ptr<sm::CardLink> card;
        std::vector<std::unique_ptr<sm::DeviceModule>> modules;
        std::unique_ptr<sm::StationAgent> agent;
    };

    sm::Outcome<sm::Done> loadCredentials();
    sm::Outcome<std::unique_ptr<sm::MessageLink>> makeLink();
    sm::Outcome<sm::Done> addPosition(const PositionArguments& wanted, const QByteArray& life);
    sm::Outcome<std::unique_ptr<sm::CardLink>> makeCard(const PositionArguments& wanted, Position& position);
    sm::Outcome<std::unique_ptr<sm::CardLink>> makeVirtual(
        const PositionArguments& wanted, Position& position);
    /// The devices of the profile that the command line gave a place.
    std::vector<sm::StationAgent::Module> equip(Position& position, const QByteArray& life);
    sm::PcscServices& pcsc();
    void endWith(const sigset_t& ending);

    StationArguments m_arguments;
    sm::StationProfile m_profile; ///< only its link where the command line names none
    sm::SystemRandom m_random;
    sm::SteadyClock m_clock;
    std::shared_ptr<sm::Inbox> m_inbox;
    sm::InboxPump m_pump;
    sm::Reactor m_reactor;
    std::optional<sm::PcscServices> m_services;
    std::unique_ptr<sm::PcscMonitor> m_monitor;
    std::optional<sm::FileCardMemory> m_memory; ///< of virtual cards
    std::shared_ptr<const sm::TlsIdentity> m_identity;
    std::shared_ptr<sm::PinStore> m_pins;
    std::vector<std::unique_ptr<Position>> m_positions;
    std::unique_ptr<QSocketNotifier> m_signals;
};
