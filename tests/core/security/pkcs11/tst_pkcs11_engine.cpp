// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/soft_token.h"
#include "base/bytes.h"
#include "base/failures/security.h"
#include "base/random.h"
#include "security/known_answers.h"
#include "security/pkcs11/pkcs11_engine.h"
#include "security/soft_engine.h"

#include <QElapsedTimer>
#include <QtTest>

#include <thread>

using namespace sm;

namespace {

SecretBytes secret(QByteArrayView bytes)
{
    auto made = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.data()), size_t(bytes.size())});
    return made ? made.take() : SecretBytes();
}

QString codeOf(const Outcome<SecurityReply>& outcome)
{
    return outcome ? QStringLiteral("ok") : QLatin1String(failureEntry(outcome.failure().code())->name);
}

KeyRef key(const char* label)
{
    return KeyRef(QLatin1String(label));
}

/// The answer to INITIALIZE UPDATE of a card whose keys follow from TEST-ISD by the rule.
OpenScp03 openingOf(Diversification rule, SeededRandom& random, qsizetype part = 8)
{
    OpenScp03 open;
    open.master = key("TEST-ISD");
    open.rule = rule;
    open.hostChallenge = *random.bytes(part);
    const QByteArray kdd = *random.bytes(10);
    const QByteArray challenge = *random.bytes(part);
    const SecretBytes master = secret(QByteArray::fromHex("404142434445464748494A4B4C4D4E4F"));
    const auto keys = diversify(rule, master, kdd);
    const auto session = deriveScp03SessionKeys(*keys, open.hostChallenge, challenge);
    const auto cryptogram = scp03CardCryptogram(session->mac, open.hostChallenge, challenge, part);
    open.initializeUpdate
        = kdd + QByteArray::fromHex(part == 8 ? "300360" : "300361") + challenge + *cryptogram;
    return open;
}

bool sameOpening(const Outcome<SecurityReply>& a, const Outcome<SecurityReply>& b)
{
    if (!a || !b)
        return false;
    const auto& left = std::get<Scp03Opening>(*a);
    const auto& right = std::get<Scp03Opening>(*b);
    return left.hostCryptogram == right.hostCryptogram && left.macLength == right.macLength
        && left.keys.enc.equals(right.keys.enc) && left.keys.mac.equals(right.keys.mac)
        && left.keys.rmac.equals(right.keys.rmac);
}

void fault(const QString& path, const QByteArray& text)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(text) > 0);
}

} // namespace

class Pkcs11EngineTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void keysAreThoseOfTheSoftStore();
    void keysCanNotLeave();
    void selfTestSendsTheEvidence();
    void opensAsSoft_data();
    void opensAsSoft();
    void macsAsSoft();
    void checksAsSoft();
    void dataKeysRoundTripBothWays();
    void brokenWrappingIsFound();
    void refusalsAreThoseOfSoft();
    void lostSessionIsOpenedAgain_data();
    void lostSessionIsOpenedAgain();
    void anyErrorOpensItAgain();
    void threadsHaveSessionsOfTheirOwn();
    void wrongPinIsTriedOnce();
    void whatIsNotThere();
    void rates();

private:
    std::unique_ptr<smtest::SoftToken> m_token;
    std::shared_ptr<Pkcs11Module> m_module;
    std::shared_ptr<Pkcs11Engine> m_engine;
    std::unique_ptr<SoftEngine> m_soft;
    QString m_fault;
};

void Pkcs11EngineTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    m_token = std::make_unique<smtest::SoftToken>();
    QVERIFY(m_token->isGood());
    m_fault = m_token->path(QStringLiteral("fault"));
    qputenv("SM_PKCS11_FAULT", m_fault.toUtf8());
    auto module = Pkcs11Module::load(QStringLiteral(SM_PKCS11_FAULT_MODULE), smtest::SoftToken::label(),
        secret(smtest::SoftToken::pin().toUtf8()));
    QVERIFY2(module, module ? "" : qUtf8Printable(module.failure().toString()));
    m_module = module.take();
    for (int twice = 0; twice < 2; ++twice) {
        const auto made = makeTestKeysInToken(m_module);
        QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().toString()));
    }
    auto engine = Pkcs11Engine::open(m_module);
    QVERIFY2(engine, engine ? "" : qUtf8Printable(engine.failure().toString()));
    m_engine = engine.take();
    auto keys = testKeys();
    QVERIFY(keys);
    m_soft = std::make_unique<SoftEngine>(keys.take(), std::make_shared<SystemRandom>());
}

void Pkcs11EngineTest::cleanupTestCase()
{
    m_engine.reset();
    m_module.reset();
}

void Pkcs11EngineTest::keysAreThoseOfTheSoftStore()
{
    QVERIFY(m_engine->keys() == m_soft->keys());
}

void Pkcs11EngineTest::keysCanNotLeave()
{
    auto session = Pkcs11Session::open(m_module);
    QVERIFY(session);
    auto all = (*session)->secretKeys();
    const auto pairs = (*session)->objects(CKO_PRIVATE_KEY);
    QVERIFY(all && pairs);
    QCOMPARE(all->size(), size_t(21)); // once for each shape: AES, double-length DES, left half
    QCOMPARE(pairs->size(), size_t(1));
    all->push_back(pairs->front());
    QStringList leaving;
    QStringList deciphering;
    for (const CK_OBJECT_HANDLE handle : *all) {
        const QString label = QString::fromUtf8((*session)->attribute(handle, CKA_LABEL));
        if ((*session)->flag(handle, CKA_EXTRACTABLE))
            leaving << label;
        if ((*session)->flag(handle, CKA_DECRYPT))
            deciphering << label;
        QVERIFY((*session)->flag(handle, CKA_SENSITIVE));
        QVERIFY(!(*session)->value(handle));
        QVERIFY((*session)->attribute(handle, CKA_PRIVATE_EXPONENT).isEmpty());
    }
    deciphering.sort();
    QCOMPARE(leaving, QStringList{QStringLiteral("TEST-OP")});
    QCOMPARE(deciphering.join(u' '), QStringLiteral("TEST-TK TEST-ZPK TEST-ZPK"));
}

void Pkcs11EngineTest::selfTestSendsTheEvidence()
{
    const auto outcome = m_engine->compute(SelfTest{});
    QVERIFY2(outcome, outcome ? "" : qUtf8Printable(outcome.failure().toString()));
    QCOMPARE(std::get<SelfTestPassed>(*outcome).evidence, expectedEvidence());
}

void Pkcs11EngineTest::opensAsSoft_data()
{
    QTest::addColumn<int>("rule");
    for (const auto rule : {Diversification::None, Diversification::EmvCps, Diversification::Visa2,
             Diversification::Visa1, Diversification::Kdf3})
        QTest::newRow(qUtf8Printable(diversificationName(rule))) << int(rule);
}

void Pkcs11EngineTest::opensAsSoft()
{
    QFETCH(int, rule);
    SeededRandom random(quint64(rule) + 1);
    for (int i = 0; i < 1000; ++i) {
        const auto request = openingOf(Diversification(rule), random, i % 4 == 0 ? 16 : 8);
        QVERIFY(m_engine->offers(request));
        const auto token = m_engine->compute(request);
        QVERIFY2(token, token ? "" : qUtf8Printable(token.failure().toString()));
        QVERIFY(sameOpening(token, m_soft->compute(request)));
    }
}

void Pkcs11EngineTest::macsAsSoft()
{
    SeededRandom random(3);
    for (int i = 0; i < 1000; ++i) {
        const ComputeMac request{key("TEST-SEAL"), *random.bytes(qsizetype(random.next() % 300)),
            4 + qsizetype(random.next() % 13)};
        const auto token = m_engine->compute(request);
        const auto soft = m_soft->compute(request);
        QVERIFY(token && soft);
        QCOMPARE(std::get<Mac>(*token).value, std::get<Mac>(*soft).value);
    }
}

void Pkcs11EngineTest::checksAsSoft()
{
    for (const char* label : {"TEST-ISD", "TEST-ISD02", "TEST-KEK", "TEST-SEAL", "TEST-ISSUER"}) {
        const auto token = m_engine->compute(KeyCheck{key(label)});
        const auto soft = m_soft->compute(KeyCheck{KeyRef(QLatin1String(label), 1)});
        QVERIFY(token && soft);
        QCOMPARE(std::get<KeyCheckValue>(*token).kcv, std::get<KeyCheckValue>(*soft).kcv);
    }
    QCOMPARE(codeOf(m_engine->compute(KeyCheck{KeyRef(QStringLiteral("TEST-ISD"), 2)})),
        QStringLiteral("KeyUnknown"));
}

/// Not deterministic, so checked by the inverse: what one wraps the other unwraps.
void Pkcs11EngineTest::dataKeysRoundTripBothWays()
{
    const Engine* const engines[] = {m_engine.get(), m_soft.get()};
    for (int i = 0; i < 500; ++i) {
        const auto made = engines[i % 2]->compute(GenerateDataKey{key("TEST-KEK")});
        QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().toString()));
        const auto& drawn = std::get<DataKey>(*made);
        QCOMPARE(drawn.key.size(), 32);
        QCOMPARE(drawn.wrapped.size(), 40);
        for (const Engine* engine : engines) {
            const auto back = engine->compute(UnwrapDataKey{key("TEST-KEK"), drawn.wrapped});
            QVERIFY(back);
            QVERIFY(std::get<DataKey>(*back).key.equals(drawn.key));
            QCOMPARE(std::get<DataKey>(*back).kcv, drawn.kcv);
        }
    }
}

void Pkcs11EngineTest::brokenWrappingIsFound()
{
    const auto made = m_soft->compute(GenerateDataKey{key("TEST-KEK")});
    QVERIFY(made);
    const QByteArray wrapped = std::get<DataKey>(*made).wrapped;
    for (qsizetype i = 0; i < wrapped.size(); ++i) {
        QByteArray changed = wrapped;
        changed[i] = char(changed[i] ^ 0x10);
        QCOMPARE(codeOf(m_engine->compute(UnwrapDataKey{key("TEST-KEK"), changed})),
            QStringLiteral("WrappedKeyBroken"));
    }
    for (const QByteArray& other :
        {QByteArray(), wrapped.chopped(1), wrapped.chopped(8), QByteArray(4000, 'x')})
        QCOMPARE(codeOf(m_engine->compute(UnwrapDataKey{key("TEST-KEK"), other})),
            QStringLiteral("WrappedKeyBroken"));
}

void Pkcs11EngineTest::refusalsAreThoseOfSoft()
{
    SeededRandom random(4);
    auto wrong = openingOf(Diversification::None, random);
    wrong.initializeUpdate.back() = char(wrong.initializeUpdate.back() ^ 1);
    auto shorter = wrong;
    shorter.initializeUpdate.chop(1);
    const std::vector<SecurityRequest> requests = [&] {
        std::vector<SecurityRequest> all;
        all.push_back(wrong);
        all.push_back(shorter);
        all.push_back(ComputeMac{key("TEST-KEK"), "data", 8});
        all.push_back(ComputeMac{key("TEST-SEAL"), "data", 17});
        all.push_back(ComputeMac{key("TEST-SEAL"), "data", 3});
        all.push_back(ComputeMac{key("NONE"), "data", 8});
        all.push_back(GenerateDataKey{key("TEST-SEAL")});
        all.push_back(UnwrapDataKey{key("TEST-ISD"), QByteArray(40, 'x')});
        all.push_back(KeyCheck{key("NONE")});
        return all;
    }();
    for (const SecurityRequest& request : requests) {
        QCOMPARE(codeOf(m_engine->compute(request)), codeOf(m_soft->compute(request)));
        QCOMPARE(m_engine->offers(request), m_soft->offers(request));
    }
}

void Pkcs11EngineTest::lostSessionIsOpenedAgain_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("CKR_DEVICE_ERROR") << QByteArray("30");
    QTest::newRow("CKR_SESSION_HANDLE_INVALID") << QByteArray("b3");
    QTest::newRow("CKR_TOKEN_NOT_PRESENT") << QByteArray("e0");
}

void Pkcs11EngineTest::lostSessionIsOpenedAgain()
{
    QFETCH(QByteArray, code);
    const ComputeMac request{key("TEST-SEAL"), "data", 8};
    fault(m_fault, code + " 1");
    const auto failed = m_engine->compute(request);
    QVERIFY(!failed);
    QVERIFY(failed.failure() == fc::Pkcs11CallFailed);
    QCOMPARE(failed.failure().param("call"), QStringLiteral("C_Sign"));
    QVERIFY(m_engine->compute(request)); // opened, logged in and tested again
    // A token that goes on failing fails its self-test when it is opened: nothing is served.
    fault(m_fault, code + " 3");
    for (int i = 0; i < 3; ++i)
        QVERIFY(!m_engine->compute(request));
    QVERIFY(m_engine->compute(request));
}

void Pkcs11EngineTest::anyErrorOpensItAgain()
{
    fault(m_fault, "20 1"); // CKR_DATA_INVALID: any error, and the session is opened and tested again
    QVERIFY(!m_engine->compute(ComputeMac{key("TEST-SEAL"), "data", 8}));
    QVERIFY(m_engine->compute(ComputeMac{key("TEST-SEAL"), "data", 8}));
}

void Pkcs11EngineTest::threadsHaveSessionsOfTheirOwn()
{
    std::atomic<int> good{0};
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t) {
            auto engine = Pkcs11Engine::open(m_module);
            QVERIFY(engine);
            threads.emplace_back([this, t, &good, own = engine.take()] {
                SeededRandom random(quint64(t) + 100);
                for (int i = 0; i < 200; ++i) {
                    const auto request = openingOf(Diversification::EmvCps, random);
                    good += sameOpening(own->compute(request), m_soft->compute(request)) ? 1 : 0;
                }
            });
        }
    }
    QCOMPARE(good.load(), 800);
}

void Pkcs11EngineTest::wrongPinIsTriedOnce()
{
    // In another module's eyes nobody is logged in; the token counts attempts.
    m_engine.reset();
    m_module.reset();
    auto wrong = Pkcs11Module::load(
        QStringLiteral(SM_PKCS11_FAULT_MODULE), smtest::SoftToken::label(), secret("999999"));
    QVERIFY(wrong);
    for (int i = 0; i < 3; ++i)
        QVERIFY(Pkcs11Engine::open(*wrong).failure() == fc::Pkcs11LoginRefused);
    wrong->reset();
    auto module = Pkcs11Module::load(QStringLiteral(SM_PKCS11_FAULT_MODULE), smtest::SoftToken::label(),
        secret(smtest::SoftToken::pin().toUtf8()));
    QVERIFY(module);
    m_module = module.take();
    auto engine = Pkcs11Engine::open(m_module);
    QVERIFY(engine);
    m_engine = engine.take();
}

void Pkcs11EngineTest::whatIsNotThere()
{
    QVERIFY(Pkcs11Module::load(QStringLiteral("/nonexistent.so"), QStringLiteral("x"), secret("1")).failure()
        == fc::Pkcs11ModuleUnusable);
    QVERIFY(Pkcs11Module::load(QStringLiteral("libcrypto.so.3"), QStringLiteral("x"), secret("1")).failure()
        == fc::Pkcs11ModuleUnusable);
    QVERIFY(m_engine->serves(OpenScp02{}));
    QVERIFY(!m_engine->offers(OpenScp02{}));
    QVERIFY(!m_engine->compute(OpenScp02{}));
}

/// Printed, not judged: the sanitizers are in the way.
void Pkcs11EngineTest::rates()
{
    SeededRandom random(9);
    for (const auto rule : {Diversification::None, Diversification::EmvCps, Diversification::Kdf3}) {
        std::vector<OpenScp03> requests;
        for (int i = 0; i < 500; ++i)
            requests.push_back(openingOf(rule, random));
        QElapsedTimer timer;
        timer.start();
        for (const OpenScp03& request : requests)
            QVERIFY(m_engine->compute(request));
        qInfo("SoftHSM2, OpenScp03 %s: %.0f /s in one session", qUtf8Printable(diversificationName(rule)),
            500.0 / (double(timer.nsecsElapsed()) / 1e9));
    }
}

QTEST_GUILESS_MAIN(Pkcs11EngineTest)
#include "tst_pkcs11_engine.moc"
