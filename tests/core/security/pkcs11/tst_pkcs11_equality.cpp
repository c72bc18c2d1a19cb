// SPDX-License-Identifier: GPL-3.0-or-later
// A token answers as soft keys do: random requests of every kind to both. 50 of each kind by default;
//     tst_pkcs11_equality --requests 1000
// compares as many as are asked for and prints what was compared.
#include "../../../support/soft_token.h"
#include "base/failures/security.h"
#include "crypto/kcv.h"
#include "equality_requests.h"
#include "security/pkcs11/pkcs11_engine.h"
#include "security/soft_engine.h"
#include "security/test_issuer_keys.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace sm;
using smtest::RandomRequests;

namespace {

int requestsOfAKind = 50;

QString codeOf(const Outcome<SecurityReply>& outcome)
{
    return outcome ? QStringLiteral("ok") : QLatin1String(failureEntry(outcome.failure().code())->name);
}

} // namespace

class Pkcs11EqualityTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void deterministicKinds_data();
    void deterministicKinds();
    void translatedPinsAreThePins();
    void dataKeysOpenAtTheOther();
    void certificatesBelongToTheirKeys();
    void randomIsRandom();
    void heldKeysDoNotLeave();

private:
    using Make = std::function<SecurityRequest(RandomRequests&)>;

    std::unique_ptr<smtest::SoftToken> m_token;
    std::shared_ptr<Pkcs11Module> m_module;
    std::shared_ptr<Pkcs11Engine> m_engine;
    std::shared_ptr<const KeyStore> m_keys;
    std::unique_ptr<SoftEngine> m_soft;
};

Q_DECLARE_METATYPE(std::function<SecurityRequest(RandomRequests&)>)

void Pkcs11EqualityTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    m_token = std::make_unique<smtest::SoftToken>();
    QVERIFY(m_token->isGood());
    auto pin = SecretBytes::copyOf(bytesOf(smtest::SoftToken::pin().toUtf8()));
    QVERIFY(pin);
    auto module = Pkcs11Module::load(smtest::SoftToken::module(), smtest::SoftToken::label(), pin.take());
    QVERIFY2(module, module ? "" : qUtf8Printable(module.failure().toString()));
    m_module = module.take();
    const auto made = makeTestKeysInToken(m_module);
    QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().toString()));
    auto engine = Pkcs11Engine::open(m_module);
    QVERIFY2(engine, engine ? "" : qUtf8Printable(engine.failure().toString()));
    m_engine = engine.take();
    auto keys = testKeys();
    QVERIFY(keys);
    m_keys = keys.take();
    m_soft = std::make_unique<SoftEngine>(m_keys, std::make_shared<SystemRandom>());
    QVERIFY(m_engine->keys() == m_soft->keys()); // labels, versions, usages, check values
}

void Pkcs11EqualityTest::cleanupTestCase()
{
    m_engine.reset();
    m_module.reset();
}

void Pkcs11EqualityTest::deterministicKinds_data()
{
    QTest::addColumn<Make>("make");
    const auto row = [](const char* name, auto member) {
        QTest::newRow(name) << Make(
            [member](RandomRequests& requests) { return SecurityRequest((requests.*member)()); });
    };
    row("OpenScp03", &RandomRequests::openScp03);
    row("OpenScp02", &RandomRequests::openScp02);
    row("UnwrapDataKey", &RandomRequests::unwrapDataKey);
    row("ComputeMac", &RandomRequests::computeMac);
    row("KeyCheck", &RandomRequests::keyCheck);
    row("ReleaseCard", &RandomRequests::releaseCard);
    row("AuthorizeCreation", &RandomRequests::authorizeCreation);
    row("MakeCardKeys", &RandomRequests::makeCardKeys);
    row("EmvCardKeys", &RandomRequests::emvCardKeys);
    row("MakeCardVerification", &RandomRequests::makeCardVerification);
    row("Reencipher", &RandomRequests::reencipher);
    row("SignStaticData", &RandomRequests::signStaticData);
    row("MakeSimKeys", &RandomRequests::makeSimKeys);
    QTest::newRow("TranslatePin") << Make([](RandomRequests& requests) {
        SecretBytes pin;
        return SecurityRequest(requests.translatePin(pin));
    });
    QTest::newRow("ReadIssuerCertificate") << Make([](RandomRequests&) {
        return SecurityRequest(ReadIssuerCertificate{RandomRequests::key("TEST-ISSUER")});
    });
    QTest::newRow("SelfTest") << Make([](RandomRequests&) { return SecurityRequest(SelfTest{}); });
}

void Pkcs11EqualityTest::deterministicKinds()
{
    QFETCH(Make, make);
    RandomRequests requests(0x5EED, *m_keys);
    int good = 0;
    QMap<QString, int> refused;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < requestsOfAKind; ++i) {
        const SecurityRequest request = make(requests);
        const auto token = m_engine->compute(request);
        const auto soft = m_soft->compute(request);
        QVERIFY2(codeOf(token) == codeOf(soft),
            qUtf8Printable(QStringLiteral("%1: token %2, soft %3")
                               .arg(i)
                               .arg(token ? codeOf(token) : token.failure().toString(),
                                   soft ? codeOf(soft) : soft.failure().toString())));
        QCOMPARE(m_engine->offers(request), m_soft->offers(request));
        if (!token) {
            ++refused[codeOf(token)];
            continue;
        }
        QVERIFY2(std::visit(smtest::Same(), *token, *soft), qPrintable(QString::number(i)));
        ++good;
    }
    QVERIFY(good > requestsOfAKind / 4);
    QStringList refusals;
    for (auto it = refused.cbegin(); it != refused.cend(); ++it)
        refusals << QStringLiteral("%1 %2").arg(it.value()).arg(it.key());
    qInfo("%s: %d equal replies, %d equal refusals (%s), %lld ms", QTest::currentDataTag(), good,
        requestsOfAKind - good, qUtf8Printable(refusals.join(QStringLiteral(", "))), timer.elapsed());
}

/// Whatever fill a block came with, the card gets the PIN.
void Pkcs11EqualityTest::translatedPinsAreThePins()
{
    RandomRequests requests(2, *m_keys);
    for (int i = 0; i < requestsOfAKind; ++i) {
        SecretBytes pin;
        const TranslatePin request = requests.translatePin(pin);
        const auto reply = m_engine->compute(request);
        QVERIFY2(reply, reply ? "" : qUtf8Printable(reply.failure().toString()));
        const auto form = request.cardFormat == 2 ? ReferencePinForm::Format2 : ReferencePinForm::Plain;
        const auto block = cpsReferencePin(pin, form);
        const SecretBytes opened = requests.opened(request.under, std::get<Enciphered>(*reply).data);
        QVERIFY(block && opened.size() >= 8);
        QVERIFY(std::equal(block->span().begin(), block->span().end(), opened.data()));
    }
}

void Pkcs11EqualityTest::dataKeysOpenAtTheOther()
{
    const KeyRef kek = RandomRequests::key("TEST-KEK");
    const Engine* const engines[] = {m_engine.get(), m_soft.get()};
    QSet<QByteArray> seen;
    for (int i = 0; i < requestsOfAKind; ++i) {
        const auto made = engines[i % 2]->compute(GenerateDataKey{kek});
        QVERIFY2(made, made ? "" : qUtf8Printable(made.failure().toString()));
        const auto& drawn = std::get<DataKey>(*made);
        for (const Engine* engine : engines) {
            const auto back = engine->compute(UnwrapDataKey{kek, drawn.wrapped});
            QVERIFY(back && smtest::Same()(std::get<DataKey>(*back), drawn));
        }
        seen.insert(drawn.wrapped);
    }
    QCOMPARE(int(seen.size()), requestsOfAKind);
}

/// A certificate is recovered as a terminal does; the parts under the card's key make a private key again,
/// and it is the one that the certificate names.
void Pkcs11EqualityTest::certificatesBelongToTheirKeys()
{
    const auto issuer = RsaPrivateKey::fromPkcs8(m_keys->lookUp(RandomRequests::key("TEST-ISSUER"))->value);
    QVERIFY(issuer);
    RandomRequests requests(3, *m_keys);
    for (int i = 0; i < requestsOfAKind; ++i) {
        const MakeIccCertificate request = requests.makeIccCertificate();
        const auto reply = m_engine->compute(request);
        QVERIFY2(reply, reply ? "" : qUtf8Printable(reply.failure().toString()));
        const auto& made = std::get<IccCertificate>(*reply);
        const auto recovered = verifyCardKey(issuer->publicKey(),
            {made.certificate, made.remainder, made.exponent}, request.staticData, request.pan);
        QVERIFY2(recovered, recovered ? "" : qUtf8Printable(recovered.failure().toString()));
        QCOMPARE(recovered->key.size(), request.bits / 8);
        RsaCrt parts;
        SecretBytes* const slots[] = {&parts.qInverse, &parts.dQ, &parts.dP, &parts.q, &parts.p};
        QCOMPARE(made.crt.size(), std::size(slots));
        for (size_t part = 0; part < std::size(slots); ++part) {
            const SecretBytes padded = requests.opened(request.under, made.crt[part]);
            QVERIFY(padded.size() >= request.bits / 16);
            *slots[part] = SecretBytes::copyOf(padded.span().first(request.bits / 16)).take();
        }
        const auto own = RsaPrivateKey::fromCrt(parts);
        QVERIFY2(own, own ? "" : qUtf8Printable(own.failure().toString()));
        QVERIFY(own->publicKey() == recovered->key);
    }
}

void Pkcs11EqualityTest::randomIsRandom()
{
    RandomRequests requests(4, *m_keys);
    QSet<QByteArray> seen;
    for (int i = 0; i < requestsOfAKind; ++i) {
        const auto length = quint16(8 + requests.below(249));
        const auto drawn = m_engine->compute(DrawRandom{length});
        QVERIFY(drawn);
        QCOMPARE(std::get<RandomDrawn>(*drawn).bytes.size(), qsizetype(length));
        seen.insert(std::get<RandomDrawn>(*drawn).bytes);
        for (const quint16 wrong : {quint16(0), quint16(257)})
            QCOMPARE(
                codeOf(m_engine->compute(DrawRandom{wrong})), codeOf(m_soft->compute(DrawRandom{wrong})));
    }
    QCOMPARE(int(seen.size()), requestsOfAKind);
}

/// What soft keys do and a token refuses: a master that would have to leave as it is.
void Pkcs11EqualityTest::heldKeysDoNotLeave()
{
    RandomRequests requests(5, *m_keys);
    ReleaseCard release = requests.releaseCard();
    release.use = ReleaseCard::Use::Code;
    MakeCardKeys keys = requests.makeCardKeys();
    release.rule = keys.rule = Diversification::None;
    for (const SecurityRequest& request : {SecurityRequest(release), SecurityRequest(keys)}) {
        QVERIFY(m_soft->offers(request));
        QVERIFY(!m_engine->offers(request));
        QCOMPARE(codeOf(m_engine->compute(request)), QStringLiteral("KeyUsageRefused"));
    }
}

int main(int argc, char* argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = QCoreApplication::arguments();
    const qsizetype at = arguments.indexOf(QStringLiteral("--requests"));
    if (at > 0 && at + 1 < arguments.size()) {
        requestsOfAKind = std::max(1, arguments.at(at + 1).toInt());
        arguments.remove(at, 2);
    }
    Pkcs11EqualityTest test;
    return QTest::qExec(&test, arguments);
}
#include "tst_pkcs11_equality.moc"
