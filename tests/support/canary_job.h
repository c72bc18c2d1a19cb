// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "canaries.h"

namespace sm {

/// A job of the transit pass in which every personal and secret value is a canary, with its archive beside
/// it.
struct CanaryJob {
    /// Empty file name: it could not be written. `samples` is the folder of harbour-archive.csv.
    static CanaryJob write(const QString& folder, const QString& samples, int records);

    QString file;
    QString broken; ///< another file: an error of each kind that shows a value, its values canaries too
    int records = 0;
    Canaries canaries;
};

} // namespace sm
