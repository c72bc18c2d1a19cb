// SPDX-License-Identifier: GPL-3.0-or-later
// Roll-ups across boundaries, restarts and gaps, and what is built from them.
#include "metrics/history_builder.h"
#include "metrics/roll_ups.h"

#include <QTest>

using namespace sm;

namespace {

constexpr qint64 minute = 60'000;
constexpr qint64 hour = 60 * minute;
const qint64 start = QDateTime(QDate(2026, 11, 21), QTime(6, 0), Qt::UTC).toMSecsSinceEpoch();
const StationId first{1, 1};
const StationId second{1, 2};
const StationId third{2, 1};

FinishedCard goodCard()
{
    return {true, true, {}, 20, 19};
}

Tally sumOf(const std::vector<RollUpRow>& rows)
{
    Tally sum;
    for (const RollUpRow& row : rows) {
        const auto slot = decodeSlot(row.slot);
        for (const Tally& tally : slot ? slot->tallies : std::vector<Tally>())
            sum.add(tally);
    }
    return sum;
}

HistoryMaterial material(RollUps& rollUps, const HistoryQuery& query, qint64 now)
{
    HistoryMaterial out;
    out.query = query;
    out.zone = QTimeZone::utc();
    out.now = now;
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(now, QTimeZone::utc());
    out.span = resolveRange(query, local, std::nullopt);
    out.sums = rollUps.rows(out.span.level, out.span.from, out.span.to, now);
    out.stations = {first, second, third};
    return out;
}

} // namespace

class RollUpsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void levelsAgreeAcrossBoundaries();
    void slotSurvivesEncoding();
    void brokenSlotsAreRefused();
    void restartGoesOn();
    void longGapIsOneState();
    void oldSpansLeaveMemory();
    void scopesFilter();
    void figuresAddUp();
    void columnsAndTakt();
    void reasonsMoveMinutes();
    void ranges_data();
    void ranges();

private:
    /// Three stations, 20 s a card, one reject in each ten of the first; 06:00 to 07:30.
    static void produce(RollUps& rollUps, qint64 until);
};

void RollUpsTest::produce(RollUps& rollUps, qint64 until)
{
    for (const StationId station : {first, second, third})
        rollUps.setState(station, StationTime::Running, JobId(station == third ? 2 : 1), start);
    int made = 0;
    for (qint64 at = start + 20'000; at <= until; at += 20'000) {
        ++made;
        for (const StationId station : {first, second, third}) {
            FinishedCard card = goodCard();
            card.good = station != first || made % 10 != 0;
            card.failure = FailureCode{901};
            rollUps.finished(station, JobId(station == third ? 2 : 1), card, at);
            rollUps.hsmWaited(12'000, at);
        }
    }
}

void RollUpsTest::levelsAgreeAcrossBoundaries()
{
    RollUps rollUps({first, second, third}, 1, start);
    const qint64 until = start + 100 * minute + 30'500;
    produce(rollUps, until);
    const Tally minutes = sumOf(rollUps.rows(RollUpLevel::Minute, 0, until, until));
    const Tally hours = sumOf(rollUps.rows(RollUpLevel::Hour, 0, until, until));
    const Tally seconds = sumOf(rollUps.rows(RollUpLevel::Second, 0, until, until));
    QCOMPARE(minutes, hours);
    QCOMPARE(minutes, seconds);
    QCOMPARE(minutes.finished(), quint64(3 * 301));
    QCOMPARE(minutes.rejected, quint64(30));
    QCOMPARE(recordedMs(minutes), 3 * (until - start));
    QCOMPARE(rollUps.rows(RollUpLevel::Minute, 0, until, until).size(), size_t(101));
    QCOMPARE(rollUps.rows(RollUpLevel::Hour, 0, until, until).size(), size_t(2));
}

void RollUpsTest::slotSurvivesEncoding()
{
    RollUpSlot slot;
    Tally tally;
    tally.station = {3, 77};
    tally.job = JobId(1'234'567'890'123);
    tally.good = 1;
    tally.longCardMs = 99;
    tally.timeMs[7] = 3'600'000;
    tally.cells.add(cell::idle + 3, -5000); // a correction
    tally.cells.add(0xFFFF, 7);
    slot.tallies = {tally, Tally{{1, 1}, JobId(), 5, 4, 3, 2, 1, 0, {1, 2, 3, 4, 5, 6, 7, 8}, {}}};
    slot.hsmWaits.add(44, 1'000'000);
    slot.hsmBusyUs = {0, 1, 60'000'000};
    const auto back = decodeSlot(encode(slot));
    QVERIFY(back);
    QVERIFY(*back == slot);
}

void RollUpsTest::brokenSlotsAreRefused()
{
    RollUps rollUps({first, second, third}, 2, start);
    produce(rollUps, start + 2 * minute);
    const QByteArray whole = rollUps.rows(RollUpLevel::Minute, 0, start + hour, start + 2 * minute)[0].slot;
    QVERIFY(decodeSlot(whole));
    for (qsizetype cut = 0; cut < whole.size(); ++cut)
        QVERIFY(!decodeSlot(whole.left(cut)));
    QVERIFY(!decodeSlot(whole + 'x'));
    for (qsizetype at = 0; at < whole.size(); ++at) {
        QByteArray bent = whole;
        bent[at] = char(0xFF);
        const auto slot = decodeSlot(bent); // anything but a crash or endless memory
        QVERIFY(!slot || slot->tallies.size() <= 4);
    }
    QVERIFY(!decodeSlot(QByteArray(12, char(0xFF))));
}

void RollUpsTest::restartGoesOn()
{
    const qint64 stop = start + 75 * minute + 30'000;
    RollUps before({first, second, third}, 1, start);
    produce(before, stop);
    const auto written = before.takeUnsaved(true, stop);
    const Tally made = sumOf(before.rows(RollUpLevel::Minute, 0, stop, stop));

    // Five seconds later, within the same minute and hour.
    RollUps after({first, second, third}, 1, stop + 5000);
    after.restore(written);
    const qint64 later = stop + 5000;
    QCOMPARE(sumOf(after.rows(RollUpLevel::Minute, 0, later + 1, later)), made);
    QCOMPARE(sumOf(after.rows(RollUpLevel::Hour, 0, later + 1, later)), made);
    after.setState(first, StationTime::Running, JobId(1), later);
    after.finished(first, JobId(1), goodCard(), later + 10'000);
    const qint64 end = later + 2 * minute;
    QCOMPARE(sumOf(after.rows(RollUpLevel::Minute, 0, end, end)).finished(), made.finished() + 1);
    QCOMPARE(sumOf(after.rows(RollUpLevel::Hour, 0, end, end)).finished(), made.finished() + 1);
    // What it writes next replaces the rows of the open spans, it does not count them twice.
    for (const RollUpRow& row : after.takeUnsaved(true, end)) {
        if (row.level == RollUpLevel::Hour)
            QCOMPARE(sumOf({row}).finished(), quint64(47 * 3 + 1)); // 07:00:00 to 07:15:20, and one
    }
}

void RollUpsTest::longGapIsOneState()
{
    RollUps rollUps({first}, 0, start);
    rollUps.setState(first, StationTime::Idle, JobId(), start);
    const qint64 end = start + 30 * hour;
    rollUps.advance(end);
    QCOMPARE(recordedMs(sumOf(rollUps.rows(RollUpLevel::Hour, 0, end, end))), 30 * hour);
    QCOMPARE(sumOf(rollUps.rows(RollUpLevel::Hour, 0, end, end)).idleMs(IdleReason::None), 30 * hour);
}

void RollUpsTest::oldSpansLeaveMemory()
{
    RollUps rollUps({first}, 0, start);
    rollUps.setState(first, StationTime::Running, JobId(1), start);
    qint64 end = start;
    for (; end < start + 4 * hour; end += 5 * minute)
        rollUps.advance(end);
    QVERIFY(rollUps.rows(RollUpLevel::Second, 0, end, end).size() <= 2 * 3600 + 1);
    rollUps.advance(start + 60 * hour);
    end = start + 60 * hour;
    QVERIFY(rollUps.rows(RollUpLevel::Minute, 0, end, end).size() <= 26 * 60 + 1);
    QCOMPARE(rollUps.rows(RollUpLevel::Hour, 0, end, end).size(), size_t(60));
}

void RollUpsTest::scopesFilter()
{
    RollUps rollUps({first, second, third}, 1, start);
    const qint64 until = start + 90 * minute;
    produce(rollUps, until);
    const auto finished = [&](HistoryScope::Kind kind, StationId station, std::vector<JobId> jobs) {
        HistoryQuery query;
        query.scope.kind = kind;
        query.scope.station = station;
        HistoryMaterial m = material(rollUps, query, until + 1);
        m.jobs = std::move(jobs);
        return buildHistory(m)->figures.sum.finished();
    };
    using Kind = HistoryScope::Kind;
    QCOMPARE(finished(Kind::Floor, {}, {}), quint64(810));
    QCOMPARE(finished(Kind::Machine, {1, 0}, {}), quint64(540));
    QCOMPARE(finished(Kind::Station, third, {}), quint64(270));
    QCOMPARE(finished(Kind::Job, {}, {JobId(2)}), quint64(270));
    QCOMPARE(finished(Kind::Job, {}, {JobId(3)}), quint64(0));
    QCOMPARE(finished(Kind::Profile, {}, {JobId(1), JobId(2)}), quint64(810));
}

void RollUpsTest::figuresAddUp()
{
    RollUps rollUps({first, second, third}, 1, start);
    const qint64 until = start + 90 * minute;
    produce(rollUps, until);
    const auto history = buildHistory(material(rollUps, HistoryQuery(), until + 19'000));
    QCOMPARE(history->figures.sum.good, quint64(810 - 27));
    QCOMPARE(history->figures.sum.rejected, quint64(27));
    qint64 good = 0;
    qint64 rejected = 0;
    for (const HistoryColumn& column : history->columns) {
        good += column.good;
        rejected += column.rejected;
    }
    QCOMPARE(good, 810 - 27);
    QCOMPARE(rejected, 27);
    QCOMPARE(history->rejects.size(), size_t(1));
    QCOMPARE(history->rejects[0].cards, 27);
    QCOMPARE(history->rejects[0].failure, FailureCode{901});
    qint64 bins = history->taktBeyond;
    for (const HistoryBin& bin : history->takt)
        bins += bin.cards;
    QCOMPARE(bins, 810 - 27 - 3); // the first good card of a station has no takt
    QVERIFY(std::abs(history->rate.back().value - 3 * 180 * 0.9666) < 15);
    QVERIFY(std::abs(*history->figures.waitP95 - 12) < 1);
    QVERIFY(std::abs(history->idealPerHour - 540) < 1);
    QCOMPARE(history->stations.size(), size_t(3));
}

void RollUpsTest::columnsAndTakt()
{
    RollUps rollUps({first, second, third}, 1, start);
    const qint64 until = start + 90 * minute;
    produce(rollUps, until);
    HistoryQuery query;
    query.range = HistoryRange::Hour;
    HistoryMaterial m = material(rollUps, query, until);
    m.fine = rollUps.rows(RollUpLevel::Second, m.span.from - rateWindowMs, until, until);
    const auto history = buildHistory(m);
    QCOMPARE(history->columnMs, 5 * minute);
    QCOMPARE(history->columns.size(), size_t(13)); // twelve, and the one that has just begun
    QVERIFY(history->rate.size() <= mostPoints);
    QVERIFY(history->rate.size() > 3000); // by the second
    QVERIFY(*history->figures.taktMedian >= 20 && *history->figures.taktMedian <= 20.5);
}

void RollUpsTest::reasonsMoveMinutes()
{
    RollUps rollUps({first}, 0, start);
    rollUps.setState(first, StationTime::Idle, JobId(), start);
    const qint64 asked = start + 10 * minute;
    QCOMPARE(sumOf(rollUps.rows(RollUpLevel::Minute, 0, asked, asked)).idleMs(IdleReason::None), 10 * minute);
    QVERIFY(rollUps.giveReason(first, IdleReason::CardsOut, asked));
    const qint64 end = start + 15 * minute;
    const Tally sum = sumOf(rollUps.rows(RollUpLevel::Minute, 0, end, end));
    QCOMPARE(sum.idleMs(IdleReason::None), 0);
    QCOMPARE(sum.idleMs(IdleReason::CardsOut), 15 * minute);
    rollUps.setState(first, StationTime::Running, JobId(1), end);
    QVERIFY(!rollUps.giveReason(first, IdleReason::Other, end));
}

void RollUpsTest::ranges_data()
{
    QTest::addColumn<int>("range");
    QTest::addColumn<qint64>("minutesBack");
    QTest::addColumn<bool>("byMinutes");
    QTest::newRow("15 min") << int(HistoryRange::QuarterHour) << qint64(15) << true;
    QTest::newRow("1 h") << int(HistoryRange::Hour) << qint64(60) << true;
    QTest::newRow("shift") << int(HistoryRange::Shift) << qint64(272) << true;
    QTest::newRow("today") << int(HistoryRange::Today) << qint64(632) << true;
    QTest::newRow("24 h") << int(HistoryRange::Day) << qint64(1440) << true;
    QTest::newRow("7 days") << int(HistoryRange::Week) << qint64(7 * 1440 + 32) << false; // on the hour
}

void RollUpsTest::ranges()
{
    QFETCH(int, range);
    QFETCH(qint64, minutesBack);
    QFETCH(bool, byMinutes);
    const QDateTime now(QDate(2026, 11, 21), QTime(10, 32), Qt::UTC);
    HistoryQuery query;
    query.range = HistoryRange(range);
    const HistorySpan span = resolveRange(query, now, std::nullopt);
    QCOMPARE((span.to - span.from) / minute, minutesBack);
    QCOMPARE(span.level == RollUpLevel::Minute, byMinutes);
    query.compare = HistoryCompare::LastWeek;
    const auto compared = comparedRange(query, span, now);
    QVERIFY(compared);
    QCOMPARE(span.from - compared->from, 7 * 24 * hour);
    query.compare = HistoryCompare::Previous;
    QCOMPARE(comparedRange(query, span, now)->to, span.from);
}

QTEST_GUILESS_MAIN(RollUpsTest)
#include "tst_roll_ups.moc"
