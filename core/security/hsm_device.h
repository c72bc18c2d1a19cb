// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "security/engine.h"
#include "security/security_request.h"

#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace sm {

/// What became of a request that a device was given and did not answer in time.
struct Recalled {
    enum class State : quint8 {
        Answered, ///< with `answer`
        NeverSeen, ///< it did not reach the device: it may be sent elsewhere
        Unknown ///< the device can not say: it may have been carried out
    };
    Recalled() = default;
    explicit Recalled(State s)
        : state(s)
    {
    }
    explicit Recalled(Outcome<SecurityReply> a)
        : state(State::Answered)
        , answer(std::move(a))
    {
    }
    State state = State::Unknown;
    std::optional<Outcome<SecurityReply>> answer;
};

/// One encryption device (the Gemplus document's DEP): soft keys, PKCS#11, remote boxes, SAMs. Called on the
/// server thread by the pool only, up to capacity() requests at a time; answers through the reactor.
class HsmDevice {
public:
    HsmDevice() = default;
    HsmDevice(const HsmDevice&) = delete;
    HsmDevice& operator=(const HsmDevice&) = delete;
    virtual ~HsmDevice() = default;

    virtual QString name() const = 0; ///< HSM 1; unique in a pool
    virtual QString kind() const = 0; ///< soft, virtual, pkcs11 ...
    /// Requests in flight; one, as in the document, unless it has more sessions. Self-tests come on top.
    virtual int capacity() const { return 1; }
    /// Capability: algorithm and key present. Asked at each request and before admission too; does not depend
    /// on health. A device whose capabilities are not known yet offers everything: requests wait for it.
    virtual bool offers(const SecurityRequest& request) const = 0;
    /// Keys that it holds; asked when it was admitted.
    virtual std::vector<KeyDescription> keys() const { return {}; }

    /// Ends within the limit, with WaitTimedOut if need be. May answer before it returns. The pool gives a
    /// device the same request object again only when it repeats it.
    virtual Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) = 0;
    /// Asks what became of a stateful request that serve() gave up on, named by the object that serve() was
    /// given: a link knows the id under which it went out. A device that is still at it answers when it is
    /// done, within the limit. A failure means that the device could not be asked: it is asked again when it
    /// is back. An invalid Pending means that this kind of device remembers nothing.
    virtual Pending<Recalled> recall(std::shared_ptr<const SecurityRequest>, Nanos) { return {}; }
};

} // namespace sm
