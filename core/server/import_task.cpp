// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/import_task.h"

#include "base/failures/server.h"
#include "base/log.h"
#include "server/hashed_file.h"
#include "server/key_check.h"
#include "session/job_context.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <array>

namespace sm {

/// Checks each card object against the profile, seals it and passes it on in batches. Import worker.
class ImportTask::Sink final : public RecordSink {
public:
    Sink(ImportTask& task, JobId job, RecordCipher cipher, BatchQueue& queue)
        : m_task(task)
        , m_job(job)
        , m_cipher(std::move(cipher))
        , m_queue(queue)
    {
    }

    Outcome<Acceptance> accept(CardObject object) override
    {
        if (m_task.m_facts.choice.layout.format == FileFormat::Tagged) {
            // Its fields are more than the rules can see.
            const auto fits = m_task.m_facts.choice.profile->check(object);
            if (!fits)
                return Acceptance::refused(fits.failure());
        }
        NewRecord record;
        record.object = object.id;
        record.sequence = m_sequence++;
        auto sealed = m_cipher.seal(
            encodeCardObject(object), sealedObjectPlace(m_job, object.id, 0, record.sequence));
        if (!sealed)
            return sealed.failure();
        record.sealed = sealed.take();
        m_batch.push_back(std::move(record));
        if (m_batch.size() >= batchSize)
            flush();
        return Acceptance();
    }
    void flush()
    {
        if (!m_batch.empty())
            m_queue.push(std::exchange(m_batch, {}));
    }

private:
    static constexpr size_t batchSize = 5000;

    ImportTask& m_task;
    JobId m_job;
    RecordCipher m_cipher;
    BatchQueue& m_queue;
    BatchQueue::Batch m_batch;
    quint64 m_sequence = 0;
};

static constexpr auto storeLimit = std::chrono::minutes(2);
static constexpr auto fileLimit = std::chrono::hours(2);

ImportTask::ImportTask(ImportServices services, quint64 ticket, command::ImportFile order)
    : m_services(std::move(services))
    , m_ticket(ticket)
    , m_order(std::move(order))
{
}

void ImportTask::start(std::function<void(const ImportTask&, Result)> finished, std::function<void()> gone)
{
    m_finished = std::move(finished);
    m_gone = std::move(gone);
    drive(shared_from_this());
}

void ImportTask::cancel()
{
    m_cancel = true;
}

QCoro::Task<> ImportTask::drive(std::shared_ptr<ImportTask> self)
{
    Result result;
    auto imported = co_await self->import();
    if (imported)
        result.job = imported.take();
    else
        result.failure = imported.failure();
    result.summary = std::move(self->m_summary);
    self->m_over = true;
    const auto finished = std::move(self->m_finished);
    finished(*self, std::move(result));
    if (self->m_refused.isValid())
        co_await self->forget(self->m_refused);
    const auto gone = std::move(self->m_gone);
    gone();
}

QCoro::Task<Outcome<JobRow>> ImportTask::import()
{
    const std::shared_ptr<ImportTask> self = shared_from_this();
    m_summary.file = m_order.file;
    auto inspecting = makePending<std::shared_ptr<Facts>>(m_services.reactor, fileLimit);
    m_services.worker->post([self, completer = std::move(inspecting.completer)]() mutable {
        auto facts = self->inspect();
        if (facts)
            completer.complete(std::make_shared<Facts>(facts.take()));
        else
            completer.complete(facts.failure());
    });
    const auto facts = co_await inspecting.pending;
    if (!facts)
        co_return facts.failure();
    m_facts = **facts;
    m_summary.sha256 = toHex(m_facts.sha256);
    m_summary.profile = m_facts.choice.profile->title();
    m_summary.layout = m_facts.choice.layoutFile;
    m_summary.format = m_facts.format;

    GenerateDataKey wanted;
    wanted.kek = m_services.kek;
    SecurityRequest request(std::move(wanted));
    auto drawing = m_services.hsms->request(std::move(request), RequestTag(), seconds(30));
    auto drawn = co_await drawing;
    if (!drawn)
        co_return drawn.failure();
    DataKey& key = std::get<DataKey>(*drawn);

    NewJob job;
    job.name = QFileInfo(m_order.file).completeBaseName();
    job.sourceFile = m_order.file;
    job.sourceSha256 = m_facts.sha256;
    job.profile = m_facts.choice.profile->id();
    job.profileDigest = m_facts.choice.profile->digest();
    job.layout = m_facts.choice.layoutFile;
    job.test = onlyTestKeys(m_facts.choice.profile->keyLabels() + QStringList(m_services.kek.label));
    auto beginning = m_services.journal->beginImport(std::move(job), key.wrapped);
    const auto begun = co_await beginning;
    if (!begun)
        co_return begun.failure();

    SecretBytes secret = std::move(key.key);
    auto report = co_await transfer(*begun, std::move(secret));
    std::optional<Failure> refused;
    if (!report)
        refused = report.failure();
    else
        describe(*report);
    if (!refused)
        refused = refusal();
    if (!refused && m_rejects) {
        const auto written = co_await finishRejects();
        if (!written)
            refused = written.failure();
    }
    if (refused) {
        m_refused = *begun;
        co_return *refused;
    }
    auto committing = m_services.journal->commitImport(*begun);
    auto committed = co_await committing;
    if (!committed && m_rejects)
        m_rejects->remove();
    co_return committed;
}

/// Why nothing is accepted although the file was read to its end.
std::optional<Failure> ImportTask::refusal() const
{
    if (m_summary.producedBefore > 0)
        return fail(fc::ImportRefused, {{"producedBefore", QString::number(m_summary.producedBefore)}});
    if (m_blocking > 0)
        return fail(fc::ImportBlocked, {{"findings", QString::number(m_blocking)}});
    if (!m_order.acceptValid && m_summary.valid < m_summary.records)
        return fail(fc::ImportRefused, {{"records", QString::number(m_summary.records - m_summary.valid)}});
    if (m_summary.valid == 0)
        return fail(fc::ImportRefused, {{"records", QStringLiteral("0")}});
    return std::nullopt;
}

/// Part by part, so that stations do not wait for the store. A restart removes what is left.
QCoro::Task<> ImportTask::forget(JobId job)
{
    bool gone = false;
    while (!gone) {
        auto removing = m_services.journal->removeImportPart(job);
        const auto removed = co_await removing;
        if (!removed)
            qCWarning(lcImport) << "cancelled import stays until the next start:"
                                << removed.failure().toString();
        gone = !removed || *removed;
    }
}

QCoro::Task<Outcome<Done>> ImportTask::finishRejects()
{
    auto writing = makePending<Done>(m_services.reactor, fileLimit);
    m_services.worker->post([rejects = m_rejects, completer = std::move(writing.completer)]() mutable {
        completer.complete(rejects->commit());
    });
    auto written = co_await writing.pending;
    if (written) {
        m_summary.rejected = m_rejects->records();
        m_summary.rejectsFile = m_rejects->records() > 0 ? m_rejects->path() : QString();
    }
    co_return written;
}

QCoro::Task<Outcome<ImportReport>> ImportTask::transfer(JobId job, SecretBytes key)
{
    const std::shared_ptr<ImportTask> self = shared_from_this();
    const auto queue = std::make_shared<BatchQueue>(m_services.workerMayWait);
    auto parsing = makePending<std::shared_ptr<ImportReport>>(m_services.reactor, fileLimit);
    m_services.worker->post(
        [self, queue, job, key = std::move(key), completer = std::move(parsing.completer)]() mutable {
            auto report = self->parse(job, std::move(key), *queue);
            if (report)
                completer.complete(std::make_shared<ImportReport>(report.take()));
            else
                completer.complete(report.failure());
            queue->finish();
        });
    std::optional<Failure> broken;
    while (!queue->ended()) {
        auto batch = queue->pop();
        if (!batch) {
            auto arrival = makePending<Done>(m_services.reactor, fileLimit);
            queue->notify(std::move(arrival.completer));
            const auto arrived = co_await arrival.pending;
            if (!arrived && !broken)
                broken = arrived.failure();
            if (!arrived)
                break;
            continue;
        }
        if (broken)
            continue;
        BatchQueue::Batch taken = std::move(*batch);
        const auto stored = co_await store(job, std::move(taken));
        if (!stored) {
            broken = stored.failure();
            m_cancel = true;
            queue->cancel();
        }
    }
    auto report = co_await parsing.pending;
    if (broken)
        co_return *broken;
    if (!report)
        co_return report.failure();
    co_return std::move(**report);
}

QCoro::Task<Outcome<Done>> ImportTask::store(JobId job, BatchQueue::Batch batch)
{
    std::vector<CardObjectId> ids;
    ids.reserve(batch.size());
    for (const NewRecord& record : batch)
        ids.push_back(record.object);
    auto asking = m_services.journal->known(std::move(ids));
    auto known = co_await asking;
    if (!known)
        co_return known.failure();
    if (!known->empty()) {
        const QSet<CardObjectId> taken(known->begin(), known->end());
        std::erase_if(batch, [&](const NewRecord& record) { return taken.contains(record.object); });
        m_knownCount += qint64(known->size());
        const auto room = qsizetype(ImportLimits().findingsKeptPerCode) - qsizetype(m_known.size());
        m_known.insert(m_known.end(), known->begin(),
            known->begin() + std::clamp(room, qsizetype(0), qsizetype(known->size())));
    }
    if (batch.empty())
        co_return Done{};
    auto adding = m_services.journal->addRecords(job, std::move(batch));
    co_return co_await adding;
}

Outcome<ImportTask::Facts> ImportTask::inspect() const
{
    QFile file(m_order.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fc::ImportFileUnreadable, {{"file", m_order.file}, {"cause", file.errorString()}});
    Facts facts;
    if (const auto chosen = choose(file, facts); !chosen)
        return chosen.failure();
    const auto& allowed = facts.rules.policies;
    const bool partly = std::any_of(allowed.begin(), allowed.end(),
        [](ImportPolicy policy) { return policy != ImportPolicy::AllOrNothing; });
    if (m_order.acceptValid && !partly)
        return fail(fc::ImportPolicyRefused, {{"profile", facts.choice.profile->title()}});
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.seek(0) || !hash.addData(&file))
        return fail(fc::ImportFileUnreadable, {{"file", m_order.file}, {"cause", file.errorString()}});
    facts.sha256 = hash.result();
    if (!m_order.expectedSha256.isEmpty() && facts.sha256 != m_order.expectedSha256)
        return fail(fc::ImportFileChanged, {{"file", m_order.file}});
    facts.format = fileFormatName(facts.choice.layout.format);
    return facts;
}

Outcome<Done> ImportTask::choose(QFile& file, Facts& facts) const
{
    const QDate today = m_services.reactor.clock->wall().toLocalTime().date();
    if (m_order.mapping.fields.empty()) {
        const QByteArray head = file.peek(64 * 1024);
        auto choice
            = m_services.shelf->choose(detectFormat(head, m_order.file), m_order.profile, m_order.layout);
        if (!choice)
            return choice.failure();
        facts.choice = choice.take();
        facts.rules = rulesFor(*facts.choice.profile, m_order.file, today);
        return Done{};
    }
    constexpr int rows = 50;
    const auto table = readTable(file, m_order.file, tableSettings(m_order.mapping), 1, rows);
    if (!table)
        return table.failure();
    const ImportPlanner planner(m_services.shelf, m_services.presetFolder);
    auto plan = planner.plan(*table, m_order.file, m_order.mapping, today);
    if (!plan)
        return plan.failure();
    facts.choice.profile = plan->profile;
    facts.choice.layout = std::move(plan->layout);
    facts.choice.layoutFile = plan->layoutFile;
    facts.rules = std::move(plan->rules);
    return Done{};
}

Outcome<Done> ImportTask::openRejects()
{
    const Layout& layout = m_facts.choice.layout;
    if (m_order.rejectsFile.isEmpty() || layout.format != FileFormat::Csv)
        return Done{};
    m_rejects = std::make_shared<RejectsFile>(
        m_order.rejectsFile, layout.encoding.value_or(TextEncoding::Utf8), layout.delimiter.value_or(','));
    return m_rejects->open();
}

Outcome<ImportReport> ImportTask::parse(JobId job, SecretBytes key, BatchQueue& queue)
{
    HashedFile file(m_order.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fc::ImportFileUnreadable, {{"file", m_order.file}, {"cause", file.errorString()}});
    auto cipher = RecordCipher::create(key);
    if (!cipher)
        return cipher.failure();
    Sink sink(*this, job, cipher.take(), queue);
    const auto progress = [this](const ImportProgress& p) {
        m_fraction.store(p.bytesTotal > 0 ? double(p.bytesRead) / double(p.bytesTotal) : 0);
        m_records.store(p.records);
    };
    if (const auto opened = openRejects(); !opened)
        return opened.failure();
    ImportHooks hooks;
    hooks.progress = progress;
    if (m_rejects)
        hooks.refused = [this](QByteArrayView text, QByteArrayView why) { m_rejects->add(text, why); };
    ImportLimits limits;
    limits.mostErrors = m_order.stopAfter;
    auto report
        = importCardObjects(file, m_facts.choice.layout, m_facts.rules, sink, m_cancel, hooks, limits);
    if (!report)
        return report;
    sink.flush();
    std::array<char, 16 * 1024> rest;
    while (file.read(rest.data(), rest.size()) > 0) { } // where reading stopped at too many errors
    // Somebody may have put another file there since it was checked; the job says which one it was made from.
    if (file.result() != m_facts.sha256)
        return fail(fc::ImportFileChanged, {{"file", m_order.file}});
    return report;
}

void ImportTask::describe(const ImportReport& report)
{
    m_summary.lines = report.counters.linesTotal;
    m_summary.records = report.counters.recordsTotal;
    m_summary.valid = report.counters.valid - m_knownCount;
    m_summary.invalid = report.counters.invalid;
    m_summary.duplicateInFile = report.counters.duplicateInFile;
    m_summary.producedBefore = report.counters.producedBefore + report.counters.alreadyQueued + m_knownCount;
    m_summary.balances = report.counters.balances()
        && m_summary.records
            == m_summary.valid + m_summary.invalid + m_summary.duplicateInFile + m_summary.producedBefore;
    for (const Finding& finding : report.findings.kept()) {
        m_summary.findings.push_back({findingCodeName(finding.code), severityName(finding.severity),
            finding.line, finding.column, finding.columnName, finding.value.string(), finding.reason});
    }
    m_blocking = report.findings.countAtLeast(Severity::Blocking) + m_knownCount;
    const Layout& layout = m_facts.choice.layout;
    const LayoutField& id = layout.fields[size_t(layout.idField)];
    for (const CardObjectId& known : m_known) {
        m_summary.findings.push_back(
            {findingCodeName(FindingCode::ProducedBefore), severityName(Severity::Blocking), 0, 0, id.source,
                Masked::text(known.text, id.fieldClass).string(), fail(fc::ProducedBefore)});
    }
}

} // namespace sm
