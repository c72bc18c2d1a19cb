// SPDX-License-Identifier: GPL-3.0-or-later
// The ring: ids, capacity, masking before anything is kept, readers beside a writer.
#include "trace_fixture.h"

#include "trace/trace_export.h"

#include <atomic>
#include <thread>

using namespace sm;
using namespace smtest;

class TraceRingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rowsKeepTheirIds();
    void oldestLeaveWhenFull();
    void longAnswersGetAChunkOfTheirOwn();
    void maskedBytesAreNotKept_data();
    void maskedBytesAreNotKept();
    void keyMaterialWhateverTheProfileSays_data();
    void keyMaterialWhateverTheProfileSays();
    void overlappingSpansTakeTheStricter();
    void readersBesideAWriter();
    void exportIsMasked();
};

void TraceRingTest::rowsKeepTheirIds()
{
    TraceFixture f;
    QCOMPARE(f.ring.view().count(), quint64(0));
    QCOMPARE(f.ring.view().firstId(), f.ring.view().endId());
    for (int i = 0; i < 3000; ++i)
        QCOMPARE(f.addHex("00B0000010", "9000"), quint64(i + 1));
    const TraceView view = f.ring.view();
    QCOMPARE(view.count(), quint64(3000));
    for (quint64 id : {quint64(1), quint64(1024), quint64(1025), quint64(3000)}) {
        QVERIFY(view.row(id));
        QCOMPARE(view.row(id)->id, id);
    }
    QVERIFY(!view.row(0));
    QVERIFY(!view.row(3001));
    f.addHex("00B0000010", "6A82");
    QVERIFY2(!view.row(3001), "a view does not grow");
    QCOMPARE(f.last().sw, quint16(0x6A82));
    QCOMPARE(f.last().cardTail(), QStringLiteral("00000912"));
    QList<quint64> seen;
    view.forEach(1022, 1027, [&](const TraceRow& row) {
        seen.append(row.id);
        return true;
    });
    QCOMPARE(seen, (QList<quint64>{1022, 1023, 1024, 1025, 1026}));
}

void TraceRingTest::oldestLeaveWhenFull()
{
    TraceFixture f(4096);
    const TraceView early = [&] {
        for (int i = 0; i < 1024; ++i)
            f.addHex("00B0000010", "9000");
        return f.ring.view();
    }();
    for (int i = 0; i < 20'000; ++i)
        f.addHex("00B0000010", "9000");
    const TraceView view = f.ring.view();
    QCOMPARE(view.endId(), quint64(21'025));
    QVERIFY(view.count() >= 4096);
    QVERIFY(view.count() < 4096 + 1024);
    QVERIFY(!view.row(view.firstId() - 1));
    QVERIFY(view.row(view.firstId()));
    QVERIFY2(early.row(1), "who holds an old view can still read it");
}

void TraceRingTest::longAnswersGetAChunkOfTheirOwn()
{
    TraceFixture f;
    const QByteArray command = QByteArray::fromHex("00B00000000000");
    const QByteArray answer = QByteArray(65'536, 'x') + QByteArray::fromHex("9000");
    for (int i = 0; i < 3; ++i)
        f.add(command, answer);
    QCOMPARE(f.last().answer.toByteArray(), answer);
    QCOMPARE(f.last().sw, quint16(0x9000));
}

void TraceRingTest::maskedBytesAreNotKept_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<qint64>("length");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("to");
    QTest::newRow("inside") << qint64(5) << qint64(3) << qint64(5) << qint64(8);
    QTest::newRow("to the end") << qint64(5) << qint64(100) << qint64(5) << qint64(13);
    QTest::newRow("from before") << qint64(-2) << qint64(8) << qint64(0) << qint64(6);
    QTest::newRow("behind") << qint64(50) << qint64(4) << qint64(13) << qint64(13);
    QTest::newRow("negative length") << qint64(5) << qint64(-4) << qint64(5) << qint64(5);
    QTest::newRow("everything") << qint64(0) << std::numeric_limits<qint64>::max() << qint64(0) << qint64(13);
}

void TraceRingTest::maskedBytesAreNotKept()
{
    QFETCH(qint64, offset);
    QFETCH(qint64, length);
    QFETCH(qint64, from);
    QFETCH(qint64, to);
    TraceFixture f;
    const QByteArray command("abcdefghijklm");
    f.add(command, QByteArray::fromHex("9000"), {{offset, length, FieldClass::Personal}});
    const QByteArray kept = f.last().command.toByteArray();
    QCOMPARE(kept.size(), command.size());
    for (qint64 i = 0; i < kept.size(); ++i)
        QCOMPARE(kept[i], i >= from && i < to ? '\0' : command[i]);
    QCOMPARE(f.last().commandSpans.empty(), from >= to);
}

void TraceRingTest::keyMaterialWhateverTheProfileSays_data()
{
    QTest::addColumn<QByteArray>("command");
    QTest::addColumn<QByteArray>("answer");
    const QByteArray canary = "CANARYKEYCANARYK";
    const auto with = [&](const char* header) { return QByteArray::fromHex(header) + char(16) + canary; };
    const QByteArray ok = QByteArray::fromHex("9000");
    QTest::newRow("VERIFY") << with("00200001") << ok;
    QTest::newRow("DISABLE VERIFICATION REQUIREMENT") << with("00260001") << ok;
    QTest::newRow("ENABLE CHV of a SIM") << with("A0280001") << ok;
    QTest::newRow("VERIFY extended") << QByteArray::fromHex("00200001000010") + canary << ok;
    QTest::newRow("CHANGE REFERENCE DATA") << with("00240001") << ok;
    QTest::newRow("RESET RETRY COUNTER") << with("002C0001") << ok;
    QTest::newRow("PUT KEY") << with("80D80181") << ok;
    QTest::newRow("PUT KEY secure messaging") << with("84D80181") << ok;
    QTest::newRow("EXTERNAL AUTHENTICATE") << with("84823300") << ok;
    QTest::newRow("INTERNAL AUTHENTICATE") << with("00880000") << canary + ok;
    QTest::newRow("GET CHALLENGE") << QByteArray::fromHex("0084000010") << canary + ok;
    QTest::newRow("INITIALIZE UPDATE")
        << with("80500000") << QByteArray::fromHex("00000000000000000000300360") + canary + ok;
    QTest::newRow("PIN CHANGE/UNBLOCK") << with("84240000") << ok;
}

void TraceRingTest::keyMaterialWhateverTheProfileSays()
{
    QFETCH(QByteArray, command);
    QFETCH(QByteArray, answer);
    TraceFixture f;
    f.add(command, answer);
    const TraceRow& row = f.last();
    QVERIFY(!row.command.toByteArray().contains("CANARY"));
    QVERIFY(!row.answer.toByteArray().contains("CANARY"));
    QVERIFY(!row.commandSpans.empty() || !row.answerSpans.empty());
    QCOMPARE(row.command.toByteArray().first(4), command.first(4));
    QCOMPARE(row.sw, quint16(0x9000));
    QCOMPARE(dataSummary(row).code, TraceCode::SummarySecret);
}

void TraceRingTest::overlappingSpansTakeTheStricter()
{
    TraceFixture f;
    f.add(QByteArray::fromHex("80E20000080102030405060708"), QByteArray::fromHex("9000"),
        {{5, 6, FieldClass::Personal}, {7, 2, FieldClass::Secret}});
    const TraceRow& row = f.last();
    QCOMPARE(row.commandSpans.size(), size_t(3));
    QCOMPARE(row.commandSpans[1].fieldClass, FieldClass::Secret);
    QCOMPARE(maskedHex(row.command, row.commandSpans), QStringLiteral("80E2000008xxxx[2]xxxx0708"));
}

void TraceRingTest::readersBesideAWriter()
{
    TraceFixture f(8192);
    std::atomic_bool ending = false;
    std::atomic<quint64> wrong = 0;
    std::atomic<quint64> read = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 2; ++i) {
        readers.emplace_back([&] {
            while (!ending) {
                const TraceView view = f.ring.view();
                quint64 expected = view.firstId();
                view.forEach(0, view.endId(), [&](const TraceRow& row) {
                    wrong += row.id != expected++ || row.sw != 0x9000 || row.command.size() != 5;
                    ++read;
                    return true;
                });
                wrong += expected != view.endId();
            }
        });
    }
    for (int i = 0; i < 60'000; ++i)
        f.addHex("00B0000010", "9000");
    while (read < 10'000)
        std::this_thread::yield();
    ending = true;
    for (std::thread& reader : readers)
        reader.join();
    QCOMPARE(wrong.load(), quint64(0));
}

void TraceRingTest::exportIsMasked()
{
    TraceFixture f;
    f.addKind(TraceKind::CardStarted);
    f.row.label = QStringLiteral("=HYPERLINK(\"x\"),\"y\"");
    f.add(QByteArray::fromHex("80E2880006") + "PETRA!", QByteArray::fromHex("9000"),
        {{5, 6, FieldClass::Personal}});
    const TraceView view = f.ring.view();
    for (const TraceFormat format : {TraceFormat::Text, TraceFormat::Csv, TraceFormat::JsonLines}) {
        const TraceExport file(format, true);
        QByteArray all = file.header();
        view.forEach(1, view.endId(), [&](const TraceRow& row) {
            all += file.row(row);
            return true;
        });
        QVERIFY(!all.contains("PETRA") && !all.contains("5045545241"));
        QVERIFY(all.contains("80E2880006xxxxxxxxxxxx"));
        QVERIFY(all.contains("test"));
        if (format == TraceFormat::Csv)
            QVERIFY(all.contains("\"'=HYPERLINK(\"\"x\"\"),\"\"y\"\"\""));
    }
}

QTEST_GUILESS_MAIN(TraceRingTest)
#include "tst_trace_ring.moc"
