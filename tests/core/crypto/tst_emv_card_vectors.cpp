// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/cps_dgi.h"
#include "crypto/emv_certificates.h"

#include <QRegularExpression>

using namespace sm;
using smtest::Vector;

/// emv_certs.json and cps_dgi.json: what personalization puts into an EMV card.
class EmvCardVectorsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void certificates_data() { m_certificates.declare(certificateFile); }
    void certificates();
    void groupings_data() { m_groupings.declare(groupingFile); }
    void groupings();
    void everyRowRan()
    {
        QVERIFY(m_certificates.declared() > 0 && m_groupings.declared() > 0);
        QCOMPARE(m_certificates.ran(), smtest::VectorRows::inFile(certificateFile));
        QCOMPARE(m_groupings.ran(), smtest::VectorRows::inFile(groupingFile));
    }

private:
    void certificate(Vector& vector);
    void issuerKey(Vector& vector);
    void cardKey(Vector& vector);
    void commonFields(Vector& vector, const EmvRecoveredKey& key, const char* modulus);
    void dynamicSignature(Vector& vector);
    void staticSignature(Vector& vector);
    void grouping(Vector& vector);
    void rsaParts(Vector& vector);
    void enciphered(Vector& vector);
    void commands(Vector& vector);
    static QString hexByte(quint8 value) { return toHex(QByteArray(1, char(value))); }

    const QString certificateFile = QStringLiteral("emv_certs.json");
    const QString groupingFile = QStringLiteral("cps_dgi.json");
    smtest::VectorRows m_certificates;
    smtest::VectorRows m_groupings;
};

static QByteArray changed(QByteArray bytes)
{
    bytes[bytes.size() / 2] = char(bytes[bytes.size() / 2] ^ 0x10);
    return bytes;
}

void EmvCardVectorsTest::certificates()
{
    Vector vector = m_certificates.next();
    certificate(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void EmvCardVectorsTest::certificate(Vector& vector)
{
    if (vector.has("rid"))
        QCOMPARE(toHex(emvAuthorityKeyHash(vector.bytes("rid"), vector.byte("index"),
                     {vector.bytes("modulus"), vector.bytes("exponent")})),
            toHex(vector.expectedBytes("sha1")));
    else if (vector.has("tag90"))
        issuerKey(vector);
    else if (vector.has("tag9F46"))
        cardKey(vector);
    else if (vector.has("tag9F4B"))
        dynamicSignature(vector);
    else if (vector.has("tag93"))
        staticSignature(vector);
    else
        QFAIL("a vector of unknown shape");
}

void EmvCardVectorsTest::commonFields(Vector& vector, const EmvRecoveredKey& key, const char* modulus)
{
    QCOMPARE(toHex(key.block), toHex(vector.expectedBytes("recovered")));
    QCOMPARE(hexByte(key.format), vector.expected("format").toString());
    QCOMPARE(toHex(key.holder.expiry), vector.expected("expiry").toString());
    QCOMPARE(toHex(key.holder.serial), vector.expected("serial").toString());
    QCOMPARE(hexByte(key.hashAlgorithm), vector.expected("hash_alg").toString());
    QCOMPARE(hexByte(key.keyAlgorithm), vector.expected("pk_alg").toString());
    QCOMPARE(hexByte(quint8(key.key.modulus.size())), vector.expected("pk_len").toString());
    QCOMPARE(hexByte(quint8(key.key.exponent.size())), vector.expected("exp_len").toString());
    QCOMPARE(toHex(key.key.modulus), toHex(vector.expectedBytes(modulus)));
    QCOMPARE(toHex(key.hash), toHex(vector.expectedBytes("sha1")));
}

void EmvCardVectorsTest::issuerKey(Vector& vector)
{
    const RsaPublicKey authority{vector.bytes("ca_modulus"), vector.bytes("ca_exponent")};
    const EmvSignedKey signedKey{vector.bytes("tag90"), vector.bytes("tag92"), vector.bytes("tag9F32")};
    const auto key = verifyIssuerKey(authority, signedKey, vector.text("pan"));
    SM_VERIFY_OK(key);
    QCOMPARE(toHex(key->holder.identifier), vector.expected("issuer_id").toString());
    commonFields(vector, *key, "issuer_modulus");
    QVERIFY(!verifyIssuerKey(authority, signedKey, "5761739001010119"));
    QVERIFY(!verifyIssuerKey(authority, {changed(signedKey.certificate), {}, signedKey.exponent}));
    QVERIFY(!verifyIssuerKey(authority, {signedKey.certificate, {}, QByteArray(1, '\x05')}));
    QVERIFY(!verifyIssuerKey(authority, {signedKey.certificate, QByteArray(1, '\0'), signedKey.exponent}));
    QVERIFY(!verifyIssuerKey({changed(authority.modulus), authority.exponent}, signedKey));
}

/// The static data that its hash covers is not published with it: everything else is checked.
void EmvCardVectorsTest::cardKey(Vector& vector)
{
    const RsaPublicKey issuer{vector.bytes("issuer_modulus"), vector.bytes("issuer_exponent")};
    const EmvSignedKey signedKey{vector.bytes("tag9F46"), vector.bytes("tag9F48"), vector.bytes("tag9F47")};
    const auto key = vector.has("static_data") ? verifyCardKey(issuer, signedKey, vector.bytes("static_data"))
                                               : readCardKey(issuer, signedKey);
    SM_VERIFY_OK(key);
    QCOMPARE(toHex(key->holder.identifier), vector.expected("pan").toString());
    commonFields(vector, *key, "icc_modulus");
    QVERIFY(!verifyCardKey(issuer, signedKey, "wrong"));
    QVERIFY(!readCardKey(issuer, {changed(signedKey.certificate), signedKey.remainder, signedKey.exponent}));
    QVERIFY(
        !readCardKey(issuer, {signedKey.certificate, signedKey.remainder.chopped(1), signedKey.exponent}));
}

void EmvCardVectorsTest::dynamicSignature(Vector& vector)
{
    const RsaPublicKey card{vector.bytes("icc_modulus"), vector.bytes("icc_exponent")};
    const QByteArray signature = vector.bytes("tag9F4B");
    const QByteArray terminal = vector.bytes("ddol_data");
    const auto found = verifyDynamicData(card, signature, terminal);
    SM_VERIFY_OK(found);
    QCOMPARE(toHex(found->block), toHex(vector.expectedBytes("recovered")));
    QCOMPARE(hexByte(found->format), vector.expected("format").toString());
    QCOMPARE(hexByte(found->hashAlgorithm), vector.expected("hash_alg").toString());
    QCOMPARE(toHex(found->dynamicData), vector.expected("icc_dynamic_data").toString());
    QCOMPARE(toHex(found->hash), toHex(vector.expectedBytes("sha1")));
    QVERIFY(!verifyDynamicData(card, signature, changed(terminal)));
    QVERIFY(!verifyDynamicData(card, changed(signature), terminal));
    QVERIFY(!verifyStaticData(card, signature, terminal)); // another format
}

void EmvCardVectorsTest::staticSignature(Vector& vector)
{
    const RsaPublicKey issuer{vector.bytes("issuer_modulus"), vector.bytes("issuer_exponent")};
    SM_COMPARE_BYTES(verifyStaticData(issuer, vector.bytes("tag93"), vector.bytes("static_data")),
        vector.expectedBytes("dac"));
}

void EmvCardVectorsTest::groupings()
{
    Vector vector = m_groupings.next();
    grouping(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void EmvCardVectorsTest::grouping(Vector& vector)
{
    if (vector.has("dgi_8000_clear")) {
        SM_COMPARE_BYTES(
            cpsKeyCheckValues(vector.secret("dgi_8000_clear")), vector.expectedBytes("dgi_9000"));
    } else if (vector.has("8201")) {
        rsaParts(vector);
    } else if (vector.has("s_dek")) {
        enciphered(vector);
    } else if (vector.has("max_data")) {
        commands(vector);
    } else if (vector.has("sfi")) {
        SM_COMPARE_BYTES(cpsRecordDgi(quint8(vector.input("sfi").toInt()),
                             quint8(vector.input("record").toInt()), vector.bytes("tlvs")),
            vector.expectedBytes("dgi"));
    } else if (vector.has("data")) {
        const QByteArray id = vector.bytes("dgi");
        QCOMPARE(id.size(), 2);
        const QByteArray encoded
            = encodeDgi({quint16(byteAt(id, 0) << 8 | byteAt(id, 1)), vector.bytes("data")});
        const QByteArray length = vector.expectedBytes("length_field");
        QCOMPARE(toHex(encoded), toHex(vector.expectedBytes("encoded")));
        QCOMPARE(toHex(encoded.sliced(2, length.size())), toHex(length));
    } else {
        QFAIL("a vector of unknown shape");
    }
}

void EmvCardVectorsTest::rsaParts(Vector& vector)
{
    RsaCrt parts{vector.secret("8201"), vector.secret("8202"), vector.secret("8203"), vector.secret("8204"),
        vector.secret("8205")};
    const auto key = RsaPrivateKey::fromCrt(parts);
    SM_VERIFY_OK(key);
    QCOMPARE(toHex(key->publicKey().modulus), toHex(vector.expectedBytes("modulus")));
    qint64 exponent = 0;
    for (const char byte : key->publicKey().exponent)
        exponent = exponent << 8 | quint8(byte);
    QCOMPARE(exponent, vector.expected("public_exponent").toInteger());
    QVERIFY(vector.expected("inverse_q_mod_p_equals_8201").toBool());
    QCOMPARE(vector.expected("mapping").toString(), QStringLiteral("8202=d mod (q-1)"));
    const auto back = key->crt();
    SM_VERIFY_OK(back);
    QVERIFY(back->dQ.equals(parts.dQ) && back->qInverse.equals(parts.qInverse) && back->dP.equals(parts.dP));
    std::swap(parts.dQ, parts.dP);
    QVERIFY(!RsaPrivateKey::fromCrt(parts));
    std::swap(parts.dQ, parts.dP);
    parts.qInverse.data()[10] ^= 1;
    QVERIFY(!RsaPrivateKey::fromCrt(parts));
}

/// The grouping's id is in the name, the rule of padding an input when it is not the book's.
void EmvCardVectorsTest::enciphered(Vector& vector)
{
    const auto match = QRegularExpression(QStringLiteral("^cps-dgi-([0-9A-F]{4})-")).match(vector.name());
    QVERIFY(match.hasMatch());
    DgiPadding padding = DgiPadding::IfNeeded;
    if (vector.has("pad_rule")) {
        QVERIFY(vector.input("pad_rule").toString().contains(QLatin1String("always append 80")));
        padding = DgiPadding::Always;
    }
    const SecretBytes key = vector.secret("s_dek");
    const DgiProtection protection{key, BlockAlgorithm::Tdea, padding};
    const SecretBytes clear = vector.secret("clear");
    const QByteArray expected = vector.expectedBytes("encrypted");
    SM_COMPARE_BYTES(encipherDgiData(clear, protection), expected);
    SM_COMPARE_BYTES(encipheredDgi(match.captured(1).toUShort(nullptr, 16), clear, protection),
        vector.expectedBytes("dgi"));
    SM_COMPARE_BYTES(reencipherDgiData(protection, expected, protection), expected);
    if (vector.expects("p1_bits")) {
        const QString bits = vector.expected("p1_bits").toString();
        QVERIFY(bits.startsWith(hexByte(storeDataEnciphered)));
        QVERIFY(bits.contains(hexByte(storeDataEnciphered | storeDataLast) + QStringLiteral(" when last")));
    }
}

void EmvCardVectorsTest::commands(Vector& vector)
{
    const StoreDataCut cut{
        vector.input("max_data").toInt(), vector.byte("p1_base"), 0, vector.input("last_command").toBool()};
    const auto list = storeDataCommands(vector.bytes("dgi"), cut);
    SM_VERIFY_OK(list);
    QStringList found;
    for (const CommandApdu& command : *list)
        found.append(toHex(command.encode()));
    QStringList expected;
    for (const QJsonValue value : vector.expected("apdus").toArray())
        expected.append(value.toString());
    QCOMPARE(found, expected);
}

SM_VECTOR_TEST(EmvCardVectorsTest)
#include "tst_emv_card_vectors.moc"
