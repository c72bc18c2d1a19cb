// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/floor_builder.h"

#include "base/log.h"
#include "server/data_plane_maker.h"
#include "server/hsm_maker.h"
#include "server/module_maker.h"
#include "server/reader_name.h"
#include "simulator/card_lock.h"
#include "simulator/virtual_station.h"
#include "station/bound_card_link.h"
#include "station/pcsc_station.h"
#include "store/sqlite_journal.h"
#include "transport/pcsc/pcsc_monitor.h"

#include <QDir>

#include <algorithm>
#include <map>

namespace sm {

namespace {

/// A blank of the kind that the station's present session needs: file cards for profiles without a secure
/// channel, locked by their maker for profiles that release them.
class PlannedFeeder final : public CardFeeder {
public:
    /// What the maker of the blanks knows.
    struct Factory {
        CardKeySet keys;
        CardSecret releaseMaster;
    };

    PlannedFeeder(
        StationId station, const VirtualPlan& plan, Factory factory, SoftwareCard::Services services)
        : m_station(station)
        , m_plan(plan)
        , m_factory(std::move(factory))
        , m_services(services)
    {
    }
    void follow(const Controller* controller) { m_controller = controller; }

    std::unique_ptr<SoftwareCard> next() override
    {
        BlankOptions blank;
        blank.kind = fileCard() ? CardKind::FileCard : CardKind::GlobalPlatform;
        if (blank.kind == CardKind::GlobalPlatform)
            blank.keys = m_factory.keys;
        else if (const Profile* profile = presentProfile(); profile && profile->releasesChips())
            lock(blank);
        // Unique over the floor and over the runs of the program: a chip is bound to one person for life.
        const quint64 run = m_plan.run != 0 ? m_plan.run : m_plan.seed;
        blank.serial = (run & 0xFFFFFFFF) << 32 | quint64(m_station.machine & 0x7F) << 25
            | quint64(m_station.station & 0x7F) << 18 | (++m_made & 0x3FFFF);
        return std::make_unique<SoftwareCard>(makeBlank(blank), m_services);
    }

private:
    bool fileCard() const
    {
        if (m_plan.cardKind == QStringLiteral("iso"))
            return true;
        if (m_plan.cardKind == QStringLiteral("gp") || !m_controller)
            return false;
        const Profile* profile = presentProfile();
        return profile && !profile->channel();
    }
    const Profile* presentProfile() const
    {
        const StationDesk* desk = m_controller ? m_controller->desk(m_station) : nullptr;
        return desk && desk->session ? desk->session->job().profile.get() : nullptr;
    }
    void lock(BlankOptions& blank)
    {
        blank.releaseMaster = m_factory.releaseMaster;
        const bool worn = m_plan.blockedEvery > 0 && ++m_locked % m_plan.blockedEvery == 0;
        if (worn)
            blank.releaseTries = quint8(m_locked / m_plan.blockedEvery % 2);
    }

    StationId m_station;
    const VirtualPlan& m_plan;
    Factory m_factory;
    SoftwareCard::Services m_services;
    const Controller* m_controller = nullptr;
    quint64 m_made = 0;
    quint64 m_locked = 0;
};

} // namespace

class FloorBuilder::Private {
public:
    Private(const ServerEnvironment& e, const ServerOptions& o)
        : environment(e)
        , options(o)
    {
    }

    Outcome<Done> openLog();
    bool hasLinkedStations() const;
    Outcome<Done> prepareDoor();
    static Outcome<PlannedFeeder::Factory> makeFactory();
    PcscServices& pcsc();
    void readerEvent(const PcscEvent& event);
    Outcome<std::unique_ptr<CardLink>> link(const StationPlan& plan, const Controller& controller);
    Outcome<std::unique_ptr<CardLink>> virtualLink(const StationPlan& plan, const Controller& controller);
    std::unique_ptr<CardLink> readerLink(const StationPlan& plan);
    Outcome<std::unique_ptr<Station>> station(const StationPlan& plan, const Controller& controller);
    Outcome<std::unique_ptr<Station>> linkedStation(const StationPlan& plan);

    const ServerEnvironment& environment;
    const ServerOptions& options;
    HistoryStore* history = nullptr;
    QByteArray store; ///< its identity
    std::unique_ptr<HsmMaker> hsms;
    std::unique_ptr<FileCardLog> log;
    std::vector<std::unique_ptr<SeededRandom>>
        randoms; ///< one per virtual station: a station's luck is its own
    std::optional<PlannedFeeder::Factory> factory; ///< keys of blanks, in this process only where blanks are
    std::map<StationId, std::unique_ptr<PlannedFeeder>> feeders; ///< a place makes each serial number once
    struct Bound {
        StationPlan plan;
        BoundCardLink* link = nullptr;
    };
    std::map<StationId, Bound> bound; ///< stations that know their reader by its serial number
    QStringList readers; ///< that are there now
    std::optional<PcscServices> services;
    std::unique_ptr<PcscMonitor> monitor;
    std::unique_ptr<StationDoor> door;
    std::unique_ptr<ModuleMaker> modules;
    std::unique_ptr<DataPlaneMaker> planes;
};

FloorBuilder::FloorBuilder(const ServerEnvironment& environment, const ServerOptions& options)
    : d(std::make_unique<Private>(environment, options))
{
}

FloorBuilder::~FloorBuilder() = default;

QString FloorBuilder::kekLabel() const
{
    return d->options.floor.jobKey;
}

Outcome<std::unique_ptr<Journal>> FloorBuilder::openJournal()
{
    StoreOptions store;
    store.path = QDir(d->options.dataFolder).filePath(QStringLiteral("store.sqlite"));
    if (d->options.floor.demo)
        store.ballastBytes = 0; // a demo may be lost
    auto opened = SqliteJournal::open(store, *d->environment.executors, d->environment.reactor);
    if (!opened)
        return opened.failure();
    auto journal = opened.take();
    d->history = &journal->history();
    d->store = journal->identity();
    return std::unique_ptr<Journal>(std::move(journal));
}

HistoryStore* FloorBuilder::history() const
{
    return d->history;
}

Outcome<std::unique_ptr<DataService>> FloorBuilder::makeDataService()
{
    auto data = std::make_unique<DataService>(d->environment.reactor, d->environment.executors->make("data"));
    d->planes = std::make_unique<DataPlaneMaker>(
        d->environment.reactor, *d->environment.executors, d->environment.threaded);
    const auto filled = d->planes->fill(*data, d->options.floor.machines);
    if (!filled)
        return filled.failure();
    return data;
}

Outcome<std::unique_ptr<HsmPool>> FloorBuilder::makePool()
{
    HsmMaker::Services services;
    services.reactor = d->environment.reactor;
    services.executors = d->environment.executors;
    services.random = d->environment.random;
    services.realTime = d->environment.threaded;
    services.program = d->options.hsmProgram;
    services.seed = d->options.floor.virtualCards.seed;
    d->hsms = std::make_unique<HsmMaker>(std::move(services));
    HsmPool::Settings rules;
    rules.queueLimit = d->options.floor.hsmQueueLimit;
    auto pool = std::make_unique<HsmPool>(d->environment.reactor, rules);
    const auto filled = d->hsms->fill(*pool, d->options.floor.hsms);
    if (!filled)
        return filled.failure();
    return pool;
}

std::unique_ptr<KeyDesk> FloorBuilder::makeKeyDesk(KeyDesk::Report report)
{
    auto desk = std::make_unique<KeyDesk>(d->environment.reactor, std::move(report));
    for (HsmMaker::OrderLine& line : d->hsms->takeOrderLines())
        desk->add(line.device, std::move(line.link));
    return desk;
}

bool FloorBuilder::Private::hasLinkedStations() const
{
    const auto& machines = options.floor.machines;
    return std::any_of(machines.begin(), machines.end(), [](const MachinePlan& machine) {
        return std::any_of(machine.stations.begin(), machine.stations.end(),
            [](const StationPlan& station) { return station.isLinked(); });
    });
}

Outcome<Done> FloorBuilder::Private::prepareDoor()
{
    StationDoor::Services needed;
    needed.reactor = environment.reactor;
    needed.random = environment.random;
    needed.realTime = environment.threaded;
    needed.dataFolder = options.dataFolder;
    needed.store = store;
    door = std::make_unique<StationDoor>(std::move(needed), options.floor);
    return door->prepare();
}

StationDoor* FloorBuilder::stationDoor() const
{
    return d->door.get();
}

Outcome<PlannedFeeder::Factory> FloorBuilder::Private::makeFactory()
{
    // Factory keys of every software blank: the published test keys that TEST-ISD holds too.
    const auto value = fromHex(QStringLiteral("404142434445464748494A4B4C4D4E4F"));
    auto key = cardSecret(*value);
    if (!key)
        return key.failure();
    auto release = testReleaseMaster();
    if (!release)
        return release.failure();
    PlannedFeeder::Factory made;
    made.keys.version = 1;
    made.keys.enc = made.keys.mac = made.keys.dek = key.take();
    made.releaseMaster = release.take();
    return made;
}

Outcome<Done> FloorBuilder::Private::openLog()
{
    const QString& path = options.floor.virtualCards.commandLog;
    if (path.isEmpty())
        return Done{};
    auto opened = FileCardLog::open(path);
    if (!opened)
        return opened.failure();
    log = opened.take();
    return Done{};
}

PcscServices& FloorBuilder::Private::pcsc()
{
    if (!services) {
        services.emplace(makePcscLite(), std::make_shared<ReaderBoard>(), std::make_shared<ReaderRegistry>());
        monitor = std::make_unique<PcscMonitor>(services->api, services->board, environment.reactor.inbox);
        monitor->onEvent([this](const PcscEvent& event) { readerEvent(event); });
        monitor->start();
    }
    return *services;
}

void FloorBuilder::Private::readerEvent(const PcscEvent& event)
{
    if (event.kind == PcscEvent::Kind::ServiceDown)
        qCWarning(lcPcsc) << "the PC/SC service does not answer";
    const bool came = event.kind == PcscEvent::Kind::ReaderAppeared;
    if (!came && event.kind != PcscEvent::Kind::ReaderVanished)
        return;
    readers.removeAll(event.reader);
    if (came)
        readers.append(event.reader);
    for (const auto& [station, one] : bound) {
        if (readerOf(one.plan, {event.reader}).isEmpty())
            continue;
        if (came)
            one.link->readerCame(event.reader);
        else
            one.link->readerWent(event.reader);
    }
}

std::unique_ptr<CardLink> FloorBuilder::Private::readerLink(const StationPlan& plan)
{
    const PcscServices& shared = pcsc();
    if (!plan.reader.isEmpty())
        return std::make_unique<PcscCardLink>(environment.reactor, shared, plan.reader);
    auto made = std::make_unique<BoundCardLink>(environment.reactor, plan.readerSerial,
        [reactor = environment.reactor, shared](const QString& name) -> std::unique_ptr<CardLink> {
            return std::make_unique<PcscCardLink>(reactor, shared, name);
        });
    bound[plan.id] = Bound{plan, made.get()};
    if (const QString name = readerOf(plan, readers); !name.isEmpty())
        made->readerCame(name);
    return made;
}

Outcome<std::unique_ptr<CardLink>> FloorBuilder::Private::virtualLink(
    const StationPlan& plan, const Controller& controller)
{
    if (!factory) {
        auto made = makeFactory();
        if (!made)
            return made.failure();
        factory = made.take();
    }
    const VirtualPlan& cards = options.floor.virtualCards;
    const quint64 place = quint64(plan.id.machine) << 16 | plan.id.station;
    randoms.push_back(std::make_unique<SeededRandom>(cards.seed * 1'000'003 + place));
    SoftwareCard::Services inside;
    inside.random = randoms.back().get();
    inside.log = log.get();
    std::unique_ptr<PlannedFeeder>& feeder = feeders[plan.id];
    if (!feeder)
        feeder = std::make_unique<PlannedFeeder>(plan.id, cards, *factory, inside);
    feeder->follow(&controller);
    VirtualCardLink::Options link;
    link.times.perCommand = cards.perCommand;
    link.times.perByte = cards.perByte;
    link.powerTime = cards.perCommand;
    link.feedTime = cards.feed;
    link.faults.tearBefore = cards.tearRate / 2;
    link.faults.tearAfter = cards.tearRate / 2;
    link.faults.mute = cards.muteRate;
    link.faults.status = cards.statusRate;
    link.faults.spread = cards.spread;
    for (const JamPlan& jam : cards.jams) {
        if (jam.station == plan.id)
            link.jamAt = jam.at;
    }
    for (const EmptyPlan& empty : cards.empty) {
        if (empty.station != plan.id)
            continue;
        link.emptyFrom = empty.from;
        link.emptyUntil = empty.until;
    }
    auto made = std::make_unique<VirtualCardLink>(environment.reactor, *feeder, *randoms.back(), link);
    if (!plan.modules.empty()) {
        made->onCardLeft([maker = modules.get(), station = plan.id](Bin bin, const SoftwareCard& card) {
            maker->cardLeft(station, bin, card.serial());
        });
    }
    return std::unique_ptr<CardLink>(std::move(made));
}

Outcome<std::unique_ptr<CardLink>> FloorBuilder::Private::link(
    const StationPlan& plan, const Controller& controller)
{
    if (plan.kind == StationPlan::Kind::Virtual)
        return virtualLink(plan, controller);
    return readerLink(plan);
}

Outcome<std::unique_ptr<Station>> FloorBuilder::Private::station(
    const StationPlan& plan, const Controller& controller)
{
    if (plan.isLinked())
        return linkedStation(plan);
    auto made = link(plan, controller);
    if (!made)
        return made.failure();
    auto out = std::make_unique<Station>(plan.id, made.take());
    const auto equipped = modules->equip(*out, plan);
    if (!equipped)
        return equipped.failure();
    return out;
}

Outcome<std::unique_ptr<Station>> FloorBuilder::Private::linkedStation(const StationPlan& plan)
{
    auto made = door->makeLink(plan);
    if (!made)
        return made.failure();
    auto link = made.take();
    LinkStation& linked = *link;
    auto out = std::make_unique<Station>(plan.id, std::move(link));
    modules->equipBehind(*out, linked, plan);
    return out;
}

Outcome<Done> FloorBuilder::addStations(Controller& controller)
{
    const auto logged = d->openLog();
    if (!logged)
        return logged.failure();
    d->modules = std::make_unique<ModuleMaker>(d->environment.reactor, d->environment.threaded);
    const auto noted = d->modules->openLog(d->options.floor.virtualCards.moduleLog);
    if (!noted)
        return noted;
    const auto prepared = d->hasLinkedStations() ? d->prepareDoor() : Outcome<Done>(Done{});
    if (!prepared)
        return prepared;
    for (const MachinePlan& machine : d->options.floor.machines) {
        for (const StationPlan& plan : machine.stations) {
            auto station = d->station(plan, controller);
            if (!station)
                return station.failure();
            controller.addStation(station.take());
        }
    }
    return d->door ? d->door->open() : Outcome<Done>(Done{});
}

Outcome<Done> FloorBuilder::addStation(Controller& controller, const StationPlan& plan, bool held)
{
    const bool opens = plan.isLinked() && !d->door;
    const auto prepared = opens ? d->prepareDoor() : Outcome<Done>(Done{});
    if (!prepared) {
        d->door.reset();
        return prepared;
    }
    auto station = d->station(plan, controller);
    if (!station) {
        forget(plan.id);
        return station.failure();
    }
    if (held)
        (*station)->requestHold();
    controller.addStation(station.take());
    const auto opened = opens ? d->door->open() : Outcome<Done>(Done{});
    if (!opened) {
        removeStation(controller, plan.id);
        d->door.reset();
    }
    return opened;
}

void FloorBuilder::removeStation(Controller& controller, StationId station)
{
    if (controller.removeStation(station))
        forget(station);
}

void FloorBuilder::forget(StationId station)
{
    d->bound.erase(station);
    d->modules->forget(station);
    if (d->door)
        d->door->forget(station);
}

} // namespace sm
