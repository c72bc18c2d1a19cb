// SPDX-License-Identifier: GPL-3.0-or-later
// Orders about keys over a link: from the console's end to a key store.
#include "../key_home.h"
#include "base/failures/security.h"
#include "crypto/key_agreement.h"
#include "security/link/engine_hsm.h"
#include "security/link/hsm_server.h"
#include "security/link/link_hsm.h"
#include "security/link/wire_types.h"
#include "security/soft_engine.h"
#include "transport/local/local_link.h"

#include "../../../support/byte_fuzz.h"

#include <QtTest>

using namespace sm;
using namespace smtest;
using namespace std::chrono_literals;

namespace {

struct Bench {
    Bench()
    {
        auto opened = home.open();
        vault = opened ? opened.take() : nullptr;
        engine = std::make_shared<SoftEngine>(vault->keys(), std::make_shared<SystemRandom>());
        device = std::make_shared<EngineHsm>(EngineHsm::Settings(text("HSM"), text("soft")), reactor,
            std::vector<std::shared_ptr<const Engine>>(1, engine), threads);
    }
    ~Bench()
    {
        link.reset();
        other.reset();
        listener.reset();
        server.reset();
        device.reset();
        inbox->drain();
        inbox->close();
    }
    bool serve(std::shared_ptr<KeyOffice> office)
    {
        HsmServer::Settings settings;
        settings.name = text("HSM");
        settings.kind = text("soft");
        settings.requests = requestNumbers();
        settings.office = std::move(office);
        settings.ordered = [this] { server->tellKeys(); };
        server = std::make_unique<HsmServer>(std::move(settings), reactor, device, random);
        auto opened = listenLocal(reactor, local());
        if (!opened)
            return false;
        listener = opened.take();
        listener->accepted
            = [this](std::unique_ptr<MessageLink> accepted) { server->add(std::move(accepted)); };
        link = connected();
        other = connected();
        return link && other;
    }
    std::unique_ptr<LinkHsm> connected()
    {
        auto made = std::make_unique<LinkHsm>(LinkHsm::Settings{text("HSM"), text("local"), {5ms, 50ms}},
            reactor, makeLocalLink(reactor, local()), random);
        return QTest::qWaitFor([&made] { return made->isConnected(); }) ? std::move(made) : nullptr;
    }
    LocalLinkSettings local() const
    {
        return {folder.filePath(QStringLiteral("hsm")), hsmService.toByteArray(), LinkTimes{}};
    }
    std::optional<Outcome<KeyOrderReply>> order(const KeyOrder& what)
    {
        std::optional<Outcome<KeyOrderReply>> got;
        auto wait = link->order(what, 20s);
        wait.then([&got](Outcome<KeyOrderReply> outcome) { got.emplace(std::move(outcome)); });
        (void)QTest::qWaitFor([&got] { return got.has_value(); }, 30'000);
        return got;
    }
    QByteArray codeAfter(const KeyOrder& what)
    {
        const auto got = order(what);
        return !got ? "nothing" : *got ? "stored" : codeOf(got->failure());
    }

    Home home;
    std::shared_ptr<KeyVault> vault;
    SteadyClock clock;
    std::shared_ptr<Inbox> inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
    InboxPump pump{inbox};
    Reactor reactor{&clock, inbox};
    SystemRandom random;
    ThreadExecutorFactory threads;
    QTemporaryDir folder;
    std::shared_ptr<SoftEngine> engine;
    std::shared_ptr<EngineHsm> device;
    std::unique_ptr<HsmServer> server;
    std::unique_ptr<LinkListener> listener;
    std::unique_ptr<LinkHsm> link;
    std::unique_ptr<LinkHsm> other;
};

struct Seals {
    Seals()
    {
        const auto a = KeyAgreement::create();
        const auto b = KeyAgreement::create();
        const auto left = a->agree(b->publicKey());
        const auto right = b->agree(a->publicKey());
        auto c = LinkSeal::create(LinkSeal::End::Console, *left, a->publicKey(), b->publicKey());
        auto d = LinkSeal::create(LinkSeal::End::Device, *right, a->publicKey(), b->publicKey());
        console.emplace(c.take());
        device.emplace(d.take());
    }
    std::optional<LinkSeal> console;
    std::optional<LinkSeal> device;
};

KeyDescription description()
{
    KeyDescription key;
    key.label = text("K");
    key.version = 3;
    key.usage = text("mac");
    key.kcv = "123";
    key.life = KeyLife{true, QDate(2026, 1, 31), QDate()};
    key.exportable = true;
    key.purpose = text("M6");
    key.created = 1'790'000'000;
    key.createdBy = text("Ada Berg, Bo Chang");
    return key;
}

std::vector<KeyOrder> sampleOrders()
{
    std::vector<KeyOrder> all;
    auto import = importOf("K", KeyUsage::TdeaBlockProtection, madeUpKey(24, 4), 9);
    import.as.life = KeyLife{false, QDate(2026, 1, 31), QDate(2027, 1, 31)};
    import.as.exportable = true;
    import.purpose = text("K1");
    import.kcv = "123";
    NewKey as = import.as;
    all.push_back(std::move(import));
    all.push_back(ImportKeyBlock{as, KeyRef(text("KBPK"), 1), "D0112..."});
    all.push_back(ExportKeyBlock{KeyRef(text("K"), 2), KeyRef(text("KBPK"), 1), 'B', true});
    all.push_back(RetireKey{KeyRef(text("K"), 2), {text("Ada Berg")}});
    static_assert(std::variant_size_v<KeyOrder> == 4, "a new order needs a sample here");
    return all;
}

bool same(const KeyOrder& a, const KeyOrder& b)
{
    if (a.index() != b.index())
        return false;
    MessageWriter left;
    MessageWriter right;
    std::visit([&](const auto& one) { wire::put(left, one); }, a);
    std::visit([&](const auto& one) { wire::put(right, one); }, b);
    return left.open() == right.open()
        && std::equal(left.secrets().begin(), left.secrets().end(), right.secrets().begin(),
            right.secrets().end(),
            [](auto x, auto y) { return std::equal(x.begin(), x.end(), y.begin(), y.end()); });
}

} // namespace

class KeyOrdersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void ordersTravel();
    void valuesTravelSealed();
    void answersTravel();
    void aKeyIsStoredUsedAndRetired();
    void failuresComeBack();
    void aLinkForCardsTakesNoOrders();
    void aBrokenLinkLeavesTheOutcomeOpen();
};

void KeyOrdersTest::ordersTravel()
{
    Seals seals;
    quint64 id = 0;
    for (const KeyOrder& order : sampleOrders()) {
        const auto message = encodeOrder(*seals.console, ++id, order);
        QVERIFY(message);
        smtest::eachPrefix(
            *message, [&](const QByteArray& prefix) { QVERIFY(!decodeMessage(*seals.device, prefix)); });
        const auto back = decodeMessage(*seals.device, *message);
        QVERIFY2(back, back ? "" : qPrintable(back.failure().toString()));
        const auto& got = std::get<HsmOrderMessage>(*back);
        QCOMPARE(got.id, id);
        QVERIFY(same(got.order, order));
    }
}

void KeyOrdersTest::valuesTravelSealed()
{
    Seals seals;
    const SecretBytes key = madeUpKey(24, 4);
    const auto message = encodeOrder(*seals.console, 1, sampleOrders().front());
    QVERIFY(message && message->contains("Ada Berg"));
    QVERIFY(!message->contains(QByteArray(reinterpret_cast<const char*>(key.data()), 8)));
    // An order opens once: it can not be played again.
    QVERIFY(decodeMessage(*seals.device, *message));
    QVERIFY(!decodeMessage(*seals.device, *message));
}

void KeyOrdersTest::answersTravel()
{
    Seals seals;
    const auto stored = decodeMessage(*seals.console, encodeDone(5, KeyStored{description()}));
    QVERIFY(stored);
    QCOMPARE(std::get<HsmOrderDone>(*stored).id, quint64(5));
    QCOMPARE(std::get<KeyStored>(std::get<HsmOrderDone>(*stored).reply).key, description());
    const auto block = decodeMessage(*seals.console, encodeDone(6, KeyBlockMade{"D0112"}));
    QVERIFY(block);
    QCOMPARE(std::get<KeyBlockMade>(std::get<HsmOrderDone>(*block).reply).block, QByteArray("D0112"));
    const auto keys = decodeMessage(*seals.console, encode(HsmKeys{{description(), description()}}));
    QVERIFY(keys);
    QCOMPARE(std::get<HsmKeys>(*keys).keys, std::vector<KeyDescription>(2, description()));
    QByteArray strange = encode(HsmKeys{{description()}});
    strange.replace("2026-01-31", "2026-02-31");
    QVERIFY(!decodeMessage(*seals.console, strange)); // no such day
}

void KeyOrdersTest::aKeyIsStoredUsedAndRetired()
{
    Bench bench;
    QVERIFY(bench.serve(bench.vault));
    QVERIFY(bench.link->hello()->orders);
    const ComputeMac mac{KeyRef(text("K")), "data", 8};
    QVERIFY(!bench.other->offers(mac));
    const auto stored = bench.order(importOf("K", KeyUsage::Mac, madeUpKey(16, 1)));
    QVERIFY(stored && *stored);
    QCOMPARE(std::get<KeyStored>(**stored).key.label, text("K"));
    // The others learn of it without asking.
    QVERIFY(QTest::qWaitFor([&] { return bench.other->offers(mac) && bench.link->offers(mac); }));
    QCOMPARE(bench.other->keys().size(), size_t(1));
    QVERIFY(bench.engine->compute(mac));
    QCOMPARE(bench.codeAfter(RetireKey{KeyRef(text("K"), 1), {}}), QByteArray("stored"));
    QVERIFY(QTest::qWaitFor([&] { return bench.other->keys().front().life.retired; }));
    QCOMPARE(codeOf(bench.engine->compute(mac).failure()), "KeyRetired");
}

void KeyOrdersTest::failuresComeBack()
{
    Bench bench;
    QVERIFY(bench.serve(bench.vault));
    QCOMPARE(bench.codeAfter(RetireKey{KeyRef(text("K"), 1), {}}), QByteArray("KeyUnknown"));
    QCOMPARE(
        bench.codeAfter(importOf("K", KeyUsage::IssuerSigning, madeUpKey(16, 1))), QByteArray("KeyRefused"));
    QCOMPARE(bench.codeAfter(ExportKeyBlock{KeyRef(text("K")), KeyRef(text("X")), 'D', false}),
        QByteArray("KeyUnknown"));
    QVERIFY(bench.link->isConnected());
}

void KeyOrdersTest::aLinkForCardsTakesNoOrders()
{
    Bench bench;
    QVERIFY(bench.serve(nullptr));
    QVERIFY(!bench.link->hello()->orders);
    QCOMPARE(bench.codeAfter(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))), QByteArray("KeyOrderRefused"));
    QVERIFY(bench.vault->keys()->describe().empty());
}

/// Nobody knows what became of it, and nobody sends it again.
void KeyOrdersTest::aBrokenLinkLeavesTheOutcomeOpen()
{
    Bench bench;
    QVERIFY(bench.serve(bench.vault));
    std::optional<Outcome<KeyOrderReply>> got;
    auto wait = bench.link->order(RetireKey{KeyRef(text("K"), 1), {}}, 20s);
    wait.then([&got](Outcome<KeyOrderReply> outcome) { got.emplace(std::move(outcome)); });
    bench.listener.reset();
    bench.server.reset(); // sent, and never read
    QVERIFY(QTest::qWaitFor([&got] { return got.has_value(); }));
    QCOMPARE(codeOf(got->failure()), "HsmOutcomeUnknown");
    QVERIFY(!bench.link->isConnected());
    QCOMPARE(bench.codeAfter(RetireKey{KeyRef(text("K"), 1), {}}), QByteArray("HsmLinkDown"));
}

QTEST_GUILESS_MAIN(KeyOrdersTest)
#include "tst_key_orders.moc"
