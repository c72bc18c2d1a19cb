// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QString>

namespace sm {

/// What is imported as soon as a floor is open.
struct FirstJob {
    QString file; ///< empty: nothing
    bool start = false; ///< begin to produce at once
};

/// Starts the floor that a newcomer chooses; the program behind the window is one. One floor per run. Main
/// thread.
class FloorStarter {
public:
    FloorStarter() = default;
    FloorStarter(const FloorStarter&) = delete;
    FloorStarter& operator=(const FloorStarter&) = delete;
    virtual ~FloorStarter() = default;

    virtual bool started() const = 0;
    /// Virtual stations and test keys, in a folder of their own. With the sample job, or with a file of the
    /// user's.
    virtual Outcome<FirstJob> startDemo(const QString& jobFile) = 0;
    /// A floor file; kept for the next start.
    virtual Outcome<FirstJob> openFloor(const QString& floorFile) = 0;
    /// Where floor.json is looked for.
    virtual QString floorFile() const = 0;
};

} // namespace sm
