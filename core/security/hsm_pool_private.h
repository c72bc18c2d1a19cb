// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "security/hsm_meters.h"
#include "security/hsm_pool.h"
#include "security/hsm_queue.h"

#include <QHash>

#include <map>

namespace sm {

/// Failures that are the request's, the card's or the key's own: an answer of a sound device. Everything
/// else, known or not, is held against the device.
bool isHsmAnswer(const Failure& failure);
Failure answerOfAnotherKind();

/// The pool's working parts: dispatch in hsm_pool.cpp and hsm_dispatch.cpp, health in hsm_health.cpp,
/// requests that are asked for in hsm_recall.cpp, back-pressure in hsm_room.cpp, figures in hsm_figures.cpp.
class HsmPool::Private {
public:
    struct Flight {
        HsmJob job;
        Nanos started{};
        Pending<SecurityReply> pending;
    };
    /// A stateful request whose device did not answer in time.
    struct Doubt {
        HsmJob job;
        Pending<Recalled> asking; ///< valid while the device is being asked
        int tries = 0;
    };
    struct Member {
        explicit Member(Nanos now)
            : since(now)
            , load(now)
        {
        }
        std::unique_ptr<HsmDevice> device;
        HsmHealth health = HsmHealth::Admitting;
        Nanos since;
        std::optional<Failure> why;
        QString reason;
        std::map<quint64, Flight> flights;
        std::map<quint64, Doubt> doubts;
        Pending<SecurityReply> test; ///< valid while a self-test runs
        bool testing = false;
        bool testDue = false;
        bool wrong = false; ///< gave a wrong known answer and no right one since
        int strikes = 0;
        int readmissions = 0; ///< failed in a row
        int trialsLeft = 0;
        Pending<Done> backOff;
        Nanos againAt{}; ///< when backOff ends
        quint64 sinceTest = 0;
        quint64 lastUse = 0;
        HsmFigures figures; ///< the counters; the rest is filled in when they are read
        LoadMeter load;
        TimesMeter wait;
        TimesMeter service;

        int inFlight() const { return int(flights.size()) + (testing ? 1 : 0); }
        int capacity() const { return health == HsmHealth::Trial ? 1 : device->capacity(); }
        bool isFree() const { return serves(health) && inFlight() < capacity(); }
        bool asks() const; ///< a request is being asked for
    };
    struct Counters {
        quint64 requests = 0;
        quint64 refused = 0;
        quint64 answered = 0;
        quint64 failed = 0;
        quint64 abandoned = 0;
        quint64 retried = 0;
        quint64 recalled = 0;
    };
    /// A caller that waits for a place in the queue.
    struct Outsider {
        HsmSet devices;
        Completer<quint64> completer;
    };
    struct Grant {
        HsmSet devices;
        Nanos at{};
    };

    Private(Reactor r, Settings s)
        : reactor(std::move(r))
        , settings(s)
        , since(reactor.clock->now())
    {
        settings.queueLimit = std::max(settings.queueLimit, 1); // a request passes through the queue
    }
    Nanos now() const { return reactor.clock->now(); }

    // dispatch
    HsmSet devicesFor(const HsmJob& job);
    HsmSet freeDevices() const;
    void dispatch();
    bool startOne();
    size_t bestOf(const HsmSet& candidates) const;
    void start(size_t index, HsmJob job);
    void onAnswer(size_t index, quint64 flight, Outcome<SecurityReply> outcome);
    void onDeviceFailure(size_t index, HsmJob job, const Failure& why);
    int attemptsAllowed(const Failure& why) const;
    bool sendElsewhere(size_t index, HsmJob& job);
    void finish(HsmJob job, Outcome<SecurityReply> outcome);
    void finishFailed(size_t index, HsmJob job, const Failure& why);
    void notify();

    // back-pressure
    int roomFor(const HsmSet& devices);
    void letIn();
    void letAllAskAgain();

    // requests that are asked for
    void doubt(size_t index, HsmJob job);
    void ask(size_t index, quint64 number);
    void askAll(size_t index);
    void onRecalled(size_t index, quint64 number, Outcome<Recalled> outcome);
    void giveUpDoubts(size_t index);
    void sweepDoubts();

    // health
    std::optional<size_t> find(const QString& name) const;
    bool apply(size_t index, HsmEvent event, std::optional<Failure> why = {});
    void startTest(size_t index);
    void startDueTests();
    void onTested(size_t index, const Outcome<SecurityReply>& outcome);
    void onWrongAnswer(size_t index);
    void onLost(size_t index, HsmEvent event, const Failure& why);
    bool noneServes() const;
    void hurry();
    void tryAgainLater(size_t index);
    void tryAgainIn(size_t index, Nanos wait);
    void countTrial(size_t index);
    void drain(size_t index);
    void reassign();

    // figures
    HsmFigures figuresOf(size_t index) const;
    void listKeys();

    // keys
    void settleVersions();
    void resolveKeys(SecurityRequest& request);

    Reactor reactor;
    Settings settings;
    Nanos since;
    Nanos swept{-seconds(1)};
    std::vector<std::unique_ptr<Member>> members;
    HsmQueue queue;
    std::deque<Outsider> outside;
    std::map<quint64, Grant> granted;
    QHash<StationId, size_t> assigned; ///< of Policy::Fixed
    TimesMeter waits;
    TimesMeter services;
    std::shared_ptr<const std::vector<HsmKeyFigures>> keys;
    std::map<QString, quint32> newest; ///< what version 0 means, by label
    Nanos versionsSettled{-seconds(1)};
    Counters counters;
    quint64 lastSequence = 0;
    quint64 lastFlight = 0;
    quint64 lastPlace = 0;
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
