// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/modules/module_script.h"
#include "transport/framing/byte_line.h"

#include <functional>

namespace sm {

struct ModuleTimes {
    Nanos answer = seconds(3); ///< of the device alone
    Nanos card = seconds(30); ///< while the card is moved
};

/// A device on a serial line, driven by its script. The line is opened for the first job and after it was
/// cut. After a job that failed it is closed, so that a late answer meets no other job; a device that has to
/// be disarmed then is told first, and the next job waits as long.
class SerialModule final : public DeviceModule {
public:
    SerialModule(Reactor reactor, std::unique_ptr<ByteLine> line, std::unique_ptr<ModuleScript> script,
        ModuleTimes times, QString name);
    ~SerialModule() override;

    ModuleKind kind() const override { return m_script->kind(); }
    Outcome<Done> check(const ModuleData& data) const override { return m_script->check(data); }
    Pending<ModuleReport> ready(Nanos limit) override;
    Pending<ModuleReport> perform(ModuleJob job, Nanos limit) override;
    void abort(const Failure& why) override;
    QString description() const override { return m_name; }

private:
    struct Timer final : Deadline {
        explicit Timer(SerialModule* m)
            : module(m)
        {
        }
        void expire() override { module->timeUp(); }
        SerialModule* module;
    };

    std::optional<Outcome<ModuleReport>> known(const ModuleJob& job);
    void start(std::function<void()> begin);
    void follow(const Outcome<ModuleScript::Move>& move);
    void received(QByteArrayView bytes);
    void timeUp();
    void finish(Outcome<ModuleReport> outcome);
    void leave();
    void arm(Nanos delay);

    Reactor m_reactor;
    std::unique_ptr<ByteLine> m_line;
    std::unique_ptr<ModuleScript> m_script;
    ModuleTimes m_times;
    QString m_name;
    Timer m_timer;
    Completer<ModuleReport> m_waiting;
    Epoch m_highestEpoch;
    AttemptId m_attempt; ///< of the last job
    std::optional<quint32> m_command;
    qsizetype m_underWay = 0; ///< bytes of the script's last word
    std::optional<Outcome<ModuleReport>> m_answer; ///< of the last job; none when it was broken off
    bool m_busy = false;
    bool m_leaving = false; ///< the device is told that its job is over; the timer closes the line
    std::function<void()> m_next; ///< waits for that
    bool m_asking = false; ///< whether the device is there; no job
};

} // namespace sm
