// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/sam/pcsc_sam_slot.h"

#include "base/failures/security.h"

namespace sm {

namespace {

Failure missing(const QString& cause)
{
    return fail(fc::SamMissing, {{"cause", cause}});
}

/// What PC/SC says of the reader, said of the SAM: who asks for a key knows no readers.
Failure missing(const Failure& why)
{
    const FailureEntry* entry = failureEntry(why.code());
    return missing(entry ? QString::fromLatin1(entry->name) : QString());
}

} // namespace

Outcome<Done> PcscSamSlot::power()
{
    m_reader.disconnect();
    const auto status = m_reader.status();
    if (!status)
        return missing(status.failure());
    if (!status->readerThere)
        return missing(QStringLiteral("reader"));
    if (!status->cardThere)
        return missing(QStringLiteral("card"));
    const auto connected = m_reader.connect();
    return connected ? connected : missing(connected.failure());
}

Outcome<QByteArray> PcscSamSlot::exchange(const QByteArray& command)
{
    const auto answer = m_reader.transmit(command);
    if (!answer)
        return missing(answer.failure());
    if (answer->size() < 2) // it was pulled while it computed (fault F5)
        return missing(QStringLiteral("answer"));
    return answer->toByteArray();
}

} // namespace sm
