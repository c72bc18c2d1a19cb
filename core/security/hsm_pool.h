// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "security/hsm_device.h"
#include "security/hsm_figures.h"

namespace sm {

/// Who asks, and the request's place in the attempt: its identity in journals and counters.
struct RequestTag {
    RequestTag() = default;
    RequestTag(StationId s, AttemptId a, quint32 o)
        : station(s)
        , attempt(a)
        , ordinal(o)
    {
    }
    StationId station;
    AttemptId attempt;
    quint32 ordinal = 0;
    quint64 place = 0; ///< of room(); 0: asks without having waited
};

/// The management interface of the Gemplus document, with the five tasks of its claim 2: watches for requests
/// (request), watches the devices (self-tests, health), gives a request to a device the moment one is free
/// (dispatch), receives the answer and hands it to the station that asked, at once.
///
/// Order: by age. A device that gets free takes the oldest request that it can serve, and a request that is
/// tried again keeps its age. So a request is overtaken only at devices that can not serve it, and one with
/// few capable devices waits no longer than the older ones that share them. Work-conserving: never a queued
/// request and an idle, capable, serving device at the same time. Server thread only.
class HsmPool {
public:
    enum class Policy : quint8 {
        FirstAvailable,
        Fixed ///< each station has one device, in order of first appearance; only to compare with
    };
    struct Settings {
        Policy policy = Policy::FirstAvailable;
        int queueLimit = 10'000; ///< requests that wait for the same devices
        Nanos serviceLimit = std::chrono::seconds(2);
        Nanos readmitAfter = std::chrono::seconds(
            10); ///< doubled with each failed readmission, up to 32 times, while others serve
        quint64 selfTestEvery = 1000; ///< requests between known-answer tests
        int trialRequests = 5; ///< that must succeed, one at a time, before a device is healthy again
    };

    HsmPool(Reactor reactor, Settings settings);
    ~HsmPool();

    void add(std::unique_ptr<HsmDevice> device); ///< admitted after its self-test
    /// Limit counts from now, queue included; Nanos::max(): for ever. Failures: HsmQueueFull, HsmNoneCapable,
    /// HsmClosed, WaitTimedOut, HsmTimedOut and HsmDeviceFailed (the device, after the retry), or the
    /// device's answer (such as CardCryptogramWrong). A pure request whose device failed is given to another
    /// one, once. A stateful one is asked for by its id: answered, sent elsewhere if it was never seen, or
    /// HsmOutcomeUnknown; WaitTimedOut leaves it in doubt too. While every capable device is lost or out of
    /// use requests wait: HsmNoneCapable means that no device has the algorithm or the key.
    Pending<SecurityReply> request(SecurityRequest request, RequestTag tag, Nanos limit);
    /// Back-pressure after HsmQueueFull: waits, first in first out, until there is a place for this request,
    /// and gives its number for the tag of the request that follows at once. Nobody else gets that place
    /// meanwhile. 0: the devices have changed, so ask again. HsmClosed.
    Pending<quint64> room(const SecurityRequest& request, RequestTag tag, Nanos limit);

    // By a person. HsmUnknown, HsmStateUnfit.
    /// Gets nothing more; what it has in work is finished. What only it can serve waits.
    Outcome<Done> takeOutOfUse(const QString& name, const QString& reason);
    Outcome<Done> bringBack(const QString& name); ///< self-test first; strikes are forgotten
    /// Known-answer test before its next request; of a lost device at once; of one out of use too, which
    /// stays out.
    Outcome<Done> test(const QString& name);

    HsmPoolFigures figures() const;
    /// Called when a device's health changes or the queue starts or ends waiting. Server thread.
    void onChanged(std::function<void()> callback);
    /// Called with the time from queueing to the first start of each request. Server thread.
    void onWaited(std::function<void(Nanos)> callback);
    /// Cancels everything queued and in flight (WaitCancelled); afterwards requests are refused with
    /// HsmClosed.
    void close();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sm
