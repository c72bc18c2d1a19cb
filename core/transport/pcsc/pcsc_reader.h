// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "transport/pcsc/pcsc_api.h"

#include <compare>
#include <optional>
#include <vector>

namespace sm {

/// Which insertion into a reader: the reader's own counter (high word of dwEventState, +1 at each insertion
/// and each removal), counted anew by each pcscd, and therefore within one context of ours. Two insertions of
/// different contexts can't be compared.
struct PcscInsertion {
    quint16 context = 0; ///< from 1; 0 is "none"
    quint16 counter = 0;
    auto operator<=>(const PcscInsertion&) const = default;
    quint32 number() const { return quint32(context) << 16 | counter; }
};

struct PcscReaderStatus {
    bool readerThere = false;
    bool cardThere = false;
    PcscInsertion insertion;
    QByteArray atr;
};

/// One reader as one thread uses it: context, card handle, answer buffer. Blocking, without limit; one thread
/// only. A context that the library calls dead is dropped and made anew by the next call that needs one; the
/// library's own word for a context's health (SCardIsValidContext) is never asked, for it says "valid" while
/// pcscd is dead and after it has returned.
class PcscReader {
public:
    PcscReader(std::shared_ptr<PcscApi> api, QByteArray name);
    PcscReader(const PcscReader&) = delete;
    PcscReader& operator=(const PcscReader&) = delete;
    ~PcscReader();

    const QByteArray& name() const { return m_name; }
    /// Asks pcscd now. A dead context is replaced once; a pcscd that stays away is the failure.
    Outcome<PcscReaderStatus> status();
    /// Powers the card, exclusively. Whatever was connected before is let go.
    Outcome<Done> connect();
    /// Cold reset of a card that is connected, without letting another program in between; connect() when
    /// that fails.
    Outcome<Done> reconnect();
    /// False from the first failed or too short transmit: nothing more is sent until the card is powered
    /// again.
    bool isConnected() const { return m_card.has_value() && !m_broken; }
    /// One raw exchange; the view is good until the next call. Needs isConnected(). Every failure, and every
    /// answer of less than two bytes, means that the command may have been executed.
    Outcome<QByteArrayView> transmit(QByteArrayView command);
    /// Powers the card off and lets it go.
    void disconnect();
    /// Lets everything go.
    void close();
    /// The answer made no sense: as after a failed transmit.
    void markBroken() { m_broken = true; }

private:
    Outcome<Done> establish();
    Failure failed(quint32 code, const char* call);
    void dropContext();

    std::shared_ptr<PcscApi> m_api;
    QByteArray m_name;
    std::optional<PcscContext> m_context;
    quint16 m_contextNumber = 0;
    std::optional<PcscCard> m_card;
    PcscProtocol m_protocol = PcscProtocol::T1;
    bool m_broken = false;
    std::vector<quint8> m_answer;
};

} // namespace sm
