// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/soft_hsm.h"

#include <algorithm>

namespace sm {

SoftHsm::SoftHsm(
    Settings settings, Reactor reactor, std::shared_ptr<const SoftEngine> engine, ExecutorFactory& executors)
    : m_settings(std::move(settings))
    , m_reactor(std::move(reactor))
    , m_engine(std::move(engine))
{
    for (int i = 0; i < std::max(1, m_settings.sessions); ++i)
        m_sessions.push_back({executors.make("hsm"), std::make_shared<std::atomic<int>>(0)});
}

SoftHsm::~SoftHsm() = default;

Pending<SecurityReply> SoftHsm::serve(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    auto pair = makePending<SecurityReply>(m_reactor, limit);
    const auto idlest = std::min_element(m_sessions.begin(), m_sessions.end(),
        [](const Session& a, const Session& b) { return a.load->load() < b.load->load(); });
    ++*idlest->load;
    idlest->executor->post([engine = m_engine, load = idlest->load, request = std::move(request),
                               completer = std::move(pair.completer)]() mutable {
        if (completer.wanted())
            completer.complete(engine->compute(*request));
        --*load;
    });
    return std::move(pair.pending);
}

} // namespace sm
