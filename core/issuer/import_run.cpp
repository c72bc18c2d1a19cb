// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/import_run.h"

#include "base/failures/issuer.h"

namespace sm {

ImportRun::ImportRun(QIODevice& input, const Layout& layout, const ImportRules& rules, RecordSink& sink,
    const std::atomic<bool>& cancel, const ImportHooks& hooks, const ImportLimits& limits)
    : m_layout(layout)
    , m_report{{}, FindingLog(limits.findingsKeptPerCode, hooks.finding), TextEncoding::Utf8, LineEnds::None,
          0, {}, 0}
    , m_lines(input, layout.encoding, limits.longestLine)
    , m_check(layout, rules, m_report.findings)
    , m_hooks(hooks)
    , m_sink(sink)
    , m_cancel(cancel)
    , m_limits(limits)
    , m_bytesTotal(input.isSequential() ? 0 : input.size())
{
}

Outcome<ImportReport> ImportRun::finish(std::optional<Failure> stopped)
{
    if (stopped)
        return *stopped;
    if (m_lines.failed())
        return fail(fc::ImportInputFailed, {{"position", QString::number(m_lines.bytesRead())}});
    m_report.encoding = m_lines.encoding();
    m_report.lineEnds = m_lines.lineEnds();
    m_report.bytes = m_lines.bytesRead();
    tellProgress();
    return std::move(m_report);
}

ImportRun::Stop ImportRun::pause()
{
    if (m_cancel.load(std::memory_order_relaxed))
        return fail(fc::ImportStopped);
    if (m_report.counters.recordsTotal > m_limits.mostRecords)
        return fail(fc::ImportTooManyRecords, {{"limit", QString::number(m_limits.mostRecords)}});
    const ImportCounters& counters = m_report.counters;
    if (m_limits.mostErrors && counters.invalid + counters.duplicateInFile >= *m_limits.mostErrors
        && counters.invalid + counters.duplicateInFile > 0)
        return fail(fc::ImportTooManyErrors, {{"limit", QString::number(*m_limits.mostErrors)}});
    if (m_lines.bytesRead() != m_bytesTold)
        tellProgress();
    m_report.findings.forgetRecent();
    return std::nullopt;
}

void ImportRun::refuse()
{
    if (m_hooks.refused)
        m_hooks.refused(m_raw, m_report.findings.takeRecent());
}

void ImportRun::tellProgress()
{
    m_bytesTold = m_lines.bytesRead();
    if (!m_hooks.progress)
        return;
    m_hooks.progress({m_bytesTold, m_bytesTotal, m_report.counters.recordsTotal,
        m_report.findings.countAtLeast(Severity::Info), &m_report.findings});
}

ImportRun::Stop ImportRun::take(
    const std::vector<RawValue>& values, qint64 line, bool broken, const std::vector<TaggedValue>* unnamed)
{
    ++m_report.counters.recordsTotal;
    CardObject object;
    switch (m_check.check(values, line, broken, object, unnamed)) {
    case RecordVerdict::Invalid:
        ++m_report.counters.invalid;
        refuse();
        return std::nullopt;
    case RecordVerdict::Duplicate:
        ++m_report.counters.duplicateInFile;
        refuse();
        return std::nullopt;
    case RecordVerdict::Valid:
        break;
    }
    return hand(std::move(object), unnamed);
}

ImportRun::Stop ImportRun::hand(CardObject object, const std::vector<TaggedValue>* unnamed)
{
    if (unnamed) {
        for (const TaggedValue& value : *unnamed)
            object.add(taggedFieldName(value.source), value.text, FieldClass::Personal);
    }
    const qint64 line = object.line;
    const CardObjectId id = object.id;
    const auto accepted = m_sink.accept(std::move(object));
    if (!accepted)
        return accepted.failure();
    switch (accepted->kind) {
    case Acceptance::Kind::Taken:
        ++m_report.counters.valid;
        break;
    case Acceptance::Kind::ProducedBefore:
        ++m_report.counters.producedBefore;
        countRefusal(
            FindingCode::ProducedBefore, line, id, fail(fc::RecordProducedBefore, {{"job", accepted->job}}));
        break;
    case Acceptance::Kind::Refused:
        ++m_report.counters.invalid;
        countRefusal(FindingCode::BadFormat, line, id, *accepted->reason);
        break;
    case Acceptance::Kind::AlreadyQueued:
        ++m_report.counters.alreadyQueued;
        countRefusal(
            FindingCode::AlreadyQueued, line, id, fail(fc::RecordAlreadyQueued, {{"job", accepted->job}}));
        break;
    }
    if (accepted->kind != Acceptance::Kind::Taken)
        refuse();
    return std::nullopt;
}

void ImportRun::countRefusal(FindingCode code, qint64 line, const CardObjectId& id, Failure reason)
{
    const LayoutField& field = m_layout.fields[static_cast<size_t>(m_layout.idField)];
    m_report.findings.add({code, usualSeverity(code), line, 0, field.source,
        Masked::text(id.text, field.fieldClass), std::move(reason), id});
}

} // namespace sm
