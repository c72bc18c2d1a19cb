// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/pcsc/pcsc_api.h"
#include "transport/pcsc/pcsc_codes.h"

#include <winscard.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <vector>

namespace sm {

namespace {

template <quint32 ours, auto theirs> constexpr bool same = ours == quint32(theirs);

static_assert(same<pcsc::success,
                  SCARD_S_SUCCESS> && same<pcsc::cancelled, SCARD_E_CANCELLED> && same<pcsc::invalidHandle, SCARD_E_INVALID_HANDLE> && same<pcsc::insufficientBuffer, SCARD_E_INSUFFICIENT_BUFFER> && same<pcsc::unknownReader, SCARD_E_UNKNOWN_READER> && same<pcsc::timeout, SCARD_E_TIMEOUT> && same<pcsc::sharingViolation, SCARD_E_SHARING_VIOLATION> && same<pcsc::noCard, SCARD_E_NO_SMARTCARD> && same<pcsc::protocolMismatch, SCARD_E_PROTO_MISMATCH> && same<pcsc::commError, SCARD_F_COMM_ERROR> && same<pcsc::notTransacted, SCARD_E_NOT_TRANSACTED> && same<pcsc::readerUnavailable, SCARD_E_READER_UNAVAILABLE>);
static_assert(same<
                  pcsc::noService, SCARD_E_NO_SERVICE> && same<pcsc::serviceStopped, SCARD_E_SERVICE_STOPPED> && same<pcsc::noReaders, SCARD_E_NO_READERS_AVAILABLE> && same<pcsc::dataLost, SCARD_E_COMM_DATA_LOST> && same<pcsc::unsupportedCard, SCARD_W_UNSUPPORTED_CARD> && same<pcsc::unresponsiveCard, SCARD_W_UNRESPONSIVE_CARD> && same<pcsc::unpoweredCard, SCARD_W_UNPOWERED_CARD> && same<pcsc::resetCard, SCARD_W_RESET_CARD> && same<pcsc::removedCard, SCARD_W_REMOVED_CARD> && same<pcsc::securityViolation, SCARD_W_SECURITY_VIOLATION>);
static_assert(same<
                  pcsc::stateUnaware, SCARD_STATE_UNAWARE> && same<pcsc::stateChanged, SCARD_STATE_CHANGED> && same<pcsc::stateUnknown, SCARD_STATE_UNKNOWN> && same<pcsc::stateUnavailable, SCARD_STATE_UNAVAILABLE> && same<pcsc::statePresent, SCARD_STATE_PRESENT> && same<pcsc::stateMute, SCARD_STATE_MUTE> && same<pcsc::waitForever, INFINITE> && pcsc::maxReaders == PCSCLITE_MAX_READERS_CONTEXTS);
static_assert(int(PcscProtocol::T0) == SCARD_PROTOCOL_T0 && int(PcscProtocol::T1) == SCARD_PROTOCOL_T1
    && int(PcscDisposition::Leave) == SCARD_LEAVE_CARD && int(PcscDisposition::Reset) == SCARD_RESET_CARD
    && int(PcscDisposition::Unpower) == SCARD_UNPOWER_CARD
    && int(PcscDisposition::Eject) == SCARD_EJECT_CARD);

PcscProtocol protocolFrom(DWORD active)
{
    return active == SCARD_PROTOCOL_T0 ? PcscProtocol::T0 : PcscProtocol::T1;
}

QList<QByteArray> splitMultiString(const std::vector<char>& names)
{
    QList<QByteArray> readers;
    auto from = names.begin();
    while (from != names.end() && *from != '\0') {
        const auto to = std::find(from, names.end(), '\0');
        readers.append(QByteArray(&*from, to - from));
        from = to == names.end() ? to : to + 1;
    }
    return readers;
}

class PcscLite final : public PcscApi {
public:
    quint32 establish(PcscContext& context) override
    {
        SCARDCONTEXT made = 0;
        const LONG code = SCardEstablishContext(SCARD_SCOPE_SYSTEM, nullptr, nullptr, &made);
        context = made;
        return quint32(code);
    }
    quint32 release(PcscContext context) override { return quint32(SCardReleaseContext(context)); }
    quint32 cancel(PcscContext context) override { return quint32(SCardCancel(context)); }

    quint32 listReaders(PcscContext context, QList<QByteArray>& readers) override
    {
        readers.clear();
        DWORD size = 0;
        LONG code = SCardListReaders(context, nullptr, nullptr, &size);
        if (code != SCARD_S_SUCCESS)
            return quint32(code);
        std::vector<char> names(size);
        code = SCardListReaders(context, nullptr, names.data(), &size);
        if (code == SCARD_S_SUCCESS)
            readers = splitMultiString(names);
        return quint32(code);
    }

    quint32 statusChange(PcscContext context, quint32 timeoutMs, std::span<PcscReaderState> states) override
    {
        std::array<SCARD_READERSTATE, size_t(pcsc::maxReaders)> raw{};
        if (states.size() > raw.size())
            return quint32(SCARD_E_INVALID_PARAMETER);
        for (size_t i = 0; i < states.size(); ++i) {
            raw[i].szReader = states[i].reader.constData();
            raw[i].dwCurrentState = states[i].known;
        }
        const LONG code = SCardGetStatusChange(context, timeoutMs, raw.data(), DWORD(states.size()));
        for (size_t i = 0; i < states.size(); ++i) {
            states[i].event = quint32(raw[i].dwEventState);
            const auto length = std::min<DWORD>(raw[i].cbAtr, MAX_ATR_SIZE);
            states[i].atr.clear();
            for (DWORD b = 0; b < length; ++b)
                states[i].atr.append(char(raw[i].rgbAtr[b]));
        }
        return quint32(code);
    }

    quint32 connect(
        PcscContext context, const QByteArray& reader, PcscCard& card, PcscProtocol& protocol) override
    {
        SCARDHANDLE handle = 0;
        DWORD active = 0;
        const LONG code = SCardConnect(context, reader.constData(), SCARD_SHARE_EXCLUSIVE,
            SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, &handle, &active);
        card = handle;
        protocol = protocolFrom(active);
        return quint32(code);
    }

    quint32 reconnect(PcscCard card, PcscDisposition initialization, PcscProtocol& protocol) override
    {
        DWORD active = 0;
        const LONG code = SCardReconnect(SCARDHANDLE(card), SCARD_SHARE_EXCLUSIVE,
            SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, DWORD(initialization), &active);
        protocol = protocolFrom(active);
        return quint32(code);
    }

    quint32 disconnect(PcscCard card, PcscDisposition disposition) override
    {
        return quint32(SCardDisconnect(SCARDHANDLE(card), DWORD(disposition)));
    }

    quint32 transmit(PcscCard card, PcscProtocol protocol, QByteArrayView command, std::span<quint8> answer,
        qsizetype& length) override
    {
        const SCARD_IO_REQUEST* pci = protocol == PcscProtocol::T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
        DWORD written = answer.size();
        const LONG code = SCardTransmit(SCARDHANDLE(card), pci, bytesOf(command), DWORD(command.size()),
            nullptr, answer.data(), &written);
        length = code == SCARD_S_SUCCESS ? std::min(qsizetype(written), qsizetype(answer.size())) : 0;
        return quint32(code);
    }

private:
    static const BYTE* bytesOf(QByteArrayView view) { return reinterpret_cast<const BYTE*>(view.data()); }
};

} // namespace

std::shared_ptr<PcscApi> makePcscLite()
{
    return std::make_shared<PcscLite>();
}

} // namespace sm
