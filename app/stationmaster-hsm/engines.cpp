// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines.h"

#include "security/link/secret_file.h"
#include "security/pkcs11/pkcs11_engine.h"
#include "security/soft_engine.h"

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

/// A key with the label and check value of a published one.
bool isPublished(const sm::KeyDescription& key, const std::vector<sm::KeyDescription>& published)
{
    return std::any_of(published.begin(), published.end(),
        [&key](const sm::KeyDescription& one) { return one.kcv == key.kcv && !key.kcv.isEmpty(); });
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
        const auto engine
            = std::make_shared<const sm::SoftEngine>(*published, std::make_shared<sm::SystemRandom>());
        engines.all.assign(size_t(arguments.sessions), engine);
        return engines;
    }
    engines.kind = QStringLiteral("pkcs11");
    const auto module = loadModule(arguments);
    if (!module)
        return module.failure();
    for (int i = 0; i < arguments.sessions; ++i) {
        auto engine = sm::Pkcs11Engine::open(*module);
        if (!engine)
            return engine.failure();
        engines.all.push_back(engine.take());
    }
    const auto known = (*published)->describe();
    const auto keys = engines.all.front()->keys();
    engines.testKeys = std::any_of(
        keys.begin(), keys.end(), [&known](const auto& key) { return isPublished(key, known); });
    return engines;
}

sm::Outcome<sm::Done> initTestKeys(const HsmArguments& arguments)
{
    const auto module = loadModule(arguments);
    if (!module)
        return module.failure();
    return sm::makeTestKeysInToken(*module);
}
