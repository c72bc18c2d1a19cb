// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_vault.h"

#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "base/log.h"
#include "crypto/kdf.h"
#include "crypto/key_wrap.h"
#include "security/key_blocks.h"

#include <QDateTime>

#include <algorithm>

namespace sm {

namespace {

constexpr qsizetype storeKeyLength = 32;
constexpr QByteArrayView wrapLabel("stationmaster key store wrap");
constexpr QByteArrayView macLabel("stationmaster key store mac");

QString names(const std::vector<QString>& people)
{
    return QStringList(people.begin(), people.end()).join(QStringLiteral(", "));
}

/// Which of its versions the newest was.
quint32 versionOf(const VaultContent& content, const QString& label, const QByteArray& kcv)
{
    for (const VaultEntry& entry : content.entries) {
        if (entry.about.label == label && entry.about.kcv == kcv)
            return entry.about.version;
    }
    return 1;
}

StoredKey storedFrom(const KeyDescription& about, KeyUsage usage, SecretBytes value)
{
    StoredKey key;
    key.usage = usage;
    key.value = std::move(value);
    key.life = about.life;
    key.exportable = about.exportable;
    key.purpose = about.purpose;
    key.created = about.created;
    key.createdBy = about.createdBy;
    return key;
}

} // namespace

Outcome<KeyVault::StoreKeys> KeyVault::derive(const SecretBytes& storeKey)
{
    if (storeKey.size() != storeKeyLength)
        return fail(fc::KeyRefused, {{"label", QStringLiteral("store key")}});
    auto wrap = kdfCounterCmac(storeKey, wrapLabel, {}, storeKeyLength);
    auto macKey = kdfCounterCmac(storeKey, macLabel, {}, storeKeyLength);
    if (!wrap || !macKey)
        return (wrap ? macKey : wrap).failure();
    auto mac = Cmac::create(BlockAlgorithm::Aes, *macKey);
    if (!mac)
        return mac.failure();
    return StoreKeys{wrap.take(), mac.take()};
}

Outcome<Done> KeyVault::create(const QString& folder, const SecretBytes& storeKey)
{
    auto keys = derive(storeKey);
    if (!keys)
        return keys.failure();
    auto taken = VaultFolder::take(folder, true);
    if (!taken)
        return taken.failure();
    if (taken->hasFile())
        return fail(fc::KeyVaultUnusable, {{"path", folder}, {"cause", QStringLiteral("exists")}});
    const auto bytes = encodeVault(VaultContent(), keys->mac);
    return bytes ? taken->replace(*bytes) : Outcome<Done>(bytes.failure());
}

Outcome<std::shared_ptr<KeyVault>> KeyVault::open(const QString& folder, const SecretBytes& storeKey,
    std::shared_ptr<Random> random, std::function<QDate()> today)
{
    auto keys = derive(storeKey);
    if (!keys)
        return keys.failure();
    auto taken = VaultFolder::take(folder, false);
    if (!taken)
        return taken.failure();
    std::shared_ptr<KeyVault> vault(
        new KeyVault(taken.take(), keys.take(), std::move(random), std::move(today)));
    const auto loaded = vault->load();
    if (!loaded)
        return loaded.failure();
    return vault;
}

KeyVault::KeyVault(
    VaultFolder folder, StoreKeys keys, std::shared_ptr<Random> random, std::function<QDate()> today)
    : m_folder(std::move(folder))
    , m_storeKeys(std::move(keys))
    , m_random(std::move(random))
    , m_keys(std::make_shared<KeyStore>(std::move(today)))
{
}

Outcome<Done> KeyVault::load()
{
    const auto bytes = m_folder.read();
    if (!bytes)
        return bytes.failure();
    auto content = decodeVault(*bytes, m_storeKeys.mac, m_folder.filePath());
    if (!content)
        return content.failure();
    for (const VaultEntry& entry : content->entries) {
        const auto restored = restore(entry);
        if (!restored)
            return restored;
    }
    m_content = content.take();
    return Done{};
}

Outcome<Done> KeyVault::restore(const VaultEntry& entry)
{
    auto value = aesKeyUnwrapPad(m_storeKeys.wrap, entry.wrapped);
    if (!value)
        return fail(fc::KeyVaultBroken, {{"path", m_folder.filePath()}});
    const QString& label = entry.about.label;
    auto key
        = m_keys->checked(label, entry.about.version, storedFrom(entry.about, entry.usage, value.take()));
    if (!key)
        return key.failure();
    if (key->kcv != entry.about.kcv)
        return fail(fc::KeyVaultBroken, {{"path", m_folder.filePath()}});
    return m_keys->addChecked(label, entry.about.version, key.take());
}

Outcome<KeyOrderReply> KeyVault::carryOut(const KeyOrder& order)
{
    const std::lock_guard lock(m_mutex);
    return std::visit(
        [this](const auto& one) -> Outcome<KeyOrderReply> {
            auto made = answer(one);
            if (!made)
                return made.failure();
            return KeyOrderReply(made.take());
        },
        order);
}

KeyDescription KeyVault::described(const QString& label, quint32 version) const
{
    for (const VaultEntry& entry : m_content.entries) {
        if (entry.about.label == label && entry.about.version == version)
            return entry.about;
    }
    return {};
}

std::vector<VaultEvent> KeyVault::events()
{
    const std::lock_guard lock(m_mutex);
    return m_content.events;
}

Outcome<Done> KeyVault::write(VaultContent content, VaultEvent event)
{
    ++content.generation;
    event.at = QDateTime::currentSecsSinceEpoch();
    content.events.push_back(std::move(event));
    const auto bytes = encodeVault(content, m_storeKeys.mac);
    if (!bytes)
        return bytes.failure();
    const auto written = m_folder.replace(*bytes);
    if (written)
        m_content = std::move(content);
    return written;
}

/// An order whose answer was lost comes again.
bool KeyVault::isStored(const ImportKey& order) const
{
    const StoredKey* held = m_keys->lookUp(KeyRef(order.as.label, order.as.version));
    return held && held->usage == order.as.usage && held->value.equals(order.value);
}

Outcome<StoredKey> KeyVault::checkedFor(const ImportKey& order, const KeyDescription& about) const
{
    const auto refused = [&about] {
        return fail(fc::KeyRefused, {{"label", about.label}, {"version", QString::number(about.version)}});
    };
    if (!keyAlgorithm(order.as.usage))
        return refused(); // RSA keys come by no order
    auto value = order.value.duplicate();
    if (!value)
        return value.failure();
    auto key = m_keys->checked(about.label, about.version, storedFrom(about, order.as.usage, value.take()));
    if (key && !order.kcv.isEmpty() && key->kcv != order.kcv)
        return refused();
    return key;
}

Outcome<KeyStored> KeyVault::answer(const ImportKey& order)
{
    if (order.as.version != 0 && isStored(order))
        return KeyStored{described(order.as.label, order.as.version)};
    KeyDescription about{order.as.label, order.as.version, QLatin1String(keyUsageName(order.as.usage)), {},
        order.as.life, order.as.exportable, order.purpose, QDateTime::currentSecsSinceEpoch(),
        names(order.as.people)};
    auto key = checkedFor(order, about);
    if (!key)
        return key.failure();
    auto wrapped = aesKeyWrapPad(m_storeKeys.wrap, order.value);
    if (!wrapped)
        return wrapped.failure();
    about.kcv = key->kcv;
    VaultContent content = m_content;
    content.entries.push_back({about, order.as.usage, wrapped.take()});
    const auto written = write(
        std::move(content), {VaultEvent::What::Stored, about.label, about.version, {}, about.createdBy, 0});
    if (!written)
        return written.failure();
    const auto added = m_keys->addChecked(about.label, about.version, key.take());
    if (!added)
        return added.failure();
    qCInfo(lcHsm).noquote() << "key stored:" << about.label << about.version << about.usage
                            << about.kcv.toHex();
    return KeyStored{about};
}

Outcome<KeyStored> KeyVault::answer(const ImportKeyBlock& order)
{
    const char version = order.block.isEmpty() ? '\0' : order.block.front();
    const auto kbpk = m_keys->find(order.kbpk, protectionUsage(version));
    if (!kbpk)
        return kbpk.failure();
    const auto key = openKeyBlock((*kbpk)->value, order);
    return key ? answer(*key) : Outcome<KeyStored>(key.failure());
}

Outcome<KeyBlockMade> KeyVault::answer(const ExportKeyBlock& order)
{
    const StoredKey* held = m_keys->lookUp(order.key);
    const auto key = m_keys->find(order.key, held ? held->usage : KeyUsage::Mac);
    if (!key)
        return key.failure();
    const auto kbpk = m_keys->find(order.kbpk, protectionUsage(char(order.version)));
    if (!kbpk)
        return kbpk.failure();
    auto block = makeKeyBlock((*kbpk)->value, **key, order, *m_random);
    if (!block)
        return block.failure();
    // Written before it leaves.
    const quint32 version = versionOf(m_content, order.key.label, (*key)->kcv);
    const auto written = write(m_content,
        {VaultEvent::What::Exported, order.key.label, version, order.kbpk.label, names(order.people), 0});
    if (!written)
        return written.failure();
    qCInfo(lcHsm).noquote() << "key exported:" << order.key.label << version << "under" << order.kbpk.label
                            << "by" << names(order.people);
    return KeyBlockMade{block.take()};
}

Outcome<KeyStored> KeyVault::answer(const RetireKey& order)
{
    VaultContent content = m_content;
    const auto entry
        = std::find_if(content.entries.begin(), content.entries.end(), [&order](const VaultEntry& one) {
              return one.about.label == order.key.label && one.about.version == order.key.version;
          });
    if (entry == content.entries.end())
        return fail(
            fc::KeyUnknown, {{"label", order.key.label}, {"version", QString::number(order.key.version)}});
    const KeyDescription before = entry->about;
    if (before.life.retired)
        return KeyStored{before}; // an order whose answer was lost
    entry->about.life.retired = true;
    const KeyDescription about = entry->about;
    const auto written = write(std::move(content),
        {VaultEvent::What::Retired, about.label, about.version, {}, names(order.people), 0});
    if (!written)
        return written.failure();
    const auto retired = m_keys->retire(about.label, about.version);
    if (!retired)
        return retired.failure();
    qCInfo(lcHsm).noquote() << "key retired:" << about.label << about.version << "by" << names(order.people);
    return KeyStored{about};
}

} // namespace sm
