// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/milenage.h"

#include "crypto/block_cipher.h"
#include "crypto/failure_helpers.h"

#include <cstring>

namespace sm {

namespace {

constexpr qsizetype size = 16;

void addTo(SecretBytes& block, const quint8* other)
{
    for (qsizetype i = 0; i < size; ++i)
        block.data()[i] ^= other[i];
}

Outcome<BlockCipher> cipherUnder(const SecretBytes& k)
{
    if (k.size() != size)
        return keyLengthWrong(k.size());
    return BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, k);
}

QByteArray open(const SecretBytes& block, qsizetype from, qsizetype count)
{
    return QByteArray(reinterpret_cast<const char*>(block.data()) + from, count);
}

/// The block functions of clause 4.1, for one K, OPc and RAND.
class Functions {
public:
    Functions(BlockCipher cipher, const SecretBytes& opc, SecretBytes temp)
        : m_cipher(std::move(cipher))
        , m_opc(opc)
        , m_temp(std::move(temp))
    {
    }

    /// OUT1 = E(TEMP xor rot(IN1 xor OPc, 64) xor c1) xor OPc; c1 is zero.
    Outcome<SecretBytes> first(const QByteArray& in1)
    {
        auto block = SecretBytes::allocate(size);
        if (!block)
            return block;
        for (qsizetype i = 0; i < size; ++i) {
            const qsizetype from = (i + 8) % size;
            block->data()[i] = quint8(m_temp.data()[i] ^ quint8(in1[from]) ^ m_opc.data()[from]);
        }
        return finish(block.take());
    }

    /// OUT2 to OUT5 = E(rot(TEMP xor OPc, r) xor c) xor OPc; r in bytes, c in the last byte.
    Outcome<SecretBytes> other(qsizetype r, quint8 c)
    {
        auto block = SecretBytes::allocate(size);
        if (!block)
            return block;
        for (qsizetype i = 0; i < size; ++i) {
            const qsizetype from = (i + r) % size;
            block->data()[i] = quint8(m_temp.data()[from] ^ m_opc.data()[from]);
        }
        block->data()[size - 1] ^= c;
        return finish(block.take());
    }

private:
    Outcome<SecretBytes> finish(SecretBytes block)
    {
        const auto done = m_cipher.runInto(block.span(), {}, block.span());
        if (!done)
            return done.failure();
        addTo(block, m_opc.data());
        return block;
    }

    BlockCipher m_cipher;
    const SecretBytes& m_opc;
    SecretBytes m_temp;
};

/// TEMP = E(RAND xor OPc).
Outcome<Functions> functionsFor(const SecretBytes& k, const SecretBytes& opc, const QByteArray& rand)
{
    auto cipher = cipherUnder(k);
    if (!cipher)
        return cipher.failure();
    if (opc.size() != size)
        return keyLengthWrong(opc.size());
    auto temp = opc.duplicate();
    if (!temp)
        return temp.failure();
    addTo(*temp, bytesOf(rand).data());
    const auto done = cipher->runInto(temp->span(), {}, temp->span());
    if (!done)
        return done.failure();
    return Functions(cipher.take(), opc, temp.take());
}

} // namespace

Outcome<SecretBytes> milenageOpc(const SecretBytes& k, const SecretBytes& op)
{
    auto cipher = cipherUnder(k);
    if (!cipher)
        return cipher.failure();
    if (op.size() != size)
        return keyLengthWrong(op.size());
    auto opc = SecretBytes::allocate(size);
    if (!opc)
        return opc;
    const auto done = cipher->runInto(op.span(), {}, opc->span());
    if (!done)
        return done.failure();
    addTo(*opc, op.data());
    return opc;
}

Outcome<MilenageOutput> milenage(const SecretBytes& k, const SecretBytes& opc, const MilenageInput& input)
{
    if (input.rand.size() != 16 || input.sqn.size() != 6 || input.amf.size() != 2)
        return inputLengthWrong(input.rand.size() + input.sqn.size() + input.amf.size());
    auto functions = functionsFor(k, opc, input.rand);
    if (!functions)
        return functions.failure();
    const QByteArray half = input.sqn + input.amf;
    const auto out1 = functions->first(half + half);
    const auto out2 = functions->other(0, 1);
    auto out3 = functions->other(4, 2);
    auto out4 = functions->other(8, 4);
    const auto out5 = functions->other(12, 8);
    for (const auto* out : {&out1, &out2, &out5}) {
        if (!*out)
            return out->failure();
    }
    if (!out3 || !out4)
        return (out3 ? out4 : out3).failure();
    MilenageOutput result{open(*out1, 0, 8), open(*out1, 8, 8), open(*out2, 8, 8), out3.take(), out4.take(),
        open(*out2, 0, 6), open(*out5, 0, 6), {}};
    for (qsizetype i = 0; i < 6; ++i)
        result.autn.append(char(input.sqn[i] ^ result.ak[i]));
    result.autn += input.amf + result.macA;
    return result;
}

} // namespace sm
