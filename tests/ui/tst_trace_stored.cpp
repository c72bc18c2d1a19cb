// SPDX-License-Identifier: GPL-3.0-or-later
// The trace page over what is stored of a job: choosing it, reading it, what is missing, from a record to it.
#include "fake_server.h"

#include "base/failures/trace.h"
#include "ui/bench/synthetic_port.h"
#include "ui/jobs/decision_list.h"
#include "ui/shell/main_window.h"
#include "ui/theme/widgets.h"
#include "ui/trace/compare_panel.h"
#include "ui/trace/filter_line.h"
#include "ui/trace/trace_model.h"
#include "ui/trace/trace_page.h"
#include "ui/trace/trace_table.h"

#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace sm;

namespace {

/// A card of ten commands; the one at `failing` is refused.
void addCard(TraceRing& ring, qint64 attempt, int failing = -1, qint64 job = 7)
{
    TraceEntry entry;
    entry.row.station = StationId{2, 3};
    entry.row.job = JobId(job);
    entry.row.attempt = AttemptId(attempt);
    entry.row.card = traceCardTail(QStringLiteral("HTP-2026-%1").arg(attempt, 6, 10, QLatin1Char('0')));
    entry.row.cardStart = entry.row.time = 1'795'264'320'000'000 + attempt * 1'000'000;
    entry.row.kind = TraceKind::CardStarted;
    entry.row.label = QStringLiteral("Harbour Transit");
    ring.append(entry);
    entry.row.kind = TraceKind::Command;
    for (int i = 0; i < 10; ++i) {
        entry.row.step = quint16(i + 1);
        entry.row.label = QStringLiteral("Step %1").arg(i + 1);
        entry.row.time += 12'000;
        const QByteArray command = QByteArray::fromHex("00B0000010");
        const QByteArray answer = QByteArray::fromHex(i == failing ? "6A80" : "9000");
        entry.command = command;
        entry.answer = answer;
        entry.row.judgement = i == failing ? TraceJudgement::Refused : TraceJudgement::Accepted;
        ring.append(entry);
    }
    entry.command = entry.answer = {};
    entry.row.judgement = TraceJudgement::Accepted;
    entry.row.kind = TraceKind::CardEnded;
    entry.row.verdict = failing < 0 ? TraceVerdict::Good : TraceVerdict::Quarantined;
    ring.append(entry);
}

StoredTrace stored(std::initializer_list<qint64> good, std::initializer_list<qint64> failing)
{
    TraceRing ring;
    StoredTrace out;
    out.job = JobId(7);
    for (const qint64 attempt : good)
        addCard(ring, attempt);
    for (const qint64 attempt : failing)
        addCard(ring, attempt, 6);
    out.cards = quint32(good.size() + failing.size());
    out.testKeys = true;
    out.view = ring.view();
    return out;
}

event::TraceRead read(StoredTrace trace)
{
    return {1, std::make_shared<const StoredTrace>(std::move(trace))};
}

Snapshot floorWithStore()
{
    Snapshot floor = syntheticFloor(6);
    JobSnapshot job;
    job.id = JobId(7);
    job.name = QStringLiteral("transit-week-12.csv");
    floor.jobs.push_back(job);
    floor.traceStore.jobs = std::make_shared<const std::vector<StoredTraceJob>>(
        std::vector<StoredTraceJob>{{JobId(7), 120'000}, {JobId(3), 80'000}});
    return floor;
}

/// A page over a server that answers when it is told to.
struct Bench {
    Bench()
        : server(floorWithStore())
        , page(server)
    {
        QObject::connect(&page, &TracePage::command, &page,
            [this](const ServerCommand& command) { server.post(command); });
        page.resize(1182, 640);
        page.setTheme(Theme::of(ThemeKind::Light));
        page.show();
        show();
    }
    void show()
    {
        page.setSnapshot(server.snapshot());
        page.refresh();
    }
    template <class W> W* find(const char* name) { return page.findChild<W*>(QString::fromLatin1(name)); }
    QString text(const char* name) { return find<QLabel>(name)->text(); }
    QComboBox* sources() { return find<QComboBox>("traceSource"); }
    void choose(int index)
    {
        sources()->setCurrentIndex(index);
        Q_EMIT sources()->activated(index);
    }

    FakeServer server;
    TracePage page;
};

} // namespace

class TraceStoredTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void chooserListsWhatIsStored();
    void storedRowsAreLikeLiveOnes();
    void followHasAReasonNotTo();
    void ux08EmptyStates_data();
    void ux08EmptyStates();
    void whatIsMissingIsSaid();
    void whatCouldNotBeStoredIsSaid();
    void recordInMemoryIsShownLive();
    void recordThatLeftMemoryIsFoundOnDisk();
    void recordsOpenTheirTrace();
    void windowAsksTheServer();
};

void TraceStoredTest::chooserListsWhatIsStored()
{
    Bench bench;
    QComboBox* sources = bench.sources();
    QVERIFY(!sources->accessibleName().isEmpty() && !sources->toolTip().isEmpty());
    QCOMPARE(sources->count(), 3);
    QCOMPARE(sources->itemText(0), QStringLiteral("Live"));
    QCOMPARE(sources->itemData(1, Qt::ToolTipRole).toString(), QStringLiteral("Job 7: transit-week-12.csv"));
    QCOMPARE(sources->itemText(2), QStringLiteral("Job 3"));
    QCOMPARE(sources->currentIndex(), 0);
    bench.choose(2);
    const auto asked = bench.server.sent<command::ReadTrace>();
    QCOMPARE(asked.size(), size_t(1));
    QCOMPARE(asked.front().job, JobId(3));
    bench.page.handle(read(stored({1}, {}))); // of another job: too late
    QCOMPARE(bench.page.model()->rowCount(), 0);
    bench.server.change([](Snapshot& floor) {
        floor.traceStore.jobs = std::make_shared<const std::vector<StoredTraceJob>>();
    });
    bench.show();
    QCOMPARE(sources->count(), 2); // what is shown stays named
    QCOMPARE(sources->currentText(), QStringLiteral("Job 3"));
}

void TraceStoredTest::storedRowsAreLikeLiveOnes()
{
    Bench bench;
    addCard(bench.server.traceRing, 50);
    bench.page.refresh();
    bench.choose(1);
    QCOMPARE(bench.page.source(), JobId(7));
    bench.page.handle(read(stored({1, 2}, {3})));
    QCOMPARE(bench.page.model()->rowCount(), 36);
    const TraceRow* current = bench.page.model()->rowAt(bench.page.table()->currentIndex().row());
    QVERIFY2(current && current->failed(), "the newest command that failed is current");
    QCOMPARE(bench.text("traceCounts"), QStringLiteral("36 shown of 36 stored, 3 cards"));
    addCard(bench.server.traceRing, 51);
    bench.page.refresh();
    QCOMPARE(bench.page.model()->rowCount(), 36); // nothing of the floor comes in
    bench.page.filterLine()->setText(QStringLiteral("is:error"));
    QTRY_COMPARE(bench.page.model()->rowCount(), 3);
    QTemporaryDir folder;
    const QSignalSpy notice(&bench.page, &TracePage::notice);
    bench.page.exportTo(folder.filePath(QStringLiteral("rows.jsonl")), TraceFormat::JsonLines);
    QTRY_COMPARE(notice.count(), 1);
    QFile written(folder.filePath(QStringLiteral("rows.jsonl")));
    QVERIFY(written.open(QIODevice::ReadOnly));
    const QByteArray lines = written.readAll();
    QCOMPARE(lines.count('\n'), 4);
    QVERIFY(lines.contains("\"test_keys\":true") && lines.contains("6A80"));
    bench.page.filterLine()->clear();
    QTRY_COMPARE(bench.page.model()->rowCount(), 36);
    bench.page.compareWith(AttemptId(1));
    QVERIFY(bench.page.findChild<ComparePanel*>(QStringLiteral("traceCompare"))->isVisible());
    bench.choose(0);
    QCOMPARE(bench.page.model()->rowCount(), 24);
    QVERIFY(bench.page.following());
    QVERIFY(!bench.page.findChild<ComparePanel*>(QStringLiteral("traceCompare"))->isVisible());
}

void TraceStoredTest::followHasAReasonNotTo()
{
    Bench bench;
    auto* follow = bench.find<QAbstractButton>("traceFollow");
    QVERIFY(follow->isEnabled() && follow->isChecked());
    bench.choose(1);
    bench.page.handle(read(stored({1}, {})));
    QVERIFY(!follow->isEnabled() && !follow->isChecked());
    QVERIFY(follow->toolTip().contains(QStringLiteral("does not grow")));
    QCOMPARE(follow->statusTip(), follow->toolTip());
    bench.page.table()->setCurrentIndex(bench.page.model()->index(0, 0));
    QTest::keyClick(bench.page.table(), Qt::Key_End, Qt::ControlModifier);
    bench.page.setFollowing(true); // End
    QCOMPARE(bench.page.table()->currentIndex().row(), 11);
    QVERIFY(!bench.page.following());
    bench.choose(0);
    QVERIFY(follow->isEnabled() && follow->isChecked());
}

void TraceStoredTest::ux08EmptyStates_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>(
        "answer"); // 0: none yet, 1: nothing stored, 2: not readable, 3: no card, 4: older gone, 5: cards
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("button");
    const auto row
        = [](const char* name, const char* filter, int answer, const char* text, const char* button) {
              QTest::newRow(name) << QString::fromLatin1(filter) << answer << QString::fromLatin1(text)
                                  << QString::fromLatin1(button);
          };
    row("being read", "", 0, "being read", "");
    row("nothing", "", 1, "No trace is stored of job 7", "Show live");
    row("not readable", "", 2, "can not be read", "Show live");
    row("no card", "", 3, "No command of this job is stored", "Show live");
    row("rotated away", "", 4, "no longer kept", "Show live");
    row("no such row", "sw:6F00", 5, "No commands stored for this filter", "Clear filter");
    row("no such card", "card:999999", 5, "No command of this card is stored", "Clear filter");
}

void TraceStoredTest::ux08EmptyStates()
{
    QFETCH(QString, filter);
    QFETCH(int, answer);
    QFETCH(QString, text);
    QFETCH(QString, button);
    Bench bench;
    bench.choose(1);
    StoredTrace trace = answer == 5 ? stored({1}, {2}) : StoredTrace();
    trace.job = JobId(7);
    trace.olderGone = answer == 4;
    if (answer == 1)
        trace.failure = fail(fc::TraceNotStored, {{"job", QStringLiteral("7")}});
    if (answer == 2)
        trace.failure = fail(fc::TraceUnreadable);
    if (answer > 0)
        bench.page.handle(read(std::move(trace)));
    bench.page.filterLine()->setText(filter);
    QTRY_VERIFY(bench.find<QLabel>("traceEmptyText")->isVisible());
    QTRY_VERIFY2(bench.text("traceEmptyText").contains(text), qPrintable(bench.text("traceEmptyText")));
    auto* press = bench.find<QPushButton>("traceEmptyButton");
    QCOMPARE(press->isVisible(), !button.isEmpty());
    if (button.isEmpty())
        return;
    QCOMPARE(press->text(), button);
    press->click();
    if (filter.isEmpty())
        QVERIFY(!bench.page.source().isValid());
    else
        QTRY_COMPARE(bench.page.model()->rowCount(), 24);
}

void TraceStoredTest::whatIsMissingIsSaid()
{
    Bench bench;
    bench.choose(1);
    StoredTrace trace = stored({1}, {});
    trace.olderGone = trace.capped = true;
    trace.tornBytes = 123;
    trace.damaged = 1;
    bench.page.handle(read(std::move(trace)));
    auto* note = bench.find<ElidedLabel>("traceNote");
    for (const char* part : {"newest rows", "no longer kept", "123 bytes", "can not be read"})
        QVERIFY2(note->fullText().contains(QString::fromLatin1(part)), part);
    bench.page.handle(read(stored({1}, {})));
    QVERIFY(note->fullText().isEmpty());
}

void TraceStoredTest::whatCouldNotBeStoredIsSaid()
{
    Bench bench;
    const QSignalSpy notice(&bench.page, &TracePage::notice);
    auto* note = bench.find<ElidedLabel>("traceNote");
    QVERIFY(note->fullText().isEmpty());
    bench.server.change([](Snapshot& floor) { floor.traceStore.dropped = 12; });
    bench.show();
    QVERIFY2(note->fullText().contains(QStringLiteral("12 cards could not be stored")),
        qPrintable(note->fullText()));
    QCOMPARE(notice.count(), 0);
    bench.server.change([](Snapshot& floor) { floor.traceStore.failure = fail(fc::TraceDiskLow); });
    for (int i = 0; i < 3; ++i)
        bench.show();
    QCOMPARE(notice.count(), 1); // told once
    QVERIFY(notice.front().front().toString().contains(QStringLiteral("Cards are made all the same")));
    QVERIFY(note->fullText().contains(QStringLiteral("Traces are not stored")));
    bench.server.change([](Snapshot& floor) { floor.traceStore.failure.reset(); });
    bench.show();
    QVERIFY(!note->fullText().contains(QStringLiteral("Traces are not stored")));
}

void TraceStoredTest::recordInMemoryIsShownLive()
{
    Bench bench;
    addCard(bench.server.traceRing, 50, 4);
    addCard(bench.server.traceRing, 51);
    bench.page.openRecord(JobId(7), QStringLiteral("6-000050"));
    QTRY_COMPARE(bench.page.model()->rowCount(), 12);
    QVERIFY(!bench.page.source().isValid());
    const TraceRow* current = bench.page.model()->rowAt(bench.page.table()->currentIndex().row());
    QVERIFY(current && current->failed());
    QVERIFY(bench.server.sent<command::ReadTrace>().empty());
}

void TraceStoredTest::recordThatLeftMemoryIsFoundOnDisk()
{
    Bench bench;
    addCard(bench.server.traceRing, 50);
    bench.page.openRecord(JobId(7), QStringLiteral("6-000003"));
    QTRY_COMPARE(bench.page.source(), JobId(7));
    QCOMPARE(bench.server.sent<command::ReadTrace>().size(), size_t(1));
    QCOMPARE(bench.sources()->currentData().toLongLong(), 7);
    bench.page.handle(read(stored({1, 2}, {3, 4})));
    QTRY_COMPARE(bench.page.model()->rowCount(), 12);
    const TraceRow* current = bench.page.model()->rowAt(bench.page.table()->currentIndex().row());
    QVERIFY(current && current->failed() && current->attempt == AttemptId(3));
    bench.page.openRecord(JobId(7), QString()); // all of the job
    QVERIFY(bench.page.filterLine()->text().isEmpty());
    bench.page.handle(read(stored({1, 2}, {3, 4})));
    QCOMPARE(bench.page.model()->rowCount(), 48);
}

void TraceStoredTest::recordsOpenTheirTrace()
{
    DecisionList list;
    auto* button = list.findChild<QPushButton*>(QStringLiteral("recordTraceButton"));
    QVERIFY(!button->isEnabled() && !button->toolTip().isEmpty());
    JobSnapshot job;
    job.id = JobId(7);
    job.state = JobState::CompleteOpen;
    job.counts.records.accepted = job.counts.records.inDoubt = 1;
    list.setJob(&job);
    event::RecordsListed listed;
    listed.job = job.id;
    RecordView record;
    record.id = RecordId(5);
    record.kind = DecisionKind::Quarantined;
    record.tail = QStringLiteral("6-000003");
    listed.records.push_back(record);
    list.setRecords(listed);
    list.show();
    QSignalSpy wanted(&list, &DecisionList::traceRequested);
    QVERIFY(button->isEnabled());
    button->click();
    QCOMPARE(wanted.takeLast().at(1).toString(), QString()); // nothing is selected: the job
    list.findChild<QTableView*>(QStringLiteral("decisionTable"))->selectRow(0);
    button->click();
    QCOMPARE(wanted.back().at(0).value<JobId>(), JobId(7));
    QCOMPARE(wanted.back().at(1).toString(), QStringLiteral("6-000003"));
}

void TraceStoredTest::windowAsksTheServer()
{
    FakeServer server(floorWithStore());
    MainWindow window(server);
    window.show();
    window.goTo(Page::Trace);
    window.trace()->openRecord(JobId(7), QString());
    QCOMPARE(server.sent<command::ReadTrace>().size(), size_t(1));
    server.push(read(stored({1}, {2})));
    QTRY_COMPARE(window.trace()->model()->rowCount(), 24);
}

QTEST_MAIN(TraceStoredTest)
#include "tst_trace_stored.moc"
