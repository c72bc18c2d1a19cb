// SPDX-License-Identifier: GPL-3.0-or-later
#include "store_fixture.h"

#include "base/failures/store.h"
#include "base/random.h"
#include "store/schema.h"

#include <QtTest>

#include <csignal>
#include <map>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace sm;
using namespace sm::test;

class TestStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void secondOpenerIsRefused();
    void eachStoreIsKnownByAnother();
    void newerSchemaIsRefused();
    void migrationWaitsForOpenAttempts();
    void settingsAreWhatTheyShouldBe();
    void foreignFileIsRefused();
    void databaseHoldsTheSameTable();
    void databaseRefuses_data();
    void databaseRefuses();
    void fullDiskStopsTheStore();
    void lockedDatabaseIsNotFatal();
    void killedWriterLosesNothing();
    void randomHistoriesBalance();
    void brokenRowUnbalances_data();
    void brokenRowUnbalances();
};

void TestStore::secondOpenerIsRefused()
{
    StoreFixture first;
    QVERIFY(first.open());
    StoreFixture second;
    second.options.path = first.options.path;
    const auto refused = second.open();
    QVERIFY(!refused);
    QVERIFY(refused.failure() == fc::StoreInUse);
    QVERIFY(refused.failure().param("owner").startsWith(QString::number(QCoreApplication::applicationPid())));
    first.close();
    QVERIFY(second.open());
}

void TestStore::eachStoreIsKnownByAnother()
{
    StoreFixture first;
    QVERIFY(first.open());
    const QByteArray identity = first.journal->identity();
    QCOMPARE(identity.size(), storeIdentityLength);
    StoreFixture second;
    QVERIFY(second.open());
    QVERIFY(second.journal->identity() != identity);
    first.close();
    QVERIFY(first.open());
    QCOMPARE(first.journal->identity(), identity);
    // Its file is made anew: another store, although it lies in the same place.
    first.close();
    for (const char* part : {"", "-wal", "-shm"})
        QFile::remove(first.options.path + QLatin1String(part));
    QVERIFY(first.open());
    QVERIFY(first.journal->identity() != identity);
    first.close();
    QVERIFY(RawDatabase(first.options.path)
                .run(QStringLiteral("UPDATE meta SET value = 'no' WHERE name = 'identity'")));
    const auto refused = first.open();
    QVERIFY(!refused);
    QVERIFY(refused.failure() == fc::StoreDamaged);
}

void TestStore::newerSchemaIsRefused()
{
    StoreFixture store;
    QVERIFY(store.open());
    store.close();
    QVERIFY(RawDatabase(store.options.path)
                .run(QStringLiteral("UPDATE meta SET value = '99' WHERE name = 'schema'")));
    const auto refused = store.open();
    QVERIFY(refused.failure() == fc::StoreNewer);
    QCOMPARE(refused.failure().param("found"), QStringLiteral("99"));
}

void TestStore::migrationWaitsForOpenAttempts()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    const char* const more[] = {"CREATE TABLE later(id INTEGER)"};
    const char* const broken[] = {"CREATE TABLE half(id INTEGER)", "CREATE NONSENSE"};
    const int newest = migrations().back().number;
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({newest + 1, more, true});
    RawDatabase raw(store.options.path);
    QVERIFY(migrate(raw.connection(), steps).failure() == fc::StoreMigrationBlocked);
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState::BinnedGood, "serial"))));
    store.close();
    QCOMPARE(*migrate(raw.connection(), steps), newest + 1);
    QVERIFY(raw.run(QStringLiteral("SELECT * FROM later")));
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM attempt_transitions")),
        qint64(attemptTransitions().size()));
    // A step that breaks leaves nothing of itself.
    steps.push_back({newest + 2, broken, false});
    QVERIFY(!migrate(raw.connection(), steps));
    QVERIFY(!raw.run(QStringLiteral("SELECT * FROM half")));
    QCOMPARE(raw.number(QStringLiteral("SELECT value FROM meta WHERE name = 'schema'")), newest + 1);
}

void TestStore::settingsAreWhatTheyShouldBe()
{
    StoreFixture store;
    QVERIFY(store.open());
    RawDatabase raw(store.options.path);
    QCOMPARE(raw.value(QStringLiteral("PRAGMA journal_mode")).toString(), QStringLiteral("wal"));
    QVERIFY(applySettings(raw.connection(), 16'000));
    QCOMPARE(raw.number(QStringLiteral("PRAGMA synchronous")), 2);
    // A database in memory cannot have a write-ahead log: read back and refused.
    RawDatabase memory(QStringLiteral(":memory:"));
    const auto refused = applySettings(memory.connection(), 16'000);
    QVERIFY(refused.failure() == fc::StoreUnsafe);
    QCOMPARE(refused.failure().param("setting"), QStringLiteral("journal_mode"));
}

void TestStore::foreignFileIsRefused()
{
    StoreFixture store;
    QFile file(store.options.path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(8192, 'x'));
    file.close();
    QVERIFY(!store.open());
    store.options.path = QStringLiteral("/nonexistent/folder/floor.db");
    QVERIFY(store.open().failure() == fc::StoreUnopenable);
}

void TestStore::databaseHoldsTheSameTable()
{
    StoreFixture store;
    QVERIFY(store.open());
    RawDatabase raw(store.options.path);
    for (const AttemptState from : allAttemptStates()) {
        for (const AttemptState to : allAttemptStates()) {
            const qint64 rows = raw.number(QStringLiteral(
                "SELECT COUNT(*) FROM attempt_transitions WHERE from_state = '%1' AND to_state = '%2'")
                                               .arg(attemptStateName(from), attemptStateName(to)));
            QCOMPARE(rows == 1, mayFollow(from, to));
        }
    }
    QCOMPARE(
        raw.number(QStringLiteral("SELECT COUNT(*) FROM job_transitions")), qint64(jobTransitions().size()));
}

void TestStore::databaseRefuses_data()
{
    QTest::addColumn<QString>("sql");
    const char* statements[]
        = {"DELETE FROM attempts", "DELETE FROM steps", "DELETE FROM step_results", "DELETE FROM events",
            "DELETE FROM bindings", "DELETE FROM records", "DELETE FROM jobs", "UPDATE steps SET retry = 'R'",
            "UPDATE step_results SET sw = 1", "UPDATE events SET to_state = 'Good'",
            "UPDATE attempts SET state = 'ReleasedClean'", "UPDATE attempts SET state = 'Nonsense'",
            "UPDATE attempts SET epoch = 9", "UPDATE attempts SET blank_state = 'lost'",
            "UPDATE bindings SET serial = x'00'", "UPDATE records SET state = 'Waiting'",
            "UPDATE jobs SET state = 'Importing'", "UPDATE jobs SET state = 'Archived'",
            "INSERT INTO attempts(record, job, object, issue, epoch, station, state, started, changed)"
            " SELECT record, job, object, issue, epoch + 1, station, 'Claimed', 0, 0 FROM attempts",
            "INSERT INTO attempts(record, job, object, issue, epoch, station, state, started, changed)"
            " SELECT record, job, 'free', issue, epoch + 1, station, 'Complete', 0, 0 FROM attempts",
            "INSERT INTO steps SELECT * FROM steps",
            "INSERT INTO steps SELECT attempt + 9, epoch, seq, first_step, last_step,"
            " retry, template_digest, data_mac, at FROM steps",
            "INSERT INTO records(job, object, issue, sequence, state, changed, sealed)"
            " SELECT job, 'late', 0, 9, 'Waiting', 0, x'' FROM records"};
    for (const char* statement : statements)
        QTest::newRow(statement) << QString::fromLatin1(statement);
}

void TestStore::databaseRefuses()
{
    QFETCH(QString, sql);
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*key, {bound("serial"), prepared(), intent(0), stepDone(0)})));
    store.close();
    RawDatabase raw(store.options.path);
    QVERIFY(raw.run(QStringLiteral("UPDATE attempts SET step = 'x'"))); // the connection itself may write
    QVERIFY(!raw.run(sql));
    QCOMPARE(raw.value(QStringLiteral("SELECT state FROM attempts")).toString(), QStringLiteral("StepDone"));
}

void TestStore::fullDiskStopsTheStore()
{
    StoreFixture store;
    store.options.maxPages = 120;
    QVERIFY(store.open());
    const JobId job = store.job("A", 100);
    const QString ballast = store.options.path + QStringLiteral(".ballast");
    QVERIFY(QFile::exists(ballast));
    int written = 0;
    std::optional<Failure> failure;
    for (const RecordRow& record : store.queue(job)) {
        const auto key = store.get(store.journal->claim(record.id, StationId{1, 1}));
        if (!key) {
            failure = key.failure();
            break;
        }
        entry::Prepared large = prepared();
        large.sealedMaterial = QByteArray(20'000, 'x');
        const auto done
            = store.get(store.journal->append(*key, {bound("serial " + QByteArray::number(written)), large}));
        if (!done) {
            failure = done.failure();
            break;
        }
        ++written;
    }
    QVERIFY(failure);
    QVERIFY(*failure == fc::StoreFatal);
    QCOMPARE(failure->param("reason"), QStringLiteral("full"));
    QVERIFY(written > 0);
    QVERIFY(!QFile::exists(ballast));
    // It stays stopped, for reading too: nobody may go on as if nothing had happened.
    QVERIFY(store.get(store.journal->counts(job)).failure() == fc::StoreFatal);
    store.close();
    RawDatabase raw(store.options.path);
    QCOMPARE(raw.value(QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
    QCOMPARE(raw.number(QStringLiteral("SELECT COUNT(*) FROM attempts WHERE state = 'Prepared'")), written);
    // With room again the store opens, checks itself and goes on.
    store.options.maxPages = 0;
    QVERIFY(store.open());
    QVERIFY(store.get(store.journal->recover()));
    QVERIFY(store.get(store.journal->counts(job))->balances());
    QVERIFY(QFile::exists(ballast));
}

void TestStore::lockedDatabaseIsNotFatal()
{
    StoreFixture store;
    store.options.busyTimeout = milliseconds(50);
    QVERIFY(store.open());
    const JobId job = store.job("A", 1);
    const auto record = store.queue(job).front().id;
    RawDatabase raw(store.options.path);
    QVERIFY(raw.run(QStringLiteral("BEGIN IMMEDIATE")));
    QVERIFY(store.get(store.journal->claim(record, StationId{1, 1})).failure() == fc::StoreBusy);
    QCOMPARE(store.queue(job).size(), size_t(1)); // reading goes on
    QVERIFY(raw.run(QStringLiteral("ROLLBACK")));
    QVERIFY(store.get(store.journal->claim(record, StationId{1, 1})));
}

namespace {

/// In a process of its own until it is killed: reports each acknowledged append through the pipe as
/// (attempt id, number of entries acknowledged).
[[noreturn]] void writeUntilKilled(const QString& path, int pipe)
{
    StoreFixture store;
    store.options.path = path;
    store.options.ballastBytes = 0;
    store.options.checkpointPages = 40; // checkpoints within the rounds
    if (!store.open() || !store.get(store.journal->recover()))
        ::_exit(3);
    const auto jobs = store.get(store.journal->jobs());
    for (const RecordRow& record : store.queue(jobs->front().id)) {
        const auto key = store.get(store.journal->claim(record.id, StationId{1, 1}));
        if (!key)
            ::_exit(4);
        const auto entries = entriesTo(AttemptState::BinnedGood,
            QByteArray::number(key->attempt.value) + "-" + QByteArray::number(::getpid()));
        qint64 acknowledged[2] = {key->attempt.value, 0};
        for (const JournalEntry& entry : entries) {
            if (::write(pipe, acknowledged, sizeof acknowledged) != ssize_t(sizeof acknowledged))
                ::_exit(5);
            if (!store.get(store.journal->append(*key, {entry})))
                ::_exit(6);
            ++acknowledged[1];
        }
    }
    ::_exit(0);
}

} // namespace

void TestStore::killedWriterLosesNothing()
{
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 5000);
    SeededRandom random(20261121);
    qint64 checked = 0;
    for (int round = 0; round < 50; ++round) {
        store.close();
        int ends[2];
        QCOMPARE(::pipe(ends), 0);
        const pid_t child = ::fork();
        if (child == 0)
            writeUntilKilled(store.options.path, ends[1]);
        ::close(ends[1]);
        // Killed after a random number of acknowledgements and a random moment more.
        std::map<qint64, qint64> acknowledged;
        const quint64 wanted = 1 + random.next() % 40;
        qint64 message[2];
        for (quint64 i = 0; i < wanted && ::read(ends[0], message, sizeof message) == ssize_t(sizeof message);
             ++i)
            acknowledged[message[0]] = message[1];
        ::usleep(useconds_t(random.next() % 1500));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        while (::read(ends[0], message, sizeof message) == ssize_t(sizeof message))
            acknowledged[message[0]] = message[1];
        ::close(ends[0]);
        QVERIFY2(WIFSIGNALED(status), qPrintable(QString::number(WEXITSTATUS(status))));
        {
            RawDatabase raw(store.options.path);
            QCOMPARE(raw.value(QStringLiteral("PRAGMA integrity_check")).toString(), QStringLiteral("ok"));
            for (const auto& [attempt, entries] : acknowledged) {
                const auto state = attemptStateFromName(
                    raw.value(QStringLiteral("SELECT state FROM attempts WHERE id = %1").arg(attempt))
                        .toString());
                QVERIFY(state);
                QVERIFY(qint64(*state)
                    >= entries); // on the straight way the state's number is the count of entries
                ++checked;
            }
        }
        QVERIFY(store.open());
        QVERIFY(store.get(store.journal->recover()));
        QVERIFY(store.get(store.journal->counts(job))->balances());
    }
    QVERIFY(checked >= 50);
    std::set<AttemptState> left;
    const auto attempts = store.get(store.journal->attempts(job));
    for (const AttemptRow& attempt : *attempts)
        left.insert(attempt.state);
    for (const AttemptState state : left) {
        QVERIFY2(!isOpen(state) || state == AttemptState::InDoubt, qPrintable(attemptStateName(state)));
    }
    store.close();
    RawDatabase raw(store.options.path);
    QCOMPARE(
        raw.number(QStringLiteral("SELECT COUNT(*) FROM records WHERE state = 'Waiting' AND id IN"
                                  " (SELECT record FROM attempts WHERE state NOT IN ('ReleasedClean'))")),
        0);
}

namespace {

/// A random legal step for an attempt, or nothing when it has ended.
std::optional<JournalEntry> drawEntry(
    SeededRandom& random, AttemptState state, quint32 intents, const QByteArray& serial)
{
    std::vector<JournalEntry> ways;
    const auto add = [&](AttemptState to, JournalEntry entry) {
        if (mayFollow(state, to))
            ways.push_back(std::move(entry));
    };
    add(AttemptState::Bound, bound(serial));
    add(AttemptState::Prepared, prepared());
    if (state != AttemptState::InDoubt)
        add(AttemptState::Intent, intent(intents));
    if (state != AttemptState::InDoubt)
        add(AttemptState::StepDone, stepDone(intents - 1));
    add(AttemptState::FormatSent, entry::FormatSent{3});
    if (state == AttemptState::StepDone)
        add(AttemptState::Sealed, entry::Sealed{"seal"});
    add(AttemptState::Complete, entry::Completed{});
    add(AttemptState::BinnedGood, entry::BinnedGood{});
    add(AttemptState::InDoubt, entry::InDoubt{});
    add(AttemptState::Quarantine, entry::Quarantined{});
    add(AttemptState::ReleasedClean, entry::Released{QString(), random.next() % 2 == 0});
    if (ways.empty())
        return std::nullopt;
    return ways[random.next() % ways.size()];
}

} // namespace

void TestStore::randomHistoriesBalance()
{
    StoreFixture store;
    QVERIFY(store.open());
    std::set<AttemptState> seen;
    const JobId job = store.job("A", 1000);
    int serial = 0;
    int history = 0;
    for (const RecordRow& record : store.queue(job)) {
        SeededRandom random(quint64(++history));
        const auto key = store.get(store.journal->claim(record.id, StationId{1, 1}));
        QVERIFY(key);
        AttemptState state = AttemptState::Claimed;
        quint32 intents = 0;
        const QByteArray blank = "serial " + QByteArray::number(++serial);
        const quint64 length = random.next() % 14;
        for (quint64 i = 0; i < length; ++i) {
            const auto entry = drawEntry(random, state, intents, blank);
            if (!entry)
                break;
            const auto done = store.get(store.journal->append(*key, {*entry}));
            QVERIFY2(done, done ? "" : qPrintable(done.failure().toString()));
            const AttemptState after[] = {AttemptState::Bound, AttemptState::Prepared, AttemptState::Intent,
                AttemptState::StepDone, AttemptState::Sealed, AttemptState::FormatSent,
                AttemptState::Complete, AttemptState::BinnedGood, AttemptState::InDoubt,
                AttemptState::Quarantine, AttemptState::ReleasedClean};
            state = after[entry->index()];
            intents += state == AttemptState::Intent ? 1 : 0;
        }
        seen.insert(state);
        if (history % 20 == 0)
            QVERIFY2(store.get(store.journal->counts(job))->balances(), qPrintable(QString::number(history)));
    }
    QCOMPARE(seen.size(), allAttemptStates().size() - 1); // no entry leads to Scrapped
    const auto counts = store.get(store.journal->counts(job));
    QVERIFY(counts->balances());
    QVERIFY(counts->cards.good > 0 && counts->cards.returned > 0 && counts->cards.quarantine > 0);
    QVERIFY(store.open());
    QVERIFY(store.get(store.journal->recover()));
    QVERIFY(store.get(store.journal->counts(job))->balances());
}

void TestStore::brokenRowUnbalances_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("blank forgotten") << QStringLiteral(
        "UPDATE attempts SET blank_state = 'none' WHERE id = 1");
    QTest::newRow("arrival lost") << QStringLiteral("DELETE FROM bindings WHERE attempt = 1");
    QTest::newRow("record lost") << QStringLiteral("DELETE FROM records WHERE sequence = 9");
    QTest::newRow("record too many") << QStringLiteral(
        "INSERT INTO records(job, object, issue, sequence, state, changed,"
        " sealed) SELECT MAX(job), 'x', 0, 99, 'Waiting', 0, x'' FROM records");
}

void TestStore::brokenRowUnbalances()
{
    QFETCH(QString, sql);
    StoreFixture store;
    QVERIFY(store.open());
    const JobId job = store.job("A", 10);
    const auto key = store.get(store.journal->claim(store.queue(job).front().id, StationId{1, 1}));
    QVERIFY(store.get(store.journal->append(*key, entriesTo(AttemptState::BinnedGood, "serial"))));
    QVERIFY(store.get(store.journal->counts(job))->balances());
    RawDatabase raw(store.options.path);
    for (const char* trigger : {"bindings_keep", "records_keep", "records_start"})
        QVERIFY(raw.run(QStringLiteral("DROP TRIGGER ") + QLatin1String(trigger)));
    QVERIFY(raw.run(sql));
    QVERIFY(!store.get(store.journal->counts(job))->balances());
}

QTEST_GUILESS_MAIN(TestStore)
#include "tst_store.moc"
