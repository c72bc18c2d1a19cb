// SPDX-License-Identifier: GPL-3.0-or-later
// Durable answers of the journal for many sessions at a time, against a bare loop of single-row commits.
#include "bench_floor.h"
#include "measure.h"

#include "base/latency_histogram.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>

using namespace sm;
using namespace sm::bench;

namespace {

/// A session as the store sees it: claim, an intent with binding, five more, seal, completion.
class StoreSession {
public:
    StoreSession(BenchFloor& floor, size_t& next, LatencyHistogram& times, quint64& answers, int& busy)
        : m_floor(floor)
        , m_next(next)
        , m_times(times)
        , m_answers(answers)
        , m_busy(busy)
    {
    }
    static constexpr int intents = 2; ///< of the sample job: the run of its steps, and the seal

    void startNext()
    {
        if (m_next >= m_floor.records().size()) {
            --m_busy;
            return;
        }
        const RecordRow& record = m_floor.records()[m_next++];
        m_serial = QByteArray::number(record.id.value);
        m_step = 0;
        m_asked = m_floor.reactor().clock->now();
        m_claim = m_floor.journal().claim(record.id, StationId{1, 1});
        m_claim.then([this](Outcome<AttemptKey> key) {
            check(key.ok());
            m_key = *key;
            append();
        });
    }

private:
    void check(bool good)
    {
        if (!good)
            qFatal("the journal refused");
        m_times.record(m_floor.reactor().clock->now() - m_asked);
        ++m_answers;
    }
    std::vector<JournalEntry> entries() const
    {
        std::vector<JournalEntry> list;
        const QByteArray digest(32, '\x01');
        if (m_step == 0) {
            list.emplace_back(entry::Bound(m_serial, QByteArray(11, '\x3B'), 1));
            list.emplace_back(entry::Prepared(QByteArray(), digest));
        } else {
            list.emplace_back(entry::StepDone(quint32(qMin(m_step, intents) - 1), StatusWord{0x9000}));
        }
        if (m_step < intents) {
            entry::Intent intent;
            intent.sequence = quint32(m_step);
            intent.templateDigest = digest;
            intent.dataMac = QByteArray(16, '\x02');
            list.emplace_back(std::move(intent));
        } else if (m_step == intents) {
            list.emplace_back(entry::Sealed(QByteArray(8, '\x03')));
            list.emplace_back(entry::FormatSent(50));
        } else {
            list = {entry::Completed(), entry::BinnedGood()};
        }
        return list;
    }
    void append()
    {
        m_asked = m_floor.reactor().clock->now();
        m_append = m_floor.journal().append(m_key, entries());
        m_append.then([this](Outcome<Done> done) {
            check(done.ok());
            if (++m_step > intents + 1)
                startNext();
            else
                append();
        });
    }

    BenchFloor& m_floor;
    size_t& m_next;
    LatencyHistogram& m_times;
    quint64& m_answers;
    int& m_busy;
    Pending<AttemptKey> m_claim;
    Pending<Done> m_append;
    AttemptKey m_key;
    QByteArray m_serial;
    Nanos m_asked{};
    int m_step = 0;
};

bool sessions(int atOnce, int records, double bareRate)
{
    BenchFloor floor(records, BenchFloor::Store::Durable);
    if (!floor.open() || !answerOf(floor.journal().setJobState(floor.context().row.id, JobState::Running)))
        return false;
    size_t next = 0;
    quint64 answers = 0;
    int busy = atOnce;
    LatencyHistogram times;
    std::vector<std::unique_ptr<StoreSession>> all;
    const Measure measure;
    for (int i = 0; i < atOnce; ++i) {
        all.push_back(std::make_unique<StoreSession>(floor, next, times, answers, busy));
        all.back()->startNext();
    }
    while (busy > 0)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    const double rate = double(answers) / measure.wall() * 1e6;
    out() << atOnce << " sessions at once: " << answers << " durable answers, " << figure(rate, 0)
          << "/s, p50 " << figure(double(times.percentile(0.5).count()) / 1e6) << " ms, p99 "
          << figure(double(times.percentile(0.99).count()) / 1e6) << " ms, processor "
          << figure(measure.cpu() / double(answers), 1) << " us each; ratio to the bare loop "
          << figure(rate / bareRate) << Qt::endl;
    return answers == quint64(records) * (StoreSession::intents + 3);
}

std::optional<double> bare(int commits)
{
    const QTemporaryDir folder;
    const QString name = QStringLiteral("bare");
    std::optional<double> rate;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(folder.filePath(QStringLiteral("bare.sqlite")));
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        bool good = query.exec(QStringLiteral("PRAGMA journal_mode = WAL"))
            && query.exec(QStringLiteral("PRAGMA synchronous = FULL"))
            && query.exec(QStringLiteral("PRAGMA wal_autocheckpoint = 16000"))
            && query.exec(QStringLiteral("CREATE TABLE t(id INTEGER PRIMARY KEY, data BLOB)"));
        QSqlQuery insert(database);
        good = good && insert.prepare(QStringLiteral("INSERT INTO t(data) VALUES(?)"));
        const Measure measure;
        for (int i = 0; i < commits && good; ++i) {
            insert.bindValue(0, QByteArray(100, char(i)));
            good = insert.exec();
        }
        if (good)
            rate = commits / measure.wall() * 1e6;
    }
    QSqlDatabase::removeDatabase(name);
    return rate;
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    prepare();
    const int records = argument(QStringLiteral("records"), 5000);
    const int commits = argument(QStringLiteral("commits"), 20'000);
    const int rounds = argument(QStringLiteral("rounds"), 3);
    const int only = argument(QStringLiteral("at-once"), 0); // 0: 1, 24 and 200 after each other
    for (int round = 0; round < rounds; ++round) {
        const auto rate = bare(commits);
        if (!rate) {
            out() << "the bare loop failed" << Qt::endl;
            return 1;
        }
        out() << "bare single-row commits, WAL and FULL: " << figure(*rate, 0) << "/s" << Qt::endl;
        for (const int atOnce : {1, 24, 200}) {
            if (only > 0 && atOnce != only)
                continue;
            if (!sessions(atOnce, records, *rate))
                return 1;
        }
    }
    return 0;
}
