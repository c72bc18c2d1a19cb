// SPDX-License-Identifier: GPL-3.0-or-later
#include "card_fixture.h"

#include "card/cplc.h"
#include "crypto/block_cipher.h"
#include "crypto/gp_keys.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace sm;
using smtest::CardInReader;
using smtest::hex;

class TestSoftwareCard : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }

    void plainCommands_data();
    void plainCommands();
    void securedCommands_data();
    void securedCommands();
    void channelAgreesWithHost_data();
    void channelAgreesWithHost();
    void publishedSessions_data();
    void publishedSessions();
    void wrongMacDropsChannel();
    void plainCommandInChannelDropsIt();
    void wrongCryptogramCountsAndLocks();
    void cardLifeCycle();
    void storeDataOverBlocks();
    void encryptedGroupings();
    void putKeyReplacesKeys();
    void loadAndInstall();
    void identifiesItself();
};

void TestSoftwareCard::plainCommands_data()
{
    QTest::addColumn<QByteArray>("commands"); // separated by spaces; the last one's status word is judged
    QTest::addColumn<QByteArray>("sw");
    const auto row = [](const char* name, const char* commands, const char* sw) {
        QTest::newRow(name) << QByteArray(commands) << QByteArray(sw);
    };
    row("too short", "00A404", "6700");
    row("Lc over the end", "00A4040008A000", "6700");
    row("unknown class", "A0A40000023F00", "6e00");
    row("channel 1", "01A40400", "6881");
    row("interindustry secure messaging", "0CA40000023F00", "6882");
    row("unknown instruction", "8033000000", "6d00");
    row("GP instruction with CLA 00", "0050000008000000000000000000", "6d00");
    row("instruction 9x", "0092000000", "6d00");
    row("select domain", "00A4040008A00000015100000000", "9000");
    row("select default", "00A4040000", "9000");
    row("select by part of the name", "00A4040003F0534D00", "9000");
    row("select unknown", "00A4040005F000000001", "6a82");
    row("store data without channel", "80E28000 ", "6982");
    row("store data of application without channel", "00A4040008F0534D5452414E5300 80E2880003010100", "6982");
    row("install without channel", "80E60C0000", "6982");
    row("get status without channel", "80F28002024F0000", "6982");
    row("secured command without channel", "84F280020A4F00000000000000000000", "6985");
    row("external authenticate first", "848201001000000000000000000000000000000000", "6985");
    row("external authenticate without MAC",
        "8050000008010203040506070800 808201001000000000000000000000000000000000", "6982");
    row("initialize update, wrong length", "80500000070102030405060700", "6700");
    row("initialize update, unknown version", "8050110008010203040506070800", "6a88");
    row("initialize update, P2", "8050000108010203040506070800", "6a86");
    row("initialize update", "8050000008010203040506070800", "9000");
    row("external authenticate, wrong cryptogram",
        "8050000008010203040506070800 848201001000000000000000000000000000000000", "6300");
    row("external authenticate, wrong length", "8050000008010203040506070800 8482010004000000 00", "6700");
    row("CPLC", "80CA9F7F00", "9000");
    row("key information", "80CA00E000", "9000");
    row("sequence counter", "80CA00C100", "9000");
    row("diversification data", "80CA00CF00", "9000");
    row("card data", "80CA006600", "9000");
    row("unknown data", "80CA123400", "6a88");
    row("put key without channel", "80D8308100", "6982");
    row("GET RESPONSE with nothing to fetch", "00C0000000", "6985");
    row("GDO by path", "00A40800022F02 00B0000000", "9000");
    row("create file without channel", "00E000000D620B80020010820101830200 01", "6982");
}

void TestSoftwareCard::plainCommands()
{
    QFETCH(QByteArray, commands);
    QFETCH(QByteArray, sw);
    CardInReader reader;
    // Blanks within a command only ease reading: a part of fewer than 8 digits belongs to the one before.
    QList<QByteArray> list;
    for (const QByteArray& part : commands.split(' ')) {
        if (!list.isEmpty() && part.size() < 8)
            list.last() += part;
        else
            list << part;
    }
    QByteArray answer;
    for (const QByteArray& command : std::as_const(list))
        answer = reader.send(command.constData());
    QCOMPARE(answer.right(4), sw);
}

void TestSoftwareCard::securedCommands_data()
{
    QTest::addColumn<QByteArray>("commands");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char* name, const char* commands, const char* answer) {
        QTest::newRow(name) << QByteArray(commands) << QByteArray(answer);
    };
    row("get status of the domain", "80F28002024F0000", "e3184f08a0000001510000009f700101c5039efe80");
    row("unknown scope", "80F20002024F0000", "6a86");
    row("old form of get status", "80F28000024F0000", "6a86");
    row("nothing found", "80F240020A4F08F00000000000000100", "6a88");
    row("set status skips a state", "80F0800F00", "6985");
    row("set status unknown state", "80F0803300", "6a80");
    row("set status of unknown application", "80F0400F05F000000001", "6a88");
    row("lock and unlock application", "80F0408708F0534D5452414E53 80F0400708F0534D5452414E53", "9000");
    row("delete unknown", "80E40000074F05F00000000100", "6a88");
    row("delete domain", "80E400000A4F08A00000015100000000", "6985");
    row("delete application", "80E400000A4F08F0534D5452414E5300", "009000");
    row("delete load file in use", "80E400000B4F09F0534D5452414E535000", "6985");
    row("delete load file with all", "80E400800B4F09F0534D5452414E535000", "009000");
    row("delete last key set", "80E4000003D2012000 80E4000003D2013000", "6985");
    row("load without install", "80E8800000", "6985");
    row("personalize unknown application", "80E620000B000005F000000001000000", "6a88");
    row("install broken fields", "80E60C000305F00000", "6a80");
    row("install unsupported purpose", "80E6100000", "6a86");
    row("store data for the domain", "80E29000054203112233", "9000");
    row("store data unknown object", "80E290000444021122", "6a88");
    row("store data wrong block", "80E28801054203112233", "6a86");
    row("store data ends within a grouping", "80E288000400700501", "6a80");
    row("store data RFU encryption", "80E2C800054203112233", "6a86");
    row("put key of one key", "80D83001020000", "6a86");
    row("put key of unknown version", "80D81181020000", "6a88");
    row("put key broken", "80D83081023100", "6a80");
}

void TestSoftwareCard::securedCommands()
{
    QFETCH(QByteArray, commands);
    QFETCH(QByteArray, answer);
    CardInReader reader;
    QCOMPARE(reader.open(0x13), QByteArray("9000"));
    QByteArray got;
    for (const QByteArray& command : commands.replace("0000 0000", "00000000").split(' '))
        got = reader.secure(command.constData());
    if (answer.size() > 8) // an entry of the registry: what matters is in it, in whatever order
        QVERIFY2(got.contains("4f08a000000151000000") && got.contains("9f700101") && got.endsWith("9000"),
            got.constData());
    else
        QCOMPARE(got, answer);
}

void TestSoftwareCard::channelAgreesWithHost_data()
{
    QTest::addColumn<int>("keyLength");
    QTest::addColumn<int>("parameter");
    QTest::addColumn<int>("level");
    for (const int length : {16, 24, 32}) {
        for (const int parameter : {0x70, 0x71, 0x60}) {
            for (const int level : {0x01, 0x03, 0x11, 0x13, 0x33}) {
                QTest::addRow("AES-%d i=%02x level %02x", length * 8, parameter, level)
                    << length << parameter << level;
            }
        }
    }
}

/// The host's half and the card's were written apart; here they meet.
void TestSoftwareCard::channelAgreesWithHost()
{
    QFETCH(int, keyLength);
    QFETCH(int, parameter);
    QFETCH(int, level);
    CardInReader reader(CardKind::GlobalPlatform, keyLength, quint8(parameter));
    QCOMPARE(reader.open(quint8(level)), QByteArray("9000"));
    QVERIFY(reader.cardWasGenuine);
    QCOMPARE(reader.secure("80CA00CF00"), QByteArray("cf0a00006100000012340000") + "9000");
    QCOMPARE(reader.secure("80E620000E000008F0534D5452414E53000000"), QByteArray("009000"));
    QCOMPARE(reader.secure("80E2080005010102AABB"), QByteArray("9000"));
    QCOMPARE(reader.secure("80E28801050102021122"), QByteArray("9000"));
    QCOMPARE(reader.secure("80CAFFFF00"), QByteArray("6a88")); // errors carry no MAC and keep the channel
    QCOMPARE(reader.secure("80F28002024F0000").right(4), QByteArray("9000"));
    QCOMPARE(reader.card->content().application(transportApplicationAid())->groups.at(0x0101), hex("AABB"));
}

void TestSoftwareCard::publishedSessions_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(SM_TEST_DATA "/vectors/scp03.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QJsonValue value : QJsonDocument::fromJson(file.readAll()).array()) {
        const QJsonObject vector = value.toObject();
        if (vector[QLatin1String("inputs")].toObject().contains(QLatin1String("init_update_resp"))
            && vector[QLatin1String("expected")].toObject().contains(QLatin1String("ext_auth_cmd")))
            QTest::newRow(vector[QLatin1String("name")].toString().toUtf8().constData()) << vector;
    }
}

/// A card with the keys and the challenge of a recorded session gives the recorded answer and takes the
/// recorded commands.
void TestSoftwareCard::publishedSessions()
{
    QFETCH(QJsonObject, vector);
    const QJsonObject inputs = vector[QLatin1String("inputs")].toObject();
    const QJsonObject expected = vector[QLatin1String("expected")].toObject();
    const auto bytes = [](const QJsonObject& o, const char* key) {
        return QByteArray::fromHex(o[QLatin1String(key)].toString().toLatin1());
    };
    const QByteArray recorded = bytes(inputs, "init_update_resp");
    const auto parsed = InitializeUpdateAnswer::parse(recorded);
    QVERIFY(parsed);
    BlankOptions options;
    CardKeySet keys;
    keys.version = parsed->keyVersion;
    keys.enc = cardSecret(bytes(inputs, "key_enc")).take();
    keys.mac = cardSecret(bytes(inputs, "key_mac")).take();
    keys.dek = cardSecret(bytes(inputs, "key_dek")).take();
    if (!parsed->sequenceCounter.isEmpty())
        keys.sequence = quint32(byteAt(parsed->sequenceCounter, 2)) - 1;
    options.keys = keys;
    options.scpParameter = parsed->i;
    CardContent content = makeBlank(options);
    content.keyDiversificationData = parsed->keyDiversificationData;
    SeededRandom random(1);
    SoftwareCard card(content, {&random, nullptr, nullptr});
    card.powerOn();
    card.forceChallenge(parsed->cardChallenge);
    const CommandApdu update(0x80, 0x50, 0, 0, bytes(inputs, "host_challenge"), 256);
    QCOMPARE(card.process(update.encode()).toHex(), (recorded + hex("9000")).toHex());
    QCOMPARE(card.process(bytes(expected, "ext_auth_cmd")).toHex(), QByteArray("9000"));
    const QJsonArray steps = expected[QLatin1String("steps")].toArray();
    for (const QJsonValue step : steps) {
        const QByteArray answer = card.process(bytes(step.toObject(), "wrapped")).right(2).toHex();
        QVERIFY2(answer != "6988" && answer != "6982" && answer != "6985", answer.constData());
    }
}

void TestSoftwareCard::wrongMacDropsChannel()
{
    CardInReader reader;
    QCOMPARE(reader.open(0x01), QByteArray("9000"));
    const auto wrapped = reader.channel->wrap(*CommandApdu::parse(hex("80F28002024F0000")));
    QByteArray broken = wrapped->data();
    broken[broken.size() - 1] = char(broken.back() ^ 1);
    QCOMPARE(reader.send(wrapped->withData(broken).encode()).right(4), QByteArray("6988"));
    QCOMPARE(reader.send(wrapped->encode()).right(4), QByteArray("6985"));
}

void TestSoftwareCard::plainCommandInChannelDropsIt()
{
    CardInReader reader;
    QCOMPARE(reader.open(0x01), QByteArray("9000"));
    QCOMPARE(reader.sw("80F28002024F0000"), QByteArray("6982"));
    QCOMPARE(reader.secure("80F28002024F0000"), QByteArray("6985"));
    QCOMPARE(reader.open(0x01), QByteArray("9000"));
    QCOMPARE(reader.sw("00A4040000"), QByteArray("9000")); // SELECT ends a channel
    QCOMPARE(reader.secure("80F28002024F0000"), QByteArray("6985"));
}

void TestSoftwareCard::wrongCryptogramCountsAndLocks()
{
    CardInReader reader(CardKind::GlobalPlatform, 16, 0x70, 2);
    const CardKeySet wrong{
        0x30, smtest::testSecret(16, 1), smtest::testSecret(16, 1), smtest::testSecret(16, 1), 0};
    QCOMPARE(reader.open(0x01, wrong), QByteArray("6300"));
    QCOMPARE(reader.open(0x01), QByteArray("9000")); // and starts counting anew
    QCOMPARE(reader.open(0x01, wrong), QByteArray("6300"));
    QCOMPARE(reader.open(0x01, wrong), QByteArray("6300"));
    QCOMPARE(reader.open(0x01), QByteArray("6983"));
    QCOMPARE(reader.sw("00A4040000"), QByteArray("6283"));
    QCOMPARE(reader.card->content().state, CardState::Locked);
    QVERIFY(!reader.card->wasPersonalized());
}

void TestSoftwareCard::cardLifeCycle()
{
    CardInReader reader;
    QCOMPARE(reader.open(0x01), QByteArray("9000"));
    QCOMPARE(reader.secure("80F0800700"), QByteArray("9000"));
    QCOMPARE(reader.secure("80F0800F00"), QByteArray("9000"));
    QCOMPARE(reader.secure("80F0800700"), QByteArray("6985")); // never back
    QCOMPARE(reader.secure("80F0807F00"), QByteArray("9000"));
    QCOMPARE(reader.secure("80F28002024F0000"), QByteArray("6985"));
    QCOMPARE(reader.sw("00A4040008F0534D5452414E5300"), QByteArray("6a81"));
    QCOMPARE(reader.open(0x01), QByteArray("9000"));
    QCOMPARE(reader.secure("80F0800F00"), QByteArray("9000")); // unlocked
    QCOMPARE(reader.secure("80F080FF00"), QByteArray("9000"));
    reader.card->powerOn();
    QCOMPARE(reader.sw("80CA9F7F00"), QByteArray("9000"));
    QCOMPARE(reader.open(0x01), QByteArray("6985"));
    QCOMPARE(reader.sw("00A4040000"), QByteArray("6a81"));
}

void TestSoftwareCard::storeDataOverBlocks()
{
    CardInReader reader;
    reader.sw("00A4040008F0534D5452414E5300");
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    const QByteArray first
        = "80e20800ca" + QByteArray("010102aabb") + "0102ff0100" + QByteArray(2 * 192, 'c');
    const QByteArray second = "80e2880143" + QByteArray(2 * 64, 'd') + "070100";
    QCOMPARE(reader.secure(first.constData()), QByteArray("9000"));
    QCOMPARE(reader.secure(second.constData()), QByteArray("9000"));
    QCOMPARE(reader.secure("80E28800050103021122"), QByteArray("6985")); // personalized for good
    QCOMPARE(reader.secure("80CA010100"), QByteArray("aabb9000"));
    QCOMPARE(reader.sw("00A4040008F0534D5452414E5300"), QByteArray("9000"));
    QCOMPARE(reader.sw("80CA010200"), QByteArray("9000"));
    QCOMPARE(reader.send("80CA010200").size(), 2 * 258);
    QCOMPARE(reader.sw("80CA070100"), QByteArray("9000"));
    QCOMPARE(reader.sw("80CA020100"), QByteArray("6a88"));
}

void TestSoftwareCard::encryptedGroupings()
{
    CardInReader reader;
    reader.sw("00A4040008F0534D5452414E5300");
    QCOMPARE(reader.open(0x01), QByteArray("9000"));
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, *reader.keys.dek);
    const QByteArray clear(16, 'k');
    const QByteArray command = "80e2e80013800010" + cipher->run(clear)->toHex();
    QCOMPARE(reader.secure("80E26800068000030102 03"), QByteArray("6a80")); // no whole blocks
    QCOMPARE(reader.secure(command.constData()), QByteArray("9000"));
    QCOMPARE(reader.card->content().application(transportApplicationAid())->groups.at(0x8000), clear);
    QCOMPARE(reader.sw("80CA800000"), QByteArray("6982"));
}

void TestSoftwareCard::putKeyReplacesKeys()
{
    CardInReader reader;
    QCOMPARE(reader.open(0x03), QByteArray("9000"));
    const CardSecret fresh = smtest::testSecret(32, 0x80);
    std::vector<SecretBytes> keys;
    for (int i = 0; i < 3; ++i)
        keys.push_back(fresh->duplicate().take());
    const auto command = putKey({0x30, 0x31, 1}, keys, *reader.keys.dek);
    QVERIFY(command);
    QByteArray broken = command->data();
    broken[broken.size() - 1] = char(broken.back() ^ 1);
    QCOMPARE(reader.secure(command->withData(broken).encode().toHex().constData()), QByteArray("6a80"));
    const QByteArray answer = reader.secure(command->encode().toHex().constData());
    QVERIFY2(answer.startsWith("31") && answer.size() == 2 * 12, answer.constData());
    QCOMPARE(reader.open(0x01), QByteArray("6300")); // old keys, new card
    const CardKeySet set{0x31, fresh, fresh, fresh, 0};
    QCOMPARE(reader.open(0x33, set), QByteArray("9000"));
    QVERIFY(reader.cardWasGenuine);
    QVERIFY(reader.secure("80CA00E000").contains("c00401318820"));
}

void TestSoftwareCard::loadAndInstall()
{
    CardInReader reader;
    QCOMPARE(reader.open(0x11), QByteArray("9000"));
    QCOMPARE(reader.secure("80E602000A06F0000000A001000000"), QByteArray("6a80")); // a field too few
    QCOMPARE(reader.secure("80E602000B06F0000000A00100000000"), QByteArray("009000"));
    QCOMPARE(reader.secure("80E8000105C409030006 00"), QByteArray("6a86")); // blocks count from 0
    // CAP component 3 with one applet F0000000A002, cut in the middle
    QCOMPARE(reader.secure("80E8000006C40D03000A0100"), QByteArray("009000"));
    QCOMPARE(reader.secure("80E880010906F0000000A002000000"), QByteArray("009000"));
    QVERIFY(reader.secure("80F21002084F06F0000000A00100").contains("8406f0000000a002"));
    QCOMPARE(reader.secure("80E60400 1B 06F0000000A001 06F0000000A009 06F0000000A003 0100 02C900 00"),
        QByteArray("6a88"));
    QCOMPARE(reader.secure("80E60400 1B 06F0000000A001 06F0000000A002 06F0000000A003 0100 02C900 00"),
        QByteArray("009000"));
    QCOMPARE(reader.sw("00A4040006F0000000A00300"), QByteArray("6a82")); // INSTALLED is not selectable
    QCOMPARE(reader.open(0x11), QByteArray("9000"));
    QCOMPARE(reader.secure("80E60800 0D 0000 06F0000000A003 0100 00 00"), QByteArray("009000"));
    QCOMPARE(reader.sw("00A4040006F0000000A00300"), QByteArray("9000"));
}

void TestSoftwareCard::identifiesItself()
{
    CardInReader reader;
    QCOMPARE(reader.card->powerOn().toHex(), QByteArray("3b87018031c073c001c085"));
    const auto answer = ResponseApdu::parse(reader.card->process(hex("80CA9F7F00")));
    const auto cplc = Cplc::parse(answer->data());
    QVERIFY(cplc);
    QCOMPARE(cplc->icSerialNumber().toHex(), QByteArray("00001234"));
    CardInReader iso(CardKind::FileCard);
    QCOMPARE(iso.card->powerOn().toHex().left(4), QByteArray("3b85"));
}

QTEST_GUILESS_MAIN(TestSoftwareCard)
#include "tst_software_card.moc"
