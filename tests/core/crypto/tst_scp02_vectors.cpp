// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "card/gp_commands.h"
#include "crypto/des.h"
#include "crypto/gp_keys.h"
#include "crypto/scp02.h"

using namespace sm;
using smtest::Vector;

/// scp02.json: recorded sessions, single steps of a chain, keys under the DEK.
class Scp02VectorsTest : public QObject {
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
    void session(Vector& vector);
    void sessionKeys(Vector& vector, const Scp02SessionKeys& keys);
    void cryptograms(Vector& vector, const Scp02SessionKeys& keys, const InitializeUpdate02Answer& answer);
    void chainStep(Vector& vector);
    void keyUnderDek(Vector& vector);
    void cardChallenge(Vector& vector);

    const QString file = QStringLiteral("scp02.json");
    smtest::VectorRows m_rows;
};

void Scp02VectorsTest::vectors()
{
    Vector vector = m_rows.next();
    dispatch(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void Scp02VectorsTest::dispatch(Vector& vector)
{
    if (vector.has("init_update_resp"))
        session(vector);
    else if (vector.has("previous_cmac"))
        chainStep(vector);
    else if (vector.has("key_to_wrap"))
        keyUnderDek(vector);
    else if (vector.expects("card_challenge"))
        cardChallenge(vector);
    else
        QFAIL("a vector of unknown shape");
}

void Scp02VectorsTest::session(Vector& vector)
{
    const QByteArray host = vector.bytes("host_challenge");
    if (vector.has("init_update_cmd")) {
        const auto command = gp::initializeUpdate(vector.byte("kvn"), host);
        SM_VERIFY_OK(command);
        QCOMPARE(toHex(command->encode()), toHex(vector.bytes("init_update_cmd")));
    }
    const auto answer = InitializeUpdate02Answer::parse(vector.bytes("init_update_resp"));
    SM_VERIFY_OK(answer);
    const Scp02StaticKeys statics{
        vector.secret("key_enc"), vector.secret("key_mac"), vector.secret("key_dek")};
    const auto keys = deriveScp02SessionKeys(statics, answer->sequenceCounter);
    SM_VERIFY_OK(keys);
    sessionKeys(vector, *keys);
    if (QTest::currentTestFailed())
        return;
    cryptograms(vector, *keys, *answer);
    if (QTest::currentTestFailed())
        return;
    const auto hostCryptogram
        = scp02HostCryptogram(keys->enc, host, answer->sequenceCounter, answer->cardChallenge);
    SM_VERIFY_OK(hostCryptogram);
    const auto level = scp02Level(vector.byte("security_level"));
    QVERIFY(level.has_value());
    Scp02Channel channel(*keys, *level);
    const auto authenticate = channel.externalAuthenticate(*hostCryptogram);
    SM_VERIFY_OK(authenticate);
    QCOMPARE(toHex(authenticate->encode()), toHex(vector.expectedBytes("ext_auth_cmd")));
}

void Scp02VectorsTest::sessionKeys(Vector& vector, const Scp02SessionKeys& keys)
{
    const std::pair<const SecretBytes*, const char*> parts[]
        = {{&keys.enc, "s_enc"}, {&keys.mac, "s_mac"}, {&keys.dek, "s_dek"}, {&keys.rmac, "s_rmac"}};
    for (const auto& [key, name] : parts) {
        if (vector.expects(name))
            QCOMPARE(toHex(smtest::opened(*key)), toHex(vector.expectedBytes(name)));
    }
}

void Scp02VectorsTest::cryptograms(
    Vector& vector, const Scp02SessionKeys& keys, const InitializeUpdate02Answer& answer)
{
    const QByteArray host = vector.bytes("host_challenge");
    if (vector.expects("card_cryptogram"))
        SM_COMPARE_BYTES(scp02CardCryptogram(keys.enc, host, answer.sequenceCounter, answer.cardChallenge),
            vector.expectedBytes("card_cryptogram"));
    SM_COMPARE_BYTES(scp02HostCryptogram(keys.enc, host, answer.sequenceCounter, answer.cardChallenge),
        vector.expectedBytes("host_cryptogram"));
    SM_VERIFY_OK(verifyScp02CardCryptogram(keys.enc, host, answer));
    InitializeUpdate02Answer changed = answer;
    changed.cardCryptogram[7] = char(changed.cardCryptogram[7] ^ 1);
    QVERIFY(!verifyScp02CardCryptogram(keys.enc, host, changed));
}

void Scp02VectorsTest::chainStep(Vector& vector)
{
    Scp02SessionKeys keys;
    keys.mac = vector.secret("s_mac");
    if (vector.has("s_enc"))
        keys.enc = vector.secret("s_enc");
    const auto level
        = vector.has("security_level") ? scp02Level(vector.byte("security_level")) : Scp02Level::CMac;
    QVERIFY(level.has_value());
    auto channel = Scp02Channel::continued(keys, *level, vector.bytes("previous_cmac"));
    SM_VERIFY_OK(channel);
    const auto plain = CommandApdu::parse(vector.bytes("plain_apdu"));
    SM_VERIFY_OK(plain);
    const auto wrapped = channel->wrap(*plain);
    SM_VERIFY_OK(wrapped);
    QCOMPARE(toHex(wrapped->encode()), toHex(vector.expectedBytes("wrapped_apdu")));
}

/// Under the session's DEK when there is a sequence counter, else under the static one (SCP01).
void Scp02VectorsTest::keyUnderDek(Vector& vector)
{
    const SecretBytes statics = vector.secret("static_dek");
    const auto dek
        = vector.has("sequence") ? deriveScp02Dek(statics, vector.bytes("sequence")) : statics.duplicate();
    SM_VERIFY_OK(dek);
    const SecretBytes key = vector.secret("key_to_wrap");
    const QByteArray expected = vector.expectedBytes("encrypted_key");
    SM_COMPARE_BYTES(tdeaWrapKey(*dek, key), expected);
    SM_COMPARE_SECRET(tdeaUnwrapKey(*dek, expected), smtest::opened(key));
    const auto data = putKeyData(0x30, {&key, 1}, *dek, BlockAlgorithm::Tdea);
    SM_VERIFY_OK(data);
    QCOMPARE(toHex(data->first(3)), QStringLiteral("308010"));
    QCOMPARE(toHex(data->sliced(3, 16)), toHex(expected));
}

void Scp02VectorsTest::cardChallenge(Vector& vector)
{
    SM_COMPARE_BYTES(scp02CardChallenge(vector.secret("s_mac"), vector.bytes("aid")),
        vector.expectedBytes("card_challenge"));
}

SM_VECTOR_TEST(Scp02VectorsTest)
#include "tst_scp02_vectors.moc"
