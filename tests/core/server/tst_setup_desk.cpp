// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/server.h"
#include "base/failures/station.h"
#include "base/overloaded.h"
#include "base/secret_bytes.h"
#include "server/demo_job.h"
#include "server/floor_document.h"
#include "server/simulated_server.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace sm;

namespace {

const char hall[] = R"({"name": "Hall",
  "machines": [{"name": "MX-A", "stations": 3}, {"name": "MX-B", "stations": 1}],
  "hsms": [{"kind": "virtual", "serviceMs": 5}],
  "virtualCards": {"commandMs": 50, "feedMs": 200, "seed": 3}})";

/// A floor of its own file, on simulated time.
class Hall {
public:
    explicit Hall(const QByteArray& json = hall)
        : document(FloorDocument::parse(json, {}).take())
    {
        ServerOptions options;
        options.floor = FloorPlan::parse(json, {}).take();
        options.dataFolder = folder.path();
        options.floorFile = file();
        server = std::make_unique<SimulatedServer>(std::move(options), 1);
        until([this] { return opened; });
    }

    QString file() const { return folder.filePath(QStringLiteral("floor.json")); }
    bool until(const std::function<bool()>& condition)
    {
        return server->run(
            [&] {
                take();
                return condition();
            },
            std::chrono::hours(2));
    }
    /// Shows time to the server as whoever draws it does, until the condition holds.
    bool watch(const std::function<bool(const Snapshot&)>& condition)
    {
        for (int i = 0; i < 4000; ++i) {
            const auto snapshot = server->snapshot();
            if (condition(*snapshot))
                return true;
            server->advance(milliseconds(50));
            take();
        }
        return false;
    }
    JobId start(int cards)
    {
        command::ImportFile import;
        import.file = writeDemoJob(folder.filePath(QStringLiteral("job")), cards).take();
        import.startWhenImported = true;
        server->post(import);
        until([this] { return imported.isValid(); });
        return imported;
    }
    std::optional<event::FloorApplied> apply(bool rehearse = false)
    {
        const quint64 ticket = server->post(SetupCommand(command::ApplyFloor{document.json(), rehearse}));
        until([&] { return refusals.contains(ticket) || (applied && applied->ticket == ticket); });
        refusal = refusals.contains(ticket) ? std::optional(refusals.at(ticket)) : std::nullopt;
        return refusal ? std::nullopt : applied;
    }
    event::StationTested test(StationId station)
    {
        const quint64 ticket = server->post(SetupCommand(command::TestStation{document.json(), station}));
        until([&] { return refusals.contains(ticket) || (tested && tested->ticket == ticket); });
        event::StationTested refused;
        if (refusals.contains(ticket))
            refused.failure = refusals.at(ticket);
        return refused.failure ? refused : *tested;
    }
    QString floor() const
    {
        QStringList out;
        for (const MachineSnapshot& machine : server->snapshot()->machines) {
            for (const StationSnapshot& station : machine.stations)
                out.append(station.id.text());
        }
        return out.join(u' ');
    }

    QTemporaryDir folder;
    FloorDocument document;
    std::unique_ptr<SimulatedServer> server;
    bool opened = false;
    JobId imported;
    JobState state = JobState::Ready;
    int good = 0;
    std::map<StationId, int> goodAt;
    std::map<quint64, Failure> refusals;
    std::optional<Failure> refusal;
    std::optional<event::FloorApplied> applied;
    std::optional<event::StationTested> tested;
    std::optional<event::FloorRead> read;

private:
    void take()
    {
        for (const ServerEvent& event : server->takeEvents()) {
            std::visit(Overloaded{
                           [this](const event::Opened&) { opened = true; },
                           [this](const event::Imported& e) { imported = e.job; },
                           [this](const event::JobChanged& e) { state = e.state; },
                           [this](const event::CardGood& e) {
                               ++good;
                               ++goodAt[e.station];
                           },
                           [this](const event::Refused& e) { refusals.emplace(e.ticket, e.why); },
                           [this](const SetupEvent& e) { keep(e); },
                           [](const auto&) {},
                       },
                event);
        }
    }
    void keep(const SetupEvent& event)
    {
        std::visit(Overloaded{
                       [this](const event::FloorRead& e) { read = e; },
                       [this](const event::StationTested& e) { tested = e; },
                       [this](const event::FloorApplied& e) { applied = e; },
                   },
            event);
    }
};

const StationSnapshot* find(const Snapshot& snapshot, StationId id)
{
    for (const MachineSnapshot& machine : snapshot.machines) {
        for (const StationSnapshot& station : machine.stations) {
            if (station.id == id)
                return &station;
        }
    }
    return nullptr;
}

StationRow row(StationKind kind)
{
    StationRow out;
    out.kind = kind;
    return out;
}

} // namespace

class TestSetupDesk : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void readsTheFloorThatRuns();
    void rehearsesWithoutChangingAnything();
    void addsAndRemovesIdleStations();
    void aStationAddedWhileAJobRunsMakesItsCards();
    void aStationWithACardChangesWhenItHasLeft();
    void whatWasToChangeMayStay();
    void aHeldFloorHoldsWhatIsAdded();
    void whatCountsLaterIsNamed();
    void controlDevicesCountLater();
    void aWrongFloorChangesNothing();
    void testsWhatNobodyUses();
};

void TestSetupDesk::readsTheFloorThatRuns()
{
    Hall hall;
    hall.server->post(SetupCommand(command::ReadFloor{}));
    QVERIFY(hall.until([&] { return hall.read.has_value(); }));
    QCOMPARE(hall.read->floor, hall.document.json());
    QCOMPARE(hall.read->file, hall.file());
}

void TestSetupDesk::rehearsesWithoutChangingAnything()
{
    Hall hall;
    hall.document.addStation(2, row(StationKind::Virtual));
    QVERIFY(hall.document.removeStation({1, 2}));
    const auto told = hall.apply(true);
    QVERIFY(told);
    QVERIFY(told->rehearsed);
    QCOMPARE(told->stations.size(), size_t(2));
    QCOMPARE(told->stations[0].station, (StationId{1, 2}));
    QVERIFY(told->stations[0].what == StationEdit::What::Removed && !told->stations[0].waits);
    QVERIFY(told->stations[1].what == StationEdit::What::Added);
    QVERIFY(told->nextStart.isEmpty());
    QCOMPARE(hall.floor(), QStringLiteral("M1-S1 M1-S2 M1-S3 M2-S1"));
    QVERIFY(!QFile::exists(hall.file()));
}

void TestSetupDesk::addsAndRemovesIdleStations()
{
    Hall hall;
    const quint16 machine = hall.document.addMachine(QStringLiteral("MX-C"));
    hall.document.addStation(machine, row(StationKind::Virtual));
    hall.document.addStation(1, row(StationKind::Virtual));
    QVERIFY(hall.document.removeStation({1, 2}));
    hall.document.removeMachine(2);
    hall.document.renameMachine(1, QStringLiteral("Old one"));
    QVERIFY(hall.apply());
    QCOMPARE(hall.floor(), QStringLiteral("M1-S1 M1-S3 M1-S4 M3-S1"));
    QCOMPARE(hall.server->snapshot()->machines[0].name, QStringLiteral("Old one"));
    const auto kept = FloorDocument::load(hall.file());
    QVERIFY2(kept.ok(), kept ? "" : qPrintable(kept.failure().toString()));
    QCOMPARE(kept->machines(), hall.document.machines());

    QCOMPARE(hall.apply()->stations.size(), size_t(0));
    hall.start(40);
    QVERIFY(hall.watch([&](const Snapshot&) { return hall.state == JobState::Complete; }));
    QCOMPARE(hall.good, 40);
    for (const StationId station : {StationId{1, 1}, StationId{1, 3}, StationId{1, 4}, StationId{3, 1}})
        QVERIFY2(hall.goodAt[station] > 0, qPrintable(station.text()));
    QCOMPARE(hall.goodAt.size(), size_t(4));
}

void TestSetupDesk::aStationAddedWhileAJobRunsMakesItsCards()
{
    Hall hall;
    hall.start(60);
    QVERIFY(hall.watch([&](const Snapshot&) { return hall.good >= 8; }));
    const StationId added = hall.document.addStation(2, row(StationKind::Virtual));
    QVERIFY(hall.apply());
    QVERIFY(hall.watch([&](const Snapshot&) { return hall.state == JobState::Complete; }));
    QCOMPARE(hall.good, 60);
    QVERIFY(hall.goodAt[added] > 3);
}

/// The card in it is finished by what the station was; the next one is made by what it is.
void TestSetupDesk::aStationWithACardChangesWhenItHasLeft()
{
    Hall hall;
    const StationId id{1, 1};
    const StationId gone{2, 1};
    const JobId job = hall.start(40);
    QVERIFY(hall.watch(
        [&](const Snapshot& s) { return find(s, id)->stepNow > 2 && find(s, gone)->stepNow > 0; }));
    const QString card = find(*hall.server->snapshot(), id)->recordId;
    StationRow other = row(StationKind::Pcsc); // a reader that is not there
    other.id = id;
    other.readerSerial = QStringLiteral("none");
    QVERIFY(hall.document.changeStation(other));
    hall.document.removeMachine(2);
    const auto told = hall.apply();
    QVERIFY(told);
    QCOMPARE(told->stations.size(), size_t(2));
    for (const StationEdit& edit : told->stations)
        QVERIFY2(edit.waits, qPrintable(edit.station.text()));
    QCOMPARE(hall.server->snapshot()->changing, (std::vector<StationId>{id, gone}));
    QCOMPARE(find(*hall.server->snapshot(), id)->recordId, card);
    QCOMPARE(find(*hall.server->snapshot(), id)->link, QStringLiteral("virtual"));
    QVERIFY(FloorDocument::load(hall.file()).ok());

    QVERIFY(hall.watch([](const Snapshot& s) { return s.changing.empty(); }));
    QCOMPARE(hall.goodAt[id], 1);
    QCOMPARE(hall.goodAt[gone], 1);
    const auto after = hall.server->snapshot();
    QCOMPARE(hall.floor(), QStringLiteral("M1-S1 M1-S2 M1-S3"));
    QCOMPARE(find(*after, id)->link, QStringLiteral("pcsc: none"));
    QVERIFY(hall.watch([&](const Snapshot&) { return hall.state == JobState::Complete; }));
    QCOMPARE(hall.good, 40);
    QCOMPARE(hall.goodAt[id], 1);
    QVERIFY(job.isValid());
}

void TestSetupDesk::whatWasToChangeMayStay()
{
    Hall hall;
    const StationId id{1, 2};
    hall.start(40);
    QVERIFY(hall.watch([&](const Snapshot& s) { return find(s, id)->stepNow > 0; }));
    const QByteArray before = hall.document.json();
    QVERIFY(hall.document.removeStation(id));
    QVERIFY(hall.apply()->stations[0].waits);
    hall.document = FloorDocument::parse(before, {}).take();
    QVERIFY(hall.apply()->stations.empty());
    QVERIFY(hall.server->snapshot()->changing.empty());
    QVERIFY(hall.watch([&](const Snapshot&) { return hall.state == JobState::Complete; }));
    QVERIFY(hall.goodAt[id] > 3);
}

void TestSetupDesk::aHeldFloorHoldsWhatIsAdded()
{
    Hall hall;
    hall.server->post(command::HoldFloor{});
    const StationId added = hall.document.addStation(1, row(StationKind::Virtual));
    QVERIFY(hall.apply());
    QVERIFY(find(*hall.server->snapshot(), added)->state == TileState::Held);
    hall.server->post(command::ResumeFloor{});
    QVERIFY(hall.watch([&](const Snapshot& s) { return find(s, added)->state == TileState::Idle; }));
}

void TestSetupDesk::whatCountsLaterIsNamed()
{
    Hall hall;
    QByteArray json = hall.document.json();
    json.replace("\"serviceMs\": 5", "\"serviceMs\": 6").replace("\"Hall\"", "\"Hall 2\"");
    hall.document = FloorDocument::parse(json, {}).take();
    const auto told = hall.apply();
    QVERIFY(told);
    QCOMPARE(told->nextStart, (QStringList{QStringLiteral("hsms"), QStringLiteral("name")}));
    QVERIFY(told->stations.empty());
    QVERIFY(FloorDocument::load(hall.file())->json().contains("Hall 2"));
}

/// A machine's control device is named as a whole; its stations, also new ones, are there at once.
void TestSetupDesk::controlDevicesCountLater()
{
    Hall hall;
    QByteArray json = hall.document.json();
    json.replace(
        "\"stations\": 3", R"("stations": 4, "dataPlane": {"kind": "simulated", "file": "/rows.csv"})");
    hall.document = FloorDocument::parse(json, {}).take();
    const auto told = hall.apply();
    QVERIFY(told);
    QCOMPARE(told->nextStart, QStringList{QStringLiteral("dataPlane")});
    QCOMPARE(told->stations.size(), size_t(1));
    QVERIFY(told->stations[0].station == StationId(1, 4) && !told->stations[0].failure);
    QVERIFY(FloorDocument::load(hall.file())->json().contains("/rows.csv"));
}

void TestSetupDesk::aWrongFloorChangesNothing()
{
    Hall hall;
    StationRow line = row(StationKind::Serial);
    line.port = QStringLiteral("ttyS0");
    line.lineKey = QStringLiteral("/k");
    hall.document.addStation(1, line);
    QVERIFY(hall.document.removeStation({1, 1}));
    QVERIFY(!hall.apply());
    QCOMPARE(*hall.refusal, fc::FloorFileUnexpected);
    QCOMPARE(hall.refusal->param("path"), QStringLiteral("$.machines[0].links[0].port"));
    QVERIFY(!QFile::exists(hall.file()));
    QCOMPARE(hall.floor(), QStringLiteral("M1-S1 M1-S2 M1-S3 M2-S1"));

    // A file that can not be written changes nothing either.
    hall.document = FloorDocument::parse(::hall, {}).take();
    QVERIFY(QDir().mkdir(hall.file()));
    QVERIFY(hall.document.removeStation({1, 1}));
    QVERIFY(!hall.apply());
    QCOMPARE(*hall.refusal, fc::FloorFileUnwritable);
    QCOMPARE(hall.floor(), QStringLiteral("M1-S1 M1-S2 M1-S3 M2-S1"));
}

void TestSetupDesk::testsWhatNobodyUses()
{
    Hall hall;
    QVERIFY(!hall.test({1, 1}).failure);
    QCOMPARE(*hall.test({7, 1}).failure, fc::StationNotThere);
    StationRow reader = row(StationKind::Pcsc);
    reader.reader = QStringLiteral("Twin 00 00");
    const StationId added = hall.document.addStation(1, reader);
    QCOMPARE(*hall.test(added).failure, fc::StationNeedsRealTime);
    hall.start(20);
    QVERIFY(hall.watch([](const Snapshot& s) { return find(s, {1, 1})->stepNow > 0; }));
    QCOMPARE(*hall.test({1, 1}).failure, fc::StationInUse);
    QCOMPARE(hall.test({1, 1}).failure->param("station"), QStringLiteral("M1-S1"));
}

QTEST_GUILESS_MAIN(TestSetupDesk)
#include "tst_setup_desk.moc"
