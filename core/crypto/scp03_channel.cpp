// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/crypto.h"
#include "crypto/cmac.h"
#include "crypto/failure_helpers.h"
#include "crypto/padding.h"
#include "crypto/scp03.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <deque>

namespace sm {

namespace {

constexpr qsizetype aesBlock = 16;
constexpr quint8 secureMessaging = 0x04;

Failure refused(const char* reason)
{
    return fail(fc::Scp03CommandRefused, {{"reason", QString::fromLatin1(reason)}});
}

using Block = std::array<quint8, size_t(aesBlock)>;

QByteArrayView viewOf(const Block& block)
{
    return {block.data(), aesBlock};
}

/// The command counter as a block. For answers the first byte is 80 (Amendment D clause 6.2.7).
Block counterBlock(quint64 counter, quint8 firstByte)
{
    Block block{};
    block[0] = firstByte;
    qToBigEndian(counter, block.data() + 8);
    return block;
}

} // namespace

class Scp03Channel::Private {
public:
    Private(const Scp03SessionKeys& keys, Scp03Level channelLevel, qsizetype length)
        : level(channelLevel)
        , macLength(length)
    {
        broken = setUp(keys);
    }

    bool has(quint8 bits) const { return (quint8(level) & bits) == bits; }
    bool encryptsCommands() const { return has(0x02); }
    bool macsAnswers() const { return has(0x10); }
    bool encryptsAnswers() const { return has(0x20); }

    std::optional<Failure> setUp(const Scp03SessionKeys& keys);
    std::optional<Failure> refusal(const CommandApdu& plain) const;
    /// One message under S-ENC with a vector of zeros, in place.
    Outcome<Done> encipher(std::span<quint8> blocks);
    /// The vector for this message: its counter block under S-ENC.
    Outcome<Block> vector(quint64 number, quint8 firstByte);
    Outcome<QByteArray> encryptedData(const CommandApdu& plain, quint64 number);
    Outcome<CommandApdu> withMac(const CommandApdu& plain, QByteArray data);
    Outcome<QByteArray> decrypted(QByteArrayView data, quint64 number);
    Failure closed(Failure why)
    {
        isOpen = false;
        return why;
    }

    /// What the answer to one wrapped command is checked with.
    struct Expected {
        Block chain;
        quint64 counter;
    };

    Scp03Level level;
    qsizetype macLength;
    bool isOpen = false;
    bool wasOpened = false;
    std::optional<Failure> broken;
    std::optional<Cmac> cmac;
    std::optional<Cmac> rmac;
    std::optional<BlockCipher> encrypt; ///< CBC, never started again: see encipher()
    Block lastOut{}; ///< of `encrypt`
    std::optional<BlockCipher> decrypt;
    Block chain{};
    quint64 counter = 0;
    std::deque<Expected> expected;
};

std::optional<Failure> Scp03Channel::Private::setUp(const Scp03SessionKeys& keys)
{
    using Mode = BlockCipher::Mode;
    using Direction = BlockCipher::Direction;
    std::optional<Failure> first;
    const auto keep = [&first](auto& slot, auto made) {
        if (made)
            slot.emplace(made.take());
        else if (!first)
            first = made.failure();
    };
    if (macLength != 8 && macLength != 16)
        return inputLengthWrong(macLength);
    keep(cmac, Cmac::create(BlockAlgorithm::Aes, keys.mac));
    if (macsAnswers())
        keep(rmac, Cmac::create(BlockAlgorithm::Aes, keys.rmac));
    if (encryptsCommands()) {
        keep(encrypt, BlockCipher::create(BlockAlgorithm::Aes, Mode::Cbc, Direction::Encrypt, keys.enc));
        if (encrypt && !encrypt->start({}) && !first)
            first = cryptoUnavailable("iv");
    }
    if (encryptsAnswers())
        keep(decrypt, BlockCipher::create(BlockAlgorithm::Aes, Mode::Cbc, Direction::Decrypt, keys.enc));
    return first;
}

std::optional<Failure> Scp03Channel::Private::refusal(const CommandApdu& plain) const
{
    if (broken)
        return broken;
    if (!isOpen)
        return fail(fc::Scp03ChannelClosed);
    if ((plain.cla() & 0x43) != 0)
        return refused("logicalChannel");
    if ((plain.cla() & 0x0C) != 0)
        return refused("alreadySecured");
    return std::nullopt;
}

/// Setting a vector anew costs as much as enciphering a command. CBC adds the last block it gave to the first
/// one it gets; taking that block out beforehand starts a message with zeros.
Outcome<Done> Scp03Channel::Private::encipher(std::span<quint8> blocks)
{
    for (size_t i = 0; i < lastOut.size(); ++i)
        blocks[i] ^= lastOut[i];
    if (!encrypt->continueInto(blocks, blocks)) {
        broken = cryptoUnavailable("update");
        return *broken;
    }
    std::copy(blocks.end() - aesBlock, blocks.end(), lastOut.begin());
    return Done{};
}

Outcome<Block> Scp03Channel::Private::vector(quint64 number, quint8 firstByte)
{
    Block block = counterBlock(number, firstByte);
    const auto done = encipher(block);
    if (!done)
        return done.failure();
    return block;
}

/// The vector is the counter block under the same key (clause 6.2.6): as the first block of the same message
/// it becomes just that.
Outcome<QByteArray> Scp03Channel::Private::encryptedData(const CommandApdu& plain, quint64 number)
{
    if (!encryptsCommands() || plain.data().isEmpty())
        return plain.data();
    const Block start = counterBlock(number, 0x00);
    QByteArray blocks(viewOf(start).data(), aesBlock);
    blocks += padMethod2(plain.data(), aesBlock);
    const auto done = encipher({reinterpret_cast<quint8*>(blocks.data()), size_t(blocks.size())});
    if (!done)
        return done.failure();
    return blocks.sliced(aesBlock);
}

/// C-MAC over the chain, the header with the secured CLA and the Lc that counts the MAC, and the data
/// (clause 6.2.4).
Outcome<CommandApdu> Scp03Channel::Private::withMac(const CommandApdu& plain, QByteArray data)
{
    const bool extended = plain.isExtended();
    const qsizetype length = data.size() + macLength;
    if (length > (extended ? 65535 : 255))
        return refused("length");
    const auto cla = quint8(plain.cla() | secureMessaging);
    std::array<quint8, 7> header{cla, plain.ins(), plain.p1(), plain.p2()};
    if (extended)
        qToBigEndian(quint16(length), header.data() + 5);
    else
        header[4] = quint8(length);
    const QByteArrayView head(header.data(), extended ? 7 : 5);
    Block mac;
    const auto done = cmac->computeInto({viewOf(chain), head, data}, mac);
    if (!done)
        return done.failure();
    chain = mac;
    data.append(viewOf(chain).first(macLength));
    CommandApdu wrapped(cla, plain.ins(), plain.p1(), plain.p2(), std::move(data), plain.ne());
    return extended ? wrapped.asExtended() : wrapped;
}

Outcome<QByteArray> Scp03Channel::Private::decrypted(QByteArrayView data, quint64 number)
{
    if (!encryptsAnswers() || data.isEmpty())
        return data.toByteArray();
    const auto iv = vector(number, 0x80);
    if (!iv)
        return iv.failure();
    const auto padded = decrypt->run(data, viewOf(*iv));
    if (!padded)
        return padded;
    return unpadMethod2(*padded, aesBlock);
}

Scp03Channel::Scp03Channel(Scp03SessionKeys keys, Scp03Level level, qsizetype macLength)
    : d(std::make_unique<Private>(keys, level, macLength))
{
}

Scp03Channel::Scp03Channel(Scp03Channel&&) noexcept = default;
Scp03Channel& Scp03Channel::operator=(Scp03Channel&&) noexcept = default;
Scp03Channel::~Scp03Channel() = default;

Outcome<CommandApdu> Scp03Channel::externalAuthenticate(QByteArrayView hostCryptogram)
{
    if (!d)
        return fail(fc::Scp03ChannelClosed);
    if (d->broken)
        return *d->broken;
    if (d->wasOpened)
        return refused("alreadyOpen");
    if (hostCryptogram.size() != d->macLength)
        return inputLengthWrong(hostCryptogram.size());
    const CommandApdu plain(0x80, 0x82, quint8(d->level), 0x00);
    auto command = d->withMac(plain, hostCryptogram.toByteArray());
    d->wasOpened = d->isOpen = command.ok();
    return command;
}

Outcome<CommandApdu> Scp03Channel::wrap(const CommandApdu& plain)
{
    if (!d)
        return fail(fc::Scp03ChannelClosed);
    if (const auto refusal = d->refusal(plain))
        return *refusal;
    // The counter rises for every command, also for one without data (clause 6.2.6).
    const quint64 number = d->counter + 1;
    auto data = d->encryptedData(plain, number);
    if (!data)
        return data.failure();
    auto wrapped = d->withMac(plain, data.take());
    if (!wrapped)
        return wrapped;
    d->counter = number;
    if (d->macsAnswers())
        d->expected.push_back({d->chain, number});
    return wrapped;
}

qsizetype Scp03Channel::maxCommandData() const
{
    if (!d)
        return 0;
    const qsizetype room = 255 - d->macLength;
    return d->encryptsCommands() ? room / aesBlock * aesBlock - 1 : room;
}

Outcome<ResponseApdu> Scp03Channel::unwrap(const ResponseApdu& protectedAnswer)
{
    if (!d || !d->isOpen)
        return fail(fc::Scp03ChannelClosed);
    if (!d->macsAnswers())
        return protectedAnswer;
    if (d->expected.empty())
        return d->closed(fail(fc::Scp03AnswerUnexpected));
    const Private::Expected expected = d->expected.front();
    d->expected.pop_front();
    const StatusWord sw = protectedAnswer.sw();
    if (!sw.isSuccess() && !sw.isWarning())
        return ResponseApdu({}, sw);
    const QByteArrayView all = protectedAnswer.data();
    if (all.size() < d->macLength)
        return d->closed(fail(fc::Scp03AnswerBroken, {{"length", QString::number(all.size())}}));
    const QByteArrayView data = all.chopped(d->macLength);
    std::array<quint8, 2> status;
    qToBigEndian(sw.value, status.data());
    const QByteArrayView statusBytes(status.data(), 2);
    Block mac;
    const auto done = d->rmac->computeInto({viewOf(expected.chain), data, statusBytes}, mac);
    if (!done)
        return d->closed(done.failure());
    if (!equalInConstantTime(viewOf(mac).first(d->macLength), all.last(d->macLength)))
        return d->closed(fail(fc::Scp03ResponseMacWrong, {{"sw", sw.text()}}));
    auto plain = d->decrypted(data, expected.counter);
    if (!plain)
        return d->closed(fail(fc::Scp03AnswerBroken, {{"length", QString::number(data.size())}}));
    return ResponseApdu(plain.take(), sw);
}

} // namespace sm
