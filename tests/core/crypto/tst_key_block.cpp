// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/vector_file.h"

#include "crypto/key_block.h"

using namespace sm;

/// Key blocks of every version and length both ways, and texts that are none.
class KeyBlockTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void keyBlocksBothWays_data();
    void keyBlocksBothWays();
    void keyBlockOptionsOfOthers();
    void keyBlockTexts_data();
    void keyBlockTexts();

private:
    static SecretBytes secret(const QByteArray& bytes)
    {
        auto made
            = SecretBytes::copyOf({reinterpret_cast<const quint8*>(bytes.constData()), size_t(bytes.size())});
        return made ? made.take() : SecretBytes();
    }

    SystemRandom m_random;
};

void KeyBlockTest::keyBlocksBothWays_data()
{
    QTest::addColumn<char>("version");
    QTest::addColumn<int>("kbpk");
    QTest::addColumn<char>("algorithm");
    QTest::addColumn<int>("key");
    for (const char version : {'A', 'B', 'C', 'D'}) {
        for (const int kbpk : {16, 24, 32}) {
            for (const int size : {16, 24, 32}) {
                if (version != 'D' && (kbpk == 32 || size == 32))
                    continue;
                const char algorithm = version == 'D' ? 'A' : 'T';
                QTest::addRow("%c %d %c %d", version, kbpk, algorithm, size)
                    << version << kbpk << algorithm << size;
            }
        }
    }
    QTest::newRow("an RSA key in AES") << 'D' << 32 << 'R' << 700;
}

void KeyBlockTest::keyBlocksBothWays()
{
    QFETCH(char, version);
    QFETCH(int, kbpk);
    QFETCH(char, algorithm);
    QFETCH(int, key);
    QByteArray drawn(kbpk + key, '\0');
    QVERIFY(m_random.fill({reinterpret_cast<quint8*>(drawn.data()), size_t(drawn.size())}));
    const SecretBytes protection = secret(drawn.first(kbpk));
    const SecretBytes content = secret(drawn.last(key));
    KeyBlockHeader header;
    header.version = version;
    header.usage = "E0";
    header.algorithm = algorithm;
    header.mode = 'X';
    for (const int length : {-1, 0, 1, 3, 10, 251, 252, 400}) {
        header.options.clear();
        if (length >= 0)
            header.options = {{"KS", "00604B120F9292800000"}, {"LB", QByteArray(length, '~')}};
        const auto block = wrapKeyBlock(protection, header, content, m_random);
        SM_VERIFY_OK(block);
        QCOMPARE(block->size() % (version == 'D' ? 16 : 8), 0);
        const auto back = unwrapKeyBlock(protection, *block);
        SM_VERIFY_OK(back);
        QVERIFY(back->key.equals(content));
        QCOMPARE(back->header.usage, header.usage);
        if (length >= 0)
            QCOMPARE(back->header.options[1], header.options[1]);
    }
}

/// Header texts of psec's tests: short and extended lengths, padding, several blocks.
void KeyBlockTest::keyBlockOptionsOfOthers()
{
    const auto options = [](const QByteArray& text) {
        const auto header = readKeyBlockHeader(text);
        return header ? header->options : std::vector<KeyBlockOption>();
    };
    using Options = std::vector<KeyBlockOption>;
    QCOMPARE(options("B0000P0TE00N0100KS1800604B120F9292800000xxxxxxxx"),
        (Options{{"KS", "00604B120F9292800000"}}));
    QCOMPARE(options("B0000P0TE00N0200KS00011600604B120F9292PB0A000000"),
        (Options{{"KS", "00604B120F9292"}, {"PB", "000000"}}));
    QCOMPARE(options("B0000P0TE00N0200KS0002010A" + QByteArray(256, 'P') + "PB0600"),
        (Options{{"KS", QByteArray(256, 'P')}, {"PB", "00"}}));
    QCOMPARE(options("B0000P0TE00N0400KS1800604B120F9292800000T104T20600PB0600"),
        (Options{{"KS", "00604B120F9292800000"}, {"T1", ""}, {"T2", "00"}, {"PB", "00"}}));
}

void KeyBlockTest::keyBlockTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    const QByteArray body(88, 'A');
    row("empty", "");
    row("short", "B0016P0TE00N000");
    row("only a header", "B0016P0TE00N0000");
    row("length not its own", "B0099P0TE00N0000" + body);
    row("length not a number", "B01x4P0TE00N0000" + body);
    row("negative length", "B-104P0TE00N0000" + body);
    row("unknown version", "E0104P0TE00N0000" + body);
    row("body not hexadecimal", "B0104P0TE00N0000" + QByteArray(88, 'x'));
    row("body of odd length", "B0103P0TE00N0000" + QByteArray(87, 'A'));
    row("no ciphertext", "B0032P0TE00N0000" + QByteArray(16, 'A'));
    row("count not a number", "B0104P0TE00N0X00" + body);
    row("option missing", "B0016P0TE00N0100");
    row("option without length", "B0018P0TE00N0100KS");
    row("option too short", "B0020P0TE00N0100KS02" + body);
    row("option over the end", "B0104P0TE00N0100KSFF" + body.first(84));
    row("option length of length zero", "B0022P0TE00N0100KS0000" + body);
    row("option length of length huge", "B0022P0TE00N0100KS00FF" + body);
    row("option extended too short", "B0024P0TE00N0100KS000101" + body);
    row("option extended over the end", "B0104P0TE00N0100KS0004FFFF" + body.first(78));
    row("option id", "B0104P0TE00N0100**04" + body.first(84));
    row("option data", QByteArray("B0104P0TE00N0100KS05\x03") + body.first(83));
    row("99 options", "B0104P0TE00N9900" + body);
    row("zeros", QByteArray(100, '\0'));
    row("longer than four digits tell", "B9999P0TE00N0000" + QByteArray(10000, 'A'));
}

void KeyBlockTest::keyBlockTexts()
{
    QFETCH(QByteArray, text);
    const auto block = unwrapKeyBlock(secret(QByteArray::fromHex("DD7515F2BFC17F85CE48F3CA25CB21F6")), text);
    QVERIFY(!block);
    QVERIFY2(block.failure().toString().startsWith(QLatin1String("KeyBlockBroken")),
        qPrintable(block.failure().toString()));
}

QTEST_GUILESS_MAIN(KeyBlockTest)
#include "tst_key_block.moc"
