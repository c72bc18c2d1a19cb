// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/padding.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"

namespace sm {

namespace {

QByteArray fillBlock(QByteArray data, qsizetype block)
{
    const qsizetype over = data.size() % block;
    if (over != 0 || data.isEmpty())
        data.append(block - over, '\0');
    return data;
}

} // namespace

QByteArray padMethod1(QByteArrayView data, qsizetype block)
{
    return fillBlock(data.toByteArray(), block);
}

QByteArray padMethod2(QByteArrayView data, qsizetype block)
{
    QByteArray padded;
    padded.reserve(data.size() + block);
    padded.append(data);
    appendU8(padded, 0x80);
    return fillBlock(std::move(padded), block);
}

Outcome<QByteArray> unpadMethod2(QByteArrayView data, qsizetype block)
{
    qsizetype end = data.size();
    const qsizetype lowest = qMax(qsizetype(0), end - block);
    while (end > lowest && byteAt(data, end - 1) == 0x00)
        --end;
    if (end == lowest || byteAt(data, end - 1) != 0x80)
        return fail(fc::PaddingBroken, {{"length", QString::number(data.size())}});
    return data.first(end - 1).toByteArray();
}

} // namespace sm
