// SPDX-License-Identifier: GPL-3.0-or-later
// What the page where a floor is set up asks of the server: tests of stations, rehearsal, applying; what
// becomes of a draft when others change the floor or the window is closed. At last against a server.
#include "base/failures/server.h"
#include "base/secret_bytes.h"
#include "server/simulated_server.h"
#include "setup_desk.h"
#include "ui/setup/apply_dialog.h"

#include <QTemporaryDir>

using namespace sm;

class FloorSetupOrdersTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void testsOneAndForgetsWhatWasSaidOfAnother();
    void testsAllAFewAtATime();
    void leavingThePageStopsTests();
    void rehearsesAsksAndApplies();
    void aRefusalKeepsTheEdits();
    void whatSomebodyElseChangedIsSaid();
    void closingAsksAboutTheDraft();
    void onAServer();
};

void FloorSetupOrdersTest::testsOneAndForgetsWhatWasSaidOfAnother()
{
    Page7 desk;
    desk.choose("M1-S2");
    desk.click("setupTestOne");
    const auto sent = desk.orders<command::TestStation>();
    QCOMPARE(sent.size(), size_t(1));
    QVERIFY(sent[0].station == (StationId{1, 2}) && sent[0].floor == desk.page()->draft().json());
    QCOMPARE(desk.cell("M1-S2", SetupRow::Test), QStringLiteral("Is tested now"));
    desk.tested(desk.server.lastTicket, {1, 2}, std::nullopt);
    QCOMPARE(desk.cell("M1-S2", SetupRow::Test), QStringLiteral("Answers, with a card"));
    QVERIFY(desk.text("setupTest").contains(QStringLiteral("3B 00")));
    desk.list("setupReader")->setEditText(omnikey);
    QCOMPARE(desk.cell("M1-S2", SetupRow::Test), QString(QChar(0x2013)));
    QVERIFY(!desk.find<QLabel>("setupTest")->isVisible());
    // An answer about the reader that was named before says nothing about this one.
    desk.click("setupTestOne");
    desk.list("setupReader")->setEditText(QStringLiteral("Other 00 00"));
    desk.tested(desk.server.lastTicket, {1, 2}, std::nullopt);
    QCOMPARE(desk.cell("M1-S2", SetupRow::Test), QString(QChar(0x2013)));
}

void FloorSetupOrdersTest::testsAllAFewAtATime()
{
    Page7 desk;
    desk.click("setupTestAll");
    QCOMPARE(desk.orders<command::TestStation>().size(), size_t(4));
    QCOMPARE(desk.cell("M2-S2", SetupRow::Test), QStringLiteral("Is tested next"));
    QCOMPARE(desk.button("setupTestAll")->text(), QStringLiteral("Stop testing"));
    const quint64 first = desk.server.lastTicket - 3;
    desk.push(event::Refused{first + 1, Failure(fc::StationInUse, {{"station", QStringLiteral("M1-S2")}})});
    QCOMPARE(desk.orders<command::TestStation>().size(), size_t(5)); // the next one
    desk.tested(first + 3, {2, 1}, Failure(fc::StationNotThere, {{"station", QStringLiteral("M2-S1")}}));
    desk.tested(first, {1, 1}, std::nullopt);
    QVERIFY(desk.text("setupCount").contains(QStringLiteral("3 of 5")));
    QCOMPARE(desk.cell("M1-S2", SetupRow::Test), QStringLiteral("In use: not tested"));
    QCOMPARE(desk.cell("M2-S1", SetupRow::Test), QStringLiteral("No answer"));
    desk.choose("M2-S1");
    QVERIFY(desk.text("setupTest").contains(QStringLiteral("Start stationmaster-station")));
    desk.tested(first + 2, {1, 3}, std::nullopt);
    desk.tested(first + 4, {2, 2}, std::nullopt);
    QCOMPARE(desk.button("setupTestAll")->text(), QStringLiteral("Test all"));
    QCOMPARE(desk.text("setupCount"), QStringLiteral("Nothing is changed"));
}

void FloorSetupOrdersTest::leavingThePageStopsTests()
{
    Page7 desk;
    desk.click("setupTestAll");
    desk.window.goTo(Page::Keys);
    const quint64 first = desk.server.lastTicket - 3;
    for (quint64 ticket = first; ticket < first + 4; ++ticket)
        desk.tested(ticket, {1, 1}, std::nullopt);
    QCOMPARE(desk.orders<command::TestStation>().size(), size_t(4)); // the fifth was not begun
    QCOMPARE(desk.button("setupTestAll")->text(), QStringLiteral("Test all"));
}

void FloorSetupOrdersTest::rehearsesAsksAndApplies()
{
    Page7 desk;
    desk.choose("M1-S1");
    desk.click("setupRemove");
    desk.choose("M2");
    desk.click("setupAddStation");
    desk.change([](Snapshot& floor) { floor.machines[0].stations[0].life = StationState::InSession; });
    desk.choose("M1-S1");
    desk.told(hall); // nobody has asked for it: nothing happens
    QCOMPARE(desk.page()->edits(), 2);
    const QByteArray draft = desk.page()->draft().json();
    desk.click("setupApply");
    QVERIFY(desk.orders<command::ApplyFloor>().at(0).rehearse);
    QVERIFY(!desk.button("setupApply")->isEnabled());
    desk.applied(true,
        {edit({1, 1}, StationEdit::What::Removed, true), edit({2, 3}, StationEdit::What::Added)},
        {QStringLiteral("hsms")});
    QVERIFY(desk.find<ApplyDialog>("setupApplyDialog")->isVisible());
    const QString list = desk.text("setupApplyList");
    for (const char* line : {"M1-S1 goes when its card has left.", "M2-S3 is added.", "HSMs"})
        QVERIFY2(list.contains(QLatin1String(line)), qPrintable(list));
    QTest::keyClick(desk.find<QWidget>("setupApplyDialog"), Qt::Key_Escape);
    QTRY_VERIFY(!desk.find<ApplyDialog>("setupApplyDialog"));
    QCOMPARE(desk.orders<command::ApplyFloor>().size(), size_t(1)); // nothing but the rehearsal
    QCOMPARE(desk.page()->edits(), 2);

    desk.click("setupApply");
    desk.applied(true, {edit({2, 3}, StationEdit::What::Added)});
    desk.click("setupApplyConfirm");
    const auto sent = desk.orders<command::ApplyFloor>();
    QCOMPARE(sent.size(), size_t(3));
    QVERIFY(!sent[2].rehearse && sent[2].floor == draft);
    StationEdit failed = edit({2, 3}, StationEdit::What::Added);
    failed.failure = Failure(fc::StationPortMissing, {{"port", QStringLiteral("/dev/x")}});
    desk.change([](Snapshot& floor) { floor.changing = {StationId{1, 2}}; });
    desk.applied(false, {edit({1, 1}, StationEdit::What::Removed, true), failed});
    QTRY_VERIFY(!desk.find<ApplyDialog>("setupApplyDialog"));
    QCOMPARE(desk.page()->edits(), 0);
    QCOMPARE(desk.cell("M1-S2", SetupRow::Change), QStringLiteral("Waits for its card"));
    QCOMPARE(desk.cell("M2-S3", SetupRow::Change), QStringLiteral("Could not be made"));
    QVERIFY(desk.button("setupApply")->isEnabled()); // it may be tried again
}

void FloorSetupOrdersTest::aRefusalKeepsTheEdits()
{
    Page7 desk;
    desk.choose("M1-S1");
    desk.click("setupRemove");
    desk.click("setupApply");
    desk.applied(true, {edit({1, 1}, StationEdit::What::Removed)});
    desk.click("setupApplyConfirm");
    desk.push(event::Refused{desk.server.lastTicket,
        Failure(fc::FloorFileUnwritable, {{"file", QStringLiteral("/srv/floor.json")}})});
    QVERIFY(desk.find<ApplyDialog>("setupApplyDialog")->isVisible());
    QVERIFY(desk.text("stationMessage").contains(QStringLiteral("/srv/floor.json")));
    QVERIFY(desk.button("setupApplyConfirm")->isEnabled());
    desk.click("setupApplyBack");
    QCOMPARE(desk.page()->edits(), 1);
    QVERIFY(desk.text("setupMessage").contains(QStringLiteral("could not be kept")));
    QVERIFY(desk.button("setupApply")->isEnabled());
}

void FloorSetupOrdersTest::whatSomebodyElseChangedIsSaid()
{
    Page7 desk;
    desk.choose("M1-S1");
    desk.click("setupRemove");
    desk.window.goTo(Page::Keys);
    desk.window.goTo(Page::Setup);
    QCOMPARE(desk.orders<command::ReadFloor>().size(), size_t(1));
    desk.told(hall);
    QVERIFY(!desk.find<QLabel>("setupNote")->isVisible()); // the same floor
    auto other = FloorDocument::parse(hall, {}).take();
    other.removeStation({2, 2});
    desk.window.goTo(Page::Keys);
    desk.window.goTo(Page::Setup);
    desk.told(other.json());
    QVERIFY(desk.find<QLabel>("setupNote")->isVisible());
    QCOMPARE(desk.cell("M1-S1", SetupRow::Change), QStringLiteral("Goes"));
    QCOMPARE(desk.cell("M2-S2", SetupRow::Change), QStringLiteral("Is added")); // would come back
    desk.click("setupDiscard");
    QCOMPARE(desk.cell("M2-S2", SetupRow::Change), QStringLiteral("no such row"));
    QVERIFY(!desk.find<QLabel>("setupNote")->isVisible());
}

void FloorSetupOrdersTest::closingAsksAboutTheDraft()
{
    Page7 desk;
    desk.window.setAsksToQuit(true);
    desk.choose("M1-S1");
    desk.click("setupRemove");
    desk.window.goTo(Page::Keys);
    desk.window.close();
    QVERIFY(desk.window.isVisible());
    QVERIFY(desk.text("draftText").startsWith(QStringLiteral("1 change")));
    QTest::keyClick(desk.find<QWidget>("draftDialog"), Qt::Key_Return); // goes on editing
    QTRY_VERIFY(!desk.find<QWidget>("draftDialog"));
    QVERIFY(desk.window.isVisible());
    QCOMPARE(desk.window.page(), Page::Setup);
    QCOMPARE(desk.page()->edits(), 1);
    desk.change([](Snapshot& floor) {
        floor.jobs.clear();
        for (MachineSnapshot& machine : floor.machines)
            machine.stations.clear();
    });
    desk.window.close();
    desk.click("draftDiscard");
    QTRY_VERIFY(!desk.window.isVisible());
}

/// All of it once, with the part of the server that carries it out, on simulated time.
void FloorSetupOrdersTest::onAServer()
{
    const QTemporaryDir folder;
    ServerOptions options;
    options.floor = FloorPlan::parse(R"({"machines": [{"name": "MX-A", "stations": 2}],
        "hsms": [{"kind": "virtual"}]})",
        {})
                        .take();
    options.dataFolder = folder.path();
    options.floorFile = folder.filePath(QStringLiteral("floor.json"));
    SimulatedServer server(options, 1);
    MainWindow window(server);
    const auto look = [&] {
        server.advance(milliseconds(200));
        window.feed()->look();
        QCoreApplication::processEvents();
    };
    const auto press
        = [&](const char* name) { window.findChild<QPushButton*>(QLatin1String(name))->click(); };
    window.goTo(Page::Setup);
    window.show();
    auto* page = window.findChild<SetupPage*>();
    const auto loops = [&](const std::function<bool()>& done) {
        for (int i = 0; i < 2000 && !done(); ++i)
            look();
        return done();
    };
    QVERIFY(loops([&] { return page->draft().loaded(); }));
    press("setupAddStation"); // no reader in simulated time: a virtual one
    press("setupTestAll");
    const auto* table = page->findChild<SetupTable*>();
    QVERIFY(loops([&] {
        return table->model()->index(3, SetupRow::Test).data().toString() == QStringLiteral("Always there");
    }));
    press("setupApply");
    QVERIFY(loops([&] { return window.findChild<ApplyDialog*>() != nullptr; }));
    press("setupApplyConfirm");
    QVERIFY(loops([&] { return page->edits() == 0; }));
    QVERIFY(loops([&] { return server.snapshot()->machines.front().stations.size() == 3; }));
    const auto kept = FloorDocument::load(options.floorFile);
    QVERIFY(kept && kept->station({1, 3}));
}

QTEST_MAIN(FloorSetupOrdersTest)
#include "tst_floor_setup_orders.moc"
