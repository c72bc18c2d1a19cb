// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_device.h"
#include "security/pkcs11/pkcs11_session.h"

namespace sm {

/// What no attribute of a key tells: a data object of its label and id. The days too: SoftHSM 2.6.1 answers
/// with CKR_GENERAL_ERROR when it is asked for the CKA_START_DATE of a private object that has one.
struct Pkcs11Memo {
    QString purpose; ///< key usage of TR-31; empty: the usual one
    qint64 created = 0; ///< seconds since 1970, UTC
    QString people;
    QDate notBefore;
    QDate notAfter;
    QByteArray kcv; ///< of a retired key, which does not encipher any more
};

/// One object of the token that this program uses.
struct Pkcs11Key {
    QString label;
    quint32 version = 0;
    KeyUsage usage = KeyUsage::Mac;
    KeyShape shape = KeyShape::Aes;
    CK_OBJECT_HANDLE handle = 0;
    qsizetype length = 0; ///< bytes; of RSA the modulus
    bool leaves = false; ///< to this process: an operator's OP
    bool exportable = false; ///< made to leave in a key block
    KeyLife life;
    Pkcs11Memo memo;
    QByteArray kcv; ///< empty where the key may not encipher
    RsaPublicKey publicKey; ///< of RSA
};

/// The keys of a token as they were found when the session was opened. Immutable; any thread.
///
/// CKA_LABEL is the label; behind "/left" is the left half of a TDEA key as K | K | K (CKK_DES3). CKA_ID is
/// the version, 4 bytes, big-endian, then the name of the usage in ASCII (emv-master), behind it ";x" for a
/// key made to be exported and ";r" for a retired one. Without a name the attributes tell a key-encryption
/// key, an SCP03 master and a MAC key from each other. A key that may be used in two ways is in the token
/// once for each shape, under one label and version: as AES, as DES2, as left half. Keys whose attributes
/// give them a use that their usage does not have, or let them out, are not used; an operator's OP is
/// extractable, for OPc is computed outside, and what was made to be exported. An issuer's certificate is a
/// data object of the same label: objects 90, 92, 9F32 and 8F.
class Pkcs11Keys final : public KeyHoldings {
public:
    static Outcome<std::shared_ptr<const Pkcs11Keys>> list(Pkcs11Session& session);
    /// The attributes that a key of that usage has in its shape.
    static Pkcs11Session::Making making(
        const QString& label, quint32 version, KeyUsage usage, KeyShape shape);
    static QByteArray idOf(quint32 version, KeyUsage usage, bool exportable = false, bool retired = false);
    /// The shapes in which a key of that use is asked for, its own first.
    static std::vector<KeyShape> shapesOf(KeyUsage usage, qsizetype length);
    static QByteArray encoded(const Pkcs11Memo& memo);
    static std::optional<Pkcs11Memo> memoOf(const QByteArray& value);
    static QByteArray encoded(const IssuerCertificate& certificate);

    bool holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const override;
    bool knows(const KeyRef& ref) const override { return lookUp(ref) != nullptr; }
    /// Version 0: the newest that may be used today, or the newest; whatever the shape.
    const Pkcs11Key* lookUp(const KeyRef& ref) const;
    std::vector<const Pkcs11Key*> shapes(const KeyRef& ref) const; ///< all objects of one key
    /// KeyUnknown, KeyUsageRefused, KeyRetired, KeyExpired, KeyNotYetValid.
    Outcome<const Pkcs11Key*> find(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const;
    Outcome<IssuerCertificate> certificate(const KeyRef& ref) const;
    std::vector<KeyDescription> describe() const;

private:
    void remember(const QString& label, quint32 version, const Pkcs11Memo& memo);
    const Pkcs11Key* shaped(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const;

    std::vector<Pkcs11Key> m_keys; ///< by label and version
    struct Certificate {
        QString label;
        QByteArray id;
        IssuerCertificate content;
    };
    std::vector<Certificate> m_certificates;
};

} // namespace sm
