// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link/failure_wire.h"

#include "base/failures/base.h"
#include "base/failures/station.h"
#include "transport/framing/cbor_reader.h"

#include <QCborStreamWriter>

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype longestValue = 120;
constexpr qsizetype mostParams = 16;

/// Names live as long as the program; that is why they are not taken from the message.
constexpr const char* paramNames[] = {"address", "before", "call", "cause", "code", "command", "found",
    "highest", "length", "line", "now", "offered", "reader", "status", "sw", "track", "what"};
constexpr const char* rooms[] = {"base", "card", "station", "transport"};

template <size_t Count> const char* known(const char* const (&names)[Count], const QString& name)
{
    const auto* found = std::find_if(
        std::begin(names), std::end(names), [&name](const char* one) { return name == QLatin1String(one); });
    return found == std::end(names) ? nullptr : *found;
}

QString tidied(const QString& value)
{
    QString out = value.left(longestValue);
    out.removeIf([](QChar c) { return !c.isPrint(); });
    return out;
}

} // namespace

void writeStationFailure(QCborStreamWriter& out, const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    out.append(entry ? QString::fromLatin1(entry->name) : QString());
    out.startArray(quint64(failure.params().size()));
    for (const FailureParam& param : failure.params()) {
        out.startArray(2);
        out.append(QString::fromLatin1(param.name));
        out.append(param.value);
        out.endArray();
    }
    out.endArray();
}

Failure readStationFailure(CborReader& in)
{
    const FailureEntry* entry = failureEntry(in.text());
    QList<FailureParam> params;
    const qsizetype count = in.beginList();
    if (count > mostParams)
        in.refuse();
    for (qsizetype i = 0; i < count && in.ok(); ++i) {
        in.beginList(2);
        const char* name = known(paramNames, in.text());
        const QString value = in.text();
        in.endList();
        if (name)
            params.append({name, tidied(value)});
    }
    in.endList();
    if (!entry || !known(rooms, QString::fromLatin1(entry->room)) || entry->code == fc::SecretHeapExhausted)
        return fail(fc::StationReported, std::move(params));
    return Failure(entry->code, std::move(params));
}

} // namespace sm
