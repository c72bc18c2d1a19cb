// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/card_program.h"

namespace sm {

QString retryClassName(RetryClass retry)
{
    switch (retry) {
    case RetryClass::Read:
        return QStringLiteral("read");
    case RetryClass::Idempotent:
        return QStringLiteral("idempotent");
    case RetryClass::Probeable:
        return QStringLiteral("probe");
    case RetryClass::Irreversible:
        return QStringLiteral("irreversible");
    }
    return {};
}

std::optional<RetryClass> retryClassFromName(QStringView name)
{
    for (const RetryClass retry :
        {RetryClass::Read, RetryClass::Idempotent, RetryClass::Probeable, RetryClass::Irreversible}) {
        if (name == retryClassName(retry))
            return retry;
    }
    return std::nullopt;
}

quint32 CardProgram::commandCount() const
{
    size_t count = 0;
    for (const ProgramStep& step : steps)
        count += step.commands.size();
    return quint32(count);
}

} // namespace sm
