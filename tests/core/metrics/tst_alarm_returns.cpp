// SPDX-License-Identifier: GPL-3.0-or-later
// Alarms that come back, and what must not bring them: cards that follow, rejects by hand, another shift.
#include "base/failures/profile.h"
#include "base/failures/session.h"
#include "base/failures/station.h"
#include "metrics/alarm_book.h"

#include <QTest>

using namespace sm;
using namespace std::chrono_literals;

namespace {

constexpr StationId place{2, 3};

fact::Card card(const std::optional<Failure>& why)
{
    fact::Card one;
    one.station = place;
    one.job = QStringLiteral("Harbour #1");
    one.good = !why;
    one.why = why;
    return one;
}

fact::Station station(bool held)
{
    fact::Station one;
    one.id = place;
    one.held = held;
    return one;
}

bool shows(const AlarmBook& book, AlarmCode code)
{
    const AlarmView view = book.lines().view();
    return std::any_of(view.active.begin(), view.active.end(),
        [code](const AlarmEntry& entry) { return entry.code == code; });
}

} // namespace

class AlarmReturnsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void goodCardsDoNotKeepAnEndedAlarm();
    void rejectsByHandAreNoRun();
    void aResumedStationStartsAnew();
    void aShelfEndsWithItsShift();
};

void AlarmReturnsTest::goodCardsDoNotKeepAnEndedAlarm()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    book.card(card(fail(fc::WrongCard)));
    QVERIFY(shows(book, AlarmCode::WrongCardType));
    const quint64 first = book.lines().view().active.front().id;
    book.lines().acknowledge(first);
    for (int i = 0; i < 3600 / 5; ++i) { // an hour of good cards, the last of them five seconds ago
        book.card(card({}));
        clock.advance(5s);
        book.lines().tick();
    }
    QVERIFY(!shows(book, AlarmCode::WrongCardType));
    const quint64 quiet = book.lines().revision();
    book.card(card({}));
    QCOMPARE(book.lines().revision(), quiet); // nothing to tell
    book.card(card(fail(fc::WrongCard)));
    const AlarmView view = book.lines().view();
    QCOMPARE(view.active.size(), size_t(1));
    QVERIFY(view.active.front().id != first);
    QVERIFY(!view.active.front().acknowledged);
    QVERIFY(view.active.front().audible);
}

void AlarmReturnsTest::rejectsByHandAreNoRun()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    for (int i = 0; i < 5; ++i)
        book.card(card(fail(fc::RejectedByHand)));
    QVERIFY(!shows(book, AlarmCode::RejectRun));
    for (int i = 0; i < 3; ++i) // and they do not interrupt one either
        book.card(card(fail(i == 1 ? fc::RejectedByHand : fc::CardMute)));
    QVERIFY(!shows(book, AlarmCode::RejectRun));
    book.card(card(fail(fc::CardMute)));
    QVERIFY(shows(book, AlarmCode::RejectRun));
}

void AlarmReturnsTest::aResumedStationStartsAnew()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    book.card(card(fail(fc::CardMute)));
    book.card(card(fail(fc::CardMute)));
    book.station(station(true)); // held and let go by a person, who has looked at the reader
    book.station(station(false));
    book.card(card(fail(fc::CardMute)));
    QVERIFY(!shows(book, AlarmCode::RejectRun));
}

void AlarmReturnsTest::aShelfEndsWithItsShift()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    fact::Station fault = station(false);
    fault.fault = true;
    book.station(fault);
    QVERIFY(book.lines().shelve(book.lines().view().active.front().id, 120, QStringLiteral("waits"), 10min));
    QVERIFY(!shows(book, AlarmCode::StationFault));
    clock.advance(9min);
    book.lines().tick();
    QVERIFY(!shows(book, AlarmCode::StationFault));
    clock.advance(61s);
    book.lines().tick();
    QVERIFY(shows(book, AlarmCode::StationFault));
}

QTEST_GUILESS_MAIN(AlarmReturnsTest)
#include "tst_alarm_returns.moc"
