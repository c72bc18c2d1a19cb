// SPDX-License-Identifier: GPL-3.0-or-later
#include "pcsc_fake.h"
#include "test_loop.h"

#include "station/link_failures.h"
#include "station/pcsc_station.h"

#include <QTest>

using namespace sm;
using namespace sm::test;

namespace {

constexpr char selectApdu[] = "00A4040000";

/// One PC/SC station over a scripted library.
struct Bench {
    explicit Bench(
        TestLoop& l, const char* reader = "reader A", std::shared_ptr<ReaderRegistry> shared = nullptr)
        : loop(l)
        , registry(shared ? std::move(shared) : std::make_shared<ReaderRegistry>())
        , name(reader)
    {
    }
    void start()
    {
        link = std::make_unique<PcscCardLink>(
            loop.reactor, PcscServices(api, board, registry), QString::fromUtf8(name));
        link->onUsableChanged([this](bool usable) { usability.append(usable); });
        board->publish(name, true);
        QTRY_VERIFY(link->isUsable());
    }
    /// Starts and powers the card of insertion 1.
    void startWithCard()
    {
        api->expectEstablish().expectCardThere(1).expectConnect().expectCardThere(1);
        start();
        auto wait = link->awaitCard(seconds(10));
        const auto answer = answerOf(wait);
        QCOMPARE(nameOf(answer), QStringLiteral("ok"));
        QCOMPARE((*answer)->insertion, 0x10001u);
        QCOMPARE((*answer)->atr, QByteArray::fromHex("3B80"));
    }
    CommandRun selects(int count, quint32 first = 1, qint64 epoch = 1)
    {
        CommandRun run(AttemptId(1), Epoch(epoch), first);
        for (int i = 0; i < count; ++i)
            run.commands.emplace_back(QByteArray::fromHex(selectApdu), StatusRule());
        return run;
    }
    RunAnswers runNow(CommandRun run)
    {
        auto wait = link->run(std::move(run), seconds(10));
        const auto answer = answerOf(wait);
        if (!answer || !answer->ok()) {
            qWarning() << "run failed:" << nameOf(answer);
            return {};
        }
        return **answer;
    }
    void verifyScript()
    {
        QCOMPARE(api->complaints(), QStringList());
        QCOMPARE(api->leftovers(), 0);
    }

    TestLoop& loop;
    std::shared_ptr<ScriptedPcsc> api = std::make_shared<ScriptedPcsc>();
    std::shared_ptr<ReaderBoard> board = std::make_shared<ReaderBoard>();
    std::shared_ptr<ReaderRegistry> registry;
    QByteArray name;
    std::unique_ptr<PcscCardLink> link;
    QList<bool> usability;
};

QString nameOfCode(const std::optional<Failure>& failure)
{
    return failure ? nameOf(*failure) : QString();
}

} // namespace

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
    void connectCodes_data();
    void connectCodes();
    void muteCardGetsThreeResets();
    void mutedOnceThenWell();
    void lowerEpochIsRefused();
    void repeatedCommandIsNotSent();
    void sameCardIsNotAnsweredTwice();
    void ejectWaitsForTheCard();
    void ejectTakesSwappedCardAsGone();
    void ejectLimit();
    void awaitLimitIsCardAbsent();
    void repowerSameCard();
    void repowerOtherCard();
    void repowerNoCard();
    void repowerAfterServiceRestart_data();
    void repowerAfterServiceRestart();
    void serviceGoneWhileAwaiting();
    void formatCompleteIsRemembered();
    void formatCompleteRefusedByCard();
    void stuckTransmit();
    void abortedRunSendsNothingMore();
    void readerStaysTakenAfterItsLink();
    void readerVanishes();
    void letsEverythingGo();
};

void TestPcscLink::runSendsInOrder()
{
    TestLoop loop;
    Bench bench(loop);
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
    Bench bench(loop);
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
    Bench bench(loop);
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
    Bench bench(loop);
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
    Bench bench(loop);
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
    Bench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit(selectApdu, "");
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::Unknown);
    const RunAnswers after = bench.runNow(bench.selects(1, 2));
    QCOMPARE(after.end, RunEnd::NotSent);
    QCOMPARE(nameOfCode(after.failure), QStringLiteral("PcscNotConnected"));
    bench.verifyScript();
}

void TestPcscLink::connectCodes_data()
{
    QTest::addColumn<quint32>("code");
    QTest::addColumn<QString>("failure");
    QTest::newRow("another program holds it") << pcsc::sharingViolation << "ReaderBusy";
    QTest::newRow("protocols differ") << pcsc::protocolMismatch << "PcscCardUnsupported";
    QTest::newRow("forbidden by policy") << pcsc::securityViolation << "PcscForbidden";
}

void TestPcscLink::connectCodes()
{
    QFETCH(const quint32, code);
    QFETCH(const QString, failure);
    TestLoop loop;
    Bench bench(loop);
    bench.api->expectEstablish().expectCardThere(1).expectConnect(code);
    bench.start();
    auto wait = bench.link->awaitCard(seconds(10));
    QCOMPARE(nameOf(answerOf(wait)), failure);
    bench.verifyScript();
}

void TestPcscLink::muteCardGetsThreeResets()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::mutedOnceThenWell()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::lowerEpochIsRefused()
{
    TestLoop loop;
    Bench bench(loop);
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
    Bench bench(loop);
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
    Bench bench(loop);
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

void TestPcscLink::ejectWaitsForTheCard()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::ejectTakesSwappedCardAsGone()
{
    TestLoop loop;
    Bench bench(loop);
    bench.startWithCard();
    bench.api->expectCardThere(3);
    auto eject = bench.link->eject(Bin::Reject, seconds(10));
    QCOMPARE(nameOf(answerOf(eject)), QStringLiteral("ok"));
    bench.verifyScript();
}

void TestPcscLink::ejectLimit()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::awaitLimitIsCardAbsent()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::repowerSameCard()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::repowerOtherCard()
{
    TestLoop loop;
    Bench bench(loop);
    bench.startWithCard();
    // Reconnecting succeeds and the ATR is the same: only the counter tells.
    bench.api->expectCardThere(3).expectReconnect().expectCardThere(3);
    auto repower = bench.link->repower(seconds(10));
    QCOMPARE(nameOf(answerOf(repower)), QStringLiteral("CardChanged"));
    QCOMPARE(bench.runNow(bench.selects(1)).end, RunEnd::NotSent);
    bench.verifyScript();
}

void TestPcscLink::repowerNoCard()
{
    TestLoop loop;
    Bench bench(loop);
    bench.startWithCard();
    bench.api->expectNoCard(2);
    auto repower = bench.link->repower(seconds(10));
    QCOMPARE(nameOf(answerOf(repower)), QStringLiteral("CardAbsent"));
    bench.verifyScript();
}

void TestPcscLink::repowerAfterServiceRestart_data()
{
    QTest::addColumn<QByteArray>("atr");
    QTest::addColumn<QString>("failure");
    QTest::newRow("same ATR") << QByteArray("3B80") << "ok";
    QTest::newRow("other ATR") << QByteArray("3B81") << "CardChanged";
}

void TestPcscLink::repowerAfterServiceRestart()
{
    QFETCH(const QByteArray, atr);
    QFETCH(const QString, failure);
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::serviceGoneWhileAwaiting()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::formatCompleteIsRemembered()
{
    TestLoop loop;
    Bench bench(loop);
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
    Bench bench(loop);
    bench.startWithCard();
    bench.api->expectTransmit("80F0800F00", "6985");
    auto wait = bench.link->formatComplete(
        FormatComplete(AttemptId(1), Epoch(1), 5, QByteArray::fromHex("80F0800F00")), seconds(1));
    QCOMPARE(nameOf(answerOf(wait)), QStringLiteral("CompletionRefused"));
    bench.verifyScript();
}

void TestPcscLink::stuckTransmit()
{
    TestLoop loop;
    auto registry = std::make_shared<ReaderRegistry>();
    Bench stuck(loop, "reader A", registry);
    Bench other(loop, "reader B", registry);
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
    Bench bench(loop);
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

void TestPcscLink::readerStaysTakenAfterItsLink()
{
    TestLoop loop;
    auto registry = std::make_shared<ReaderRegistry>();
    Bench first(loop, "reader A", registry);
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

void TestPcscLink::readerVanishes()
{
    TestLoop loop;
    Bench bench(loop);
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

void TestPcscLink::letsEverythingGo()
{
    TestLoop loop;
    Bench bench(loop);
    bench.startWithCard();
    bench.link.reset();
    QTRY_COMPARE(bench.api->openContexts(), 0);
    QCOMPARE(bench.api->openCards(), 0);
    QTRY_VERIFY(!bench.registry->isTaken(bench.name));
    bench.verifyScript();
}

QTEST_GUILESS_MAIN(TestPcscLink)
#include "tst_pcsc_link.moc"
