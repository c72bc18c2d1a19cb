// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/issuer.h"
#include "issuer/card_object.h"

#include <QtTest>

using namespace sm;

class TestCardObject : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsFields();
    void survivesTheWayThroughCbor();
    void hasTheDocumentedBytes();
    void refusesOtherCbor_data();
    void refusesOtherCbor();
    void everyTruncationIsRefused();
    void mutationsNeverCrash();
};

static CardObject sample()
{
    CardObject object(CardObjectId(QStringLiteral("HTP-1")));
    object.line = 17;
    object.add(QStringLiteral("name"), "Zo\xC3\xAB", FieldClass::Personal);
    object.add(QStringLiteral("raw"), QByteArray("\x00\xFF\x80", 3), FieldClass::Open);
    object.add(QStringLiteral("empty"), QByteArray(), FieldClass::Secret);
    return object;
}

void TestCardObject::findsFields()
{
    const CardObject object = sample();
    QVERIFY(object.find(u"raw"));
    QCOMPARE(object.find(u"raw")->value.size(), 3);
    QCOMPARE(object.find(u"Raw"), nullptr);
}

void TestCardObject::survivesTheWayThroughCbor()
{
    const auto back = decodeCardObject(encodeCardObject(sample()));
    QVERIFY2(back.ok(), qPrintable(back ? QString() : back.failure().toString()));
    QVERIFY(*back == sample());
    CardObject wide(CardObjectId(QStringLiteral("wide")));
    for (int i = 0; i < 512; ++i)
        wide.add(QStringLiteral("f%1").arg(i), QByteArray(1000, char('a' + i % 26)));
    const auto wideBack = decodeCardObject(encodeCardObject(wide));
    QVERIFY(wideBack.ok());
    QVERIFY(*wideBack == wide);
}

void TestCardObject::hasTheDocumentedBytes()
{
    CardObject object(CardObjectId(QStringLiteral("A")));
    object.line = 2;
    object.add(QStringLiteral("n"), "v", FieldClass::Open);
    QCOMPARE(encodeCardObject(object).toHex(),
        QByteArray("a4000101614102020381"
                   "83616e417600"));
}

void TestCardObject::refusesOtherCbor_data()
{
    QTest::addColumn<QByteArray>("hex");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("number") << QByteArray("00");
    QTest::newRow("unknown version") << QByteArray("a400020161410202038183616e417600");
    QTest::newRow("trailing byte") << QByteArray("a400010161410202038183616e41760000");
    QTest::newRow("class 3") << QByteArray("a400010161410202038183616e417603");
    QTest::newRow("wrong key") << QByteArray("a400010161410302038183616e417600");
    QTest::newRow("map of 3") << QByteArray("a3000101614102020381"
                                            "83616e417600");
    QTest::newRow("indefinite map") << QByteArray("bf00010161410202038183616e417600ff");
    QTest::newRow("2^63 fields") << QByteArray("a4000101614102020"
                                               "39b8000000000000000");
    QTest::newRow("513 fields") << QByteArray("a4000101614102020"
                                              "3990201");
    QTest::newRow("text of 4 GiB") << QByteArray("a40001017affffffff41");
    QTest::newRow("bytes of 2^62") << QByteArray("a4000101614102020381"
                                                 "83616e5b4000000000000000");
    QTest::newRow("text for bytes") << QByteArray("a4000101614102020381"
                                                  "83616e617600");
    QTest::newRow("not UTF-8") << QByteArray("a4000101"
                                             "61ff"
                                             "02020381"
                                             "83616e417600");
    QTest::newRow("negative line") << QByteArray("a400010161410220038183616e417600");
}

void TestCardObject::refusesOtherCbor()
{
    QFETCH(QByteArray, hex);
    const auto result = decodeCardObject(QByteArray::fromHex(hex));
    QVERIFY(!result.ok());
    QVERIFY(result.failure() == fc::CardObjectBroken);
}

void TestCardObject::everyTruncationIsRefused()
{
    const QByteArray good = encodeCardObject(sample());
    for (qsizetype length = 0; length < good.size(); ++length)
        QVERIFY(!decodeCardObject(good.first(length)).ok());
    QVERIFY(!decodeCardObject(QByteArray((1 << 20) + 1, 'x')).ok());
}

void TestCardObject::mutationsNeverCrash()
{
    const QByteArray good = encodeCardObject(sample());
    QRandomGenerator random(4);
    int decoded = 0;
    for (int i = 0; i < 5000; ++i) {
        QByteArray bytes = good;
        for (int n = random.bounded(1, 4); n > 0; --n)
            bytes[random.bounded(int(bytes.size()))] = char(random.bounded(256));
        decoded += decodeCardObject(bytes).ok();
    }
    QVERIFY(decoded > 0); // a changed value byte still decodes
    QVERIFY(decoded < 5000);
}

QTEST_GUILESS_MAIN(TestCardObject)
#include "tst_card_object.moc"
