// SPDX-License-Identifier: GPL-3.0-or-later
// Jobs to their last record on simulated time: scrap, remake in its three modes, withdrawal, close, reject by
// hand, decisions after a stop. After every step both identities balance, live and in the store.
#include "simulated_floor.h"

#include "base/failures/controller.h"
#include "base/failures/store.h"
#include "job/record_ledger.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QTest>

using namespace sm;

Q_DECLARE_METATYPE(sm::RemakeMode)

class TestRecords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("live counts"))); }
    void everyRecordEndsGood_data();
    void everyRecordEndsGood();
    void remakesHaveTheirTurn_data();
    void remakesHaveTheirTurn();
    void scrapWhileRunningJoinsTheQueue();
    void closedJobKeepsItsCounts();
    void rejectByHandSpoilsOrQuarantines_data();
    void rejectByHandSpoilsOrQuarantines();
    void rejectWithoutACardIsRefused();
    void ux31UnknownCardsAreListedAfterAStop();
    void reportIsWritten();

private:
    static FloorPlan plan(int stations, quint64 seed, double tear, double mute = 0)
    {
        DemoOptions options;
        options.machines = 1;
        options.stations = stations;
        options.seed = seed;
        FloorPlan made = demoFloor(options);
        made.virtualCards.tearRate = tear;
        made.virtualCards.muteRate = mute;
        made.rejectRunLimit = 100;
        return made;
    }
    static std::vector<RecordId> of(const std::vector<RecordView>& records, bool cards)
    {
        std::vector<RecordId> ids;
        for (const RecordView& record : records) {
            const bool card
                = record.kind == DecisionKind::Quarantined || record.kind == DecisionKind::InDoubt;
            if (card == cards)
                ids.push_back(record.id);
        }
        return ids;
    }
};

void TestRecords::everyRecordEndsGood_data()
{
    QTest::addColumn<quint64>("seed");
    for (quint64 seed = 1; seed <= 4; ++seed)
        QTest::addRow("seed %llu", seed) << seed;
}

/// Torn and mute cards, then people scrap and remake until every record is good.
void TestRecords::everyRecordEndsGood()
{
    QFETCH(quint64, seed);
    SimulatedFloor floor(plan(6, seed, 0.15, 0.15), seed);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(36);
    QVERIFY(job.isValid());
    qint64 scrapped = 0;
    for (int round = 0; round < 40; ++round) {
        QVERIFY(floor.finish(job));
        floor.settle();
        const JobSnapshot now = floor.job(job);
        QVERIFY(now.counts.balances());
        if (now.state == JobState::Complete)
            break;
        QCOMPARE(now.state, JobState::CompleteOpen);
        const auto records = floor.records(job);
        QCOMPARE(qint64(records.size()), now.counts.records.inDoubt + now.counts.records.tooOften);
        const auto cards = of(records, true);
        if (!cards.empty())
            QVERIFY(!floor.order(command::ScrapCards{job, cards, QStringLiteral("damaged")}));
        scrapped += qint64(cards.size());
        floor.settle();
        const JobSnapshot open = floor.job(job);
        QVERIFY(open.counts.balances());
        QCOMPARE(open.counts.records.inDoubt, 0);
        QCOMPARE(open.counts.records.remakeOpen, qint64(cards.size()));
        QCOMPARE(open.counts.cards.spoiled, scrapped);
        floor.states.erase(job);
        QVERIFY(!floor.order(command::RemakeRecords{job, {}}));
    }
    const JobSnapshot end = floor.job(job);
    QCOMPARE(end.state, JobState::Complete);
    QCOMPARE(end.counts.records.good, 36);
    QCOMPARE(end.counts.cards.good, 36);
    QVERIFY(scrapped > 0);
    QCOMPARE(end.counts.cards.blanksIn, 36 + scrapped + end.counts.cards.returned);
    QVERIFY(floor.records(job).empty());
}

void TestRecords::remakesHaveTheirTurn_data()
{
    QTest::addColumn<RemakeMode>("mode");
    QTest::newRow("as they come") << RemakeMode::AsTheyCome;
    QTest::newRow("at the end") << RemakeMode::AtTheEnd;
    QTest::newRow("by hand") << RemakeMode::ByHand;
}

void TestRecords::remakesHaveTheirTurn()
{
    QFETCH(RemakeMode, mode);
    SimulatedFloor floor(plan(4, 21, 0, 0.3), 21);
    QVERIFY(floor.open());
    const auto file = writeDemoJob(floor.folder() + QStringLiteral("/in"), 24);
    command::ImportFile import;
    import.file = *file;
    floor.server->post(import);
    QVERIFY(floor.until([&] { return floor.imported.has_value(); }));
    const JobId job = floor.imported->job;
    QVERIFY(!floor.order(command::SetRemakeMode{job, mode}));
    QVERIFY(!floor.order(command::StartJob{job}));
    QVERIFY(floor.finish(job));
    floor.settle();
    JobSnapshot end = floor.job(job);
    QCOMPARE(end.remakeMode, mode);
    QVERIFY(end.counts.balances());
    QVERIFY(end.counts.cards.returned > 0);
    const qint64 open = end.counts.records.tooOften;
    QCOMPARE(end.counts.records.good + end.counts.records.inDoubt + open, 24);
    if (mode == RemakeMode::ByHand)
        QCOMPARE(open, end.counts.cards.returned); // none was tried a second time
    else
        QVERIFY(open < end.counts.cards.returned);
    if (open > 0) {
        const auto records = of(floor.records(job), false);
        QCOMPARE(qint64(records.size()), open);
        floor.states.erase(job);
        QVERIFY(!floor.order(command::RemakeRecords{job, {records.front()}}));
        QVERIFY(floor.finish(job));
        floor.settle();
        end = floor.job(job);
        QVERIFY(end.counts.balances());
        QVERIFY(end.counts.records.tooOften <= open);
    }
}

void TestRecords::scrapWhileRunningJoinsTheQueue()
{
    SimulatedFloor floor(plan(4, 5, 0.3), 5);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(40);
    QVERIFY(floor.until([&] { return floor.job(job).counts.records.inDoubt >= 2; }));
    floor.settle();
    const auto cards = of(floor.records(job), true);
    QVERIFY(cards.size() >= 2);
    const qint64 waiting = floor.job(job).counts.records.waiting;
    QVERIFY(waiting > 0);
    QVERIFY(!floor.order(command::ScrapCards{job, {cards[0], cards[1]}, QStringLiteral("damaged")}));
    const auto again = floor.order(command::ScrapCards{job, {cards[0]}, QStringLiteral("damaged")});
    QVERIFY(again && *again == fc::RecordNotOpen);
    QCOMPARE(floor.job(job).counts.records.remakeOpen, 0); // running: remakes join by themselves
    QVERIFY(floor.job(job).counts.balances());
    QVERIFY(floor.finish(job));
    floor.settle();
    const JobCounts end = floor.job(job).counts;
    QVERIFY(end.balances());
    QCOMPARE(end.cards.spoiled, 2);
    QCOMPARE(end.records.good + end.records.inDoubt + end.records.remakeOpen + end.records.tooOften, 40);
}

void TestRecords::closedJobKeepsItsCounts()
{
    SimulatedFloor floor(plan(2, 6, 0.4), 6);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(12);
    QVERIFY(floor.finish(job));
    floor.settle();
    QCOMPARE(floor.job(job).state, JobState::CompleteOpen);
    const auto doubtful = floor.order(command::CloseJob{job, QStringLiteral("enough")});
    QVERIFY(doubtful && *doubtful == fc::CardsInDoubt);
    const auto cards = of(floor.records(job), true);
    QVERIFY(!floor.order(command::ScrapCards{job, cards, QStringLiteral("damaged")}));
    QVERIFY(!floor.order(command::CloseJob{job, QStringLiteral("enough")}));
    floor.settle();
    const JobSnapshot end = floor.job(job);
    QCOMPARE(end.state, JobState::Complete);
    QCOMPARE(end.counts.records.withdrawn, qint64(cards.size()));
    QVERIFY(end.counts.balances());
    QVERIFY(floor.order(command::RemakeRecords{job, {}}));
}

void TestRecords::rejectByHandSpoilsOrQuarantines_data()
{
    QTest::addColumn<bool>("written");
    QTest::newRow("untouched") << false;
    QTest::newRow("written") << true;
}

void TestRecords::rejectByHandSpoilsOrQuarantines()
{
    QFETCH(bool, written);
    SimulatedFloor floor(plan(1, 9, 0), 9);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(5);
    const auto station = [&] { return floor.server->snapshot()->machines.front().stations.front(); };
    QVERIFY(floor.until([&] {
        const StationSnapshot now = station();
        return written ? now.phase == Phase::Writing && now.stepNow > now.stepCount / 2
                       : now.phase == Phase::OpeningChannel;
    }));
    const auto refused = floor.order(command::RejectCard{station().id, QStringLiteral("damaged")});
    QVERIFY2(!refused, refused ? qPrintable(refused->toString()) : "");
    QVERIFY(floor.until([&] { return !floor.rejected.empty(); }));
    const event::CardRejected& told = floor.rejected.front();
    QCOMPARE(told.why.toString().section(u' ', 0, 0), QStringLiteral("RejectedByHand"));
    QCOMPARE(told.quarantined, written);
    QVERIFY(floor.finish(job));
    floor.settle();
    const JobCounts end = floor.job(job).counts;
    QVERIFY(end.balances());
    QCOMPARE(end.records.inDoubt, written ? 1 : 0);
    QCOMPARE(end.cards.quarantine, written ? 1 : 0);
    QCOMPARE(end.cards.spoiled, written ? 0 : 1);
    QCOMPARE(end.cards.returned, 0);
    QCOMPARE(end.records.good, written ? 4 : 5);
    QVERIFY(floor.stopped.empty()); // a person's reject does not stop the station
}

void TestRecords::rejectWithoutACardIsRefused()
{
    SimulatedFloor floor(plan(1, 10, 0), 10);
    QVERIFY(floor.open());
    const auto idle = floor.order(command::RejectCard{StationId{1, 1}, QStringLiteral("damaged")});
    QVERIFY(idle && *idle == fc::NoCardToReject);
    const auto unknown = floor.order(command::RejectCard{StationId{9, 9}, QStringLiteral("damaged")});
    QVERIFY(unknown && *unknown == fc::StationUnknown);
}

/// The server dies in the middle of its cards; the restart lists each of them, gives no good record out again
/// and lets people decide about the unknown ones.
void TestRecords::ux31UnknownCardsAreListedAfterAStop()
{
    QTemporaryDir folder;
    JobId job;
    {
        SimulatedFloor floor(plan(6, 9, 0), 9, folder.path());
        QVERIFY(floor.open());
        job = floor.startDemo(30);
        QVERIFY(floor.until([&] { return floor.good >= 7; }));
    }
    SimulatedFloor floor(plan(6, 10, 0), 10, folder.path());
    QVERIFY(floor.open());
    const RecordCounts found = floor.job(job).counts.records;
    QVERIFY(found.inDoubt > 0);
    floor.server->post(command::ListRecovered{});
    QVERIFY(floor.until([&] { return floor.recovered.has_value(); }));
    qint64 open = 0;
    qint64 untouched = 0;
    for (const RecoveredView& card : floor.recovered->cards) {
        QCOMPARE(card.job, job);
        QVERIFY(card.station.isValid());
        QCOMPARE(card.tail.size(), 8);
        open += card.open;
        untouched += card.kind == RecoveredKind::NotWritten;
    }
    QCOMPARE(open, found.inDoubt);
    QCOMPARE(qint64(floor.recovered->cards.size()), open + untouched);
    floor.server->post(command::ResumeJob{job});
    QVERIFY(floor.finish(job));
    floor.settle();
    RecordCounts end = floor.job(job).counts.records;
    QCOMPARE(end.good, 30 - found.inDoubt); // the good ones once, the doubtful ones not at all
    const auto cards = of(floor.records(job), true);
    QCOMPARE(qint64(cards.size()), found.inDoubt);
    QVERIFY(!floor.order(command::ScrapCards{job, cards, QStringLiteral("other")}));
    floor.states.erase(job);
    QVERIFY(!floor.order(command::RemakeRecords{job, {}}));
    QVERIFY(floor.finish(job));
    floor.settle();
    end = floor.job(job).counts.records;
    QCOMPARE(end.good, 30);
    QVERIFY(floor.job(job).counts.balances());
    floor.recovered.reset();
    floor.server->post(command::ListRecovered{});
    QVERIFY(floor.until([&] { return floor.recovered.has_value(); }));
    for (const RecoveredView& card : floor.recovered->cards)
        QVERIFY(!card.open);
}

void TestRecords::reportIsWritten()
{
    SimulatedFloor floor(plan(2, 6, 0.4), 6);
    QVERIFY(floor.open());
    const JobId job = floor.startDemo(12);
    QVERIFY(floor.finish(job));
    floor.settle();
    command::WriteReport order;
    order.job = job;
    order.file = floor.folder() + QStringLiteral("/report.csv");
    floor.server->post(order);
    QVERIFY(floor.until([&] { return floor.report.has_value(); }));
    QFile file(order.file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QVERIFY(lines.size() > 12);
    QVERIFY(lines[0].startsWith("attempt,object,issue,station,state"));
    QCOMPARE(lines[1].split(',')[1].size(), 8); // tails only
    floor.report.reset();
    order.file = floor.folder() + QStringLiteral("/report.json");
    floor.server->post(order);
    QVERIFY(floor.until([&] { return floor.report.has_value(); }));
    QFile json(order.file);
    QVERIFY(json.open(QIODevice::ReadOnly));
    const QJsonObject document = QJsonDocument::fromJson(json.readAll()).object();
    const RecordCounts counts = floor.job(job).counts.records;
    const QJsonObject told = document[QStringLiteral("records")].toObject();
    QCOMPARE(told[QStringLiteral("good")].toInteger(), counts.good);
    QCOMPARE(told[QStringLiteral("in_doubt")].toInteger(), counts.inDoubt);
    QVERIFY(told[QStringLiteral("balances")].toBool());
    QVERIFY(document[QStringLiteral("cards")].toObject()[QStringLiteral("balances")].toBool());
    QCOMPARE(document[QStringLiteral("attempts")].toArray().size(), lines.size() - 1);
    order.file = floor.folder() + QStringLiteral("/nowhere/report.csv");
    const auto refused = floor.order(order);
    QVERIFY(refused.has_value());
    order.file = floor.folder() + QStringLiteral("/report.txt");
    const auto unknown = floor.order(order);
    QVERIFY(unknown && unknown->toString().startsWith(QStringLiteral("ReportKindUnknown")));
    QVERIFY(!QFile::exists(order.file));
}

QTEST_GUILESS_MAIN(TestRecords)
#include "tst_records.moc"
