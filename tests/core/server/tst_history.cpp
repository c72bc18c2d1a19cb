// SPDX-License-Identifier: GPL-3.0-or-later
// The history behind the dashboard, with the whole core on simulated time: it agrees with the jobs' counts,
// survives a restart, and lists the records behind a figure.
#include "simulated_floor.h"

#include <QTest>

using namespace sm;

class HistoryTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void agreesWithTheJobsCounts();
    void survivesARestart();
    void recordsBehindAFigure();
    void reasonsForStanding();

private:
    static FloorPlan plan();
    static std::shared_ptr<const History> read(SimulatedFloor& floor, const HistoryQuery& query);
    static std::vector<FinishedAttempt> list(SimulatedFloor& floor, const AttemptFilter& filter);
    static HistoryQuery query(HistoryRange range = HistoryRange::Day);
};

void HistoryTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
}

FloorPlan HistoryTest::plan()
{
    DemoOptions options;
    options.machines = 2;
    options.stations = 3;
    options.hsms = 2;
    options.speed = 1;
    options.faults = true;
    FloorPlan plan = demoFloor(options);
    plan.virtualCards.statusRate = 0.03;
    plan.rejectRunLimit = 100; // nobody is there to clear a station
    return plan;
}

HistoryQuery HistoryTest::query(HistoryRange range)
{
    HistoryQuery query;
    query.range = range;
    return query;
}

std::shared_ptr<const History> HistoryTest::read(SimulatedFloor& floor, const HistoryQuery& query)
{
    std::shared_ptr<const History> found;
    const quint64 ticket = floor.server->post(command::ReadHistory{query});
    floor.server->run(
        [&] {
            for (const ServerEvent& event : floor.server->takeEvents()) {
                const auto* one = std::get_if<event::HistoryRead>(&event);
                if (one && one->ticket == ticket)
                    found = one->history;
            }
            return found != nullptr;
        },
        std::chrono::minutes(1));
    return found;
}

std::vector<FinishedAttempt> HistoryTest::list(SimulatedFloor& floor, const AttemptFilter& filter)
{
    std::optional<std::vector<FinishedAttempt>> found;
    floor.server->post(command::ReadAttempts{filter});
    floor.server->run(
        [&] {
            for (const ServerEvent& event : floor.server->takeEvents()) {
                if (const auto* one = std::get_if<event::AttemptsRead>(&event))
                    found = one->attempts;
            }
            return found.has_value();
        },
        std::chrono::minutes(1));
    return found.value_or(std::vector<FinishedAttempt>());
}

void HistoryTest::agreesWithTheJobsCounts()
{
    SimulatedFloor floor(plan(), 7);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(120);
    QVERIFY(job.isValid());
    floor.until([&] { return floor.ended(job) || floor.good >= 100; }, std::chrono::hours(2));
    floor.settle();
    const JobCounts counts = floor.job(job).counts;
    const auto history = read(floor, query());
    QVERIFY(history);
    QCOMPARE(qint64(history->figures.sum.good), counts.records.good);
    QCOMPARE(qint64(history->figures.sum.rejected),
        counts.cards.quarantine + counts.cards.returned + counts.cards.spoiled);
    QVERIFY(history->figures.sum.rejected > 0);
    qint64 rejects = 0;
    for (const HistoryReject& reject : history->rejects)
        rejects += reject.cards;
    QCOMPARE(rejects, qint64(history->figures.sum.rejected));
    QVERIFY(history->figures.waitP95);
    QVERIFY(history->hsms.size() == 2 && history->hsms[0].load > 0);
    const auto availability = history->figures.oee.availability;
    QVERIFY(availability && *availability > 0 && *availability < 1); // faults stop stations

    HistoryQuery ofJob = query();
    ofJob.scope.kind = HistoryScope::Kind::Job;
    ofJob.scope.job = job;
    QCOMPARE(read(floor, ofJob)->figures.sum.good, history->figures.sum.good);
    ofJob.scope.job = JobId(99);
    QVERIFY(read(floor, ofJob)->isEmpty());
    quint64 stations = 0;
    for (const HistoryStation& station : history->stations) {
        HistoryQuery one = query();
        one.scope.kind = HistoryScope::Kind::Station;
        one.scope.station = station.station;
        stations += read(floor, one)->figures.sum.good;
    }
    QCOMPARE(stations, history->figures.sum.good);
}

void HistoryTest::survivesARestart()
{
    const QTemporaryDir folder;
    Tally before;
    JobId job;
    {
        SimulatedFloor floor(plan(), 7, folder.path());
        QVERIFY(floor.open());
        job = floor.startDemo(60);
        QVERIFY(floor.until([&] { return floor.good >= 40; }, std::chrono::hours(2)));
        floor.server->post(command::HoldFloor{});
        floor.settle();
        QVERIFY(floor.until(
            [&] { return floor.job(job).counts.records.inStations == 0; }, std::chrono::minutes(5)));
        before = read(floor, query())->figures.sum;
        QVERIFY(before.good >= 40);
    }
    // Started again in the afternoon of the same day.
    SimulatedFloor floor(plan(), 8, folder.path(), QString(), QDateTime({2026, 11, 21}, {14, 30}, Qt::UTC));
    QVERIFY(floor.open());
    floor.server->advance(std::chrono::seconds(10));
    const auto history = read(floor, query(HistoryRange::Week));
    QVERIFY(history);
    QCOMPARE(history->figures.sum.good, before.good);
    QCOMPARE(history->figures.sum.rejected, before.rejected);
    HistoryQuery ofJob = query(HistoryRange::Week);
    ofJob.scope.kind = HistoryScope::Kind::Job;
    ofJob.scope.job = job;
    QCOMPARE(read(floor, ofJob)->figures.sum.good, before.good);
    const JobCounts counts = floor.job(job).counts;
    QCOMPARE(qint64(before.good), counts.records.good);
}

void HistoryTest::recordsBehindAFigure()
{
    SimulatedFloor floor(plan(), 7);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(60);
    QVERIFY(floor.until([&] { return floor.good >= 50; }, std::chrono::hours(2)));
    const auto history = read(floor, query());
    AttemptFilter filter;
    filter.from = history->from;
    filter.to = history->to + 60'000;
    filter.jobs = {job};
    filter.good = true;
    const auto good = list(floor, filter);
    QVERIFY(good.size() >= history->figures.sum.good);
    for (const FinishedAttempt& one : good) {
        QVERIFY(one.good && one.cardTail.size() == 4 && one.failure.isEmpty());
        QVERIFY(one.started <= one.ended);
    }
    filter.good = false;
    const auto bad = list(floor, filter);
    QCOMPARE(quint64(bad.size()), history->figures.sum.rejected);
    filter.good.reset();
    filter.station = StationId{1, 2};
    for (const FinishedAttempt& one : list(floor, filter))
        QCOMPARE(one.station, (StationId{1, 2}));
    filter.station = {};
    filter.limit = 5;
    QCOMPARE(list(floor, filter).size(), size_t(5));
}

void HistoryTest::reasonsForStanding()
{
    SimulatedFloor floor(plan(), 7);
    QVERIFY(floor.open());
    // One machine stands held while the other works.
    floor.server->post(command::HoldStations{{{1, 1}, {1, 2}, {1, 3}}});
    const JobId job = floor.startDemo(60);
    QVERIFY(job.isValid());
    QVERIFY(floor.until([&] { return floor.good >= 20; }, std::chrono::hours(2)));
    floor.server->post(command::GiveIdleReason{{{1, 1}, {1, 2}}, IdleReason::CardsOut});
    QVERIFY(floor.until([&] { return floor.good >= 30; }, std::chrono::hours(2)));
    const auto history = read(floor, query());
    double none = 0;
    double cardsOut = 0;
    for (const HistoryIdle& idle : history->idle) {
        none += idle.reason == IdleReason::None ? idle.minutes : 0;
        cardsOut += idle.reason == IdleReason::CardsOut ? idle.minutes : 0;
    }
    const double gone = std::chrono::duration<double>(floor.server->now()).count() / 60;
    QVERIFY(gone > 2);
    // Their stretches begin when the floor is held, up to a minute after the start.
    const auto near = [gone](double minutes, int stations) {
        return minutes <= stations * gone + 0.1 && minutes >= stations * (gone - 1);
    };
    QVERIFY2(near(cardsOut, 2), qPrintable(QStringLiteral("%1 of %2").arg(cardsOut).arg(gone)));
    // The third stands for all of it, and so may stations that a fault has stopped or a job has left idle.
    QVERIFY2(none >= gone - 1, qPrintable(QStringLiteral("%1 of %2").arg(none).arg(gone)));
    QCOMPARE(history->idle.front().reason, IdleReason::None);
    // A station that works needs none.
    floor.refused.clear();
    floor.server->post(command::GiveIdleReason{{{2, 1}}, IdleReason::Other});
    QVERIFY(floor.until([&] { return !floor.refused.empty(); }, std::chrono::minutes(1)));
}

QTEST_GUILESS_MAIN(HistoryTest)
#include "tst_history.moc"
