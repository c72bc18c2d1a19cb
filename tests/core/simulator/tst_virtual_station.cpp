// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/base.h"
#include "base/failures/station.h"
#include "simulator/virtual_station.h"

#include <QTest>

using namespace sm;

namespace {

constexpr Nanos limit = seconds(2);

/// A virtual station with file cards on a simulated clock.
struct Bench {
    explicit Bench(VirtualCardLink::Options options = {}, qint64 cards = -1)
        : feeder(blank(), {&random, nullptr, nullptr}, cards)
        , link(Reactor{&clock, inbox}, feeder, random, std::move(options))
    {
    }
    ~Bench() { inbox->close(); }
    static BlankOptions blank()
    {
        BlankOptions options;
        options.kind = CardKind::FileCard;
        options.serial = 100;
        return options;
    }
    /// Lets simulated time pass until the wait ends.
    template <class T> Outcome<T> end(Pending<T> pending)
    {
        std::optional<Outcome<T>> answer;
        const Nanos start = clock.now();
        pending.then([&answer](Outcome<T> outcome) { answer.emplace(std::move(outcome)); });
        while (!answer && (inbox->drain() || clock.step())) { }
        took = clock.now() - start;
        return std::move(*answer);
    }
    Outcome<RunAnswers> run(std::initializer_list<const char*> commands, quint32 first = 1, qint64 epoch = 1)
    {
        CommandRun run(AttemptId(5), Epoch(epoch), first);
        for (const char* command : commands)
            run.commands.emplace_back(QByteArray::fromHex(command), StatusRule());
        return end(link.run(std::move(run), limit));
    }
    Outcome<FormatAcknowledged> complete(quint32 command, const char* card, qint64 epoch = 1)
    {
        return end(link.formatComplete(
            FormatComplete(AttemptId(5), Epoch(epoch), command, QByteArray::fromHex(card)), limit));
    }

    SimulatedClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByCaller);
    SeededRandom random{11};
    BlankFeeder feeder;
    VirtualCardLink link;
    Nanos took{};
};

constexpr const char* selectMaster = "00A4000C023F00";
constexpr const char* activate = "00440000";
constexpr const char* readSerial = "00B0820000";

VirtualCardLink::Options timed()
{
    VirtualCardLink::Options options;
    options.times = {milliseconds(10), microseconds(100)};
    options.powerTime = milliseconds(50);
    options.feedTime = milliseconds(700);
    return options;
}

VirtualCardLink::Options faulty(double FaultPlan::*which)
{
    VirtualCardLink::Options options = timed();
    options.faults.*which = 1.0;
    options.faults.withinCommands = 1;
    return options;
}

} // namespace

class TestVirtualStation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void timesAddUp();
    void noTimeNoHop();
    void stopsAtUnexpectedStatus();
    void tooSlowIsUnknownAtTheLimit();
    void muteShowsAtTheLimit();
    void tornCardIsGone_data();
    void tornCardIsGone();
    void forcedStatus();
    void swappedCardIsToldAtRepower();
    void repowerKeepsContent();
    void emptyHopper();
    void hopperIsFilledAgain();
    void formatCompleteOnce();
    void formatCompleteRefused();
    void lowerEpochRefused();
    void repeatedCommandNotExecuted();
    void collectsChains();
    void binsAndObserver();
    void lostReader();
    void abortEndsTheWait();
    void abortWhileTheArrivalIsDue();
    void sameSeedSameFaults();
    void cheapPerCommand();
};

void TestVirtualStation::timesAddUp()
{
    Bench bench(timed());
    const auto arrival = bench.end(bench.link.awaitCard(limit));
    QVERIFY(arrival);
    QCOMPARE(arrival->insertion, 1u);
    QCOMPARE(bench.took, Nanos(milliseconds(50)));
    const auto answers = bench.run({selectMaster, activate});
    QCOMPARE(answers->end, RunEnd::Complete);
    QCOMPARE(answers->answers.size(), size_t(2));
    QCOMPARE(answers->cardTime, Nanos(microseconds(20'000 + 100 * (7 + 2 + 4 + 2))));
    QCOMPARE(bench.took, answers->cardTime);
}

void TestVirtualStation::noTimeNoHop()
{
    Bench bench;
    bool answered = false;
    auto pending = bench.link.awaitCard(limit);
    pending.then([&answered](const Outcome<CardArrival>&) { answered = true; });
    QVERIFY(answered); // neither clock nor inbox was stepped
}

void TestVirtualStation::stopsAtUnexpectedStatus()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto answers = bench.run({selectMaster, "00A4000C02ABCD", activate});
    QCOMPARE(answers->end, RunEnd::UnexpectedStatus);
    QCOMPARE(answers->answers.size(), size_t(2));
    QCOMPARE(answers->answers.back().sw().value, quint16(0x6A82));
    QCOMPARE(bench.link.card()->commandsReceived(), quint64(2));
}

void TestVirtualStation::tooSlowIsUnknownAtTheLimit()
{
    VirtualCardLink::Options options;
    options.times.perCommand = milliseconds(900);
    Bench bench(options);
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto answers = bench.run({selectMaster, selectMaster, activate});
    QCOMPARE(answers->end, RunEnd::Unknown);
    QCOMPARE(answers->answers.size(), size_t(2));
    QCOMPARE(answers->failure->code(), fc::CardMute);
    QCOMPARE(bench.took, limit);
}

void TestVirtualStation::muteShowsAtTheLimit()
{
    Bench bench(faulty(&FaultPlan::mute));
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto answers = bench.run({activate});
    QCOMPARE(answers->end, RunEnd::Unknown);
    QCOMPARE(answers->failure->code(), fc::CardMute);
    QVERIFY(answers->answers.empty());
    QCOMPARE(bench.took, limit);
    QVERIFY(bench.end(bench.link.repower(limit))); // a reset wakes it
    QCOMPARE(bench.run({activate}, 2)->end, RunEnd::Complete);
}

void TestVirtualStation::tornCardIsGone_data()
{
    QTest::addColumn<bool>("executed");
    QTest::newRow("before execution") << false;
    QTest::newRow("after execution, answer lost") << true;
}

void TestVirtualStation::tornCardIsGone()
{
    QFETCH(bool, executed);
    Bench bench(faulty(executed ? &FaultPlan::tearAfter : &FaultPlan::tearBefore));
    quint8 lifeCycle = 0;
    bench.link.onCardLeft([&lifeCycle](Bin bin, const SoftwareCard& card) {
        QCOMPARE(bin, Bin::Reject);
        lifeCycle = card.content().files.at(CardContent::masterFile).lifeCycle;
    });
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto answers = bench.run({activate});
    QCOMPARE(answers->end, RunEnd::Unknown);
    QCOMPARE(answers->failure->code(), fc::CardTorn);
    const auto again = bench.end(bench.link.repower(limit));
    QVERIFY(!again && again.failure() == fc::CardAbsent);
    QCOMPARE(bench.run({activate}, 2)->end, RunEnd::NotSent);
    QVERIFY(bench.end(bench.link.eject(Bin::Reject, limit)));
    QCOMPARE(lifeCycle, quint8(executed ? 0x05 : 0x03));
}

void TestVirtualStation::forcedStatus()
{
    Bench bench(faulty(&FaultPlan::status));
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto answers = bench.run({activate, selectMaster});
    QCOMPARE(answers->end, RunEnd::UnexpectedStatus);
    QCOMPARE(answers->answers.back().sw().value, quint16(0x6F00));
}

void TestVirtualStation::swappedCardIsToldAtRepower()
{
    Bench bench(faulty(&FaultPlan::swapped));
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto again = bench.end(bench.link.repower(limit));
    QVERIFY(!again && again.failure() == fc::CardChanged);
}

void TestVirtualStation::repowerKeepsContent()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    QCOMPARE(bench.run({activate})->end, RunEnd::Complete);
    const auto again = bench.end(bench.link.repower(limit));
    QVERIFY(again);
    QCOMPARE(again->insertion, 1u);
    QCOMPARE(bench.link.card()->content().files.at(CardContent::masterFile).lifeCycle, quint8(0x05));
}

void TestVirtualStation::emptyHopper()
{
    Bench bench({}, 1);
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    QVERIFY(bench.end(bench.link.eject(Bin::Good, limit)));
    const auto none = bench.end(bench.link.awaitCard(limit));
    QVERIFY(!none && none.failure() == fc::CardAbsent);
    QCOMPARE(bench.took, limit);
}

void TestVirtualStation::hopperIsFilledAgain()
{
    VirtualCardLink::Options options = timed();
    options.emptyFrom = seconds(1);
    options.emptyUntil = seconds(9);
    Bench bench(options);
    QVERIFY(bench.end(bench.link.awaitCard(limit))); // before
    QVERIFY(bench.end(bench.link.eject(Bin::Good, seconds(2))));
    bench.clock.advance(seconds(1));
    const auto waited = bench.end(bench.link.awaitCard(seconds(5)));
    QVERIFY(!waited && waited.failure() == fc::CardAbsent);
    QCOMPARE(bench.took, seconds(5));
    const auto filled = bench.end(bench.link.awaitCard(seconds(5)));
    QVERIFY(!filled && filled.failure() == fc::CardAbsent);
    QVERIFY(bench.took < seconds(4)); // told as soon as there is something to try for
    QCOMPARE(bench.clock.now(), seconds(9));
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
}

void TestVirtualStation::formatCompleteOnce()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    QCOMPARE(bench.complete(9, activate)->command, 9u);
    QCOMPARE(bench.link.card()->commandsReceived(), quint64(1));
    QCOMPARE(bench.complete(9, activate)->command, 9u);
    QCOMPARE(bench.link.card()->commandsReceived(), quint64(1)); // repeated from memory
    QVERIFY(bench.end(bench.link.eject(Bin::Good, limit)));
    QCOMPARE(bench.complete(9, activate)->command, 9u); // even when the card is gone
    const auto other = bench.complete(10, activate);
    QVERIFY(!other && other.failure() == fc::CardAbsent);
}

void TestVirtualStation::formatCompleteRefused()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto refused = bench.complete(9, "00A4000C02ABCD");
    QVERIFY(!refused && refused.failure() == fc::CompletionRefused);
    QCOMPARE(refused.failure().param("sw"), QStringLiteral("6A82"));
    QVERIFY(bench.complete(10, "")); // the power-off is all the card is told
}

void TestVirtualStation::lowerEpochRefused()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    QCOMPARE(bench.run({selectMaster}, 1, 7)->end, RunEnd::Complete);
    const auto answers = bench.run({activate}, 2, 6);
    QCOMPARE(answers->end, RunEnd::NotSent);
    QCOMPARE(answers->failure->code(), fc::EpochRefused);
    const auto complete = bench.complete(3, "", 6);
    QVERIFY(!complete && complete.failure() == fc::EpochRefused);
    QCOMPARE(bench.link.card()->commandsReceived(), quint64(1));
}

void TestVirtualStation::repeatedCommandNotExecuted()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    QCOMPARE(bench.run({selectMaster, selectMaster}, 1)->end, RunEnd::Complete);
    const auto answers = bench.run({activate}, 2);
    QCOMPARE(answers->end, RunEnd::NotSent);
    QCOMPARE(answers->failure->code(), fc::CommandRepeated);
    QCOMPARE(bench.link.card()->commandsReceived(), quint64(2));
}

/// A record of 200 bytes read with Le 10: the rest comes by GET RESPONSE and arrives as one answer.
void TestVirtualStation::collectsChains()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    const auto answers = bench.run({"00E000000F620D8205022100C8018302AA0188 00", "00B2010410"});
    QCOMPARE(answers->end, RunEnd::Complete);
    QCOMPARE(answers->answers.back().data().size(), 200);
    QCOMPARE(answers->answers.back().sw().value, quint16(0x9000));
}

void TestVirtualStation::binsAndObserver()
{
    Bench bench(timed());
    QList<quint64> serials;
    bench.link.onCardLeft([&serials](Bin, const SoftwareCard& card) { serials << card.serial(); });
    for (const Bin bin : {Bin::Good, Bin::Good, Bin::Stock}) {
        QVERIFY(bench.end(bench.link.awaitCard(limit)));
        QVERIFY(bench.end(bench.link.eject(bin, limit)));
        QCOMPARE(bench.took, Nanos(milliseconds(700)));
    }
    QCOMPARE(serials, QList<quint64>({100, 101, 102}));
    QCOMPARE(bench.link.cardsIn(Bin::Good), quint64(2));
    QCOMPARE(bench.link.cardsIn(Bin::Stock), quint64(1));
    QCOMPARE(bench.link.cardsIn(Bin::Reject), quint64(0));
}

void TestVirtualStation::lostReader()
{
    Bench bench(timed());
    QList<bool> changes;
    bench.link.onUsableChanged([&changes](bool usable) { changes << usable; });
    auto pending = bench.link.awaitCard(limit);
    bench.link.setUsable(false);
    const auto ended = bench.end(std::move(pending));
    QVERIFY(!ended && ended.failure() == fc::ReaderLost);
    QCOMPARE(bench.run({activate})->end, RunEnd::NotSent);
    bench.link.setUsable(true);
    QCOMPARE(changes, QList<bool>({false, true}));
    QVERIFY(bench.end(bench.link.repower(limit)));
}

void TestVirtualStation::abortEndsTheWait()
{
    Bench bench(timed());
    auto pending = bench.link.awaitCard(limit);
    bench.link.abort(fail(fc::WaitCancelled));
    const auto ended = bench.end(std::move(pending));
    QVERIFY(!ended && ended.failure() == fc::WaitCancelled);
    QCOMPARE(bench.took, Nanos(0));
}

/// The busy thread comes to the abort first, although the card's time has come: the next wait hears of it.
void TestVirtualStation::abortWhileTheArrivalIsDue()
{
    Bench bench(timed());
    auto pending = bench.link.awaitCard(limit);
    bench.clock.advance(milliseconds(60));
    bench.link.abort(fail(fc::WaitCancelled));
    QVERIFY(!bench.end(std::move(pending)));
    const auto arrival = bench.end(bench.link.awaitCard(limit));
    QVERIFY(arrival.ok());
    QCOMPARE(arrival->insertion, quint32(1));
    QVERIFY(bench.run({activate}).ok());
    const auto again = bench.end(bench.link.awaitCard(limit));
    QVERIFY(!again && again.failure() == fc::CardAbsent);
}

void TestVirtualStation::sameSeedSameFaults()
{
    const auto story = [] {
        VirtualCardLink::Options options = timed();
        options.faults = {0.2, 0.2, 0.2, 0.2, 0.5, 0.1, 0x6F00, 3.0, 3};
        Bench bench(options);
        QList<qint64> ends;
        for (int i = 0; i < 100; ++i) {
            QList<qint64> one;
            if (!bench.end(bench.link.awaitCard(limit)))
                continue;
            const auto answers = bench.run({selectMaster, readSerial, activate}, quint32(1 + 3 * i));
            ends << qint64(answers->end) << qint64(answers->answers.size()) << bench.took.count();
            if (!bench.end(bench.link.eject(Bin::Good, limit)))
                ends << -1;
        }
        return ends;
    };
    const QList<qint64> first = story();
    QCOMPARE(first.size(), 300);
    QCOMPARE(story(), first);
    QVERIFY(QSet<qint64>(first.begin(), first.end()).size() > 5); // and the faults do happen
}

/// Prints what one command costs; the bound is loose, for sanitized and busy machines.
void TestVirtualStation::cheapPerCommand()
{
    Bench bench;
    QVERIFY(bench.end(bench.link.awaitCard(limit)));
    constexpr int rounds = 2000;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < rounds; ++i)
        QCOMPARE(
            bench.run({selectMaster, readSerial, selectMaster, readSerial, readSerial}, quint32(1 + 5 * i))
                ->end,
            RunEnd::Complete);
    const qint64 each = timer.nsecsElapsed() / (5 * rounds);
    qInfo("one command: %lld ns", static_cast<long long>(each));
    QVERIFY(each < 500'000);
}

QTEST_GUILESS_MAIN(TestVirtualStation)
#include "tst_virtual_station.moc"
