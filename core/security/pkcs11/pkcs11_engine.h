// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/engine.h"
#include "security/pkcs11/pkcs11_session.h"

#include <mutex>

namespace sm {

/// The engine of a token: one session, one thread for compute(). A session that was lost is opened again
/// before the next request, and must pass the known-answer test first.
///
/// Keys: CKA_LABEL is the label, CKA_ID the version (1 to 4 bytes, big-endian; none: 1). The use follows from
/// the attributes: CKA_WRAP with CKA_UNWRAP is a key-encryption key, CKA_DERIVE or a TDEA type a master,
/// CKA_SIGN alone a MAC key; a key of two of these is none of them. A master that is used with the TDEA
/// diversifications is in the token twice under one name: as AES and as double-length DES. Static keys of
/// cards are derived in the token and never leave it (Kdf3 passes through this process: no token has that
/// mechanism). What leaves is what the console asked for: session keys and data keys.
class Pkcs11Engine final : public Engine {
public:
    /// Opens the first session. Pkcs11TokenMissing, Pkcs11LoginRefused, Pkcs11CallFailed.
    static Outcome<std::shared_ptr<Pkcs11Engine>> open(std::shared_ptr<Pkcs11Module> module);
    ~Pkcs11Engine() override;

    bool serves(const SecurityRequest& request) const override;
    bool offers(const SecurityRequest& request) const override;
    /// As SoftEngine, and Pkcs11CallFailed, which is the device's fault.
    Outcome<SecurityReply> compute(const SecurityRequest& request) const override;
    std::vector<KeyDescription> keys() const override;

private:
    using Reply = Outcome<SecurityReply>;
    using Object = Pkcs11Session::Object;
    enum class Use : quint8 { Master, KeyEncryption, Mac };
    struct HeldKey {
        QString label;
        quint32 version = 0;
        Use use = Use::Mac;
        CK_KEY_TYPE type = CKK_AES;
        CK_ULONG length = 0;
        CK_OBJECT_HANDLE handle = 0;
        QByteArray kcv; ///< of AES keys
    };
    using Keys = std::vector<HeldKey>;

    explicit Pkcs11Engine(std::shared_ptr<Pkcs11Module> module);
    Outcome<Done> reopen() const;
    Outcome<Keys> list(Pkcs11Session& session) const;
    std::optional<HeldKey> describe(Pkcs11Session& session, CK_OBJECT_HANDLE handle) const;
    std::shared_ptr<const Keys> held() const;
    const HeldKey* lookUp(const Keys& keys, const KeyRef& ref, bool tdea) const;
    Outcome<HeldKey> find(const KeyRef& ref, Use use, bool tdea = false) const;
    Outcome<Scp03SessionKeys> sessionKeys(
        const OpenScp03& request, const InitializeUpdateAnswer& answer) const;

    Reply serve(const OpenScp03& request) const;
    Reply serve(const GenerateDataKey& request) const;
    Reply serve(const UnwrapDataKey& request) const;
    Reply serve(const ComputeMac& request) const;
    Reply serve(const KeyCheck& request) const;
    Reply serve(const SelfTest& request) const;
    Reply serve(const DrawRandom& request) const;
    template <class R> Reply serve(const R&) const; ///< those that a token is not asked for

    std::shared_ptr<Pkcs11Module> m_module;
    mutable std::unique_ptr<Pkcs11Session> m_session; ///< of the computing thread
    mutable std::mutex m_mutex;
    mutable std::shared_ptr<const Keys> m_keys;
};

/// Makes the published test keys in the token, as soft test keys are, so that both answer alike. Keys of
/// these names are replaced.
Outcome<Done> makeTestKeysInToken(std::shared_ptr<Pkcs11Module> module);

} // namespace sm
