// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/crypto.h"
#include "crypto/failure_helpers.h"
#include "crypto/mac.h"
#include "crypto/padding.h"
#include "crypto/scp02.h"

#include <QtEndian>

#include <array>
#include <deque>

namespace sm {

namespace {

constexpr qsizetype desBlock = 8;
constexpr qsizetype macLength = 8;
constexpr quint8 secureMessaging = 0x04;

Failure refused(const char* reason)
{
    return fail(fc::Scp02CommandRefused, {{"reason", QString::fromLatin1(reason)}});
}

/// CLA INS P1 P2 Lc data, the form both MACs are taken over.
QByteArray macInput(quint8 cla, const CommandApdu& command, qsizetype lc)
{
    QByteArray input;
    input.reserve(5 + command.data().size());
    for (const quint8 byte : {cla, command.ins(), command.p1(), command.p2(), quint8(lc)})
        appendU8(input, byte);
    return input.append(command.data());
}

} // namespace

class Scp02Channel::Private {
public:
    Private(const Scp02SessionKeys& keys, Scp02Level channelLevel)
        : level(channelLevel)
    {
        broken = setUp(keys);
    }

    bool encryptsCommands() const { return (quint8(level) & 0x02) != 0; }
    bool macsAnswers() const { return (quint8(level) & 0x10) != 0; }

    std::optional<Failure> setUp(const Scp02SessionKeys& keys);
    std::optional<Failure> refusal(const CommandApdu& plain) const;
    Outcome<QByteArray> commandMac(const CommandApdu& plain);
    Outcome<QByteArray> encryptedData(const CommandApdu& plain);
    Failure closed(Failure why)
    {
        isOpen = false;
        return why;
    }

    Scp02Level level;
    bool isOpen = false;
    bool wasOpened = false;
    std::optional<Failure> broken;
    std::optional<RetailMac> cmac;
    std::optional<RetailMac> rmac;
    std::optional<BlockCipher> encrypt;
    QByteArray lastCMac; ///< empty before EXTERNAL AUTHENTICATE: its vector is zeros as they are
    QByteArray lastRMac;
    std::deque<QByteArray> expected; ///< the stripped commands whose answers are to come
};

std::optional<Failure> Scp02Channel::Private::setUp(const Scp02SessionKeys& keys)
{
    std::optional<Failure> first;
    const auto keep = [&first](auto& slot, auto made) {
        if (made)
            slot.emplace(made.take());
        else if (!first)
            first = made.failure();
    };
    keep(cmac, RetailMac::create(keys.mac));
    if (macsAnswers())
        keep(rmac, RetailMac::create(keys.rmac));
    if (encryptsCommands() && keys.enc.size() != 16)
        return keyLengthWrong(keys.enc.size());
    if (encryptsCommands())
        keep(encrypt,
            BlockCipher::create(
                BlockAlgorithm::Tdea, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, keys.enc));
    return first;
}

std::optional<Failure> Scp02Channel::Private::refusal(const CommandApdu& plain) const
{
    if (broken)
        return broken;
    if (!isOpen)
        return fail(fc::Scp02ChannelClosed);
    if ((plain.cla() & 0x43) != 0)
        return refused("logicalChannel");
    if ((plain.cla() & 0x0C) != 0)
        return refused("alreadySecured");
    if (plain.isExtended())
        return refused("extended");
    const qsizetype size = plain.data().size();
    const qsizetype padded = encryptsCommands() && size > 0 ? (size / desBlock + 1) * desBlock : size;
    if (padded + macLength > 255)
        return refused("length");
    return std::nullopt;
}

/// E.4.4: over the modified header and the plain data. The vector is the last C-MAC, encrypted by single DES
/// with the first half of S-MAC (i bit 10).
Outcome<QByteArray> Scp02Channel::Private::commandMac(const CommandApdu& plain)
{
    QByteArray vector;
    if (!lastCMac.isEmpty()) {
        const auto encrypted = cmac->encipherVector(lastCMac);
        if (!encrypted)
            return encrypted;
        vector = *encrypted;
    }
    const auto cla = quint8(plain.cla() | secureMessaging);
    return cmac->compute(vector, macInput(cla, plain, plain.data().size() + macLength), MacPadding::Method2);
}

/// E.4.6: padded always, a vector of zeros for each command; nothing to encrypt stays nothing.
Outcome<QByteArray> Scp02Channel::Private::encryptedData(const CommandApdu& plain)
{
    if (!encryptsCommands() || plain.data().isEmpty())
        return plain.data();
    return encrypt->run(padMethod2(plain.data(), desBlock));
}

Scp02Channel::Scp02Channel(const Scp02SessionKeys& keys, Scp02Level level)
    : d(std::make_unique<Private>(keys, level))
{
}

Scp02Channel::Scp02Channel(Scp02Channel&&) noexcept = default;
Scp02Channel& Scp02Channel::operator=(Scp02Channel&&) noexcept = default;
Scp02Channel::~Scp02Channel() = default;

Outcome<Scp02Channel> Scp02Channel::continued(
    const Scp02SessionKeys& keys, Scp02Level level, QByteArrayView lastCMac)
{
    if (lastCMac.size() != macLength)
        return inputLengthWrong(lastCMac.size());
    Scp02Channel channel(keys, level);
    if (channel.d->broken)
        return *channel.d->broken;
    channel.d->lastCMac = lastCMac.toByteArray();
    channel.d->lastRMac = channel.d->lastCMac;
    channel.d->wasOpened = channel.d->isOpen = true;
    return channel;
}

Outcome<CommandApdu> Scp02Channel::externalAuthenticate(QByteArrayView hostCryptogram)
{
    if (!d)
        return fail(fc::Scp02ChannelClosed);
    if (d->broken)
        return *d->broken;
    if (d->wasOpened)
        return refused("alreadyOpen");
    if (hostCryptogram.size() != 8)
        return inputLengthWrong(hostCryptogram.size());
    const CommandApdu plain(0x80, 0x82, quint8(d->level), 0x00, hostCryptogram.toByteArray());
    const auto mac = d->commandMac(plain);
    if (!mac)
        return mac.failure();
    d->lastCMac = d->lastRMac = *mac;
    d->wasOpened = d->isOpen = true;
    return plain.withCla(plain.cla() | secureMessaging).withData(plain.data() + *mac);
}

Outcome<CommandApdu> Scp02Channel::wrap(const CommandApdu& plain)
{
    if (!d)
        return fail(fc::Scp02ChannelClosed);
    if (const auto refusal = d->refusal(plain))
        return *refusal;
    const auto mac = d->commandMac(plain);
    const auto data = d->encryptedData(plain);
    if (!mac || !data)
        return (mac ? data : mac).failure();
    d->lastCMac = *mac;
    if (d->macsAnswers())
        d->expected.push_back(macInput(plain.cla(), plain, plain.data().size()));
    return plain.withCla(plain.cla() | secureMessaging).withData(*data + *mac);
}

qsizetype Scp02Channel::maxCommandData() const
{
    if (!d)
        return 0;
    const qsizetype room = 255 - macLength;
    return d->encryptsCommands() ? room / desBlock * desBlock - 1 : room;
}

Outcome<ResponseApdu> Scp02Channel::unwrap(const ResponseApdu& protectedAnswer)
{
    if (!d || !d->isOpen)
        return fail(fc::Scp02ChannelClosed);
    if (!d->macsAnswers())
        return protectedAnswer;
    if (d->expected.empty())
        return d->closed(fail(fc::Scp02AnswerBroken, {{"what", QStringLiteral("unexpected")}}));
    QByteArray input = std::move(d->expected.front());
    d->expected.pop_front();
    const StatusWord sw = protectedAnswer.sw();
    if (!sw.isSuccess() && !sw.isWarning())
        return ResponseApdu({}, sw);
    const QByteArrayView all = protectedAnswer.data();
    if (all.size() < macLength)
        return d->closed(fail(fc::Scp02AnswerBroken, {{"what", QStringLiteral("length")}}));
    const QByteArrayView data = all.chopped(macLength);
    appendU8(input, quint8(data.size())); // E.4.5: modulo 256
    input.append(data);
    appendU16(input, sw.value);
    const auto mac = d->rmac->compute(d->lastRMac, input, MacPadding::Method2);
    if (!mac)
        return d->closed(mac.failure());
    if (!equalInConstantTime(*mac, all.last(macLength)))
        return d->closed(fail(fc::Scp02ResponseMacWrong, {{"sw", sw.text()}}));
    d->lastRMac = *mac;
    return ResponseApdu(data.toByteArray(), sw);
}

} // namespace sm
