// SPDX-License-Identifier: GPL-3.0-or-later
// The management interface: which request goes where, back-pressure, stateful requests, figures.
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "pool_bench.h"

#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

QStringList list(std::initializer_list<const char*> items)
{
    QStringList out;
    for (const char* item : items)
        out.append(QLatin1String(item));
    return out;
}

const QString one = QStringLiteral("HSM 1");
const QString two = QStringLiteral("HSM 2");

Failure someFailure(FailureCode code = fc::CryptoUnavailable)
{
    return Failure(code, {});
}

SecurityRequest draw()
{
    return GenerateDataKey{KeyRef(QStringLiteral("TEST-KEK"))};
}
Recalled drawn()
{
    return Recalled(Outcome<SecurityReply>(SecurityReply(DataKey{})));
}
bool refusesDraws(const SecurityRequest& request)
{
    return std::holds_alternative<GenerateDataKey>(request);
}

} // namespace

class HsmRequestsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void newestKeyIsOneKeyForAll();
    void dataKeyIsUnwrappedByWhoKnows();
    void sparesTheDeviceThatOthersNeed();
    void aRareRequestKeepsItsAge();
    void aFullQueueLetsCallersInByTheirOrder();
    void aPlaceIsKeptForTheCallerWhoWaited();
    void aLostDevicesQueueDoesNotKeepOthersOutside();
    void statefulRequestThatWasAnsweredIsFetched();
    void statefulRequestThatWasNeverSeenGoesElsewhere();
    void statefulRequestWithUnknownEndStaysInDoubt();
    void statefulRequestIsAskedForAgainWhenTheDeviceIsBack();
    void takingOutEndsTheDoubt();
    void fixedAssignmentGivesEachStationItsDevice();
    void figuresOfEachDevice();
    void listsKeysAndWhoseCheckValuesDiffer();
};

/// Keys reach the devices one after the other; meanwhile no card is made with one and the next with the
/// other.
void HsmRequestsTest::newestKeyIsOneKeyForAll()
{
    const auto seal = [](quint32 version, const KeyLife& life = {}) {
        KeyDescription key;
        key.label = QStringLiteral("TEST-SEAL");
        key.version = version;
        key.life = life;
        return key;
    };
    const auto askedVersion = [](PoolBench& bench, ScriptedHsm* hsm) {
        bench.runUntil(bench.clock.now() + 2s);
        bench.askMac("m");
        if (hsm->calls.empty())
            return quint32(99);
        const quint32 version = std::get<ComputeMac>(*hsm->calls.front().request).key.version;
        hsm->answer(SecurityReply(Mac{}));
        bench.settle();
        return version;
    };
    PoolBench bench;
    ScriptedHsm* first = bench.addScripted("HSM 1");
    ScriptedHsm* second = bench.addScripted("HSM 2");
    first->refuses = [](const SecurityRequest&) { return true; }; // the second alone is asked
    QCOMPARE(askedVersion(bench, second), 0u); // nothing is known of any key
    first->held = {seal(1)};
    second->held = {seal(1), seal(2)};
    QCOMPARE(askedVersion(bench, second), 1u);
    first->held = {seal(1), seal(2)};
    QCOMPARE(askedVersion(bench, second), 2u);
    // Not yet, no more, retired.
    const QDate today = todayUtc();
    first->held = {seal(1), seal(2), seal(3, {false, today.addDays(2), {}})};
    second->held = first->held;
    QCOMPARE(askedVersion(bench, second), 2u);
    first->held = {seal(1), seal(2, {true, {}, {}})};
    second->held = first->held;
    QCOMPARE(askedVersion(bench, second), 1u);
    // None in common: the newest that serves, not what another has let run out.
    first->held = {seal(1, {false, {}, today.addDays(-1)})};
    second->held = {seal(2)};
    QCOMPARE(askedVersion(bench, second), 2u);
    // What a person took out has no say.
    first->held = {seal(1)};
    second->held = {seal(1), seal(2)};
    QCOMPARE(askedVersion(bench, second), 1u);
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("service")));
    QCOMPARE(askedVersion(bench, second), 2u);
}

void HsmRequestsTest::dataKeyIsUnwrappedByWhoKnows()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    KeyDescription kek;
    kek.label = QStringLiteral("TEST-KEK");
    kek.version = 2;
    hsm->held = {kek};
    bench.runUntil(2s);
    bench.ask(UnwrapDataKey{KeyRef(kek.label), QByteArray(40, 'w')});
    QCOMPARE(hsm->calls.size(), size_t(1));
    QCOMPARE(std::get<UnwrapDataKey>(*hsm->calls.front().request).kek.version, 0u);
    hsm->answer(SecurityReply(DataKey{}));
    bench.settle();
    bench.ask(GenerateDataKey{KeyRef(kek.label)});
    QCOMPARE(hsm->calls.size(), size_t(1));
    QCOMPARE(std::get<GenerateDataKey>(*hsm->calls.front().request).kek.version, 2u);
    hsm->answer(SecurityReply(DataKey{}));
    bench.settle();
}

void HsmRequestsTest::sparesTheDeviceThatOthersNeed()
{
    PoolBench bench;
    ScriptedHsm* all = bench.addScripted("HSM 1", 1, false);
    ScriptedHsm* plain = bench.addScripted("HSM 2", 1, false);
    plain->refuses = refusesDraws;
    bench.askMac("a");
    bench.ask(draw());
    plain->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    all->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    QCOMPARE(plain->served, list({"test", "a"}));
    QCOMPARE(all->served, list({"test", "GenerateDataKey"}));
}

void HsmRequestsTest::aRareRequestKeepsItsAge()
{
    // However many others wait that any device can serve, the one that only HSM 1 can serve is HSM 1's next.
    PoolBench bench;
    ScriptedHsm* all = bench.addScripted("HSM 1");
    ScriptedHsm* plain = bench.addScripted("HSM 2");
    plain->refuses = refusesDraws;
    bench.askMac("a");
    bench.askMac("b");
    bench.askMac("c");
    bench.ask(draw());
    for (int i = 0; i < 50; ++i)
        bench.askMac("later");
    while (!plain->calls.empty() && plain->served.size() < 20) {
        plain->answer();
        bench.settle();
    }
    all->answer();
    bench.settle();
    QCOMPARE(all->served.last(), QStringLiteral("GenerateDataKey"));
}

void HsmRequestsTest::aFullQueueLetsCallersInByTheirOrder()
{
    HsmPool::Settings settings;
    settings.queueLimit = 1;
    settings.serviceLimit = 1h;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("a", 1h);
    bench.askMac("b", 1h);
    QStringList order;
    std::vector<Pending<quint64>> outside;
    for (const char* label : {"c", "d", "e"}) {
        const SecurityRequest request = ComputeMac{KeyRef(), QByteArray(label), 8};
        outside.push_back(bench.pool->room(request, {}, Nanos::max()));
        outside.back().then([&, request](Outcome<quint64> place) {
            QVERIFY(place.ok() && *place > 0);
            order.append(ScriptedHsm::label(request));
            RequestTag tag;
            tag.place = *place;
            bench.ask(request, 60s, tag);
        });
    }
    QCOMPARE(bench.pool->figures().outside, 3);
    bench.runUntil(1min);
    QVERIFY(order.isEmpty());
    bench.answerAll(hsm);
    QCOMPARE(order, list({"c", "d", "e"}));
    QCOMPARE(hsm->served.last(), QStringLiteral("e"));
    QCOMPARE(bench.pool->figures().refused, quint64(0));
    QCOMPARE(bench.pool->figures().outside, 0);
    QVERIFY(bench.countersAddUp());
}

void HsmRequestsTest::aPlaceIsKeptForTheCallerWhoWaited()
{
    HsmPool::Settings settings;
    settings.queueLimit = 1;
    settings.serviceLimit = 1h;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("a", 1h);
    bench.askMac("b", 1h);
    const SecurityRequest request = ComputeMac{KeyRef(), QByteArray("c"), 8};
    auto room = bench.pool->room(request, {}, 1h);
    quint64 place = 0;
    room.then([&](Outcome<quint64> got) { place = got ? *got : 0; });
    hsm->answer();
    bench.settle();
    QVERIFY(place > 0);
    bench.askMac("sneaks in");
    bench.settle();
    QCOMPARE(bench.got.last(), QStringLiteral("sneaks in=HsmQueueFull"));
    RequestTag tag;
    tag.place = place;
    bench.ask(request, 60s, tag);
    QCOMPARE(bench.pool->figures().queued, 1);
    bench.ask(request, 60s, tag); // a place is used once
    bench.settle();
    QCOMPARE(bench.got.last(), QStringLiteral("c=HsmQueueFull"));
    // One that is not used is free again after a second.
    auto next = bench.pool->room(request, {}, 1h);
    next.then([](Outcome<quint64>) {});
    hsm->answer();
    bench.settle();
    bench.runUntil(2s);
    bench.askMac("d");
    QCOMPARE(bench.pool->figures().queued, 1);
    QVERIFY(bench.countersAddUp());
}

void HsmRequestsTest::aLostDevicesQueueDoesNotKeepOthersOutside()
{
    HsmPool::Settings settings;
    settings.queueLimit = 2;
    PoolBench bench(settings);
    bench.addScripted("HSM 1", 1, false);
    ScriptedHsm* plain = bench.addScripted("HSM 2");
    plain->refuses = refusesDraws;
    bench.runUntil(3s);
    for (int i = 0; i < 3; ++i)
        bench.ask(draw(), 1h); // only HSM 1, which is lost
    bench.settle();
    QCOMPARE(bench.got, list({"GenerateDataKey=HsmQueueFull"}));
    auto room = bench.pool->room(draw(), {}, 1h);
    room.then([](Outcome<quint64>) {});
    bench.askMac("a");
    bench.settle();
    QCOMPARE(plain->served.last(), QStringLiteral("a"));
}

void HsmRequestsTest::statefulRequestThatWasAnsweredIsFetched()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    ScriptedHsm* other = bench.addScripted("HSM 2");
    hsm->remembers = true;
    bench.ask(draw());
    bench.runUntil(2s);
    QCOMPARE(hsm->asked, list({"GenerateDataKey"}));
    QCOMPARE(bench.pool->figures().serving, 1);
    QVERIFY(bench.countersAddUp());
    hsm->recalls.front().complete(drawn());
    bench.settle();
    QCOMPARE(bench.got, list({"GenerateDataKey=ok"}));
    QVERIFY(!other->served.contains(QStringLiteral("GenerateDataKey")));
    QCOMPARE(bench.pool->figures().recalled, quint64(1));
    QVERIFY(bench.countersAddUp());
}

void HsmRequestsTest::statefulRequestThatWasNeverSeenGoesElsewhere()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    ScriptedHsm* other = bench.addScripted("HSM 2");
    hsm->remembers = true;
    bench.ask(draw());
    hsm->answer(someFailure());
    bench.settle();
    hsm->recalls.front().complete(Recalled(Recalled::State::NeverSeen));
    bench.settle();
    QCOMPARE(other->served.last(), QStringLiteral("GenerateDataKey"));
    other->answer(SecurityReply(DataKey{}));
    bench.settle();
    QCOMPARE(bench.got, list({"GenerateDataKey=ok"}));
}

void HsmRequestsTest::statefulRequestWithUnknownEndStaysInDoubt()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    ScriptedHsm* other = bench.addScripted("HSM 2");
    hsm->remembers = true;
    bench.ask(draw());
    bench.runUntil(2s);
    hsm->recalls.front().complete(Recalled(Recalled::State::Unknown));
    bench.settle();
    QCOMPARE(bench.got, list({"GenerateDataKey=HsmOutcomeUnknown"}));
    QCOMPARE(other->served, list({"test"}));
    QVERIFY(bench.countersAddUp());
}

void HsmRequestsTest::statefulRequestIsAskedForAgainWhenTheDeviceIsBack()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    hsm->remembers = true;
    bench.ask(draw(), 1h);
    hsm->passesTests = false;
    bench.runUntil(5s); // timed out at 2 s; the self-test and the question at 4 s
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    QVERIFY(bench.got.isEmpty());
    QCOMPARE(bench.pool->figures().serving, 1);
    hsm->passesTests = true;
    bench.runUntil(15s);
    QCOMPARE(hsm->asked.size(), 2);
    hsm->recalls.back().complete(drawn());
    bench.settle();
    QCOMPARE(bench.got, list({"GenerateDataKey=ok"}));
    QVERIFY(bench.countersAddUp());
}

void HsmRequestsTest::takingOutEndsTheDoubt()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    hsm->remembers = true;
    bench.ask(draw(), 1h);
    hsm->passesTests = false;
    bench.runUntil(5s);
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("replaced")).ok());
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::OutOfUse);
    QCOMPARE(bench.got, list({"GenerateDataKey=HsmOutcomeUnknown"}));
    QVERIFY(bench.countersAddUp());
}

void HsmRequestsTest::fixedAssignmentGivesEachStationItsDevice()
{
    HsmPool::Settings settings;
    settings.policy = HsmPool::Policy::Fixed;
    PoolBench bench(settings);
    ScriptedHsm* first = bench.addScripted("HSM 1");
    ScriptedHsm* second = bench.addScripted("HSM 2");
    QVERIFY(bench.pool->figures().fixed);
    const auto ask = [&](const char* label, quint16 station) {
        bench.ask(ComputeMac{KeyRef(), QByteArray(label), 8}, 60s, RequestTag(StationId{1, station}, {}, 0));
    };
    ask("a1", 1);
    ask("b1", 2);
    ask("a2", 1);
    ask("a3", 1);
    second->answer();
    bench.settle();
    QVERIFY(second->calls.empty()); // idle, while requests of the other station wait: that is the price
    QCOMPARE(bench.pool->figures().queued, 2);
    bench.answerAll(first);
    QCOMPARE(first->served, list({"test", "a1", "a2", "a3"}));
    QCOMPARE(second->served, list({"test", "b1"}));
}

void HsmRequestsTest::figuresOfEachDevice()
{
    HsmPool::Settings settings;
    settings.serviceLimit = 1h;
    PoolBench bench(settings);
    ScriptedHsm* busy = bench.addScripted("HSM 1");
    bench.addScripted("HSM 2");
    QVERIFY(bench.pool->takeOutOfUse(two, QStringLiteral("trial")).ok());
    bench.askMac("a", 1h);
    bench.askMac("b", 1h);
    bench.runUntil(30s);
    busy->answer();
    bench.settle();
    bench.runUntil(60s);
    const HsmPoolFigures figures = bench.pool->figures();
    QCOMPARE(figures.devices[0].busy, Nanos(60s));
    QVERIFY(figures.devices[0].service.p50 > 29s && figures.devices[0].service.p50 < 31s);
    QVERIFY(figures.devices[0].wait.p99 > 29s && figures.devices[0].wait.p50 < 1s);
    QVERIFY(figures.service.p50 > 29s);
    QVERIFY(qAbs(figures.devices[0].load - 1) < 0.001);
    QVERIFY(qAbs(figures.load - 0.5) < 0.001);
    QCOMPARE(figures.devices[1].load, 0.0);
    QCOMPARE(figures.devices[1].requests, quint64(0));
    busy->answer();
    bench.settle();
    bench.runUntil(90s);
    QVERIFY(qAbs(bench.device(0).load - 0.5) < 0.001); // half of the last minute
    bench.runUntil(200s);
    QCOMPARE(bench.device(0).load, 0.0);
    QCOMPARE(bench.device(0).busy, Nanos(60s));
}

void HsmRequestsTest::listsKeysAndWhoseCheckValuesDiffer()
{
    PoolBench bench;
    const auto key = [](const char* label, const char* kcv) {
        KeyDescription out;
        out.label = QLatin1String(label);
        out.version = 1;
        out.usage = QStringLiteral("mac");
        out.kcv = QByteArray::fromHex(kcv);
        return out;
    };
    ScriptedHsm* first = bench.addScripted("HSM 1", 1, false);
    ScriptedHsm* second = bench.addScripted("HSM 2", 1, false);
    first->held = {key("A", "504A77"), key("B", "112233")};
    second->held = {key("A", "504A77"), key("B", "112234"), key("C", "")};
    for (ScriptedHsm* hsm : {first, second})
        hsm->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    const auto keys = bench.pool->figures().keys;
    QVERIFY(keys && keys->size() == 3);
    QCOMPARE(keys->at(0).kcv, QStringLiteral("504A77"));
    QVERIFY(keys->at(0).agree);
    QCOMPARE(keys->at(0).devices, QStringList({one, two}));
    QVERIFY(!keys->at(1).agree);
    QVERIFY(keys->at(2).kcv.isEmpty());
}

QTEST_GUILESS_MAIN(HsmRequestsTest)
#include "tst_hsm_requests.moc"
