// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/peer_check.h"

#include "base/bytes.h"
#include "base/failures/transport.h"
#include "transport/tls/pins.h"

#include <QSslCertificate>
#include <QSslSocket>

#include <algorithm>

namespace sm {

namespace {

/// What a chain of trust would say. The list of pins says it instead, and knows no chain and no host name.
bool isOfTheChain(const QSslError& error)
{
    static constexpr QSslError::SslError chain[] = {QSslError::SelfSignedCertificate,
        QSslError::SelfSignedCertificateInChain, QSslError::UnableToGetLocalIssuerCertificate,
        QSslError::UnableToGetIssuerCertificate, QSslError::UnableToVerifyFirstCertificate,
        QSslError::CertificateUntrusted, QSslError::HostNameMismatch};
    return std::find(std::begin(chain), std::end(chain), error.error()) != std::end(chain);
}

const char* causeOf(QSslError::SslError error)
{
    switch (error) {
    case QSslError::NoPeerCertificate:
        return "no certificate";
    case QSslError::CertificateExpired:
        return "expired";
    case QSslError::CertificateNotYetValid:
        return "not valid yet";
    default:
        return "certificate";
    }
}

Failure refused(const QString& address, const char* cause, const QString& pin)
{
    return fail(fc::LinkPeerRefused, {{"address", address}, {"cause", QLatin1String(cause)}, {"pin", pin}});
}

} // namespace

PeerCheck checkErrors(
    const QSslSocket& socket, const QList<QSslError>& errors, PinStore& pins, const QString& address)
{
    const QByteArray pin = pinOf(socket.peerCertificate());
    PeerCheck check{toHex(pin), {}};
    for (const QSslError& error : errors) {
        if (!isOfTheChain(error)) {
            check.refusal = refused(address, causeOf(error.error()), check.pin);
            return check;
        }
    }
    if (!pins.contains(pin))
        check.refusal = refused(address, "not listed", check.pin);
    return check;
}

PeerCheck checkPeer(const QSslSocket& socket, PinStore& pins, const QString& address)
{
    const QByteArray pin = pinOf(socket.peerCertificate());
    PeerCheck check{toHex(pin), {}};
    const bool listed = pins.contains(pin);
    if (!listed || socket.sessionProtocol() != QSsl::TlsV1_3)
        check.refusal = refused(address, listed ? "protocol" : "not listed", check.pin);
    return check;
}

} // namespace sm
