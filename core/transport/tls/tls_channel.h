// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/protocol_link.h"
#include "transport/tls/tls_link.h"

#include <QSslSocket>

namespace sm {

/// A link over QSslSocket, on the thread of its sockets.
class TlsChannel final : public ProtocolLink {
public:
    TlsChannel(Reactor reactor, TlsLinkSettings settings); ///< connecting
    /// Accepted, on this thread, its handshake done.
    TlsChannel(Reactor reactor, TlsLinkSettings settings, std::unique_ptr<QSslSocket> accepted);
    ~TlsChannel() override;

    QString address() const override { return m_address; }
    QString peer() const override { return m_peer; }
    void open() override;
    void adopt(); ///< the accepted socket: begins with the greeting

private:
    struct Release { ///< a socket may be in the middle of its own signal
        void operator()(QSslSocket* socket) const;
    };
    using Socket = std::unique_ptr<QSslSocket, Release>;

    void write(QByteArrayView bytes) override;
    qint64 unwritten() const override;
    void closeChannel() override;
    void watch();
    void onSslErrors(const QList<QSslError>& errors);
    void onEncrypted();
    void onError(QAbstractSocket::SocketError error);
    bool onReadable(); ///< false when this object has gone, or is closed
    Failure refusal(const char* cause) const;

    TlsLinkSettings m_settings;
    QString m_address;
    QString m_peer;
    std::optional<Failure> m_refusal; ///< said by this end; more telling than the error that follows
    bool m_opened = false; ///< encrypted, and the peer is listed
    Pending<Done> m_handshake; ///< its limit; goes with the channel
    Socket m_socket;
};

} // namespace sm
