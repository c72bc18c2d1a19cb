// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/simulated_server.h"

#include "server/command_letter.h"

namespace sm {

SimulatedServer::SimulatedServer(ServerOptions options, quint64 seed, const QDateTime& start)
    : m_clock(start)
    , m_inbox(std::make_shared<Inbox>(Inbox::Wake::ByCaller))
    , m_random(seed)
{
    ServerEnvironment environment;
    environment.reactor = Reactor{&m_clock, m_inbox};
    environment.executors = &m_executors;
    environment.threaded = false;
    environment.random = &m_random;
    environment.board = &m_board;
    m_server = std::make_unique<PersonalizationServer>(std::move(environment), std::move(options));
    m_target = m_server.get();
    m_server->open();
}

SimulatedServer::~SimulatedServer()
{
    if (!m_server->isStopped()) {
        post(command::StopServer{false});
        run([this] { return m_server->isStopped(); }, std::chrono::hours(1));
    }
    m_target = nullptr;
    m_server.reset();
    m_inbox->close();
}

quint64 SimulatedServer::post(ServerCommand command)
{
    const quint64 ticket = m_board.nextTicket();
    m_inbox->push(new CommandLetter(&m_target, ticket, std::move(command)));
    return ticket;
}

std::shared_ptr<const Snapshot> SimulatedServer::snapshot() const
{
    m_server->publish();
    return m_board.snapshot();
}

bool SimulatedServer::run(const std::function<bool()>& until, Nanos limit)
{
    const Nanos end = m_clock.now() + limit;
    for (;;) {
        // Time passes only when nothing is left to do now: an answer that lies in the inbox is there before
        // the deadline of whoever waits for it.
        const bool delivered = m_inbox->drain();
        if (until())
            return true;
        if (m_clock.now() > end)
            return false;
        if (!delivered && !m_clock.step())
            return false;
    }
}

void SimulatedServer::advance(Nanos by)
{
    const Nanos end = m_clock.now() + by;
    for (;;) {
        if (m_inbox->drain())
            continue;
        const auto next = m_clock.earliest();
        if (!next || *next > end)
            break;
        m_clock.step();
    }
    m_clock.advance(end - m_clock.now());
}

} // namespace sm
