// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/des.h"
#include "crypto/emv_keys.h"
#include "crypto/pin_block.h"

using namespace sm;
using smtest::Vector;

/// emv_keys.json: master and session keys, cryptograms, scripts, CVC3.
class EmvKeyVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void vectors_data() { m_rows.declare(file); }
    void vectors();
    void everyRowRan()
    {
        QVERIFY(m_rows.declared() > 0);
        QCOMPARE(m_rows.ran(), smtest::VectorRows::inFile(file));
    }

private:
    void dispatch(Vector& vector);
    void masterAndSession(Vector& vector);
    void answers(
        Vector& vector, const SecretBytes& master, const SecretBytes& session, const QByteArray& arqc);
    void pinChange(Vector& vector);
    void cvn10(Vector& vector, const SecretBytes& master);
    void cvn18(Vector& vector, const SecretBytes& master);
    void cvc3(Vector& vector);
    void visaScriptKey(Vector& vector);
    static QByteArray keyCheck(const SecretBytes& key)
    {
        const auto block = tdeaEcbEncrypt(key, QByteArray(8, '\0'));
        return block ? block->first(2) : QByteArray();
    }

    const QString file = QStringLiteral("emv_keys.json");
    smtest::VectorRows m_rows;
};

void EmvKeyVectorsTest::vectors()
{
    Vector vector = m_rows.next();
    dispatch(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void EmvKeyVectorsTest::dispatch(Vector& vector)
{
    if (vector.has("option")) {
        masterAndSession(vector);
    } else if (vector.has("imk_smc")) {
        pinChange(vector);
    } else if (vector.has("imk_ac")) {
        const auto master
            = emvMasterKey(EmvKeyOption::A, vector.secret("imk_ac"), vector.text("pan"), vector.text("psn"));
        SM_VERIFY_OK(master);
        if (vector.has("atc"))
            cvn18(vector, *master);
        else
            cvn10(vector, *master);
    } else if (vector.has("imk_cvc3")) {
        cvc3(vector);
    } else if (vector.name().startsWith(QLatin1String("visa-sm")) && vector.has("atc")) {
        visaScriptKey(vector);
    } else {
        QFAIL("a vector of unknown shape");
    }
}

void EmvKeyVectorsTest::masterAndSession(Vector& vector)
{
    const QString option = vector.input("option").toString();
    QVERIFY(option == QLatin1String("A") || option == QLatin1String("B"));
    const auto master = emvMasterKey(option == QLatin1String("A") ? EmvKeyOption::A : EmvKeyOption::B,
        vector.secret("imk"), vector.text("pan"), vector.text("psn"));
    SM_COMPARE_SECRET(master, vector.expectedBytes("icc_mk"));
    QCOMPARE(toHex(keyCheck(*master)), toHex(vector.expectedBytes("icc_mk_kcv2")));
    const auto session = emvSessionKey(*master, vector.bytes("session_r"));
    SM_COMPARE_SECRET(session, vector.expectedBytes("sk_ac"));
    QCOMPARE(toHex(keyCheck(*session)), toHex(vector.expectedBytes("sk_ac_kcv2")));
    const QString padding = vector.input("padding").toString();
    QVERIFY(padding == QLatin1String("emv") || padding == QLatin1String("visa"));
    const auto arqc = emvCryptogram(*session, vector.bytes("ac_data"),
        padding == QLatin1String("emv") ? MacPadding::Method2 : MacPadding::Method1);
    SM_COMPARE_BYTES(arqc, vector.expectedBytes("arqc"));
    answers(vector, *master, *session, *arqc);
}

/// Method 1 under the key that the vector names, method 2 under the session key.
void EmvKeyVectorsTest::answers(
    Vector& vector, const SecretBytes& master, const SecretBytes& session, const QByteArray& arqc)
{
    const QByteArray responseCode = vector.bytes("arpc_rc");
    int compared = 0;
    if (vector.expects("arpc_method1")) {
        const QString which = vector.expected("arpc_key").toString();
        QVERIFY(which == QLatin1String("mk") || which == QLatin1String("sk"));
        SM_COMPARE_BYTES(emvArpc1(which == QLatin1String("mk") ? master : session, arqc, responseCode),
            vector.expectedBytes("arpc_method1"));
        ++compared;
    }
    if (vector.expects("arpc_method2")) {
        for (const QJsonValue value : vector.expected("arpc_method2").toArray()) {
            const QJsonObject one = value.toObject();
            const auto field
                = [&](const char* name) { return vector.hex(one.value(QLatin1String(name)), name); };
            QCOMPARE(one.size(), 3);
            SM_COMPARE_BYTES(emvArpc2(session, arqc, field("csu"), field("prop_auth_data")), field("arpc"));
            ++compared;
        }
    }
    QVERIFY(compared > 0);
}

void EmvKeyVectorsTest::pinChange(Vector& vector)
{
    const QByteArray pan = vector.text("pan");
    const QByteArray psn = vector.text("psn");
    const QByteArray r = vector.bytes("r");
    const auto secrecyMaster = emvMasterKey(EmvKeyOption::A, vector.secret("imk_smc"), pan, psn);
    const auto integrityMaster = emvMasterKey(EmvKeyOption::A, vector.secret("imk_smi"), pan, psn);
    SM_VERIFY_OK(secrecyMaster);
    SM_VERIFY_OK(integrityMaster);
    const auto secrecy = emvSessionKey(*secrecyMaster, r);
    const auto integrity = emvSessionKey(*integrityMaster, r);
    SM_VERIFY_OK(secrecy);
    SM_VERIFY_OK(integrity);
    SystemRandom random;
    const auto block = pinBlock(PinBlockFormat::Iso2, vector.secretText("pin"), {}, random);
    SM_COMPARE_SECRET(block, vector.expectedBytes("pin_block"));
    const auto enciphered = emvScriptEncipher(*secrecy, *block, EmvScriptPadding::IfNeeded);
    SM_COMPARE_BYTES(enciphered, vector.expectedBytes("enciphered"));
    SM_COMPARE_BYTES(
        emvScriptMac(*integrity, vector.bytes("header") + *enciphered), vector.expectedBytes("mac"));
}

void EmvKeyVectorsTest::cvn10(Vector& vector, const SecretBytes& master)
{
    QCOMPARE(toHex(smtest::opened(master)), toHex(vector.expectedBytes("icc_mk")));
    const auto arqc = emvCryptogram(master, vector.bytes("ac_data"), MacPadding::Method1);
    SM_COMPARE_BYTES(arqc, vector.expectedBytes("arqc"));
    SM_COMPARE_BYTES(emvArpc1(master, *arqc, vector.expectedBytes("arpc_rc")), vector.expectedBytes("arpc"));
}

void EmvKeyVectorsTest::cvn18(Vector& vector, const SecretBytes& master)
{
    const auto session = emvCryptogramSessionKey(master, vector.bytes("atc"));
    SM_VERIFY_OK(session);
    QCOMPARE(toHex(keyCheck(*session)), toHex(vector.expectedBytes("sk_kcv2")));
    const auto arqc = emvCryptogram(*session, vector.bytes("ac_data"), MacPadding::Method2);
    SM_COMPARE_BYTES(arqc, vector.expectedBytes("arqc"));
    SM_COMPARE_BYTES(
        emvArpc2(*session, *arqc, QByteArray(4, '\0'), {}), vector.expectedBytes("arpc_m2_csu0"));
}

/// Track 1 is text, track 2 hexadecimal; the track carries the last digits.
void EmvKeyVectorsTest::cvc3(Vector& vector)
{
    const auto key
        = emvMasterKey(EmvKeyOption::A, vector.secret("imk_cvc3"), vector.text("pan"), vector.text("psn"));
    SM_VERIFY_OK(key);
    QCOMPARE(toHex(keyCheck(*key)), toHex(vector.expectedBytes("icc_kcv2")));
    const QByteArray track
        = vector.text("track").startsWith('B') ? vector.text("track") : vector.bytes("track");
    const auto value = emvCvc3(*key, track, vector.bytes("un"), vector.bytes("atc"));
    SM_VERIFY_OK(value);
    const QByteArray expected = vector.expected("cvc3").toString().toLatin1();
    QVERIFY(expected.size() >= 3);
    QCOMPARE(value->last(expected.size()), expected);
}

/// The key's name is whatever the input beside the counter is called.
void EmvKeyVectorsTest::visaScriptKey(Vector& vector)
{
    QStringList names = vector.inputNames();
    names.removeAll(QStringLiteral("atc"));
    QCOMPARE(names.size(), 1);
    const char* const expected = vector.expects("sk") ? "sk" : "session_key";
    SM_COMPARE_SECRET(
        visaScriptSessionKey(vector.secret(names.first().toLatin1().constData()), vector.bytes("atc")),
        vector.expectedBytes(expected));
}

SM_VECTOR_TEST(EmvKeyVectorsTest)
#include "tst_emv_key_vectors.moc"
