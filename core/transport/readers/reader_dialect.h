// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "base/outcome.h"
#include "transport/readers/block_layer.h"

#include <QList>

#include <array>
#include <memory>
#include <variant>

namespace sm {

/// What a reader can be asked to do.
enum class ReaderTask : quint8 {
    Prepare, ///< after power-on of the line: version, mode, speed
    Status,
    PowerOn, ///< answers with the ATR
    PowerOff,
    Transmit ///< one command APDU
};

/// A command of the reader, still without framing.
struct ReaderCommand {
    ReaderCommand(QByteArray b, BlockLayer::Repeat r, int w = 1)
        : bytes(std::move(b))
        , repeat(r)
        , waits(w)
    {
    }
    QByteArray bytes;
    BlockLayer::Repeat repeat;
    int waits; ///< the answer may take that many times as long as usual: the card has asked for it
};

struct ReaderResult {
    enum class Card : quint8 { Unknown, Absent, Present, Powered };
    QByteArray bytes; ///< ATR, or response APDU with its status word
    Card card = Card::Unknown;
    int baud = 0; ///< not 0: the line goes on at this speed
};

/// The commands of a family of readers. Pure; one task at a time, each a series of commands and answers.
/// Every answer is hostile: it may be short, long or of another command. A number of rounds that no card
/// needs ends a task. Failures: ReaderAnswerBroken, ReaderRefused, ReaderCardAbsent, ReaderCardMute; of
/// start(), which sends nothing then: ReaderCommandRefused, ApduMalformed.
class ReaderDialect {
public:
    using Move = std::variant<ReaderCommand, ReaderResult>;

    ReaderDialect() = default;
    ReaderDialect(const ReaderDialect&) = delete;
    ReaderDialect& operator=(const ReaderDialect&) = delete;
    virtual ~ReaderDialect() = default;

    /// The first command of a task, or its result when there is nothing to ask.
    virtual Outcome<Move> start(ReaderTask task, QByteArrayView apdu) = 0;
    virtual Outcome<Move> answered(QByteArrayView answer) = 0;
    /// Speed at which a prepared reader stays until its power goes; 0: that at which it was found.
    virtual int workingBaud() const { return 0; }
};

/// The commands of GemCore readers, over the block protocol or TLP224; what the makers' variants change.
struct GemCoreCommands {
    QList<QByteArray> setup; ///< sent in order before the first card; each must be answered with status 00
    QByteArray status = QByteArrayLiteral("\x17"); ///< empty: the reader can not say whether a card is there
    QByteArray powerOn = QByteArrayLiteral("\x12\x23");
    QByteArray powerOff = QByteArrayLiteral("\x11");
    quint8 isoOut = 0x13;
    quint8 isoIn = 0x14;
    quint8 exchange = 0x15; ///< 0: none, T=1 cards are not served
    qsizetype atrAt = 0; ///< bytes between status and ATR of the answer to power-on
    int workingBaud = 0; ///< not 0: one of gemCoreSpeeds, switched to by the SIO command after the setup
};
/// What the SIO command knows.
inline constexpr std::array gemCoreSpeeds{1'200, 2'400, 4'800, 9'600, 19'200, 38'400, 76'800};

std::unique_ptr<ReaderDialect> makeGemCoreDialect(GemCoreCommands commands);

/// CCID of the GemPC Twin class: short TPDUs for T=0, T=1 blocks made here. These readers negotiate nothing:
/// the exchange of PPS with a card that offers another speed than 372/1 is made here too.
std::unique_ptr<ReaderDialect> makeCcidDialect();

} // namespace sm
