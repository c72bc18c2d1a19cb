// SPDX-License-Identifier: GPL-3.0-or-later
// A file card that its maker locked by a transport key: the host's side is computed with bare OpenSSL.
#include "card_fixture.h"
#include "openssl_blocks.h"
#include "simulator/card_lock.h"

using namespace sm;
using namespace smtest;

namespace {

constexpr quint64 serial = 0x0102030405060708;

QByteArray master()
{
    QByteArray key;
    for (int i = 0; i < 16; ++i)
        key.append(char(0xB1 + i));
    return key;
}

/// EMV CPS 1.1: the last six bytes of the number, F0 01 and 0F 01, enciphered under the master.
QByteArray transportKey()
{
    const QByteArray last = hex("030405060708");
    return tdes(master(), last + hex("F001") + last + hex("0F01"));
}

struct LockedCard {
    explicit LockedCard(quint8 tries = 3, CardKind kind = CardKind::FileCard)
    {
        BlankOptions options;
        options.kind = kind;
        options.serial = serial;
        options.pin = testSecret(8, 0x31);
        options.releaseMaster = testReleaseMaster().take();
        options.releaseTries = tries;
        put(makeBlank(options));
    }
    void put(CardContent content)
    {
        card = std::make_unique<SoftwareCard>(
            std::move(content), SoftwareCard::Services{&random, nullptr, nullptr});
        card->powerOn();
    }

    QByteArray sw(const QByteArray& command) const { return card->process(command).toHex().right(4); }
    QByteArray sw(const char* command) const { return sw(hex(command)); }
    /// GET CHALLENGE and EXTERNAL AUTHENTICATE under a key.
    QByteArray answer(const QByteArray& key, bool withAes = false) const
    {
        const QByteArray challenge = card->process(hex(withAes ? "0084000010" : "0084000008")).chopped(2);
        const QByteArray response = withAes ? aes(key, challenge) : tdes(key, challenge);
        return sw(hex("00820081") + char(response.size()) + response);
    }
    QByteArray wrong() const { return answer(master()); }
    QByteArray right() const { return answer(transportKey()); }
    QByteArray tries() const { return sw("00820081"); }
    QByteArray create() const { return sw("00E000000D620B8002001082010183024301"); }

    SeededRandom random{5};
    std::unique_ptr<SoftwareCard> card;
};

} // namespace

class LockedCardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void takesNothingUntilItIsReleased_data();
    void takesNothingUntilItIsReleased();
    void aResetLocksItAgain();
    void wrongAnswersCostTries();
    void askingCostsNothing();
    void aChallengeServesOnce();
    void badCommandsCostNothing_data();
    void badCommandsCostNothing();
    void afterItsSealTheKeyIsOfNoUse();
    void itsMemoryKeepsTheTries();
    void otherCardsKnowNoKey();
};

void LockedCardTest::takesNothingUntilItIsReleased_data()
{
    QTest::addColumn<bool>("withAes");
    QTest::newRow("TDEA") << false;
    QTest::newRow("AES") << true;
}

void LockedCardTest::takesNothingUntilItIsReleased()
{
    QFETCH(bool, withAes);
    LockedCard locked;
    const CardContent before = locked.card->content();
    QCOMPARE(locked.create(), QByteArray("6982"));
    QCOMPARE(locked.sw("00440000"), QByteArray("6982")); // ACTIVATE would make it a finished card
    QCOMPARE(locked.sw("00FE0000"), QByteArray("6982"));
    QCOMPARE(locked.sw("0024010108"
                       "3132333435363738"),
        QByteArray("6982")); // a PIN of one's own
    QCOMPARE(locked.sw("00A4000C022F02"), QByteArray("9000"));
    QCOMPARE(locked.sw("00D60000015A"), QByteArray("6982"));
    QCOMPARE(locked.sw("00E40000022F02"), QByteArray("6982"));
    QVERIFY(locked.card->process(hex("00B0000000")).contains(hex("8953") + hex("0102030405060708")));
    QCOMPARE(encodeCardContent(locked.card->content()), encodeCardContent(before));

    QCOMPARE(locked.answer(transportKey(), withAes), QByteArray("9000"));
    QCOMPARE(locked.tries(), QByteArray("9000"));
    QVERIFY(!locked.card->wasPersonalized());
    QCOMPARE(locked.create(), QByteArray("9000"));
    QCOMPARE(locked.sw("00D60000015A"), QByteArray("9000"));
    QVERIFY(locked.card->wasPersonalized());
}

void LockedCardTest::aResetLocksItAgain()
{
    LockedCard locked;
    QCOMPARE(locked.right(), QByteArray("9000"));
    QVERIFY(!locked.card->powerOn().isEmpty());
    QCOMPARE(locked.create(), QByteArray("6982"));
    QCOMPARE(locked.tries(), QByteArray("63c3"));
    QCOMPARE(locked.right(), QByteArray("9000"));
    QCOMPARE(locked.create(), QByteArray("9000"));
}

void LockedCardTest::wrongAnswersCostTries()
{
    LockedCard locked;
    QCOMPARE(locked.wrong(), QByteArray("63c2"));
    QCOMPARE(locked.wrong(), QByteArray("63c1"));
    QCOMPARE(locked.right(), QByteArray("9000")); // and gives them back
    QCOMPARE(locked.wrong(), QByteArray("63c2"));
    QCOMPARE(locked.create(), QByteArray("6982")); // a wrong answer locks a released chip
    QCOMPARE(locked.wrong(), QByteArray("63c1"));
    QVERIFY(!locked.card->powerOn().isEmpty());
    QCOMPARE(locked.wrong(), QByteArray("6983"));
    QCOMPARE(locked.right(), QByteArray("6983"));
    QCOMPARE(locked.tries(), QByteArray("6983"));
    QCOMPARE(locked.create(), QByteArray("6982"));
    QVERIFY(!locked.card->wasPersonalized());
}

void LockedCardTest::askingCostsNothing()
{
    LockedCard locked(2);
    for (int i = 0; i < 5; ++i)
        QCOMPARE(locked.tries(), QByteArray("63c2"));
    QCOMPARE(LockedCard(0).tries(), QByteArray("6983"));
    QCOMPARE(LockedCard(1).tries(), QByteArray("63c1"));
    QCOMPARE(LockedCard(1).right(), QByteArray("9000"));
}

void LockedCardTest::aChallengeServesOnce()
{
    LockedCard locked;
    const QByteArray challenge = locked.card->process(hex("0084000008")).chopped(2);
    const QByteArray command = hex("0082008108") + tdes(transportKey(), challenge);
    QCOMPARE(locked.sw("00A40000023F00"), QByteArray("9000"));
    QCOMPARE(locked.sw(command), QByteArray("6985")); // only for the very next command
    QCOMPARE(locked.right(), QByteArray("9000"));
    QCOMPARE(locked.sw(command), QByteArray("6985"));
    QVERIFY(!locked.card->powerOn().isEmpty());
    QCOMPARE(locked.sw(command), QByteArray("6985"));
    QCOMPARE(locked.tries(), QByteArray("63c3"));
}

void LockedCardTest::badCommandsCostNothing_data()
{
    QTest::addColumn<QByteArray>("challenge");
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("sw");
    const auto row = [](const char* name, const char* challenge, const char* command, const char* sw) {
        QTest::newRow(name) << QByteArray(challenge) << QByteArray(command) << QByteArray(sw);
    };
    row("no challenge", "00A40000023F00", "00820081080102030405060708", "6985");
    row("short", "0084000008", "008200810701020304050607", "6700");
    row("for AES", "0084000008", "008200811001020304050607080910111213141516", "6700");
    row("challenge of no block", "0084000004", "008200810401020304", "6700");
    row("algorithm", "0084000008", "00820181080102030405060708", "6a86");
    row("other key", "0084000008", "00820082080102030405060708", "6a88");
    row("a PIN is no key", "0084000008", "00820001080102030405060708", "6a88");
}

void LockedCardTest::badCommandsCostNothing()
{
    QFETCH(QByteArray, challenge);
    QFETCH(QByteArray, command);
    LockedCard locked;
    locked.sw(challenge.constData());
    QTEST(locked.sw(command.constData()), "sw");
    QCOMPARE(locked.tries(), QByteArray("63c3"));
    QCOMPARE(locked.create(), QByteArray("6982"));
}

/// From ACTIVATE FILE on the access rules hold, and nothing else.
void LockedCardTest::afterItsSealTheKeyIsOfNoUse()
{
    LockedCard locked;
    QCOMPARE(locked.right(), QByteArray("9000"));
    QCOMPARE(locked.sw("00E000001162"
                       "0F8002001082010183024301"
                       "8C020200"),
        QByteArray("9000"));
    QCOMPARE(locked.sw("00A40000023F00"), QByteArray("9000"));
    QCOMPARE(locked.sw("00440000"), QByteArray("9000"));
    QVERIFY(!locked.card->powerOn().isEmpty());
    QCOMPARE(locked.create(), QByteArray("6982"));
    QCOMPARE(locked.right(), QByteArray("9000"));
    QCOMPARE(locked.create(), QByteArray("6982")); // its life as a blank is over
    QVERIFY(!locked.card->powerOn().isEmpty());
    QCOMPARE(locked.sw("00A4000C024301"), QByteArray("9000"));
    QCOMPARE(locked.sw("00D60000015A"), QByteArray("9000")); // its rule says: always
}

void LockedCardTest::itsMemoryKeepsTheTries()
{
    LockedCard locked;
    QCOMPARE(locked.wrong(), QByteArray("63c2"));
    auto kept = decodeCardContent(encodeCardContent(locked.card->content()));
    QVERIFY(kept);
    locked.put(kept.take());
    QCOMPARE(locked.tries(), QByteArray("63c2"));
    QCOMPARE(locked.create(), QByteArray("6982"));
    QCOMPARE(locked.right(), QByteArray("9000"));
}

void LockedCardTest::otherCardsKnowNoKey()
{
    CardInReader open(CardKind::FileCard);
    QCOMPARE(open.sw("00820081"), QByteArray("6a88"));
    QCOMPARE(open.sw("00E000000D620B8002001082010183024301"), QByteArray("9000"));
    const LockedCard global(3, CardKind::GlobalPlatform);
    QCOMPARE(global.tries(), QByteArray("6a88"));
}

QTEST_GUILESS_MAIN(LockedCardTest)
#include "tst_locked_card.moc"
