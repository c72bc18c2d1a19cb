// SPDX-License-Identifier: GPL-3.0-or-later
// Reading back: the files of a job, newest first until a view is full, then their cards by time.
#include "base/bytes.h"
#include "base/failures/trace.h"
#include "trace/card_codec.h"
#include "trace/trace_file.h"
#include "trace/trace_folder.h"

#include <QSet>

#include <algorithm>

namespace sm {

namespace {

struct CardPlace {
    CardHead head;
    QByteArrayView content;
};

class Reader {
public:
    Reader(StoredTrace& out, size_t mostRows)
        : m_out(out)
        , m_mostRows(mostRows)
    {
    }

    /// False: the file cannot be read at all.
    bool take(const TraceFileName& file, bool open);
    bool full() const { return m_rows >= m_mostRows; }
    void finish();

private:
    void takeCard(QByteArrayView content);

    StoredTrace& m_out;
    size_t m_mostRows;
    size_t m_rows = 0;
    QSet<qint64> m_known; ///< attempts: a card may be in the file of the last cards too
    std::vector<CardPlace> m_cards;
    std::vector<QByteArray> m_files; ///< what the places point into
};

bool Reader::take(const TraceFileName& file, bool open)
{
    auto content = readTraceFile(file.path);
    if (!content)
        return false;
    const auto head = readTraceFileHead(*content);
    if (!head || head->job != m_out.job) {
        m_out.damaged += !content->isEmpty(); // an empty one is a beginning that was never written
        return true;
    }
    m_out.testKeys |= head->testKeys;
    const FoundChunks found = findTraceChunks(*content);
    m_out.damaged += found.damaged;
    m_out.tornBytes += open ? 0 : quint64(found.torn);
    m_files.push_back(std::move(*content));
    for (const FoundChunk& chunk : found.chunks) {
        if (chunk.kind == TraceChunkKind::Card)
            takeCard(chunk.content);
        else if (ByteReader cut(chunk.content); cut.remaining() == 8 && cut.u32())
            m_out.tornBytes += cut.u32().value_or(0);
    }
    return true;
}

void Reader::takeCard(QByteArrayView content)
{
    const auto head = readCardHead(content);
    if (!head || head->job != m_out.job) {
        ++m_out.damaged;
        return;
    }
    if (m_known.contains(head->attempt.value))
        return;
    m_known.insert(head->attempt.value);
    m_rows += head->rows;
    m_cards.push_back({*head, content});
}

void Reader::finish()
{
    std::stable_sort(m_cards.begin(), m_cards.end(), [](const CardPlace& a, const CardPlace& b) {
        return std::pair(a.head.ended, a.head.attempt) < std::pair(b.head.ended, b.head.attempt);
    });
    size_t first = m_cards.size();
    size_t rows = 0;
    while (first > 0 && rows + m_cards[first - 1].head.rows <= m_mostRows)
        rows += m_cards[--first].head.rows;
    m_out.capped |= first > 0;
    TraceRing ring(std::max<size_t>(rows, 1));
    for (size_t i = first; i < m_cards.size(); ++i) {
        const bool whole = decodeCard(m_cards[i].content, ring);
        m_out.cards += whole;
        m_out.damaged += !whole;
    }
    m_out.view = ring.view();
}

} // namespace

StoredTrace readStoredTrace(const QString& folder, JobId job, size_t mostRows, const QString& open)
{
    StoredTrace out;
    out.job = job;
    std::vector<TraceFileName> files = traceFiles(folder);
    files.erase(std::remove_if(
                    files.begin(), files.end(), [job](const TraceFileName& file) { return file.job != job; }),
        files.end());
    if (files.empty()) {
        out.failure = fail(fc::TraceNotStored, {{"job", QString::number(job.value)}});
        return out;
    }
    Reader reader(out, mostRows);
    const auto numbered
        = std::find_if(files.begin(), files.end(), [](const TraceFileName& file) { return file.number > 0; });
    out.olderGone = numbered != files.end() && numbered->number > 1;
    // The last cards of the stations first, then the newest file.
    if (files.front().number == 0)
        std::rotate(files.begin(), files.begin() + 1, files.end());
    std::reverse(files.begin(), files.end());
    size_t unread = 0;
    for (const TraceFileName& file : files) {
        if (reader.full()) {
            out.capped = true;
            break;
        }
        unread += !reader.take(file, file.path == open);
    }
    if (unread == files.size()) {
        out.failure = fail(fc::TraceUnreadable, {{"file", files.front().path}});
        return out;
    }
    out.damaged += quint32(unread);
    reader.finish();
    return out;
}

} // namespace sm
