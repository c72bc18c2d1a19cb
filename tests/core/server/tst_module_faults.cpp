// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong at devices besides the chip: before an intent the card goes back and another station makes
// it; after one whose outcome nobody knows the card is in doubt and nothing is done to it again.
#include "../../support/stripe_reader.h"
#include "base/failures/server.h"
#include "base/failures/session.h"
#include "base/failures/station.h"
#include "module_floor.h"

#include <QRegularExpression>
#include <QTest>

using namespace sm;

namespace {

enum Device : int { Stripe, Embosser };

QString nameOf(const std::optional<Failure>& failure)
{
    const FailureEntry* entry = failure ? failureEntry(failure->code()) : nullptr;
    return entry ? QString::fromLatin1(entry->name) : QString();
}

} // namespace

class TestModuleFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(initSecretHeap() != SecretHeap::Absent); }
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("live counts|line stops|stays"))); }
    void beforeTheIntent_data();
    void beforeTheIntent();
    void nowhereElseToGo();
    void afterTheIntent_data();
    void afterTheIntent();
    void neverAgainByItself();
    void intentGoesFirst();
    void endedAtOnce();
    void rejectedByHand();
    void heldStationFinishes();
};

void TestModuleFaults::beforeTheIntent_data()
{
    QTest::addColumn<int>("device");
    QTest::addColumn<bool>("tooNarrow"); // it can not take the record; else it is off
    QTest::addColumn<QString>("failure");
    QTest::addColumn<bool>("fault"); // the station waits for a person at once
    QTest::newRow("encoder off") << int(Stripe) << false << QStringLiteral("ModuleNotReady") << true;
    QTest::newRow("embosser off") << int(Embosser) << false << QStringLiteral("ModuleNotReady") << true;
    QTest::newRow("embosser too narrow")
        << int(Embosser) << true << QStringLiteral("ModuleDataRefused") << false;
}

/// Nothing was written: the blank goes back to stock, the record to the other station.
void TestModuleFaults::beforeTheIntent()
{
    QFETCH(int, device);
    QFETCH(bool, tooNarrow);
    QFETCH(QString, failure);
    QFETCH(bool, fault);
    FloorPlan plan = moduleFloor(2, {1, 2});
    ModulePlan& bad = moduleOf(plan, 1, size_t(device));
    bad.trouble.off = !tooNarrow;
    if (tooNarrow)
        bad.device.layout.lines[0].most = 12;
    ModuleRun run(std::move(plan), 8);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    const JobCounts counts = run.floor->job(job).counts;
    QCOMPARE(counts.records.good, 8);
    QCOMPARE(counts.records.inDoubt, 0);
    QVERIFY(counts.cards.returned >= 1);
    QVERIFY(counts.balances());
    QCOMPARE(run.station(1).good, 0u);
    QCOMPARE(run.station(2).good, 8u);
    QCOMPARE(nameOf(run.floor->rejected.front().why), failure);
    QVERIFY(!run.floor->rejected.front().quarantined);
    QCOMPARE(run.stands(1), fault);
    QCOMPARE(run.station(1).life, fault ? StationState::Fault : StationState::Held);
    for (const LeftCard& card : run.left())
        QCOMPARE(card.bin == QStringLiteral("good"), !card.embossed.isEmpty());
}

/// The only station stands, the job waits; when the device is there again it goes on.
void TestModuleFaults::nowhereElseToGo()
{
    FloorPlan plan = moduleFloor(1, {1});
    moduleOf(plan, 1, Stripe).trouble.off = true;
    ModuleRun run(std::move(plan), 2);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->until([&] { return run.stands(1); }));
    run.floor->settle();
    QVERIFY(!run.floor->ended(job));
    QCOMPARE(nameOf(run.station(1).failure), QStringLiteral("ModuleNotReady"));
    const JobCounts counts = run.floor->job(job).counts;
    QCOMPARE(counts.records.waiting, 2);
    QCOMPARE(counts.cards.returned, 1);
    QVERIFY(!run.floor->order(command::ClearStations{{StationId{1, 1}}}));
    QVERIFY(run.floor->until([&] { return run.floor->rejected.size() == 2; })); // tried again: still off
    QCOMPARE(run.floor->job(job).counts.records.inDoubt, 0);
}

void TestModuleFaults::afterTheIntent_data()
{
    QTest::addColumn<int>("device");
    QTest::addColumn<int>("lost"); // answers to works
    QTest::addColumn<int>("smears"); // writes that damage track 2
    QTest::addColumn<bool>("refuses");
    QTest::addColumn<QString>("failure"); // empty: the card is good
    QTest::addColumn<bool>("fault");
    const QString good;
    QTest::newRow("one write not answered") << int(Stripe) << 1 << 0 << false << good << false;
    QTest::newRow("no write answered")
        << int(Stripe) << 2 << 0 << false << QStringLiteral("ModuleSilent") << true;
    QTest::newRow("one write reads otherwise") << int(Stripe) << 0 << 1 << false << good << false;
    QTest::newRow("each write reads otherwise")
        << int(Stripe) << 0 << 2 << false << QStringLiteral("TrackReadsOtherwise") << false;
    QTest::newRow("embossed and not told")
        << int(Embosser) << 1 << 0 << false << QStringLiteral("ModuleSilent") << true;
    QTest::newRow("embosser refuses")
        << int(Embosser) << 0 << 0 << true << QStringLiteral("ModuleRefused") << true;
}

void TestModuleFaults::afterTheIntent()
{
    QFETCH(int, device);
    QFETCH(int, lost);
    QFETCH(int, smears);
    QFETCH(bool, refuses);
    QFETCH(QString, failure);
    QFETCH(bool, fault);
    FloorPlan plan = moduleFloor(2, {1, 2});
    ModuleTrouble& trouble = moduleOf(plan, 1, size_t(device)).trouble;
    trouble.lostAnswers = lost;
    trouble.smears = smears;
    trouble.refuses = refuses;
    ModuleRun run(std::move(plan), 8);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    const int bad = failure.isEmpty() ? 0 : 1;
    const JobCounts counts = run.floor->job(job).counts;
    QCOMPARE(counts.records.good, 8 - bad);
    QCOMPARE(counts.records.inDoubt, bad);
    QCOMPARE(counts.records.waiting, 0);
    QVERIFY(counts.balances());
    QCOMPARE(run.floor->job(job).state, bad ? JobState::CompleteOpen : JobState::Complete);
    QCOMPARE(int(run.floor->rejected.size()), bad);
    QCOMPARE(run.stands(1), fault);
    for (const LeftCard& card : run.left())
        QVERIFY(card.embossed.size() <= 1); // never twice, whatever was heard of it
    if (bad == 0)
        return;
    QCOMPARE(nameOf(run.floor->rejected.front().why), failure);
    QVERIFY(run.floor->rejected.front().quarantined);
    const auto open = run.floor->records(job);
    QCOMPARE(open.size(), size_t(1));
    QCOMPARE(nameOf(open.front().failure), failure);
    QCOMPARE(open.front().step,
        device == Stripe ? QStringLiteral("Encode the stripe") : QStringLiteral("Emboss the card"));
    QCOMPARE(open.front().station, (StationId{1, 1}));
    const auto left = run.left();
    const auto rejected = std::count_if(
        left.begin(), left.end(), [](const LeftCard& card) { return card.bin == QStringLiteral("reject"); });
    QCOMPARE(rejected, 1);
}

/// Continue at the station goes on with other cards. Only a person's decision makes the record anew, on
/// another card.
void TestModuleFaults::neverAgainByItself()
{
    FloorPlan plan = moduleFloor(1, {1});
    moduleOf(plan, 1, Embosser).trouble.lostAnswers = 1;
    ModuleRun run(std::move(plan), 3);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->until([&] { return run.stands(1); }));
    QVERIFY(!run.floor->order(command::ClearStations{{StationId{1, 1}}}));
    QVERIFY(run.floor->finish(job));
    run.floor->settle();
    QCOMPARE(run.floor->job(job).counts.records.good, 2);
    QCOMPARE(run.floor->job(job).counts.records.inDoubt, 1);
    const auto open = run.floor->records(job);
    QCOMPARE(open.size(), size_t(1));
    QCOMPARE(run.left().size(), size_t(3));
    QVERIFY(!run.floor->order(command::ScrapCards{job, {open.front().id}, QStringLiteral("damaged")}));
    QVERIFY(!run.floor->order(command::RemakeRecords{job, {open.front().id}}));
    QVERIFY(run.floor->until([&] { return run.floor->job(job).counts.records.good == 3; }));
    const auto left = run.left();
    QCOMPARE(left.size(), size_t(4));
    QSet<QString> serials;
    for (const LeftCard& card : left)
        serials.insert(card.serial);
    QCOMPARE(serials.size(), 4);
}

/// While the device works the store already says so: what a power cut leaves behind makes the card doubtful.
void TestModuleFaults::intentGoesFirst()
{
    ModuleRun run(moduleFloor(1, {1}, seconds(15)), 2);
    QVERIFY(run.floor->open());
    QVERIFY(run.import(true).isValid());
    const auto encodes = [&] {
        const StationSnapshot station = run.station(1);
        return station.phase == Phase::Writing && station.stepName == QStringLiteral("Encode the stripe");
    };
    QVERIFY(run.floor->until(encodes));
    QCOMPARE(run.station(1).stepNow, quint16(1));
    const Nanos end = run.floor->server->now() + seconds(1); // far from the end of the work
    run.floor->until([&] { return run.floor->server->now() >= end; }, seconds(1));
    QVERIFY(encodes());
    QTemporaryDir copy;
    const QDir data(run.folder.filePath(QStringLiteral("data")));
    for (const QString& name : data.entryList({QStringLiteral("store.sqlite*")}, QDir::Files))
        QVERIFY(QFile::copy(data.filePath(name), copy.filePath(name)));
    SimulatedFloor after(moduleFloor(1, {1}), 6, copy.path());
    QVERIFY(after.open());
    QCOMPARE(after.opened->doubtful, 1);
    QCOMPARE(after.opened->released, 0);
}

void TestModuleFaults::endedAtOnce()
{
    QTemporaryDir data;
    {
        ModuleRun run(moduleFloor(1, {1}, seconds(15)), 2, 5, data.path());
        QVERIFY(run.floor->open());
        QVERIFY(run.import(true).isValid());
        QVERIFY(
            run.floor->until([&] { return run.station(1).stepName == QStringLiteral("Emboss the card"); }));
        const Nanos before = run.floor->server->now();
        run.floor->server->post(command::StopServer{false});
        run.floor->until([] { return false; }, seconds(100));
        QVERIFY(run.floor->server->now() - before < seconds(200));
        const auto left = run.left();
        QCOMPARE(left.size(), size_t(1));
        QCOMPARE(left.front().bin, QStringLiteral("reject"));
    }
    SimulatedFloor after(moduleFloor(1, {1}), 6, data.path());
    QVERIFY(after.open());
    const auto jobs = after.server->snapshot()->jobs;
    QCOMPARE(jobs.size(), size_t(1));
    QCOMPARE(jobs.front().counts.records.inDoubt, 1);
    QCOMPARE(jobs.front().counts.records.waiting, 1);
}

void TestModuleFaults::rejectedByHand()
{
    ModuleRun run(moduleFloor(1, {1}, seconds(15)), 2);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->until([&] { return run.station(1).stepName == QStringLiteral("Emboss the card"); }));
    const Nanos before = run.floor->server->now();
    QVERIFY(!run.floor->order(command::RejectCard{StationId{1, 1}, QStringLiteral("damaged")}));
    QVERIFY(run.floor->until([&] { return !run.floor->rejected.empty(); }));
    QVERIFY(run.floor->server->now() - before < seconds(15)); // it was not waited for
    QCOMPARE(nameOf(run.floor->rejected.front().why), QStringLiteral("RejectedByHand"));
    QVERIFY(run.floor->rejected.front().quarantined);
    QVERIFY(!run.stands(1));
    QVERIFY(run.floor->finish(job));
    QCOMPARE(run.floor->job(job).counts.records.good, 1);
}

/// Hold waits for the card in work, its devices included.
void TestModuleFaults::heldStationFinishes()
{
    ModuleRun run(moduleFloor(1, {1}, seconds(15)), 2);
    QVERIFY(run.floor->open());
    const JobId job = run.import(true);
    QVERIFY(run.floor->until([&] { return run.station(1).stepName == QStringLiteral("Encode the stripe"); }));
    QVERIFY(!run.floor->order(command::HoldStations{{StationId{1, 1}}}));
    QVERIFY(run.floor->until([&] { return run.station(1).life == StationState::Held; }));
    QCOMPARE(run.floor->good, 1);
    QCOMPARE(run.left().size(), size_t(1));
    QVERIFY(!run.floor->order(command::ResumeStations{{StationId{1, 1}}}));
    QVERIFY(run.floor->finish(job));
    QCOMPARE(run.floor->good, 2);
}

QTEST_GUILESS_MAIN(TestModuleFaults)
#include "tst_module_faults.moc"
