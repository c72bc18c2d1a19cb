// SPDX-License-Identifier: GPL-3.0-or-later
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

Failure someFailure(FailureCode code)
{
    return Failure(code, {});
}

} // namespace

class HsmPoolTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void admitsAfterTheSelfTest();
    void servesFirstInFirstOut();
    void usesEverySession();
    void passesOverWhatAFreeDeviceCannotServe();
    void refusesWhatNobodyOffers();
    void limitCoversTheQueue();
    void queueIsBounded();
    void deadRequestsLeaveTheQueue();
    void repeatsAPureRequestElsewhere();
    void repeatedRequestKeepsItsPlace();
    void doesNotRepeatAStatefulRequest();
    void cardsFaultIsAnAnswer();
    void timeoutMakesTheDeviceSuspect();
    void loneDeviceGetsTheRequestBack();
    void twoWrongAnswersAndOut();
    void wrongEvidenceIsAStrike();
    void lostDeviceIsReadmittedWithBackOff();
    void allLostHoldsUntilTheLimit();
    void testsItselfEachNRequests();
    void testUnderWayIsNotStartedAgain();
    void tellsChanges();
    void closeCancels();
    void figuresAddUp();
};

void HsmPoolTest::admitsAfterTheSelfTest()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.askMac("a");
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Admitting);
    QCOMPARE(hsm->served, list({"test"}));
    hsm->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Healthy);
    QCOMPARE(hsm->served, list({"test", "a"}));
    QCOMPARE(bench.pool->figures().healthy, 1);
}

void HsmPoolTest::servesFirstInFirstOut()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    for (const char* label : {"a", "b", "c", "d"})
        bench.askMac(label);
    QCOMPARE(hsm->calls.size(), size_t(1)); // one at a time
    QCOMPARE(bench.pool->figures().queued, 3);
    for (int i = 0; i < 4; ++i) {
        hsm->answer();
        bench.settle();
    }
    QCOMPARE(hsm->served, list({"test", "a", "b", "c", "d"}));
    QCOMPARE(bench.got, list({"a=ok", "b=ok", "c=ok", "d=ok"}));
}

void HsmPoolTest::usesEverySession()
{
    PoolBench bench;
    ScriptedHsm* wide = bench.addScripted("HSM 1", 3);
    ScriptedHsm* narrow = bench.addScripted("HSM 2", 1);
    for (const char* label : {"a", "b", "c", "d", "e"})
        bench.askMac(label);
    QCOMPARE(wide->calls.size(), size_t(3));
    QCOMPARE(narrow->calls.size(), size_t(1));
    QCOMPARE(bench.pool->figures().queued, 1);
}

void HsmPoolTest::passesOverWhatAFreeDeviceCannotServe()
{
    PoolBench bench;
    ScriptedHsm* all = bench.addScripted("HSM 1");
    ScriptedHsm* some = bench.addScripted("HSM 2");
    some->refuses = [](const SecurityRequest& request) { return std::holds_alternative<KeyCheck>(request); };
    bench.askMac("a");
    bench.askMac("b");
    bench.ask(KeyCheck{KeyRef(QStringLiteral("K"))}); // only HSM 1
    bench.askMac("c");
    some->answer(); // "b" or "a": HSM 2 is free and must pass over the key check
    bench.settle();
    QCOMPARE(some->served.last(), QStringLiteral("c"));
    QCOMPARE(bench.pool->figures().queued, 1);
    all->answer();
    bench.settle();
    QCOMPARE(all->served.last(), QStringLiteral("KeyCheck"));
}

void HsmPoolTest::refusesWhatNobodyOffers()
{
    PoolBench bench;
    bench.askMac("a");
    bench.settle();
    QCOMPARE(bench.got, list({"a=HsmNoneCapable"}));
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    hsm->refuses = [](const SecurityRequest& request) { return std::holds_alternative<KeyCheck>(request); };
    bench.ask(KeyCheck{KeyRef(QStringLiteral("K"))});
    bench.settle();
    QCOMPARE(bench.got.last(), QStringLiteral("KeyCheck=HsmNoneCapable"));
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::limitCoversTheQueue()
{
    HsmPool::Settings settings;
    settings.serviceLimit = 1min;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("a", 30s);
    bench.askMac("b", 3s);
    bench.runUntil(2s);
    QVERIFY(bench.got.isEmpty());
    bench.runUntil(4s);
    QCOMPARE(bench.got, list({"b=WaitTimedOut"}));
    QCOMPARE(bench.pool->figures().queued, 0);
    hsm->answer();
    bench.settle();
    QCOMPARE(hsm->served, list({"test", "a"})); // the dead one never reaches a device
    QCOMPARE(bench.pool->figures().abandoned, quint64(1));
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::queueIsBounded()
{
    HsmPool::Settings settings;
    settings.queueLimit = 2;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    for (const char* label : {"a", "b", "c", "d"})
        bench.askMac(label);
    bench.settle();
    QCOMPARE(bench.got, list({"d=HsmQueueFull"}));
    QCOMPARE(bench.pool->figures().refused, quint64(1));
    hsm->answer();
    bench.settle();
    bench.askMac("e"); // there is room again
    bench.settle();
    QCOMPARE(bench.got.size(), 2);
    QCOMPARE(bench.pool->figures().queued, 2);
}

void HsmPoolTest::deadRequestsLeaveTheQueue()
{
    HsmPool::Settings settings;
    settings.queueLimit = 2;
    PoolBench bench(settings);
    bench.addScripted("HSM 1");
    for (const char* label : {"a", "b", "c"})
        bench.askMac(label);
    bench.waits.clear(); // the callers have gone
    bench.askMac("d");
    bench.askMac("e");
    bench.settle();
    QVERIFY(bench.got.isEmpty()); // not refused: the dead do not fill the queue
    QCOMPARE(bench.pool->figures().queued, 2);
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::repeatsAPureRequestElsewhere()
{
    PoolBench bench;
    ScriptedHsm* first = bench.addScripted("HSM 1");
    ScriptedHsm* second = bench.addScripted("HSM 2");
    bench.askMac("a");
    first->answer(someFailure(fc::CryptoUnavailable));
    bench.settle();
    QCOMPARE(second->served.last(), QStringLiteral("a"));
    QCOMPARE(first->served, list({"test", "a", "test"})); // tested again at once
    second->answer(someFailure(fc::CryptoUnavailable));
    bench.settle();
    QCOMPARE(bench.got, list({"a=HsmDeviceFailed"})); // once is enough
    QCOMPARE(bench.pool->figures().retried, quint64(1));
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::repeatedRequestKeepsItsPlace()
{
    PoolBench bench;
    ScriptedHsm* first = bench.addScripted("HSM 1");
    ScriptedHsm* second = bench.addScripted("HSM 2");
    for (const char* label : {"a", "b", "c", "d"})
        bench.askMac(label);
    first->passesTests = false; // stays suspect
    first->answer(someFailure(fc::CryptoUnavailable));
    bench.settle();
    second->answer();
    bench.settle();
    QCOMPARE(second->served, list({"test", "b", "a"}));
}

void HsmPoolTest::doesNotRepeatAStatefulRequest()
{
    PoolBench bench;
    ScriptedHsm* first = bench.addScripted("HSM 1");
    ScriptedHsm* second = bench.addScripted("HSM 2");
    bench.ask(GenerateDataKey{KeyRef(QStringLiteral("TEST-KEK"))});
    bench.runUntil(10s);
    QCOMPARE(bench.got, list({"GenerateDataKey=HsmOutcomeUnknown"})); // this device remembers nothing
    QCOMPARE(first->served.count(QStringLiteral("GenerateDataKey")), 1);
    QVERIFY(!second->served.contains(QStringLiteral("GenerateDataKey")));
}

void HsmPoolTest::cardsFaultIsAnAnswer()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    for (const FailureCode code :
        {fc::CardCryptogramWrong, fc::KeyUnknown, fc::WrappedKeyBroken, fc::InitializeUpdateAnswerBroken}) {
        bench.askMac("a");
        hsm->answer(someFailure(code));
        bench.settle();
        QCOMPARE(bench.got.last(), QLatin1String("a=") + PoolBench::codeOf(someFailure(code)));
        QCOMPARE(bench.health(0), HsmHealth::Healthy);
    }
    QCOMPARE(bench.pool->figures().devices[0].failures, quint64(0));
    QCOMPARE(bench.pool->figures().failed, quint64(4));
}

void HsmPoolTest::timeoutMakesTheDeviceSuspect()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    ScriptedHsm* other = bench.addScripted("HSM 2");
    bench.askMac("a");
    hsm->passesTests = false;
    bench.runUntil(2s);
    QCOMPARE(bench.health(0), HsmHealth::Suspect);
    QCOMPARE(other->served.last(), QStringLiteral("a"));
    bench.askMac("b");
    QCOMPARE(bench.pool->figures().queued, 1); // nothing goes to a suspect
    hsm->calls.back().completer.complete(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Trial);
    QCOMPARE(hsm->served.last(), QStringLiteral("b"));
}

void HsmPoolTest::loneDeviceGetsTheRequestBack()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("a");
    hsm->answer(someFailure(fc::CryptoUnavailable));
    bench.settle();
    QCOMPARE(hsm->served, list({"test", "a", "test", "a"}));
    hsm->answer();
    bench.settle();
    QCOMPARE(bench.got, list({"a=ok"}));
}

void HsmPoolTest::twoWrongAnswersAndOut()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.askMac("a");
    hsm->answer(someFailure(fc::HsmSelfTestFailed));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Suspect);
    hsm->answer(someFailure(fc::HsmSelfTestFailed));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::OutOfUse);
    QVERIFY(bench.device(0).why && *bench.device(0).why == fc::HsmSelfTestFailed);
    QCOMPARE(bench.pool->figures().queued, 1); // it may be repaired
    bench.runUntil(1h);
    QCOMPARE(bench.got, list({"a=WaitTimedOut"}));
    QCOMPARE(hsm->served, list({"test", "test"})); // never asked again
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::wrongEvidenceIsAStrike()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    hsm->answer(SecurityReply(SelfTestPassed{QByteArray("I am fine")})); // a claim is no proof
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Suspect);
    hsm->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Trial);
}

void HsmPoolTest::lostDeviceIsReadmittedWithBackOff()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.addBystander();
    bench.runUntil(3s);
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    bench.runUntil(11s);
    QCOMPARE(hsm->served.size(), 1);
    bench.runUntil(13s); // 2 s limit + 10 s
    QCOMPARE(hsm->served.size(), 2);
    bench.runUntil(33s); // 14 s + 20 s not yet
    QCOMPARE(hsm->served.size(), 2);
    hsm->passesTests = true;
    bench.runUntil(35s);
    QCOMPARE(hsm->served.size(), 3);
    QCOMPARE(bench.health(0), HsmHealth::Trial);
}

void HsmPoolTest::allLostHoldsUntilTheLimit()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.runUntil(3s);
    bench.askMac("short", 5s);
    bench.askMac("long", 10min);
    bench.runUntil(9s);
    QCOMPARE(bench.got, list({"short=WaitTimedOut"}));
    hsm->passesTests = true;
    bench.runUntil(13s); // lost at 2 s, readmitted at 12 s
    QCOMPARE(hsm->served.last(), QStringLiteral("long"));
    hsm->calls.back().completer.complete(SecurityReply(Mac{}));
    bench.settle();
    QCOMPARE(bench.got.last(), QStringLiteral("long=ok"));
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::testsItselfEachNRequests()
{
    HsmPool::Settings settings;
    settings.selfTestEvery = 2;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    for (const char* label : {"a", "b", "c", "d", "e"})
        bench.askMac(label);
    while (!hsm->calls.empty()) {
        hsm->answer();
        bench.settle();
    }
    QCOMPARE(hsm->served, list({"test", "a", "b", "test", "c", "d", "test", "e"}));
    QCOMPARE(bench.pool->figures().devices[0].selfTests, quint64(3));
    QCOMPARE(bench.pool->figures().devices[0].requests, quint64(5));
}

/// Requests that are answered while a due test runs do not start it anew: its answer would never be seen.
void HsmPoolTest::testUnderWayIsNotStartedAgain()
{
    HsmPool::Settings settings;
    settings.selfTestEvery = 2;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 5);
    hsm->passesTests = false;
    for (const char* label : {"a", "b", "c", "d", "e"})
        bench.askMac(label);
    for (int i = 0; i < 5; ++i) { // the test is given out after the second and stands behind the others
        hsm->answer();
        bench.settle();
    }
    QCOMPARE(hsm->served.count(QStringLiteral("test")), 2); // at admission, and now
    hsm->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Healthy);
    QCOMPARE(bench.got.size(), 5);
}

void HsmPoolTest::tellsChanges()
{
    PoolBench bench;
    int changes = 0;
    bench.pool->onChanged([&] { ++changes; });
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    QVERIFY(changes > 0); // added, healthy
    changes = 0;
    bench.askMac("a");
    QCOMPARE(changes, 0);
    bench.askMac("b");
    QCOMPARE(changes, 1); // starts to wait
    bench.askMac("c");
    QCOMPARE(changes, 1);
    for (int i = 0; i < 3; ++i) {
        hsm->answer();
        bench.settle();
    }
    QCOMPARE(changes, 2); // waits no more
}

void HsmPoolTest::closeCancels()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("flying");
    bench.askMac("queued");
    bench.pool->close();
    bench.askMac("late");
    hsm->answer();
    bench.settle();
    bench.got.sort();
    QCOMPARE(bench.got, list({"flying=WaitCancelled", "late=HsmClosed", "queued=WaitCancelled"}));
    QVERIFY(bench.countersAddUp());
}

void HsmPoolTest::figuresAddUp()
{
    HsmPool::Settings settings;
    settings.serviceLimit = 1min;
    PoolBench bench(settings);
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("a");
    bench.askMac("b");
    bench.runUntil(4s);
    hsm->answer();
    bench.settle();
    bench.runUntil(6s);
    const HsmPoolFigures figures = bench.pool->figures();
    QCOMPARE(figures.devices[0].busy, Nanos(6s));
    QCOMPARE(figures.since, Nanos(6s));
    QCOMPARE(figures.serving, 1);
    QCOMPARE(figures.waitP50, Nanos(0));
    QVERIFY(figures.waitP99 > 3900ms && figures.waitP99 <= 4s);
    QVERIFY(bench.countersAddUp());
}

QTEST_GUILESS_MAIN(HsmPoolTest)
#include "tst_hsm_pool.moc"
