// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/pkcs11/pkcs11_session.h"

#include <deque>

namespace sm {

/// The attribute template of an object that is made or looked for. Every use of a key is said, so that no
/// module's default gives it one that nobody asked for. Bytes must outlive it.
class Pkcs11Template {
public:
    explicit Pkcs11Template(CK_OBJECT_CLASS objectClass) { number(CKA_CLASS, objectClass); }
    Pkcs11Template(CK_OBJECT_CLASS objectClass, const Pkcs11Session::Making& making)
        : Pkcs11Template(objectClass)
    {
        number(CKA_KEY_TYPE, making.type);
        if (making.length > 0)
            number(CKA_VALUE_LEN, making.length);
        flag(CKA_TOKEN, making.inToken);
        flag(CKA_PRIVATE, true);
        flag(CKA_EXTRACTABLE, making.exportable);
        flag(CKA_SENSITIVE, true);
        flag(CKA_SIGN, making.sign);
        flag(CKA_DECRYPT, making.decrypt);
        flag(CKA_DERIVE, making.derive);
        flag(CKA_UNWRAP, making.wrap);
        if (objectClass == CKO_SECRET_KEY) {
            flag(CKA_VERIFY, false);
            flag(CKA_ENCRYPT, making.encrypt);
            flag(CKA_WRAP, making.wrap || making.seals);
        }
        named(making.label, making.id);
    }
    Pkcs11Template(const Pkcs11Template&) = delete;
    Pkcs11Template& operator=(const Pkcs11Template&) = delete;

    void number(CK_ATTRIBUTE_TYPE type, CK_ULONG value)
    {
        add(type, &m_numbers.emplace_back(value), sizeof(CK_ULONG));
    }
    void flag(CK_ATTRIBUTE_TYPE type, bool value)
    {
        add(type, &m_flags.emplace_back(value ? CK_BBOOL(CK_TRUE) : CK_BBOOL(CK_FALSE)), sizeof(CK_BBOOL));
    }
    void add(CK_ATTRIBUTE_TYPE type, void* value, CK_ULONG length)
    {
        m_attributes.push_back({type, value, length});
    }
    void bytes(CK_ATTRIBUTE_TYPE type, QByteArray value)
    {
        QByteArray& kept = m_bytes.emplace_back(std::move(value));
        add(type, kept.data(), CK_ULONG(kept.size()));
    }
    void named(const QString& label, const QByteArray& id)
    {
        if (!label.isEmpty())
            bytes(CKA_LABEL, label.toUtf8());
        if (!id.isEmpty())
            bytes(CKA_ID, id);
    }
    CK_ATTRIBUTE* data() { return m_attributes.data(); }
    CK_ULONG count() const { return CK_ULONG(m_attributes.size()); }

private:
    std::deque<CK_ULONG> m_numbers; ///< a deque does not move what it holds
    std::deque<CK_BBOOL> m_flags;
    std::deque<QByteArray> m_bytes;
    std::vector<CK_ATTRIBUTE> m_attributes;
};

} // namespace sm
