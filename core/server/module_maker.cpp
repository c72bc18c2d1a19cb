// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/module_maker.h"

#include "base/failures/server.h"
#include "simulator/modules/simulated_line.h"
#include "station/link/link_module.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm {

namespace {

using Driver = StationProfile::Module::Driver;

constexpr auto atLine = SimulatedDevice::Port::Line;

std::shared_ptr<SimulatedDevice> makeDevice(const ModulePlan& plan)
{
    if (plan.device.driver == Driver::Evolis)
        return std::make_shared<SimulatedPrinter>(atLine);
    if (plan.device.driver == Driver::Msr605) {
        auto encoder = std::make_shared<SimulatedEncoder>(atLine);
        encoder->smearWrites(plan.trouble.smears);
        return encoder;
    }
    auto printer = std::make_shared<SimulatedRecordPrinter>(plan.device.layout.recordEnd, atLine);
    if (plan.trouble.refuses)
        printer->refuse(QByteArrayLiteral("\x15J"));
    return printer;
}

QString binName(Bin bin)
{
    return bin == Bin::Good ? QStringLiteral("good")
        : bin == Bin::Stock ? QStringLiteral("stock")
                            : QStringLiteral("reject");
}

} // namespace

Outcome<Done> ModuleMaker::openLog(const QString& path)
{
    if (path.isEmpty())
        return Done{};
    m_log.setFileName(path);
    if (!m_log.open(QIODevice::WriteOnly | QIODevice::Append))
        return fail(fc::ModuleLogUnwritable, {{"file", path}, {"cause", m_log.errorString()}});
    return Done{};
}

std::unique_ptr<DeviceModule> ModuleMaker::simulated(StationId station, const ModulePlan& plan)
{
    auto device = makeDevice(plan);
    device->setOff(plan.trouble.off);
    device->loseAnswers(plan.trouble.lostAnswers);
    m_simulated[station].push_back({plan.device.name, device});
    auto line = std::make_unique<SimulatedLine>(
        m_reactor, std::move(device), plan.work, QStringLiteral("simulated"));
    return std::make_unique<SerialModule>(
        m_reactor, std::move(line), makeModuleScript(plan.device), plan.device.times, plan.device.name);
}

std::unique_ptr<DeviceModule> ModuleMaker::fileModule(const ModulePlan& plan) const
{
    std::unique_ptr<Executor> writer = std::make_unique<InlineExecutor>();
    if (m_realTime)
        writer = std::make_unique<ThreadExecutor>("face-files");
    return std::make_unique<FileModule>(
        m_reactor, std::move(writer), plan.device.folder, plan.device.format, plan.device.name);
}

Outcome<Done> ModuleMaker::equip(Station& station, const StationPlan& plan)
{
    for (const ModulePlan& module : plan.modules) {
        if (module.device.driver == Driver::File) {
            station.addModule(module.device.name, fileModule(module));
            continue;
        }
        if (!module.simulated && !m_realTime)
            return fail(
                fc::ModuleNeedsRealTime, {{"station", plan.id.text()}, {"module", module.device.name}});
        station.addModule(module.device.name,
            module.simulated ? simulated(plan.id, module) : makeModule(m_reactor, module.device));
    }
    return Done{};
}

void ModuleMaker::equipBehind(Station& station, LinkStation& link, const StationPlan& plan)
{
    for (const ModulePlan& module : plan.modules)
        station.addModule(module.device.name,
            std::make_unique<LinkModule>(
                m_reactor, link, module.device.name, makeModuleScript(module.device)));
}

void ModuleMaker::cardLeft(StationId station, Bin bin, quint64 serial)
{
    const auto found = m_simulated.find(station);
    if (found == m_simulated.end())
        return;
    QJsonObject row{{QStringLiteral("station"), station.text()}, {QStringLiteral("bin"), binName(bin)},
        {QStringLiteral("serial"), QString::number(serial, 16)}};
    for (const Simulated& module : found->second) {
        row.insert(module.name, QJsonArray::fromStringList(module.device->onCard()));
        module.device->nextCard();
    }
    if (!m_log.isOpen())
        return;
    m_log.write(QJsonDocument(row).toJson(QJsonDocument::Compact) + '\n');
    m_log.flush();
}

} // namespace sm
