// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/aes.h"
#include "crypto/components.h"
#include "crypto/des.h"
#include "crypto/diversify.h"
#include "crypto/kcv.h"
#include "crypto/mac.h"

using namespace sm;
using smtest::Vector;

/// keydiv.json and mac_kcv.json.
class KeyVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void diversification_data() { m_diversified.declare(diversifyFile); }
    void diversification();
    void macs_data() { m_macs.declare(macFile); }
    void macs();
    void everyRowRan()
    {
        QVERIFY(m_diversified.declared() > 0 && m_macs.declared() > 0);
        QCOMPARE(m_diversified.ran(), smtest::VectorRows::inFile(diversifyFile));
        QCOMPARE(m_macs.ran(), smtest::VectorRows::inFile(macFile));
    }

private:
    void diversified(Vector& vector);
    void macOrValue(Vector& vector);
    void mac(Vector& vector);
    void cmac(Vector& vector);
    void checkValue(Vector& vector);
    void components(Vector& vector);

    const QString diversifyFile = QStringLiteral("keydiv.json");
    const QString macFile = QStringLiteral("mac_kcv.json");
    smtest::VectorRows m_diversified;
    smtest::VectorRows m_macs;
};

static QByteArray open(const SecretBytes& key)
{
    return QByteArray(reinterpret_cast<const char*>(key.data()), key.size());
}

void KeyVectorsTest::diversification()
{
    Vector vector = m_diversified.next();
    diversified(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void KeyVectorsTest::diversified(Vector& vector)
{
    const QString name = vector.input("rule").toString();
    const auto rule = diversificationFromName(name);
    QVERIFY2(rule.has_value(), qPrintable(name));
    QCOMPARE(diversificationName(*rule), name);
    const auto keys = diversify(*rule, vector.secret("master"), vector.bytes("kdd"));
    SM_VERIFY_OK(keys);
    if (vector.has("usage")) // the one key of the three that this vector gives
        QCOMPARE(vector.byte("usage"),
            quint8(vector.expects("key_enc")    ? 1
                    : vector.expects("key_mac") ? 2
                                                : 3));
    const std::tuple<const SecretBytes*, const char*, const char*> parts[]
        = {{&keys->enc, "key_enc", "kcv_enc"}, {&keys->mac, "key_mac", "kcv_mac"},
            {&keys->dek, "key_dek", "kcv_dek"}};
    int compared = 0;
    for (const auto& [key, value, kcv] : parts) {
        if (vector.expects(value)) {
            QCOMPARE(toHex(open(*key)), toHex(vector.expectedBytes(value)));
            ++compared;
        }
        if (vector.expects(kcv))
            SM_COMPARE_BYTES(
                *rule == Diversification::Kdf3 ? kcvAesGp(*key) : kcvDes(*key), vector.expectedBytes(kcv));
    }
    QVERIFY(compared > 0);
}

void KeyVectorsTest::macs()
{
    Vector vector = m_macs.next();
    macOrValue(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void KeyVectorsTest::macOrValue(Vector& vector)
{
    if (vector.expects("mac"))
        mac(vector);
    else if (vector.expects("cmac"))
        cmac(vector);
    else if (vector.has("components"))
        components(vector);
    else if (vector.expects("kcv"))
        checkValue(vector);
    else
        QFAIL("a vector of unknown shape");
}

/// The padding is an input or the end of the name; the algorithm follows from one key or two.
void KeyVectorsTest::mac(Vector& vector)
{
    const QString padding
        = vector.has("padding") ? vector.input("padding").toString() : vector.name().right(1);
    QVERIFY2(padding == QLatin1String("1") || padding == QLatin1String("2"), qPrintable(padding));
    const MacPadding method = padding == QLatin1String("1") ? MacPadding::Method1 : MacPadding::Method2;
    const QByteArray expected = vector.expectedBytes("mac");
    const QByteArray data = vector.bytes("data");
    if (vector.has("key")) {
        SM_COMPARE_BYTES(macAlgorithm1(vector.secret("key"), data, method), expected);
        return;
    }
    const SecretBytes key = vector.secret("key1");
    const SecretBytes keyPrime = vector.secret("key2");
    SM_COMPARE_BYTES(macAlgorithm3(key, keyPrime, data, method), expected);
    if (key.size() == 8) {
        const QByteArray both = open(key) + open(keyPrime);
        const auto joined
            = SecretBytes::copyOf({reinterpret_cast<const quint8*>(both.constData()), size_t(both.size())});
        SM_VERIFY_OK(joined);
        SM_COMPARE_BYTES(retailMac(*joined, data, method), expected);
    }
}

/// TDEA by the length of its MAC.
void KeyVectorsTest::cmac(Vector& vector)
{
    const SecretBytes key = vector.secret("key");
    const QByteArray data = vector.bytes("data");
    const QByteArray expected = vector.expectedBytes("cmac");
    SM_COMPARE_BYTES(expected.size() == 8 ? tdeaCmac(key, data) : aesCmac(key, data), expected);
}

void KeyVectorsTest::checkValue(Vector& vector)
{
    const QString method = vector.input("method").toString();
    const SecretBytes key = vector.secret("key");
    const QByteArray expected = vector.expectedBytes("kcv");
    if (method == QLatin1String("des"))
        SM_COMPARE_BYTES(kcvDes(key), expected);
    else if (method == QLatin1String("cmac"))
        SM_COMPARE_BYTES(kcvAesCmac(key), expected);
    else if (method == QLatin1String("zero"))
        SM_COMPARE_BYTES(kcvAesZero(key), expected);
    else if (method == QLatin1String("gp"))
        SM_COMPARE_BYTES(kcvAesGp(key), expected);
    else
        QFAIL(qPrintable(QStringLiteral("unknown method ") + method));
}

void KeyVectorsTest::components(Vector& vector)
{
    const auto parts = vector.secrets("components");
    const QJsonArray values = vector.expected("component_kcvs").toArray();
    QCOMPARE(qsizetype(parts.size()), values.size());
    for (size_t i = 0; i < parts.size(); ++i)
        SM_COMPARE_BYTES(kcvDes(parts[i]), vector.hex(values[qsizetype(i)], "component_kcvs"));
    auto key = combineComponents(parts);
    SM_VERIFY_OK(key);
    QCOMPARE(toHex(open(*key)), toHex(vector.expectedBytes("key")));
    SM_COMPARE_BYTES(kcvDes(*key), vector.expectedBytes("kcv"));
    QVERIFY(!hasOddParity(*key));
    setOddParity(*key);
    QVERIFY(hasOddParity(*key));
    QCOMPARE(toHex(open(*key)), toHex(vector.expectedBytes("key_odd_parity")));
}

SM_VECTOR_TEST(KeyVectorsTest)
#include "tst_key_vectors.moc"
