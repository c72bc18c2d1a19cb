// SPDX-License-Identifier: GPL-3.0-or-later
#include "../../support/byte_fuzz.h"

#include "base/failures/crypto.h"
#include "crypto/record_cipher.h"

#include <QSet>
#include <QTest>

using namespace sm;

class RecordCipherTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void sealedRowsOpen();
    void swappedRowsFail();
    void everyPartOfThePlaceBinds_data();
    void everyPartOfThePlaceBinds();
    void everyFlippedBitIsFound();
    void prefixesAndRandomBytesFail();
    void nonceIsUniquePerSequenceAndColumn();
    void placesThatDoNotFit();
    void anotherKeyFails();
    void worksAfterAFailure();

private:
    RecordCipher cipher(char fill = 'k') const;
    static RecordCipher::Place place(quint64 sequence, quint16 column = 1);
};

RecordCipher RecordCipherTest::cipher(char fill) const
{
    const QByteArray key(32, fill);
    const auto bytes
        = SecretBytes::copyOf({reinterpret_cast<const quint8*>(key.constData()), size_t(key.size())});
    return RecordCipher::create(*bytes).take();
}

RecordCipher::Place RecordCipherTest::place(quint64 sequence, quint16 column)
{
    return {7, QByteArray("object-") + QByteArray::number(sequence), 0, column, 1, sequence};
}

void RecordCipherTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

void RecordCipherTest::sealedRowsOpen()
{
    RecordCipher rows = cipher();
    for (quint64 sequence = 0; sequence < 100; ++sequence) {
        const QByteArray plain(qsizetype(sequence), 'p');
        const auto sealed = rows.seal(plain, place(sequence));
        QVERIFY(sealed.ok());
        QCOMPARE(sealed->size(), plain.size() + 16);
        const auto opened = rows.open(*sealed, place(sequence));
        QVERIFY(opened.ok());
        QCOMPARE(*opened, plain);
    }
}

void RecordCipherTest::swappedRowsFail()
{
    RecordCipher rows = cipher();
    const auto first = rows.seal(QByteArray("row one"), place(1));
    const auto second = rows.seal(QByteArray("row two"), place(2));
    QVERIFY(first.ok() && second.ok());
    for (const auto& [sealed, where] :
        {std::pair(*first, place(2)), std::pair(*second, place(1)), std::pair(*first, place(1, 2))}) {
        const auto opened = rows.open(sealed, where);
        QVERIFY(!opened);
        QVERIFY(opened.failure() == fc::SealedRowWrong);
    }
}

void RecordCipherTest::everyPartOfThePlaceBinds_data()
{
    QTest::addColumn<int>("part");
    QTest::newRow("job") << 0;
    QTest::newRow("object id") << 1;
    QTest::newRow("issue") << 2;
    QTest::newRow("column") << 3;
    QTest::newRow("schema") << 4;
    QTest::newRow("sequence") << 5;
}

void RecordCipherTest::everyPartOfThePlaceBinds()
{
    QFETCH(int, part);
    RecordCipher rows = cipher();
    RecordCipher::Place where = place(5);
    const auto sealed = rows.seal(QByteArray("row"), where);
    QVERIFY(sealed.ok());
    where.job += part == 0 ? 1 : 0;
    where.objectId += part == 1 ? "x" : "";
    where.issue += part == 2 ? 1 : 0;
    where.column = quint16(where.column + (part == 3 ? 1 : 0));
    where.schema = quint16(where.schema + (part == 4 ? 1 : 0));
    where.sequence += part == 5 ? 1 : 0;
    QVERIFY(rows.open(*sealed, where).failure() == fc::SealedRowWrong);
}

void RecordCipherTest::everyFlippedBitIsFound()
{
    RecordCipher rows = cipher();
    const auto sealed = rows.seal(QByteArray("a row of a job"), place(1));
    QVERIFY(sealed.ok());
    for (qsizetype bit = 0; bit < sealed->size() * 8; ++bit) {
        QByteArray changed = *sealed;
        changed[bit / 8] = char(changed[bit / 8] ^ (1 << bit % 8));
        QVERIFY(rows.open(changed, place(1)).failure() == fc::SealedRowWrong);
    }
}

void RecordCipherTest::prefixesAndRandomBytesFail()
{
    RecordCipher rows = cipher();
    const auto sealed = rows.seal(QByteArray("a row of a job"), place(1));
    QVERIFY(sealed.ok());
    const auto refuse = [&](const QByteArray& bytes) {
        if (bytes != *sealed)
            QVERIFY(rows.open(bytes, place(1)).failure() == fc::SealedRowWrong);
    };
    smtest::eachPrefix(*sealed, refuse);
    smtest::eachHostile(31, 10000, *sealed, refuse);
}

/// Zeros seal to the key stream, which repeats exactly when a nonce does.
void RecordCipherTest::nonceIsUniquePerSequenceAndColumn()
{
    RecordCipher rows = cipher();
    QSet<QByteArray> streams;
    int places = 0;
    for (const quint64 sequence : {0ull, 1ull, 2ull, 255ull, 256ull, 65535ull, 65536ull, (1ull << 32) - 1,
             1ull << 32, (1ull << 48) - 1}) {
        for (const int column : {0, 1, 2, 255, 256, 65535}) {
            for (const quint32 issue : {0u, 1u, 65535u}) {
                for (const int schema : {1, 2}) {
                    RecordCipher::Place where{
                        7, QByteArray("same"), issue, quint16(column), quint16(schema), sequence};
                    const auto sealed = rows.seal(QByteArray(32, '\0'), where);
                    QVERIFY(sealed.ok());
                    streams.insert(sealed->first(32));
                    ++places;
                }
            }
        }
    }
    QCOMPARE(streams.size(), places);
}

void RecordCipherTest::placesThatDoNotFit()
{
    RecordCipher rows = cipher();
    RecordCipher::Place far = place(1ull << 48);
    QVERIFY(rows.seal(QByteArray("row"), far).failure() == fc::SealPlaceOutOfRange);
    QVERIFY(rows.open(QByteArray(20, 'x'), far).failure() == fc::SealPlaceOutOfRange);
    RecordCipher::Place late = place(1);
    late.issue = 65536;
    QVERIFY(rows.seal(QByteArray("row"), late).failure() == fc::SealPlaceOutOfRange);
}

void RecordCipherTest::anotherKeyFails()
{
    RecordCipher rows = cipher('k');
    RecordCipher others = cipher('o');
    const auto sealed = rows.seal(QByteArray("row"), place(1));
    QVERIFY(others.open(*sealed, place(1)).failure() == fc::SealedRowWrong);
}

void RecordCipherTest::worksAfterAFailure()
{
    RecordCipher rows = cipher();
    const auto sealed = rows.seal(QByteArray("row"), place(1));
    QVERIFY(!rows.open(QByteArray(40, 'x'), place(1)));
    QCOMPARE(*rows.open(*sealed, place(1)), QByteArray("row"));
    RecordCipher moved = std::move(rows);
    QCOMPARE(*moved.open(*sealed, place(1)), QByteArray("row"));
    QVERIFY(rows.seal(QByteArray("row"), place(2)).failure() == fc::CryptoUnavailable);
}

QTEST_GUILESS_MAIN(RecordCipherTest)
#include "tst_record_cipher.moc"
