// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "security/card_services.h"
#include "security/engine.h"
#include "security/key_store.h"
#include "security/security_request.h"

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

    bool offers(const SecurityRequest& request) const override;
    /// KeyUnknown, KeyUsageRefused, CardCryptogramWrong, WrappedKeyBroken, MacLengthWrong, HsmSelfTestFailed,
    /// and crypto's own.
    Outcome<SecurityReply> compute(const SecurityRequest& request) const override;
    std::vector<KeyDescription> keys() const override { return m_keys->describe(); }

private:
    using Reply = Outcome<SecurityReply>;

    Reply serve(const OpenScp03& request) const;
    Reply serve(const GenerateDataKey& request) const;
    Reply serve(const UnwrapDataKey& request) const;
    Reply serve(const ComputeMac& request) const;
    Reply serve(const KeyCheck& request) const;
    Reply serve(const SelfTest& request) const;
    template <class R> Reply serve(const R& request) const; ///< card requests

    std::shared_ptr<const KeyStore> m_keys;
    std::shared_ptr<Random> m_random;
    CardServices m_cards;
};

} // namespace sm
