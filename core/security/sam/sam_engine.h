// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/engine.h"
#include "security/sam/sam_keys.h"

#include <mutex>

namespace sm {

/// The engine of a SAM: a smart card as an access-control module (sam_commands.h). One thread for compute().
/// Serves what the card says it serves, of: session keys and cryptograms of SCP02 and SCP03, MAC, release of
/// chips, authorization, a card's keys for PUT KEY, check values, random. Its keys never leave it; what
/// leaves is what the request asks for, inside the channel, keys sealed once more.
///
/// A channel that broke (the card was pulled) is opened again by the next request, which the pool makes a
/// self-test. Another SAM is taken for it only when it is its twin: same services, same keys.
class SamEngine final : public Engine {
public:
    /// Opens the channel. SamMissing, SamAccessRefused, SamCallFailed.
    static Outcome<std::shared_ptr<SamEngine>> open(
        std::unique_ptr<SamSlot> slot, SamAccess access, std::shared_ptr<Random> random);
    ~SamEngine() override;

    bool serves(const SecurityRequest& request) const override;
    bool offers(const SecurityRequest& request) const override;
    Outcome<SecurityReply> compute(const SecurityRequest& request) const override;
    std::vector<KeyDescription> keys() const override { return m_keys->describe(); }
    QByteArray serial() const; ///< of the SAM that lies there, 8 bytes; any thread

private:
    SamEngine(std::unique_ptr<SamSlot> slot, SamAccess access, std::shared_ptr<Random> random);
    Outcome<Done> reopen() const;

    std::unique_ptr<SamSlot> m_slot;
    SamAccess m_access;
    std::shared_ptr<Random> m_random;
    std::shared_ptr<const SamKeys> m_keys; ///< of the first SAM; every later one is its twin
    mutable std::unique_ptr<SamSession> m_session; ///< of the computing thread
    mutable std::mutex m_mutex;
    mutable QByteArray m_serial;
};

} // namespace sm
