// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"

#include <QByteArray>
#include <QCborStreamReader>
#include <QString>

#include <optional>

namespace sm {

/// Reads what MessageWriter wrote, from a peer who may be hostile: lists have the expected length or a
/// bounded one, strings are whole and no longer than the message, nothing nests deeper than the caller asks.
/// The first surprise makes it fail for good, and what was read from then on is empty.
class MessageReader {
public:
    static constexpr qsizetype longestList = 10'000;

    /// Any number of CBOR items one after the other; secrets come from `setSecrets`.
    explicit MessageReader(const QByteArray& message);
    MessageReader(const MessageReader&) = delete;
    MessageReader& operator=(const MessageReader&) = delete;

    quint64 number();
    qint64 signedNumber();
    bool boolean();
    QByteArray bytes();
    QString text();
    qsizetype beginList(); ///< its length
    void beginList(qsizetype count); ///< fails at any other length
    void endList();
    SecretBytes secret();

    void setSecrets(SecretBytes secrets) { m_secrets = std::move(secrets); }
    bool secretsUsed() const { return m_secretsTaken == m_secrets.size(); }
    bool atEnd();
    qsizetype position() const { return qsizetype(m_cbor.currentOffset()); }
    bool ok() const { return m_ok; }
    void refuse() { m_ok = false; }

private:
    bool expect(bool right);

    qsizetype m_size;
    QCborStreamReader m_cbor;
    SecretBytes m_secrets;
    qsizetype m_secretsTaken = 0;
    bool m_ok = true;
};

} // namespace sm
