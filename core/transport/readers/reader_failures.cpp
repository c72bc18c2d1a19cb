// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/readers/reader_failures.h"

#include "base/failures/transport.h"

namespace sm {

Failure readerAnswerBroken(const char* what)
{
    return fail(fc::ReaderAnswerBroken, {{"what", QString::fromLatin1(what)}});
}

Failure readerRefused(quint8 status)
{
    return fail(fc::ReaderRefused, {{"status", QString::number(status, 16)}});
}

Failure readerCardAbsent()
{
    return fail(fc::ReaderCardAbsent);
}

Failure readerCardMute()
{
    return fail(fc::ReaderCardMute);
}

Failure readerSilent()
{
    return fail(fc::ReaderSilent);
}

Failure readerNotReady()
{
    return fail(fc::ReaderNotReady);
}

Failure readerCommandRefused(const char* what)
{
    return fail(fc::ReaderCommandRefused, {{"what", QString::fromLatin1(what)}});
}

} // namespace sm
