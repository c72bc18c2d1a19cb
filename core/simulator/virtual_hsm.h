// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/random.h"
#include "security/hsm_device.h"
#include "security/soft_engine.h"

#include <deque>
#include <vector>

namespace sm {

/// An encryption device of the virtual floor: real cryptography, simulated service time, and the faults F19,
/// F20 and F23 on command. Server thread. A fault or a slow-down counts for requests that start after it.
class VirtualHsm final : public HsmDevice {
public:
    enum class Service { Constant, Exponential };
    enum class Fault {
        None,
        Hang, ///< takes requests, carries them out, and says nothing
        WrongAnswer, ///< one bit of each answer is flipped
        Gone ///< refuses at once
    };
    struct Settings {
        QString name;
        Nanos service = milliseconds(20); ///< mean
        Service shape = Service::Constant;
        int capacity = 1;
        quint64 seed = 1;
    };

    VirtualHsm(Settings settings, Reactor reactor, std::shared_ptr<const SoftEngine> engine);

    QString name() const override { return m_settings.name; }
    QString kind() const override { return QStringLiteral("virtual"); }
    int capacity() const override { return m_settings.capacity; }
    bool offers(const SecurityRequest& request) const override { return m_engine->offers(request); }
    std::vector<KeyDescription> keys() const override { return m_engine->keys(); }
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;
    /// Remembers the stateful requests that it took, the last 64 of them.
    Pending<Recalled> recall(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;

    void setFault(Fault fault) { m_fault = fault; }
    Fault fault() const { return m_fault; }
    void setSlowFactor(double factor) { m_slowFactor = factor; }
    /// Service takes `factor` times as long between two times of the clock.
    void slowBetween(Nanos from, Nanos until, double factor) { m_slowDowns.push_back({from, until, factor}); }

private:
    struct SlowDown {
        Nanos from{};
        Nanos until{};
        double factor = 1;
    };
    struct Memory {
        std::shared_ptr<const SecurityRequest> request;
        Outcome<SecurityReply> outcome;
        Nanos doneAt{};
    };
    Nanos drawServiceTime();
    template <class T> Pending<T> silence(std::deque<Completer<T>>& unanswered, Nanos limit);

    Settings m_settings;
    Reactor m_reactor;
    std::shared_ptr<const SoftEngine> m_engine;
    SeededRandom m_random;
    Fault m_fault = Fault::None;
    double m_slowFactor = 1;
    std::vector<SlowDown> m_slowDowns;
    std::deque<Completer<SecurityReply>> m_unanswered;
    std::deque<Completer<Recalled>> m_unansweredRecalls;
    std::deque<Memory> m_memory;
};

} // namespace sm
