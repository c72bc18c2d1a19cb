// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/pkcs11/pkcs11_session.h"

#include "base/failures/security.h"
#include "security/pkcs11/pkcs11_template.h"

#include <algorithm>

namespace sm {

namespace {

constexpr CK_MECHANISM_TYPE aesCmac = 0x108A; // PKCS#11 v2.40; older headers lack it
constexpr CK_MECHANISM_TYPE tdeaCmac = 0x138; // the same
constexpr size_t mostKeys = 10'000;
constexpr qsizetype longestWrapped = 4096;

/// The interface takes its input without const, and no null where there is none.
CK_BYTE* in(QByteArrayView bytes)
{
    static char nothing = 0;
    return reinterpret_cast<CK_BYTE*>(bytes.isEmpty() ? &nothing : const_cast<char*>(bytes.data()));
}

} // namespace

Failure Pkcs11Session::failed(const char* name, CK_RV code)
{
    m_lost = true;
    return pkcs11CallFailed(name, code);
}

Pkcs11Session::Object::~Object()
{
    if (m_session)
        m_session->call().C_DestroyObject(m_session->m_handle, m_handle);
}

Outcome<std::unique_ptr<Pkcs11Session>> Pkcs11Session::open(
    std::shared_ptr<Pkcs11Module> module, bool readWrite)
{
    const auto slot = module->slot();
    if (!slot)
        return slot.failure();
    CK_SESSION_HANDLE handle = 0;
    const CK_FLAGS flags = CKF_SERIAL_SESSION | (readWrite ? CKF_RW_SESSION : 0);
    const CK_RV code = module->functions().C_OpenSession(*slot, flags, nullptr, nullptr, &handle);
    if (code != CKR_OK)
        return pkcs11CallFailed("C_OpenSession", code);
    std::unique_ptr<Pkcs11Session> session(new Pkcs11Session(std::move(module), handle));
    const auto loggedIn = session->m_module->logIn(handle);
    if (!loggedIn)
        return loggedIn.failure();
    return session;
}

Pkcs11Session::~Pkcs11Session()
{
    call().C_CloseSession(m_handle);
}

Outcome<Done> Pkcs11Session::cmacInto(CK_OBJECT_HANDLE key, QByteArrayView data, std::span<quint8> output)
{
    return macInto(aesCmac, 16, key, data, output);
}

Outcome<SecretBytes> Pkcs11Session::counterKdf(
    CK_OBJECT_HANDLE key, BlockAlgorithm algorithm, QByteArrayView after, qsizetype length)
{
    auto value = SecretBytes::allocate(length);
    if (!value)
        return value;
    const qsizetype block = blockSize(algorithm);
    const CK_MECHANISM_TYPE type = algorithm == BlockAlgorithm::Aes ? aesCmac : tdeaCmac;
    for (qsizetype filled = 0; filled < length; filled += block) {
        const QByteArray input = QByteArray(1, char(filled / block + 1)).append(after);
        const auto count = size_t(std::min(block, length - filled));
        const auto done = macInto(type, block, key, input, value->span().subspan(size_t(filled), count));
        if (!done)
            return done.failure();
    }
    return value;
}

Outcome<Done> Pkcs11Session::disarm(CK_OBJECT_HANDLE key, const QByteArray& id)
{
    CK_BBOOL no = CK_FALSE;
    QByteArray named = id;
    CK_ATTRIBUTE name{CKA_ID, named.data(), CK_ULONG(named.size())};
    CK_RV code
        = call().C_SetAttributeValue(m_handle, key, &name, 1); // first: from here on it counts as retired
    if (code != CKR_OK)
        return failed("C_SetAttributeValue", code);
    for (const CK_ATTRIBUTE_TYPE use :
        {CKA_SIGN, CKA_ENCRYPT, CKA_DECRYPT, CKA_DERIVE, CKA_WRAP, CKA_UNWRAP, CKA_EXTRACTABLE}) {
        if (!flag(key, use))
            continue;
        CK_ATTRIBUTE one{use, &no, sizeof no};
        code = call().C_SetAttributeValue(m_handle, key, &one, 1);
        if (code != CKR_OK)
            return failed("C_SetAttributeValue", code);
    }
    return Done{};
}

Outcome<Done> Pkcs11Session::macInto(CK_MECHANISM_TYPE type, qsizetype macLength, CK_OBJECT_HANDLE key,
    QByteArrayView data, std::span<quint8> output)
{
    CK_MECHANISM mechanism{type, nullptr, 0};
    CK_RV code = call().C_SignInit(m_handle, &mechanism, key);
    if (code != CKR_OK)
        return failed("C_SignInit", code);
    auto mac = SecretBytes::allocate(macLength);
    if (!mac)
        return mac.failure();
    auto length = CK_ULONG(mac->size());
    code = call().C_Sign(m_handle, in(data), CK_ULONG(data.size()), mac->data(), &length);
    if (code != CKR_OK || length != CK_ULONG(mac->size()))
        return failed("C_Sign", code);
    std::copy_n(mac->data(), std::min(output.size(), size_t(macLength)), output.data());
    return Done{};
}

Outcome<QByteArray> Pkcs11Session::cmac(CK_OBJECT_HANDLE key, QByteArrayView data)
{
    QByteArray mac(16, '\0');
    const auto done = cmacInto(key, data, {reinterpret_cast<quint8*>(mac.data()), size_t(mac.size())});
    return done ? Outcome<QByteArray>(std::move(mac)) : Outcome<QByteArray>(done.failure());
}

Outcome<QByteArray> Pkcs11Session::encrypt(
    CK_MECHANISM_TYPE type, CK_OBJECT_HANDLE key, std::span<const quint8> blocks, QByteArrayView iv)
{
    CK_MECHANISM mechanism{type, iv.isEmpty() ? nullptr : in(iv), CK_ULONG(iv.size())};
    CK_RV code = call().C_EncryptInit(m_handle, &mechanism, key);
    // Refused for this key and not begun: the session is sound.
    if (code == CKR_MECHANISM_INVALID || code == CKR_KEY_FUNCTION_NOT_PERMITTED
        || code == CKR_KEY_TYPE_INCONSISTENT)
        return pkcs11CallFailed("C_EncryptInit", code);
    if (code != CKR_OK)
        return failed("C_EncryptInit", code);
    QByteArray output(qsizetype(blocks.size()), '\0');
    auto length = CK_ULONG(output.size());
    code = call().C_Encrypt(m_handle, const_cast<CK_BYTE*>(blocks.data()), CK_ULONG(blocks.size()),
        reinterpret_cast<CK_BYTE*>(output.data()), &length);
    if (code != CKR_OK || length != CK_ULONG(output.size()))
        return failed("C_Encrypt", code);
    return output;
}

Outcome<SecretBytes> Pkcs11Session::decrypt(
    CK_MECHANISM_TYPE type, CK_OBJECT_HANDLE key, QByteArrayView blocks, QByteArrayView iv)
{
    CK_MECHANISM mechanism{type, iv.isEmpty() ? nullptr : in(iv), CK_ULONG(iv.size())};
    CK_RV code = call().C_DecryptInit(m_handle, &mechanism, key);
    if (code != CKR_OK)
        return failed("C_DecryptInit", code);
    auto output = SecretBytes::allocate(blocks.size());
    if (!output)
        return output;
    auto length = CK_ULONG(output->size());
    code = call().C_Decrypt(m_handle, in(blocks), CK_ULONG(blocks.size()), output->data(), &length);
    if (code != CKR_OK || length != CK_ULONG(output->size()))
        return failed("C_Decrypt", code);
    return output;
}

Outcome<Pkcs11Session::Object> Pkcs11Session::derive(
    CK_MECHANISM_TYPE type, CK_OBJECT_HANDLE key, QByteArrayView data, const Making& making)
{
    CK_KEY_DERIVATION_STRING_DATA plain{};
    plain.pData = in(data);
    plain.ulLen = CK_ULONG(data.size());
    CK_DES_CBC_ENCRYPT_DATA_PARAMS chained{};
    chained.pData = in(data);
    chained.length = CK_ULONG(data.size());
    const bool cbc = type == CKM_DES3_CBC_ENCRYPT_DATA;
    CK_MECHANISM mechanism{
        type, cbc ? static_cast<void*>(&chained) : &plain, CK_ULONG(cbc ? sizeof chained : sizeof plain)};
    Pkcs11Template attributes(CKO_SECRET_KEY, making);
    CK_OBJECT_HANDLE made = 0;
    const CK_RV code
        = call().C_DeriveKey(m_handle, &mechanism, key, attributes.data(), attributes.count(), &made);
    if (code != CKR_OK)
        return failed("C_DeriveKey", code);
    return Object(*this, made);
}

Outcome<Pkcs11Session::Object> Pkcs11Session::generate(const Making& making)
{
    CK_MECHANISM mechanism{CKM_AES_KEY_GEN, nullptr, 0};
    Pkcs11Template attributes(CKO_SECRET_KEY, making);
    CK_OBJECT_HANDLE made = 0;
    const CK_RV code
        = call().C_GenerateKey(m_handle, &mechanism, attributes.data(), attributes.count(), &made);
    if (code != CKR_OK)
        return failed("C_GenerateKey", code);
    return Object(*this, made);
}

Outcome<Pkcs11Session::Object> Pkcs11Session::import(SecretBytes& value, Making making)
{
    making.length = 0; // the value tells it, and modules refuse to be told
    Pkcs11Template attributes(CKO_SECRET_KEY, making);
    attributes.add(CKA_VALUE, value.data(), CK_ULONG(value.size()));
    CK_OBJECT_HANDLE made = 0;
    const CK_RV code = call().C_CreateObject(m_handle, attributes.data(), attributes.count(), &made);
    if (code != CKR_OK)
        return failed("C_CreateObject", code);
    return making.inToken ? Object() : Object(*this, made);
}

Outcome<QByteArray> Pkcs11Session::wrapBy(CK_MECHANISM mechanism, CK_OBJECT_HANDLE kek, CK_OBJECT_HANDLE key)
{
    QByteArray wrapped(longestWrapped, '\0');
    auto length = CK_ULONG(wrapped.size());
    const CK_RV code = call().C_WrapKey(
        m_handle, &mechanism, kek, key, reinterpret_cast<CK_BYTE*>(wrapped.data()), &length);
    if (code != CKR_OK || length > CK_ULONG(wrapped.size()))
        return failed("C_WrapKey", code);
    wrapped.truncate(qsizetype(length));
    return wrapped;
}

Outcome<QByteArray> Pkcs11Session::wrap(CK_OBJECT_HANDLE kek, CK_OBJECT_HANDLE key)
{
    return wrapBy({CKM_AES_KEY_WRAP_PAD, nullptr, 0}, kek, key);
}

Outcome<QByteArray> Pkcs11Session::seal(CK_OBJECT_HANDLE dek, CK_OBJECT_HANDLE key, QByteArrayView iv)
{
    return wrapBy({CKM_AES_CBC, in(iv), CK_ULONG(iv.size())}, dek, key);
}

Outcome<Pkcs11Session::Object> Pkcs11Session::unwrap(
    CK_OBJECT_HANDLE kek, QByteArrayView wrapped, const Making& making)
{
    CK_MECHANISM mechanism{CKM_AES_KEY_WRAP_PAD, nullptr, 0};
    Pkcs11Template attributes(CKO_SECRET_KEY, making);
    CK_OBJECT_HANDLE made = 0;
    const CK_RV code = call().C_UnwrapKey(m_handle, &mechanism, kek, in(wrapped), CK_ULONG(wrapped.size()),
        attributes.data(), attributes.count(), &made);
    if (code != CKR_OK)
        return pkcs11CallFailed("C_UnwrapKey", code); // most likely the wrapped key's fault: see the engine
    return Object(*this, made);
}

Outcome<SecretBytes> Pkcs11Session::value(CK_OBJECT_HANDLE key)
{
    auto room = SecretBytes::allocate(64);
    if (!room)
        return room;
    CK_ATTRIBUTE attribute{CKA_VALUE, room->data(), CK_ULONG(room->size())};
    const CK_RV code = call().C_GetAttributeValue(m_handle, key, &attribute, 1);
    if (code != CKR_OK || attribute.ulValueLen > CK_ULONG(room->size()))
        return failed("C_GetAttributeValue", code);
    const SecretBytes& all = *room;
    return SecretBytes::copyOf(all.span().first(attribute.ulValueLen));
}

Outcome<Done> Pkcs11Session::random(std::span<quint8> output)
{
    const CK_RV code = call().C_GenerateRandom(m_handle, output.data(), CK_ULONG(output.size()));
    if (code != CKR_OK)
        return failed("C_GenerateRandom", code);
    return Done{};
}

Outcome<std::vector<CK_OBJECT_HANDLE>> Pkcs11Session::objects(CK_OBJECT_CLASS objectClass)
{
    Pkcs11Template pattern(objectClass);
    pattern.flag(CKA_TOKEN, true);
    CK_RV code = call().C_FindObjectsInit(m_handle, pattern.data(), pattern.count());
    if (code != CKR_OK)
        return failed("C_FindObjectsInit", code);
    std::vector<CK_OBJECT_HANDLE> all;
    for (CK_ULONG found = 1; code == CKR_OK && found > 0 && all.size() < mostKeys;) {
        CK_OBJECT_HANDLE some[64];
        code = call().C_FindObjects(m_handle, some, std::size(some), &found);
        if (code == CKR_OK)
            all.insert(all.end(), some, some + std::min<CK_ULONG>(found, std::size(some)));
    }
    call().C_FindObjectsFinal(m_handle);
    if (code != CKR_OK)
        return failed("C_FindObjects", code);
    return all;
}

QByteArray Pkcs11Session::attribute(CK_OBJECT_HANDLE key, CK_ATTRIBUTE_TYPE type)
{
    QByteArray value(1024, '\0');
    CK_ATTRIBUTE one{type, value.data(), CK_ULONG(value.size())};
    const CK_RV code = call().C_GetAttributeValue(m_handle, key, &one, 1);
    const bool notShown = code == CKR_ATTRIBUTE_SENSITIVE || code == CKR_ATTRIBUTE_TYPE_INVALID
        || code == CKR_BUFFER_TOO_SMALL;
    m_lost = m_lost || (code != CKR_OK && !notShown); // a key must not vanish from the list by an error
    if (code != CKR_OK || one.ulValueLen > CK_ULONG(value.size()))
        return {};
    value.truncate(qsizetype(one.ulValueLen));
    return value;
}

bool Pkcs11Session::flag(CK_OBJECT_HANDLE key, CK_ATTRIBUTE_TYPE type)
{
    const QByteArray value = attribute(key, type);
    return value.size() == 1 && value.at(0) != 0;
}

Outcome<Done> Pkcs11Session::destroy(CK_OBJECT_HANDLE key)
{
    const CK_RV code = call().C_DestroyObject(m_handle, key);
    if (code != CKR_OK)
        return failed("C_DestroyObject", code);
    return Done{};
}

} // namespace sm
