// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/random.h"
#include "card/apdu.h"
#include "simulator/card_memory.h"

#include <memory>

namespace sm {

/// What goes wrong with one card. Commands are counted from 1 over all its sessions; 0 means never.
struct CardFaults {
    quint64 muteAt = 0; ///< does not execute it and is silent until the next reset
    bool muteAfterReset = false; ///< stays silent even then: no ATR
    quint64 tearBeforeAt = 0; ///< leaves the reader before it executes it
    quint64 tearAfterAt = 0; ///< executes it and leaves the reader before it answers
    quint64 statusAt = 0; ///< answers `status` to it and does not execute it
    quint16 status = 0x6F00;
    double slowFactor = 1.0;
};

/// How long a card takes; only reported, nobody sleeps here.
struct CardTimes {
    Nanos perCommand{};
    Nanos perByte{}; ///< of command and answer
};

struct CardReply {
    enum class End : quint8 { Answered, Mute, Torn };
    QByteArray answer; ///< empty unless answered
    End end = End::Answered;
    Nanos time{};
};

/// A smart card in software: GlobalPlatform 2.3.1 with SCP03 and SCP02, or ISO/IEC 7816-4 files only. Bytes
/// in, bytes out, as a card behaves: it knows nothing of sessions, attempts or our own client. One thread at
/// a time.
class SoftwareCard {
public:
    struct Services {
        Random* random = nullptr; ///< required, outlives the card
        CardMemory* memory
            = nullptr; ///< may be null; called before the answer to a command that changed something
        CardLog* log = nullptr; ///< may be null; called before each answer
    };
    /// T=0: answers to commands with data are fetched by GET RESPONSE (61xx), a wrong Le is corrected by
    /// 6Cxx.
    enum class Protocol : quint8 { T1, T0 };

    SoftwareCard(CardContent content, Services services);
    ~SoftwareCard();
    SoftwareCard(const SoftwareCard&) = delete;
    SoftwareCard& operator=(const SoftwareCard&) = delete;

    /// Cold reset. The answer to reset; empty when the card is mute.
    QByteArray powerOn();
    QByteArray warmReset() { return powerOn(); }
    void powerOff();

    /// One command with faults and times.
    CardReply exchange(QByteArrayView command);
    /// The answer alone, empty when the card did not answer.
    QByteArray process(QByteArrayView command) { return exchange(command).answer; }

    void setFaults(const CardFaults& faults) { m_faults = faults; }
    void setTimes(const CardTimes& times) { m_times = times; }
    void setProtocol(Protocol protocol) { m_protocol = protocol; }
    /// The next card challenge; for the replay of published sessions.
    void forceChallenge(QByteArray challenge);

    const CardContent& content() const;
    quint64 serial() const { return content().serial; }
    /// A command since construction made it differ from what it was; counters do not count.
    bool wasPersonalized() const;
    quint64 commandsReceived() const { return m_sequence; }

private:
    struct Inside;

    QByteArray answerTo(QByteArrayView command);
    ResponseApdu execute(QByteArrayView command);
    ResponseApdu dispatch(const CommandApdu& command);
    ResponseApdu chained(const CommandApdu& command);
    ResponseApdu secured(CommandApdu command);
    ResponseApdu cut(const CommandApdu& command, ResponseApdu answer);
    ResponseApdu getResponse(const CommandApdu& command);
    bool persist();
    CardReply silent(QByteArrayView command, CardReply::End end);
    void record(QByteArrayView command, StatusWord sw, CommandFate fate);

    std::unique_ptr<Inside> d;
    Services m_services;
    CardFaults m_faults;
    CardTimes m_times;
    Protocol m_protocol = Protocol::T1;
    quint64 m_sequence = 0;
    bool m_powered = false;
    bool m_mute = false;
    bool m_memoryFailed = false;
};

} // namespace sm
