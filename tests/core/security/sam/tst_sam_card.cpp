// SPDX-License-Identifier: GPL-3.0-or-later
// The SAM application as it looks from outside: its commands, byte by byte.
#include "../../simulator/card_fixture.h"
#include "crypto/aes.h"
#include "crypto/cmac.h"
#include "crypto/mac.h"
#include "security/known_answers.h"
#include "security/sam/sam_commands.h"
#include "simulator/card_sam.h"

#include <QtTest>

using namespace sm;
using namespace smtest;

namespace {

/// A SAM in a reader, application selected.
struct SamInReader : CardInReader {
    SamInReader()
    {
        BlankOptions options;
        options.serial = 0x1234;
        options.keys = keys;
        auto content = makeTestSam(options);
        card = std::make_unique<SoftwareCard>(
            content.take(), SoftwareCard::Services{&random, nullptr, nullptr});
        card->powerOn();
        selected = sw("00A4040007F0534D53414D0100");
    }
    QByteArray selected;
};

} // namespace

class SamCardTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void tellsWhatItIs();
    void computesByteByByte();
    void wantsTheFullChannel();
    void wantsBlocksInOrder();
    void refusesWhatIsMalformed_data();
    void refusesWhatIsMalformed();
    void keysComeByStoreData();
};

void SamCardTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void SamCardTest::tellsWhatItIs()
{
    SamInReader reader;
    QCOMPARE(reader.selected, QByteArray("9000"));
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    QVERIFY(reader.cardWasGenuine);
    // Version, serial, services (bits 10 to 12 and 16 to 21), five keys.
    QCOMPARE(reader.secure("8010000000"), QByteArray("010000000000001234003f1c0000059000"));
    // Usage, version, check value (zeros under the TDEA key C1 C2 .. D0), label.
    QCOMPARE(reader.secure("8012000000").left(10), QByteArray("0500000001"));
    QCOMPARE(reader.secure("8012000000").mid(16), QByteArray("TEST-FILE").toHex() + "9000");
    QCOMPARE(reader.secure("8012000400").left(10), QByteArray("0300000001"));
    QCOMPARE(reader.secure("8012000500"), QByteArray("6a88"));
    QCOMPARE(reader.secure("8014000000"), expectedEvidence().toHex() + "9000");
    const QByteArray drawn = reader.secure("8018001000");
    QCOMPARE(drawn.size(), 2 * (16 + 2));
    QVERIFY(drawn != reader.secure("8018001000"));
}

void SamCardTest::computesByteByByte()
{
    SamInReader reader;
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    const auto seal = SecretBytes::copyOf(bytesOf(hex("808182838485868788898A8B8C8D8E8F")));
    const auto mac = aesCmac(*seal, "abc");
    QVERIFY(mac.ok());
    QCOMPARE(reader.secure("8024800006000408616263"), mac->first(8).toHex() + "9000");
    // In two blocks.
    QCOMPARE(reader.secure("80240000040004086100"), QByteArray("9000"));
    QCOMPARE(reader.secure("8024800102626300"), mac->first(8).toHex() + "9000");
    // Retail MAC of "abc" under the file key itself, undiversified: rule 00, algorithm 00, 8 bytes.
    const auto file = SecretBytes::copyOf(bytesOf(hex("C1C2C3C4C5C6C7C8C9CACBCCCDCECFD0")));
    const auto retail = retailMac(*file, "abc", MacPadding::Method2);
    QVERIFY(retail.ok());
    QCOMPARE(reader.secure("8026800009000000000800616263"), retail->toHex() + "9000");
    // TDEA of a challenge under the release key (number 3): rule 00, use 01, no diversifier.
    const auto release = SecretBytes::copyOf(bytesOf(hex("B1B2B3B4B5B6B7B8B9BABBBCBDBEBFC0")));
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Tdea, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, *release);
    const auto cryptogram = cipher->run(hex("0102030405060708"));
    QVERIFY(cryptogram.ok());
    QCOMPARE(reader.secure("802880000D00030001000102030405060708"), cryptogram->toHex() + "9000");
}

void SamCardTest::wantsTheFullChannel()
{
    SamInReader reader;
    QCOMPARE(reader.sw("8010000000"), QByteArray("6882"));
    QCOMPARE(reader.sw("8024800006000408616263"), QByteArray("6882"));
    for (const int level : {0x01, 0x03, 0x11, 0x13}) {
        SamInReader weaker;
        QCOMPARE(weaker.open(quint8(level)), QByteArray("9000"));
        QCOMPARE(weaker.secure("8010000000"), QByteArray("6982"));
        QCOMPARE(weaker.secure("8024800006000408616263"), QByteArray("6982"));
    }
}

void SamCardTest::wantsBlocksInOrder()
{
    SamInReader reader;
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    QCOMPARE(reader.secure("80248001026162"), QByteArray("6a86")); // no first block
    QCOMPARE(reader.secure("802400000400040861"), QByteArray("9000"));
    QCOMPARE(reader.secure("80248002026162"), QByteArray("6a86")); // one is missing
    QCOMPARE(reader.secure("80248001026162"), QByteArray("6a86")); // and all is forgotten
    QCOMPARE(reader.secure("802400000400040861"), QByteArray("9000"));
    QCOMPARE(reader.secure("80268001026162"), QByteArray("6a86")); // another command's
    QCOMPARE(reader.secure("80244000026162"), QByteArray("6a86"));
    const QByteArray wide = QByteArray("80240000E0") + QByteArray(2 * 224, '0');
    QCOMPARE(reader.secure(wide.constData()), QByteArray("6700"));
}

void SamCardTest::refusesWhatIsMalformed_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("answer");
    const auto row = [](const char* name, const char* command, const char* answer) {
        QTest::newRow(name) << QByteArray(command) << QByteArray(answer);
    };
    row("no key number", "802480000100", "6700");
    row("no key of that number", "80248000060005086162 63", "6a88");
    row("key of another use", "8024800006000108616263", "6985");
    row("length 0", "8024800006000400616263", "6a80");
    row("unknown rule", "8026800009000005000800616263", "6a80");
    row("unknown algorithm", "8026800009000000020800616263", "6a80");
    row("diversifier cut off", "8026800009000001000809616263", "6700");
    row("unknown use", "802880000D00030003000102030405060708", "6a80");
    row("challenge of 7", "802880000C000300010001020304050607", "6a80");
    row("the master itself", "80288000050003000000", "6985");
    row("check value of nothing", "801600000200FF", "6a88");
    row("check value, too long", "80160000030004FF", "6700");
    row("P1 of IDENTIFY", "8010010000", "6a86");
    row("random of 0", "8018000000", "6a86");
    row("random of 129", "8018008100", "6a86");
    row("no such command", "802E800000", "6d00");
    row("no cryptogram", "802080000C00010008010203040506070800", "6a80");
}

void SamCardTest::refusesWhatIsMalformed()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, answer);
    SamInReader reader;
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    QCOMPARE(reader.secure(command.replace(' ', "").constData()), answer);
    QCOMPARE(reader.secure("8010000000").right(4), QByteArray("9000")); // the channel goes on
}

void SamCardTest::keysComeByStoreData()
{
    BlankOptions options;
    options.keys = CardInReader().keys;
    auto content = makeTestSam(options).take();
    CardApplication& application = *content.application(sam::applicationAid());
    application.state = 0x07;
    application.secrets.clear();
    application.groups.clear();
    CardInReader reader;
    reader.card = std::make_unique<SoftwareCard>(
        std::move(content), SoftwareCard::Services{&reader.random, nullptr, nullptr});
    reader.card->powerOn();
    QCOMPARE(reader.sw("00A4040007F0534D53414D0100"), QByteArray("9000"));
    QCOMPARE(reader.open(0x33), QByteArray("9000"));
    QCOMPARE(reader.secure("8010000000"), QByteArray("6985")); // no keys yet
    // A MAC key 00 01 .. 0F under Key-DEK 40 41 .. 4F; version 7, label M.
    const auto key = SecretBytes::copyOf(bytesOf(hex("000102030405060708090A0B0C0D0E0F")));
    auto cipher = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Cbc, BlockCipher::Direction::Encrypt, *testSecret(16));
    const auto hidden = cipher->run(hex("000102030405060708090A0B0C0D0E0F"));
    QVERIFY(hidden.ok());
    auto ones = BlockCipher::create(
        BlockAlgorithm::Aes, BlockCipher::Mode::Ecb, BlockCipher::Direction::Encrypt, *key);
    const auto kcv = ones->run(QByteArray(16, '\x01'));
    QVERIFY(kcv.ok());
    const auto store = [&](const QByteArray& head, const QByteArray& data) {
        return reader.secure((head + QByteArray(1, char(data.size())).toHex() + data.toHex()).constData());
    };
    const auto about
        = [&](const QByteArray& check) { return hex("900009") + hex("0300000007") + check + 'M'; };
    // In clear, or with another check value: refused.
    QCOMPARE(store("80E28800", hex("800010") + hex("000102030405060708090A0B0C0D0E0F")), QByteArray("6982"));
    QCOMPARE(store("80E22800", hex("800010") + *hidden), QByteArray("9000"));
    QCOMPARE(store("80E28801", about("bad")), QByteArray("6a80"));
    QCOMPARE(reader.secure("8010000000"), QByteArray("6985"));
    QCOMPARE(store("80E28800", about(kcv->first(3))), QByteArray("9000"));
    QCOMPARE(reader.secure("8012000000"), "0300000007" + kcv->first(3).toHex() + "4d9000");
    const auto mac = aesCmac(*key, "abc");
    QCOMPARE(reader.secure("8024800006000008616263"), mac->first(8).toHex() + "9000");
    // Once and for all.
    QCOMPARE(store("80E22800", hex("800110") + *hidden), QByteArray("6985"));
}

QTEST_GUILESS_MAIN(SamCardTest)
#include "tst_sam_card.moc"
