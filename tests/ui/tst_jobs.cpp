// SPDX-License-Identifier: GPL-3.0-or-later
// The jobs page: every state with its buttons, decisions and remakes, the Decide view, filters, notices.
#include "base/failures/session.h"
#include "fake_server.h"
#include "ui/bench/synthetic_port.h"
#include "ui/jobs/abort_dialog.h"
#include "ui/jobs/counts_box.h"
#include "ui/jobs/job_rules.h"
#include "ui/jobs/jobs_model.h"
#include "ui/jobs/jobs_page.h"
#include "ui/jobs/reason_dialog.h"
#include "ui/shell/feed.h"
#include "ui/shell/main_window.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace sm;

class JobsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void ux09EveryStateHasAWayOn_data();
    void ux09EveryStateHasAWayOn();
    void ux09FollowsTheTable();
    void ux08EmptyPageSaysWhatToDo();
    void ux29AbortNamesItsNumbers();
    void ux31UnknownCardsAreListedUnderDecide();
    void t9RemakeAllTakesTwoActions();
    void selectionNarrowsTheDecision();
    void scrapWantsAReason();
    void liveKeysAreNotScrappedHere();
    void closeIsBlockedWhileInDoubt();
    void chipsFilterAndCount();
    void holdOffersUndo();
    void jobEndOffersReportAndNext();
    void jobEndIsToldWithItsLastCounts();
    void countsShowDifference();

private:
    static Snapshot floorWith(std::vector<JobSnapshot> jobs)
    {
        Snapshot floor = syntheticFloor(6);
        floor.jobs = std::move(jobs);
        return floor;
    }
    static JobSnapshot job(qint64 id, JobState state)
    {
        JobSnapshot made;
        made.id = JobId(id);
        made.name = QStringLiteral("harbour-%1").arg(id);
        made.product = QStringLiteral("Harbour Transit Pass");
        made.profile = QStringLiteral("harbour-transit");
        made.state = state;
        made.counts.records = {240, 228, 2, 0, 7, 3, 0, 7};
        made.counts.cards = {236, 228, 5, 3, 0, 0, 0};
        made.sourceSha256 = QByteArray(32, '\x9f');
        made.changed = QDateTime::currentDateTimeUtc();
        return made;
    }
    static RecordView record(qint64 id, DecisionKind kind)
    {
        RecordView view;
        view.id = RecordId(id);
        view.kind = kind;
        view.tail = QStringLiteral("00A7-%1").arg(id, 3, 10, QLatin1Char('0'));
        view.station = StationId{1, 2};
        view.step = QStringLiteral("Put keys");
        view.failure = Failure(fc::CardRefusedCommand, {});
        view.arrivals = 2;
        return view;
    }
    static event::RecordsListed listed(qint64 id)
    {
        event::RecordsListed told;
        told.job = JobId(id);
        for (qint64 i = 1; i <= 3; ++i)
            told.records.push_back(record(i, DecisionKind::Quarantined));
        for (qint64 i = 4; i <= 5; ++i)
            told.records.push_back(record(i, DecisionKind::RemakeOpen));
        for (qint64 i = 6; i <= 12; ++i)
            told.records.push_back(record(i, DecisionKind::TooOften));
        return told;
    }
    template <class W> static W* find(const QWidget& window, const char* name)
    {
        return window.findChild<W*>(QString::fromLatin1(name));
    }
    struct Desk {
        explicit Desk(std::vector<JobSnapshot> jobs)
            : server(floorWith(std::move(jobs)))
            , window(server)
        {
            window.goTo(Page::Jobs);
            window.show();
            look();
            server.commands.clear();
        }
        void look()
        {
            window.feed()->look();
            QCoreApplication::processEvents();
        }
        void push(ServerEvent event)
        {
            server.push(std::move(event));
            look();
        }
        QPushButton* button(const char* name) { return find<QPushButton>(window, name); }
        FakeServer server;
        MainWindow window;
    };
};

void JobsTest::ux09EveryStateHasAWayOn_data()
{
    QTest::addColumn<JobState>("state");
    QTest::addColumn<bool>("open");
    for (const JobState state : {JobState::Importing, JobState::Ready, JobState::Running, JobState::Holding,
             JobState::Held, JobState::Finishing, JobState::Complete, JobState::CompleteOpen,
             JobState::Aborted, JobState::Archived}) {
        for (const bool open : {false, true})
            QTest::addRow("state %d, %s", int(state), open ? "open" : "nothing open") << state << open;
    }
}

void JobsTest::ux09EveryStateHasAWayOn()
{
    QFETCH(JobState, state);
    QFETCH(bool, open);
    JobSnapshot one = job(7, state);
    if (!open)
        one.counts.records = {240, 240, 0, 0, 0, 0, 0, 0};
    Desk desk({one});
    bool any = false;
    for (const char* name :
        {"jobStartButton", "jobHoldButton", "jobResumeButton", "jobAbortButton", "jobReportButton"}) {
        QPushButton* button = desk.button(name);
        QVERIFY(button);
        any |= button->isEnabled();
        QVERIFY2(!button->toolTip().isEmpty(), name);
        QCOMPARE(button->statusTip(), button->toolTip());
    }
    QVERIFY(any);
    for (const char* name :
        {"remakeAllButton", "scrapButton", "withdrawButton", "closeJobButton", "jobCsvButton"})
        QVERIFY2(!desk.button(name)->toolTip().isEmpty(), name);
}

void JobsTest::ux09FollowsTheTable()
{
    const auto row = [](JobState state) {
        JobSnapshot one = job(7, state);
        one.counts.records.inDoubt = 0;
        const JobButtons b = jobButtons(one);
        QString out;
        const std::pair<bool, char> cells[]
            = {{b.start.enabled, 'S'}, {b.hold.enabled, 'H'}, {b.resume.enabled, 'R'}, {b.abort.enabled, 'A'},
                {b.remake.enabled, 'M'}, {b.report.enabled, 'P'}};
        for (const auto& [on, letter] : cells)
            out += on ? QLatin1Char(letter) : QLatin1Char('-');
        return out;
    };
    // Remake of a running job: only for what does not join the queue by itself, as here.
    QCOMPARE(row(JobState::Ready), QStringLiteral("S--A--"));
    QCOMPARE(row(JobState::Running), QStringLiteral("-H-AMP"));
    QCOMPARE(row(JobState::Holding), QStringLiteral("--RAMP"));
    QCOMPARE(row(JobState::Held), QStringLiteral("--RAMP"));
    QCOMPARE(row(JobState::CompleteOpen), QStringLiteral("---AMP"));
    QCOMPARE(row(JobState::Complete), QStringLiteral("-----P"));
    QCOMPARE(row(JobState::Aborted), QStringLiteral("-----P"));
    JobSnapshot running = job(7, JobState::Running);
    running.counts.records.remakeOpen = running.counts.records.tooOften = 0;
    QVERIFY(!jobButtons(running).remake.enabled);
}

void JobsTest::ux08EmptyPageSaysWhatToDo()
{
    Desk desk({});
    QWidget* empty = find<QWidget>(desk.window, "jobsEmpty");
    QVERIFY(empty->isVisible());
    QVERIFY(!find<QTableView>(desk.window, "jobsTable")->isVisible());
    QStringList texts;
    for (const QLabel* label : empty->findChildren<QLabel*>())
        texts.append(label->text());
    QVERIFY(texts.join(QLatin1Char(' ')).contains(QStringLiteral("Drop a job file here.")));
    QVERIFY(find<QPushButton>(desk.window, "jobsChooseFile")->isVisible());
    QTest::mouseClick(find<QPushButton>(desk.window, "jobsUseSample"), Qt::LeftButton);
    const auto sent = desk.server.sentImport<command::CheckFile>();
    QCOMPARE(sent.size(), size_t(1));
    QVERIFY(sent[0].file.contains(QStringLiteral("harbour-transit")));
    QVERIFY(!empty->isVisible()); // it is on its way, on the card
}

void JobsTest::ux29AbortNamesItsNumbers()
{
    JobSnapshot running = job(7, JobState::Running);
    running.counts.records = {5000, 1204, 4, 24, 3765, 3, 0, 0};
    AbortDialog dialog(running, nullptr);
    auto* keep = find<QPushButton>(dialog, "abortKeep");
    auto* confirm = find<QPushButton>(dialog, "abortConfirm");
    QVERIFY(keep->isDefault());
    QVERIFY(!confirm->isDefault() && !confirm->autoDefault());
    const QString text = find<QLabel>(dialog, "abortText")->text().remove(QChar(0x202F));
    for (const char* number : {"1204", "5000", "24 records", "3769", "3 cards"})
        QVERIFY2(text.contains(QLatin1String(number)), qPrintable(text));
    QVERIFY(!confirm->isEnabled());
    QVERIFY(!confirm->toolTip().isEmpty());
    find<QComboBox>(dialog, "abortReason")->setEditText(QStringLiteral("   "));
    QVERIFY(!confirm->isEnabled());
    find<QComboBox>(dialog, "abortReason")->setEditText(QStringLiteral("Wrong file"));
    QVERIFY(confirm->isEnabled());
    QCOMPARE(dialog.reason(), QStringLiteral("Wrong file"));
    dialog.show();
    QTest::keyClick(&dialog, Qt::Key_Return);
    QCOMPARE(dialog.result(), int(QDialog::Rejected));
}

void JobsTest::ux31UnknownCardsAreListedUnderDecide()
{
    Desk desk({job(7, JobState::Held)});
    desk.window.goTo(Page::Floor);
    desk.push(event::Opened{2, 2});
    QCOMPARE(desk.server.sent<command::ListRecovered>().size(), size_t(1));
    event::RecoveredListed told;
    const RecoveredKind kinds[] = {RecoveredKind::Verified, RecoveredKind::NotWritten, RecoveredKind::Unknown,
        RecoveredKind::Unconfirmed};
    for (qint64 i = 0; i < 4; ++i) {
        RecoveredView card;
        card.job = JobId(7);
        card.record = RecordId(i + 1);
        card.kind = kinds[i];
        card.tail = QStringLiteral("00A7-00%1").arg(i);
        card.station = StationId{1, quint16(i + 1)};
        card.open = i >= 2;
        told.cards.push_back(card);
    }
    desk.push(told);
    auto* decide = desk.button("noticeDecideButton");
    QVERIFY(decide && decide->isVisible());
    QTest::mouseClick(decide, Qt::LeftButton);
    QCOMPARE(desk.window.page(), Page::Jobs);
    auto* table = find<QTableView>(desk.window, "decideTable");
    QVERIFY(table->isVisible());
    QCOMPARE(table->model()->rowCount(), 4);
    const auto cell
        = [&](int row, int column) { return table->model()->index(row, column).data().toString(); };
    QCOMPARE(cell(0, 4), QStringLiteral("Unknown")); // worst first
    QCOMPARE(cell(1, 4), QStringLiteral("Not confirmed"));
    QCOMPARE(cell(2, 4), QStringLiteral("Not written"));
    QCOMPARE(cell(3, 4), QStringLiteral("Verified good"));
    QVERIFY(find<QLabel>(desk.window, "decideHead")->text().contains(QStringLiteral("2 cards")));
    auto* scrap = desk.button("decideScrapButton");
    QCOMPARE(scrap->text(), QStringLiteral("Scrap (2)..."));
    table->selectRow(2); // an untouched card: nothing to decide
    QVERIFY(!scrap->isEnabled());
    QVERIFY(!scrap->toolTip().isEmpty());
    table->selectRow(0);
    QTest::mouseClick(scrap, Qt::LeftButton);
    auto* dialog = desk.window.findChild<ReasonDialog*>(QStringLiteral("scrapDialog"));
    QVERIFY(dialog);
    find<QComboBox>(*dialog, "reasonChoice")->setCurrentIndex(0);
    QTest::mouseClick(find<QPushButton>(*dialog, "reasonConfirm"), Qt::LeftButton);
    const auto sent = desk.server.sent<command::ScrapCards>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].records, std::vector{RecordId(3)});
    QCOMPARE(sent[0].reason, QStringLiteral("damaged"));
}

void JobsTest::t9RemakeAllTakesTwoActions()
{
    Desk desk({job(6, JobState::Running), job(7, JobState::CompleteOpen)});
    auto* table = find<QTableView>(desk.window, "jobsTable");
    const QRect row = table->visualRect(table->model()->index(1, 1));
    QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, row.center()); // 1
    QCOMPARE(desk.server.sent<command::ListRecords>().size(), size_t(1));
    auto* remake = desk.button("remakeAllButton");
    QCOMPARE(remake->text(), QStringLiteral("Remake all (9)"));
    QTest::mouseClick(remake, Qt::LeftButton); // 2
    const auto sent = desk.server.sent<command::RemakeRecords>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].job, JobId(7));
    QVERIFY(sent[0].records.empty()); // all
}

void JobsTest::selectionNarrowsTheDecision()
{
    Desk desk({job(7, JobState::CompleteOpen)});
    desk.push(listed(7));
    auto* table = find<QTableView>(desk.window, "decisionTable");
    QCOMPARE(table->model()->rowCount(), 12);
    QCOMPARE(find<QLabel>(desk.window, "decisionHead")->text(), QStringLiteral("12 records need a decision"));
    QCOMPARE(desk.button("scrapButton")->text(), QStringLiteral("Scrap (3)..."));
    QCOMPARE(desk.button("withdrawButton")->text(), QStringLiteral("Withdraw (9)..."));
    table->selectRow(4);
    QCOMPARE(desk.button("remakeAllButton")->text(), QStringLiteral("Remake (1)"));
    QVERIFY(!desk.button("scrapButton")->isEnabled());
    QTest::mouseClick(desk.button("remakeAllButton"), Qt::LeftButton);
    QCOMPARE(desk.server.sent<command::RemakeRecords>()[0].records, std::vector{RecordId(5)});
    table->selectRow(0);
    QVERIFY(!desk.button("remakeAllButton")->isEnabled()); // never while its card may exist
    QVERIFY(!desk.button("remakeAllButton")->toolTip().isEmpty());
}

void JobsTest::scrapWantsAReason()
{
    Desk desk({job(7, JobState::CompleteOpen)});
    desk.push(listed(7));
    QTest::mouseClick(desk.button("scrapButton"), Qt::LeftButton);
    auto* dialog = desk.window.findChild<ReasonDialog*>(QStringLiteral("scrapDialog"));
    QVERIFY(dialog);
    QVERIFY(find<QPushButton>(*dialog, "reasonKeep")->isDefault());
    QVERIFY(find<QLabel>(*dialog, "reasonText")->text().contains(QStringLiteral("3 cards")));
    auto* confirm = find<QPushButton>(*dialog, "reasonConfirm");
    QVERIFY(!confirm->isEnabled());
    find<QComboBox>(*dialog, "reasonChoice")->setCurrentIndex(1);
    QVERIFY(confirm->isEnabled());
    QTest::mouseClick(confirm, Qt::LeftButton);
    const auto sent = desk.server.sent<command::ScrapCards>();
    QCOMPARE(sent.size(), size_t(1));
    QCOMPARE(sent[0].records.size(), size_t(3));
    QCOMPARE(sent[0].reason, QStringLiteral("unreadable"));
}

void JobsTest::liveKeysAreNotScrappedHere()
{
    JobSnapshot live = job(7, JobState::CompleteOpen);
    live.test = false;
    Desk desk({live});
    desk.push(listed(7));
    QVERIFY(!desk.button("scrapButton")->isEnabled());
    QVERIFY(desk.button("scrapButton")->toolTip().contains(QStringLiteral("two people")));
}

void JobsTest::closeIsBlockedWhileInDoubt()
{
    Desk desk({job(7, JobState::CompleteOpen)});
    QVERIFY(!desk.button("closeJobButton")->isEnabled());
    QVERIFY(desk.button("closeJobButton")->toolTip().contains(QStringLiteral("3 cards are in doubt")));
    desk.server.change([](Snapshot& floor) {
        floor.jobs[0].counts.records.inDoubt = 0;
        floor.jobs[0].counts.records.remakeOpen = 5;
    });
    desk.look();
    QVERIFY(desk.button("closeJobButton")->isEnabled());
    QCOMPARE(desk.button("jobAbortButton")->text(), QStringLiteral("Close..."));
    QTest::mouseClick(desk.button("closeJobButton"), Qt::LeftButton);
    auto* dialog = desk.window.findChild<ReasonDialog*>(QStringLiteral("closeDialog"));
    QVERIFY(dialog);
    QVERIFY(find<QLabel>(*dialog, "reasonText")->text().contains(QStringLiteral("228 of 240")));
    find<QComboBox>(*dialog, "reasonChoice")->setEditText(QStringLiteral("made by hand"));
    QTest::mouseClick(find<QPushButton>(*dialog, "reasonConfirm"), Qt::LeftButton);
    QCOMPARE(desk.server.sent<command::CloseJob>()[0].reason, QStringLiteral("made by hand"));
}

void JobsTest::chipsFilterAndCount()
{
    JobSnapshot running = job(1, JobState::Running);
    running.producing = true;
    running.counts.records = {240, 100, 0, 6, 134, 0, 0, 0};
    JobSnapshot behind = running;
    behind.id = JobId(2);
    behind.producing = false;
    JobSnapshot done = job(4, JobState::Complete);
    done.counts.records = {240, 240, 0, 0, 0, 0, 0, 0};
    JobSnapshot yesterday = done;
    yesterday.id = JobId(5);
    yesterday.changed = QDateTime::currentDateTimeUtc().addDays(-2);
    Snapshot floor = floorWith({running, behind, job(3, JobState::CompleteOpen), done, yesterday});
    floor.wall = QDateTime::currentDateTimeUtc();
    JobsModel model;
    model.setSnapshot(std::make_shared<const Snapshot>(floor));
    const std::pair<JobFilter, qint64> expected[] = {{JobFilter::Running, 1}, {JobFilter::Queued, 2},
        {JobFilter::NeedsDecision, 3}, {JobFilter::DoneToday, 4}};
    for (const auto& [filter, id] : expected) {
        QCOMPARE(model.countOf(filter), 1);
        model.setFilter(filter, {});
        QCOMPARE(model.rowCount(), 1);
        QCOMPARE(model.job(0)->id, JobId(id));
    }
    model.setFilter(JobFilter::All, QStringLiteral("transit pass"));
    QCOMPARE(model.rowCount(), 5);
    model.setFilter(JobFilter::All, QStringLiteral("harbour-1"));
    QCOMPARE(model.rowCount(), 2); // two jobs of that name
    model.setFilter(JobFilter::Queued, QStringLiteral("nothing like it"));
    QCOMPARE(model.rowCount(), 0);
}

void JobsTest::holdOffersUndo()
{
    Desk desk({job(7, JobState::Running)});
    QTest::mouseClick(desk.button("jobHoldButton"), Qt::LeftButton);
    QCOMPARE(desk.server.sent<command::HoldJob>().size(), size_t(1));
    QPushButton* undo = desk.button("noticeUndoButton");
    QVERIFY(undo && undo->isVisible());
    QTest::mouseClick(undo, Qt::LeftButton);
    QCOMPARE(desk.server.sent<command::ResumeJob>()[0].job, JobId(7));
    QVERIFY(!find<QWidget>(desk.window, "noticeLine")->isVisible());
}

/// The event of the end may come before the snapshot with the last card.
void JobsTest::jobEndIsToldWithItsLastCounts()
{
    JobSnapshot running = job(7, JobState::Running);
    running.counts.records.accepted = 130;
    running.counts.records.good = 129;
    Desk desk({running});
    desk.push(event::JobChanged{JobId(7), JobState::Complete});
    const QWidget* notice = find<QWidget>(desk.window, "noticeLine");
    QVERIFY(!notice->isVisible());
    desk.server.change([](Snapshot& floor) {
        floor.jobs[0].state = JobState::Complete;
        floor.jobs[0].counts.records.good = 130;
    });
    desk.look();
    QVERIFY(notice->isVisible());
    QVERIFY2(notice->accessibleName().contains(QStringLiteral("130 of 130")),
        qPrintable(notice->accessibleName()));
}

void JobsTest::jobEndOffersReportAndNext()
{
    Desk desk({job(7, JobState::Complete), job(8, JobState::Ready)});
    desk.push(event::JobChanged{JobId(7), JobState::Complete});
    QTest::mouseClick(desk.button("noticeStartNextButton"), Qt::LeftButton);
    QCOMPARE(desk.server.sent<command::StartJob>()[0].job, JobId(8));
    desk.push(event::JobChanged{JobId(7), JobState::Complete});
    QTest::mouseClick(desk.button("noticeReportButton"), Qt::LeftButton);
    const auto asked = desk.server.sent<command::WriteReport>();
    QCOMPARE(asked.size(), size_t(1));
    QCOMPARE(asked[0].job, JobId(7));
    QVERIFY(asked[0].compose && asked[0].file.endsWith(QStringLiteral(".pdf")));
    desk.push(event::ReportWritten{1, JobId(7), asked[0].file});
    QVERIFY(desk.button("noticeOpenButton")->isVisible());
    QVERIFY(desk.button("noticeFolderButton")->isVisible());
}

void JobsTest::countsShowDifference()
{
    CountsBox box;
    box.setTheme(Theme::of(ThemeKind::Light));
    JobCounts counts = job(7, JobState::Running).counts;
    box.setCounts(counts);
    const auto marks = [&box] {
        QStringList texts;
        for (const QAbstractButton* mark : box.findChildren<QAbstractButton*>())
            texts.append(mark->text());
        return texts;
    };
    QCOMPARE(marks(), QStringList({QStringLiteral("balances"), QStringLiteral("balances")}));
    --counts.records.good;
    box.setCounts(counts);
    QCOMPARE(marks()[0], QStringLiteral("differs by 1"));
}

QTEST_MAIN(JobsTest)
#include "tst_jobs.moc"
