// SPDX-License-Identifier: GPL-3.0-or-later
// Files of stored traces as somebody else may have left them: cut, flipped, made up.
#include "stored_floor.h"

#include "base/bytes.h"
#include "trace/crc32c.h"

#include <random>

using namespace sm;
using namespace smtest;

class TraceFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void crcOfTheStandard_data();
    void crcOfTheStandard();
    void cutAtEveryByte();
    void goesOnAfterEveryCut();
    void everyFlippedBit();
    void damageInTheMiddle();
    void madeUpCards();
    void headsThatClaimMuch();
    void otherJobsFileUnderThisName();

private:
    QString path() const { return traceFilePath(m_folder.path(), JobId(1), 1); }
    StoredTrace readBack() const { return readStoredTrace(m_folder.path(), JobId(1)); }

    QTemporaryDir m_folder;
    QByteArray m_good; ///< a file of three cards
    QList<qsizetype> m_ends; ///< of the head and of each chunk
    QMap<qint64, QList<QByteArray>> m_said;
};

void TraceFilesTest::initTestCase()
{
    QTemporaryDir folder;
    const QString place = folder.filePath(QStringLiteral("traces"));
    StoredFloor floor(place);
    for (qint64 i = 1; i <= 3; ++i) {
        floor.card(i, false);
        m_said.insert(i, saidOf(floor.ring.view(), i));
    }
    m_good = contentOf(traceFilePath(place, JobId(1), 1));
    const FoundChunks found = findTraceChunks(m_good);
    QCOMPARE(found.chunks.size(), size_t(3));
    QCOMPARE(found.wholeEnd, m_good.size());
    m_ends.append(trace_file::headBytes);
    for (const FoundChunk& chunk : found.chunks)
        m_ends.append(chunk.content.data() - m_good.constData() + chunk.content.size());
    QCOMPARE(m_ends.back(), m_good.size());
}

void TraceFilesTest::crcOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint32>("crc");
    QByteArray up;
    for (char i = 0; i < 32; ++i)
        up += i;
    QByteArray down = up;
    std::reverse(down.begin(), down.end());
    // RFC 3720 appendix B.4, whose bytes are in the order of transmission.
    QTest::newRow("zeros") << QByteArray(32, '\0') << 0x8A9136AAu;
    QTest::newRow("ones") << QByteArray(32, '\xFF') << 0x62A8AB43u;
    QTest::newRow("up") << up << 0x46DD794Eu;
    QTest::newRow("down") << down << 0x113FDB5Cu;
    QTest::newRow("digits") << QByteArray("123456789") << 0xE3069283u;
    QTest::newRow("empty") << QByteArray() << 0u;
}

void TraceFilesTest::crcOfTheStandard()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint32, crc);
    QCOMPARE(crc32c(bytes), crc);
}

void TraceFilesTest::cutAtEveryByte()
{
    for (qsizetype length = 0; length < m_good.size(); ++length) {
        QVERIFY(writeTo(path(), m_good.first(length)));
        const StoredTrace read = readBack();
        QVERIFY(!read.failure);
        const auto whole = std::count_if(
            m_ends.begin() + 1, m_ends.end(), [length](qsizetype end) { return end <= length; });
        QCOMPARE(read.cards, quint32(whole));
        QCOMPARE(read.damaged, quint32(length > 0 && length < trace_file::headBytes));
        const bool torn = length > trace_file::headBytes && !m_ends.contains(length);
        QCOMPARE(read.tornBytes > 0, torn);
    }
}

void TraceFilesTest::goesOnAfterEveryCut()
{
    for (qsizetype length = 0; length <= m_good.size(); length += 13) {
        QTemporaryDir folder;
        const QString place = folder.filePath(QStringLiteral("traces"));
        QVERIFY(QDir().mkpath(place));
        QVERIFY(writeTo(traceFilePath(place, JobId(1), 1), m_good.first(length)));
        const StoredTrace before = readStoredTrace(place, JobId(1));
        {
            StoredFloor floor(place);
            floor.card(9, false);
            QCOMPARE(floor.store.figures().dropped, quint64(0));
        }
        const StoredTrace after = readStoredTrace(place, JobId(1));
        QCOMPARE(after.cards, before.cards + 1);
        QCOMPARE(attemptsOf(after.view).back(), qint64(9));
        QCOMPARE(after.tornBytes, before.tornBytes); // the cut is still told
        QCOMPARE(after.damaged, before.damaged);
        const QByteArray now = contentOf(traceFilePath(place, JobId(1), 1));
        if (length >= trace_file::headBytes)
            QCOMPARE(findTraceChunks(now).wholeEnd, now.size());
        else
            QVERIFY(QFile::exists(traceFilePath(place, JobId(1), 2))); // a file without a head is left alone
    }
}

void TraceFilesTest::everyFlippedBit()
{
    for (qsizetype at = 0; at < m_good.size(); ++at) {
        QByteArray flipped = m_good;
        flipped[at] = char(flipped[at] ^ (1 << (at % 8)));
        QVERIFY(writeTo(path(), flipped));
        const StoredTrace read = readBack();
        if (at < trace_file::headBytes) {
            QCOMPARE(read.cards, 0u);
            QCOMPARE(read.damaged, 1u);
            continue;
        }
        QCOMPARE(read.cards, 2u);
        QVERIFY(read.damaged == 1 || read.tornBytes > 0);
        for (const qint64 attempt : attemptsOf(at % 5 == 0 ? read.view : TraceView()))
            QCOMPARE(saidOf(read.view, attempt), m_said.value(attempt));
    }
}

void TraceFilesTest::damageInTheMiddle()
{
    QByteArray hole = m_good.first(m_ends[1]) + QByteArray(5000, 'x') + "SMTC" + QByteArray(40, '\0')
        + m_good.sliced(m_ends[1]);
    QVERIFY(writeTo(path(), hole));
    const StoredTrace read = readBack();
    QCOMPARE(read.cards, 3u);
    QCOMPARE(read.damaged, 1u);
    QCOMPARE(read.tornBytes, quint64(0));
}

/// Cards with good sums and any content: refused, or within the limits of a row.
void TraceFilesTest::madeUpCards()
{
    const FoundChunks found = findTraceChunks(m_good);
    const QByteArray card = found.chunks[0].content.toByteArray();
    std::mt19937 random(20261122);
    int taken = 0;
    for (int round = 0; round < 6000; ++round) {
        QByteArray made = card;
        const int changes = 1 + int(random() % 3);
        for (int i = 0; i < changes; ++i) {
            const qsizetype at = qsizetype(random() % quint32(made.size()));
            if (random() % 8 == 0)
                made.remove(at, qsizetype(random() % 64));
            else
                made[at] = char(random() % 4 == 0 ? 0xFF : random());
            if (made.isEmpty())
                made = card;
        }
        TraceRing ring;
        const bool good = decodeCard(made, ring);
        taken += good;
        const TraceView view = ring.view();
        QCOMPARE(view.count() > 0, good);
        view.forEach(1, view.endId(), [&](const TraceRow& row) {
            for (const TraceSpan& span : row.commandSpans)
                [&] { QVERIFY(qsizetype(span.offset) + span.length <= row.command.size()); }();
            for (const TraceSpan& span : row.answerSpans)
                [&] { QVERIFY(qsizetype(span.offset) + span.length <= row.answer.size()); }();
            return !said(row).isEmpty() && !QTest::currentTestFailed();
        });
        if (QTest::currentTestFailed())
            return;
    }
    QVERIFY2(taken > 300 && taken < 5700, qPrintable(QString::number(taken)));
    for (qsizetype length = 0; length < card.size(); ++length) {
        TraceRing ring;
        QVERIFY(!decodeCard(card.first(length), ring));
    }
    TraceRing ring;
    QVERIFY(!decodeCard(card + 'x', ring));
    QVERIFY(decodeCard(card, ring));
}

/// A file of nothing but heads, each of which says that the rest of it is one card.
void TraceFilesTest::headsThatClaimMuch()
{
    QByteArray file = m_good.first(trace_file::headBytes);
    const QByteArray claim(4 * 1024 * 1024, 'y');
    const QByteArray head = traceChunkHead(TraceChunkKind::Card, claim);
    while (file.size() < 8 * 1024 * 1024)
        file += head;
    const FoundChunks found = findTraceChunks(file);
    QVERIFY(found.chunks.empty());
    QCOMPARE(found.torn, file.size() - trace_file::headBytes);
}

void TraceFilesTest::otherJobsFileUnderThisName()
{
    QVERIFY(writeTo(traceFilePath(m_folder.path(), JobId(2), 1), m_good));
    const StoredTrace read = readStoredTrace(m_folder.path(), JobId(2));
    QCOMPARE(read.cards, 0u);
    QCOMPARE(read.damaged, 1u);
}

QTEST_GUILESS_MAIN(TraceFilesTest)
#include "tst_trace_files.moc"
