// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/link/engine_hsm.h"

#include <algorithm>

namespace sm {

EngineHsm::EngineHsm(Settings settings, Reactor reactor, std::vector<std::shared_ptr<const Engine>> engines,
    ExecutorFactory& executors)
    : m_settings(std::move(settings))
    , m_reactor(std::move(reactor))
{
    for (auto& engine : engines)
        m_workers.push_back(
            {std::move(engine), executors.make("hsm"), std::make_shared<std::atomic<int>>(0)});
}

EngineHsm::~EngineHsm() = default;

Pending<SecurityReply> EngineHsm::serve(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    auto pair = makePending<SecurityReply>(m_reactor, limit);
    const auto idlest = std::min_element(m_workers.begin(), m_workers.end(),
        [](const Worker& a, const Worker& b) { return a.load->load() < b.load->load(); });
    ++*idlest->load;
    idlest->executor->post([engine = idlest->engine, load = idlest->load, request = std::move(request),
                               completer = std::move(pair.completer)]() mutable {
        if (completer.wanted())
            completer.complete(engine->compute(*request));
        --*load;
    });
    return std::move(pair.pending);
}

} // namespace sm
