// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "card/gp_commands.h"
#include "crypto/gp_keys.h"
#include "crypto/init_update02.h"

#include <map>

using namespace sm;
using smtest::Vector;

/// gp_commands.json: GlobalPlatform commands, key loading, key information.
class GpCommandVectorsTest : public QObject {
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
    static Outcome<CommandApdu> command(Vector& vector);
    static Outcome<CommandApdu> installCommand(Vector& vector);
    static Outcome<CommandApdu> putKeyCommand(Vector& vector);
    void dispatch(Vector& vector);
    void loadBlocks(Vector& vector);
    void keyStream(Vector& vector);
    void keyInformation(Vector& vector);
    void initializeUpdate02(Vector& vector);

    const QString file = QStringLiteral("gp_commands.json");
    smtest::VectorRows m_rows;
};

void GpCommandVectorsTest::vectors()
{
    Vector vector = m_rows.next();
    dispatch(vector);
    if (!QTest::currentTestFailed())
        QVERIFY2(vector.problems().isEmpty(), vector.problems().constData());
}

void GpCommandVectorsTest::dispatch(Vector& vector)
{
    if (vector.expects("apdu"))
        SM_COMPARE_BYTES(
            [&]() -> Outcome<QByteArray> {
                const auto built = command(vector);
                return built ? Outcome<QByteArray>(built->encode()) : Outcome<QByteArray>(built.failure());
            }(),
            vector.expectedBytes("apdu"));
    else if (vector.expects("apdus"))
        loadBlocks(vector);
    else if (vector.expects("stream"))
        keyStream(vector);
    else if (vector.expects("keys"))
        keyInformation(vector);
    else if (vector.expects("card_cryptogram"))
        initializeUpdate02(vector);
    else
        QFAIL("a vector of unknown shape");
}

/// Which command it is stands in the name only, where the inputs don't tell.
Outcome<CommandApdu> GpCommandVectorsTest::command(Vector& vector)
{
    static const std::map<QString, quint16> dataTags
        = {{QStringLiteral("gp-get-data-cplc"), 0x9F7F}, {QStringLiteral("gp-get-data-card-data"), 0x0066},
            {QStringLiteral("gp-get-data-iin"), 0x0042}, {QStringLiteral("gp-get-data-seq-counter"), 0x00C1}};
    const QString name = vector.name();
    const auto tag = dataTags.find(name);
    if (tag != dataTags.end())
        return gp::getData(tag->second);
    if (vector.has("criteria"))
        return gp::getStatus(vector.byte("p1"), vector.byte("p2"), vector.bytes("criteria"));
    if (vector.has("static_dek"))
        return putKeyCommand(vector);
    if (vector.has("app"))
        return installCommand(vector);
    if (name.startsWith(QLatin1String("gp-select")))
        return gp::select(vector.bytes("aid"));
    if (name.startsWith(QLatin1String("gp-delete")) && vector.has("kvn"))
        return gp::deleteKey(vector.byte("kvn"), std::nullopt);
    if (name.startsWith(QLatin1String("gp-delete")))
        return gp::deleteObject(vector.bytes("aid"), name.endsWith(QLatin1String("related")));
    if (name == QLatin1String("gp-set-status-app-lock"))
        return gp::setStatus(0x40, 0x83, vector.bytes("aid"));
    if (name == QLatin1String("gp-set-status-card-lock"))
        return gp::setStatus(0x80, 0x7F, QByteArray::fromHex("A000000151000000"));
    return CommandApdu(); // none of the expected commands
}

Outcome<CommandApdu> GpCommandVectorsTest::installCommand(Vector& vector)
{
    if (!vector.has("elf"))
        return gp::installForMakeSelectable(vector.bytes("app"), vector.bytes("privileges"));
    return gp::install({vector.bytes("elf"), vector.bytes("module"), vector.bytes("app"),
        vector.bytes("privileges"), vector.bytes("params"), {}, true});
}

Outcome<CommandApdu> GpCommandVectorsTest::putKeyCommand(Vector& vector)
{
    if (!vector.input("pad").toString().startsWith(QLatin1String("zero")))
        return CommandApdu();
    const PutKeyRequest request{
        vector.byte("old_kvn"), vector.byte("new_kvn"), quint8(vector.input("kid").toInt())};
    return putKey(request, vector.secrets("keys"), vector.secret("static_dek"));
}

void GpCommandVectorsTest::loadBlocks(Vector& vector)
{
    const auto blocks = gp::load(vector.bytes("load_file"), vector.input("max_data").toInt());
    SM_VERIFY_OK(blocks);
    const QJsonArray expected = vector.expected("apdus").toArray();
    QCOMPARE(qsizetype(blocks->size()), expected.size());
    for (size_t i = 0; i < blocks->size(); ++i)
        QCOMPARE(toHex((*blocks)[i].encode()), expected[qsizetype(i)].toString());
}

void GpCommandVectorsTest::keyStream(Vector& vector)
{
    KeyStreamRequest request;
    request.keyVersion = quint8(vector.input("kvn").toInt());
    request.access = vector.byte("access");
    const QByteArray purpose = vector.bytes("purpose");
    QCOMPARE(purpose.size(), 2);
    request.purpose = quint16(byteAt(purpose, 0) << 8 | byteAt(purpose, 1));
    for (const QJsonValue kid : vector.input("kids").toArray())
        request.keyIds.push_back(quint8(kid.toInt()));
    SM_COMPARE_BYTES(storeDataKeyStream(request, vector.secrets("keys"), vector.secret("dek")),
        vector.expectedBytes("stream"));
}

void GpCommandVectorsTest::keyInformation(Vector& vector)
{
    const auto keys = parseKeyInformation(vector.bytes("data"));
    SM_VERIFY_OK(keys);
    QJsonArray found;
    for (const GpKeyInformation& key : *keys) {
        QJsonObject object{{QStringLiteral("kid"), key.keyId}, {QStringLiteral("kvn"), key.keyVersion}};
        QJsonArray components;
        for (const auto& part : key.components)
            components.append(QJsonObject{{QStringLiteral("type"), toHex(QByteArray(1, char(part.type)))},
                {QStringLiteral("len"), part.length}});
        if (components.size() == 1) {
            object.insert(QStringLiteral("type"), components[0].toObject().value(QLatin1String("type")));
            object.insert(QStringLiteral("len"), components[0].toObject().value(QLatin1String("len")));
        } else {
            object.insert(QStringLiteral("components"), components);
        }
        found.append(object);
    }
    QCOMPARE(found, vector.expected("keys").toArray());
}

void GpCommandVectorsTest::initializeUpdate02(Vector& vector)
{
    const auto answer = InitializeUpdate02Answer::parse(vector.bytes("data"));
    SM_VERIFY_OK(answer);
    QCOMPARE(toHex(answer->keyDiversificationData), vector.expected("kdd").toString());
    QCOMPARE(toHex(QByteArray(1, char(answer->keyVersion))), vector.expected("kvn").toString());
    QCOMPARE(toHex(QByteArray(1, char(answer->scp))), vector.expected("scp").toString());
    QCOMPARE(toHex(answer->sequenceCounter), vector.expected("sequence").toString());
    QCOMPARE(toHex(answer->cardChallenge), vector.expected("card_challenge").toString());
    QCOMPARE(toHex(answer->cardCryptogram), vector.expected("card_cryptogram").toString());
}

SM_VECTOR_TEST(GpCommandVectorsTest)
#include "tst_gp_command_vectors.moc"
