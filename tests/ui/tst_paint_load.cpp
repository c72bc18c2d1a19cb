// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_server.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/shell/measurement.h"

#include <QApplication>
#include <QScreen>
#include <QTest>

using namespace sm;

/// How often the floor is painted. How long a paint takes is printed by `stationmaster --synthetic
/// --metrics`.
class PaintLoadTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ux16AtMostThirtyOnePaintsASecond();
    void ux16NothingIsPaintedWhenMinimised();
    void ux16BlinkingNeedsNoPaintOfItsOwn();
    void figuresArePrinted();

private:
    static qint64 paints(const MainWindow& window)
    {
        return window.floor()->view()->frames().overall().count;
    }
};

void PaintLoadTest::ux16AtMostThirtyOnePaintsASecond()
{
    SyntheticPort port(200, 2000);
    MainWindow window(port);
    window.resize(1920, 1080);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(500);
    QElapsedTimer timer;
    timer.start();
    const qint64 before = paints(window);
    QTest::qWait(4000);
    const double span = double(timer.elapsed()) / 1e3;
    const double painted = double(paints(window) - before);
    QVERIFY2(painted / span <= 31, qPrintable(QString::number(painted / span)));
    QVERIFY(painted > 2);
}

void PaintLoadTest::ux16NothingIsPaintedWhenMinimised()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.floor()->view()->setReduceMotion(true);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.showMinimized();
    QTRY_VERIFY(!window.feed()->running());
    QTest::qWait(100);
    const qint64 before = paints(window);
    for (int i = 0; i < 10; ++i) {
        server.change([](Snapshot& floor) {
            for (StationSnapshot& station : floor.machines[1].stations)
                station.stepNow = quint16(station.stepNow % station.stepCount + 1);
            ++floor.generation;
        });
        QTest::qWait(120); // more than one look at the alarms falls into these
    }
    QCOMPARE(paints(window), before);
    window.showNormal();
    QTRY_VERIFY(paints(window) > before);

    const FloorView* view = window.floor()->view();
    const auto current = [&] {
        const auto& stations = server.snapshot()->machines[1].stations;
        for (size_t i = 0; i < stations.size(); ++i) {
            if (view->model().look(int(6 + i)).stepNow != stations[i].stepNow)
                return false;
        }
        return true;
    };
    QTRY_VERIFY(current());
    // What is on the screen is what would be painted anew.
    const auto onScreen = [&] {
        const QRect place(view->mapTo(&window, QPoint()), view->size());
        return window.screen()
            ->grabWindow(window.winId(), place.x(), place.y(), place.width(), place.height())
            .toImage()
            .convertToFormat(QImage::Format_RGB32);
    };
    QTRY_COMPARE(onScreen(), window.floor()->view()->grab().toImage().convertToFormat(QImage::Format_RGB32));
}

void PaintLoadTest::ux16BlinkingNeedsNoPaintOfItsOwn()
{
    // Nothing changes but the blinking bands: at most one paint for each half of a blink, and some.
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(300);
    const qint64 before = paints(window);
    QTest::qWait(2000);
    const qint64 painted = paints(window) - before;
    QVERIFY2(painted >= 3 && painted <= 8, qPrintable(QString::number(painted)));
}

void PaintLoadTest::figuresArePrinted()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    const Measurement measurement(window);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QTest::qWait(200);
    const QJsonObject document = measurement.toJson();
    QVERIFY(document[QStringLiteral("first_paint_ms")].toDouble() > 0);
    QVERIFY(document[QStringLiteral("paint")].toObject()[QStringLiteral("count")].toInt() > 0);
    QVERIFY(document[QStringLiteral("stall")].toObject()[QStringLiteral("count")].toInt() > 0);
    // A thread that was kept busy shows.
    QTest::qSleep(120);
    QCoreApplication::processEvents();
    const double longest
        = measurement.toJson()[QStringLiteral("stall")].toObject()[QStringLiteral("max_ms")].toDouble();
    QVERIFY2(longest >= 100, qPrintable(QString::number(longest)));
}

QTEST_MAIN(PaintLoadTest)
#include "tst_paint_load.moc"
