// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_choice.h"

#include <algorithm>

namespace sm {

namespace {

bool atWork(const JobSnapshot& job)
{
    return job.state == JobState::Running || job.state == JobState::Holding || job.state == JobState::Held
        || job.state == JobState::Finishing;
}

} // namespace

const JobSnapshot* currentJob(const Snapshot& snapshot)
{
    const auto& jobs = snapshot.jobs;
    auto it = std::find_if(jobs.begin(), jobs.end(), atWork);
    if (it == jobs.end())
        it = std::find_if(
            jobs.begin(), jobs.end(), [](const JobSnapshot& j) { return j.state == JobState::Ready; });
    if (it != jobs.end())
        return &*it;
    return jobs.empty() ? nullptr : &jobs.back();
}

const JobSnapshot* findJob(const Snapshot& snapshot, JobId id)
{
    const auto it = std::find_if(
        snapshot.jobs.begin(), snapshot.jobs.end(), [id](const JobSnapshot& j) { return j.id == id; });
    return it == snapshot.jobs.end() ? nullptr : &*it;
}

double progressOf(const JobSnapshot& job)
{
    if (job.state == JobState::Importing)
        return job.importFraction;
    const RecordCounts& records = job.counts.records;
    return records.accepted == 0 ? 0 : double(records.good) / double(records.accepted);
}

} // namespace sm
