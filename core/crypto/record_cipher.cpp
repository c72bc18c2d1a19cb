// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/record_cipher.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/block_cipher.h"
#include "crypto/failure_helpers.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace sm {

namespace {

constexpr qsizetype tagSize = 16;
constexpr qsizetype maxPlain = qsizetype(1) << 30; // the library counts in int

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

const EVP_CIPHER* gcm()
{
    static const EVP_CIPHER* const cipher = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    return cipher;
}

Context keyedContext(const SecretBytes& key, int encrypt)
{
    Context context(EVP_CIPHER_CTX_new());
    if (!gcm() || !context
        || EVP_CipherInit_ex2(context.get(), gcm(), key.data(), nullptr, encrypt, nullptr) != 1)
        return nullptr;
    return context;
}

QByteArray additionalData(const RecordCipher::Place& place)
{
    QByteArray out;
    out.reserve(32 + place.objectId.size());
    appendU64(out, quint64(place.job));
    appendU32(out, quint32(place.objectId.size()));
    out.append(place.objectId);
    appendU32(out, place.issue);
    appendU16(out, place.column);
    appendU16(out, place.schema);
    appendU64(out, place.sequence);
    return out;
}

Outcome<QByteArray> nonceOf(const RecordCipher::Place& place)
{
    if ((place.sequence >> 48) != 0 || place.issue > 0xFFFF)
        return fail(fc::SealPlaceOutOfRange,
            {{"sequence", QString::number(place.sequence)}, {"issue", QString::number(place.issue)}});
    QByteArray nonce;
    appendU16(nonce, quint16(place.sequence >> 32));
    appendU32(nonce, quint32(place.sequence));
    appendU16(nonce, place.column);
    appendU16(nonce, quint16(place.issue));
    appendU16(nonce, place.schema);
    return nonce;
}

/// Sets the nonce, feeds the additional data and then the bytes.
bool process(
    EVP_CIPHER_CTX* context, QByteArrayView nonce, QByteArrayView aad, QByteArrayView in, quint8* out)
{
    int written = 0;
    if (EVP_CipherInit_ex2(context, nullptr, nullptr, bytesOf(nonce).data(), -1, nullptr) != 1
        || EVP_CipherUpdate(context, nullptr, &written, bytesOf(aad).data(), int(aad.size())) != 1)
        return false;
    return in.isEmpty()
        || (EVP_CipherUpdate(context, out, &written, bytesOf(in).data(), int(in.size())) == 1
            && written == in.size());
}

} // namespace

class RecordCipher::Private {
public:
    Context sealing;
    Context opening;
};

RecordCipher::RecordCipher(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}
RecordCipher::RecordCipher(RecordCipher&&) noexcept = default;
RecordCipher& RecordCipher::operator=(RecordCipher&&) noexcept = default;
RecordCipher::~RecordCipher() = default;

Outcome<RecordCipher> RecordCipher::create(const SecretBytes& key)
{
    if (key.size() != 32)
        return keyLengthWrong(key.size());
    auto content = std::make_unique<Private>();
    content->sealing = keyedContext(key, 1);
    content->opening = keyedContext(key, 0);
    if (!content->sealing || !content->opening)
        return cryptoUnavailable("AES-256-GCM");
    return RecordCipher(std::move(content));
}

Outcome<QByteArray> RecordCipher::seal(QByteArrayView plain, const Place& place)
{
    if (!d)
        return cryptoUnavailable("context");
    if (plain.size() > maxPlain)
        return inputLengthWrong(plain.size());
    const auto nonce = nonceOf(place);
    if (!nonce)
        return nonce;
    QByteArray sealed(plain.size() + tagSize, Qt::Uninitialized);
    auto* out = reinterpret_cast<quint8*>(sealed.data());
    EVP_CIPHER_CTX* context = d->sealing.get();
    int written = 0;
    if (!process(context, *nonce, additionalData(place), plain, out)
        || EVP_CipherFinal_ex(context, out + plain.size(), &written) != 1
        || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, int(tagSize), out + plain.size()) != 1)
        return cryptoUnavailable("seal");
    return sealed;
}

Outcome<QByteArray> RecordCipher::open(QByteArrayView sealed, const Place& place)
{
    if (!d)
        return cryptoUnavailable("context");
    const auto nonce = nonceOf(place);
    if (!nonce)
        return nonce;
    const auto wrong = [&place] {
        return fail(fc::SealedRowWrong,
            {{"sequence", QString::number(place.sequence)}, {"column", QString::number(place.column)}});
    };
    if (sealed.size() < tagSize || sealed.size() > maxPlain)
        return wrong();
    const QByteArrayView body = sealed.chopped(tagSize);
    QByteArray tag = sealed.last(tagSize).toByteArray(); // the library wants it writable
    QByteArray plain(body.size(), Qt::Uninitialized);
    auto* out = reinterpret_cast<quint8*>(plain.data());
    EVP_CIPHER_CTX* context = d->opening.get();
    int written = 0;
    if (!process(context, *nonce, additionalData(place), body, out)
        || EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, int(tagSize), tag.data()) != 1)
        return cryptoUnavailable("open");
    if (EVP_CipherFinal_ex(context, out + body.size(), &written) != 1) {
        OPENSSL_cleanse(out, size_t(plain.size())); // unauthenticated: nobody may see it
        return wrong();
    }
    return plain;
}

} // namespace sm
