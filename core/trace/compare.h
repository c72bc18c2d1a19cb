// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_view.h"

namespace sm {

enum class TraceDifference : quint8 {
    None,
    Answer, ///< open bytes of the answer differ: often just another chip
    Command, ///< open bytes of the command differ
    Status, ///< another status word, or none
    OnlyLeft,
    OnlyRight
};

/// Two rows that stand for the same command of two cards; 0: the card has none there.
struct TracePair {
    quint64 left = 0;
    quint64 right = 0;
    TraceDifference difference = TraceDifference::None;
};

/// Aligns the exchanges of two cards by step and command, in order. Masked bytes are equal when they are as
/// many: their values are not there to compare. At most the first 1,000 exchanges of each.
std::vector<TracePair> compareCards(const TraceView& view, AttemptId left, AttemptId right);
/// Index of the first pair in which the cards parted: another status word, or a command that one has not. -1
/// when they did not.
int firstParting(const std::vector<TracePair>& pairs);

/// Cards that ended good and are kept from their start, other than this one: those of its job first, the
/// newest first.
struct GoodCard {
    AttemptId attempt;
    quint64 start = 0; ///< id of its first separator
};
std::vector<GoodCard> goodCards(const TraceView& view, AttemptId other, size_t most);

} // namespace sm
