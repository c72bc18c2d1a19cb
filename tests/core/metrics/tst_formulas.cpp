// SPDX-License-Identifier: GPL-3.0-or-later
// The figures of the dashboard against answers worked out by hand.
#include "metrics/decimate.h"
#include "metrics/formulas.h"
#include "metrics/shift.h"
#include "metrics/station_meter.h"

#include <QTest>

#include <cmath>

using namespace sm;

class FormulasTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ratesAndYields();
    void oeeKnownAnswer();
    void breaksAreNotPlanned();
    void lossesAddUp();
    void performanceIsNotCapped();
    void nothingIsUnknownNotZero();
    void lossRule_data();
    void lossRule();
    void standingAsksForAReason();
    void reasonCoversTheWholeStretch();
    void etaBand();
    void decimationKeepsSpikes();
    void shifts_data();
    void shifts();

private:
    static Tally shiftTally();
};

/// One station, eight hours: 6 h 30 running, 10 min short and 20 min long HSM waits, 20 min waiting for cards
/// (short), 30 min break and 10 min other idle, 0 held.
Tally FormulasTest::shiftTally()
{
    constexpr quint64 minute = 60'000;
    Tally t;
    t.timeMs[size_t(StationTime::Running)] = 390 * minute;
    t.timeMs[size_t(StationTime::WaitingHsm)] = 30 * minute;
    t.timeMs[size_t(StationTime::WaitingCard)] = 20 * minute;
    t.timeMs[size_t(StationTime::Idle)] = 40 * minute;
    t.longHsmMs = 20 * minute;
    t.cells.add(quint16(cell::idle + quint16(IdleReason::Break)), 30 * minute);
    t.good = 990;
    t.firstPass = 980;
    t.rejected = 10;
    t.idealMs = 1000 * 21'000; // 21 s for each of 1,000 attempts
    return t;
}

void FormulasTest::ratesAndYields()
{
    QCOMPARE(*ratePerHour(315, 300'000), 3780.0);
    QVERIFY(!ratePerHour(5, 59'999));
    QCOMPARE(*ratePerHour(1, 60'000), 60.0);
    QCOMPARE(*firstPassYield(993, 1000), 0.993);
    QCOMPARE(*finalYield(239, 240), 239.0 / 240);
    QCOMPARE(*planAttainment(95, 100), 0.95);
}

void FormulasTest::oeeKnownAnswer()
{
    const Tally t = shiftTally();
    // Planned 480 - 30 = 450 min; lost: 10 idle + 20 long waits; run 420 min.
    QCOMPARE(plannedMs(t), 450 * 60'000);
    QCOMPARE(runMs(t), 420 * 60'000);
    QCOMPARE(availabilityLossMs(t), 30 * 60'000);
    const Oee o = oee(t);
    QCOMPARE(*o.availability, 420.0 / 450);
    QCOMPARE(*o.performance, 21'000.0 / 25'200); // 1,000 x 21 s in 25,200 s
    QCOMPARE(*o.quality, 0.98);
    QVERIFY(std::abs(*o.value() - 420.0 / 450 * 21'000 / 25'200 * 0.98) < 1e-12);
    QCOMPARE(*utilisation(t), 390.0 / 450);
}

void FormulasTest::breaksAreNotPlanned()
{
    Tally t = shiftTally();
    t.timeMs[size_t(StationTime::Maintenance)] = 60 * 60'000;
    QCOMPARE(plannedMs(t), 450 * 60'000); // maintenance was added and taken out
    t.cells.add(quint16(cell::idle + quint16(IdleReason::Break)), 600 * 60'000);
    QCOMPARE(plannedMs(t), 440 * 60'000); // a break is never longer than the standing it explains
}

void FormulasTest::lossesAddUp()
{
    const Losses l = losses(shiftTally());
    QCOMPARE(l.fault + l.idle + l.held + l.offline + l.longHsm + l.longCard + l.shortHsm + l.shortCard
            + l.slow + l.rejects + l.good,
        l.planned);
    QCOMPARE(l.idle, 10 * 60'000);
    QCOMPARE(l.longHsm, 20 * 60'000);
    QCOMPARE(l.shortHsm, 10 * 60'000);
    QCOMPARE(l.shortCard, 20 * 60'000);
    QCOMPARE(l.good, qint64(980) * 21'000);
    QCOMPARE(l.rejects, qint64(20) * 21'000);
}

void FormulasTest::performanceIsNotCapped()
{
    Tally t = shiftTally();
    t.idealMs *= 2;
    const Oee o = oee(t);
    QVERIFY(*o.performance > 1);
    QVERIFY(o.idealLooksWrong());
    QVERIFY(losses(t).slow == 0);
}

void FormulasTest::nothingIsUnknownNotZero()
{
    const Tally t;
    QVERIFY(!oee(t).availability && !oee(t).performance && !oee(t).quality && !oee(t).value());
    QVERIFY(!utilisation(t) && !firstPassYield(0, 0) && !planAttainment(0, 0));
    QVERIFY(!quantile(t.cells, cell::takt, cell::lastBin, 0.5));
}

void FormulasTest::lossRule_data()
{
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("longSeconds");
    QTest::newRow("59 s") << 59 << 0;
    QTest::newRow("60 s") << 60 << 0;
    QTest::newRow("61 s") << 61 << 61;
    QTest::newRow("10 min") << 600 << 600;
}

void FormulasTest::lossRule()
{
    QFETCH(int, seconds);
    QFETCH(int, longSeconds);
    for (const StationTime wait : {StationTime::WaitingHsm, StationTime::WaitingCard}) {
        StationMeter meter(0);
        meter.change(wait, JobId(1), 0);
        qint64 waited = 0;
        qint64 lost = 0;
        for (qint64 at = 1000; at <= seconds * 1000; at += 1000) { // taken every second, as roll-ups do
            const MeterPiece piece = meter.take(at);
            waited += piece.ms;
            lost += piece.longMs;
        }
        QCOMPARE(waited, seconds * 1000);
        QCOMPARE(lost, longSeconds * 1000);
    }
}

void FormulasTest::standingAsksForAReason()
{
    StationMeter meter(0);
    meter.change(StationTime::Idle, JobId(), 0);
    QCOMPARE(meter.take(120'000).idleMs, 0);
    meter.change(StationTime::Held, JobId(), 120'000); // idle and held are one stretch
    const MeterPiece piece = meter.take(130'000);
    QCOMPARE(piece.idleMs, 130'000);
    QCOMPARE(piece.reason, IdleReason::None);
}

void FormulasTest::reasonCoversTheWholeStretch()
{
    StationMeter meter(0);
    meter.change(StationTime::Held, JobId(), 0);
    meter.take(200'000);
    const auto move = meter.giveReason(IdleReason::CardsOut);
    QVERIFY(move);
    QCOMPARE(move->ms, 200'000);
    QCOMPARE(meter.take(210'000).reason, IdleReason::CardsOut);
    meter.change(StationTime::Running, JobId(1), 210'000);
    QVERIFY(!meter.giveReason(IdleReason::Other));
    meter.change(StationTime::Idle, JobId(), 220'000);
    meter.take(400'000);
    QCOMPARE(meter.giveReason(IdleReason::Other)->from, IdleReason::None); // a new stretch, a new question
}

void FormulasTest::etaBand()
{
    QVERIFY(!etaSpreadSeconds(100, 3600, std::vector<quint32>(9, 60)));
    QCOMPARE(*etaSpreadSeconds(100, 3600, std::vector<quint32>(20, 60)), 0.0); // no spread at all
    std::vector<quint32> counts;
    for (int i = 0; i < 10; ++i)
        counts.insert(counts.end(), {55U, 65U});
    // variance 25 * 20 / 19 / mean 60 = 0.4386; sqrt(3600 * 0.4386) = 39.74 cards = 39.74 s at 3,600 / h
    QVERIFY(std::abs(*etaSpreadSeconds(3600, 3600, counts) - 1.2816 * 39.736) < 0.01);
}

void FormulasTest::decimationKeepsSpikes()
{
    std::vector<HistoryPoint> points;
    for (qint64 i = 0; i < 86'400; ++i)
        points.push_back({i, 100.0 + double(i % 7)});
    points[4321].value = 900;
    points[70'001].value = -5;
    const auto few = decimate(points, mostPoints);
    QVERIFY(few.size() <= mostPoints);
    QCOMPARE(few.front(), points.front());
    QCOMPARE(few.back(), points.back());
    QVERIFY(std::find(few.begin(), few.end(), points[4321]) != few.end());
    QVERIFY(std::find(few.begin(), few.end(), points[70'001]) != few.end());
    QVERIFY(std::is_sorted(
        few.begin(), few.end(), [](const HistoryPoint& a, const HistoryPoint& b) { return a.at < b.at; }));
    QCOMPARE(decimate(few, mostPoints).size(), few.size());
}

void FormulasTest::shifts_data()
{
    QTest::addColumn<QTime>("time");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QDateTime>("start");
    const QDate day(2026, 11, 21);
    QTest::newRow("morning") << QTime(6, 0) << QStringLiteral("A") << QDateTime(day, QTime(6, 0));
    QTest::newRow("afternoon") << QTime(14, 32) << QStringLiteral("B") << QDateTime(day, QTime(14, 0));
    QTest::newRow("late") << QTime(23, 59) << QStringLiteral("C") << QDateTime(day, QTime(22, 0));
    QTest::newRow("early") << QTime(5, 59) << QStringLiteral("C") << QDateTime(day.addDays(-1), QTime(22, 0));
}

void FormulasTest::shifts()
{
    QFETCH(QTime, time);
    const Shift shift = shiftAt(QDateTime(QDate(2026, 11, 21), time));
    QTEST(shift.name, "name");
    QTEST(shift.start, "start");
    QCOMPARE(shift.start.secsTo(shift.end), 8 * 3600);
}

QTEST_GUILESS_MAIN(FormulasTest)
#include "tst_formulas.moc"
