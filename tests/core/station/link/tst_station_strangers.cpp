// SPDX-License-Identifier: GPL-3.0-or-later
// What a station does at the wrong moment, or should never do: nothing of it may cost a card, or another
// station.
#include "base/failures/station.h"
#include "link_bench.h"

#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

CardArrival aCard()
{
    CardArrival arrival;
    arrival.atr = QByteArray::fromHex("3B00");
    arrival.insertion = 5;
    return arrival;
}

StationHello helloOf(StationId place, char life, quint64 epoch = 0)
{
    StationHello hello;
    hello.station = place;
    hello.life = QByteArray(stationLifeLength, life);
    hello.epoch = epoch;
    hello.usable = true;
    return hello;
}

/// A station played by hand: says its hello and keeps the epoch it is given.
struct Player {
    Player(LinkBench& bench, const StationHello& hello)
        : link(bench.wire.connector())
    {
        LinkEvents events;
        events.connected = [this, hello] { link->send(encode(hello)); };
        events.message = [this](const QByteArray& message) {
            if (const auto welcome = decodeStationWelcome(message); welcome && epoch == 0)
                epoch = welcome->epoch;
        };
        link->setEvents(events);
        link->open();
        bench.settle();
    }
    std::unique_ptr<MessageLink> link;
    quint64 epoch = 0;
};

} // namespace

class StationStrangersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void readerThatComesDuringTheGreeting_data();
    void readerThatComesDuringTheGreeting();
    void cardThatWentIsNoNewCard_data();
    void cardThatWentIsNoNewCard();
    void highEpochHarmsNobodyElse();
    void streamOfUnaskedMessagesEnds_data();
    void streamOfUnaskedMessagesEnds();
    void moreAnswersThanCommandsAreNoMessage();
};

void StationStrangersTest::readerThatComesDuringTheGreeting_data()
{
    QTest::addColumn<bool>("before");
    QTest::newRow("it comes") << false;
    QTest::newRow("it goes") << true;
}

/// Said in the hello it was not yet so, and what is sent before the welcome is not heard.
void StationStrangersTest::readerThatComesDuringTheGreeting()
{
    QFETCH(bool, before);
    LinkBench bench;
    bench.agent.reset();
    bench.card.setUsable(before);
    bench.settle();
    bool changed = false;
    bench.wire.toListener = [&](const QByteArray& message) {
        if (!std::exchange(changed, true))
            bench.card.setUsable(!before);
        return QList<QByteArray>{message};
    };
    bench.startAgent('b');
    bench.pass(1s);
    QVERIFY(changed);
    QCOMPARE(bench.station->isUsable(), !before);
}

void StationStrangersTest::cardThatWentIsNoNewCard_data()
{
    QTest::addColumn<QString>("found");
    QTest::newRow("taken out") << QStringLiteral("absent");
    QTest::newRow("another lies there") << QStringLiteral("changed");
    QTest::newRow("the reader fails") << QStringLiteral("mute");
}

/// It came while the console was away, and was taken out before it returned.
void StationStrangersTest::cardThatWentIsNoNewCard()
{
    QFETCH(QString, found);
    LinkBench bench;
    bench.settle();
    bench.card.expect(QStringLiteral("await"), aCard(), true);
    bench.hear(bench.station->awaitCard(20s));
    bench.settle();
    bench.wire.cut();
    bench.settle();
    bench.card.release();
    bench.pass(1s);
    bench.takeHeard();
    const bool mute = found == QStringLiteral("mute");
    bench.card.expect(QStringLiteral("repower"),
        mute                                    ? cardMute()
            : found == QStringLiteral("absent") ? cardAbsent()
                                                : cardChanged(5, 6));
    CardArrival other = aCard();
    other.atr = QByteArray::fromHex("3B6500");
    if (!mute)
        bench.card.expect(QStringLiteral("await"), other);
    bench.hear(bench.station->awaitCard(20s));
    bench.settle();
    QCOMPARE(
        bench.takeHeard(), QStringList(mute ? QStringLiteral("CardMute") : QStringLiteral("card 3B6500")));
    QCOMPARE(bench.card.finish(), QStringList());
}

void StationStrangersTest::highEpochHarmsNobodyElse()
{
    LinkBench bench;
    bench.settle();
    LinkStation other(bench.loop.reactor, LinkStation::Settings(StationId{1, 2}, QStringLiteral("tls")));
    bench.gate->expect(other);
    constexpr auto highest = quint64(std::numeric_limits<qint64>::max());
    const Player sick(bench, helloOf(other.station(), 'x', highest));
    QVERIFY(!other.isAttached());
    QVERIFY2(bench.refused.value(0).contains(QStringLiteral("epoch")), qPrintable(bench.refused.value(0)));
    const Player odd(bench, helloOf(other.station(), 'y', highest / 4));
    QVERIFY(other.isAttached());
    QCOMPARE(odd.epoch, highest / 4 + 1);
    bench.reconnect();
    QVERIFY(bench.agent->isWelcomed());
    QVERIFY(bench.station->isUsable());
    const Player next(bench, helloOf(StationId{1, 2}, 'z'));
    QVERIFY(next.epoch > odd.epoch);
}

void StationStrangersTest::streamOfUnaskedMessagesEnds_data()
{
    QTest::addColumn<bool>("progress");
    QTest::newRow("readers that come and go") << false;
    QTest::newRow("progress that is none") << true;
}

void StationStrangersTest::streamOfUnaskedMessagesEnds()
{
    QFETCH(bool, progress);
    LinkBench bench;
    bench.agent.reset();
    bench.settle();
    Player player(bench, helloOf(bench.place, 'x'));
    QVERIFY(bench.station->isAttached());
    if (progress)
        bench.hear(bench.station->awaitCard(20s));
    bench.settle();
    int sent = 0;
    while (bench.station->isAttached() && sent < 5000) {
        StationAnswer answer(0, station_answer::Reader{sent % 2 == 0, QStringLiteral("reader")});
        if (progress)
            answer = StationAnswer(1, station_answer::Progress{0});
        answer.epoch = player.epoch;
        player.link->send(encode(answer));
        ++sent;
        bench.settle();
    }
    QVERIFY2(sent > 20 && sent < 1000, qPrintable(QString::number(sent)));
    QCOMPARE(bench.refused.size(), 1);
}

void StationStrangersTest::moreAnswersThanCommandsAreNoMessage()
{
    RunAnswers run;
    for (size_t i = 0; i <= mostStationCommands; ++i) {
        run.answers.push_back(ResponseApdu::parse(QByteArray::fromHex("9000")).take());
        run.figures.emplace_back();
    }
    run.answers.pop_back();
    run.figures.pop_back();
    const QByteArray most = encode(StationAnswer(1, run));
    QVERIFY(decodeStationAnswer(most));
    // One more in its list, as this end would never write it: the count is the only byte pair that says 64.
    QByteArray more = most;
    const qsizetype count = more.indexOf(QByteArray::fromHex("9840"));
    QVERIFY(count > 0);
    more[count + 1] = char(65);
    const QByteArray one = QByteArray::fromHex("83429000") + QByteArray::fromHex("0000");
    QVERIFY(!decodeStationAnswer(more.insert(count + 2, one)));
}

QTEST_GUILESS_MAIN(StationStrangersTest)
#include "tst_station_strangers.moc"
