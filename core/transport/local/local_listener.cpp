// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/transport.h"
#include "base/log.h"
#include "transport/framing/greeting_hall.h"
#include "transport/local/local_channel.h"

#include <QLocalServer>

namespace sm {

namespace {

class LocalListener final : public LinkListener {
public:
    LocalListener(Reactor reactor, LocalLinkSettings settings)
        : m_reactor(std::move(reactor))
        , m_settings(std::move(settings))
        , m_hall(*this)
    {
        m_server.setSocketOptions(QLocalServer::UserAccessOption);
        QObject::connect(&m_server, &QLocalServer::newConnection, &m_server, [this] { onConnection(); });
    }

    QString address() const override { return m_settings.path; }

    bool listen()
    {
        // With rights for one user the library moves its socket over whatever lies there, alive or not.
        QLocalSocket probe;
        probe.connectToServer(m_settings.path);
        if (probe.state() != QLocalSocket::UnconnectedState)
            return false;
        return m_server.listen(m_settings.path);
    }

private:
    void onConnection()
    {
        while (std::unique_ptr<QLocalSocket> socket{m_server.nextPendingConnection()}) {
            socket->setParent(nullptr);
            if (!isOwnPeer(*socket)) {
                m_hall.refuse(
                    fail(fc::LinkPeerRefused, {{"address", address()}, {"cause", QStringLiteral("user")}}));
                continue;
            }
            auto link = std::make_unique<LocalChannel>(m_reactor, m_settings, std::move(socket));
            LocalChannel* raw = link.get();
            if (m_hall.greet(std::move(link)))
                raw->adopt();
        }
    }

    Reactor m_reactor;
    LocalLinkSettings m_settings;
    GreetingHall m_hall;
    QLocalServer m_server;
};

} // namespace

Outcome<std::unique_ptr<LinkListener>> listenLocal(Reactor reactor, LocalLinkSettings settings)
{
    auto listener = std::make_unique<LocalListener>(std::move(reactor), std::move(settings));
    if (!listener->listen())
        return fail(fc::LinkNotListening, {{"address", listener->address()}});
    return std::unique_ptr<LinkListener>(std::move(listener));
}

} // namespace sm
