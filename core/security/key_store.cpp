// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_store.h"

#include "base/failures/security.h"
#include "crypto/kcv.h"

#include <limits>

namespace sm {

namespace {

const char* usageName(KeyUsage usage)
{
    switch (usage) {
    case KeyUsage::Scp03Master:
        return "scp03-master";
    case KeyUsage::KeyEncryption:
        return "kek";
    case KeyUsage::Mac:
        return "mac";
    }
    return "";
}

bool isAesLength(qsizetype length)
{
    return length == 16 || length == 24 || length == 32;
}

/// `count` bytes that count up from `first`.
Outcome<SecretBytes> countedKey(quint8 first, qsizetype count)
{
    auto key = SecretBytes::allocate(count);
    if (!key)
        return key;
    for (quint8& byte : key->span())
        byte = first++;
    return key;
}

} // namespace

Outcome<Done> KeyStore::insert(const QString& label, quint32 version, StoredKey key)
{
    if (label.isEmpty() || version == 0 || !isAesLength(key.value.size()))
        return fail(fc::KeyRefused, {{"label", label}, {"version", QString::number(version)}});
    if (m_keys.contains({label, version}))
        return fail(fc::KeyRepeated, {{"label", label}, {"version", QString::number(version)}});
    auto kcv = kcvAesGp(key.value);
    if (!kcv)
        return kcv.failure();
    key.kcv = kcv.take();
    m_keys.emplace(std::pair(label, version), std::move(key));
    return Done{};
}

Outcome<Done> KeyStore::add(const QString& label, quint32 version, KeyUsage usage, SecretBytes key)
{
    StoredKey stored;
    stored.usage = usage;
    stored.value = std::move(key);
    return insert(label, version, std::move(stored));
}

Outcome<Done> KeyStore::addKeySet(const QString& label, quint32 version, Scp03StaticKeys keys)
{
    if (keys.mac.size() != keys.enc.size() || keys.dek.size() != keys.enc.size())
        return fail(fc::KeyRefused, {{"label", label}, {"version", QString::number(version)}});
    StoredKey stored;
    stored.usage = KeyUsage::Scp03Master;
    stored.value = std::move(keys.enc);
    stored.mac = std::move(keys.mac);
    stored.dek = std::move(keys.dek);
    return insert(label, version, std::move(stored));
}

const StoredKey* KeyStore::lookUp(const KeyRef& ref) const
{
    if (ref.version != 0) {
        const auto exact = m_keys.find({ref.label, ref.version});
        return exact == m_keys.end() ? nullptr : &exact->second;
    }
    auto after = m_keys.upper_bound({ref.label, std::numeric_limits<quint32>::max()});
    if (after == m_keys.begin() || (--after)->first.first != ref.label)
        return nullptr;
    return &after->second;
}

Outcome<const StoredKey*> KeyStore::find(const KeyRef& ref, KeyUsage usage) const
{
    const StoredKey* key = lookUp(ref);
    if (!key)
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    if (key->usage != usage)
        return fail(fc::KeyUsageRefused, {{"label", ref.label}, {"usage", QLatin1String(usageName(usage))}});
    return key;
}

Outcome<std::shared_ptr<const KeyStore>> testKeys()
{
    struct Row {
        const char* label;
        KeyUsage usage;
        quint8 first;
        qsizetype length;
    };
    constexpr Row rows[] = {{"TEST-ISD", KeyUsage::Scp03Master, 0x40, 16},
        {"TEST-KEK", KeyUsage::KeyEncryption, 0x60, 32}, {"TEST-SEAL", KeyUsage::Mac, 0x80, 16}};
    auto store = std::make_shared<KeyStore>();
    for (const Row& row : rows) {
        auto key = countedKey(row.first, row.length);
        if (!key)
            return key.failure();
        const auto added = store->add(QLatin1String(row.label), 1, row.usage, key.take());
        if (!added)
            return added.failure();
    }
    return std::shared_ptr<const KeyStore>(std::move(store));
}

} // namespace sm
