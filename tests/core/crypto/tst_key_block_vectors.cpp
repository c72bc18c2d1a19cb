// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/kcv.h"
#include "crypto/key_block.h"
#include "crypto/milenage.h"

using namespace sm;
using smtest::Vector;

/// tr31.json and milenage.json.
class KeyBlockVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void keyBlocks_data() { m_blocks.declare(blockFile); }
    void keyBlocks();
    void milenage_data() { m_milenage.declare(milenageFile); }
    void milenage();
    void everyRowRan()
    {
        QVERIFY(m_blocks.declared() > 0 && m_milenage.declared() > 0);
        QCOMPARE(m_blocks.ran(), smtest::VectorRows::inFile(blockFile));
        QCOMPARE(m_milenage.ran(), smtest::VectorRows::inFile(milenageFile));
    }

private:
    void keyBlock(Vector& vector);
    void wrapsAgain(const SecretBytes& kbpk, const KeyBlock& block);
    void refusesChanges(const SecretBytes& kbpk, const QByteArray& text);
    void milenageSet(Vector& vector);

    const QString blockFile = QStringLiteral("tr31.json");
    const QString milenageFile = QStringLiteral("milenage.json");
    smtest::VectorRows m_blocks;
    smtest::VectorRows m_milenage;
};

void KeyBlockVectorsTest::keyBlocks()
{
    Vector vector = m_blocks.next();
    keyBlock(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void KeyBlockVectorsTest::keyBlock(Vector& vector)
{
    if (!vector.has("kbpk") || !vector.has("key_block"))
        QFAIL("a vector of unknown shape");
    const SecretBytes kbpk = vector.secret("kbpk");
    const QByteArray text = vector.text("key_block");
    const auto block = unwrapKeyBlock(kbpk, text);
    if (!vector.expects("key")) { // a block that must be refused
        QVERIFY(vector.expects("error"));
        QVERIFY(!vector.expected("error").isUndefined());
        QVERIFY(!block);
        return;
    }
    SM_VERIFY_OK(block);
    QCOMPARE(toHex(smtest::opened(block->key)), toHex(vector.expectedBytes("key")));
    if (vector.expects("header"))
        QCOMPARE(block->headerText, vector.expected("header").toString().toLatin1());
    if (vector.expects("kcv")) {
        const QByteArray expected = vector.expectedBytes("kcv");
        const auto kcv = block->header.algorithm == 'A' ? kcvAesCmac(block->key) : kcvDes(block->key);
        SM_VERIFY_OK(kcv);
        QCOMPARE(toHex(kcv->first(expected.size())), toHex(expected));
    }
    wrapsAgain(kbpk, *block);
    if (!QTest::currentTestFailed())
        refusesChanges(kbpk, text);
}

void KeyBlockVectorsTest::wrapsAgain(const SecretBytes& kbpk, const KeyBlock& block)
{
    SystemRandom random;
    const auto again = wrapKeyBlock(kbpk, block.header, block.key, random);
    SM_VERIFY_OK(again);
    const auto back = unwrapKeyBlock(kbpk, *again);
    SM_VERIFY_OK(back);
    QVERIFY(back->key.equals(block.key));
    QCOMPARE(back->headerText.sliced(5), block.headerText.sliced(5)); // lengths differ with the fill
}

/// Every sign of a block is under its MAC.
void KeyBlockVectorsTest::refusesChanges(const SecretBytes& kbpk, const QByteArray& text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        QByteArray other = text;
        other[i] = other[i] == '1' ? '2' : '1';
        QVERIFY2(!unwrapKeyBlock(kbpk, other), qPrintable(QString::number(i)));
    }
    for (qsizetype length = 0; length < text.size(); ++length)
        QVERIFY(!unwrapKeyBlock(kbpk, QByteArrayView(text).first(length)));
    QVERIFY(!unwrapKeyBlock(kbpk, text + "00000000"));
    auto otherKey = kbpk.duplicate();
    SM_VERIFY_OK(otherKey);
    otherKey->data()[0] ^= 0x10;
    const auto wrong = unwrapKeyBlock(*otherKey, text);
    QVERIFY(!wrong);
    QVERIFY2(wrong.failure().toString().startsWith(QLatin1String("KeyBlockMacWrong")),
        qPrintable(wrong.failure().toString()));
}

void KeyBlockVectorsTest::milenage()
{
    Vector vector = m_milenage.next();
    milenageSet(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void KeyBlockVectorsTest::milenageSet(Vector& vector)
{
    const SecretBytes k = vector.secret("k");
    const auto opc = milenageOpc(k, vector.secret("op"));
    SM_COMPARE_SECRET(opc, vector.expectedBytes("opc"));
    const auto out = sm::milenage(k, *opc, {vector.bytes("rand"), vector.bytes("sqn"), vector.bytes("amf")});
    SM_VERIFY_OK(out);
    const std::pair<QByteArray, const char*> values[]
        = {{out->macA, "mac_a"}, {out->macS, "mac_s"}, {out->res, "res"}, {smtest::opened(out->ck), "ck"},
            {smtest::opened(out->ik), "ik"}, {out->ak, "ak"}, {out->akStar, "ak_star"}, {out->autn, "autn"}};
    for (const auto& [value, name] : values)
        QCOMPARE(toHex(value), toHex(vector.expectedBytes(name)));
}

SM_VECTOR_TEST(KeyBlockVectorsTest)
#include "tst_key_block_vectors.moc"
