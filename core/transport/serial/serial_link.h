// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "transport/framing/line_key.h"
#include "transport/framing/link_protocol.h"
#include "transport/framing/message_link.h"

namespace sm {

/// A serial line, 8 data bits. What a port cannot do (a pseudo-terminal has no parity and no control lines)
/// is left out without an error.
struct SerialLinkSettings {
    enum class Parity : quint8 { None, Even, Odd };
    QString port; ///< device path
    int baud = 115'200; ///< 9,600 to 921,600
    Parity parity = Parity::None;
    bool twoStopBits = false;
    bool hardwareFlow = false; ///< RTS/CTS
    LinkRole role = LinkRole::Connecting;
    QByteArray service; ///< "hsm", "station"
    LinkTimes times;
    std::shared_ptr<LineKey> key;
    Nanos rest = std::chrono::seconds(30); ///< listening end: see LineProtocol
};

/// A link over a line between two ends that hold its key. On the thread of its reactor, asynchronous. Both
/// ends are opened, and opened again after a loss (LinkKeeper); a listening end is connected when its peer
/// is. An end that lives through a restart of its peer tells lost, then connected.
std::unique_ptr<MessageLink> makeSerialLink(Reactor reactor, SerialLinkSettings settings);

} // namespace sm
