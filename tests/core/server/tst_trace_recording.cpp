// SPDX-License-Identifier: GPL-3.0-or-later
// What the sessions of a whole floor leave in the trace: every card between its separators, every command of
// its program, and nothing personal or secret, in no form.
#include "canaries.h"
#include "simulated_floor.h"

#include "trace/decoder.h"
#include "trace/trace_export.h"

#include <QFile>
#include <QSet>
#include <QTest>

using namespace sm;

class TraceRecordingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cardsAreFramedAndWhole();
    void ux35NothingPersonalOrSecretIsKept();
    void faultyCardsLeaveTheirFailure();

private:
    static FloorPlan plan(bool faults);
};

void TraceRecordingTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

FloorPlan TraceRecordingTest::plan(bool faults)
{
    DemoOptions demo;
    demo.machines = 2;
    demo.stations = 3;
    demo.hsms = 2;
    demo.faults = faults;
    return demoFloor(demo);
}

void TraceRecordingTest::cardsAreFramedAndWhole()
{
    SimulatedFloor floor(plan(false), 1);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(12);
    QVERIFY(floor.finish(job));
    floor.settle();
    const TraceView view = floor.server->trace();
    QHash<qint64, int> open;
    QHash<qint64, qint64> lastTime;
    int started = 0;
    int good = 0;
    QSet<QString> titles;
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        [&] {
            const qint64 attempt = row.attempt.value;
            QVERIFY(attempt != 0 && row.job == job && row.station.isValid());
            QVERIFY2(row.time >= lastTime.value(attempt), "times of a card go forward");
            lastTime.insert(attempt, row.time);
            if (row.kind == TraceKind::CardStarted) {
                QVERIFY(!open.contains(attempt));
                open.insert(attempt, 0);
                ++started;
            } else if (row.kind == TraceKind::CardEnded) {
                QVERIFY(open.take(attempt) > 20);
                good += row.verdict == TraceVerdict::Good;
            } else {
                QVERIFY(open.contains(attempt));
                ++open[attempt];
                QVERIFY2(!row.failed(), qPrintable(row.label));
                titles.insert(commandTitle(row).section(u' ', 0, 1));
            }
        }();
        return !QTest::currentTestFailed();
    });
    QCOMPARE(started, 12);
    QCOMPARE(good, 12);
    for (const char* name :
        {"INITIALIZE UPDATE", "EXTERNAL AUTHENTICATE", "STORE DATA", "UPDATE BINARY", "READ BINARY",
            "CREATE FILE", "UPDATE RECORD", "SET STATUS", "GET STATUS", "SELECT A000000151000000"})
        QVERIFY2(titles.contains(QString::fromLatin1(name)), name);
}

void TraceRecordingTest::ux35NothingPersonalOrSecretIsKept()
{
    constexpr int cards = 6;
    SimulatedFloor floor(plan(true), 3);
    QVERIFY(floor.open());
    floor.finish(floor.startDemo(cards));
    Canaries canaries;
    const QString samples = QStringLiteral(SM_SOURCE_DIR "/resources/jobs/");
    // Number, name, phone; contract, diversifier, tickets.
    QVERIFY(canaries.addTable(samples + QStringLiteral("harbour-transit.csv"), {1, 2, 8}, cards));
    QVERIFY(canaries.addTable(samples + QStringLiteral("harbour-archive.csv"), {1, 3, 4, 5, 6, 7}, cards));
    QVERIFY(canaries.forms() > 100);
    // The keys of the test issuer domain, which everybody knows: GlobalPlatform's own.
    canaries.add("404142434445464748494A4B4C4D4E4F", QStringLiteral("issuer key"));
    const TraceView view = floor.server->trace();
    QVERIFY(view.count() > 100);
    quint64 masked = 0;
    QByteArray files;
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        for (const TraceFormat format : {TraceFormat::Text, TraceFormat::Csv, TraceFormat::JsonLines})
            files += TraceExport(format, true).row(row);
        files += row.command.toByteArray() + '\n' + row.answer.toByteArray() + '\n';
        files += commandTitle(row).toUtf8() + dataSummary(row).args.join(u' ').toUtf8() + '\n';
        masked += !row.commandSpans.empty() || !row.answerSpans.empty();
        return true;
    });
    QVERIFY(masked > 50);
    const QString found = canaries.inBytes(files);
    QVERIFY2(found.isEmpty(), qPrintable(found));
    // Session keys never come near the ring; what they are made of is not kept.
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        const QString title = commandTitle(row);
        if (title.startsWith(QLatin1String("INITIALIZE")) || title.startsWith(QLatin1String("EXTERNAL")))
            masked += dataSummary(row).code != TraceCode::SummarySecret ? 1'000'000 : 0;
        return true;
    });
    QVERIFY(masked < 1'000'000);
}

void TraceRecordingTest::faultyCardsLeaveTheirFailure()
{
    FloorPlan floorPlan = plan(true);
    SimulatedFloor floor(floorPlan, 5);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(200);
    floor.until([&] { return floor.ended(job) || floor.rejected.size() >= 3; }, std::chrono::hours(2));
    QVERIFY(!floor.rejected.empty());
    floor.settle();
    const TraceView view = floor.server->trace();
    int failedRows = 0;
    int badEnds = 0;
    int mute = 0;
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        failedRows += row.failed();
        mute += row.failed() && row.sw == 0;
        badEnds += row.kind == TraceKind::CardEnded && row.verdict != TraceVerdict::Good
            && row.failure != FailureCode{};
        return true;
    });
    QVERIFY(badEnds >= int(floor.rejected.size()));
    QVERIFY2(failedRows >= badEnds, "each card that ended badly has the row at which it did");
    QVERIFY2(mute > 0, "a card that stays mute leaves a row without an answer");
}

QTEST_GUILESS_MAIN(TraceRecordingTest)
#include "tst_trace_recording.moc"
