// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/byte_fuzz.h"

#include "base/failures/crypto.h"
#include "crypto/aes.h"
#include "crypto/scp03.h"

#include <QTest>

#include <deque>
#include <thread>

using namespace sm;

static QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

static SecretBytes secret(const QByteArray& bytes)
{
    return SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())})
        .take();
}

static Scp03SessionKeys sessionKeys(qsizetype size = 16)
{
    return {
        secret(QByteArray(size, '\x11')), secret(QByteArray(size, '\x22')), secret(QByteArray(size, '\x33'))};
}

/// The card's half, written from the standard and not from the channel: it keeps its own chain and counter.
class Card {
public:
    Card(Scp03Level level, qsizetype macLength, qsizetype keySize = 16)
        : m_keys(sessionKeys(keySize))
        , m_level(quint8(level))
        , m_macLength(macLength)
    {
    }

    /// The plain data, or nothing when the MAC is wrong.
    std::optional<QByteArray> receive(const CommandApdu& command)
    {
        const QByteArray bytes = command.encode();
        const qsizetype end = command.dataOffset() + command.data().size() - m_macLength;
        const QByteArray mac = *aesCmac(m_keys.mac, m_chain + bytes.left(end));
        if (mac.left(m_macLength) != command.data().right(m_macLength))
            return std::nullopt;
        m_chain = mac;
        const QByteArray body = command.data().chopped(m_macLength);
        if (command.ins() == 0x82)
            return body;
        ++m_counter;
        if ((m_level & 0x02) == 0 || body.isEmpty())
            return body;
        return *unpadMethod2(*aesCbcDecrypt(m_keys.enc, iv(0x00), body), 16);
    }

    ResponseApdu answer(const QByteArray& plain, quint16 sw)
    {
        QByteArray data = plain;
        if ((m_level & 0x20) != 0 && !data.isEmpty())
            data = *aesCbcEncrypt(m_keys.enc, iv(0x80), padMethod2(plain, 16));
        QByteArray status;
        appendU16(status, sw);
        if ((m_level & 0x10) != 0)
            data += aesCmac(m_keys.rmac, m_chain + data + status)->left(m_macLength);
        return ResponseApdu(data, StatusWord{sw});
    }

private:
    QByteArray iv(quint8 first) const
    {
        QByteArray block(1, char(first));
        block.append(7, '\0');
        appendU64(block, m_counter);
        return *aesEcbEncrypt(m_keys.enc, block);
    }

    Scp03SessionKeys m_keys;
    quint8 m_level;
    qsizetype m_macLength;
    QByteArray m_chain = QByteArray(16, '\0');
    quint64 m_counter = 0;
};

class Scp03ChannelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void talksWithACard_data();
    void talksWithACard();
    void manyWrappedAhead();
    void everyFlippedBitOfAnAnswerIsFound();
    void aWrongAnswerClosesTheChannel();
    void anAnswerOfAnotherCommandIsRefused();
    void shortAnswerIsBroken();
    void wrongPaddingIsBroken();
    void errorWordsCarryNothing();
    void unexpectedAnswer();
    void refusesCommands_data();
    void refusesCommands();
    void refusedCommandConsumesNothing();
    void largestCommandFits();
    void isClosedUntilAuthenticated();
    void wrongLengthsAreFailures();
    void movedFromChannelIsClosed();
    void cryptogramOfAnotherCardIsRefused();
    void parsesInitializeUpdate();
    void hostileInitializeUpdateNeverCrashes();
    void hostileAnswersNeverCrash();
    void channelsInThreads();
};

void Scp03ChannelTest::talksWithACard_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<int>("macLength");
    QTest::addColumn<int>("keySize");
    for (const int level : {0x01, 0x03, 0x11, 0x13, 0x33}) {
        for (const int macLength : {8, 16}) {
            for (const int keySize : {16, 24, 32})
                QTest::addRow("level %02X, MAC %d, key %d", level, macLength, keySize)
                    << level << macLength << keySize;
        }
    }
}

void Scp03ChannelTest::talksWithACard()
{
    QFETCH(int, level);
    QFETCH(int, macLength);
    QFETCH(int, keySize);
    const Scp03Level channelLevel = *scp03Level(quint8(level));
    Scp03Channel channel(sessionKeys(keySize), channelLevel, macLength);
    Card card(channelLevel, macLength, keySize);
    const auto open = channel.externalAuthenticate(QByteArray(macLength, '\x5C'));
    QVERIFY(open.ok());
    QCOMPARE(card.receive(*open), std::optional(QByteArray(macLength, '\x5C')));
    for (int length = 0; length < 200; length += 3) {
        const QByteArray data(length, char(length));
        CommandApdu plain(length % 2 == 0 ? 0x80 : 0x00, 0xE2, 0x90, quint8(length), data, 256);
        if (length % 5 == 0)
            plain = plain.asExtended();
        const auto wrapped = channel.wrap(plain);
        QVERIFY(wrapped.ok());
        QCOMPARE(wrapped->isExtended(), plain.isExtended());
        QCOMPARE(wrapped->cla(), quint8(plain.cla() | 0x04));
        QCOMPARE(card.receive(*wrapped), std::optional(data));
        const quint16 sw = length % 7 == 0 ? 0x6283 : 0x9000;
        const auto answer = channel.unwrap(card.answer(data, sw));
        QVERIFY(answer.ok());
        QCOMPARE(answer->data(), data);
        QCOMPARE(answer->sw().value, sw);
    }
}

void Scp03ChannelTest::manyWrappedAhead()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
    Card card(Scp03Level::Full, 8);
    QVERIFY(card.receive(*channel.externalAuthenticate(QByteArray(8, 'c'))));
    std::deque<CommandApdu> sent;
    for (int i = 0; i < 50; ++i)
        sent.push_back(channel.wrap(CommandApdu(0x80, 0xE2, 0, quint8(i), QByteArray(i, 'd'))).take());
    for (int i = 0; i < 50; ++i) {
        QCOMPARE(card.receive(sent[size_t(i)]), std::optional(QByteArray(i, 'd')));
        const quint16 sw = i % 4 == 3 ? 0x6A80 : 0x9000;
        const auto protectedAnswer
            = sw == 0x9000 ? card.answer(QByteArray(i, 'a'), sw) : ResponseApdu({}, StatusWord{sw});
        const auto answer = channel.unwrap(protectedAnswer);
        QVERIFY(answer.ok());
        QCOMPARE(answer->data(), sw == 0x9000 ? QByteArray(i, 'a') : QByteArray());
    }
}

void Scp03ChannelTest::everyFlippedBitOfAnAnswerIsFound()
{
    for (int bit = 0;; ++bit) {
        Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
        Card card(Scp03Level::Full, 8);
        card.receive(*channel.externalAuthenticate(QByteArray(8, 'c')));
        card.receive(*channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)));
        const ResponseApdu good = card.answer(hex("0102030405"), 0x9000);
        QByteArray data = good.data();
        if (bit == data.size() * 8)
            break;
        data[bit / 8] = char(data[bit / 8] ^ (1 << bit % 8));
        const auto answer = channel.unwrap(ResponseApdu(data, good.sw()));
        QVERIFY(!answer);
        QVERIFY(answer.failure() == fc::Scp03ResponseMacWrong);
    }
}

void Scp03ChannelTest::aWrongAnswerClosesTheChannel()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::CMacRMac, 8);
    Card card(Scp03Level::CMacRMac, 8);
    card.receive(*channel.externalAuthenticate(QByteArray(8, 'c')));
    card.receive(*channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)));
    const ResponseApdu good = card.answer(hex("01"), 0x9000);
    // The status word is covered: success can't be made from a warning.
    const auto answer = channel.unwrap(ResponseApdu(good.data(), StatusWord{0x6283}));
    QVERIFY(!answer);
    QVERIFY(answer.failure() == fc::Scp03ResponseMacWrong);
    const auto next = channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66));
    QVERIFY(!next);
    QVERIFY(next.failure() == fc::Scp03ChannelClosed);
    const auto again = channel.unwrap(good);
    QVERIFY(!again);
    QVERIFY(again.failure() == fc::Scp03ChannelClosed);
}

void Scp03ChannelTest::anAnswerOfAnotherCommandIsRefused()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::CMacRMac, 8);
    Card card(Scp03Level::CMacRMac, 8);
    card.receive(*channel.externalAuthenticate(QByteArray(8, 'c')));
    card.receive(*channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)));
    const ResponseApdu first = card.answer(hex("01"), 0x9000);
    QVERIFY(channel.unwrap(first).ok());
    card.receive(*channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)));
    const auto replayed = channel.unwrap(first);
    QVERIFY(!replayed);
    QVERIFY(replayed.failure() == fc::Scp03ResponseMacWrong);
}

void Scp03ChannelTest::shortAnswerIsBroken()
{
    for (const qsizetype macLength : {8, 16}) {
        for (qsizetype length = 0; length < macLength; ++length) {
            Scp03Channel channel(sessionKeys(), Scp03Level::Full, macLength);
            QVERIFY(channel.externalAuthenticate(QByteArray(macLength, 'c')).ok());
            QVERIFY(channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)).ok());
            const auto answer = channel.unwrap(ResponseApdu(QByteArray(length, 'x'), StatusWord{0x9000}));
            QVERIFY(!answer);
            QVERIFY(answer.failure() == fc::Scp03AnswerBroken);
        }
    }
}

void Scp03ChannelTest::wrongPaddingIsBroken()
{
    // A card with the right MAC key that encrypts nothing: whole blocks or not, it is no padded text.
    for (const qsizetype length : {5, 16}) {
        Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
        Card card(Scp03Level::CMacCEncRMac, 8);
        card.receive(*channel.externalAuthenticate(QByteArray(8, 'c')));
        card.receive(*channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)));
        const auto answer = channel.unwrap(card.answer(QByteArray(length, 'x'), 0x9000));
        QVERIFY(!answer);
        QVERIFY(answer.failure() == fc::Scp03AnswerBroken);
    }
}

void Scp03ChannelTest::errorWordsCarryNothing()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
    QVERIFY(channel.externalAuthenticate(QByteArray(8, 'c')).ok());
    QVERIFY(channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)).ok());
    const auto answer = channel.unwrap(ResponseApdu(hex("DEADBEEF"), StatusWord{0x6982}));
    QVERIFY(answer.ok());
    QVERIFY(answer->data().isEmpty());
    QCOMPARE(answer->sw().value, quint16(0x6982));
}

void Scp03ChannelTest::unexpectedAnswer()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::CMacRMac, 8);
    QVERIFY(channel.externalAuthenticate(QByteArray(8, 'c')).ok());
    const auto answer = channel.unwrap(ResponseApdu({}, StatusWord{0x9000}));
    QVERIFY(!answer);
    QVERIFY(answer.failure() == fc::Scp03AnswerUnexpected);
}

void Scp03ChannelTest::refusesCommands_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("reason");
    QTest::newRow("too long") << QByteArray(hex("80E20000F0") + QByteArray(240, 'x'))
                              << QStringLiteral("length");
    QTest::newRow("secured") << hex("84E2000000") << QStringLiteral("alreadySecured");
    QTest::newRow("ISO secured") << hex("0CE2000000") << QStringLiteral("alreadySecured");
    QTest::newRow("channel 1") << hex("81E2000000") << QStringLiteral("logicalChannel");
    QTest::newRow("channel 4") << hex("C0E2000000") << QStringLiteral("logicalChannel");
}

void Scp03ChannelTest::refusesCommands()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, reason);
    Scp03Channel channel(sessionKeys(), Scp03Level::CMacCEnc, 8);
    QVERIFY(channel.externalAuthenticate(QByteArray(8, 'c')).ok());
    const auto wrapped = channel.wrap(*CommandApdu::parse(command));
    QVERIFY(!wrapped);
    QVERIFY(wrapped.failure() == fc::Scp03CommandRefused);
    QCOMPARE(wrapped.failure().param("reason"), reason);
}

void Scp03ChannelTest::refusedCommandConsumesNothing()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
    Card card(Scp03Level::Full, 8);
    card.receive(*channel.externalAuthenticate(QByteArray(8, 'c')));
    QVERIFY(!channel.wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(250, 'x'))));
    const auto wrapped = channel.wrap(CommandApdu(0x80, 0xE2, 0, 0, hex("0102")));
    QVERIFY(wrapped.ok());
    QCOMPARE(card.receive(*wrapped), std::optional(hex("0102")));
    QVERIFY(channel.unwrap(card.answer(hex("03"), 0x9000)).ok());
}

void Scp03ChannelTest::largestCommandFits()
{
    for (const Scp03Level level : {Scp03Level::CMac, Scp03Level::Full}) {
        for (const qsizetype macLength : {8, 16}) {
            Scp03Channel channel(sessionKeys(), level, macLength);
            QVERIFY(channel.externalAuthenticate(QByteArray(macLength, 'c')).ok());
            const qsizetype most = channel.maxCommandData();
            QVERIFY(channel.wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(most, 'x'))).ok());
            QVERIFY(!channel.wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(most + 1, 'x'))));
        }
    }
}

void Scp03ChannelTest::isClosedUntilAuthenticated()
{
    Scp03Channel channel(sessionKeys(), Scp03Level::CMac, 8);
    const auto early = channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66));
    QVERIFY(!early);
    QVERIFY(early.failure() == fc::Scp03ChannelClosed);
    QVERIFY(!channel.unwrap(ResponseApdu({}, StatusWord{0x9000})));
    QVERIFY(channel.externalAuthenticate(QByteArray(8, 'c')).ok());
    const auto twice = channel.externalAuthenticate(QByteArray(8, 'c'));
    QVERIFY(!twice);
    QVERIFY(twice.failure() == fc::Scp03CommandRefused);
}

void Scp03ChannelTest::wrongLengthsAreFailures()
{
    Scp03Channel oddMac(sessionKeys(), Scp03Level::CMac, 4);
    QVERIFY(oddMac.externalAuthenticate(QByteArray(4, 'c')).failure() == fc::InputLengthWrong);
    Scp03Channel oddKey(sessionKeys(15), Scp03Level::Full, 8);
    QVERIFY(oddKey.externalAuthenticate(QByteArray(8, 'c')).failure() == fc::KeyLengthWrong);
    Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
    QVERIFY(channel.externalAuthenticate(QByteArray(16, 'c')).failure() == fc::InputLengthWrong);
    const Scp03StaticKeys keys{secret(QByteArray(16, 'e')), secret(QByteArray(16, 'm')), {}};
    const auto mixed = deriveScp03SessionKeys(keys, QByteArray(8, 'h'), QByteArray(16, 'c'));
    QVERIFY(!mixed && mixed.failure() == fc::InputLengthWrong);
    const auto noKeys = deriveScp03SessionKeys({}, QByteArray(8, 'h'), QByteArray(8, 'c'));
    QVERIFY(!noKeys && noKeys.failure() == fc::KeyLengthWrong);
    QVERIFY(!scp03HostCryptogram(keys.mac, QByteArray(8, 'h'), QByteArray(8, 'c'), 12));
    QVERIFY(!scp03Level(0x00));
    QVERIFY(!scp03Level(0x31));
}

void Scp03ChannelTest::movedFromChannelIsClosed()
{
    Scp03Channel first(sessionKeys(), Scp03Level::CMac, 8);
    QVERIFY(first.externalAuthenticate(QByteArray(8, 'c')).ok());
    Scp03Channel second(std::move(first));
    QVERIFY(second.wrap(CommandApdu(0x80, 0xCA, 0, 0x66)).ok());
    QVERIFY(first.wrap(CommandApdu(0x80, 0xCA, 0, 0x66)).failure() == fc::Scp03ChannelClosed);
    QVERIFY(first.unwrap(ResponseApdu()).failure() == fc::Scp03ChannelClosed);
    QCOMPARE(first.maxCommandData(), qsizetype(0));
}

static const QByteArray pysimAnswer = hex("000000000000000000003003703EB51047495B249F66C484C1D2EF1948000002");

void Scp03ChannelTest::cryptogramOfAnotherCardIsRefused()
{
    const auto answer = InitializeUpdateAnswer::parse(pysimAnswer);
    QVERIFY(answer.ok());
    const QByteArray host = hex("B13E5F938FC108C4");
    const Scp03StaticKeys keys{
        secret(hex("000102030405060708090A0B0C0D0E0F")), secret(hex("101112131415161718191A1B1C1D1E1F")), {}};
    const auto session = deriveScp03SessionKeys(keys, host, answer->cardChallenge);
    QVERIFY(session.ok());
    QVERIFY(verifyScp03CardCryptogram(session->mac, host, *answer).ok());
    auto other = *answer;
    other.cardCryptogram[3] = char(other.cardCryptogram[3] ^ 1);
    const auto verdict = verifyScp03CardCryptogram(session->mac, host, other);
    QVERIFY(!verdict);
    QVERIFY(verdict.failure() == fc::Scp03CardCryptogramWrong);
}

void Scp03ChannelTest::parsesInitializeUpdate()
{
    const auto answer = InitializeUpdateAnswer::parse(pysimAnswer);
    QVERIFY(answer.ok());
    QCOMPARE(answer->keyVersion, quint8(0x30));
    QCOMPARE(answer->i, quint8(0x70));
    QCOMPARE(answer->sequenceCounter, hex("000002"));
    QCOMPARE(answer->cardChallenge, hex("3EB51047495B249F"));
    const QByteArray plain
        = hex("00000000000000000000") + hex("300300") + QByteArray(8, 'c') + QByteArray(8, 'g');
    const auto withoutCounter = InitializeUpdateAnswer::parse(plain);
    QVERIFY(withoutCounter.ok());
    QVERIFY(withoutCounter->sequenceCounter.isEmpty());
    const QByteArray s16 = hex("00000000000000000000") + hex("300311") + QByteArray(35, 'c');
    const auto sixteen = InitializeUpdateAnswer::parse(s16);
    QVERIFY(sixteen.ok());
    QCOMPARE(sixteen->macLength(), qsizetype(16));
    const auto scp02
        = InitializeUpdateAnswer::parse(hex("00000000000000000000700200016B4524ABEE7CF32EA3838BC148F3"));
    QVERIFY(!scp02);
    QCOMPARE(scp02.failure().param("what"), QStringLiteral("protocol"));
}

void Scp03ChannelTest::hostileInitializeUpdateNeverCrashes()
{
    const auto read = [](const QByteArray& bytes) {
        const auto answer = InitializeUpdateAnswer::parse(bytes);
        if (answer)
            QVERIFY(bytes.size() == 29 || bytes.size() == 32 || bytes.size() == 45 || bytes.size() == 48);
        else
            QVERIFY(answer.failure() == fc::InitializeUpdateAnswerBroken);
    };
    int accepted = 0;
    smtest::eachPrefix(pysimAnswer,
        [&](const QByteArray& bytes) { accepted += InitializeUpdateAnswer::parse(bytes) ? 1 : 0; });
    QCOMPARE(accepted, 0);
    smtest::eachPrefix(pysimAnswer, read);
    smtest::eachHostile(11, 10000, pysimAnswer, read);
}

void Scp03ChannelTest::hostileAnswersNeverCrash()
{
    smtest::eachHostile(12, 10000, QByteArray(40, 'x'), [](const QByteArray& bytes) {
        Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
        QVERIFY(channel.externalAuthenticate(QByteArray(8, 'c')).ok());
        QVERIFY(channel.wrap(CommandApdu(0x80, 0xCA, 0, 0x66, {}, 256)).ok());
        QVERIFY(!channel.unwrap(ResponseApdu(bytes, StatusWord{0x9000})));
    });
}

void Scp03ChannelTest::channelsInThreads()
{
    std::atomic<int> good = 0;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&good] {
            for (int session = 0; session < 20; ++session) {
                Scp03Channel channel(sessionKeys(), Scp03Level::Full, 8);
                Card card(Scp03Level::Full, 8);
                card.receive(*channel.externalAuthenticate(QByteArray(8, 'c')));
                const auto wrapped = channel.wrap(CommandApdu(0x80, 0xE2, 0, 0, QByteArray(100, 'd')));
                const auto seen = card.receive(*wrapped);
                const auto answer = channel.unwrap(card.answer(QByteArray(20, 'a'), 0x9000));
                good += seen == QByteArray(100, 'd') && answer && answer->data() == QByteArray(20, 'a') ? 1
                                                                                                        : 0;
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(good.load(), 80);
}

QTEST_GUILESS_MAIN(Scp03ChannelTest)
#include "tst_scp03_channel.moc"
