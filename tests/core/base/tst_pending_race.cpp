// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/executor.h"
#include "base/pending.h"
#include "base/random.h"

#include <QCoro/QCoroTask>
#include <QtTest>

#include <array>

using namespace sm;
using namespace std::chrono_literals;

namespace {

constexpr int waits = 30'000;

struct Tally {
    int values = 0;
    int limits = 0;
    int cancelled = 0;
    std::vector<quint8> ends = std::vector<quint8>(waits); ///< how often each wait ended
    int total() const { return values + limits + cancelled; }
    void count(int number, const Outcome<int>& outcome)
    {
        ++ends[size_t(number)];
        if (outcome) {
            ++values;
            ends[size_t(number)]
                = quint8(ends[size_t(number)] + (*outcome == number ? 0 : 100)); // the answer of another wait
        } else {
            ++(outcome.failure() == fc::WaitTimedOut ? limits : cancelled);
        }
    }
};

QCoro::Task<> awaitOne(std::shared_ptr<Tally> tally, int number, Pending<int> pending)
{
    const Outcome<int> outcome = co_await pending;
    tally->count(number, outcome);
}

} // namespace

/// The hand-over between threads with a real clock and event loop; the thread sanitizer watches the same run.
class PendingRaceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyWaitEndsOnce();
    void closingRacesWithWorkers();
    void workerLosesAgainstDestruction();
};

void PendingRaceTest::everyWaitEndsOnce()
{
    SteadyClock clock;
    const Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByDescriptor)};
    const InboxPump pump(reactor.inbox);
    auto tally = std::make_shared<Tally>();
    SeededRandom random(1);
    {
        std::array<ThreadExecutor, 4> workers{ThreadExecutor("race-1"), ThreadExecutor("race-2"),
            ThreadExecutor("race-3"), ThreadExecutor("race-4")};
        for (int number = 0; number < waits; ++number) {
            // A limit between 0 and 2 ms lets the answer, the limit and the cancellation race for real.
            auto pair = makePending<int>(reactor, microseconds(random.next() % 2000));
            const Canceller canceller = pair.pending.canceller();
            awaitOne(tally, number, std::move(pair.pending));
            ThreadExecutor& worker = workers[random.next() % 4];
            if (number % 10 == 0) {
                worker.post([completer = std::move(pair.completer)]() mutable { completer = {}; });
                continue;
            }
            if (number % 7 == 0)
                workers[random.next() % 4].post([canceller] { canceller.abort(fail(fc::WaitCancelled)); });
            worker.post(
                [completer = std::move(pair.completer), number]() mutable { completer.complete(number); });
            if (number % 64 == 0)
                QCoreApplication::processEvents();
        }
    }
    QTRY_COMPARE_WITH_TIMEOUT(tally->total(), waits, 20'000);
    QCOMPARE(std::count(tally->ends.begin(), tally->ends.end(), 1), waits);
    QVERIFY(tally->values > 0);
    QVERIFY(tally->cancelled > 0);
    QCOMPARE(tally.use_count(), 1);
    reactor.inbox->close();
}

void PendingRaceTest::closingRacesWithWorkers()
{
    for (int round = 0; round < 200; ++round) {
        SteadyClock clock;
        int delivered = 0;
        std::vector<Pending<int>> pendings;
        Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByDescriptor)};
        {
            ThreadExecutor worker("closing");
            for (int i = 0; i < 50; ++i) {
                auto pair = makePending<int>(reactor, 10s);
                pair.pending.then([&delivered](Outcome<int>) { ++delivered; });
                pendings.push_back(std::move(pair.pending));
                worker.post([completer = std::move(pair.completer)]() mutable { completer.complete(1); });
            }
            if (round % 2 == 0)
                reactor.inbox->drain();
            reactor.inbox->close();
        }
        QVERIFY(!reactor.inbox->drain());
        QVERIFY(delivered <= 50);
    }
}

void PendingRaceTest::workerLosesAgainstDestruction()
{
    SteadyClock clock;
    const Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByDescriptor)};
    int calls = 0;
    int kept = 0;
    {
        ThreadExecutor worker("destruction");
        std::vector<Pending<int>> pendings;
        for (int i = 0; i < 5000; ++i) {
            auto pair = makePending<int>(reactor, 10s);
            pair.pending.then([&calls](Outcome<int>) { ++calls; });
            worker.post([completer = std::move(pair.completer)]() mutable { completer.complete(1); });
            if (i % 2 == 0) {
                ++kept;
                pendings.push_back(std::move(pair.pending));
            } // the others go while the worker completes them
        }
        QTRY_VERIFY((reactor.inbox->drain(), calls == kept));
    }
    reactor.inbox->drain();
    QCOMPARE(calls, kept);
    reactor.inbox->close();
}

QTEST_GUILESS_MAIN(PendingRaceTest)
#include "tst_pending_race.moc"
