// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "base/pending.h"
#include "security/security_request.h"

#include <QString>

#include <memory>
#include <vector>

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
};

/// One encryption device (the Gemplus document's DEP): soft keys, later PKCS#11, remote boxes, SAMs. Called
/// on the server thread by the pool only, one request at a time up to capacity(); answers through the
/// reactor.
class HsmDevice {
public:
    HsmDevice() = default;
    HsmDevice(const HsmDevice&) = delete;
    HsmDevice& operator=(const HsmDevice&) = delete;
    virtual ~HsmDevice() = default;

    virtual QString name() const = 0; ///< HSM 1
    virtual QString kind() const = 0; ///< soft, virtual ...
    virtual int capacity() const
    {
        return 1;
    } ///< requests in flight; one, as in the document, unless it has more sessions
    /// Capability: algorithm and key present. Asked at each request and before admission too; does not depend
    /// on health.
    virtual bool offers(const SecurityRequest& request) const = 0;
    /// Ends within the limit, with WaitTimedOut if need be. May answer before it returns.
    virtual Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) = 0;
};

/// Admitting: first self-test under way. Suspect: failed or timed out, self-test under way. Lost: did not
/// answer the self-test, tried again with back-off. OutOfUse: two wrong known answers; stays so until the
/// program is restarted.
enum class HsmHealth : quint8 { Admitting, Healthy, Suspect, Lost, OutOfUse };

/// Figures of one device since the pool was made; times in nanoseconds.
struct HsmFigures {
    QString name;
    QString kind;
    HsmHealth health = HsmHealth::Admitting;
    quint64 requests = 0; ///< served with a value, or with a failure that is the request's own
    quint64 failures = 0; ///< of the device: no answer, or an error
    quint64 selfTests = 0;
    int capacity = 1;
    int inFlight = 0; ///< a running self-test included
    Nanos busy{}; ///< with requests, those in flight included
};

struct HsmPoolFigures {
    std::vector<HsmFigures> devices;
    /// requests == refused + answered + failed + abandoned + queued + serving, at any time.
    quint64 requests = 0;
    quint64 refused = 0; ///< queue was full, or the pool was closed
    quint64 answered = 0; ///< with a value
    quint64 failed = 0; ///< with a failure
    quint64 abandoned = 0; ///< ended by their limit or their caller before an answer came
    quint64 retried = 0; ///< given to another device
    int queued = 0;
    int serving = 0;
    int healthy = 0;
    Nanos waitP50{}; ///< request queued -> a device starts it, over the last 10 minutes
    Nanos waitP95{};
    Nanos waitP99{};
    Nanos since{}; ///< age of the pool: utilisation = sum(busy) / (devices * since)
};

/// The management interface of the Gemplus document: a station's request goes to any available device the
/// moment one is free; first in, first out among those that a free device can serve. Work-conserving: never a
/// queued request and an idle, capable, healthy device at the same time. Server thread only.
class HsmPool {
public:
    struct Settings {
        int queueLimit = 10'000;
        Nanos serviceLimit = std::chrono::seconds(2);
        Nanos readmitAfter
            = std::chrono::seconds(10); ///< doubled with each failed readmission, up to 32 times
        quint64 selfTestEvery = 1000; ///< requests between known-answer tests
    };

    HsmPool(Reactor reactor, Settings settings);
    ~HsmPool();

    void add(std::unique_ptr<HsmDevice> device); ///< admitted after its self-test
    /// Limit counts from now, queue included. Failures: HsmQueueFull, HsmNoneCapable, HsmClosed,
    /// WaitTimedOut, HsmTimedOut and HsmDeviceFailed (the device, after the retry), or the device's answer
    /// (such as CardCryptogramWrong). A pure request whose device failed is given to another one, once. With
    /// every device lost, requests wait for readmission until their limit.
    Pending<SecurityReply> request(SecurityRequest request, RequestTag tag, Nanos limit);

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
