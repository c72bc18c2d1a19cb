// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/trace_view.h"

namespace sm {

enum class TraceFormat : quint8 { Text, Csv, JsonLines };

/// The rows as a file for other programs and people, UTF-8: names and numbers of the standards, no sentences,
/// masked as everything here. CSV after RFC 4180 with a header line; times are UTC.
class TraceExport {
public:
    explicit TraceExport(TraceFormat format, bool testKeys)
        : m_format(format)
        , m_testKeys(testKeys)
    {
    }
    QByteArray header() const;
    QByteArray row(const TraceRow& row) const;

private:
    QByteArray text(const TraceRow& row) const;
    QByteArray csv(const TraceRow& row) const;
    QByteArray json(const TraceRow& row) const;

    TraceFormat m_format;
    bool m_testKeys; ///< said in the file: its cards were made with keys that everybody knows
};

/// Hexadecimal of one side of a row: personal bytes as xx, a run of key material as [16].
QString maskedHex(QByteArrayView bytes, std::span<const TraceSpan> spans);
/// started, reset, identify, command, complete, ended; and the judgement likewise. Names in files.
QString traceKindName(TraceKind kind);
QString traceJudgementName(TraceJudgement judgement);
QString traceVerdictName(TraceVerdict verdict);

} // namespace sm
