// SPDX-License-Identifier: GPL-3.0-or-later
#include "controller/job_run.h"

#include <algorithm>

namespace sm {

void JobRun::place(RecordRow record)
{
    if (record.tries >= decisionLimit(mode)) {
        parked.push_back(std::move(record));
        counts.records.tooOften = qint64(parked.size());
        return;
    }
    // A record that has not come back keeps its place in the file's order: mailing follows it. One that has
    // come back goes behind those that are ready, or behind all of them.
    const bool comesBack = record.tries > 0 || record.arrivals > 0;
    if (comesBack && mode == RemakeMode::AtTheEnd)
        later.push_back(std::move(record));
    else
        ready.push_back(std::move(record));
}

void JobRun::turnToRemakes()
{
    if (!ready.empty() || !allFetched || fetching)
        return;
    ready.swap(later);
}

void JobRun::forget(const std::vector<RecordId>& records)
{
    const auto decided = [&records](const RecordRow& row) {
        return std::find(records.begin(), records.end(), row.id) != records.end();
    };
    std::erase_if(parked, decided);
    std::erase_if(later, decided);
    counts.records.tooOften = qint64(parked.size());
}

void JobRun::setMode(RemakeMode remakeMode)
{
    mode = remakeMode;
    context->row.remakeMode = remakeMode;
    // What came back already follows the new setting.
    std::vector<RecordRow> again;
    again.swap(parked);
    for (RecordRow& row : std::exchange(later, {}))
        again.push_back(std::move(row));
    std::deque<RecordRow> untouched;
    for (RecordRow& row : ready) {
        if (row.tries > 0)
            again.push_back(std::move(row));
        else
            untouched.push_back(std::move(row));
    }
    ready = std::move(untouched);
    counts.records.tooOften = 0;
    for (RecordRow& row : again)
        place(std::move(row));
}

} // namespace sm
