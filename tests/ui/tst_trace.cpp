// SPDX-License-Identifier: GPL-3.0-or-later
// The trace page: following, standing still, filtering, landing on the failed command, masks, export.
#include "fake_server.h"
#include "trace/decoder.h"
#include "ui/bench/synthetic_port.h"
#include "ui/floor/floor_page.h"
#include "ui/floor/floor_view.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"
#include "ui/text/status_word_text.h"
#include "ui/theme/safe_table_view.h"
#include "ui/trace/bytes_view.h"
#include "ui/trace/compare_panel.h"
#include "ui/trace/filter_line.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_page.h"
#include "ui/trace/trace_phrases.h"
#include "ui/trace/trace_table.h"
#include "ui/trace/trace_text.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeWidget>
#include <QTreeWidgetItemIterator>

using namespace sm;

namespace {

/// A card of some commands; the one at `failing` is refused. Returns the id of that row.
quint64 addCard(TraceRing& ring, StationId station, qint64 attempt, int commands, int failing = -1)
{
    TraceEntry entry;
    entry.row.station = station;
    entry.row.job = JobId(1);
    entry.row.attempt = AttemptId(attempt);
    entry.row.card = traceCardTail(QStringLiteral("HTP-2026-%1").arg(attempt, 6, 10, QLatin1Char('0')));
    entry.row.cardStart = entry.row.time = 1'795'264'320'000'000 + attempt * 1'000'000;
    entry.row.kind = TraceKind::CardStarted;
    entry.row.label = QStringLiteral("Harbour Transit Pass");
    ring.append(entry);
    entry.row.kind = TraceKind::Command;
    entry.row.label = QStringLiteral("Store pass data");
    quint64 failed = 0;
    for (int i = 0; i < commands; ++i) {
        const QByteArray command = QByteArray::fromHex("80E2080010"
                                                       "01010D"
                                                       "5F20")
            + char(10) + "CANARY PAN";
        const std::vector<ClassSpan> spans{{10, 11, FieldClass::Personal}};
        const bool bad = i == failing;
        const QByteArray answer = QByteArray::fromHex(bad ? "6A80" : "9000");
        entry.row.step = quint16(i + 1);
        entry.row.time += 12'000;
        entry.row.microseconds = 12'000;
        entry.row.judgement = bad ? TraceJudgement::Refused : TraceJudgement::Accepted;
        entry.command = command;
        entry.answer = answer;
        entry.commandClasses = spans;
        const quint64 id = ring.append(entry);
        failed = bad ? id : failed;
    }
    return failed;
}

StationId stationAt(quint16 machine, quint16 station)
{
    StationId id;
    id.machine = machine;
    id.station = station;
    return id;
}

/// Everything a widget and what is in it shows or tells.
QString everythingIn(const QWidget& top)
{
    QString all;
    for (QObject* object : top.findChildren<QObject*>()) {
        for (const char* name : {"text", "toolTip", "accessibleName", "accessibleDescription", "windowTitle"})
            all += object->property(name).toString() + u'\n';
    }
    return all;
}

} // namespace

class TraceTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyCodeHasItsPhrase();
    void everyTagHasItsName();
    void statusWords_data();
    void statusWords();
    void ux05OpenTraceLandsOnTheFailedCommand();
    void ux08EmptyState();
    void followsUntilTheUserTakesHold_data();
    void followsUntilTheUserTakesHold();
    void ux37NothingMovesWhileFollowIsOff();
    void evictedRowsSayTheyAreNoLongerKept();
    void filterShowsItsErrorAndKeepsTheOldRows();
    void chipsAreTermsOfTheFilter();
    void completionAndHistory();
    void foldedCardShowsOneRow();
    void bytesAndTreeAreLinked();
    void ux35CanariesAreNowhere();
    void exportWritesTheListedRows();
    void alwaysACurrentRow();
    void compareSelectsTheFirstParting();
};

void TraceTest::everyCodeHasItsPhrase()
{
    for (int code = 0; code < int(TraceCode::Count); ++code)
        QVERIFY2(phraseOf(TraceCode(code)) != nullptr, qPrintable(QString::number(code)));
}

void TraceTest::everyTagHasItsName()
{
    // knownTag() decides what reads as TLV, tagName() what is said of it: both know the same tags.
    for (const TagBook book :
        {TagBook::FileControl, TagBook::Emv, TagBook::Registry, TagBook::Install, TagBook::CardData}) {
        int named = 0;
        for (quint32 tag = 0; tag <= 0xFFFF; ++tag) {
            if (!tagName(book, tag).isEmpty())
                ++named;
        }
        QVERIFY(named > 10);
    }
    QCOMPARE(tagName(TagBook::Emv, 0x57), QStringLiteral("Track 2 equivalent data"));
    QVERIFY(tagName(TagBook::Emv, 0xC1).isEmpty());
}

void TraceTest::statusWords_data()
{
    QTest::addColumn<int>("sw");
    QTest::addColumn<QString>("meaning");
    QTest::newRow("exact") << 0x6A82 << QStringLiteral("file or application not found");
    QTest::newRow("wrong Le") << 0x6C10 << QStringLiteral("wrong Le, 16 bytes available");
    QTest::newRow("wrong Le 256") << 0x6C00 << QStringLiteral("wrong Le, 256 bytes available");
    QTest::newRow("tries") << 0x63C2 << QStringLiteral("2 attempts left");
    QTest::newRow("class") << 0x6AF0 << QStringLiteral("wrong parameters");
    QTest::newRow("application") << 0x9123 << QStringLiteral("defined by the application");
    QTest::newRow("nobody's") << 0x1234 << QStringLiteral("not known");
}

void TraceTest::statusWords()
{
    QFETCH(int, sw);
    QTEST(statusWordText(quint16(sw)).meaning, "meaning");
}

void TraceTest::ux05OpenTraceLandsOnTheFailedCommand()
{
    FakeServer server(syntheticFloor(24));
    StationId wanted;
    for (const MachineSnapshot& machine : server.snapshot()->machines) {
        for (const StationSnapshot& station : machine.stations) {
            if (station.state == TileState::Fault)
                wanted = station.id;
        }
    }
    QVERIFY(wanted.isValid());
    addCard(server.traceRing, wanted, 1, 30, 12);
    const quint64 failed = addCard(server.traceRing, wanted, 2, 30, 20);
    addCard(server.traceRing, stationAt(1, 1), 3, 200, 5);
    MainWindow window(server);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    window.feed()->look();
    window.floor()->showStation(wanted); // the first of the two events: the tile
    auto* open = window.findChild<QPushButton*>(QStringLiteral("openTraceButton"));
    QVERIFY(open && open->isVisible());
    QTest::mouseClick(open, Qt::LeftButton); // the second
    QCOMPARE(window.page(), Page::Trace);
    TracePage* page = window.trace();
    QTRY_COMPARE(page->model()->idAt(page->table()->currentIndex().row()), failed);
    QVERIFY(!page->following());
    QVERIFY(page->table()
                ->visualRect(page->table()->currentIndex())
                .intersects(page->table()->viewport()->rect()));
    const QRect row = page->table()->visualRect(page->table()->currentIndex());
    QVERIFY(row.height() == 24);
}

void TraceTest::ux08EmptyState()
{
    FakeServer server(syntheticFloor(6));
    TracePage page(server);
    page.resize(1182, 640);
    page.setTheme(Theme::of(ThemeKind::Light));
    page.show();
    page.refresh();
    auto* button = page.findChild<QPushButton*>(QStringLiteral("traceEmptyButton"));
    QVERIFY(button->isVisible());
    const QSignalSpy jobs(&page, &TracePage::jobsRequested);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(jobs.count(), 1);
    addCard(server.traceRing, stationAt(1, 1), 1, 5);
    page.refresh();
    QVERIFY(!button->isVisible());
    QCOMPARE(page.model()->rowCount(), 6);
    page.filterLine()->setText(QStringLiteral("sw:6F00"));
    QTRY_VERIFY(button->isVisible());
    QCOMPARE(button->text(), QStringLiteral("Clear filter"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE(page.model()->rowCount(), 6);
}

void TraceTest::followsUntilTheUserTakesHold_data()
{
    QTest::addColumn<int>("way");
    QTest::newRow("click") << 0;
    QTest::newRow("wheel up") << 1;
    QTest::newRow("arrow key") << 2;
    QTest::newRow("scroll bar") << 3;
    QTest::newRow("button") << 4;
}

void TraceTest::followsUntilTheUserTakesHold()
{
    QFETCH(int, way);
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 200);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    QVERIFY(page.following());
    TraceTable* table = page.table();
    QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    addCard(server.traceRing, stationAt(1, 1), 2, 10);
    page.refresh();
    QCOMPARE(page.model()->rowCount(), 201 + 11);
    QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
    const QPoint middle = table->viewport()->rect().center();
    if (way == 0)
        QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, middle);
    else if (way == 1) {
        QWheelEvent wheel(
            middle, table->viewport()->mapToGlobal(middle), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
        QApplication::sendEvent(table->viewport(), &wheel);
    } else if (way == 2)
        QTest::keyClick(table, Qt::Key_Up);
    else if (way == 3)
        table->verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepSub);
    else
        QTest::mouseClick(page.findChild<QAbstractButton*>(QStringLiteral("traceFollow")), Qt::LeftButton);
    QVERIFY(!page.following());
    addCard(server.traceRing, stationAt(1, 1), 3, 10);
    page.refresh();
    QCOMPARE(page.model()->rowCount(), 212);
    auto* fresh = page.findChild<QPushButton*>(QStringLiteral("traceNew"));
    QVERIFY(fresh->isVisible());
    QVERIFY(fresh->text().startsWith(QStringLiteral("11 ")));
    QTest::keyClick(table, Qt::Key_End);
    QVERIFY(page.following());
    QVERIFY(!fresh->isVisible());
    QCOMPARE(page.model()->rowCount(), 223);
    QCOMPARE(table->verticalScrollBar()->value(), table->verticalScrollBar()->maximum());
}

void TraceTest::ux37NothingMovesWhileFollowIsOff()
{
    FakeServer server(syntheticFloor(6));
    for (int card = 1; card <= 40; ++card)
        addCard(server.traceRing, stationAt(1, 1), card, 100);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    TraceTable* table = page.table();
    table->verticalScrollBar()->setValue(1000);
    table->verticalScrollBar()->triggerAction(QAbstractSlider::SliderSingleStepSub);
    QVERIFY(!page.following());
    const QPoint cursor = table->viewport()->rect().center();
    const auto idUnderCursor = [&] { return page.model()->idAt(table->rowAt(cursor.y())); };
    const quint64 row = idUnderCursor();
    const int offset = table->verticalScrollBar()->value();
    const int range = table->verticalScrollBar()->maximum();
    const QModelIndex current = table->currentIndex();
    for (int card = 0; card < 1000; ++card) { // 100,000 rows and their separators
        addCard(server.traceRing, stationAt(1, 2), 100 + card, 100);
        if (card % 50 == 0) {
            page.refresh();
            QCOMPARE(idUnderCursor(), row);
            QCOMPARE(table->verticalScrollBar()->value(), offset);
        }
    }
    page.refresh();
    QCOMPARE(idUnderCursor(), row);
    QCOMPARE(table->verticalScrollBar()->value(), offset);
    QCOMPARE(table->verticalScrollBar()->maximum(), range);
    QCOMPARE(table->currentIndex(), current);
}

void TraceTest::evictedRowsSayTheyAreNoLongerKept()
{
    class SmallServer final : public ServerPort {
    public:
        quint64 post(ServerCommand) override { return 0; }
        std::shared_ptr<const Snapshot> snapshot() const override { return std::make_shared<Snapshot>(); }
        std::vector<ServerEvent> takeEvents() override { return {}; }
        TraceView trace() const override { return ring.view(); }
        TraceRing ring{1024};
    } server;
    addCard(server.ring, stationAt(1, 1), 1, 500);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    page.setFollowing(false);
    for (int card = 0; card < 10; ++card)
        addCard(server.ring, stationAt(1, 1), 10 + card, 500);
    page.refresh();
    TraceModel* model = page.model();
    QCOMPARE(model->rowCount(), 501);
    const QModelIndex first = model->index(0, TraceModel::Command);
    QCOMPARE(first.data().toString(), QStringLiteral("no longer kept"));
    QCOMPARE(model->index(0, TraceModel::Number).data().toString(), QStringLiteral("1"));
    page.grab();
    page.setFollowing(true);
    QVERIFY(model->rowAt(0));
    QVERIFY(model->rowCount() <= 2048);
    QVERIFY(model->idAt(model->rowCount() - 1) == server.ring.view().endId() - 1);
}

void TraceTest::filterShowsItsErrorAndKeepsTheOldRows()
{
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 50, 20);
    TracePage page(server);
    page.resize(1182, 640);
    page.setTheme(Theme::of(ThemeKind::Light));
    page.show();
    page.refresh();
    page.filterLine()->setFocus();
    auto* reason = page.findChild<QLabel*>(QStringLiteral("traceFilterError"));
    QTest::keyClicks(page.filterLine(), QStringLiteral("stashun:M1"));
    QVERIFY(reason->isVisible());
    QVERIFY(reason->text().contains(QStringLiteral("stashun")));
    QCOMPARE(page.model()->rowCount(), 51);
    page.filterLine()->setText(QStringLiteral("sw!=9000"));
    QVERIFY(!reason->isVisible());
    QCOMPARE(page.model()->rowCount(), 51); // until the worker has the new ones
    QTRY_COMPARE(page.model()->rowCount(), 2); // the card's separator and its failure
    addCard(server.traceRing, stationAt(1, 1), 2, 50, 30);
    page.refresh();
    QTRY_COMPARE(page.model()->rowCount(), 4);
}

void TraceTest::chipsAreTermsOfTheFilter()
{
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 50, 20);
    addCard(server.traceRing, stationAt(1, 2), 2, 50);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    const auto chip
        = [&](const char* name) { return page.findChild<QAbstractButton*>(QString::fromLatin1(name)); };
    QTest::mouseClick(chip("traceErrors"), Qt::LeftButton);
    QCOMPARE(page.filterLine()->text(), QStringLiteral("is:error"));
    QTRY_COMPARE(page.model()->rowCount(), 2);
    QTest::mouseClick(chip("traceErrors"), Qt::LeftButton);
    QTRY_COMPARE(page.model()->rowCount(), 102);
    QTest::mouseClick(chip("traceCard"), Qt::LeftButton); // the newest row is current: the second card
    QCOMPARE(page.filterLine()->text(), QStringLiteral("attempt:2"));
    QTRY_COMPARE(page.model()->rowCount(), 51);
    QVERIFY(chip("traceCard")->isChecked());
    QTest::mouseClick(chip("traceCard"), Qt::LeftButton);
    QCOMPARE(page.filterLine()->text(), QString());
}

void TraceTest::completionAndHistory()
{
    FilterLine line;
    line.setKnown(
        QStringLiteral("step"), {QStringLiteral("Store pass data"), QStringLiteral("Seal the card")});
    line.show();
    QTest::keyClicks(&line, QStringLiteral("ste"));
    QTest::keyClick(&line, Qt::Key_Escape);
    line.setText(QStringLiteral("is:error"));
    line.remember();
    line.setText(QStringLiteral("sw:6A80"));
    line.remember();
    line.clear();
    QTest::keyClick(&line, Qt::Key_Up);
    QCOMPARE(line.text(), QStringLiteral("sw:6A80"));
    QTest::keyClick(&line, Qt::Key_Up);
    QCOMPARE(line.text(), QStringLiteral("is:error"));
    QTest::keyClick(&line, Qt::Key_Down);
    QCOMPARE(line.text(), QStringLiteral("sw:6A80"));
}

void TraceTest::foldedCardShowsOneRow()
{
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 50);
    addCard(server.traceRing, stationAt(1, 2), 2, 10);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    page.setFollowing(false);
    page.table()->setCurrentIndex(page.model()->index(0, 0));
    QTest::keyClick(page.table(), Qt::Key_Space);
    QTRY_COMPARE(page.model()->rowCount(), 1 + 11);
    QTest::keyClick(page.table(), Qt::Key_Space);
    QTRY_COMPARE(page.model()->rowCount(), 51 + 11);
}

void TraceTest::bytesAndTreeAreLinked()
{
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 3, 2);
    TracePage page(server);
    page.resize(1182, 640);
    page.setTheme(Theme::of(ThemeKind::Dark));
    page.show();
    page.refresh();
    auto* tree = page.findChild<QTreeWidget*>(QStringLiteral("traceTree"));
    auto* bytes = page.findChild<BytesView*>(QStringLiteral("traceBytes"));
    QVERIFY(tree->topLevelItemCount() >= 3);
    QVERIFY(tree->topLevelItem(0)->text(0).startsWith(QStringLiteral("STORE DATA")));
    QVERIFY(bytes->text().contains(QStringLiteral("80 E2 08 00")));
    const QImage before = bytes->grab().toImage();
    tree->setCurrentItem(tree->topLevelItem(0)->child(0));
    QVERIFY2(bytes->grab().toImage() != before, "the field's bytes light up");
    Q_EMIT bytes->byteClicked(TraceSide::Command, 1);
    QVERIFY(tree->currentItem()->text(0).startsWith(QStringLiteral("INS E2")));
    Q_EMIT bytes->byteClicked(TraceSide::Answer, 0);
    QVERIFY(tree->currentItem()->text(0).startsWith(QStringLiteral("SW  6A80")));
}

void TraceTest::ux35CanariesAreNowhere()
{
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 30, 20);
    TraceEntry key;
    key.row.station = stationAt(1, 1);
    key.row.attempt = AttemptId(1);
    const QByteArray putKey = QByteArray::fromHex("80D8018110") + "CANARY KEY 16 BY";
    key.command = putKey;
    const QByteArray ok = QByteArray::fromHex("9000");
    key.answer = ok;
    server.traceRing.append(key);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    page.setFollowing(false);
    QString all;
    TraceModel* model = page.model();
    for (int row = 0; row < model->rowCount(); ++row) {
        page.table()->setCurrentIndex(model->index(row, 0));
        for (int column = 0; column < model->columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                all += model->index(row, column).data(role).toString() + u'\n';
        }
        auto* tree = page.findChild<QTreeWidget*>(QStringLiteral("traceTree"));
        for (QTreeWidgetItemIterator it(tree); *it; ++it)
            all += (*it)->text(0) + (*it)->toolTip(0) + u'\n';
        all += everythingIn(page);
        QTest::keyClick(page.table(), Qt::Key_C, Qt::ControlModifier);
        all += QApplication::clipboard()->text();
        QAccessibleInterface* cell = QAccessible::queryAccessibleInterface(page.table());
        all += cell->text(QAccessible::Name) + cell->text(QAccessible::Description);
    }
    QVERIFY(all.contains(QStringLiteral("masked")));
    QVERIFY(all.contains(QStringLiteral("not recorded")));
    for (const char* canary : {"CANARY", "43414E415259", "43 41 4E 41"})
        QVERIFY2(!all.contains(QLatin1String(canary), Qt::CaseInsensitive), canary);
}

void TraceTest::exportWritesTheListedRows()
{
    QTemporaryDir folder;
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 30, 20);
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.refresh();
    page.filterLine()->setText(QStringLiteral("is:error"));
    QTRY_COMPARE(page.model()->rowCount(), 2);
    const QSignalSpy notice(&page, &TracePage::notice);
    const QString file = folder.filePath(QStringLiteral("trace.csv"));
    page.exportTo(file, TraceFormat::Csv);
    QTRY_COMPARE(notice.count(), 1);
    QFile written(file);
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray text = written.readAll();
    QCOMPARE(text.count('\n'), 3); // header, separator, failure
    QVERIFY(text.contains("6A80"));
    QVERIFY(!text.contains("CANARY") && !text.contains("43414E415259"));
    page.exportTo(folder.filePath(QStringLiteral("no/such/folder.csv")), TraceFormat::Csv);
    QTRY_COMPARE(notice.count(), 2);
    QVERIFY(notice.at(1).first().toString().contains(QStringLiteral("could not")));
}

void TraceTest::alwaysACurrentRow()
{
    FakeServer server(syntheticFloor(6));
    TracePage page(server);
    page.resize(1182, 640);
    page.show();
    page.setFollowing(false);
    addCard(server.traceRing, stationAt(1, 1), 1, 30, 20);
    page.refresh();
    QVERIFY(page.table()->currentIndex().isValid());
    page.filterLine()->setText(QStringLiteral("is:error"));
    QTRY_COMPARE(page.model()->rowCount(), 2);
    QVERIFY(page.table()->currentIndex().isValid());
}

void TraceTest::compareSelectsTheFirstParting()
{
    FakeServer server(syntheticFloor(6));
    addCard(server.traceRing, stationAt(1, 1), 1, 30);
    addCard(server.traceRing, stationAt(1, 2), 2, 20, 19);
    TracePage page(server);
    page.resize(1182, 640);
    page.setTheme(Theme::of(ThemeKind::Light));
    page.show();
    page.refresh(); // the newest row, of the failed card, is current
    page.compareWith(AttemptId(1));
    auto* panel = page.findChild<ComparePanel*>(QStringLiteral("traceCompare"));
    QVERIFY(panel->isVisible());
    QCOMPARE(panel->model()->rowCount(), 30);
    QCOMPARE(panel->table()->currentIndex().row(), 19);
    auto* tree = page.findChild<QTreeWidget*>(QStringLiteral("traceTree"));
    QVERIFY(tree->topLevelItemCount() > 0);
    QTest::keyClick(panel->table(), Qt::Key_Escape);
    QVERIFY(!panel->isVisible());
    QVERIFY(page.table()->isVisible());
}

QTEST_MAIN(TraceTest)
#include "tst_trace.moc"
