// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/personalization_server.h"

#include <functional>

namespace sm {

/// The whole server in the caller's thread on a simulated clock: the same seed gives the same order of
/// events, and a shift takes seconds. For simulation, tests and planning; real hardware cannot take part.
class SimulatedServer final : public ServerPort {
public:
    /// `start`: the civil time at which simulated time begins.
    SimulatedServer(ServerOptions options, quint64 seed,
        const QDateTime& start = QDateTime({2026, 11, 21}, {6, 0}, Qt::UTC));
    ~SimulatedServer() override;

    quint64 post(ServerCommand command) override;
    std::shared_ptr<const Snapshot> snapshot() const override; ///< folded when asked for
    std::vector<ServerEvent> takeEvents() override { return m_board.takeEvents(); }
    TraceView trace() const override { return m_board.trace(); }

    /// Lets time run until the condition holds (asked after each event) or `limit` of simulated time has
    /// passed. False at the limit, or when nothing is left that could happen.
    bool run(const std::function<bool()>& until, Nanos limit);
    /// Lets exactly so much time pass: what is due within it happens, what is due later does not.
    void advance(Nanos by);
    Nanos now() const { return m_clock.now(); }

private:
    SnapshotBoard m_board;
    SimulatedClock m_clock;
    std::shared_ptr<Inbox> m_inbox;
    InlineExecutorFactory m_executors;
    SeededRandom m_random;
    PersonalizationServer* m_target = nullptr;
    std::unique_ptr<PersonalizationServer> m_server;
};

} // namespace sm
