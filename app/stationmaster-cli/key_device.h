// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/inbox.h"
#include "base/random.h"
#include "security/link/link_hsm.h"

namespace sm {

/// The socket on which a stationmaster-hsm takes orders about its keys. Components go from this process to
/// that one, sealed (LinkSeal), and through no other: not through the console and its control socket. Main
/// thread; each call waits for its answer.
class ManagedHsm {
public:
    explicit ManagedHsm(const QString& socket);
    ~ManagedHsm();

    bool reach(); ///< false: nobody serves it
    std::vector<KeyDescription> keys() const { return m_link->keys(); }
    Outcome<KeyOrderReply> order(const KeyOrder& order);

private:
    void waitUntil(const std::function<bool()>& done, std::chrono::milliseconds limit);

    SteadyClock m_clock;
    std::shared_ptr<Inbox> m_inbox;
    InboxPump m_pump;
    Reactor m_reactor;
    SystemRandom m_random;
    std::unique_ptr<LinkHsm> m_link;
};

} // namespace sm
