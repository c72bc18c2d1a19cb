// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/framing/cbor_reader.h"

#include <limits>

namespace sm {

CborReader::CborReader(const QByteArray& message)
    : m_size(message.size())
    , m_cbor(message)
{
}

bool CborReader::expect(bool right)
{
    m_ok = m_ok && right && m_cbor.lastError() == QCborError::NoError;
    return m_ok;
}

quint64 CborReader::number()
{
    if (!expect(m_cbor.isUnsignedInteger()))
        return 0;
    const quint64 value = m_cbor.toUnsignedInteger();
    m_cbor.next();
    return value;
}

qint64 CborReader::signedNumber()
{
    if (!expect(m_cbor.isUnsignedInteger() || m_cbor.isNegativeInteger()))
        return 0;
    constexpr auto most = quint64(std::numeric_limits<qint64>::max());
    qint64 value = 0;
    if (m_cbor.isUnsignedInteger()) {
        if (!expect(m_cbor.toUnsignedInteger() <= most))
            return 0;
        value = qint64(m_cbor.toUnsignedInteger());
    } else {
        const auto magnitude = quint64(m_cbor.toNegativeInteger()); // n stands for -n; 0 for -2^64
        if (!expect(magnitude != 0 && magnitude <= most))
            return 0;
        value = -qint64(magnitude);
    }
    m_cbor.next();
    return value;
}

bool CborReader::boolean()
{
    if (!expect(m_cbor.isBool()))
        return false;
    const bool value = m_cbor.toBool();
    m_cbor.next();
    return value;
}

/// A string of known length that lies within the message: the library makes room for what is claimed before
/// it looks.
QByteArray CborReader::bytes()
{
    if (!expect(m_cbor.isByteArray() && m_cbor.isLengthKnown())
        || !expect(m_cbor.length() <= quint64(m_size - position())))
        return {};
    const auto value = m_cbor.readByteArray();
    if (!expect(value.status == QCborStreamReader::Ok))
        return {};
    return expect(m_cbor.readByteArray().status == QCborStreamReader::EndOfString) ? value.data
                                                                                   : QByteArray();
}

QString CborReader::text()
{
    if (!expect(m_cbor.isString() && m_cbor.isLengthKnown())
        || !expect(m_cbor.length() <= quint64(m_size - position())))
        return {};
    const auto value = m_cbor.readString();
    if (!expect(value.status == QCborStreamReader::Ok))
        return {};
    return expect(m_cbor.readString().status == QCborStreamReader::EndOfString) ? value.data : QString();
}

qsizetype CborReader::beginList()
{
    if (!expect(m_cbor.isArray() && m_cbor.isLengthKnown())
        || !expect(m_cbor.length() <= quint64(longestList)))
        return 0;
    const auto count = qsizetype(m_cbor.length());
    return expect(m_cbor.enterContainer()) ? count : 0;
}

void CborReader::beginList(qsizetype count)
{
    const qsizetype given = beginList();
    expect(given == count);
}

void CborReader::endList()
{
    if (expect(!m_cbor.hasNext()))
        expect(m_cbor.leaveContainer());
}

bool CborReader::atEnd()
{
    return position() == m_size;
}

} // namespace sm
