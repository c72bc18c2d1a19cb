// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "job/life_cycles.h"

#include <QtGlobal>

namespace sm {

/// The two identities of ux.md 5.6. Every figure is counted, none is derived from the others, so that
/// "balances" says something.
struct RecordCounts {
    qint64 accepted = 0;
    qint64 good = 0;
    qint64 remakeOpen = 0;
    qint64 inStations = 0;
    qint64 waiting = 0;
    qint64 inDoubt = 0;
    qint64 withdrawn = 0;
    qint64 tooOften = 0; ///< of `waiting`: came back untouched too often, a person decides
    bool balances() const
    {
        return accepted == good + remakeOpen + inStations + waiting + inDoubt + withdrawn;
    }
    bool operator==(const RecordCounts&) const = default;
};

struct CardCounts {
    qint64 blanksIn
        = 0; ///< chips seen in a station for this job (each arrival bound to or released from an attempt)
    qint64 good = 0;
    qint64 spoiled = 0; ///< scrapped and destroyed are sub-counts
    qint64 quarantine = 0;
    qint64 test = 0;
    qint64 inStations = 0;
    qint64 returned = 0; ///< back to stock, counted
    bool balances() const { return blanksIn == good + spoiled + quarantine + test + inStations + returned; }
    bool operator==(const CardCounts&) const = default;
};

struct JobCounts {
    RecordCounts records;
    CardCounts cards;
    bool balances() const { return records.balances() && cards.balances(); }
    bool operator==(const JobCounts&) const = default;
};

/// Adds `n` records or blanks found in a state. The figures on the left of the identities (accepted,
/// blanksIn) are not touched: they are counted somewhere else.
void tally(RecordCounts& counts, RecordState state, qint64 n);
void tally(CardCounts& counts, BlankState state, qint64 n);

} // namespace sm
