// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace sm {

/// A report as it is laid out: texts ready to print, made by ui/text, which owns the words. Values only.
struct ReportFact {
    QString name;
    QString value;
    bool mono = false; ///< digests and ids
};

/// One identity of the counts with its verdict.
struct ReportIdentity {
    QString title;
    QString equation; ///< accepted 240 = good 238 + ...
    QString verdict; ///< balances, or by how much it does not
    bool balances = true;
};

struct ReportTable {
    QString title;
    QStringList columns;
    std::vector<double> widths; ///< shares of the text width, one for each column
    std::vector<bool> numbers; ///< right-aligned
    std::vector<QStringList> rows;
    QString none; ///< in place of the rows when there are none
};

struct ReportDocument {
    QString title;
    QString subtitle;
    QString mark; ///< DEMO, TEST KEYS; printed on every page; empty: none
    std::vector<ReportFact> facts;
    std::vector<ReportIdentity> identities;
    std::vector<ReportTable> tables;
    QStringList signatures; ///< who signs; a line is drawn over each
    QString footer; ///< left, on every page
    QString page; ///< "Page %1 of %2"
};

struct JobReport;
using ReportComposer = ReportDocument (*)(const JobReport& report);

} // namespace sm
