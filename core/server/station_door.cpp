// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/station_door.h"

#include "base/bytes.h"
#include "base/failures/server.h"
#include "base/failures/station.h"
#include "base/failures/transport.h"
#include "base/log.h"
#include "base/person_name.h"
#include "security/link/cmac_line_key.h"
#include "security/link/secret_file.h"
#include "transport/local/local_link.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_address.h"
#include "transport/tls/tls_link.h"

#include <QDir>

#include <algorithm>

namespace sm {

namespace {

constexpr size_t mostPending = 64;
constexpr qsizetype longestPerson = 60;
constexpr int bitsPerByte = 10; ///< on a serial line, start and stop included
constexpr qsizetype smallestBatch = 300;

const char* linkName(StationPlan::Kind kind)
{
    if (kind == StationPlan::Kind::Tls)
        return "tls";
    return kind == StationPlan::Kind::Serial ? "serial" : "local";
}

/// Keys that are published protect nothing: one person may decide then.
bool hasTestKeysOnly(const FloorPlan& plan)
{
    return std::all_of(plan.hsms.begin(), plan.hsms.end(), [](const HsmPlan& hsm) {
        return hsm.kind == HsmPlan::Kind::Soft || hsm.kind == HsmPlan::Kind::Virtual
            || (hsm.kind == HsmPlan::Kind::Process && hsm.module.isEmpty() && hsm.keyStore.isEmpty()
                && hsm.accessKey.isEmpty());
    });
}

} // namespace

StationDoor::StationDoor(Services services, const FloorPlan& plan)
    : m_services(std::move(services))
    , m_plan(plan)
    , m_twoPersons(!plan.demo && !hasTestKeysOnly(plan))
    , m_book(*m_services.reactor.clock)
    , m_gate(m_services.reactor, *m_services.random)
{
    if (!m_services.store.isEmpty())
        m_gate.setStore(m_services.store);
    m_gate.setJudge([this](const MessageLink& link, StationId station) { return mayCome(link, station); });
    m_gate.onRefused([this](const MessageLink& link, StationId wanted, const Failure& why) {
        m_book.dropped(link, wanted, why);
        if (why == fc::StationRefused && why.param("cause") == QStringLiteral("not listed"))
            noteRefused(link.peer(), link.address(), wanted);
    });
}

StationDoor::~StationDoor() = default;

Outcome<Done> StationDoor::prepare()
{
    if (!m_services.realTime)
        return fail(fc::StationNeedsRealTime);
    auto list = StationList::load(QDir(m_services.dataFolder).filePath(QStringLiteral("stations.json")));
    if (!list)
        return list.failure();
    m_list.emplace(list.take());
    return Done{};
}

StationPlan::Kind StationDoor::kindOf(StationId station) const
{
    for (const MachinePlan& machine : m_plan.machines) {
        for (const StationPlan& plan : machine.stations) {
            if (plan.id == station)
                return plan.kind;
        }
    }
    return StationPlan::Kind::Virtual;
}

Outcome<std::unique_ptr<MessageLink>> openStationLine(const Reactor& reactor, const StationPlan& plan)
{
    auto key = readKeyFile(plan.lineKey);
    if (!key)
        return key.failure();
    auto lineKey = makeLineKey(key.take(), std::make_shared<SystemRandom>());
    if (!lineKey)
        return lineKey.failure();
    SerialLinkSettings settings;
    settings.port = plan.port;
    settings.baud = plan.baud;
    settings.role = LinkRole::Listening;
    settings.service = stationService.toByteArray();
    settings.key = lineKey.take();
    return makeSerialLink(reactor, std::move(settings));
}

Outcome<std::unique_ptr<LinkStation>> StationDoor::makeLink(const StationPlan& plan)
{
    std::unique_ptr<LinkKeeper> keeper;
    if (plan.kind == StationPlan::Kind::Serial) {
        auto line = openStationLine(m_services.reactor, plan);
        if (!line)
            return line.failure();
        LinkKeeper::Pauses pauses;
        pauses.longest = std::chrono::seconds(5);
        keeper = std::make_unique<LinkKeeper>(m_services.reactor, m_book.watch(line.take(), plan.id), pauses);
    }
    LinkStation::Settings settings(plan.id, QLatin1String(linkName(plan.kind)));
    if (plan.kind == StationPlan::Kind::Serial)
        settings.batchRoom = std::clamp<qsizetype>(plan.baud / bitsPerByte, smallestBatch, stationBatchRoom);
    if (!plan.pin.isEmpty()) {
        m_list->addPlanned(plan.id, plan.pin);
        m_pins->replace(m_list->pins());
    }
    m_book.addPlace(plan);
    auto station = std::make_unique<LinkStation>(m_services.reactor, std::move(settings));
    station->onExchanged([this, id = plan.id](Nanos took) { m_book.exchanged(id, took); });
    m_gate.expect(*station);
    if (keeper)
        m_gate.add(std::move(keeper), plan.id);
    return station;
}

void StationDoor::forget(StationId station)
{
    m_gate.forget(station, stationRefused(station, "removed"));
    m_book.removePlace(station);
    m_list->removePlanned(station);
    m_pins->replace(m_list->pins());
}

Outcome<Done> StationDoor::open()
{
    m_pins->replace(m_list->pins());
    auto done = m_plan.stationDoor.listen.isEmpty() ? Outcome<Done>(Done{}) : openTls();
    if (done && !m_plan.stationDoor.localPath.isEmpty())
        done = openLocal();
    return done;
}

Outcome<Done> StationDoor::openTls()
{
    const StationDoorPlan& door = m_plan.stationDoor;
    auto identity = TlsIdentity::load(door.certificate, door.privateKey);
    if (!identity)
        return identity.failure();
    m_ownPin = identity->pin();
    const auto address = TlsAddress::parse(door.listen).value_or(TlsAddress());
    m_network = std::make_shared<NetworkThread>();
    TlsLinkSettings settings;
    settings.host = address.host;
    settings.port = address.port;
    settings.service = stationService.toByteArray();
    settings.identity = std::make_shared<const TlsIdentity>(identity.take());
    settings.pins = m_pins;
    auto listener = listenTls(m_services.reactor, m_network, std::move(settings));
    if (!listener)
        return listener.failure();
    m_tls = listener.take();
    m_tls->accepted
        = [this](std::unique_ptr<MessageLink> link) { m_gate.add(m_book.watch(std::move(link))); };
    m_tls->refused = [this](const Failure& why) {
        m_book.turnedAway(why);
        if (why == fc::LinkPeerRefused && why.param("cause") == QStringLiteral("not listed"))
            noteRefused(why.param("pin"), why.param("address"), StationId());
    };
    return Done{};
}

Outcome<Done> StationDoor::openLocal()
{
    auto listener = listenLocal(
        m_services.reactor, {m_plan.stationDoor.localPath, stationService.toByteArray(), LinkTimes{}});
    if (!listener)
        return listener.failure();
    m_local = listener.take();
    m_local->accepted
        = [this](std::unique_ptr<MessageLink> link) { m_gate.add(m_book.watch(std::move(link))); };
    m_local->refused = [this](const Failure& why) { m_book.turnedAway(why); };
    return Done{};
}

/// A link with a peer came over TLS, one without from this computer.
Outcome<Done> StationDoor::mayCome(const MessageLink& link, StationId station) const
{
    const StationPlan::Kind kind = kindOf(station);
    if (link.peer().isEmpty())
        return kind == StationPlan::Kind::Local ? Outcome<Done>(Done{})
                                                : stationRefused(station, "not from this computer");
    if (kind != StationPlan::Kind::Tls)
        return stationRefused(station, "not over TLS");
    const auto pin = fromHex(link.peer());
    return pin && m_list->allows(*pin, station) ? Outcome<Done>(Done{})
                                                : stationRefused(station, "not listed");
}

std::vector<PendingStation>::iterator StationDoor::pending(const QByteArray& pin)
{
    return std::find_if(
        m_pending.begin(), m_pending.end(), [&pin](const PendingStation& one) { return one.pin == pin; });
}

void StationDoor::noteRefused(const QString& pin, const QString& address, StationId wanted)
{
    const auto bytes = fromHex(pin);
    if (!bytes || bytes->isEmpty())
        return;
    if (!wanted.isValid() && m_list->knows(*bytes))
        return; // the network thread turned it away before it had heard that it was let in
    PendingStation entry;
    if (const auto known = pending(*bytes); known != m_pending.end()) {
        entry = *known;
        m_pending.erase(known);
    } else if (m_pending.size() >= mostPending) {
        // Keys are made for nothing: those that nobody decided about make room for each other only.
        const auto undecided = std::find_if(m_pending.begin(), m_pending.end(),
            [](const PendingStation& one) { return !one.offered.isValid(); });
        if (undecided == m_pending.end())
            return;
        m_pending.erase(undecided);
    }
    entry.pin = *bytes;
    entry.address = withoutPort(address);
    entry.wanted = wanted.isValid() ? wanted : entry.wanted;
    entry.last = m_services.reactor.clock->wall();
    ++entry.tries;
    m_pending.push_back(std::move(entry));
}

Outcome<Done> StationDoor::accept(const command::AcceptStation& order)
{
    const auto waiting = pending(order.pin);
    const QString person = order.person.simplified();
    if (waiting == m_pending.end() && !m_list->knows(order.pin))
        return fail(fc::StationKeyUnknown);
    if (kindOf(order.station) != StationPlan::Kind::Tls)
        return fail(fc::StationPlaceUnfit, {{"station", order.station.text()}});
    if (comparableName(person).isEmpty() || person.size() > longestPerson)
        return fail(fc::StationPersonUnfit);
    if (!m_twoPersons)
        return takeIn(order.pin, order.station, {person});
    if (waiting == m_pending.end())
        return fail(fc::StationKeyUnknown);
    if (waiting->offered != order.station) {
        waiting->offered = order.station;
        waiting->firstPerson = person;
        return Done{};
    }
    if (comparableName(waiting->firstPerson) == comparableName(person))
        return fail(fc::StationPersonUnfit, {{"station", order.station.text()}});
    return takeIn(order.pin, order.station, {waiting->firstPerson, person});
}

Outcome<Done> StationDoor::takeIn(const QByteArray& pin, StationId station, const QStringList& persons)
{
    ListedStation entry;
    entry.pin = pin;
    entry.station = station;
    entry.persons = persons;
    entry.since = m_services.reactor.clock->wall();
    const auto added = m_list->add(std::move(entry));
    if (!added)
        return added;
    qCWarning(lcStation).noquote() << "key" << toHex(pin).left(16) << "may take" << station.text() << "by"
                                   << persons.size() << "person(s)";
    m_pins->replace(m_list->pins());
    if (const auto waiting = pending(pin); waiting != m_pending.end())
        m_pending.erase(waiting);
    return added;
}

Outcome<Done> StationDoor::refuse(const command::RefuseStation& order)
{
    const auto waiting = pending(order.pin);
    if (waiting == m_pending.end())
        return fail(fc::StationKeyUnknown);
    m_pending.erase(waiting);
    return Done{};
}

Outcome<Done> StationDoor::revoke(const command::RevokeStation& order)
{
    if (!m_list->allows(order.pin, order.station))
        return fail(fc::StationKeyUnknown);
    if (m_list->isPlanned(order.pin, order.station))
        return fail(fc::StationPlaceUnfit,
            {{"station", order.station.text()}, {"cause", QStringLiteral("floor.json")}});
    const auto removed = m_list->remove(order.pin, order.station);
    if (!removed)
        return removed;
    m_pins->replace(m_list->pins());
    m_gate.dropPeer(order.station, toHex(order.pin), stationRefused(order.station, "revoked"));
    return removed;
}

std::shared_ptr<const StationDoorView> StationDoor::view() const
{
    auto out = std::make_shared<StationDoorView>();
    if (m_tls)
        out->address = m_tls->address();
    out->pin = m_ownPin;
    out->twoPersons = m_twoPersons;
    out->pending = m_pending;
    out->listed = m_list->entries();
    for (ListedStation& entry : out->listed)
        entry.connected = m_gate.isConnected(entry.station, toHex(entry.pin));
    for (const MachinePlan& machine : m_plan.machines) {
        for (const StationPlan& plan : machine.stations) {
            if (plan.kind == StationPlan::Kind::Tls)
                out->places.push_back(plan.id);
        }
    }
    out->links = m_book.links();
    out->refused = m_book.refused();
    return out;
}

} // namespace sm
