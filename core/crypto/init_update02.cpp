// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/init_update02.h"

#include "base/failures/crypto.h"

namespace sm {

Outcome<InitializeUpdate02Answer> InitializeUpdate02Answer::parse(QByteArrayView data)
{
    if (data.size() != 28 || data[11] != '\x02')
        return fail(fc::InitializeUpdateAnswerBroken,
            {{"what", data.size() != 28 ? QStringLiteral("length") : QStringLiteral("protocol")},
                {"length", QString::number(data.size())}});
    return InitializeUpdate02Answer{data.first(10).toByteArray(), quint8(data[10]), quint8(data[11]),
        data.sliced(12, 2).toByteArray(), data.sliced(14, 6).toByteArray(), data.last(8).toByteArray()};
}

} // namespace sm
