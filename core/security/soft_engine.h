// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "security/engine.h"
#include "security/soft_keys.h"

#include <memory>

namespace sm {

/// The cryptography of a soft HSM without thread, queue or time: a request and the held keys give a reply.
/// Any thread, several at once, as far as the random source allows it (SystemRandom does, SeededRandom does
/// not).
class SoftEngine final : public Engine {
public:
    /// Without a store of key pairs they are made when a card asks.
    SoftEngine(std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random,
        std::shared_ptr<KeyPairs> pairs = nullptr);

    bool offers(const SecurityRequest& request) const override { return keysAreHeld(request, m_device); }
    /// As DeviceServices, and HsmSelfTestFailed.
    Outcome<SecurityReply> compute(const SecurityRequest& request) const override;
    std::vector<KeyDescription> keys() const override { return m_keys->describe(); }

private:
    std::shared_ptr<const KeyStore> m_keys;
    SoftKeys m_device;
};

} // namespace sm
