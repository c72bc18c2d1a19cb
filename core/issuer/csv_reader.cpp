// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/csv_reader.h"

#include <algorithm>

namespace sm {

LineFault checkText(QByteArrayView line, qsizetype& position)
{
    const qsizetype nul = line.indexOf('\0');
    if (nul >= 0) {
        position = nul;
        return LineFault::NulByte;
    }
    if (line.isValidUtf8())
        return LineFault::None;
    qsizetype at = 0;
    while (at < line.size()) {
        const auto lead = static_cast<quint8>(line.at(at));
        const qsizetype length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (at + length > line.size() || !line.sliced(at, length).isValidUtf8())
            break;
        at += length;
    }
    position = std::min(at, line.size() - 1);
    return LineFault::NotUtf8;
}

char guessDelimiter(QByteArrayView headerLine)
{
    int counts[3] = {0, 0, 0};
    const char marks[3] = {',', ';', '\t'};
    bool quoted = false;
    for (char c : headerLine) {
        if (c == '"')
            quoted = !quoted;
        for (int i = 0; i < 3; ++i)
            counts[i] += !quoted && c == marks[i];
    }
    return marks[std::max_element(counts, counts + 3) - counts];
}

CsvReader::CsvReader(
    LineReader& lines, std::optional<char> delimiter, qsizetype longestRecord, QByteArray comment)
    : m_lines(lines)
    , m_delimiter(delimiter)
    , m_longestRecord(longestRecord)
    , m_comment(std::move(comment))
{
}

bool CsvReader::nextLine(TextLine& line)
{
    if (m_ahead.empty())
        return m_lines.next(line);
    m_current = std::move(m_ahead.front());
    m_ahead.pop_front();
    line = {m_current.text, m_current.number, m_current.offset, m_current.tooLong};
    return true;
}

bool CsvReader::next(CsvRecord& record)
{
    m_joined.clear();
    TextLine line;
    if (!nextLine(line))
        return false;
    record.kind = CsvRecord::Kind::Record;
    record.fault = LineFault::None;
    record.line = line.number;
    record.lines = 1;
    record.offset = line.offset;
    record.fields.clear();
    record.raw = line.text;
    m_firstLength = -1;
    if (line.tooLong) {
        record.fault = LineFault::TooLong;
        return true;
    }
    if (std::all_of(line.text.begin(), line.text.end(), [](char c) { return c == ' '; })) {
        record.kind = CsvRecord::Kind::Blank;
        return true;
    }
    if (!m_comment.isEmpty() && line.text.startsWith(m_comment)) {
        record.kind = CsvRecord::Kind::Comment;
        return true;
    }
    record.fault = checkText(line.text, record.faultPosition);
    if (record.fault != LineFault::None) {
        record.faultByte = static_cast<quint8>(line.text.at(record.faultPosition));
        return true;
    }
    if (!m_delimiter)
        m_delimiter = guessDelimiter(line.text);
    readRecord(line.text, record);
    return true;
}

void CsvReader::readRecord(QByteArrayView text, CsvRecord& record)
{
    record.fault = split(text, record.fields);
    if (record.fault == LineFault::QuoteUnclosed)
        joinLines(text, record);
    if (m_firstLength >= 0)
        record.raw = m_record;
    if (record.fault != LineFault::None)
        retryAfterFirstLine(record);
}

void CsvReader::joinLines(QByteArrayView first, CsvRecord& record)
{
    m_record = first.toByteArray();
    m_firstLength = first.size();
    while (record.fault == LineFault::QuoteUnclosed && record.lines < MostLines) {
        TextLine line;
        if (!nextLine(line))
            return;
        m_joined.push_back({line.text.toByteArray(), line.number, line.offset, line.tooLong});
        ++record.lines;
        qsizetype position = 0;
        const bool bad = line.tooLong || checkText(line.text, position) != LineFault::None;
        if (bad || m_record.size() + line.text.size() >= m_longestRecord)
            return;
        m_record.append('\n').append(line.text);
        if (line.text.contains('"'))
            record.fault = split(m_record, record.fields);
    }
}

void CsvReader::retryAfterFirstLine(CsvRecord& record)
{
    m_ahead.insert(
        m_ahead.begin(), std::make_move_iterator(m_joined.begin()), std::make_move_iterator(m_joined.end()));
    m_joined.clear();
    record.lines = 1;
    record.fields.clear();
    if (m_firstLength >= 0)
        record.raw = QByteArrayView(m_record).first(m_firstLength);
}

LineFault CsvReader::split(QByteArrayView text, std::vector<QByteArrayView>& fields)
{
    fields.clear();
    if (text.contains('"'))
        return splitQuoted(text, fields);
    qsizetype start = 0;
    while (fields.size() < MostFields) {
        const qsizetype end = text.indexOf(*m_delimiter, start);
        if (end < 0) {
            fields.push_back(text.sliced(start));
            return LineFault::None;
        }
        fields.push_back(text.sliced(start, end - start));
        start = end + 1;
    }
    return LineFault::TooManyFields;
}

LineFault CsvReader::splitQuoted(QByteArrayView text, std::vector<QByteArrayView>& fields)
{
    m_scratch.resize(0);
    m_scratch.reserve(text.size());
    qsizetype at = 0;
    while (fields.size() < MostFields) {
        QByteArrayView field;
        if (at < text.size() && text.at(at) == '"') {
            const LineFault fault = quotedField(text, at, field);
            if (fault != LineFault::None)
                return fault;
        } else {
            const qsizetype end = text.indexOf(*m_delimiter, at);
            field = text.sliced(at, (end < 0 ? text.size() : end) - at);
            if (field.contains('"'))
                return LineFault::QuoteStray;
            at += field.size();
        }
        fields.push_back(field);
        if (at == text.size())
            return LineFault::None;
        ++at; // the delimiter
    }
    return LineFault::TooManyFields;
}

/// Reads from the opening quote to behind the closing one.
LineFault CsvReader::quotedField(QByteArrayView text, qsizetype& at, QByteArrayView& field)
{
    const qsizetype begin = m_scratch.size();
    ++at;
    for (;;) {
        const qsizetype quote = text.indexOf('"', at);
        if (quote < 0)
            return LineFault::QuoteUnclosed;
        m_scratch.append(text.sliced(at, quote - at));
        at = quote + 1;
        if (at == text.size() || text.at(at) != '"')
            break;
        m_scratch.append('"');
        ++at;
    }
    if (at < text.size() && text.at(at) != *m_delimiter)
        return LineFault::QuoteStray;
    field = QByteArrayView(m_scratch).sliced(begin);
    return LineFault::None;
}

} // namespace sm
