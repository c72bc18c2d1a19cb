// SPDX-License-Identifier: GPL-3.0-or-later
#include "transport/pcsc/pcsc_reader.h"

#include "transport/pcsc/pcsc_codes.h"
#include "transport/pcsc/pcsc_failures.h"

namespace sm {

namespace {

/// 65,536 answer bytes and the status word: the longest R-APDU there is (ISO/IEC 7816-3 clause 12.1).
constexpr size_t longestAnswer = 65538;

/// Over T=0 a short case 4 command goes out without its Le; the card answers 61xx and the data is collected
/// by GET RESPONSE (ISO/IEC 7816-3 clause 12.2.5).
QByteArrayView withoutLeOverT0(PcscProtocol protocol, QByteArrayView command)
{
    if (protocol != PcscProtocol::T0 || command.size() < 7)
        return command;
    const auto lc = quint8(command.at(4));
    return lc != 0 && command.size() == 5 + qsizetype(lc) + 1 ? command.chopped(1) : command;
}

} // namespace

PcscReader::PcscReader(std::shared_ptr<PcscApi> api, QByteArray name)
    : m_api(std::move(api))
    , m_name(std::move(name))
    , m_answer(longestAnswer)
{
}

PcscReader::~PcscReader()
{
    close();
}

Outcome<Done> PcscReader::establish()
{
    if (m_context)
        return Done{};
    PcscContext context = 0;
    if (const quint32 code = m_api->establish(context); code != pcsc::success)
        return pcscFailure(code, "SCardEstablishContext", m_name);
    m_context = context;
    if (++m_contextNumber == 0)
        m_contextNumber = 1;
    return Done{};
}

Failure PcscReader::failed(quint32 code, const char* call)
{
    Failure failure = pcscFailure(code, call, m_name);
    if (pcscTrouble(failure) == PcscTrouble::ServiceGone)
        dropContext();
    return failure;
}

void PcscReader::dropContext()
{
    // Handles of a dead pcscd never recover; releasing only frees what the library holds on our side.
    if (m_context)
        m_api->release(*m_context);
    m_context.reset();
    m_card.reset();
}

Outcome<PcscReaderStatus> PcscReader::status()
{
    for (bool again = m_context.has_value();; again = false) {
        if (auto made = establish(); !made)
            return made.failure();
        PcscReaderState state;
        state.reader = m_name;
        const quint32 code = m_api->statusChange(*m_context, 0, std::span(&state, 1));
        if (code == pcsc::unknownReader || code == pcsc::readerUnavailable)
            return PcscReaderStatus{};
        if (code != pcsc::success && code != pcsc::timeout) {
            const Failure failure = failed(code, "SCardGetStatusChange");
            if (again && !m_context)
                continue;
            return failure;
        }
        PcscReaderStatus status;
        status.readerThere = (state.event & (pcsc::stateUnknown | pcsc::stateUnavailable)) == 0;
        status.cardThere = status.readerThere && (state.event & pcsc::statePresent) != 0;
        status.insertion = {m_contextNumber, quint16(state.event >> 16)};
        status.atr = state.atr;
        return status;
    }
}

Outcome<Done> PcscReader::connect()
{
    disconnect();
    if (auto made = establish(); !made)
        return made.failure();
    PcscCard card = 0;
    if (const quint32 code = m_api->connect(*m_context, m_name, card, m_protocol); code != pcsc::success)
        return failed(code, "SCardConnect");
    m_card = card;
    m_broken = false;
    return Done{};
}

Outcome<Done> PcscReader::reconnect()
{
    if (!m_card)
        return connect();
    const quint32 code = m_api->reconnect(*m_card, PcscDisposition::Unpower, m_protocol);
    if (code != pcsc::success) {
        const Failure failure = failed(code, "SCardReconnect");
        const PcscTrouble trouble = pcscTrouble(failure);
        if (trouble == PcscTrouble::CardGone || trouble == PcscTrouble::ReaderGone)
            return failure;
        return connect();
    }
    m_broken = false;
    return Done{};
}

Outcome<QByteArrayView> PcscReader::transmit(QByteArrayView command)
{
    if (!isConnected())
        return pcscNotConnected(m_name);
    qsizetype length = 0;
    const quint32 code
        = m_api->transmit(*m_card, m_protocol, withoutLeOverT0(m_protocol, command), m_answer, length);
    if (code != pcsc::success) {
        m_broken = true;
        return failed(code, "SCardTransmit");
    }
    if (length < 2)
        m_broken = true;
    return QByteArrayView(m_answer.data(), length);
}

void PcscReader::disconnect()
{
    if (m_card)
        m_api->disconnect(*m_card, PcscDisposition::Unpower);
    m_card.reset();
}

void PcscReader::close()
{
    disconnect();
    dropContext();
}

} // namespace sm
