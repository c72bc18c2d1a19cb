// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transport/framing/length_framer.h"
#include "transport/framing/link_protocol.h"

namespace sm {

/// The link over a reliable stream (TLS, local socket). Content of a length frame: one byte of kind, then
/// H hello (greeting), W welcome (greeting), R refused, P ping, Q its answer, D a message. The connecting end
/// says hello; both ends are connected once the listening end has said welcome. Ends with LinkSilent,
/// LinkFrameBroken, LinkVersionRefused.
class StreamProtocol final : public LinkProtocol {
public:
    StreamProtocol(LinkRole role, LinkGreeting greeting, LinkTimes times);

    void start(Nanos now) override;
    void receive(QByteArrayView bytes, Nanos now) override;
    void tick(Nanos now) override;
    Nanos wakeAt() const override;
    bool send(QByteArrayView message, Nanos now) override;
    QByteArray takeOutput(Nanos now) override;

private:
    void put(char kind, QByteArrayView content = {});
    void take(const QByteArray& frame);
    void greeted(QByteArrayView content);
    qsizetype cap() const;

    LinkRole m_role;
    LinkGreeting m_greeting;
    LinkTimes m_times;
    Heartbeat m_heartbeat;
    LengthDeframer m_deframer;
    Nanos m_limit{}; ///< of the greeting
    QByteArray m_output;
};

} // namespace sm
