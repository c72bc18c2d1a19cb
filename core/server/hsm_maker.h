// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "security/hsm_pool.h"
#include "security/link/link_hsm.h"
#include "security/soft_engine.h"
#include "server/hsm_plan.h"
#include "server/hsm_process.h"
#include "server/link_maker.h"
#include "transport/framing/message_link.h"

#include <QTemporaryDir>

namespace sm {

/// Makes the encryption devices of a floor plan: in this process, in processes that it starts, or behind a
/// link. Lives as long as the server that its pool serves; the devices do without it then. Server thread.
class HsmMaker {
public:
    struct Services {
        Reactor reactor;
        ExecutorFactory* executors = nullptr;
        Random* random = nullptr;
        bool realTime = true; ///< false: simulated time; devices in other processes can not be had
        QString program; ///< stationmaster-hsm; empty: the one beside this program
        quint64 seed = 1; ///< of virtual devices
    };

    explicit HsmMaker(Services services);
    ~HsmMaker();

    /// HsmNeedsRealTime; LinkCredentialsUnusable, SecretFileUnusable or KeyRefused for a device's files,
    /// with its name. A device that is not there is no failure: the pool waits for it.
    Outcome<Done> fill(HsmPool& pool, const std::vector<HsmPlan>& plans);

    /// A device that takes orders about its keys, and a link of its own for them.
    struct OrderLine {
        QString device;
        std::unique_ptr<LinkHsm> link;
    };
    std::vector<OrderLine> takeOrderLines() { return std::exchange(m_orderLines, {}); } ///< after fill()

private:
    Outcome<std::shared_ptr<const SoftEngine>> testEngine();
    Outcome<std::unique_ptr<HsmDevice>> makeHere(const HsmPlan& plan);
    Outcome<std::unique_ptr<MessageLink>> makeLink(const HsmPlan& plan);
    Outcome<std::unique_ptr<MessageLink>> makeProcess(const HsmPlan& plan);
    void addOrderLine(const HsmPlan& plan, const QString& socket);
    std::unique_ptr<MessageLink> localLink(const QString& path);
    Outcome<QString> socketFolder();

    Services m_services;
    quint64 m_made = 0;
    std::shared_ptr<const SoftEngine> m_engine; ///< made for the first device that computes here
    LinkMaker m_links;
    std::unique_ptr<QTemporaryDir> m_sockets;
    std::vector<std::unique_ptr<HsmProcess>> m_processes;
    std::vector<OrderLine> m_orderLines;
};

} // namespace sm
