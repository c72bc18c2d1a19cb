// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "base/failures/crypto.h"
#include "base/failures/security.h"
#include "crypto/key_wrap.h"
#include "security/hsm_pool.h"
#include "security/known_answers.h"
#include "security/soft_hsm.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

SecretBytes secret(const QString& hex)
{
    const auto bytes = fromHex(hex);
    auto made
        = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes->constData()), size_t(bytes->size())});
    return made ? made.take() : SecretBytes();
}

QString hexOf(const SecretBytes& value) // published vectors only
{
    return toHex(QByteArrayView(value.data(), value.size()));
}

QJsonArray scp03Vectors()
{
    QFile file(QStringLiteral(SM_TEST_DATA "/vectors/scp03.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).array() : QJsonArray();
}

bool opensASession(const QJsonObject& vector)
{
    const QJsonObject in = vector[QLatin1String("inputs")].toObject();
    return in.contains(QLatin1String("key_enc")) && in.contains(QLatin1String("init_update_resp"))
        && vector[QLatin1String("expected")].toObject().contains(QLatin1String("host_cryptogram"));
}

std::shared_ptr<const KeyStore> storeOf(const QJsonObject& in)
{
    auto store = std::make_shared<KeyStore>();
    Scp03StaticKeys keys;
    keys.enc = secret(in[QLatin1String("key_enc")].toString());
    keys.mac = secret(in[QLatin1String("key_mac")].toString());
    keys.dek = secret(in[QLatin1String("key_dek")].toString());
    if (keys.dek.isEmpty())
        keys.dek = secret(in[QLatin1String("key_enc")].toString());
    return store->addKeySet(QStringLiteral("SET"), 1, std::move(keys)) ? store : nullptr;
}

OpenScp03 openingOf(const QJsonObject& in)
{
    OpenScp03 open;
    open.master = KeyRef(QStringLiteral("SET"));
    open.hostChallenge = *fromHex(in[QLatin1String("host_challenge")].toString());
    open.initializeUpdate = *fromHex(in[QLatin1String("init_update_resp")].toString());
    return open;
}

} // namespace

class SoftHsmTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void testKeysAreTheWellKnownOnes();
    void newestVersionWins();
    void storeRefusesBadKeys();
    void usageIsEnforced();
    void offersWhatItCanDo();
    void wrapsAsRfc5649();
    void opensPublishedSessions_data();
    void opensPublishedSessions();
    void wrongCryptogramIsTheCards();
    void dataKeyRoundTrip();
    void brokenWrappingIsFound();
    void macIsCutToLength();
    void selfTestSendsTheEvidence();
    void threadsServeThePool();
    void destructionWithWorkUnderWay();

private:
    std::unique_ptr<SoftEngine> engine() const { return std::make_unique<SoftEngine>(m_keys, m_random); }
    FailureCode failureOf(const SecurityRequest& request) const
    {
        const auto outcome = engine()->compute(request);
        return outcome ? FailureCode{0} : outcome.failure().code();
    }

    std::shared_ptr<const KeyStore> m_keys;
    std::shared_ptr<Random> m_random = std::make_shared<SystemRandom>();
};

void SoftHsmTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    auto keys = testKeys();
    QVERIFY(keys);
    m_keys = keys.take();
}

void SoftHsmTest::testKeysAreTheWellKnownOnes()
{
    const StoredKey* isd = m_keys->lookUp(KeyRef(QStringLiteral("TEST-ISD")));
    QVERIFY(isd);
    QCOMPARE(hexOf(isd->value), QStringLiteral("404142434445464748494A4B4C4D4E4F"));
    QCOMPARE(toHex(isd->kcv), QStringLiteral("504A77"));
    QCOMPARE(m_keys->lookUp(KeyRef(QStringLiteral("TEST-KEK")))->value.size(), 32);
    QCOMPARE(m_keys->lookUp(KeyRef(QStringLiteral("TEST-SEAL")))->usage, KeyUsage::Mac);
    QVERIFY(!m_keys->lookUp(KeyRef(QStringLiteral("TEST"))));
}

void SoftHsmTest::newestVersionWins()
{
    KeyStore store;
    for (const quint32 version : {3u, 1u, 7u}) {
        const QString key = QStringLiteral("%1").arg(version, 2, 10, QLatin1Char('0')).repeated(16);
        QVERIFY(store.add(QStringLiteral("B"), version, KeyUsage::Mac, secret(key)));
    }
    QVERIFY(store.add(QStringLiteral("C"), 9, KeyUsage::Mac, secret(QStringLiteral("AA").repeated(16))));
    QCOMPARE(hexOf(store.lookUp(KeyRef(QStringLiteral("B")))->value).left(2), QStringLiteral("07"));
    QCOMPARE(hexOf(store.lookUp(KeyRef(QStringLiteral("B"), 3))->value).left(2), QStringLiteral("03"));
    QVERIFY(!store.lookUp(KeyRef(QStringLiteral("B"), 2)));
    QVERIFY(!store.lookUp(KeyRef(QStringLiteral("A"))));
}

void SoftHsmTest::storeRefusesBadKeys()
{
    KeyStore store;
    const QString key = QStringLiteral("AA").repeated(16);
    QVERIFY(store.add(QStringLiteral("K"), 1, KeyUsage::Mac, secret(key)));
    QVERIFY(store.add(QStringLiteral("K"), 1, KeyUsage::Mac, secret(key)).failure() == fc::KeyRepeated);
    QVERIFY(store.add(QString(), 1, KeyUsage::Mac, secret(key)).failure() == fc::KeyRefused);
    QVERIFY(store.add(QStringLiteral("K"), 0, KeyUsage::Mac, secret(key)).failure() == fc::KeyRefused);
    QVERIFY(store.add(QStringLiteral("K"), 2, KeyUsage::Mac, secret(QStringLiteral("AA"))).failure()
        == fc::KeyRefused);
    // Labels go into logs and lists.
    QVERIFY(store.add(QString(64, u'K'), 1, KeyUsage::Mac, secret(key)));
    QVERIFY(store.add(QString(65, u'K'), 1, KeyUsage::Mac, secret(key)).failure() == fc::KeyRefused);
    const auto forged = store.add(QStringLiteral("K\n2026-11-22 all is well"), 1, KeyUsage::Mac, secret(key));
    QVERIFY(forged.failure() == fc::KeyRefused);
    QVERIFY(!forged.failure().toString().contains(u'\n'));
}

void SoftHsmTest::usageIsEnforced()
{
    const KeyRef kek(QStringLiteral("TEST-KEK"));
    const KeyRef seal(QStringLiteral("TEST-SEAL"));
    QCOMPARE(failureOf(ComputeMac{kek, "data", 8}), fc::KeyUsageRefused);
    QCOMPARE(failureOf(GenerateDataKey{seal}), fc::KeyUsageRefused);
    QCOMPARE(failureOf(UnwrapDataKey{KeyRef(QStringLiteral("TEST-ISD")), QByteArray(40, 'x')}),
        fc::KeyUsageRefused);
    QCOMPARE(failureOf(ComputeMac{KeyRef(QStringLiteral("NONE")), "data", 8}), fc::KeyUnknown);
    QCOMPARE(failureOf(KeyCheck{KeyRef(QStringLiteral("TEST-KEK"), 9)}), fc::KeyUnknown);
}

void SoftHsmTest::offersWhatItCanDo()
{
    const auto e = engine();
    QVERIFY(e->offers(SelfTest{}));
    QVERIFY(e->offers(ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), {}, 8}));
    QVERIFY(!e->offers(ComputeMac{KeyRef(QStringLiteral("TEST-KEK")), {}, 8}));
    QVERIFY(e->offers(GenerateDataKey{KeyRef(QStringLiteral("TEST-KEK"))}));
    QVERIFY(!e->offers(UnwrapDataKey{KeyRef(QStringLiteral("NONE")), {}}));
    QVERIFY(isPure(SelfTest{}) && isPure(OpenScp03{}) && !isPure(GenerateDataKey{}));
    QCOMPARE(QLatin1String(requestName(UnwrapDataKey{})), QLatin1String("UnwrapDataKey"));
}

void SoftHsmTest::wrapsAsRfc5649()
{
    const SecretBytes kek = secret(QStringLiteral("5840DF6E29B02AF1AB493B705BF16EA1AE8338F4DCC176A8"));
    const SecretBytes seven = secret(QStringLiteral("466F7250617369"));
    const auto wrapped = aesKeyWrapPad(kek, seven);
    QVERIFY(wrapped);
    QCOMPARE(toHex(*wrapped), QStringLiteral("AFBEB0F07DFBF5419200F2CCB50BB24F"));
    const auto back = aesKeyUnwrapPad(kek, *wrapped);
    QVERIFY(back && back->equals(seven));
    QVERIFY(aesKeyWrapPad(seven, kek).failure() == fc::KeyLengthWrong);
    QVERIFY(aesKeyWrapPad(kek, SecretBytes()).failure() == fc::InputLengthWrong);
    QVERIFY(aesKeyUnwrapPad(kek, QByteArray(17, 'x')).failure() == fc::InputLengthWrong);
}

void SoftHsmTest::opensPublishedSessions_data()
{
    QTest::addColumn<QJsonObject>("vector");
    int count = 0;
    for (const QJsonValue& value : scp03Vectors()) {
        const QJsonObject vector = value.toObject();
        if (opensASession(vector)) {
            QTest::newRow(qUtf8Printable(vector[QLatin1String("name")].toString())) << vector;
            ++count;
        }
    }
    QVERIFY(count > 0);
}

void SoftHsmTest::opensPublishedSessions()
{
    QFETCH(QJsonObject, vector);
    const QJsonObject in = vector[QLatin1String("inputs")].toObject();
    const QJsonObject expected = vector[QLatin1String("expected")].toObject();
    const auto store = storeOf(in);
    QVERIFY(store);
    const auto outcome = SoftEngine(store, m_random).compute(openingOf(in));
    QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.failure().toString()));
    const auto& opening = std::get<Scp03Opening>(*outcome);
    QCOMPARE(toHex(opening.hostCryptogram), expected[QLatin1String("host_cryptogram")].toString().toUpper());
    QCOMPARE(hexOf(opening.keys.enc), expected[QLatin1String("s_enc")].toString().toUpper());
    QCOMPARE(hexOf(opening.keys.mac), expected[QLatin1String("s_mac")].toString().toUpper());
    QCOMPARE(opening.macLength, opening.hostCryptogram.size());
}

void SoftHsmTest::wrongCryptogramIsTheCards()
{
    OpenScp03 open;
    open.master = KeyRef(QStringLiteral("TEST-ISD"));
    open.hostChallenge = *fromHex(u"B13E5F938FC108C4");
    open.initializeUpdate = *fromHex(u"000000000000000000003003703EB51047495B249F66C484C1D2EF1948000002");
    QCOMPARE(failureOf(open), fc::CardCryptogramWrong);
    open.initializeUpdate.chop(5);
    QCOMPARE(failureOf(open), fc::InitializeUpdateAnswerBroken);
}

void SoftHsmTest::dataKeyRoundTrip()
{
    const KeyRef kek(QStringLiteral("TEST-KEK"));
    const auto made = engine()->compute(GenerateDataKey{kek});
    const auto other = engine()->compute(GenerateDataKey{kek});
    QVERIFY(made && other);
    const auto& key = std::get<DataKey>(*made);
    QCOMPARE(key.key.size(), 32);
    QCOMPARE(key.wrapped.size(), 40);
    QCOMPARE(key.kcv.size(), 3);
    QVERIFY(!key.key.equals(std::get<DataKey>(*other).key));
    const auto back = engine()->compute(UnwrapDataKey{kek, key.wrapped});
    QVERIFY(back);
    QVERIFY(std::get<DataKey>(*back).key.equals(key.key));
    QCOMPARE(std::get<DataKey>(*back).kcv, key.kcv);
}

void SoftHsmTest::brokenWrappingIsFound()
{
    const KeyRef kek(QStringLiteral("TEST-KEK"));
    const auto made = engine()->compute(GenerateDataKey{kek});
    QVERIFY(made);
    const QByteArray wrapped = std::get<DataKey>(*made).wrapped;
    for (qsizetype i = 0; i < wrapped.size(); ++i) {
        QByteArray changed = wrapped;
        changed[i] = char(changed[i] ^ 0x10);
        QCOMPARE(failureOf(UnwrapDataKey{kek, changed}), fc::WrappedKeyBroken);
    }
    QCOMPARE(failureOf(UnwrapDataKey{kek, wrapped.chopped(1)}), fc::WrappedKeyBroken);
    QCOMPARE(failureOf(UnwrapDataKey{kek, {}}), fc::WrappedKeyBroken);
}

void SoftHsmTest::macIsCutToLength()
{
    const KeyRef seal(QStringLiteral("TEST-SEAL"));
    const auto whole = engine()->compute(ComputeMac{seal, "attempt", 16});
    const auto cut = engine()->compute(ComputeMac{seal, "attempt", 8});
    QVERIFY(whole && cut);
    QCOMPARE(std::get<Mac>(*whole).value.first(8), std::get<Mac>(*cut).value);
    QCOMPARE(failureOf(ComputeMac{seal, "attempt", 17}), fc::MacLengthWrong);
    QCOMPARE(failureOf(ComputeMac{seal, "attempt", -1}), fc::MacLengthWrong);
}

void SoftHsmTest::selfTestSendsTheEvidence()
{
    const auto outcome = engine()->compute(SelfTest{});
    QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.failure().toString()));
    QCOMPARE(std::get<SelfTestPassed>(*outcome).evidence, expectedEvidence());
    QByteArray changed = expectedEvidence();
    changed[3] = char(changed[3] ^ 1);
    QVERIFY(checkEvidence(changed).failure() == fc::HsmSelfTestFailed);
}

void SoftHsmTest::threadsServeThePool()
{
    SteadyClock clock;
    const Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByDescriptor)};
    const InboxPump pump(reactor.inbox);
    ThreadExecutorFactory threads;
    const auto shared = std::shared_ptr<const SoftEngine>(engine());
    HsmPool pool(reactor, {});
    for (int i = 1; i <= 3; ++i)
        pool.add(std::make_unique<SoftHsm>(
            SoftHsm::Settings(QStringLiteral("HSM %1").arg(i), i), reactor, shared, threads));
    constexpr int count = 2000;
    int good = 0;
    int ended = 0;
    std::vector<Pending<SecurityReply>> waits;
    for (int i = 0; i < count; ++i) {
        SecurityRequest request = ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), QByteArray::number(i), 8};
        if (i % 3 == 1)
            request = GenerateDataKey{KeyRef(QStringLiteral("TEST-KEK"))};
        waits.push_back(pool.request(std::move(request), {}, 60s));
        waits.back().then([&](Outcome<SecurityReply> outcome) {
            ++ended;
            good += outcome ? 1 : 0;
        });
        if (i % 100 == 0)
            waits[size_t(i / 2)] = {}; // a caller that gives up
    }
    QTRY_VERIFY_WITH_TIMEOUT(pool.figures().queued + pool.figures().serving == 0, 60'000);
    QTRY_COMPARE(ended, good);
    const HsmPoolFigures figures = pool.figures();
    QCOMPARE(figures.failed, quint64(0));
    QCOMPARE(figures.answered + figures.abandoned, quint64(count));
    QTRY_VERIFY(good > count - 40);
    for (const HsmFigures& device : figures.devices)
        QVERIFY(device.requests > 0);
    pool.close();
    waits.clear();
    reactor.inbox->close();
}

void SoftHsmTest::destructionWithWorkUnderWay()
{
    SteadyClock clock;
    const Reactor reactor{&clock, std::make_shared<Inbox>(Inbox::Wake::ByDescriptor)};
    ThreadExecutorFactory threads;
    int calls = 0;
    std::vector<Pending<SecurityReply>> waits;
    {
        HsmPool pool(reactor, {});
        pool.add(std::make_unique<SoftHsm>(SoftHsm::Settings(QStringLiteral("HSM"), 2), reactor,
            std::shared_ptr<const SoftEngine>(engine()), threads));
        for (int i = 0; i < 50; ++i) {
            waits.push_back(pool.request(
                ComputeMac{KeyRef(QStringLiteral("TEST-SEAL")), QByteArray(1000, 'x'), 8}, {}, 60s));
            waits.back().then([&](Outcome<SecurityReply> outcome) { calls += outcome ? 0 : 1; });
        }
        reactor.inbox->drain();
    }
    reactor.inbox->drain();
    QVERIFY(calls > 0); // the rest was cancelled, each once
    QVERIFY(calls <= 50);
    waits.clear();
    reactor.inbox->close();
}

QTEST_GUILESS_MAIN(SoftHsmTest)
#include "tst_soft_hsm.moc"
