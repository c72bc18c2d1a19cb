// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crypto/scp03.h"
#include "simulator/software_card.h"

#include <QTest>

namespace smtest {

inline QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

/// The published test keys 40 41 42 ... as the card's and as the host's; all three of a set are equal.
inline sm::CardSecret testSecret(int length, int first = 0x40)
{
    QByteArray bytes;
    for (int i = 0; i < length; ++i)
        bytes.append(char(first + i));
    return sm::cardSecret(bytes).take();
}

inline sm::Scp03StaticKeys hostKeys(const sm::CardKeySet& set)
{
    return {set.enc->duplicate().take(), set.mac->duplicate().take(), set.dek->duplicate().take()};
}

/// A blank in a powered reader. The random source is seeded, so every run is the same.
struct CardInReader {
    explicit CardInReader(sm::CardKind kind = sm::CardKind::GlobalPlatform, int keyLength = 16,
        quint8 i = 0x70, quint8 authenticationLimit = 0, sm::CardMemory* memory = nullptr,
        sm::CardLog* log = nullptr)
        : keys{0x30, testSecret(keyLength), testSecret(keyLength), testSecret(keyLength), 0}
    {
        sm::BlankOptions options;
        options.kind = kind;
        options.serial = 0x1234;
        options.scpParameter = i;
        options.authenticationLimit = authenticationLimit;
        options.pin = testSecret(8, 0x31);
        if (kind == sm::CardKind::GlobalPlatform)
            options.keys = keys;
        card = std::make_unique<sm::SoftwareCard>(
            sm::makeBlank(options), sm::SoftwareCard::Services{&random, memory, log});
        card->powerOn();
    }

    QByteArray send(const char* command) { return card->process(hex(command)).toHex(); }
    QByteArray send(const QByteArray& command) { return card->process(command).toHex(); }
    /// The last four digits of the answer.
    QByteArray sw(const char* command) { return send(command).right(4); }

    /// Opens the channel with the host's half; its status word in the end.
    QByteArray open(quint8 level, const sm::CardKeySet& with)
    {
        const qsizetype length = (card->content().scpParameter & 1) != 0 ? 16 : 8;
        const QByteArray challenge(length, '\x5A');
        const sm::CommandApdu update(0x80, 0x50, 0, 0, challenge, 256);
        const auto answer = sm::ResponseApdu::parse(card->process(update.encode()));
        if (!answer || !answer->sw().isSuccess())
            return answer ? answer->sw().text().toLatin1() : QByteArray("no answer");
        const auto parsed = sm::InitializeUpdateAnswer::parse(answer->data());
        if (!parsed)
            return parsed.failure().toString().toLatin1();
        auto session = sm::deriveScp03SessionKeys(hostKeys(with), challenge, parsed->cardChallenge);
        if (!session)
            return "no session keys";
        const auto expected = sm::scp03CardCryptogram(session->mac, challenge, parsed->cardChallenge, length);
        const auto host = sm::scp03HostCryptogram(session->mac, challenge, parsed->cardChallenge, length);
        cardWasGenuine = expected && *expected == parsed->cardCryptogram;
        channel.emplace(session.take(), *sm::scp03Level(level), length);
        const auto command = channel->externalAuthenticate(*host);
        return command ? send(command->encode()) : QByteArray("no command");
    }
    QByteArray open(quint8 level = 0x01) { return open(level, keys); }

    /// One command in the channel: data and status word as the host sees them after unwrapping.
    QByteArray secure(const char* plain)
    {
        const auto command = sm::CommandApdu::parse(hex(plain));
        const auto wrapped
            = command ? channel->wrap(*command) : sm::Outcome<sm::CommandApdu>(command.failure());
        if (!wrapped)
            return wrapped.failure().toString().toLatin1();
        const auto answer = sm::ResponseApdu::parse(card->process(wrapped->encode()));
        const auto clear
            = answer ? channel->unwrap(*answer) : sm::Outcome<sm::ResponseApdu>(answer.failure());
        return clear ? clear->encode().toHex() : clear.failure().toString().toLatin1();
    }

    sm::SeededRandom random{7};
    sm::CardKeySet keys;
    std::unique_ptr<sm::SoftwareCard> card;
    std::optional<sm::Scp03Channel> channel;
    bool cardWasGenuine = false;
};

} // namespace smtest
