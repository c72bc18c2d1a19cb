// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/import_run.h"

#include "base/failures/issuer.h"

namespace sm {

ImportRun::ImportRun(QIODevice& input, const Layout& layout, RecordSink& sink,
    const std::atomic<bool>& cancel, const ProgressFunction& progress, const ImportLimits& limits)
    : m_layout(layout)
    , m_report{{}, FindingLog(limits.findingsKeptPerCode), TextEncoding::Utf8, LineEnds::None, 0, {}, 0}
    , m_lines(input, layout.encoding, limits.longestLine)
    , m_check(layout, m_report.findings)
    , m_sink(sink)
    , m_cancel(cancel)
    , m_progress(progress)
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
    if (m_lines.bytesRead() != m_bytesTold)
        tellProgress();
    return std::nullopt;
}

void ImportRun::tellProgress()
{
    m_bytesTold = m_lines.bytesRead();
    if (!m_progress)
        return;
    m_progress({m_bytesTold, m_bytesTotal, m_report.counters.recordsTotal,
        m_report.findings.countAtLeast(Severity::Info)});
}

ImportRun::Stop ImportRun::take(
    const std::vector<RawValue>& values, qint64 line, bool broken, const std::vector<TaggedValue>* unnamed)
{
    ++m_report.counters.recordsTotal;
    CardObject object;
    switch (m_check.check(values, line, broken, object)) {
    case RecordVerdict::Invalid:
        ++m_report.counters.invalid;
        return std::nullopt;
    case RecordVerdict::Duplicate:
        ++m_report.counters.duplicateInFile;
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
    return std::nullopt;
}

void ImportRun::countRefusal(FindingCode code, qint64 line, const CardObjectId& id, Failure reason)
{
    const LayoutField& field = m_layout.fields[static_cast<size_t>(m_layout.idField)];
    m_report.findings.add({code, usualSeverity(code), line, 0, field.source,
        Masked::text(id.text, field.fieldClass), std::move(reason), id});
}

} // namespace sm
