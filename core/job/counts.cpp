// SPDX-License-Identifier: GPL-3.0-or-later
#include "job/counts.h"

namespace sm {

void tally(RecordCounts& counts, RecordState state, qint64 n)
{
    switch (state) {
    case RecordState::Waiting:
        counts.waiting += n;
        return;
    case RecordState::InStation:
        counts.inStations += n;
        return;
    case RecordState::Good:
        counts.good += n;
        return;
    case RecordState::InDoubt:
        counts.inDoubt += n;
        return;
    case RecordState::RemakeOpen:
        counts.remakeOpen += n;
        return;
    case RecordState::Withdrawn:
        counts.withdrawn += n;
        return;
    }
}

void tally(CardCounts& counts, BlankState state, qint64 n)
{
    switch (state) {
    case BlankState::None:
        return;
    case BlankState::InStation:
        counts.inStations += n;
        return;
    case BlankState::Good:
        counts.good += n;
        return;
    case BlankState::Returned:
        counts.returned += n;
        return;
    case BlankState::Quarantine:
        counts.quarantine += n;
        return;
    case BlankState::Spoiled:
        counts.spoiled += n;
        return;
    case BlankState::Test:
        counts.test += n;
        return;
    }
}

} // namespace sm
