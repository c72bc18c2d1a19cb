// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/bench/synthetic_history.h"

#include <QElapsedTimer>

#include <random>

namespace sm {

/// A floor without cards: the same picture for the same seed, one red, one amber, one blue tile and one
/// offline.
Snapshot syntheticFloor(int stations, quint32 seed = 1);

/// Feeds the window with made-up station events at a set rate, to measure what painting costs. Answers
/// questions about the history, and no command.
class SyntheticPort final : public ServerPort {
public:
    SyntheticPort(int stations, int eventsPerSecond, quint32 seed = 1);

    quint64 post(ServerCommand command) override;
    std::shared_ptr<const Snapshot> snapshot() const override;
    std::vector<ServerEvent> takeEvents() override { return std::exchange(m_answers, {}); }
    TraceView trace() const override { return {}; }

private:
    void step() const;

    mutable Snapshot m_floor;
    mutable std::mt19937 m_random;
    mutable quint64 m_done = 0;
    int m_eventsPerSecond;
    quint64 m_ticket = 0;
    std::unique_ptr<SyntheticShift> m_shift; ///< made with the first question about it
    std::vector<ServerEvent> m_answers;
    QElapsedTimer m_clock;
};

} // namespace sm
