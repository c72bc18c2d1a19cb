// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "card/atr.h"
#include "card/response_chain.h"
#include "card/t1_block.h"

using namespace sm;
using smtest::Vector;

/// apdu_atr_t1.json: answers to reset, T=1 blocks, command forms, GET RESPONSE.
class CardVectorsTest : public QObject {
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
    void atr(Vector& vector);
    void block(Vector& vector);
    void apdu(Vector& vector);
    void getResponse(Vector& vector);

    const QString file = QStringLiteral("apdu_atr_t1.json");
    smtest::VectorRows m_rows;
};

void CardVectorsTest::vectors()
{
    Vector vector = m_rows.next();
    if (vector.has("atr"))
        atr(vector);
    else if (vector.has("pcb"))
        block(vector);
    else if (vector.has("header"))
        apdu(vector);
    else if (vector.has("tpdu"))
        getResponse(vector);
    else
        QFAIL("a vector of unknown shape");
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void CardVectorsTest::atr(Vector& vector)
{
    const QByteArray raw = vector.bytes("atr");
    const auto parsed = Atr::parse(raw);
    SM_VERIFY_OK(parsed);
    QCOMPARE(parsed->raw, raw);
    QCOMPARE(toHex(QByteArray(1, char(parsed->ts))), vector.expected("TS").toString());
    QCOMPARE(toHex(QByteArray(1, char(parsed->t0))), vector.expected("T0").toString());
    QJsonObject bytes;
    for (const auto& byte : parsed->interfaceBytes) {
        const QString name = QStringLiteral("T%1%2").arg(QLatin1Char(byte.letter)).arg(byte.index);
        bytes.insert(name, toHex(QByteArray(1, char(byte.value))));
        QCOMPARE(parsed->interfaceByte(byte.letter, byte.index), byte.value);
    }
    QCOMPARE(bytes, vector.expected("interface").toObject());
    QJsonArray protocols;
    for (const int protocol : parsed->protocols) {
        protocols.append(protocol);
        QVERIFY(parsed->supports(protocol));
    }
    QCOMPARE(protocols, vector.expected("protocols").toArray());
    QCOMPARE(toHex(parsed->historical), vector.expected("historical").toString());
    QCOMPARE(parsed->tck.has_value(), vector.expected("tck_present").toBool());
    const QJsonValue tckOk = vector.expected("tck_ok");
    QCOMPARE(parsed->tckOk.has_value(), !tckOk.isNull());
    QCOMPARE(parsed->tckOk.value_or(false), tckOk.toBool());
}

void CardVectorsTest::block(Vector& vector)
{
    const T1Block block{vector.byte("nad"), vector.byte("pcb"), vector.bytes("inf")};
    const std::pair<const char*, T1Check> forms[] = {{"block_lrc", T1Check::Lrc},
        {"block_crc_x25_msb_first", T1Check::CrcMsbFirst}, {"block_crc_x25_lsb_first", T1Check::CrcLsbFirst}};
    for (const auto& [name, check] : forms) {
        const QByteArray expected = vector.expectedBytes(name);
        SM_COMPARE_BYTES(block.encode(check), expected);
        const auto parsed = T1Block::parse(expected, check);
        SM_VERIFY_OK(parsed);
        QCOMPARE(*parsed == block, true);
    }
}

void CardVectorsTest::apdu(Vector& vector)
{
    const QByteArray header = vector.bytes("header");
    QCOMPARE(header.size(), 4);
    const QJsonValue ne = vector.input("ne");
    const CommandApdu apdu(byteAt(header, 0), byteAt(header, 1), byteAt(header, 2), byteAt(header, 3),
        vector.bytes("data"), ne.isNull() ? std::nullopt : std::optional(quint32(ne.toInt())));
    const QByteArray expected = vector.expectedBytes("apdu");
    QCOMPARE(toHex(apdu.encode()), toHex(expected));
    const auto parsed = CommandApdu::parse(expected);
    SM_VERIFY_OK(parsed);
    QCOMPARE(*parsed == apdu, true);
    if (!apdu.data().isEmpty())
        QCOMPARE(expected.mid(apdu.dataOffset(), apdu.data().size()), apdu.data());
}

void CardVectorsTest::getResponse(Vector& vector)
{
    ResponseChain chain(vector.bytes("tpdu"));
    const auto next = chain.feed(vector.bytes("card"));
    SM_VERIFY_OK(next);
    QCOMPARE(toHex(next->command), toHex(vector.expectedBytes("next")));
}

SM_VECTOR_TEST_MAIN(CardVectorsTest)
#include "tst_card_vectors.moc"
