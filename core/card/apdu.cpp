// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/apdu.h"

#include "base/failures/card.h"

#include <algorithm>

namespace sm {

namespace {

constexpr quint32 shortNe = 256;
constexpr quint32 extendedNe = 65536;
constexpr qsizetype maxData = 65535;

Failure malformed(qsizetype offset, qsizetype length)
{
    return fail(
        fc::ApduMalformed, {{"offset", QString::number(offset)}, {"length", QString::number(length)}});
}

std::optional<quint32> normalNe(std::optional<quint32> ne)
{
    if (!ne || *ne == 0)
        return std::nullopt;
    return std::min(*ne, extendedNe);
}

/// A body in extended form: 00 Le Le, or 00 Lc Lc data, or the same with Le Le.
struct ExtendedBody {
    QByteArrayView data;
    std::optional<quint32> ne;
};

quint32 extendedLe(quint16 le)
{
    return le == 0 ? extendedNe : le;
}

std::optional<ExtendedBody> parseExtended(QByteArrayView body)
{
    ByteReader reader(body.sliced(1));
    const auto first = reader.u16();
    if (!first)
        return std::nullopt;
    if (reader.atEnd())
        return ExtendedBody{{}, extendedLe(*first)};
    const auto data = reader.take(*first);
    if (!data || *first == 0)
        return std::nullopt;
    if (reader.atEnd())
        return ExtendedBody{*data, std::nullopt};
    const auto le = reader.u16();
    if (!le || !reader.atEnd())
        return std::nullopt;
    return ExtendedBody{*data, extendedLe(*le)};
}

} // namespace

QString StatusWord::text() const
{
    return QString::number(value, 16).toUpper().rightJustified(4, QLatin1Char('0'));
}

CommandApdu::CommandApdu(
    quint8 cla, quint8 ins, quint8 p1, quint8 p2, QByteArray data, std::optional<quint32> ne)
    : m_cla(cla)
    , m_ins(ins)
    , m_p1(p1)
    , m_p2(p2)
    , m_data(std::move(data))
    , m_ne(normalNe(ne))
{
}

Outcome<CommandApdu> CommandApdu::parse(QByteArrayView bytes)
{
    if (bytes.size() < 4)
        return malformed(bytes.size(), bytes.size());
    CommandApdu apdu(byteAt(bytes, 0), byteAt(bytes, 1), byteAt(bytes, 2), byteAt(bytes, 3));
    const QByteArrayView body = bytes.sliced(4);
    if (body.isEmpty())
        return apdu;
    const quint8 first = byteAt(body, 0);
    if (body.size() == 1) {
        apdu.m_ne = first == 0 ? shortNe : first;
        return apdu;
    }
    if (first == 0) {
        const auto extended = parseExtended(body);
        if (!extended)
            return malformed(4, bytes.size());
        apdu.m_data = extended->data.toByteArray();
        apdu.m_ne = extended->ne;
        apdu.m_forceExtended = !apdu.isExtended();
        return apdu;
    }
    const qsizetype rest = body.size() - 1 - first;
    if (rest < 0 || rest > 1)
        return malformed(rest < 0 ? bytes.size() : bytes.size() - rest + 1, bytes.size());
    apdu.m_data = body.sliced(1, first).toByteArray();
    if (rest == 1) {
        const quint8 le = byteAt(body, body.size() - 1);
        apdu.m_ne = le == 0 ? shortNe : le;
    }
    return apdu;
}

bool CommandApdu::isExtended() const
{
    if (m_data.size() > 255 || m_ne.value_or(0) > shortNe)
        return true;
    // Case 1 has no extended form.
    return m_forceExtended && (!m_data.isEmpty() || m_ne);
}

QByteArray CommandApdu::encode() const
{
    if (m_data.size() > maxData)
        return {};
    QByteArray out;
    out.reserve(m_data.size() + 9);
    for (const quint8 byte : {m_cla, m_ins, m_p1, m_p2})
        appendU8(out, byte);
    if (isExtended()) {
        appendU8(out, 0);
        if (!m_data.isEmpty())
            appendU16(out, quint16(m_data.size()));
        out.append(m_data);
        if (m_ne)
            appendU16(out, quint16(*m_ne)); // 65536 is written 0000
        return out;
    }
    if (!m_data.isEmpty())
        appendU8(out, quint8(m_data.size()));
    out.append(m_data);
    if (m_ne)
        appendU8(out, quint8(*m_ne)); // 256 is written 00
    return out;
}

CommandApdu CommandApdu::withCla(quint8 cla) const
{
    CommandApdu copy = *this;
    copy.m_cla = cla;
    return copy;
}

CommandApdu CommandApdu::withData(QByteArray data) const
{
    CommandApdu copy = *this;
    copy.m_data = std::move(data);
    return copy;
}

CommandApdu CommandApdu::withNe(std::optional<quint32> ne) const
{
    CommandApdu copy = *this;
    copy.m_ne = normalNe(ne);
    return copy;
}

CommandApdu CommandApdu::asExtended() const
{
    CommandApdu copy = *this;
    copy.m_forceExtended = m_data.size() <= 255 && m_ne.value_or(0) <= shortNe;
    return copy;
}

Outcome<ResponseApdu> ResponseApdu::parse(QByteArrayView bytes)
{
    if (bytes.size() < 2)
        return fail(fc::CardAnswerTooShort, {{"length", QString::number(bytes.size())}});
    const qsizetype end = bytes.size() - 2;
    const auto sw = quint16(byteAt(bytes, end) << 8 | byteAt(bytes, end + 1));
    return ResponseApdu(bytes.first(end).toByteArray(), StatusWord{sw});
}

QByteArray ResponseApdu::encode() const
{
    QByteArray out = m_data;
    appendU16(out, m_sw.value);
    return out;
}

} // namespace sm
