// SPDX-License-Identifier: GPL-3.0-or-later
// Cards and readers over PC/SC: arrival, power, eject, restarts of the service, readers that go.
#include "pcsc_link_bench.h"

using namespace sm;
using namespace sm::test;

class TestPcscCards : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void connectCodes_data();
    void connectCodes();
    void muteCardGetsThreeResets();
    void mutedOnceThenWell();
    void ejectWaitsForTheCard();
    void ejectTakesSwappedCardAsGone();
    void ejectLimit();
    void ejectOutlivesARestart();
    void ejectWithoutAReader();
    void awaitLimitIsCardAbsent();
    void repowerSameCard();
    void repowerOtherCard();
    void repowerNoCard();
    void repowerAfterServiceRestart_data();
    void repowerAfterServiceRestart();
    void serviceGoneWhileAwaiting();
    void readerStaysTakenAfterItsLink();
    void readerVanishes();
    void letsEverythingGo();
};

void TestPcscCards::connectCodes_data()
{
    QTest::addColumn<quint32>("code");
    QTest::addColumn<QString>("failure");
    QTest::newRow("another program holds it") << pcsc::sharingViolation << "ReaderBusy";
    QTest::newRow("protocols differ") << pcsc::protocolMismatch << "PcscCardUnsupported";
    QTest::newRow("forbidden by policy") << pcsc::securityViolation << "PcscForbidden";
}

void TestPcscCards::connectCodes()
{
    QFETCH(const quint32, code);
    QFETCH(const QString, failure);
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish().expectCardThere(1).expectConnect(code);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(wait)), failure);
    bench.verifyScript();
}

void TestPcscCards::muteCardGetsThreeResets()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish().expectCardThere(1, "");
    for (int i = 0; i < 3; ++i)
        bench.api->expectConnect(pcsc::unresponsiveCard);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CardMute"));
    // It is not offered again as a new card.
    bench.api->expectCardThere(1, "");
    auto next = bench.link->awaitCard(seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectNoCard(2).expectCardThere(3).expectConnect().expectCardThere(3);
    bench.board->publish(bench.name, true);
    QTRY_COMPARE(bench.api->leftovers(), 3);
    bench.board->publish(bench.name, true);
    QCOMPARE(nameOf(answerOf(next)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscCards::mutedOnceThenWell()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish()
        .expectCardThere(1)
        .expectConnect(pcsc::unpoweredCard)
        .expectConnect()
        .expectCardThere(1);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscCards::ejectWaitsForTheCard()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectCardThere(1);
    auto eject = bench.link->eject(Bin::Good, seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    QCOMPARE(bench.api->disconnects(), 1);
    bench.api->expectNoCard(2);
    bench.board->publish(bench.name, true);
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscCards::ejectTakesSwappedCardAsGone()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectCardThere(3);
    auto eject = bench.link->eject(Bin::Reject, seconds(10));
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscCards::ejectLimit()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectCardThere(1);
    auto eject = bench.link->eject(Bin::Reject, seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    // The script is played a moment before the thread lies down to wait.
    QTest::qWait(200);
    loop.expireLimits();
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("CardNotTaken"));
    QVERIFY(bench.link->isUsable());
}

void TestPcscCards::ejectOutlivesARestart()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "", pcsc::commError);
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::Unknown);
    bench.api->expectEstablish(pcsc::noService);
    auto eject = bench.link->eject(Bin::Reject, seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectEstablish(pcsc::noService);
    bench.board->publish(bench.name, false);
    QVERIFY(bench.api->waitUntilPlayed());
    // It is back, and knows the reader a moment later. The card that lies there is the one that is to go.
    bench.api->expectEstablish().expectStatus(pcsc::stateUnknown, 0);
    bench.board->publish(bench.name, false);
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectCardThere(1);
    bench.board->publish(bench.name, true);
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectNoCard(2);
    bench.board->publish(bench.name, true);
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscCards::ejectWithoutAReader()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectStatus(pcsc::stateUnknown, 0);
    bench.board->publish(bench.name, false);
    auto eject = bench.link->eject(Bin::Reject, seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    QTest::qWait(200);
    loop.expireLimits();
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ReaderLost"));
    bench.verifyScript();
}

void TestPcscCards::awaitLimitIsCardAbsent()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish().expectNoCard(0);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    QTest::qWait(200);
    loop.expireLimits();
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CardAbsent"));
    QVERIFY(bench.link->isUsable());
    // The thread has let go of the old wait and takes the next.
    bench.api->expectCardThere(1).expectConnect().expectCardThere(1);
    auto next = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(next)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscCards::repowerSameCard()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "");
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::Unknown);
    bench.api->expectCardThere(1).expectReconnect().expectCardThere(1).expectTransmit(selectApdu, "9000");
    auto repower = bench.link->repower(seconds(10));
    const auto answer = answerOf(repower);
    QCOMPARE(nameOf(answer), QStringLiteral("ok"));
    QCOMPARE((*answer)->insertion, 0x10001u);
    QCOMPARE(bench.runNow(bench.selects(1, 2)).end, RunEnd::Complete);
    bench.verifyScript();
}

void TestPcscCards::repowerOtherCard()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    // Reconnecting succeeds and the ATR is the same: only the counter tells.
    bench.api->expectCardThere(3).expectReconnect().expectCardThere(3);
    auto repower = bench.link->repower(seconds(10));
    QCOMPARE(nameOf(answerOf(repower)), QStringLiteral("CardChanged"));
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::NotSent);
    bench.verifyScript();
}

void TestPcscCards::repowerNoCard()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectNoCard(2);
    auto repower = bench.link->repower(seconds(10));
    QCOMPARE(nameOf(answerOf(repower)), QStringLiteral("CardAbsent"));
    bench.verifyScript();
}

void TestPcscCards::repowerAfterServiceRestart_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<QString>("failure");
    QTest::newRow("same ATR") << QByteArray("3B80") << "ok";
    QTest::newRow("other ATR") << QByteArray("3B81") << "CardChanged";
}

void TestPcscCards::repowerAfterServiceRestart()
{
    QFETCH(const QByteArray, atr);
    QFETCH(const QString, failure);
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "", pcsc::commError);
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::Unknown);
    bench.api->expectEstablish(pcsc::noService);
    auto repower = bench.link->repower(seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectEstablish(pcsc::noService);
    bench.board->publish(bench.name, false);
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectEstablish()
        .expectNoCard(0)
        .expectCardThere(1, atr.constData())
        .expectConnect()
        .expectCardThere(1, atr.constData());
    bench.board->publish(bench.name, true);
    QTRY_COMPARE(bench.api->leftovers(), 3);
    bench.board->publish(bench.name, true);
    const auto answer = answerOf(repower);
    QCOMPARE(nameOf(answer), failure);
    if (answer->ok())
        QCOMPARE((*answer)->insertion, 0x20001u);
    bench.verifyScript();
}

void TestPcscCards::serviceGoneWhileAwaiting()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish()
        .expectNoCard(0)
        .expectStatus(0, 0, "", pcsc::noService)
        .expectEstablish(pcsc::noService);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QTRY_COMPARE(bench.api->leftovers(), 2);
    bench.board->publish(bench.name, true);
    QVERIFY(bench.api->waitUntilPlayed());
    QTest::qWait(200);
    bench.api->expectEstablish(pcsc::noService);
    bench.board->publish(bench.name, false);
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("ReaderLost"));
    QTRY_VERIFY(!bench.link->isUsable());
    QCOMPARE(bench.api->openContexts(), 0);
    bench.verifyScript();
}

void TestPcscCards::readerStaysTakenAfterItsLink()
{
    TestLoop loop;
    auto registry = std::make_shared<ReaderRegistry>();
    PcscBench first(loop, "reader A", registry);
    first.startWithCard();
    first.api->expectTransmit(selectApdu, "9000").andBlock();
    auto run = first.link->run(first.selects(1), seconds(10));
    QVERIFY(first.api->waitUntilBlocked());
    run = {};
    first.link.reset();

    auto nextApi = std::make_shared<ScriptedPcsc>();
    PcscCardLink next(loop.reactor, PcscServices(nextApi, first.board, registry), QStringLiteral("reader A"));
    QTest::qWait(200);
    QVERIFY(!next.isUsable());
    auto refused = next.awaitCard(seconds(1));
    QCOMPARE(nameOf(answerOf(refused)), QStringLiteral("ReaderBusy"));
    first.api->unblock();
    QTRY_VERIFY(next.isUsable());
    QCOMPARE(first.api->openContexts(), 0);
    first.verifyScript();
}

void TestPcscCards::readerVanishes()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish().expectNoCard(0).expectStatus(pcsc::stateUnknown, 0);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QTRY_COMPARE(bench.api->leftovers(), 1);
    bench.board->publish(bench.name, false);
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("ReaderLost"));
    QTRY_VERIFY(!bench.link->isUsable());
    bench.board->publish(bench.name, true);
    QTRY_VERIFY(bench.link->isUsable());
    QCOMPARE(bench.usability, QList({true, false, true}));
    bench.verifyScript();
}

void TestPcscCards::letsEverythingGo()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.link.reset();
    QTRY_COMPARE(bench.api->openContexts(), 0);
    QCOMPARE(bench.api->openCards(), 0);
    QTRY_VERIFY(!bench.registry->isTaken(bench.name));
    bench.verifyScript();
}

QTEST_GUILESS_MAIN(TestPcscCards)
#include "tst_pcsc_cards.moc"
