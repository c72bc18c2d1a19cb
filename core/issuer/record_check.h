// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/card_object.h"
#include "issuer/csv_reader.h"
#include "issuer/finding.h"
#include "issuer/id_index.h"
#include "issuer/layout.h"

#include <vector>

namespace sm {

/// A value of a record and its place in the file.
struct RawValue {
    QByteArrayView text; ///< UTF-8
    qint64 line = 0;
    int column = 0;
    bool present = false;
};

enum class RecordVerdict : quint8 { Valid, Invalid, Duplicate };

/// Turns the values of one record into a card object by the rules of a layout, or into findings. Knows every
/// id of the file so far. Private to this room.
class RecordCheck {
public:
    RecordCheck(const Layout& layout, FindingLog& findings)
        : m_layout(layout)
        , m_findings(findings)
    {
    }

    /// `values` runs parallel to layout.fields. `broken` says that the record is rejected already, for what
    /// its lines are; it is checked all the same, so that one pass over the file finds everything. Fills
    /// `object` if Valid.
    RecordVerdict check(const std::vector<RawValue>& values, qint64 line, bool broken, CardObject& object);
    /// A finding that concerns whole lines.
    void add(FindingCode code, qint64 line, int column, const QString& columnName, Failure reason);

private:
    bool checkValue(const LayoutField& field, const RawValue& value);
    bool checkRule(const LayoutField& field, const RawValue& value);
    bool checkId(const RawValue& value);
    bool isRepeated(const RawValue& value, qint64 line);
    void report(FindingCode code, const LayoutField& field, const RawValue& value, Failure reason);

    const Layout& m_layout;
    FindingLog& m_findings;
    IdIndex m_ids;
    qint64 m_line = 0;
    QByteArrayView m_id; ///< of the record being checked
};

/// What a line fault is called in the report.
FindingCode findingOf(LineFault fault);
Failure failureOf(LineFault fault, qint64 line, qsizetype position, quint8 byte);

} // namespace sm
