// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/key_store.h"
#include "security/pkcs11/pkcs11_engine.h"

namespace sm {

namespace {

struct Row {
    const char* label;
    CK_KEY_TYPE type;
};

/// The soft test keys that a token is asked for; the master as both types.
constexpr Row rows[]
    = {{"TEST-ISD", CKK_AES}, {"TEST-ISD", CKK_DES2}, {"TEST-KEK", CKK_AES}, {"TEST-SEAL", CKK_AES}};

Pkcs11Session::Making makingOf(const Row& row, KeyUsage usage)
{
    Pkcs11Session::Making making;
    making.type = row.type;
    making.inToken = true;
    making.label = QLatin1String(row.label);
    making.id = QByteArray::fromHex("00000001");
    making.encrypt = row.type == CKK_AES; // its check value
    making.sign = row.type == CKK_AES && usage != KeyUsage::KeyEncryption;
    making.derive = usage == KeyUsage::Scp03Master;
    making.wrap = usage == KeyUsage::KeyEncryption;
    return making;
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
    const auto before = (*session)->secretKeys();
    if (!before)
        return before.failure();
    for (const CK_OBJECT_HANDLE handle : *before) {
        const QByteArray label = (*session)->attribute(handle, CKA_LABEL);
        const bool ours = std::any_of(
            std::begin(rows), std::end(rows), [&label](const Row& row) { return label == row.label; });
        if (!ours)
            continue;
        const auto gone = (*session)->destroy(handle);
        if (!gone)
            return gone;
    }
    for (const Row& row : rows) {
        const StoredKey* key = (*store)->lookUp(KeyRef(QLatin1String(row.label)));
        if (!key)
            continue;
        auto value = key->value.duplicate();
        if (!value)
            return value.failure();
        const auto made = (*session)->import(*value, makingOf(row, key->usage));
        if (!made)
            return made.failure();
    }
    return Done{};
}

} // namespace sm
