// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/block_cipher.h"
#include "crypto/rsa.h"
#include "security/pkcs11/pkcs11_module.h"

#include <QByteArray>

#include <span>
#include <vector>

namespace sm {

/// A session with a logged-in token, and the calls that this program makes of it. One thread. Failures are
/// Pkcs11CallFailed; after one (but that of unwrap()) isLost() is true: a token that failed once is opened
/// again and tested before it serves.
class Pkcs11Session {
public:
    /// Read-only towards the token, unless keys are to be made in it.
    static Outcome<std::unique_ptr<Pkcs11Session>> open(
        std::shared_ptr<Pkcs11Module> module, bool readWrite = false);
    ~Pkcs11Session();
    Pkcs11Session(const Pkcs11Session&) = delete;
    Pkcs11Session& operator=(const Pkcs11Session&) = delete;

    bool isLost() const { return m_lost; }

    /// Attributes of an object that is made; what is not named here is refused. CKA_SENSITIVE is always true:
    /// an exportable key leaves wrapped or not at all.
    struct Making {
        CK_KEY_TYPE type = CKK_AES;
        CK_ULONG length = 0; ///< 0: not said (import, unwrap)
        bool exportable = false; ///< CKA_EXTRACTABLE
        bool inToken = false;
        bool sign = false;
        bool encrypt = false;
        bool decrypt = false;
        bool derive = false;
        bool wrap = false; ///< and unwrap
        bool seals = false; ///< wraps, and unwraps nothing
        QString label;
        QByteArray id;
    };
    /// Destroyed with this handle where it is a session object.
    class Object {
    public:
        Object() = default;
        Object(Pkcs11Session& session, CK_OBJECT_HANDLE handle)
            : m_session(&session)
            , m_handle(handle)
        {
        }
        Object(Object&& other) noexcept
            : m_session(std::exchange(other.m_session, nullptr))
            , m_handle(other.m_handle)
        {
        }
        Object& operator=(Object&& other) noexcept
        {
            std::swap(m_session, other.m_session);
            std::swap(m_handle, other.m_handle);
            return *this;
        }
        ~Object();
        CK_OBJECT_HANDLE handle() const { return m_handle; }

    private:
        Pkcs11Session* m_session = nullptr;
        CK_OBJECT_HANDLE m_handle = 0;
    };
    struct KeyPair {
        Object publicKey;
        Object privateKey;
        QByteArray modulus;
    };

    /// AES-CMAC of up to 16 bytes into memory of the caller.
    Outcome<Done> cmacInto(CK_OBJECT_HANDLE key, QByteArrayView data, std::span<quint8> output);
    Outcome<QByteArray> cmac(CK_OBJECT_HANDLE key, QByteArrayView data);
    /// CMAC in counter mode (kdfCounterCmac) under an AES or a triple DES key.
    Outcome<SecretBytes> counterKdf(
        CK_OBJECT_HANDLE key, BlockAlgorithm algorithm, QByteArrayView after, qsizetype length);
    /// AES or DES3 in ECB (no vector) or CBC, whole blocks.
    Outcome<QByteArray> encrypt(CK_MECHANISM_TYPE mechanism, CK_OBJECT_HANDLE key,
        std::span<const quint8> blocks, QByteArrayView iv = {});
    Outcome<SecretBytes> decrypt(
        CK_MECHANISM_TYPE mechanism, CK_OBJECT_HANDLE key, QByteArrayView blocks, QByteArrayView iv = {});
    Outcome<Object> derive(CK_MECHANISM_TYPE mechanism, CK_OBJECT_HANDLE key, QByteArrayView data,
        const Making& making); ///< DES3 *_ENCRYPT_DATA; CBC from a vector of zeros
    Outcome<Object> generate(const Making& making); ///< AES
    Outcome<Object> import(SecretBytes& value, Making making);
    Outcome<QByteArray> wrap(CK_OBJECT_HANDLE kek, CK_OBJECT_HANDLE key); ///< AES key wrap with padding
    /// AES-CBC over the value of a key.
    Outcome<QByteArray> seal(CK_OBJECT_HANDLE dek, CK_OBJECT_HANDLE key, QByteArrayView iv);
    Outcome<Object> unwrap(CK_OBJECT_HANDLE kek, QByteArrayView wrapped, const Making& making);
    Outcome<SecretBytes> value(CK_OBJECT_HANDLE key); ///< in clear: no key of this program lets it go so
    Outcome<Done> random(std::span<quint8> output);

    /// An RSA pair of session objects, exponent 3; the private key can leave wrapped and do nothing else.
    Outcome<KeyPair> generatePair(int bits);
    /// block^d mod n (CKM_RSA_X_509).
    Outcome<QByteArray> signBlock(CK_OBJECT_HANDLE key, QByteArrayView block);
    Outcome<Done> importPrivate(const RsaPrivateKey& key, const Making& making);
    Outcome<Done> importData(const QString& label, const QByteArray& id, const QByteArray& value);

    Outcome<std::vector<CK_OBJECT_HANDLE>> objects(CK_OBJECT_CLASS objectClass); ///< of the token
    Outcome<std::vector<CK_OBJECT_HANDLE>> secretKeys() { return objects(CKO_SECRET_KEY); }
    /// Attributes as bytes; empty where the key does not have or show one.
    QByteArray attribute(CK_OBJECT_HANDLE key, CK_ATTRIBUTE_TYPE type);
    bool flag(CK_OBJECT_HANDLE key, CK_ATTRIBUTE_TYPE type);
    Outcome<Done> destroy(CK_OBJECT_HANDLE key);
    /// A key object does nothing any more: every use is taken from it, and it gets another id.
    Outcome<Done> disarm(CK_OBJECT_HANDLE key, const QByteArray& id);

private:
    Pkcs11Session(std::shared_ptr<Pkcs11Module> module, CK_SESSION_HANDLE handle)
        : m_module(std::move(module))
        , m_handle(handle)
    {
    }
    CK_FUNCTION_LIST& call() const { return m_module->functions(); }
    Failure failed(const char* name, CK_RV code);
    Outcome<Done> macInto(CK_MECHANISM_TYPE type, qsizetype macLength, CK_OBJECT_HANDLE key,
        QByteArrayView data, std::span<quint8> output);
    Outcome<QByteArray> wrapBy(CK_MECHANISM mechanism, CK_OBJECT_HANDLE kek, CK_OBJECT_HANDLE key);

    std::shared_ptr<Pkcs11Module> m_module;
    CK_SESSION_HANDLE m_handle;
    bool m_lost = false;
};

} // namespace sm
