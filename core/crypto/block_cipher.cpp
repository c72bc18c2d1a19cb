// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/block_cipher.h"

#include "base/failures/crypto.h"
#include "crypto/failure_helpers.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <array>
#include <cstring>
#include <vector>

namespace sm {

namespace {

constexpr size_t maxInput = size_t(1) << 30; // the library counts in int
constexpr size_t maxKey = 32;

/// Looked up once, immutable afterwards: a look-up per use takes a lock and three times as long as the use.
struct Ciphers {
    const EVP_CIPHER* aes[2][3];
    const EVP_CIPHER* tdea[2];

    Ciphers()
        : aes{{fetch("AES-128-ECB"), fetch("AES-192-ECB"), fetch("AES-256-ECB")},
            {fetch("AES-128-CBC"), fetch("AES-192-CBC"), fetch("AES-256-CBC")}}
        , tdea{fetch("DES-EDE3-ECB"), fetch("DES-EDE3-CBC")}
    {
    }
    static const EVP_CIPHER* fetch(const char* name) { return EVP_CIPHER_fetch(nullptr, name, nullptr); }
};

const EVP_CIPHER* cipherFor(BlockAlgorithm algorithm, BlockCipher::Mode mode, qsizetype keySize)
{
    static const Ciphers ciphers;
    const auto row = size_t(mode);
    return algorithm == BlockAlgorithm::Tdea ? ciphers.tdea[row] : ciphers.aes[row][keySize / 8 - 2];
}

constexpr quint8 zeros[32] = {};

/// Contexts that wait for their next key, of one thread: making one costs more than a card's command has to
/// encrypt. Each was keyed with zeros, from a vector of zeros, before it came here: no key schedule outlives
/// its use, and the next key starts from zeros again without being told to. Telling a vector costs more than
/// a new key, for the library asks the cipher for its length by name.
class Spares {
public:
    Spares() = default;
    Spares(const Spares&) = delete;
    Spares& operator=(const Spares&) = delete;
    ~Spares()
    {
        ended = true;
        for (EVP_CIPHER_CTX* context : m_contexts)
            EVP_CIPHER_CTX_free(context);
    }

    EVP_CIPHER_CTX* take(const EVP_CIPHER* cipher, bool encrypt)
    {
        for (auto it = m_contexts.rbegin(); it != m_contexts.rend(); ++it) {
            if (EVP_CIPHER_CTX_get0_cipher(*it) != cipher
                || (EVP_CIPHER_CTX_is_encrypting(*it) != 0) != encrypt)
                continue;
            EVP_CIPHER_CTX* const found = *it;
            *it = m_contexts.back();
            m_contexts.pop_back();
            return found;
        }
        return nullptr;
    }
    /// Wipes the key and what the cipher has put out last; false: the caller frees the context.
    bool keep(EVP_CIPHER_CTX* context)
    {
        const EVP_CIPHER* const cipher = EVP_CIPHER_CTX_get0_cipher(context);
        // ECB has no vector and keeps nothing of what it puts out.
        const quint8* const vector
            = cipher && EVP_CIPHER_get_mode(cipher) == EVP_CIPH_ECB_MODE ? nullptr : zeros;
        const bool wanted = m_contexts.size() < most && cipher
            && EVP_CipherInit_ex2(context, nullptr, zeros, vector, -1, nullptr) == 1;
        if (wanted)
            m_contexts.push_back(context);
        return wanted;
    }

    static thread_local bool ended; ///< outlives the list of its thread

private:
    static constexpr size_t most = 16;
    std::vector<EVP_CIPHER_CTX*> m_contexts;
};
thread_local bool Spares::ended = false;

Spares& spares()
{
    static thread_local Spares own;
    return own;
}

bool keySizeOk(BlockAlgorithm algorithm, qsizetype size)
{
    const bool common = size == 16 || size == 24;
    return common || size == (algorithm == BlockAlgorithm::Aes ? 32 : 8);
}

/// The three keys of DES-EDE3: K1 K1 K1 is single DES (which the default provider lacks), K1 K2 K1 two-key.
void expandTdeaKey(const SecretBytes& key, quint8* out)
{
    const qsizetype count = key.size() / 8;
    for (qsizetype i = 0; i < 3; ++i)
        std::memcpy(out + i * 8, key.data() + (i % count) * 8, 8);
}

} // namespace

void BlockCipher::Free::operator()(evp_cipher_ctx_st* context) const
{
    if (Spares::ended || !spares().keep(context))
        EVP_CIPHER_CTX_free(context);
}

BlockCipher::BlockCipher(Context context, qsizetype block, Mode mode)
    : m_context(std::move(context))
    , m_block(block)
    , m_mode(mode)
{
}

Outcome<BlockCipher> BlockCipher::create(
    BlockAlgorithm algorithm, Mode mode, Direction direction, const SecretBytes& key)
{
    if (!keySizeOk(algorithm, key.size()))
        return keyLengthWrong(key.size());
    const EVP_CIPHER* cipher = cipherFor(algorithm, mode, key.size());
    const bool encrypt = direction == Direction::Encrypt;
    EVP_CIPHER_CTX* const spare = Spares::ended ? nullptr : spares().take(cipher, encrypt);
    Context context(spare ? spare : EVP_CIPHER_CTX_new());
    if (!cipher || !context)
        return cryptoUnavailable("cipher");
    std::array<quint8, maxKey> bytes{};
    if (algorithm == BlockAlgorithm::Tdea)
        expandTdeaKey(key, bytes.data());
    else
        std::memcpy(bytes.data(), key.data(), size_t(key.size()));
    // Without end of message padding matters for deciphering only, and being told costs every new key time.
    const bool keyed = EVP_CipherInit_ex2(context.get(), spare ? nullptr : cipher, bytes.data(),
                           spare ? nullptr : zeros, encrypt ? 1 : 0, nullptr)
            == 1
        && (spare || encrypt || EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);
    OPENSSL_cleanse(bytes.data(), bytes.size());
    if (!keyed)
        return cryptoUnavailable("key");
    return BlockCipher(std::move(context), blockSize(algorithm), mode);
}

Outcome<Done> BlockCipher::restart(QByteArrayView iv)
{
    if (m_mode == Mode::Ecb)
        return iv.isEmpty() ? Outcome<Done>(Done{}) : Outcome<Done>(inputLengthWrong(iv.size()));
    if (!iv.isEmpty() && iv.size() != m_block)
        return inputLengthWrong(iv.size());
    const quint8* start = iv.isEmpty() ? zeros : bytesOf(iv).data();
    if (EVP_CipherInit_ex2(m_context.get(), nullptr, nullptr, start, -1, nullptr) != 1)
        return cryptoUnavailable("iv");
    return Done{};
}

Outcome<Done> BlockCipher::runInto(std::span<const quint8> input, QByteArrayView iv, std::span<quint8> output)
{
    if (!m_context)
        return cryptoUnavailable("context");
    if (input.size() % size_t(m_block) != 0 || input.size() != output.size() || input.size() > maxInput)
        return inputLengthWrong(qsizetype(input.size()));
    const auto restarted = restart(iv);
    if (!restarted || input.empty())
        return restarted;
    if (!continueInto(input, output))
        return cryptoUnavailable("update");
    return Done{};
}

bool BlockCipher::start(QByteArrayView iv)
{
    return m_context && restart(iv).ok();
}

bool BlockCipher::continueInto(std::span<const quint8> input, std::span<quint8> output)
{
    if (!m_context || input.size() % size_t(m_block) != 0 || input.size() != output.size()
        || input.size() > maxInput)
        return false;
    int written = 0;
    return EVP_CipherUpdate(m_context.get(), output.data(), &written, input.data(), int(input.size())) == 1
        && size_t(written) == input.size();
}

Outcome<QByteArray> BlockCipher::run(QByteArrayView input, QByteArrayView iv)
{
    QByteArray output(input.size(), Qt::Uninitialized);
    const auto done
        = runInto(bytesOf(input), iv, {reinterpret_cast<quint8*>(output.data()), size_t(output.size())});
    if (!done)
        return done.failure();
    return output;
}

} // namespace sm
