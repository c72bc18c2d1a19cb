// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "base/pending.h"
#include "server/link_plan.h"
#include "transport/framing/link_keeper.h"
#include "transport/tls/network_thread.h"

namespace sm {

/// Makes connecting links to devices in other programs. Server thread.
class LinkMaker {
public:
    explicit LinkMaker(Reactor reactor)
        : m_reactor(std::move(reactor))
    {
    }

    /// Of that service. LinkCredentialsUnusable, SecretFileUnusable or KeyRefused for its files. Nobody at
    /// the other end is no failure.
    Outcome<std::unique_ptr<MessageLink>> make(const LinkPlan& plan, QByteArrayView service);
    /// A device on this computer is back at once when its process is; one further away is not hammered.
    static LinkKeeper::Pauses pauses(LinkPlan::Kind kind);

private:
    Outcome<std::unique_ptr<MessageLink>> makeTls(const LinkPlan& plan, QByteArrayView service);
    Outcome<std::unique_ptr<MessageLink>> makeSerial(const LinkPlan& plan, QByteArrayView service);

    Reactor m_reactor;
    std::shared_ptr<NetworkThread> m_network; ///< made for the first TLS link
};

} // namespace sm
