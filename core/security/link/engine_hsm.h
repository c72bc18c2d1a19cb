// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "security/engine.h"
#include "security/hsm_pool.h"

#include <algorithm>
#include <vector>

namespace sm {

/// Engines as a device: each on a thread of its own. A PKCS#11 token has an engine, and so a session, per
/// thread; soft keys have one engine that several threads share.
class EngineHsm final : public HsmDevice {
public:
    struct Settings {
        Settings(QString n, QString k, int a = 1)
            : name(std::move(n))
            , kind(std::move(k))
            , ahead(a)
        {
        }
        QString name;
        QString kind; ///< soft, pkcs11
        /// Requests that each thread is given at a time: with two it has the next when one is done, and need
        /// not wait for it to be sent. More helps a device only that is quicker than the way to it.
        int ahead = 1;
    };

    EngineHsm(Settings settings, Reactor reactor, std::vector<std::shared_ptr<const Engine>> engines,
        ExecutorFactory& executors);
    ~EngineHsm() override; ///< waits for the computation under way

    QString name() const override { return m_settings.name; }
    QString kind() const override { return m_settings.kind; }
    int capacity() const override { return int(m_workers.size()) * std::max(1, m_settings.ahead); }
    bool offers(const SecurityRequest& request) const override
    {
        return m_workers.front().engine->offers(request);
    }
    bool serves(const SecurityRequest& request) const { return m_workers.front().engine->serves(request); }
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;
    std::vector<KeyDescription> keys() const override { return m_workers.front().engine->keys(); }

private:
    struct Worker {
        std::shared_ptr<const Engine> engine;
        std::unique_ptr<Executor> executor;
        std::shared_ptr<std::atomic<int>> load; ///< posted and not finished
    };

    Settings m_settings;
    Reactor m_reactor;
    std::vector<Worker> m_workers;
};

} // namespace sm
