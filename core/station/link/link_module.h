// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "station/link/link_station.h"
#include "station/modules/module_script.h"

namespace sm {

/// A device beside a card position that stands elsewhere, as sessions see it. Its work is an order of the
/// station's link: an order that is sent again after the link was lost is answered from the memory of the
/// station's process, and the device does nothing twice. The link outlives it. Server thread.
///
/// perform(): ModuleSilent when the order went out and nobody can say what became of it (the limit passed, or
/// another process came back); ModuleNotReady when it never did; else what the device told the station.
/// ready(): ModuleNotReady when the station has no such device or the device is not there; ReaderLost when
/// the link is away until the limit, a minute at most.
class LinkModule final : public DeviceModule {
public:
    /// `script`: how the device is spoken to over there; here it says what can be put on a card, and what
    /// for.
    LinkModule(Reactor reactor, LinkStation& station, QString name, std::unique_ptr<ModuleScript> script);

    ModuleKind kind() const override { return m_script->kind(); }
    Outcome<Done> check(const ModuleData& data) const override;
    Pending<ModuleReport> ready(Nanos limit) override;
    Pending<ModuleReport> perform(ModuleJob job, Nanos limit) override;
    void abort(const Failure& why) override { m_station.abortModule(m_name, why); }
    QString description() const override { return m_name; }

private:
    bool isOffered() const;

    Reactor m_reactor;
    LinkStation& m_station;
    QString m_name;
    std::unique_ptr<ModuleScript> m_script;
};

} // namespace sm
