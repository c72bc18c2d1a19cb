// SPDX-License-Identifier: GPL-3.0-or-later
// Both halves of the station link against a card position that counts: whatever happens to the link, no
// command reaches it twice.
#include "base/failures/station.h"
#include "link_bench.h"

#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

QStringList list(std::initializer_list<const char*> items)
{
    QStringList out;
    for (const char* item : items)
        out.append(QLatin1String(item));
    return out;
}

CardArrival aCard()
{
    CardArrival arrival;
    arrival.atr = QByteArray::fromHex("3B00");
    arrival.insertion = 5;
    return arrival;
}

const QStringList twoCommands = list({"00A40000", "80CA9F7F00"});
const QStringList twoAnswers = list({"9000", "01029000"});

} // namespace

class StationLinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void wholeCard();
    void longRunTravelsInBatches();
    void stopsAtTheFirstUnexpectedAnswer();
    void aPlaceMadeAnewCountsAnew();
    void timeOfTheLinkIsTold();
    void progressIsSeen();
    void lostAnswerIsRepeated();
    void lostOrderIsSentAgain();
    void whatIsUnderWayIsWaitedFor();
    void anotherLifeKnowsNothing_data();
    void anotherLifeKnowsNothing();
    void limitPassesWhileAway();
    void aWaitForACardEndsWithTheLink();
    void cutBeforeEachMessage_data();
    void cutBeforeEachMessage();
    void duplicatesAreAnsweredFromMemory();
    void reorderedOrdersReachNoCardTwice();
    void abortEndsTheWait();
    void readerComesAndGoes();
    void consoleStartsAnew();
    void strangersAreNotLetIn_data();
    void strangersAreNotLetIn();
    void oldEpochIsRefused();
    void aSecondProcessWaitsForTheFirst();

private:
    static void helloAs(LinkBench& bench, const StationHello& hello);
};

void StationLinkTest::wholeCard()
{
    LinkBench bench;
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"usable"}));
    QCOMPARE(bench.station->description(), QStringLiteral("tls: scripted"));
    bench.card.expect(QStringLiteral("await"), aCard());
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.card.expect(QStringLiteral("complete 3: 80E60000"), FormatAcknowledged{3});
    bench.card.expect(QStringLiteral("eject 0"), Done{});
    bench.hear(bench.station->awaitCard(20s));
    bench.settle();
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.hear(bench.station->formatComplete(
        FormatComplete(AttemptId(7), Epoch(3), 3, QByteArray::fromHex("80E60000")), 20s));
    bench.settle();
    bench.hear(bench.station->eject(Bin::Good, 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"card 3B00", "9000 01029000 complete", "acknowledged 3", "done"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::longRunTravelsInBatches()
{
    LinkBench bench;
    bench.settle();
    QStringList commands;
    QStringList answers;
    for (int i = 0; i < 150; ++i) {
        commands.append(QStringLiteral("00B000%1").arg(i, 2, 16, QLatin1Char('0')).toUpper());
        answers.append(QStringLiteral("9000"));
    }
    bench.card.expectRun(10, commands.mid(0, 64), answers.mid(0, 64));
    bench.card.expectRun(74, commands.mid(64, 64), answers.mid(64, 64));
    bench.card.expectRun(138, commands.mid(128), answers.mid(128));
    bench.takeHeard();
    bench.hear(bench.station->run(LinkBench::aRun(10, commands), 20s));
    bench.settle();
    QCOMPARE(bench.heard.value(0).count(QStringLiteral("9000")), 150);
    QVERIFY(bench.heard.value(0).endsWith(QStringLiteral("complete")));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::stopsAtTheFirstUnexpectedAnswer()
{
    LinkBench bench;
    bench.settle();
    QStringList commands;
    QStringList answers;
    for (int i = 0; i < 70; ++i) {
        commands.append(QStringLiteral("00B00000"));
        answers.append(QStringLiteral("9000"));
    }
    QStringList first = answers.mid(0, 3);
    first.last() = QStringLiteral("6985");
    bench.card.expectRun(1, commands.mid(0, 64), first, RunEnd::UnexpectedStatus);
    bench.takeHeard();
    bench.hear(bench.station->run(LinkBench::aRun(1, commands), 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"9000 9000 6985 unexpected"}));
    QCOMPARE(bench.card.finish(), QStringList()); // the second batch never came to the card
}

/// The floor was changed while it runs: orders begin at 1 again, and the station's process has seen higher
/// ones.
void StationLinkTest::aPlaceMadeAnewCountsAnew()
{
    LinkBench bench;
    bench.settle();
    for (quint32 first = 1; first <= 5; first += 2) {
        bench.card.expectRun(first, twoCommands, twoAnswers);
        bench.hear(bench.station->run(LinkBench::aRun(first, twoCommands), 20s));
        bench.settle();
        QCOMPARE(bench.takeHeard().last(), QStringLiteral("9000 01029000 complete"));
    }
    const StationId place = bench.station->station();
    bench.gate->forget(place, fail(fc::LinkClosed));
    auto next = std::make_unique<LinkStation>(
        bench.loop.reactor, LinkStation::Settings(place, QStringLiteral("tls")));
    bench.gate->expect(*next);
    bench.station = std::move(next);
    bench.pass(1s);
    bench.takeHeard();
    for (quint32 first = 7; first <= 11; first += 2) {
        bench.card.expectRun(first, twoCommands, twoAnswers);
        bench.hear(bench.station->run(LinkBench::aRun(first, twoCommands), 20s));
        bench.settle();
        QCOMPARE(bench.takeHeard().value(0), QStringLiteral("9000 01029000 complete"));
    }
    QCOMPARE(bench.card.finish(), QStringList());
}

/// For each batch, without the card's own time; not for one that was asked for again after the link was lost.
void StationLinkTest::timeOfTheLinkIsTold()
{
    LinkBench bench;
    bench.settle();
    QList<Nanos> told;
    bench.station->onExchanged([&told](Nanos took) { told.append(took); });
    bench.card.expectRun(1, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.pass(1s);
    QCOMPARE(told.size(), 0);
    bench.card.release();
    bench.settle();
    QCOMPARE(told.size(), 1);
    QVERIFY(told.first() >= 900ms && told.first() <= 1s); // the double says that the card took nothing
    bench.card.expectRun(3, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.hear(bench.station->run(LinkBench::aRun(3, twoCommands), 20s));
    bench.pass(100ms);
    bench.wire.cut();
    bench.pass(2s);
    bench.card.release();
    bench.settle();
    QCOMPARE(bench.takeHeard().last(), QStringLiteral("9000 01029000 complete"));
    QCOMPARE(told.size(), 1);
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::progressIsSeen()
{
    LinkBench bench;
    bench.settle();
    bench.card.expectRun(1, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    QCOMPARE(bench.station->answered(), 0u);
    bench.card.progress = 1;
    bench.pass(1s);
    QCOMPARE(bench.station->answered(), 1u);
    bench.card.release();
    bench.settle();
    QCOMPARE(bench.station->answered(), 2u);
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::lostAnswerIsRepeated()
{
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.wire.toListener = [](const QByteArray&) { return QList<QByteArray>(); };
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), QStringList());
    bench.wire.toListener = {};
    bench.reconnect();
    QCOMPARE(bench.takeHeard(), list({"away", "usable", "9000 01029000 complete"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::lostOrderIsSentAgain()
{
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    bench.wire.toConnector = [](const QByteArray&) { return QList<QByteArray>(); };
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.wire.toConnector = {};
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.reconnect();
    QCOMPARE(bench.takeHeard(), list({"away", "usable", "9000 01029000 complete"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::whatIsUnderWayIsWaitedFor()
{
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    bench.card.expectRun(1, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.reconnect();
    bench.reconnect();
    QCOMPARE(bench.takeHeard(), list({"away", "usable", "away", "usable"}));
    bench.card.release();
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"9000 01029000 complete"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::anotherLifeKnowsNothing_data()
{
    QTest::addColumn<QString>("order");
    QTest::addColumn<bool>("sent");
    QTest::addColumn<QString>("end");
    QTest::newRow("a run that was sent") << "run" << true << "unknown ReaderLost";
    QTest::newRow("a run that was not") << "run" << false << "not sent ReaderLost";
    QTest::newRow("format complete") << "complete" << true << "ReaderLost";
    QTest::newRow("eject may come twice") << "eject" << true << "done";
    QTest::newRow("eject after the restart") << "eject" << false << "done";
}

void StationLinkTest::anotherLifeKnowsNothing()
{
    QFETCH(QString, order);
    QFETCH(bool, sent);
    QFETCH(QString, end);
    LinkBench bench;
    bench.settle();
    if (!sent) {
        bench.agent.reset();
        bench.settle();
    }
    bench.takeHeard();
    bench.wire.toListener = [](const QByteArray&) { return QList<QByteArray>(); }; // the answer is lost
    if (order == QStringLiteral("run")) {
        if (sent)
            bench.card.expectRun(1, twoCommands, twoAnswers);
        bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    } else if (order == QStringLiteral("complete")) {
        bench.card.expect(QStringLiteral("complete 3: "), FormatAcknowledged{3});
        bench.hear(bench.station->formatComplete(FormatComplete(AttemptId(7), Epoch(3), 3, {}), 20s));
    } else {
        if (sent)
            bench.card.expect(QStringLiteral("eject 1"), Done{});
        bench.hear(bench.station->eject(Bin::Reject, 20s));
    }
    bench.settle();
    bench.wire.toListener = {};
    if (order == QStringLiteral("eject"))
        bench.card.expect(QStringLiteral("eject 1"), Done{});
    bench.agent.reset(); // killed
    bench.settle();
    bench.startAgent('b');
    bench.pass(1s);
    QCOMPARE(bench.heard.last(), end);
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::limitPassesWhileAway()
{
    LinkBench bench;
    bench.settle();
    bench.card.expectRun(1, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.wire.accept = {}; // the cable is pulled
    bench.wire.cut();
    bench.pass(19s);
    bench.takeHeard();
    bench.pass(2s);
    QCOMPARE(bench.takeHeard(), list({"unknown ReaderLost"}));
    bench.hear(bench.station->run(LinkBench::aRun(3, twoCommands), 5s));
    bench.hear(bench.station->awaitCard(5s));
    bench.pass(6s);
    QVERIFY(bench.heard.contains(QStringLiteral("ReaderLost"))); // at once, for a card is not waited for
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::aWaitForACardEndsWithTheLink()
{
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    bench.card.expect(QStringLiteral("await"), aCard(), true);
    bench.hear(bench.station->awaitCard(20s));
    bench.settle();
    bench.wire.cut();
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"away", "ReaderLost"}));
    bench.card.release(); // a card comes while nobody is there
    bench.pass(1s);
    bench.takeHeard();
    bench.card.expect(QStringLiteral("repower"), aCard());
    bench.hear(bench.station->awaitCard(20s)); // told, since it still lies there
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"card 3B00"}));
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.card.expect(QStringLiteral("await"), cardAbsent());
    bench.takeHeard();
    bench.hear(bench.station->awaitCard(20s)); // now somebody has worked with it
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"CardAbsent"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::cutBeforeEachMessage_data()
{
    QTest::addColumn<int>("before");
    for (int i = 0; i < 8; ++i)
        QTest::addRow("message %d", i) << i;
}

/// The link breaks before the n-th message of a card; the session repeats what is its to repeat: the wait for
/// a card. The script is followed once in any case.
void StationLinkTest::cutBeforeEachMessage()
{
    QFETCH(int, before);
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    bench.card.expect(QStringLiteral("await"), aCard());
    bench.card.same = aCard();
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.card.expect(QStringLiteral("complete 3: "), FormatAcknowledged{3});
    bench.card.expect(QStringLiteral("eject 0"), Done{});
    int count = 0;
    const auto breaking = [&](const QByteArray& message) {
        if (count++ != before)
            return QList<QByteArray>{message};
        bench.wire.cut();
        return QList<QByteArray>();
    };
    bench.wire.toListener = breaking;
    bench.wire.toConnector = breaking;
    do {
        bench.takeHeard();
        bench.hear(bench.station->awaitCard(20s));
        bench.pass(1s);
    } while (bench.heard.contains(QStringLiteral("ReaderLost")));
    QVERIFY(bench.heard.contains(QStringLiteral("card 3B00")));
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.pass(1s);
    QVERIFY(bench.heard.contains(QStringLiteral("9000 01029000 complete")));
    bench.hear(bench.station->formatComplete(FormatComplete(AttemptId(7), Epoch(3), 3, {}), 20s));
    bench.pass(1s);
    QVERIFY(bench.heard.contains(QStringLiteral("acknowledged 3")));
    bench.hear(bench.station->eject(Bin::Good, 20s));
    bench.pass(1s);
    QVERIFY(bench.heard.contains(QStringLiteral("done")));
    QVERIFY2(count > before, "the cut came");
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::duplicatesAreAnsweredFromMemory()
{
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    const auto twice = [](const QByteArray& message) { return QList<QByteArray>{message, message}; };
    bench.wire.toListener = twice;
    bench.wire.toConnector = twice;
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.card.expectRun(3, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.card.expect(QStringLiteral("eject 0"), Done{});
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.hear(bench.station->run(LinkBench::aRun(3, twoCommands), 20s));
    bench.settle();
    bench.card.release();
    bench.settle();
    bench.hear(bench.station->eject(Bin::Good, 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"9000 01029000 complete", "9000 01029000 complete", "done"}));
    QCOMPARE(bench.card.finish(), QStringList());
    QCOMPARE(bench.refused, QStringList());
}

/// An order that comes late is one that was given up: it is refused, not done.
void StationLinkTest::reorderedOrdersReachNoCardTwice()
{
    LinkBench bench;
    bench.settle();
    QByteArray late;
    bench.wire.toConnector = [&late](const QByteArray& message) {
        late = message;
        return QList<QByteArray>();
    };
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 1s));
    bench.settle();
    const QByteArray order = late;
    bench.wire.toConnector = {};
    bench.pass(2s); // given up: unknown, for it was sent
    bench.card.expect(QStringLiteral("eject 1"), Done{});
    bench.hear(bench.station->eject(Bin::Reject, 20s));
    bench.settle();
    bench.takeHeard();
    bench.wire.toConnector = [&order](const QByteArray& message) {
        return QList<QByteArray>{order, message};
    };
    bench.card.expect(QStringLiteral("await"), aCard());
    bench.hear(bench.station->awaitCard(20s)); // with the late one before it
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"card 3B00"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::abortEndsTheWait()
{
    LinkBench bench;
    bench.settle();
    bench.takeHeard();
    bench.card.expect(QStringLiteral("await"), aCard(), true);
    bench.hear(bench.station->awaitCard(20s));
    bench.settle();
    bench.station->abort(cardMute());
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"CardMute"}));
    QCOMPARE(bench.card.aborted, 1);
    bench.card.expect(QStringLiteral("eject 2"), Done{});
    bench.hear(bench.station->eject(Bin::Stock, 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"done"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::readerComesAndGoes()
{
    LinkBench bench;
    bench.settle();
    bench.card.setUsable(false);
    bench.settle();
    QVERIFY(!bench.station->isUsable());
    QVERIFY(bench.station->isAttached());
    bench.card.setUsable(true);
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"usable", "away", "usable"}));
}

void StationLinkTest::consoleStartsAnew()
{
    LinkBench bench;
    bench.settle();
    bench.card.expectRun(1, twoCommands, twoAnswers, RunEnd::Complete, true);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    bench.waits.clear();
    bench.newConsole();
    bench.takeHeard();
    bench.pass(1s);
    QCOMPARE(bench.takeHeard(), list({"usable"}));
    QCOMPARE(bench.card.aborted, 1);
    // Its ids count from one again, and are not those of the console before.
    bench.card.expect(QStringLiteral("eject 1"), Done{});
    bench.hear(bench.station->eject(Bin::Reject, 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), list({"done"}));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::helloAs(LinkBench& bench, const StationHello& hello)
{
    bench.raw = bench.wire.connector();
    LinkEvents events;
    events.connected = [&bench, hello] { bench.raw->send(encode(hello)); };
    events.message = [](const QByteArray&) {};
    bench.raw->setEvents(events);
    bench.raw->open();
    bench.settle();
}

void StationLinkTest::strangersAreNotLetIn_data()
{
    QTest::addColumn<int>("version");
    QTest::addColumn<int>("place");
    QTest::addColumn<bool>("allowed");
    QTest::addColumn<QString>("cause");
    const int version = stationLinkVersion;
    QTest::newRow("a later version") << version + 1 << 1 << true << "cause=version";
    QTest::newRow("version 1, without devices") << 1 << 1 << true << "cause=version";
    QTest::newRow("a place that is not there") << version << 9 << true << "no such place";
    QTest::newRow("not listed") << version << 1 << false << "not listed";
}

void StationLinkTest::strangersAreNotLetIn()
{
    QFETCH(int, version);
    QFETCH(int, place);
    QFETCH(bool, allowed);
    QFETCH(QString, cause);
    LinkBench bench;
    bench.agent.reset();
    bench.settle();
    bench.gate->setJudge([allowed](const MessageLink& link, StationId station) {
        return allowed && link.peer() == QStringLiteral("key") ? Outcome<Done>(Done{})
                                                               : stationRefused(station, "not listed");
    });
    StationHello hello;
    hello.version = quint16(version);
    hello.station = StationId{1, quint16(place)};
    hello.life = QByteArray(stationLifeLength, 'x');
    hello.usable = true;
    helloAs(bench, hello);
    QCOMPARE(bench.refused.size(), 1);
    QVERIFY2(bench.refused[0].contains(cause), qPrintable(bench.refused[0]));
    QVERIFY(!bench.station->isAttached());
    QVERIFY(!bench.raw->isConnected());
    // One that says nothing has five seconds.
    bench.raw = bench.wire.connector();
    LinkEvents silent;
    silent.connected = [] {};
    silent.message = [](const QByteArray&) {};
    bench.raw->setEvents(silent);
    bench.raw->open();
    bench.pass(4s);
    QVERIFY(bench.raw->isConnected());
    bench.pass(2s);
    QVERIFY(!bench.raw->isConnected());
    QVERIFY(bench.refused.last().contains(QStringLiteral("no hello")));
}

void StationLinkTest::oldEpochIsRefused()
{
    LinkBench bench;
    bench.settle();
    bench.card.expectRun(1, twoCommands, twoAnswers);
    bench.hear(bench.station->run(LinkBench::aRun(1, twoCommands), 20s));
    bench.settle();
    // Its hello comes again, from the time before it was welcomed.
    StationHello hello;
    hello.station = bench.place;
    hello.life = QByteArray(stationLifeLength, 'a');
    hello.usable = true;
    helloAs(bench, hello);
    QCOMPARE(bench.refused.size(), 1);
    QVERIFY2(bench.refused[0].startsWith(QStringLiteral("EpochRefused")), qPrintable(bench.refused[0]));
    QVERIFY(bench.station->isAttached()); // the true one goes on
    QVERIFY(bench.agent->isWelcomed());
    // And so does an answer of another connection.
    StationAnswer answer(1, RunAnswers());
    answer.epoch = 77;
    bench.wire.toListener = [&answer](const QByteArray&) { return QList<QByteArray>{encode(answer)}; };
    bench.card.setUsable(false);
    bench.settle();
    QCOMPARE(bench.refused.size(), 2);
    QVERIFY(bench.refused[1].startsWith(QStringLiteral("EpochRefused")));
    QVERIFY(!bench.station->isAttached());
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationLinkTest::aSecondProcessWaitsForTheFirst()
{
    LinkBench bench;
    bench.settle();
    StationHello hello;
    hello.station = bench.place;
    hello.life = QByteArray(stationLifeLength, 'z');
    hello.usable = true;
    helloAs(bench, hello);
    QVERIFY(bench.refused.value(0).contains(QStringLiteral("taken")));
    QVERIFY(bench.agent->isWelcomed());
    bench.agent.reset(); // it ends, and its connection with it
    bench.settle();
    helloAs(bench, hello);
    QVERIFY(bench.station->isAttached());
    QCOMPARE(bench.refused.size(), 1);
}

QTEST_GUILESS_MAIN(StationLinkTest)
#include "tst_station_link.moc"
