// SPDX-License-Identifier: GPL-3.0-or-later
// Magnetic tracks against the published vectors, and what a track must not take.
#include "../../../support/byte_fuzz.h"
#include "../../../support/vector_file.h"
#include "base/failures/card.h"
#include "card/track.h"

#include <QTest>

using namespace sm;

class TestTrackVectors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void published_data();
    void published();
    void limits_data();
    void limits();
    void hostileStripes();
};

void TestTrackVectors::published_data()
{
    QTest::addColumn<QJsonObject>("vector");
    int rows = 0;
    for (const QJsonValue value : smtest::loadVectors(QStringLiteral("magstripe.json"))) {
        const QJsonObject object = value.toObject();
        const QString name = object.value(QLatin1String("name")).toString();
        if (!name.startsWith(QLatin1String("track")))
            continue; // card numbers and tag 57 have tests of their own
        QTest::newRow(qPrintable(name)) << object;
        ++rows;
    }
    QCOMPARE(rows, 4);
}

void TestTrackVectors::published()
{
    QFETCH(const QJsonObject, vector);
    smtest::Vector data(vector);
    const TrackNumber track
        = data.name().startsWith(QLatin1String("track1")) ? TrackNumber::One : TrackNumber::Two;
    const QByteArray text = data.text("text");
    const auto encoded = encodeTrack(track, QByteArrayView(text).sliced(1, text.size() - 2));
    QVERIFY(encoded.ok());
    QByteArray wanted;
    for (const QJsonValue c :
        data.expected(track == TrackNumber::One ? "chars_7bit" : "chars_5bit").toArray())
        wanted += QByteArray::fromHex(c.toString().toLatin1());
    QCOMPARE(encoded->toHex(), wanted.toHex());
    QCOMPARE(trackBits(track, *encoded), data.expected("bitstring").toString().toLatin1());
    const int value = data.expected("lrc_value").toString().toInt(nullptr, 16);
    QCOMPARE(int(byteAt(*encoded, encoded->size() - 1)) & ((1 << trackRules(track).bits) - 1), value);
    QCOMPARE(QByteArray(1, char(trackRules(track).first + value)),
        data.expected("lrc_char").toString().toLatin1());
    const auto decoded = decodeTrack(track, *encoded);
    QVERIFY(decoded.ok());
    QCOMPARE(*decoded, text.mid(1, text.size() - 2));
    QCOMPARE(data.problems(), QByteArray());
}

void TestTrackVectors::limits_data()
{
    QTest::addColumn<int>("track");
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QString>("outcome");
    const auto row = [](const char* name, int track, const QByteArray& data, const char* outcome) {
        QTest::newRow(name) << track << data << QString::fromLatin1(outcome);
    };
    row("track 1 full", 1, QByteArray(76, 'A'), "ok");
    row("track 1 over", 1, QByteArray(77, 'A'), "TrackTooLong");
    row("track 2 full", 2, QByteArray(37, '1'), "ok");
    row("track 2 over", 2, QByteArray(38, '1'), "TrackTooLong");
    row("track 3 full", 3, QByteArray(104, '1'), "ok");
    row("track 3 over", 3, QByteArray(105, '1'), "TrackTooLong");
    row("small letters", 1, "Bdoe", "TrackCharacterRefused");
    row("start sentinel in track 1", 1, "B%", "TrackCharacterRefused");
    row("end sentinel in track 2", 2, "12?", "TrackCharacterRefused");
    row("a code of the hardware", 1, "A:B", "TrackCharacterRefused");
    row("a letter in track 2", 2, "12A", "TrackCharacterRefused");
    row("beyond ASCII", 1, "\xC4", "TrackCharacterRefused");
}

void TestTrackVectors::limits()
{
    QFETCH(const int, track);
    QFETCH(const QByteArray, data);
    QFETCH(const QString, outcome);
    const auto encoded = encodeTrack(TrackNumber(track), data);
    QCOMPARE(
        encoded ? QStringLiteral("ok") : QString::fromLatin1(failureEntry(encoded.failure().code())->name),
        outcome);
    if (!encoded)
        QVERIFY(!encoded.failure().toString().contains(QLatin1String("doe")));
}

void TestTrackVectors::hostileStripes()
{
    const QByteArray sample = *encodeTrack(TrackNumber::Two, "4761739001010010=4912201");
    int good = 0;
    smtest::eachHostile(3, 5'000, sample, [&](const QByteArray& stripe) {
        const auto decoded = decodeTrack(TrackNumber::Two, stripe);
        good += decoded ? 1 : 0;
        if (decoded) // whatever passes reads back the same
            QVERIFY(decoded->size() == stripe.size() - 3);
    });
    QVERIFY(good < 200);
    for (qsizetype i = 0; i < sample.size(); ++i) { // any one bit wrong is seen
        for (int bit = 0; bit < 5; ++bit) {
            QByteArray wrong = sample;
            wrong[i] = char(wrong[i] ^ (1 << bit));
            QVERIFY(!decodeTrack(TrackNumber::Two, wrong).ok());
        }
    }
}

QTEST_GUILESS_MAIN(TestTrackVectors)
#include "tst_track_vectors.moc"
