// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/tls/tls_identity.h"

#include "base/failures/transport.h"
#include "transport/tls/pins.h"

#include <QFile>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>

#include <optional>

namespace sm {

namespace {

constexpr qint64 longestFile = 64 * 1024;

std::optional<QSslKey> privateKey(const QByteArray& pem)
{
    for (const auto algorithm : {QSsl::Ec, QSsl::Rsa}) {
        const QSslKey key(pem, algorithm);
        if (!key.isNull())
            return key;
    }
    return std::nullopt;
}

/// The end of a public key (an EC point; an RSA modulus and exponent) stands in the private key's structure
/// too (RFC 5915 section 3, RFC 8017 appendix A.1.2).
bool belong(const QSslCertificate& certificate, const QSslKey& key)
{
    const QByteArray open = certificate.publicKey().toDer(); // empty: of a kind that Qt does not know
    return !open.isEmpty() && key.toDer().contains(open.right(64));
}

bool isForOwnerOnly(const QFile& file)
{
    return (file.permissions()
               & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther))
        == QFile::Permissions();
}

} // namespace

Outcome<TlsIdentity> TlsIdentity::load(const QString& certificatePath, const QString& keyPath)
{
    const auto unusable = [](const QString& path, const char* cause) {
        return fail(fc::LinkCredentialsUnusable, {{"path", path}, {"cause", QLatin1String(cause)}});
    };
    QFile certificateFile(certificatePath);
    QFile keyFile(keyPath);
    if (!certificateFile.open(QIODevice::ReadOnly) || certificateFile.size() > longestFile)
        return unusable(certificatePath, "unreadable");
    if (!keyFile.open(QIODevice::ReadOnly) || keyFile.size() > longestFile)
        return unusable(keyPath, "unreadable");
    if (!isForOwnerOnly(keyFile))
        return unusable(keyPath, "readable by others");
    TlsIdentity identity;
    identity.m_certificate = certificateFile.readAll();
    identity.m_key = keyFile.readAll();
    const QSslCertificate certificate(identity.m_certificate);
    if (certificate.isNull())
        return unusable(certificatePath, "no certificate");
    const auto key = privateKey(identity.m_key);
    if (!key)
        return unusable(keyPath, "no private key");
    if (!belong(certificate, *key))
        return unusable(keyPath, "of another certificate");
    identity.m_pin = pinOf(certificate);
    return identity;
}

QSslConfiguration TlsIdentity::configuration() const
{
    QSslConfiguration configuration;
    configuration.setProtocol(QSsl::TlsV1_3);
    configuration.setPeerVerifyMode(QSslSocket::VerifyPeer);
    configuration.setCaCertificates({});
    configuration.setLocalCertificate(QSslCertificate(m_certificate));
    if (const auto key = privateKey(m_key))
        configuration.setPrivateKey(*key);
    configuration.setSslOption(QSsl::SslOptionDisableSessionTickets, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionPersistence, true);
    configuration.setSslOption(QSsl::SslOptionDisableSessionSharing, true);
    return configuration;
}

} // namespace sm
