// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines.h"

#include "security/key_vault.h"
#include "security/link/secret_file.h"
#include "security/pkcs11/pkcs11_office.h"
#include "security/sam/pcsc_sam_slot.h"
#include "security/sam/sam_engine.h"
#include "security/soft_engine.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <unistd.h>

namespace {

sm::Outcome<std::shared_ptr<sm::Pkcs11Module>> loadModule(const HsmArguments& arguments)
{
    auto pin = arguments.pinDescriptor >= 0 ? sm::readSecret(arguments.pinDescriptor)
                                            : sm::readSecretFile(arguments.pinFile);
    if (!pin)
        return pin.failure();
    if (arguments.pinDescriptor > STDERR_FILENO)
        ::close(arguments.pinDescriptor);
    return sm::Pkcs11Module::load(arguments.module, arguments.token, pin.take());
}

sm::Outcome<sm::SecretBytes> storeKey(const HsmArguments& arguments)
{
    if (arguments.storeKeyDescriptor < 0)
        return sm::readKeyFile(arguments.storeKeyFile);
    auto key = sm::readKey(arguments.storeKeyDescriptor);
    if (arguments.storeKeyDescriptor > STDERR_FILENO)
        ::close(arguments.storeKeyDescriptor);
    return key;
}

/// A key with the label and check value of a published one.
bool isPublished(const sm::KeyDescription& key, const std::vector<sm::KeyDescription>& published)
{
    return std::any_of(published.begin(), published.end(),
        [&key](const sm::KeyDescription& one) { return one.kcv == key.kcv && !key.kcv.isEmpty(); });
}

bool anyPublished(
    const std::vector<sm::KeyDescription>& keys, const std::vector<sm::KeyDescription>& published)
{
    return std::any_of(keys.begin(), keys.end(),
        [&published](const sm::KeyDescription& key) { return isPublished(key, published); });
}

sm::Outcome<Engines> keyStoreEngines(
    const HsmArguments& arguments, const std::vector<sm::KeyDescription>& published)
{
    const auto key = storeKey(arguments);
    if (!key)
        return key.failure();
    const auto random = std::make_shared<sm::SystemRandom>();
    const auto vault = sm::KeyVault::open(arguments.keyStore, *key, random);
    if (!vault)
        return vault.failure();
    Engines engines;
    engines.kind = QStringLiteral("soft");
    engines.testKeys = anyPublished((*vault)->keys()->describe(), published);
    engines.all.assign(
        size_t(arguments.sessions), std::make_shared<const sm::SoftEngine>((*vault)->keys(), random));
    engines.office = *vault;
    return engines;
}

/// What most blank cards are delivered with; of no worth.
sm::Outcome<sm::SamAccess> publishedAccess()
{
    auto key = sm::SecretBytes::allocate(16);
    if (!key)
        return key.failure();
    for (quint8 i = 0; i < 16; ++i)
        key->data()[i] = quint8(0x40 + i);
    return sm::SamAccess(key.take(), sm::Diversification::None);
}

sm::Outcome<sm::SamAccess> samAccess(const HsmArguments& arguments)
{
    if (arguments.samAccess.isEmpty())
        return publishedAccess();
    auto key = sm::readKeyFile(arguments.samAccess);
    if (!key)
        return key.failure();
    return sm::SamAccess(key.take(), sm::Diversification::Kdf3);
}

sm::Outcome<Engines> samEngines(
    const HsmArguments& arguments, const std::vector<sm::KeyDescription>& published)
{
    auto access = samAccess(arguments);
    if (!access)
        return access.failure();
    auto engine = sm::SamEngine::open(
        std::make_unique<sm::PcscSamSlot>(sm::makePcscLite(), arguments.samReader.toUtf8()), access.take(),
        std::make_shared<sm::SystemRandom>());
    if (!engine)
        return engine.failure();
    const auto keys = (*engine)->keys();
    Engines engines;
    engines.kind = QStringLiteral("sam");
    engines.testKeys = std::any_of(
        keys.begin(), keys.end(), [&published](const auto& key) { return isPublished(key, published); });
    engines.all.push_back(engine.take());
    return engines;
}

} // namespace

sm::Outcome<Engines> makeEngines(const HsmArguments& arguments)
{
    const auto published = sm::testKeys();
    if (!published)
        return published.failure();
    Engines engines;
    if (arguments.softTestKeys) {
        engines.kind = QStringLiteral("soft");
        engines.testKeys = true;
        engines.pairs = std::make_shared<sm::KeyPairs>(size_t(arguments.keyPairs));
        engines.pairs->start();
        const auto engine = std::make_shared<const sm::SoftEngine>(
            *published, std::make_shared<sm::SystemRandom>(), engines.pairs);
        engines.all.assign(size_t(arguments.sessions), engine);
        return engines;
    }
    if (!arguments.keyStore.isEmpty())
        return keyStoreEngines(arguments, (*published)->describe());
    if (!arguments.samReader.isEmpty())
        return samEngines(arguments, (*published)->describe());
    engines.kind = QStringLiteral("pkcs11");
    const auto module = loadModule(arguments);
    if (!module)
        return module.failure();
    std::vector<std::shared_ptr<sm::Pkcs11Engine>> sessions;
    for (int i = 0; i < arguments.sessions; ++i) {
        auto engine = sm::Pkcs11Engine::open(*module);
        if (!engine)
            return engine.failure();
        sessions.push_back(engine.take());
    }
    engines.all.assign(sessions.begin(), sessions.end());
    engines.testKeys = anyPublished(engines.all.front()->keys(), (*published)->describe());
    engines.office = std::make_shared<sm::Pkcs11Office>(*module, std::move(sessions));
    return engines;
}

sm::Outcome<sm::Done> makeKeyStore(const HsmArguments& arguments)
{
    const auto key = storeKey(arguments);
    return key ? sm::KeyVault::create(arguments.keyStore, *key) : sm::Outcome<sm::Done>(key.failure());
}

sm::Outcome<QString> keyEvents(const HsmArguments& arguments)
{
    const auto key = storeKey(arguments);
    if (!key)
        return key.failure();
    const auto vault = sm::KeyVault::open(arguments.keyStore, *key, std::make_shared<sm::SystemRandom>());
    if (!vault)
        return vault.failure();
    QString lines;
    for (const sm::VaultEvent& event : (*vault)->events()) {
        const QJsonObject one{{QStringLiteral("what"), QLatin1String(sm::vaultEventName(event.what))},
            {QStringLiteral("label"), event.label}, {QStringLiteral("version"), qint64(event.version)},
            {QStringLiteral("kbpk"), event.kbpk}, {QStringLiteral("people"), event.people},
            {QStringLiteral("at"), QDateTime::fromSecsSinceEpoch(event.at, Qt::UTC).toString(Qt::ISODate)}};
        lines += QString::fromUtf8(QJsonDocument(one).toJson(QJsonDocument::Compact)) + QLatin1Char('\n');
    }
    return lines;
}

sm::Outcome<sm::Done> initTestKeys(const HsmArguments& arguments)
{
    const auto module = loadModule(arguments);
    if (!module)
        return module.failure();
    return sm::makeTestKeysInToken(*module);
}
