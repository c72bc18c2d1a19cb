// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/card_object.h"
#include "issuer/csv_reader.h"
#include "issuer/finding.h"
#include "issuer/id_index.h"
#include "issuer/import_rules.h"
#include "issuer/layout.h"
#include "issuer/tagged_reader.h"

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
    RecordCheck(const Layout& layout, const ImportRules& rules, FindingLog& findings);

    /// `values` runs parallel to layout.fields. `broken` says that the record is rejected already, for what
    /// its lines are; it is checked all the same, so that one pass over the file finds everything. Fills
    /// `object` if Valid.
    /// `unnamed`: what a tagged file brings beyond its layout, personal all of it; null: nothing.
    RecordVerdict check(const std::vector<RawValue>& values, qint64 line, bool broken, CardObject& object,
        const std::vector<TaggedValue>* unnamed = nullptr);
    /// A finding that concerns whole lines.
    void add(FindingCode code, qint64 line, int column, const QString& columnName, Failure reason);

private:
    /// What is asked of one field, by layout and rules together.
    struct Plan {
        bool required = false;
        std::vector<const std::vector<SupportCall>*> pipes;
        const ImportRules::Glyphs* glyphs = nullptr;
        const ImportRules::Products* products = nullptr;
        const ImportRules::Pictures* pictures = nullptr;
        const ImportRules::LastDay* lastDay = nullptr;
        bool orders = false;
    };

    void addRules(const ImportRules& rules);
    Plan* planOf(const QString& field);
    bool convert(const LayoutField& field, const RawValue& value, size_t index);
    bool checkValue(size_t index, const RawValue& value);
    bool checkPipes(const LayoutField& field, const Plan& plan, const RawValue& value);
    bool checkKnown(const LayoutField& field, const Plan& plan, const RawValue& value);
    bool checkPicture(const LayoutField& field, const Plan& plan, const RawValue& value);
    void checkLastDay(const LayoutField& field, const Plan& plan, const RawValue& value);
    void checkOrder(const LayoutField& field, const RawValue& value);
    bool checkMissing();
    bool checkId(const RawValue& value);
    void classify(const RawValue& id, const std::vector<TaggedValue>* unnamed);
    bool isRepeated(const RawValue& value, qint64 line);
    void report(FindingCode code, const LayoutField& field, const RawValue& value, Failure reason,
        std::optional<Severity> severity = {});

    const Layout& m_layout;
    FindingLog& m_findings;
    std::vector<Plan> m_plans; ///< runs parallel to layout.fields
    QStringList m_missing; ///< fields that the rules require and no layout field feeds
    QByteArray m_today; ///< yyyyMMdd; empty: last days are not looked at
    std::vector<RawValue> m_now; ///< values of the record after conversion
    std::vector<QByteArray> m_converted;
    std::vector<bool> m_unconverted; ///< told already: the value is not checked any further
    QByteArray m_before; ///< value of the ordering field in the record above
    bool m_outOfOrder = false;
    IdIndex m_ids;
    qint64 m_line = 0;
    QByteArrayView m_id; ///< of the record being checked; empty when it may not be shown
    FieldClass m_idClass = FieldClass::Personal; ///< of the value that stands in its place
    QString m_idSource; ///< the personal field that has the same value
};

/// What a line fault is called in the report.
FindingCode findingOf(LineFault fault);
Failure failureOf(LineFault fault, qint64 line, qsizetype position, quint8 byte);

} // namespace sm
