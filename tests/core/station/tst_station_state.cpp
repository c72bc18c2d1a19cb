// SPDX-License-Identifier: GPL-3.0-or-later
#include "station/station_state.h"

#include <QTest>

#include <map>

using namespace sm;

namespace {

using S = StationState;
using E = StationEvent;

constexpr std::array states{
    S::Offline, S::Idle, S::Assigned, S::InSession, S::Held, S::Fault, S::Lost, S::Maintenance};
constexpr std::array events{E::LinkUsable, E::LinkLost, E::Assign, E::Withdraw, E::Present, E::SessionEnded,
    E::SessionStopped, E::Hold, E::Resume, E::Clear, E::LockOut, E::Unlock};

/// Every transition there is, written the other way round than the table: by state. What is not here has no
/// meaning.
const std::map<std::pair<S, E>, S> meaningful{
    {{S::Offline, E::LinkUsable}, S::Idle},
    {{S::Offline, E::Hold}, S::Held},
    {{S::Offline, E::LockOut}, S::Maintenance},
    {{S::Idle, E::LinkLost}, S::Offline},
    {{S::Idle, E::Assign}, S::Assigned},
    {{S::Idle, E::Hold}, S::Held},
    {{S::Idle, E::LockOut}, S::Maintenance},
    {{S::Assigned, E::LinkLost}, S::Offline},
    {{S::Assigned, E::Withdraw}, S::Idle},
    {{S::Assigned, E::Present}, S::InSession},
    {{S::Assigned, E::Hold}, S::Held},
    {{S::InSession, E::LinkLost}, S::Lost},
    {{S::InSession, E::SessionEnded}, S::Idle},
    {{S::InSession, E::SessionStopped}, S::Fault},
    {{S::InSession, E::Hold}, S::InSession},
    {{S::InSession, E::Resume}, S::InSession},
    {{S::Held, E::Resume}, S::Idle},
    {{S::Held, E::LockOut}, S::Maintenance},
    {{S::Fault, E::Hold}, S::Fault},
    {{S::Fault, E::Resume}, S::Fault},
    {{S::Fault, E::Clear}, S::Idle},
    {{S::Fault, E::LockOut}, S::Maintenance},
    {{S::Lost, E::LinkUsable}, S::Idle},
    {{S::Lost, E::SessionEnded}, S::Lost},
    {{S::Lost, E::SessionStopped}, S::Fault},
    {{S::Lost, E::Hold}, S::Lost},
    {{S::Lost, E::Resume}, S::Lost},
    {{S::Lost, E::LockOut}, S::Maintenance},
    {{S::Maintenance, E::Hold}, S::Maintenance},
    {{S::Maintenance, E::Resume}, S::Maintenance},
    {{S::Maintenance, E::Unlock}, S::Idle},
};

} // namespace

class TestStationState : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyPair_data();
    void everyPair();
    void namesAreDistinct();
    void everyStateIsReachedAndLeft();
};

void TestStationState::everyPair_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("event");
    QTest::addColumn<int>("next");
    for (const S state : states) {
        for (const E event : events) {
            const auto found = meaningful.find({state, event});
            const QByteArray name
                = stationStateName(state).toLatin1() + " on event " + QByteArray::number(int(event));
            QTest::newRow(name.constData())
                << int(state) << int(event) << (found == meaningful.end() ? -1 : int(found->second));
        }
    }
}

void TestStationState::everyPair()
{
    QFETCH(const int, state);
    QFETCH(const int, event);
    QFETCH(const int, next);
    const auto result = nextState(S(state), E(event));
    QCOMPARE(result ? int(*result) : -1, next);
}

void TestStationState::namesAreDistinct()
{
    QStringList names;
    for (const S state : states) {
        QVERIFY(!stationStateName(state).isEmpty());
        QVERIFY(!names.contains(stationStateName(state)));
        names.append(stationStateName(state));
    }
}

void TestStationState::everyStateIsReachedAndLeft()
{
    for (const S state : states) {
        bool reached = state == S::Offline;
        bool left = false;
        for (const S from : states) {
            for (const E event : events) {
                const auto next = nextState(from, event);
                reached = reached || (next == state && from != state);
                left = left || (from == state && next && *next != state);
            }
        }
        QVERIFY2(reached && left, qPrintable(stationStateName(state)));
    }
}

QTEST_GUILESS_MAIN(TestStationState)
#include "tst_station_state.moc"
