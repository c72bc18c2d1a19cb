// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/soft_engine.h"

#include "security/device_services.h"

#include <utility>

namespace sm {

SoftEngine::SoftEngine(
    std::shared_ptr<const KeyStore> keys, std::shared_ptr<Random> random, std::shared_ptr<KeyPairs> pairs)
    : m_keys(keys)
    , m_device(std::move(keys), std::move(random), std::move(pairs))
{
}

Outcome<SecurityReply> SoftEngine::compute(const SecurityRequest& request) const
{
    return DeviceServices(m_device).serve(request);
}

} // namespace sm
