// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../../support/byte_fuzz.h"
#include "base/bytes.h"
#include "base/random.h"
#include "transport/framing/crc32.h"
#include "transport/framing/hdlc_framer.h"
#include "transport/framing/length_framer.h"

#include <QtTest>

using namespace sm;

namespace {

QByteArray drawn(SeededRandom& random, qsizetype most)
{
    const auto bytes = random.bytes(1 + qsizetype(random.next() % quint64(most)));
    return bytes ? *bytes : QByteArray("x");
}

/// Feeds the stream in random slices and collects what comes out.
template <class Deframer>
QList<QByteArray> sliced(Deframer& deframer, QByteArrayView stream, SeededRandom& random)
{
    QList<QByteArray> out;
    while (!stream.isEmpty()) {
        const qsizetype step = 1 + qsizetype(random.next() % quint64(std::min<qsizetype>(stream.size(), 40)));
        deframer.add(stream.first(step));
        stream = stream.sliced(step);
        while (auto content = deframer.next())
            out.append(*content);
    }
    return out;
}

} // namespace

class FramingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void crcOfThePublishedCheck();
    void lengthFramesInAnySlices();
    void lengthCapBreaksTheStream_data();
    void lengthCapBreaksTheStream();
    void lengthTakesNothingMoreThanItsFrame();
    void hdlcStuffsFlagAndEscape();
    void hdlcFramesInAnySlices();
    void hdlcFindsEachDamagedByte();
    void hdlcGoesOnAfterGarbage();
    void hdlcCapHoldsMemory();
    void hostileBytes();
};

void FramingTest::crcOfThePublishedCheck()
{
    QCOMPARE(crc32("123456789"), 0xCBF43926u); // the check value of CRC-32/ISO-HDLC
    QCOMPARE(crc32({}), 0u);
}

void FramingTest::lengthFramesInAnySlices()
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        SeededRandom random(seed);
        QList<QByteArray> sent;
        QByteArray stream;
        for (int i = 0; i < 20; ++i) {
            sent.append(drawn(random, 300));
            stream += lengthFrame(sent.last());
        }
        LengthDeframer deframer(300);
        QCOMPARE(sliced(deframer, stream, random), sent);
        QVERIFY(!deframer.isBroken());
    }
}

void FramingTest::lengthCapBreaksTheStream_data()
{
    QTest::addColumn<QByteArray>("head");
    QTest::addColumn<bool>("broken");
    QTest::newRow("zero") << QByteArray::fromHex("00000000") << true;
    QTest::newRow("one above") << QByteArray::fromHex("00000065") << true;
    QTest::newRow("all ones") << QByteArray::fromHex("FFFFFFFF") << true;
    QTest::newRow("at the cap") << QByteArray::fromHex("00000064") << false;
    QTest::newRow("not all there") << QByteArray::fromHex("FFFFFF") << false;
}

void FramingTest::lengthCapBreaksTheStream()
{
    QFETCH(QByteArray, head);
    QFETCH(bool, broken);
    LengthDeframer deframer(100);
    deframer.add(lengthFrame("before") + head);
    QCOMPARE(deframer.next(), QByteArray("before"));
    QVERIFY(!deframer.next());
    QCOMPARE(deframer.isBroken(), broken);
    deframer.add(lengthFrame("after"));
    QCOMPARE(deframer.next().has_value(), false);
}

void FramingTest::lengthTakesNothingMoreThanItsFrame()
{
    const QByteArray stream = lengthFrame("abc") + lengthFrame("de");
    smtest::eachPrefix(stream, [&](const QByteArray& prefix) {
        LengthDeframer deframer(10);
        deframer.add(prefix);
        QCOMPARE(deframer.next().has_value(), prefix.size() >= 7);
        QVERIFY(!deframer.next());
    });
}

void FramingTest::hdlcStuffsFlagAndEscape()
{
    const QByteArray content = QByteArray::fromHex("7E017D025E");
    const QByteArray frame = hdlcFrame(content);
    QVERIFY(frame.startsWith('\x7E') && frame.endsWith('\x7E'));
    QCOMPARE(toHex(frame).mid(2, 14), QStringLiteral("7D5E017D5D025E"));
    QCOMPARE(frame.mid(1, frame.size() - 2).count('\x7E'), 0);
    HdlcDeframer deframer(16);
    deframer.add(frame);
    QCOMPARE(deframer.next(), content);
}

void FramingTest::hdlcFramesInAnySlices()
{
    for (quint64 seed = 1; seed <= 50; ++seed) {
        SeededRandom random(seed);
        QList<QByteArray> sent;
        QByteArray stream;
        for (int i = 0; i < 20; ++i) {
            QByteArray content = drawn(random, 200);
            if (i % 3 == 0)
                content.fill(i % 2 == 0 ? '\x7E' : '\x7D');
            sent.append(content);
            stream += hdlcFrame(content);
        }
        HdlcDeframer deframer(200);
        QCOMPARE(sliced(deframer, stream, random), sent);
        QCOMPARE(deframer.discarded(), quint64(0));
    }
}

/// Each byte of the middle frame in turn takes each of some other values: that frame is lost, at most with
/// its neighbours' flags, and nothing wrong comes out.
void FramingTest::hdlcFindsEachDamagedByte()
{
    const QByteArray first("first frame");
    const QByteArray last("last frame");
    const QByteArray middle = hdlcFrame(QByteArray::fromHex("00017E7D5D5EFF2041"));
    for (qsizetype at = 0; at < middle.size(); ++at) {
        for (const int flip : {0x01, 0x20, 0x80, 0xFF}) {
            QByteArray damaged = middle;
            damaged[at] = char(quint8(damaged[at]) ^ flip);
            HdlcDeframer deframer(64);
            deframer.add(hdlcFrame(first) + damaged + hdlcFrame(last));
            QList<QByteArray> got;
            while (auto content = deframer.next())
                got.append(*content);
            const bool isFlag = at == 0 || at == middle.size() - 1; // the neighbours have flags of their own
            if (isFlag)
                QVERIFY(got.size() >= 2 || deframer.discarded() > 0);
            else
                QCOMPARE(got, QList<QByteArray>({first, last}));
            for (const QByteArray& content : got)
                QVERIFY(content == first || content == last
                    || content == QByteArray::fromHex("00017E7D5D5EFF2041"));
        }
    }
}

void FramingTest::hdlcGoesOnAfterGarbage()
{
    SeededRandom random(7);
    for (int round = 0; round < 200; ++round) {
        HdlcDeframer deframer(64);
        deframer.add(drawn(random, 100));
        deframer.add(QByteArray(1, '\x7E')); // ends whatever the garbage began
        while (deframer.next()) { }
        deframer.add(hdlcFrame("here"));
        QCOMPARE(deframer.next(), QByteArray("here"));
    }
}

void FramingTest::hdlcCapHoldsMemory()
{
    HdlcDeframer deframer(64);
    for (int i = 0; i < 1000; ++i)
        deframer.add(QByteArray(1000, 'x'));
    QVERIFY(!deframer.next());
    deframer.add(hdlcFrame(QByteArray(64, 'y')));
    QCOMPARE(deframer.next(), QByteArray(64, 'y'));
    QCOMPARE(deframer.discarded(), quint64(1));
    deframer.add(hdlcFrame(QByteArray(65, 'y')));
    QVERIFY(!deframer.next());
    QCOMPARE(deframer.discarded(), quint64(2));
}

void FramingTest::hostileBytes()
{
    int hdlc = 0;
    int length = 0;
    smtest::eachHostile(1, 20'000, hdlcFrame("message"), [&](const QByteArray& bytes) {
        HdlcDeframer deframer(32);
        deframer.add(bytes);
        while (auto content = deframer.next()) {
            QCOMPARE(*content, QByteArray("message")); // nothing else has its CRC here
            ++hdlc;
        }
    });
    smtest::eachHostile(2, 20'000, lengthFrame("message"), [&](const QByteArray& bytes) {
        LengthDeframer deframer(32);
        deframer.add(bytes);
        while (auto content = deframer.next()) {
            QVERIFY(content->size() <= 32 && !content->isEmpty());
            ++length;
        }
    });
    QVERIFY(hdlc + length > 0);
}

QTEST_GUILESS_MAIN(FramingTest)
#include "tst_framing.moc"
