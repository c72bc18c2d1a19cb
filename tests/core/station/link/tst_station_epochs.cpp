// SPDX-License-Identifier: GPL-3.0-or-later
// A station that works for one store after the other: an old epoch is refused, a new store is none.
#include "base/failures/station.h"
#include "link_bench.h"
#include "simulator/virtual_station.h"
#include "station/link/attempt_numbers.h"

#include <QScopeGuard>
#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

class StationEpochsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void numbersRiseWhateverTheStore();
    void storesAreBounded();
    void aFreshStoreIsNotAReplay();
    void anOldEpochOfAStoreIsRefused_data();
    void anOldEpochOfAStoreIsRefused();
    void completionIsNotTakenForAnotherStores();
};

namespace {

const QStringList oneCommand{QStringLiteral("00A40000")};
const QStringList oneAnswer{QStringLiteral("9000")};

/// A run of one attempt of the console's store, to its end.
QString runOf(LinkBench& bench, qint64 attempt, qint64 epoch)
{
    bench.takeHeard();
    bench.hear(bench.station->run(LinkBench::aRun(1, oneCommand, AttemptId(attempt), Epoch(epoch)), 20s));
    bench.settle();
    return bench.takeHeard().join(QLatin1Char(' '));
}

void turnTo(LinkBench& bench, char store)
{
    bench.newConsole(store);
    bench.pass(1s);
}

} // namespace

void StationEpochsTest::numbersRiseWhateverTheStore()
{
    AttemptNumbers numbers;
    QVERIFY(!numbers.of(Epoch(1))); // nobody has been welcomed
    QVERIFY(numbers.turnTo("one"));
    const auto first = numbers.of(Epoch(100));
    QVERIFY(first);
    QCOMPARE(*numbers.of(Epoch(100)), *first); // the same attempt goes on
    QVERIFY(!numbers.of(Epoch(99)));
    QVERIFY(numbers.turnTo("two"));
    const auto second = numbers.of(Epoch(1));
    QVERIFY(second);
    QVERIFY(*second > *first);
    QVERIFY(numbers.turnTo("one"));
    QVERIFY(!numbers.of(Epoch(99)));
    QVERIFY(!numbers.of(Epoch(100))); // another attempt has worked here since
    const auto third = numbers.of(Epoch(101));
    QVERIFY(third);
    QVERIFY(*third > *second);
}

void StationEpochsTest::storesAreBounded()
{
    AttemptNumbers numbers;
    for (size_t i = 0; i < AttemptNumbers::mostStores; ++i)
        QVERIFY(numbers.turnTo(QByteArray::number(qulonglong(i))));
    QVERIFY(!numbers.turnTo("one more"));
    QVERIFY(numbers.turnTo("7"));
}

void StationEpochsTest::aFreshStoreIsNotAReplay()
{
    LinkBench bench;
    bench.settle();
    for (int i = 0; i < 4; ++i)
        bench.card.expectRun(1, oneCommand, oneAnswer);
    QCOMPARE(runOf(bench, 40, 40), QStringLiteral("9000 complete"));
    QCOMPARE(runOf(bench, 41, 41), QStringLiteral("9000 complete"));
    turnTo(bench, 't');
    // Its first attempt has an epoch, an id and a command number that this card position knows from the other
    // store.
    QCOMPARE(runOf(bench, 1, 1), QStringLiteral("9000 complete"));
    turnTo(bench, 's');
    QCOMPARE(runOf(bench, 42, 42), QStringLiteral("9000 complete"));
    QCOMPARE(bench.card.finish(), QStringList());
    QCOMPARE(bench.card.numbers, (QList<qint64>{1, 1, 2, 2, 3, 3, 4, 4}));
}

void StationEpochsTest::anOldEpochOfAStoreIsRefused_data()
{
    QTest::addColumn<bool>("otherBetween");
    QTest::addColumn<int>("epoch");
    QTest::newRow("lower, same store") << false << 40;
    QTest::newRow("lower, after another store") << true << 40;
    QTest::newRow("fenced off by another store") << true << 41;
}

void StationEpochsTest::anOldEpochOfAStoreIsRefused()
{
    QFETCH(bool, otherBetween);
    QFETCH(int, epoch);
    LinkBench bench;
    bench.settle();
    bench.card.expectRun(1, oneCommand, oneAnswer);
    QCOMPARE(runOf(bench, 41, 41), QStringLiteral("9000 complete"));
    if (otherBetween) {
        turnTo(bench, 't');
        bench.card.expectRun(1, oneCommand, oneAnswer);
        QCOMPARE(runOf(bench, 1, 1), QStringLiteral("9000 complete"));
        turnTo(bench, 's');
    }
    QCOMPARE(runOf(bench, epoch, epoch), QStringLiteral("not sent EpochRefused"));
    bench.hear(bench.station->formatComplete(FormatComplete(AttemptId(epoch), Epoch(epoch), 3, {}), 20s));
    bench.settle();
    QCOMPARE(bench.takeHeard(), QStringList(QStringLiteral("EpochRefused")));
    QCOMPARE(bench.card.finish(), QStringList()); // none of it came to the card
}

/// With a real card position: "format complete" of one store's attempt, answered from memory, would leave the
/// other's card untold.
void StationEpochsTest::completionIsNotTakenForAnotherStores()
{
    LinkBench bench;
    bench.agent.reset();
    SoftwareCard::Services inside;
    inside.random = &bench.random;
    BlankOptions blank;
    blank.kind = CardKind::FileCard;
    BlankFeeder feeder(blank, inside);
    VirtualCardLink position(bench.loop.reactor, feeder, bench.random, VirtualCardLink::Options());
    StationAgent::Settings settings;
    settings.station = bench.place;
    settings.life = QByteArray(stationLifeLength, 'v');
    bench.agent = std::make_unique<StationAgent>(settings, bench.loop.reactor, position,
        std::make_unique<LinkKeeper>(
            bench.loop.reactor, bench.wire.connector(), LinkKeeper::Pauses{10ms, 50ms}));
    const auto end = qScopeGuard([&bench] { bench.agent.reset(); });
    bench.pass(1s);
    for (const char store : {'s', 't'}) {
        turnTo(bench, store);
        bench.takeHeard();
        bench.hear(bench.station->awaitCard(20s));
        bench.settle();
        QVERIFY(bench.takeHeard().value(0).startsWith(QStringLiteral("card ")));
        // A file card knows no such command: an answer from the card, and not from memory, is a refusal.
        bench.hear(
            bench.station->formatComplete(FormatComplete(AttemptId(1), Epoch(1), 9,
                                              store == 's' ? QByteArray() : QByteArray::fromHex("80FF0000")),
                20s));
        bench.settle();
        QCOMPARE(bench.takeHeard().join(QLatin1Char(' ')),
            store == 's' ? QStringLiteral("acknowledged 9") : QStringLiteral("CompletionRefused"));
        bench.hear(bench.station->eject(Bin::Good, 20s));
        bench.settle();
    }
}

QTEST_GUILESS_MAIN(StationEpochsTest)
#include "tst_station_epochs.moc"
