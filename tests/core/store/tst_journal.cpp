// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_fixture.h"

#include "base/failures/job.h"
#include "base/failures/store.h"

#include <QtTest>

using namespace sm;
using namespace sm::test;

Q_DECLARE_METATYPE(sm::test::StoreFixture::Time)

class TestJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void personalizesACard_data();
    void personalizesACard();
    void oneCardPerObjectAndIssue();
    void oneObjectPerBlank();
    void releasedBlankMayBeBoundAgain();
    void nothingIsBoundWithoutASerial();
    void refusesEntries_data();
    void refusesEntries();
    void refusedAppendLeavesNothing();
    void refusedPieceDoesNotHurtOthers();
    void staleEpochWritesNothing();
    void repeatsAreHarmless_data();
    void repeatsAreHarmless();
    void doubtIsResolvedByAProbe();
    void cancelledImportLeavesNothing();
    void unfinishedImportIsGoneAfterRestart();
    void importRefusesWhatIsKnown();
    void importTakesLimitedBatches();
    void jobStatesAreChecked();
    void abortedJobGivesNothingOut();
    void recovers_data();
    void recovers();
    void recoveryLeavesThisRunAlone();
    void waitingIsInOrderOfTheFile();
    void manySessionsShareCommits();
    void shreddingLeavesNoCiphertext();
};

void TestJournal::personalizesACard_data()
{
    QTest::addColumn<StoreFixture::Time>("time");
    QTest::newRow("simulated") << StoreFixture::Time::Simulated;
    QTest::newRow("real") << StoreFixture::Time::Real;
}

void TestJournal::personalizesACard()
{
    QFETCH(StoreFixture::Time, time);
    StoreFixture store(time);
    QVERIFY(store.open());
    const JobId job = store.job("A", 3);
    const auto queue = store.queue(job);
    QCOMPARE(queue.size(), size_t(3));
    QCOMPARE(queue[1].object.text, QStringLiteral("A-1"));
    QCOMPARE(queue[1].sealed, QByteArray(200, 'b'));
    const auto key = store.get(store.journal->claim(queue[0].id, StationId{1, 2}));
    QVERIFY(key);
    QCOMPARE(key->epoch.value, 1);
    QCOMPARE(store.get(store.journal->counts(job))->records.inStations, 1);
    QVERIFY(store.get(store.journal->append(*key, {bound("serial 1"), prepared(), intent(0)})));
    QVERIFY(store.get(
        store.journal->append(*key, {stepDone(0), entry::Sealed{QByteArray("seal")}, entry::FormatSent{7}})));
    QCOMPARE(store.get(store.journal->counts(job))->cards.inStations, 1);
    QVERIFY(store.get(store.journal->append(*key, {entry::Completed{}, entry::BinnedGood{}})));
    const auto counts = store.get(store.journal->counts(job));
    QVERIFY(counts->balances());
    QCOMPARE(counts->records.good, 1);
    QCOMPARE(counts->cards.good, 1);
    QCOMPARE(counts->cards.blanksIn, 1);
    QCOMPARE(counts->records.waiting, 2);
    const auto attempts = store.get(store.journal->attempts(job));
    QCOMPARE(attempts->size(), size_t(1));
    const AttemptRow& attempt = attempts->front();
    QVERIFY(attempt.key == *key);
    QCOMPARE(attempt.state, AttemptState::BinnedGood);
    QCOMPARE(attempt.chipSerial, QByteArray("serial 1"));
    QCOMPARE(attempt.station.text(), QStringLiteral("M1-S2"));
    QCOMPARE(attempt.object.text, QStringLiteral("A-0"));
    store.close();
    // Each change of state has left a row.
    RawDatabase raw(store.options.path);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM events WHERE kind = 'attempt'")), 9);
    QCOMPARE(
        raw.value(QStringLiteral("SELECT group_concat(to_state, ' ') FROM events WHERE kind = 'attempt'"))
            .toString(),
        QStringLiteral("Claimed Bound Prepared Intent StepDone Sealed FormatSent Complete BinnedGood"));
}

void TestJournal::oneCardPerObjectAndIssue()
{
    StoreFixture store;
    QVERIFY(store.open());
    const auto record = store.queue(store.job("A", 1)).front().id;
    const auto key = store.get(store.journal->claim(record, StationId{1, 1}));
    QVERIFY(key);
    int serial = 0;
    for (const AttemptState state : {AttemptState::Claimed, AttemptState::Bound, AttemptState::Intent,
             AttemptState::Sealed, AttemptState::Complete, AttemptState::BinnedGood}) {
        const auto entries = entriesTo(state, "serial");
        QVERIFY(store.get(store.journal->append(*key, entries)));
        const auto second = store.get(store.journal->claim(record, StationId{1, 2}));
        QVERIFY(!second);
        QVERIFY(second.failure() == fc::CardObjectTaken);
        ++serial;
    }
    QCOMPARE(serial, 6);
    QVERIFY(store.get(store.journal->claim(RecordId(999), StationId{1, 1})).failure() == fc::StoreRowUnknown);
}

void TestJournal::oneObjectPerBlank()
{
    StoreFixture store;
    QVERIFY(store.open());
    const auto queue = store.queue(store.job("A", 2));
    const auto first = store.get(store.journal->claim(queue[0].id, StationId{1, 1}));
    const auto second = store.get(store.journal->claim(queue[1].id, StationId{1, 2}));
    QVERIFY(store.get(store.journal->append(*first, entriesTo(AttemptState::BinnedGood, "serial"))));
    const auto refused = store.get(store.journal->append(*second, {bound("serial"), prepared()}));
    QVERIFY(!refused);
    QVERIFY(refused.failure() == fc::BlankTaken);
    QVERIFY(store.get(store.journal->append(*second, {bound("another")})));
}

void TestJournal::releasedBlankMayBeBoundAgain()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto record = store.queue(job).front().id;
    const auto first = store.get(store.journal->claim(record, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*first, entriesTo(AttemptState::ReleasedClean, "serial"))));
    QCOMPARE(store.queue(job).size(), size_t(1));
    const auto second = store.get(store.journal->claim(record, StationId{1, 1}));
    QVERIFY(second);
    QCOMPARE(second->epoch.value, 2);
    QVERIFY(store.get(store.journal->append(*second, entriesTo(AttemptState::Bound, "serial"))));
    const auto counts = store.get(store.journal->counts(job));
    QVERIFY(counts->balances());
    QCOMPARE(counts->cards.blanksIn, 2);
    QCOMPARE(counts->cards.returned, 1);
    QCOMPARE(counts->cards.inStations, 1);
}

void TestJournal::nothingIsBoundWithoutASerial()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*key, {bound("")})).failure() == fc::BlankUnnamed);
    // A blank that nobody could name goes back and is counted all the same.
    QVERIFY(store.get(store.journal->append(*key, {entry::Released{QStringLiteral("CardMute"), true}})));
    const auto counts = store.get(store.journal->counts(job));
    QVERIFY(counts->balances());
    QCOMPARE(counts->cards.blanksIn, 1);
    QCOMPARE(counts->cards.returned, 1);
}

void TestJournal::refusesEntries_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("which");
    QTest::addColumn<bool>("allowed");
    // Every entry in every state, against the table of core/job.
    const AttemptState targets[]
        = {AttemptState::Bound, AttemptState::Prepared, AttemptState::Intent, AttemptState::StepDone,
            AttemptState::Sealed, AttemptState::FormatSent, AttemptState::Complete, AttemptState::BinnedGood,
            AttemptState::InDoubt, AttemptState::Quarantine, AttemptState::ReleasedClean};
    for (const AttemptState state : allAttemptStates()) {
        if (state == AttemptState::Scrapped)
            continue; // no entry leads there
        for (const AttemptState target : targets) {
            if (state == target)
                continue; // repeats have a test of their own
            bool allowed = mayFollow(state, target);
            if (state == AttemptState::InDoubt && target == AttemptState::Intent)
                allowed = false; // a new intent needs the last one's result first
            QTest::addRow(
                "%s in %s", qPrintable(attemptStateName(target)), qPrintable(attemptStateName(state)))
                << int(state) << int(target) << allowed;
        }
    }
}

void TestJournal::refusesEntries()
{
    QFETCH(int, state);
    QFETCH(int, which);
    QFETCH(bool, allowed);
    static StoreFixture
        store; // one database for the rows of this table; each row has a record and a blank of its own
    static int round = 0;
    if (!store.journal)
        QVERIFY(store.open());
    const QByteArray serial = "serial " + QByteArray::number(++round);
    const JobId job = store.job(serial.constData(), 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState(state), serial))));
    // Contents that cannot be mistaken for a repeat of what is stored.
    const JournalEntry entries[] = {entry::Completed{}, bound(serial + "x"),
        entry::Prepared{"other", "other"}, intent(1), entry::StepDone{0, StatusWord{0x6A80}},
        entry::Sealed{"other"}, entry::FormatSent{8}, entry::Completed{}, entry::BinnedGood{},
        entry::InDoubt{}, entry::Quarantined{}, entry::Completed{}, entry::Released{}};
    JournalEntry entry = entries[which];
    if (AttemptState(which) == AttemptState::Intent && AttemptState(state) < AttemptState::Intent)
        entry = intent(0);
    const auto answer = store.get(store.journal->append(*key, {entry}));
    const bool repeat
        = AttemptState(state) == AttemptState::BinnedGood && AttemptState(which) == AttemptState::Complete;
    QCOMPARE(answer.ok(), allowed || repeat);
    if (!answer)
        QVERIFY(answer.failure() == fc::TransitionRefused || answer.failure() == fc::EntryDiffers);
    const auto after = store.get(store.journal->attempts(job))->front().state;
    QCOMPARE(after, allowed ? AttemptState(which) : AttemptState(state));
    QVERIFY(store.get(store.journal->counts(job))->balances());
}

void TestJournal::refusedAppendLeavesNothing()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    // Swapped: the intent is missing when its step is said to be done.
    const auto swapped
        = store.get(store.journal->append(*key, {bound("s"), prepared(), stepDone(0), intent(0)}));
    QVERIFY(swapped.failure() == fc::TransitionRefused);
    const auto skipped = store.get(store.journal->append(*key, {bound("s"), prepared(), intent(1)}));
    QVERIFY(skipped.failure() == fc::EntryDiffers);
    QCOMPARE(store.get(store.journal->attempts(job))->front().state, AttemptState::Claimed);
    store.close();
    RawDatabase raw(store.options.path);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM bindings")), 0);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM steps")), 0);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM events WHERE kind = 'attempt'")), 1);
}

void TestJournal::refusedPieceDoesNotHurtOthers()
{
    StoreFixture store(StoreFixture::Time::Real);
    QVERIFY(store.open());
    const auto queue = store.queue(store.job("A", 40));
    std::vector<AttemptKey> keys;
    for (const RecordRow& record : queue)
        keys.push_back(*store.get(store.journal->claim(record.id, StationId{1, 1})));
    // Handed in without a turn of the loop between them, so that they share transactions; every second is
    // refused.
    std::vector<Pending<Done>> waits;
    for (size_t i = 0; i < keys.size(); ++i) {
        std::vector<JournalEntry> entries{bound("serial " + QByteArray::number(int(i)))};
        if (i % 2 == 1)
            entries.push_back(entry::Completed{});
        waits.push_back(store.journal->append(keys[i], std::move(entries)));
    }
    for (size_t i = 0; i < waits.size(); ++i) {
        const auto answer = store.get(std::move(waits[i]));
        QCOMPARE(answer.ok(), i % 2 == 0);
    }
    store.close();
    RawDatabase raw(store.options.path);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM attempts WHERE state = 'Bound'")), 20);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM bindings")), 20);
}

void TestJournal::staleEpochWritesNothing()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto record = store.queue(job).front().id;
    const auto old = store.get(store.journal->claim(record, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*old, entriesTo(AttemptState::ReleasedClean, "serial"))));
    const auto fresh = store.get(store.journal->claim(record, StationId{1, 2}));
    QVERIFY(fresh->epoch > old->epoch);
    for (const AttemptKey& key :
        {*old, AttemptKey(fresh->attempt, old->epoch),
            AttemptKey(fresh->attempt, Epoch(fresh->epoch.value + 1)), AttemptKey(AttemptId(77), Epoch(1))}) {
        const auto refused = store.get(store.journal->append(key, {bound("other")}));
        QVERIFY(!refused);
        QVERIFY(refused.failure() == fc::EpochStale);
    }
    QVERIFY(store.get(store.journal->append(*fresh, {bound("other")})));
}

void TestJournal::repeatsAreHarmless_data()
{
    QTest::addColumn<int>("state");
    for (const AttemptState state : allAttemptStates()) {
        if (state != AttemptState::Scrapped)
            QTest::newRow(qPrintable(attemptStateName(state))) << int(state);
    }
}

void TestJournal::repeatsAreHarmless()
{
    QFETCH(int, state);
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    const auto entries = entriesTo(AttemptState(state), "serial");
    QVERIFY(store.get(store.journal->append(*key, entries)));
    const auto before = store.get(store.journal->counts(job));
    RawDatabase raw(store.options.path);
    const QString rows
        = QStringLiteral("SELECT (SELECT COUNT(*) FROM events) || ' ' || (SELECT COUNT(*) FROM steps)"
                         " || ' ' || (SELECT COUNT(*) FROM bindings)");
    const QString stored = raw.value(rows).toString();
    // The last entry alone: the answer was lost and the client asks again.
    if (!entries.empty())
        QVERIFY(store.get(store.journal->append(*key, {entries.back()})));
    QCOMPARE(store.get(store.journal->attempts(job))->front().state, AttemptState(state));
    QVERIFY(*store.get(store.journal->counts(job)) == *before);
    QCOMPARE(raw.value(rows).toString(), stored);
    // The whole of it. An intent that is sent again after doubt is a step forward; elsewhere nothing changes.
    if (AttemptState(state) == AttemptState::InDoubt || AttemptState(state) == AttemptState::Quarantine)
        return;
    QVERIFY(store.get(store.journal->append(*key, entries)));
    QCOMPARE(raw.value(rows).toString(), stored);
}

void TestJournal::doubtIsResolvedByAProbe()
{
    StoreFixture store;
    QVERIFY(store.open());
    const auto queue = store.queue(store.job("A", 3));
    std::vector<AttemptKey> keys;
    for (size_t i = 0; i < 3; ++i) {
        keys.push_back(*store.get(store.journal->claim(queue[i].id, StationId{1, 1})));
        const QByteArray serial = "serial " + QByteArray::number(int(i));
        QVERIFY(store.get(store.journal->append(keys[i], entriesTo(AttemptState::InDoubt, serial))));
    }
    // It happened; it did not and is sent again; other bytes under the old number are not a repeat.
    QVERIFY(store.get(store.journal->append(keys[0], {stepDone(0), entry::Sealed{}, entry::FormatSent{1}})));
    QVERIFY(store.get(store.journal->append(keys[1], {intent(0)})));
    QVERIFY(store.get(store.journal->append(keys[1], {stepDone(0), intent(1)})));
    entry::Intent changed = intent(0);
    changed.dataMac = "other";
    QVERIFY(store.get(store.journal->append(keys[2], {changed})).failure() == fc::EntryDiffers);
}

void TestJournal::cancelledImportLeavesNothing()
{
    StoreFixture store;
    QVERIFY(store.open());
    const auto job = store.get(store.journal->beginImport(NewJob(), "key"));
    std::vector<NewRecord> records;
    for (int i = 0; i < 500; ++i)
        records.push_back(StoreFixture::record("A", i));
    QVERIFY(store.get(store.journal->addRecords(*job, records)));
    QVERIFY(store.get(store.journal->jobs())->empty());
    QVERIFY(store.queue(*job).empty());
    QVERIFY(store.get(store.journal->known({CardObjectId(QStringLiteral("A-1"))}))->empty());
    RawDatabase raw(store.options.path);
    const auto first = RecordId(raw.number(QStringLiteral("SELECT MIN(id) FROM records")));
    QVERIFY(store.get(store.journal->claim(first, StationId{1, 1})).failure() == fc::RecordNotWaiting);
    QVERIFY(store.get(store.journal->setJobState(*job, JobState::Ready)).failure() == fc::StoreRowUnknown);
    QVERIFY(store.get(store.journal->cancelImport(*job)));
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM records")), 0);
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM jobs")), 0);
    // A committed job is not cancelled any more.
    const JobId committed = store.job("A", 5);
    QVERIFY(store.get(store.journal->cancelImport(committed)).failure() == fc::JobNotImporting);
    QVERIFY(store.get(store.journal->addRecords(committed, {})).failure() == fc::JobNotImporting);
    QVERIFY(store.get(store.journal->cancelImport(JobId(99))).failure() == fc::StoreRowUnknown);
    QCOMPARE(store.queue(committed).size(), size_t(5));
}

void TestJournal::unfinishedImportIsGoneAfterRestart()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId kept = store.job("A", 5);
    const auto job = store.get(store.journal->beginImport(NewJob(), "key"));
    QVERIFY(store.get(store.journal->addRecords(*job, {StoreFixture::record("B", 0)})));
    QVERIFY(store.open());
    QCOMPARE(store.get(store.journal->jobs())->size(), size_t(1));
    QCOMPARE(store.queue(kept).size(), size_t(5));
    QVERIFY(store.job("B", 1).isValid());
}

void TestJournal::importRefusesWhatIsKnown()
{
    StoreFixture store;
    QVERIFY(store.open());
    store.job("A", 3);
    const auto second = store.get(store.journal->beginImport(NewJob(), "key"));
    const auto refused = store.get(store.journal->addRecords(
        *second, {StoreFixture::record("B", 0), StoreFixture::record("A", 2), StoreFixture::record("B", 1)}));
    QVERIFY(refused.failure() == fc::CardObjectKnown);
    QCOMPARE(refused.failure().param("object"), QStringLiteral("A-2"));
    const auto known = store.get(
        store.journal->known({CardObjectId(QStringLiteral("B-0")), CardObjectId(QStringLiteral("A-0")),
            CardObjectId(QStringLiteral("Z")), CardObjectId(QStringLiteral("A-2"))}));
    QCOMPARE(known->size(), size_t(2));
    QCOMPARE(known->at(1).text, QStringLiteral("A-2"));
    // Nothing of the refused batch stays; a sequence number, the nonce of the sealed record, is not used
    // twice either.
    QVERIFY(store.get(store.journal->addRecords(*second, {StoreFixture::record("B", 0)})));
    NewRecord twice = StoreFixture::record("C", 0);
    QVERIFY(store.get(store.journal->addRecords(*second, {twice})).failure() == fc::StoreConstraint);
    NewRecord reissue = StoreFixture::record("A", 2);
    reissue.issue = 1;
    QVERIFY(store.get(store.journal->addRecords(*second, {reissue})));
    const auto row = store.get(store.journal->commitImport(*second));
    QCOMPARE(row->records, 2);
    QCOMPARE(row->state, JobState::Ready);
    QCOMPARE(row->wrappedKey, QByteArray("key"));
}

void TestJournal::importTakesLimitedBatches()
{
    StoreFixture store;
    QVERIFY(store.open());
    const auto job = store.get(store.journal->beginImport(NewJob(), "key"));
    std::vector<NewRecord> records;
    for (int i = 0; i < 10'001; ++i)
        records.push_back(StoreFixture::record("A", i));
    QVERIFY(store.get(store.journal->addRecords(*job, records)).failure() == fc::ImportBatchTooLarge);
    records.pop_back();
    QVERIFY(store.get(store.journal->addRecords(*job, records)));
    QCOMPARE(store.get(store.journal->commitImport(*job))->records, 10'000);
}

void TestJournal::jobStatesAreChecked()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto refused = store.get(store.journal->setJobState(job, JobState::Archived));
    QVERIFY(refused.failure() == fc::TransitionRefused);
    for (const JobState state : {JobState::Holding, JobState::Held, JobState::Running, JobState::Finishing,
             JobState::Complete, JobState::Archived})
        QVERIFY(store.get(store.journal->setJobState(job, state)));
    QCOMPARE(store.get(store.journal->jobs())->front().state, JobState::Archived);
    QVERIFY(
        store.get(store.journal->setJobState(JobId(99), JobState::Running)).failure() == fc::StoreRowUnknown);
}

void TestJournal::abortedJobGivesNothingOut()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 4);
    const auto queue = store.queue(job);
    const auto good = store.get(store.journal->claim(queue[0].id, StationId{1, 1}));
    const auto open = store.get(store.journal->claim(queue[1].id, StationId{1, 2}));
    QVERIFY(store.get(store.journal->append(*good, entriesTo(AttemptState::BinnedGood, "good"))));
    QVERIFY(store.get(store.journal->setJobState(job, JobState::Aborted)));
    QVERIFY(store.queue(job).empty());
    QVERIFY(store.get(store.journal->claim(queue[2].id, StationId{1, 1})).failure() == fc::RecordNotWaiting);
    QVERIFY(store.get(store.journal->append(*open, entriesTo(AttemptState::ReleasedClean, "open"))));
    const auto counts = store.get(store.journal->counts(job));
    QVERIFY(counts->balances());
    QCOMPARE(counts->records.withdrawn, 3);
    QCOMPARE(counts->records.good, 1);
    // What was withdrawn may be ordered again, what was made may not.
    const auto again = store.get(store.journal->beginImport(NewJob(), "key"));
    QVERIFY(store.get(store.journal->addRecords(*again, {StoreFixture::record("A", 3)})));
    QVERIFY(store.get(store.journal->addRecords(*again, {StoreFixture::record("A", 0)})).failure()
        == fc::CardObjectKnown);
}

void TestJournal::recovers_data()
{
    QTest::addColumn<int>("found");
    QTest::addColumn<int>("left");
    QTest::addColumn<bool>("waits");
    const std::tuple<AttemptState, AttemptState, bool> rows[] = {
        {AttemptState::Claimed, AttemptState::ReleasedClean, true},
        {AttemptState::Bound, AttemptState::ReleasedClean, true},
        {AttemptState::Prepared, AttemptState::ReleasedClean, true},
        {AttemptState::Intent, AttemptState::Quarantine, false},
        {AttemptState::StepDone, AttemptState::Quarantine, false},
        {AttemptState::Sealed, AttemptState::InDoubt, false},
        {AttemptState::FormatSent, AttemptState::InDoubt, false},
        {AttemptState::Complete, AttemptState::BinnedGood, false},
        {AttemptState::InDoubt, AttemptState::Quarantine, false},
        {AttemptState::BinnedGood, AttemptState::BinnedGood, false},
        {AttemptState::Quarantine, AttemptState::Quarantine, false},
        {AttemptState::ReleasedClean, AttemptState::ReleasedClean, true},
    };
    for (const auto& [found, left, waits] : rows)
        QTest::newRow(qPrintable(attemptStateName(found))) << int(found) << int(left) << waits;
}

void TestJournal::recovers()
{
    QFETCH(int, found);
    QFETCH(int, left);
    QFETCH(bool, waits);
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState(found), "serial"))));
    QVERIFY(store.open());
    const auto recovered = store.get(store.journal->recover());
    const bool open = isOpen(AttemptState(found));
    QCOMPARE(recovered->size(), size_t(open ? 1 : 0));
    if (open) {
        QCOMPARE(recovered->front().found, AttemptState(found));
        QCOMPARE(recovered->front().attempt.state, AttemptState(left));
    }
    QCOMPARE(store.get(store.journal->attempts(job))->front().state, AttemptState(left));
    QCOMPARE(store.queue(job).size(), size_t(waits ? 1 : 0));
    QVERIFY(store.get(store.journal->counts(job))->balances());
    // A second start finds nothing that it would treat otherwise.
    QVERIFY(store.open());
    QVERIFY(store.get(store.journal->recover()));
    QCOMPARE(store.get(store.journal->attempts(job))->front().state, AttemptState(left));
    if (AttemptState(left) == AttemptState::InDoubt) {
        QVERIFY(
            store.get(store.journal->append(*key, {entry::Completed{}, entry::BinnedGood{}}))); // seal found
        QCOMPARE(store.get(store.journal->counts(job))->records.good, 1);
    }
}

void TestJournal::recoveryLeavesThisRunAlone()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->recover())->empty());
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState::Intent, "serial"))));
    QVERIFY(store.get(store.journal->recover())->empty());
    QCOMPARE(store.get(store.journal->attempts(job))->front().state, AttemptState::Intent);
}

void TestJournal::waitingIsInOrderOfTheFile()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 50);
    auto queue = store.queue(job);
    const auto key = store.get(store.journal->claim(queue[7].id, StationId{1, 1}));
    QCOMPARE(store.queue(job).size(), size_t(49));
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState::ReleasedClean, "serial"))));
    queue = store.queue(job);
    QCOMPARE(queue.size(), size_t(50));
    for (size_t i = 0; i < queue.size(); ++i)
        QCOMPARE(queue[i].sequence, quint64(i));
    const auto some = store.get(store.journal->waiting(job, 40, 5));
    QCOMPARE(some->size(), size_t(5));
    QCOMPARE(some->front().sequence, quint64(40));
    QVERIFY(store.get(store.journal->waiting(job, 0, -3))->empty());
}

void TestJournal::manySessionsShareCommits()
{
    StoreFixture store(StoreFixture::Time::Real);
    QVERIFY(store.open());
    const JobId job = store.job("A", 200);
    const auto queue = store.queue(job);
    std::vector<Pending<AttemptKey>> claims;
    for (const RecordRow& record : queue)
        claims.push_back(store.journal->claim(record.id, StationId{1, 1}));
    std::vector<Pending<Done>> waits;
    for (size_t i = 0; i < claims.size(); ++i) {
        const auto key = store.get(std::move(claims[i]));
        QVERIFY(key);
        waits.push_back(store.journal->append(
            *key, entriesTo(AttemptState::BinnedGood, "serial " + QByteArray::number(int(i)))));
    }
    for (auto& wait : waits)
        QVERIFY(store.get(std::move(wait)));
    const auto counts = store.get(store.journal->counts(job));
    QVERIFY(counts->balances());
    QCOMPARE(counts->cards.good, 200);
}

void TestJournal::shreddingLeavesNoCiphertext()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 30);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState::BinnedGood, "serial"))));
    QVERIFY(store.get(store.journal->shred(job)).failure() == fc::JobNotArchived);
    QVERIFY(store.get(store.journal->setJobState(job, JobState::Aborted)));
    QVERIFY(store.get(store.journal->setJobState(job, JobState::Archived)));
    QVERIFY(store.get(store.journal->shred(job)));
    QVERIFY(store.get(store.journal->counts(job))->balances());
    for (const char* suffix : {"", "-wal"}) {
        QFile file(store.options.path + QLatin1String(suffix));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        QVERIFY(!bytes.contains("key under the HSM"));
        QVERIFY(!bytes.contains("sealed material"));
        for (char letter = 'a'; letter <= 'z'; ++letter)
            QVERIFY(!bytes.contains(QByteArray(64, letter)));
    }
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
