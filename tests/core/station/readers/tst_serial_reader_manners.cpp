// SPDX-License-Identifier: GPL-3.0-or-later
// Cards and serial readers that take their time, their own speed, or another card: on pseudo-terminals, with
// software cards.
#include "reader_bench.h"

#include "base/secret_bytes.h"

using namespace sm;
using namespace sm::test;

namespace {

void eachCcidReader()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("GemPC Twin") << int(SimulatedReader::Kind::GemPcTwin);
    QTest::newRow("GemCore POS") << int(SimulatedReader::Kind::GemCorePos);
}

QString arrivalOf(ReaderBench& bench)
{
    auto arriving = bench.link->awaitCard(patience);
    return nameOf(bench.answerOf(arriving));
}

QString selectedBy(ReaderBench& bench)
{
    auto running = bench.link->run(bench.run({"00A40000023F00"}), patience);
    return endOf(bench.answerOf(running));
}

} // namespace

class TestSerialReaderManners : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void lateAnswersReachNobody_data() { eachReader(); }
    void lateAnswersReachNobody();
    void cardsAskForTime_data() { eachCcidReader(); }
    void cardsAskForTime();
    void cardsOfEverySpeed_data();
    void cardsOfEverySpeed();
    void readersKeepTheirSpeed();
    void refusedBeforeItIsSent_data() { eachReader(); }
    void refusedBeforeItIsSent();
    void cardsAreChangedBetweenTwoLooks_data() { eachCcidReader(); }
    void cardsAreChangedBetweenTwoLooks();
};

/// The host has given the command up, the card has not. Its answer is that of no later command.
void TestSerialReaderManners::lateAnswersReachNobody()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    bench.insert();
    QVERIFY(bench.becomesUsable());
    QCOMPARE(arrivalOf(bench), QStringLiteral("ok"));
    bench.device.stallAfter(1);
    QCOMPARE(selectedBy(bench), QStringLiteral("unknown ReaderSilent"));
    QVERIFY(bench.device.isStalled());
    const quint64 carried = bench.traffic.carried();
    auto repowering = bench.link->repower(patience);
    bench.passes(seconds(3));
    // Where answers have no numbers, no question is asked that the late one would pass for an answer to.
    QCOMPARE(bench.traffic.carried() == carried, kind == int(SimulatedReader::Kind::GemCoreTlp));
    bench.device.goOn();
    const auto arrival = bench.answerOf(repowering);
    QCOMPARE(nameOf(arrival), QStringLiteral("ok"));
    QCOMPARE((*arrival)->insertion, 1u);
    auto running = bench.link->run(bench.run({"00A40000023F00", "00A40000023F99"}), patience);
    QCOMPARE(endOf(bench.answerOf(running)), QStringLiteral("refused 6A82"));
}

/// The reader gives a card up after one block waiting time unless bBWI grants it more, and so does the host.
void TestSerialReaderManners::cardsAskForTime()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    CardManners slow;
    slow.waits = 10;
    bench.device.setManners(slow);
    bench.insert();
    QVERIFY(bench.becomesUsable());
    QCOMPARE(arrivalOf(bench), QStringLiteral("ok"));
    QCOMPARE(selectedBy(bench), QStringLiteral("complete"));
    bench.device.stallAfter(2); // the command, and the time that is granted
    auto running = bench.link->run(bench.run({"00A40000023F99"}), patience);
    QVERIFY(bench.until([&] { return bench.device.isStalled(); }));
    bench.passes(seconds(8)); // of fifty; five are usual
    bench.device.goOn();
    QCOMPARE(endOf(bench.answerOf(running)), QStringLiteral("refused 6A82"));
    // Granted for one block, not for ever.
    bench.device.setManners({});
    bench.device.stallAfter(1);
    const Nanos from = bench.clock.now();
    QCOMPARE(selectedBy(bench), QStringLiteral("unknown ReaderSilent"));
    QVERIFY(bench.clock.now() - from < seconds(6));
}

void TestSerialReaderManners::cardsOfEverySpeed_data()
{
    using Pps = CardManners::Pps;
    QTest::addColumn<bool>("blocks");
    QTest::addColumn<int>("ta1");
    QTest::addColumn<bool>("specific");
    QTest::addColumn<int>("pps");
    for (const bool blocks : {true, false}) {
        const auto row = [blocks](const char* name, int ta1, bool specific, Pps pps) {
            QTest::addRow("%s, T=%d", name, int(blocks)) << blocks << ta1 << specific << int(pps);
        };
        row("offers 96", 0x96, false, Pps::Agrees);
        row("offers more than the reader has", 0x97, false, Pps::Agrees);
        row("offers 96 and stays slow", 0x96, false, Pps::StaysSlow);
        row("offers 96 and is mute", 0x96, false, Pps::Mute);
        row("is at 18 from the start", 0x18, true, Pps::Mute);
        row("is at 11 and no other", 0x11, true, Pps::Mute);
    }
}

void TestSerialReaderManners::cardsOfEverySpeed()
{
    QFETCH(const bool, blocks);
    QFETCH(const int, ta1);
    QFETCH(const bool, specific);
    QFETCH(const int, pps);
    ReaderBench bench{SimulatedReader::Kind::GemPcTwin};
    bench.device.setManners({quint8(ta1), specific, CardManners::Pps(pps), 0});
    bench.insert(1, blocks ? SoftwareCard::Protocol::T1 : SoftwareCard::Protocol::T0);
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    const auto arrival = bench.answerOf(arriving);
    QCOMPARE(nameOf(arrival), QStringLiteral("ok"));
    QCOMPARE(int(byteAt((*arrival)->atr, 2)), ta1);
    QCOMPARE(selectedBy(bench), QStringLiteral("complete"));
    auto repowering = bench.link->repower(patience);
    QCOMPARE(nameOf(bench.answerOf(repowering)), QStringLiteral("ok"));
    QCOMPARE(selectedBy(bench), QStringLiteral("complete"));
}

/// A reader stays at the speed it was told until its power goes, whatever becomes of its host.
void TestSerialReaderManners::readersKeepTheirSpeed()
{
    GemCoreCommands commands;
    commands.workingBaud = 38'400;
    ReaderBench bench(SimulatedReader::Kind::GemPc410, commands);
    bench.device.setSpeed(9'600);
    QVERIFY(bench.becomesUsable());
    QCOMPARE(bench.device.port().baud(), 38'400);
    const auto goesSilent = [&bench] {
        AnswerFaults silent;
        silent.lost = 1;
        bench.device.setFaults(silent, &bench.random);
        const QString arrival = arrivalOf(bench);
        bench.device.setFaults({}, &bench.random);
        return arrival;
    };
    QCOMPARE(goesSilent(), QStringLiteral("ReaderLost"));
    QVERIFY(!bench.link->isUsable());
    QVERIFY(bench.becomesUsable());
    bench.connect();
    QVERIFY(!bench.link->isUsable());
    QVERIFY(bench.becomesUsable());
    QCOMPARE(bench.device.port().baud(), 38'400);
    QCOMPARE(goesSilent(), QStringLiteral("ReaderLost"));
    bench.device.setSpeed(9'600); // its power was off
    QVERIFY(bench.becomesUsable());
    bench.insert();
    QCOMPARE(arrivalOf(bench), QStringLiteral("ok"));
}

/// What T=0 can not carry is refused while the card still knows nothing of it.
void TestSerialReaderManners::refusedBeforeItIsSent()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    bench.insert(1, SoftwareCard::Protocol::T0);
    QVERIFY(bench.becomesUsable());
    QCOMPARE(arrivalOf(bench), QStringLiteral("ok"));
    QCOMPARE(selectedBy(bench), QStringLiteral("complete"));
    const quint64 ofOne = bench.device.card()->commandsReceived();
    for (const char* extended : {"00B0000000012C", "00D60000000002AABB"}) {
        auto running = bench.link->run(bench.run({"00A40000023F00", extended}), patience);
        const auto ran = bench.answerOf(running);
        QCOMPARE(endOf(ran), QStringLiteral("not sent ReaderCommandRefused"));
        QCOMPARE((*ran)->answers.size(), size_t(1));
    }
    QCOMPARE(bench.device.card()->commandsReceived(), 3 * ofOne);
    QCOMPARE(selectedBy(bench), QStringLiteral("complete"));
}

/// The reader says so; asked every now and then it would always say that there is a card.
void TestSerialReaderManners::cardsAreChangedBetweenTwoLooks()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    bench.insert();
    QVERIFY(bench.becomesUsable());
    QCOMPARE(arrivalOf(bench), QStringLiteral("ok"));
    QCOMPARE(selectedBy(bench), QStringLiteral("complete"));
    auto leaving = bench.link->eject(Bin::Good, patience);
    bench.passes(milliseconds(50)); // asked once
    bench.device.remove();
    bench.insert(2);
    QCOMPARE(nameOf(bench.answerOf(leaving)), QStringLiteral("ok"));
    auto arriving = bench.link->awaitCard(patience);
    const auto second = bench.answerOf(arriving);
    QCOMPARE(nameOf(second), QStringLiteral("ok"));
    QCOMPARE((*second)->insertion, 2u);
    bench.device.remove();
    bench.insert(3);
    bench.passes(milliseconds(50));
    QCOMPARE(selectedBy(bench), QStringLiteral("not sent CardAbsent")); // meant for the second
    auto repowering = bench.link->repower(patience);
    QCOMPARE(nameOf(bench.answerOf(repowering)), QStringLiteral("CardChanged"));
}

QTEST_GUILESS_MAIN(TestSerialReaderManners)
#include "tst_serial_reader_manners.moc"
