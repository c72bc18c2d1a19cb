// SPDX-License-Identifier: GPL-3.0-or-later
// SCP02 as the card speaks it: against recorded sessions, against the host's half, and against hosts that
// err.
#include "../../support/vector_file.h"
#include "card_fixture.h"

#include "crypto/des.h"
#include "crypto/gp_keys.h"
#include "crypto/kcv.h"
#include "crypto/scp02.h"

using namespace sm;
using smtest::hex;

namespace {

/// The older keys of a blank.
constexpr quint8 olderVersion = 0x20;

/// A card and the host's half of SCP02.
struct OlderHost {
    explicit OlderHost(quint8 i = 0x55, quint8 authenticationLimit = 0)
    {
        const CardKeySet factory{0x30, smtest::testSecret(16), smtest::testSecret(16), smtest::testSecret(16), 0};
        BlankOptions options;
        options.keys = factory;
        options.scp02Parameter = i;
        options.authenticationLimit = authenticationLimit;
        card = std::make_unique<SoftwareCard>(
            makeBlank(options), SoftwareCard::Services{&random, nullptr, nullptr});
        card->powerOn();
    }

    /// The status word of EXTERNAL AUTHENTICATE; keys of 40 41 ... unless others are given.
    QByteArray open(quint8 level, int first = 0x40)
    {
        const QByteArray challenge(8, '\x5A');
        const CommandApdu update(0x80, 0x50, olderVersion, 0, challenge, 256);
        const auto answer = ResponseApdu::parse(card->process(update.encode()));
        const auto parsed = answer ? InitializeUpdate02Answer::parse(answer->data())
                                   : Outcome<InitializeUpdate02Answer>(answer.failure());
        if (!parsed)
            return answer->sw().text().toLatin1();
        counter = parsed->sequenceCounter;
        cardChallenge = parsed->cardChallenge;
        const CardSecret key = smtest::testSecret(16, first);
        const Scp02StaticKeys statics{
            key->duplicate().take(), key->duplicate().take(), key->duplicate().take()};
        auto derived = deriveScp02SessionKeys(statics, counter);
        genuine = derived && verifyScp02CardCryptogram(derived->enc, challenge, *parsed).ok();
        const auto host = scp02HostCryptogram(derived->enc, challenge, counter, cardChallenge);
        keys = derived.take();
        channel.emplace(keys, *scp02Level(level));
        const auto command = channel->externalAuthenticate(*host);
        return card->process(command->encode()).toHex();
    }
    QByteArray secure(const char* plain)
    {
        const auto command = CommandApdu::parse(hex(plain));
        const auto wrapped = command ? channel->wrap(*command) : Outcome<CommandApdu>(command.failure());
        return wrapped ? card->process(wrapped->encode()).toHex() : wrapped.failure().toString().toLatin1();
    }

    SeededRandom random{5};
    std::unique_ptr<SoftwareCard> card;
    Scp02SessionKeys keys;
    std::optional<Scp02Channel> channel;
    QByteArray counter;
    QByteArray cardChallenge;
    bool genuine = false;
};

} // namespace

class Scp02CardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void recordedSessions_data();
    void recordedSessions();
    void agreesWithTheHost_data();
    void agreesWithTheHost();
    void counterRisesWithTheChannel();
    void challengeFollowsFromTheCounter();
    void wrongCommandsEndTheChannel_data();
    void wrongCommandsEndTheChannel();
    void wrongHostsAreRefused();
    void enciphersUnderTheSessionKey();
    void newKeysAreTakenAndUsed();
    void bothProtocolsLiveInOneCard();
};

void Scp02CardTest::recordedSessions_data()
{
    QTest::addColumn<QJsonObject>("vector");
    int rows = 0;
    for (const QJsonValue& value : smtest::loadVectors(QStringLiteral("scp02.json"))) {
        const QJsonObject vector = value.toObject();
        if (!vector[QStringLiteral("inputs")].toObject().contains(QStringLiteral("init_update_resp")))
            continue;
        QTest::newRow(qPrintable(vector[QStringLiteral("name")].toString())) << vector;
        ++rows;
    }
    QVERIFY(rows >= 2);
}

void Scp02CardTest::recordedSessions()
{
    QFETCH(QJsonObject, vector);
    const QJsonObject inputs = vector[QStringLiteral("inputs")].toObject();
    const QJsonObject expected = vector[QStringLiteral("expected")].toObject();
    const auto bytes = [](const QJsonObject& object, const char* name) {
        return QByteArray::fromHex(object[QLatin1String(name)].toString().toLatin1());
    };
    const QByteArray answer = bytes(inputs, "init_update_resp");
    CardKeySet keys;
    keys.version = byteAt(answer, 10);
    keys.protocol = 2;
    keys.enc = cardSecret(bytes(inputs, "key_enc")).take();
    keys.mac = cardSecret(bytes(inputs, "key_mac")).take();
    keys.dek = cardSecret(bytes(inputs, "key_dek")).take();
    keys.sequence = quint32(byteAt(answer, 12) << 8 | byteAt(answer, 13));
    CardContent content = makeBlank({});
    content.keyDiversificationData = answer.first(10);
    content.keys.push_back(keys);
    SeededRandom random(3);
    SoftwareCard card(content, SoftwareCard::Services{&random, nullptr, nullptr});
    card.powerOn();
    card.forceChallenge(answer.mid(14, 6));
    const CommandApdu update(0x80, 0x50, keys.version, 0, bytes(inputs, "host_challenge"), 256);
    QCOMPARE(card.process(update.encode()).toHex(), (answer + hex("9000")).toHex());
    QCOMPARE(card.process(bytes(expected, "ext_auth_cmd")).toHex(), QByteArray("9000"));
    QCOMPARE(card.content().keys.front().sequence, keys.sequence + 1);
    if (vector[QStringLiteral("name")].toString() != QStringLiteral("scp02-i15-auth-3keys"))
        return;
    // The next command of that recording: GET STATUS without data, its C-MAC chained to the one before. The
    // MAC is taken; what is then missing is the search criterion.
    QCOMPARE(card.process(hex("84F220020814DB34FA4341DCA8")).toHex(), QByteArray("6a80"));
}

void Scp02CardTest::agreesWithTheHost_data()
{
    QTest::addColumn<int>("i");
    QTest::addColumn<int>("level");
    for (const int i : {0x15, 0x55}) {
        for (const int level : {0x01, 0x03})
            QTest::addRow("i %02X level %02X", i, level) << i << level;
    }
}

void Scp02CardTest::agreesWithTheHost()
{
    QFETCH(int, i);
    QFETCH(int, level);
    OlderHost host{quint8(i)};
    QCOMPARE(host.open(quint8(level)), QByteArray("9000"));
    QVERIFY(host.genuine);
    QVERIFY(host.secure("80F28002024F0000").startsWith("e3134f08a000000151000000"));
    QCOMPARE(host.secure("80F08007"), QByteArray("9000")); // without data: nothing to encipher
    QCOMPARE(host.secure("80E620000E000008F0534D5452414E53000000"), QByteArray("009000"));
    // Whole blocks and everything between them.
    for (int length = 1; length <= 24; ++length) {
        const QByteArray dgi
            = "0101" + QByteArray::number(length + 256, 16).right(2) + QByteArray(length * 2, 'A');
        const QByteArray command = "80E208" + QByteArray::number(length - 1 + 256, 16).right(2)
            + QByteArray::number(length + 3 + 256, 16).right(2) + dgi;
        QCOMPARE(host.secure(command.constData()), QByteArray("9000"));
    }
    QCOMPARE(host.secure("80E2881800"), QByteArray("9000"));
    QCOMPARE(host.card->content().application(transportApplicationAid())->groups.at(0x0101),
        QByteArray(24, '\xAA'));
}

void Scp02CardTest::counterRisesWithTheChannel()
{
    OlderHost host;
    QCOMPARE(host.open(0x01), QByteArray("9000"));
    QCOMPARE(host.counter, hex("0000"));
    // A channel that is begun and given up costs no count.
    host.card->process(hex("80502000080102030405060708"));
    host.card->powerOn();
    QCOMPARE(host.open(0x01), QByteArray("9000"));
    QCOMPARE(host.counter, hex("0001"));
    host.card->powerOn();
    QCOMPARE(host.open(0x01, 0x41), QByteArray("6300"));
    QCOMPARE(host.open(0x01), QByteArray("9000"));
    QCOMPARE(host.counter, hex("0002"));
    QCOMPARE(host.card->process(hex("80CA00C100")).toHex(), QByteArray("6982")); // in the clear, inside
}

void Scp02CardTest::challengeFollowsFromTheCounter()
{
    OlderHost host(0x55);
    QCOMPARE(host.open(0x01), QByteArray("9000"));
    const auto wanted = scp02CardChallenge(host.keys.mac, issuerDomainAid());
    QVERIFY(wanted.ok());
    QCOMPARE(host.cardChallenge, *wanted);
    OlderHost drawn(0x15);
    QCOMPARE(drawn.open(0x01), QByteArray("9000"));
    QVERIFY(drawn.cardChallenge != *wanted);
}

void Scp02CardTest::wrongCommandsEndTheChannel_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("position"); // of the byte that is changed; negative: from the end
    QTest::addColumn<QByteArray>("sw");
    QTest::newRow("MAC, its last byte") << 0x01 << -1 << QByteArray("6988");
    QTest::newRow("MAC, its first byte") << 0x01 << -8 << QByteArray("6988");
    QTest::newRow("data") << 0x01 << 5 << QByteArray("6988");
    QTest::newRow("P1") << 0x01 << 2 << QByteArray("6988");
    QTest::newRow("MAC, data enciphered") << 0x03 << -1 << QByteArray("6988");
    QTest::newRow("padding") << 0x03 << 12 << QByteArray("6982");
}

void Scp02CardTest::wrongCommandsEndTheChannel()
{
    QFETCH(int, level);
    QFETCH(int, position);
    QFETCH(QByteArray, sw);
    OlderHost host;
    QCOMPARE(host.open(quint8(level)), QByteArray("9000"));
    const auto plain = CommandApdu::parse(hex("80F28002024F00"));
    QByteArray wrapped = host.channel->wrap(*plain)->encode();
    char& byte = wrapped[position < 0 ? wrapped.size() + position : position];
    byte = char(byte ^ 0x01);
    QCOMPARE(host.card->process(wrapped).toHex(), sw);
    QCOMPARE(host.secure("80F28002024F0000"), QByteArray("6985")); // the channel is gone
}

void Scp02CardTest::wrongHostsAreRefused()
{
    OlderHost host(0x55, 3);
    QCOMPARE(host.open(0x13), QByteArray("6a86")); // R-MAC: not with these parameters
    QCOMPARE(host.open(0x01), QByteArray("9000"));
    QCOMPARE(host.card->process(hex("80F28002024F0000")).toHex(), QByteArray("6982"));
    QCOMPARE(host.open(0x01, 0x41), QByteArray("6300"));
    QVERIFY(!host.genuine);
    QCOMPARE(host.open(0x01, 0x41), QByteArray("6300"));
    QCOMPARE(host.open(0x01, 0x41), QByteArray("6300"));
    QCOMPARE(host.open(0x01), QByteArray("6983"));
    QCOMPARE(host.card->content().state, CardState::Locked);
    OlderHost other;
    QCOMPARE(other.card->process(hex("805020000701020304050607 00")).toHex(), QByteArray("6700"));
    QCOMPARE(
        other.card->process(hex("848201001000000000000000000000000000000000")).toHex(), QByteArray("6985"));
}

void Scp02CardTest::enciphersUnderTheSessionKey()
{
    OlderHost host;
    QCOMPARE(host.open(0x03), QByteArray("9000"));
    QCOMPARE(host.secure("80E620000E000008F0534D5452414E53000000"), QByteArray("009000"));
    const QByteArray clear = hex("00112233445566778899AABBCCDDEEFF");
    const auto wrapped = tdeaEcbEncrypt(host.keys.dek, clear);
    QVERIFY(wrapped.ok());
    QCOMPARE(host.secure(("80E2E80013811310" + wrapped->toHex()).constData()), QByteArray("9000"));
    QCOMPARE(host.card->content().application(transportApplicationAid())->groups.at(0x8113), clear);
}

void Scp02CardTest::newKeysAreTakenAndUsed()
{
    OlderHost host;
    QCOMPARE(host.open(0x03), QByteArray("9000"));
    const SecretBytes keys[3] = {smtest::testSecret(16, 0x61)->duplicate().take(),
        smtest::testSecret(16, 0x61)->duplicate().take(), smtest::testSecret(16, 0x61)->duplicate().take()};
    PutKeyRequest request;
    request.oldKeyVersion = olderVersion;
    request.newKeyVersion = olderVersion;
    request.algorithm = BlockAlgorithm::Tdea;
    const auto command = putKey(request, keys, host.keys.dek);
    QVERIFY(command.ok());
    QByteArray wrong = command->data();
    wrong.back() = char(wrong.back() ^ 1); // the last check value
    const auto refused = host.channel->wrap(command->withData(wrong));
    QCOMPARE(host.card->process(refused->encode()).toHex(), QByteArray("6a80"));
    const auto kcv = kcvDes(keys[0]);
    const auto wrapped = host.channel->wrap(*command);
    QCOMPARE(host.card->process(wrapped->encode()).toHex(),
        (QByteArray(1, char(olderVersion)) + *kcv + *kcv + *kcv).toHex() + "9000");
    host.card->powerOn();
    QCOMPARE(host.open(0x03), QByteArray("6300"));
    QCOMPARE(host.open(0x03, 0x61), QByteArray("9000"));
    QVERIFY(host.genuine);
    QCOMPARE(host.counter, hex("0000")); // new keys count from the start
}

void Scp02CardTest::bothProtocolsLiveInOneCard()
{
    smtest::CardInReader reader;
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    const QByteArray information = reader.secure("80CA00E000");
    QVERIFY(information.contains("c00401308810") && information.contains("c00401208010"));
    reader.card->powerOn();
    const QByteArray answer = reader.send("8050200008010203040506070800");
    QCOMPARE(answer.size(), 2 * 30);
    QCOMPARE(answer.mid(20, 4), QByteArray("2002"));
    const auto content = decodeCardContent(encodeCardContent(reader.card->content()));
    QVERIFY(content.ok());
    QCOMPARE(content->keySet(olderVersion)->protocol, quint8(2));
    QCOMPARE(content->scp02Parameter, quint8(0x55));
    smtest::CardInReader longer(CardKind::GlobalPlatform, 32);
    QVERIFY(!longer.card->content().keySet(olderVersion)); // an AES-256 key is no DES key
}

QTEST_GUILESS_MAIN(Scp02CardTest)
#include "tst_scp02_card.moc"
