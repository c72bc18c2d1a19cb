// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/file_table.h"
#include "issuer/layout.h"

#include <vector>

namespace sm {

/// Which column of a file feeds a field, and how that was found out.
struct FieldMatch {
    enum class By : quint8 {
        None,
        Name, ///< the layout's source, or the field's own name
        Similar, ///< the same but for blanks, marks and case
        Synonym, ///< another usual name of the same thing
        Content ///< the only column left whose values the field's rule accepts
    };

    int column = -1; ///< index; -1: none
    By by = By::None;
};

/// Runs parallel to layout.fields. No column is given twice.
std::vector<FieldMatch> matchColumns(
    const Layout& layout, const QStringList& columns, const std::vector<FileTable::Row>& rows);

/// The share of a column's values, those that are not empty, that a rule accepts; negative when there is
/// none.
double acceptedShare(
    const std::vector<SupportCall>& rule, const std::vector<FileTable::Row>& rows, int column);

} // namespace sm
