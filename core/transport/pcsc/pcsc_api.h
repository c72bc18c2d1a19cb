// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <memory>
#include <span>

namespace sm {

using PcscContext = qint64; ///< SCARDCONTEXT
using PcscCard = qint64; ///< SCARDHANDLE

enum class PcscProtocol : quint8 { T0 = 1, T1 = 2 };
enum class PcscDisposition : quint8 { Leave = 0, Reset = 1, Unpower = 2, Eject = 3 };

/// What SCardGetStatusChange takes and gives for one reader; state bits as in pcsc_codes.h, insertion counter
/// in the high word.
struct PcscReaderState {
    QByteArray reader;
    quint32 known = 0; ///< what the caller has seen last; pcsc::stateUnaware answers at once
    quint32 event = 0;
    QByteArray atr;
};

/// The calls of the PC/SC library that are used here, behind an interface, so that a scripted library can
/// stand in its place. Every call returns the library's code (pcsc_codes.h) and may block without limit:
/// never call one from a thread with an event loop. A context and its cards belong to one thread; only
/// cancel() comes from another.
class PcscApi {
public:
    PcscApi() = default;
    PcscApi(const PcscApi&) = delete;
    PcscApi& operator=(const PcscApi&) = delete;
    virtual ~PcscApi() = default;

    virtual quint32 establish(PcscContext& context) = 0;
    virtual quint32 release(PcscContext context) = 0;
    virtual quint32 cancel(PcscContext context) = 0;
    virtual quint32 listReaders(PcscContext context, QList<QByteArray>& readers) = 0;
    /// timeoutMs: pcsc::waitForever or milliseconds.
    virtual quint32 statusChange(PcscContext context, quint32 timeoutMs, std::span<PcscReaderState> states)
        = 0;
    /// Always exclusive, T=0 or T=1 as the card prefers.
    virtual quint32 connect(
        PcscContext context, const QByteArray& reader, PcscCard& card, PcscProtocol& protocol)
        = 0;
    virtual quint32 reconnect(PcscCard card, PcscDisposition initialization, PcscProtocol& protocol) = 0;
    virtual quint32 disconnect(PcscCard card, PcscDisposition disposition) = 0;
    /// `length` is what the library says it wrote: 0 is possible together with success.
    virtual quint32 transmit(PcscCard card, PcscProtocol protocol, QByteArrayView command,
        std::span<quint8> answer, qsizetype& length)
        = 0;
};

/// The real library, libpcsclite.
std::shared_ptr<PcscApi> makePcscLite();

} // namespace sm
