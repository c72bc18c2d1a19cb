// SPDX-License-Identifier: GPL-3.0-or-later
// What a floor leaves of its traces on disk: the failing cards and the last of each station, masked, by job;
// read back through the port, also by the next run of the program.
#include "canaries.h"
#include "simulated_floor.h"

#include "base/failures/trace.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <deque>
#include <set>

using namespace sm;

namespace {

using Attempts = std::set<qint64>;

/// Cards that did not end good, and the newest three of each station: from the rows in memory.
Attempts expectedOf(const TraceView& view)
{
    Attempts out;
    std::map<StationId, std::deque<qint64>> last;
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        if (row.kind != TraceKind::CardEnded)
            return true;
        if (row.verdict != TraceVerdict::Good)
            out.insert(row.attempt.value);
        auto& newest = last[row.station];
        newest.push_back(row.attempt.value);
        if (newest.size() > 3)
            newest.pop_front();
        return true;
    });
    for (const auto& [station, newest] : last)
        out.insert(newest.begin(), newest.end());
    return out;
}

Attempts attemptsIn(const TraceView& view)
{
    Attempts out;
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        out.insert(row.attempt.value);
        return true;
    });
    return out;
}

int endsIn(const TraceView& view)
{
    int ends = 0;
    view.forEach(1, view.endId(), [&](const TraceRow& row) {
        ends += row.kind == TraceKind::CardEnded;
        return true;
    });
    return ends;
}

QByteArray everythingIn(const QString& folder)
{
    QByteArray all;
    for (const QFileInfo& info : QDir(folder).entryInfoList(QDir::Files)) {
        QFile file(info.filePath());
        if (file.open(QIODevice::ReadOnly))
            all += file.readAll();
    }
    return all;
}

} // namespace

class TraceKeepingTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void fiftyCards();
    void oldestGoes();
    void lineGoesOnWithoutDisk();
    void profileSaysWhatIsKept_data();
    void profileSaysWhatIsKept();
    void orderlyStopKeepsItsCards();

private:
    static FloorPlan plan(double refusing)
    {
        DemoOptions demo;
        demo.machines = 2;
        demo.stations = 2;
        demo.hsms = 2;
        FloorPlan made = demoFloor(demo);
        made.virtualCards.statusRate = refusing;
        made.virtualCards.muteRate = made.virtualCards.tearRate = refusing / 4;
        made.rejectRunLimit = 1000; // no station stops
        return made;
    }
    static TraceStoreOptions options()
    {
        TraceStoreOptions made;
        made.reserveBytes = 0; // any disk will do
        return made;
    }
    static const QDateTime start;
    static std::shared_ptr<const StoredTrace> ask(SimulatedFloor& floor, JobId job)
    {
        const quint64 ticket = floor.server->post(command::ReadTrace{job});
        floor.until([&] { return floor.traces.contains(ticket); });
        return floor.traces.contains(ticket) ? floor.traces[ticket] : std::make_shared<StoredTrace>();
    }
};

const QDateTime TraceKeepingTest::start = QDateTime({2026, 11, 21}, {6, 0}, Qt::UTC);

void TraceKeepingTest::fiftyCards()
{
    QTemporaryDir folder;
    JobId job;
    Attempts expected;
    qsizetype failing = 0;
    {
        SimulatedFloor floor(plan(0.2), 11, folder.path(), QString(), start, options());
        QVERIFY(floor.open());
        job = floor.startDemo(50);
        QVERIFY(floor.finish(job));
        floor.settle();
        const TraceView live = floor.server->trace();
        QVERIFY(endsIn(live) >= 50);
        expected = expectedOf(live);
        failing = qsizetype(floor.rejected.size());
        const auto read = ask(floor, job);
        QVERIFY(!read->failure && read->damaged == 0 && !read->olderGone && read->testKeys);
        QCOMPARE(attemptsIn(read->view), expected);
        QCOMPARE(size_t(read->cards), expected.size());
        const auto snapshot = floor.server->snapshot();
        QCOMPARE(snapshot->traceStore.dropped, quint64(0));
        QVERIFY(!snapshot->traceStore.failure && snapshot->traceStore.jobs);
        QCOMPARE(snapshot->traceStore.jobs->size(), size_t(1));
        QVERIFY(ask(floor, JobId(77))->failure == fc::TraceNotStored);
    }
    QVERIFY2(failing > 3 && failing < 40, qPrintable(QString::number(failing)));
    QVERIFY(expected.size() < 50);
    const QString traces = folder.filePath(QStringLiteral("traces"));
    QCOMPARE(attemptsIn(readStoredTrace(traces, job).view), expected);
    // Nothing of anybody, in no form.
    Canaries canaries;
    const QString samples = QStringLiteral(SM_SOURCE_DIR "/resources/jobs/");
    QVERIFY(canaries.addTable(samples + QStringLiteral("harbour-transit.csv"), {1, 2, 8}, 50));
    QVERIFY(canaries.addTable(samples + QStringLiteral("harbour-archive.csv"), {1, 3, 4, 5, 6, 7}, 50));
    canaries.add("404142434445464748494A4B4C4D4E4F", QStringLiteral("issuer key"));
    const QByteArray files = everythingIn(traces);
    QVERIFY(files.size() > 20'000);
    const QString found = canaries.inBytes(files);
    QVERIFY2(found.isEmpty(), qPrintable(found));
    // The next run of the program finds it too.
    SimulatedFloor later(plan(0), 12, folder.path(), QString(), start.addDays(1), options());
    QVERIFY(later.open());
    QCOMPARE(attemptsIn(ask(later, job)->view), expected);
}

void TraceKeepingTest::oldestGoes()
{
    QTemporaryDir folder;
    TraceStoreOptions small = options();
    small.fileBytes = 30'000;
    small.filesPerJob = 2;
    SimulatedFloor floor(plan(0.9), 3, folder.path(), QString(), start, small);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(50);
    floor.finish(job);
    floor.settle();
    const auto read = ask(floor, job);
    QVERIFY(read->olderGone);
    const Attempts kept = attemptsIn(read->view);
    const Attempts all = expectedOf(floor.server->trace());
    QVERIFY(!kept.empty() && kept.size() < all.size());
    QVERIFY(std::includes(all.begin(), all.end(), kept.begin(), kept.end()));
    QVERIFY2(!kept.contains(*all.begin()), "the oldest is gone");
    QVERIFY(everythingIn(folder.filePath(QStringLiteral("traces"))).size() < 200'000);
}

void TraceKeepingTest::lineGoesOnWithoutDisk()
{
    TraceStoreOptions none = options();
    none.reserveBytes = std::numeric_limits<qint64>::max();
    SimulatedFloor floor(plan(0.1), 4, QString(), QString(), start, none);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(30);
    QVERIFY(floor.finish(job));
    floor.settle();
    QCOMPARE(floor.job(job).counts.records.accepted, qint64(30));
    QVERIFY(floor.good >= 20);
    const auto snapshot = floor.server->snapshot();
    QVERIFY(snapshot->traceStore.failure && *snapshot->traceStore.failure == fc::TraceDiskLow);
    QVERIFY2(snapshot->traceStore.dropped > 0, "what is not stored is counted");
    QCOMPARE(snapshot->traceStore.cards, quint64(0));
}

void TraceKeepingTest::profileSaysWhatIsKept_data()
{
    QTest::addColumn<QString>("capture");
    QTest::addColumn<bool>("any");
    QTest::addColumn<bool>("all");
    QTest::newRow("off") << QStringLiteral("off") << false << false;
    QTest::newRow("all") << QStringLiteral("all") << true << true;
}

void TraceKeepingTest::profileSaysWhatIsKept()
{
    QFETCH(QString, capture);
    QFETCH(bool, any);
    QFETCH(bool, all);
    QTemporaryDir profiles;
    QFile original(QStringLiteral(SM_SOURCE_DIR "/resources/profiles/harbour-transit.profile.json"));
    QVERIFY(original.open(QIODevice::ReadOnly));
    QJsonObject profile = QJsonDocument::fromJson(original.readAll()).object();
    profile[QStringLiteral("id")] = QStringLiteral("harbour-other");
    profile[QStringLiteral("trace")] = QJsonObject{{QStringLiteral("capture"), capture}};
    QFile file(profiles.filePath(QStringLiteral("harbour-other.profile.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(profile).toJson());
    file.close();
    QTemporaryDir folder;
    SimulatedFloor floor(plan(0.2), 5, folder.path(), profiles.path(), start, options());
    QVERIFY(floor.open());
    const auto csv = writeDemoJob(folder.filePath(QStringLiteral("demo-job")), 20);
    QVERIFY(csv);
    command::ImportFile import;
    import.file = *csv;
    import.profile = QStringLiteral("harbour-other");
    import.layout = QStringLiteral(SM_SOURCE_DIR "/resources/layouts/transit.layout.json");
    import.startWhenImported = true;
    floor.server->post(import);
    QVERIFY(floor.until([&] { return floor.imported.has_value(); }));
    const JobId job = floor.imported->job;
    QVERIFY(job.isValid());
    QVERIFY(floor.finish(job));
    floor.settle();
    const TraceView live = floor.server->trace();
    const auto read = ask(floor, job);
    QCOMPARE(!read->failure, any);
    if (all) {
        QCOMPARE(attemptsIn(read->view), attemptsIn(live));
        QCOMPARE(read->view.count(), live.count());
    }
}

/// Cards in stations when the program is stopped at once become unknown: that is an error.
void TraceKeepingTest::orderlyStopKeepsItsCards()
{
    QTemporaryDir folder;
    JobId job;
    {
        SimulatedFloor floor(plan(0), 6, folder.path(), QString(), start, options());
        QVERIFY(floor.open());
        job = floor.startDemo(40);
        floor.until([&] { return floor.good >= 10; });
    }
    const StoredTrace read = readStoredTrace(folder.filePath(QStringLiteral("traces")), job);
    int unknown = 0;
    int good = 0;
    read.view.forEach(1, read.view.endId(), [&](const TraceRow& row) {
        unknown += row.kind == TraceKind::CardEnded && row.verdict != TraceVerdict::Good;
        good += row.kind == TraceKind::CardEnded && row.verdict == TraceVerdict::Good;
        return true;
    });
    QVERIFY2(unknown > 0, "the cards that were in work");
    QVERIFY2(good > 0, "the last of each station");
}

QTEST_GUILESS_MAIN(TraceKeepingTest)
#include "tst_trace_keeping.moc"
