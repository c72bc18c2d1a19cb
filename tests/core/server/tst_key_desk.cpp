// SPDX-License-Identifier: GPL-3.0-or-later
// Ceremonies at the server's desk: one at a time, nothing of a cancelled or forgotten one, and a key that the
// device could not be given is kept until it can be, or until somebody gives up.
#include "../../support/test_loop.h"
#include "../security/key_samples.h"
#include "crypto/kcv.h"
#include "server/key_desk.h"
#include "transport/local/local_link.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace sm;
using namespace smtest;

namespace {

/// A desk whose device is not there.
struct Desk {
    Desk()
        : desk(loop.reactor, [this](ServerEvent event) { events.push_back(std::move(event)); })
    {
        desk.add(QStringLiteral("Vault"),
            std::make_unique<LinkHsm>(
                LinkHsm::Settings{QStringLiteral("Vault"), QStringLiteral("local"), LinkKeeper::Pauses{}},
                loop.reactor,
                makeLocalLink(loop.reactor,
                    {folder.filePath(QStringLiteral("nobody")), hsmService.toByteArray(), LinkTimes{}}),
                random));
    }
    void order(const KeyCommand& command) { desk.handle(++ticket, command); }
    void begin(const QString& device = QStringLiteral("Vault"))
    {
        command::BeginCeremony plan;
        plan.key.device = device;
        plan.key.label = QStringLiteral("ISS-MAC");
        plan.key.usage = QStringLiteral("mac");
        plan.components = 2;
        order(plan);
    }
    void bring(quint64 ceremony, const char* person, quint8 seed)
    {
        command::AddComponent part;
        part.ceremony = ceremony;
        part.person = QLatin1String(person);
        part.value = std::make_shared<SecretBytes>(madeUpKey(16, seed));
        part.checkValue = *kcvAesGp(*part.value);
        kept = part.value;
        order(part);
    }
    const event::CeremonyAt* at() const
    {
        const auto* key = events.empty() ? nullptr : std::get_if<KeyEvent>(&events.back());
        return key ? std::get_if<event::CeremonyAt>(key) : nullptr;
    }
    QString refusal() const
    {
        for (auto one = events.rbegin(); one != events.rend(); ++one) {
            const auto* refused = std::get_if<event::Refused>(&*one);
            if (refused && refused->ticket == ticket)
                return test::nameOf(refused->why);
        }
        return {};
    }

    QTemporaryDir folder;
    test::TestLoop loop;
    SystemRandom random;
    std::vector<ServerEvent> events;
    std::shared_ptr<SecretBytes> kept;
    quint64 ticket = 0;
    KeyDesk desk;
};

} // namespace

class KeyDeskTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void oneCeremonyAtATime();
    void aComponentIsTakenOutOfItsCommand();
    void aKeyThatCanNotBeSentIsKept();
    void aForgottenCeremonyEnds();
    void onlyDevicesThatTakeOrders();
};

void KeyDeskTest::oneCeremonyAtATime()
{
    Desk one;
    one.begin();
    const quint64 first = one.at()->ceremony;
    QVERIFY(first != 0 && one.at()->stage == CeremonyStage::Collecting && one.at()->next == 1);
    one.begin();
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyNotOpen"));
    one.order(command::CancelCeremony{first + 1}); // another one than that which is open
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyNotOpen"));
    one.order(command::CancelCeremony{first});
    QVERIFY(one.at() && one.at()->stage == CeremonyStage::Ended && one.at()->ticket == one.ticket);
    one.bring(first, "Ada Berg", 1);
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyNotOpen"));
    one.begin();
    QVERIFY(one.at() && one.at()->ceremony != first);
}

/// Whatever becomes of it, it is not in the command any more.
void KeyDeskTest::aComponentIsTakenOutOfItsCommand()
{
    Desk one;
    one.bring(1, "Ada Berg", 1);
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyNotOpen"));
    QVERIFY(one.kept->isEmpty());
    one.begin();
    const quint64 id = one.at()->ceremony;
    one.bring(id, "Ada Berg", 1);
    QVERIFY(one.kept->isEmpty() && one.at()->next == 2);
    one.bring(id, "ada berg", 2);
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyPersonRefused"));
    QVERIFY(one.kept->isEmpty() && one.at()->next == 2);
    one.bring(id, "Bo Chang", 1); // the same component: zeros come out
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyKeyWeak"));
    QVERIFY(one.at()->stage == CeremonyStage::Ended && one.kept->isEmpty());
}

void KeyDeskTest::aKeyThatCanNotBeSentIsKept()
{
    Desk one;
    one.begin();
    const quint64 id = one.at()->ceremony;
    one.order(command::StoreCeremonyKey{id});
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyNotOpen")); // there is no key yet
    one.bring(id, "Ada Berg", 1);
    one.bring(id, "Bo Chang", 2);
    QVERIFY(one.at()->stage == CeremonyStage::Complete);
    const QString kcv = one.at()->checkValue;
    QCOMPARE(kcv.size(), qsizetype(6));
    for (int i = 0; i < 2; ++i) { // it can be tried again
        one.order(command::StoreCeremonyKey{id});
        QTRY_COMPARE(one.refusal(), QStringLiteral("HsmLinkDown"));
        QVERIFY(one.at() && one.at()->stage == CeremonyStage::Complete);
        QCOMPARE(one.at()->checkValue, kcv);
    }
    one.order(command::CancelCeremony{id});
    QVERIFY(one.at()->stage == CeremonyStage::Ended && one.at()->checkValue.isEmpty());
}

void KeyDeskTest::aForgottenCeremonyEnds()
{
    Desk one;
    one.begin();
    const quint64 id = one.at()->ceremony;
    one.loop.clock.advance(KeyDesk::patience);
    one.desk.tick();
    QVERIFY(one.at()->stage == CeremonyStage::Collecting);
    one.bring(id, "Ada Berg", 1); // somebody goes on
    one.loop.clock.advance(KeyDesk::patience);
    one.desk.tick();
    QVERIFY(one.at()->stage == CeremonyStage::Collecting);
    one.loop.clock.advance(Nanos(1));
    one.desk.tick();
    QVERIFY(one.at()->stage == CeremonyStage::Ended && one.at()->ticket == 0 && one.at()->ceremony == id);
    one.bring(id, "Bo Chang", 2);
    QCOMPARE(one.refusal(), QStringLiteral("CeremonyNotOpen"));
}

void KeyDeskTest::onlyDevicesThatTakeOrders()
{
    Desk one;
    one.begin(QStringLiteral("Elsewhere"));
    QCOMPARE(one.refusal(), QStringLiteral("KeyOrdersNotTaken"));
    QVERIFY(one.desk.lineTo(QStringLiteral("Elsewhere")) == KeyOrderLine::Absent);
    QVERIFY(one.desk.lineTo(QStringLiteral("Vault")) == KeyOrderLine::Down);
    one.order(command::EndKey{QStringLiteral("Elsewhere"), QStringLiteral("ISS-MAC"), 1, {}});
    QCOMPARE(one.refusal(), QStringLiteral("KeyOrdersNotTaken"));
    one.order(command::EndKey{QStringLiteral("Vault"), QStringLiteral("ISS-MAC"), 1, {}});
    QTRY_COMPARE(one.refusal(), QStringLiteral("HsmLinkDown"));
}

QTEST_GUILESS_MAIN(KeyDeskTest)
#include "tst_key_desk.moc"
