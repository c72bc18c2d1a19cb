// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "trace/decoder.h"
#include "trace/filter.h"

namespace sm {

namespace {

QString swText(quint16 sw)
{
    return QStringLiteral("%1").arg(sw, 4, 16, QLatin1Char('0'));
}

bool compare(double value, FilterOp op, double wanted)
{
    switch (op) {
    case FilterOp::Is:
        return value == wanted;
    case FilterOp::Not:
        return value != wanted;
    case FilterOp::Greater:
        return value > wanted;
    case FilterOp::GreaterEqual:
        return value >= wanted;
    case FilterOp::Less:
        return value < wanted;
    case FilterOp::LessEqual:
        break;
    }
    return value <= wanted;
}

bool hasWord(const TraceRow& row, const QString& word)
{
    const auto contains = [&word](const QString& text) { return text.contains(word, Qt::CaseInsensitive); };
    return contains(row.label) || contains(row.station.text()) || contains(row.cardTail())
        || (row.sw != 0 && contains(swText(row.sw))) || contains(commandTitle(row));
}

bool isStation(const TraceRow& row, const QString& wanted)
{
    const QString text = row.station.text().toLower();
    return text == wanted || text.startsWith(wanted + u'-');
}

bool isIns(const TraceRow& row, const FilterTerm& term)
{
    if (row.command.size() < 4)
        return false;
    if (term.numeric && byteAt(row.command, 1) == quint8(term.number))
        return true;
    return commandTitle(row).contains(term.text, Qt::CaseInsensitive);
}

bool inState(const TraceRow& row, const QString& state)
{
    if (state == QLatin1String("error"))
        return row.failed();
    if (state == QLatin1String("warning"))
        return row.warns();
    if (state == QLatin1String("masked"))
        return !row.commandSpans.empty() || !row.answerSpans.empty();
    return row.level != 0;
}

/// The truth of a term whose operator is "is".
bool equals(const TraceRow& row, const FilterTerm& term)
{
    switch (term.field) {
    case FilterField::Word:
        return hasWord(row, term.text);
    case FilterField::Station:
        return isStation(row, term.text);
    case FilterField::Ins:
        return isIns(row, term);
    case FilterField::Sw:
        if (term.mask == 0)
            return row.answer.size() < 2 && row.failed();
        return row.sw != 0 && (row.sw & term.mask) == quint16(term.number);
    case FilterField::Card:
        return row.cardTail().endsWith(term.text.right(8), Qt::CaseInsensitive);
    case FilterField::Step:
        return (term.numeric && row.step == quint16(term.number))
            || row.label.contains(term.text, Qt::CaseInsensitive);
    case FilterField::Is:
        return inState(row, term.text);
    default:
        return false;
    }
}

/// A row that has no status word because nothing went wrong has none to differ either.
bool hasStatus(const TraceRow& row)
{
    return row.sw != 0 || row.failed();
}

bool holds(const TraceRow& row, const FilterTerm& term)
{
    switch (term.field) {
    case FilterField::Dur:
        return compare(double(row.microseconds), term.op, term.number);
    case FilterField::Job:
        return compare(double(row.job.value), term.op, term.number);
    case FilterField::Attempt:
        return compare(double(row.attempt.value), term.op, term.number);
    case FilterField::Id:
        return compare(double(row.id), term.op, term.number);
    case FilterField::Since:
        return (double(row.time) >= term.number) == (term.op == FilterOp::Is);
    case FilterField::Until:
        return (double(row.time) <= term.number) == (term.op == FilterOp::Is);
    case FilterField::Step:
        if (term.op != FilterOp::Is && term.op != FilterOp::Not)
            return row.step != 0 && compare(row.step, term.op, term.number);
        break;
    case FilterField::Sw:
        if (term.op == FilterOp::Not)
            return hasStatus(row) && !equals(row, term);
        break;
    default:
        break;
    }
    return equals(row, term) == (term.op == FilterOp::Is);
}

} // namespace

bool TraceFilter::matches(const TraceRow& row) const
{
    for (const FilterTerm& term : m_terms) {
        if (!holds(row, term))
            return false;
    }
    return true;
}

} // namespace sm
