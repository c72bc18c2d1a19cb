// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QCborStreamReader>
#include <QString>

namespace sm {

/// Reads a message's CBOR (RFC 8949) from a peer who may be hostile: lists have the expected length or a
/// bounded one, strings are whole and no longer than the message, nothing nests deeper than the caller asks.
/// The first surprise makes it fail for good, and what was read from then on is empty.
class CborReader {
public:
    static constexpr qsizetype longestList = 10'000;

    /// Any number of CBOR items one after the other.
    explicit CborReader(const QByteArray& message);
    CborReader(const CborReader&) = delete;
    CborReader& operator=(const CborReader&) = delete;

    quint64 number();
    qint64 signedNumber();
    bool boolean();
    QByteArray bytes();
    QString text();
    qsizetype beginList(); ///< its length
    void beginList(qsizetype count); ///< fails at any other length
    void endList();

    bool atEnd();
    qsizetype position() const { return qsizetype(m_cbor.currentOffset()); }
    bool ok() const { return m_ok; }
    void refuse() { m_ok = false; }

protected:
    bool expect(bool right);

private:
    qsizetype m_size;
    QCborStreamReader m_cbor;
    bool m_ok = true;
};

} // namespace sm
