// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/server_thread.h"

#include "base/log.h"
#include "base/secret_thread.h"
#include "server/command_letter.h"
#include "server/control_socket.h"

#include <QDateTime>
#include <QTimer>

#include <mutex>

namespace sm {

/// Everything that belongs to the server thread lives on the stack of run().
class ServerThread::Loop final : public QThread {
public:
    explicit Loop(ServerThread& owner)
        : m_owner(owner)
    {
        setObjectName(QStringLiteral("server"));
    }

    PersonalizationServer* server = nullptr; ///< server thread only

    /// What this thread did happened before a true answer: QThread's own hand-over is invisible to
    /// ThreadSanitizer.
    bool hasEnded()
    {
        const std::lock_guard lock(m_mutex);
        return m_ended;
    }

private:
    void run() override
    {
        SteadyClock clock;
        const InboxPump pump(m_owner.m_inbox);
        ThreadExecutorFactory executors;
        SystemRandom random;
        ServerEnvironment environment;
        environment.reactor = Reactor{&clock, m_owner.m_inbox};
        environment.executors = &executors;
        environment.random = &random;
        environment.board = &m_owner.m_board;
        {
            PersonalizationServer personalization(std::move(environment), m_owner.m_options);
            server = &personalization;
            std::unique_ptr<ControlSocket> socket;
            if (m_owner.m_settings.controlSocket)
                socket = ControlSocket::open(personalization, m_owner.m_board);
            QTimer publishing;
            QObject::connect(&publishing, &QTimer::timeout, &publishing, [&] {
                personalization.publish();
                if (personalization.isStopped())
                    quit();
            });
            publishing.start(33);
            personalization.open();
            m_owner.m_inbox->drain(); // commands posted before the loop was there
            exec();
            server = nullptr;
        }
        m_owner.m_inbox->close();
        endSecretsOfThread();
        const std::lock_guard lock(m_mutex);
        m_ended = true;
    }

    ServerThread& m_owner;
    std::mutex m_mutex;
    bool m_ended = false;
};

ServerThread::ServerThread(ServerOptions options, Settings settings)
    : m_options(std::move(options))
    , m_settings(settings)
    , m_inbox(std::make_shared<Inbox>(Inbox::Wake::ByDescriptor))
    , m_thread(std::make_unique<Loop>(*this))
{
    // A program that is killed and started again at once must not make the same blanks again: a chip is bound
    // to one person for life. Hundredths of a second come back after 497 days.
    if (m_options.floor.virtualCards.run == 0)
        m_options.floor.virtualCards.run = quint64(QDateTime::currentMSecsSinceEpoch() / 10);
}

ServerThread::~ServerThread()
{
    if (m_thread->isRunning()) {
        post(command::StopServer{false});
        m_thread->wait();
    }
    m_thread->hasEnded();
}

void ServerThread::start()
{
    m_thread->start();
}

bool ServerThread::wait(unsigned long limitMs)
{
    return m_thread->wait(limitMs) && m_thread->hasEnded();
}

quint64 ServerThread::post(ServerCommand command)
{
    const quint64 ticket = m_board.nextTicket();
    m_inbox->push(new CommandLetter(&m_thread->server, ticket, std::move(command)));
    return ticket;
}

} // namespace sm
