// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"

#include <QByteArray>
#include <QCborStreamWriter>
#include <QString>

#include <span>
#include <vector>

namespace sm {

/// Writes the open part of a message as one CBOR item (RFC 8949) and remembers where the secret parts lie. A
/// secret is its length in the open part and its bytes in the sealed one, in order; it is read from where it
/// is when the message is sealed, and must live until then.
class MessageWriter {
public:
    MessageWriter()
        : m_cbor(&m_open)
    {
    }
    MessageWriter(const MessageWriter&) = delete;
    MessageWriter& operator=(const MessageWriter&) = delete;

    void number(quint64 value) { m_cbor.append(value); }
    void signedNumber(qint64 value) { m_cbor.append(value); }
    void boolean(bool value) { m_cbor.append(value); }
    void bytes(QByteArrayView value) { m_cbor.appendByteString(value.data(), value.size()); }
    void text(const QString& value) { m_cbor.append(value); }
    void beginList(qsizetype count) { m_cbor.startArray(quint64(count)); }
    void endList() { m_cbor.endArray(); }
    void secret(const SecretBytes& value)
    {
        number(quint64(value.size()));
        if (!value.isEmpty())
            m_secrets.push_back(value.span());
    }

    const QByteArray& open() const { return m_open; }
    const std::vector<std::span<const quint8>>& secrets() const { return m_secrets; }

private:
    QByteArray m_open;
    QCborStreamWriter m_cbor;
    std::vector<std::span<const quint8>> m_secrets;
};

} // namespace sm
