// SPDX-License-Identifier: GPL-3.0-or-later
// The page where a floor is set up: what it shows, what can be edited, and what is said when that is wrong.
#include "base/failures/server.h"
#include "setup_desk.h"

using namespace sm;

class FloorSetupTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void showsTheFloorThatRuns();
    void whatCannotBeReadSaysWhy();
    void readerIsKnownByItsSerialNumber();
    void kindsHaveTheirOwnFields();
    void wrongMembersSayItWhereTheyAre_data();
    void wrongMembersSayItWhereTheyAre();
    void aFaultElsewhereIsLedTo();
    void machinesComeGoAndAreRenamed();
    void editsAreUndoneOneByOne();
    void byKeyboardAlone();
};

void FloorSetupTest::showsTheFloorThatRuns()
{
    Page7 desk;
    QCOMPARE(desk.table()->model()->rowCount(), 7); // two machines, five stations
    QCOMPARE(desk.cell("M1-S1", SetupRow::Kind), QStringLiteral("Virtual"));
    QCOMPARE(desk.cell("M1-S2", SetupRow::Bound), QStringLiteral("ACS ACR39U ICC Reader 00 00"));
    QCOMPARE(desk.cell("M1-S3", SetupRow::Bound), QStringLiteral("Serial number 2112"));
    QCOMPARE(desk.cell("M2-S2", SetupRow::Bound), QStringLiteral("/dev/serial/by-id/ftdi"));
    QVERIFY(desk.cell("M1-S1", SetupRow::Now) != QString(QChar(0x2013))); // of the floor's snapshot
    QCOMPARE(desk.find<QLabel>("setupWhere")->accessibleName(), QStringLiteral("Kept in /srv/floor.json"));
    QCOMPARE(desk.page()->edits(), 0);
    QVERIFY(!desk.button("setupApply")->isEnabled());
    QVERIFY(!desk.button("setupApply")->toolTip().isEmpty());
    desk.click("setupLookAgain");
    desk.told(hall, {});
    QVERIFY(desk.find<QLabel>("setupWhere")->accessibleName().contains(QStringLiteral("kept nowhere")));
}

void FloorSetupTest::whatCannotBeReadSaysWhy()
{
    Desk desk(std::nullopt, Page::Setup);
    auto* page = desk.find<SetupPage>("setupPage");
    const auto* text = page->findChild<QLabel*>(QStringLiteral("emptyStateText"));
    QVERIFY(text->isVisible());
    desk.push(event::Refused{
        desk.server.lastTicket, Failure(fc::FloorFileUnwritable, {{"file", QStringLiteral("/x")}})});
    QVERIFY2(text->text().contains(QStringLiteral("/x")), qPrintable(text->text()));
    QTest::mouseClick(desk.button("setupReadAgain"), Qt::LeftButton);
    QCOMPARE(desk.server.sent<SetupCommand>().size(), size_t(1));
}

void FloorSetupTest::readerIsKnownByItsSerialNumber()
{
    Page7 desk;
    desk.choose("M1-S2");
    QCOMPARE(desk.list("setupReader")->currentText(), QStringLiteral("ACS ACR39U ICC Reader 00 00"));
    QVERIFY(!desk.list("setupSerial")->isVisible());
    desk.list("setupReader")->setCurrentIndex(desk.list("setupReader")->findText(omnikey));
    QVERIFY(desk.text("setupReaderHint").contains(QStringLiteral("serial number")));
    QCOMPARE(desk.wanted({1, 2}).reader, omnikey);
    desk.list("setupKnownBy")->setCurrentIndex(1);
    QVERIFY(desk.list("setupSerial")->isVisible() && !desk.list("setupReader")->isVisible());
    QCOMPARE(desk.wanted({1, 2}).readerSerial, QStringLiteral("4711"));
    QVERIFY(desk.wanted({1, 2}).reader.isEmpty());
    QVERIFY(desk.text("setupSerialHint").contains(omnikey));
    QCOMPARE(desk.cell("M1-S2", SetupRow::Change), QStringLiteral("Changes"));
    desk.list("setupKnownBy")->setCurrentIndex(0); // and back: the reader is there to be asked
    QCOMPARE(desk.wanted({1, 2}).reader, omnikey);
    // A new station takes a reader that nobody has, by its number.
    desk.list("setupReader")->setCurrentIndex(0);
    QCOMPARE(desk.page()->edits(), 0);
    desk.click("setupAddStation");
    QCOMPARE(desk.wanted({1, 4}).readerSerial, QStringLiteral("4711"));
}

void FloorSetupTest::kindsHaveTheirOwnFields()
{
    Page7 desk;
    desk.choose("M1-S1");
    const std::pair<StationKind, QStringList> kinds[]{{StationKind::Virtual, {}},
        {StationKind::Pcsc, {QStringLiteral("setupKnownBy"), QStringLiteral("setupReader")}},
        {StationKind::Tls, {QStringLiteral("setupPin")}},
        {StationKind::Serial,
            {QStringLiteral("setupPort"), QStringLiteral("setupLineKey"), QStringLiteral("setupBaud")}}};
    for (const auto& [kind, fields] : kinds) {
        desk.list("setupKind")->setCurrentIndex(desk.list("setupKind")->findData(int(kind)));
        QStringList seen;
        for (const char* name : {"setupKnownBy", "setupReader", "setupSerial", "setupSlot", "setupPin",
                 "setupPort", "setupLineKey", "setupBaud"}) {
            if (desk.find<QWidget>(name)->isVisible())
                seen.append(QLatin1String(name));
        }
        QCOMPARE(seen, fields);
    }
    desk.list("setupPort")->setEditText(QStringLiteral("/dev/ttyUSB0"));
    QVERIFY(desk.text("setupPortHint").contains(QStringLiteral("/dev/serial")));
    desk.type(desk.find<QLineEdit>("setupLineKey"), QStringLiteral("/etc/line.key"));
    desk.list("setupBaud")->setCurrentIndex(0);
    const StationRow row = desk.wanted({1, 1});
    QVERIFY(row.kind == StationKind::Serial);
    QCOMPARE(row.port, QStringLiteral("/dev/ttyUSB0"));
    QCOMPARE(row.lineKey, QStringLiteral("/etc/line.key"));
    QCOMPARE(row.baud, 9600);
}

void FloorSetupTest::wrongMembersSayItWhereTheyAre_data()
{
    QTest::addColumn<QString>("station");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("said");
    const auto row = [](const char* name, const char* station, StationKind kind, const char* field,
                         const char* text, const char* said) {
        QTest::newRow(name) << QString::fromLatin1(station) << int(kind) << QString::fromLatin1(field)
                            << QString::fromLatin1(text) << QString::fromLatin1(said);
    };
    row("no reader", "M1-S2", StationKind::Pcsc, "setupReader", "", "No reader is named");
    row("no serial", "M1-S3", StationKind::Pcsc, "setupSerial", "", "No reader is named");
    row("short pin", "M2-S1", StationKind::Tls, "setupPin", "ABCD", "4 characters");
    row("no port", "M2-S2", StationKind::Serial, "setupPort", "", "No port is named");
    row("relative port", "M2-S2", StationKind::Serial, "setupPort", "ttyS0", "no absolute path");
    row("no key", "M2-S2", StationKind::Serial, "setupLineKey", "", "missing");
    row("no socket", "M2-S1", StationKind::Local, "setupKind", "", "stationDoor: local");
}

void FloorSetupTest::wrongMembersSayItWhereTheyAre()
{
    QFETCH(QString, station);
    QFETCH(int, kind);
    QFETCH(QString, field);
    QFETCH(QString, text);
    QFETCH(QString, said);
    Page7 desk;
    desk.table()->choose(station);
    desk.list("setupKind")->setCurrentIndex(desk.list("setupKind")->findData(kind));
    if (auto* list = desk.find<QComboBox>(qPrintable(field)); list && list->isEditable())
        list->setEditText(text);
    else if (auto* line = desk.find<QLineEdit>(qPrintable(field)))
        line->setText(text);
    const QString shown = desk.error(qPrintable(field));
    QVERIFY2(shown.contains(said), qPrintable(shown));
    QCOMPARE(desk.find<QWidget>(qPrintable(field))->accessibleDescription(), shown);
    QCOMPARE(desk.cell(qPrintable(station), SetupRow::Change), QStringLiteral("Not right yet"));
    for (const char* button : {"setupApply", "setupTestOne", "setupTestAll"}) {
        QVERIFY(!desk.button(button)->isEnabled());
        QVERIFY(desk.button(button)->toolTip().contains(QStringLiteral("not right yet")));
    }
    QVERIFY(!desk.find<QWidget>("setupMessageLine")->isVisible()); // said once
    desk.click("setupDiscard");
    QVERIFY(desk.error(qPrintable(field)).isEmpty());
    QVERIFY(desk.button("setupTestAll")->isEnabled());
}

void FloorSetupTest::aFaultElsewhereIsLedTo()
{
    Page7 desk;
    desk.choose("M1-S3"); // becomes the same reader as M1-S2
    desk.list("setupKnownBy")->setCurrentIndex(0);
    desk.list("setupReader")->setEditText(QStringLiteral("ACS ACR39U ICC Reader 00 00"));
    QVERIFY(desk.error("setupReader").contains(QStringLiteral("already")));
    desk.choose("M2-S1");
    QVERIFY(desk.find<QWidget>("setupMessageLine")->isVisible());
    QVERIFY(desk.text("setupMessage").startsWith(QStringLiteral("M1-S3: ")));
    desk.click("setupShowFault");
    QCOMPARE(desk.table()->chosen()->key, QStringLiteral("M1-S3"));
    QVERIFY(desk.list("setupReader")->hasFocus());
}

void FloorSetupTest::machinesComeGoAndAreRenamed()
{
    Page7 desk;
    desk.click("setupAddMachine");
    QCOMPARE(desk.table()->chosen()->key, QStringLiteral("M3"));
    QVERIFY(desk.find<QLineEdit>("setupMachineName")->hasFocus());
    desk.type(desk.find<QLineEdit>("setupMachineName"), QStringLiteral("Press"));
    QCOMPARE(desk.cell("Machine 3", SetupRow::Station), QStringLiteral("Machine 3: Press"));
    desk.click("setupAddStation");
    QCOMPARE(desk.table()->chosen()->key, QStringLiteral("M3-S1"));
    QCOMPARE(desk.page()->edits(), 2);
    desk.choose("M2");
    desk.click("setupRemove");
    QCOMPARE(desk.cell("M2-S1", SetupRow::Change), QStringLiteral("Goes")); // seen until it is gone
    QCOMPARE(desk.page()->edits(), 5);
    desk.choose("M2-S1");
    QVERIFY(!desk.button("setupRemove")->isEnabled() && !desk.button("setupAddStation")->isEnabled());
    QVERIFY(desk.text("setupText").contains(QStringLiteral("Undo brings it back")));
    QVERIFY(!desk.list("setupKind")->isVisible());
}

void FloorSetupTest::editsAreUndoneOneByOne()
{
    Page7 desk;
    desk.choose("M1");
    desk.type(desk.find<QLineEdit>("setupMachineName"), QStringLiteral("Press hall")); // one edit
    desk.choose("M1-S1");
    desk.click("setupRemove");
    QCOMPARE(desk.text("setupCount"), QStringLiteral("2 changes are not applied yet"));
    desk.click("setupUndo");
    QCOMPARE(desk.page()->edits(), 1);
    desk.click("setupUndo");
    QCOMPARE(desk.page()->edits(), 0);
    QVERIFY(!desk.button("setupUndo")->isEnabled());
    desk.choose("M1");
    QCOMPARE(desk.find<QLineEdit>("setupMachineName")->text(), QStringLiteral("MX-A"));
}

void FloorSetupTest::byKeyboardAlone()
{
    Page7 desk;
    QVERIFY(desk.table()->hasFocus());
    QTest::keyClick(desk.table(), Qt::Key_Down);
    QTest::keyClick(desk.table(), Qt::Key_Down);
    QCOMPARE(desk.table()->chosen()->key, QStringLiteral("M1-S2"));
    QTest::keyClick(desk.table(), Qt::Key_Return);
    QVERIFY(desk.list("setupKind")->hasFocus());
    QTest::keyClick(desk.list("setupKind"), Qt::Key_Escape);
    QVERIFY(desk.table()->hasFocus());
    QTest::keyClick(desk.table(), Qt::Key_Insert);
    QCOMPARE(desk.table()->chosen()->key, QStringLiteral("M1-S4"));
    QTest::keyClick(desk.list("setupKind"), Qt::Key_Escape);
    QTest::keyClick(desk.table(), Qt::Key_Delete);
    QCOMPARE(desk.page()->edits(), 0);
    QTest::keyClick(desk.table(), Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.page()->edits(), 1);
}

QTEST_MAIN(FloorSetupTest)
#include "tst_floor_setup.moc"
