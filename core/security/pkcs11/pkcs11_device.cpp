// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_device.h"

#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/key_wrap.h"

#include <algorithm>

namespace sm {

namespace {

using Object = Pkcs11Session::Object;
using KeyPtr = KeyDevice::KeyPtr;
using Mode = KeyDevice::Mode;

constexpr qsizetype exportKeyLength = 32;

class TokenKey final : public KeyDevice::Key {
public:
    TokenKey(KeyShape shape, qsizetype length, CK_OBJECT_HANDLE handle, bool leaves)
        : Key(shape, length)
        , m_handle(handle)
        , m_leaves(leaves)
    {
    }
    TokenKey(KeyShape shape, qsizetype length, Object own, bool leaves)
        : Key(shape, length)
        , m_own(std::move(own))
        , m_handle(m_own.handle())
        , m_leaves(leaves)
        , m_isSession(true)
    {
    }
    CK_OBJECT_HANDLE handle() const { return m_handle; }
    bool leaves() const { return m_leaves; }
    bool isSession() const { return m_isSession; }

private:
    Object m_own;
    CK_OBJECT_HANDLE m_handle;
    bool m_leaves;
    bool m_isSession = false;
};

/// Null for a key of this process.
const TokenKey* tokenKey(const KeyDevice::Key& key)
{
    return dynamic_cast<const TokenKey*>(&key);
}

const SoftKey& softKeyOf(const KeyDevice::Key& key)
{
    return static_cast<const SoftKey&>(key);
}

/// A length that the token would refuse is no reason to take its session for lost.
std::optional<Failure> lengthProblem(const KeyDevice::Key& key, qsizetype size)
{
    if (size > 0 && size % blockSize(key.algorithm()) == 0)
        return std::nullopt;
    return fail(fc::CardRequestWrong, {{"what", QStringLiteral("length")}});
}

CK_MECHANISM_TYPE mechanismOf(const KeyDevice::Key& key, Mode mode)
{
    const bool aes = key.algorithm() == BlockAlgorithm::Aes;
    if (mode == Mode::Ecb)
        return aes ? CKM_AES_ECB : CKM_DES3_ECB;
    return aes ? CKM_AES_CBC : CKM_DES3_CBC;
}

CK_KEY_TYPE typeOf(KeyShape shape, qsizetype length)
{
    return shape == KeyShape::Aes ? CKK_AES : length == 16 ? CKK_DES2 : CKK_DES3;
}

/// What a key of a card may do in the time of a request.
Pkcs11Session::Making cardKeyMaking(KeyShape shape, qsizetype length, bool leaves)
{
    Pkcs11Session::Making making;
    making.type = typeOf(shape, length);
    making.length = shape == KeyShape::Aes ? CK_ULONG(length) : 0;
    making.exportable = leaves;
    making.encrypt = true;
    making.sign = shape == KeyShape::Aes;
    making.derive = shape == KeyShape::Tdea;
    making.seals = shape == KeyShape::Aes && !leaves;
    return making;
}

/// An issuer's key in the token.
class TokenSigner final : public RsaSigner {
public:
    TokenSigner(Pkcs11Session& session, CK_OBJECT_HANDLE handle, RsaPublicKey publicKey)
        : m_session(session)
        , m_handle(handle)
        , m_public(std::move(publicKey))
    {
    }
    const RsaPublicKey& publicKey() const override { return m_public; }
    Outcome<QByteArray> apply(QByteArrayView block) const override
    {
        auto made = m_session.signBlock(m_handle, block);
        if (!made)
            return made;
        const auto back = rsaRecover(m_public, *made); // a faulty signature that gets out gives the key away
        if (!back || *back != block)
            return fail(fc::HsmDeviceFailed, {{"cause", QStringLiteral("signature")}});
        return made;
    }

private:
    Pkcs11Session& m_session;
    CK_OBJECT_HANDLE m_handle;
    RsaPublicKey m_public;
};

QByteArrayView vectorOf(Mode mode, QByteArrayView iv, const KeyDevice::Key& key)
{
    static constexpr char zeros[16] = {};
    if (mode == Mode::Ecb)
        return {};
    return iv.isEmpty() ? QByteArrayView(zeros, blockSize(key.algorithm())) : iv;
}

} // namespace

Outcome<std::unique_ptr<Pkcs11Device>> Pkcs11Device::make(
    Pkcs11Session& session, std::shared_ptr<const Pkcs11Keys> keys)
{
    std::unique_ptr<Pkcs11Device> device(new Pkcs11Device(session, std::move(keys)));
    auto value = SecretBytes::allocate(exportKeyLength);
    if (!value)
        return value.failure();
    const auto drawn = session.random(value->span());
    if (!drawn)
        return drawn.failure();
    Pkcs11Session::Making making;
    making.seals = true;
    auto object = session.import(*value, making);
    if (!object)
        return object.failure();
    device->m_exportValue = value.take();
    device->m_exportKey = object.take();
    return device;
}

Outcome<KeyPtr> Pkcs11Device::held(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const
{
    const auto key = m_keys->find(ref, usage, use);
    if (!key)
        return key.failure();
    return KeyPtr(std::make_unique<TokenKey>((*key)->shape, (*key)->length, (*key)->handle, (*key)->leaves));
}

Outcome<KeyPtr> Pkcs11Device::derived(
    const Key& master, Mode mode, QByteArrayView blocks, KeyShape shape, bool leaves) const
{
    const TokenKey* key = tokenKey(master);
    if (!key)
        return soft::derived(softKeyOf(master), mode, blocks, shape);
    if (const auto problem = lengthProblem(master, blocks.size()))
        return *problem;
    const CK_MECHANISM_TYPE mechanism
        = mode == Mode::Ecb ? CKM_DES3_ECB_ENCRYPT_DATA : CKM_DES3_CBC_ENCRYPT_DATA;
    auto object
        = m_session.derive(mechanism, key->handle(), blocks, cardKeyMaking(shape, blocks.size(), leaves));
    if (!object)
        return object.failure();
    return KeyPtr(std::make_unique<TokenKey>(shape, blocks.size(), object.take(), leaves));
}

Outcome<SecretBytes> Pkcs11Device::kdf(
    const Key& master, QByteArrayView before, QByteArrayView after, qsizetype length) const
{
    const TokenKey* key = tokenKey(master);
    if (!key)
        return soft::kdf(softKeyOf(master), before, after, length);
    auto value = SecretBytes::allocate(length);
    if (!value)
        return value;
    QByteArray input = before.toByteArray() + '\0';
    input.append(after);
    for (qsizetype filled = 0; filled < length; filled += 16) {
        input[before.size()] = char(filled / 16 + 1);
        const auto count = size_t(std::min<qsizetype>(16, length - filled));
        const auto done
            = m_session.cmacInto(key->handle(), input, value->span().subspan(size_t(filled), count));
        if (!done)
            return done.failure();
    }
    return value;
}

Outcome<QByteArray> Pkcs11Device::cmac(const Key& key, QByteArrayView data) const
{
    if (const TokenKey* token = tokenKey(key))
        return m_session.cmac(token->handle(), data);
    const auto keyed = softKeyOf(key).cmac();
    if (!keyed)
        return keyed.failure();
    return (*keyed)->compute({data});
}

Outcome<QByteArray> Pkcs11Device::encrypt(
    const Key& key, Mode mode, std::span<const quint8> blocks, QByteArrayView iv) const
{
    const TokenKey* token = tokenKey(key);
    if (!token)
        return soft::encrypt(softKeyOf(key), mode, blocks, iv);
    if (const auto problem = lengthProblem(key, qsizetype(blocks.size())))
        return *problem;
    return m_session.encrypt(mechanismOf(key, mode), token->handle(), blocks, vectorOf(mode, iv, key));
}

Outcome<SecretBytes> Pkcs11Device::decrypt(const Key& key, Mode mode, QByteArrayView blocks) const
{
    const TokenKey* token = tokenKey(key);
    if (!token)
        return soft::decrypt(softKeyOf(key), mode, blocks);
    if (const auto problem = lengthProblem(key, blocks.size()))
        return *problem;
    return m_session.decrypt(mechanismOf(key, mode), token->handle(), blocks, vectorOf(mode, {}, key));
}

/// SoftHSM 2.6.1 fills up with zeros first and counts them as part of the key where RFC 5649 counts the
/// length without: the same for keys of whole semiblocks, and zeros behind the structure of an RSA key.
Outcome<SecretBytes> Pkcs11Device::exportedObject(CK_OBJECT_HANDLE handle) const
{
    const auto wrapped = m_session.wrap(m_exportKey.handle(), handle);
    if (!wrapped)
        return wrapped.failure();
    return aesKeyUnwrapPad(m_exportValue, *wrapped);
}

Outcome<SecretBytes> Pkcs11Device::exported(const Key& key) const
{
    const TokenKey* token = tokenKey(key);
    if (!token)
        return softKeyOf(key).value().duplicate();
    if (!token->leaves())
        return fail(fc::KeyUsageRefused);
    return exportedObject(token->handle());
}

/// By the token itself where it can: a session's AES key wraps keys of whole blocks, chained by hand.
Outcome<QByteArray> Pkcs11Device::sealed(std::span<const KeyPtr> keys, const Key& dek) const
{
    const TokenKey* under = tokenKey(dek);
    const bool inside = under && under->isSession() && dek.algorithm() == BlockAlgorithm::Aes
        && std::all_of(keys.begin(), keys.end(), [](const KeyPtr& key) {
               const TokenKey* token = tokenKey(*key);
               return token && token->leaves() && key->length() % 16 == 0;
           });
    if (inside) {
        QByteArray row;
        for (const KeyPtr& key : keys) {
            const QByteArray iv = row.isEmpty() ? QByteArray(16, '\0') : row.last(16);
            const auto part = m_session.seal(under->handle(), tokenKey(*key)->handle(), iv);
            if (!part)
                return part;
            row += *part;
        }
        return row;
    }
    std::vector<KeyPtr> here;
    for (const KeyPtr& key : keys) {
        auto value = exported(*key);
        if (!value)
            return value.failure();
        here.push_back(std::make_unique<SoftKey>(value.take(), key->shape()));
    }
    const auto row = soft::joined(here, blockSize(dek.algorithm()));
    if (!row)
        return row.failure();
    const auto mode = dek.algorithm() == BlockAlgorithm::Aes ? Mode::Cbc : Mode::Ecb;
    return encrypt(dek, mode, row->span(), {});
}

/// Drawn and wrapped by the token; made to be exported, for the console works with it.
Outcome<DataKey> Pkcs11Device::newDataKey(const Key& kek, qsizetype length) const
{
    Pkcs11Session::Making making;
    making.length = CK_ULONG(length);
    making.exportable = true;
    const auto key = m_session.generate(making);
    if (!key)
        return key.failure();
    auto wrapped = m_session.wrap(tokenKey(kek)->handle(), key->handle());
    if (!wrapped)
        return wrapped.failure();
    auto value = exportedObject(key->handle());
    if (!value)
        return value.failure();
    return DataKey{value.take(), wrapped.take(), {}};
}

Outcome<SecretBytes> Pkcs11Device::unwrapped(const Key& kek, const QByteArray& wrapped) const
{
    Pkcs11Session::Making making;
    making.exportable = true;
    const auto key = m_session.unwrap(tokenKey(kek)->handle(), wrapped, making);
    if (key)
        return exportedObject(key->handle());
    // Modules have no common word for a wrapping that does not open (SoftHSM: CKR_GENERAL_ERROR). A token
    // that passes its test is sound, so it is the wrapping.
    const auto sound = evidence();
    return sound ? Outcome<SecretBytes>(SecretBytes()) : key.failure();
}

Outcome<std::unique_ptr<RsaSigner>> Pkcs11Device::issuer(const KeyRef& ref) const
{
    const auto key = m_keys->find(ref, KeyUsage::IssuerSigning, KeyUse(KeyShape::Rsa));
    if (!key)
        return key.failure();
    return std::unique_ptr<RsaSigner>(
        std::make_unique<TokenSigner>(m_session, (*key)->handle, (*key)->publicKey));
}

/// Made in the token; the private key leaves it wrapped, to be put under the card's DEK part by part.
Outcome<RsaPrivateKey> Pkcs11Device::cardPair(int bits) const
{
    const auto pair = m_session.generatePair(bits);
    if (!pair)
        return pair.failure();
    const auto der = exportedObject(pair->privateKey.handle());
    if (!der)
        return der.failure();
    return RsaPrivateKey::fromPkcs8(*der);
}

/// Computed now, not remembered: it proves that the token still holds the key.
Outcome<QByteArray> Pkcs11Device::checkValue(const KeyRef& ref) const
{
    const Pkcs11Key* key = m_keys->lookUp(ref);
    if (!key)
        return fail(fc::KeyUnknown, {{"label", ref.label}, {"version", QString::number(ref.version)}});
    if (key->kcv.isEmpty())
        return fail(fc::Pkcs11KeyUnusable, {{"label", key->label}});
    if (key->shape == KeyShape::Rsa)
        return key->kcv;
    const bool aes = key->shape == KeyShape::Aes;
    const QByteArray block = aes ? QByteArray(16, '\x01') : QByteArray(8, '\0');
    const auto value = m_session.encrypt(aes ? CKM_AES_ECB : CKM_DES3_ECB, key->handle, bytesOf(block));
    return value ? Outcome<QByteArray>(value->first(3)) : value;
}

Outcome<KeyPtr> Pkcs11Device::imported(SecretBytes& value, KeyShape shape) const
{
    auto object = m_session.import(value, cardKeyMaking(shape, value.size(), false));
    if (!object)
        return object.failure();
    return KeyPtr(std::make_unique<TokenKey>(shape, value.size(), object.take(), false));
}

} // namespace sm
