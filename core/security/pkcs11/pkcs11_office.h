// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/key_block.h"
#include "security/key_orders.h"
#include "security/pkcs11/pkcs11_engine.h"

#include <mutex>

namespace sm {

/// Carries out orders about the keys of a token, each in a session of its own that may write. Any thread.
///
/// A key of a ceremony was put together in the locked memory of the process that the persons typed into, for
/// SoftHSM has no CKM_XOR_BASE_AND_DATA; it comes here sealed, is made an object (C_CreateObject) that can
/// not leave, and is wiped. The key of a key block is in this process' locked memory between its decryption
/// and that, since no token unwraps TR-31. A key block protection key stays in the token: the keys of a block
/// are CMACs under it (versions B and D; A and C add constants to the key, which no token does). What was
/// made to be exported leaves the token wrapped by AES key wrap with padding under a key of this moment.
class Pkcs11Office final : public KeyOffice {
public:
    Pkcs11Office(std::shared_ptr<Pkcs11Module> module, std::vector<std::shared_ptr<Pkcs11Engine>> engines);

    /// As KeyVault, and Pkcs11CallFailed.
    Outcome<KeyOrderReply> carryOut(const KeyOrder& order) override;

private:
    struct Desk { ///< one order
        Pkcs11Session& session;
        std::shared_ptr<const Pkcs11Keys> keys;
    };
    Outcome<KeyStored> answer(Desk& desk, const ImportKey& order) const;
    Outcome<KeyStored> answer(Desk& desk, const ImportKeyBlock& order) const;
    Outcome<KeyBlockMade> answer(Desk& desk, const ExportKeyBlock& order) const;
    Outcome<KeyStored> answer(Desk& desk, const RetireKey& order) const;
    Outcome<KeyBlockKeys> blockKeys(Desk& desk, const KeyRef& kbpk, char version) const;
    Outcome<Done> make(Desk& desk, const ImportKey& order, const StoredKey& key) const;
    Outcome<KeyStored> listed(Desk& desk, const QString& label, quint32 version) const;

    std::shared_ptr<Pkcs11Module> m_module;
    std::vector<std::shared_ptr<Pkcs11Engine>> m_engines;
    std::mutex m_mutex;
};

} // namespace sm
