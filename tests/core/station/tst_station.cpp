// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/station.h"

#include <QTest>

using namespace sm;

namespace {

/// A link that is usable or not, and can't do anything else.
class SwitchLink final : public CardLink {
public:
    explicit SwitchLink(bool usable)
        : m_usable(usable)
    {
    }
    Pending<CardArrival> awaitCard(Nanos) override { return {}; }
    Pending<CardArrival> repower(Nanos) override { return {}; }
    Pending<RunAnswers> run(CommandRun, Nanos) override { return {}; }
    Pending<FormatAcknowledged> formatComplete(FormatComplete, Nanos) override { return {}; }
    Pending<Done> eject(Bin, Nanos) override { return {}; }
    void abort(const Failure&) override { }
    bool isUsable() const override { return m_usable; }
    void onUsableChanged(std::function<void(bool)> callback) override { m_callback = std::move(callback); }
    QString description() const override { return QStringLiteral("switch"); }

    void setUsable(bool usable)
    {
        m_usable = usable;
        m_callback(usable);
    }

private:
    bool m_usable;
    std::function<void(bool)> m_callback;
};

/// A station, its link, and the states it has announced.
struct Bench {
    explicit Bench(bool usable = true)
    {
        auto made = std::make_unique<SwitchLink>(usable);
        link = made.get();
        StationId id;
        id.machine = 2;
        id.station = 3;
        station = std::make_unique<Station>(id, std::move(made));
        station->onChanged([this](Station& s) { announced.append(s.state()); });
    }
    bool play(std::initializer_list<StationEvent> events)
    {
        return std::all_of(
            events.begin(), events.end(), [this](StationEvent e) { return station->handle(e); });
    }
    void startSession() { QVERIFY(play({StationEvent::Assign, StationEvent::Present})); }

    SwitchLink* link = nullptr;
    std::unique_ptr<Station> station;
    QList<StationState> announced;
};

} // namespace

class TestStation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void followsItsLink();
    void refusesWhatHasNoMeaning();
    void holdWaitsForTheSession();
    void holdIsTakenBackBeforeTheSessionEnds();
    void holdOutlivesAFault();
    void idleWithoutLinkIsOffline();
    void readerLostInSession();
    void readerBackBeforeSessionEnds();
    void lostAndStoppedNeedsAPerson();
    void lockOutWaitsForTheSession();
};

void TestStation::followsItsLink()
{
    Bench there;
    QCOMPARE(there.station->state(), StationState::Idle);
    Bench bench(false);
    QCOMPARE(bench.station->state(), StationState::Offline);
    bench.link->setUsable(true);
    QCOMPARE(bench.station->state(), StationState::Idle);
    bench.link->setUsable(false);
    QCOMPARE(bench.station->state(), StationState::Offline);
    QCOMPARE(bench.announced, QList({StationState::Idle, StationState::Offline}));
    QCOMPARE(bench.station->id().text(), QStringLiteral("M2-S3"));
}

void TestStation::refusesWhatHasNoMeaning()
{
    Bench bench;
    for (const auto event : {StationEvent::Present, StationEvent::Withdraw, StationEvent::SessionEnded,
             StationEvent::Clear, StationEvent::Unlock, StationEvent::Resume})
        QVERIFY(!bench.station->handle(event));
    QCOMPARE(bench.station->state(), StationState::Idle);
    QVERIFY(bench.announced.isEmpty());
}

void TestStation::holdWaitsForTheSession()
{
    Bench bench;
    bench.startSession();
    bench.station->requestHold();
    QCOMPARE(bench.station->state(), StationState::InSession);
    QVERIFY(bench.station->holdRequested());
    QVERIFY(bench.play({StationEvent::SessionEnded}));
    QCOMPARE(bench.station->state(), StationState::Held);
    QVERIFY(!bench.station->holdRequested());
    bench.station->requestResume();
    QCOMPARE(bench.station->state(), StationState::Idle);
}

void TestStation::holdIsTakenBackBeforeTheSessionEnds()
{
    Bench bench;
    bench.startSession();
    bench.announced.clear();
    bench.station->requestHold();
    bench.station->requestHold();
    bench.station->requestResume();
    QCOMPARE(bench.announced.size(), 2);
    QVERIFY(bench.play({StationEvent::SessionEnded}));
    QCOMPARE(bench.station->state(), StationState::Idle);
}

void TestStation::holdOutlivesAFault()
{
    Bench bench;
    bench.startSession();
    QVERIFY(bench.play({StationEvent::SessionStopped}));
    QCOMPARE(bench.station->state(), StationState::Fault);
    bench.station->requestHold();
    QCOMPARE(bench.station->state(), StationState::Fault);
    QVERIFY(bench.play({StationEvent::Clear}));
    QCOMPARE(bench.station->state(), StationState::Held);
}

void TestStation::idleWithoutLinkIsOffline()
{
    Bench bench;
    bench.station->requestHold();
    bench.link->setUsable(false);
    QCOMPARE(bench.station->state(), StationState::Held);
    bench.station->requestResume();
    QCOMPARE(bench.station->state(), StationState::Offline);
    QVERIFY(bench.play({StationEvent::LockOut, StationEvent::Unlock}));
    QCOMPARE(bench.station->state(), StationState::Offline);
}

void TestStation::readerLostInSession()
{
    Bench bench;
    bench.startSession();
    bench.link->setUsable(false);
    QCOMPARE(bench.station->state(), StationState::Lost);
    QVERIFY(bench.play({StationEvent::SessionEnded}));
    QCOMPARE(bench.station->state(), StationState::Lost);
    bench.link->setUsable(true);
    QCOMPARE(bench.station->state(), StationState::Idle);
}

void TestStation::readerBackBeforeSessionEnds()
{
    Bench bench;
    bench.startSession();
    bench.link->setUsable(false);
    bench.link->setUsable(true);
    QCOMPARE(bench.station->state(), StationState::InSession);
    QVERIFY(bench.play({StationEvent::SessionStopped}));
    QCOMPARE(bench.station->state(), StationState::Fault);
}

void TestStation::lostAndStoppedNeedsAPerson()
{
    Bench bench;
    bench.startSession();
    bench.link->setUsable(false);
    QVERIFY(bench.play({StationEvent::SessionStopped}));
    bench.link->setUsable(true);
    QCOMPARE(bench.station->state(), StationState::Fault);
    QVERIFY(bench.play({StationEvent::Clear}));
    QCOMPARE(bench.station->state(), StationState::Idle);
}

void TestStation::lockOutWaitsForTheSession()
{
    Bench bench;
    bench.startSession();
    QVERIFY(!bench.station->handle(StationEvent::LockOut));
    bench.link->setUsable(false);
    QVERIFY(!bench.station->handle(StationEvent::LockOut));
    QVERIFY(bench.play({StationEvent::SessionEnded, StationEvent::LockOut}));
    QCOMPARE(bench.station->state(), StationState::Maintenance);
}

QTEST_GUILESS_MAIN(TestStation)
#include "tst_station.moc"
