// SPDX-License-Identifier: GPL-3.0-or-later
#include "crypto/diversify.h"

#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "crypto/block_cipher.h"
#include "crypto/kdf.h"

namespace sm {

namespace {

constexpr quint8 keyNumbers[] = {1, 2, 3}; // ENC, MAC, DEK

struct Name {
    Diversification rule;
    QLatin1String text;
};

constexpr Name names[] = {
    {Diversification::None, QLatin1String("none")},
    {Diversification::EmvCps, QLatin1String("emv")},
    {Diversification::Visa2, QLatin1String("visa2")},
    {Diversification::Visa1, QLatin1String("visa")},
    {Diversification::Kdf3, QLatin1String("kdf3")},
};

Failure dataWrong(qsizetype length)
{
    return fail(fc::DiversificationDataWrong, {{"length", QString::number(length)}});
}

/// The six bytes of diversification data that the 3DES rules pick.
QByteArray sixBytes(Diversification rule, QByteArrayView kdd)
{
    QByteArray out;
    switch (rule) {
    case Diversification::EmvCps:
        return kdd.sliced(4, 6).toByteArray();
    case Diversification::Visa2:
        return out.append(kdd.first(2)).append(kdd.sliced(4, 4));
    case Diversification::Visa1:
        return out.append(kdd.first(4)).append(kdd.last(2));
    case Diversification::None:
    case Diversification::Kdf3:
        break;
    }
    return out;
}

QByteArray tdeaInput(const QByteArray& six, quint8 number)
{
    QByteArray input;
    for (const quint8 half : {quint8(0xF0), quint8(0x0F)}) {
        input.append(six);
        appendU8(input, half);
        appendU8(input, number);
    }
    return input;
}

QByteArray kdf3Input(QByteArrayView kdd, quint8 number)
{
    QByteArray after(3, '\0');
    appendU8(after, number);
    appendU8(after, 0);
    return after.append(kdd);
}

Outcome<SecretBytes> tdeaKey(BlockCipher& master, const QByteArray& six, quint8 number)
{
    const QByteArray input = tdeaInput(six, number);
    auto key = SecretBytes::allocate(input.size());
    if (!key)
        return key;
    const auto done = master.runInto(bytesOf(input), {}, key->span());
    if (!done)
        return done.failure();
    return key;
}

Outcome<SecretBytes> kdf3Key(Cmac& master, QByteArrayView kdd, quint8 number, qsizetype length)
{
    return kdfCounterCmac(master, {}, kdf3Input(kdd, number), length);
}

template <class MakeKey> Outcome<Scp03StaticKeys> threeKeys(const MakeKey& makeKey)
{
    Scp03StaticKeys keys;
    SecretBytes* const slots[] = {&keys.enc, &keys.mac, &keys.dek};
    for (const quint8 number : keyNumbers) {
        auto key = makeKey(number);
        if (!key)
            return key.failure();
        *slots[number - 1] = key.take();
    }
    return keys;
}

} // namespace

QString diversificationName(Diversification rule)
{
    for (const Name& name : names) {
        if (name.rule == rule)
            return name.text;
    }
    return {};
}

std::optional<Diversification> diversificationFromName(QStringView name)
{
    for (const Name& known : names) {
        if (name == known.text)
            return known.rule;
    }
    return std::nullopt;
}

Outcome<QByteArray> diversificationInput(Diversification rule, QByteArrayView kdd, quint8 number)
{
    if (rule == Diversification::None)
        return QByteArray();
    if (kdd.size() != 10)
        return dataWrong(kdd.size());
    return rule == Diversification::Kdf3 ? kdf3Input(kdd, number) : tdeaInput(sixBytes(rule, kdd), number);
}

Outcome<Scp03StaticKeys> diversify(Diversification rule, const SecretBytes& master, QByteArrayView kdd)
{
    if (rule == Diversification::None)
        return threeKeys([&master](quint8) { return master.duplicate(); });
    if (kdd.size() != 10)
        return dataWrong(kdd.size());
    if (rule == Diversification::Kdf3) {
        auto keyed = Cmac::create(BlockAlgorithm::Aes, master);
        if (!keyed)
            return keyed.failure();
        return threeKeys([&](quint8 number) { return kdf3Key(*keyed, kdd, number, master.size()); });
    }
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, master);
    if (!cipher)
        return cipher.failure();
    const QByteArray six = sixBytes(rule, kdd);
    return threeKeys([&](quint8 number) { return tdeaKey(*cipher, six, number); });
}

} // namespace sm
