// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/latency_histogram.h"
#include "base/random.h"

#include <QtTest>

#include <algorithm>
#include <cmath>

using namespace sm;
using namespace std::chrono_literals;

class LatencyHistogramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void emptyIsZero();
    void smallValuesAreExact();
    void percentilesStayWithinOneThirtySecond_data();
    void percentilesStayWithinOneThirtySecond();
    void extremesFit();
    void mergeEqualsRecordingEverything();
    void slidingForgetsWhatIsOld();
};

void LatencyHistogramTest::emptyIsZero()
{
    const LatencyHistogram histogram;
    QCOMPARE(histogram.percentile(0.5), Nanos(0));
    QCOMPARE(histogram.min(), Nanos(0));
    QCOMPARE(histogram.max(), Nanos(0));
    QCOMPARE(histogram.mean(), Nanos(0));
}

void LatencyHistogramTest::smallValuesAreExact()
{
    LatencyHistogram histogram;
    for (int i = 0; i < 32; ++i)
        histogram.record(Nanos(i));
    for (int rank = 1; rank <= 32; ++rank)
        QCOMPARE(histogram.percentile(rank / 32.0), Nanos(rank - 1));
}

void LatencyHistogramTest::percentilesStayWithinOneThirtySecond_data()
{
    QTest::addColumn<double>("share");
    for (const double share : {0.0, 0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1.0})
        QTest::addRow("%g", share) << share;
}

void LatencyHistogramTest::percentilesStayWithinOneThirtySecond()
{
    QFETCH(double, share);
    SeededRandom random(7);
    LatencyHistogram histogram;
    std::vector<qint64> values;
    for (int i = 0; i < 20'000; ++i) {
        values.push_back(qint64(std::exp(random.unit() * 30))); // 1 ns to 3 hours, all magnitudes alike
        histogram.record(Nanos(values.back()));
    }
    std::sort(values.begin(), values.end());
    const size_t rank = std::max<size_t>(1, size_t(std::ceil(share * double(values.size()))));
    const double exact = double(values[rank - 1]);
    QVERIFY(std::abs(double(histogram.percentile(share).count()) - exact) <= exact / 32 + 1);
}

void LatencyHistogramTest::extremesFit()
{
    LatencyHistogram histogram;
    histogram.record(Nanos::max());
    histogram.record(Nanos(-5));
    QCOMPARE(histogram.count(), quint64(2));
    QCOMPARE(histogram.min(), Nanos(0));
    QCOMPARE(histogram.max(), Nanos::max());
    QVERIFY(histogram.percentile(1.0) > Nanos::max() - Nanos::max() / 32);
}

void LatencyHistogramTest::mergeEqualsRecordingEverything()
{
    SeededRandom random(11);
    LatencyHistogram left;
    LatencyHistogram right;
    LatencyHistogram all;
    for (int i = 0; i < 5000; ++i) {
        const Nanos value(qint64(random.next() % 1'000'000'000));
        (i % 3 == 0 ? left : right).record(value);
        all.record(value);
    }
    left.merge(right);
    QCOMPARE(left.count(), all.count());
    QCOMPARE(left.mean(), all.mean());
    QCOMPARE(left.min(), all.min());
    QCOMPARE(left.max(), all.max());
    for (double share = 0; share <= 1.0; share += 0.05)
        QCOMPARE(left.percentile(share), all.percentile(share));
}

void LatencyHistogramTest::slidingForgetsWhatIsOld()
{
    SlidingLatency sliding(10min, 10);
    sliding.record(0s, 5s);
    sliding.record(9min, 1s);
    QCOMPARE(sliding.over(9min).count(), quint64(2));
    QCOMPARE(sliding.over(10min).max(), Nanos(5s));
    QCOMPARE(sliding.over(11min).count(), quint64(1));
    QCOMPARE(sliding.over(11min).max(), Nanos(1s));
    QCOMPARE(sliding.over(60min).count(), quint64(0));
    sliding.record(60min, 3s); // takes over the place of an old slice
    QCOMPARE(sliding.over(60min).count(), quint64(1));
    QCOMPARE(sliding.over(60min).max(), Nanos(3s));
}

QTEST_GUILESS_MAIN(LatencyHistogramTest)
#include "tst_latency_histogram.moc"
