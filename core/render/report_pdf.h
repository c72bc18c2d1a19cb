// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "render/report_document.h"

namespace sm {

enum class PaperSize : quint8 { A4, Letter };

enum class ReportKind : quint8 { Pdf, Csv, Json };
/// What the ending of the name says: .pdf, .csv, .json in any case. ReportKindUnknown.
Outcome<ReportKind> reportKind(const QString& file);

/// Lays the document out and writes it. Needs a QGuiApplication; any thread. The file appears whole or not at
/// all. ReportUnwritable.
Outcome<Done> writeReportPdf(const ReportDocument& document, PaperSize paper, const QString& file);
Outcome<Done> writeReportBytes(const QByteArray& bytes, const QString& file);

} // namespace sm
