// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/byte_fuzz.h"

#include "base/failures/card.h"
#include "card/response_chain.h"

#include <QTest>

using namespace sm;

class ApduTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void refusesOtherForms_data();
    void refusesOtherForms();
    void everyFormReadsBackAsItself();
    void keepsAskedForExtendedForm();
    void anAnswerWithoutStatusWordIsNone();
    void judgesStatusWords();
    void hostileBytesNeverCrash();
    void collectsMoreData();
    void correctsLeOfTheLastCommand();
    void getResponseIsNotSecured_data();
    void getResponseIsNotSecured();
    void endlessMoreDataEnds();
    void endlessMoreDataWithBytesEnds();
    void wrongLeTwiceInARowEnds();
    void alternatingTricksEnd();
};

static QByteArray hex(const char* text)
{
    return QByteArray::fromHex(text);
}

void ApduTest::refusesOtherForms_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("short header") << hex("00A404");
    QTest::newRow("Lc over the end") << hex("00A4040005A000");
    QTest::newRow("bytes behind Le") << hex("00A4040002A0000000");
    QTest::newRow("extended: half a length") << hex("00A404000001");
    QTest::newRow("extended: Lc 0 and data") << hex("00A404000000000001");
    QTest::newRow("extended: Lc over the end") << hex("00A4040000000501");
    QTest::newRow("extended: one Le byte") << hex("00A40400000001AA00");
    QTest::newRow("extended: three Le bytes") << hex("00A40400000001AA000000");
}

void ApduTest::refusesOtherForms()
{
    QFETCH(QByteArray, bytes);
    const auto parsed = CommandApdu::parse(bytes);
    QVERIFY(!parsed);
    QVERIFY(parsed.failure() == fc::ApduMalformed);
}

void ApduTest::everyFormReadsBackAsItself()
{
    for (const qsizetype length : {0, 1, 127, 254, 255, 256, 257, 65535}) {
        for (const quint32 ne : {0u, 1u, 255u, 256u, 257u, 65535u, 65536u}) {
            const CommandApdu apdu(0x80, 0xE2, 0x91, 0x02, QByteArray(length, '\x5A'), ne);
            for (const CommandApdu& form : {apdu, apdu.asExtended()}) {
                const auto parsed = CommandApdu::parse(form.encode());
                QVERIFY(parsed.ok());
                QCOMPARE(parsed->data().size(), length);
                QCOMPARE(parsed->ne(), apdu.ne());
                QCOMPARE(parsed->encode(), form.encode());
                QCOMPARE(parsed->isExtended(), form.isExtended());
            }
        }
    }
    QVERIFY(CommandApdu(0, 0xE2, 0, 0, QByteArray(65536, 'x')).encode().isEmpty());
}

void ApduTest::keepsAskedForExtendedForm()
{
    const auto extended = CommandApdu(0x00, 0xA4, 0x04, 0x00, hex("A0"), 256).asExtended();
    QCOMPARE(toHex(extended.encode()), QStringLiteral("00A40400000001A00100"));
    QCOMPARE(extended.dataOffset(), 7);
    QCOMPARE(CommandApdu(0x00, 0x44, 0, 0).asExtended().encode(), hex("00440000"));
    QCOMPARE(CommandApdu(0, 0xB0, 0, 0, {}, 99999).ne(), std::optional<quint32>(65536));
    const CommandApdu changed = extended.withCla(0x84).withData(hex("0102")).withNe({});
    QCOMPARE(toHex(changed.encode()), QStringLiteral("84A404000000020102"));
}

void ApduTest::anAnswerWithoutStatusWordIsNone()
{
    for (const QByteArray& bytes : {QByteArray(), hex("90")}) {
        const auto parsed = ResponseApdu::parse(bytes);
        QVERIFY(!parsed);
        QVERIFY(parsed.failure() == fc::CardAnswerTooShort);
    }
    const auto parsed = ResponseApdu::parse(hex("01029000"));
    QVERIFY(parsed.ok());
    QCOMPARE(parsed->data(), hex("0102"));
    QCOMPARE(parsed->encode(), hex("01029000"));
}

void ApduTest::judgesStatusWords()
{
    QVERIFY(StatusWord{0x9000}.isSuccess());
    QVERIFY(!StatusWord{0x9001}.isSuccess());
    QVERIFY(StatusWord{0x6283}.isWarning());
    QVERIFY(StatusWord{0x63C2}.isWarning());
    QVERIFY(!StatusWord{0x6400}.isWarning());
    QVERIFY(StatusWord{0x6110}.isMoreData());
    QVERIFY(StatusWord{0x6C10}.isWrongLe());
    QCOMPARE(StatusWord{0x0A0B}.text(), QStringLiteral("0A0B"));
    QCOMPARE(StatusWord{0x6A82}.low(), quint8(0x82));
}

void ApduTest::hostileBytesNeverCrash()
{
    const auto read = [](const QByteArray& bytes) {
        const auto command = CommandApdu::parse(bytes);
        if (command)
            QCOMPARE(command->encode(), bytes);
        const auto answer = ResponseApdu::parse(bytes);
        QCOMPARE(answer.ok(), bytes.size() >= 2);
        ResponseChain chain(bytes);
        static_cast<void>(chain.feed(hex("6110")));
        static_cast<void>(chain.feed(hex("6C10")));
    };
    smtest::eachPrefix(hex("00A4040007A000000151000000"), read);
    smtest::eachHostile(1, 10000, hex("00A40400000007A00000015100000100"), read);
}

void ApduTest::collectsMoreData()
{
    ResponseChain chain(hex("80F21002024F0000"));
    auto next = chain.feed(hex("01026102"));
    QVERIFY(next.ok());
    QCOMPARE(toHex(next->command), QStringLiteral("00C0000002"));
    next = chain.feed(hex("03046100"));
    QVERIFY(next.ok());
    QCOMPARE(toHex(next->command), QStringLiteral("00C0000000"));
    next = chain.feed(hex("056310"));
    QVERIFY(next.ok());
    QVERIFY(next->done());
    QCOMPARE(chain.answer().data(), hex("0102030405"));
    QCOMPARE(chain.answer().sw().value, quint16(0x6310));
    QCOMPARE(chain.rounds(), 3);
}

void ApduTest::correctsLeOfTheLastCommand()
{
    ResponseChain chain(hex("84CA9F7F0800112233445566770A"));
    auto next = chain.feed(hex("6C2D"));
    QVERIFY(next.ok());
    QCOMPARE(toHex(next->command), QStringLiteral("84CA9F7F0800112233445566772D"));
    next = chain.feed(hex("6110"));
    QVERIFY(next.ok());
    next = chain.feed(hex("6C05"));
    QVERIFY(next.ok());
    QCOMPARE(toHex(next->command), QStringLiteral("00C0000005"));
    next = chain.feed(hex("AABBCCDDEE9000"));
    QVERIFY(next.ok() && next->done());
    QCOMPARE(chain.answer().data(), hex("AABBCCDDEE"));

    ResponseChain withoutLe(hex("80F22002"));
    next = withoutLe.feed(hex("6C00"));
    QVERIFY(next.ok());
    QCOMPARE(toHex(next->command), QStringLiteral("80F2200200"));
}

void ApduTest::getResponseIsNotSecured_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QString>("next");
    QTest::newRow("secured") << hex("84E4000000") << QStringLiteral("00C0000010");
    QTest::newRow("channel 2, chained") << hex("96E2000000") << QStringLiteral("02C0000010");
    QTest::newRow("channel 7, secured") << hex("E3E2000000") << QStringLiteral("43C0000010");
}

void ApduTest::getResponseIsNotSecured()
{
    QFETCH(QByteArray, command);
    QFETCH(QString, next);
    ResponseChain chain(command);
    const auto fed = chain.feed(hex("6110"));
    QVERIFY(fed.ok());
    QCOMPARE(toHex(fed->command), next);
}

void ApduTest::endlessMoreDataEnds()
{
    ResponseChain chain(hex("80CA9F7F00"));
    for (int round = 0; round < 300; ++round)
        QVERIFY(chain.feed(hex("6110")).ok());
    const auto next = chain.feed(hex("6110"));
    QVERIFY(!next);
    QVERIFY(next.failure() == fc::ResponseChainTooLong);
}

void ApduTest::endlessMoreDataWithBytesEnds()
{
    ResponseChain chain(hex("80CA9F7F00"));
    const QByteArray part = QByteArray(60000, 'x') + hex("6100");
    QVERIFY(chain.feed(part).ok());
    const auto next = chain.feed(part);
    QVERIFY(!next);
    QVERIFY(next.failure() == fc::ResponseChainTooLong);
}

void ApduTest::wrongLeTwiceInARowEnds()
{
    ResponseChain chain(hex("80CA9F7F00"));
    QVERIFY(chain.feed(hex("6C10")).ok());
    const auto next = chain.feed(hex("6C11"));
    QVERIFY(!next);
    QVERIFY(next.failure() == fc::ResponseChainTooLong);
}

void ApduTest::alternatingTricksEnd()
{
    ResponseChain chain(hex("80CA9F7F00"));
    int round = 0;
    while (chain.feed(round % 2 == 0 ? hex("6C01") : hex("6101")).ok())
        QVERIFY(++round <= 300);
    QCOMPARE(round, 300);
}

QTEST_GUILESS_MAIN(ApduTest)
#include "tst_apdu.moc"
