// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_row.h"

#include <variant>
#include <vector>

namespace sm {

enum class FilterField : quint8 {
    Word, ///< quick search: station, card, step, command, SW
    Station, ///< M2-S3, or M2 for a whole machine
    Ins, ///< two hexadecimal digits, or part of the command's name
    Sw, ///< four hexadecimal digits, x for any: 63Cx; none: no answer
    Dur, ///< milliseconds; with unit: 200us, 1.5s
    Card, ///< end of the card object id as far as the trace has it
    Step, ///< part of its name, or its number
    Job, ///< number
    Attempt, ///< number
    Id, ///< of the row
    Since, ///< 14:20, 14:20:05, or 5m ago
    Until,
    Is ///< error, warning, masked, secured
};

enum class FilterOp : quint8 { Is, Not, Greater, GreaterEqual, Less, LessEqual };

/// Where a filter text stops making sense; the sentence is made where it is shown.
struct FilterError {
    enum class What : quint8 {
        UnknownField,
        ValueMissing,
        OperatorUnfit, ///< such as station>M1
        NotAStation,
        NotHex,
        NotANumber,
        NotATime,
        NotAState, ///< after is:
        QuoteOpen,
        TooLong
    };
    What what = What::UnknownField;
    qsizetype offset = 0; ///< in the text
    qsizetype length = 0;
    QString text; ///< the part that is meant
};

/// What times of the day refer to.
struct FilterClock {
    qint64 now = 0; ///< microseconds since 1970, UTC
    int offsetSeconds = 0; ///< of local time
};

struct FilterTerm {
    FilterField field = FilterField::Word;
    FilterOp op = FilterOp::Is;
    QString text; ///< in lower case
    double number = 0;
    quint16 mask = 0xFFFF; ///< of an SW pattern
    bool numeric = false;
};

/// A row passes when every term is true for it. Immutable; any thread.
class TraceFilter {
public:
    /// `station:M2-S3 ins:E2 sw!=9000 dur>500 step:"store data" since:14:20 word`; a minus in front of a term
    /// turns it round. Empty text: everything.
    static std::variant<TraceFilter, FilterError> parse(QStringView text, const FilterClock& clock);

    bool isEmpty() const { return m_terms.empty(); }
    const std::vector<FilterTerm>& terms() const { return m_terms; }
    /// For exchanges; separators follow the rows of their card.
    bool matches(const TraceRow& row) const;

private:
    std::vector<FilterTerm> m_terms;
};

/// Names of the fields as they are typed, for completion, in the order of the enumeration from Station on.
QStringList filterFieldNames();
QStringList filterStateNames();

} // namespace sm
