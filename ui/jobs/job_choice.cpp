// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_choice.h"

#include <algorithm>
#include <array>

namespace sm {

const JobSnapshot* currentJob(const Snapshot& snapshot)
{
    // What produces comes first: a job that was put aside must not hide it.
    constexpr std::array order{
        JobState::Running, JobState::Finishing, JobState::Holding, JobState::Held, JobState::Ready};
    const auto& jobs = snapshot.jobs;
    const auto producing = std::find_if(jobs.begin(), jobs.end(),
        [](const JobSnapshot& job) { return job.state == JobState::Running && job.producing; });
    if (producing != jobs.end())
        return &*producing;
    for (const JobState state : order) {
        const auto it = std::find_if(
            jobs.begin(), jobs.end(), [state](const JobSnapshot& job) { return job.state == state; });
        if (it != jobs.end())
            return &*it;
    }
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
