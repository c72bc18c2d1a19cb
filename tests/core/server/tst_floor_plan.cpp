// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/floor_plan.h"

#include <QTest>

using namespace sm;

class TestFloorPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsMachinesReadersAndHsms();
    void aSamHasAReaderOfItsOwn();
    void refuses_data();
    void refuses();
    void readsModules();
    void readsQueues();
    void refusesModules_data();
    void refusesModules();
    void everyPrefixIsRefused();
    void demoFloorHasTheSizeAskedFor();
};

static const char good[] = R"({
  "name": "Hall 1", "startStaggerMs": 200, "rejectRunLimit": 4,
  "machines": [ {"name": "MX-A", "stations": 2}, {"name": "Desk", "readers": ["vpcd0 00 00", "vpcd0 00 01"]} ],
  "hsms": [ {"kind": "soft"}, {"name": "Slow", "kind": "virtual", "serviceMs": 35, "slowFactor": 4},
    {"kind": "soft", "ownProcess": true, "sessions": 2},
    {"name": "Token", "kind": "pkcs11", "module": "/usr/lib/m.so", "token": "floor", "pinFile": "/etc/sm/pin", "sessions": 4, "keyOrders": true},
    {"kind": "local", "address": "/run/hsm.sock", "keyOrders": "/run/hsm.keys"},
    {"kind": "tls", "address": "[::1]:7443", "certificate": "/c.pem", "key": "/c.key", "pins": "/p"},
    {"kind": "serial", "address": "/dev/ttyS1", "lineKey": "/l.key", "baud": 57600},
    {"name": "Vault", "kind": "soft", "keyStore": "/var/lib/keys", "storeKey": "/etc/sm/store.key"} ], "jobKey": "FLOOR-KEK",
  "virtualCards": {"commandMs": 10, "byteUs": 5, "feedMs": 100, "tearRate": 0.01, "kind": "auto", "seed": 7}
})";

void TestFloorPlan::readsMachinesReadersAndHsms()
{
    const auto plan = FloorPlan::parse(good, QStringLiteral("floor.json"));
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    QCOMPARE(plan->stationCount(), 4);
    QCOMPARE(plan->machines[1].stations[1].id.text(), QStringLiteral("M2-S2"));
    QCOMPARE(plan->machines[1].stations[1].reader, QStringLiteral("vpcd0 00 01"));
    QVERIFY(plan->machines[1].stations[1].kind == StationPlan::Kind::Pcsc);
    QCOMPARE(plan->hsms[1].slowFactor, 4.0);
    QCOMPARE(plan->hsms[1].serviceTime, Nanos(milliseconds(35)));
    QCOMPARE(plan->hsms.size(), size_t(8));
    QVERIFY(plan->hsms[7].kind == HsmPlan::Kind::Process && plan->hsms[7].takesOrders);
    QCOMPARE(plan->hsms[7].keyStore, QStringLiteral("/var/lib/keys"));
    QCOMPARE(plan->hsms[7].storeKey, QStringLiteral("/etc/sm/store.key"));
    QVERIFY(plan->hsms[3].takesOrders && plan->hsms[3].orderSocket.isEmpty());
    QCOMPARE(plan->hsms[4].orderSocket, QStringLiteral("/run/hsm.keys"));
    QVERIFY(!plan->hsms[2].takesOrders && !plan->hsms[5].takesOrders && !plan->hsms[6].takesOrders);
    QVERIFY(plan->hsms[0].kind == HsmPlan::Kind::Soft && !plan->hsms[0].isLinked());
    QVERIFY(plan->hsms[2].kind == HsmPlan::Kind::Process && plan->hsms[2].module.isEmpty());
    QCOMPARE(plan->hsms[2].name, QStringLiteral("HSM 3"));
    QVERIFY(plan->hsms[3].kind == HsmPlan::Kind::Process && plan->hsms[3].isLinked());
    QCOMPARE(plan->hsms[3].token, QStringLiteral("floor"));
    QCOMPARE(plan->hsms[3].sessions, 4);
    QVERIFY(plan->hsms[4].kind == HsmPlan::Kind::Local);
    QVERIFY(plan->hsms[5].kind == HsmPlan::Kind::Tls);
    QCOMPARE(plan->hsms[5].pins, QStringLiteral("/p"));
    QVERIFY(plan->hsms[6].kind == HsmPlan::Kind::Serial);
    QCOMPARE(plan->hsms[6].baud, 57'600);
    QCOMPARE(plan->jobKey, QStringLiteral("FLOOR-KEK"));
    QCOMPARE(plan->startStagger, Nanos(milliseconds(200)));
    QCOMPARE(plan->rejectRunLimit, 4);
    QVERIFY(!plan->demo);
}

void TestFloorPlan::aSamHasAReaderOfItsOwn()
{
    const QByteArray floor(R"({"machines": [{"readers": ["A"]}], "hsms": [
        {"kind": "sam", "reader": "B", "accessKey": "/etc/sm/sam.key"}, {"kind": "sam", "reader": "C"}]})");
    const auto plan = FloorPlan::parse(floor, QStringLiteral("f"));
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    QVERIFY(plan->hsms[0].kind == HsmPlan::Kind::Process && plan->hsms[0].isLinked());
    QCOMPARE(plan->hsms[0].reader, QStringLiteral("B"));
    QCOMPARE(plan->hsms[0].accessKey, QStringLiteral("/etc/sm/sam.key"));
    QVERIFY(plan->hsms[1].accessKey.isEmpty());
    const auto refusal = [&floor](const char* from, const char* to) {
        const auto other = FloorPlan::parse(QByteArray(floor).replace(from, to), QStringLiteral("f"));
        return other ? QString() : other.failure().param("path");
    };
    QCOMPARE(refusal("\"C\"", "\"B\""), QStringLiteral("$.hsms[1].reader"));
    QCOMPARE(refusal("\"B\"", "\"A\""), QStringLiteral("$.hsms[0].reader"));
    QCOMPARE(refusal("\"reader\": \"B\", ", ""), QStringLiteral("$.hsms[0].reader"));
    QCOMPARE(refusal("/etc/sm/sam.key", "sam.key"), QStringLiteral("$.hsms[0].accessKey"));
    QCOMPARE(refusal("accessKey", "pinFile"), QStringLiteral("$.hsms[0].pinFile"));
}

void TestFloorPlan::refuses_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("path");
    QTest::addRow("unknown key") << QByteArray("\"name\": \"Hall 1\"") << QByteArray("\"nam\": \"Hall 1\"")
                                 << QStringLiteral("$.nam");
    QTest::addRow("name not text") << QByteArray("\"Hall 1\"") << QByteArray("7") << QStringLiteral("$.name");
    QTest::addRow("limit too high") << QByteArray("\"rejectRunLimit\": 4")
                                    << QByteArray("\"rejectRunLimit\": 400")
                                    << QStringLiteral("$.rejectRunLimit");
    QTest::addRow("hsm kind") << QByteArray("\"kind\": \"soft\"") << QByteArray("\"kind\": \"hard\"")
                              << QStringLiteral("$.hsms[0].kind");
    QTest::addRow("hsm name twice") << QByteArray("\"name\": \"Token\"") << QByteArray("\"name\": \"Slow\"")
                                    << QStringLiteral("$.hsms[3].name");
    QTest::addRow("key of another kind")
        << QByteArray("\"lineKey\"") << QByteArray("\"pins\"") << QStringLiteral("$.hsms[6].pins");
    QTest::addRow("relative path") << QByteArray("/c.pem") << QByteArray("c.pem")
                                   << QStringLiteral("$.hsms[5].certificate");
    QTest::addRow("no port") << QByteArray("[::1]:7443") << QByteArray("[::1]")
                             << QStringLiteral("$.hsms[5].address");
    QTest::addRow("no brackets") << QByteArray("[::1]:7443") << QByteArray("::1:7443")
                                 << QStringLiteral("$.hsms[5].address");
    QTest::addRow("no PIN file") << QByteArray(", \"pinFile\": \"/etc/sm/pin\"") << QByteArray()
                                 << QStringLiteral("$.hsms[3].pinFile");
    QTest::addRow("no store key") << QByteArray(", \"storeKey\": \"/etc/sm/store.key\"") << QByteArray()
                                  << QStringLiteral("$.hsms[7].storeKey");
    QTest::addRow("no key store") << QByteArray("\"keyStore\": \"/var/lib/keys\", ") << QByteArray()
                                  << QStringLiteral("$.hsms[7].storeKey");
    QTest::addRow("orders over TLS") << QByteArray("\"pins\": \"/p\"")
                                     << QByteArray("\"pins\": \"/p\", \"keyOrders\": true")
                                     << QStringLiteral("$.hsms[5].keyOrders");
    QTest::addRow("sessions in this process")
        << QByteArray("{\"kind\": \"soft\"}") << QByteArray("{\"kind\": \"soft\", \"sessions\": 2}")
        << QStringLiteral("$.hsms[0].sessions");
    QTest::addRow("rate over one") << QByteArray("0.01") << QByteArray("1.01")
                                   << QStringLiteral("$.virtualCards.tearRate");
    QTest::addRow("reader twice") << QByteArray("vpcd0 00 01") << QByteArray("vpcd0 00 00")
                                  << QStringLiteral("$.machines[1].readers");
    QTest::addRow("machine key") << QByteArray("\"stations\": 2") << QByteArray("\"station\": 2")
                                 << QStringLiteral("$.machines[0].station");
    QTest::addRow("no hsm") << QByteArray("\"hsms\"") << QByteArray("\"hsm\"") << QStringLiteral("$.hsm");
}

void TestFloorPlan::refuses()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, path);
    const QByteArray json = QByteArray(good).replace(from, to);
    QVERIFY(json != good);
    const auto plan = FloorPlan::parse(json, QStringLiteral("floor.json"));
    QVERIFY(!plan.ok());
    QCOMPARE(plan.failure().param("path"), path);
    QCOMPARE(plan.failure().param("file"), QStringLiteral("floor.json"));
    QVERIFY(!plan.failure().param("expected").isEmpty());
}

static const char withModules[] = R"({
  "machines": [ {"name": "MX-A", "stations": 2, "readers": ["A"], "links": [{"kind": "serial", "port": "/dev/ttyS8", "lineKey": "/k"}],
    "modules": [
      {"name": "stripe", "profile": "bank-card", "stations": [1, 2], "simulated": true, "workMs": 900},
      {"name": "encoder", "driver": "msr605", "stations": [3], "port": "/dev/ttyS1", "baud": 19200},
      {"name": "embosser", "profile": "bank-card", "stations": [3], "port": "/dev/ttyS2"},
      {"name": "picture", "profile": "kiosk", "stations": [4], "behindLink": true} ]} ],
  "hsms": [ {"kind": "soft"} ], "virtualCards": {"moduleLog": "/tmp/modules"}
})";

void TestFloorPlan::readsModules()
{
    const auto plan = FloorPlan::parse(withModules, QStringLiteral("f"));
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    const auto& stations = plan->machines[0].stations;
    QCOMPARE(stations[0].modules.size(), size_t(1));
    QCOMPARE(stations[1].modules.size(), size_t(1));
    QCOMPARE(stations[2].modules.size(), size_t(2));
    QCOMPARE(stations[3].modules.size(), size_t(1));
    const ModulePlan& picture = stations[3].modules[0];
    QVERIFY(picture.behindLink && !picture.simulated && picture.device.line.port.isEmpty());
    QVERIFY(picture.device.driver == StationProfile::Module::Driver::Evolis);
    const ModulePlan& stripe = stations[1].modules[0];
    QVERIFY(stripe.simulated && stripe.device.driver == StationProfile::Module::Driver::Msr605);
    QCOMPARE(stripe.work, Nanos(milliseconds(900)));
    QCOMPARE(stripe.device.times.card, Nanos(seconds(20))); // as the station profile says
    const ModulePlan& encoder = stations[2].modules[0];
    QCOMPARE(encoder.device.line.port, QStringLiteral("/dev/ttyS1"));
    QCOMPARE(encoder.device.line.baud, 19'200);
    const ModulePlan& embosser = stations[2].modules[1];
    QVERIFY(embosser.device.driver == StationProfile::Module::Driver::Emboss);
    QCOMPARE(embosser.device.layout.lines.size(), qsizetype(3));
    QCOMPARE(embosser.device.line.dataBits, 7);
    QCOMPARE(embosser.device.line.port, QStringLiteral("/dev/ttyS2"));
    QCOMPARE(plan->virtualCards.moduleLog, QStringLiteral("/tmp/modules"));
}

void TestFloorPlan::readsQueues()
{
    const QByteArray json = QByteArray(withModules)
                                .replace(R"("msr605", "stations": [3], "port": "/dev/ttyS1", "baud": 19200)",
                                    R"("cups", "stations": [3], "queue": "Cards-2", "cardMs": 9000)");
    const auto plan = FloorPlan::parse(json, QStringLiteral("f"));
    QVERIFY2(plan.ok(), plan ? "" : qPrintable(plan.failure().toString()));
    const ModulePlan& picture = plan->machines[0].stations[2].modules[0];
    QVERIFY(picture.device.driver == StationProfile::Module::Driver::Cups);
    QCOMPARE(picture.device.queue, QStringLiteral("Cards-2"));
    QCOMPARE(picture.device.times.card, Nanos(seconds(9)));
    const QByteArray twice
        = QByteArray(json).replace(R"("profile": "bank-card", "stations": [3], "port": "/dev/ttyS2")",
            R"("driver": "cups", "stations": [1], "queue": "Cards-2")");
    const auto refused = FloorPlan::parse(twice, QStringLiteral("f"));
    QVERIFY(!refused.ok());
    QCOMPARE(refused.failure().param("path"), QStringLiteral("$.machines[0].modules[2].queue"));
}

void TestFloorPlan::refusesModules_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("path"); // in $.machines[0].modules
    const auto row = [](const char* name, const char* from, const char* to, const char* path) {
        QTest::newRow(name) << QByteArray(from) << QByteArray(to) << QString::fromLatin1(path);
    };
    row("no name", "\"name\": \"encoder\", ", "", "[1].name");
    row("unknown key", "\"workMs\"", "\"work\"", "[0].work");
    row("no such profile", "\"bank-card\", \"stations\": [1", "\"bank\", \"stations\": [1", "[0].profile");
    row("not in the profile", "\"stripe\"", "\"strip\"", "[0].name");
    row("driver and profile", "\"driver\"", "\"profile\": \"bank-card\", \"driver\"", "[1].driver");
    row("neither", "\"driver\": \"msr605\", ", "", "[1].driver");
    row("a driver with a layout", "msr605", "emboss", "[1].driver");
    row("port and simulated", "\"simulated\": true", "\"simulated\": true, \"port\": \"/dev/a\"", "[0].port");
    row("nowhere", ", \"port\": \"/dev/ttyS2\"", "", "[2].port");
    row("relative port", "/dev/ttyS2", "ttyS2", "[2].port");
    row("port twice", "/dev/ttyS2", "/dev/ttyS1", "[2].port");
    row("port of a link", "/dev/ttyS2", "/dev/ttyS8", "[2].port");
    row("port for two stations", "[3], \"port\": \"/dev/ttyS2\"", "[1, 3], \"port\": \"/dev/ttyS2\"",
        "[2].stations");
    row("no station", "[1, 2]", "[]", "[0].stations");
    row("no such station", "[1, 2]", "[1, 5]", "[0].stations[1]");
    row("station zero", "[1, 2]", "[0]", "[0].stations[0]");
    row("station by name", "[1, 2]", "[\"M1-S1\"]", "[0].stations[0]");
    row("simulated at a reader", "[1, 2]", "[1, 3]", "[0].stations[1]");
    row("behind a link", "[3], \"port\": \"/dev/ttyS2\"", "[4], \"port\": \"/dev/ttyS2\"", "[2].stations[0]");
    row("behind no link", "[4], \"behindLink\"", "[2], \"behindLink\"", "[3].stations[0]");
    row("port behind a link", "\"behindLink\": true", "\"behindLink\": true, \"port\": \"/dev/a\"",
        "[3].port");
    row("simulated behind a link", "\"behindLink\": true", "\"behindLink\": true, \"simulated\": true",
        "[3].simulated");
    row("folder behind a link", "\"behindLink\": true", "\"behindLink\": true, \"folder\": \"/f\"",
        "[3].folder");
    row("nowhere behind a link", "\"behindLink\": true", "\"behindLink\": false", "[3].port");
    row("twice at a station", "[1, 2]", "[1, 1]", "[0].stations[1]");
    row("time of a real one", "\"baud\": 19200", "\"workMs\": 5", "[1].workMs");
    row("speed", "19200", "300", "[1].baud");
    row("stations no list", "[1, 2]", "1", "[0].stations");
    const auto queue = [&row](const char* name, const char* stations, const char* more, const char* path) {
        const QByteArray to = QByteArray("\"cups\", \"stations\": ") + stations + more;
        row(name, R"("msr605", "stations": [3], "port": "/dev/ttyS1", "baud": 19200)", to.constData(), path);
    };
    queue("no queue", "[3]", "", "[1].queue");
    queue("queue with a path", "[3]", R"(, "queue": "a/b")", "[1].queue");
    queue("queue with a port", "[3]", R"(, "queue": "a", "port": "/dev/ttyS1")", "[1].port");
    queue("queue with a folder", "[3]", R"(, "queue": "a", "folder": "/f")", "[1].folder");
    queue("queue, simulated", "[3]", R"(, "queue": "a", "simulated": true)", "[1].simulated");
    queue("queue for two", "[1, 3]", R"(, "queue": "a")", "[1].stations");
    queue("hasty queue", "[3]", R"(, "queue": "a", "cardMs": 100)", "[1].cardMs");
    row("queue of an encoder", "\"baud\": 19200", "\"queue\": \"a\"", "[1].queue");
}

void TestFloorPlan::refusesModules()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, path);
    const QByteArray json = QByteArray(withModules).replace(from, to);
    QVERIFY(json != withModules);
    const auto plan = FloorPlan::parse(json, QStringLiteral("f"));
    QVERIFY(!plan.ok());
    QCOMPARE(plan.failure().param("path"), QStringLiteral("$.machines[0].modules") + path);
    QVERIFY(!plan.failure().param("expected").isEmpty());
}

void TestFloorPlan::everyPrefixIsRefused()
{
    const QByteArray json(good);
    for (qsizetype length = 0; length < json.size() - 1; ++length)
        QVERIFY(!FloorPlan::parse(json.first(length), QStringLiteral("f")).ok());
}

void TestFloorPlan::demoFloorHasTheSizeAskedFor()
{
    DemoOptions options;
    options.machines = 3;
    options.stations = 5;
    options.hsms = 2;
    options.speed = 0;
    const FloorPlan plan = demoFloor(options);
    QCOMPARE(plan.stationCount(), 15);
    QCOMPARE(plan.hsms.size(), size_t(2));
    QVERIFY(plan.demo);
    QCOMPARE(plan.virtualCards.perCommand, Nanos(0));
}

QTEST_GUILESS_MAIN(TestFloorPlan)
#include "tst_floor_plan.moc"
