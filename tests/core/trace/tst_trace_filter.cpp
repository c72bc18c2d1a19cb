// SPDX-License-Identifier: GPL-3.0-or-later
// The filter language: what it takes, where it says an error is, which rows pass; and the scan over the ring.
#include "trace_fixture.h"

#include "trace/trace_scan.h"

using namespace sm;
using namespace smtest;

Q_DECLARE_METATYPE(sm::FilterError::What)

namespace {

constexpr qint64 second = 1'000'000;
// 2026-11-21 14:32:00 in a zone two hours ahead
constexpr FilterClock clockNow{1'795'264'320 * second, 7200};

TraceFilter filterOf(const QString& text)
{
    const auto parsed = TraceFilter::parse(text, clockNow);
    return std::holds_alternative<TraceFilter>(parsed) ? std::get<TraceFilter>(parsed) : TraceFilter();
}

} // namespace

class TraceFilterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void errorsHaveAPlace_data();
    void errorsHaveAPlace();
    void rowsPass_data();
    void rowsPass();
    void timesOfTheDay();
    void anyTextIsTakenOrRefused();
    void scanKeepsCardsTogether();
    void scanFolds();
    void scanStopsWhenTold();
};

void TraceFilterTest::errorsHaveAPlace_data()
{
    using What = FilterError::What;
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterError::What>("what");
    QTest::addColumn<int>("offset");
    QTest::addColumn<int>("length");
    const auto row = [](const char* text, What what, int offset, int length) {
        QTest::newRow(text) << QString::fromLatin1(text) << what << offset << length;
    };
    row("stashun:M1", What::UnknownField, 0, 8);
    row("ins:E2 foo:1", What::UnknownField, 7, 4);
    row("sw:", What::ValueMissing, 0, 3);
    row("station:nowhere", What::NotAStation, 8, 7);
    row("station:M2-", What::NotAStation, 8, 3);
    row("sw!=90", What::NotHex, 4, 2);
    row("sw:90G0", What::NotHex, 3, 4);
    row("sw:xxxx", What::NotHex, 3, 4);
    row("dur>soon", What::NotANumber, 4, 4);
    row("dur>-5", What::NotANumber, 4, 2);
    row("attempt:x", What::NotANumber, 8, 1);
    row("station>M1", What::OperatorUnfit, 0, 10);
    row("since:25:00", What::NotATime, 6, 5);
    row("since:yesterday", What::NotATime, 6, 9);
    row("is:fine", What::NotAState, 3, 4);
    row("step:\"store", What::QuoteOpen, 5, 6);
    row("step>write", What::NotANumber, 5, 5);
}

void TraceFilterTest::errorsHaveAPlace()
{
    QFETCH(QString, text);
    QFETCH(FilterError::What, what);
    QFETCH(int, offset);
    QFETCH(int, length);
    const auto parsed = TraceFilter::parse(text, clockNow);
    QVERIFY(std::holds_alternative<FilterError>(parsed));
    const auto& error = std::get<FilterError>(parsed);
    QCOMPARE(error.what, what);
    QCOMPARE(error.offset, offset);
    QCOMPARE(error.length, length);
}

void TraceFilterTest::rowsPass_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("good"); ///< STORE DATA 9000, 12 ms, M2-S3, step 5
    QTest::addColumn<bool>("bad"); ///< READ BINARY 6A82, 700 ms, M1-S1, step 9
    QTest::addColumn<bool>("mute"); ///< no answer, 3 s, M2-S3
    const auto row = [](const char* text, bool good, bool bad, bool mute) {
        QTest::newRow(text) << QString::fromLatin1(text) << good << bad << mute;
    };
    row("", true, true, true);
    row("station:M2-S3", true, false, true);
    row("station:m2", true, false, true);
    row("-station:M2", false, true, false);
    row("station!=M2-S3", false, true, false);
    row("ins:E2", true, false, true);
    row("ins:\"read binary\"", false, true, false);
    row("sw:9000", true, false, false);
    row("sw!=9000", false, true, true);
    row("sw:6Axx", false, true, false);
    row("sw:none", false, false, true);
    row("dur>500", false, true, true);
    row("dur<=12ms", true, false, false);
    row("dur>=1.5s", false, false, true);
    row("dur>600us", true, true, true);
    row("card:0912", true, false, true);
    row("card:HTP-0000000912", true, false, true);
    row("step:\"store pass\"", true, false, true);
    row("step:5", true, false, true);
    row("step>5", false, true, false);
    row("attempt:7", true, false, true);
    row("job!=1", false, true, false);
    row("is:error", false, true, true);
    row("-is:error", true, false, false);
    row("is:masked", true, false, true);
    row("is:secured", false, true, false);
    row("store", true, false, true);
    row("6a82", false, true, false);
    row("STORE station:M2-S3 sw!=9000", false, false, true);
    row("\"ticket file\"", false, true, false);
}

void TraceFilterTest::rowsPass()
{
    QFETCH(QString, text);
    TraceFixture f;
    const std::vector<ClassSpan> personal{{8, 4, FieldClass::Personal}};
    const QByteArray store = QByteArray::fromHex("80E2880007010104DEADBEEF");
    f.add(store, QByteArray::fromHex("9000"), personal);
    f.row.judgement = TraceJudgement::NoAnswer;
    f.row.microseconds = 3'000'000;
    f.add(store, {}, personal);
    f.row.judgement = TraceJudgement::Refused;
    f.row.station.machine = f.row.station.station = 1;
    f.row.microseconds = 700'000;
    f.row.step = 9;
    f.row.label = QStringLiteral("Read the ticket file");
    f.row.card = traceCardTail(u"HTP-0000000777");
    f.row.attempt = AttemptId(8);
    f.row.job = JobId(2);
    f.row.level = 0x33;
    f.addHex("00B0810010", "6A82");
    const TraceView view = f.ring.view();
    const auto parsed = TraceFilter::parse(text, clockNow);
    QVERIFY(std::holds_alternative<TraceFilter>(parsed));
    const auto& filter = std::get<TraceFilter>(parsed);
    QTEST(filter.matches(*view.row(1)), "good");
    QTEST(filter.matches(*view.row(3)), "bad");
    QTEST(filter.matches(*view.row(2)), "mute");
}

void TraceFilterTest::timesOfTheDay()
{
    TraceFixture f;
    f.row.time = clockNow.now - 12 * 60 * second; // 14:20 there
    f.addHex("00B0000010", "9000");
    const TraceRow& row = f.last();
    QVERIFY(filterOf(QStringLiteral("since:14:20")).matches(row));
    QVERIFY(filterOf(QStringLiteral("since:14:19:59")).matches(row));
    QVERIFY(!filterOf(QStringLiteral("since:14:20:01")).matches(row));
    QVERIFY(filterOf(QStringLiteral("until:14:21")).matches(row));
    QVERIFY(filterOf(QStringLiteral("since:15m")).matches(row));
    QVERIFY(!filterOf(QStringLiteral("since:5m")).matches(row));
    QVERIFY2(filterOf(QStringLiteral("since:23:00")).matches(row), "a time still to come is yesterday's");
}

void TraceFilterTest::anyTextIsTakenOrRefused()
{
    const QString letters = QStringLiteral("stationwdurc:=!<>\"-0x9 M2S3.");
    quint32 state = 1;
    TraceFixture f;
    f.addHex("00B0000010", "9000");
    const TraceRow& row = f.last();
    int taken = 0;
    for (int i = 0; i < 20'000; ++i) {
        QString text;
        for (int n = 0; n < 12; ++n) {
            state = state * 1664525 + 1013904223;
            text += letters[(state >> 16) % uint(letters.size())];
        }
        const auto parsed = TraceFilter::parse(text, clockNow);
        if (const auto* filter = std::get_if<TraceFilter>(&parsed)) {
            static_cast<void>(filter->matches(row));
            ++taken;
        } else {
            const auto& error = std::get<FilterError>(parsed);
            QVERIFY(error.offset >= 0 && error.offset + error.length <= text.size());
        }
    }
    QVERIFY(taken > 100);
}

void TraceFilterTest::scanKeepsCardsTogether()
{
    TraceFixture f;
    f.addKind(TraceKind::CardStarted); // 1, attempt 7
    f.row.attempt = AttemptId(8);
    f.addKind(TraceKind::CardStarted); // 2, attempt 8
    f.addHex("00B0000010", "9000"); // 3
    f.row.attempt = AttemptId(7);
    f.addHex("00B0000010", "9000"); // 4
    f.row.judgement = TraceJudgement::Refused;
    f.addHex("00B0000010", "6A82"); // 5
    f.row.judgement = TraceJudgement::Accepted;
    f.addKind(TraceKind::CardEnded); // 6
    f.row.attempt = AttemptId(8);
    const std::atomic_bool stop = false;
    TraceScan scan(filterOf(QStringLiteral("is:error")), {});
    std::vector<quint64> ids;
    QVERIFY(scan.scan(f.ring.view(), 5, ids, stop));
    QVERIFY(ids.empty());
    QVERIFY(scan.scan(f.ring.view(), 100, ids, stop));
    QCOMPARE(ids, (std::vector<quint64>{1, 5, 6}));
    f.addKind(TraceKind::CardEnded); // 7: nothing of that card passed
    QVERIFY(scan.scan(f.ring.view(), 100, ids, stop));
    QCOMPARE(ids, (std::vector<quint64>{1, 5, 6}));
    QCOMPARE(scan.done(), quint64(8));
}

void TraceFilterTest::scanFolds()
{
    TraceFixture f;
    f.addKind(TraceKind::CardStarted);
    f.addHex("00B0000010", "9000");
    f.addKind(TraceKind::CardEnded);
    f.row.attempt = AttemptId(8);
    f.addKind(TraceKind::CardStarted);
    f.addHex("00B0000010", "9000");
    const std::atomic_bool stop = false;
    TraceScan scan({}, {7});
    std::vector<quint64> ids;
    QVERIFY(scan.scan(f.ring.view(), 100, ids, stop));
    QCOMPARE(ids, (std::vector<quint64>{1, 4, 5}));
}

void TraceFilterTest::scanStopsWhenTold()
{
    TraceFixture f;
    for (int i = 0; i < 10'000; ++i)
        f.addHex("00B0000010", "9000");
    const std::atomic_bool stop = true;
    TraceScan scan(filterOf(QStringLiteral("sw:9000")), {});
    std::vector<quint64> ids;
    QVERIFY(!scan.scan(f.ring.view(), 20'000, ids, stop));
    QCOMPARE(ids.size(), size_t(4095));
    const std::atomic_bool go = false;
    QVERIFY(scan.scan(f.ring.view(), 20'000, ids, go));
    QCOMPARE(ids.size(), size_t(10'000));
}

QTEST_GUILESS_MAIN(TraceFilterTest)
#include "tst_trace_filter.moc"
