// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/hsm_maker.h"

#include "base/failures/server.h"
#include "security/link/hsm_messages.h"
#include "security/soft_hsm.h"
#include "simulator/virtual_hsm.h"
#include "transport/local/local_link.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

namespace sm {

namespace {

const char* linkName(HsmPlan::Kind kind)
{
    switch (kind) {
    case HsmPlan::Kind::Process:
        return "process";
    case HsmPlan::Kind::Local:
        return "local";
    case HsmPlan::Kind::Tls:
        return "tls";
    case HsmPlan::Kind::Serial:
        return "serial";
    case HsmPlan::Kind::Soft:
    case HsmPlan::Kind::Virtual:
        break;
    }
    return "soft";
}

LinkPlan linkOf(const HsmPlan& plan)
{
    LinkPlan link;
    link.kind = plan.kind == HsmPlan::Kind::Tls ? LinkPlan::Kind::Tls
        : plan.kind == HsmPlan::Kind::Serial    ? LinkPlan::Kind::Serial
                                                : LinkPlan::Kind::Local;
    link.address = plan.address;
    link.certificate = plan.certificate;
    link.privateKey = plan.privateKey;
    link.pins = plan.pins;
    link.lineKey = plan.lineKey;
    link.baud = plan.baud;
    return link;
}

} // namespace

HsmMaker::HsmMaker(Services services)
    : m_services(std::move(services))
    , m_links(m_services.reactor)
{
    if (m_services.program.isEmpty())
        m_services.program = QCoreApplication::applicationDirPath() + QStringLiteral("/stationmaster-hsm");
}

HsmMaker::~HsmMaker()
{
    for (const auto& process : m_processes)
        process->askToEnd(); // all of them before one is waited for
}

Outcome<Done> HsmMaker::fill(HsmPool& pool, const std::vector<HsmPlan>& plans)
{
    for (const HsmPlan& plan : plans) {
        if (!plan.isLinked()) {
            auto device = makeHere(plan);
            if (!device)
                return device.failure();
            pool.add(device.take());
            continue;
        }
        if (!m_services.realTime)
            return fail(fc::HsmNeedsRealTime, {{"device", plan.name}});
        auto link = makeLink(plan);
        if (!link)
            return link.failure();
        auto device
            = std::make_unique<LinkHsm>(LinkHsm::Settings{plan.name, QLatin1String(linkName(plan.kind)),
                                            LinkMaker::pauses(linkOf(plan).kind)},
                m_services.reactor, link.take(), *m_services.random);
        if (plan.kind == HsmPlan::Kind::Process)
            m_processes.back()->onRefused([self = device->self()](const Failure& why) {
                if (const auto alive = self.lock())
                    (*alive)->giveUp(why);
            });
        // The pool owns the device. Tested at once: a lost device is missed and one that is back is used
        // before the next request needs it.
        device->onChanged([&pool, name = plan.name] { (void)pool.test(name); });
        pool.add(std::move(device));
    }
    return Done{};
}

Outcome<std::shared_ptr<const SoftEngine>> HsmMaker::testEngine()
{
    if (!m_engine) {
        auto keys = testKeys();
        if (!keys)
            return keys.failure();
        const std::shared_ptr<Random> random(m_services.random, [](Random*) {}); // outlives the pool
        const auto pairs = std::make_shared<KeyPairs>();
        if (m_services.realTime) // else the same seed must give the same order of events
            pairs->start();
        m_engine = std::make_shared<SoftEngine>(keys.take(), random, pairs);
    }
    return m_engine;
}

Outcome<std::unique_ptr<HsmDevice>> HsmMaker::makeHere(const HsmPlan& plan)
{
    auto engine = testEngine();
    if (!engine)
        return engine.failure();
    if (plan.kind == HsmPlan::Kind::Soft)
        return std::unique_ptr<HsmDevice>(std::make_unique<SoftHsm>(
            SoftHsm::Settings(plan.name), m_services.reactor, engine.take(), *m_services.executors));
    VirtualHsm::Settings settings;
    settings.name = plan.name;
    settings.service = plan.serviceTime;
    settings.seed = m_services.seed + ++m_made;
    auto device = std::make_unique<VirtualHsm>(settings, m_services.reactor, engine.take());
    device->setSlowFactor(plan.slowFactor);
    if (plan.slowUntil > plan.slowFrom)
        device->slowBetween(plan.slowFrom, plan.slowUntil, plan.slowTimes);
    return std::unique_ptr<HsmDevice>(std::move(device));
}

Outcome<std::unique_ptr<MessageLink>> HsmMaker::makeLink(const HsmPlan& plan)
{
    switch (plan.kind) {
    case HsmPlan::Kind::Process:
        return makeProcess(plan);
    case HsmPlan::Kind::Tls:
    case HsmPlan::Kind::Serial:
        return m_links.make(linkOf(plan), hsmService);
    case HsmPlan::Kind::Local:
    case HsmPlan::Kind::Soft:
    case HsmPlan::Kind::Virtual:
        break;
    }
    if (plan.takesOrders)
        addOrderLine(plan, plan.orderSocket);
    return localLink(plan.address);
}

/// Beside the link for cards, so that no order waits behind requests, and no request behind an order.
void HsmMaker::addOrderLine(const HsmPlan& plan, const QString& socket)
{
    auto link = std::make_unique<LinkHsm>(LinkHsm::Settings{plan.name, QLatin1String(linkName(plan.kind)),
                                              LinkMaker::pauses(linkOf(plan).kind)},
        m_services.reactor, localLink(socket), *m_services.random);
    m_orderLines.push_back({plan.name, std::move(link)});
}

std::unique_ptr<MessageLink> HsmMaker::localLink(const QString& path)
{
    return makeLocalLink(m_services.reactor, {path, hsmService.toByteArray(), LinkTimes{}});
}

/// Short: the path of a socket has room for about a hundred characters.
Outcome<QString> HsmMaker::socketFolder()
{
    if (!m_sockets) {
        QString base = QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation);
        if (base.isEmpty())
            base = QDir::tempPath();
        m_sockets
            = std::make_unique<QTemporaryDir>(QDir(base).filePath(QStringLiteral("stationmaster-XXXXXX")));
        if (!m_sockets->isValid())
            return fail(fc::HsmSocketFolderMissing, {{"folder", base}, {"cause", m_sockets->errorString()}});
    }
    return m_sockets->path();
}

Outcome<std::unique_ptr<MessageLink>> HsmMaker::makeProcess(const HsmPlan& plan)
{
    const auto folder = socketFolder();
    if (!folder)
        return folder.failure();
    const QString socket = QDir(*folder).filePath(QStringLiteral("hsm%1").arg(m_processes.size() + 1));
    HsmProcess::Settings settings;
    settings.name = plan.name;
    settings.program = m_services.program;
    settings.arguments
        = {QStringLiteral("--child"), QStringLiteral("--name"), plan.name, QStringLiteral("--listen-local"),
            socket, QStringLiteral("--sessions"), QString::number(plan.sessions)};
    if (!plan.reader.isEmpty()) {
        settings.arguments.append({QStringLiteral("--sam"), plan.reader});
        if (!plan.accessKey.isEmpty())
            settings.arguments.append({QStringLiteral("--sam-access"), plan.accessKey});
    } else if (!plan.keyStore.isEmpty())
        settings.arguments.append(
            {QStringLiteral("--key-store"), plan.keyStore, QStringLiteral("--store-key"), plan.storeKey});
    else if (plan.module.isEmpty())
        settings.arguments.append(QStringLiteral("--soft-test-keys"));
    else
        settings.arguments.append({QStringLiteral("--module"), plan.module, QStringLiteral("--token"),
            plan.token, QStringLiteral("--pin-file"), plan.pinFile});
    if (plan.takesOrders) {
        const QString orders = socket + QStringLiteral(".keys");
        settings.arguments.append({QStringLiteral("--manage"), orders});
        addOrderLine(plan, orders);
    }
    m_processes.push_back(std::make_unique<HsmProcess>(std::move(settings), m_services.reactor));
    m_processes.back()->start();
    return localLink(socket);
}

} // namespace sm
