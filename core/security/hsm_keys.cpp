// SPDX-License-Identifier: GPL-3.0-or-later
// "The newest key" is one key for all devices. Orders reach them one after the other, so that for a while one
// of them has a version that another has not: were each to choose, the same job would make cards with both.
#include "security/hsm_pool_private.h"

#include <algorithm>
#include <set>

namespace sm {

namespace {

constexpr Nanos settledFor = seconds(1);

/// Each key that a request names, but that of UnwrapDataKey: under which version a data key was wrapped only
/// the device that tries it finds out.
template <class F> void eachKeyOf(SecurityRequest& request, const F& use)
{
    std::visit(
        [&use](auto& one) {
            if constexpr (requires { one.master; })
                use(one.master);
            if constexpr (requires { one.masters; }) {
                for (KeyRef& key : one.masters)
                    use(key);
            }
            if constexpr (requires { one.under.master; })
                use(one.under.master);
            if constexpr (requires { one.key.version; })
                use(one.key);
            if constexpr (requires { one.source; })
                use(one.source);
            if constexpr (requires { one.transport; })
                use(one.transport);
            if constexpr (requires { one.issuerKey; })
                use(one.issuerKey);
            if constexpr (requires { one.kiMaster; })
                use(one.kiMaster);
            if constexpr (requires { one.op; })
                use(one.op);
            if constexpr (requires {
                              one.kek;
                              one.wrapped;
                          }) {
                // see above
            } else if constexpr (requires { one.kek; }) {
                use(one.kek);
            }
        },
        request);
}

} // namespace

/// Of each label: the newest version of today that all its holders have; where they have none in common, the
/// newest of today at all. A device that is lost keeps its say: it may be back while the job runs. One that a
/// person took out has none.
void HsmPool::Private::settleVersions()
{
    versionsSettled = now();
    const QDate today = todayUtc();
    newest.clear();
    struct Held {
        int holders = 0;
        std::map<quint32, int> usable; ///< by version: how many devices
    };
    std::map<QString, Held> labels;
    for (const auto& member : members) {
        if (member->health == HsmHealth::OutOfUse)
            continue;
        std::set<QString> seen;
        for (const KeyDescription& key : member->device->keys()) {
            Held& held = labels[key.label];
            held.holders += seen.insert(key.label).second;
            held.usable[key.version] += fitnessOf(key.life, today) == KeyFitness::Usable;
        }
    }
    for (const auto& [label, held] : labels) {
        quint32 common = 0;
        quint32 any = 0;
        for (const auto& [version, devices] : held.usable) {
            common = devices == held.holders ? version : common;
            any = devices > 0 ? version : any;
        }
        if (const quint32 chosen = common != 0 ? common : any; chosen != 0)
            newest.emplace(label, chosen);
    }
}

void HsmPool::Private::resolveKeys(SecurityRequest& request)
{
    // Keys come, are retired, and have their first and last day, between two self-tests as well.
    if (now() - versionsSettled >= settledFor)
        settleVersions();
    eachKeyOf(request, [this](KeyRef& key) {
        if (key.version != 0)
            return;
        if (const auto found = newest.find(key.label); found != newest.end())
            key.version = found->second;
    });
}

} // namespace sm
