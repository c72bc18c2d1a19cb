// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/import_check.h"

#include "base/failures/server.h"
#include "server/hashed_file.h"

#include <QFileInfo>

#include <algorithm>

namespace sm {
namespace {

constexpr size_t idsPerBatch = 2000; // 10 ms of the store's time, during which sessions wait
constexpr auto fileLimit = std::chrono::hours(2);
constexpr auto rowsLimit = std::chrono::minutes(2);

} // namespace

/// Collects the ids of valid records, to ask the store whether it knows them. Check worker.
class ImportCheck::Sink final : public RecordSink {
public:
    Sink(const ImportPlan& plan, BatchQueue& queue)
        : m_plan(plan)
        , m_queue(queue)
    {
    }
    Outcome<Acceptance> accept(CardObject object) override
    {
        if (m_plan.layout.format == FileFormat::Tagged) { // its fields are more than the rules can see
            const auto fits = m_plan.profile->check(object);
            if (!fits)
                return Acceptance::refused(fits.failure());
        }
        NewRecord record; // of which only this is used here
        record.object = std::move(object.id);
        record.sequence = quint64(object.line);
        m_batch.push_back(std::move(record));
        if (m_batch.size() >= idsPerBatch)
            flush();
        return Acceptance();
    }
    void flush()
    {
        if (!m_batch.empty())
            m_queue.push(std::exchange(m_batch, {}));
    }

private:
    const ImportPlan& m_plan;
    BatchQueue& m_queue;
    BatchQueue::Batch m_batch;
};

ImportCheck::ImportCheck(CheckServices services, quint64 ticket, command::CheckFile order, Report report)
    : m_services(std::move(services))
    , m_ticket(ticket)
    , m_order(std::move(order))
    , m_report(std::move(report))
{
}

void ImportCheck::start(std::function<void()> ended)
{
    m_running = true;
    m_started = m_services.reactor.clock->now();
    drive(shared_from_this(), std::move(ended));
}

void ImportCheck::cancel()
{
    m_cancel = true;
}

QCoro::Task<> ImportCheck::drive(std::shared_ptr<ImportCheck> self, std::function<void()> ended)
{
    auto looking = makePending<std::shared_ptr<Seen>>(self->m_services.reactor, rowsLimit);
    self->m_services.previewer->post(
        [self, completer = std::move(looking.completer)]() mutable { completer.complete(self->look()); });
    auto seen = co_await looking.pending;
    event::Previewed told;
    told.check = self->m_ticket;
    std::optional<Failure> wrong;
    if (seen) {
        self->m_plan = (*seen)->plan;
        told.preview = std::move((*seen)->preview);
        for (const PreviewColumn& column : told.preview.columns)
            self->m_columns.append(column.name);
    } else {
        told.preview.file = self->m_order.file;
        told.preview.mapping = self->m_order.mapping;
        told.preview.problem = wrong = seen.failure();
    }
    const bool ready = seen && self->m_plan && self->m_plan->ready && !self->m_cancel;
    self->m_report(std::move(told));
    if (ready) {
        const auto checked = co_await self->check();
        if (!checked) {
            event::Checked failed;
            failed.check = self->m_ticket;
            failed.failure = checked.failure();
            self->m_report(std::move(failed));
        }
    }
    self->m_running = false;
    ended();
}

Outcome<FileTable> ImportCheck::table(
    qint64 line, const QStringList& columns, const ImportMapping& mapping) const
{
    constexpr int rows = 50;
    QFile file(m_order.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fc::ImportFileUnreadable, {{"file", m_order.file}, {"cause", file.errorString()}});
    TableSettings settings = tableSettings(mapping);
    settings.columns = columns;
    if (m_plan)
        settings.comment = m_plan->layout.comment;
    return readTable(file, m_order.file, settings, line, rows);
}

Outcome<std::shared_ptr<ImportCheck::Seen>> ImportCheck::look() const
{
    const QDate today = m_services.reactor.clock->wall().toLocalTime().date();
    ImportMapping mapping = m_order.mapping;
    auto table = this->table(1, {}, mapping);
    if (!table)
        return table.failure();
    auto plan = m_services.planner->plan(*table, m_order.file, mapping, today);
    // What a known layout says about the encoding counts more than a guess.
    const bool guessed = mapping.encoding.isEmpty() && !table->guess.byteOrderMark;
    if (plan && plan->known && guessed && plan->declared && *plan->declared != table->guess.encoding) {
        mapping.encoding = textEncodingName(*plan->declared);
        table = this->table(1, {}, mapping);
        if (!table)
            return table.failure();
        plan = m_services.planner->plan(*table, m_order.file, mapping, today);
    }
    if (!plan)
        return plan.failure();
    auto seen = std::make_shared<Seen>();
    seen->plan = std::make_shared<ImportPlan>(plan.take());
    ImportPreview& preview = seen->preview;
    const ImportPlan& p = *seen->plan;
    preview.file = m_order.file;
    preview.bytes = QFileInfo(m_order.file).size();
    preview.format = table->guess.format ? fileFormatName(*table->guess.format) : QString();
    preview.sure = table->guess.sure;
    preview.encoding = textEncodingName(table->guess.encoding);
    preview.byteOrderMark = table->guess.byteOrderMark;
    preview.lineEnds = lineEndsName(table->lineEnds);
    preview.delimiter = p.layout.delimiter ? QString(QLatin1Char(*p.layout.delimiter)) : QString();
    preview.header = table->header;
    preview.recordsEstimate = table->recordsEstimate;
    preview.mapping = p.mapping;
    preview.profileTitle = p.profile->title();
    preview.layoutTitle = p.layoutTitle;
    preview.fit = p.fit;
    preview.known = p.known;
    for (const auto& profile : m_services.shelf->profiles())
        preview.profiles.emplace_back(profile->id(), profile->title());
    for (const ImportPlanner::Preset& preset : m_services.planner->presets()) {
        preview.presets.emplace_back(
            preset.path, preset.layout.title.isEmpty() ? preset.layout.name : preset.layout.title);
    }
    for (int i = 0; i < int(table->columns.size()); ++i)
        preview.columns.push_back({i + 1, table->columns.at(i)});
    preview.fields = p.fields;
    preview.rows = maskedRows(*table, p.layout);
    preview.policies = p.rules.policies;
    if (p.layout.format == FileFormat::Tagged) // a rejects file of these would have no column for the reason
        preview.policies = {ImportPolicy::AllOrNothing};
    preview.stopAfter = p.rules.stopAfter;
    if (!table->guess.format)
        preview.problem = fail(fc::FormatUnknown, {{"file", QFileInfo(m_order.file).fileName()}});
    return seen;
}

QCoro::Task<Outcome<Done>> ImportCheck::check()
{
    const std::shared_ptr<ImportCheck> self = shared_from_this();
    const auto queue = std::make_shared<BatchQueue>(m_services.workerMayWait);
    auto reading = makePending<std::shared_ptr<Read>>(m_services.reactor, fileLimit);
    m_services.checker->post([self, queue, completer = std::move(reading.completer)]() mutable {
        completer.complete(self->read(*queue));
        queue->finish();
    });
    const auto looked = co_await lookUp(queue);
    if (!looked) {
        m_cancel = true;
        queue->cancel();
    }
    const auto read = co_await reading.pending;
    if (!looked)
        co_return looked.failure();
    if (!read)
        co_return read.failure();
    tell(**read);
    co_return Done{};
}

QCoro::Task<Outcome<Done>> ImportCheck::lookUp(std::shared_ptr<BatchQueue> queue)
{
    while (!queue->ended()) {
        auto batch = queue->pop();
        if (!batch) {
            auto arrival = makePending<Done>(m_services.reactor, fileLimit);
            queue->notify(std::move(arrival.completer));
            const auto arrived = co_await arrival.pending;
            if (!arrived)
                co_return arrived.failure();
            continue;
        }
        if (m_cancel)
            continue;
        std::vector<CardObjectId> ids;
        ids.reserve(batch->size());
        for (const NewRecord& record : *batch)
            ids.push_back(record.object);
        auto asking = m_services.journal->whereKnown(std::move(ids));
        const auto known = co_await asking;
        if (!known)
            co_return known.failure();
        addKnown(*known, *batch);
    }
    co_return Done{};
}

void ImportCheck::addKnown(const std::vector<KnownObject>& known, const BatchQueue::Batch& batch)
{
    if (known.empty())
        return;
    const auto& id = m_plan->layout.fields[size_t(m_plan->layout.idField)];
    size_t next = 0;
    const std::lock_guard lock(m_live.mutex);
    for (const KnownObject& object : known) { // in the order asked
        while (next < batch.size() && batch[next].object != object.object)
            ++next;
        if (next == batch.size())
            return;
        const FindingCode code = object.good ? FindingCode::ProducedBefore : FindingCode::AlreadyQueued;
        const QString job = QString::number(object.job.value);
        qint64& count = m_live.counts[size_t(code) - 1];
        ++(object.good ? m_producedBefore : m_alreadyQueued);
        if (count++ >= ImportLimits().findingsKeptPerCode)
            continue;
        const Failure reason = object.good
            ? fail(fc::ProducedBefore,
                {{"job", job}, {"date", object.changed.toLocalTime().date().toString(Qt::ISODate)}})
            : fail(fc::QueuedElsewhere, {{"job", job}});
        m_known.push_back({findingCodeName(code), severityName(usualSeverity(code)),
            qint64(batch[next].sequence), int(m_columns.indexOf(id.source)) + 1, id.source,
            Masked::text(object.object.text, id.fieldClass).string(), reason});
        m_live.fresh.push_back(m_known.back());
        m_live.changed = true;
    }
}

Outcome<std::shared_ptr<ImportCheck::Read>> ImportCheck::read(BatchQueue& queue)
{
    HashedFile file(m_order.file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fc::ImportFileUnreadable, {{"file", m_order.file}, {"cause", file.errorString()}});
    Sink sink(*m_plan, queue);
    std::vector<ImportFindingView> fresh;
    ImportHooks hooks;
    hooks.finding = [&](const Finding& finding) { fresh.push_back(viewOf(finding)); };
    hooks.progress = [&](const ImportProgress& progress) { showProgress(progress, fresh); };
    auto report = importCardObjects(file, m_plan->layout, m_plan->rules, sink, m_cancel, hooks);
    if (!report)
        return report.failure();
    sink.flush();
    auto read = std::make_shared<Read>();
    read->report = report.take();
    read->sha256 = file.result();
    return read;
}

void ImportCheck::showProgress(const ImportProgress& progress, std::vector<ImportFindingView>& fresh)
{
    const std::lock_guard lock(m_live.mutex);
    m_live.progress = progress;
    for (int i = 0; i < FindingCodeCount; ++i) {
        const auto code = FindingCode(i + 1);
        if (code != FindingCode::ProducedBefore && code != FindingCode::AlreadyQueued)
            m_live.counts[size_t(i)] = progress.log->count(code);
    }
    m_live.fresh.insert(
        m_live.fresh.end(), std::make_move_iterator(fresh.begin()), std::make_move_iterator(fresh.end()));
    fresh.clear();
    m_live.changed = true;
}

void ImportCheck::publish()
{
    event::CheckProgress told;
    told.check = m_ticket;
    {
        const std::lock_guard lock(m_live.mutex);
        if (!std::exchange(m_live.changed, false))
            return;
        told.records = m_live.progress.records;
        told.counts = m_live.counts;
        told.findings = std::exchange(m_live.fresh, {});
    }
    told.fraction = fraction();
    const double spent = std::chrono::duration<double>(m_services.reactor.clock->now() - m_started).count();
    if (spent > 0.2) {
        told.recordsPerSecond = double(told.records) / spent;
        told.secondsLeft = told.fraction > 0.01 ? spent / told.fraction - spent : -1;
    }
    m_report(std::move(told));
}

double ImportCheck::fraction() const
{
    const std::lock_guard lock(m_live.mutex);
    const ImportProgress& progress = m_live.progress;
    return progress.bytesTotal > 0 ? double(progress.bytesRead) / double(progress.bytesTotal) : 0;
}

qint64 ImportCheck::records() const
{
    const std::lock_guard lock(m_live.mutex);
    return m_live.progress.records;
}

void ImportCheck::tell(const Read& read)
{
    publish();
    m_sha256 = read.sha256;
    const ImportCounters& counters = read.report.counters;
    event::Checked told;
    told.check = m_ticket;
    told.sha256 = QString::fromLatin1(m_sha256.toHex());
    told.tally = {counters.linesTotal, counters.headerLines, counters.blankLines, counters.commentLines,
        counters.trailerLines, counters.recordLines, counters.recordsTotal,
        counters.valid - m_producedBefore - m_alreadyQueued, counters.invalid, counters.duplicateInFile,
        m_producedBefore, m_alreadyQueued, counters.balances()};
    {
        const std::lock_guard lock(m_live.mutex);
        told.counts = m_live.counts;
    }
    m_blocking = m_producedBefore + m_alreadyQueued + read.report.findings.countAtLeast(Severity::Blocking);
    told.seconds = std::chrono::duration<double>(m_services.reactor.clock->now() - m_started).count();
    m_report(std::move(told));
}

} // namespace sm
