// SPDX-License-Identifier: GPL-3.0-or-later
#include "pool_bench.h"
#include "simulator/virtual_hsm.h"

#include <QtTest>

#include <cmath>

using namespace sm;
using namespace std::chrono_literals;

namespace {

ComputeMac seal()
{
    return ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), QByteArray("attempt"), 8};
}

/// Stations that think, ask and think again: the closed network of the capacity planner.
struct Floor {
    Floor(PoolBench& b, int stations, Nanos think, quint64 seed)
        : bench(b)
        , thinkTime(think)
        , random(seed)
    {
        thinking.resize(size_t(stations));
        asking.resize(size_t(stations));
        for (size_t i = 0; i < thinking.size(); ++i)
            startThinking(i);
    }
    void startThinking(size_t i)
    {
        const Nanos time(qint64(-std::log1p(-random.unit()) * double(thinkTime.count())));
        thinking[i] = Pending<Done>::after(bench.reactor, time + Nanos(1), Done{});
        thinking[i].then([this, i](Outcome<Done>) { ask(i); });
    }
    void ask(size_t i)
    {
        asking[i] = bench.pool->request(seal(), {}, 1h);
        asking[i].then([this, i](Outcome<SecurityReply> outcome) {
            served += outcome ? 1 : 0;
            startThinking(i);
        });
    }
    PoolBench& bench;
    Nanos thinkTime;
    SeededRandom random;
    std::vector<Pending<Done>> thinking;
    std::vector<Pending<SecurityReply>> asking;
    quint64 served = 0;
};

} // namespace

class HsmPoolLoadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void workConservingUnderRandomLoads();
    void throughputOfTheClosedNetwork();
    void faultsOfAVirtualDevice();
    void everyRequestEndsUnderFaults();

private:
    VirtualHsm* addVirtual(PoolBench& bench, VirtualHsm::Settings settings)
    {
        auto device = std::make_unique<VirtualHsm>(std::move(settings), bench.reactor, m_engine);
        VirtualHsm* raw = device.get();
        bench.pool->add(std::move(device));
        return raw;
    }
    static VirtualHsm::Settings named(int number, Nanos service, VirtualHsm::Service shape, quint64 seed)
    {
        VirtualHsm::Settings settings;
        settings.name = QStringLiteral("HSM %1").arg(number);
        settings.service = service;
        settings.shape = shape;
        settings.seed = seed;
        return settings;
    }

    std::shared_ptr<const SoftEngine> m_engine;
};

void HsmPoolLoadTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    auto keys = testKeys();
    QVERIFY(keys);
    m_engine = std::make_shared<SoftEngine>(keys.take(), std::make_shared<SeededRandom>(1));
}

void HsmPoolLoadTest::workConservingUnderRandomLoads()
{
    for (quint64 seed = 1; seed <= 1000; ++seed) {
        PoolBench bench;
        SeededRandom random(seed);
        const int devices = 1 + int(random.next() % 5);
        for (int i = 0; i < devices; ++i) {
            auto settings = named(i + 1, 50ms, VirtualHsm::Service::Exponential, seed * 10 + quint64(i));
            settings.capacity = 1 + int(random.next() % 2);
            addVirtual(bench, settings);
        }
        const Floor floor(bench, 2 + int(random.next() % 20), milliseconds(1 + random.next() % 300), seed);
        for (int event = 0; event < 120; ++event) {
            if (!bench.inbox->drain())
                bench.clock.step();
            const HsmPoolFigures figures = bench.pool->figures();
            const bool idle
                = std::any_of(figures.devices.begin(), figures.devices.end(), [](const HsmFigures& device) {
                      return device.health == HsmHealth::Healthy && device.inFlight < device.capacity;
                  });
            QVERIFY2(figures.queued == 0 || !idle,
                qPrintable(QStringLiteral("seed %1 event %2").arg(seed).arg(event)));
            QVERIFY(PoolBench::addsUp(figures));
        }
        QVERIFY(bench.countersAddUp());
        bench.pool->close();
    }
}

void HsmPoolLoadTest::throughputOfTheClosedNetwork()
{
    // Case R2 of the capacity planner: 24 stations, 2 s between requests, 6 devices of 0.5 s: exact 9.3115/s.
    HsmPool::Settings settings;
    settings.serviceLimit = 1min; // no draw of the exponential service time is a fault here
    settings.selfTestEvery = 1'000'000'000;
    PoolBench bench(settings);
    for (int i = 0; i < 6; ++i)
        addVirtual(bench, named(i + 1, 500ms, VirtualHsm::Service::Exponential, 100 + quint64(i)));
    const Floor floor(bench, 24, 2s, 42);
    bench.runUntil(100s); // warm
    const quint64 before = floor.served;
    bench.runUntil(4100s);
    const double perSecond = double(floor.served - before) / 4000;
    QVERIFY2(std::abs(perSecond / 9.3115 - 1) < 0.02, qPrintable(QString::number(perSecond)));
    const HsmPoolFigures figures = bench.pool->figures();
    double busy = 0;
    for (const HsmFigures& device : figures.devices)
        busy += double(device.busy.count());
    const double utilisation = busy / (6 * double(figures.since.count()));
    QVERIFY2(std::abs(utilisation / 0.7760 - 1) < 0.02, qPrintable(QString::number(utilisation)));
    QVERIFY(figures.waitP99 > figures.waitP95 && figures.waitP95 > figures.waitP50);
    bench.pool->close();
}

void HsmPoolLoadTest::faultsOfAVirtualDevice()
{
    HsmPool::Settings settings;
    settings.selfTestEvery = 10;
    PoolBench bench(settings);
    VirtualHsm* gone = addVirtual(bench, named(1, 20ms, VirtualHsm::Service::Constant, 1));
    VirtualHsm* liar = addVirtual(bench, named(2, 20ms, VirtualHsm::Service::Constant, 2));
    VirtualHsm* slow = addVirtual(bench, named(3, 20ms, VirtualHsm::Service::Constant, 3));
    const Floor floor(bench, 6, 50ms, 5);
    bench.runUntil(1s);
    QCOMPARE(bench.pool->figures().healthy, 3);
    gone->setFault(VirtualHsm::Fault::Gone);
    liar->setFault(VirtualHsm::Fault::WrongAnswer);
    slow->slowBetween(2s, 4s, 1000);
    bench.runUntil(3s);
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    QCOMPARE(bench.health(1), HsmHealth::OutOfUse); // found by its regular self-test, two strikes
    bench.runUntil(5s);
    QVERIFY(bench.health(2) != HsmHealth::Healthy); // its self-test was too slow as well
    gone->setFault(VirtualHsm::Fault::None);
    bench.runUntil(60s);
    QCOMPARE(bench.health(0), HsmHealth::Healthy);
    QCOMPARE(bench.health(1), HsmHealth::OutOfUse);
    QCOMPARE(bench.health(2), HsmHealth::Healthy);
    bench.pool->close();
}

void HsmPoolLoadTest::everyRequestEndsUnderFaults()
{
    for (quint64 seed = 1; seed <= 40; ++seed) {
        PoolBench bench;
        SeededRandom random(seed);
        std::vector<VirtualHsm*> devices;
        for (int i = 0; i < 3; ++i)
            devices.push_back(
                addVirtual(bench, named(i + 1, 30ms, VirtualHsm::Service::Exponential, seed + quint64(i))));
        for (int i = 0; i < 200; ++i) {
            bench.ask(seal(), milliseconds(50 + random.next() % 5000));
            if (random.next() % 10 == 0)
                devices[random.next() % 3]->setFault(VirtualHsm::Fault(random.next() % 4));
            bench.runUntil(bench.clock.now() + milliseconds(random.next() % 40));
            QVERIFY(bench.countersAddUp());
        }
        bench.runUntil(bench.clock.now() + 10s);
        QCOMPARE(bench.got.size(), 200);
        QCOMPARE(bench.pool->figures().queued, 0);
        bench.pool->close();
    }
}

QTEST_GUILESS_MAIN(HsmPoolLoadTest)
#include "tst_hsm_pool_load.moc"
