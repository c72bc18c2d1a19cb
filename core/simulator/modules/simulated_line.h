// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/pending.h"
#include "simulator/modules/simulated_devices.h"
#include "transport/framing/byte_line.h"

#include <deque>

namespace sm {

/// The line between a driver and a simulated device in the same thread, by the reactor's clock: with a
/// simulated clock the pair is deterministic and takes no real time.
class SimulatedLine final : public ByteLine, private Deadline {
public:
    /// `work`: what the device takes for an answer for which it works on the card.
    SimulatedLine(Reactor reactor, std::shared_ptr<SimulatedDevice> device, Nanos work, QString name);
    ~SimulatedLine() override;

    Outcome<Done> open() override; ///< ModuleNotReady: the device is off
    void close() override;
    bool isOpen() const override { return m_open && !m_device->isOff(); }
    void write(QByteArrayView bytes) override;
    void setBaud(int) override { }
    QString address() const override { return m_name; }

private:
    struct Answer {
        Nanos due{};
        QByteArray bytes;
    };
    void answered(const QByteArray& bytes, bool worked);
    void expire() override;

    Reactor m_reactor;
    std::shared_ptr<SimulatedDevice> m_device;
    Nanos m_work;
    QString m_name;
    std::deque<Answer> m_answers; ///< on their way
    bool m_open = false;
};

} // namespace sm
