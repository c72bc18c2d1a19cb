// SPDX-License-Identifier: GPL-3.0-or-later
// Every alarm's trigger, delay and end; chatter, floods, children, silence, shelves, figures.
#include "base/failures/profile.h"
#include "base/failures/station.h"
#include "metrics/alarm_book.h"

#include <QTest>

#include <functional>

using namespace sm;
using Act = std::function<void(AlarmBook&)>;
Q_DECLARE_METATYPE(Act)

namespace {

const QString jobName = QStringLiteral("Harbour #1");
constexpr StationId place{2, 3};

fact::Card good(StationId station = place)
{
    fact::Card card;
    card.station = station;
    card.job = jobName;
    return card;
}

fact::Card reject(StationId station = place)
{
    fact::Card card = good(station);
    card.good = false;
    card.why = Failure(fc::CardMute, {});
    return card;
}

/// Calls `change` on a station that is otherwise at work.
Act stationIs(const std::function<void(fact::Station&)>& change)
{
    return [change](AlarmBook& book) {
        fact::Station station;
        station.id = place;
        change(station);
        book.station(station);
    };
}

Act cards(int count, const fact::Card& card)
{
    return [count, card](AlarmBook& book) {
        for (int i = 0; i < count; ++i)
            book.card(card);
    };
}

/// Each card of another job: none of them is long enough to have a rate.
Act ofManyJobs(int count, const fact::Card& card)
{
    return [count, card](AlarmBook& book) {
        for (int i = 0; i < count; ++i) {
            fact::Card one = card;
            one.job = QString::number(i);
            book.card(one);
        }
    };
}

Act ofManyStations(int count, const fact::Card& card)
{
    return [count, card](AlarmBook& book) {
        for (int i = 0; i < count; ++i) {
            fact::Card one = card;
            one.station = {9, quint16(i + 1)};
            book.card(one);
        }
    };
}

Act hsmsAre(int ready, int away)
{
    return [ready, away](AlarmBook& book) {
        std::vector<fact::Hsm> devices;
        for (int i = 0; i < ready + away; ++i) {
            fact::Hsm hsm;
            hsm.name = QStringLiteral("HSM %1").arg(i + 1);
            hsm.state = i < away ? fact::Hsm::State::NotReady : fact::Hsm::State::Ready;
            devices.push_back(hsm);
        }
        book.hsms(devices);
    };
}

Act keyIs(bool unusable)
{
    return [unusable](AlarmBook& book) { book.key(QStringLiteral("FLOOR-KEK"), unusable); };
}

Act diskIs(qint64 freePercent)
{
    return [freePercent](AlarmBook& book) {
        fact::Disk disk;
        disk.folder = QStringLiteral("data");
        disk.total = 1'000'000'000;
        disk.free = disk.total / 100 * freePercent;
        book.disk(disk);
    };
}

Act jobIs(bool needsDecision, qint64 inDoubt = 0)
{
    return [needsDecision, inDoubt](AlarmBook& book) {
        fact::Job job;
        job.name = jobName;
        job.needsDecision = needsDecision;
        job.open = needsDecision ? 3 : 0;
        job.inDoubt = inDoubt;
        book.job(job);
    };
}

fact::Card withTakt(double seconds)
{
    fact::Card card = good();
    card.takt = seconds;
    card.targetTakt = 20;
    return card;
}

Act both(const Act& first, const Act& second)
{
    return [first, second](AlarmBook& book) {
        first(book);
        second(book);
    };
}

} // namespace

class AlarmBookTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void catalogue();
    void delays_data();
    void delays();
    void limits_data();
    void limits();
    void diskByRate();
    void clockJump();
    void ux25RejectsAreNoAlarms();
    void ux25ThreeInARowOnce();
    void ux26ChatterIsOneLine();
    void aSlowReturnIsANewLine();
    void ux27AllHsmsLostIsOneLine();
    void floodPutsTheFirstOnTop();
    void orderWithoutFlood();
    void ux28SilenceEndsWithANewAlarm();
    void aLowerAlarmDoesNotEndSilence();
    void shelves();
    void historyAndFigures();

private:
    static bool shows(const AlarmBook& book, AlarmCode code)
    {
        const AlarmView view = book.lines().view();
        return std::any_of(view.active.begin(), view.active.end(),
            [code](const AlarmEntry& entry) { return entry.code == code; });
    }
    /// Goes on for `time` in steps of 100 ms, as the server does.
    static void pass(SimulatedClock& clock, AlarmBook& book, Nanos time, const Act& holds = {})
    {
        for (Nanos gone{}; gone < time; gone += milliseconds(100)) {
            clock.advance(milliseconds(100));
            if (holds)
                holds(book);
            book.tick();
        }
    }
};

void AlarmBookTest::catalogue()
{
    QCOMPARE(alarmRules().size(), size_t(17));
    for (size_t i = 0; i < alarmRules().size(); ++i)
        QCOMPARE(size_t(alarmRules()[i].code), i + 1);
    QCOMPARE(alarmNumber(AlarmCode::FeederEmpty), QStringLiteral("A06"));
    QCOMPARE(alarmPriority(AlarmCode::AllHsmsLost), AlarmPriority::Critical);
    QCOMPARE(alarmPriority(AlarmCode::IntegrityFailure), AlarmPriority::Critical);
    QCOMPARE(alarmPriority(AlarmCode::FeederEmpty), AlarmPriority::Medium);
    QCOMPARE(alarmPriority(AlarmCode::ClockChanged), AlarmPriority::Low);
}

void AlarmBookTest::delays_data()
{
    QTest::addColumn<AlarmCode>("code");
    QTest::addColumn<Act>("on");
    QTest::addColumn<Act>("off");
    QTest::addColumn<double>("raise");
    QTest::addColumn<double>("clear");
    const auto row = [](AlarmCode code, const Act& on, const Act& off, double raise, double clear) {
        QTest::addRow("%s", qPrintable(alarmNumber(code))) << code << on << off << raise << clear;
    };
    const Act working = stationIs([](fact::Station&) {});
    row(AlarmCode::StationFault, stationIs([](fact::Station& s) { s.fault = true; }), working, 0, 0);
    row(AlarmCode::RejectRun, both(cards(3, reject()), stationIs([](fact::Station& s) { s.held = true; })),
        working, 0, 0);
    row(AlarmCode::FeederEmpty, stationIs([](fact::Station& s) { s.waitsForCard = true; }), working, 20, 2);
    row(
        AlarmCode::OutputFull, [](AlarmBook& b) { b.outputFull(place, true); },
        [](AlarmBook& b) { b.outputFull(place, false); }, 5, 2);
    row(AlarmCode::HsmLost, hsmsAre(5, 1), hsmsAre(6, 0), 2, 10);
    row(
        AlarmCode::HsmQueueLong, [](AlarmBook& b) { b.hsmWait(501); }, [](AlarmBook& b) { b.hsmWait(399); },
        60, 60);
    row(AlarmCode::AllHsmsLost, hsmsAre(0, 6), hsmsAre(1, 5), 2, 2);
    row(AlarmCode::DiskLow, diskIs(9), diskIs(12), 10, 10);
    row(AlarmCode::KeyTrouble, keyIs(true), keyIs(false), 0, 0);
    row(AlarmCode::JobNeedsDecision, jobIs(true), jobIs(false), 2, 0);
}

void AlarmBookTest::delays()
{
    QFETCH(AlarmCode, code);
    QFETCH(Act, on);
    QFETCH(Act, off);
    QFETCH(double, raise);
    QFETCH(double, clear);
    SimulatedClock clock;
    AlarmBook book(clock, {});
    off(book);
    QVERIFY(!shows(book, code));
    const auto justBefore = [](double delay) { return milliseconds(qint64(delay * 1000) - 100); };
    on(book);
    if (raise > 0) {
        pass(clock, book, justBefore(raise), on);
        QVERIFY2(!shows(book, code), "raised before its delay");
        off(book); // a short one is none, and the delay begins anew
        on(book);
        pass(clock, book, justBefore(raise), on);
        QVERIFY2(!shows(book, code), "the delay did not begin anew");
        pass(clock, book, milliseconds(100), on);
    }
    QVERIFY2(shows(book, code), "not raised after its delay");
    QCOMPARE(book.lines().view().active.front().priority(), alarmPriority(code));
    off(book);
    if (clear > 0) {
        pass(clock, book, justBefore(clear), off);
        QVERIFY2(shows(book, code), "ended before its delay");
        pass(clock, book, milliseconds(100), off);
    }
    QVERIFY2(!shows(book, code), "not ended after its delay");
    QVERIFY(book.lines().view().history.front().code == code);
}

void AlarmBookTest::limits_data()
{
    QTest::addColumn<AlarmCode>("code");
    QTest::addColumn<Act>("before"); // not yet
    QTest::addColumn<Act>("on"); // now
    QTest::addColumn<Act>("still"); // between the two limits
    QTest::addColumn<Act>("off");
    const Act nothing = [](AlarmBook&) {};
    fact::Card torn = reject();
    torn.inDoubt = true;
    torn.why = Failure(fc::CardTorn, {});
    fact::Card tornClean = torn;
    tornClean.inDoubt = false;
    fact::Card wrong = reject();
    wrong.why = Failure(fc::WrongCard, {});
    QTest::newRow("A02: the third in a row, until a good card")
        << AlarmCode::RejectRun << both(cards(2, reject()), both(cards(1, good()), cards(2, reject())))
        << cards(1, reject()) << nothing << cards(1, good());
    QTest::newRow("A03 station: more than 3 % of 50, until 1 %")
        << AlarmCode::RejectRate << both(ofManyJobs(49, good()), ofManyJobs(1, reject()))
        << ofManyJobs(1, reject()) << ofManyJobs(48, good()) << ofManyJobs(2, good());
    QTest::newRow("A03 job: more than 1.5 % of at least 100, until 1 %")
        << AlarmCode::RejectRate << both(ofManyStations(97, good()), ofManyStations(2, reject()))
        << ofManyStations(1, good()) << ofManyStations(99, good()) << ofManyStations(1, good());
    QTest::newRow("A04: link lost while written, until decided")
        << AlarmCode::CardStateUnknown << cards(1, tornClean) << cards(1, torn) << jobIs(false, 1)
        << jobIs(false, 0);
    QTest::newRow("A05: a wrong card, until a right one")
        << AlarmCode::WrongCardType << cards(1, reject()) << cards(1, wrong) << nothing << cards(1, good());
    QTest::newRow("A08: 1.3 times the target ten times, until 1.15")
        << AlarmCode::TaktSlow
        << both(cards(9, withTakt(26.1)), both(cards(1, withTakt(26)), cards(9, withTakt(26.1))))
        << cards(1, withTakt(26.1)) << cards(5, withTakt(23.1)) << cards(1, withTakt(23));
    QTest::newRow("A10: between 400 and 500 ms nothing changes")
        << AlarmCode::HsmQueueLong << Act([](AlarmBook& b) { b.hsmWait(500); })
        << Act([](AlarmBook& b) { b.hsmWait(501); }) << Act([](AlarmBook& b) { b.hsmWait(400); })
        << Act([](AlarmBook& b) { b.hsmWait(399); });
    QTest::newRow("A14: below 10 %, until 12 %")
        << AlarmCode::DiskLow << diskIs(10) << diskIs(9) << diskIs(11) << diskIs(12);
}

void AlarmBookTest::limits()
{
    QFETCH(AlarmCode, code);
    QFETCH(Act, before);
    QFETCH(Act, on);
    QFETCH(Act, still);
    QFETCH(Act, off);
    SimulatedClock clock;
    AlarmBook book(clock, {});
    before(book);
    pass(clock, book, seconds(61));
    QVERIFY2(!shows(book, code), "raised too early");
    on(book);
    pass(clock, book, seconds(61));
    QVERIFY2(shows(book, code), "not raised");
    still(book);
    pass(clock, book, seconds(61));
    QVERIFY2(shows(book, code), "ended too early");
    off(book);
    pass(clock, book, seconds(61));
    QVERIFY2(!shows(book, code), "not ended");
}

void AlarmBookTest::diskByRate()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    fact::Disk disk;
    disk.folder = QStringLiteral("data");
    disk.total = 1'000'000;
    disk.free = 500'000; // half of it: only the rate can be the reason
    const Act uses = [&disk](AlarmBook& b) {
        disk.free -= 5; // of 100 ms: 180,000 an hour, so that less than three hours are left
        b.disk(disk);
    };
    pass(clock, book, std::chrono::minutes(9), uses);
    QVERIFY(!shows(book, AlarmCode::DiskLow)); // too short a time to tell a rate
    pass(clock, book, std::chrono::minutes(2), uses);
    QVERIFY(shows(book, AlarmCode::DiskLow));
    const double hours = book.lines().view().active.front().value;
    QVERIFY2(hours > 2.3 && hours < 2.7, qPrintable(QString::number(hours)));
    pass(clock, book, std::chrono::minutes(31), [&disk](AlarmBook& b) { b.disk(disk); });
    QVERIFY(!shows(book, AlarmCode::DiskLow));
}

void AlarmBookTest::clockJump()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    qint64 off = 0;
    const Act tells = [&](AlarmBook& b) { b.wallClock(clock.wall().addMSecs(off)); };
    tells(book);
    for (int i = 0; i < 10; ++i) {
        off += 1900; // a time service that corrects little by little
        pass(clock, book, seconds(1), tells);
    }
    QVERIFY(!shows(book, AlarmCode::ClockChanged));
    off -= 2100;
    tells(book);
    QVERIFY(shows(book, AlarmCode::ClockChanged));
    QCOMPARE(book.lines().view().active.front().value, -2.1);
    pass(clock, book, std::chrono::minutes(9), tells);
    QVERIFY(shows(book, AlarmCode::ClockChanged));
    pass(clock, book, std::chrono::minutes(1), tells);
    QVERIFY(!shows(book, AlarmCode::ClockChanged));
}

void AlarmBookTest::ux25RejectsAreNoAlarms()
{
    // 300 rejects in ten minutes, one in 100 cards, never two near each other at a station.
    SimulatedClock clock;
    AlarmBook book(clock, {});
    int rejects = 0;
    for (int round = 0; rejects < 300; ++round) {
        for (int number = 0; number < 200 && rejects < 300; ++number) {
            const StationId station{quint16(number / 6 + 1), quint16(number % 6 + 1)};
            const bool bad = (round * 200 + number) % 101 == 0 && round > 0;
            rejects += bad;
            book.card(bad ? reject(station) : good(station));
        }
        clock.advance(milliseconds(3900));
        book.tick();
    }
    QVERIFY2(clock.now() <= std::chrono::minutes(10) + seconds(5),
        qPrintable(QString::number(clock.now().count())));
    const AlarmView view = book.lines().view();
    QVERIFY(view.active.empty());
    QVERIFY(view.history.empty());
}

void AlarmBookTest::ux25ThreeInARowOnce()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    for (int i = 0; i < 1000; ++i)
        book.card(good({1, quint16(i % 6 + 1)}));
    cards(3, reject())(book);
    stationIs([](fact::Station& s) { s.held = true; })(book);
    pass(clock, book, seconds(120), stationIs([](fact::Station& s) { s.held = true; }));
    const AlarmView view = book.lines().view();
    QCOMPARE(view.active.size(), size_t(1));
    QCOMPARE(view.active.front().code, AlarmCode::RejectRun);
    QCOMPARE(view.active.front().station, place);
    QCOMPARE(view.active.front().times, 1);
    QCOMPARE(view.figures.lastTenMinutes, 1);
}

void AlarmBookTest::ux26ChatterIsOneLine()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    std::set<quint64> lines;
    std::set<quint64> sounding;
    for (int second = 0; second < 60; ++second) {
        stationIs([second](fact::Station& s) { s.fault = second % 2 == 0; })(book);
        pass(clock, book, seconds(1));
        const AlarmView view = book.lines().view();
        QVERIFY(view.active.size() <= 1);
        for (const AlarmEntry& entry : view.active) {
            lines.insert(entry.id);
            if (entry.audible)
                sounding.insert(entry.id);
        }
    }
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(sounding.size(), size_t(1));
    AlarmView view = book.lines().view();
    QCOMPARE(view.active.front().times, 30);
    QVERIFY(!view.active.front().standing); // gone for a second, but it comes and goes
    QVERIFY(!view.active.front().audible);
    pass(clock, book, seconds(61));
    view = book.lines().view();
    QVERIFY(view.active.empty());
    QCOMPARE(view.history.size(), size_t(1));
}

void AlarmBookTest::aSlowReturnIsANewLine()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    const Act fault = stationIs([](fact::Station& s) { s.fault = true; });
    const Act works = stationIs([](fact::Station&) {});
    QList<quint64> ids;
    for (int i = 0; i < 4; ++i) {
        fault(book);
        ids.append(book.lines().view().active.front().id);
        works(book);
        pass(clock, book, seconds(30));
    }
    QCOMPARE(std::set<quint64>(ids.begin(), ids.end()).size(), size_t(4));
    // The fourth in ten minutes is the fourth return within them that makes it one line "x4".
    const AlarmView view = book.lines().view();
    QCOMPARE(view.active.size(), size_t(1));
    QCOMPARE(view.active.front().times, 4);
    fault(book);
    QCOMPARE(book.lines().view().active.front().id, ids.last());
    QCOMPARE(book.lines().view().active.front().times, 5);
}

void AlarmBookTest::ux27AllHsmsLostIsOneLine()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    hsmsAre(6, 0)(book);
    const Act lost = [](AlarmBook& b) {
        hsmsAre(0, 6)(b);
        b.hsmWait(30'000);
        for (int number = 0; number < 200; ++number) {
            fact::Station station;
            station.id = {quint16(number / 6 + 1), quint16(number % 6 + 1)};
            station.waitsForHsm = true;
            b.station(station);
        }
    };
    int most = 0;
    bool childSounded = false;
    for (int i = 0; i < 70; ++i) {
        pass(clock, book, seconds(1), lost);
        const AlarmView view = book.lines().view();
        most = qMax(most, int(view.active.size()));
        for (const AlarmEntry& child : view.folded)
            childSounded |= child.audible;
    }
    const AlarmView view = book.lines().view();
    QCOMPARE(most, 1);
    QVERIFY(!childSounded);
    QCOMPARE(view.active.size(), size_t(1));
    QCOMPARE(view.active.front().code, AlarmCode::AllHsmsLost);
    QCOMPARE(view.active.front().waiting.size(), size_t(200));
    QCOMPARE(view.active.front().children.size(), size_t(7)); // six HSMs and the long queue
    QVERIFY(!view.flood);
    book.lines().acknowledge(view.active.front().id);
    hsmsAre(1, 5)(book);
    pass(clock, book, seconds(3), hsmsAre(1, 5));
    for (const AlarmEntry& left : book.lines().view().active)
        QVERIFY2(left.acknowledged, "who has seen the cause has seen its consequences");
}

void AlarmBookTest::floodPutsTheFirstOnTop()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    hsmsAre(6, 0)(book);
    pass(clock, book, seconds(1));
    hsmsAre(5, 1)(book);
    pass(clock, book, seconds(3), hsmsAre(5, 1));
    const quint64 first = book.lines().view().active.front().id;
    for (quint16 number = 1; number <= 9; ++number) {
        fact::Station station;
        station.id = {1, number};
        station.fault = true;
        book.station(station);
    }
    QVERIFY(!book.lines().view().flood); // ten
    hsmsAre(5, 1)(book);
    stationIs([](fact::Station& s) { s.fault = true; })(book);
    AlarmView view = book.lines().view();
    QVERIFY(view.flood);
    QCOMPARE(view.active.front().id, first);
    pass(clock, book, std::chrono::minutes(11), hsmsAre(5, 1));
    QVERIFY(!book.lines().view().flood);
}

void AlarmBookTest::orderWithoutFlood()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    jobIs(true)(book);
    pass(clock, book, seconds(3), jobIs(true)); // medium
    stationIs([](fact::Station& s) { s.fault = true; })(book); // high, later
    AlarmView view = book.lines().view();
    QCOMPARE(view.active.size(), size_t(2));
    QCOMPARE(view.active.front().code, AlarmCode::StationFault);
    book.lines().acknowledge(view.active.front().id);
    view = book.lines().view();
    QCOMPARE(view.active.front().code, AlarmCode::JobNeedsDecision); // what nobody has seen goes first
    QCOMPARE(view.count(AlarmPriority::High), 1);
}

void AlarmBookTest::ux28SilenceEndsWithANewAlarm()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    stationIs([](fact::Station& s) { s.fault = true; })(book);
    book.lines().silence();
    QCOMPARE(book.lines().view().silencedUntil, 60'000);
    pass(clock, book, seconds(10));
    QVERIFY(book.lines().view().silencedUntil > 0);
    fact::Station other;
    other.id = {4, 1};
    other.fault = true;
    book.station(other);
    QCOMPARE(book.lines().view().silencedUntil, 0);
    book.lines().silence();
    pass(clock, book, seconds(61));
    QCOMPARE(book.lines().view().silencedUntil, 0);
}

void AlarmBookTest::aLowerAlarmDoesNotEndSilence()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    stationIs([](fact::Station& s) { s.fault = true; })(book);
    book.lines().silence();
    jobIs(true)(book);
    pass(clock, book, seconds(3), jobIs(true));
    QCOMPARE(book.lines().view().active.size(), size_t(2));
    QVERIFY(book.lines().view().silencedUntil > 0);
}

void AlarmBookTest::shelves()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    const Act fault = stationIs([](fact::Station& s) { s.fault = true; });
    fault(book);
    const quint64 id = book.lines().view().active.front().id;
    const QString reason = QStringLiteral("engineer is on the way");
    QVERIFY(!book.lines().shelve(id, 14, reason));
    QVERIFY(!book.lines().shelve(id, 121, reason));
    QVERIFY(!book.lines().shelve(id, 15, QStringLiteral("  ")));
    QVERIFY(!book.lines().shelve(id + 1, 15, reason));
    QVERIFY(book.lines().shelve(id, 15, reason));
    AlarmView view = book.lines().view();
    QVERIFY(view.active.empty());
    QCOMPARE(view.shelved.size(), size_t(1));
    QCOMPARE(view.shelved.front().shelveReason, reason);
    QVERIFY(!view.shelved.front().audible);
    QCOMPARE(view.figures.shelvedSoFar, 1);
    pass(clock, book, std::chrono::minutes(15), fault);
    view = book.lines().view();
    QCOMPARE(view.active.size(), size_t(1)); // it still stands and wants somebody again
    QVERIFY(view.shelved.empty());
    QVERIFY(book.lines().shelve(view.active.front().id, 120, reason));
    book.lines().unshelve(view.active.front().id);
    QCOMPARE(book.lines().view().active.size(), size_t(1));
}

void AlarmBookTest::historyAndFigures()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    const Act fault = stationIs([](fact::Station& s) { s.fault = true; });
    const Act works = stationIs([](fact::Station&) {});
    fault(book);
    book.lines().acknowledge(book.lines().view().active.front().id);
    pass(clock, book, seconds(100), fault);
    works(book);
    pass(clock, book, std::chrono::minutes(15));
    fault(book);
    works(book);
    hsmsAre(5, 1)(book);
    pass(clock, book, seconds(5), hsmsAre(5, 1));
    const AlarmView view = book.lines().view();
    QCOMPARE(view.history.size(), size_t(2));
    QVERIFY(!view.history[0].acknowledged);
    QVERIFY(view.history[1].acknowledged);
    QCOMPARE(view.history[1].clearedAt - view.history[1].raisedAt, 100'000);
    QCOMPARE(view.figures.ended, 2);
    QCOMPARE(view.figures.neverAcknowledged, 1);
    QCOMPARE(view.figures.lastTenMinutes, 2);
    QVERIFY(qAbs(view.figures.perTenMinutes - 3.0 * 600 / 1005) < 0.01);
    QCOMPARE(view.figures.top.front().code, AlarmCode::StationFault);
    QCOMPARE(view.figures.top.front().times, 2);
    QCOMPARE(view.figures.longest.front().id, view.history[1].id);
}

QTEST_GUILESS_MAIN(AlarmBookTest)
#include "tst_alarm_book.moc"
