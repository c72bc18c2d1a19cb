// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/failure.h"
#include "security/hsm_states.h"
#include "security/key_life.h"

#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace sm {

/// Percentiles of the last 10 minutes; zero when nothing was measured.
struct HsmTimes {
    Nanos p50{};
    Nanos p95{};
    Nanos p99{};
};

/// Whether persons can order something about its keys.
enum class KeyOrderLine : quint8 {
    Absent, ///< it takes no such orders here
    Down, ///< it can not be reached now
    Up
};

/// Figures of one device since the pool was made; times in nanoseconds, points in time on the server's clock.
/// They outlive whatever happens to the device.
struct HsmFigures {
    QString name;
    QString kind;
    HsmHealth health = HsmHealth::Admitting;
    Nanos since{}; ///< when that state began
    std::optional<Failure> why; ///< what brought it into that state; none: nothing went wrong, or a person
    QString reason; ///< what the person said who took it out: a code of server/hsm_commands.h
    quint64 requests = 0; ///< served with a value, or with a failure that is the request's own
    quint64 failures = 0; ///< of the device: no answer, or an error
    quint64 selfTests = 0;
    Nanos lastTest{-1}; ///< when the last self-test ended; negative: none has
    bool lastTestPassed = false;
    int trialsLeft = 0; ///< on trial: requests that must still succeed
    int capacity = 1;
    int inFlight = 0; ///< a running self-test included
    int queued = 0; ///< requests that wait and that it could serve
    Nanos busy{}; ///< with requests, those in flight included
    double load = 0; ///< share of its capacity in work over the last minute, 0 to 1
    HsmTimes wait; ///< request queued -> this device starts it
    HsmTimes service; ///< this device starts it -> its answer is here
    KeyOrderLine orders = KeyOrderLine::Absent;
};

/// A key as the devices hold it.
struct HsmKeyFigures {
    QString label;
    quint32 version = 0;
    QString usage; ///< scp03-master, kek, mac ...
    QString kcv; ///< hexadecimal; empty: no device tells
    QStringList devices; ///< that hold it
    bool agree = true; ///< false: two devices hold different keys under this name
    KeyLife life; ///< where devices differ: of one that has retired it
    bool exportable = false; ///< one device lets it go in a key block
    QString people; ///< who brought it, by name; empty: no device tells
    bool operator==(const HsmKeyFigures&) const = default;
};

struct HsmPoolFigures {
    std::vector<HsmFigures> devices;
    std::shared_ptr<const std::vector<HsmKeyFigures>> keys; ///< by label and version; null: none
    /// requests == refused + answered + failed + abandoned + queued + serving, at any time.
    quint64 requests = 0;
    quint64 refused = 0; ///< queue was full, or the pool was closed
    quint64 answered = 0; ///< with a value
    quint64 failed = 0; ///< with a failure
    quint64 abandoned = 0; ///< ended by their limit or their caller before an answer came
    quint64 retried = 0; ///< given to another device
    quint64 recalled = 0; ///< stateful ones whose device was asked what became of them
    int queued = 0;
    int queueLimit = 0;
    int outside = 0; ///< callers that the full queue makes wait
    int serving = 0; ///< with a device, or being asked for
    int healthy = 0; ///< devices that serve, those on trial included
    bool fixed = false; ///< each station has its device: for comparison only
    Nanos waitP50{}; ///< request queued -> a device starts it, over the last 10 minutes
    Nanos waitP95{};
    Nanos waitP99{};
    HsmTimes service;
    double load = 0; ///< share of the capacity of all devices in work over the last minute, 0 to 1
    Nanos since{}; ///< age of the pool
};

} // namespace sm
