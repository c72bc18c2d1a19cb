// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/failure.h"
#include "transport/tls/tls_link.h"

#include <QSslSocket>

#include <functional>
#include <memory>

namespace sm {

/// The handshake of one peer that came to a listener. On the thread of its socket; one of the two calls comes
/// once, never from within a signal of the socket, and may destroy this.
class Handshake final : private Deadline {
public:
    /// `socket` has its configuration. LinkPeerRefused names why; LinkSilent after the greeting's limit.
    Handshake(Clock& clock, const TlsLinkSettings& settings, std::unique_ptr<QSslSocket> socket);
    ~Handshake();

    std::function<void(std::unique_ptr<QSslSocket>)> done; ///< encrypted, the peer is listed
    std::function<void(const Failure&)> failed;
    void start();

private:
    void expire() override;
    void end(); ///< soon
    void onErrors(const QList<QSslError>& errors);
    void onEncrypted();
    void onError();

    Clock& m_clock;
    const TlsLinkSettings& m_settings;
    QString m_address;
    std::unique_ptr<QSslSocket> m_socket;
    std::optional<Failure> m_failure; ///< said by this end; more telling than the error that follows
    bool m_encrypted = false;
    bool m_ended = false;
};

} // namespace sm
