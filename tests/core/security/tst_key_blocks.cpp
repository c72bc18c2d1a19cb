// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/security.h"
#include "key_home.h"
#include "security/key_blocks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace sm;
using namespace smtest;

class KeyBlocksTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void blocksTravel_data();
    void blocksTravel();
    void keysGoOnAsTheyCame_data();
    void keysGoOnAsTheyCame();
    void keysThatStayAreNotExported();
    void noKeyTravelsUnderAWeakerOne_data();
    void noKeyTravelsUnderAWeakerOne();
    void vectorsOfOthers_data();
    void vectorsOfOthers();
};

void KeyBlocksTest::blocksTravel_data()
{
    QTest::addColumn<char>("version");
    QTest::addColumn<KeyUsage>("usage");
    QTest::addColumn<int>("length");
    for (const char version : {'A', 'B', 'C', 'D'}) {
        for (int i = 0; i <= int(KeyUsage::TdeaBlockProtection); ++i) {
            const auto usage = KeyUsage(i);
            if (!keyAlgorithm(usage) || (keyAlgorithm(usage) == BlockAlgorithm::Aes && version != 'D'))
                continue;
            QTest::addRow("%c %s", version, keyUsageName(usage)) << version << usage << 16;
            QTest::addRow("%c %s long", version, keyUsageName(usage))
                << version << usage << (keyAlgorithm(usage) == BlockAlgorithm::Aes ? 32 : 24);
        }
    }
}

/// Out of one store and into another, under the same protection key; and not further than the block says.
void KeyBlocksTest::blocksTravel()
{
    QFETCH(char, version);
    QFETCH(KeyUsage, usage);
    QFETCH(int, length);
    const Home homes[2];
    const std::shared_ptr<KeyVault> from = homes[0].open().take();
    const std::shared_ptr<KeyVault> to = homes[1].open().take();
    for (const auto& vault : {from, to})
        QVERIFY(vault->carryOut(
            importOf("KBPK", protectionUsage(version), madeUpKey(version == 'D' ? 32 : 24, 50))));
    auto order = importOf("K", usage, madeUpKey(length, 3));
    order.as.exportable = true;
    QVERIFY(from->carryOut(std::move(order)));
    const auto made
        = from->carryOut(ExportKeyBlock{KeyRef(text("K")), KeyRef(text("KBPK")), quint8(version), false});
    QVERIFY2(made, made ? "" : qPrintable(made.failure().toString()));
    const QByteArray block = std::get<KeyBlockMade>(*made).block;
    QVERIFY(block.startsWith(version) && block.mid(5, 2) == blockPurpose(usage));

    ImportKeyBlock arrival;
    arrival.as.label = text("ARRIVED");
    arrival.as.usage = usage;
    arrival.kbpk = KeyRef(text("KBPK"));
    arrival.block = block;
    const auto stored = to->carryOut(arrival);
    QVERIFY2(stored, stored ? "" : qPrintable(stored.failure().toString()));
    QVERIFY(to->keys()->lookUp(KeyRef(text("ARRIVED")))->value.equals(madeUpKey(length, 3)));
    QVERIFY(
        !to->carryOut(ExportKeyBlock{KeyRef(text("ARRIVED")), KeyRef(text("KBPK")), quint8(version), false}));
    // For another use, or changed, it is not taken.
    arrival.as.label = text("OTHER");
    arrival.as.usage = usage == KeyUsage::PinEncryption ? KeyUsage::Transport : KeyUsage::PinEncryption;
    const auto unfit = to->carryOut(arrival);
    QVERIFY(!unfit);
    QCOMPARE(codeOf(unfit.failure()), "KeyBlockUnfit");
    arrival.as.usage = usage;
    arrival.block[20] = arrival.block[20] == '0' ? '1' : '0';
    QVERIFY(!to->carryOut(arrival));
    QCOMPARE(to->keys()->describe().size(), size_t(2));
}

void KeyBlocksTest::keysGoOnAsTheyCame_data()
{
    QTest::addColumn<KeyUsage>("usage");
    QTest::addColumn<QByteArray>("came"); // usage, algorithm, mode of the header
    QTest::newRow("MAC made only") << KeyUsage::Authorization << QByteArray("M1TG");
    QTest::newRow("MAC both ways") << KeyUsage::Authorization << QByteArray("M6TC");
    QTest::newRow("PIN decryption only") << KeyUsage::PinEncryption << QByteArray("P0TD");
    QTest::newRow("CVV made only") << KeyUsage::CardVerification << QByteArray("C0TG");
    QTest::newRow("any mode") << KeyUsage::CardVerification << QByteArray("C0TN");
    QTest::newRow("another EMV master") << KeyUsage::EmvMaster << QByteArray("E4TX");
}

/// A block of another maker, of a key that may go on: what it was meant for is neither widened nor lost here.
void KeyBlocksTest::keysGoOnAsTheyCame()
{
    QFETCH(KeyUsage, usage);
    QFETCH(QByteArray, came);
    const Home home;
    KeyBlockHeader header;
    header.version = 'B';
    header.usage = came.first(2);
    header.algorithm = came[2];
    header.mode = came[3];
    header.exportability = 'E';
    SeededRandom random(1);
    ImportKeyBlock arrival;
    arrival.as.label = text("ARRIVED");
    arrival.as.usage = usage;
    arrival.kbpk = KeyRef(text("KBPK"));
    arrival.block = wrapKeyBlock(madeUpKey(24, 50), header, madeUpKey(16, 3), random).take();
    {
        const auto vault = home.open();
        QVERIFY((*vault)->carryOut(importOf("KBPK", KeyUsage::TdeaBlockProtection, madeUpKey(24, 50))));
        const auto stored = (*vault)->carryOut(arrival);
        QVERIFY2(stored, stored ? "" : qPrintable(stored.failure().toString()));
    }
    const auto again = home.open();
    const auto made
        = (*again)->carryOut(ExportKeyBlock{KeyRef(text("ARRIVED")), KeyRef(text("KBPK")), 'B', false});
    QVERIFY2(made, made ? "" : qPrintable(made.failure().toString()));
    QCOMPARE(std::get<KeyBlockMade>(*made).block.mid(5, 4), came);
}

void KeyBlocksTest::keysThatStayAreNotExported()
{
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("KBPK", KeyUsage::BlockProtection, madeUpKey(32, 50))));
    QVERIFY((*vault)->carryOut(importOf("KEK", KeyUsage::KeyEncryption, madeUpKey(32, 51))));
    QVERIFY((*vault)->carryOut(importOf("K", KeyUsage::Mac, madeUpKey(16, 1))));
    const auto ask = [&](const char* key, const char* kbpk, char version) {
        const auto made = (*vault)->carryOut(
            ExportKeyBlock{KeyRef(text(key)), KeyRef(text(kbpk)), quint8(version), false});
        return made ? QByteArray("done") : QByteArray(codeOf(made.failure()));
    };
    QCOMPARE(ask("K", "KBPK", 'D'), QByteArray("KeyNotExportable"));
    QCOMPARE(ask("K", "KEK", 'D'), QByteArray("KeyUsageRefused")); // wraps data keys, no key blocks
    QCOMPARE(ask("K", "KBPK", 'B'), QByteArray("KeyUsageRefused")); // AES
    QCOMPARE(ask("X", "KBPK", 'D'), QByteArray("KeyUnknown"));
    QCOMPARE(ask("K", "X", 'D'), QByteArray("KeyUnknown"));
}

void KeyBlocksTest::noKeyTravelsUnderAWeakerOne_data()
{
    QTest::addColumn<char>("version");
    QTest::addColumn<int>("kbpkLength");
    QTest::addColumn<KeyUsage>("usage");
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("travels");
    const auto aes = KeyUsage::Mac;
    const auto tdea = KeyUsage::CardVerification;
    for (const char version : {'A', 'B', 'C'}) {
        QTest::addRow("%c AES", version) << version << 24 << aes << 16 << false;
        QTest::addRow("%c two keys under two", version) << version << 16 << tdea << 16 << true;
        QTest::addRow("%c three keys under two", version) << version << 16 << tdea << 24 << false;
        QTest::addRow("%c three keys under three", version) << version << 24 << tdea << 24 << true;
    }
    QTest::newRow("D 256 under 128") << 'D' << 16 << aes << 32 << false;
    QTest::newRow("D 128 under 128") << 'D' << 16 << aes << 16 << true;
    QTest::newRow("D TDEA under 128") << 'D' << 16 << tdea << 24 << true;
}

void KeyBlocksTest::noKeyTravelsUnderAWeakerOne()
{
    QFETCH(char, version);
    QFETCH(int, kbpkLength);
    QFETCH(KeyUsage, usage);
    QFETCH(int, length);
    QFETCH(bool, travels);
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("KBPK", protectionUsage(version), madeUpKey(kbpkLength, 50))));
    auto order = importOf("K", usage, madeUpKey(length, 3));
    order.as.exportable = true;
    QVERIFY((*vault)->carryOut(std::move(order)));
    const auto made
        = (*vault)->carryOut(ExportKeyBlock{KeyRef(text("K")), KeyRef(text("KBPK")), quint8(version), false});
    QCOMPARE(bool(made), travels);
    if (!travels)
        QCOMPARE(codeOf(made.failure()), "KeyBlockUnfit");
}

void KeyBlocksTest::vectorsOfOthers_data()
{
    QTest::addColumn<QJsonObject>("vector");
    QFile file(QStringLiteral(SM_TEST_DATA "/vectors/tr31.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    for (const QJsonValue& one : QJsonDocument::fromJson(file.readAll()).array())
        QTest::newRow(qPrintable(one[QLatin1String("name")].toString())) << one.toObject();
}

/// Blocks of other makers: a MAC key of two lengths is taken; what has no use here is refused by its name.
void KeyBlocksTest::vectorsOfOthers()
{
    QFETCH(QJsonObject, vector);
    const QJsonObject in = vector[QLatin1String("inputs")].toObject();
    const QByteArray key = vector[QLatin1String("expected")][QLatin1String("key")].toString().toLatin1();
    ImportKeyBlock order;
    order.block = in[QLatin1String("key_block")].toString().toLatin1();
    order.kbpk = KeyRef(text("KBPK"));
    order.as.label = text("K");
    order.as.usage = order.block.mid(5, 2) == "P0" ? KeyUsage::PinEncryption : KeyUsage::Authorization;
    const QByteArray kind = order.block.mid(5, 4);
    const Home home;
    const auto vault = home.open();
    QVERIFY((*vault)->carryOut(importOf("KBPK", protectionUsage(order.block.front()),
        secretOf(in[QLatin1String("kbpk")].toString().toLatin1()))));
    const auto stored = (*vault)->carryOut(std::move(order));
    if (kind != "M3TC") {
        QVERIFY(!stored);
        QCOMPARE(codeOf(stored.failure()), "KeyBlockUnfit");
    } else if (key.size() < 32) {
        QVERIFY(!stored);
        QCOMPARE(codeOf(stored.failure()), "KeyRefused"); // single DES
    } else {
        QVERIFY2(stored, stored ? "" : qPrintable(stored.failure().toString()));
        QCOMPARE(hexOf((*vault)->keys()->lookUp(KeyRef(text("K")))->value).toLatin1(), key);
        QVERIFY((*vault)->keys()->lookUp(KeyRef(text("K")))->exportable); // the blocks say E
    }
}

QTEST_GUILESS_MAIN(KeyBlocksTest)
#include "tst_key_blocks.moc"
