// SPDX-License-Identifier: GPL-3.0-or-later
// Scrap, remake, withdrawal and close in the store: what each leaves behind, what is refused, what a restart
// finds, and that both identities balance after every step.
#include "store_fixture.h"

#include "base/failures/store.h"
#include "job/record_ledger.h"

#include <QtTest>

using namespace sm;
using namespace sm::test;

class TestDecisions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scrapOpensARemakeWithTheNextIssue();
    void scrapOfADoubtfulCardGoesThroughQuarantine();
    void scrapWantsAReasonAndTestKeys();
    void nothingIsScrappedWithoutARecord();
    void scrapThatRequeuesStopsAtTheLimit();
    void comesBackTooOften();
    void byHandHoldsTheFirstBack();
    void withdrawAndClose();
    void closeIsRefusedWhileInDoubt();
    void scrapInAnAbortedJobWithdraws();
    void remadeObjectIsNotImportedAgain();
    void decisionsAreKept();
    void rejectByHandSpoilsTheBlank();

private:
    struct Floor {
        Floor() { opened = store.open().ok(); }
        /// A claim of the record brought to a state.
        AttemptKey attempt(RecordId record, AttemptState state)
        {
            const auto key = store.get(store.journal->claim(record, StationId{1, 1}));
            if (!key)
                return {};
            const QByteArray serial = "serial " + QByteArray::number(++serials);
            const auto done = store.get(store.journal->append(*key, entriesTo(state, serial)));
            return done ? *key : AttemptKey();
        }
        RecordLedger& ledger() { return *store.journal->ledger(); }
        JobCounts counts(JobId job) { return *store.get(store.journal->counts(job)); }
        std::vector<RecordLine> open(JobId job)
        {
            return store.get(ledger().recordLines(job, RecordList::NeedsDecision, 100)).take();
        }
        Outcome<DecisionResult> scrap(JobId job, RecordId record, bool requeue = false)
        {
            return store.get(ledger().scrap(job, {record}, {QStringLiteral("damaged"), who}, requeue));
        }
        Outcome<DecisionResult> remake(JobId job, std::vector<RecordId> records = {})
        {
            return store.get(ledger().remake(job, std::move(records), {QStringLiteral("remake"), who}));
        }
        StoreFixture store;
        QString who = QStringLiteral("operator");
        bool opened = false;
        int serials = 0;
    };
};

void TestDecisions::scrapOpensARemakeWithTheNextIssue()
{
    Floor floor;
    QVERIFY(floor.opened);
    const JobId job = floor.store.job("A", 3);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
    auto lines = floor.open(job);
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(lines[0].need, RecordNeed::Quarantined);
    QCOMPARE(lines[0].last->failure, QStringLiteral("CardLost"));
    QCOMPARE(lines[0].arrivals, 1);
    QVERIFY(!floor.remake(job, {record})); // never without a scrap

    const auto scrapped = floor.scrap(job, record);
    QVERIFY(scrapped);
    QCOMPARE(scrapped->scrappedQuarantine, 1);
    QCOMPARE(scrapped->reopened, 0);
    JobCounts counts = floor.counts(job);
    QVERIFY(counts.balances());
    QCOMPARE(counts.records.remakeOpen, 1);
    QCOMPARE(counts.records.inDoubt, 0);
    QCOMPARE(counts.cards.spoiled, 1);
    QCOMPARE(counts.cards.quarantine, 0);
    QVERIFY(!floor.scrap(job, record)); // once

    const auto remade = floor.remake(job);
    QVERIFY(remade);
    QCOMPARE(remade->reopened, 1);
    QCOMPARE(remade->rows.size(), size_t(1));
    QCOMPARE(remade->rows[0].issue, 1u);
    QCOMPARE(remade->rows[0].sealedIssue, 0u); // its ciphertext stays bound to the number it was sealed under
    counts = floor.counts(job);
    QVERIFY(counts.balances());
    QCOMPARE(counts.records.waiting, 3);
    const auto queue = floor.store.queue(job);
    QCOMPARE(queue.front().id, record);
    QCOMPARE(queue.front().issue, 1u);
    QCOMPARE(queue.front().sealedIssue, 0u);
    QCOMPARE(queue.front().tries, 0);
    QCOMPARE(queue.front().arrivals, 1);
    QVERIFY(floor.attempt(record, AttemptState::BinnedGood).attempt.isValid());
    counts = floor.counts(job);
    QVERIFY(counts.balances());
    QCOMPARE(counts.records.good, 1);
    QCOMPARE(counts.cards.blanksIn, 2);
}

void TestDecisions::scrapOfADoubtfulCardGoesThroughQuarantine()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::InDoubt).attempt.isValid());
    QCOMPARE(floor.open(job)[0].need, RecordNeed::InDoubt);
    QCOMPARE(floor.counts(job).cards.inStations, 1);
    const auto scrapped = floor.scrap(job, record);
    QVERIFY(scrapped);
    QCOMPARE(scrapped->scrappedAtStation, 1);
    QCOMPARE(floor.counts(job).cards.spoiled, 1);
    QCOMPARE(floor.counts(job).cards.inStations, 0);
    QVERIFY(floor.counts(job).balances());
    floor.store.close();
    RawDatabase raw(floor.store.options.path);
    QCOMPARE(
        raw.value(QStringLiteral("SELECT group_concat(to_state, ' ') FROM events WHERE kind = 'attempt'"))
            .toString(),
        QStringLiteral("Claimed Bound Prepared Intent InDoubt Quarantine Scrapped"));
}

void TestDecisions::scrapWantsAReasonAndTestKeys()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
    const auto nameless = floor.store.get(floor.ledger().scrap(job, {record}, {QString(), floor.who}, false));
    QVERIFY(nameless.failure() == fc::DecisionEmpty);
    NewJob live;
    live.name = QStringLiteral("live");
    live.test = false;
    const auto id = floor.store.get(floor.store.journal->beginImport(live, QByteArray("key")));
    QVERIFY(floor.store.get(floor.store.journal->addRecords(*id, {StoreFixture::record("L", 0)})));
    QVERIFY(floor.store.get(floor.store.journal->commitImport(*id)));
    QVERIFY(floor.store.get(floor.store.journal->setJobState(*id, JobState::Running)));
    const RecordId second = floor.store.queue(*id).front().id;
    QVERIFY(floor.attempt(second, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.scrap(*id, second).failure() == fc::TwoPeopleNeeded);
    QVERIFY(floor.scrap(job, second).failure() == fc::RecordNotOpen); // of another job
    QCOMPARE(floor.counts(*id).cards.quarantine, 1);
}

void TestDecisions::nothingIsScrappedWithoutARecord()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
    floor.store.close();
    RawDatabase raw(floor.store.options.path);
    QVERIFY(!raw.run(QStringLiteral("UPDATE attempts SET state = 'Scrapped' WHERE state = 'Quarantine'")));
}

void TestDecisions::scrapThatRequeuesStopsAtTheLimit()
{
    Floor floor;
    const JobId job = floor.store.job("A", 2);
    const RecordId record = floor.store.queue(job).front().id;
    for (int round = 1; round <= remakeLimit; ++round) {
        QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
        const auto scrapped = floor.scrap(job, record, true);
        QVERIFY(scrapped);
        QCOMPARE(scrapped->reopened, round < remakeLimit ? 1 : 0);
        QVERIFY(floor.counts(job).balances());
    }
    QCOMPARE(floor.counts(job).records.remakeOpen, 1);
    const auto remade = floor.remake(job);
    QVERIFY(remade);
    QCOMPARE(remade->rows[0].issue, quint32(remakeLimit));
    QCOMPARE(remade->rows[0].tries, 0);
    QVERIFY(floor.attempt(record, AttemptState::BinnedGood).attempt.isValid());
    QVERIFY(floor.counts(job).balances());
}

void TestDecisions::comesBackTooOften()
{
    Floor floor;
    const JobId job = floor.store.job("A", 2);
    const RecordId record = floor.store.queue(job).front().id;
    for (int i = 0; i < remakeLimit; ++i) {
        QCOMPARE(floor.counts(job).records.tooOften, 0);
        QVERIFY(floor.attempt(record, AttemptState::ReleasedClean).attempt.isValid());
    }
    QCOMPARE(floor.counts(job).records.tooOften, 1);
    QVERIFY(floor.store.open()); // also after a restart
    QCOMPARE(floor.counts(job).records.tooOften, 1);
    QCOMPARE(floor.store.queue(job).front().tries, remakeLimit);
    const auto lines = floor.open(job);
    QCOMPARE(lines.size(), size_t(1));
    QCOMPARE(lines[0].need, RecordNeed::TooOften);
    const auto again = floor.remake(job);
    QVERIFY(again);
    QCOMPARE(again->givenAgain, 1);
    QCOMPARE(again->rows[0].issue, 0u); // nothing was ever written
    QCOMPARE(floor.counts(job).records.tooOften, 0);
    QVERIFY(floor.remake(job).failure() == fc::DecisionEmpty);
    QVERIFY(floor.counts(job).balances());
}

void TestDecisions::byHandHoldsTheFirstBack()
{
    Floor floor;
    const JobId job = floor.store.job("A", 2);
    QVERIFY(floor.store.get(floor.ledger().setRemakeMode(job, RemakeMode::ByHand)));
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::ReleasedClean).attempt.isValid());
    QCOMPARE(floor.counts(job).records.tooOften, 1);
    QVERIFY(floor.store.open());
    QCOMPARE(floor.store.get(floor.store.journal->jobs())->front().remakeMode, RemakeMode::ByHand);
    QVERIFY(floor.store.get(floor.ledger().setRemakeMode(job, RemakeMode::AtTheEnd)));
    QCOMPARE(floor.counts(job).records.tooOften, 0);
}

void TestDecisions::withdrawAndClose()
{
    Floor floor;
    const JobId job = floor.store.job("A", 3);
    const auto queue = floor.store.queue(job);
    QVERIFY(floor.attempt(queue[0].id, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.attempt(queue[1].id, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.attempt(queue[2].id, AttemptState::BinnedGood).attempt.isValid());
    QVERIFY(floor.scrap(job, queue[0].id));
    QVERIFY(floor.scrap(job, queue[1].id));
    const Decision why{QStringLiteral("ordered elsewhere"), floor.who};
    const auto gone = floor.store.get(floor.ledger().withdraw(job, {queue[0].id}, why));
    QVERIFY(gone);
    QCOMPARE(gone->withdrawnOpen, 1);
    QVERIFY(floor.store.get(floor.ledger().withdraw(job, {queue[2].id}, why)).failure() == fc::RecordNotOpen);
    QVERIFY(floor.store.get(floor.ledger().closeJob(job, why)).failure() == fc::RecordNotOpen); // it runs
    QVERIFY(floor.store.get(floor.store.journal->setJobState(job, JobState::Finishing)));
    QVERIFY(floor.store.get(floor.store.journal->setJobState(job, JobState::CompleteOpen)));
    const auto closed = floor.store.get(floor.ledger().closeJob(job, why));
    QVERIFY(closed);
    QCOMPARE(closed->withdrawnOpen, 1);
    const JobCounts counts = floor.counts(job);
    QVERIFY(counts.balances());
    QCOMPARE(counts.records.withdrawn, 2);
    QCOMPARE(counts.records.good, 1);
    QCOMPARE(floor.store.get(floor.store.journal->jobs())->front().state, JobState::Complete);
    QVERIFY(!floor.remake(job));
}

void TestDecisions::closeIsRefusedWhileInDoubt()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    QVERIFY(floor.attempt(floor.store.queue(job)[0].id, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.store.get(floor.store.journal->setJobState(job, JobState::Finishing)));
    QVERIFY(floor.store.get(floor.store.journal->setJobState(job, JobState::CompleteOpen)));
    const auto refused = floor.store.get(floor.ledger().closeJob(job, {QStringLiteral("enough"), floor.who}));
    QVERIFY(refused.failure() == fc::CardsInDoubt);
    QCOMPARE(floor.store.get(floor.store.journal->jobs())->front().state, JobState::CompleteOpen);
}

void TestDecisions::scrapInAnAbortedJobWithdraws()
{
    Floor floor;
    const JobId job = floor.store.job("A", 2);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.store.get(floor.store.journal->setJobState(job, JobState::Aborted)));
    QCOMPARE(floor.counts(job).records.inDoubt, 1);
    QVERIFY(floor.scrap(job, record, true));
    QCOMPARE(floor.counts(job).records.withdrawn, 2);
    QCOMPARE(floor.counts(job).records.remakeOpen, 0);
    QVERIFY(floor.counts(job).balances());
}

void TestDecisions::remadeObjectIsNotImportedAgain()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.scrap(job, record, true));
    NewJob second;
    second.name = QStringLiteral("second");
    const auto id = floor.store.get(floor.store.journal->beginImport(second, QByteArray("key")));
    QVERIFY(id);
    // The first issue number is free in the table of records, and still must not be used again.
    QVERIFY(!floor.store.get(floor.store.journal->addRecords(*id, {StoreFixture::record("A", 0)})));
}

void TestDecisions::decisionsAreKept()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    const RecordId record = floor.store.queue(job).front().id;
    QVERIFY(floor.attempt(record, AttemptState::Quarantine).attempt.isValid());
    QVERIFY(floor.scrap(job, record));
    QVERIFY(floor.remake(job));
    const auto kept = floor.store.get(floor.ledger().decisions(job));
    QVERIFY(kept);
    QCOMPARE(kept->size(), size_t(3)); // scrap, remake, tries begin again
    QCOMPARE((*kept)[0].kind, QStringLiteral("scrap"));
    QCOMPARE((*kept)[0].reason, QStringLiteral("damaged"));
    QCOMPARE((*kept)[0].person, floor.who);
    QVERIFY((*kept)[0].attempt.isValid());
    floor.store.close();
    RawDatabase raw(floor.store.options.path);
    QVERIFY(!raw.run(QStringLiteral("DELETE FROM decisions")));
    QVERIFY(!raw.run(QStringLiteral("UPDATE decisions SET reason = 'nothing'")));
}

void TestDecisions::rejectByHandSpoilsTheBlank()
{
    Floor floor;
    const JobId job = floor.store.job("A", 1);
    const RecordId record = floor.store.queue(job).front().id;
    const auto key = floor.store.get(floor.store.journal->claim(record, StationId{1, 1}));
    QVERIFY(floor.store.get(floor.ledger().noteReject(*key, {QStringLiteral("damaged"), floor.who})));
    QVERIFY(floor.store.get(
        floor.store.journal->append(*key, {entry::Released{QStringLiteral("RejectedByHand"), true, true}})));
    const JobCounts counts = floor.counts(job);
    QVERIFY(counts.balances());
    QCOMPARE(counts.cards.spoiled, 1);
    QCOMPARE(counts.cards.returned, 0);
    QCOMPARE(counts.records.waiting, 1);
    QCOMPARE(floor.store.queue(job).front().tries, 1);
}

QTEST_GUILESS_MAIN(TestDecisions)
#include "tst_decisions.moc"
