// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/sqlite_journal.h"

#include <QCoreApplication>
#include <QTemporaryDir>

namespace sm::test {

/// A journal with what it lives on: a simulated clock and an inline executor, or real time and a thread.
class StoreFixture {
public:
    enum class Time { Simulated, Real };

    explicit StoreFixture(Time time = Time::Simulated)
        : m_time(time)
    {
        options.path = m_folder.filePath(QStringLiteral("floor.db"));
        options.ballastBytes = 4096;
        if (time == Time::Real) {
            m_inbox = std::make_shared<Inbox>(Inbox::Wake::ByDescriptor);
            m_clock = std::make_unique<SteadyClock>();
            m_pump = std::make_unique<InboxPump>(m_inbox);
            m_executors = std::make_unique<ThreadExecutorFactory>();
        } else {
            m_inbox = std::make_shared<Inbox>(Inbox::Wake::ByCaller);
            m_clock = std::make_unique<SimulatedClock>();
            m_executors = std::make_unique<InlineExecutorFactory>();
        }
    }
    ~StoreFixture()
    {
        journal.reset();
        m_pump.reset();
        m_inbox->drain();
        m_inbox->close();
    }

    Outcome<Done> open()
    {
        journal.reset();
        auto opened = SqliteJournal::open(options, *m_executors, reactor());
        if (!opened)
            return opened.failure();
        journal = opened.take();
        return Done{};
    }
    void close() { journal.reset(); }

    Reactor reactor() { return Reactor{m_clock.get(), m_inbox}; }
    Clock& clock() { return *m_clock; }

    /// Turns the loop until the answer is there.
    template <class T> Outcome<T> get(Pending<T> pending)
    {
        std::optional<Outcome<T>> answer;
        pending.then([&answer](Outcome<T> outcome) { answer.emplace(std::move(outcome)); });
        while (!answer)
            turn();
        return std::move(*answer);
    }
    void turn()
    {
        if (m_time == Time::Real)
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        else if (!m_inbox->drain())
            m_clock->step();
    }

    /// A committed job of `count` records named PREFIX-0, PREFIX-1 ...; running.
    JobId job(const char* prefix, int count)
    {
        NewJob description;
        description.name = QString::fromLatin1(prefix);
        const auto id = get(journal->beginImport(description, QByteArray("key under the HSM")));
        if (!id)
            return JobId();
        std::vector<NewRecord> records;
        for (int i = 0; i < count; ++i)
            records.push_back(record(prefix, i));
        const bool done = get(journal->addRecords(*id, std::move(records))) && get(journal->commitImport(*id))
            && get(journal->setJobState(*id, JobState::Running));
        return done ? *id : JobId();
    }
    static NewRecord record(const char* prefix, int number)
    {
        NewRecord made;
        made.object = CardObjectId(QStringLiteral("%1-%2").arg(QLatin1String(prefix)).arg(number));
        made.sequence = quint64(number);
        made.sealed = QByteArray(200, char('a' + number % 26));
        return made;
    }
    std::vector<RecordRow> queue(JobId job, int limit = 100'000)
    {
        auto rows = get(journal->waiting(job, 0, limit));
        return rows ? rows.take() : std::vector<RecordRow>();
    }

    StoreOptions options;
    std::unique_ptr<SqliteJournal> journal;

private:
    Time m_time;
    QTemporaryDir m_folder;
    std::shared_ptr<Inbox> m_inbox;
    std::unique_ptr<Clock> m_clock;
    std::unique_ptr<InboxPump> m_pump;
    std::unique_ptr<ExecutorFactory> m_executors;
};

/// A connection of a stranger: what the triggers and indexes refuse by themselves.
class RawDatabase {
public:
    explicit RawDatabase(const QString& path)
        : m_connection(SqlConnection::open(path, milliseconds(2000)).take())
    {
        (void)m_connection->once(QStringLiteral("PRAGMA foreign_keys = ON"));
    }
    bool run(const QString& sql) { return m_connection->once(sql).ok(); }
    QVariant value(const QString& sql)
    {
        const auto rows = m_connection->once(sql);
        return rows && !rows->empty() ? rows->front().front() : QVariant();
    }
    qint64 number(const QString& sql) { return value(sql).toLongLong(); }
    SqlConnection& connection() { return *m_connection; }

private:
    std::unique_ptr<SqlConnection> m_connection;
};

inline entry::Bound bound(const QByteArray& serial)
{
    entry::Bound made;
    made.chipSerial = serial;
    made.atr = QByteArray::fromHex("3B00");
    return made;
}
inline entry::Prepared prepared()
{
    return {QByteArray("sealed material"), QByteArray(32, 't')};
}
inline entry::Intent intent(quint32 sequence)
{
    return {sequence, sequence * 2, sequence * 2 + 1, RetryClass::Probeable, QByteArray(32, 't'),
        QByteArray(8, 'm')};
}
inline entry::StepDone stepDone(quint32 sequence)
{
    return {sequence, StatusWord{0x9000}};
}

/// The entries that bring a new claim to a state by the straight way.
inline std::vector<JournalEntry> entriesTo(AttemptState state, const QByteArray& serial)
{
    const std::vector<JournalEntry> line{bound(serial), prepared(), intent(0), stepDone(0),
        entry::Sealed{QByteArray("seal")}, entry::FormatSent{7}, entry::Completed{}, entry::BinnedGood{}};
    if (state == AttemptState::ReleasedClean)
        return {bound(serial), entry::Released{QStringLiteral("WrongCard"), true}};
    if (state == AttemptState::InDoubt || state == AttemptState::Quarantine) {
        std::vector<JournalEntry> entries(line.begin(), line.begin() + 3);
        entries.push_back(entry::InDoubt{QStringLiteral("CardLost"), QStringLiteral("Store")});
        if (state == AttemptState::Quarantine)
            entries.push_back(entry::Quarantined{QStringLiteral("CardLost"), QStringLiteral("Store")});
        return entries;
    }
    return {line.begin(), line.begin() + qsizetype(state)}; // Claimed is 0, BinnedGood 8
}

} // namespace sm::test
