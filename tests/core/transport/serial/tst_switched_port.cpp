// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/pty_line.h"
#include "../../../support/test_loop.h"
#include "base/failures/transport.h"
#include "fake_control_port.h"
#include "transport/serial/switched_port.h"

using namespace sm;
using namespace sm::test;

namespace {

struct Bench {
    explicit Bench(const SwitchSettings& settings = {})
    {
        auto made = std::make_unique<FakeControlPort>(clock);
        port = made.get();
        shared = SwitchedPort::create(reactor, std::move(made), settings);
        server = shared->line(LinkSide::Server);
        reader = shared->line(LinkSide::Reader);
        server->setEvents({[this](QByteArrayView b) { toServer.append(b.toByteArray()); },
            [this](const Failure&) { ++serverLost; }});
        reader->setEvents({[this](QByteArrayView b) { toReader.append(b.toByteArray()); },
            [this](const Failure&) { ++readerLost; }});
    }
    ~Bench()
    {
        server.reset();
        reader.reset();
        inbox->close();
    }
    bool opens() { return server->open() && reader->open(); }
    /// Time in steps of a quarter of a millisecond, and whatever falls due on its way.
    void passes(Nanos time)
    {
        const Nanos end = clock.now() + time;
        while (clock.now() < end) {
            while (clock.earliest() && *clock.earliest() <= clock.now())
                clock.step();
            inbox->drain();
            clock.advance(microseconds(250));
        }
        inbox->drain();
    }

    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    Reactor reactor{&clock, inbox};
    FakeControlPort* port = nullptr;
    std::shared_ptr<SwitchedPort> shared;
    std::unique_ptr<ByteLine> server;
    std::unique_ptr<ByteLine> reader;
    QByteArray toServer;
    QByteArray toReader;
    int serverLost = 0;
    int readerLost = 0;
};

} // namespace

class TestSwitchedPort : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void orderAndTimeOfAChange();
    void noByteReachesTheOtherSide_data();
    void noByteReachesTheOtherSide();
    void anExpectedAnswerKeepsThePort();
    void aTurnThatComesTooLateSendsNothing();
    void turnsComeInTheirOrder();
    void whatArrivesAtTheWrongTimeIsCounted();
    void bytesThatCannotLeaveAreThrownAway();
    void eachSideHasItsSpeed();
    void aLostPortEndsBoth();
    void aPortWithoutControlLineIsRefused();
};

void TestSwitchedPort::orderAndTimeOfAChange()
{
    Bench bench;
    QVERIFY(bench.opens());
    QVERIFY(!bench.shared->connected());
    bench.passes(milliseconds(25));
    QCOMPARE(bench.shared->connected(), std::optional(LinkSide::Server));
    bench.server->write("abcdefghijklmnopqrst"); // 20 ms on the wire
    bench.passes(milliseconds(1));
    bench.reader->write("R");
    bench.passes(milliseconds(400));
    // 17 bytes may be in the hardware when nothing else holds any: their time passes before the change.
    const QStringList expected{QStringLiteral("0 open"), QStringLiteral("0 lower"),
        QStringLiteral("20 baud 9600"), QStringLiteral("25 write abcdefghijklmnopqrst"),
        QStringLiteral("raise"), QStringLiteral("baud 9600"), QStringLiteral("write R"),
        QStringLiteral("lower"), QStringLiteral("baud 9600")};
    QCOMPARE(bench.port->log.size(), expected.size());
    QList<int> times;
    for (qsizetype i = 0; i < expected.size(); ++i) {
        const QString& entry = bench.port->log.at(i);
        QVERIFY2(entry.endsWith(expected.at(i)), qPrintable(entry));
        times.append(entry.section(QLatin1Char(' '), 0, 0).toInt());
    }
    QVERIFY(times[4] >= 45); // all 20 bytes have left
    QVERIFY(times[6] >= times[4] + 20); // the reader's byte waits for the switch to settle
    QVERIFY(times[7] >= times[6] + 17);
    QCOMPARE(bench.port->heard(false), QByteArray("abcdefghijklmnopqrst"));
    QCOMPARE(bench.port->heard(true), QByteArray("R"));
    QCOMPARE(bench.shared->connected(), std::optional(LinkSide::Server)); // where it rests
}

void TestSwitchedPort::noByteReachesTheOtherSide_data()
{
    QTest::addColumn<bool>("raisedForReader");
    QTest::addColumn<int>("rest");
    for (const bool raised : {false, true}) {
        for (const int rest : {-1, 0, 1})
            QTest::addRow("%s, rest %d", raised ? "raised" : "lowered", rest) << raised << rest;
    }
}

void TestSwitchedPort::noByteReachesTheOtherSide()
{
    QFETCH(const bool, raisedForReader);
    QFETCH(const int, rest);
    SwitchSettings settings;
    settings.raisedForReader = raisedForReader;
    settings.rest = rest < 0 ? std::nullopt : std::optional(LinkSide(rest));
    Bench bench(settings);
    QVERIFY(bench.opens());
    quint32 seed = 7;
    QByteArray server;
    QByteArray reader;
    for (int i = 0; i < 200; ++i) {
        seed = seed * 1'664'525 + 1'013'904'223;
        const QByteArray bytes(1 + int(seed >> 27), char('a' + i % 26));
        const bool toReader = seed >> 20 & 1;
        (toReader ? reader : server) += toReader ? bytes.toUpper() : bytes;
        (toReader ? bench.reader : bench.server)->write(toReader ? bytes.toUpper() : bytes);
        bench.passes(milliseconds(seed >> 8 & 0x7F));
    }
    bench.passes(seconds(2));
    QCOMPARE(bench.port->heard(raisedForReader), reader);
    QCOMPARE(bench.port->heard(!raisedForReader), server);
    QCOMPARE(bench.shared->losses().turnMissed, 0U);
    QCOMPARE(bench.shared->losses().undrained, 0U);
}

void TestSwitchedPort::anExpectedAnswerKeepsThePort()
{
    SwitchSettings settings;
    settings.turnMost = seconds(10);
    Bench bench(settings);
    QVERIFY(bench.opens());
    bench.reader->expectAnswer(true);
    bench.reader->write("command");
    bench.passes(milliseconds(200));
    bench.server->write("ping");
    bench.passes(seconds(5)); // the card thinks
    QCOMPARE(bench.shared->connected(), std::optional(LinkSide::Reader));
    bench.port->says(true, "answer");
    QCOMPARE(bench.toReader, QByteArray("answer"));
    bench.reader->expectAnswer(false);
    bench.passes(milliseconds(200));
    QCOMPARE(bench.port->heard(false), QByteArray("ping"));
    QCOMPARE(bench.port->heard(true), QByteArray("command"));
}

void TestSwitchedPort::aTurnThatComesTooLateSendsNothing()
{
    Bench bench;
    QVERIFY(bench.opens());
    bench.server->expectAnswer(true);
    bench.server->write("x");
    bench.passes(milliseconds(100));
    bench.reader->write("given up");
    bench.passes(milliseconds(1'100));
    bench.server->expectAnswer(false);
    bench.passes(seconds(1));
    QCOMPARE(bench.port->heard(true), QByteArray());
    QCOMPARE(bench.shared->losses().turnMissed, 8U);
    bench.reader->write("next");
    bench.passes(seconds(1));
    QCOMPARE(bench.port->heard(true), QByteArray("next"));
}

void TestSwitchedPort::turnsComeInTheirOrder()
{
    Bench bench;
    QVERIFY(bench.opens());
    std::vector<LineTurn> turns;
    QStringList order;
    std::vector<Pending<LineTurn>> waits;
    const auto ask = [&](LinkSide side, Nanos limit, const QString& name) {
        waits.push_back(bench.shared->request(side, limit));
        waits.back().then([&, name](Outcome<LineTurn> turn) {
            order.append(turn ? name : name + QLatin1Char(' ') + nameOf(turn.failure()));
            if (turn)
                turns.push_back(turn.take());
        });
    };
    waits.reserve(8);
    ask(LinkSide::Reader, seconds(60), QStringLiteral("first"));
    ask(LinkSide::Server, milliseconds(300), QStringLiteral("hurried"));
    ask(LinkSide::Server, seconds(60), QStringLiteral("third"));
    ask(LinkSide::Reader, seconds(60), QStringLiteral("fourth"));
    bench.passes(seconds(1));
    QCOMPARE(order, QStringList({QStringLiteral("first"), QStringLiteral("hurried WaitTimedOut")}));
    QCOMPARE(bench.shared->connected(), std::optional(LinkSide::Reader));
    turns.clear();
    bench.passes(seconds(1));
    QCOMPARE(order.last(), QStringLiteral("third"));
    QCOMPARE(bench.shared->connected(), std::optional(LinkSide::Server));
    turns.clear();
    bench.passes(seconds(1));
    QCOMPARE(order.last(), QStringLiteral("fourth"));
    QCOMPARE(turns.size(), size_t(1));
    // A wait that was let go leaves no turn behind.
    waits.push_back(bench.shared->request(LinkSide::Server, seconds(60)));
    waits.pop_back();
    turns.clear();
    bench.reader->close();
    bench.server->write("s");
    bench.passes(seconds(1));
    QCOMPARE(bench.port->heard(false), QByteArray("s"));
    turns.clear();
}

void TestSwitchedPort::whatArrivesAtTheWrongTimeIsCounted()
{
    Bench bench;
    QVERIFY(bench.server->open());
    bench.port->says(false, "early");
    QCOMPARE(bench.shared->losses().whileSwitching, 5U);
    bench.port->unread = 3;
    bench.passes(milliseconds(30));
    QCOMPARE(bench.shared->losses().whileSwitching, 8U);
    bench.port->says(false, "good");
    bench.port->says(true, "of the side that is not connected");
    QCOMPARE(bench.toServer, QByteArray("good"));
    QVERIFY(bench.reader->open());
    bench.reader->write("r");
    while (bench.shared->connected() == LinkSide::Server) {
        bench.port->says(false, "."); // until the control line changes, the old side is heard
        bench.passes(milliseconds(1));
    }
    QVERIFY(bench.toServer.endsWith('.'));
    bench.port->says(true, "noise");
    QCOMPARE(bench.toReader, QByteArray());
    QCOMPARE(bench.shared->losses().whileSwitching, 13U);
    bench.passes(milliseconds(30));
    bench.port->says(true, "answer");
    QCOMPARE(bench.toReader, QByteArray("answer"));
    bench.server->close();
    bench.passes(seconds(1));
    bench.port->says(false, "nobody");
    QCOMPARE(bench.shared->losses().unheard, 6U);
}

void TestSwitchedPort::bytesThatCannotLeaveAreThrownAway()
{
    Bench bench;
    QVERIFY(bench.opens());
    bench.passes(milliseconds(30));
    bench.port->stuck = true;
    bench.server->write("held");
    bench.reader->write("r");
    bench.passes(milliseconds(500));
    QVERIFY(!bench.port->level); // not yet
    bench.passes(milliseconds(1'500));
    QVERIFY(!bench.port->level);
    bench.port->stuck = true;
    bench.passes(milliseconds(200));
    QCOMPARE(bench.shared->losses().undrained, 4U);
    bench.port->stuck = false;
    bench.passes(milliseconds(500));
    bench.reader->write("again");
    bench.passes(milliseconds(500));
    QCOMPARE(bench.port->heard(true), QByteArray("again")); // the first waited longer than turnMost
    QCOMPARE(bench.port->heard(false), QByteArray());
    QCOMPARE(bench.shared->losses().turnMissed, 1U);
}

void TestSwitchedPort::eachSideHasItsSpeed()
{
    Bench bench;
    QVERIFY(bench.opens());
    bench.reader->setBaud(38'400);
    bench.passes(milliseconds(30));
    QCOMPARE(bench.port->baud, 9'600);
    bench.reader->expectAnswer(true);
    bench.reader->write("r");
    bench.passes(milliseconds(100));
    QCOMPARE(bench.port->baud, 38'400);
    bench.reader->expectAnswer(false);
    bench.passes(milliseconds(200));
    QCOMPARE(bench.port->baud, 9'600);
}

void TestSwitchedPort::aLostPortEndsBoth()
{
    Bench bench;
    QVERIFY(bench.opens());
    bench.passes(milliseconds(30));
    auto waiting = bench.shared->request(LinkSide::Reader, seconds(60));
    QString ended;
    waiting.then([&](Outcome<LineTurn> turn) { ended = turn ? QString() : nameOf(turn.failure()); });
    bench.port->breaks();
    bench.passes(milliseconds(1));
    QCOMPARE(ended, QStringLiteral("LinkBroken"));
    QCOMPARE(bench.serverLost + bench.readerLost, 2);
    QVERIFY(!bench.server->isOpen() && !bench.reader->isOpen() && !bench.shared->connected());
    QVERIFY(bench.opens());
    bench.reader->write("back");
    bench.passes(seconds(1));
    QCOMPARE(bench.port->heard(true), QByteArray("back"));
}

void TestSwitchedPort::aPortWithoutControlLineIsRefused()
{
    Bench bench;
    bench.port->hasControl = false;
    const auto opened = bench.server->open();
    QVERIFY(!opened.ok());
    QCOMPARE(nameOf(opened.failure()), QStringLiteral("LinkNotSwitchable"));
    QVERIFY(!bench.port->isOpen());
    // A pseudo-terminal has none; the real port says so instead of sending to whoever is connected.
    smtest::PtyLine pty;
    for (const ControlLine control : {ControlLine::RequestToSend, ControlLine::DataTerminalReady}) {
        ByteLineSettings settings;
        settings.port = pty.left();
        const auto real = makeSerialControlPort(settings, control);
        const auto refused = real->open();
        QVERIFY(!refused.ok());
        QCOMPARE(nameOf(refused.failure()), QStringLiteral("LinkNotSwitchable"));
        QVERIFY(!real->isOpen());
    }
}

QTEST_GUILESS_MAIN(TestSwitchedPort)
#include "tst_switched_port.moc"
