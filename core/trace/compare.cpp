// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/compare.h"

#include "trace/decoder.h"

#include <QHash>

#include <algorithm>

namespace sm {

namespace {

constexpr size_t mostRows = 1000;

struct Exchange {
    const TraceRow* row = nullptr;
    QString key; ///< what makes it the same command
};

std::vector<Exchange> exchangesOf(const TraceView& view, AttemptId attempt)
{
    std::vector<Exchange> out;
    view.forEach(view.firstId(), view.endId(), [&](const TraceRow& row) {
        if (row.attempt != attempt || row.isSeparator())
            return true;
        const QString key
            = QString::number(int(row.kind)) + u'/' + QString::number(row.step) + u'/' + commandTitle(row);
        out.push_back({&row, key});
        return out.size() < mostRows;
    });
    return out;
}

TraceDifference differenceOf(const TraceRow& left, const TraceRow& right)
{
    if (left.sw != right.sw || left.judgement != right.judgement)
        return TraceDifference::Status;
    if (left.command != right.command)
        return TraceDifference::Command;
    return left.answer != right.answer ? TraceDifference::Answer : TraceDifference::None;
}

/// Length of the longest common subsequence from (i, j) on, row by row.
std::vector<std::vector<quint16>> commonLengths(
    const std::vector<Exchange>& left, const std::vector<Exchange>& right)
{
    std::vector<std::vector<quint16>> lengths(left.size() + 1, std::vector<quint16>(right.size() + 1, 0));
    for (size_t i = left.size(); i-- > 0;) {
        for (size_t j = right.size(); j-- > 0;) {
            lengths[i][j] = left[i].key == right[j].key ? quint16(lengths[i + 1][j + 1] + 1)
                                                        : std::max(lengths[i + 1][j], lengths[i][j + 1]);
        }
    }
    return lengths;
}

} // namespace

std::vector<TracePair> compareCards(const TraceView& view, AttemptId leftCard, AttemptId rightCard)
{
    const std::vector<Exchange> left = exchangesOf(view, leftCard);
    const std::vector<Exchange> right = exchangesOf(view, rightCard);
    const auto lengths = commonLengths(left, right);
    std::vector<TracePair> pairs;
    size_t i = 0;
    size_t j = 0;
    while (i < left.size() || j < right.size()) {
        const bool both = i < left.size() && j < right.size();
        if (both && left[i].key == right[j].key) {
            pairs.push_back({left[i].row->id, right[j].row->id, differenceOf(*left[i].row, *right[j].row)});
            ++i;
            ++j;
        } else if (j >= right.size() || (both && lengths[i + 1][j] >= lengths[i][j + 1])) {
            pairs.push_back({left[i++].row->id, 0, TraceDifference::OnlyLeft});
        } else {
            pairs.push_back({0, right[j++].row->id, TraceDifference::OnlyRight});
        }
    }
    return pairs;
}

int firstParting(const std::vector<TracePair>& pairs)
{
    const auto at = std::find_if(pairs.begin(), pairs.end(),
        [](const TracePair& pair) { return pair.difference >= TraceDifference::Status; });
    return at == pairs.end() ? -1 : int(at - pairs.begin());
}

std::vector<GoodCard> goodCards(const TraceView& view, AttemptId other, size_t most)
{
    QHash<qint64, quint64> starts;
    std::vector<std::pair<GoodCard, JobId>> good;
    JobId job;
    view.forEach(view.firstId(), view.endId(), [&](const TraceRow& row) {
        if (row.attempt == other)
            job = row.job;
        if (row.kind == TraceKind::CardStarted)
            starts.insert(row.attempt.value, row.id);
        else if (row.kind == TraceKind::CardEnded) {
            const quint64 start = starts.take(row.attempt.value);
            if (start != 0 && row.verdict == TraceVerdict::Good && row.attempt != other)
                good.push_back({{row.attempt, start}, row.job});
        }
        return true;
    });
    std::reverse(good.begin(), good.end());
    std::stable_partition(good.begin(), good.end(), [job](const auto& card) { return card.second == job; });
    std::vector<GoodCard> out;
    for (size_t i = 0; i < std::min(most, good.size()); ++i)
        out.push_back(good[i].first);
    return out;
}

} // namespace sm
