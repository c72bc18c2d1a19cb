// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/server.h"
#include "server/floor_document.h"
#include "server/floor_plan.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

class TestFloorDocument : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void rowsAreTheStationsOfTheFile();
    void aRoundTripLosesNothing();
    void numbersStayWithTheirStations();
    void aKindChangesAndTheRestStays();
    void modulesGoWithTheirLastStation();
    void saysWhereARowIsWrong_data();
    void saysWhereARowIsWrong();
    void writesAllOrNothing();
    void definitionsTellWhatChanged();
    void theDemoHasADocument();
    void numbersAndSerialsAreRead();
    void refusesNumbers_data();
    void refusesNumbers();
};

static const char hall[] = R"({
  "$schema": "floor.schema.json", "name": "Hall 1", "startStaggerMs": 200, "jobKey": "FLOOR-KEK",
  "machines": [
    {"name": "MX-A", "stations": 2, "readers": ["Gemalto PC Twin 00 00", {"serial": "9F31", "slot": 1}],
     "modules": [{"name": "stripe", "stations": [1, 2], "driver": "msr605", "simulated": true, "workMs": 5}]},
    {"links": [{"kind": "serial", "port": "/dev/serial/by-id/a", "lineKey": "/k", "baud": 57600},
               {"kind": "local"}]} ],
  "stationDoor": {"local": "/run/sm.sock"},
  "hsms": [{"kind": "soft", "ownProcess": true, "sessions": 2}],
  "virtualCards": {"commandMs": 10, "tearRate": 0.25, "kind": "auto", "seed": 7}
})";

static FloorDocument open(const QByteArray& json = hall)
{
    auto document = FloorDocument::parse(json, QStringLiteral("floor.json"));
    if (!document)
        qFatal("%s", qPrintable(document.failure().toString()));
    return document.take();
}

static StationRow readerRow(const QString& name)
{
    StationRow row;
    row.kind = StationKind::Pcsc;
    row.reader = name;
    return row;
}

void TestFloorDocument::rowsAreTheStationsOfTheFile()
{
    const auto machines = open().machines();
    QCOMPARE(machines.size(), size_t(2));
    QCOMPARE(machines[0].name, QStringLiteral("MX-A"));
    QCOMPARE(machines[0].stations.size(), size_t(4));
    QCOMPARE(machines[0].stations[1].modules, QStringList{QStringLiteral("stripe")});
    QCOMPARE(machines[0].stations[2].reader, QStringLiteral("Gemalto PC Twin 00 00"));
    QCOMPARE(machines[0].stations[3].readerSerial, QStringLiteral("9F31"));
    QCOMPARE(machines[0].stations[3].readerSlot, 1);
    QVERIFY(machines[0].stations[3].modules.isEmpty());
    QCOMPARE(machines[1].name, QStringLiteral("Machine 2"));
    QVERIFY(machines[1].stations[0].kind == StationKind::Serial);
    QCOMPARE(machines[1].stations[0].baud, 57'600);
    QVERIFY(machines[1].stations[1].kind == StationKind::Local);
}

/// Members that no row shows are there after an edit as before it.
void TestFloorDocument::aRoundTripLosesNothing()
{
    FloorDocument document = open();
    const QJsonObject before = QJsonDocument::fromJson(hall).object();
    QCOMPARE(QJsonDocument::fromJson(document.json()).object(), before);
    for (const MachineRow& machine : document.machines()) {
        for (const StationRow& station : machine.stations)
            QVERIFY(document.changeStation(station));
    }
    QCOMPARE(QJsonDocument::fromJson(document.json()).object(), before);
    const StationId added = document.addStation(1, readerRow(QStringLiteral("Other 00 00")));
    QCOMPARE(added, (StationId{1, 5}));
    QVERIFY(document.removeStation(added));
    QCOMPARE(document.addMachine(QStringLiteral("MX-C")), quint16(3));
    document.removeMachine(3);
    QCOMPARE(QJsonDocument::fromJson(document.json()).object(), before);
}

void TestFloorDocument::numbersStayWithTheirStations()
{
    FloorDocument document = open();
    QVERIFY(document.removeStation({1, 1}));
    QVERIFY(document.removeStation({1, 3}));
    QVERIFY(!document.removeStation({1, 3}));
    const auto plan = FloorPlan::parse(document.json(), {});
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    QCOMPARE(plan->machines[0].stations.size(), size_t(2));
    QCOMPARE(plan->machines[0].stations[0].id, (StationId{1, 2}));
    QCOMPARE(plan->machines[0].stations[0].modules.size(), size_t(1));
    QCOMPARE(plan->machines[0].stations[1].id, (StationId{1, 4}));
    QCOMPARE(plan->machines[0].stations[1].readerSerial, QStringLiteral("9F31"));
    document.removeMachine(1);
    const auto second = FloorPlan::parse(document.json(), {});
    QVERIFY2(second.ok(), second ? "" : qPrintable(second.failure().toString()));
    QCOMPARE(second->machines[0].number, quint16(2));
    QCOMPARE(second->machines[0].stations[1].id, (StationId{2, 2}));
}

void TestFloorDocument::aKindChangesAndTheRestStays()
{
    FloorDocument document = open();
    StationRow row = *document.station({2, 1});
    row.kind = StationKind::Pcsc;
    row.reader = QStringLiteral("Twin 00 00");
    QVERIFY(document.changeStation(row));
    const auto plan = FloorPlan::parse(document.json(), {});
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    QVERIFY(plan->machines[1].stations[0].kind == StationPlan::Kind::Pcsc);
    QVERIFY(plan->machines[1].stations[1].kind == StationPlan::Kind::Local);
    QCOMPARE(plan->machines[1].stations[1].id, (StationId{2, 2}));
    QVERIFY(!document.json().contains("lineKey"));
    document.renameMachine(2, QStringLiteral("Desk"));
    QCOMPARE(document.machines()[1].name, QStringLiteral("Desk"));
    QVERIFY(!document.changeStation(readerRow(QStringLiteral("nowhere"))));
    QVERIFY(!document.addStation(9, row).isValid());
}

void TestFloorDocument::modulesGoWithTheirLastStation()
{
    FloorDocument document = open();
    QVERIFY(document.removeStation({1, 1}));
    QVERIFY(document.json().contains("stripe"));
    QVERIFY(document.removeStation({1, 2}));
    QVERIFY(!document.json().contains("stripe"));
    QVERIFY(document.check());
}

void TestFloorDocument::saysWhereARowIsWrong_data()
{
    QTest::addColumn<StationId>("station");
    QTest::addColumn<QString>("port");
    QTest::addColumn<QString>("pin");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("member");
    const StationId line{2, 1};
    const StationId socket{2, 2};
    QTest::newRow("relative port") << line << "ttyS0"
                                   << ""
                                   << "$.machines[1].links[0].port"
                                   << "port";
    QTest::newRow("no port") << line << ""
                             << ""
                             << "$.machines[1].links[0].port"
                             << "port";
    QTest::newRow("no door for TLS") << socket << ""
                                     << "-"
                                     << "$.stationDoor.listen" << QString();
}

void TestFloorDocument::saysWhereARowIsWrong()
{
    QFETCH(const StationId, station);
    QFETCH(const QString, port);
    QFETCH(const QString, pin);
    QFETCH(const QString, path);
    QFETCH(const QString, member);
    FloorDocument document = open();
    StationRow row = *document.station(station);
    row.port = port;
    if (!pin.isEmpty())
        row.kind = StationKind::Tls;
    QVERIFY(document.changeStation(row));
    const auto checked = document.check();
    QVERIFY(!checked);
    QCOMPARE(checked.failure(), fc::FloorFileUnexpected);
    QCOMPARE(checked.failure().param("path"), path);
    const auto spot = document.find(path);
    QCOMPARE(spot.has_value(), !member.isEmpty());
    if (spot) {
        QCOMPARE(spot->station, station);
        QCOMPARE(spot->member, member);
    }
}

void TestFloorDocument::writesAllOrNothing()
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("deep/floor.json"));
    FloorDocument document = open();
    QVERIFY(document.save(file));
    const auto loaded = FloorDocument::load(file);
    QVERIFY(loaded.ok());
    QCOMPARE(loaded->json(), document.json());

    for (const MachineRow& machine : document.machines())
        document.removeMachine(machine.number);
    const auto refused = document.save(file);
    QVERIFY(!refused);
    QCOMPARE(refused.failure().param("path"), QStringLiteral("$.machines"));
    QCOMPARE(FloorDocument::load(file)->json(), loaded->json());

    const auto unwritable = loaded->save(QStringLiteral("/proc/none/floor.json"));
    QVERIFY(!unwritable);
    QCOMPARE(unwritable.failure(), fc::FloorFileUnwritable);
}

void TestFloorDocument::definitionsTellWhatChanged()
{
    FloorDocument document = open();
    const auto before = document.definitions();
    QCOMPARE(before.size(), 6);
    StationRow row = *document.station({1, 4});
    row.readerSlot = 0;
    QVERIFY(document.changeStation(row));
    QVERIFY(document.removeStation({1, 1}));
    document.renameMachine(1, QStringLiteral("Other"));
    const auto after = document.definitions();
    QStringList changed;
    for (auto it = before.begin(); it != before.end(); ++it) {
        if (after.value(it.key()) != it.value())
            changed.append(it.key().text());
    }
    changed.sort();
    QCOMPARE(changed, (QStringList{QStringLiteral("M1-S1"), QStringLiteral("M1-S4")}));
    QCOMPARE(document.rest(), open().rest());
}

void TestFloorDocument::theDemoHasADocument()
{
    const FloorPlan demo = demoFloor({});
    const FloorDocument document = FloorDocument::of(demo);
    QVERIFY(document.check());
    QCOMPARE(document.machines().size(), demo.machines.size());
    QCOMPARE(document.machines()[3].stations.size(), demo.machines[3].stations.size());
    QCOMPARE(document.machines()[3].name, demo.machines[3].name);
    QVERIFY(document.rest().value(QStringLiteral("demo")).toBool());
}

void TestFloorDocument::numbersAndSerialsAreRead()
{
    const auto plan = FloorPlan::parse(R"({"machines": [
        {"number": 4, "stations": [3, 7], "readers": ["A", {"reader": "B", "station": 1}, {"serial": "X"}]},
        {"links": [{"kind": "serial", "station": 5, "port": "/p", "lineKey": "/k"}]}],
        "hsms": [{"kind": "soft"}]})",
        {});
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    QStringList ids;
    for (const MachinePlan& machine : plan->machines) {
        for (const StationPlan& station : machine.stations)
            ids.append(station.id.text());
    }
    QCOMPARE(ids.join(u' '), QStringLiteral("M4-S1 M4-S3 M4-S7 M4-S8 M4-S9 M5-S5"));
    QCOMPARE(plan->machines[0].stations[0].reader, QStringLiteral("B"));
    QCOMPARE(plan->machines[0].stations[4].readerSerial, QStringLiteral("X"));
}

void TestFloorDocument::refusesNumbers_data()
{
    QTest::addColumn<QByteArray>("machines");
    QTest::addColumn<QString>("path");
    const auto row = [](const char* name, const char* machines, const char* path) {
        QTest::newRow(name) << QByteArray(machines) << QString::fromLatin1(path);
    };
    row("machine twice", R"({"number": 2, "stations": 1}, {"number": 2, "stations": 1})",
        "$.machines[1].number");
    row("machine zero", R"({"number": 0, "stations": 1})", "$.machines[0].number");
    row("machine halved", R"({"number": 1.5, "stations": 1})", "$.machines[0].number");
    row("virtual twice", R"({"stations": [2, 2]})", "$.machines[0].stations[1]");
    row("virtual zero", R"({"stations": [0]})", "$.machines[0].stations[0]");
    row("virtual text", R"({"stations": ["1"]})", "$.machines[0].stations[0]");
    row("reader on a virtual one", R"({"stations": 2, "readers": [{"reader": "A", "station": 2}]})",
        "$.machines[0].readers[0].station");
    row("link too high", R"({"links": [{"kind": "serial", "port": "/p", "lineKey": "/k", "station": 1000}]})",
        "$.machines[0].links[0].station");
    row("reader twice", R"({"readers": ["A", {"reader": "A"}]})", "$.machines[0].readers[1].reader");
    row("serial twice", R"({"readers": [{"serial": "A"}]}, {"readers": [{"serial": "A"}]})",
        "$.machines[1].readers[0].serial");
    row("neither", R"({"readers": [{"slot": 1}]})", "$.machines[0].readers[0].reader");
    row("both", R"({"readers": [{"reader": "A", "serial": "B"}]})", "$.machines[0].readers[0].reader");
    row("unknown member", R"({"readers": [{"reader": "A", "usb": "1-2"}]})", "$.machines[0].readers[0].usb");
    row("module of nobody", R"({"stations": [2], "modules": [{"name": "s", "driver": "msr605",
        "simulated": true, "stations": [1]}]})",
        "$.machines[0].modules[0].stations[0]");
}

void TestFloorDocument::refusesNumbers()
{
    QFETCH(const QByteArray, machines);
    QFETCH(const QString, path);
    const auto plan = FloorPlan::parse(
        "{\"machines\": [" + machines + "], \"hsms\": [{\"kind\": \"soft\"}]}", QStringLiteral("f"));
    QVERIFY(!plan);
    QCOMPARE(plan.failure(), fc::FloorFileUnexpected);
    QCOMPARE(plan.failure().param("path"), path);
}

QTEST_GUILESS_MAIN(TestFloorDocument)
#include "tst_floor_document.moc"
