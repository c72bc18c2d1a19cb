// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_store.h"

#include "base/failures/security.h"
#include "crypto/kcv.h"
#include "security/test_issuer_keys.h"

#include <QCryptographicHash>

#include <algorithm>
#include <limits>
#include <mutex>

namespace sm {

namespace {

struct UsageRow {
    KeyUsage usage;
    const char* name;
    std::optional<BlockAlgorithm> algorithm;
};
constexpr auto aes = BlockAlgorithm::Aes;
constexpr auto tdea = BlockAlgorithm::Tdea;
constexpr UsageRow usages[] = {{KeyUsage::Scp03Master, "scp03-master", aes},
    {KeyUsage::KeyEncryption, "kek", aes}, {KeyUsage::Mac, "mac", aes},
    {KeyUsage::Scp02Master, "scp02-master", tdea}, {KeyUsage::EmvMaster, "emv-master", tdea},
    {KeyUsage::CardVerification, "card-verification", tdea}, {KeyUsage::PinEncryption, "pin", tdea},
    {KeyUsage::Transport, "transport", tdea}, {KeyUsage::Release, "release", tdea},
    {KeyUsage::Authorization, "authorization", tdea}, {KeyUsage::SimMaster, "sim-master", aes},
    {KeyUsage::Operator, "operator", aes}, {KeyUsage::IssuerSigning, "issuer", std::nullopt},
    {KeyUsage::BlockProtection, "kbpk", aes}, {KeyUsage::TdeaBlockProtection, "kbpk-tdea", tdea}};

bool isTdeaRule(Diversification rule)
{
    return rule == Diversification::EmvCps || rule == Diversification::Visa1
        || rule == Diversification::Visa2;
}

bool hasKeyLength(const StoredKey& key)
{
    const qsizetype length = key.value.size();
    return length == 16 || length == 24 || (length == 32 && key.algorithm == BlockAlgorithm::Aes);
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

constexpr qsizetype longestLabel = 64;

/// Labels come with key blocks from elsewhere, and go into logs and lists.
bool isKeyLabel(const QString& label)
{
    return !label.isEmpty() && label.size() <= longestLabel
        && std::all_of(label.begin(), label.end(), [](QChar one) { return one.isPrint(); });
}

} // namespace

KeyStore::KeyStore(std::function<QDate()> today)
    : m_today(std::move(today))
{
}

Outcome<StoredKey> KeyStore::checked(const QString& label, quint32 version, StoredKey key) const
{
    const bool secret = key.usage != KeyUsage::IssuerSigning;
    key.algorithm = keyAlgorithm(key.usage).value_or(BlockAlgorithm::Aes);
    if (!isKeyLabel(label) || version == 0 || (secret && !hasKeyLength(key)))
        return fail(fc::KeyRefused,
            {{"label", label.simplified().left(longestLabel)}, {"version", QString::number(version)}});
    {
        const std::shared_lock lock(m_mutex);
        if (m_keys.contains({label, version}))
            return fail(fc::KeyRepeated, {{"label", label}, {"version", QString::number(version)}});
    }
    if (secret) {
        auto kcv = key.algorithm == BlockAlgorithm::Tdea ? kcvDes(key.value) : kcvAesGp(key.value);
        if (!kcv)
            return kcv.failure();
        key.kcv = kcv.take();
    }
    return key;
}

Outcome<Done> KeyStore::addChecked(const QString& label, quint32 version, StoredKey key)
{
    const std::unique_lock lock(m_mutex);
    if (!m_keys.emplace(std::pair(label, version), std::move(key)).second)
        return fail(fc::KeyRepeated, {{"label", label}, {"version", QString::number(version)}});
    return Done{};
}

Outcome<Done> KeyStore::insert(const QString& label, quint32 version, StoredKey key)
{
    auto complete = checked(label, version, std::move(key));
    return complete ? addChecked(label, version, complete.take()) : Outcome<Done>(complete.failure());
}

Outcome<Done> KeyStore::retire(const QString& label, quint32 version)
{
    const std::unique_lock lock(m_mutex);
    const auto key = m_keys.find({label, version});
    if (key == m_keys.end())
        return fail(fc::KeyUnknown, {{"label", label}, {"version", QString::number(version)}});
    key->second.life.retired = true;
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

Outcome<Done> KeyStore::addIssuer(
    const QString& label, quint32 version, SecretBytes pkcs8, IssuerCertificate certificate)
{
    const auto key = RsaPrivateKey::fromPkcs8(pkcs8);
    if (!key)
        return key.failure();
    StoredKey stored;
    stored.usage = KeyUsage::IssuerSigning;
    stored.value = std::move(pkcs8);
    stored.issuer = std::move(certificate);
    stored.kcv = QCryptographicHash::hash(key->publicKey().modulus, QCryptographicHash::Sha1).first(3);
    return insert(label, version, std::move(stored));
}

bool StoredKey::fits(Diversification rule) const
{
    if (isKeySet())
        return rule == Diversification::None;
    return !isTdeaRule(rule) || value.size() <= 24;
}

Outcome<Scp03StaticKeys> StoredKey::cardKeys(Diversification rule, QByteArrayView kdd) const
{
    if (!fits(rule))
        return fail(fc::KeyUsageRefused, {{"rule", diversificationName(rule)}});
    if (!isKeySet())
        return diversify(rule, value, kdd);
    Scp03StaticKeys keys;
    for (const auto& [from, to] :
        {std::pair(&value, &keys.enc), std::pair(&mac, &keys.mac), std::pair(&dek, &keys.dek)}) {
        auto copy = from->duplicate();
        if (!copy)
            return copy.failure();
        *to = copy.take();
    }
    return keys;
}

const char* keyUsageName(KeyUsage usage)
{
    for (const UsageRow& row : usages) {
        if (row.usage == usage)
            return row.name;
    }
    return "";
}

std::optional<KeyUsage> keyUsageFromName(QStringView name)
{
    for (const UsageRow& row : usages) {
        if (name == QLatin1String(row.name))
            return row.usage;
    }
    return std::nullopt;
}

std::optional<BlockAlgorithm> keyAlgorithm(KeyUsage usage)
{
    for (const UsageRow& row : usages) {
        if (row.usage == usage)
            return row.algorithm;
    }
    return std::nullopt;
}

KeyStore::Keys::const_iterator KeyStore::at(const KeyRef& ref) const
{
    if (ref.version != 0)
        return m_keys.find({ref.label, ref.version});
    auto after = m_keys.upper_bound({ref.label, std::numeric_limits<quint32>::max()});
    auto newest = m_keys.end();
    while (after != m_keys.begin() && (--after)->first.first == ref.label) {
        if (newest == m_keys.end())
            newest = after;
        // A successor that waits for its first day leaves the work to the one before.
        if (after->second.life == KeyLife() || fitnessOf(after->second.life, m_today()) == KeyFitness::Usable)
            return after;
    }
    return newest;
}

const StoredKey* KeyStore::lookUp(const KeyRef& ref) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = at(ref);
    return found == m_keys.end() ? nullptr : &found->second;
}

Outcome<const StoredKey*> KeyStore::find(const KeyRef& ref, KeyUsage usage) const
{
    const std::shared_lock lock(m_mutex);
    const auto found = at(ref);
    if (found == m_keys.end())
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    const StoredKey& key = found->second;
    if (key.usage != usage)
        return fail(
            fc::KeyUsageRefused, {{"label", ref.label}, {"usage", QLatin1String(keyUsageName(usage))}});
    if (key.life == KeyLife())
        return &key;
    const QList<FailureParam> who{{"label", ref.label}, {"version", QString::number(found->first.second)}};
    switch (fitnessOf(key.life, m_today())) {
    case KeyFitness::Retired:
        return fail(fc::KeyRetired, who);
    case KeyFitness::Expired:
        return fail(fc::KeyExpired, who);
    case KeyFitness::NotYetValid:
        return fail(fc::KeyNotYetValid, who);
    case KeyFitness::Usable:
        break;
    }
    return &key;
}

std::vector<KeyDescription> KeyStore::describe() const
{
    const std::shared_lock lock(m_mutex);
    std::vector<KeyDescription> all;
    for (const auto& [name, key] : m_keys)
        all.push_back({name.first, name.second, QLatin1String(keyUsageName(key.usage)), key.kcv, key.life,
            key.exportable, key.purpose, key.created, key.createdBy});
    return all;
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
        {"TEST-ISD02", KeyUsage::Scp02Master, 0x40, 16}, {"TEST-KEK", KeyUsage::KeyEncryption, 0x60, 32},
        {"TEST-SEAL", KeyUsage::Mac, 0x80, 16}, {"TEST-IMK-AC", KeyUsage::EmvMaster, 0x11, 16},
        {"TEST-IMK-SMI", KeyUsage::EmvMaster, 0x21, 16}, {"TEST-IMK-SMC", KeyUsage::EmvMaster, 0x31, 16},
        {"TEST-CVK", KeyUsage::CardVerification, 0x51, 16}, {"TEST-ZPK", KeyUsage::PinEncryption, 0x91, 16},
        {"TEST-TK", KeyUsage::Transport, 0xA1, 16}, {"TEST-RELEASE", KeyUsage::Release, 0xB1, 16},
        {"TEST-FILE", KeyUsage::Authorization, 0xC1, 16}, {"TEST-KI", KeyUsage::SimMaster, 0xD1, 16},
        {"TEST-OP", KeyUsage::Operator, 0xE1, 16}};
    auto store = std::make_shared<KeyStore>();
    for (const Row& row : rows) {
        auto key = countedKey(row.first, row.length);
        if (!key)
            return key.failure();
        const auto added = store->add(QLatin1String(row.label), 1, row.usage, key.take());
        if (!added)
            return added.failure();
    }
    auto issuer = testIssuerKey();
    auto certificate = testIssuerCertificate();
    if (!issuer || !certificate)
        return (issuer ? certificate.failure() : issuer.failure());
    const auto added = store->addIssuer(QStringLiteral("TEST-ISSUER"), 1, issuer.take(), certificate.take());
    if (!added)
        return added.failure();
    return std::shared_ptr<const KeyStore>(std::move(store));
}

} // namespace sm
