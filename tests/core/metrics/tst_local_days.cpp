// SPDX-License-Identifier: GPL-3.0-or-later
// Columns and ranges on the local clock, also in the weeks when summer time begins and ends.
#include "metrics/history_builder.h"
#include "metrics/roll_ups.h"

#include <QTest>

using namespace sm;

class LocalDaysTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void columns_data();
    void columns();
    void sameTimeLastWeek();
    void todayBeginsAtMidnight();

private:
    static QTimeZone berlin() { return QTimeZone("Europe/Berlin"); }
    static qint64 at(int year, int month, int day, int hour, int minute = 0)
    {
        return QDateTime({year, month, day}, {hour, minute}, berlin()).toMSecsSinceEpoch();
    }
};

static constexpr qint64 minuteMs = 60'000;
static constexpr qint64 hourMs = 60 * minuteMs;
static const StationId station{1, 1};

void LocalDaysTest::columns_data()
{
    QTest::addColumn<QDate>("from");
    QTest::addColumn<int>("days");
    QTest::addColumn<int>("each"); ///< days of a column
    QTest::newRow("spring") << QDate(2026, 3, 25) << 7 << 1; // 29 March has 23 hours
    QTest::newRow("autumn") << QDate(2026, 10, 21) << 7 << 1; // 25 October has 25
    QTest::newRow("weeks") << QDate(2026, 3, 2) << 56 << 7; // a Monday
}

void LocalDaysTest::columns()
{
    QVERIFY(berlin().isValid());
    QFETCH(QDate, from);
    QFETCH(int, days);
    QFETCH(int, each);
    const qint64 begin = from.startOfDay(berlin()).toMSecsSinceEpoch();
    const qint64 end = from.addDays(days).startOfDay(berlin()).toMSecsSinceEpoch();
    RollUps rollUps({station}, 0, begin);
    HistoryMaterial material;
    for (qint64 hour = begin; hour < end; hour += hourMs) { // one card in each hour
        RollUpSlot slot;
        Tally tally;
        tally.station = station;
        tally.good = 1;
        slot.tallies.push_back(tally);
        material.sums.push_back({RollUpLevel::Hour, hour, encode(slot)});
    }
    material.zone = berlin();
    material.now = end + 30 * 24 * hourMs;
    material.stations = {station};
    material.span = {begin, end, RollUpLevel::Hour};
    material.query.range = HistoryRange::Custom;
    const auto history = buildHistory(material);
    QVERIFY(history);
    QCOMPARE(int(history->columns.size()), days / each);
    for (int i = 0; i < days / each; ++i) {
        const HistoryColumn& column = history->columns[size_t(i)];
        const QDateTime start = QDateTime::fromMSecsSinceEpoch(column.start, berlin());
        QCOMPARE(start.date(), from.addDays(i * each));
        QCOMPARE(start.time(), QTime(0, 0));
        const qint64 next = from.addDays((i + 1) * each).startOfDay(berlin()).toMSecsSinceEpoch();
        QCOMPARE(column.good, (next - column.start) / hourMs);
    }
}

void LocalDaysTest::sameTimeLastWeek()
{
    HistoryQuery query;
    query.range = HistoryRange::Hour;
    query.compare = HistoryCompare::LastWeek;
    // Summer time ended on the Sunday between.
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(at(2026, 10, 28, 14, 30), berlin());
    const HistorySpan span = resolveRange(query, local, std::nullopt);
    const auto compared = comparedRange(query, span, local);
    QVERIFY(compared);
    QCOMPARE(compared->from, at(2026, 10, 21, 13, 30));
    QVERIFY(qAbs(compared->to - at(2026, 10, 21, 14, 30)) <= 1);
}

void LocalDaysTest::todayBeginsAtMidnight()
{
    HistoryQuery query;
    query.range = HistoryRange::Today;
    for (const qint64 now : {at(2026, 3, 29, 12), at(2026, 10, 25, 12)}) {
        const QDateTime local = QDateTime::fromMSecsSinceEpoch(now, berlin());
        const HistorySpan span = resolveRange(query, local, std::nullopt);
        QCOMPARE(span.from, local.date().startOfDay(berlin()).toMSecsSinceEpoch());
    }
}

QTEST_GUILESS_MAIN(LocalDaysTest)
#include "tst_local_days.moc"
