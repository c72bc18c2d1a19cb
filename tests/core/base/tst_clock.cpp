// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/random.h"

#include <QtTest>

#include <map>

using namespace sm;
using namespace std::chrono_literals;

namespace {

class Probe final : public Deadline {
public:
    Probe(Clock& clock, std::vector<int>& order, int number)
        : m_clock(clock)
        , m_order(order)
        , m_number(number)
    {
    }
    ~Probe() override { m_clock.disarm(this); }
    std::function<void()> onExpire;

private:
    void expire() override
    {
        m_order.push_back(m_number);
        if (onExpire)
            onExpire();
    }
    Clock& m_clock;
    std::vector<int>& m_order;
    int m_number;
};

struct Bench {
    SimulatedClock clock;
    std::vector<int> order;
    std::vector<std::unique_ptr<Probe>> probes;
    explicit Bench(int count)
    {
        for (int i = 0; i < count; ++i)
            probes.push_back(std::make_unique<Probe>(clock, order, i));
    }
    ~Bench() { probes.clear(); }
};

} // namespace

class ClockTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void heapAgreesWithAModel_data();
    void heapAgreesWithAModel();
    void equalTimesExpireInArmingOrder();
    void rearmingMovesAndRequeues();
    void disarmInsideExpire();
    void armInsideExpire();
    void simulatedTimeJumps();
    void steadyClockServesItsHeap();
    void steadyClockTakesAFarDeadline();
};

void ClockTest::heapAgreesWithAModel_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 20; ++seed)
        QTest::addRow("seed %llu", static_cast<unsigned long long>(seed)) << seed;
}

void ClockTest::heapAgreesWithAModel()
{
    QFETCH(quint64, seed);
    constexpr int count = 200;
    Bench bench(count);
    SeededRandom random(seed);
    std::multimap<Nanos, int> model; // inserts equal keys behind the others, as arming does
    std::vector<int> expected;
    const auto forget
        = [&](int number) { std::erase_if(model, [&](const auto& row) { return row.second == number; }); };
    for (int action = 0; action < 5000; ++action) {
        const int number = int(random.next() % count);
        switch (random.next() % 4) {
        case 0:
        case 1: {
            const Nanos due = bench.clock.now() + Nanos(qint64(random.next() % 50));
            forget(number);
            model.emplace(due, number);
            bench.clock.arm(bench.probes[size_t(number)].get(), due);
            break;
        }
        case 2:
            forget(number);
            bench.clock.disarm(bench.probes[size_t(number)].get());
            break;
        default:
            QCOMPARE(bench.clock.step(), !model.empty());
            if (!model.empty()) {
                expected.push_back(model.begin()->second);
                model.erase(model.begin());
            }
        }
        QCOMPARE(bench.clock.earliest(), model.empty() ? std::nullopt : std::optional(model.begin()->first));
    }
    QCOMPARE(bench.order, expected);
}

void ClockTest::equalTimesExpireInArmingOrder()
{
    Bench bench(100);
    std::vector<int> expected;
    for (int i = 0; i < 100; ++i) {
        const int number = i * 37 % 100;
        expected.push_back(number);
        bench.clock.arm(bench.probes[size_t(number)].get(), 5ms);
    }
    while (bench.clock.step()) { }
    QCOMPARE(bench.order, expected);
}

void ClockTest::rearmingMovesAndRequeues()
{
    Bench bench(3);
    for (const auto& probe : bench.probes)
        bench.clock.arm(probe.get(), 5ms);
    bench.clock.arm(bench.probes[0].get(), 5ms); // behind the others of its time now
    bench.clock.arm(bench.probes[2].get(), 1ms);
    while (bench.clock.step()) { }
    QCOMPARE(bench.order, (std::vector<int>{2, 1, 0}));
}

void ClockTest::disarmInsideExpire()
{
    Bench bench(4);
    for (const auto& probe : bench.probes)
        bench.clock.arm(probe.get(), 5ms);
    bench.probes[0]->onExpire = [&] {
        bench.clock.disarm(bench.probes[0].get()); // itself: already out
        bench.clock.disarm(bench.probes[1].get());
        bench.probes[2].reset();
    };
    while (bench.clock.step()) { }
    QCOMPARE(bench.order, (std::vector<int>{0, 3}));
    QVERIFY(!bench.clock.armed(bench.probes[1].get()));
}

void ClockTest::armInsideExpire()
{
    Bench bench(2);
    int rounds = 0;
    bench.probes[0]->onExpire = [&] {
        if (++rounds < 3)
            bench.clock.arm(bench.probes[0].get(), bench.clock.now() + 1ms);
    };
    bench.clock.arm(bench.probes[0].get(), 1ms);
    bench.clock.arm(bench.probes[1].get(), 2ms);
    while (bench.clock.step()) { }
    QCOMPARE(bench.order, (std::vector<int>{0, 1, 0, 0}));
    QCOMPARE(bench.clock.now(), Nanos(3ms));
}

void ClockTest::simulatedTimeJumps()
{
    Bench bench(1);
    const QDateTime start = bench.clock.wall();
    bench.clock.arm(bench.probes[0].get(), 8h);
    bench.clock.advance(9h);
    QVERIFY(bench.clock.step());
    QCOMPARE(bench.clock.now(), Nanos(9h)); // an overdue deadline does not turn time back
    QCOMPARE(start.secsTo(bench.clock.wall()), 9 * 3600);
    QVERIFY(!bench.clock.step());
}

void ClockTest::steadyClockServesItsHeap()
{
    SteadyClock clock;
    std::vector<int> order;
    Probe late(clock, order, 2);
    Probe early(clock, order, 1);
    Probe never(clock, order, 3);
    std::vector<Nanos> at;
    early.onExpire = late.onExpire = [&] { at.push_back(clock.now()); };
    const Nanos start = clock.now();
    clock.arm(&late, start + 30ms);
    clock.arm(&early, start + 10ms); // earlier than the running timer
    clock.arm(&never, start + 5ms);
    clock.disarm(&never);
    QTRY_COMPARE(order.size(), size_t(2));
    QCOMPARE(order, (std::vector<int>{1, 2}));
    QVERIFY(at[0] >= start + 10ms); // never before its time
    QVERIFY(at[1] >= start + 30ms);
}

void ClockTest::steadyClockTakesAFarDeadline()
{
    SteadyClock clock;
    std::vector<int> order;
    Probe far(clock, order, 1);
    Probe near(clock, order, 2);
    clock.arm(&far, clock.dueIn(Nanos::max()));
    clock.arm(&near, clock.dueIn(5ms));
    QTRY_COMPARE(order, (std::vector<int>{2}));
    QTest::qWait(20);
    QCOMPARE(order, (std::vector<int>{2})); // the timer did not wrap round to now
}

QTEST_GUILESS_MAIN(ClockTest)
#include "tst_clock.moc"
