// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"

namespace sm {

/// A reactor on simulated time for tests: runs until nothing is queued and no deadline is armed.
struct SimulatedLoop {
    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByCaller);
    Reactor reactor{&clock, inbox};

    SimulatedLoop() = default;
    SimulatedLoop(const SimulatedLoop&) = delete;
    SimulatedLoop& operator=(const SimulatedLoop&) = delete;
    /// A letter keeps its reactor, so an inbox with letters lives until its owner closes it.
    ~SimulatedLoop() { inbox->close(); }

    bool turn() { return inbox->drain() || clock.step(); }
    void run()
    {
        while (turn()) { }
    }
};

} // namespace sm
