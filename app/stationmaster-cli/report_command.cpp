// SPDX-License-Identifier: GPL-3.0-or-later
#include "commands.h"
#include "exit_codes.h"
#include "say.h"
#include "server/snapshot_json.h"
#include "store/sqlite_journal.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QSaveFile>

namespace sm {
namespace {

/// Reads the store in this thread: nothing else runs in a report.
class StoreReader {
public:
    explicit StoreReader(const QString& folder)
        : m_inbox(std::make_shared<Inbox>(Inbox::Wake::ByCaller))
    {
        StoreOptions options;
        options.path = QDir(folder).filePath(QStringLiteral("store.sqlite"));
        options.ballastBytes = 0;
        auto opened = SqliteJournal::open(options, m_executors, Reactor{&m_clock, m_inbox});
        if (opened)
            m_journal = opened.take();
        else
            m_failure = opened.failure();
    }
    const std::optional<Failure>& failure() const { return m_failure; }
    Journal& journal() { return *m_journal; }

    template <class T> Outcome<T> wait(Pending<T> pending)
    {
        std::optional<Outcome<T>> outcome;
        pending.then([&](Outcome<T> value) { outcome = std::move(value); });
        while (!outcome && (m_inbox->drain() || m_clock.step())) { }
        return std::move(*outcome);
    }

private:
    SimulatedClock m_clock;
    std::shared_ptr<Inbox> m_inbox;
    InlineExecutorFactory m_executors;
    std::unique_ptr<SqliteJournal> m_journal;
    std::optional<Failure> m_failure;
};

QJsonObject attemptJson(const AttemptRow& row)
{
    return {{QStringLiteral("attempt"), row.key.attempt.value}, {QStringLiteral("object"), row.object.text},
        {QStringLiteral("issue"), qint64(row.issue)}, {QStringLiteral("station"), row.station.text()},
        {QStringLiteral("state"), attemptStateName(row.state)},
        {QStringLiteral("chip"), toHex(row.chipSerial)}, {QStringLiteral("failure"), row.failure},
        {QStringLiteral("step"), row.step},
        {QStringLiteral("started"), row.started.toString(Qt::ISODateWithMs)},
        {QStringLiteral("changed"), row.changed.toString(Qt::ISODateWithMs)}};
}

/// RFC 4180.
QByteArray csv(const std::vector<AttemptRow>& attempts)
{
    const QStringList columns{QStringLiteral("attempt"), QStringLiteral("object"), QStringLiteral("issue"),
        QStringLiteral("station"), QStringLiteral("state"), QStringLiteral("chip"), QStringLiteral("failure"),
        QStringLiteral("step"), QStringLiteral("started"), QStringLiteral("changed")};
    QString text = columns.join(u',') + QStringLiteral("\r\n");
    for (const AttemptRow& row : attempts) {
        const QJsonObject object = attemptJson(row);
        QStringList cells;
        for (const QString& column : columns) {
            const QString cell = object.value(column).toVariant().toString();
            cells.append(cell.contains(u',') || cell.contains(u'"')
                    ? u'"' + QString(cell).replace(u'"', QStringLiteral("\"\"")) + u'"'
                    : cell);
        }
        text += cells.join(u',') + QStringLiteral("\r\n");
    }
    return text.toUtf8();
}

int write(const QString& path, const QByteArray& bytes, ConsoleOutput& output)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        output.message(QStringLiteral("%1: %2").arg(path, file.errorString()));
        return exit_code::dataFolder;
    }
    return exit_code::done;
}

} // namespace

int reportCommand(const CliArguments& arguments, ConsoleOutput& output)
{
    bool isNumber = false;
    const JobId wanted(arguments.positional.first().toLongLong(&isNumber));
    if (!isNumber) {
        output.message(Say::tr("A job is named by its number; see status."));
        return exit_code::usage;
    }
    StoreReader store(dataFolder(arguments));
    if (store.failure()) {
        output.failure(*store.failure());
        return exit_code::dataFolder;
    }
    const auto jobs = store.wait(store.journal().jobs());
    const auto counts = store.wait(store.journal().counts(wanted));
    const auto attempts = store.wait(store.journal().attempts(wanted));
    const auto* row = static_cast<const JobRow*>(nullptr);
    for (size_t i = 0; jobs && i < jobs->size(); ++i)
        row = (*jobs)[i].id == wanted ? &(*jobs)[i] : row;
    if (!row || !counts || !attempts) {
        output.message(Say::tr("There is no job %1 in this store.").arg(arguments.positional.first()));
        return exit_code::input;
    }
    Snapshot snapshot;
    JobSnapshot job;
    job.id = row->id;
    job.name = row->job.name;
    job.profile = row->job.profile;
    job.state = row->state;
    job.counts = *counts;
    job.test = row->job.test;
    QJsonObject document = jobJson(job);
    document.insert(QStringLiteral("schema"), QStringLiteral("stationmaster/report/1"));
    QJsonArray list;
    for (const AttemptRow& attempt : *attempts)
        list.append(attemptJson(attempt));
    document.insert(QStringLiteral("attempts"), list);
    const int code = !counts->balances()                   ? exit_code::integrity
        : counts->records.good == counts->records.accepted ? exit_code::done
                                                           : exit_code::withFindings;

    const QString path = arguments.value("output");
    if (path.endsWith(QStringLiteral(".csv")) || path.endsWith(QStringLiteral(".json"))) {
        const QByteArray bytes
            = path.endsWith(QStringLiteral(".csv")) ? csv(*attempts) : QJsonDocument(document).toJson();
        const int written = write(path, bytes, output);
        return written == exit_code::done ? code : written;
    }
    if (!path.isEmpty()) {
        output.message(Say::tr("A report is written as .csv or .json."));
        return exit_code::usage;
    }
    if (output.json())
        output.result(document);
    else {
        snapshot.jobs.push_back(job);
        output.result(runText(snapshot, wanted));
    }
    return code;
}

} // namespace sm
