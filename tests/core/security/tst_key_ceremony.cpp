// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "crypto/components.h"
#include "crypto/kcv.h"
#include "key_samples.h"
#include "security/key_ceremony.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace sm;
using namespace smtest;
using Rule = KeyCeremony::CheckRule;
using State = KeyCeremony::State;

namespace {

const char* const people[] = {"Ada Berg", "Bo Chang", "Cleo Diaz", "Dora Engel", "Emil Frank"};

KeyCeremony::Plan planOf(KeyUsage usage, qsizetype length, int components)
{
    KeyCeremony::Plan plan;
    plan.key.label = QStringLiteral("ISSUER-KBPK");
    plan.key.usage = usage;
    plan.length = length;
    plan.components = components;
    return plan;
}

KeyCeremony begun(const KeyCeremony::Plan& plan)
{
    auto ceremony = KeyCeremony::begin(plan);
    if (!ceremony)
        qFatal("the sample plan is refused");
    return ceremony.take();
}

QByteArray checkValue(const SecretBytes& value, bool tdea, Rule rule = Rule::GlobalPlatform)
{
    const auto kcv = tdea     ? kcvDes(value)
        : rule == Rule::Cmac  ? kcvAesCmac(value)
        : rule == Rule::Zeros ? kcvAesZero(value)
                              : kcvAesGp(value);
    return kcv ? *kcv : QByteArray();
}

Outcome<Done> addGood(KeyCeremony& ceremony, int number, bool tdea)
{
    auto part = madeUpKey(ceremony.plan().length, quint8(number));
    const QByteArray kcv = checkValue(part, tdea, ceremony.plan().rule);
    return ceremony.add(std::move(part), QLatin1String(people[number]), kcv);
}

} // namespace

class KeyCeremonyTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void makesTheKey_data();
    void makesTheKey();
    void agreesWithTheVector();
    void refusesPlans_data();
    void refusesPlans();
    void refusesComponents_data();
    void refusesComponents();
    void refusesWeakKeys_data();
    void refusesWeakKeys();
    void statesAllowWhatTheyMean_data();
    void statesAllowWhatTheyMean();
    void wipesWhatItHeld_data();
    void wipesWhatItHeld();
};

void KeyCeremonyTest::makesTheKey_data()
{
    QTest::addColumn<KeyUsage>("usage");
    QTest::addColumn<int>("length");
    QTest::addColumn<int>("components");
    QTest::addColumn<Rule>("rule");
    for (int n = 2; n <= 5; ++n) {
        for (const int length : {16, 24, 32}) {
            for (const Rule rule : {Rule::GlobalPlatform, Rule::Cmac, Rule::Zeros})
                QTest::addRow("AES %d, %d components, rule %d", length * 8, n, int(rule))
                    << KeyUsage::BlockProtection << length << n << rule;
        }
        for (const int length : {16, 24})
            QTest::addRow("TDEA %d, %d components", length * 8, n)
                << KeyUsage::TdeaBlockProtection << length << n << Rule::GlobalPlatform;
    }
}

void KeyCeremonyTest::makesTheKey()
{
    QFETCH(KeyUsage, usage);
    QFETCH(int, length);
    QFETCH(int, components);
    QFETCH(Rule, rule);
    const bool tdea = usage == KeyUsage::TdeaBlockProtection;
    auto plan = planOf(usage, length, components);
    plan.rule = rule;
    KeyCeremony ceremony = begun(plan);
    QByteArray expected(length, '\0');
    for (int i = 0; i < components; ++i) {
        QVERIFY(ceremony.state() == State::Collecting);
        QCOMPARE(ceremony.next(), i + 1);
        QVERIFY(addGood(ceremony, i, tdea));
        const SecretBytes part = madeUpKey(length, quint8(i));
        for (int b = 0; b < length; ++b)
            expected[b] = char(expected[b] ^ char(part.data()[b]));
    }
    QVERIFY(ceremony.state() == State::Complete);
    const auto shown = ceremony.checkValue();
    QVERIFY(shown);
    auto key = ceremony.take();
    QVERIFY(key);
    QCOMPARE(*shown, checkValue(key->value, tdea, rule).first(3));
    QCOMPARE(key->kcv, checkValue(key->value, tdea));
    QCOMPARE(key->as.people.size(), size_t(components));
    QCOMPARE(key->as.label, plan.key.label);
    if (tdea) {
        QVERIFY(hasOddParity(key->value));
        for (int b = 0; b < length; ++b)
            QCOMPARE(key->value.data()[b] & 0xFE, quint8(expected[b]) & 0xFE);
    } else {
        QCOMPARE(hexOf(key->value), toHex(expected));
    }
}

void KeyCeremonyTest::agreesWithTheVector()
{
    QFile file(QStringLiteral(SM_TEST_DATA "/vectors/mac_kcv.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    int ran = 0;
    for (const QJsonValue& one : QJsonDocument::fromJson(file.readAll()).array()) {
        const QJsonArray parts = one[QLatin1String("inputs")][QLatin1String("components")].toArray();
        const QJsonObject expected = one[QLatin1String("expected")].toObject();
        const QJsonArray kcvs = expected[QLatin1String("component_kcvs")].toArray();
        if (parts.isEmpty())
            continue;
        ++ran;
        KeyCeremony ceremony
            = begun(planOf(KeyUsage::EmvMaster, parts[0].toString().size() / 2, int(parts.size())));
        for (qsizetype i = 0; i < parts.size(); ++i)
            QVERIFY(ceremony.add(secretOf(parts[i].toString().toLatin1()), QLatin1String(people[i]),
                QByteArray::fromHex(kcvs[i].toString().toLatin1())));
        QCOMPARE(toHex(*ceremony.checkValue()), expected[QLatin1String("kcv")].toString());
        QCOMPARE(hexOf(ceremony.take()->value), expected[QLatin1String("key_odd_parity")].toString());
    }
    QCOMPARE(ran, 1);
}

void KeyCeremonyTest::refusesPlans_data()
{
    QTest::addColumn<QString>("what");
    for (const char* what : {"label", "version", "usage", "length", "components", "dates", "purpose"})
        QTest::newRow(what) << QString::fromLatin1(what);
    QTest::newRow("256 bits of TDEA") << QStringLiteral("length");
    QTest::newRow("one component") << QStringLiteral("components");
}

void KeyCeremonyTest::refusesPlans()
{
    QFETCH(QString, what);
    auto plan = planOf(KeyUsage::BlockProtection, 16, 3);
    const QByteArray row = QTest::currentDataTag();
    if (row == "label")
        plan.key.label = QStringLiteral("  ");
    else if (row == "version")
        plan.key.version = 0;
    else if (row == "usage")
        plan.key.usage = KeyUsage::IssuerSigning;
    else if (row == "length")
        plan.length = 17;
    else if (row == "components")
        plan.components = 6;
    else if (row == "dates")
        plan.key.life = KeyLife{false, QDate(2027, 1, 2), QDate(2027, 1, 1)};
    else if (row == "purpose")
        plan.purpose = QStringLiteral("K");
    else if (row == "one component")
        plan.components = 1;
    else
        plan = planOf(KeyUsage::EmvMaster, 32, 3);
    const auto refused = KeyCeremony::begin(plan);
    QVERIFY(!refused);
    QCOMPARE(codeOf(refused.failure()), "CeremonyPlanWrong");
    QCOMPARE(refused.failure().param("what"), what);
}

void KeyCeremonyTest::refusesComponents_data()
{
    QTest::addColumn<QString>("person");
    QTest::addColumn<int>("length");
    QTest::addColumn<QByteArray>("checkValue"); ///< empty: the right one
    QTest::addColumn<QString>("code");
    const QString bo = QStringLiteral("Bo Chang");
    QTest::newRow("wrong check value") << bo << 16 << QByteArray("\1\2\3") << "CeremonyCheckValueWrong";
    QTest::newRow("no check value") << bo << 16 << QByteArray("") << "CeremonyCheckValueWrong";
    QTest::newRow("half a check value") << bo << 16 << QByteArray("half") << "CeremonyCheckValueWrong";
    QTest::newRow("too short") << bo << 15 << QByteArray() << "CeremonyComponentWrong";
    QTest::newRow("too long") << bo << 24 << QByteArray() << "CeremonyComponentWrong";
    QTest::newRow("empty") << bo << 0 << QByteArray() << "CeremonyComponentWrong";
    QTest::newRow("same person") << "Ada Berg" << 16 << QByteArray() << "CeremonyPersonRefused";
    QTest::newRow("same person, other spelling")
        << QString::fromUtf8("  ada   BERG ") << 16 << QByteArray() << "CeremonyPersonRefused";
    QTest::newRow("nobody") << " " << 16 << QByteArray() << "CeremonyPersonRefused";
}

void KeyCeremonyTest::refusesComponents()
{
    QFETCH(QString, person);
    QFETCH(int, length);
    QFETCH(QByteArray, checkValue);
    QFETCH(QString, code);
    KeyCeremony ceremony = begun(planOf(KeyUsage::BlockProtection, 16, 3));
    QVERIFY(addGood(ceremony, 0, false));
    SecretBytes part = length > 0 ? madeUpKey(length, 1) : SecretBytes();
    if (checkValue.isNull() && length >= 16)
        checkValue = ::checkValue(part, false);
    else if (checkValue == "half")
        checkValue = ::checkValue(part, false).first(2);
    const auto refused = ceremony.add(std::move(part), person, checkValue);
    QVERIFY(!refused);
    QCOMPARE(QLatin1String(codeOf(refused.failure())), code);
    QCOMPARE(refused.failure().param("component"), QStringLiteral("2"));
    // The first one is not lost, and the place waits for a right one.
    QVERIFY(ceremony.state() == State::Collecting);
    QCOMPARE(ceremony.next(), 2);
    QVERIFY(addGood(ceremony, 1, false));
    QVERIFY(addGood(ceremony, 2, false));
    QVERIFY(ceremony.state() == State::Complete);
}

void KeyCeremonyTest::refusesWeakKeys_data()
{
    QTest::addColumn<KeyUsage>("usage");
    QTest::addColumn<QByteArrayList>("parts");
    QTest::addColumn<QString>("what");
    const QByteArray one = "00112233445566778899AABBCCDDEEFF";
    const QByteArray other = "0F1E2D3C4B5A69788796A5B4C3D2E1F0";
    const QByteArray zeros = QByteArray(32, '0');
    QTest::newRow("zero") << KeyUsage::Mac << QByteArrayList{one, one} << "zero";
    QTest::newRow("zero but for parity")
        << KeyUsage::EmvMaster << QByteArrayList{one, "01112233445566778899AABBCCDDEEFF"} << "zero";
    QTest::newRow("a component of two") << KeyUsage::Mac << QByteArrayList{one, zeros} << "component";
    QTest::newRow("a component of three")
        << KeyUsage::Mac << QByteArrayList{one, other, other} << "component";
    QTest::newRow("single DES") << KeyUsage::EmvMaster
                                << QByteArrayList{"0123456789ABCDEF1111111111111111",
                                       "11111111111111110123456789ABCDEF"}
                                << "halves";
}

void KeyCeremonyTest::refusesWeakKeys()
{
    QFETCH(KeyUsage, usage);
    QFETCH(QByteArrayList, parts);
    QFETCH(QString, what);
    const bool tdea = usage == KeyUsage::EmvMaster;
    KeyCeremony ceremony = begun(planOf(usage, 16, int(parts.size())));
    for (qsizetype i = 0; i < parts.size(); ++i) {
        auto part = secretOf(parts[i]);
        const QByteArray kcv = checkValue(part, tdea);
        const auto added = ceremony.add(std::move(part), QLatin1String(people[i]), kcv);
        QCOMPARE(added.ok(), i + 1 < parts.size());
        if (added)
            continue;
        QCOMPARE(codeOf(added.failure()), "CeremonyKeyWeak");
        QCOMPARE(added.failure().param("what"), what);
    }
    QVERIFY(ceremony.state() == State::Ended);
    QVERIFY(!ceremony.take());
}

void KeyCeremonyTest::statesAllowWhatTheyMean_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("collecting") << State::Collecting;
    QTest::newRow("complete") << State::Complete;
    QTest::newRow("taken") << State::Taken;
    QTest::newRow("ended") << State::Ended;
}

void KeyCeremonyTest::statesAllowWhatTheyMean()
{
    QFETCH(State, state);
    KeyCeremony ceremony = begun(planOf(KeyUsage::BlockProtection, 32, 2));
    QVERIFY(addGood(ceremony, 0, false));
    if (state == State::Complete || state == State::Taken)
        QVERIFY(addGood(ceremony, 1, false));
    if (state == State::Taken)
        QVERIFY(ceremony.take());
    if (state == State::Ended)
        ceremony.cancel();
    QVERIFY(ceremony.state() == state);
    QCOMPARE(QByteArray(ceremonyStateName(state)), QByteArray(QTest::currentDataTag()));
    const auto shown = ceremony.checkValue();
    QCOMPARE(shown.ok(), state == State::Complete);
    if (state != State::Collecting) {
        const auto more = addGood(ceremony, 2, false);
        QVERIFY(!more);
        QCOMPARE(codeOf(more.failure()), "CeremonyStateUnfit");
        QCOMPARE(more.failure().param("state"), QLatin1String(ceremonyStateName(state)));
    }
    QCOMPARE(ceremony.take().ok(), state == State::Complete);
}

void KeyCeremonyTest::wipesWhatItHeld_data()
{
    QTest::addColumn<int>("added");
    QTest::newRow("one component") << 1;
    QTest::newRow("all but one") << 2;
    QTest::newRow("the key") << 3;
}

/// Where a component lay in the locked heap it is no more once the ceremony was cancelled, or has the key.
void KeyCeremonyTest::wipesWhatItHeld()
{
    QFETCH(int, added);
    KeyCeremony ceremony = begun(planOf(KeyUsage::BlockProtection, 32, 3));
    std::vector<const quint8*> places;
    for (int i = 0; i < added; ++i) {
        auto part = madeUpKey(32, quint8(i));
        const QByteArray kcv = checkValue(part, false);
        places.push_back(part.data());
        QVERIFY(ceremony.add(std::move(part), QLatin1String(people[i]), kcv));
    }
    const auto isThere = [&](int i) {
        const SecretBytes original = madeUpKey(32, quint8(i));
        // The heap keeps its lists in the first bytes of what is free.
        return places[size_t(i)] != original.data()
            && std::equal(original.data() + 16, original.data() + 32, places[size_t(i)] + 16);
    };
    if (added < 3) {
        for (int i = 0; i < added; ++i)
            QVERIFY(isThere(i));
        ceremony.cancel();
    }
    for (int i = 0; i < added; ++i)
        QVERIFY(!isThere(i));
}

QTEST_GUILESS_MAIN(KeyCeremonyTest)
#include "tst_key_ceremony.moc"
