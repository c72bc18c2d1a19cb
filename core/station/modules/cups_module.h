// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/executor.h"
#include "station/modules/device_module.h"
#include "transport/cups/cups_queue.h"

#include <atomic>
#include <memory>

namespace sm {

/// A card printer behind a print queue: each face is a print job of one page in the size of a card, and is
/// done when the queue says that it was printed. What the queue says is believed: a queue whose printer tells
/// nothing back is done when the printer has the data. A job that does not end is cancelled; while that could
/// not be done, or the queue has another one, none is begun. Its waits are on the worker.
class CupsModule final : public DeviceModule {
public:
    /// `card`: most that a card may take.
    CupsModule(Reactor reactor, std::unique_ptr<Executor> worker, QString queue, Nanos card, QString name);
    ~CupsModule() override; ///< gives up what is under way, and waits for that

    ModuleKind kind() const override { return ModuleKind::Print; }
    Outcome<Done> check(const ModuleData& data) const override;
    /// ModuleNotReady with the queue's cause.
    Pending<ModuleReport> ready(Nanos limit) override;
    /// ModuleRefused: the queue gave the print job up. ModuleSilent: it did not end, or nobody knows.
    Pending<ModuleReport> perform(ModuleJob job, Nanos limit) override;
    void abort(const Failure& why) override;
    QString description() const override { return m_name; }

    /// What may still come out of the queue. Worker only.
    struct Rest {
        QString title; ///< empty: nothing
        int job = 0; ///< 0: its number is not known
    };

private:
    Reactor m_reactor;
    CupsQueue m_queue;
    Nanos m_card;
    QString m_name;
    Epoch m_highestEpoch;
    std::shared_ptr<std::atomic<bool>> m_going; ///< of the job under way: false when nobody wants it any more
    std::shared_ptr<Rest> m_rest = std::make_shared<Rest>();
    std::unique_ptr<Executor> m_worker; ///< last: its end runs what is queued
};

} // namespace sm
