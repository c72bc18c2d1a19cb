// SPDX-License-Identifier: GPL-3.0-or-later
// Devices besides the chip: a stripe, embossing, a label. What they do is on the card for good, or can be
// read back.
#include "base/failures/base.h"
#include "base/failures/session.h"
#include "base/failures/station.h"
#include "session/module_work.h"
#include "session/run_watch.h"
#include "session/session.h"

namespace sm {

static Failure moduleMissing(const ModuleNeed& need)
{
    return fail(fc::ModuleMissing, {{"module", need.module}});
}

/// Nobody knows what the device did.
static bool outcomeUnknown(const Failure& failure)
{
    return failure == fc::ModuleSilent || failure == fc::ModuleAnswerBroken || failure == fc::WaitTimedOut;
}

/// Before anything is written: a card whose stripe or embossing nobody can make is not begun.
QCoro::Task<Outcome<Done>> Session::askModules()
{
    const std::vector<ModuleNeed> needs = m_job->profile->moduleNeeds();
    for (const ModuleNeed& need : needs) {
        DeviceModule* module = moduleFor(m_station, need);
        if (!module)
            co_return moduleMissing(need);
        m_module = module;
        auto asking = module->ready(m_services.settings.module);
        const auto there = co_await guard(asking);
        m_module = nullptr;
        if (there)
            continue;
        module->abort(there.failure());
        // The card is as it came and another station makes it; here a person is needed, unless it is the
        // link to the device that is away: that comes back by itself.
        m_stopStation = !m_cancelled && !m_rejected && there.failure() != fc::ReaderLost;
        co_return there.failure();
    }
    co_return Done{};
}

/// Whether the devices can put on a card what is known of it so far.
Outcome<Done> Session::checkModules() const
{
    for (const ProgramStep& step : m_program.steps) {
        if (!step.module)
            continue;
        const DeviceModule* module = moduleFor(m_station, step.module->need);
        if (!module)
            return moduleMissing(step.module->need);
        if (step.module->face)
            continue; // when it is drawn
        const auto fits = module->check(moduleData(*step.module, PanelData()));
        if (!fits)
            return fits;
    }
    return Done{};
}

/// A step of a device: the intent is durable before the device hears of it. What may be on the card and can
/// not be read back is never done again: the card is in doubt.
QCoro::Task<Outcome<Done>> Session::performModule()
{
    const ProgramStep& step = m_program.steps[m_step];
    DeviceModule* module = step.module ? moduleFor(m_station, step.module->need) : nullptr;
    if (!module)
        co_return fail(fc::ModuleMissing, {{"module", step.name}});
    StepRange range;
    range.first = m_step;
    range.last = m_step + 1;
    range.retry = step.retry;
    const auto intended = co_await intend(range);
    if (!intended)
        co_return intended;
    const auto wantedStill = mayGoOn();
    if (!wantedStill)
        co_return wantedStill;

    const Nanos from = now();
    constexpr int mostTries = 2;
    const quint32 command = m_nextCommand++;
    Outcome<ModuleReport> report = fail(fc::SessionCancelled);
    for (int tries = 1;; ++tries) {
        ModuleJob work(m_key.attempt, m_key.epoch, command, moduleData(*step.module, panelOf(*step.module)));
        m_module = module;
        auto working = module->perform(std::move(work), m_services.settings.module);
        report = co_await guard(working);
        m_module = nullptr;
        if (report)
            break;
        module->abort(report.failure());
        // A stripe is written again and read back, whatever became of the first time.
        const bool again = step.retry == RetryClass::Probeable && outcomeUnknown(report.failure())
            && tries < mostTries && !m_cancelled && !m_rejected;
        if (!again)
            break;
    }
    m_outsideTime += now() - from;
    if (!report) {
        const bool cardsFault = step.retry == RetryClass::Probeable && !outcomeUnknown(report.failure())
            && !(report.failure() == fc::ModuleNotReady);
        m_stopStation = !cardsFault && !m_cancelled && !m_rejected;
        co_return report.failure();
    }
    m_entries.push_back(entry::StepDone(m_nextIntent - 1, StatusWord{0x9000}));
    co_return Done{};
}

/// For the digest of an intent: what the device is told.
QByteArray Session::moduleBytes(const ProgramStep& step) const
{
    QByteArray bytes;
    if (!step.module)
        return bytes;
    bytes += step.module->need.module.toUtf8() + '\0';
    for (const auto& [name, value] : step.module->values)
        bytes += name.toUtf8() + '\0' + value + '\0';
    return bytes + panelOf(*step.module).dots;
}

} // namespace sm
