// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/key_device.h"
#include "security/pkcs11/pkcs11_session.h"

namespace sm {

/// One object of the token that this program uses.
struct Pkcs11Key {
    QString label;
    quint32 version = 0;
    KeyUsage usage = KeyUsage::Mac;
    KeyShape shape = KeyShape::Aes;
    CK_OBJECT_HANDLE handle = 0;
    qsizetype length = 0; ///< bytes; of RSA the modulus
    bool exportable = false;
    QByteArray kcv; ///< empty where the key may not encipher
    RsaPublicKey publicKey; ///< of RSA
};

/// The keys of a token as they were found when the session was opened. Immutable; any thread.
///
/// CKA_LABEL is the label; behind "/left" is the left half of a TDEA key as K | K | K (CKK_DES3). CKA_ID is
/// the version, 4 bytes, big-endian, then the name of the usage in ASCII (emv-master); without a name the
/// attributes tell a key-encryption key, an SCP03 master and a MAC key from each other. A key that may be
/// used in two ways is in the token once for each shape, under one label and version: as AES, as DES2, as
/// left half. Keys whose attributes give them a use that their usage does not have, or let them out, are not
/// used; only an operator's OP is extractable, for OPc is computed outside. An issuer's certificate is a data
/// object of the same label: objects 90, 92, 9F32 and 8F.
class Pkcs11Keys final : public KeyHoldings {
public:
    static Outcome<std::shared_ptr<const Pkcs11Keys>> list(Pkcs11Session& session);
    /// The attributes that a key of that usage has in its shape.
    static Pkcs11Session::Making making(
        const QString& label, quint32 version, KeyUsage usage, KeyShape shape);
    static QByteArray idOf(quint32 version, KeyUsage usage);
    static QByteArray encoded(const IssuerCertificate& certificate);

    bool holds(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const override;
    bool knows(const KeyRef& ref) const override { return lookUp(ref) != nullptr; }
    const Pkcs11Key* lookUp(const KeyRef& ref) const; ///< version 0: the newest; whatever the shape
    /// KeyUnknown, KeyUsageRefused.
    Outcome<const Pkcs11Key*> find(const KeyRef& ref, KeyUsage usage, const KeyUse& use) const;
    Outcome<IssuerCertificate> certificate(const KeyRef& ref) const;
    std::vector<KeyDescription> describe() const;

private:
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
