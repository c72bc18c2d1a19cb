// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_export.h"

#include "base/bytes.h"
#include "card/apdu.h"
#include "trace/decoder.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>

namespace sm {

namespace {

QString timeText(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1000, Qt::UTC).toString(Qt::ISODateWithMs).chopped(1)
        + QStringLiteral("%1Z").arg(microseconds % 1000, 3, 10, QLatin1Char('0'));
}

QString swOf(const TraceRow& row)
{
    return row.sw == 0 ? QString() : StatusWord{row.sw}.text();
}

QString quoted(QString text)
{
    // A cell that a spreadsheet would take for a formula is made text.
    if (!text.isEmpty() && QStringLiteral("=+-@\t\r").contains(text.front()))
        text.prepend(u'\'');
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n') && !text.contains(u'\r'))
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString failureName(FailureCode code)
{
    const FailureEntry* entry = failureEntry(code);
    return entry ? QString::fromLatin1(entry->name) : QString();
}

} // namespace

QString traceKindName(TraceKind kind)
{
    constexpr const char* names[]{"started", "reset", "identify", "command", "complete", "ended"};
    return QString::fromLatin1(names[size_t(kind)]);
}

QString traceJudgementName(TraceJudgement judgement)
{
    constexpr const char* names[]{"accepted", "refused", "differs", "broken", "noAnswer", "notSent"};
    return QString::fromLatin1(names[size_t(judgement)]);
}

QString traceVerdictName(TraceVerdict verdict)
{
    constexpr const char* names[]{"", "good", "released", "quarantined", "inDoubt", "stopped"};
    return QString::fromLatin1(names[size_t(verdict)]);
}

QString maskedHex(QByteArrayView bytes, std::span<const TraceSpan> spans)
{
    std::vector<ClassSpan> classes;
    classes.reserve(spans.size());
    for (const TraceSpan& span : spans)
        classes.push_back({qsizetype(span.offset), qsizetype(span.length), span.fieldClass});
    return Masked::hex(bytes, classes).string();
}

QByteArray TraceExport::header() const
{
    switch (m_format) {
    case TraceFormat::Text:
        return m_testKeys ? QByteArrayLiteral("# Stationmaster trace, masked. DEMO, test keys.\n")
                          : QByteArrayLiteral("# Stationmaster trace, masked.\n");
    case TraceFormat::Csv:
        return QByteArrayLiteral(
            "id,time,kind,station,job,attempt,card,step,step_name,command_name,command,"
            "answer,sw,judgement,microseconds,exchanges,secure_messaging,verdict,failure,"
            "test_keys\r\n");
    case TraceFormat::JsonLines:
        break;
    }
    const QJsonObject head{{QStringLiteral("schema"), QStringLiteral("stationmaster/trace/1")},
        {QStringLiteral("masked"), true}, {QStringLiteral("test_keys"), m_testKeys}};
    return QJsonDocument(head).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray TraceExport::row(const TraceRow& row) const
{
    switch (m_format) {
    case TraceFormat::Text:
        return text(row);
    case TraceFormat::Csv:
        return csv(row);
    case TraceFormat::JsonLines:
        break;
    }
    return json(row);
}

QByteArray TraceExport::text(const TraceRow& row) const
{
    const QString head
        = QStringLiteral("%1  %2  %3  ...%4  ")
              .arg(QString::number(row.id), timeText(row.time), row.station.text(), row.cardTail());
    if (row.isSeparator())
        return (QStringLiteral("\n") + head + traceKindName(row.kind) + u' ' + row.label + u' '
                   + traceVerdictName(row.verdict) + u' ' + failureName(row.failure))
                   .trimmed()
                   .toUtf8()
            + '\n';
    const QString answer
        = row.answer.isEmpty() ? traceJudgementName(row.judgement) : maskedHex(row.answer, row.answerSpans);
    return QStringLiteral("%1%2 %3  %4\n    > %5\n    < %6\n    %7 %8 us\n")
        .arg(head, QString::number(row.step), row.label, commandTitle(row),
            maskedHex(row.command, row.commandSpans), answer, traceJudgementName(row.judgement),
            QString::number(row.microseconds))
        .toUtf8();
}

QByteArray TraceExport::csv(const TraceRow& row) const
{
    const QStringList cells{QString::number(row.id), timeText(row.time), traceKindName(row.kind),
        row.station.text(), QString::number(row.job.value), QString::number(row.attempt.value),
        row.cardTail(), QString::number(row.step), row.label, commandTitle(row),
        maskedHex(row.command, row.commandSpans), maskedHex(row.answer, row.answerSpans), swOf(row),
        traceJudgementName(row.judgement), QString::number(row.microseconds), QString::number(row.exchanges),
        levelName(row.level), traceVerdictName(row.verdict), failureName(row.failure),
        m_testKeys ? QStringLiteral("yes") : QStringLiteral("no")};
    QStringList out;
    for (const QString& cell : cells)
        out.append(quoted(cell));
    return out.join(u',').toUtf8() + "\r\n";
}

QByteArray TraceExport::json(const TraceRow& row) const
{
    QJsonObject out{{QStringLiteral("id"), qint64(row.id)}, {QStringLiteral("time"), timeText(row.time)},
        {QStringLiteral("kind"), traceKindName(row.kind)}, {QStringLiteral("station"), row.station.text()},
        {QStringLiteral("job"), row.job.value}, {QStringLiteral("attempt"), row.attempt.value},
        {QStringLiteral("card"), row.cardTail()}, {QStringLiteral("label"), row.label}};
    if (row.isSeparator()) {
        if (row.verdict != TraceVerdict::None)
            out.insert(QStringLiteral("verdict"), traceVerdictName(row.verdict));
        if (row.failure != FailureCode{})
            out.insert(QStringLiteral("failure"), failureName(row.failure));
        return QJsonDocument(out).toJson(QJsonDocument::Compact) + '\n';
    }
    out.insert(QStringLiteral("step"), row.step);
    out.insert(QStringLiteral("name"), commandTitle(row));
    out.insert(QStringLiteral("command"), maskedHex(row.command, row.commandSpans));
    out.insert(QStringLiteral("answer"), maskedHex(row.answer, row.answerSpans));
    out.insert(QStringLiteral("sw"), swOf(row));
    out.insert(QStringLiteral("judgement"), traceJudgementName(row.judgement));
    out.insert(QStringLiteral("microseconds"), qint64(row.microseconds));
    out.insert(QStringLiteral("exchanges"), row.exchanges);
    out.insert(QStringLiteral("secure_messaging"), levelName(row.level));
    return QJsonDocument(out).toJson(QJsonDocument::Compact) + '\n';
}

} // namespace sm
