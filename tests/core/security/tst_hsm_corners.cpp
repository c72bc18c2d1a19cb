// SPDX-License-Identifier: GPL-3.0-or-later
// The pool where several things meet: answers within calls, orders of a person during a test, keys that come
// while requests wait.
#include "base/failures/security.h"
#include "pool_bench.h"

#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

Failure down()
{
    return Failure(fc::HsmLinkDown, {});
}
SecurityRequest draw()
{
    return GenerateDataKey{KeyRef(QStringLiteral("TEST-KEK"))};
}
SecurityReply passed()
{
    return SecurityReply(SelfTestPassed{expectedEvidence()});
}

} // namespace

class HsmCornersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void answersAtOnceEndEveryDoubt();
    void aRetryThatIsDueSoonIsNotPutOff();
    void aKeyThatComesServesWhatWaits();
    void aDeviceThatStaysAwayEndsItsDoubts();
    void theLastDeviceIsWaitedFor();
    void anAnswerOfAnotherKindIsNone();
};

/// A device in another process may send any well-formed answer. Who asked must never get it.
void HsmCornersTest::anAnswerOfAnotherKindIsNone()
{
    PoolBench bench;
    ScriptedHsm* liar = bench.addScripted("HSM 1", 1);
    liar->remembers = true;
    bench.ask(draw(), 1h);
    liar->answer(Outcome<SecurityReply>(SecurityReply(Mac{QByteArray("mac")})));
    bench.settle();
    QVERIFY2(bench.got.isEmpty(), qPrintable(bench.got.join(u' ')));
    QCOMPARE(bench.pool->figures().devices[0].failures, 1u);
    QCOMPARE(liar->asked.size(), 1); // what became of it
    liar->recalls.front().complete(Recalled(Outcome<SecurityReply>(SecurityReply(Mac{QByteArray("mac")}))));
    bench.settle();
    bench.runUntil(10s);
    QCOMPARE(bench.got.size(), 1);
    QVERIFY2(!bench.got[0].contains(QLatin1String("=ok")), qPrintable(bench.got[0]));
}

void HsmCornersTest::answersAtOnceEndEveryDoubt()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1", 2);
    hsm->remembers = true;
    hsm->passesTests = false;
    hsm->recallsAtOnce = [] { return Outcome<Recalled>(down()); };
    bench.ask(draw(), 1h);
    bench.ask(draw(), 1h);
    hsm->answer(Outcome<SecurityReply>(down()));
    hsm->answer(Outcome<SecurityReply>(down()));
    bench.settle();
    QCOMPARE(bench.pool->figures().serving, 2); // both in doubt, for the link is down
    // A person takes the device out while it is tested; then it is back, and remembers nothing.
    QVERIFY(bench.pool->takeOutOfUse(QStringLiteral("HSM 1"), QStringLiteral("maintenance")).ok());
    hsm->recallsAtOnce = [] { return Outcome<Recalled>(Recalled(Recalled::State::Unknown)); };
    while (!hsm->calls.empty())
        hsm->answer(Outcome<SecurityReply>(passed()));
    bench.settle();
    bench.runUntil(10s);
    QCOMPARE(bench.got.count(QStringLiteral("GenerateDataKey=HsmOutcomeUnknown")), 2);
    QCOMPARE(bench.health(0), HsmHealth::OutOfUse);
    QVERIFY(bench.countersAddUp());
}

void HsmCornersTest::aRetryThatIsDueSoonIsNotPutOff()
{
    PoolBench bench;
    ScriptedHsm* first = bench.addScripted("HSM 1");
    ScriptedHsm* second = bench.addScripted("HSM 2");
    bench.askMac("a");
    QCOMPARE(first->calls.size(), size_t(1));
    first->passesTests = false;
    first->answer(Outcome<SecurityReply>(down()));
    bench.settle();
    first->answer(Outcome<SecurityReply>(down())); // its test; from now on it is tried again in 10 s
    bench.settle();
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    bench.answerAll(second);
    first->passesTests = true;
    bench.runUntil(9800ms);
    bench.askMac("b");
    second->passesTests = false;
    second->answer(Outcome<SecurityReply>(down())); // nothing serves any more
    bench.settle();
    QCOMPARE(bench.pool->figures().healthy, 0);
    bench.runUntil(10100ms);
    QCOMPARE(bench.pool->figures().healthy, 1);
    QCOMPARE(first->served.last(), QStringLiteral("b"));
}

void HsmCornersTest::aKeyThatComesServesWhatWaits()
{
    PoolBench bench;
    ScriptedHsm* lost = bench.addScripted("HSM 1", 1, false); // its first test is under way
    ScriptedHsm* other = bench.addScripted("HSM 2");
    other->refuses = [](const SecurityRequest& request) {
        return std::holds_alternative<ComputeMac>(request); // it does not hold the key
    };
    bench.askMac("a");
    QVERIFY(!other->served.contains(QStringLiteral("a")));
    other->refuses = {}; // a person brings the key, and has the device tested
    QVERIFY(bench.pool->test(QStringLiteral("HSM 2")).ok());
    bench.settle();
    QCOMPARE(other->served.last(), QStringLiteral("a"));
    QCOMPARE(lost->served, QStringList{QStringLiteral("test")});
}

void HsmCornersTest::aDeviceThatStaysAwayEndsItsDoubts()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    bench.addScripted("HSM 2");
    hsm->remembers = true;
    hsm->recallsAtOnce = [] { return Outcome<Recalled>(down()); };
    bench.ask(draw(), 24h);
    hsm->passesTests = false;
    bench.runUntil(20s); // lost at 4 s, and not back at 16 s
    QVERIFY(bench.got.isEmpty());
    QCOMPARE(bench.health(0), HsmHealth::Lost);
    bench.runUntil(1min);
    QCOMPARE(bench.got, QStringList{QStringLiteral("GenerateDataKey=HsmOutcomeUnknown")});
    QVERIFY(bench.countersAddUp());
}

void HsmCornersTest::theLastDeviceIsWaitedFor()
{
    PoolBench bench;
    ScriptedHsm* hsm = bench.addScripted("HSM 1");
    hsm->remembers = true;
    hsm->recallsAtOnce = [] { return Outcome<Recalled>(down()); };
    bench.ask(draw(), 24h);
    hsm->passesTests = false;
    bench.runUntil(1h);
    QVERIFY(bench.got.isEmpty()); // nothing else could be asked instead: the card is held
    QVERIFY(bench.countersAddUp());
}

QTEST_GUILESS_MAIN(HsmCornersTest)
#include "tst_hsm_corners.moc"
