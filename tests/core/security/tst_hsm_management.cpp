// SPDX-License-Identifier: GPL-3.0-or-later
// The management interface: devices in and out of use, tests on order, trial after a loss.
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

bool refused(const Outcome<Done>& outcome, FailureCode code)
{
    return !outcome && outcome.failure() == code;
}

} // namespace

class HsmManagementTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyStateHasARowForEveryEvent();
    void whatIsTakenOutFinishesWhatItHas();
    void whatOnlyATakenOutDeviceCanServeWaits();
    void bringingBackTestsFirst();
    void figuresOutliveTakingOutAndBringingBack();
    void anOrderWithoutMeaningIsRefused();
    void aTestOnOrderComesBeforeTheNextRequest();
    void aTestDoesNotBringBackWhatIsOut();
    void aTestOnOrderEndsTheBackOff();
    void comesBackOnTrialOneRequestAtATime();
    void aFailureOnTrialIsALossWithLongerBackOff();
    void theLastLossMakesAllTryAgainSoon();
    void nothingThatFollowsAWrongKnownAnswerIsUsed();
};

void HsmManagementTest::everyStateHasARowForEveryEvent()
{
    for (int e = 0; e <= int(HsmEvent::BroughtBack); ++e) {
        for (int h = 0; h <= int(HsmHealth::OutOfUse); ++h) {
            const auto health = HsmHealth(h);
            const auto event = HsmEvent(e);
            const HsmHealth next = nextHealth(health, event);
            QVERIFY(QLatin1String(healthName(next)).size() > 0);
            // Out is out until a person says otherwise; and only tests and trials lead to service.
            if (isOut(health) && event != HsmEvent::BroughtBack)
                QVERIFY(isOut(next));
            if (event == HsmEvent::TakenOut || (event == HsmEvent::StruckOut && !isOut(health)))
                QVERIFY(isOut(next));
            if (serves(next) && !serves(health))
                QCOMPARE(event, HsmEvent::TestPassed);
            if (event == HsmEvent::Failed && health != HsmHealth::Admitting)
                QVERIFY(!serves(next));
        }
    }
}

void HsmManagementTest::whatIsTakenOutFinishesWhatItHas()
{
    PoolBench bench;
    ScriptedHsm* first = bench.addScripted("HSM 1", 2);
    ScriptedHsm* second = bench.addScripted("HSM 2");
    for (const char* label : {"a", "b", "c", "d"})
        bench.askMac(label);
    QCOMPARE(first->calls.size(), size_t(2));
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("maintenance")).ok());
    QCOMPARE(bench.health(0), HsmHealth::Draining);
    first->answer();
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Draining);
    QCOMPARE(bench.pool->figures().queued, 1); // "d" is not given to it
    first->answer();
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::OutOfUse);
    bench.answerAll(second);
    QCOMPARE(bench.got.size(), 4);
    QVERIFY(bench.got.filter(QStringLiteral("=ok")).size() == 4);
    QVERIFY(second->served.contains(QStringLiteral("d")));
}

void HsmManagementTest::whatOnlyATakenOutDeviceCanServeWaits()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("replaced")).ok());
    QCOMPARE(bench.health(0), HsmHealth::OutOfUse);
    bench.askMac("a", Nanos::max());
    bench.runUntil(1h);
    QVERIFY(bench.got.isEmpty()); // the card is held; nothing is rejected
    QVERIFY(bench.pool->bringBack(one).ok());
    bench.settle();
    QCOMPARE(hsm->served, list({"test", "test", "a"}));
}

void HsmManagementTest::bringingBackTestsFirst()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("maintenance")).ok());
    hsm->passesTests = false;
    QVERIFY(bench.pool->bringBack(one).ok());
    QCOMPARE(bench.health(0), HsmHealth::Admitting);
    bench.askMac("a");
    QCOMPARE(hsm->served.last(), QStringLiteral("test"));
    hsm->answer(SecurityReply(SelfTestPassed{expectedEvidence()}));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Healthy);
    QCOMPARE(hsm->served.last(), QStringLiteral("a"));
    // Two strikes from before are forgotten: it takes two new ones.
    bench.answerAll(hsm);
    QVERIFY(bench.pool->test(one).ok());
    hsm->answer(someFailure(fc::HsmSelfTestFailed));
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Suspect);
}

void HsmManagementTest::figuresOutliveTakingOutAndBringingBack()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.askMac("a");
    bench.runUntil(1s);
    bench.answerAll(hsm);
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("suspected")).ok());
    bench.runUntil(100s);
    HsmFigures figures = bench.device(0);
    QCOMPARE(figures.reason, QStringLiteral("suspected"));
    QCOMPARE(figures.since, Nanos(1s));
    QVERIFY(!figures.why);
    QCOMPARE(figures.requests, quint64(1));
    QCOMPARE(figures.busy, Nanos(1s));
    QVERIFY(bench.pool->bringBack(one).ok());
    bench.settle();
    figures = bench.device(0);
    QVERIFY(figures.reason.isEmpty());
    QCOMPARE(figures.requests, quint64(1));
    QCOMPARE(figures.selfTests, quint64(2));
    QCOMPARE(figures.since, Nanos(100s));
}

void HsmManagementTest::anOrderWithoutMeaningIsRefused()
{
    PoolBench bench;
    bench.addScripted("HSM 1");
    QVERIFY(refused(bench.pool->takeOutOfUse(two, QStringLiteral("other")), fc::HsmUnknown));
    QVERIFY(refused(bench.pool->bringBack(two), fc::HsmUnknown));
    QVERIFY(refused(bench.pool->test(two), fc::HsmUnknown));
    QVERIFY(refused(bench.pool->bringBack(one), fc::HsmStateUnfit));
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("other")).ok());
    QVERIFY(refused(bench.pool->takeOutOfUse(one, QStringLiteral("other")), fc::HsmStateUnfit));
}

void HsmManagementTest::aTestOnOrderComesBeforeTheNextRequest()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    for (const char* label : {"a", "b"})
        bench.askMac(label);
    QVERIFY(bench.pool->test(one).ok());
    QCOMPARE(hsm->served, list({"test", "a"}));
    bench.answerAll(hsm);
    QCOMPARE(hsm->served, list({"test", "a", "test", "b"}));
    QVERIFY(bench.device(0).lastTestPassed);
}

void HsmManagementTest::aTestDoesNotBringBackWhatIsOut()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    QVERIFY(bench.pool->takeOutOfUse(one, QStringLiteral("trial")).ok());
    bench.runUntil(5s);
    QVERIFY(bench.pool->test(one).ok());
    bench.settle();
    QCOMPARE(hsm->served, list({"test", "test"}));
    QCOMPARE(bench.health(0), HsmHealth::OutOfUse);
    QVERIFY(bench.device(0).lastTestPassed);
    QCOMPARE(bench.device(0).lastTest, Nanos(5s));
    hsm->passesTests = false;
    QVERIFY(bench.pool->test(one).ok());
    hsm->answer(someFailure(fc::HsmSelfTestFailed));
    bench.settle();
    QVERIFY(!bench.device(0).lastTestPassed);
    QVERIFY(hsm->calls.empty()); // it is not tested again by itself
}

void HsmManagementTest::aTestOnOrderEndsTheBackOff()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.runUntil(3s);
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    hsm->passesTests = true;
    QVERIFY(bench.pool->test(one).ok());
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Trial);
    bench.runUntil(30s);
    QCOMPARE(hsm->served.size(), 2); // the earlier back-off does not test once more
}

void HsmManagementTest::comesBackOnTrialOneRequestAtATime()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 3, false);
    bench.runUntil(3s);
    hsm->passesTests = true;
    hsm->calls.clear();
    for (const char* label : {"a", "b", "c", "d", "e", "f", "g", "h"})
        bench.askMac(label);
    bench.runUntil(13s);
    QCOMPARE(bench.health(0), HsmHealth::Trial);
    for (int left = 5; left > 0; --left) {
        QCOMPARE(bench.device(0).trialsLeft, left);
        QCOMPARE(hsm->calls.size(), size_t(1));
        hsm->answer();
        bench.settle();
    }
    QCOMPARE(bench.health(0), HsmHealth::Healthy);
    QCOMPARE(hsm->calls.size(), size_t(3));
}

void HsmManagementTest::aFailureOnTrialIsALossWithLongerBackOff()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.addBystander();
    bench.runUntil(3s); // lost at 2 s
    hsm->passesTests = true;
    hsm->calls.clear();
    bench.askMac("a", 10min);
    bench.runUntil(13s); // back at 12 s
    QCOMPARE(bench.health(0), HsmHealth::Trial);
    hsm->answer(someFailure());
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    QVERIFY(bench.device(0).why && *bench.device(0).why == fc::CryptoUnavailable);
    bench.runUntil(32s);
    QCOMPARE(bench.health(0), HsmHealth::Lost); // 20 s this time
    bench.runUntil(34s);
    QCOMPARE(bench.health(0), HsmHealth::Trial);
    bench.answerAll(hsm);
    QCOMPARE(bench.got, list({"a=ok"}));
}

void HsmManagementTest::theLastLossMakesAllTryAgainSoon()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 1, false);
    bench.addBystander();
    bench.runUntil(200s); // lost at 2 s, tried at 12, 34, 76 and 158 s, next at 320 s
    QCOMPARE(hsm->served.size(), 5);
    hsm->passesTests = true;
    bench.runUntil(220s);
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    QVERIFY(bench.pool->takeOutOfUse(QStringLiteral("bystander"), QStringLiteral("other")).ok());
    bench.runUntil(231s);
    QCOMPARE(bench.health(0), HsmHealth::Trial);
}

void HsmManagementTest::nothingThatFollowsAWrongKnownAnswerIsUsed()
{
    PoolBench bench;
    ScriptedHsm* liar = bench.addScripted("HSM 1", 2);
    liar->passesTests = false;
    bench.askMac("a");
    QVERIFY(bench.pool->test(one).ok());
    bench.settle();
    QCOMPARE(liar->calls.size(), size_t(2)); // "a" and the test
    ScriptedHsm* sound = bench.addScripted("HSM 2");
    ScriptedHsm::Call request = std::move(liar->calls.front());
    liar->calls.pop_front();
    liar->answer(someFailure(fc::HsmSelfTestFailed));
    bench.settle();
    request.completer.complete(SecurityReply(Mac{QByteArray("?")}));
    bench.settle();
    QVERIFY(bench.got.isEmpty());
    QCOMPARE(sound->served, list({"test", "a"}));
    bench.answerAll(sound);
    QCOMPARE(bench.got, list({"a=ok"}));
}

QTEST_GUILESS_MAIN(HsmManagementTest)
#include "tst_hsm_management.moc"
