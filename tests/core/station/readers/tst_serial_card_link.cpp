// SPDX-License-Identifier: GPL-3.0-or-later
// Stations with serial readers: every kind of reader on a pseudo-terminal, with a software card in it.
#include "reader_bench.h"

#include "base/failures/station.h"
#include "base/failures/transport.h"
#include "base/secret_bytes.h"

using namespace sm;
using namespace sm::test;

class TestSerialCardLink : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void writesAndReadsACard_data();
    void writesAndReadsACard();
    void oneCardAfterTheOther_data() { eachReader(); }
    void oneCardAfterTheOther();
    void aDisturbedLineNeverLies_data();
    void aDisturbedLineNeverLies();
    void aSilentReaderLeavesTheOutcomeOpen_data() { eachReader(); }
    void aSilentReaderLeavesTheOutcomeOpen();
    void tornAndMuteCards_data() { eachReader(); }
    void tornAndMuteCards();
    void numbersAndEpochsAreKept();
    void hangUpAndReturn();
    void limitsAndAborts();
};

void TestSerialCardLink::writesAndReadsACard_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("blocks");
    for (size_t i = 0; i < readerKinds.size(); ++i) {
        for (const bool blocks : {true, false})
            QTest::addRow("%s, T=%d", readerKindNames[i], int(blocks)) << int(readerKinds[i]) << blocks;
    }
}

void TestSerialCardLink::writesAndReadsACard()
{
    QFETCH(const int, kind);
    QFETCH(const bool, blocks);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    bench.insert(1, blocks ? SoftwareCard::Protocol::T1 : SoftwareCard::Protocol::T0);
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    const auto arrival = bench.answerOf(arriving);
    QCOMPARE(nameOf(arrival), QStringLiteral("ok"));
    QCOMPARE(toHex((*arrival)->atr),
        blocks ? QStringLiteral("3B85018073C001C076") : QStringLiteral("3B058073C001C0"));
    // 255 bytes out and in: beyond what a block of these readers carries.
    const QByteArray content(255, 'S');
    CommandRun run = bench.run({"00A40000023F00", "00E000000D620B8002010082010183022F01", "00A40000022F01"});
    run.commands.emplace_back(QByteArray::fromHex("00D60000FF") + content, StatusRule());
    run.commands.emplace_back(QByteArray::fromHex("00B00000FF"), StatusRule());
    run.commands.emplace_back(QByteArray::fromHex("00B0000000"), StatusRule());
    bench.next += 3;
    auto running = bench.link->run(std::move(run), patience);
    const auto ran = bench.answerOf(running);
    QCOMPARE(endOf(ran), QStringLiteral("complete"));
    QCOMPARE((*ran)->answers.size(), size_t(6));
    QCOMPARE((*ran)->answers[4].data(), content);
    QCOMPARE((*ran)->answers[5].data().size(), qsizetype(256));
    QVERIFY((*ran)->answers[5].data().startsWith(content));
    QCOMPARE((*ran)->figures.size(), size_t(6));
    QCOMPARE(bench.link->answered(), 6u);
    auto refusing = bench.link->run(bench.run({"00A40000023F99", "00A40000023F00"}), patience);
    QCOMPARE(endOf(bench.answerOf(refusing)), QStringLiteral("refused 6A82"));
}

void TestSerialCardLink::oneCardAfterTheOther()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    QVERIFY(bench.becomesUsable());
    auto nothing = bench.link->awaitCard(milliseconds(30));
    QCOMPARE(nameOf(bench.answerOf(nothing)), QStringLiteral("CardAbsent"));
    for (quint32 card = 1; card <= 2; ++card) {
        bench.insert(card);
        auto arriving = bench.link->awaitCard(patience);
        const auto arrival = bench.answerOf(arriving);
        QCOMPARE(nameOf(arrival), QStringLiteral("ok"));
        QCOMPARE((*arrival)->insertion, card);
        FormatComplete message(AttemptId{card}, Epoch{1}, 9, QByteArray::fromHex("00A40000023F00"));
        for (int times = 0; times < 2; ++times) { // repeated from memory
            auto completing = bench.link->formatComplete(message, patience);
            QCOMPARE(nameOf(bench.answerOf(completing)), QStringLiteral("ok"));
        }
        QCOMPARE(bench.device.card()->commandsReceived(), quint64(1));
        auto again = bench.link->awaitCard(milliseconds(250)); // it has been worked on: no new card
        QCOMPARE(nameOf(bench.answerOf(again)), QStringLiteral("CardAbsent"));
        auto left = bench.link->eject(Bin::Good, milliseconds(250));
        QCOMPARE(nameOf(bench.answerOf(left)), QStringLiteral("CardNotTaken"));
        auto ejecting = bench.link->eject(Bin::Good, patience);
        bench.device.remove();
        QCOMPARE(nameOf(bench.answerOf(ejecting)), QStringLiteral("ok"));
    }
}

void TestSerialCardLink::aDisturbedLineNeverLies_data()
{
    eachReader();
}

void TestSerialCardLink::aDisturbedLineNeverLies()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    bench.insert();
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(arriving)), QStringLiteral("ok"));
    QByteArray content;
    for (int i = 0; i < 200; ++i)
        content.append(char(i));
    CommandRun writing
        = bench.run({"00A40000023F00", "00E000000D620B8002010082010183022F01", "00A40000022F01"});
    writing.commands.emplace_back(QByteArray::fromHex("00D60000C8") + content, StatusRule());
    ++bench.next;
    auto written = bench.link->run(std::move(writing), patience);
    QCOMPARE(endOf(bench.answerOf(written)), QStringLiteral("complete"));

    SeededRandom random(2026);
    AnswerFaults faults;
    faults.cut = faults.wrong = faults.doubled = faults.noise = 0.05;
    faults.lost = kind == int(SimulatedReader::Kind::GemPc410) ? 0.05 : 0.0; // elsewhere that ends the run
    // TLP224 can not tell a late answer from the next one; the others number theirs.
    faults.stale = kind == int(SimulatedReader::Kind::GemCoreTlp) ? 0.0 : 0.1;
    bench.device.setFaults(faults, &random);
    int complete = 0;
    for (int round = 0; round < 12; ++round) {
        CommandRun reading = bench.run({});
        for (int i = 0; i < 8; ++i) // each at its own place, so that an answer to another command shows
            reading.commands.emplace_back(
                QByteArray::fromHex("00B000") + char(8 * round + i) + QByteArray(1, '\1'), StatusRule());
        bench.next += 8;
        const quint64 before = bench.device.card()->commandsReceived();
        auto running = bench.link->run(std::move(reading), patience);
        const auto ran = bench.answerOf(running);
        QVERIFY(ran && ran->ok());
        const quint64 executed = bench.device.card()->commandsReceived() - before;
        const size_t answered = (*ran)->answers.size();
        QVERIFY2(executed == answered || ((*ran)->end == RunEnd::Unknown && executed == answered + 1),
            qPrintable(QStringLiteral("%1 executed, %2 answered").arg(executed).arg(answered)));
        for (size_t i = 0; i < answered; ++i)
            QCOMPARE(int(byteAt((*ran)->answers[i].data(), 0)), 8 * round + int(i));
        complete += (*ran)->end == RunEnd::Complete ? 1 : 0;
        if ((*ran)->end != RunEnd::Complete) { // what a session would end with; here the card goes on
            bench.device.setFaults({}, &random);
            QVERIFY(bench.becomesUsable());
            auto repowering = bench.link->repower(patience);
            QCOMPARE(nameOf(bench.answerOf(repowering)), QStringLiteral("ok"));
            auto selecting = bench.link->run(bench.run({"00A40000022F01"}), patience);
            QCOMPARE(endOf(bench.answerOf(selecting)), QStringLiteral("complete"));
            bench.device.setFaults(faults, &random);
        }
    }
    QVERIFY2(complete >= 4, qPrintable(QString::number(complete)));
}

void TestSerialCardLink::aSilentReaderLeavesTheOutcomeOpen()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    bench.insert();
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(arriving)), QStringLiteral("ok"));
    AnswerFaults silent;
    silent.lost = 1;
    bench.device.setFaults(silent, &bench.random);
    auto running = bench.link->run(bench.run({"00A40000023F00", "00A40000023F00"}), patience);
    QCOMPARE(endOf(bench.answerOf(running)), QStringLiteral("unknown ReaderSilent"));
    QCOMPARE(bench.device.card()->commandsReceived(), quint64(1)); // executed once, the second never sent
    bench.device.setFaults({}, &bench.random);
    auto repowering = bench.link->repower(2 * patience);
    const auto arrival = bench.answerOf(repowering);
    if (kind == int(SimulatedReader::Kind::GemCoreTlp)) {
        // Its answers have no numbers, and this one might still come: nothing is asked until it can not.
        QCOMPARE(nameOf(arrival), QStringLiteral("ReaderLost"));
        QVERIFY(bench.becomesUsable());
        auto looking = bench.link->repower(patience);
        QCOMPARE(nameOf(bench.answerOf(looking)), QStringLiteral("CardChanged"));
        return;
    }
    QCOMPARE(nameOf(arrival), QStringLiteral("ok"));
    QCOMPARE((*arrival)->insertion, 1u);
    // Another card in its place, and the reader has seen none in between: it says so.
    bench.device.remove();
    auto looking = bench.link->repower(patience);
    QCOMPARE(nameOf(bench.answerOf(looking)), QStringLiteral("CardAbsent"));
    bench.insert(2);
    auto changed = bench.link->repower(patience);
    QCOMPARE(nameOf(bench.answerOf(changed)), QStringLiteral("CardChanged"));
}

void TestSerialCardLink::tornAndMuteCards()
{
    QFETCH(const int, kind);
    ReaderBench bench{SimulatedReader::Kind(kind)};
    CardFaults tears;
    tears.tearAfterAt = 2;
    bench.insert(1, SoftwareCard::Protocol::T1, tears);
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(arriving)), QStringLiteral("ok"));
    auto running = bench.link->run(bench.run({"00A40000023F00", "00A40000023F00"}), patience);
    const auto ran = bench.answerOf(running);
    QCOMPARE(endOf(ran), QStringLiteral("unknown CardTorn"));
    QCOMPARE((*ran)->answers.size(), size_t(1));
    auto gone = bench.link->run(bench.run({"00A40000023F00"}), patience);
    QCOMPARE(endOf(bench.answerOf(gone)), QStringLiteral("not sent CardAbsent"));

    CardFaults mute;
    mute.muteAfterReset = true;
    mute.muteAt = 1;
    bench.insert(2, SoftwareCard::Protocol::T1, mute);
    auto next = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(next)), QStringLiteral("ok"));
    auto silenced = bench.link->run(bench.run({"00A40000023F00"}), patience);
    QVERIFY(endOf(bench.answerOf(silenced)).startsWith(QLatin1String("unknown ReaderRefused")));
    auto repowering = bench.link->repower(patience);
    QCOMPARE(nameOf(bench.answerOf(repowering)), QStringLiteral("CardMute"));
}

void TestSerialCardLink::numbersAndEpochsAreKept()
{
    ReaderBench bench(SimulatedReader::Kind::GemPc410);
    bench.insert();
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(arriving)), QStringLiteral("ok"));
    const auto runAs = [&bench](qint64 epoch, quint32 number) {
        CommandRun run(AttemptId{1}, Epoch{epoch}, number);
        run.commands.emplace_back(QByteArray::fromHex("00A40000023F00"), StatusRule());
        auto running = bench.link->run(std::move(run), patience);
        return endOf(bench.answerOf(running));
    };
    QCOMPARE(runAs(2, 5), QStringLiteral("complete"));
    QCOMPARE(runAs(2, 5), QStringLiteral("not sent CommandRepeated"));
    QCOMPARE(runAs(1, 6), QStringLiteral("not sent EpochRefused"));
    QCOMPARE(runAs(2, 6), QStringLiteral("complete"));
    QCOMPARE(bench.device.card()->commandsReceived(), quint64(2));
}

void TestSerialCardLink::hangUpAndReturn()
{
    ReaderBench bench(SimulatedReader::Kind::GemPcTwin);
    bench.insert();
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(arriving)), QStringLiteral("ok"));
    int told = 0;
    bench.link->onUsableChanged([&told](bool) { ++told; });
    auto waiting = bench.link->eject(Bin::Good, patience);
    bench.device.port().hangUp();
    QCOMPARE(nameOf(bench.answerOf(waiting)), QStringLiteral("ReaderLost"));
    QVERIFY(!bench.link->isUsable());
    QCOMPARE(told, 1);
    int rounds = 0; // the port is tried again and again, and nothing more is told
    bench.until([&rounds] { return ++rounds > 400; });
    QCOMPARE(told, 1);
    auto late = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(late)), QStringLiteral("ReaderLost"));
}

void TestSerialCardLink::limitsAndAborts()
{
    ReaderBench bench(SimulatedReader::Kind::GemPc410);
    bench.insert();
    QVERIFY(bench.becomesUsable());
    auto arriving = bench.link->awaitCard(patience);
    QCOMPARE(nameOf(bench.answerOf(arriving)), QStringLiteral("ok"));
    AnswerFaults silent;
    silent.lost = 1;
    bench.device.setFaults(silent, &bench.random);
    auto stuck = bench.link->run(bench.run({"00A40000023F00"}), milliseconds(30));
    QCOMPARE(nameOf(bench.answerOf(stuck)), QStringLiteral("ReaderStuck"));
    auto aborted = bench.link->run(bench.run({"00A40000023F00"}), patience);
    bench.link->abort(fail(fc::WaitCancelled));
    QCOMPARE(nameOf(bench.answerOf(aborted)), QStringLiteral("WaitCancelled"));
    bench.device.setFaults({}, &bench.random);
    auto repowering = bench.link->repower(patience);
    QCOMPARE(nameOf(bench.answerOf(repowering)), QStringLiteral("ok"));
    auto running = bench.link->run(bench.run({"00A40000023F00"}), patience);
    QCOMPARE(endOf(bench.answerOf(running)), QStringLiteral("complete"));
}

QTEST_GUILESS_MAIN(TestSerialCardLink)
#include "tst_serial_card_link.moc"
