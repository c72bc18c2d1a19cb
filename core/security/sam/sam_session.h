// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "crypto/scp03.h"
#include "security/sam/sam_commands.h"
#include "security/sam/sam_slot.h"

#include <memory>

namespace sm {

/// The access keys of a SAM: the static keys of its SCP03 channel.
struct SamAccess {
    SamAccess() = default;
    SamAccess(SecretBytes m, Diversification r)
        : master(std::move(m))
        , rule(r)
    {
    }
    SecretBytes master; ///< 16, 24 or 32 bytes
    Diversification rule = Diversification::Kdf3; ///< by the SAM's KDD; None: ENC, MAC and DEK are the master
};

/// An open SCP03 channel to the SAM application of the card in a slot. One thread. Every failure ends it: it
/// is to be dropped, and opened anew.
class SamSession {
public:
    /// Powers the card, selects the application, opens the channel at level 33. The card must prove the
    /// access keys first, so that other keys cost it none of its tries. SamMissing, SamAccessRefused,
    /// SamCallFailed, and the slot's own failures.
    static Outcome<std::unique_ptr<SamSession>> open(SamSlot& slot, const SamAccess& access, Random& random);

    /// A command of sam_commands.h; data of any length goes in blocks where the command takes blocks. The
    /// answer of the last one, with a status word that the SAM chose, or SamCallFailed when the channel
    /// broke.
    Outcome<ResponseApdu> call(sam::Ins ins, quint8 p1, quint8 p2, const QByteArray& data = {});
    Outcome<ResponseApdu> callInBlocks(sam::Ins ins, const QByteArray& data);
    /// What came sealed, in locked memory: its first `length` bytes.
    Outcome<SecretBytes> unsealed(QByteArrayView sealed, qsizetype length) const;

private:
    SamSession(SamSlot& slot, Scp03Channel channel, SecretBytes dek)
        : m_slot(slot)
        , m_channel(std::move(channel))
        , m_dek(std::move(dek))
    {
    }

    SamSlot& m_slot;
    Scp03Channel m_channel;
    SecretBytes m_dek;
};

/// SamCallFailed; `call` is the command's INS in hexadecimal, `code` the status word or what else was wrong.
Failure samCallFailed(sam::Ins ins, const QString& code);

} // namespace sm
