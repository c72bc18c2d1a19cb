// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/secret_bytes.h"

#include <QByteArray>

#include <memory>
#include <span>

struct evp_cipher_ctx_st;

namespace sm {

/// Tdea takes keys of 8 (single DES as EDE with three equal keys), 16 and 24 bytes; Aes 16, 24 and 32.
enum class BlockAlgorithm : quint8 { Aes, Tdea };

constexpr qsizetype blockSize(BlockAlgorithm algorithm)
{
    return algorithm == BlockAlgorithm::Aes ? 16 : 8;
}

/// A block cipher under one key, kept ready: between messages only the IV is set again. ECB or CBC, no
/// padding, whole blocks only (InputLengthWrong). Movable; one thread at a time. The key schedule is wiped
/// with it.
class BlockCipher {
public:
    enum class Mode : quint8 { Ecb, Cbc };
    enum class Direction : quint8 { Encrypt, Decrypt };

    /// Starts from a vector of zeros. KeyLengthWrong, CryptoUnavailable.
    static Outcome<BlockCipher> create(
        BlockAlgorithm algorithm, Mode mode, Direction direction, const SecretBytes& key);

    /// One message. An IV is a whole block in CBC; empty means zeros, and is the only choice in ECB.
    Outcome<QByteArray> run(QByteArrayView input, QByteArrayView iv = {});
    /// The same into memory of the caller, who may pass secret memory; `output` is as long as `input` and may
    /// be the same memory.
    Outcome<Done> runInto(std::span<const quint8> input, QByteArrayView iv, std::span<quint8> output);

    /// A message in pieces: start(), then any number of pieces of whole blocks. False: the cipher can't be
    /// used any more.
    bool start(QByteArrayView iv);
    bool continueInto(std::span<const quint8> input, std::span<quint8> output);

private:
    struct Free {
        void operator()(evp_cipher_ctx_st* context) const;
    };
    using Context = std::unique_ptr<evp_cipher_ctx_st, Free>;
    BlockCipher(Context context, qsizetype block, Mode mode);
    Outcome<Done> restart(QByteArrayView iv);

    Context m_context;
    qsizetype m_block = 16;
    Mode m_mode = Mode::Ecb;
};

/// The bytes of a view for the span interfaces, without copying.
inline std::span<const quint8> bytesOf(QByteArrayView view)
{
    return {reinterpret_cast<const quint8*>(view.data()), size_t(view.size())};
}

} // namespace sm
