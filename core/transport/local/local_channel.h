// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/protocol_link.h"
#include "transport/local/local_link.h"

#include <QLocalSocket>

namespace sm {

/// A link over QLocalSocket: the connecting end makes its socket in open(), the listening end is given one.
class LocalChannel final : public ProtocolLink {
public:
    LocalChannel(Reactor reactor, LocalLinkSettings settings);
    LocalChannel(Reactor reactor, LocalLinkSettings settings, std::unique_ptr<QLocalSocket> accepted);
    ~LocalChannel() override;

    QString address() const override { return m_settings.path; }
    void open() override;
    void adopt(); ///< the accepted socket: starts the greeting

private:
    struct Release { ///< a socket may be in the middle of its own signal
        void operator()(QLocalSocket* socket) const;
    };
    using Socket = std::unique_ptr<QLocalSocket, Release>;

    void write(QByteArrayView bytes) override;
    qint64 unwritten() const override;
    void closeChannel() override;
    void watch();
    void onConnected();
    void onError(QLocalSocket::LocalSocketError error);
    bool onReadable(); ///< false when this object has gone, or is closed

    LocalLinkSettings m_settings;
    Socket m_socket;
};

/// Whether the process at the other end runs as this user or as root.
bool isOwnPeer(const QLocalSocket& socket);

} // namespace sm
