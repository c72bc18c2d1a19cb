// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/issuer.h"
#include "issuer/column_name.h"
#include "issuer/import_run.h"

namespace sm {
namespace {

QString columnText(QByteArrayView bytes)
{
    return QString::fromUtf8(bytes).trimmed();
}

} // namespace

std::optional<Failure> CsvImport::run(const ImportLimits& limits)
{
    CsvReader reader(m_lines, m_layout.delimiter, limits.longestLine, m_layout.comment);
    CsvRecord record;
    while (reader.next(record)) {
        if (auto stop = pause())
            return stop;
        const Stop stop = readLine(reader, record);
        m_report.counters.linesTotal += record.lines;
        if (stop)
            return stop;
    }
    m_report.delimiter = reader.delimiter();
    if (m_columns == 0 && !m_lines.failed())
        return fail(fc::ImportHeaderMissing);
    judgeTrailer();
    return pause();
}

ImportRun::Stop CsvImport::readLine(CsvReader& reader, CsvRecord& record)
{
    ImportCounters& counters = m_report.counters;
    if (record.kind == CsvRecord::Kind::Blank) {
        ++counters.blankLines;
        return std::nullopt;
    }
    if (record.kind == CsvRecord::Kind::Comment) {
        ++counters.commentLines;
        return std::nullopt;
    }
    if (m_columns == 0 && m_layout.header)
        return readHeader(record);
    if (m_columns == 0) {
        if (record.fault != LineFault::None)
            return fail(fc::ImportHeaderMissing, {{"line", QString::number(record.line)}});
        if (auto stop = takeColumns(numberedColumns(qsizetype(record.fields.size()))))
            return stop;
    }
    if (m_layout.trailer && readTrailer(record))
        return std::nullopt;
    return readRow(reader, record);
}

ImportRun::Stop CsvImport::readHeader(const CsvRecord& record)
{
    if (record.fault != LineFault::None)
        return fail(fc::ImportHeaderMissing, {{"line", QString::number(record.line)}});
    QStringList columns;
    for (QByteArrayView field : record.fields) {
        const QString column = columnText(field);
        if (!column.isEmpty() && columns.contains(column, Qt::CaseInsensitive))
            return fail(
                fc::ImportColumnRepeated, {{"column", shownColumnName(column, int(columns.size()) + 1)}});
        columns.append(column);
    }
    if (auto stop = takeColumns(columns))
        return stop;
    m_report.counters.headerLines += record.lines;
    if (m_hooks.refused)
        m_hooks.refused(record.raw, QByteArrayView());
    return std::nullopt;
}

ImportRun::Stop CsvImport::takeColumns(const QStringList& columns)
{
    m_report.ignoredColumns = columns;
    const QStringList numbers = numberedColumns(columns.size()); // #2 means the second, whatever it is called
    for (const LayoutField& field : m_layout.fields) {
        int found = -1;
        for (int i = 0; i < int(columns.size()) && found < 0 && !field.constant; ++i) {
            if (columns.at(i).compare(field.source, Qt::CaseInsensitive) == 0
                || field.source == numbers.at(i))
                found = i;
        }
        if (found < 0 && field.required && !field.constant)
            return fail(fc::ImportColumnMissing, {{"column", field.source}});
        m_columnOf.push_back(found);
        if (found >= 0)
            m_report.ignoredColumns.removeOne(columns.at(found));
    }
    m_columns = size_t(columns.size());
    m_values.resize(m_layout.fields.size());
    return std::nullopt;
}

bool CsvImport::readTrailer(const CsvRecord& record)
{
    if (!record.raw.startsWith(m_layout.trailer->prefix))
        return false;
    const auto field = size_t(m_layout.trailer->countField) - 1;
    m_trailerLine = record.line;
    m_trailerCount
        = field < record.fields.size() ? record.fields[field].trimmed().toByteArray() : QByteArray();
    m_report.counters.trailerLines += record.lines;
    return true;
}

void CsvImport::judgeTrailer()
{
    if (!m_layout.trailer)
        return;
    const qint64 records = m_report.counters.recordsTotal;
    if (m_trailerLine == 0) {
        m_check.add(
            FindingCode::WholeFile, m_report.counters.linesTotal, 0, {}, fail(fc::FileTrailerMissing));
        return;
    }
    bool ok = false;
    const qint64 told = m_trailerCount.toLongLong(&ok);
    if (ok && told == records)
        return;
    // The text is shown only as the number it should be: anything else may be personal.
    m_check.add(FindingCode::WholeFile, m_trailerLine, m_layout.trailer->countField, {},
        fail(fc::FileTrailerWrong,
            {{"expected", ok ? QString::number(told) : QStringLiteral("?")},
                {"found", QString::number(records)}}));
}

ImportRun::Stop CsvImport::readRow(CsvReader& reader, CsvRecord& record)
{
    bool broken = record.fault != LineFault::None;
    if (broken) {
        m_check.add(findingOf(record.fault), record.line, 0, {},
            failureOf(record.fault, record.line, record.faultPosition, record.faultByte));
    } else if (record.fields.size() != m_columns) {
        QList<FailureParam> params{
            {"found", QString::number(record.fields.size())}, {"expected", QString::number(m_columns)}};
        // A record of several lines and the wrong width is most likely a lost quote that swallowed its
        // neighbours.
        if (record.lines > 1) {
            params.append({"unclosedQuoteLine", QString::number(record.line)});
            reader.retryAfterFirstLine(record);
        }
        m_check.add(FindingCode::ColumnCount, record.line, 0, {}, fail(fc::RecordColumnCount, params));
        broken = true;
    }
    m_report.counters.recordLines += record.lines;
    m_raw = record.raw;
    if (broken) { // its fields are not where the header says: no second finding from a guess
        ++m_report.counters.recordsTotal;
        ++m_report.counters.invalid;
        refuse();
        return std::nullopt;
    }
    for (size_t i = 0; i < m_columnOf.size(); ++i) {
        const int column = m_columnOf[i];
        if (column >= 0)
            m_values[i] = {record.fields[static_cast<size_t>(column)], record.line, column + 1, true};
    }
    return take(m_values, record.line, false);
}

} // namespace sm
