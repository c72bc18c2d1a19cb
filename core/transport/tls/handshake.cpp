// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/handshake.h"

#include "base/failures/transport.h"
#include "transport/tls/peer_check.h"

#include <QCoreApplication>

namespace sm {

static constexpr qint64 readAhead = 1 << 16; // what a peer says before it is asked waits in its own buffers

Handshake::Handshake(Clock& clock, const TlsLinkSettings& settings, std::unique_ptr<QSslSocket> socket)
    : m_clock(clock)
    , m_settings(settings)
    , m_address(socket->peerAddress().toString() + QLatin1Char(':') + QString::number(socket->peerPort()))
    , m_socket(std::move(socket))
{
}

Handshake::~Handshake()
{
    m_clock.disarm(this);
    if (!m_socket)
        return;
    m_socket->disconnect();
    m_socket->abort();
    m_socket.release()->deleteLater();
}

void Handshake::start()
{
    QSslSocket* socket = m_socket.get();
    socket->setReadBufferSize(readAhead);
    QObject::connect(
        socket, &QSslSocket::sslErrors, socket, [this](const QList<QSslError>& errors) { onErrors(errors); });
    QObject::connect(socket, &QSslSocket::encrypted, socket, [this] { onEncrypted(); });
    QObject::connect(socket, &QSslSocket::errorOccurred, socket, [this] { onError(); });
    m_clock.arm(this, m_clock.dueIn(m_settings.times.greeting));
    socket->startServerEncryption();
}

void Handshake::onErrors(const QList<QSslError>& errors)
{
    m_failure = checkErrors(*m_socket, errors, *m_settings.pins, m_address).refusal;
    if (!m_failure) // else the socket ends the handshake
        m_socket->ignoreSslErrors(errors);
}

void Handshake::onEncrypted()
{
    m_encrypted = true;
    m_failure = checkPeer(*m_socket, *m_settings.pins, m_address).refusal;
    end();
}

void Handshake::onError()
{
    if (!m_failure && m_socket->error() == QAbstractSocket::SslHandshakeFailedError)
        m_failure = fail(fc::LinkBroken, {{"address", m_address}, {"cause", QStringLiteral("handshake")}});
    else if (!m_failure)
        m_failure = fail(fc::LinkClosed, {{"address", m_address}});
    end();
}

void Handshake::end()
{
    if (m_ended)
        return;
    m_ended = true;
    m_clock.arm(this, m_clock.now());
}

void Handshake::expire()
{
    if (m_encrypted && !m_failure && m_ended) {
        m_socket->disconnect();
        const auto call = std::move(done); // it may be the end of this
        call(std::move(m_socket));
        return;
    }
    const Failure why = m_failure.value_or(fail(fc::LinkSilent, {{"address", m_address}}));
    const auto call = std::move(failed);
    call(why);
}

} // namespace sm
