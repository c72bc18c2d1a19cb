// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/link_failures.h"

#include "base/failures/base.h"
#include "base/failures/security.h"

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype longestValue = 80;
constexpr qsizetype mostParams = 16;

/// Names live as long as the program; that is why they are not taken from the message.
constexpr const char* paramNames[] = {"algorithm", "call", "cause", "code", "component", "count", "field",
    "keyVersion", "kind", "label", "length", "request", "rule", "state", "usage", "version", "what"};
constexpr const char* rooms[] = {"base", "card", "crypto", "security"};

const char* known(const QString& name)
{
    const auto* found = std::find_if(std::begin(paramNames), std::end(paramNames),
        [&name](const char* one) { return name == QLatin1String(one); });
    return found == std::end(paramNames) ? nullptr : *found;
}

bool isOfADevice(const FailureEntry& entry)
{
    return std::any_of(std::begin(rooms), std::end(rooms),
        [&entry](const char* room) { return qstrcmp(entry.room, room) == 0; });
}

QString tidied(const QString& value)
{
    QString out = value.left(longestValue);
    out.removeIf([](QChar c) { return !c.isPrint(); });
    return out;
}

} // namespace

void writeFailure(MessageWriter& out, const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    out.text(entry ? QString::fromLatin1(entry->name) : QString());
    out.beginList(failure.params().size());
    for (const FailureParam& param : failure.params()) {
        out.beginList(2);
        out.text(QString::fromLatin1(param.name));
        out.text(param.value);
        out.endList();
    }
    out.endList();
}

Failure readFailure(MessageReader& in)
{
    const FailureEntry* entry = failureEntry(in.text());
    QList<FailureParam> params;
    const qsizetype count = in.beginList();
    if (count > mostParams)
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(2);
        const char* name = known(in.text());
        const QString value = in.text();
        in.endList();
        if (name)
            params.append({name, tidied(value)});
    }
    in.endList();
    // Its memory is not this process's: another device may have room.
    if (!entry || !isOfADevice(*entry) || entry->code == fc::SecretHeapExhausted)
        return fail(fc::HsmDeviceFailed, std::move(params));
    return Failure(entry->code, std::move(params));
}

} // namespace sm
