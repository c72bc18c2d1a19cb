// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/kcv.h"
#include "crypto/kdf.h"
#include "crypto/scp03.h"

using namespace sm;
using smtest::Vector;

/// scp03.json: recorded and computed SCP03 sessions, derivations, check values, card challenges.
class Scp03VectorsTest : public QObject {
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
    void recordedSession(Vector& vector);
    void computedSession(Vector& vector);
    void compareKeys(Vector& vector, const Scp03SessionKeys& keys);
    void steps(Vector& vector, Scp03Channel& channel);
    void derivationWithOneKey(Vector& vector);
    void plainDerivation(Vector& vector);

    const QString file = QStringLiteral("scp03.json");
    smtest::VectorRows m_rows;
};

static QByteArray open(const SecretBytes& key)
{
    return QByteArray(reinterpret_cast<const char*>(key.data()), key.size());
}

void Scp03VectorsTest::vectors()
{
    Vector vector = m_rows.next();
    dispatch(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void Scp03VectorsTest::dispatch(Vector& vector)
{
    if (vector.has("init_update_resp")) {
        recordedSession(vector);
    } else if (vector.has("plain_apdu")) {
        computedSession(vector);
    } else if (vector.has("static_key")) {
        derivationWithOneKey(vector);
    } else if (vector.has("block_a")) {
        plainDerivation(vector);
    } else if (vector.has("sequence_counter")) {
        const QByteArray expected = vector.expectedBytes("card_challenge");
        SM_COMPARE_BYTES(scp03CardChallenge(vector.secret("key_enc"), vector.bytes("sequence_counter"),
                             vector.bytes("aid"), expected.size()),
            expected);
    } else if (vector.inputNames() == QStringList{QStringLiteral("key")} && vector.expects("kcv")) {
        SM_COMPARE_BYTES(kcvAesGp(vector.secret("key")), vector.expectedBytes("kcv"));
    } else {
        QFAIL("a vector of unknown shape");
    }
}

void Scp03VectorsTest::compareKeys(Vector& vector, const Scp03SessionKeys& keys)
{
    QCOMPARE(toHex(open(keys.enc)), toHex(vector.expectedBytes("s_enc")));
    QCOMPARE(toHex(open(keys.mac)), toHex(vector.expectedBytes("s_mac")));
    QCOMPARE(toHex(open(keys.rmac)), toHex(vector.expectedBytes("s_rmac")));
}

void Scp03VectorsTest::recordedSession(Vector& vector)
{
    const QByteArray host = vector.bytes("host_challenge");
    const auto answer = InitializeUpdateAnswer::parse(vector.bytes("init_update_resp"));
    SM_VERIFY_OK(answer);
    QCOMPARE(vector.input("mode").toString(), answer->isS16() ? QStringLiteral("S16") : QStringLiteral("S8"));
    if (vector.has("init_update_cmd")) {
        const auto command = CommandApdu::parse(vector.bytes("init_update_cmd"));
        SM_VERIFY_OK(command);
        QCOMPARE(command->data(), host);
        QCOMPARE(command->p1(), answer->keyVersion);
    }
    const Scp03StaticKeys keys{vector.secret("key_enc"), vector.secret("key_mac"), vector.secret("key_dek")};
    auto session = deriveScp03SessionKeys(keys, host, answer->cardChallenge);
    SM_VERIFY_OK(session);
    compareKeys(vector, *session);
    if (QTest::currentTestFailed())
        return;
    const qsizetype length = answer->macLength();
    SM_VERIFY_OK(verifyScp03CardCryptogram(session->mac, host, *answer));
    if (vector.expects("card_cryptogram"))
        SM_COMPARE_BYTES(scp03CardCryptogram(session->mac, host, answer->cardChallenge, length),
            vector.expectedBytes("card_cryptogram"));
    const auto cryptogram = scp03HostCryptogram(session->mac, host, answer->cardChallenge, length);
    SM_COMPARE_BYTES(cryptogram, vector.expectedBytes("host_cryptogram"));
    const auto level = scp03Level(vector.byte("security_level"));
    QVERIFY(level.has_value());
    Scp03Channel channel(session.take(), *level, length);
    const auto authenticate = channel.externalAuthenticate(*cryptogram);
    SM_VERIFY_OK(authenticate);
    QCOMPARE(toHex(authenticate->encode()), toHex(vector.expectedBytes("ext_auth_cmd")));
    steps(vector, channel);
}

void Scp03VectorsTest::steps(Vector& vector, Scp03Channel& channel)
{
    const QStringList known{QStringLiteral("plain"), QStringLiteral("wrapped"),
        QStringLiteral("protected_resp"), QStringLiteral("sw"), QStringLiteral("plain_resp")};
    for (const QJsonValue value : vector.expected("steps").toArray()) {
        const QJsonObject step = value.toObject();
        for (const QString& key : step.keys())
            QVERIFY2(known.contains(key), qPrintable(key));
        const auto plain = CommandApdu::parse(vector.hex(step.value(known[0]), "plain"));
        SM_VERIFY_OK(plain);
        const auto wrapped = channel.wrap(*plain);
        SM_VERIFY_OK(wrapped);
        QCOMPARE(toHex(wrapped->encode()), step.value(known[1]).toString());
        if (!step.contains(known[2])) {
            // Answers that nobody recorded: an error word carries no MAC and takes the command's turn.
            SM_VERIFY_OK(channel.unwrap(ResponseApdu({}, StatusWord{0x6A88})));
            continue;
        }
        const QByteArray sw = vector.hex(step.value(known[3]), "sw");
        const auto answer = ResponseApdu::parse(vector.hex(step.value(known[2]), "protected_resp") + sw);
        SM_VERIFY_OK(answer);
        const auto clear = channel.unwrap(*answer);
        SM_VERIFY_OK(clear);
        QCOMPARE(toHex(clear->data()), step.value(known[4]).toString());
    }
}

void Scp03VectorsTest::computedSession(Vector& vector)
{
    const QByteArray host = vector.bytes("host_challenge");
    const QByteArray card = vector.bytes("card_challenge");
    const qsizetype length = vector.input("mode").toString() == QLatin1String("S16") ? 16 : 8;
    const Scp03StaticKeys keys{vector.secret("key_enc"), vector.secret("key_mac"), SecretBytes()};
    auto session = deriveScp03SessionKeys(keys, host, card);
    SM_VERIFY_OK(session);
    compareKeys(vector, *session);
    if (QTest::currentTestFailed())
        return;
    SM_COMPARE_BYTES(
        scp03CardCryptogram(session->mac, host, card, length), vector.expectedBytes("card_cryptogram"));
    const auto cryptogram = scp03HostCryptogram(session->mac, host, card, length);
    SM_COMPARE_BYTES(cryptogram, vector.expectedBytes("host_cryptogram"));
    const auto level = scp03Level(vector.byte("security_level"));
    QVERIFY(level.has_value());
    Scp03Channel channel(session.take(), *level, length);
    const auto authenticate = channel.externalAuthenticate(*cryptogram);
    SM_VERIFY_OK(authenticate);
    QCOMPARE(toHex(authenticate->encode()), toHex(vector.expectedBytes("ext_auth_cmd")));
    const auto plain = CommandApdu::parse(vector.bytes("plain_apdu"));
    SM_VERIFY_OK(plain);
    const auto wrapped = channel.wrap(*plain);
    SM_VERIFY_OK(wrapped);
    QCOMPARE(toHex(wrapped->encode()), toHex(vector.expectedBytes("wrapped_apdu")));
    const auto clear
        = channel.unwrap(ResponseApdu(vector.expectedBytes("protected_resp"), StatusWord{0x9000}));
    SM_VERIFY_OK(clear);
    QCOMPARE(toHex(clear->data()), toHex(vector.bytes("plain_resp")));
}

/// One static key for everything and a context that is no pair of challenges.
void Scp03VectorsTest::derivationWithOneKey(Vector& vector)
{
    const SecretBytes key = vector.secret("static_key");
    const QByteArray context = vector.bytes("context");
    const std::tuple<quint8, const char*, const char*> parts[]
        = {{0x04, "s_enc", "s_enc_kcv"}, {0x06, "s_mac", "s_mac_kcv"}, {0x07, "s_rmac", "s_rmac_kcv"}};
    for (const auto& [constant, name, kcv] : parts) {
        const auto derived = kdfCounterCmac(key, scp03Label(constant, key.size()), context, key.size());
        SM_VERIFY_OK(derived);
        QCOMPARE(toHex(open(*derived)), toHex(vector.expectedBytes(name)));
        SM_COMPARE_BYTES(kcvAesGp(*derived), vector.expectedBytes(kcv));
    }
    SM_COMPARE_BYTES(kcvAesGp(key), vector.expectedBytes("dek_kcv"));
}

void Scp03VectorsTest::plainDerivation(Vector& vector)
{
    const auto derived = kdfCounterCmac(
        vector.secret("key"), vector.bytes("block_a"), vector.bytes("block_b"), vector.byte("length"));
    SM_VERIFY_OK(derived);
    QCOMPARE(toHex(open(*derived)), toHex(vector.expectedBytes("derived")));
    SM_COMPARE_BYTES(kcvAesGp(*derived), vector.expectedBytes("kcv"));
}

SM_VECTOR_TEST(Scp03VectorsTest)
#include "tst_scp03_vectors.moc"
