// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/link_failures.h"

#include "base/failures/station.h"

namespace sm {

Failure cardAbsent()
{
    return fail(fc::CardAbsent);
}

Failure cardMute()
{
    return fail(fc::CardMute);
}

Failure cardChanged(quint32 insertionBefore, quint32 insertionNow)
{
    return fail(fc::CardChanged,
        {{"before", QString::number(insertionBefore)}, {"now", QString::number(insertionNow)}});
}

Failure cardTorn(quint32 command)
{
    return fail(fc::CardTorn, {{"command", QString::number(command)}});
}

Failure readerLost(const QString& reader)
{
    return fail(fc::ReaderLost, {{"reader", reader}});
}

Failure readerLost(const QString& reader, const Failure& cause)
{
    const FailureEntry* entry = failureEntry(cause.code());
    return fail(fc::ReaderLost,
        {{"reader", reader}, {"cause", entry ? QString::fromLatin1(entry->name) : QString()}});
}

Failure readerBusy(const QString& reader)
{
    return fail(fc::ReaderBusy, {{"reader", reader}});
}

Failure epochRefused(Epoch offered, Epoch highest)
{
    return fail(fc::EpochRefused,
        {{"offered", QString::number(offered.value)}, {"highest", QString::number(highest.value)}});
}

Failure completionRefused(StatusWord sw)
{
    return fail(fc::CompletionRefused, {{"sw", sw.text()}});
}

Failure commandRepeated(quint32 command)
{
    return fail(fc::CommandRepeated, {{"command", QString::number(command)}});
}

Failure readerStuck(const QString& reader)
{
    return fail(fc::ReaderStuck, {{"reader", reader}});
}

Failure cardNotTaken(const QString& reader)
{
    return fail(fc::CardNotTaken, {{"reader", reader}});
}

} // namespace sm
