// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "security/hsm_device.h"
#include "security/soft_engine.h"

#include <algorithm>

namespace sm {

/// An HSM in this process: SoftEngine on an executor per session. In production each session is a thread;
/// with an InlineExecutorFactory it computes within serve(), for simulations.
class SoftHsm final : public HsmDevice {
public:
    struct Settings {
        Settings(QString n, int s = 1, int d = 1)
            : name(std::move(n))
            , sessions(s)
            , depth(d)
        {
        }
        QString name;
        int sessions = 1;
        int depth = 1; ///< requests handed to a session ahead: its thread need not sleep between two of them
    };

    SoftHsm(Settings settings, Reactor reactor, std::shared_ptr<const SoftEngine> engine,
        ExecutorFactory& executors);
    ~SoftHsm() override; ///< waits for the computation under way

    QString name() const override { return m_settings.name; }
    QString kind() const override { return QStringLiteral("soft"); }
    int capacity() const override { return int(m_sessions.size()) * std::max(1, m_settings.depth); }
    bool offers(const SecurityRequest& request) const override { return m_engine->offers(request); }
    std::vector<KeyDescription> keys() const override { return m_engine->keys(); }
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;

private:
    struct Session {
        std::unique_ptr<Executor> executor;
        std::shared_ptr<std::atomic<int>> load; ///< posted and not finished
    };

    Settings m_settings;
    Reactor m_reactor;
    std::shared_ptr<const SoftEngine> m_engine;
    std::vector<Session> m_sessions;
};

} // namespace sm
