// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/byte_fuzz.h"

#include "base/failures/card.h"
#include "card/atr.h"
#include "card/cplc.h"
#include "card/dgi.h"
#include "card/t1_block.h"
#include "card/tlv.h"

#include <QTest>

using namespace sm;

class CardDataTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsTlv();
    void refusesBrokenTlv_data();
    void refusesBrokenTlv();
    void tlvLengthsReadBack();
    void descendsAlongAPath();
    void hostileTlvNeverCrashes();
    void lyingAtr_data();
    void lyingAtr();
    void wrongTckIsReported();
    void hostileAtrNeverCrashes();
    void readsCplc();
    void refusesOtherCplc();
    void dgisReadBack();
    void hostileDgisNeverCrash();
    void refusesBrokenBlocks_data();
    void refusesBrokenBlocks();
    void namesBlocks();
    void hostileBlocksNeverCrash();
    void everyFlippedBitOfABlockIsFound();
};

static QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

static const QByteArray cplcBytes = hex("4790503482600211000041060400000000001234567890AB0102030405"
                                        "060708090A0B0C0D0E0F101112")
                                        .left(42);

void CardDataTest::readsTlv()
{
    const QByteArray padded = hex("005A021234FF009F7F01AA7F490384010000"); // the objects are views into it
    const auto whole = readTlv(padded);
    QVERIFY(whole.ok());
    QCOMPARE(whole->size(), size_t(3));
    QCOMPARE((*whole)[0].tag, quint32(0x5A));
    QCOMPARE((*whole)[0].offset, qsizetype(1));
    QCOMPARE((*whole)[1].tag, quint32(0x9F7F));
    QCOMPARE((*whole)[1].value.toByteArray(), hex("AA"));
    QCOMPARE((*whole)[2].tag, quint32(0x7F49));
    QVERIFY((*whole)[2].isConstructed());
    QVERIFY(!(*whole)[1].isConstructed());
    QVERIFY(findTlv(*whole, 0x9F7F) != nullptr);
    QVERIFY(findTlv(*whole, 0x9F7E) == nullptr);
    const QByteArray longTag = hex("7F892101AA");
    const auto threeBytes = readTlv(longTag);
    QVERIFY(threeBytes.ok());
    QCOMPARE(threeBytes->front().tag, quint32(0x7F8921));
    QVERIFY(threeBytes->front().isConstructed());
}

void CardDataTest::refusesBrokenTlv_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("tag only") << hex("5A");
    QTest::newRow("half a tag") << hex("9F");
    QTest::newRow("tag of four bytes") << hex("9F81818101AA");
    QTest::newRow("length over the end") << hex("5A03AABB");
    QTest::newRow("indefinite length") << hex("6F805A01AA0000");
    QTest::newRow("81 without length") << hex("5A81");
    QTest::newRow("82 cut") << hex("5A8201");
    QTest::newRow("83 cut") << hex("5A830001");
    QTest::newRow("four length bytes") << hex("5A8400000001AA");
    QTest::newRow("huge length") << hex("5A83FFFFFFAA");
}

void CardDataTest::refusesBrokenTlv()
{
    QFETCH(QByteArray, bytes);
    const auto objects = readTlv(bytes);
    QVERIFY(!objects);
    QVERIFY(objects.failure() == fc::TlvBroken);
}

void CardDataTest::tlvLengthsReadBack()
{
    for (const qsizetype length : {0, 1, 127, 128, 255, 256, 65535, 65536}) {
        for (const quint32 tag : {0x5Au, 0x9F7Fu, 0x7F8921u}) {
            const QByteArray encoded = encodeTlv(tag, QByteArray(length, '\x33'));
            const auto objects = readTlv(encoded);
            QVERIFY(objects.ok());
            QCOMPARE(objects->size(), size_t(1));
            QCOMPARE(objects->front().tag, tag);
            QCOMPARE(objects->front().value.size(), length);
        }
    }
    QCOMPARE(encodeLength(300), hex("82012C"));
    QCOMPARE(encodeTag(0x9F7F), hex("9F7F"));
}

void CardDataTest::descendsAlongAPath()
{
    const QByteArray fci = hex("6F0D8405A000000151A5049F6501FF");
    QCOMPARE(findTlvPath(fci, {0x6F, 0x84})->toByteArray(), hex("A000000151"));
    QCOMPARE(findTlvPath(fci, {0x6F, 0xA5, 0x9F65})->toByteArray(), hex("FF"));
    QVERIFY(!findTlvPath(fci, {0x6F, 0xA5, 0x73}));
    QVERIFY(!findTlvPath(fci, {0x6F, 0x84, 0x84}));
    QVERIFY(!findTlvPath(fci.left(8), {0x6F}));
}

void CardDataTest::hostileTlvNeverCrashes()
{
    const QByteArray sample = hex("E020C00401018820C00402018820C00403018820C0060170A180A003C00401718010");
    int broken = 0;
    const auto read = [&broken](const QByteArray& bytes) {
        const auto objects = readTlv(bytes);
        broken += objects ? 0 : 1;
        for (const TlvView& object : objects ? *objects : std::vector<TlvView>()) {
            QVERIFY(object.offset >= 0 && object.offset + object.value.size() < bytes.size());
            static_cast<void>(readTlv(object.value));
        }
        static_cast<void>(findTlvPath(bytes, {0xE0, 0xC0}));
    };
    smtest::eachPrefix(sample, read);
    smtest::eachHostile(2, 10000, sample, read);
    QVERIFY(broken > 1000);
}

void CardDataTest::lyingAtr_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("TS only") << hex("3B");
    QTest::newRow("T0 promises 15 historical") << hex("3B0F0102");
    QTest::newRow("T0 promises four interface bytes") << hex("3BF0110000");
    QTest::newRow("TD chain without end") << hex("3B80") + QByteArray(31, '\x80');
    QTest::newRow("TD chain over the end") << hex("3B8080808080");
    QTest::newRow("TS of no convention") << hex("00021450");
    QTest::newRow("bytes behind TCK") << hex("3BE000FF81317C419200");
    QTest::newRow("two bytes behind a T=0 ATR") << hex("3B0214500000");
    QTest::newRow("34 bytes") << hex("3B0F") + QByteArray(32, '\x00');
}

void CardDataTest::lyingAtr()
{
    QFETCH(QByteArray, bytes);
    const auto parsed = Atr::parse(bytes);
    QVERIFY(!parsed);
    QVERIFY(parsed.failure() == fc::AtrBroken);
}

void CardDataTest::wrongTckIsReported()
{
    const auto wrong = Atr::parse(hex("3BE000FF81317C4193"));
    QVERIFY(wrong.ok());
    QCOMPARE(wrong->tckOk, std::optional(false));
    const auto missing = Atr::parse(hex("3BE000FF81317C41"));
    QVERIFY(missing.ok());
    QVERIFY(!missing->tck);
    QCOMPARE(missing->tckOk, std::optional(false));
    const auto unneeded = Atr::parse(hex("3B02145046"));
    QVERIFY(unneeded.ok());
    QCOMPARE(unneeded->tck, std::optional(quint8(0x46)));
    QVERIFY(!unneeded->tckOk);
}

void CardDataTest::hostileAtrNeverCrashes()
{
    const QByteArray sample = hex("3BDA18FF81B1FE751F030031F573C78A40009000B0");
    const auto read = [](const QByteArray& bytes) {
        const auto parsed = Atr::parse(bytes);
        if (!parsed)
            return;
        QVERIFY(
            parsed->interfaceBytes.size() + size_t(parsed->historical.size()) + 2 <= size_t(bytes.size()));
        QVERIFY(!parsed->protocols.empty());
        QCOMPARE(parsed->historical.size(), qsizetype(parsed->t0 & 0x0F));
    };
    int refused = 0;
    smtest::eachPrefix(sample, [&](const QByteArray& bytes) { refused += Atr::parse(bytes) ? 0 : 1; });
    QCOMPARE(refused, sample.size() - 1); // without TCK it is read, and reported
    smtest::eachPrefix(sample, read);
    smtest::eachHostile(3, 10000, sample, read);
}

void CardDataTest::readsCplc()
{
    QCOMPARE(cplcBytes.size(), Cplc::size);
    for (const QByteArray& form : {cplcBytes, hex("9F7F2A") + cplcBytes}) {
        const auto cplc = Cplc::parse(form);
        QVERIFY(cplc.ok());
        QCOMPARE(cplc->raw, cplcBytes);
        QCOMPARE(cplc->icFabricator(), quint16(0x4790));
        QCOMPARE(cplc->icType(), quint16(0x5034));
        QCOMPARE(cplc->icFabricationDate(), cplcBytes.mid(10, 2));
        QCOMPARE(cplc->icSerialNumber(), cplcBytes.mid(12, 4));
        QCOMPARE(cplc->icBatch(), cplcBytes.mid(16, 2));
        QCOMPARE(cplc->chipSerial(),
            cplcBytes.mid(0, 2) + cplcBytes.mid(10, 2) + cplcBytes.mid(16, 2) + cplcBytes.mid(12, 4));
    }
    QCOMPARE(Cplc().icFabricator(), quint16(0));
}

void CardDataTest::refusesOtherCplc()
{
    const QByteArray tagged = hex("9F7F2A") + cplcBytes;
    const auto refuse = [](const QByteArray& bytes) {
        if (bytes.size() == Cplc::size)
            return;
        const auto cplc = Cplc::parse(bytes);
        QVERIFY(!cplc);
        QVERIFY(cplc.failure() == fc::CplcBroken);
    };
    smtest::eachPrefix(tagged, refuse);
    refuse(hex("9F7F29") + cplcBytes.left(41));
    smtest::eachHostile(4, 10000, QByteArray(),
        [](const QByteArray& bytes) { QCOMPARE(Cplc::parse(bytes).ok(), bytes.size() == Cplc::size); });
}

void CardDataTest::dgisReadBack()
{
    QByteArray stream;
    std::vector<Dgi> dgis;
    for (const qsizetype length : {0, 1, 254, 255, 256, 65535}) {
        dgis.push_back({quint16(0x8000 + length % 1000), QByteArray(length, '\x44')});
        stream += encodeDgi(dgis.back());
    }
    const auto read = readDgis(stream);
    QVERIFY(read.ok());
    QVERIFY(*read == dgis);
    QCOMPARE(encodeDgi({0x9102, QByteArray(255, 'x')}).left(5), hex("9102FF00FF"));
    QCOMPARE(encodeDgi({0x9102, QByteArray(254, 'x')}).left(3), hex("9102FE"));
    QVERIFY(encodeDgi({0x9102, QByteArray(65536, 'x')}).isEmpty());
}

void CardDataTest::hostileDgisNeverCrash()
{
    const QByteArray sample = hex("010103AABBCC9102FF0005AABBCCDDEE");
    smtest::eachPrefix(sample, [](const QByteArray& bytes) {
        const bool whole = bytes.isEmpty() || bytes.size() == 6;
        const auto dgis = readDgis(bytes);
        QCOMPARE(dgis.ok(), whole);
        if (!whole)
            QVERIFY(dgis.failure() == fc::DgiBroken);
    });
    smtest::eachHostile(5, 10000, sample, [](const QByteArray& bytes) {
        qsizetype total = 0;
        const auto dgis = readDgis(bytes);
        for (const Dgi& dgi : dgis ? *dgis : std::vector<Dgi>())
            total += dgi.data.size() + 3;
        QVERIFY(total <= bytes.size());
    });
}

void CardDataTest::refusesBrokenBlocks_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("no check") << hex("008000");
    QTest::newRow("wrong check") << hex("00800081");
    QTest::newRow("length over the end") << hex("00C102FE3E");
    QTest::newRow("length too small") << hex("00C100FE3F");
    QTest::newRow("reserved length") << hex("0000FF") + QByteArray(255, '\x00') + hex("FF");
}

void CardDataTest::refusesBrokenBlocks()
{
    QFETCH(QByteArray, bytes);
    const auto block = T1Block::parse(bytes);
    QVERIFY(!block);
    QVERIFY(block.failure() == fc::T1BlockBroken);
}

void CardDataTest::namesBlocks()
{
    const T1Block chained{0x00, 0x60, hex("00A4")};
    QVERIFY(chained.kind() == T1Block::Kind::Information);
    QCOMPARE(chained.sequence(), quint8(1));
    QVERIFY(chained.moreFollows());
    const T1Block ready{0x00, 0x91, {}};
    QVERIFY(ready.kind() == T1Block::Kind::ReceiveReady);
    QCOMPARE(ready.sequence(), quint8(1));
    QVERIFY(!ready.moreFollows());
    QVERIFY((T1Block{0x00, 0xE3, hex("01")}).kind() == T1Block::Kind::Supervisory);
    const auto tooLong = T1Block{0x00, 0x00, QByteArray(255, 'x')}.encode();
    QVERIFY(!tooLong);
    QVERIFY(tooLong.failure() == fc::T1BlockBroken);
}

void CardDataTest::hostileBlocksNeverCrash()
{
    smtest::eachHostile(6, 10000, hex("00600A00A404000E325041592E90"), [](const QByteArray& bytes) {
        for (const T1Check check : {T1Check::Lrc, T1Check::CrcMsbFirst, T1Check::CrcLsbFirst}) {
            const auto block = T1Block::parse(bytes, check);
            if (block)
                QCOMPARE(*block->encode(check), bytes);
        }
    });
}

void CardDataTest::everyFlippedBitOfABlockIsFound()
{
    for (const T1Check check : {T1Check::Lrc, T1Check::CrcMsbFirst, T1Check::CrcLsbFirst}) {
        const auto encoded = T1Block{0x00, 0x40, hex("00A4040000")}.encode(check);
        QVERIFY(encoded.ok());
        for (qsizetype bit = 0; bit < encoded->size() * 8; ++bit) {
            QByteArray changed = *encoded;
            changed[bit / 8] = char(changed[bit / 8] ^ (1 << bit % 8));
            QVERIFY(!T1Block::parse(changed, check));
        }
    }
}

QTEST_GUILESS_MAIN(CardDataTest)
#include "tst_card_data.moc"
