// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/field_class.h"
#include "base/ids.h"

#include <QString>

#include <array>
#include <functional>
#include <vector>

namespace sm {

/// The validation codes V01 to V15. The importer raises V07 and V08 when its sink says so, V05, V10, V11, V13
/// and V14 where the rules it is given ask for them, V15 where the layout declares a trailer.
enum class FindingCode : quint8 {
    RequiredEmpty = 1,
    BadFormat,
    CheckDigit,
    TooLong,
    NotPrintable,
    DuplicateInFile,
    ProducedBefore,
    AlreadyQueued,
    ColumnCount,
    UnknownProduct,
    PictureMissing,
    Encoding,
    PastDate,
    RecordOrder,
    WholeFile
};
constexpr int FindingCodeCount = 15;

enum class Severity : quint8 { Info, Warning, Error, Blocking };

QString findingCodeName(FindingCode code); ///< V01 to V15
QString severityName(Severity severity); ///< info, warning, error, blocking
Severity usualSeverity(FindingCode code); ///< of V11: warning, which a profile may raise

/// One thing wrong with one place in the file.
struct Finding {
    FindingCode code;
    Severity severity;
    qint64 line = 0; ///< from 1
    int column = 0; ///< number of the field within its line, from 1; 0 is the whole line
    QString columnName; ///< as in the issuer's header row, or the tag; empty for the whole line
    Masked value;
    Failure reason;
    CardObjectId id; ///< empty when the record has none that can be read
};

/// Counts every finding and keeps the first ones of each code, so that a file of garbage costs bounded
/// memory.
class FindingLog {
public:
    /// With an observer, findings within the limit go to it instead of being kept.
    using Observer = std::function<void(const Finding&)>;
    explicit FindingLog(qint64 keptPerCode = 10'000, Observer observer = {})
        : m_keptPerCode(keptPerCode)
        , m_observer(std::move(observer))
    {
    }

    void add(Finding finding);
    bool keeps(FindingCode code) const { return m_counts[slot(code)] < m_keptPerCode; }
    qint64 count(FindingCode code) const { return m_counts[slot(code)]; }
    qint64 countAtLeast(Severity severity) const;
    const std::vector<Finding>& kept() const { return m_kept; } ///< in the order of the file
    /// What was found since the last call, as `V02 column 4; V03 column 2`.
    QByteArray takeRecent();
    void forgetRecent() { m_recent.clear(); }

private:
    static size_t slot(FindingCode code) { return static_cast<size_t>(code) - 1; }

    qint64 m_keptPerCode;
    std::array<qint64, FindingCodeCount> m_counts{};
    std::array<qint64, 4> m_severities{};
    std::vector<Finding> m_kept;
    std::vector<std::pair<FindingCode, int>> m_recent; ///< code and column; at most a few
    Observer m_observer;
};

/// Counters that add up to the file.
struct ImportCounters {
    qint64 linesTotal = 0;
    qint64 headerLines = 0;
    qint64 blankLines = 0;
    qint64 commentLines = 0;
    qint64 trailerLines = 0;
    qint64 recordLines = 0; ///< a record may span several

    qint64 recordsTotal = 0;
    qint64 valid = 0;
    qint64 invalid = 0; ///< at least one error other than a repeated id
    qint64 duplicateInFile = 0;
    qint64 producedBefore = 0;
    qint64 alreadyQueued = 0;

    /// Every line and every record is counted once, in one place.
    bool balances() const
    {
        return linesTotal == headerLines + blankLines + commentLines + trailerLines + recordLines
            && recordsTotal == valid + invalid + duplicateInFile + producedBefore + alreadyQueued
            && recordLines >= recordsTotal;
    }
};

} // namespace sm
