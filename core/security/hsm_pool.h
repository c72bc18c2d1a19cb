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
    RequestTag(StationId s, AttemptId a, quint32 o) : station(s), attempt(a), ordinal(o) {}
    StationId station;
    AttemptId attempt;
    quint32 ordinal = 0;
};

/// One encryption device (the Gemplus document's DEP): soft keys, later PKCS#11, remote boxes, SAMs. Called on the server thread by
/// the pool only, one request at a time up to capacity(); answers through the reactor.
class HsmDevice {
public:
    HsmDevice() = default;
    HsmDevice(const HsmDevice&) = delete;
    HsmDevice& operator=(const HsmDevice&) = delete;
    virtual ~HsmDevice() = default;

    virtual QString name() const = 0; ///< HSM 1
    virtual QString kind() const = 0; ///< soft, virtual ...
    virtual int capacity() const { return 1; } ///< requests in flight; one, as in the document, unless it has more sessions
    virtual bool offers(const SecurityRequest& request) const = 0; ///< capability: algorithm and key present
    virtual Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) = 0;
};

enum class HsmHealth : quint8 { Admitting, Healthy, Suspect, Lost, OutOfUse };

/// Figures of one device since the pool was made; times in nanoseconds.
struct HsmFigures {
    QString name;
    QString kind;
    HsmHealth health = HsmHealth::Admitting;
    quint64 requests = 0;
    quint64 failures = 0;
    int inFlight = 0;
    Nanos busy{};
};

struct HsmPoolFigures {
    std::vector<HsmFigures> devices;
    quint64 requests = 0;
    quint64 refused = 0; ///< queue was full
    int queued = 0;
    int healthy = 0;
    Nanos waitP50{}; ///< request queued -> a device starts it, over the last 10 minutes
    Nanos waitP95{};
    Nanos waitP99{};
    Nanos since{}; ///< age of the pool: utilisation = sum(busy) / (devices * since)
};

/// The management interface of the Gemplus document: a station's request goes to any available device the moment one is
/// free; first in, first out among those that a free device can serve. Work-conserving: never a queued request and an idle,
/// capable, healthy device at the same time. Server thread only.
class HsmPool {
public:
    struct Settings {
        int queueLimit = 10'000;
        Nanos serviceLimit = std::chrono::seconds(2);
        Nanos readmitAfter = std::chrono::seconds(10);
        quint64 selfTestEvery = 1000; ///< requests between known-answer tests
    };

    HsmPool(Reactor reactor, Settings settings);
    ~HsmPool();

    void add(std::unique_ptr<HsmDevice> device); ///< admitted after its self-test
    /// Limit counts from now, queue included. Failures: HsmQueueFull, HsmNoneCapable, WaitTimedOut, or the device's answer (such as
    /// CardCryptogramWrong). A pure request whose device failed is given to another one, once.
    Pending<SecurityReply> request(SecurityRequest request, RequestTag tag, Nanos limit);

    HsmPoolFigures figures() const;
    /// Called when a device's health changes or the queue starts or ends waiting. Server thread.
    void onChanged(std::function<void()> callback);
    /// Cancels everything queued and in flight; afterwards requests are refused.
    void close();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sm
