// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/local/local_link.h"

#include "base/failures/transport.h"
#include "transport/framing/stream_protocol.h"
#include "transport/local/local_channel.h"

#include <QCoreApplication>

#include <sys/socket.h>
#include <unistd.h>

namespace sm {

namespace {

std::unique_ptr<LinkProtocol> protocolFor(LinkRole role, const LocalLinkSettings& settings)
{
    return std::make_unique<StreamProtocol>(
        role, LinkGreeting{LinkGreeting::currentVersion, settings.service}, settings.times);
}

} // namespace

bool isOwnPeer(const QLocalSocket& socket)
{
    ucred peer{};
    socklen_t length = sizeof peer;
    const int descriptor = int(socket.socketDescriptor());
    if (::getsockopt(descriptor, SOL_SOCKET, SO_PEERCRED, &peer, &length) != 0)
        return false;
    return peer.uid == ::geteuid() || peer.uid == 0;
}

void LocalChannel::Release::operator()(QLocalSocket* socket) const
{
    socket->disconnect();
    socket->abort();
    // disconnect() leaves the calls that are posted already, and they would find the channel gone.
    QCoreApplication::removePostedEvents(socket, QEvent::MetaCall);
    socket->deleteLater();
}

LocalChannel::LocalChannel(Reactor reactor, LocalLinkSettings settings)
    : ProtocolLink(std::move(reactor), protocolFor(LinkRole::Connecting, settings))
    , m_settings(std::move(settings))
{
}

LocalChannel::LocalChannel(
    Reactor reactor, LocalLinkSettings settings, std::unique_ptr<QLocalSocket> accepted)
    : ProtocolLink(std::move(reactor), protocolFor(LinkRole::Listening, settings))
    , m_settings(std::move(settings))
    , m_socket(accepted.release())
{
}

LocalChannel::~LocalChannel() = default;

void LocalChannel::open()
{
    close();
    m_socket = Socket(new QLocalSocket);
    watch();
    m_socket->connectToServer(m_settings.path);
}

void LocalChannel::adopt()
{
    watch();
    if (channelOpened())
        onReadable();
}

void LocalChannel::watch()
{
    // Queued: a refused connection is reported from within connectToServer(), and an event never comes from
    // within open().
    QLocalSocket* socket = m_socket.get();
    QObject::connect(
        socket, &QLocalSocket::connected, socket, [this] { onConnected(); }, Qt::QueuedConnection);
    QObject::connect(
        socket, &QLocalSocket::errorOccurred, socket,
        [this](QLocalSocket::LocalSocketError error) { onError(error); }, Qt::QueuedConnection);
    QObject::connect(socket, &QLocalSocket::readyRead, socket, [this] { onReadable(); });
}

void LocalChannel::onConnected()
{
    if (!isOwnPeer(*m_socket)) {
        channelLost(fail(fc::LinkPeerRefused, {{"address", address()}, {"cause", QStringLiteral("user")}}));
        return;
    }
    channelOpened();
}

void LocalChannel::onError(QLocalSocket::LocalSocketError error)
{
    if (!m_socket)
        return;
    if (!onReadable()) // a last word may lie before the end
        return;
    if (error == QLocalSocket::PeerClosedError)
        channelLost(fail(fc::LinkClosed, {{"address", address()}}));
    else if (error == QLocalSocket::ServerNotFoundError || error == QLocalSocket::ConnectionRefusedError
        || error == QLocalSocket::SocketAccessError)
        channelLost(fail(fc::LinkUnreachable, {{"address", address()}}));
    else
        channelLost(fail(fc::LinkBroken, {{"address", address()}, {"cause", QString::number(int(error))}}));
}

bool LocalChannel::onReadable()
{
    return m_socket->bytesAvailable() == 0 || channelReceived(m_socket->readAll());
}

void LocalChannel::write(QByteArrayView bytes)
{
    if (m_socket)
        m_socket->write(bytes.data(), bytes.size());
}

qint64 LocalChannel::unwritten() const
{
    return m_socket ? m_socket->bytesToWrite() : 0;
}

void LocalChannel::closeChannel()
{
    if (m_socket && m_socket->state() == QLocalSocket::ConnectedState)
        m_socket->flush();
    m_socket.reset();
}

std::unique_ptr<MessageLink> makeLocalLink(Reactor reactor, LocalLinkSettings settings)
{
    return std::make_unique<LocalChannel>(std::move(reactor), std::move(settings));
}

} // namespace sm
