// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_ring.h"

#include <optional>

namespace sm {

/// Why a card is on the disk.
enum class KeptFor : quint8 {
    Error = 1, ///< it did not end good
    Sample, ///< one in n
    Last, ///< one of the newest of its station
    All
};

/// The rows of one card, masked, as they lie in the ring: the chunks keep them alive.
struct TraceCard {
    std::vector<const TraceRow*> rows; ///< from CardStarted to CardEnded
    std::vector<std::shared_ptr<const TraceChunk>> chunks;

    bool endedGood() const
    {
        return !rows.empty() && rows.back()->kind == TraceKind::CardEnded
            && rows.back()->verdict == TraceVerdict::Good;
    }
};

/// What comes before a card's rows on the disk.
struct CardHead {
    KeptFor keptFor = KeptFor::Error;
    TraceVerdict verdict = TraceVerdict::None;
    JobId job;
    AttemptId attempt;
    StationId station;
    std::array<char16_t, 8> card{};
    qint64 started = 0; ///< microseconds since 1970, UTC
    qint64 ended = 0;
    quint32 rows = 0;
};

/// A card as bytes, all integers big-endian:
///
///     layout 01 | kept for u8 | verdict u8 | 00 | job u64 | attempt u64 | machine u16 | station u16
///     | card 8 x u16 | started u64 | ended u64 | rows u32 | labels u16
///     then each label: length u16, UTF-8
///     then each row: time u64 | microseconds u32 | step u16 | exchanges u16 | failure u16 | label u16 | kind
///     u8 | judgement u8 | verdict u8 | level u8 | command length u32 | answer length u32 | command spans u16
///     | answer spans u16, command, answer, then each span: offset u32, length u32, class u8
///
/// Masked bytes are 00, as in the row. Empty when the card is longer than the limits below.
QByteArray encodeCard(const TraceCard& card, KeptFor why);

/// The head alone; nothing when the bytes cannot be a card. The bytes are hostile.
std::optional<CardHead> readCardHead(QByteArrayView bytes);
/// Appends the rows to a ring that is not the floor's. False, and nothing appended, when anything in the
/// bytes is not as above. What spans name is masked again, and so is what is secret by its nature.
bool decodeCard(QByteArrayView bytes, TraceRing& into);

namespace card_limits {
inline constexpr quint32 rows = 20'000;
inline constexpr qsizetype bytes = 16 * 1024 * 1024; ///< of one encoded card
inline constexpr quint32 side = 70'000; ///< of one command or answer: an extended APDU is shorter
inline constexpr qsizetype label = 1000;
} // namespace card_limits

} // namespace sm
