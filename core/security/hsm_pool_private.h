// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/latency_histogram.h"
#include "security/hsm_pool.h"
#include "security/hsm_queue.h"

#include <map>

namespace sm {

/// The pool's working parts: dispatch in hsm_pool.cpp, health in hsm_health.cpp.
class HsmPool::Private {
public:
    struct Flight {
        HsmJob job;
        Nanos started{};
        Pending<SecurityReply> pending;
    };
    struct Member {
        std::unique_ptr<HsmDevice> device;
        HsmHealth health = HsmHealth::Admitting;
        std::map<quint64, Flight> flights;
        Pending<SecurityReply> test; ///< valid while a self-test runs
        bool testing = false;
        bool testDue = false;
        int strikes = 0;
        int readmissions = 0; ///< failed in a row
        Pending<Done> backOff;
        quint64 sinceTest = 0;
        quint64 lastUse = 0;
        HsmFigures figures;

        int load() const { return int(flights.size()) + (testing ? 1 : 0); }
        bool isFree() const { return health == HsmHealth::Healthy && load() < device->capacity(); }
    };
    struct Counters {
        quint64 requests = 0;
        quint64 refused = 0;
        quint64 answered = 0;
        quint64 failed = 0;
        quint64 abandoned = 0;
        quint64 retried = 0;
    };

    Private(Reactor r, Settings s)
        : reactor(std::move(r))
        , settings(s)
        , since(reactor.clock->now())
    {
    }

    // dispatch
    QBitArray devicesFor(const HsmJob& job) const;
    QBitArray freeDevices() const;
    void dispatch();
    bool startOne();
    size_t leastUsed(const QBitArray& candidates) const;
    void start(size_t index, HsmJob job);
    void onAnswer(size_t index, quint64 flight, Outcome<SecurityReply> outcome);
    void onDeviceFailure(size_t index, HsmJob job, const Failure& why);
    void finish(HsmJob job, Outcome<SecurityReply> outcome);
    void notify();

    // health
    void setHealth(size_t index, HsmHealth health);
    void startTest(size_t index);
    void startDueTests();
    void onTested(size_t index, const Outcome<SecurityReply>& outcome);
    void onWrongAnswer(size_t index);
    void onLost(size_t index);
    void reassign();

    Reactor reactor;
    Settings settings;
    Nanos since;
    std::vector<std::unique_ptr<Member>> members;
    HsmQueue queue;
    SlidingLatency waits;
    Counters counters;
    quint64 lastSequence = 0;
    quint64 lastFlight = 0;
    quint64 useCounter = 0;
    bool closed = false;
    bool dispatching = false;
    bool again = false;
    bool changed = false;
    bool wasWaiting = false;
    std::function<void()> callback;
    std::function<void(Nanos)> waited;
};

} // namespace sm
