// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"

namespace sm {

/// The job that strip and shortcuts act on: the one that produces, else one that is finishing, holding or
/// held, else the next ready one, else the last. Null: none.
const JobSnapshot* currentJob(const Snapshot& snapshot);
const JobSnapshot* findJob(const Snapshot& snapshot, JobId id);
/// 0 .. 1
double progressOf(const JobSnapshot& job);

} // namespace sm
