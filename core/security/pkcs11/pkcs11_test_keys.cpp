// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/rsa.h"
#include "security/key_store.h"
#include "security/pkcs11/pkcs11_engine.h"

#include <algorithm>

namespace sm {

namespace {

struct Row {
    const char* label;
    std::initializer_list<KeyShape> shapes;
};

/// The soft test keys in the shapes that requests ask for.
const Row rows[]
    = {{"TEST-ISD", {KeyShape::Aes, KeyShape::Tdea}}, {"TEST-ISD02", {KeyShape::Tdea, KeyShape::Aes}},
        {"TEST-KEK", {KeyShape::Aes}}, {"TEST-SEAL", {KeyShape::Aes}}, {"TEST-IMK-AC", {KeyShape::Tdea}},
        {"TEST-IMK-SMI", {KeyShape::Tdea}}, {"TEST-IMK-SMC", {KeyShape::Tdea}},
        {"TEST-CVK", {KeyShape::Tdea, KeyShape::LeftDes}}, {"TEST-ZPK", {KeyShape::Tdea, KeyShape::Aes}},
        {"TEST-TK", {KeyShape::Tdea}}, {"TEST-RELEASE", {KeyShape::Tdea, KeyShape::Aes}},
        {"TEST-FILE", {KeyShape::Tdea, KeyShape::LeftDes, KeyShape::Aes}}, {"TEST-KI", {KeyShape::Aes}},
        {"TEST-OP", {KeyShape::Aes}}, {"TEST-ISSUER", {KeyShape::Rsa}}};

/// K | K | K of a key's left half.
Outcome<SecretBytes> leftOf(const SecretBytes& key)
{
    auto left = SecretBytes::allocate(24);
    if (!left)
        return left;
    for (qsizetype i = 0; i < left->size(); ++i)
        left->data()[i] = key.data()[i % 8];
    return left;
}

Outcome<Done> makeOne(Pkcs11Session& session, const QString& label, const StoredKey& key, KeyShape shape)
{
    const auto making = Pkcs11Keys::making(label, 1, key.usage, shape);
    if (shape == KeyShape::Rsa) {
        const auto pair = RsaPrivateKey::fromPkcs8(key.value);
        if (!pair)
            return pair.failure();
        const auto made = session.importPrivate(*pair, making);
        if (!made)
            return made;
        return session.importData(label, Pkcs11Keys::idOf(1, key.usage), Pkcs11Keys::encoded(key.issuer));
    }
    auto value = shape == KeyShape::LeftDes ? leftOf(key.value) : key.value.duplicate();
    if (!value)
        return value.failure();
    const auto made = session.import(*value, making);
    if (!made)
        return made.failure();
    return Done{};
}

bool isOurs(const QByteArray& label)
{
    return std::any_of(std::begin(rows), std::end(rows),
        [&label](const Row& row) { return label == row.label || label == QByteArray(row.label) + "/left"; });
}

Outcome<Done> clear(Pkcs11Session& session)
{
    for (const CK_OBJECT_CLASS objectClass : {CKO_SECRET_KEY, CKO_PRIVATE_KEY, CKO_DATA}) {
        const auto before = session.objects(objectClass);
        if (!before)
            return before.failure();
        for (const CK_OBJECT_HANDLE handle : *before) {
            if (!isOurs(session.attribute(handle, CKA_LABEL)))
                continue;
            const auto gone = session.destroy(handle);
            if (!gone)
                return gone;
        }
    }
    return Done{};
}

} // namespace

Outcome<Done> makeTestKeysInToken(std::shared_ptr<Pkcs11Module> module)
{
    const auto session = Pkcs11Session::open(std::move(module), true);
    if (!session)
        return session.failure();
    const auto store = testKeys();
    if (!store)
        return store.failure();
    const auto cleared = clear(**session);
    if (!cleared)
        return cleared;
    for (const Row& row : rows) {
        const QString label = QLatin1String(row.label);
        const StoredKey* key = (*store)->lookUp(KeyRef(label));
        for (const KeyShape shape : row.shapes) {
            const auto made = key ? makeOne(**session, label, *key, shape) : Outcome<Done>(Done{});
            if (!made)
                return made;
        }
    }
    return Done{};
}

} // namespace sm
