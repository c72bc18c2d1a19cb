// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/pcsc/pcsc_failures.h"

#include "base/failures/transport.h"
#include "transport/pcsc/pcsc_codes.h"

namespace sm {

Failure pcscFailure(quint32 code, const char* call, const QByteArray& reader)
{
    const QList<FailureParam> where{{"call", QString::fromLatin1(call)},
        {"reader", QString::fromUtf8(reader)},
        {"code", QStringLiteral("%1").arg(code, 8, 16, QLatin1Char('0')).toUpper()}};
    switch (code) {
    case pcsc::noService:
    case pcsc::serviceStopped:
        return fail(fc::PcscDown, where);
    case pcsc::commError:
        return fail(fc::PcscBroken, where);
    case pcsc::invalidHandle:
        return fail(fc::PcscHandleDead, where);
    case pcsc::unknownReader:
    case pcsc::noReaders:
        return fail(fc::PcscReaderUnknown, where);
    case pcsc::readerUnavailable:
        return fail(fc::PcscReaderUnavailable, where);
    case pcsc::sharingViolation:
        return fail(fc::PcscSharingViolation, where);
    case pcsc::removedCard:
        return fail(fc::PcscCardRemoved, where);
    case pcsc::noCard:
        return fail(fc::PcscNoCard, where);
    case pcsc::resetCard:
        return fail(fc::PcscCardReset, where);
    case pcsc::unresponsiveCard:
    case pcsc::unpoweredCard:
        return fail(fc::PcscMute, where);
    case pcsc::notTransacted:
        return fail(fc::PcscNotTransacted, where);
    case pcsc::dataLost:
        return fail(fc::PcscDataLost, where);
    case pcsc::protocolMismatch:
    case pcsc::unsupportedCard:
        return fail(fc::PcscCardUnsupported, where);
    case pcsc::insufficientBuffer:
        return fail(fc::PcscAnswerTooLong, where);
    case pcsc::securityViolation:
        return fail(fc::PcscForbidden, where);
    default:
        return fail(fc::PcscUnexpected, where);
    }
}

Failure pcscNotConnected(const QByteArray& reader)
{
    return fail(fc::PcscNotConnected, {{"reader", QString::fromUtf8(reader)}});
}

PcscTrouble pcscTrouble(const Failure& failure)
{
    const FailureCode code = failure.code();
    if (code == fc::PcscDown || code == fc::PcscBroken || code == fc::PcscHandleDead)
        return PcscTrouble::ServiceGone;
    if (code == fc::PcscReaderUnknown || code == fc::PcscReaderUnavailable)
        return PcscTrouble::ReaderGone;
    if (code == fc::PcscCardRemoved || code == fc::PcscNoCard)
        return PcscTrouble::CardGone;
    if (code == fc::PcscCardReset)
        return PcscTrouble::CardReset;
    if (code == fc::PcscSharingViolation)
        return PcscTrouble::Busy;
    return code == fc::PcscMute ? PcscTrouble::Mute : PcscTrouble::Other;
}

} // namespace sm
