// SPDX-License-Identifier: GPL-3.0-or-later
// The first minute of a newcomer: welcome page, one Enter, the first good card.
#include "base/secret_bytes.h"
#include "floor_host.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/console.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/theme/widgets.h"
#include "ui/welcome/coach_line.h"
#include "ui/welcome/welcome_page.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace sm;

class FirstRunTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void ux06OneEnterToTheFirstGoodCard();
    void ux07WelcomeIsNotClipped_data();
    void ux07WelcomeIsNotClipped();
    void ux08WelcomeOffersThreeBeginnings();
    void aBrokenFloorFileIsNamed();
    void aFloorFileIsKept();
    void commandsBeforeTheFloorAreRefused();
    void coachFollowsTheFloor();

private:
    template <class W> static W* find(const QWidget* window, const char* name)
    {
        return window->findChild<W*>(QString::fromLatin1(name));
    }
    QTemporaryDir m_home;
};

void FirstRunTest::initTestCase()
{
    QVERIFY(initSecretHeap() != SecretHeap::Absent);
    for (const char* name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR"})
        qputenv(name, m_home.path().toLocal8Bit());
    qunsetenv("STATIONMASTER_DATA_DIR");
}

void FirstRunTest::ux06OneEnterToTheFirstGoodCard()
{
    ConsoleOptions options;
    FloorHost host(options);
    QVERIFY(!host.hasFloor());
    Console console(*qApp, host.port(), options, &host);
    MainWindow* window = console.window();
    window->show();
    QVERIFY(QTest::qWaitForWindowActive(window));
    QVERIFY(window->welcomeShown());
    QVERIFY(!host.started());
    QCOMPARE(QApplication::focusWidget(), find<QPushButton>(window, "welcomeStartDemo"));
    QTest::qWait(200);
    QVERIFY(!find<QWidget>(window, "alarmLine")->isVisible());
    QElapsedTimer timer;
    timer.start();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const qint64 answered = timer.elapsed();
    QVERIFY(!window->welcomeShown());
    QCOMPARE(window->page(), Page::Floor);
    QTRY_VERIFY_WITH_TIMEOUT(host.port().snapshot()->figures.good >= 1, 20'000);
    const qint64 good = timer.elapsed();
    window->feed()->look();
    qInfo("Enter to floor page %lld ms, to the first good card %lld ms", answered, good);
    QVERIFY2(good <= 10'000, qPrintable(QString::number(good)));
    QCOMPARE(window->floor()->view()->model().count(), 24);
    QVERIFY(find<Chip>(window, "demoChip")->isVisible());
    QCOMPARE(find<Chip>(window, "demoChip")->text(), QStringLiteral("DEMO, test keys"));
    QVERIFY(find<QLabel>(window, "coachText")->isVisible());
    QVERIFY(QApplication::activeModalWidget() == nullptr);
    QCOMPARE(host.port().snapshot()->figures.target, 240);
    QVERIFY(!host.hasFloor()); // the demo leaves the folder of a real floor alone
    host.port().post(command::StopServer{false});
}

void FirstRunTest::ux07WelcomeIsNotClipped_data()
{
    QTest::addColumn<QSize>("size");
    QTest::addColumn<int>("theme");
    for (const QSize& size : {QSize(1366, 768), QSize(1920, 1080)}) {
        for (int theme = 0; theme < 3; ++theme)
            QTest::addRow("%d wide, theme %d", size.width(), theme) << size << theme;
    }
}

void FirstRunTest::ux07WelcomeIsNotClipped()
{
    QFETCH(QSize, size);
    QFETCH(int, theme);
    DeferredPort port;
    MainWindow window(port, ThemeKind(theme));
    window.resize(size);
    window.showWelcome(true);
    window.show();
    for (const bool setUp : {false, true}) {
        if (setUp)
            find<QPushButton>(&window, "welcomeSetUp")->click();
        QTest::qWait(30);
        QCOMPARE(window.size(), size);
        for (const QLabel* label : window.welcome()->findChildren<QLabel*>()) {
            if (!label->isVisible() || label->text().isEmpty())
                continue;
            const int wide = label->fontMetrics().horizontalAdvance(label->text());
            const bool fits = label->wordWrap() ? label->heightForWidth(label->width()) <= label->height()
                                                : wide <= label->width();
            QVERIFY2(fits, qPrintable(label->text()));
        }
        for (const QPushButton* button : window.welcome()->findChildren<QPushButton*>())
            QVERIFY(!button->isVisible() || button->height() >= 24);
    }
}

void FirstRunTest::ux08WelcomeOffersThreeBeginnings()
{
    DeferredPort port;
    MainWindow window(port);
    window.showWelcome(true);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    int demo = 0;
    int files = 0;
    connect(&window, &MainWindow::demoRequested, this, [&demo] { ++demo; });
    connect(&window, &MainWindow::filesForNewFloor, this, [&files] { ++files; });
    for (const char* name : {"welcomeStartDemo", "welcomeSetUp", "welcomeOpenFile"}) {
        auto* button = find<QPushButton>(&window, name);
        QVERIFY(button && button->isVisible() && button->isEnabled() && !button->text().isEmpty());
        QVERIFY(!button->accessibleDescription().isEmpty());
    }
    QVERIFY(find<QPushButton>(&window, "welcomeStartDemo")->isDefault());
    window.importFile(QStringLiteral("cards.csv")); // dropped or opened
    QCOMPARE(files, 1);
    auto* setUp = find<QPushButton>(&window, "welcomeSetUp");
    setUp->setFocus();
    QTest::keyClick(setUp, Qt::Key_Space);
    QVERIFY(find<QPushButton>(&window, "welcomeChooseFloor")->isVisible());
    QTest::keyClick(window.welcome(), Qt::Key_Escape);
    QVERIFY(find<QPushButton>(&window, "welcomeStartDemo")->isVisible());
    QTest::keyClick(window.welcome(), Qt::Key_Return);
    QCOMPARE(demo, 1);
    QVERIFY(QApplication::activeModalWidget() == nullptr);
}

void FirstRunTest::aBrokenFloorFileIsNamed()
{
    ConsoleOptions options;
    options.userData = m_home.filePath(QStringLiteral("broken"));
    FloorHost host(options);
    Console console(*qApp, host.port(), options, &host);
    MainWindow* window = console.window();
    window->show();
    QFile file(m_home.filePath(QStringLiteral("wrong.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{ \"machines\": 7 }");
    file.close();
    Q_EMIT window->welcome()->floorRequested(file.fileName());
    QVERIFY(window->welcomeShown());
    QVERIFY(!host.started());
    QVERIFY(!host.hasFloor());
    auto* message = find<QLabel>(window, "welcomeMessage");
    QVERIFY(message->isVisible());
    QVERIFY2(message->text().contains(QStringLiteral("wrong.json")), qPrintable(message->text()));
}

void FirstRunTest::aFloorFileIsKept()
{
    ConsoleOptions options;
    options.userData = m_home.filePath(QStringLiteral("mine"));
    QFile file(m_home.filePath(QStringLiteral("small.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(
        R"({ "name": "Small", "machines": [ { "name": "A", "stations": 1 } ], "hsms": [ { "kind": "soft" } ] })");
    file.close();
    {
        FloorHost host(options);
        const auto opened = host.openFloor(file.fileName());
        QVERIFY2(opened.ok(), opened.ok() ? "" : qPrintable(opened.failure().toString()));
        QVERIFY(host.started());
        QVERIFY(host.hasFloor());
        QTRY_COMPARE_WITH_TIMEOUT(host.port().snapshot()->machines.size(), size_t(1), 20'000);
        QVERIFY(!host.port().snapshot()->demo);
    }
    QVERIFY(FloorHost(options).hasFloor()); // found at the next start
}

void FirstRunTest::commandsBeforeTheFloorAreRefused()
{
    DeferredPort port;
    const quint64 ticket = port.post(command::HoldFloor{});
    const auto events = port.takeEvents();
    QCOMPARE(events.size(), size_t(1));
    QCOMPARE(std::get<event::Refused>(events[0]).ticket, ticket);
    QVERIFY(port.snapshot()->generation != port.snapshot()->generation); // never old
}

void FirstRunTest::coachFollowsTheFloor()
{
    CoachLine coach;
    Snapshot floor;
    coach.present(floor);
    QCOMPARE(coach.step(), 0); // not asked for
    coach.start();
    floor.machines.resize(1);
    floor.machines[0].stations.resize(2);
    for (StationSnapshot& station : floor.machines[0].stations)
        station.state = TileState::Running;
    floor.now = 8'000;
    coach.present(floor);
    QCOMPARE(coach.step(), 1);
    floor.now = 35'000;
    floor.machines[0].stations[1].state = TileState::Fault;
    coach.present(floor);
    QCOMPARE(coach.step(), 2);
    QVERIFY(find<QLabel>(&coach, "coachText")->text().contains(QStringLiteral("then Continue")));
    floor.now = 70'000;
    coach.present(floor);
    QCOMPARE(coach.step(), 2); // what needs somebody goes before what is nice to know
    floor.machines[0].stations[1].state = TileState::Running;
    coach.present(floor);
    QCOMPARE(coach.step(), 3);
    QTest::mouseClick(find<QPushButton>(&coach, "coachClose"), Qt::LeftButton);
    QVERIFY(!coach.isVisible());
    coach.present(floor);
    QVERIFY(!coach.isVisible()); // does not come back
}

QTEST_MAIN(FirstRunTest)
#include "tst_first_run.moc"
