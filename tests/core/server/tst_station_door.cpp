// SPDX-License-Identifier: GPL-3.0-or-later
// Stations that come in over real TLS and a real pseudo-terminal, each beside a software card.
#include "../../support/pty_line.h"
#include "../../support/test_certificates.h"
#include "base/bytes.h"
#include "base/failures/server.h"
#include "security/link/cmac_line_key.h"
#include "security/link/secret_file.h"
#include "server/station_door.h"
#include "simulator/virtual_station.h"
#include "station/link/station_agent.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_link.h"

#include <QFile>
#include <QSslConfiguration>
#include <QSslSocket>
#include <QtTest>

#include <sys/resource.h>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;
using Validity = TestCertificates::Validity;

namespace {

QStringList* loggedLines = nullptr;

void keepLine(QtMsgType, const QMessageLogContext&, const QString& line)
{
    loggedLines->append(line);
}

double cpuSeconds()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) / 1e6; };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A floor with a place for a station over TLS, two in fact, and one over a line; and the stations.
struct Floor {
    explicit Floor(TestCertificates& certificates, const QString& port = {})
        : made(certificates)
    {
        console = made.make(QStringLiteral("console"));
        MachinePlan machine;
        for (quint16 i = 1; i <= 2; ++i) {
            StationPlan station;
            station.id = StationId{1, i};
            station.kind = StationPlan::Kind::Tls;
            machine.stations.push_back(station);
        }
        if (!port.isEmpty()) {
            QFile key(folder.filePath(QStringLiteral("line.key")));
            (void)key.open(QIODevice::WriteOnly);
            key.write("00112233445566778899aabbccddeeff\n");
            key.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
            StationPlan station;
            station.id = StationId{1, 3};
            station.kind = StationPlan::Kind::Serial;
            station.port = port;
            station.lineKey = key.fileName();
            station.baud = 921'600;
            machine.stations.push_back(station);
        }
        plan.machines.push_back(machine);
        plan.hsms.emplace_back();
        plan.stationDoor = {QStringLiteral("127.0.0.1:0"), console.certificate, console.key, {}};
        BlankOptions blank;
        blank.kind = CardKind::FileCard;
        SoftwareCard::Services inside;
        inside.random = &random;
        feeder = std::make_unique<BlankFeeder>(blank, inside);
    }
    ~Floor()
    {
        agents.clear();
        stations.clear();
        door.reset();
        inbox->drain();
        network.reset();
        inbox->close();
    }
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;

    StationDoor::Services services(bool realTime = true)
    {
        StationDoor::Services out;
        out.reactor = reactor;
        out.random = &random;
        out.realTime = realTime;
        out.dataFolder = folder.path();
        return out;
    }
    bool open()
    {
        stations.clear();
        door.reset();
        door = std::make_unique<StationDoor>(services(), plan);
        if (!door->prepare())
            return false;
        for (const StationPlan& station : plan.machines[0].stations) {
            auto link = door->makeLink(station);
            if (!link)
                return false;
            stations.push_back(link.take());
        }
        return door->open().ok();
    }
    void start(std::unique_ptr<MessageLink> link, quint16 place)
    {
        cards.push_back(
            std::make_unique<VirtualCardLink>(reactor, *feeder, random, VirtualCardLink::Options()));
        StationAgent::Settings settings;
        settings.station = StationId{1, place};
        settings.life = *random.bytes(stationLifeLength);
        agents.push_back(std::make_unique<StationAgent>(settings, reactor, *cards.back(),
            std::make_unique<LinkKeeper>(reactor, std::move(link), LinkKeeper::Pauses{20ms, 100ms})));
    }
    void startTls(const TestCertificates::Files& own, quint16 place)
    {
        const auto identity = TlsIdentity::load(own.certificate, own.key);
        TlsLinkSettings settings;
        settings.host = QStringLiteral("127.0.0.1");
        settings.port = port();
        settings.service = stationService.toByteArray();
        settings.identity = std::make_shared<const TlsIdentity>(*identity);
        settings.pins = std::make_shared<PinStore>();
        settings.pins->replace({console.pin});
        start(makeTlsLink(reactor, network, settings), place);
    }
    void startSerial(const QString& path)
    {
        auto key = readKeyFile(plan.machines[0].stations[2].lineKey);
        auto lineKey = makeLineKey(key.take(), std::make_shared<SystemRandom>());
        SerialLinkSettings settings;
        settings.port = path;
        settings.baud = 921'600;
        settings.service = stationService.toByteArray();
        settings.key = lineKey.take();
        start(makeSerialLink(reactor, settings), 3);
    }
    quint16 port() const { return quint16(door->view()->address.section(QLatin1Char(':'), -1).toUInt()); }
    bool usable(int place) const { return stations[size_t(place - 1)]->isUsable(); }
    command::AcceptStation accept(const QByteArray& pin, quint16 place, const char* person) const
    {
        return {pin, StationId{1, place}, QString::fromUtf8(person)};
    }

    TestCertificates& made;
    QTemporaryDir folder;
    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    SystemRandom random;
    TestCertificates::Files console;
    FloorPlan plan;
    std::shared_ptr<NetworkThread> network = std::make_shared<NetworkThread>();
    std::unique_ptr<CardFeeder> feeder;
    std::vector<std::unique_ptr<CardLink>> cards;
    std::vector<std::unique_ptr<CardLink>> stations;
    std::unique_ptr<StationDoor> door;
    std::vector<std::unique_ptr<StationAgent>> agents;
};

} // namespace

class StationDoorTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void refusedAtTheDoor_data();
    void refusedAtTheDoor();
    void withoutACertificate();
    void onePersonOnTestKeys();
    void twoPersonsOtherwise_data();
    void twoPersonsOtherwise();
    void aListedKeyHasItsOwnPlaceOnly();
    void aNoisyLineCarriesEachCommandOnce();
    void hangUpCostsNoProcessorAndHeals();
    void needsRealTime();
    void floorFileSaysWhatIsWrong_data();
    void floorFileSaysWhatIsWrong();

private:
    TestCertificates m_made;
};

void StationDoorTest::refusedAtTheDoor_data()
{
    QTest::addColumn<bool>("listed");
    QTest::addColumn<int>("validity");
    QTest::addColumn<QString>("cause");
    QTest::newRow("unlisted") << false << int(Validity::Now) << "not listed";
    QTest::newRow("expired") << true << int(Validity::Past) << "expired";
    QTest::newRow("not valid yet") << true << int(Validity::Future) << "not valid yet";
}

/// Refused before any message is handled, and named in the log.
void StationDoorTest::refusedAtTheDoor()
{
    QFETCH(bool, listed);
    QFETCH(int, validity);
    QFETCH(QString, cause);
    Floor floor(m_made);
    const auto station = m_made.make(QStringLiteral("station"), Validity(validity));
    if (listed)
        floor.plan.machines[0].stations[0].pin = station.pin;
    QStringList lines;
    loggedLines = &lines;
    const auto before = qInstallMessageHandler(keepLine);
    QVERIFY(floor.open());
    floor.startTls(station, 1);
    const bool named = QTest::qWaitFor([&] {
        return std::any_of(lines.begin(), lines.end(),
            [&](const QString& line) { return line.contains(cause) && line.contains(toHex(station.pin)); });
    });
    qInstallMessageHandler(before);
    QVERIFY2(named, qPrintable(lines.join(QLatin1Char('\n'))));
    QVERIFY(!floor.usable(1) && !floor.agents[0]->isWelcomed());
    // Only a key that persons may let in is shown to them.
    QCOMPARE(floor.door->view()->pending.size(), size_t(listed ? 0 : 1));
    QCOMPARE(floor.door->view()->refused.at(0).why->param("cause"), cause);
}

void StationDoorTest::withoutACertificate()
{
    Floor floor(m_made);
    QVERIFY(floor.open());
    QSslSocket socket;
    socket.setProtocol(QSsl::TlsV1_3OrLater);
    socket.setPeerVerifyMode(QSslSocket::VerifyNone);
    socket.connectToHostEncrypted(QStringLiteral("127.0.0.1"), floor.port());
    QTRY_COMPARE(socket.state(), QAbstractSocket::UnconnectedState);
    QVERIFY(socket.readAll().isEmpty());
    QVERIFY(floor.door->view()->pending.empty());
}

void StationDoorTest::onePersonOnTestKeys()
{
    Floor floor(m_made);
    const auto station = m_made.make(QStringLiteral("station"));
    QVERIFY(floor.open());
    QVERIFY(!floor.door->view()->twoPersons);
    floor.startTls(station, 1);
    QTRY_COMPARE(floor.door->view()->pending.size(), size_t(1));
    QCOMPARE(floor.door->view()->pending[0].pin, station.pin);
    QCOMPARE(floor.door->view()->pending[0].address, QStringLiteral("127.0.0.1"));
    QVERIFY(
        floor.door->accept(floor.accept(QByteArray(32, 'x'), 1, "Ada")).failure() == fc::StationKeyUnknown);
    QVERIFY(floor.door->accept(floor.accept(station.pin, 7, "Ada")).failure() == fc::StationPlaceUnfit);
    QVERIFY(floor.door->accept(floor.accept(station.pin, 1, "  ")).failure() == fc::StationPersonUnfit);
    QVERIFY(floor.door->accept(floor.accept(station.pin, 1, "Ada")));
    QTRY_VERIFY(floor.usable(1)); // it tries again by itself
    QVERIFY(floor.door->view()->pending.empty());
    QVERIFY(floor.door->view()->listed[0].connected);

    floor.agents.clear();
    QVERIFY(floor.open()); // the console starts anew and knows it
    floor.startTls(station, 1);
    QTRY_VERIFY(floor.usable(1));
    QVERIFY(floor.door->revoke({station.pin, StationId{1, 1}}));
    QTRY_VERIFY(!floor.usable(1));
    QCOMPARE(floor.door->view()->links[0].why->param("cause"), QStringLiteral("revoked"));
    QTRY_COMPARE(floor.door->view()->pending.size(), size_t(1)); // refused from now on
    QVERIFY(floor.door->view()->listed.empty());
    QVERIFY(floor.door->revoke({station.pin, StationId{1, 1}}).failure() == fc::StationKeyUnknown);
    QVERIFY(floor.door->refuse({station.pin}));
    QVERIFY(!floor.agents[0]->isWelcomed());
}

void StationDoorTest::twoPersonsOtherwise_data()
{
    QTest::addColumn<QString>("module");
    QTest::addColumn<QString>("keyStore");
    QTest::addColumn<QString>("accessKey");
    QTest::newRow("a token") << "/usr/lib/token.so"
                             << ""
                             << "";
    QTest::newRow("keys of a ceremony") << ""
                                        << "/var/lib/keys"
                                        << "";
    QTest::newRow("a SAM with a key of its own") << ""
                                                 << ""
                                                 << "/etc/sam.key";
}

void StationDoorTest::twoPersonsOtherwise()
{
    QFETCH(QString, module);
    QFETCH(QString, keyStore);
    QFETCH(QString, accessKey);
    Floor floor(m_made);
    floor.plan.hsms[0].kind = HsmPlan::Kind::Process;
    floor.plan.hsms[0].module = module;
    floor.plan.hsms[0].keyStore = keyStore;
    floor.plan.hsms[0].accessKey = accessKey;
    const auto station = m_made.make(QStringLiteral("station"));
    QVERIFY(floor.open());
    QVERIFY(floor.door->view()->twoPersons);
    floor.startTls(station, 2);
    QTRY_COMPARE(floor.door->view()->pending.size(), size_t(1));
    QVERIFY(floor.door->accept(floor.accept(station.pin, 2, "Ada")));
    QVERIFY(floor.door->accept(floor.accept(station.pin, 2, " ada ")).failure() == fc::StationPersonUnfit);
    QVERIFY(
        floor.door->accept(floor.accept(station.pin, 2, "A\u200Bda")).failure() == fc::StationPersonUnfit);
    QVERIFY(floor.door->accept(floor.accept(station.pin, 2, "\uFF21DA")).failure() == fc::StationPersonUnfit);
    QVERIFY(floor.door->view()->listed.empty());
    QCOMPARE(floor.door->view()->pending[0].firstPerson, QStringLiteral("Ada"));
    QVERIFY(floor.door->accept(floor.accept(station.pin, 1, "Grace"))); // another place: begins again
    QVERIFY(floor.door->view()->listed.empty());
    QVERIFY(floor.door->accept(floor.accept(station.pin, 2, "Ada")));
    QVERIFY(floor.door->accept(floor.accept(station.pin, 2, "Grace")));
    QCOMPARE(floor.door->view()->listed[0].persons.size(), 2);
    QTRY_VERIFY(floor.usable(2));
}

void StationDoorTest::aListedKeyHasItsOwnPlaceOnly()
{
    Floor floor(m_made);
    const auto station = m_made.make(QStringLiteral("station"));
    floor.plan.machines[0].stations[0].pin = station.pin;
    QVERIFY(floor.open());
    floor.startTls(station, 2);
    QTRY_COMPARE(floor.door->view()->pending.size(), size_t(1));
    QCOMPARE(floor.door->view()->pending[0].wanted.text(), QStringLiteral("M1-S2"));
    QVERIFY(!floor.usable(2));
    QVERIFY(floor.door->revoke({station.pin, StationId{1, 1}}).failure() == fc::StationPlaceUnfit);
}

/// Bytes are changed, lost, sent twice and cut into pieces at random; each command reaches the card once.
void StationDoorTest::aNoisyLineCarriesEachCommandOnce()
{
    PtyLine line;
    Floor floor(m_made, line.left());
    SeededRandom noise(4711);
    int bent = 0;
    const auto bend = [&noise, &bent](QByteArray bytes) {
        const quint64 kind = noise.next() % 24;
        bent += kind < 3 ? 1 : 0;
        switch (kind) {
        case 0:
            bytes[qsizetype(noise.next() % quint64(bytes.size()))] ^= char(1 << noise.next() % 8);
            return bytes;
        case 1:
            return bytes.left(qsizetype(noise.next() % quint64(bytes.size())));
        case 2:
            return QByteArray(bytes + bytes);
        default:
            return bytes;
        }
    };
    QVERIFY(floor.open());
    floor.startSerial(line.right());
    QTRY_VERIFY(floor.usable(3));
    line.toLeft = bend;
    line.toRight = bend;
    auto waiting = floor.stations[2]->awaitCard(20s);
    std::optional<Outcome<CardArrival>> arrived;
    waiting.then([&](Outcome<CardArrival> outcome) { arrived.emplace(std::move(outcome)); });
    QTRY_VERIFY_WITH_TIMEOUT(arrived, 20'000);
    QVERIFY(arrived->ok());
    const auto& card = static_cast<const VirtualCardLink&>(*floor.cards.back());
    int good = 0;
    for (int i = 0; i < 20; ++i) {
        CommandRun run(AttemptId(1), Epoch(1), quint32(1 + i * 10));
        for (int c = 0; c < 10; ++c)
            run.commands.emplace_back(QByteArray::fromHex("0084000008"), StatusRule{0x9000, 0x6D00, 0x6985});
        auto running = floor.stations[2]->run(std::move(run), 60s);
        std::optional<Outcome<RunAnswers>> answers;
        running.then([&](Outcome<RunAnswers> outcome) { answers.emplace(std::move(outcome)); });
        QTRY_VERIFY_WITH_TIMEOUT(answers, 60'000);
        QVERIFY(answers->ok());
        good += (*answers)->end == RunEnd::Complete ? int((*answers)->answers.size()) : 0;
    }
    QCOMPARE(good, 200);
    QVERIFY2(bent > 5, qPrintable(QString::number(bent)));
    QVERIFY(card.card());
    QCOMPARE(card.card()->commandsReceived(), quint64(200));
}

void StationDoorTest::hangUpCostsNoProcessorAndHeals()
{
    auto line = std::make_unique<PtyLine>();
    QTemporaryDir ports;
    const QString left = ports.filePath(QStringLiteral("left"));
    const QString right = ports.filePath(QStringLiteral("right"));
    const auto plug = [&] {
        QFile::remove(left);
        QFile::remove(right);
        return QFile::link(line->left(), left) && QFile::link(line->right(), right);
    };
    QVERIFY(plug());
    Floor floor(m_made, left);
    QVERIFY(floor.open());
    floor.startSerial(right);
    QTRY_VERIFY(floor.usable(3));
    line->hangUp();
    QTRY_VERIFY(!floor.usable(3));
    const double before = cpuSeconds();
    QTest::qWait(2000);
    const double share = (cpuSeconds() - before) / 2;
    QVERIFY2(share < 0.05, qPrintable(QString::number(share)));
    line = std::make_unique<PtyLine>();
    QVERIFY(plug());
    QTRY_VERIFY_WITH_TIMEOUT(floor.usable(3), 20'000);
}

void StationDoorTest::needsRealTime()
{
    Floor floor(m_made);
    StationDoor door(floor.services(false), floor.plan);
    QVERIFY(door.prepare().failure() == fc::StationNeedsRealTime);
}

void StationDoorTest::floorFileSaysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("door");
    QTest::addColumn<QByteArray>("links");
    QTest::addColumn<QString>("path");
    const QByteArray tls = R"({"listen": "[::]:7700", "certificate": "/c", "key": "/k", "local": "/s"})";
    const auto row
        = [&](const char* name, const QByteArray& door, const QByteArray& links, const char* path) {
              QTest::newRow(name) << door << links << QString::fromLatin1(path);
          };
    row("all kinds", tls,
        R"([{"kind":"tls"},{"kind":"local"},{"kind":"serial","port":"/dev/ttyS0","lineKey":"/l","baud":9600}])",
        "");
    row("no such kind", tls, R"([{"kind":"usb"}])", "$.machines[0].links[0].kind");
    row("key of another kind", tls, R"([{"kind":"tls","port":"/dev/ttyS0"}])", "$.machines[0].links[0].port");
    row("short pin", tls, R"([{"kind":"local"},{"kind":"tls","pin":"00"}])", "$.machines[0].links[1].pin");
    row("no door for tls", R"({"local": "/s"})", R"([{"kind":"tls"}])", "$.stationDoor.listen");
    row("no door for local", R"({})", R"([{"kind":"local"}])", "$.stationDoor.local");
    row("no port number", R"({"listen": "here", "certificate": "/c", "key": "/k"})", R"([{"kind":"tls"}])",
        "$.stationDoor.listen");
    row("no certificate", R"({"listen": "a:1", "key": "/k"})", R"([{"kind":"tls"}])",
        "$.stationDoor.certificate");
    row("relative key", R"({"listen": "a:1", "certificate": "/c", "key": "k"})", R"([{"kind":"tls"}])",
        "$.stationDoor.key");
    row("line without key", tls, R"([{"kind":"serial","port":"/dev/ttyS0"}])",
        "$.machines[0].links[0].lineKey");
    row("too fast", tls, R"([{"kind":"serial","port":"/dev/ttyS0","lineKey":"/l","baud":4000000}])",
        "$.machines[0].links[0].baud");
    row("one port twice", tls,
        R"([{"kind":"serial","port":"/a","lineKey":"/l"},{"kind":"serial","port":"/a","lineKey":"/l"}])",
        "$.machines[0].links[1].port");
    row("unknown word", R"({"lisen": "a:1"})", R"([])", "$.stationDoor.lisen");
}

void StationDoorTest::floorFileSaysWhatIsWrong()
{
    QFETCH(QByteArray, door);
    QFETCH(QByteArray, links);
    QFETCH(QString, path);
    const QByteArray json = R"({"machines": [{"stations": 1, "links": )" + links
        + R"(}], "hsms": [{"kind": "soft"}], "stationDoor": )" + door + "}";
    const auto plan = FloorPlan::parse(json, QStringLiteral("floor.json"));
    QCOMPARE(plan.ok(), path.isEmpty());
    if (!plan)
        QCOMPARE(plan.failure().param("path"), path);
    if (plan) {
        QCOMPARE(plan->stationCount(), 4);
        QCOMPARE(plan->machines[0].stations[3].id.text(), QStringLiteral("M1-S4"));
        QCOMPARE(plan->machines[0].stations[3].baud, 9600);
        QCOMPARE(plan->stationDoor.localPath, QStringLiteral("/s"));
    }
}

QTEST_GUILESS_MAIN(StationDoorTest)
#include "tst_station_door.moc"
