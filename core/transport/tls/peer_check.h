// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QSslError>

#include <optional>

class QSslSocket;

namespace sm {

class PinStore;

/// Who a TLS peer is and whether it is listed; there is no chain of trust and no host name to go by.
struct PeerCheck {
    QString pin; ///< of its certificate, in hexadecimal; empty: it showed none
    std::optional<Failure> refusal; ///< LinkPeerRefused with its cause
};
/// During the handshake. Without a refusal the errors may be ignored.
PeerCheck checkErrors(
    const QSslSocket& socket, const QList<QSslError>& errors, PinStore& pins, const QString& address);
/// After it: a certificate without any error would come here without having been looked up. TLS 1.3 or none.
PeerCheck checkPeer(const QSslSocket& socket, PinStore& pins, const QString& address);

} // namespace sm
