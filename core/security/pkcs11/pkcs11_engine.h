// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/engine.h"
#include "security/pkcs11/pkcs11_device.h"

#include <atomic>
#include <mutex>

namespace sm {

/// The engine of a token: one session, one thread for compute(). A session that was lost is opened again
/// before the next request, and must pass the known-answer test first. It serves every kind of request, with
/// the keys of Pkcs11Keys and the operations of Pkcs11Device; what leaves is what the console asked for:
/// session keys and data keys in locked memory, keys of a card under the card's own key. Refused, because a
/// held key can not leave: a release code and card keys that are the master itself (no diversification).
class Pkcs11Engine final : public Engine {
public:
    /// Opens the first session. Pkcs11TokenMissing, Pkcs11LoginRefused, Pkcs11CallFailed.
    static Outcome<std::shared_ptr<Pkcs11Engine>> open(std::shared_ptr<Pkcs11Module> module);
    ~Pkcs11Engine() override;

    bool offers(const SecurityRequest& request) const override { return keysAreHeld(request, *held()); }
    /// As SoftEngine, and Pkcs11CallFailed, which is the device's fault.
    Outcome<SecurityReply> compute(const SecurityRequest& request) const override;
    std::vector<KeyDescription> keys() const override { return held()->describe(); }
    /// The token's keys have changed; from the next request on these count. Any thread.
    void adopt(std::shared_ptr<const Pkcs11Keys> keys);

private:
    explicit Pkcs11Engine(std::shared_ptr<Pkcs11Module> module);
    Outcome<Done> reopen() const;
    Outcome<Done> relist() const;
    std::shared_ptr<const Pkcs11Keys> held() const;

    std::shared_ptr<Pkcs11Module> m_module;
    mutable std::unique_ptr<Pkcs11Session> m_session; ///< of the computing thread, as its device
    mutable std::unique_ptr<Pkcs11Device> m_device;
    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const Pkcs11Keys> m_keys;
    mutable std::atomic<bool> m_adopted = false; ///< the device still has the list before
};

/// Makes the published test keys in the token, as soft test keys are, so that both answer alike. Objects of
/// these names are replaced.
Outcome<Done> makeTestKeysInToken(std::shared_ptr<Pkcs11Module> module);

} // namespace sm
