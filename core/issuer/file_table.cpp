// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/file_table.h"

#include "base/failures/issuer.h"
#include "issuer/column_name.h"
#include "issuer/csv_reader.h"
#include "issuer/tagged_reader.h"

#include <algorithm>

namespace sm {
namespace {

constexpr qsizetype headBytes = 64 * 1024;
constexpr qsizetype longestLine = 64 * 1024;
constexpr qsizetype longestCell = 256;
constexpr qsizetype mostTaggedColumns = 64;

QByteArray cell(QByteArrayView text)
{
    return text.first(std::min(text.size(), longestCell)).toByteArray();
}

/// More characters of several bytes (RFC 3629 section 3) than bytes that belong to none: a wrong byte here
/// and there is a finding, not another encoding.
bool looksLikeUtf8(QByteArrayView bytes)
{
    qsizetype good = 0;
    qsizetype bad = 0;
    for (qsizetype at = 0; at < bytes.size();) {
        const auto lead = static_cast<quint8>(bytes.at(at));
        const qsizetype length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 1) {
            ++at;
        } else if (at + length > bytes.size()) {
            break; // perhaps cut where the reading ended
        } else if (bytes.sliced(at, length).isValidUtf8()) {
            ++good;
            at += length;
        } else {
            ++bad;
            ++at;
        }
    }
    return bad <= good / 4;
}

class TableReader {
public:
    TableReader(QIODevice& input, const TableSettings& settings, qint64 fromLine, int most)
        : m_input(input)
        , m_settings(settings)
        , m_fromLine(fromLine)
        , m_most(most)
    {
    }

    Outcome<FileTable> read(const QString& fileName);

private:
    void readCsv(LineReader& lines);
    void takeHeader(const CsvRecord& record);
    void readTagged(LineReader& lines);
    void takeObject(qint64 line, std::vector<TaggedValue>& values);
    bool isFull() const { return int(m_table.rows.size()) >= m_most; }
    void estimate(LineReader& lines, bool ended);

    QIODevice& m_input;
    const TableSettings& m_settings;
    qint64 m_fromLine;
    int m_most;
    FileTable m_table;
    qint64 m_records = 0;
    qint64 m_bytes = 0; ///< up to the last record
};

Outcome<FileTable> TableReader::read(const QString& fileName)
{
    const QByteArray head = m_input.peek(headBytes);
    m_table.guess = detectFormat(head, fileName, m_settings.encoding);
    if (m_settings.delimiter && m_table.guess.format != FileFormat::Tagged) {
        m_table.guess.format = FileFormat::Csv; // somebody says so
        m_table.guess.delimiter = *m_settings.delimiter;
    }
    LineReader lines(m_input, m_table.guess.encoding, longestLine);
    if (m_table.guess.format == FileFormat::Tagged)
        readTagged(lines);
    else if (m_table.guess.format == FileFormat::Csv)
        readCsv(lines);
    if (lines.failed())
        return fail(fc::ImportInputFailed, {{"position", QString::number(lines.bytesRead())}});
    m_table.guess.encoding = lines.encoding();
    m_table.lineEnds = lines.lineEnds();
    return std::move(m_table);
}

void TableReader::readCsv(LineReader& lines)
{
    CsvReader reader(lines, m_table.guess.delimiter, longestLine, m_settings.comment);
    CsvRecord record;
    bool ended = true;
    while (reader.next(record)) {
        if (record.kind != CsvRecord::Kind::Record)
            continue;
        if (m_table.columns.isEmpty()) {
            takeHeader(record);
            if (m_table.header)
                continue;
        }
        ++m_records;
        m_bytes = record.offset;
        if (record.line < m_fromLine)
            continue;
        FileTable::Row row;
        row.line = record.line;
        row.broken = record.fault != LineFault::None;
        for (QByteArrayView field : record.fields)
            row.cells.push_back(cell(field));
        m_table.rows.push_back(std::move(row));
        if (isFull()) {
            ended = false;
            break;
        }
    }
    estimate(lines, ended);
}

void TableReader::takeHeader(const CsvRecord& record)
{
    QStringList row;
    for (QByteArrayView field : record.fields)
        row.append(QString::fromUtf8(field).trimmed());
    m_table.header = m_settings.header.value_or(isHeaderRow(row));
    m_table.columns = numberedColumns(std::max<qsizetype>(row.size(), 1));
    for (qsizetype i = 0; m_table.header && i < row.size(); ++i)
        m_table.columns[i] = shownColumnName(row[i], int(i) + 1);
}

void TableReader::readTagged(LineReader& lines)
{
    m_table.columns = m_settings.columns;
    std::vector<TaggedValue> values;
    TextLine line;
    qint64 first = 0;
    bool ended = true;
    while (lines.next(line)) {
        qsizetype position = 0;
        if (line.tooLong || line.text.trimmed().isEmpty()
            || checkText(line.text, position) != LineFault::None)
            continue;
        if (first == 0)
            first = line.number;
        const TaggedLine tagged = parseTaggedLine(line.text);
        if (tagged.tag == Tag::Emb)
            splitEmboss(tagged.value, line.number, values);
        else if (tagged.tag == Tag::Enc)
            splitEncode(tagged.value, line.number, values);
        else if (tagged.tag != Tag::Unknown)
            values.push_back({tagName(tagged.tag), tagged.value.toByteArray(), line.number, 1});
        if (tagged.tag != Tag::Scrd)
            continue;
        m_bytes = line.offset;
        takeObject(first, values);
        first = 0;
        if (isFull()) {
            ended = false;
            break;
        }
    }
    estimate(lines, ended);
}

void TableReader::takeObject(qint64 line, std::vector<TaggedValue>& values)
{
    ++m_records;
    FileTable::Row row;
    row.line = line;
    row.cells.resize(size_t(m_table.columns.size()));
    for (const TaggedValue& value : values) {
        if (value.source == QLatin1String("EMB")) // its values are listed one by one
            continue;
        qsizetype column = m_table.columns.indexOf(value.source);
        if (column < 0 && m_table.columns.size() < mostTaggedColumns && m_settings.columns.isEmpty()) {
            column = m_table.columns.size();
            m_table.columns.append(value.source);
            row.cells.emplace_back();
        }
        if (column >= 0)
            row.cells[size_t(column)] = cell(value.text);
    }
    values.clear();
    if (line >= m_fromLine)
        m_table.rows.push_back(std::move(row));
}

void TableReader::estimate(LineReader& lines, bool ended)
{
    const qint64 total = m_input.isSequential() ? 0 : m_input.size();
    // Offsets count bytes of UTF-8; two bytes of UTF-16 make about one of them.
    const bool wide = lines.encoding() == TextEncoding::Utf16Le || lines.encoding() == TextEncoding::Utf16Be;
    const double bytes = double(m_bytes) * (wide ? 2 : 1);
    m_table.recordsEstimate
        = ended || m_records < 2 ? m_records : qint64(double(total) / bytes * double(m_records - 1));
}

} // namespace

TextEncoding guessEncoding(QByteArrayView bytes)
{
    if (bytes.startsWith("\xEF\xBB\xBF"))
        return TextEncoding::Utf8;
    if (bytes.startsWith("\xFF\xFE"))
        return TextEncoding::Utf16Le;
    if (bytes.startsWith("\xFE\xFF"))
        return TextEncoding::Utf16Be;
    qsizetype zeros[2] = {0, 0};
    for (qsizetype i = 0; i < bytes.size(); ++i)
        zeros[i % 2] += bytes.at(i) == '\0';
    const qsizetype many = std::max<qsizetype>(2, bytes.size() / 4);
    if (zeros[1] >= many && zeros[0] == 0)
        return TextEncoding::Utf16Le;
    if (zeros[0] >= many && zeros[1] == 0)
        return TextEncoding::Utf16Be;
    return looksLikeUtf8(bytes) ? TextEncoding::Utf8 : TextEncoding::Latin1;
}

Outcome<FileTable> readTable(
    QIODevice& input, const QString& fileName, const TableSettings& settings, qint64 fromLine, int most)
{
    return TableReader(input, settings, fromLine, most).read(fileName);
}

} // namespace sm
