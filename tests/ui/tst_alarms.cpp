// SPDX-License-Identifier: GPL-3.0-or-later
// Alarm line, list, keys and sounds, as a person meets them.
#include "base/failures/station.h"
#include "fake_server.h"
#include "metrics/alarm_book.h"
#include "ui/alarms/alarm_centre.h"
#include "ui/alarms/alarm_line.h"
#include "ui/alarms/alarm_parts.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/text/alarm_text.h"
#include "ui/theme/widgets.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTableView>
#include <QTest>

using namespace sm;

namespace {

class FakePlayer final : public SoundPlayer {
public:
    bool available() const override { return true; }
    void play(AlarmPriority priority) override { played.push_back(priority); }
    std::vector<AlarmPriority> played;
};

AlarmEntry alarm(quint64 id, AlarmCode code)
{
    AlarmEntry entry;
    entry.id = id;
    entry.code = code;
    entry.audible = true;
    return entry;
}

constexpr StationId stopped{2, 3}; // of the synthetic floor
constexpr StationId warned{3, 4};

template <class W> W* find(const QWidget& window, const char* name)
{
    return window.findChild<W*>(QString::fromLatin1(name));
}

void show(MainWindow& window)
{
    window.show();
    window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    window.feed()->look();
}

} // namespace

class AlarmsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyAlarmHasItsTexts_data();
    void everyAlarmHasItsTexts();
    void ux02FaultClearedWithTwoEvents_data();
    void ux02FaultClearedWithTwoEvents();
    void ux04AcknowledgeIsOneEvent_data();
    void ux04AcknowledgeIsOneEvent();
    void keysWorkUnderAModalDialog();
    void ux17SilentEngineIsAnAlarm();
    void ux26ChatterGivesOneSound();
    void ux28SilenceStopsSoundForAMinute();
    void silenceWorksWithoutTheServer();
    void soundModes();
    void lineSaysWhatToDo();
    void tapAcknowledges();
    void f8WalksThroughTheAlarms();
    void chipsCountByPriority();
    void listShelvesWithAReason();
    void historyShowsFigures();
    void withoutASoundCardTheStatusBarSaysSo();
};

void AlarmsTest::everyAlarmHasItsTexts_data()
{
    QTest::addColumn<int>("code");
    for (int code = 1; code <= 17; ++code)
        QTest::addRow("A%02d", code) << code;
}

void AlarmsTest::everyAlarmHasItsTexts()
{
    QFETCH(int, code);
    AlarmEntry entry = alarm(1, AlarmCode(code));
    entry.subject = QStringLiteral("HSM 3");
    entry.value = 0.04;
    const AlarmText text = alarmText(entry);
    for (const QString& part : {text.name, text.sentence, text.cause, text.action}) {
        QVERIFY(part.size() > 4);
        QVERIFY2(!part.contains(QLatin1Char('{')), qPrintable(part));
    }
    QVERIFY(!text.place.isEmpty());
}

void AlarmsTest::ux02FaultClearedWithTwoEvents_data()
{
    QTest::addColumn<int>("page");
    for (const PageEntry& entry : pageTable())
        QTest::addRow("%s", entry.name) << int(entry.page);
}

void AlarmsTest::ux02FaultClearedWithTwoEvents()
{
    QFETCH(int, page);
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    window.goTo(Page(page));
    show(window);
    server.commands.clear();
    QTest::keyClick(&window, Qt::Key_F8);
    QCOMPARE(window.page(), Page::Floor);
    QVERIFY(QApplication::focusWidget());
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("continueButton"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    const auto cleared = server.sent<command::ClearStations>();
    QCOMPARE(cleared.size(), size_t(1));
    QCOMPARE(cleared[0].stations, std::vector{stopped});
}

void AlarmsTest::ux04AcknowledgeIsOneEvent_data()
{
    ux02FaultClearedWithTwoEvents_data();
}

void AlarmsTest::ux04AcknowledgeIsOneEvent()
{
    QFETCH(int, page);
    for (const bool modal : {false, true}) {
        FakeServer server(syntheticFloor(24));
        MainWindow window(server);
        window.goTo(Page(page));
        show(window);
        QDialog dialog(&window);
        QLineEdit inside(&dialog); // somebody types into it
        QWidget* receiver = &window;
        if (modal) {
            dialog.setModal(true);
            dialog.show();
            QVERIFY(QTest::qWaitForWindowActive(&dialog));
            inside.setFocus();
            receiver = &inside;
        }
        QTest::keyClick(receiver, Qt::Key_F9);
        const auto seen = server.sent<command::AcknowledgeAlarm>();
        QCOMPARE(seen.size(), size_t(1));
        QCOMPARE(seen[0].alarm, server.snapshot()->alarms->active.front().id);
        QCOMPARE(dialog.isVisible(), modal);
        QCOMPARE(window.page(), Page(page));
    }
}

void AlarmsTest::keysWorkUnderAModalDialog()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    QDialog dialog(&window);
    dialog.setModal(true);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    server.commands.clear();
    QTest::keyClick(&dialog, Qt::Key_F7);
    QCOMPARE(server.sent<command::SilenceAlarms>().size(), size_t(1));
    QTest::keyClick(&dialog, Qt::Key_H, Qt::ControlModifier);
    QCOMPARE(server.sent<command::HoldFloor>().size(), size_t(1));
    const int before = window.alarms()->centre().currentPlace();
    QTest::keyClick(&dialog, Qt::Key_F8);
    QTest::keyClick(&dialog, Qt::Key_F8);
    QVERIFY(window.alarms()->centre().currentPlace() != before);
    QTest::keyClick(&dialog, Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(window.alarms()->centre().currentPlace(), before);
    QCOMPARE(server.commands.size(), size_t(2));
    QVERIFY(dialog.isVisible());
}

void AlarmsTest::ux17SilentEngineIsAnAlarm()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    auto* text = find<QLabel>(window, "alarmText");
    QVERIFY(!text->text().startsWith(QStringLiteral("No data from the engine")));
    QTRY_VERIFY_WITH_TIMEOUT(
        text->text().startsWith(QStringLiteral("No data from the engine for 5 s.")), 6000);
    QVERIFY(text->text().contains(QStringLiteral("Screen values are from 14:32:08")));
    QVERIFY(find<QWidget>(window, "alarmLine")->isVisible());
    QVERIFY(find<QLabel>(window, "figureGood")->font().underline());
    QTest::keyClick(&window, Qt::Key_F9); // seen; nothing is sent to an engine that does not listen
    QVERIFY(server.sent<command::AcknowledgeAlarm>().empty());
    QVERIFY(!text->text().startsWith(QStringLiteral("No data"))); // on to what nobody has seen yet
    server.change([](Snapshot&) {});
    window.feed()->look();
    QVERIFY(!find<QLabel>(window, "figureGood")->font().underline());
    for (const AlarmEntry& entry : window.alarms()->centre().view().active)
        QVERIFY(entry.code != AlarmCode::EngineLinkLost);
}

void AlarmsTest::ux26ChatterGivesOneSound()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    FakePlayer player;
    SoundDesk sounds(player);
    std::set<quint64> lines;
    for (int tenth = 0; tenth < 600; ++tenth) {
        fact::Station station;
        station.id = stopped;
        station.fault = tenth / 10 % 2 == 0;
        book.station(station);
        book.tick();
        const AlarmView view = book.lines().view();
        for (const AlarmEntry& entry : view.active)
            lines.insert(entry.id);
        sounds.update(view.active, false, tenth * 100);
        clock.advance(milliseconds(100));
    }
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(player.played.size(), size_t(1));
}

void AlarmsTest::ux28SilenceStopsSoundForAMinute()
{
    SimulatedClock clock;
    AlarmBook book(clock, {});
    FakePlayer player;
    SoundDesk sounds(player);
    fact::Station first;
    first.id = stopped;
    first.fault = true;
    fact::Station second = first;
    second.id = warned;
    const auto pass = [&](int seconds) {
        for (int tenth = 0; tenth < seconds * 10; ++tenth) {
            clock.advance(milliseconds(100));
            book.tick();
            const AlarmView view = book.lines().view();
            sounds.update(view.active, view.silencedUntil > 0, clock.now().count() / 1'000'000);
        }
    };
    book.station(first);
    pass(1);
    QCOMPARE(player.played.size(), size_t(1));
    const auto silence = [&] {
        book.lines().silence();
        sounds.silenceFrom(clock.now().count() / 1'000'000);
    };
    silence();
    pass(59);
    QCOMPARE(player.played.size(), size_t(1)); // nothing for a minute
    pass(2);
    QCOMPARE(player.played.size(), size_t(2)); // nobody has seen it yet
    silence();
    pass(10);
    QCOMPARE(player.played.size(), size_t(2));
    book.station(second); // a new one of the same priority, 10 s into the silence
    pass(1);
    QCOMPARE(player.played.size(), size_t(3));
    QCOMPARE(player.played.back(), AlarmPriority::High);
}

void AlarmsTest::silenceWorksWithoutTheServer()
{
    FakePlayer player;
    SoundDesk sounds(player);
    std::vector<AlarmEntry> active{alarm(AlarmCentre::linkAlarm, AlarmCode::EngineLinkLost)};
    sounds.update(active, false, 0);
    QCOMPARE(player.played.size(), size_t(1));
    sounds.silenceFrom(1000);
    sounds.update(active, false, 30'000);
    QCOMPARE(player.played.size(), size_t(1));
    active.push_back(alarm(2, AlarmCode::FeederEmpty)); // medium: less urgent than what was silenced
    sounds.update(active, false, 31'000);
    QCOMPARE(player.played.size(), size_t(1));
    active.push_back(alarm(3, AlarmCode::AllHsmsLost));
    sounds.update(active, false, 32'000);
    QCOMPARE(player.played.size(), size_t(2));
    QCOMPARE(player.played.back(), AlarmPriority::Critical);
}

void AlarmsTest::soundModes()
{
    const auto count = [](AlarmCode code, const SoundModes& modes, bool acknowledge) {
        FakePlayer player;
        SoundDesk sounds(player);
        sounds.setModes(modes);
        std::vector<AlarmEntry> active{alarm(1, code)};
        for (qint64 now = 0; now < 35'000; now += 100) {
            if (acknowledge && now >= 15'000) {
                active[0].acknowledged = true;
                active[0].audible = false;
            }
            sounds.update(active, false, now);
        }
        return player.played.size();
    };
    QCOMPARE(count(AlarmCode::StationFault, defaultSoundModes, false), size_t(4)); // at 0, 10, 20 and 30 s
    QCOMPARE(count(AlarmCode::StationFault, defaultSoundModes, true), size_t(2));
    QCOMPARE(count(AlarmCode::AllHsmsLost, defaultSoundModes, false), size_t(4));
    QCOMPARE(count(AlarmCode::FeederEmpty, defaultSoundModes, false), size_t(1));
    QCOMPARE(count(AlarmCode::TaktSlow, defaultSoundModes, false), size_t(0));
    const SoundModes quiet{SoundMode::Off, SoundMode::Off, SoundMode::Off, SoundMode::Off};
    QCOMPARE(count(AlarmCode::AllHsmsLost, quiet, false), size_t(0));
}

void AlarmsTest::lineSaysWhatToDo()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    auto* text = find<QLabel>(window, "alarmText");
    QVERIFY2(text->text().startsWith(QStringLiteral("The card does not answer.")), qPrintable(text->text()));
    QVERIFY(text->text().endsWith(QStringLiteral("Press Continue.")));
    QCOMPARE(find<QLabel>(window, "alarmAge")->text(), QStringLiteral("0:16    1 of 2"));
    auto* go = find<QPushButton>(window, "alarmContinueButton");
    QVERIFY(go->isVisible());
    QTest::keyClick(go, Qt::Key_Space);
    QCOMPARE(server.sent<command::ClearStations>().size(), size_t(1));
    auto* seen = find<QPushButton>(window, "alarmAckButton");
    QTest::keyClick(seen, Qt::Key_Space);
    QCOMPARE(server.sent<command::AcknowledgeAlarm>().size(), size_t(1));
    server.change([](Snapshot& floor) { floor.alarms = std::make_shared<AlarmView>(); });
    window.feed()->look();
    QVERIFY(!find<QWidget>(window, "alarmLine")->isVisible());
}

void AlarmsTest::tapAcknowledges()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    QTest::qWait(350); // a line that has just come takes no tap: it was meant for what was there
    auto* line = find<QWidget>(window, "alarmLine");
    QTest::mouseClick(line, Qt::RightButton, Qt::NoModifier, QPoint(20, 10));
    QVERIFY(server.sent<command::AcknowledgeAlarm>().empty());
    QTest::mouseClick(line, Qt::LeftButton, Qt::NoModifier, QPoint(20, 10));
    QCOMPARE(server.sent<command::AcknowledgeAlarm>().size(), size_t(1));
    QCOMPARE(window.floor()->view()->selection(), std::vector{stopped});
}

void AlarmsTest::f8WalksThroughTheAlarms()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    const auto selected = [&window] { return window.floor()->view()->selection().front(); };
    QTest::keyClick(&window, Qt::Key_F8);
    QCOMPARE(selected(), stopped);
    QTest::keyClick(&window, Qt::Key_F8);
    QCOMPARE(selected(), warned);
    QCOMPARE(window.alarms()->centre().currentPlace(), 1);
    server.change([](Snapshot&) {});
    window.feed()->look(); // the line stays where a person moved it
    QCOMPARE(window.alarms()->centre().currentPlace(), 1);
    QTest::keyClick(&window, Qt::Key_F8);
    QCOMPARE(selected(), stopped);
    QTest::keyClick(&window, Qt::Key_F8, Qt::ShiftModifier);
    QCOMPARE(selected(), warned);
}

void AlarmsTest::chipsCountByPriority()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    const auto chip = [&window](const char* name) { return find<Chip>(window, name); };
    QCOMPARE(chip("alarmChipHigh")->text(), QStringLiteral("1 high"));
    QCOMPARE(chip("alarmChipMedium")->text(), QStringLiteral("1 medium"));
    QVERIFY(!chip("alarmChipLow")->isVisible());
    auto* silence = find<QPushButton>(window, "silenceButton");
    QVERIFY(silence->isEnabled());
    server.commands.clear();
    QTest::keyClick(silence, Qt::Key_Space);
    QCOMPARE(server.sent<command::SilenceAlarms>().size(), size_t(1));
    window.feed()->look();
    QVERIFY(!silence->isEnabled());
    QVERIFY(!silence->toolTip().isEmpty());
    server.change([](Snapshot& floor) {
        auto view = std::make_shared<AlarmView>(*floor.alarms);
        ++view->revision;
        view->active
            = {alarm(7, AlarmCode::AllHsmsLost), alarm(8, AlarmCode::HsmLost), alarm(9, AlarmCode::TaktSlow)};
        floor.alarms = view;
    });
    window.feed()->look();
    QCOMPARE(chip("alarmChipHigh")->text(), QStringLiteral("1 critical, 1 high"));
    QCOMPARE(chip("alarmChipLow")->text(), QStringLiteral("1 low"));
    QVERIFY(!chip("alarmChipMedium")->isVisible());
}

void AlarmsTest::listShelvesWithAReason()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    QTest::keyClick(&window, Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(window.alarms()->listShown());
    window.feed()->look();
    auto* table = find<QTableView>(window, "alarmActiveTable");
    QCOMPARE(table->model()->rowCount(), 2);
    table->setCurrentIndex(table->model()->index(1, 0));
    auto* shelve = find<QPushButton>(window, "alarmShelveButton");
    QVERIFY(!shelve->isEnabled());
    QVERIFY(!shelve->toolTip().isEmpty());
    QTest::keyClicks(find<QLineEdit>(window, "alarmShelveReason"), QStringLiteral("engineer knows"));
    QVERIFY(shelve->isEnabled());
    find<QComboBox>(window, "alarmShelveMinutes")->setCurrentIndex(1);
    QTest::keyClick(shelve, Qt::Key_Space);
    const auto shelved = server.sent<command::ShelveAlarm>();
    QCOMPARE(shelved.size(), size_t(1));
    QCOMPARE(shelved[0].minutes, 30);
    QCOMPARE(shelved[0].reason, QStringLiteral("engineer knows"));
    QCOMPARE(shelved[0].alarm, server.snapshot()->alarms->active[1].id);
    server.change([](Snapshot& floor) {
        auto view = std::make_shared<AlarmView>(*floor.alarms);
        ++view->revision;
        view->shelved = {view->active[1]};
        view->shelved[0].shelvedUntil = floor.now + 1'800'000;
        view->active.pop_back();
        floor.alarms = view;
    });
    window.feed()->look();
    auto* tabs = find<QTabWidget>(window, "alarmTabs");
    QCOMPARE(tabs->tabText(1), QStringLiteral("Shelved 1"));
    tabs->setCurrentIndex(1);
    QTest::keyClick(find<QPushButton>(window, "alarmUnshelveButton"), Qt::Key_Space);
    QCOMPARE(server.sent<command::UnshelveAlarm>().size(), size_t(1));
    QTest::keyClick(&window, Qt::Key_F9, Qt::ShiftModifier);
    QVERIFY(!window.alarms()->listShown());
}

void AlarmsTest::historyShowsFigures()
{
    Snapshot floor = syntheticFloor(24);
    auto view = std::make_shared<AlarmView>(*floor.alarms);
    AlarmEntry ended = alarm(40, AlarmCode::HsmLost);
    ended.subject = QStringLiteral("HSM 3");
    ended.raisedAt = floor.now - 90'000;
    ended.clearedAt = floor.now - 30'000;
    view->history = {ended};
    view->figures.ended = view->figures.neverAcknowledged = 1;
    view->figures.top = {{AlarmCode::HsmLost, StationId(), QStringLiteral("HSM 3"), 4}};
    view->figures.longest = {ended};
    floor.alarms = view;
    FakeServer server(floor);
    MainWindow window(server);
    show(window);
    window.alarms()->showList(true);
    window.feed()->look();
    find<QTabWidget>(window, "alarmTabs")->setCurrentIndex(2);
    const QString figures = find<QLabel>(window, "alarmFigures")->text();
    QVERIFY(figures.contains(QStringLiteral("2 in the last 10 min")));
    QVERIFY(figures.contains(QStringLiteral("1 of 1 ended without being acknowledged")));
    QVERIFY2(figures.contains(QStringLiteral("A09 HSM 3 \u00D74")), qPrintable(figures));
    QVERIFY2(figures.contains(QStringLiteral("A09 HSM 3 1:00")), qPrintable(figures));
    QCOMPARE(find<QTableView>(window, "alarmHistoryTable")->model()->rowCount(), 1);
}

void AlarmsTest::withoutASoundCardTheStatusBarSaysSo()
{
    FakeServer server(syntheticFloor(24));
    MainWindow window(server);
    show(window);
    auto* state = find<QLabel>(window, "soundState");
    QVERIFY(state->isVisible());
    QCOMPARE(state->text(), QStringLiteral("Sound not available"));
    auto player = std::make_unique<FakePlayer>();
    const FakePlayer& heard = *player;
    window.alarms()->setPlayer(std::move(player));
    QVERIFY(!state->isVisible());
    server.change([](Snapshot& floor) {
        auto view = std::make_shared<AlarmView>(*floor.alarms);
        ++view->revision;
        view->active.push_back(alarm(70, AlarmCode::HsmLost));
        floor.alarms = view;
    });
    window.showMinimized(); // nobody sees it, everybody hears it
    QTRY_COMPARE(heard.played.size(), size_t(1));
}

QTEST_MAIN(AlarmsTest)
#include "tst_alarms.moc"
