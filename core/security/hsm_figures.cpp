// SPDX-License-Identifier: GPL-3.0-or-later
#include "security/hsm_figures.h"

#include "security/hsm_pool_private.h"

#include <map>

namespace sm {

HsmFigures HsmPool::Private::figuresOf(size_t index) const
{
    const Member& member = *members[index];
    const Nanos at = now();
    HsmFigures one = member.figures;
    one.health = member.health;
    one.since = member.since;
    one.why = member.why;
    one.reason = member.reason;
    one.trialsLeft = member.health == HsmHealth::Trial ? member.trialsLeft : 0;
    one.capacity = member.device->capacity();
    one.inFlight = member.inFlight();
    one.queued = queue.sizeFor(index);
    one.busy = member.load.busy(at);
    one.load = member.load.lastMinute(at) / std::max(one.capacity, 1);
    one.wait = member.wait.times(at);
    one.service = member.service.times(at);
    return one;
}

HsmPoolFigures HsmPool::figures() const
{
    d->queue.sweep();
    d->sweepDoubts();
    const Nanos at = d->now();
    HsmPoolFigures figures;
    double inWork = 0;
    int capacity = 0;
    for (size_t index = 0; index < d->members.size(); ++index) {
        const Private::Member& member = *d->members[index];
        figures.devices.push_back(d->figuresOf(index));
        const HsmFigures& one = figures.devices.back();
        figures.serving += int(member.flights.size() + member.doubts.size());
        figures.healthy += serves(member.health) ? 1 : 0;
        inWork += one.load * one.capacity;
        capacity += one.capacity;
    }
    const Private::Counters& counters = d->counters;
    figures.keys = d->keys;
    figures.requests = counters.requests;
    figures.refused = counters.refused;
    figures.answered = counters.answered;
    figures.failed = counters.failed;
    figures.abandoned = counters.abandoned + d->queue.abandoned();
    figures.retried = counters.retried;
    figures.recalled = counters.recalled;
    figures.queued = d->queue.size();
    figures.queueLimit = d->settings.queueLimit;
    figures.outside = int(d->outside.size());
    figures.fixed = d->settings.policy == Policy::Fixed;
    const HsmTimes waits = d->waits.times(at);
    figures.waitP50 = waits.p50;
    figures.waitP95 = waits.p95;
    figures.waitP99 = waits.p99;
    figures.service = d->services.times(at);
    figures.load = capacity > 0 ? inWork / capacity : 0;
    figures.since = at - d->since;
    return figures;
}

/// What the devices hold, one row per key. A check value that differs means that two devices would make
/// different cards.
void HsmPool::Private::listKeys()
{
    std::map<std::pair<QString, quint32>, HsmKeyFigures> rows;
    for (const auto& member : members) {
        for (const KeyDescription& key : member->device->keys()) {
            HsmKeyFigures& row = rows[{key.label, key.version}];
            const QString kcv = QString::fromLatin1(key.kcv.toHex()).toUpper();
            if (row.devices.isEmpty() || key.life.retired)
                row.life = key.life;
            row.agree = row.agree && (row.kcv.isEmpty() || kcv.isEmpty() || row.kcv == kcv);
            row.label = key.label;
            row.version = key.version;
            if (row.usage.isEmpty())
                row.usage = key.usage;
            row.exportable = row.exportable || key.exportable;
            if (row.people.isEmpty())
                row.people = key.createdBy;
            if (row.kcv.isEmpty())
                row.kcv = kcv;
            row.devices.append(member->figures.name);
        }
    }
    settleVersions();
    auto list = std::make_shared<std::vector<HsmKeyFigures>>();
    for (auto& [name, row] : rows)
        list->push_back(std::move(row));
    if (!keys || *keys != *list) // the same list stays the same: who shows it has nothing to do
        keys = std::move(list);
}

} // namespace sm
