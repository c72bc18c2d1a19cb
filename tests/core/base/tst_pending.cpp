// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pending.h"
#include "base/secret_bytes.h"
#include "simulated_loop.h"

#include <QCoro/QCoroTask>
#include <QtTest>

#include <array>

using namespace sm;
using namespace std::chrono_literals;

namespace {

QString read(const Outcome<int>& outcome)
{
    return outcome ? QString::number(*outcome) : outcome.failure().toString();
}

struct Log {
    QStringList lines;
};

QCoro::Task<> awaitOne(std::shared_ptr<Log> log, Pending<int> pending)
{
    const Outcome<int> outcome = co_await pending;
    log->lines.append(read(outcome));
}

Pending<int> countDown(Reactor reactor, int value)
{
    return Pending<int>::after(std::move(reactor), seconds(value), value);
}

QCoro::Task<> awaitMany(std::shared_ptr<Log> log, Reactor reactor)
{
    for (int i = 0; i < 3; ++i) {
        auto pending = countDown(reactor, i); // the first is ready and does not suspend
        const Outcome<int> outcome = co_await pending;
        log->lines.append(read(outcome));
    }
}

} // namespace

class PendingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void valueArrivesOnceThroughTheInbox();
    void readyCallsBackAtOnce();
    void afterAnswersWhenItsTimeComes();
    void limitEndsTheWait();
    void endlessLimitDoesNotOverflow();
    void abortGoesThroughTheInbox();
    void cancellerOutlivesTheWait();
    void lateCompletionIsIgnored();
    void answerBeatsALimitThatComesBeforeDelivery();
    void droppedCompleterIsCancelled();
    void emptyCompleterCompletesNothing();
    void destroyedPendingForgets();
    void destroyedPendingIsNotWanted();
    void pendingMayDieInItsCallback();
    void moveOnlyValueArrives();
    void replacedPendingDisarmsTheOld();
    void closedInboxNeverAnswers();
    void inboxDiesWithItsLastWorker();
    void coroutineReceives_data();
    void coroutineReceives();
    void coroutineAwaitsInTurn();
};

void PendingTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void PendingTest::valueArrivesOnceThroughTheInbox()
{
    SimulatedLoop loop;
    QStringList got;
    auto [pending, completer] = makePending<int>(loop.reactor, 5s);
    pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    QVERIFY(completer.wanted());
    QVERIFY(completer.complete(7));
    QVERIFY(got.isEmpty()); // not inside complete(): no re-entrancy
    loop.run();
    QCOMPARE(got, QStringList{QStringLiteral("7")});
    QCOMPARE(loop.clock.now(), Nanos(0)); // its deadline went with it
}

void PendingTest::readyCallsBackAtOnce()
{
    SimulatedLoop loop;
    QStringList got;
    auto pending = Pending<int>::ready(loop.reactor, 3);
    pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    QCOMPARE(got, QStringList{QStringLiteral("3")});
}

void PendingTest::afterAnswersWhenItsTimeComes()
{
    SimulatedLoop loop;
    Nanos at{};
    auto pending = Pending<int>::after(loop.reactor, 40ms, 1);
    pending.then([&](Outcome<int>) { at = loop.clock.now(); });
    loop.run();
    QCOMPARE(at, Nanos(40ms));
}

void PendingTest::limitEndsTheWait()
{
    SimulatedLoop loop;
    QStringList got;
    auto [pending, completer] = makePending<int>(loop.reactor, 2s);
    pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    loop.run();
    QCOMPARE(got, QStringList{QStringLiteral("WaitTimedOut")});
    QCOMPARE(loop.clock.now(), Nanos(2s));
    QVERIFY(!completer.wanted());
    QVERIFY(!completer.complete(1));
    loop.run();
    QCOMPARE(got.size(), 1);
}

void PendingTest::endlessLimitDoesNotOverflow()
{
    SimulatedLoop loop;
    loop.clock.advance(1h);
    auto [pending, completer] = makePending<int>(loop.reactor, Nanos::max());
    QCOMPARE(
        loop.clock.earliest(), std::optional<Nanos>()); // for ever: simulated time has nowhere to jump to
    loop.run();
    QCOMPARE(loop.clock.now(), Nanos(1h));
    QVERIFY(completer.complete(1));
}

void PendingTest::abortGoesThroughTheInbox()
{
    SimulatedLoop loop;
    QStringList got;
    auto [pending, completer] = makePending<int>(loop.reactor, 2s);
    const Canceller canceller = pending.canceller();
    pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    canceller.abort(fail(fc::WaitCancelled, {{"why", QStringLiteral("pause")}}));
    QVERIFY(got.isEmpty());
    QVERIFY(!completer.complete(4));
    loop.run();
    QCOMPARE(got, QStringList{QStringLiteral("WaitCancelled why=pause")});
}

void PendingTest::cancellerOutlivesTheWait()
{
    SimulatedLoop loop;
    Canceller canceller;
    canceller.abort(fail(fc::WaitCancelled)); // an empty one does nothing
    {
        auto pair = makePending<int>(loop.reactor, 2s);
        canceller = pair.pending.canceller();
    }
    const Canceller copy = canceller;
    copy.abort(fail(fc::WaitCancelled));
    loop.run();
    QVERIFY(!loop.clock.earliest());
}

void PendingTest::lateCompletionIsIgnored()
{
    SimulatedLoop loop;
    QStringList got;
    auto [pending, completer] = makePending<int>(loop.reactor, 2s);
    Canceller canceller = pending.canceller();
    pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    QVERIFY(completer.complete(1));
    QVERIFY(!completer.complete(2)); // used up
    canceller.abort(fail(fc::WaitCancelled));
    loop.run();
    QCOMPARE(got, QStringList{QStringLiteral("1")});
}

void PendingTest::answerBeatsALimitThatComesBeforeDelivery()
{
    SimulatedLoop loop;
    QStringList got;
    auto [pending, completer] = makePending<int>(loop.reactor, 1s);
    pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    QVERIFY(completer.complete(9));
    QVERIFY(loop.clock.step()); // the deadline passes while the answer is still in the inbox
    QVERIFY(got.isEmpty());
    loop.run();
    QCOMPARE(got, QStringList{QStringLiteral("9")});
}

void PendingTest::droppedCompleterIsCancelled()
{
    SimulatedLoop loop;
    QStringList got;
    auto pair = makePending<int>(loop.reactor, 2s);
    pair.pending.then([&](Outcome<int> outcome) { got.append(read(outcome)); });
    pair.completer = Completer<int>();
    loop.run();
    QCOMPARE(got, QStringList{QStringLiteral("WaitCancelled")});
    QCOMPARE(loop.clock.now(), Nanos(0));
}

void PendingTest::emptyCompleterCompletesNothing()
{
    Completer<int> completer;
    QVERIFY(!completer);
    QVERIFY(!completer.wanted());
    QVERIFY(!completer.complete(1));
}

void PendingTest::destroyedPendingForgets()
{
    SimulatedLoop loop;
    int calls = 0;
    Completer<int> early;
    Completer<int> late;
    {
        auto first = makePending<int>(loop.reactor, 2s);
        auto second = makePending<int>(loop.reactor, 2s);
        first.pending.then([&](Outcome<int>) { ++calls; });
        second.pending.then([&](Outcome<int>) { ++calls; });
        early = std::move(first.completer);
        late = std::move(second.completer);
        QVERIFY(early.complete(1)); // in the inbox when the Pending goes
    }
    QVERIFY(!late.complete(2));
    loop.run();
    QCOMPARE(calls, 0);
    QCOMPARE(loop.clock.now(), Nanos(0));
}

void PendingTest::destroyedPendingIsNotWanted()
{
    SimulatedLoop loop;
    Completer<int> completer;
    {
        auto pair = makePending<int>(loop.reactor, 2s);
        completer = std::move(pair.completer);
        QVERIFY(completer.wanted());
    }
    QVERIFY(!completer.wanted());
}

void PendingTest::pendingMayDieInItsCallback()
{
    SimulatedLoop loop;
    int got = 0;
    auto pair = makePending<int>(loop.reactor, 2s);
    auto owner = std::make_unique<Pending<int>>(std::move(pair.pending));
    owner->then([&](Outcome<int> outcome) {
        owner.reset();
        got = *outcome;
    });
    pair.completer.complete(5);
    loop.run();
    QCOMPARE(got, 5);
}

void PendingTest::moveOnlyValueArrives()
{
    SimulatedLoop loop;
    SecretBytes got;
    auto [pending, completer] = makePending<SecretBytes>(loop.reactor, 2s);
    pending.then([&](Outcome<SecretBytes> outcome) { got = outcome.take(); });
    auto secret = SecretBytes::copyOf(std::array<quint8, 3>{1, 2, 3});
    QVERIFY(secret);
    completer.complete(secret.take());
    loop.run();
    QCOMPARE(got.size(), 3);
    QCOMPARE(got.data()[2], quint8(3));
}

void PendingTest::replacedPendingDisarmsTheOld()
{
    SimulatedLoop loop;
    auto first = makePending<int>(loop.reactor, 1s);
    auto second = makePending<int>(loop.reactor, 9s);
    first.pending = std::move(second.pending);
    second.pending = Pending<int>();
    QCOMPARE(loop.clock.earliest(), std::optional(Nanos(9s)));
    QVERIFY(!first.completer.wanted());
}

void PendingTest::closedInboxNeverAnswers()
{
    SimulatedLoop loop;
    int calls = 0;
    auto pair = makePending<int>(loop.reactor, 2s);
    auto queued = makePending<int>(loop.reactor, 2s);
    pair.pending.then([&](Outcome<int>) { ++calls; });
    queued.pending.then([&](Outcome<int>) { ++calls; });
    queued.completer.complete(1);
    loop.inbox->close();
    pair.completer.complete(1);
    QVERIFY(!loop.inbox->drain());
    QCOMPARE(calls, 0);
}

void PendingTest::inboxDiesWithItsLastWorker()
{
    auto clock = std::make_unique<SimulatedClock>();
    std::weak_ptr<Inbox> watch;
    Completer<int> completer;
    {
        Reactor reactor{clock.get(), std::make_shared<Inbox>(Inbox::Wake::ByDescriptor)};
        watch = reactor.inbox;
        auto pair = makePending<int>(reactor, 2s);
        completer = std::move(pair.completer);
        reactor.inbox->close();
    }
    QVERIFY(!watch.expired());
    completer.complete(1);
    QVERIFY(watch.expired());
}

void PendingTest::coroutineReceives_data()
{
    QTest::addColumn<QString>("how");
    QTest::addColumn<QString>("expected");
    QTest::newRow("value") << QStringLiteral("value") << QStringLiteral("8");
    QTest::newRow("limit") << QStringLiteral("limit") << QStringLiteral("WaitTimedOut");
    QTest::newRow("abort") << QStringLiteral("abort") << QStringLiteral("WaitCancelled by=test");
    QTest::newRow("drop") << QStringLiteral("drop") << QStringLiteral("WaitCancelled");
}

void PendingTest::coroutineReceives()
{
    QFETCH(QString, how);
    QFETCH(QString, expected);
    SimulatedLoop loop;
    auto log = std::make_shared<Log>();
    auto pair = makePending<int>(loop.reactor, 1s);
    const Canceller canceller = pair.pending.canceller();
    awaitOne(log, std::move(pair.pending));
    QVERIFY(log->lines.isEmpty());
    if (how == QLatin1String("value"))
        pair.completer.complete(8);
    else if (how == QLatin1String("abort"))
        canceller.abort(fail(fc::WaitCancelled, {{"by", QStringLiteral("test")}}));
    else if (how == QLatin1String("drop"))
        pair.completer = {};
    loop.run();
    QCOMPARE(log->lines, QStringList{expected});
    QCOMPARE(log.use_count(), 1); // the frame is gone
}

void PendingTest::coroutineAwaitsInTurn()
{
    SimulatedLoop loop;
    auto log = std::make_shared<Log>();
    awaitMany(log, loop.reactor);
    QCOMPARE(log->lines.size(), 1);
    loop.run();
    QCOMPARE(log->lines, (QStringList{QStringLiteral("0"), QStringLiteral("1"), QStringLiteral("2")}));
    QCOMPARE(loop.clock.now(), Nanos(3s));
    QCOMPARE(log.use_count(), 1);
}

QTEST_GUILESS_MAIN(PendingTest)
#include "tst_pending.moc"
