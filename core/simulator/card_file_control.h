// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "card/apdu.h"
#include "simulator/card_content.h"

#include <variant>

namespace sm {

/// File control parameters (tag 62) of ISO/IEC 7816-4 clause 7.4.3, read into a file without a place yet, or
/// the status word that refuses them: 6A80 for what makes no sense, 6A84 for a file over 32,767 bytes.
std::variant<CardFile, StatusWord> readFileControl(QByteArrayView data);
/// The value of an FCP template for an answer to SELECT.
QByteArray writeFileControl(const CardFile& file);

/// Access of compact format (tag 8C, ISO/IEC 7816-4 clause 9.3.3).
enum class FileAccess : quint8 {
    Read = 0x01,
    Update = 0x02,
    Activate = 0x10,
    Deactivate = 0x08,
    Terminate = 0x20,
    Delete = 0x40
};
struct AccessState {
    bool pinVerified = false;
    bool channelOpen = false;
    bool initialising = false; ///< the card is being made: all is free but what is never allowed
};
bool fileAllows(const CardFile& file, FileAccess access, const AccessState& state);

} // namespace sm
