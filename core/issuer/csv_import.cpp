// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/issuer.h"
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
    ImportCounters& counters = m_report.counters;
    while (reader.next(record)) {
        if (auto stop = pause())
            return stop;
        Stop stop;
        if (record.kind == CsvRecord::Kind::Blank)
            ++counters.blankLines;
        else if (record.kind == CsvRecord::Kind::Comment)
            ++counters.commentLines;
        else if (m_columns == 0)
            stop = readHeader(record);
        else
            stop = readRow(reader, record);
        counters.linesTotal += record.lines;
        if (stop)
            return stop;
    }
    m_report.delimiter = reader.delimiter();
    if (m_columns == 0 && !m_lines.failed())
        return fail(fc::ImportHeaderMissing);
    return pause();
}

ImportRun::Stop CsvImport::readHeader(const CsvRecord& record)
{
    if (record.fault != LineFault::None)
        return fail(fc::ImportHeaderMissing, {{"line", QString::number(record.line)}});
    QStringList columns;
    for (QByteArrayView field : record.fields) {
        const QString column = columnText(field);
        if (!column.isEmpty() && columns.contains(column, Qt::CaseInsensitive))
            return fail(fc::ImportColumnRepeated, {{"column", column.left(128)}});
        columns.append(column);
    }
    m_report.ignoredColumns = columns;
    for (const LayoutField& field : m_layout.fields) {
        int found = -1;
        for (int i = 0; i < int(columns.size()) && found < 0; ++i) {
            if (columns.at(i).compare(field.source, Qt::CaseInsensitive) == 0)
                found = i;
        }
        if (found < 0 && field.required)
            return fail(fc::ImportColumnMissing, {{"column", field.source}});
        m_columnOf.push_back(found);
        if (found >= 0)
            m_report.ignoredColumns.removeOne(columns.at(found));
    }
    m_columns = record.fields.size();
    m_values.resize(m_layout.fields.size());
    m_report.counters.headerLines += record.lines;
    return std::nullopt;
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
    if (broken) { // its fields are not where the header says: no second finding from a guess
        ++m_report.counters.recordsTotal;
        ++m_report.counters.invalid;
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
