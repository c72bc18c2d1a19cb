// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "security/key_store.h"
#include "security/security_request.h"

#include <memory>

namespace sm {

/// The cryptography of a soft HSM without thread, queue or time: a request and the held keys give a reply.
/// Any thread, several at once, as far as the random source allows it (SystemRandom does, SeededRandom does
/// not).
class SoftEngine {
public:
    SoftEngine(std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random);

    bool offers(const SecurityRequest& request) const;
    /// KeyUnknown, KeyUsageRefused, CardCryptogramWrong, WrappedKeyBroken, MacLengthWrong, HsmSelfTestFailed,
    /// and crypto's own.
    Outcome<SecurityReply> compute(const SecurityRequest& request) const;

private:
    using Reply = Outcome<SecurityReply>;

    Reply serve(const OpenScp03& request) const;
    Reply serve(const GenerateDataKey& request) const;
    Reply serve(const UnwrapDataKey& request) const;
    Reply serve(const ComputeMac& request) const;
    Reply serve(const KeyCheck& request) const;
    Reply serve(const SelfTest& request) const;
    Outcome<Scp03StaticKeys> staticKeys(const OpenScp03& request, QByteArrayView kdd) const;

    std::shared_ptr<const KeyStore> m_keys;
    std::shared_ptr<Random> m_random;
};

} // namespace sm
