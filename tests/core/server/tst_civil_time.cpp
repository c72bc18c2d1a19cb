// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/civil_time.h"

#include <QTest>

using namespace sm;
using namespace std::chrono_literals;

/// The time that history is kept in, whatever the wall clock does.
class CivilTimeTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void followsAJumpAhead();
    void neverGoesBack();
    void smallTrimsChangeNothing();
};

static constexpr qint64 hour = 3'600'000;

void CivilTimeTest::followsAJumpAhead()
{
    CivilTime time(1000 * hour, 5s);
    QCOMPARE(time.at(5s + 2h), 1002 * hour);
    time.follow(1010 * hour, 5s + 2h); // slept for eight hours
    QCOMPARE(time.at(5s + 2h), 1010 * hour);
    QCOMPARE(time.at(5s + 3h), 1011 * hour);
}

void CivilTimeTest::neverGoesBack()
{
    CivilTime time(1000 * hour, 0s);
    qint64 wall = 999 * hour; // set back by an hour at once
    qint64 last = 0;
    for (Nanos at = 0s; at <= 3h; at += 1s, wall += 1000) {
        const qint64 before = time.at(at);
        QVERIFY(before > last);
        time.follow(wall, at);
        last = time.at(at);
        QVERIFY(last >= before);
    }
    QVERIFY(qAbs(last - (wall - 1000)) <= 100); // both agree again
    QCOMPARE(time.at(3h + 10min) - last, qint64(600'000)); // at full pace
}

void CivilTimeTest::smallTrimsChangeNothing()
{
    CivilTime time(1000 * hour, 0s);
    for (const qint64 off : {-40, 40, -1, 0}) {
        time.follow(1000 * hour + 1000 + off, 1s);
        QCOMPARE(time.at(1s), 1000 * hour + 1000);
    }
}

QTEST_GUILESS_MAIN(CivilTimeTest)
#include "tst_civil_time.moc"
