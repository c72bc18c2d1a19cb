// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/soft_keys.h"

#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/components.h"
#include "crypto/kdf.h"
#include "crypto/key_wrap.h"
#include "security/known_answers.h"

#include <algorithm>
#include <utility>

namespace sm {

namespace {

using KeyPtr = KeyDevice::KeyPtr;
using Direction = BlockCipher::Direction;

const SoftKey& softKeyOf(const KeyDevice::Key& key)
{
    return static_cast<const SoftKey&>(key);
}

/// Which of a card's three static keys; of a single key the key itself.
const SecretBytes& valueOf(const StoredKey& key, quint8 number)
{
    return !key.isKeySet() || number <= 1 ? key.value : number == 2 ? key.mac : key.dek;
}

bool fits(const StoredKey& key, const KeyUse& use)
{
    if (key.isKeySet())
        return use.number != KeyUse::asMaster && use.shape == KeyShape::Aes;
    // A 256-bit master is no TDEA key.
    return use.shape != KeyShape::Tdea || key.value.size() <= 24;
}

} // namespace

SoftKey::SoftKey(SecretBytes value, KeyShape shape)
    : Key(shape, value.size())
    , m_own(std::move(value))
{
}

SoftKey::SoftKey(const SecretBytes* stored, KeyShape shape)
    : Key(shape, stored->size())
    , m_stored(stored)
{
}

Outcome<Cmac*> SoftKey::cmac() const
{
    if (!m_cmac) {
        auto made = Cmac::create(BlockAlgorithm::Aes, value());
        if (!made)
            return made.failure();
        m_cmac.emplace(made.take());
    }
    return &*m_cmac;
}

Outcome<KeyPtr> softKey(SecretBytes value, KeyShape shape)
{
    if (shape != KeyShape::LeftDes)
        return KeyPtr(std::make_unique<SoftKey>(std::move(value), shape));
    const SecretBytes& whole = value;
    auto left = SecretBytes::copyOf(whole.span().first(size_t(std::min<qsizetype>(8, value.size()))));
    if (!left)
        return left.failure();
    return KeyPtr(std::make_unique<SoftKey>(left.take(), shape));
}

Outcome<KeyPtr> soft::derived(const SoftKey& master, Mode mode, QByteArrayView blocks, KeyShape shape)
{
    auto cipher = BlockCipher::create(BlockAlgorithm::Tdea, mode, Direction::Encrypt, master.value());
    if (!cipher)
        return cipher.failure();
    auto value = SecretBytes::allocate(blocks.size());
    if (!value)
        return value.failure();
    const auto done = cipher->runInto(bytesOf(blocks), {}, value->span());
    if (!done)
        return done.failure();
    if (shape != KeyShape::Aes)
        setOddParity(*value);
    return softKey(value.take(), shape);
}

Outcome<SecretBytes> soft::kdf(
    const SoftKey& master, QByteArrayView before, QByteArrayView after, qsizetype length)
{
    const auto keyed = master.cmac();
    if (!keyed)
        return keyed.failure();
    return kdfCounterCmac(**keyed, before, after, length);
}

Outcome<QByteArray> soft::encrypt(
    const SoftKey& key, Mode mode, std::span<const quint8> blocks, QByteArrayView iv)
{
    auto cipher = BlockCipher::create(key.algorithm(), mode, Direction::Encrypt, key.value());
    if (!cipher)
        return cipher.failure();
    QByteArray out(qsizetype(blocks.size()), Qt::Uninitialized);
    const auto done
        = cipher->runInto(blocks, iv, {reinterpret_cast<quint8*>(out.data()), size_t(out.size())});
    if (!done)
        return done.failure();
    return out;
}

Outcome<SecretBytes> soft::decrypt(const SoftKey& key, Mode mode, QByteArrayView blocks)
{
    auto cipher = BlockCipher::create(key.algorithm(), mode, Direction::Decrypt, key.value());
    if (!cipher)
        return cipher.failure();
    auto clear = SecretBytes::allocate(blocks.size());
    if (!clear)
        return clear;
    const auto done = cipher->runInto(bytesOf(blocks), {}, clear->span());
    if (!done)
        return done.failure();
    return clear;
}

Outcome<SecretBytes> soft::joined(std::span<const KeyPtr> keys, qsizetype block)
{
    qsizetype length = 0;
    for (const KeyPtr& key : keys)
        length += key->length();
    auto row = SecretBytes::allocate((length + block - 1) / block * block);
    if (!row)
        return row;
    quint8* to = row->data();
    for (const KeyPtr& key : keys) {
        const auto value = softKeyOf(*key).value().span();
        to = std::copy(value.begin(), value.end(), to);
    }
    return row;
}

SoftKeys::SoftKeys(
    std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random, std::shared_ptr<KeyPairs> pairs)
    : m_keys(std::move(keys))
    , m_random(std::move(random))
    , m_pairs(pairs ? std::move(pairs) : std::make_shared<KeyPairs>())
{
}

bool SoftKeys::holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    const StoredKey* key = m_keys->lookUp(ref);
    return key && key->usage == usage && fits(*key, use);
}

Outcome<KeyPtr> SoftKeys::held(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    const auto found = m_keys->find(ref, usage);
    if (!found)
        return found.failure();
    if (!fits(**found, use))
        return fail(fc::KeyUsageRefused, {{"label", ref.label}});
    const SecretBytes& value = valueOf(**found, use.number);
    if (use.shape != KeyShape::LeftDes)
        return KeyPtr(std::make_unique<SoftKey>(&value, use.shape));
    auto copy = value.duplicate();
    if (!copy)
        return copy.failure();
    return softKey(copy.take(), use.shape);
}

Outcome<KeyPtr> SoftKeys::derived(
    const Key& master, Mode mode, QByteArrayView blocks, KeyShape shape, bool) const
{
    return soft::derived(softKeyOf(master), mode, blocks, shape);
}

Outcome<SecretBytes> SoftKeys::kdf(
    const Key& master, QByteArrayView before, QByteArrayView after, qsizetype length) const
{
    return soft::kdf(softKeyOf(master), before, after, length);
}

Outcome<QByteArray> SoftKeys::cmac(const Key& key, QByteArrayView data) const
{
    const auto keyed = softKeyOf(key).cmac();
    if (!keyed)
        return keyed.failure();
    return (*keyed)->compute({data});
}

Outcome<QByteArray> SoftKeys::encrypt(
    const Key& key, Mode mode, std::span<const quint8> blocks, QByteArrayView iv) const
{
    return soft::encrypt(softKeyOf(key), mode, blocks, iv);
}

Outcome<SecretBytes> SoftKeys::decrypt(const Key& key, Mode mode, QByteArrayView blocks) const
{
    return soft::decrypt(softKeyOf(key), mode, blocks);
}

Outcome<SecretBytes> SoftKeys::exported(const Key& key) const
{
    return softKeyOf(key).value().duplicate();
}

Outcome<QByteArray> SoftKeys::sealed(std::span<const KeyPtr> keys, const Key& dek) const
{
    const auto mode = dek.algorithm() == BlockAlgorithm::Aes ? Mode::Cbc : Mode::Ecb;
    const auto joined = soft::joined(keys, blockSize(dek.algorithm()));
    if (!joined)
        return joined.failure();
    return encrypt(dek, mode, joined->span(), {});
}

Outcome<DataKey> SoftKeys::newDataKey(const Key& kek, qsizetype length) const
{
    auto key = SecretBytes::allocate(length);
    if (!key)
        return key.failure();
    // Drawn straight into locked memory.
    const auto drawn = random(key->span());
    if (!drawn)
        return drawn.failure();
    auto wrapped = aesKeyWrapPad(softKeyOf(kek).value(), *key);
    if (!wrapped)
        return wrapped.failure();
    return DataKey{key.take(), wrapped.take(), {}};
}

Outcome<SecretBytes> SoftKeys::unwrapped(const Key& kek, const QByteArray& wrapped) const
{
    auto key = aesKeyUnwrapPad(softKeyOf(kek).value(), wrapped);
    if (!key && (key.failure() == fc::PaddingBroken || key.failure() == fc::InputLengthWrong))
        return SecretBytes();
    return key;
}

Outcome<std::unique_ptr<RsaSigner>> SoftKeys::issuer(const KeyRef& ref) const
{
    const auto found = m_keys->find(ref, KeyUsage::IssuerSigning);
    if (!found)
        return found.failure();
    auto key = RsaPrivateKey::fromPkcs8((*found)->value);
    if (!key)
        return key.failure();
    return std::unique_ptr<RsaSigner>(std::make_unique<RsaPrivateKey>(key.take()));
}

Outcome<IssuerCertificate> SoftKeys::issuerCertificate(const KeyRef& ref) const
{
    const auto found = m_keys->find(ref, KeyUsage::IssuerSigning);
    if (!found)
        return found.failure();
    return (*found)->issuer;
}

/// The source's own failure is told apart from the device's by its code.
Outcome<Done> SoftKeys::random(std::span<quint8> output) const
{
    if (!m_random->fill(output))
        return fail(fc::HsmDeviceFailed, {{"cause", QStringLiteral("random")}});
    return Done{};
}

Outcome<QByteArray> SoftKeys::checkValue(const KeyRef& ref) const
{
    const StoredKey* key = m_keys->lookUp(ref);
    if (!key)
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    return key->kcv;
}

Outcome<QByteArray> SoftKeys::evidence() const
{
    return computeEvidence();
}

} // namespace sm
