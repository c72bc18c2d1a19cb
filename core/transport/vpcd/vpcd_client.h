// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <stop_token>

namespace sm {

/// What the reader driver asks of the card.
struct VpcdRequest {
    enum class Kind : quint8 { PowerOff, PowerOn, Reset, AnswerToReset, Command };
    Kind kind = Kind::Command;
    QByteArray command; ///< for Command
};

/// The card's end of the vpcd protocol (virtual smart card reader driver of the vsmartcard project): a TCP
/// connection to the driver is a card in the reader, closing it takes the card out. Both ways a 2-byte
/// big-endian length and the payload; a payload of one byte is a control: 00 power off, 01 power on, 02
/// reset, 04 asks for the ATR. AnswerToReset and Command are answered, the others are not. Blocking; one
/// thread.
class VpcdClient {
public:
    /// `host` is an IPv4 address or a name. VpcdUnreachable when nobody listens.
    static Outcome<std::unique_ptr<VpcdClient>> connect(const QString& host, quint16 port);
    VpcdClient(const VpcdClient&) = delete;
    VpcdClient& operator=(const VpcdClient&) = delete;
    ~VpcdClient();

    /// Blocks for the next request; VpcdClosed when the driver went away, sent nonsense, or a stop was
    /// requested (seen within 100 ms).
    Outcome<VpcdRequest> receive(const std::stop_token& stop);
    Outcome<Done> answer(QByteArrayView payload); ///< at most 65,535 bytes

private:
    explicit VpcdClient(int descriptor)
        : m_descriptor(descriptor)
    {
    }
    bool readExactly(char* into, qsizetype length, const std::stop_token& stop);

    int m_descriptor;
};

} // namespace sm
