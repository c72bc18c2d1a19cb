// SPDX-License-Identifier: GPL-3.0-or-later
#include "../pool_bench.h"
#include "base/failures/security.h"
#include "security/hsm_pool.h"
#include "security/link/engine_hsm.h"
#include "security/link/hsm_server.h"
#include "security/link/link_hsm.h"
#include "security/soft_engine.h"
#include "transport/local/local_link.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

KeyRef key(const char* label)
{
    return KeyRef(QLatin1String(label));
}

SecurityRequest macOf(const char* data)
{
    return ComputeMac{key("TEST-SEAL"), data, 8};
}

/// A console's reactor, a device with its server on a local socket, and the console's end of it.
struct Bench {
    Bench()
    {
        auto keys = testKeys();
        engine = std::make_shared<SoftEngine>(keys.take(), std::make_shared<SystemRandom>());
    }
    ~Bench()
    {
        pool.reset();
        link.reset();
        stop();
        waits.clear();
        inbox->drain();
        inbox->close();
    }
    Bench(const Bench&) = delete;
    Bench& operator=(const Bench&) = delete;

    bool serve(std::shared_ptr<HsmDevice> given = nullptr, size_t remembered = 256)
    {
        scripted = nullptr;
        device = given
            ? std::move(given)
            : std::make_shared<EngineHsm>(EngineHsm::Settings(QStringLiteral("HSM"), QStringLiteral("soft")),
                reactor, std::vector<std::shared_ptr<const Engine>>(2, engine), threads);
        HsmServer::Settings settings;
        settings.name = QStringLiteral("HSM");
        settings.kind = QStringLiteral("soft");
        settings.testKeys = true;
        settings.keys = engine->keys();
        settings.requests = requestNumbers();
        settings.remembered = remembered;
        server = std::make_unique<HsmServer>(std::move(settings), reactor, device, random);
        return listen();
    }
    ScriptedHsm* serveByHand(size_t remembered = 256)
    {
        auto hand = std::make_shared<ScriptedHsm>(QStringLiteral("HSM"), reactor, 4);
        ScriptedHsm* raw = hand.get();
        return serve(std::move(hand), remembered) ? raw : nullptr;
    }
    bool listen()
    {
        auto opened = listenLocal(reactor, local());
        if (!opened)
            return false;
        listener = opened.take();
        listener->accepted
            = [this](std::unique_ptr<MessageLink> accepted) { server->add(std::move(accepted)); };
        return true;
    }
    void stop()
    {
        listener.reset();
        server.reset();
        device.reset();
    }
    LocalLinkSettings local() const { return {folder.filePath(QStringLiteral("hsm")), "hsm", LinkTimes{}}; }
    std::unique_ptr<LinkHsm> makeLink()
    {
        return std::make_unique<LinkHsm>(
            LinkHsm::Settings{QStringLiteral("HSM 1"), QStringLiteral("local"), {5ms, 50ms}}, reactor,
            makeLocalLink(reactor, local()), random);
    }
    bool connect()
    {
        link = makeLink();
        return QTest::qWaitFor([this] { return link->isConnected(); });
    }
    void ask(SecurityRequest request, Nanos limit = 20s)
    {
        ask(std::make_shared<const SecurityRequest>(std::move(request)), limit);
    }
    void ask(std::shared_ptr<const SecurityRequest> request, Nanos limit = 20s)
    {
        waits.push_back(link->serve(std::move(request), limit));
        waits.back().then([this](Outcome<SecurityReply> outcome) {
            got.append(outcome ? QStringLiteral("ok") : PoolBench::codeOf(outcome.failure()));
            if (outcome)
                last.emplace(outcome.take());
        });
    }
    void recall(std::shared_ptr<const SecurityRequest> request)
    {
        recalls.push_back(link->recall(std::move(request), 20s));
        recalls.back().then([this](Outcome<Recalled> outcome) {
            if (!outcome)
                got.append(PoolBench::codeOf(outcome.failure()));
            else if (outcome->state == Recalled::State::Answered)
                got.append(
                    outcome->answer->ok() ? QStringLiteral("answered") : QStringLiteral("answered failure"));
            else
                got.append(outcome->state == Recalled::State::NeverSeen ? QStringLiteral("never seen")
                                                                        : QStringLiteral("unknown"));
        });
    }

    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    SystemRandom random;
    ThreadExecutorFactory threads;
    QTemporaryDir folder;
    std::shared_ptr<SoftEngine> engine;
    std::shared_ptr<HsmDevice> device;
    ScriptedHsm* scripted = nullptr;
    std::unique_ptr<HsmServer> server;
    std::unique_ptr<LinkListener> listener;
    std::unique_ptr<LinkHsm> link;
    std::unique_ptr<HsmPool> pool;
    std::deque<Pending<SecurityReply>> waits;
    std::deque<Pending<Recalled>> recalls;
    QStringList got;
    std::optional<SecurityReply> last;
};

QStringList list(std::initializer_list<const char*> items)
{
    QStringList out;
    for (const char* item : items)
        out.append(QLatin1String(item));
    return out;
}

} // namespace

class LinkHsmTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void saysWhatItIs();
    void servesEachKind();
    void failuresComeThrough();
    void offersBeforeTheFirstHello();
    void lostLinkFailsWhatWasSent();
    void selfTestWaitsForTheConnection();
    void lateAnswerIsIgnored();
    void statefulIsRecalledOnTheSameConnection();
    void statefulIsRecalledAfterReconnecting();
    void underWayIsWaitedFor();
    void neverSentWasNeverSeen();
    void deadMemoryIsUnknown();
    void forgottenIsUnknown();
    void repeatedRequestIsAnsweredFromMemory();
    void strangersAreDropped();
    void greedyConsoleIsDropped();
    void twoConsolesShareADevice();
    void poolUsesIt();
    void roundTrip();
};

void LinkHsmTest::saysWhatItIs()
{
    Bench bench;
    QVERIFY(bench.serve());
    QVERIFY(bench.connect());
    QCOMPARE(bench.link->name(), QStringLiteral("HSM 1"));
    QCOMPARE(bench.link->kind(), QStringLiteral("local"));
    QCOMPARE(bench.link->capacity(), 2);
    QVERIFY(bench.link->hello()->testKeys);
    QCOMPARE(bench.link->keys(), bench.engine->keys());
    QVERIFY(!bench.link->trouble());
    QVERIFY(bench.link->offers(macOf("x")));
    QVERIFY(bench.link->offers(SelfTest{}));
    QVERIFY(!bench.link->offers(ComputeMac{key("NONE"), "x", 8}));
    QVERIFY(!bench.link->offers(KeyCheck{KeyRef(QStringLiteral("TEST-KEK"), 2)}));
    QCOMPARE(bench.server->consoles(), 1);
}

void LinkHsmTest::servesEachKind()
{
    Bench bench;
    QVERIFY(bench.serve());
    QVERIFY(bench.connect());
    bench.ask(macOf("data"));
    QTRY_COMPARE(bench.got, list({"ok"}));
    const auto own = bench.engine->compute(macOf("data"));
    QCOMPARE(std::get<Mac>(*bench.last).value, std::get<Mac>(*own).value);
    bench.ask(SelfTest{});
    QTRY_COMPARE(bench.got.size(), 2);
    QCOMPARE(std::get<SelfTestPassed>(*bench.last).evidence, expectedEvidence());
    bench.ask(GenerateDataKey{key("TEST-KEK")});
    QTRY_COMPARE(bench.got.size(), 3);
    auto drawn = std::get<DataKey>(std::move(*bench.last));
    QCOMPARE(drawn.key.size(), 32);
    bench.ask(UnwrapDataKey{key("TEST-KEK"), drawn.wrapped});
    QTRY_COMPARE(bench.got.size(), 4);
    QVERIFY(std::get<DataKey>(*bench.last).key.equals(drawn.key)); // the same through the seal
    for (int round = 1; round <= 10; ++round) {
        for (int i = 0; i < 30; ++i)
            bench.ask(i % 2 == 0 ? SecurityRequest(GenerateDataKey{key("TEST-KEK")}) : macOf("x"));
        QTRY_COMPARE(bench.got.count(QStringLiteral("ok")), 4 + 30 * round);
    }
}

void LinkHsmTest::failuresComeThrough()
{
    Bench bench;
    QVERIFY(bench.serve());
    QVERIFY(bench.connect());
    bench.ask(ComputeMac{key("TEST-KEK"), "data", 8});
    bench.ask(ComputeMac{key("TEST-SEAL"), "data", 99});
    bench.ask(UnwrapDataKey{key("TEST-KEK"), QByteArray(40, 'x')});
    QTRY_COMPARE(bench.got.size(), 3);
    bench.got.sort(); // two threads
    QCOMPARE(bench.got, list({"KeyUsageRefused", "MacLengthWrong", "WrappedKeyBroken"}));
}

void LinkHsmTest::offersBeforeTheFirstHello()
{
    Bench bench;
    bench.link = bench.makeLink();
    QVERIFY(bench.link->offers(ComputeMac{key("ANY"), "x", 8}));
    QCOMPARE(bench.link->capacity(), 1);
    bench.ask(macOf("x"));
    QTRY_COMPARE(bench.got, list({"HsmLinkDown"}));
    QTRY_VERIFY(bench.link->trouble());
}

void LinkHsmTest::lostLinkFailsWhatWasSent()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    bench.ask(macOf("a"));
    bench.ask(macOf("b"));
    QTRY_COMPARE(hand->calls.size(), size_t(2));
    int changes = 0;
    bench.link->onChanged([&] { ++changes; });
    bench.stop();
    QTRY_COMPARE(bench.got, list({"HsmLinkDown", "HsmLinkDown"}));
    QVERIFY(!bench.link->isConnected());
    QCOMPARE(bench.link->capacity(), 4); // what it said last is kept
    QVERIFY(bench.serve());
    QTRY_VERIFY(bench.link->isConnected());
    QCOMPARE(changes, 2);
    bench.ask(macOf("c"));
    QTRY_COMPARE(bench.got.last(), QStringLiteral("ok"));
}

void LinkHsmTest::selfTestWaitsForTheConnection()
{
    Bench bench;
    bench.link = bench.makeLink();
    bench.ask(SelfTest{});
    QTest::qWait(50);
    QVERIFY(bench.got.isEmpty());
    QVERIFY(bench.serve());
    QTRY_COMPARE(bench.got, list({"ok"}));
    bench.stop();
    QTRY_VERIFY(!bench.link->isConnected());
    bench.ask(SelfTest{}, 50ms);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("WaitTimedOut"));
}

void LinkHsmTest::lateAnswerIsIgnored()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    bench.ask(macOf("a"), 30ms);
    QTRY_COMPARE(bench.got, list({"WaitTimedOut"}));
    hand->answer();
    bench.ask(macOf("b"));
    QTRY_COMPARE(hand->calls.size(), size_t(1));
    hand->answer();
    QTRY_COMPARE(bench.got, list({"WaitTimedOut", "ok"}));
    QCOMPARE(std::get<Mac>(*bench.last).value, QByteArray("b"));
}

void LinkHsmTest::statefulIsRecalledOnTheSameConnection()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    const auto draw = std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")});
    bench.ask(draw, 30ms);
    QTRY_COMPARE(bench.got, list({"WaitTimedOut"}));
    QTRY_COMPARE(hand->calls.size(), size_t(1)); // it goes on with it
    bench.recall(draw);
    QTest::qWait(30);
    QCOMPARE(bench.got.size(), 1);
    hand->answer(SecurityReply(DataKey{{}, "wrapped", "kcv"}));
    QTRY_COMPARE(bench.got, list({"WaitTimedOut", "answered"}));
    bench.recall(draw); // again, from memory
    QTRY_COMPARE(bench.got.size(), 3);
    QCOMPARE(bench.got.last(), QStringLiteral("answered"));
    QCOMPARE(hand->served.size(), 1);
}

void LinkHsmTest::statefulIsRecalledAfterReconnecting()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    const auto draw = std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")});
    bench.ask(draw);
    QTRY_COMPARE(hand->calls.size(), size_t(1));
    auto second = bench.makeLink(); // another console, whose requests have the same ids
    QTRY_VERIFY(second->isConnected());
    bench.listener.reset(); // nobody can come back for a while
    bench.server->dropAll();
    QTRY_COMPARE(bench.got, list({"HsmLinkDown"}));
    bench.recall(draw);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("HsmLinkDown")); // nobody to ask
    hand->answer(SecurityReply(DataKey{{}, "wrapped", "kcv"})); // finished while nobody listened
    QVERIFY(bench.listen());
    QTRY_VERIFY(bench.link->isConnected());
    bench.recall(draw);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("answered"));
    QCOMPARE(hand->served.size(), 1);
}

void LinkHsmTest::underWayIsWaitedFor()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    const auto draw = std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")});
    bench.ask(draw);
    QTRY_COMPARE(hand->calls.size(), size_t(1));
    bench.server->dropAll();
    QTRY_COMPARE(bench.got, list({"HsmLinkDown"}));
    QTRY_VERIFY(bench.link->isConnected());
    bench.recall(draw);
    QTest::qWait(30);
    QCOMPARE(bench.got.size(), 1);
    hand->answer(SecurityReply(DataKey{{}, "wrapped", "kcv"}));
    QTRY_COMPARE(bench.got.last(), QStringLiteral("answered"));
}

void LinkHsmTest::neverSentWasNeverSeen()
{
    Bench bench;
    bench.link = bench.makeLink();
    const auto draw = std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")});
    bench.ask(draw);
    QTRY_COMPARE(bench.got, list({"HsmLinkDown"}));
    bench.recall(draw);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("never seen"));
}

void LinkHsmTest::deadMemoryIsUnknown()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    const auto draw = std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")});
    bench.ask(draw);
    QTRY_COMPARE(hand->calls.size(), size_t(1));
    bench.stop(); // its process ends, and another takes its place
    QTRY_COMPARE(bench.got, list({"HsmLinkDown"}));
    QVERIFY(bench.serve());
    QTRY_VERIFY(bench.link->isConnected());
    bench.recall(draw);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("unknown"));
}

void LinkHsmTest::forgottenIsUnknown()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand(2);
    QVERIFY(hand && bench.connect());
    std::vector<std::shared_ptr<const SecurityRequest>> draws;
    for (int i = 0; i < 4; ++i) {
        draws.push_back(std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")}));
        bench.ask(draws.back());
        QTRY_COMPARE(hand->calls.size(), size_t(1));
        hand->answer(SecurityReply(DataKey{{}, "wrapped", "kcv"}));
        QTRY_COMPARE(bench.got.size(), i + 1);
    }
    bench.recall(draws[0]);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("unknown"));
    bench.recall(draws[3]);
    QTRY_COMPARE(bench.got.last(), QStringLiteral("answered"));
}

void LinkHsmTest::repeatedRequestIsAnsweredFromMemory()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    const auto draw = std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")});
    bench.ask(draw);
    QTRY_COMPARE(hand->calls.size(), size_t(1));
    hand->answer(SecurityReply(DataKey{{}, "only once", "kcv"}));
    QTRY_COMPARE(bench.got, list({"ok"}));
    bench.ask(draw);
    QTRY_COMPARE(bench.got, list({"ok", "ok"}));
    QCOMPARE(std::get<DataKey>(*bench.last).wrapped, QByteArray("only once"));
    QCOMPARE(hand->served.size(), 1);
}

void LinkHsmTest::strangersAreDropped()
{
    Bench bench;
    QVERIFY(bench.serve());
    for (const QByteArray& word : {QByteArray("junk"), encode(HsmAsk{1}),
             encode(HsmOpen{hsmLinkVersion, QByteArray(instanceLength, 'i'), QByteArray(32, '\0')})}) {
        const auto peer = makeLocalLink(bench.reactor, bench.local());
        bool lost = false;
        LinkEvents events;
        events.connected = [&] { peer->send(word); };
        events.lost = [&](const Failure&) { lost = true; };
        peer->setEvents(std::move(events));
        peer->open();
        QTRY_VERIFY(lost);
    }
    QCOMPARE(bench.server->consoles(), 0);
    QVERIFY(bench.connect());
}

void LinkHsmTest::greedyConsoleIsDropped()
{
    Bench bench;
    ScriptedHsm* hand = bench.serveByHand();
    QVERIFY(hand && bench.connect());
    for (int i = 0; i < 100; ++i)
        bench.ask(macOf("x"));
    QTRY_COMPARE(bench.got.count(QStringLiteral("HsmLinkDown")), 100);
    QVERIFY(hand->calls.size() <= 68);
}

void LinkHsmTest::twoConsolesShareADevice()
{
    Bench bench;
    QVERIFY(bench.serve());
    QVERIFY(bench.connect());
    const auto other = bench.makeLink();
    QTRY_VERIFY(other->isConnected());
    QCOMPARE(bench.server->consoles(), 2);
    int good = 0;
    std::deque<Pending<SecurityReply>> waits;
    for (int i = 0; i < 50; ++i) {
        bench.ask(GenerateDataKey{key("TEST-KEK")});
        waits.push_back(
            other->serve(std::make_shared<const SecurityRequest>(GenerateDataKey{key("TEST-KEK")}), 20s));
        waits.back().then([&](Outcome<SecurityReply> outcome) { good += outcome ? 1 : 0; });
    }
    QTRY_COMPARE(good, 50);
    QTRY_COMPARE(bench.got.count(QStringLiteral("ok")), 50);
}

void LinkHsmTest::poolUsesIt()
{
    Bench bench;
    QVERIFY(bench.serve());
    HsmPool::Settings settings;
    settings.readmitAfter = 50ms;
    bench.pool = std::make_unique<HsmPool>(bench.reactor, settings);
    bench.pool->add(bench.makeLink());
    QTRY_COMPARE(bench.pool->figures().healthy, 1);
    int good = 0;
    std::deque<Pending<SecurityReply>> waits;
    const auto ask = [&](SecurityRequest request) {
        waits.push_back(bench.pool->request(std::move(request), {}, 20s));
        waits.back().then([&](Outcome<SecurityReply> outcome) { good += outcome ? 1 : 0; });
    };
    for (int i = 0; i < 100; ++i)
        ask(macOf("x"));
    QTRY_COMPARE(good, 100);
    bench.stop();
    ask(macOf("while it is away"));
    QTRY_COMPARE(bench.pool->figures().healthy, 0);
    QVERIFY(bench.serve());
    QTRY_COMPARE_WITH_TIMEOUT(good, 101, 15'000); // held, then served after readmission
    QCOMPARE(bench.pool->figures().failed, quint64(0));
}

/// Printed, not judged: the sanitizers and the machine's other work are in the way.
void LinkHsmTest::roundTrip()
{
    Bench bench;
    QVERIFY(bench.serve());
    QVERIFY(bench.connect());
    std::vector<double> micros;
    for (int i = 0; i < 500; ++i) {
        QElapsedTimer timer;
        timer.start();
        const qsizetype before = bench.got.size();
        bench.ask(macOf("x"));
        while (bench.got.size() == before)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        micros.push_back(double(timer.nsecsElapsed()) / 1000);
    }
    std::sort(micros.begin(), micros.end());
    qInfo("local socket, both ends in one thread: median %.0f us", micros[micros.size() / 2]);
}

QTEST_GUILESS_MAIN(LinkHsmTest)
#include "tst_link_hsm.moc"
