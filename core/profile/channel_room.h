// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "profile/card_program.h"

namespace sm::profile {

/// Bytes that fit into a short APDU once secure messaging has taken its share (GlobalPlatform Amendment D
/// v1.2 clauses 6.2.4 to 6.2.7): a MAC of 8 bytes (16 in S16), and with encryption a padding of 80 00.. to
/// 16, which is never empty.
struct ChannelRoom {
    qsizetype command = 255; ///< data bytes of a command
    qsizetype answer = 256; ///< data bytes of an answer
};
ChannelRoom plainRoom();
ChannelRoom securedRoom(const ChannelSpec& channel);

} // namespace sm::profile
