// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/finding.h"

namespace sm {

QString findingCodeName(FindingCode code)
{
    return QStringLiteral("V%1").arg(static_cast<int>(code), 2, 10, QLatin1Char('0'));
}

QString severityName(Severity severity)
{
    switch (severity) {
    case Severity::Info:
        return QStringLiteral("info");
    case Severity::Warning:
        return QStringLiteral("warning");
    case Severity::Error:
        return QStringLiteral("error");
    case Severity::Blocking:
        break;
    }
    return QStringLiteral("blocking");
}

Severity usualSeverity(FindingCode code)
{
    switch (code) {
    case FindingCode::NotPrintable:
    case FindingCode::PictureMissing:
    case FindingCode::PastDate:
        return Severity::Warning;
    case FindingCode::ProducedBefore:
    case FindingCode::AlreadyQueued:
    case FindingCode::WholeFile:
        return Severity::Blocking;
    case FindingCode::RecordOrder:
        return Severity::Info;
    default:
        return Severity::Error;
    }
}

void FindingLog::add(Finding finding)
{
    constexpr size_t mostRecent = 32;
    ++m_severities[static_cast<size_t>(finding.severity)];
    if (finding.severity >= Severity::Error && m_recent.size() < mostRecent)
        m_recent.emplace_back(finding.code, finding.column);
    if (m_counts[slot(finding.code)]++ >= m_keptPerCode)
        return;
    if (m_observer)
        m_observer(finding);
    else
        m_kept.push_back(std::move(finding));
}

QByteArray FindingLog::takeRecent()
{
    QByteArray text;
    for (const auto& [code, column] : m_recent) {
        text += (text.isEmpty() ? "" : "; ") + findingCodeName(code).toLatin1();
        if (column > 0)
            text += " column " + QByteArray::number(column);
    }
    m_recent.clear();
    return text;
}

qint64 FindingLog::countAtLeast(Severity severity) const
{
    qint64 count = 0;
    for (auto i = static_cast<size_t>(severity); i < m_severities.size(); ++i)
        count += m_severities[i];
    return count;
}

} // namespace sm
