// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_engine.h"

#include "base/failures/security.h"
#include "base/log.h"
#include "security/known_answers.h"
#include "security/pkcs11/pkcs11_answers.h"

#include <algorithm>
#include <cstring>

namespace sm {

namespace {

std::optional<CK_ULONG> number(const QByteArray& value)
{
    CK_ULONG out = 0;
    if (value.size() != sizeof out)
        return std::nullopt;
    std::memcpy(&out, value.constData(), sizeof out);
    return out;
}

/// CKA_ID of 1 to 4 bytes; keys that others made have longer ones and count as the first version.
quint32 versionOf(const QByteArray& id)
{
    quint32 version = 0;
    for (const char byte : id)
        version = version << 8 | quint8(byte);
    return id.isEmpty() || id.size() > 4 || version == 0 ? 1 : version;
}

bool isTdea(CK_KEY_TYPE type)
{
    return type == CKK_DES2 || type == CKK_DES3;
}

} // namespace

Pkcs11Engine::Pkcs11Engine(std::shared_ptr<Pkcs11Module> module)
    : m_module(std::move(module))
    , m_keys(std::make_shared<const Keys>())
{
}

Pkcs11Engine::~Pkcs11Engine() = default;

Outcome<std::shared_ptr<Pkcs11Engine>> Pkcs11Engine::open(std::shared_ptr<Pkcs11Module> module)
{
    std::shared_ptr<Pkcs11Engine> engine(new Pkcs11Engine(std::move(module)));
    const auto opened = engine->reopen();
    if (!opened)
        return opened.failure();
    return engine;
}

Outcome<Done> Pkcs11Engine::reopen() const
{
    m_session.reset();
    auto session = Pkcs11Session::open(m_module);
    if (!session)
        return session.failure();
    auto keys = list(**session);
    if (!keys)
        return keys.failure();
    const auto evidence = pkcs11Evidence(**session);
    if (!evidence)
        return evidence.failure();
    m_session = session.take();
    const std::lock_guard lock(m_mutex);
    m_keys = std::make_shared<const Keys>(keys.take());
    return Done{};
}

Outcome<Pkcs11Engine::Keys> Pkcs11Engine::list(Pkcs11Session& session) const
{
    const auto handles = session.secretKeys();
    if (!handles)
        return handles.failure();
    Keys keys;
    for (const CK_OBJECT_HANDLE handle : *handles) {
        if (auto key = describe(session, handle))
            keys.push_back(std::move(*key));
    }
    if (session.isLost())
        return pkcs11CallFailed("C_GetAttributeValue", CKR_DEVICE_ERROR);
    std::sort(keys.begin(), keys.end(), [](const HeldKey& a, const HeldKey& b) {
        return std::tie(a.label, a.version, a.type) < std::tie(b.label, b.version, b.type);
    });
    return keys;
}

std::optional<Pkcs11Engine::HeldKey> Pkcs11Engine::describe(
    Pkcs11Session& session, CK_OBJECT_HANDLE handle) const
{
    HeldKey key;
    key.handle = handle;
    key.label = QString::fromUtf8(session.attribute(handle, CKA_LABEL));
    key.version = versionOf(session.attribute(handle, CKA_ID));
    const auto type = number(session.attribute(handle, CKA_KEY_TYPE));
    if (!type || key.label.isEmpty() || (*type != CKK_AES && !isTdea(*type)))
        return std::nullopt;
    key.type = *type;
    key.length = number(session.attribute(handle, CKA_VALUE_LEN)).value_or(0);
    const bool wraps = session.flag(handle, CKA_WRAP) && session.flag(handle, CKA_UNWRAP);
    const bool signs = session.flag(handle, CKA_SIGN);
    const bool derives = session.flag(handle, CKA_DERIVE);
    if (session.flag(handle, CKA_EXTRACTABLE) || (wraps && (signs || derives))
        || !(wraps || signs || derives)) {
        qCWarning(lcHsm).noquote() << "key" << key.label
                                   << "in the token is not used: its attributes give it "
                                      "no use, two uses, or let it out";
        return std::nullopt;
    }
    key.use = wraps ? Use::KeyEncryption : derives ? Use::Master : Use::Mac;
    if (key.type == CKK_AES && session.flag(handle, CKA_ENCRYPT)) {
        const auto block = session.encrypt(CKM_AES_ECB, handle, QByteArray(16, '\x01'));
        key.kcv = block ? block->first(3) : QByteArray();
    }
    return key;
}

std::shared_ptr<const Pkcs11Engine::Keys> Pkcs11Engine::held() const
{
    const std::lock_guard lock(m_mutex);
    return m_keys;
}

std::vector<KeyDescription> Pkcs11Engine::keys() const
{
    static constexpr const char* uses[] = {"scp03-master", "kek", "mac"};
    std::vector<KeyDescription> all;
    for (const HeldKey& key : *held()) {
        if (key.type == CKK_AES)
            all.push_back({key.label, key.version, QLatin1String(uses[int(key.use)]), key.kcv});
    }
    return all;
}

/// Sorted by version: the last that fits is the newest.
const Pkcs11Engine::HeldKey* Pkcs11Engine::lookUp(const Keys& keys, const KeyRef& ref, bool tdea) const
{
    const HeldKey* best = nullptr;
    for (const HeldKey& key : keys) {
        if (key.label == ref.label && isTdea(key.type) == tdea
            && (ref.version == 0 || key.version == ref.version))
            best = &key;
    }
    return best;
}

Outcome<Pkcs11Engine::HeldKey> Pkcs11Engine::find(const KeyRef& ref, Use use, bool tdea) const
{
    const auto keys = held();
    const HeldKey* key = lookUp(*keys, ref, tdea);
    if (!key && lookUp(*keys, ref, !tdea))
        return fail(fc::KeyUsageRefused, {{"label", ref.label}});
    if (!key)
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    if (key->use != use)
        return fail(fc::KeyUsageRefused, {{"label", ref.label}});
    return *key;
}

bool Pkcs11Engine::serves(const SecurityRequest& request) const
{
    return std::visit(
        []<class R>(const R&) {
            return std::is_same_v<R,
                       OpenScp03> || std::is_same_v<R, GenerateDataKey> || std::is_same_v<R, UnwrapDataKey> || std::is_same_v<R, ComputeMac> || std::is_same_v<R, KeyCheck> || std::is_same_v<R, SelfTest> || std::is_same_v<R, DrawRandom>;
        },
        request);
}

bool Pkcs11Engine::offers(const SecurityRequest& request) const
{
    if (const auto* open = std::get_if<OpenScp03>(&request))
        return find(open->master, Use::Master, isTdeaDiversification(open->rule)).ok();
    if (const auto* generate = std::get_if<GenerateDataKey>(&request))
        return find(generate->kek, Use::KeyEncryption).ok();
    if (const auto* unwrap = std::get_if<UnwrapDataKey>(&request))
        return find(unwrap->kek, Use::KeyEncryption).ok();
    if (const auto* mac = std::get_if<ComputeMac>(&request))
        return find(mac->key, Use::Mac).ok();
    if (const auto* check = std::get_if<KeyCheck>(&request))
        return lookUp(*held(), check->key, false) != nullptr;
    return serves(request);
}

} // namespace sm
