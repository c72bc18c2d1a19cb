// SPDX-License-Identifier: GPL-3.0-or-later
// What is typed stays where it was meant, files and answers are not mixed up, and figures belong to their
// time.
#include "base/failures/store.h"
#include "ui/bench/synthetic_history.h"
#include "ui/dashboard/dashboard_export.h"
#include "ui/dashboard/dashboard_tiles.h"
#include "ui/text/numbers.h"
#include "window_desk.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QSpinBox>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>

using namespace sm;

class NothingLostTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }
    void fieldsOfTheImportPageKeepTheirKeys();
    void constantIsSetWithEnter();
    void typingIsNotInterruptedByAnImport();
    void heldEnterGoesOneStep();
    void waitingFilesAreTold();
    void reportsDoNotReplaceEachOther();
    void definitionsReplaceNoOtherFile();
    void importingRowStaysSelected();
    void recordsOfAnOlderClickAreLeftOut();
    void endHasItsDay();
    void endBelongsToTheRange();
};

void NothingLostTest::fieldsOfTheImportPageKeepTheirKeys()
{
    Desk desk;
    desk.window.importFile(QStringLiteral("/tmp/cards.csv"));
    desk.fileChecked(false);
    auto* jump = desk.find<QSpinBox>("importJump");
    QVERIFY(jump->isVisible() && desk.button("importAccept")->isEnabled());
    jump->setFocus();
    QTest::keyClick(jump, Qt::Key_Return);
    QVERIFY(desk.server.sentImport<command::AcceptImport>().empty());
    QTest::keyClick(jump, Qt::Key_Escape);
    QVERIFY(desk.server.sentImport<command::CloseCheck>().empty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // the page again
    QCOMPARE(desk.server.sentImport<command::AcceptImport>().size(), size_t(1));
}

void NothingLostTest::constantIsSetWithEnter()
{
    Desk desk;
    desk.window.importFile(QStringLiteral("/tmp/cards.csv"));
    ImportPreview preview;
    preview.columns = {{1, QStringLiteral("id")}};
    PreviewField field;
    field.mapping.field = QStringLiteral("product");
    preview.fields = {field};
    desk.fileChecked(false, preview);
    auto* constant = desk.find<QLineEdit>("importConstant");
    QVERIFY(constant->isVisible());
    constant->setFocus();
    QTest::keyClicks(constant, QStringLiteral("P1"));
    QTest::keyClick(constant, Qt::Key_Return);
    QVERIFY(desk.server.sentImport<command::AcceptImport>().empty());
    const auto checks = desk.server.sentImport<command::CheckFile>();
    QCOMPARE(checks.size(), size_t(2));
    QCOMPARE(checks[1].mapping.fields.front().constant, QStringLiteral("P1"));
}

void NothingLostTest::typingIsNotInterruptedByAnImport()
{
    Desk desk({{job(7, JobState::Running)}}, Page::Jobs);
    desk.window.importFile(QStringLiteral("/tmp/cards.csv"));
    auto* find = desk.find<QLineEdit>("jobsFind");
    find->setFocus();
    desk.fileChecked(true);
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(find));
    QTest::keyClick(find, Qt::Key_Return);
    QVERIFY(desk.server.sentImport<command::AcceptImport>().empty());
}

void NothingLostTest::heldEnterGoesOneStep()
{
    Desk desk;
    desk.window.importFile(QStringLiteral("/tmp/cards.csv"));
    desk.fileChecked(true);
    auto* accept = desk.button("importCardAccept");
    QCOMPARE(QApplication::focusWidget(), static_cast<QWidget*>(accept));
    QTest::keyClick(accept, Qt::Key_Return);
    QCOMPARE(desk.server.sentImport<command::AcceptImport>().size(), size_t(1));
    desk.fileImported();
    QKeyEvent held(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QString(), true);
    QApplication::sendEvent(QApplication::focusWidget(), &held);
    QVERIFY(desk.server.sent<command::StartJob>().empty());
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(desk.server.sent<command::StartJob>().size(), size_t(1));
}

void NothingLostTest::waitingFilesAreTold()
{
    Desk desk;
    desk.window.importFile(QStringLiteral("/tmp/first.csv"));
    desk.window.goTo(Page::Trace);
    desk.window.importFiles({QStringLiteral("/tmp/second.csv"), QStringLiteral("/tmp/third.csv")});
    QCOMPARE(desk.window.page(), Page::Jobs);
    const QString said = desk.find<QWidget>("noticeLine")->accessibleName();
    QVERIFY2(said.contains(QStringLiteral("first.csv")) && said.contains(u'2'), qPrintable(said));
}

void NothingLostTest::reportsDoNotReplaceEachOther()
{
    Desk desk({{job(7, JobState::Running)}}, Page::Jobs);
    desk.button("jobReportButton")->click();
    desk.button("jobReportButton")->click();
    const auto asked = desk.server.sent<command::WriteReport>();
    QCOMPARE(asked.size(), size_t(2));
    QVERIFY(asked[0].file != asked[1].file);
}

void NothingLostTest::definitionsReplaceNoOtherFile()
{
    QTemporaryDir folder;
    ExportJob order;
    order.history = std::make_shared<History>();
    order.file = folder.filePath(QStringLiteral("shift.csv"));
    QFile own(definitionsFile(order.file));
    QVERIFY(own.open(QIODevice::WriteOnly));
    own.write("mine\n");
    own.close();
    QVERIFY(exportCsv(order));
    QVERIFY(own.open(QIODevice::ReadOnly));
    QCOMPARE(own.readAll(), QByteArray("mine\n"));
    const QStringList files = QDir(folder.path()).entryList(QDir::Files);
    QCOMPARE(files.size(), 3);
    QVERIFY(exportCsv(order)); // its own earlier ones it does replace
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), files);
}

void NothingLostTest::importingRowStaysSelected()
{
    Desk desk({{job(7, JobState::Running), job(0, JobState::Importing)}}, Page::Jobs);
    desk.find<QTableView>("jobsTable")->selectRow(1);
    desk.change([](Snapshot& floor) { floor.jobs[1].imported = 50; });
    QCOMPARE(desk.find<QTableView>("jobsTable")->currentIndex().row(), 1);
    desk.button("jobAbortButton")->click();
    QCOMPARE(desk.server.sent<command::CancelImport>().size(), size_t(1));
    desk.change([](Snapshot& floor) { floor.jobs.pop_back(); });
    QCOMPARE(desk.find<QTableView>("jobsTable")->currentIndex().row(), 0);
}

void NothingLostTest::recordsOfAnOlderClickAreLeftOut()
{
    Desk desk(std::nullopt, Page::Dashboard);
    SyntheticShift shift;
    desk.window.resize(1366, 1500); // all charts are seen
    desk.window.goTo(Page::Floor);
    desk.window.goTo(Page::Dashboard);
    const HistoryQuery query = desk.server.sent<command::ReadHistory>().back().query;
    desk.push(event::HistoryRead{desk.server.lastTicket, shift.read(query)});
    auto* list = desk.find<QWidget>("dashParetoList");
    QTest::keyClick(list, Qt::Key_Return); // a row opens its records by keys too
    const quint64 older = desk.server.lastTicket;
    QTest::keyClick(list, Qt::Key_Return);
    const quint64 newer = desk.server.lastTicket;
    QVERIFY(newer > older);
    desk.push(event::AttemptsRead{older, {}, false});
    QCOMPARE(desk.text("dashRecordsNote"), QStringLiteral("Reading..."));
    desk.push(event::Refused{newer, Failure(fc::StoreFatal, {})});
    QVERIFY(desk.text("dashRecordsNote") != QStringLiteral("Reading..."));
}

void NothingLostTest::endHasItsDay()
{
    const QDateTime now(QDate(2026, 11, 21), QTime(22, 0));
    QCOMPARE(clockText(now.addSecs(3600), now), QStringLiteral("23:00"));
    QVERIFY(clockText(now.addSecs(4 * 3600), now).endsWith(QStringLiteral(" 02:00")));
    QVERIFY(clockText(now.addDays(1), now) != clockText(now.addDays(2), now));
    QVERIFY(clockText(now.addDays(9), now).contains(QStringLiteral("30")));
}

void NothingLostTest::endBelongsToTheRange()
{
    Snapshot floor = syntheticFloor(24);
    History history;
    history.to = floor.wall.toMSecsSinceEpoch();
    const QString now = tileContents(history, &floor)[3].value;
    QCOMPARE(now, clockText(floor.figures.eta, floor.wall));
    history.to -= 3'600'000;
    QVERIFY(tileContents(history, &floor)[3].value != now);
    history.compared.emplace();
    history.figures.rate = 1000;
    history.compared->rate = 900;
    const TileContent rate = tileContents(history, &floor)[1];
    QVERIFY2(
        rate.value.startsWith(grouped(1000)) && rate.delta == QStringLiteral("+100"), qPrintable(rate.value));
}

QTEST_MAIN(NothingLostTest)
#include "tst_nothing_lost.moc"
