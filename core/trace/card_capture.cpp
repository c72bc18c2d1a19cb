// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/card_capture.h"

namespace sm {

namespace {

/// Whether a card whose state is unknown or that was rejected: anything but a good one is an error.
std::optional<KeptFor> decide(const CaptureRule& rule, bool good, quint64 ended)
{
    if (rule.level == CaptureLevel::Off)
        return std::nullopt;
    if (!good)
        return KeptFor::Error;
    if (rule.level == CaptureLevel::All)
        return KeptFor::All;
    if (rule.oneIn > 0 && ended % rule.oneIn == 0)
        return KeptFor::Sample;
    return rule.lastPerStation > 0 ? std::optional(KeptFor::Last) : std::nullopt;
}

} // namespace

void CardCapture::setRule(JobId job, const CaptureRule& rule, bool testKeys)
{
    Job& known = m_jobs[job];
    known.rule = rule;
    known.testKeys = testKeys;
}

void CardCapture::rowKept(const TraceRow& row, const std::shared_ptr<TraceChunk>& chunk)
{
    if (row.kind == TraceKind::CardStarted) {
        if (m_jobs[row.job].rule.level == CaptureLevel::Off) {
            m_open.remove(row.station);
            return;
        }
        Open& open = m_open[row.station]; // one that never ended gives way
        open.attempt = row.attempt;
        open.card.rows.clear();
        open.card.chunks.clear();
        open.tooLong = false;
    }
    const auto at = m_open.find(row.station);
    if (at == m_open.end() || at->attempt != row.attempt)
        return;
    TraceCard& card = at->card;
    if (card.rows.size() >= card_limits::rows) {
        at->tooLong = true;
        card = TraceCard();
    }
    if (!at->tooLong) {
        card.rows.push_back(&row);
        if (card.chunks.empty() || card.chunks.back() != chunk)
            card.chunks.push_back(chunk);
    }
    if (row.kind == TraceKind::CardEnded) {
        Open open = std::move(*at);
        m_open.erase(at);
        if (!open.tooLong)
            return end(open);
        ++m_jobs[row.job].ended;
        m_store.drop();
    }
}

void CardCapture::end(Open& open)
{
    Job& job = m_jobs[open.card.rows.front()->job];
    const bool good = open.card.endedGood();
    const auto why = decide(job.rule, good, ++job.ended);
    if (!why)
        return;
    const bool errorsOnly = job.rule.level == CaptureLevel::Errors;
    m_store.take(std::move(open.card), {*why, errorsOnly ? job.rule.lastPerStation : 0, job.testKeys});
}

} // namespace sm
