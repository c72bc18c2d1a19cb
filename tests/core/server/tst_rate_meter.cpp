// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/rate_meter.h"

#include <QTest>

using namespace sm;
using namespace std::chrono_literals;

/// The figures in the head of a machine and of the floor, each over its own time.
class RateMeterTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void rateIsUnknownForAMinute();
    void rateForgetsAfterFiveMinutes();
    void utilisationIsOfTheLastQuarterHour();
    void utilisationNeverExceedsOne();
    void etaFollowsTheRate();
    void etaRestsWithTheWork();
};

void RateMeterTest::rateIsUnknownForAMinute()
{
    RateMeter meter;
    QVERIFY(meter.perHour(30s) < 0);
    for (Nanos at = 100s; at <= 150s; at += 10s)
        meter.good(at);
    QVERIFY(meter.perHour(159s) < 0);
    QCOMPARE(meter.perHour(160s), 6 * 3600.0 / 60);
}

void RateMeterTest::rateForgetsAfterFiveMinutes()
{
    RateMeter meter;
    for (Nanos at = 1s; at <= 1000s; at += 1s)
        meter.good(at);
    QVERIFY(qAbs(meter.perHour(1000s) - 3600) < 13);
    QCOMPARE(meter.perHour(1301s), 0.0);
}

void RateMeterTest::utilisationIsOfTheLastQuarterHour()
{
    UtilisationMeter meter;
    QCOMPARE(meter.share(0s, 4, 0s), 0.0f);
    // Two hours in which three of four stations work, then one in which nothing does.
    Nanos busy{};
    float share = 0;
    for (Nanos at = 1s; at <= 7200s; at += 1s)
        share = meter.share(busy += 3s, 4, at);
    QCOMPARE(share, 0.75f);
    for (Nanos at = 7201s; at <= 7200s + 450s; at += 1s)
        share = meter.share(busy, 4, at);
    QVERIFY2(qAbs(share - 0.375f) < 0.01f, qPrintable(QString::number(double(share))));
    for (Nanos at = 7651s; at <= 10800s; at += 1s)
        share = meter.share(busy, 4, at);
    QCOMPARE(share, 0.0f);
}

void RateMeterTest::utilisationNeverExceedsOne()
{
    UtilisationMeter meter;
    meter.share(0s, 1, 0s);
    QCOMPARE(meter.share(40s, 1, 10s), 1.0f); // a card counts whole when it is done
    QCOMPARE(UtilisationMeter().share(0s, 0, 10s), 0.0f);
}

void RateMeterTest::etaFollowsTheRate()
{
    EtaMeter meter;
    QVERIFY(meter.secondsFor(100, 0s) < 0);
    for (Nanos at = 2s; at <= 2000s; at += 2s)
        meter.good(at);
    QVERIFY(qAbs(meter.secondsFor(100, 2000s) - 200) < 4);
}

void RateMeterTest::etaRestsWithTheWork()
{
    EtaMeter meter;
    meter.work(false, 1s); // nothing is there to be made yet
    meter.work(true, 3600s);
    Nanos at = 3600s;
    for (int i = 0; i < 300; ++i)
        meter.good(at += 2s);
    const double before = meter.secondsFor(100, at);
    QVERIFY(qAbs(before - 200) < 4);
    meter.work(false, at);
    meter.work(false, at + 1min);
    QCOMPARE(meter.secondsFor(100, at + 8h), before);
    meter.work(true, at += 8h);
    QCOMPARE(meter.secondsFor(100, at), before);
    for (int i = 0; i < 30; ++i)
        meter.good(at += 2s);
    QVERIFY(qAbs(meter.secondsFor(100, at) - 200) < 4);
}

QTEST_GUILESS_MAIN(RateMeterTest)
#include "tst_rate_meter.moc"
