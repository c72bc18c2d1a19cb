// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/pkcs11/pkcs11_session.h"

#include <deque>

namespace sm {

/// The attribute template of a secret key that is made. Every use is said, so that no module's default gives
/// a key a use that nobody asked for.
class Pkcs11Template {
public:
    explicit Pkcs11Template(const Pkcs11Session::Making& making)
        : m_label(making.label.toUtf8())
        , m_id(making.id)
    {
        number(CKA_CLASS, CKO_SECRET_KEY);
        number(CKA_KEY_TYPE, making.type);
        if (making.length > 0)
            number(CKA_VALUE_LEN, making.length);
        flag(CKA_TOKEN, making.inToken);
        flag(CKA_PRIVATE, true);
        flag(CKA_EXTRACTABLE, making.exportable);
        flag(CKA_SENSITIVE, !making.exportable);
        flag(CKA_SIGN, making.sign);
        flag(CKA_VERIFY, false);
        flag(CKA_ENCRYPT, making.encrypt);
        flag(CKA_DECRYPT, false);
        flag(CKA_DERIVE, making.derive);
        flag(CKA_WRAP, making.wrap);
        flag(CKA_UNWRAP, making.wrap);
        if (!m_label.isEmpty())
            add(CKA_LABEL, m_label.data(), CK_ULONG(m_label.size()));
        if (!m_id.isEmpty())
            add(CKA_ID, m_id.data(), CK_ULONG(m_id.size()));
    }
    Pkcs11Template(const Pkcs11Template&) = delete;
    Pkcs11Template& operator=(const Pkcs11Template&) = delete;

    void add(CK_ATTRIBUTE_TYPE type, void* value, CK_ULONG length)
    {
        m_attributes.push_back({type, value, length});
    }
    CK_ATTRIBUTE* data() { return m_attributes.data(); }
    CK_ULONG count() const { return CK_ULONG(m_attributes.size()); }

private:
    void number(CK_ATTRIBUTE_TYPE type, CK_ULONG value)
    {
        add(type, &m_numbers.emplace_back(value), sizeof(CK_ULONG));
    }
    void flag(CK_ATTRIBUTE_TYPE type, bool value)
    {
        add(type, &m_flags.emplace_back(value ? CK_BBOOL(CK_TRUE) : CK_BBOOL(CK_FALSE)), sizeof(CK_BBOOL));
    }

    QByteArray m_label;
    QByteArray m_id;
    std::deque<CK_ULONG> m_numbers; ///< a deque does not move what it holds
    std::deque<CK_BBOOL> m_flags;
    std::vector<CK_ATTRIBUTE> m_attributes;
};

} // namespace sm
