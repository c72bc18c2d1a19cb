// SPDX-License-Identifier: GPL-3.0-or-later
// A machine's control device behind real links: rows by card object id, answers that are not what was asked
// for, lost links.
#include "../../support/pty_line.h"
#include "../../support/test_certificates.h"
#include "base/secret_bytes.h"
#include "control_bench.h"
#include "crypto/block_cipher.h"
#include "security/link/cmac_line_key.h"
#include "transport/serial/serial_link.h"
#include "transport/tls/tls_link.h"

using namespace sm;
using namespace sm::test;
using namespace std::chrono_literals;

namespace {

const QByteArray rows("id,name,zone,note\n"
                      "A1,Ada Mu\xC3\xB1oz,B,x\n"
                      "A2,\"Ng, Bao\",AB,y\n"
                      "A3,Cleo,,z\n"
                      "A4,Dan,C,w\n"
                      "A4,Dora,C,w\n");

std::shared_ptr<LineKey> lineKey(char byte)
{
    const QByteArray value(16, byte);
    auto key = SecretBytes::copyOf(bytesOf(value));
    if (!key)
        return nullptr;
    auto made = makeLineKey(key.take(), std::make_shared<SystemRandom>());
    return made ? made.take() : nullptr;
}

} // namespace

class TestControlDevice : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void givesRows();
    void saysWhyThereIsNone_data();
    void saysWhyThereIsNone();
    void unreadableFile();
    void tooManyAtOnce();
    void asksOnlyForWhatIsDeclared();
    void hostileAnswers_data();
    void hostileAnswers();
    void anotherVersion();
    void lateAnswersAreNobodys();
    void asksAgainAfterALoss();
    void silentDevice();
    void failuresNameNoCard();
    void unfitRequests();
    void endsWhileAsking();
    void overASerialLine();
    void aLineWithAnotherKey();
    void overTls();
    void inSimulatedTime();
    void serverDropsHostileConsoles_data();
    void serverDropsHostileConsoles();
};

void TestControlDevice::givesRows()
{
    ControlBench bench;
    bench.makeServer(bench.write(rows));
    QVERIFY(bench.listen());
    bench.connect();
    const size_t early = bench.ask(QStringLiteral("A1")); // before the link stands
    QVERIFY(bench.connected());
    const size_t second = bench.ask(QStringLiteral("A2"));
    const size_t third = bench.ask(QStringLiteral("A3"));
    QCOMPARE(bench.answer(early), QStringLiteral("Ada Muñoz|B"));
    QCOMPARE(bench.answer(second), QStringLiteral("Ng, Bao|AB"));
    QCOMPARE(bench.answer(third), QStringLiteral("Cleo|"));
    const DataRow& row = **bench.got[early];
    QCOMPARE(row.find(u"name")->fieldClass, FieldClass::Personal);
    QCOMPARE(row.find(u"zone")->fieldClass, FieldClass::Open);
}

void TestControlDevice::saysWhyThereIsNone_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QStringList>("columns");
    QTest::addColumn<QString>("failure");
    const QStringList usual{QStringLiteral("name")};
    QTest::newRow("missing") << "B1" << usual << "DataRowMissing";
    QTest::newRow("twice") << "A4" << usual << "DataRowRepeated";
    QTest::newRow("column") << "A1" << QStringList{QStringLiteral("pan")} << "ControlColumnMissing";
}

void TestControlDevice::saysWhyThereIsNone()
{
    QFETCH(QString, id);
    QFETCH(QStringList, columns);
    ControlBench bench;
    bench.makeServer(bench.write(rows));
    QVERIFY(bench.listen());
    bench.connect();
    QTEST(bench.answer(bench.ask(id, 20s, columns)), "failure");
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A2"))), QStringLiteral("Ng, Bao|AB")); // it goes on
    QVERIFY(bench.device->isConnected());
}

void TestControlDevice::unreadableFile()
{
    ControlBench bench;
    QTest::ignoreMessage(
        QtWarningMsg, QRegularExpression(QStringLiteral("has no rows.*DataSourceUnreadable")));
    bench.makeServer(bench.folder.filePath(QStringLiteral("none.csv")));
    QVERIFY(bench.listen());
    bench.connect();
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A1"))), QStringLiteral("ControlDeviceUnable"));
}

void TestControlDevice::tooManyAtOnce()
{
    ControlBench bench;
    bench.makeServer(bench.write(rows), 0);
    QVERIFY(bench.listen());
    bench.connect();
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A1"))), QStringLiteral("ControlDeviceUnable"));
}

/// Of a row with a note, the note stays where it is.
void TestControlDevice::asksOnlyForWhatIsDeclared()
{
    ControlBench bench;
    QVERIFY(bench.listen());
    bench.connect();
    QVERIFY(bench.connected());
    bench.ask(QStringLiteral("A1"));
    QTRY_COMPARE(bench.hand.requests.size(), size_t(1));
    const ControlRequest& asked = bench.hand.requests.front();
    QCOMPARE(asked.columns, (QStringList{QStringLiteral("name"), QStringLiteral("zone")}));
    QCOMPARE(asked.job, QStringLiteral("Job"));
    QCOMPARE(asked.object.text, QStringLiteral("A1"));
    QVERIFY(asked.limit > 15s && asked.limit <= 20s);
}

void TestControlDevice::hostileAnswers_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<bool>("fails"); // the request, at once; else the connection alone ends
    const CardObjectId own(QStringLiteral("A1"));
    const CardObjectId other(QStringLiteral("A2"));
    QTest::newRow("row of another card") << encode(ControlRow{1, other, {"Bao", "AB"}}) << true;
    QTest::newRow("none of another card")
        << encode(ControlNone{1, other, ControlNone::Reason::Missing}) << true;
    QTest::newRow("a value too few") << encode(ControlRow{1, own, {"Ada"}}) << true;
    QTest::newRow("a value too much") << encode(ControlRow{1, own, {"Ada", "B", "x"}}) << true;
    QTest::newRow("never asked") << encode(ControlRow{2, own, {"Ada", "B"}}) << false;
    QTest::newRow("ticket 0") << encode(ControlRow{0, own, {"Ada", "B"}}) << false;
    QTest::newRow("no message") << QByteArray("\x84\x03") << false;
    QTest::newRow("hello again") << encode(ControlHello{1, QStringLiteral("again")}) << false;
    QTest::newRow("a request") << encode(
        ControlRequest{1, 1s, QStringLiteral("J"), own, {QStringLiteral("name")}})
                               << false;
    QTest::newRow("value over the limit") << QByteArray::fromHex("8403016241318259")
            + QByteArray::fromHex("4001") + QByteArray(16385, 'a')
            + '\x40' << false;
}

void TestControlDevice::hostileAnswers()
{
    QFETCH(QByteArray, message);
    QFETCH(bool, fails);
    ControlBench bench;
    QVERIFY(bench.listen());
    bench.connect();
    QVERIFY(bench.connected());
    const size_t place = bench.ask(QStringLiteral("A1"));
    QTRY_COMPARE(bench.hand.requests.size(), size_t(1));
    QVERIFY(bench.hand.link->send(message));
    QTRY_VERIFY(bench.hand.lost > 0 || bench.hand.opened > 1); // dropped, whatever it was
    if (fails) {
        QCOMPARE(bench.answer(place), QStringLiteral("ControlAnswerBroken"));
        return;
    }
    // The next connection answers.
    QTRY_COMPARE(bench.hand.requests.size(), size_t(2));
    QCOMPARE(bench.hand.requests[1].ticket, quint64(1));
    QVERIFY(bench.hand.say(ControlRow{1, CardObjectId(QStringLiteral("A1")), {"Ada", "B"}}));
    QCOMPARE(bench.answer(place), QStringLiteral("Ada|B"));
}

void TestControlDevice::anotherVersion()
{
    ControlBench bench;
    bench.hand.greets = false;
    QVERIFY(bench.listen());
    bench.connect();
    QTRY_COMPARE(bench.hand.opened, 1);
    bench.hand.say(ControlHello{2, QStringLiteral("newer")});
    QTRY_VERIFY(bench.hand.lost > 0 || bench.hand.opened > 1);
    QVERIFY(!bench.device->isConnected());
    const size_t place = bench.ask(QStringLiteral("A1"), 100ms);
    QCOMPARE(bench.answer(place), QStringLiteral("ControlDeviceSilent"));
    QVERIFY(bench.got[place]->failure().param("cause").contains(QStringLiteral("ControlAnswerBroken")));
}

void TestControlDevice::lateAnswersAreNobodys()
{
    ControlBench bench;
    QVERIFY(bench.listen());
    bench.connect();
    QVERIFY(bench.connected());
    const size_t first = bench.ask(QStringLiteral("A1"), 50ms);
    QCOMPARE(bench.answer(first), QStringLiteral("ControlDeviceSilent"));
    const size_t second = bench.ask(QStringLiteral("A2"));
    QTRY_COMPARE(bench.hand.requests.size(), size_t(2));
    bench.hand.say(ControlRow{1, CardObjectId(QStringLiteral("A1")), {"Ada", "B"}});
    bench.hand.say(ControlRow{2, CardObjectId(QStringLiteral("A2")), {"Bao", "AB"}});
    bench.hand.say(ControlRow{2, CardObjectId(QStringLiteral("A2")), {"Bao again", "AB"}});
    QCOMPARE(bench.answer(second), QStringLiteral("Bao|AB"));
    QCOMPARE(bench.answer(first), QStringLiteral("ControlDeviceSilent"));
    QVERIFY(bench.device->isConnected());
    QCOMPARE(bench.hand.lost, 0);
}

void TestControlDevice::asksAgainAfterALoss()
{
    ControlBench bench;
    QVERIFY(bench.listen());
    bench.connect();
    QVERIFY(bench.connected());
    const size_t first = bench.ask(QStringLiteral("A1"));
    QTRY_COMPARE(bench.hand.requests.size(), size_t(1));
    bench.hand.link.reset(); // pulled
    QTRY_VERIFY(!bench.device->isConnected());
    const size_t second = bench.ask(QStringLiteral("A2")); // asked while it is away
    QTRY_COMPARE(bench.hand.requests.size(), size_t(3));
    QCOMPARE(bench.hand.requests[1].ticket, quint64(1));
    QCOMPARE(bench.hand.requests[2].ticket, quint64(2));
    QVERIFY(bench.hand.requests[1].limit <= bench.hand.requests[0].limit);
    bench.hand.say(ControlRow{2, CardObjectId(QStringLiteral("A2")), {"Bao", "AB"}});
    bench.hand.say(ControlRow{1, CardObjectId(QStringLiteral("A1")), {"Ada", "B"}});
    QCOMPARE(bench.answer(first), QStringLiteral("Ada|B"));
    QCOMPARE(bench.answer(second), QStringLiteral("Bao|AB"));
}

void TestControlDevice::silentDevice()
{
    ControlBench bench; // nobody listens
    bench.connect();
    const size_t place = bench.ask(QStringLiteral("A1"), 100ms);
    QCOMPARE(bench.answer(place), QStringLiteral("ControlDeviceSilent"));
    const Failure why = bench.got[place]->failure();
    QCOMPARE(why.param("machine"), QStringLiteral("M7"));
    QCOMPARE(why.param("source"), QStringLiteral("record"));
    QVERIFY2(why.param("cause").contains(QStringLiteral("LinkUnreachable")), qPrintable(why.param("cause")));
}

void TestControlDevice::failuresNameNoCard()
{
    ControlBench bench;
    bench.makeServer(bench.write(rows));
    QVERIFY(bench.listen());
    bench.connect();
    const size_t place = bench.ask(QStringLiteral("CANARY-77"));
    QCOMPARE(bench.answer(place), QStringLiteral("DataRowMissing"));
    QVERIFY(!bench.got[place]->failure().toString().contains(QStringLiteral("CANARY")));
}

/// An id that no message carries is one that no device has.
void TestControlDevice::unfitRequests()
{
    ControlBench bench;
    QVERIFY(bench.listen());
    bench.connect();
    QVERIFY(bench.connected());
    QCOMPARE(bench.answer(bench.ask(QString(300, u'a'))), QStringLiteral("DataRowMissing"));
    QVERIFY(bench.hand.requests.empty());
}

void TestControlDevice::endsWhileAsking()
{
    ControlBench bench;
    QVERIFY(bench.listen());
    bench.connect();
    QVERIFY(bench.connected());
    const size_t place = bench.ask(QStringLiteral("A1"));
    bench.device.reset();
    QCOMPARE(bench.answer(place), QStringLiteral("WaitCancelled"));
}

void TestControlDevice::overASerialLine()
{
    ControlBench bench;
    auto line = std::make_unique<smtest::PtyLine>();
    SerialLinkSettings near;
    near.port = line->left();
    near.service = controlService.toByteArray();
    near.key = lineKey('k');
    SerialLinkSettings far = near;
    far.port = line->right();
    far.role = LinkRole::Listening;
    far.key = lineKey('k');
    bench.makeServer(bench.write(rows));
    const LinkKeeper::Pauses pauses{20ms, 200ms};
    bench.server->add(
        std::make_unique<LinkKeeper>(bench.reactor, makeSerialLink(bench.reactor, far), pauses));
    bench.connect(makeSerialLink(bench.reactor, near));
    QVERIFY(bench.connected());
    QByteArray seen; // what passes by now, to and fro
    const auto tap = [&seen](QByteArray bytes) {
        seen += bytes;
        return bytes;
    };
    line->toLeft = tap;
    line->toRight = tap;
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A1"))), QStringLiteral("Ada Muñoz|B"));
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A2"))), QStringLiteral("Ng, Bao|AB"));
    // As the document says, a line is authenticated and not enciphered.
    QVERIFY(seen.contains("Ada Mu"));
    // A byte that is another one makes no other row: the frame is sent again.
    int bent = 0;
    line->toLeft = [&bent](QByteArray bytes) {
        const qsizetype at = bytes.indexOf("Cleo");
        if (at >= 0 && bent++ == 0)
            bytes[at] = 'K';
        return bytes;
    };
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A3"))), QStringLiteral("Cleo|"));
    QVERIFY(bent > 1);
}

void TestControlDevice::aLineWithAnotherKey()
{
    ControlBench bench;
    auto line = std::make_unique<smtest::PtyLine>();
    SerialLinkSettings near;
    near.port = line->left();
    near.service = controlService.toByteArray();
    near.times.greeting = 300ms;
    near.key = lineKey('k');
    SerialLinkSettings far = near;
    far.port = line->right();
    far.role = LinkRole::Listening;
    far.key = lineKey('j');
    bench.makeServer(bench.write(rows));
    const LinkKeeper::Pauses pauses{20ms, 200ms};
    bench.server->add(
        std::make_unique<LinkKeeper>(bench.reactor, makeSerialLink(bench.reactor, far), pauses));
    bench.connect(makeSerialLink(bench.reactor, near));
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A1"), 1s)), QStringLiteral("ControlDeviceSilent"));
    QVERIFY(!bench.device->isConnected());
}

void TestControlDevice::overTls()
{
    smtest::TestCertificates certificates;
    const auto console = certificates.make(QStringLiteral("console"));
    const auto machine = certificates.make(QStringLiteral("machine"));
    const auto stranger = certificates.make(QStringLiteral("stranger"));
    QVERIFY(certificates.isGood());
    const auto settings = [](const smtest::TestCertificates::Files& own, const QByteArray& peer) {
        TlsLinkSettings out;
        out.host = QStringLiteral("127.0.0.1");
        out.service = controlService.toByteArray();
        const auto identity = TlsIdentity::load(own.certificate, own.key);
        out.identity = identity ? std::make_shared<const TlsIdentity>(*identity) : nullptr;
        out.pins = std::make_shared<PinStore>();
        out.pins->replace({peer});
        return out;
    };
    ControlBench bench;
    const auto network = std::make_shared<NetworkThread>();
    bench.makeServer(bench.write(rows));
    auto listening = listenTls(bench.reactor, network, settings(machine, console.pin));
    QVERIFY(listening);
    bench.listener = listening.take();
    bench.listener->accepted
        = [&bench](std::unique_ptr<MessageLink> accepted) { bench.server->add(std::move(accepted)); };
    const auto port = quint16(bench.listener->address().section(u':', -1).toUInt());
    TlsLinkSettings own = settings(console, machine.pin);
    own.port = port;
    bench.connect(makeTlsLink(bench.reactor, network, own));
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A2"))), QStringLiteral("Ng, Bao|AB"));
    // One that is not listed gets nothing.
    own = settings(stranger, machine.pin);
    own.port = port;
    bench.connect(makeTlsLink(bench.reactor, network, own));
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A2"), 2s)), QStringLiteral("ControlDeviceSilent"));
}

void TestControlDevice::inSimulatedTime()
{
    SimulatedClock clock;
    const auto inbox = std::make_shared<Inbox>(Inbox::Wake::ByCaller);
    const Reactor reactor{&clock, inbox};
    ControlBench files;
    ControlServer server({QStringLiteral("device"), files.write(rows), QStringLiteral("id")}, reactor,
        std::make_unique<InlineExecutor>());
    InnerLink wire(reactor, QStringLiteral("simulated"), 5ms);
    server.add(std::make_unique<LinkKeeper>(reactor, std::move(wire.other), LinkKeeper::Pauses()));
    auto device = std::make_unique<ControlDevice>(
        ControlDevice::Settings{QStringLiteral("M1"), {}}, reactor, std::move(wire.one));
    const auto run = [&] {
        while (inbox->drain() || clock.step()) { }
    };
    run();
    QVERIFY(device->isConnected());
    const Nanos asked = clock.now();
    std::optional<Outcome<DataRow>> got;
    auto wait = device->ask(
        ControlBench::source({QStringLiteral("name")}), {}, CardObjectId(QStringLiteral("A1")), 10s);
    wait.then([&got](const Outcome<DataRow>& outcome) { got.emplace(outcome); });
    while (!got && (inbox->drain() || clock.step())) { }
    QVERIFY(got && got->ok());
    QCOMPARE((*got)->find(u"name")->value, QByteArray("Ada Mu\xC3\xB1oz"));
    QCOMPARE(clock.now() - asked, Nanos(10ms)); // there and back
    device.reset();
    run();
    inbox->close();
}

void TestControlDevice::serverDropsHostileConsoles_data()
{
    QTest::addColumn<QList<QByteArray>>("messages");
    const QByteArray open = encode(ControlOpen{});
    const QByteArray request = encode(ControlRequest{
        1, 1s, QStringLiteral("J"), CardObjectId(QStringLiteral("A1")), {QStringLiteral("name")}});
    QTest::newRow("asks before it opens") << QList<QByteArray>{request};
    QTest::newRow("opens twice") << QList<QByteArray>{open, open};
    QTest::newRow("no message") << QList<QByteArray>{open, QByteArray("\xFF")};
    QTest::newRow("says what a device says")
        << QList<QByteArray>{open, encode(ControlHello{1, QStringLiteral("me too")})};
}

void TestControlDevice::serverDropsHostileConsoles()
{
    QFETCH(QList<QByteArray>, messages);
    ControlBench bench;
    bench.makeServer(bench.write(rows));
    QVERIFY(bench.listen());
    const auto link = makeLocalLink(bench.reactor, bench.local());
    bool lost = false;
    int rowsHeard = 0;
    LinkEvents events;
    events.connected = [&] {
        for (const QByteArray& message : messages)
            link->send(message);
    };
    events.message = [&](const QByteArray& bytes) {
        const auto message = decodeControlMessage(bytes);
        rowsHeard += message && std::holds_alternative<ControlRow>(*message);
    };
    events.lost = [&](const Failure&) { lost = true; };
    link->setEvents(std::move(events));
    link->open();
    QTRY_VERIFY(lost);
    QCOMPARE(rowsHeard, 0);
    bench.connect(); // and others are served
    QCOMPARE(bench.answer(bench.ask(QStringLiteral("A2"))), QStringLiteral("Ng, Bao|AB"));
}

QTEST_GUILESS_MAIN(TestControlDevice)
#include "tst_control_device.moc"
