// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>
#include <QString>

class QSslConfiguration;

namespace sm {

/// This end's certificate and private key, in PEM. The key authenticates the link and protects nothing else:
/// what is secret in a message is sealed above TLS.
class TlsIdentity {
public:
    /// RSA or EC key without pass phrase, in a file that only its owner can read. LinkCredentialsUnusable,
    /// also when the key does not belong to the certificate.
    static Outcome<TlsIdentity> load(const QString& certificatePath, const QString& keyPath);

    const QByteArray& pin() const { return m_pin; } ///< to be listed at the peers
    /// TLS 1.3 only, peers must show a certificate, no tickets, no certificate authority is believed.
    QSslConfiguration configuration() const;

private:
    QByteArray m_certificate;
    QByteArray m_key;
    QByteArray m_pin;
};

} // namespace sm
