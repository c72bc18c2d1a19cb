// SPDX-License-Identifier: GPL-3.0-or-later
// Stations: who waits to be let in, who is in and how its link does, who was turned away; what persons
// decide.
#include "base/failures/server.h"
#include "base/failures/station.h"
#include "base/failures/transport.h"
#include "ui/stations/enrol_guide.h"
#include "ui/stations/rows_table.h"
#include "ui/stations/station_dialogs.h"
#include "ui/text/failure_text.h"
#include "window_desk.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFileInfo>
#include <QHeaderView>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>

using namespace sm;

namespace {

/// A window at the page; on the synthetic floor the stations of machine 4 stand elsewhere.
struct Page6 : Desk {
    Page6()
        : Desk(std::nullopt, Page::Stations)
    {
    }
    RowsTable* table(const char* name) { return find<RowsTable>(name); }
    QString cell(const char* name, int row, int column)
    {
        return table(name)->model()->index(row, column).data().toString();
    }
    void door(const std::function<void(StationDoorView&)>& edit)
    {
        change([&](Snapshot& floor) {
            auto view = std::make_shared<StationDoorView>(*floor.stationDoor);
            edit(*view);
            floor.stationDoor = view;
        });
    }
    const StationDoorView& now() { return *server.snapshot()->stationDoor; }
    void click(const char* name, int row)
    {
        RowsTable* at = table(name);
        QTest::mouseClick(
            at->viewport(), Qt::LeftButton, {}, at->visualRect(at->model()->index(row, 0)).center());
    }
    void click(const char* name) { QTest::mouseClick(button(name), Qt::LeftButton); }
    /// In the open dialog, the floor's page or the window.
    void key(int key, Qt::KeyboardModifiers with = {})
    {
        QWidget* focus = QApplication::focusWidget();
        QTest::keyClick(focus ? focus : &window, Qt::Key(key), with);
    }
    QString notice()
    {
        QStringList texts;
        for (const QLabel* label : find<QWidget>("noticeLine")->findChildren<QLabel*>())
            texts.append(label->text());
        return texts.join(u' ');
    }
    void accepted() { push(event::Accepted{server.lastTicket}); }
};

constexpr int waitsForPlace = 1; ///< of the synthetic floor: the one that Ada has accepted
constexpr int lostRow = 5;

} // namespace

class StationsPageTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void whoWaitsIsShownWithItsWholeKey();
    void secondPersonAcceptsByKeyboard();
    void samePersonTwiceIsRefusedInTheDialog();
    void placeIsChosenForAKeyThatAskedForNone();
    void onePersonIsEnoughOnTestKeys();
    void refuseByMouse();
    void revokeNeedsConfirmation();
    void revokeSaysWhyNot();
    void dialogsFollowTheFloor();
    void whatIsChosenIsNeverAnother();
    void lostLinkSaysWhatToDo();
    void tileSaysLinkLost();
    void everyReasonHasItsSentence_data();
    void everyReasonHasItsSentence();
    void fingerprintIsCopiedWhole();
    void shortcutAndMenuLeadHere();
    void emptyFloorTellsHow();
    void theLinesOfTheGuideWork();
    void manyStationsStayInTheWindow();
};

void StationsPageTest::whoWaitsIsShownWithItsWholeKey()
{
    Page6 page;
    QCOMPARE(page.table("pendingTable")->model()->rowCount(), 2);
    QCOMPARE(page.cell("pendingTable", waitsForPlace, 0), QStringLiteral("M4-S6"));
    QCOMPARE(page.cell("pendingTable", waitsForPlace, 1), QStringLiteral("192.168.7.38"));
    QCOMPARE(page.cell("pendingTable", waitsForPlace, 4), QStringLiteral("1 of 2: Ada, for M4-S6"));
    QCOMPARE(page.cell("pendingTable", 0, 4), QStringLiteral("0 of 2"));
    const QString print = page.cell("pendingTable", waitsForPlace, 5);
    QCOMPARE(print.split(u' ').size(), 16);
    QCOMPARE(QString(print).remove(u' '), QString::fromLatin1(page.now().pending[1].pin.toHex().toUpper()));
    QVERIFY(page.text("stationRule").startsWith(QStringLiteral("Two different persons")));
    QCOMPARE(page.text("stationTotal0"), QStringLiteral("5 of 6"));
    QCOMPARE(page.text("stationTotal1"), QStringLiteral("2"));
    QCOMPARE(page.cell("stationsTable", 3, 1), QStringLiteral("/dev/ttyS4, 115,200 baud"));
    QCOMPARE(page.cell("stationsTable", 4, 1), QStringLiteral("This computer"));
    QCOMPARE(page.cell("stationsTable", 0, 4), QStringLiteral("ACS ACR39U ICC Reader 00 00"));
    // Nothing of a whole key is left out where it is to be compared.
    const RowsTable* table = page.table("pendingTable");
    QVERIFY(table->horizontalHeader()->sectionSize(5)
        >= QFontMetrics(table->model()->index(0, 5).data(Qt::FontRole).value<QFont>())
               .horizontalAdvance(print));
}

void StationsPageTest::secondPersonAcceptsByKeyboard()
{
    Page6 page;
    RowsTable* table = page.table("pendingTable");
    table->setFocus(Qt::TabFocusReason);
    page.key(Qt::Key_Down);
    page.key(Qt::Key_Return);
    auto* dialog = page.find<AdmitDialog>("admitDialog");
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(page.text("admitAccepted").contains(QStringLiteral("1 of 2 acceptances: Ada")));
    QCOMPARE(page.text("admitPrint").simplified(), page.cell("pendingTable", waitsForPlace, 5));
    auto* person = page.find<QLineEdit>("admitPerson");
    QCOMPARE(page.find<QComboBox>("admitPlace")->currentText(), QStringLiteral("M4-S6"));
    QVERIFY(!page.button("admitConfirm")->isEnabled());
    QVERIFY(!page.button("admitConfirm")->toolTip().isEmpty());
    QTest::keyClick(person, Qt::Key_Return); // nobody has accepted yet
    QVERIFY(page.server.commands.empty());
    QTest::keyClicks(person, QStringLiteral("Grace"));
    QTest::keyClick(person, Qt::Key_Return);
    const auto sent = page.server.sent<command::AcceptStation>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].person, QStringLiteral("Grace"));
    QCOMPARE(sent[0].station.text(), QStringLiteral("M4-S6"));
    QCOMPARE(sent[0].pin, page.now().pending[1].pin);
    QVERIFY(!page.button("admitConfirm")->isEnabled()); // once is enough
    page.accepted();
    QTRY_VERIFY(!page.find<AdmitDialog>("admitDialog"));
    QVERIFY(page.notice().contains(QStringLiteral("may take M4-S6")));
}

void StationsPageTest::samePersonTwiceIsRefusedInTheDialog()
{
    Page6 page;
    page.click("pendingTable", waitsForPlace);
    page.click("stationAcceptButton");
    QTest::keyClicks(page.find<QLineEdit>("admitPerson"), QStringLiteral("Ada"));
    page.click("admitConfirm");
    page.push(event::Refused{page.server.lastTicket, Failure(fc::StationPersonUnfit, {})});
    QVERIFY(page.find<AdmitDialog>("admitDialog")->isVisible());
    QVERIFY(page.text("stationMessage").contains(QStringLiteral("second person")));
    QVERIFY(page.button("admitConfirm")->isEnabled());
    QVERIFY(!page.notice().contains(QStringLiteral("may take")));
}

void StationsPageTest::placeIsChosenForAKeyThatAskedForNone()
{
    Page6 page;
    page.click("pendingTable", 0);
    page.click("stationAcceptButton");
    auto* place = page.find<QComboBox>("admitPlace");
    QTest::keyClicks(page.find<QLineEdit>("admitPerson"), QStringLiteral("Ada"));
    QCOMPARE(place->currentIndex(), -1);
    QVERIFY(page.button("admitConfirm")->toolTip().contains(QStringLiteral("place")));
    QCOMPARE(place->count(), 4); // those over TLS
    place->setCurrentIndex(2);
    page.click("admitConfirm");
    QCOMPARE(page.server.sent<command::AcceptStation>().at(0).station.text(), QStringLiteral("M4-S3"));
    page.accepted();
    QVERIFY(page.notice().contains(QStringLiteral("1 of 2 persons")));
}

void StationsPageTest::onePersonIsEnoughOnTestKeys()
{
    Page6 page;
    page.door([](StationDoorView& door) {
        door.twoPersons = false;
        for (PendingStation& one : door.pending)
            one.offered = {};
    });
    QVERIFY(page.text("stationRule").contains(QStringLiteral("test keys only")));
    QCOMPARE(page.cell("pendingTable", 0, 4), QStringLiteral("one person is enough"));
    page.click("pendingTable", waitsForPlace);
    page.click("stationAcceptButton");
    QVERIFY(page.text("admitAccepted").contains(QStringLiteral("one person is enough")));
    QTest::keyClicks(page.find<QLineEdit>("admitPerson"), QStringLiteral("Ada"));
    page.click("admitConfirm");
    page.accepted();
    QVERIFY(page.notice().contains(QStringLiteral("may take M4-S6")));
}

void StationsPageTest::refuseByMouse()
{
    Page6 page;
    QVERIFY(!page.button("stationRefuseButton")->isEnabled());
    page.click("pendingTable", 0);
    page.click("stationRefuseButton");
    const auto sent = page.server.sent<command::RefuseStation>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].pin, page.now().pending[0].pin);
    page.accepted();
    QVERIFY(page.notice().contains(QStringLiteral("is refused")));
}

void StationsPageTest::revokeNeedsConfirmation()
{
    Page6 page;
    page.change([](Snapshot& floor) { floor.machines[3].stations[2].cardTail = QStringLiteral("4840"); });
    page.click("stationsTable", 2);
    page.click("stationRevokeButton");
    QVERIFY(page.find<RevokeDialog>("revokeDialog"));
    QVERIFY(page.server.commands.empty());
    const QString text = page.text("stationText");
    const auto* shown = page.find<QLabel>("stationText"); // and is there to be read
    QVERIFY(shown->heightForWidth(shown->width()) <= shown->height());
    QVERIFY2(text.contains(QStringLiteral("ending 4840")) && text.contains(QStringLiteral("reject tray")),
        qPrintable(text));
    QTest::keyClick(page.find<RevokeDialog>("revokeDialog"), Qt::Key_Return); // keeps it
    QTRY_VERIFY(!page.find<RevokeDialog>("revokeDialog"));
    QVERIFY(page.server.commands.empty());

    page.click("stationRevokeButton");
    page.click("revokeConfirm");
    const auto sent = page.server.sent<command::RevokeStation>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].station.text(), QStringLiteral("M4-S3"));
    QCOMPARE(sent[0].pin, page.now().listed[2].pin);
    page.accepted();
    QTRY_VERIFY(!page.find<RevokeDialog>("revokeDialog"));
    QVERIFY(page.notice().contains(QStringLiteral("M4-S3 is revoked")));

    page.click("stationsTable", lostRow); // nobody is there
    page.click("stationRevokeButton");
    QVERIFY(page.text("stationText").contains(QStringLiteral("no card is touched")));
}

void StationsPageTest::revokeSaysWhyNot()
{
    Page6 page;
    QVERIFY(page.button("stationRevokeButton")->toolTip().contains(QStringLiteral("Choose")));
    page.click("stationsTable", 1);
    QVERIFY(!page.button("stationRevokeButton")->isEnabled());
    QVERIFY(page.button("stationRevokeButton")->toolTip().contains(QStringLiteral("floor.json")));
    QCOMPARE(page.cell("stationsTable", 1, 6), QStringLiteral("floor.json"));
    page.click("stationsTable", 3);
    QVERIFY(!page.button("stationRevokeButton")->isEnabled());
    QVERIFY(page.button("stationRevokeButton")->toolTip().contains(QStringLiteral("nothing to revoke")));
}

void StationsPageTest::dialogsFollowTheFloor()
{
    Page6 page;
    page.click("pendingTable", waitsForPlace);
    page.click("stationAcceptButton");
    QTest::keyClicks(page.find<QLineEdit>("admitPerson"), QStringLiteral("Grace"));
    page.door([](StationDoorView& door) { door.pending.pop_back(); });
    QVERIFY(!page.button("admitConfirm")->isEnabled());
    QVERIFY(page.text("stationMessage").contains(QStringLiteral("somebody else")));
    page.click("admitCancel");
    QTRY_VERIFY(!page.find<AdmitDialog>("admitDialog"));
    page.click("stationsTable", 0);
    page.click("stationRevokeButton");
    page.door([](StationDoorView& door) { door.listed.erase(door.listed.begin()); });
    QVERIFY(!page.button("revokeConfirm")->isEnabled());
    QVERIFY(page.server.commands.empty());
}

void StationsPageTest::whatIsChosenIsNeverAnother()
{
    Page6 page;
    page.click("pendingTable", waitsForPlace);
    const QString chosen = page.table("pendingTable")->chosen()->key;
    page.door([](StationDoorView& door) {
        PendingStation more = door.pending[0];
        more.pin = QByteArray(32, 'z');
        door.pending.push_back(more);
    });
    QCOMPARE(page.table("pendingTable")->chosen()->key, chosen);
    page.door([](StationDoorView& door) { door.pending.erase(door.pending.begin() + 1); });
    QVERIFY(!page.table("pendingTable")->chosen());
    QVERIFY(!page.button("stationRefuseButton")->isEnabled());
    QVERIFY(!page.button("stationRefuseButton")->statusTip().isEmpty());
}

void StationsPageTest::lostLinkSaysWhatToDo()
{
    Page6 page;
    QCOMPARE(page.cell("stationsTable", lostRow, 2), QStringLiteral("Link lost"));
    QVERIFY(page.table("stationsTable")->model()->index(lostRow, 2).data(Qt::BackgroundRole).isValid());
    QVERIFY(!page.table("stationsTable")->model()->index(0, 2).data(Qt::BackgroundRole).isValid());
    page.click("stationsTable", lostRow);
    QCOMPARE(page.text("stationDetailTitle"), QStringLiteral("M4-S6"));
    QVERIFY(page.text("stationDetailState").contains(QStringLiteral("does not answer any more")));
    QVERIFY(page.text("stationDetailTodo").startsWith(QStringLiteral("Check the station's computer")));
    QVERIFY(page.find<QLabel>("stationDetailTodo")->isVisible());
    page.click("stationsTable", 0);
    QVERIFY(!page.find<QLabel>("stationDetailTodo")->isVisible());
    QVERIFY(page.text("stationDetailLink").contains(QStringLiteral("192.168.7.31:49152")));
    QVERIFY(page.text("stationDetailLink").contains(QStringLiteral("(epoch) 41")));
    QVERIFY(page.text("stationDetailBeat").contains(QStringLiteral("Last message 0:00 ago")));
    QVERIFY(page.text("stationDetailLetIn").startsWith(QStringLiteral("Ada, Grace")));
    page.door([](StationDoorView& door) { door.listed.pop_back(); }); // nobody may take that place
    page.click("stationsTable", lostRow);
    QVERIFY(page.text("stationDetailLetIn").contains(QStringLiteral("nobody yet")));
}

/// On the floor, where people are: not "Offline" and a riddle.
void StationsPageTest::tileSaysLinkLost()
{
    StationSnapshot station;
    station.id = StationId{4, 6};
    station.state = TileState::Offline;
    station.link = QStringLiteral("tls: ACS ACR39U");
    QCOMPARE(stationStateText(station), QStringLiteral("Offline"));
    station.linkState = StationLinkState::Up; // its reader is away, its link is not
    QCOMPARE(stationStateText(station), QStringLiteral("Offline"));
    station.linkState = StationLinkState::Lost;
    QCOMPARE(stationStateText(station), QStringLiteral("Link lost"));
    QVERIFY(awayAdvice(station).action.contains(QStringLiteral("computer")));
    station.link = QStringLiteral("serial: GemPC");
    QVERIFY(awayAdvice(station).action.contains(QStringLiteral("cable")));
    station.linkState = StationLinkState::Awaited;
    QCOMPARE(stationStateText(station), QStringLiteral("Not connected"));
    station.state = TileState::Held; // a person held it: that is what it says
    QCOMPARE(stationStateText(station), QStringLiteral("Held"));
    // The card that was in it when the link went.
    const FailureText text = failureText(
        Failure(fc::ReaderLost, {{"reader", station.link}, {"cause", QStringLiteral("LinkSilent")}}));
    QCOMPARE(text.sentence, QStringLiteral("The link to the station was lost."));
    QVERIFY(failureText(Failure(fc::ReaderLost, {{"cause", QStringLiteral("PcscDown")}}))
                .sentence.startsWith(QStringLiteral("The reader")));
}

void StationsPageTest::everyReasonHasItsSentence_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("cause");
    const auto row = [](FailureCode code, const char* cause) {
        QTest::newRow(*cause ? cause : "no cause") << int(code) << QString::fromLatin1(cause);
    };
    // What the listeners, the gate and the door raise.
    for (const char* cause :
        {"no certificate", "expired", "not valid yet", "certificate", "protocol", "not welcomed", "user"})
        row(fc::LinkPeerRefused, cause);
    for (const char* cause : {"not listed", "taken", "no such place", "another line", "not over TLS",
             "not from this computer", "version", "no hello", "revoked", "came again"})
        row(fc::StationRefused, cause);
    row(fc::EpochRefused, "");
    row(fc::LinkPeerRefused, "something new");
}

void StationsPageTest::everyReasonHasItsSentence()
{
    QFETCH(int, code);
    QFETCH(QString, cause);
    static QSet<QString> seen;
    RefusedStation one;
    one.why = Failure(FailureCode(code), {{"cause", cause}});
    const StationAdvice advice = refusalText(one);
    QVERIFY2(advice.sentence.endsWith(u'.') && advice.action.endsWith(u'.'), qPrintable(advice.sentence));
    QVERIFY2(!seen.contains(advice.sentence), qPrintable(advice.sentence));
    seen.insert(advice.sentence);
}

void StationsPageTest::fingerprintIsCopiedWhole()
{
    Page6 page;
    const auto copied = [] { return QGuiApplication::clipboard()->text(); };
    page.click("pendingTable", 0);
    const QString print = page.cell("pendingTable", 0, 5);
    page.click("stationCopyPending");
    QCOMPARE(copied(), print);
    QGuiApplication::clipboard()->clear();
    QTest::keyClick(page.table("pendingTable"), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(copied(), print);
    page.click("stationsTable", 0);
    page.click("stationCopyButton");
    QVERIFY(copied().startsWith(page.cell("stationsTable", 0, 5).left(19)));
    QCOMPARE(copied().size(), 79);
    page.click("stationCopyOwn");
    QCOMPARE(copied().remove(u' '), QString::fromLatin1(page.now().pin.toHex().toUpper()));
}

void StationsPageTest::shortcutAndMenuLeadHere()
{
    Page6 page;
    page.window.goTo(Page::Floor);
    page.press(Qt::Key_6, Qt::ControlModifier);
    QCOMPARE(page.window.page(), Page::Stations);
    page.window.goTo(Page::Floor);
    page.find<QAction>("actionPage_stations")->trigger();
    QCOMPARE(page.window.page(), Page::Stations);
}

void StationsPageTest::emptyFloorTellsHow()
{
    Page6 page;
    page.change([](Snapshot& floor) { floor.stationDoor.reset(); });
    QVERIFY(page.find<QLabel>("stationsEmptyText")->isVisible());
    QVERIFY(page.text("enrolLine0").contains(QStringLiteral("\"stationDoor\"")));
    QVERIFY(page.text("enrolLine3").startsWith(QStringLiteral("stationmaster-station --reader")));
    page.click("enrolCopy3");
    QCOMPARE(QGuiApplication::clipboard()->text(), page.text("enrolLine3"));
    // A floor with lines only: nobody waits there, and nothing says that somebody could.
    Page6 lines;
    lines.door([](StationDoorView& door) {
        door.address.clear();
        door.links.erase(door.links.begin() + 4, door.links.end());
        door.links.erase(door.links.begin(), door.links.begin() + 3);
        door.pending.clear();
        door.listed.clear();
    });
    QCOMPARE(lines.table("stationsTable")->model()->rowCount(), 1);
    QVERIFY(!lines.table("pendingTable")->isVisible());
    QVERIFY(!lines.button("stationAcceptButton")->isVisible());
    QVERIFY(!lines.button("stationCopyOwn")->isVisible());
}

/// What the page tells people to type makes a key that only its owner reads, and starts a station.
void StationsPageTest::theLinesOfTheGuideWork()
{
    const StationDoorView door = *syntheticFloor(24).stationDoor;
    EnrolLines lines = enrolLines(&door);
    QVERIFY(lines.floorFile.isEmpty());
    QVERIFY(lines.start.contains(QStringLiteral("tls://CONSOLE:7700")));
    const QTemporaryDir folder;
    const auto run = [&](const QString& line, QProcess& process) {
        process.setWorkingDirectory(folder.path());
        process.start(QStringLiteral("sh"), {QStringLiteral("-c"), line});
    };
    for (const QString& line : {lines.makeKey, lines.pins}) {
        QProcess process;
        run(line, process);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
    }
    const QFileInfo key(folder.filePath(QStringLiteral("station.key")));
    QCOMPARE(key.permissions() & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
    lines.start.replace(QStringLiteral("--reader \"READER\""), QStringLiteral("--virtual iso-7"));
    lines.start.replace(QStringLiteral("CONSOLE:7700"), QStringLiteral("127.0.0.1:1"));
    QProcess station;
    run(QStringLiteral("exec " SM_BIN_DIR "/") + lines.start, station);
    QTRY_VERIFY_WITH_TIMEOUT(station.canReadLine() || station.state() == QProcess::NotRunning, 20'000);
    const QByteArray ready = station.readLine();
    const QString pin = QJsonDocument::fromJson(ready).object().value(QStringLiteral("pin")).toString();
    QVERIFY2(pin.size() == 64, qPrintable(QString::fromUtf8(ready + station.readAllStandardError())));
    station.terminate();
    QVERIFY(station.waitForFinished());
}

void StationsPageTest::manyStationsStayInTheWindow()
{
    Page6 page;
    page.door([](StationDoorView& door) {
        for (char i = 0; i < 62; ++i) {
            PendingStation one = door.pending[0];
            one.pin = QByteArray(32, char('0' + i));
            one.address = QStringLiteral("2001:db8:1234:5678:9abc:def0:1234:5678");
            one.firstPerson = QString(60, u'W');
            one.offered = {4, 1};
            door.pending.push_back(one);
            RefusedStation away = door.refused[0];
            away.pin = one.pin;
            door.refused.push_back(away);
        }
    });
    QCOMPARE(page.window.size(), QSize(1366, 768));
    QCOMPARE(page.table("pendingTable")->model()->rowCount(), 64);
    QCOMPARE(page.text("stationTotal1"), QStringLiteral("64"));
    // A page that scrolls shows all rows of its tables.
    RowsTable* table = page.table("pendingTable");
    const QRect last = table->visualRect(table->model()->index(63, 0));
    QVERIFY(table->viewport()->rect().contains(last));
}

QTEST_MAIN(StationsPageTest)
#include "tst_stations_page.moc"
