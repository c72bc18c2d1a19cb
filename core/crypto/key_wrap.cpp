// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/key_wrap.h"

#include "base/failures/crypto.h"
#include "crypto/block_cipher.h"
#include "crypto/failure_helpers.h"

#include <openssl/err.h>
#include <openssl/evp.h>

namespace sm {

namespace {

constexpr qsizetype semiblock = 8;

const EVP_CIPHER* cipherFor(qsizetype kekLength)
{
    // Fetched once and kept for the life of the process: a fetch per key costs three times the wrapping.
    static EVP_CIPHER* const aes128 = EVP_CIPHER_fetch(nullptr, "AES-128-WRAP-PAD", nullptr);
    static EVP_CIPHER* const aes192 = EVP_CIPHER_fetch(nullptr, "AES-192-WRAP-PAD", nullptr);
    static EVP_CIPHER* const aes256 = EVP_CIPHER_fetch(nullptr, "AES-256-WRAP-PAD", nullptr);
    return kekLength == 16 ? aes128 : kekLength == 24 ? aes192 : aes256;
}

struct FreeContext {
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_CIPHER_CTX, FreeContext>;

Outcome<Context> start(const SecretBytes& kek, bool wrap)
{
    if (kek.size() != 16 && kek.size() != 24 && kek.size() != 32)
        return keyLengthWrong(kek.size());
    const EVP_CIPHER* cipher = cipherFor(kek.size());
    Context context(EVP_CIPHER_CTX_new());
    if (!cipher || !context)
        return cryptoUnavailable("AES key wrap");
    EVP_CIPHER_CTX_set_flags(context.get(), EVP_CIPHER_CTX_FLAG_WRAP_ALLOW);
    if (EVP_CipherInit_ex2(context.get(), cipher, kek.data(), nullptr, wrap ? 1 : 0, nullptr) != 1)
        return cryptoUnavailable("AES key wrap");
    return context;
}

} // namespace

Outcome<QByteArray> aesKeyWrapPad(const SecretBytes& kek, const SecretBytes& key)
{
    if (key.isEmpty())
        return inputLengthWrong(0);
    const auto context = start(kek, true);
    if (!context)
        return context.failure();
    QByteArray wrapped((key.size() + semiblock - 1) / semiblock * semiblock + 2 * semiblock, '\0');
    int length = 0;
    if (EVP_CipherUpdate(
            context->get(), reinterpret_cast<quint8*>(wrapped.data()), &length, key.data(), int(key.size()))
        != 1)
        return cryptoUnavailable("AES key wrap");
    wrapped.truncate(length);
    return wrapped;
}

Outcome<SecretBytes> aesKeyUnwrapPad(const SecretBytes& kek, QByteArrayView wrapped)
{
    if (wrapped.size() < 2 * semiblock || wrapped.size() % semiblock != 0 || wrapped.size() > 4096)
        return inputLengthWrong(wrapped.size());
    const auto context = start(kek, false);
    if (!context)
        return context.failure();
    auto room = SecretBytes::allocate(wrapped.size() + semiblock);
    if (!room)
        return room;
    int length = 0;
    const auto input = bytesOf(wrapped);
    if (EVP_CipherUpdate(context->get(), room->data(), &length, input.data(), int(input.size())) != 1
        || length <= 0) {
        ERR_clear_error();
        return fail(fc::PaddingBroken);
    }
    return SecretBytes::copyOf(room->span().first(size_t(length)));
}

} // namespace sm
