// SPDX-License-Identifier: GPL-3.0-or-later
// Runs of commands over PC/SC: order, answers, refusals, what is never sent.
#include "pcsc_link_bench.h"

using namespace sm;
using namespace sm::test;

class TestPcscLink : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runSendsInOrder();
    void collectsLongAnswers();
    void caseFourOverT0GoesWithoutLe();
    void stopsAtUnexpectedStatus();
    void transmitCodes_data();
    void transmitCodes();
    void nothingIsSentAfterABrokenCommand();
    void lowerEpochIsRefused();
    void repeatedCommandIsNotSent();
    void sameCardIsNotAnsweredTwice();
    void cardThatCameAsItsWaitEndedIsStillNew();
    void formatCompleteIsRemembered();
    void formatCompleteRefusedByCard();
    void formatCompleteTornIsNotSentAgain();
    void stuckTransmit();
    void abortedRunSendsNothingMore();
};

void TestPcscLink::runSendsInOrder()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit("00A4040000", "6F009000").expectTransmit("80CA9F7F00", "9000");
    auto run = bench.selects(1);
    run.commands.emplace_back(QByteArray::fromHex("80CA9F7F00"), StatusRule());
    const RunAnswers answers = bench.runNow(std::move(run));
    QCOMPARE(answers.end, RunEnd::Complete);
    QCOMPARE(answers.answers.size(), size_t(2));
    QCOMPARE(answers.answers[0].encode(), QByteArray::fromHex("6F009000"));
    QCOMPARE(answers.answers[1].encode(), QByteArray::fromHex("9000"));
    QVERIFY(answers.cardTime > Nanos(0));
    QCOMPARE(bench.link->answered(), 2u);
    QCOMPARE(bench.link->description(), QStringLiteral("pcsc: reader A"));
    bench.verifyScript();
}

void TestPcscLink::collectsLongAnswers()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit("00A4040000", "6C02")
        .expectTransmit("00A4040002", "01026102")
        .expectTransmit("00C0000002", "03049000");
    const RunAnswers answers = bench.runNow(bench.selects(1));
    QCOMPARE(answers.end, RunEnd::Complete);
    QCOMPARE(answers.answers.at(0).encode(), QByteArray::fromHex("010203049000"));
    bench.verifyScript();
}

void TestPcscLink::caseFourOverT0GoesWithoutLe()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish()
        .expectCardThere(1)
        .expectConnect(pcsc::success, PcscProtocol::T0)
        .expectCardThere(1)
        .expectTransmit("00A4040002A000", "6102")
        .expectTransmit("00C0000002", "6F009000");
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("ok"));
    CommandRun run(AttemptId(1), Epoch(1), 1);
    run.commands.emplace_back(QByteArray::fromHex("00A4040002A00000"), StatusRule());
    QCOMPARE(bench.runNow(std::move(run)).answers.at(0).encode(), QByteArray::fromHex("6F009000"));
    bench.verifyScript();
}

void TestPcscLink::stopsAtUnexpectedStatus()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "9000").expectTransmit(selectApdu, "6A82");
    const RunAnswers answers = bench.runNow(bench.selects(3));
    QCOMPARE(answers.end, RunEnd::UnexpectedStatus);
    QCOMPARE(answers.answers.size(), size_t(2));
    QCOMPARE(answers.answers[1].sw().value, quint16(0x6A82));
    bench.verifyScript();
}

void TestPcscLink::transmitCodes_data()
{
    QTest::addColumn<quint32>("code");
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("failure");
    const auto row = [](const char* title, quint32 code, const char* answer, const char* failure) {
        QTest::newRow(title) << code << QByteArray(answer) << QString::fromLatin1(failure);
    };
    row("no service", pcsc::noService, "", "PcscDown");
    row("service stopped", pcsc::serviceStopped, "", "PcscDown");
    row("pcscd died during the call", pcsc::commError, "", "PcscBroken");
    row("dead handle", pcsc::invalidHandle, "", "PcscHandleDead");
    row("not transacted", pcsc::notTransacted, "", "PcscNotTransacted");
    row("data lost", pcsc::dataLost, "", "PcscDataLost");
    row("reset by another", pcsc::resetCard, "", "PcscCardReset");
    row("card removed", pcsc::removedCard, "", "CardTorn");
    row("no card", pcsc::noCard, "", "CardTorn");
    row("reader unavailable", pcsc::readerUnavailable, "", "PcscReaderUnavailable");
    row("unknown reader", pcsc::unknownReader, "", "PcscReaderUnknown");
    row("unresponsive", pcsc::unresponsiveCard, "", "PcscMute");
    row("unpowered", pcsc::unpoweredCard, "", "PcscMute");
    row("answer too long", pcsc::insufficientBuffer, "", "PcscAnswerTooLong");
    row("a code nobody knows", 0x80100099, "", "PcscUnexpected");
    row("success without an answer", pcsc::success, "", "CardAnswerTooShort");
    row("success with one byte", pcsc::success, "90", "CardAnswerTooShort");
}

void TestPcscLink::transmitCodes()
{
    QFETCH(const quint32, code);
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, failure);
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "9000").expectTransmit(selectApdu, answer.constData(), code);
    const RunAnswers answers = bench.runNow(bench.selects(3));
    QCOMPARE(answers.end, RunEnd::Unknown);
    QCOMPARE(answers.answers.size(), size_t(1));
    QCOMPARE(nameOfCode(answers.failure), failure);
    bench.verifyScript();
}

void TestPcscLink::nothingIsSentAfterABrokenCommand()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "");
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::Unknown);
    const RunAnswers after = bench.runNow(bench.selects(1, 2));
    QCOMPARE(after.end, RunEnd::NotSent);
    QCOMPARE(nameOfCode(after.failure), QStringLiteral("PcscNotConnected"));
    bench.verifyScript();
}

void TestPcscLink::lowerEpochIsRefused()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "9000");
    QCOMPARE(bench.runNow(bench.selects(1, 1, 7)).end, RunEnd::Complete);
    const RunAnswers refused = bench.runNow(bench.selects(1, 2, 6));
    QCOMPARE(refused.end, RunEnd::NotSent);
    QCOMPARE(nameOfCode(refused.failure), QStringLiteral("EpochRefused"));
    auto complete = bench.link->formatComplete(FormatComplete(AttemptId(1), Epoch(6), 3, {}), seconds(1));
    QCOMPARE(nameOf(answerOf(complete)), QStringLiteral("EpochRefused"));
    bench.verifyScript();
}

void TestPcscLink::repeatedCommandIsNotSent()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "9000")
        .expectTransmit(selectApdu, "9000")
        .expectTransmit(selectApdu, "9000");
    QCOMPARE(bench.runNow(bench.selects(2)).end, RunEnd::Complete);
    const RunAnswers repeated = bench.runNow(bench.selects(1, 2));
    QCOMPARE(repeated.end, RunEnd::NotSent);
    QCOMPARE(nameOfCode(repeated.failure), QStringLiteral("CommandRepeated"));
    CommandRun other(AttemptId(2), Epoch(1), 1);
    other.commands.emplace_back(QByteArray::fromHex(selectApdu), StatusRule());
    QCOMPARE(bench.runNow(std::move(other)).end, RunEnd::Complete);
    bench.verifyScript();
}

void TestPcscLink::sameCardIsNotAnsweredTwice()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectCardThere(1);
    auto wait = bench.link->awaitCard(seconds(10));
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectCardThere(3, "3B81").expectConnect().expectCardThere(3, "3B81");
    bench.board->publish(bench.name, true);
    const auto answer = answerOf(wait);
    QCOMPARE(nameOf(answer), QStringLiteral("ok"));
    QCOMPARE((*answer)->insertion, 0x10003u);
    bench.verifyScript();
}

/// The wait is ended while the card is being powered: nobody has heard of it, and it lies there for the next
/// wait.
void TestPcscLink::cardThatCameAsItsWaitEndedIsStillNew()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.api->expectEstablish().expectCardThere(1).expectConnect().andBlock().expectCardThere(1);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QVERIFY(bench.api->waitUntilBlocked());
    bench.link->abort(cardMute());
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CardMute"));
    bench.api->unblock();
    QVERIFY(bench.api->waitUntilPlayed());
    bench.api->expectCardThere(1).expectConnect().expectCardThere(1);
    auto next = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(next)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscLink::formatCompleteIsRemembered()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit("80F0800F00", "9000").expectTransmit("80F0800F00", "9000");
    for (const quint32 number : {5u, 5u, 6u}) {
        auto wait = bench.link->formatComplete(
            FormatComplete(AttemptId(1), Epoch(1), number, QByteArray::fromHex("80F0800F00")), seconds(1));
        const auto answer = answerOf(wait);
        QCOMPARE(nameOf(answer), QStringLiteral("ok"));
        QCOMPARE((*answer)->command, number);
    }
    bench.verifyScript();
}

void TestPcscLink::formatCompleteRefusedByCard()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit("80F0800F00", "6985");
    auto wait = bench.link->formatComplete(
        FormatComplete(AttemptId(1), Epoch(1), 5, QByteArray::fromHex("80F0800F00")), seconds(1));
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CompletionRefused"));
    bench.verifyScript();
}

/// Asked again, it says what became of it, not merely that it was sent before.
void TestPcscLink::formatCompleteTornIsNotSentAgain()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit("80F0800F00", "", pcsc::removedCard);
    for (int times = 0; times < 2; ++times) {
        auto wait = bench.link->formatComplete(
            FormatComplete(AttemptId(1), Epoch(1), 5, QByteArray::fromHex("80F0800F00")), seconds(1));
        QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CardTorn"));
    }
    bench.verifyScript();
}

void TestPcscLink::stuckTransmit()
{
    TestLoop loop;
    auto registry = std::make_shared<ReaderRegistry>();
    PcscBench stuck(loop, "reader A", registry);
    PcscBench other(loop, "reader B", registry);
    stuck.startWithCard();
    other.startWithCard();
    stuck.api->expectTransmit(selectApdu, "9000").andBlock();
    other.api->expectTransmit(selectApdu, "9000").expectTransmit(selectApdu, "9000");

    auto run = stuck.link->run(stuck.selects(3), seconds(10));
    QVERIFY(stuck.api->waitUntilBlocked());
    QCOMPARE(other.runNow(other.selects(1)).end, RunEnd::Complete);

    loop.expireLimits();
    QCOMPARE(nameOf(answerOf(run)), QStringLiteral("ReaderStuck"));
    QVERIFY(!stuck.link->isUsable());
    QVERIFY(registry->isTaken("reader A"));
    QCOMPARE(stuck.usability, QList({true, false}));
    const RunAnswers refused = stuck.runNow(stuck.selects(1, 9));
    QCOMPARE(refused.end, RunEnd::NotSent);
    QCOMPARE(nameOfCode(refused.failure), QStringLiteral("ReaderBusy"));
    QVERIFY(other.link->isUsable());
    QCOMPARE(other.runNow(other.selects(1, 2)).end, RunEnd::Complete);

    // The call returns: its answer is dropped, the other two commands are never sent, the position can be
    // used again.
    stuck.api->unblock();
    QTRY_VERIFY(stuck.link->isUsable());
    QCOMPARE(stuck.usability, QList({true, false, true}));
    stuck.api->expectCardThere(1).expectReconnect().expectCardThere(1);
    auto repower = stuck.link->repower(seconds(10));
    QCOMPARE(nameOf(answerOf(repower)), QStringLiteral("ok"));
    stuck.verifyScript();
    other.verifyScript();
}

void TestPcscLink::abortedRunSendsNothingMore()
{
    TestLoop loop;
    PcscBench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "9000").andBlock();
    auto run = bench.link->run(bench.selects(3), seconds(10));
    QVERIFY(bench.api->waitUntilBlocked());
    bench.link->abort(cardMute());
    QCOMPARE(nameOf(answerOf(run)), QStringLiteral("CardMute"));
    QVERIFY(bench.link->isUsable());
    // The next wait queues behind the call that is still open.
    bench.api->expectNoCard(2);
    auto eject = bench.link->eject(Bin::Reject, seconds(10));
    bench.api->unblock();
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ok"));
    bench.verifyScript();
}

QTEST_GUILESS_MAIN(TestPcscLink)
#include "tst_pcsc_link.moc"
