// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/issuer.h"
#include "issuer/import_run.h"

#include <algorithm>

namespace sm {
namespace {

bool isBlank(QByteArrayView text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\t'; });
}

/// A tag that looks like one may be named; anything else may be personal data that lost its tag.
QString shownTag(QByteArrayView line)
{
    const QByteArray tag = line.first(std::max<qsizetype>(0, line.indexOf('='))).trimmed().toByteArray();
    const bool plain
        = tag.size() <= 8 && std::all_of(tag.begin(), tag.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    return plain ? QString::fromLatin1(tag) : QString();
}

} // namespace

std::optional<Failure> TaggedImport::run()
{
    TextLine line;
    while (m_lines.next(line)) {
        if (auto stop = pause())
            return stop;
        ++m_report.counters.linesTotal;
        if (!line.tooLong && isBlank(line.text))
            ++m_report.counters.blankLines;
        else if (!m_layout.comment.isEmpty() && line.text.startsWith(m_layout.comment))
            ++m_report.counters.commentLines;
        else if (auto stop = readLine(line))
            return stop;
    }
    if (m_firstLine != 0) {
        reject(FindingCode::BadFormat, m_firstLine, tagName(Tag::Scrd), fail(fc::RecordIncomplete));
        m_found.clear(); // what a cut file gave of it is not worth a second finding
        ++m_report.counters.recordsTotal;
        ++m_report.counters.invalid;
    }
    return pause();
}

void TaggedImport::reject(FindingCode code, qint64 line, const QString& column, Failure reason)
{
    m_broken = true;
    m_check.add(code, line, 0, column, std::move(reason));
}

ImportRun::Stop TaggedImport::readLine(const TextLine& line)
{
    ++m_report.counters.recordLines;
    if (m_firstLine == 0)
        m_firstLine = line.number;
    qsizetype position = 0;
    const LineFault fault = line.tooLong ? LineFault::TooLong : checkText(line.text, position);
    const TaggedLine tagged = parseTaggedLine(line.text);
    if (fault != LineFault::None) {
        const quint8 byte = line.tooLong ? quint8(0) : static_cast<quint8>(line.text.at(position));
        reject(findingOf(fault), line.number, tagName(tagged.tag),
            failureOf(fault, line.number, position, byte));
        // Even so it ends the object that it belongs to, or the next one would be lost with it.
        return tagged.tag == Tag::Scrd ? endObject() : std::nullopt;
    }
    if (tagged.tag == Tag::Unknown) {
        reject(FindingCode::BadFormat, line.number, {},
            fail(fc::RecordTagUnknown, {{"tag", shownTag(line.text)}}));
        return std::nullopt;
    }
    qint64& seenAt = m_seenAt[static_cast<size_t>(tagged.tag)];
    if (seenAt != 0) {
        reject(FindingCode::BadFormat, line.number, tagName(tagged.tag),
            fail(fc::RecordTagRepeated,
                {{"tag", tagName(tagged.tag)}, {"firstLine", QString::number(seenAt)}}));
        return std::nullopt;
    }
    seenAt = line.number;
    readTag(tagged.tag, tagged.value, line.number);
    return tagged.tag == Tag::Scrd ? endObject() : std::nullopt;
}

void TaggedImport::readTag(Tag tag, QByteArrayView value, qint64 line)
{
    if (tag == Tag::Emb) {
        const LineFault fault = splitEmboss(value, line, m_found);
        if (fault != LineFault::None)
            reject(FindingCode::BadFormat, line, tagName(tag), failureOf(fault, line, 0, 0));
    } else if (tag == Tag::Enc) {
        if (!splitEncode(value, line, m_found))
            reject(FindingCode::BadFormat, line, tagName(tag), fail(fc::RecordTrackBroken));
    } else {
        m_found.push_back({tagName(tag), value.toByteArray(), line, 1});
    }
}

ImportRun::Stop TaggedImport::endObject()
{
    std::vector<RawValue> values(m_layout.fields.size());
    std::vector<TaggedValue> unnamed;
    for (TaggedValue& found : m_found) {
        const auto field = std::find_if(m_layout.fields.begin(), m_layout.fields.end(),
            [&](const LayoutField& candidate) { return candidate.source == found.source; });
        if (field != m_layout.fields.end())
            values[static_cast<size_t>(field - m_layout.fields.begin())]
                = {found.text, found.line, found.column, true};
        else if (found.source != QLatin1String("EMB")) // its values are kept one by one
            unnamed.push_back(found);
    }
    auto stop = take(values, m_firstLine, m_broken, &unnamed);
    m_found.clear();
    m_seenAt.fill(0);
    m_firstLine = 0;
    m_broken = false;
    return stop;
}

} // namespace sm
