// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "measure.h"

#include "base/executor.h"
#include "security/hsm_pool.h"

#include <functional>
#include <optional>

namespace sm::bench {

/// The key work of an SCP03 set-up: INITIALIZE UPDATE's answer of a card with the published test keys.
std::optional<OpenScp03> opening();

struct Rate {
    double perSecond = 0;
    double perCpuSecond = 0;
    int good = 0;
};

/// 24 askers that always have a request under way, through a pool with the devices that are added to it.
using AddDevices = std::function<int(HsmPool&, const Reactor&, ExecutorFactory&)>; ///< how many
Rate throughPool(const AddDevices& add, const OpenScp03& request, int sessions);

template <class F> Rate alone(int sessions, F one)
{
    Rate rate;
    const Measure measure;
    for (int i = 0; i < sessions; ++i)
        rate.good += one() ? 1 : 0;
    rate.perSecond = sessions / measure.wall() * 1e6;
    rate.perCpuSecond = sessions / measure.cpu() * 1e6;
    return rate;
}

} // namespace sm::bench
