// SPDX-License-Identifier: GPL-3.0-or-later
// Thousands of seeded schedules with faults, removals and drains against a model of its own: a request never
// waits while a device that can serve it is free, age decides at each device, and every request ends once.
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "pool_bench.h"

#include "base/random.h"

#include <QtTest>

#include <cmath>
#include <set>

using namespace sm;
using namespace std::chrono_literals;

namespace {

constexpr int kinds = 4;

/// What the test knows of a request, from outside.
struct Told {
    int kind = 0;
    bool stateful = false;
    bool forEver = false;
    Pending<SecurityReply> pending;
    bool ended = false;
    enum Place { Waits = -1, Answered = -2, Asked = -3 }; ///< Asked: a device is asked what became of it
    int at = Waits; ///< or the device that has it now
    std::optional<int> failedAt; ///< the device that failed it last
    int started = 0;
    int answeredTwice = 0;
    std::set<int> mayHaveIt; ///< stateful: devices that took it and did not say that they never saw it
};

struct World;

/// A device with random service times and faults that the schedule switches.
class RandomHsm final : public HsmDevice {
public:
    enum class Fault { None, Refuses, Hangs, Lies, Forgets };
    RandomHsm(World& world, int index, quint64 seed, int sessions, unsigned capabilities)
        : m_world(world)
        , m_index(index)
        , m_random(seed)
        , m_sessions(sessions)
        , m_capabilities(capabilities)
    {
    }
    QString name() const override { return QStringLiteral("HSM %1").arg(m_index + 1); }
    QString kind() const override { return QStringLiteral("random"); }
    int capacity() const override { return m_sessions; }
    bool can(int kindOf) const { return (m_capabilities >> kindOf & 1u) != 0; }
    bool offers(const SecurityRequest& request) const override
    {
        return std::holds_alternative<SelfTest>(request) || can(kindOf(request));
    }
    Pending<SecurityReply> serve(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;
    Pending<Recalled> recall(std::shared_ptr<const SecurityRequest> request, Nanos limit) override;

    static int kindOf(const SecurityRequest& request) { return int(versionOf(request) % kinds); }
    static size_t numberOf(const SecurityRequest& request) { return versionOf(request) / kinds; }
    static quint32 versionOf(const SecurityRequest& request)
    {
        if (const auto* draw = std::get_if<GenerateDataKey>(&request))
            return draw->kek.version;
        return std::get<ComputeMac>(request).key.version;
    }

    Fault fault = Fault::None;
    int tests = 0; ///< self-tests under way
    int inWork = 0; ///< requests under way

private:
    void after(Nanos delay, std::function<void()> act);
    Nanos drawTime() { return Nanos(1 + qint64(-std::log1p(-m_random.unit()) * 20e6)); }

    World& m_world;
    int m_index;
    SeededRandom m_random;
    int m_sessions;
    unsigned m_capabilities;
    std::deque<Pending<Done>> m_timers;
};

struct World {
    explicit World(quint64 s)
        : seed(s)
        , random(s)
        , bench(settings())
    {
    }
    static HsmPool::Settings settings()
    {
        HsmPool::Settings settings;
        settings.queueLimit = 30;
        settings.serviceLimit = 200ms;
        settings.readmitAfter = 300ms;
        settings.selfTestEvery = 20;
        settings.trialRequests = 3;
        return settings;
    }
    RandomHsm* addDevice()
    {
        const int index = int(devices.size());
        // The first device can do everything, so that nothing is refused for lack of a device.
        const unsigned capabilities = index == 0 ? 15u : 1u + unsigned(random.next() % 15);
        auto device = std::make_unique<RandomHsm>(
            *this, index, seed * 100 + quint64(index), 1 + int(random.next() % 3), capabilities);
        devices.push_back(device.get());
        bench.pool->add(std::move(device));
        return devices.back();
    }
    void ask()
    {
        const size_t number = told.size();
        told.push_back(std::make_unique<Told>());
        Told& one = *told.back();
        one.kind = int(random.next() % kinds);
        one.stateful = random.next() % 5 == 0;
        one.forEver = random.next() % 2 == 0;
        const KeyRef key(QStringLiteral("K"), quint32(number) * kinds + quint32(one.kind));
        SecurityRequest request;
        if (one.stateful)
            request = GenerateDataKey{key};
        else
            request = ComputeMac{key, QByteArray::number(number), 8};
        const Nanos limit = one.forEver ? Nanos::max() : Nanos(milliseconds(20 + random.next() % 2000));
        one.pending = bench.pool->request(std::move(request), {}, limit);
        one.pending.then([this, number](Outcome<SecurityReply> outcome) {
            Told& mine = *told[number];
            mine.answeredTwice += mine.ended ? 1 : 0;
            mine.ended = true;
            if (outcome && mine.stateful && mine.mayHaveIt.size() != 1)
                complain(QStringLiteral("stateful request %1 was carried out %2 times")
                             .arg(number)
                             .arg(mine.mayHaveIt.size()));
        });
    }
    void complain(const QString& what)
    {
        if (complaint.isEmpty())
            complaint
                = QStringLiteral("seed %1 at %2 ns: %3").arg(seed).arg(bench.clock.now().count()).arg(what);
    }
    /// The rule itself, after each turn of the event loop.
    void check()
    {
        const HsmPoolFigures figures = bench.pool->figures();
        if (!PoolBench::addsUp(figures))
            complain(QStringLiteral("counters do not add up"));
        for (size_t d = 0; d < devices.size(); ++d) {
            const RandomHsm& device = *devices[d];
            const HsmHealth health = figures.devices[d].health;
            const int room = health == HsmHealth::Trial ? 1 : device.capacity();
            if (!serves(health) || device.inWork + device.tests >= room)
                continue;
            for (size_t n = 0; n < told.size(); ++n) {
                const Told& one = *told[n];
                if (!one.ended && one.pending.valid() && one.at == Told::Waits
                    && mayServe(figures, int(d), one))
                    complain(QStringLiteral("request %1 waits and %2 is free").arg(n).arg(device.name()));
            }
        }
    }
    /// Can, and has not just failed this very request while another one serves that can.
    bool mayServe(const HsmPoolFigures& figures, int d, const Told& one) const
    {
        if (!devices[size_t(d)]->can(one.kind))
            return false;
        if (one.failedAt != d)
            return true;
        for (size_t other = 0; other < devices.size(); ++other) {
            if (int(other) != d && devices[other]->can(one.kind) && serves(figures.devices[other].health))
                return false;
        }
        return true;
    }
    void started(int d, size_t number)
    {
        Told& mine = *told[number];
        mine.at = d;
        ++mine.started;
        for (size_t n = 0; n < number; ++n) {
            const Told& older = *told[n];
            if (!older.ended && older.pending.valid() && older.at == Told::Waits && !older.failedAt
                && devices[size_t(d)]->can(older.kind))
                complain(QStringLiteral("request %1 overtook %2 at HSM %3").arg(number).arg(n).arg(d + 1));
        }
    }
    void stepUntil(Nanos time)
    {
        for (;;) {
            while (bench.inbox->drain()) { }
            const auto next = bench.clock.earliest();
            if (!next || *next > bench.clock.now()) // everything that happens now has happened
                check();
            if (!next || *next > time || !complaint.isEmpty())
                break;
            bench.clock.step();
        }
        bench.clock.advance(std::max(Nanos(0), time - bench.clock.now()));
    }

    quint64 seed;
    SeededRandom random;
    PoolBench bench; ///< outlives the waits of `told`
    std::vector<std::unique_ptr<Told>> told;
    std::vector<RandomHsm*> devices;
    QString complaint;
};

void RandomHsm::after(Nanos delay, std::function<void()> act)
{
    m_timers.push_back(Pending<Done>::after(m_world.bench.reactor, delay, Done{}));
    m_timers.back().then([act = std::move(act)](Outcome<Done>) { act(); });
}

Pending<SecurityReply> RandomHsm::serve(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    const bool test = std::holds_alternative<SelfTest>(*request);
    const Nanos time = drawTime();
    const bool silent = fault == Fault::Hangs || time > limit;
    const bool fails = fault == Fault::Refuses;
    Outcome<SecurityReply> outcome = fail(fc::CryptoUnavailable);
    if (test) {
        ++tests;
        const bool lies = fault == Fault::Lies;
        if (!fails)
            outcome = SecurityReply(SelfTestPassed{lies ? QByteArray("no") : expectedEvidence()});
    } else {
        const size_t number = numberOf(*request);
        m_world.started(m_index, number);
        Told& told = *m_world.told[number];
        ++inWork;
        if (told.stateful && !fails)
            told.mayHaveIt.insert(m_index);
        if (!fails && told.stateful)
            outcome = SecurityReply(DataKey{});
        else if (!fails)
            outcome = SecurityReply(Mac{std::get<ComputeMac>(*request).data});
    }
    // The pool hears of the end in the turn in which it happens; so does the model.
    const Nanos end = silent ? limit : time;
    after(end, [this, test, request, good = outcome.ok() && !silent] {
        if (test) {
            --tests;
            return;
        }
        --inWork;
        Told& told = *m_world.told[numberOf(*request)];
        told.at = good ? Told::Answered : told.stateful ? Told::Asked : Told::Waits;
        if (!good)
            told.failedAt = m_index;
    });
    if (silent)
        return Pending<SecurityReply>::after(m_world.bench.reactor, end, fail(fc::WaitTimedOut));
    return Pending<SecurityReply>::after(m_world.bench.reactor, end, std::move(outcome));
}

Pending<Recalled> RandomHsm::recall(std::shared_ptr<const SecurityRequest> request, Nanos limit)
{
    Reactor& reactor = m_world.bench.reactor;
    if (fault == Fault::Hangs)
        return Pending<Recalled>::after(reactor, limit, fail(fc::WaitTimedOut));
    if (fault == Fault::Forgets)
        return Pending<Recalled>::after(reactor, 1ms, Recalled(Recalled::State::Unknown));
    const Told& told = *m_world.told[numberOf(*request)];
    if (told.mayHaveIt.count(m_index) == 0) {
        after(1ms, [this, request] { m_world.told[numberOf(*request)]->at = Told::Waits; });
        return Pending<Recalled>::after(reactor, 1ms, Recalled(Recalled::State::NeverSeen));
    }
    return Pending<Recalled>::after(reactor, 1ms, Recalled(Outcome<SecurityReply>(SecurityReply(DataKey{}))));
}

} // namespace

class HsmConservingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void neverARequestAndAFreeDeviceForIt_data();
    void neverARequestAndAFreeDeviceForIt();
    void theModelSeesABreach();

private:
    static void disturb(World& world);
};

void HsmConservingTest::disturb(World& world)
{
    SeededRandom& random = world.random;
    RandomHsm& device = *world.devices[random.next() % world.devices.size()];
    switch (random.next() % 12) {
    case 0:
        device.fault = RandomHsm::Fault::Refuses;
        break;
    case 1:
        device.fault = RandomHsm::Fault::Hangs;
        break;
    case 2:
        device.fault = RandomHsm::Fault::Lies;
        break;
    case 3:
        device.fault = RandomHsm::Fault::Forgets;
        break;
    case 4:
    case 5:
        device.fault = RandomHsm::Fault::None;
        break;
    case 6:
        (void)world.bench.pool->takeOutOfUse(device.name(), QStringLiteral("trial"));
        break;
    case 7:
    case 8:
        (void)world.bench.pool->bringBack(device.name());
        break;
    case 9:
        (void)world.bench.pool->test(device.name());
        break;
    case 10:
        if (world.devices.size() < 6)
            world.addDevice();
        break;
    default:
        if (!world.told.empty()) { // its caller goes
            Told& told = *world.told[random.next() % world.told.size()];
            told.pending = {};
        }
        break;
    }
}

void HsmConservingTest::neverARequestAndAFreeDeviceForIt_data()
{
    QTest::addColumn<quint64>("first");
    // SM_LONG_RUNS=1 tries all 3,000.
    const quint64 last = qEnvironmentVariableIsSet("SM_LONG_RUNS") ? 3000 : 500;
    for (quint64 first = 0; first < last; first += 100)
        QTest::addRow("seeds from %d", int(first)) << first;
}

void HsmConservingTest::neverARequestAndAFreeDeviceForIt()
{
    QFETCH(const quint64, first);
    for (quint64 seed = first; seed < first + 100; ++seed) {
        World world(seed + 1);
        const int devices = 1 + int(world.random.next() % 4);
        for (int i = 0; i < devices; ++i)
            world.addDevice();
        for (int event = 0; event < 60; ++event) {
            const quint64 asks = world.random.next() % 4;
            for (quint64 i = 0; i < asks; ++i)
                world.ask();
            if (world.random.next() % 3 == 0)
                disturb(world);
            world.stepUntil(world.bench.clock.now() + milliseconds(world.random.next() % 40));
            QVERIFY2(world.complaint.isEmpty(), qPrintable(world.complaint));
        }
        // Faults end; whoever waits is served. A lie that was under way may still put a device out.
        for (RandomHsm* device : world.devices)
            device->fault = RandomHsm::Fault::None;
        world.stepUntil(world.bench.clock.now() + 1s);
        for (RandomHsm* device : world.devices)
            (void)world.bench.pool->bringBack(device->name());
        world.stepUntil(world.bench.clock.now() + 60s);
        QVERIFY2(world.complaint.isEmpty(), qPrintable(world.complaint));
        for (size_t n = 0; n < world.told.size(); ++n) {
            const Told& told = *world.told[n];
            QVERIFY2(told.ended || !told.pending.valid(),
                qPrintable(QStringLiteral("seed %1: request %2 never ended (stateful %3, place %4)")
                               .arg(seed + 1)
                               .arg(n)
                               .arg(told.stateful)
                               .arg(told.at)));
            QCOMPARE(told.answeredTwice, 0);
        }
        QCOMPARE(world.bench.pool->figures().queued, 0);
        world.bench.pool->close();
    }
}

void HsmConservingTest::theModelSeesABreach()
{
    // A pool that ties each station to one device breaks the rule: the model must notice.
    World world(7);
    HsmPool::Settings settings = World::settings();
    settings.policy = HsmPool::Policy::Fixed;
    world.bench.pool = std::make_unique<HsmPool>(world.bench.reactor, settings);
    world.addDevice();
    world.addDevice();
    for (int i = 0; i < 30; ++i)
        world.ask();
    world.stepUntil(100ms);
    QVERIFY(world.complaint.contains(QStringLiteral("is free")));
    world.bench.pool->close();
}

QTEST_GUILESS_MAIN(HsmConservingTest)
#include "tst_hsm_conserving.moc"
