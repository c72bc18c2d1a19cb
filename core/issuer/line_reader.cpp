// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/line_reader.h"

#include <QChar>

#include <algorithm>

namespace sm {
namespace {

void appendUtf8(QByteArray& out, char32_t code)
{
    if (code < 0x80) {
        out.append(static_cast<char>(code));
        return;
    }
    if (code < 0x800) {
        out.append(static_cast<char>(0xC0 | code >> 6));
    } else {
        if (code < 0x10000) {
            out.append(static_cast<char>(0xE0 | code >> 12));
        } else {
            out.append(static_cast<char>(0xF0 | code >> 18));
            out.append(static_cast<char>(0x80 | (code >> 12 & 0x3F)));
        }
        out.append(static_cast<char>(0x80 | (code >> 6 & 0x3F)));
    }
    out.append(static_cast<char>(0x80 | (code & 0x3F)));
}

} // namespace

QString lineEndsName(LineEnds ends)
{
    static const char* const names[] = {"none", "lf", "crlf", "cr", "mixed"};
    return QLatin1String(names[static_cast<size_t>(ends)]);
}

LineReader::LineReader(
    QIODevice& input, std::optional<TextEncoding> encoding, qsizetype longestLine, qsizetype chunkBytes)
    : m_input(input)
    , m_encoding(encoding.value_or(TextEncoding::Utf8))
    , m_longestLine(longestLine)
    , m_chunkBytes(chunkBytes)
{
}

bool LineReader::next(TextLine& line)
{
    for (;;) {
        const qsizetype end = findEnd();
        // A CR at the end of the buffer may be half of a CR LF.
        const bool halfEnd = end + 1 == m_buffer.size() && m_buffer.at(end) == '\r' && !m_ended;
        if (end < m_buffer.size() && !halfEnd) {
            deliver(end, line);
            return true;
        }
        if (m_ended) {
            if (m_position >= m_buffer.size() && m_skippedFrom < 0)
                return false;
            deliver(m_buffer.size(), line);
            return !m_failed;
        }
        if (end - m_position > m_longestLine) {
            if (m_skippedFrom < 0)
                m_skippedFrom = m_base + m_position;
            m_position = end; // the rest of the line is skipped, not kept
        }
        fill();
    }
}

qsizetype LineReader::findEnd()
{
    const auto find = [this](char c) {
        const qsizetype found = m_buffer.indexOf(c, m_position);
        return found < 0 ? m_buffer.size() : found;
    };
    if (m_nextLf < m_position)
        m_nextLf = find('\n');
    if (m_nextCr < m_position)
        m_nextCr = find('\r');
    return std::min(m_nextLf, m_nextCr);
}

void LineReader::deliver(qsizetype end, TextLine& line)
{
    line.number = ++m_lines;
    line.tooLong = m_skippedFrom >= 0 || end - m_position > m_longestLine;
    line.offset = m_skippedFrom >= 0 ? m_skippedFrom : m_base + m_position;
    line.text
        = line.tooLong ? QByteArrayView() : QByteArrayView(m_buffer).sliced(m_position, end - m_position);
    m_skippedFrom = -1;
    m_position = end;
    if (end >= m_buffer.size())
        return;
    const bool isCr = m_buffer.at(end) == '\r';
    const bool isCrLf = isCr && end + 1 < m_buffer.size() && m_buffer.at(end + 1) == '\n';
    noteEnd(isCrLf ? LineEnds::CrLf : isCr ? LineEnds::Cr : LineEnds::Lf);
    m_position = end + (isCrLf ? 2 : 1);
}

void LineReader::noteEnd(LineEnds ends)
{
    if (m_lineEnds == LineEnds::None)
        m_lineEnds = ends;
    else if (m_lineEnds != ends)
        m_lineEnds = LineEnds::Mixed;
}

bool LineReader::fill()
{
    m_buffer.remove(0, m_position);
    m_base += m_position;
    m_position = 0;
    m_nextLf = -1;
    m_nextCr = -1;
    QByteArray chunk(m_chunkBytes, Qt::Uninitialized);
    const qint64 got = m_input.read(chunk.data(), m_chunkBytes);
    m_failed = got < 0;
    m_ended = got <= 0;
    if (m_ended) {
        flushUtf16();
        return false;
    }
    chunk.truncate(got);
    m_bytesRead += got;
    if (m_atStart)
        readMark(chunk);
    append(chunk);
    return true;
}

void LineReader::readMark(QByteArray& chunk)
{
    m_atStart = false;
    if (chunk.startsWith("\xEF\xBB\xBF")) {
        m_encoding = TextEncoding::Utf8;
        chunk.remove(0, 3);
        m_base += 3;
    } else if (chunk.startsWith("\xFF\xFE") || chunk.startsWith("\xFE\xFF")) {
        m_encoding = chunk.startsWith('\xFF') ? TextEncoding::Utf16Le : TextEncoding::Utf16Be;
        chunk.remove(0, 2);
    }
}

void LineReader::append(QByteArrayView chunk)
{
    if (m_encoding == TextEncoding::Utf8) {
        m_buffer.append(chunk);
    } else if (m_encoding == TextEncoding::Latin1) {
        for (char c : chunk)
            appendUtf8(m_buffer, static_cast<quint8>(c));
    } else {
        appendUtf16(chunk);
    }
}

void LineReader::appendUtf16(QByteArrayView chunk)
{
    for (char c : chunk) {
        const auto byte = static_cast<quint8>(c);
        if (!m_halfUnit) {
            m_halfUnit = byte;
            continue;
        }
        const quint8 first = *m_halfUnit;
        m_halfUnit.reset();
        const bool little = m_encoding == TextEncoding::Utf16Le;
        appendUnit(static_cast<char16_t>(little ? byte << 8 | first : first << 8 | byte));
    }
}

void LineReader::appendUnit(char16_t unit)
{
    if (m_highSurrogate != 0) {
        const char16_t high = std::exchange(m_highSurrogate, u'\0');
        if (QChar::isLowSurrogate(unit)) {
            appendUtf8(m_buffer, QChar::surrogateToUcs4(high, unit));
            return;
        }
        appendUtf8(m_buffer, high); // a lone surrogate: three bytes that are not UTF-8 (RFC 3629 section 3)
    }
    if (QChar::isHighSurrogate(unit))
        m_highSurrogate = unit;
    else
        appendUtf8(m_buffer, unit);
}

void LineReader::flushUtf16()
{
    if (m_highSurrogate != 0)
        appendUtf8(m_buffer, std::exchange(m_highSurrogate, u'\0'));
    if (m_halfUnit)
        m_buffer.append('\xFF'); // an odd byte at the end: not UTF-8
    m_halfUnit.reset();
}

} // namespace sm
