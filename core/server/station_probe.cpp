// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/station_probe.h"

#include "base/failures/server.h"
#include "server/reader_name.h"
#include "server/station_door.h"
#include "station/link_failures.h"
#include "transport/pcsc/pcsc_codes.h"
#include "transport/pcsc/pcsc_failures.h"
#include "transport/pcsc/pcsc_reader.h"

#include <QDir>
#include <QFileInfo>

#include <thread>

namespace sm {

namespace {

Outcome<QStringList> listReaders(PcscApi& api)
{
    PcscContext context = 0;
    quint32 code = api.establish(context);
    if (code != pcsc::success)
        return pcscFailure(code, "SCardEstablishContext", {});
    QList<QByteArray> names;
    code = api.listReaders(context, names);
    api.release(context);
    if (code != pcsc::success && code != pcsc::noReaders)
        return pcscFailure(code, "SCardListReaders", {});
    QStringList out;
    for (const QByteArray& name : std::as_const(names))
        out.append(QString::fromUtf8(name));
    return out;
}

QStringList listPorts(const QStringList& folders)
{
    QStringList out;
    for (const QString& path : folders) {
        const QDir folder(path);
        const QStringList names
            = folder.entryList(QDir::System | QDir::Files | QDir::NoDotAndDotDot, QDir::Name);
        for (const QString& name : names)
            out.append(folder.filePath(name));
    }
    return out;
}

Outcome<StationProbe::Seen> look(const std::shared_ptr<PcscApi>& api, const StationPlan& plan)
{
    QString name = plan.reader;
    if (name.isEmpty()) {
        const auto readers = listReaders(*api);
        if (!readers)
            return readers.failure();
        name = readerOf(plan, *readers);
        if (name.isEmpty())
            return readerLost(plan.readerSerial);
    }
    PcscReader reader(api, name.toUtf8());
    const auto status = reader.status();
    if (!status)
        return status.failure();
    if (!status->readerThere)
        return readerLost(name);
    return StationProbe::Seen(name, status->cardThere ? status->atr : QByteArray());
}

} // namespace

StationProbe::StationProbe(Reactor reactor, std::shared_ptr<PcscApi> api, QStringList portFolders)
    : m_reactor(std::move(reactor))
    , m_api(std::move(api))
    , m_portFolders(std::move(portFolders))
{
}

Pending<StationProbe::Around> StationProbe::lookAround(Nanos limit)
{
    auto wait = makePending<Around>(m_reactor, limit);
    std::thread([api = m_api, folders = m_portFolders, answer = std::move(wait.completer)]() mutable {
        auto readers = listReaders(*api);
        answer.complete(Around(readers ? readers.take() : QStringList(), listPorts(folders)));
    }).detach();
    return std::move(wait.pending);
}

Pending<StationProbe::Seen> StationProbe::askReader(const StationPlan& plan, Nanos limit)
{
    auto wait = makePending<Seen>(m_reactor, limit);
    std::thread([api = m_api, plan, answer = std::move(wait.completer)]() mutable {
        answer.complete(look(api, plan));
    }).detach();
    return std::move(wait.pending);
}

Outcome<StationProbe::Asked> StationProbe::askLine(const StationPlan& plan, Nanos limit)
{
    const auto there = checkPort(plan.port);
    if (!there)
        return there.failure();
    auto line = openStationLine(m_reactor, plan);
    if (!line)
        return line.failure();
    auto wait = makePending<Seen>(m_reactor, limit);
    Asked asked;
    asked.seen = std::move(wait.pending);
    asked.keeper = std::make_unique<LinkKeeper>(m_reactor, line.take(), LinkKeeper::Pauses());
    LinkEvents events;
    events.connected
        = [port = plan.port, answer = std::make_shared<Completer<Seen>>(std::move(wait.completer))] {
              answer->complete(Seen(QFileInfo(port).canonicalFilePath()));
          };
    events.message = [](const QByteArray&) {};
    events.lost = [](const Failure&) {};
    asked.keeper->setEvents(std::move(events));
    asked.keeper->start();
    return asked;
}

Outcome<Done> StationProbe::checkPort(const QString& port)
{
    const QFileInfo device(port);
    if (!device.exists())
        return fail(fc::StationPortMissing, {{"port", port}});
    if (!device.isReadable() || !device.isWritable())
        return fail(fc::StationPortMissing, {{"port", port}, {"cause", QStringLiteral("no permission")}});
    return Done{};
}

} // namespace sm
