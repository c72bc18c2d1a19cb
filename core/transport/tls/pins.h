// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>
#include <QSet>

#include <mutex>

class QSslCertificate;

namespace sm {

/// SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 7469 section 2.4): it stays when a short-lived
/// certificate is renewed under the same key. 32 bytes.
QByteArray pinOf(const QSslCertificate& certificate);

/// The allow-list of peers. A certificate authority says nothing here: who is listed is a peer, and to revoke
/// is to remove. Any thread.
class PinStore {
public:
    bool contains(const QByteArray& pin) const;
    void replace(QSet<QByteArray> pins); ///< counts for connections made from now on

    /// One pin per line in hexadecimal, with or without colons; # begins a comment. LinkCredentialsUnusable.
    static Outcome<QSet<QByteArray>> read(const QString& path);

private:
    mutable std::mutex m_mutex;
    QSet<QByteArray> m_pins;
};

} // namespace sm
