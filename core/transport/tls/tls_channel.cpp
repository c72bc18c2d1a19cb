// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tls_channel.h"

#include "base/failures/transport.h"
#include "transport/framing/stream_protocol.h"
#include "transport/tls/peer_check.h"

#include <QCoreApplication>
#include <QSslConfiguration>

namespace sm {

namespace {

constexpr qint64 readAhead = 1 << 18; // a peer's flood waits in its own buffers

std::unique_ptr<LinkProtocol> protocolFor(LinkRole role, const TlsLinkSettings& settings)
{
    return std::make_unique<StreamProtocol>(
        role, LinkGreeting{LinkGreeting::currentVersion, settings.service}, settings.times);
}

} // namespace

void TlsChannel::Release::operator()(QSslSocket* socket) const
{
    socket->disconnect();
    socket->abort();
    // disconnect() leaves the calls that are posted already, and they would find the channel gone.
    QCoreApplication::removePostedEvents(socket, QEvent::MetaCall);
    socket->deleteLater();
}

TlsChannel::TlsChannel(Reactor reactor, TlsLinkSettings settings)
    : ProtocolLink(std::move(reactor), protocolFor(LinkRole::Connecting, settings))
    , m_settings(std::move(settings))
    , m_address(m_settings.host + QLatin1Char(':') + QString::number(m_settings.port))
{
}

TlsChannel::TlsChannel(Reactor reactor, TlsLinkSettings settings, std::unique_ptr<QSslSocket> accepted)
    : ProtocolLink(std::move(reactor), protocolFor(LinkRole::Listening, settings))
    , m_settings(std::move(settings))
    , m_address(accepted->peerAddress().toString() + QLatin1Char(':') + QString::number(accepted->peerPort()))
    , m_socket(accepted.release())
{
}

TlsChannel::~TlsChannel() = default;

Failure TlsChannel::refusal(const char* cause) const
{
    return fail(
        fc::LinkPeerRefused, {{"address", m_address}, {"cause", QLatin1String(cause)}, {"pin", m_peer}});
}

void TlsChannel::open()
{
    close();
    m_socket = Socket(new QSslSocket);
    m_socket->setSslConfiguration(m_settings.identity->configuration());
    watch();
    m_socket->connectToHostEncrypted(m_settings.host, m_settings.port);
}

void TlsChannel::adopt()
{
    watch();
    if (m_socket->state() == QAbstractSocket::ConnectedState)
        onEncrypted();
    else
        channelLost(fail(fc::LinkClosed, {{"address", m_address}})); // between the two threads
}

void TlsChannel::watch()
{
    m_refusal.reset();
    m_opened = false;
    m_peer.clear();
    QSslSocket* socket = m_socket.get();
    socket->setReadBufferSize(readAhead);
    QObject::connect(socket, &QSslSocket::sslErrors, socket,
        [this](const QList<QSslError>& errors) { onSslErrors(errors); });
    QObject::connect(socket, &QSslSocket::encrypted, socket, [this] { onEncrypted(); });
    QObject::connect(socket, &QSslSocket::readyRead, socket, [this] { onReadable(); });
    QObject::connect(
        socket, &QSslSocket::errorOccurred, socket,
        [this](QAbstractSocket::SocketError error) { onError(error); }, Qt::QueuedConnection);
    m_handshake = Pending<Done>::after(reactor(), m_settings.times.greeting, Done{});
    m_handshake.then([this](const Outcome<Done>&) {
        if (!m_opened)
            channelLost(m_refusal.value_or(fail(fc::LinkSilent, {{"address", m_address}})));
    });
}

void TlsChannel::onSslErrors(const QList<QSslError>& errors)
{
    PeerCheck check = checkErrors(*m_socket, errors, *m_settings.pins, m_address);
    m_peer = check.pin;
    m_refusal = std::move(check.refusal);
    if (!m_refusal) // else the socket ends the handshake
        m_socket->ignoreSslErrors(errors);
}

void TlsChannel::onEncrypted()
{
    const PeerCheck check = checkPeer(*m_socket, *m_settings.pins, m_address);
    m_peer = check.pin;
    if (check.refusal) {
        channelLost(*check.refusal);
        return;
    }
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_opened = true;
    if (channelOpened())
        onReadable();
}

void TlsChannel::onError(QAbstractSocket::SocketError error)
{
    if (!m_socket)
        return;
    if (m_opened && !onReadable()) // a last word may lie before the end
        return;
    const bool greeted = isConnected();
    const auto code = [&](const char* cause) {
        return fail(fc::LinkBroken, {{"address", m_address}, {"cause", QLatin1String(cause)}});
    };
    if (m_refusal)
        channelLost(*m_refusal);
    else if (m_opened && !greeted)
        channelLost(refusal("not welcomed")); // the peer's way to refuse a certificate
    else if (error == QAbstractSocket::RemoteHostClosedError)
        channelLost(fail(fc::LinkClosed, {{"address", m_address}}));
    else if (error == QAbstractSocket::SslHandshakeFailedError)
        channelLost(code("handshake"));
    else if (!m_opened)
        channelLost(fail(fc::LinkUnreachable, {{"address", m_address}}));
    else
        channelLost(code("socket"));
}

/// An event may end this object: whoever keeps it drops a peer whose greeting is wrong.
bool TlsChannel::onReadable()
{
    while (m_opened && m_socket && m_socket->bytesAvailable() > 0) {
        if (!channelReceived(m_socket->read(readAhead)))
            return false;
    }
    return m_socket != nullptr;
}

void TlsChannel::write(QByteArrayView bytes)
{
    if (m_socket)
        m_socket->write(bytes.data(), bytes.size());
}

qint64 TlsChannel::unwritten() const
{
    return m_socket ? m_socket->bytesToWrite() + m_socket->encryptedBytesToWrite() : 0;
}

void TlsChannel::closeChannel()
{
    if (m_socket && m_opened)
        m_socket->flush();
    m_handshake = {};
    m_opened = false;
    m_socket.reset();
}

} // namespace sm
