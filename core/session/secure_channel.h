// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/scp02.h"
#include "crypto/scp03.h"

#include <variant>

namespace sm {

/// The open channel of a session, whichever protocol the profile names. Closes with this object.
class SecureChannel {
public:
    explicit SecureChannel(Scp03Channel channel)
        : m_channel(std::move(channel))
    {
    }
    explicit SecureChannel(Scp02Channel channel)
        : m_channel(std::move(channel))
    {
    }
    /// The first command, once; its answer is plain.
    Outcome<CommandApdu> externalAuthenticate(QByteArrayView hostCryptogram)
    {
        return std::visit([&](auto& one) { return one.externalAuthenticate(hostCryptogram); }, m_channel);
    }
    Outcome<CommandApdu> wrap(const CommandApdu& plain)
    {
        return std::visit([&](auto& one) { return one.wrap(plain); }, m_channel);
    }
    Outcome<ResponseApdu> unwrap(const ResponseApdu& answer)
    {
        return std::visit([&](auto& one) { return one.unwrap(answer); }, m_channel);
    }

private:
    std::variant<Scp03Channel, Scp02Channel> m_channel;
};

} // namespace sm
