// SPDX-License-Identifier: GPL-3.0-or-later
#include "card/cplc.h"

#include "base/failures/card.h"
#include "card/tlv.h"

namespace sm {

namespace {

quint16 u16At(const QByteArray& raw, qsizetype offset)
{
    return quint16(byteAt(raw, offset) << 8 | byteAt(raw, offset + 1));
}

} // namespace

Outcome<Cplc> Cplc::parse(QByteArrayView bytes)
{
    QByteArrayView content = bytes;
    if (bytes.size() != size)
        content = findTlvPath(bytes, {0x9F7F}).value_or(QByteArrayView());
    if (content.size() != size)
        return fail(fc::CplcBroken, {{"length", QString::number(bytes.size())}});
    Cplc cplc;
    cplc.raw = content.toByteArray();
    return cplc;
}

quint16 Cplc::icFabricator() const
{
    return raw.size() == size ? u16At(raw, 0) : quint16(0);
}

quint16 Cplc::icType() const
{
    return raw.size() == size ? u16At(raw, 2) : quint16(0);
}

QByteArray Cplc::icFabricationDate() const
{
    return raw.mid(10, 2);
}

QByteArray Cplc::icSerialNumber() const
{
    return raw.mid(12, 4);
}

QByteArray Cplc::icBatch() const
{
    return raw.mid(16, 2);
}

QByteArray Cplc::chipSerial() const
{
    return raw.left(2) + icFabricationDate() + icBatch() + icSerialNumber();
}

} // namespace sm
