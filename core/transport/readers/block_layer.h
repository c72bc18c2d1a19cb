// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <memory>
#include <optional>

namespace sm {

/// What a block layer wants after it was fed bytes or silence.
struct BlockEvent {
    enum class Kind : quint8 {
        Send, ///< `bytes` go to the reader now
        Answer, ///< `bytes` are what the reader answered to the command
        MoreTime, ///< the reader is still at it: the wait for its answer starts anew
        CardMoved, ///< told unasked: a card came or went
        GivenUp ///< no answer can be had any more; whether the command was executed is unknown
    };
    Kind kind;
    QByteArray bytes;
};

/// How commands and answers of a serial reader are packed, checked and asked for again. Stop and wait: one
/// command at a time. Pure: no clock, no port. Whatever the other end sends, the memory and the number of
/// repetitions per command are bounded, and an answer is never taken for that of another command where the
/// framing allows to tell them apart.
class BlockLayer {
public:
    enum class Repeat : quint8 {
        Never, ///< a command that did not come through visibly is not sent again: it may have been executed
        Allowed ///< asking twice does no harm
    };

    BlockLayer() = default;
    BlockLayer(const BlockLayer&) = delete;
    BlockLayer& operator=(const BlockLayer&) = delete;
    virtual ~BlockLayer() = default;

    /// Starts a command; ends whatever was under way. The bytes to send.
    virtual QByteArray begin(QByteArrayView command, Repeat repeat) = 0;
    void feed(QByteArrayView bytes);
    /// What follows from the bytes fed so far; call until it says nothing.
    virtual std::optional<BlockEvent> next() = 0;
    /// Nothing came for as long as an answer may take.
    virtual BlockEvent silence() = 0;
    /// As after power-on: both ends count from the start. Bytes fed before are forgotten.
    virtual void reset() = 0;
    /// After GivenUp: an answer to that command may still come, and would pass for that to the next one. Fed
    /// on, the layer says no as soon as it has come.
    virtual bool owesAnswer() const { return false; }
    /// Longest command that one frame carries.
    virtual qsizetype longestCommand() const = 0;

protected:
    static constexpr int mostRepeats = 3;
    static constexpr qsizetype mostBuffered = 4096; ///< no frame of these readers is near that
    QByteArray m_buffer;
};

/// Block protocol of GemCore readers (GemPC410, GCI400, GCR410): NAD PCB LEN data LRC with one sequence bit
/// each way, like T=1. A command that is repeated has the same sequence bit and is executed once.
std::unique_ptr<BlockLayer> makeGbpLayer();
/// TLP224: 60 LEN data LRC as hexadecimal text, ended by 03. No numbers: a late answer can not be told from
/// the next one, so after GivenUp the next command waits for it, or for a quiet line when the reader has
/// answered.
std::unique_ptr<BlockLayer> makeTlp224Layer();
/// Serial CCID of the GemPC Twin class: 03 06, a CCID message, LRC. Fills in bSeq (byte 6 of the message).
/// The echo of the command, which most of these readers send first, is passed over.
std::unique_ptr<BlockLayer> makeCcidSerialLayer();

/// Exclusive or of all bytes: the check of all three.
quint8 xorOf(QByteArrayView bytes);

} // namespace sm
