// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "transport/framing/link_protocol.h"
#include "transport/framing/message_link.h"
#include "transport/tls/network_thread.h"
#include "transport/tls/pins.h"
#include "transport/tls/tls_identity.h"

namespace sm {

/// Mutual TLS 1.3 between two ends that list each other's pins. A peer counts as connected after the greeting
/// that follows inside TLS: a client sees its own handshake succeed before the server refuses its
/// certificate.
struct TlsLinkSettings {
    QString host;
    quint16 port = 0;
    QByteArray service; ///< "hsm", "station"
    LinkTimes times;
    std::shared_ptr<const TlsIdentity> identity;
    std::shared_ptr<PinStore> pins;
};

/// The sockets live on the network thread; the link is used on the owner's. LinkPeerRefused names why.
std::unique_ptr<MessageLink> makeTlsLink(
    Reactor owner, std::shared_ptr<NetworkThread> thread, TlsLinkSettings settings);

/// The same with the sockets on the owner's own thread, for a program that has nothing there to hold up:
/// saves two changes of thread per message.
std::unique_ptr<MessageLink> makeTlsLinkHere(Reactor owner, TlsLinkSettings settings);

/// Refuses before any message is handled: no certificate, not listed, not valid now, older TLS. Waits for the
/// network thread to take the port. LinkNotListening.
Outcome<std::unique_ptr<LinkListener>> listenTls(
    Reactor owner, std::shared_ptr<NetworkThread> thread, TlsLinkSettings settings);

} // namespace sm
