// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_store.h"
#include "simulator/card_content.h"

namespace sm {

/// What a software SAM reads: its keys in the memory, and the data of its commands
/// (security/sam/sam_commands.h).

/// One key as the memory has it.
struct SamHeldKey {
    KeyUsage usage = KeyUsage::Mac;
    quint32 version = 0;
    QByteArray kcv;
    QString label;
};
std::optional<SamHeldKey> samKey(const CardApplication& application, quint16 number);
std::optional<quint8> samUsageCode(KeyUsage usage); ///< nothing: a SAM has no use for it

/// The request in a command's data, or the status word that refuses it.
struct SamRequestRead {
    std::optional<SecurityRequest> request;
    quint16 sw = 0x9000;
};
SamRequestRead readSamRequest(const CardApplication& application, quint8 ins, const QByteArray& data);

} // namespace sm
