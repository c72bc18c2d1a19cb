// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "security/key_orders.h"
#include "security/key_vault_file.h"

#include <mutex>

namespace sm {

/// The keys of a soft device on disk: keys.store in a folder of its own, each value wrapped under a store key
/// that is not in that folder, the whole under a MAC of the same. Who can read the folder learns names and
/// check values; who can write it can take it away or put an older one back, and nothing else. Symmetric keys
/// only. Any thread.
class KeyVault final : public KeyOffice {
public:
    /// An empty one; the folder is made, or is empty. KeyVaultUnusable, KeyRefused for a store key that is
    /// not of 32 bytes.
    static Outcome<Done> create(const QString& folder, const SecretBytes& storeKey);
    /// KeyVaultUnusable, KeyVaultBroken (changed, or another store key), KeyRefused.
    static Outcome<std::shared_ptr<KeyVault>> open(const QString& folder, const SecretBytes& storeKey,
        std::shared_ptr<Random> random, std::function<QDate()> today = todayUtc);

    /// Follows what is ordered.
    std::shared_ptr<const KeyStore> keys() const { return m_keys; }
    /// What was ordered and by whom, oldest first; of stores older than this list, from its first day on.
    std::vector<VaultEvent> events();
    /// The file has the change before the device uses it. KeyUnknown, KeyRefused, KeyRepeated,
    /// KeyUsageRefused, KeyNotExportable, KeyBlockUnfit, KeyVaultUnusable, those of a key's life and
    /// crypto's.
    Outcome<KeyOrderReply> carryOut(const KeyOrder& order) override;

private:
    struct StoreKeys;
    KeyVault(
        VaultFolder folder, StoreKeys keys, std::shared_ptr<Random> random, std::function<QDate()> today);

    static Outcome<StoreKeys> derive(const SecretBytes& storeKey);
    Outcome<Done> load();
    Outcome<Done> restore(const VaultEntry& entry);
    Outcome<KeyStored> answer(const ImportKey& order);
    Outcome<KeyStored> answer(const ImportKeyBlock& order);
    Outcome<KeyBlockMade> answer(const ExportKeyBlock& order);
    Outcome<KeyStored> answer(const RetireKey& order);
    Outcome<StoredKey> checkedFor(const ImportKey& order, const KeyDescription& about) const;
    /// With what happened, so that no change is without its event.
    Outcome<Done> write(VaultContent content, VaultEvent event);
    KeyDescription described(const QString& label, quint32 version) const;
    bool isStored(const ImportKey& order) const;

    struct StoreKeys {
        SecretBytes wrap;
        Cmac mac;
    };
    std::mutex m_mutex;
    VaultFolder m_folder;
    StoreKeys m_storeKeys;
    std::shared_ptr<Random> m_random;
    std::shared_ptr<KeyStore> m_keys;
    VaultContent m_content;
};

} // namespace sm
