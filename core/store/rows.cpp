// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/rows.h"

#include "base/failures/store.h"

namespace sm {

Failure rowUnknown(const char* kind, qint64 id)
{
    return fail(fc::StoreRowUnknown, {{"kind", QLatin1String(kind)}, {"id", QString::number(id)}});
}

Failure rowBroken(const char* table, qint64 id)
{
    return fail(fc::StoreRowBroken, {{"table", QLatin1String(table)}, {"id", QString::number(id)}});
}

} // namespace sm
