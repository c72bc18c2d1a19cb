// SPDX-License-Identifier: GPL-3.0-or-later
// What is written down about links: who came and when, how it was lost, and who was turned away.
#include "../station/link/link_bench.h"
#include "base/failures/station.h"
#include "server/link_book.h"

#include <QTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

/// The bench of the station link, with the book between its listener and its gate.
struct BookBench : LinkBench {
    BookBench()
    {
        StationPlan plan;
        plan.id = place;
        plan.kind = StationPlan::Kind::Tls;
        book.addPlace(plan);
        gate->onRefused([this](const MessageLink& link, StationId wanted, const Failure& why) {
            book.dropped(link, wanted, why);
        });
        wire.accept = [this](std::unique_ptr<MessageLink> link) { gate->add(book.watch(std::move(link))); };
    }
    ~BookBench()
    {
        agent.reset();
        raw.reset();
        gate.reset();
        loop.inbox->drain();
    }
    BookBench(const BookBench&) = delete;
    BookBench& operator=(const BookBench&) = delete;

    StationLink shown() const { return book.links().at(0); }
    /// A station that the test plays: connects and says hello.
    void hello(char life, quint64 epoch = 0)
    {
        raw = wire.connector();
        LinkEvents events;
        events.connected = [this, life, epoch] {
            StationHello hello;
            hello.station = place;
            hello.life = QByteArray(stationLifeLength, life);
            hello.epoch = epoch;
            hello.usable = true;
            raw->send(encode(hello));
        };
        events.message = [](const QByteArray&) {};
        events.lost = [](const Failure&) {};
        raw->setEvents(std::move(events));
        raw->open();
        settle();
    }

    LinkBook book{loop.clock};
};

Failure refusal(const char* cause, const QString& pin, const char* address)
{
    return Failure(fc::LinkPeerRefused,
        {{"cause", QLatin1String(cause)}, {"pin", pin}, {"address", QLatin1String(address)}});
}

} // namespace

class LinkBookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void stationComesIsLostAndComesBack();
    void messagesCountAsHeard();
    void timeOfTheLink();
    void whoFindsThePlaceTakenTouchesNothing();
    void oldEpochIsNamed();
    void nonsenseEndsTheConnectionAndIsNamed();
    void revokedIsNoAttempt();
    void silentLineSaysWhatIsWrong();
    void sameStrangerIsOneEntry();
    void strangersAreForgottenOldestFirst();
};

void LinkBookTest::stationComesIsLostAndComesBack()
{
    BookBench bench;
    QVERIFY(bench.shown().state == StationLinkState::Awaited);
    QVERIFY(!bench.shown().since.isValid() && !bench.shown().heard.isValid() && !bench.shown().why);
    bench.pass(2s);
    const StationLink up = bench.shown();
    QVERIFY(up.state == StationLinkState::Up);
    QCOMPARE(up.kind, QStringLiteral("tls"));
    QCOMPARE(up.address, QStringLiteral("wire"));
    QVERIFY(up.since.isValid() && up.epoch > 0);
    bench.wire.cut();
    bench.settle();
    const StationLink lost = bench.shown();
    QVERIFY(lost.state == StationLinkState::Lost);
    QVERIFY(*lost.why == fc::LinkClosed);
    QCOMPARE(lost.since, bench.loop.clock.wall());
    QCOMPARE(lost.address, up.address); // where it was
    bench.pass(1s);
    QVERIFY(bench.shown().state == StationLinkState::Up);
    QVERIFY(bench.shown().epoch > up.epoch);
    QVERIFY(!bench.shown().why);
    QVERIFY(bench.book.refused().empty());
}

void LinkBookTest::messagesCountAsHeard()
{
    BookBench bench;
    bench.pass(1s);
    const QDateTime before = bench.shown().heard;
    bench.pass(10s);
    QCOMPARE(bench.shown().heard, before);
    bench.hear(bench.station->eject(Bin::Good, 5s));
    bench.pass(1s);
    QVERIFY(bench.shown().heard > before);
}

/// One slow exchange is not the link's time, and a change shows soon.
void LinkBookTest::timeOfTheLink()
{
    BookBench bench;
    QCOMPARE(bench.shown().exchange, Nanos(0));
    const auto after = [&bench](int times, Nanos took) {
        for (int i = 0; i < times; ++i)
            bench.book.exchanged(bench.shown().station, took);
        return bench.shown().exchange;
    };
    QCOMPARE(after(1, 2ms), Nanos(2ms));
    QVERIFY(after(1, 50ms) <= Nanos(8ms));
    QVERIFY(after(30, 10ms) > Nanos(9ms));
    bench.book.exchanged(StationId{9, 9}, 5ms); // nobody's
    QVERIFY(bench.shown().exchange > Nanos(9ms));
}

void LinkBookTest::whoFindsThePlaceTakenTouchesNothing()
{
    BookBench bench;
    bench.pass(1s);
    const StationLink before = bench.shown();
    bench.hello('x');
    bench.hello('x');
    QVERIFY(bench.shown().state == StationLinkState::Up);
    QCOMPARE(bench.shown().epoch, before.epoch);
    QCOMPARE(bench.book.refused().size(), size_t(1));
    const RefusedStation& refused = bench.book.refused()[0];
    QCOMPARE(refused.why->param("cause"), QStringLiteral("taken"));
    QCOMPARE(refused.wanted.text(), QStringLiteral("M1-S1"));
    QCOMPARE(refused.tries, quint32(2));
    QCOMPARE(refused.last, bench.loop.clock.wall());
}

void LinkBookTest::oldEpochIsNamed()
{
    BookBench bench;
    bench.pass(1s);
    bench.hear(bench.station->eject(Bin::Good, 5s)); // an answer under this connection's epoch
    bench.pass(1s);
    bench.hello('a', 0); // a copy of its process
    QCOMPARE(bench.book.refused().size(), size_t(1));
    QVERIFY(*bench.book.refused()[0].why == fc::EpochRefused);
    QVERIFY(bench.shown().state == StationLinkState::Up);
}

void LinkBookTest::nonsenseEndsTheConnectionAndIsNamed()
{
    BookBench bench;
    bench.agent.reset();
    bench.settle();
    bench.hello('x');
    QVERIFY(bench.shown().state == StationLinkState::Up);
    bench.raw->send(QByteArrayLiteral("nonsense"));
    bench.settle();
    QVERIFY(bench.shown().state == StationLinkState::Lost);
    QVERIFY(*bench.shown().why == fc::StationMessageBroken);
    QCOMPARE(bench.book.refused().size(), size_t(1));
}

void LinkBookTest::revokedIsNoAttempt()
{
    BookBench bench;
    bench.pass(1s);
    bench.wire.accept = {};
    bench.gate->dropPeer(bench.place, QStringLiteral("key"), stationRefused(bench.place, "revoked"));
    bench.settle();
    QVERIFY(bench.shown().state == StationLinkState::Lost);
    QCOMPARE(bench.shown().why->param("cause"), QStringLiteral("revoked"));
    QVERIFY(bench.book.refused().empty());
}

/// Nobody at the other end of a line yet: what is tried and fails is not kept to itself.
void LinkBookTest::silentLineSaysWhatIsWrong()
{
    BookBench bench;
    StationPlan plan;
    plan.id = StationId{1, 2};
    plan.kind = StationPlan::Kind::Serial;
    plan.port = QStringLiteral("/dev/ttyS4");
    plan.baud = 9'600;
    bench.book.addPlace(plan);
    Wire silent;
    LinkKeeper keeper(
        bench.loop.reactor, bench.book.watch(silent.connector(), plan.id), LinkKeeper::Pauses());
    keeper.start();
    while (silent.step()) { }
    const StationLink line = bench.book.links().at(1);
    QCOMPARE(line.kind, QStringLiteral("serial"));
    QCOMPARE(line.port, QStringLiteral("/dev/ttyS4"));
    QCOMPARE(line.baud, 9'600);
    QVERIFY(line.state == StationLinkState::Awaited);
    QVERIFY(*line.why == fc::LinkClosed);
    QVERIFY(!line.since.isValid());
}

void LinkBookTest::sameStrangerIsOneEntry()
{
    SimulatedClock clock;
    LinkBook book(clock);
    const QString pin = QString::fromLatin1(QByteArray(32, 'p').toHex());
    book.turnedAway(refusal("expired", pin, "192.168.7.31:40001"));
    clock.advance(5s);
    book.turnedAway(refusal("expired", pin, "192.168.7.31:40002"));
    QCOMPARE(book.refused().size(), size_t(1));
    QCOMPARE(book.refused()[0].tries, quint32(2));
    QCOMPARE(book.refused()[0].address, QStringLiteral("192.168.7.31"));
    QCOMPARE(book.refused()[0].last, clock.wall());
    book.turnedAway(refusal("not listed", pin, "192.168.7.31:40003"));
    QCOMPARE(book.refused().size(), size_t(2));
    QCOMPARE(withoutPort(QStringLiteral("fe80::1:7700")), QStringLiteral("fe80::1"));
    QCOMPARE(withoutPort(QStringLiteral("/run/stations")), QStringLiteral("/run/stations"));
}

void LinkBookTest::strangersAreForgottenOldestFirst()
{
    SimulatedClock clock;
    LinkBook book(clock);
    for (int i = 0; i < 70; ++i)
        book.turnedAway(refusal(
            "not listed", QStringLiteral("%1").arg(i, 64, 16, QLatin1Char('0')), "192.168.7.31:40001"));
    QCOMPARE(book.refused().size(), size_t(64));
    QCOMPARE(int(quint8(book.refused().front().pin.back())), 6);
    QCOMPARE(int(quint8(book.refused().back().pin.back())), 69);
}

QTEST_GUILESS_MAIN(LinkBookTest)
#include "tst_link_book.moc"
