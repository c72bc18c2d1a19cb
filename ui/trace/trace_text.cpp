// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/trace/trace_text.h"

#include "ui/text/failure_text.h"
#include "ui/text/status_word_text.h"
#include "ui/trace/trace_phrases.h"

#include <QCoreApplication>

namespace sm {

namespace {

struct Trace {
    Q_DECLARE_TR_FUNCTIONS(Trace)
};

/// What several nodes say more of than their phrase.
QString statusLine(const TraceNote& note)
{
    bool ok = false;
    const quint16 sw = note.args.value(0).toUShort(&ok, 16);
    const StatusWordText text = statusWordText(sw);
    QString line = QStringLiteral("SW  ") + note.args.value(0) + QStringLiteral("  ") + text.meaning;
    if (!text.causes.isEmpty())
        line += QStringLiteral(". ") + Trace::tr("Usual causes: %1").arg(text.causes);
    return line;
}

QString tlvLine(const TraceNode& node)
{
    const QString name = tagName(node.book, node.tag);
    const QString named
        = node.what.args.value(0) + QStringLiteral("  ") + (name.isEmpty() ? Trace::tr("(not known)") : name);
    return node.what.code == TraceCode::TlvMaskedLength
        ? Trace::tr("%1, length masked").arg(named)
        : Trace::tr("%1, %2 B").arg(named, node.what.args.value(1));
}

} // namespace

QString noteText(const TraceNote& note)
{
    if (note.code == TraceCode::Status)
        return statusLine(note);
    QString text = QCoreApplication::translate("Trace", phraseOf(note.code));
    for (qsizetype i = 0; i < note.args.size(); ++i)
        text.replace(QStringLiteral("%%1").arg(i + 1), note.args[i]);
    return text;
}

QString nodeText(const TraceNode& node)
{
    const bool tlv = node.what.code == TraceCode::Tlv || node.what.code == TraceCode::TlvMaskedLength;
    QString text = tlv ? tlvLine(node) : noteText(node.what);
    QStringList notes;
    for (const TraceNote& note : node.notes)
        notes.append(noteText(note));
    if (node.what.code == TraceCode::P1P2 && node.tag != 0) {
        const QString name = tagName(node.book, node.tag);
        if (!name.isEmpty())
            notes.append(name);
    }
    return notes.isEmpty() ? text : text + QStringLiteral("   ") + notes.join(QStringLiteral(", "));
}

QString resultText(const TraceRow& row)
{
    if (row.isSeparator())
        return {};
    if (row.kind == TraceKind::Reset)
        return row.failed() ? Trace::tr("no answer") : Trace::tr("ATR");
    switch (row.judgement) {
    case TraceJudgement::NoAnswer:
        return Trace::tr("no answer");
    case TraceJudgement::NotSent:
        return Trace::tr("not sent");
    case TraceJudgement::AnswerBroken:
        return Trace::tr("MAC of the answer is wrong");
    case TraceJudgement::DataDiffers:
        return Trace::tr("read-back differs");
    case TraceJudgement::Accepted:
    case TraceJudgement::Refused:
        break;
    }
    return row.sw == 0 ? Trace::tr("acknowledged") : statusWordText(row.sw).meaning;
}

QString stepText(const TraceRow& row)
{
    switch (row.kind) {
    case TraceKind::Reset:
        return Trace::tr("Power up");
    case TraceKind::Identify:
        return Trace::tr("Identify the card");
    case TraceKind::Complete:
        return Trace::tr("Format complete");
    default:
        break;
    }
    return row.step == 0 ? row.label : QStringLiteral("%1 %2").arg(row.step).arg(row.label);
}

static QString verdictText(TraceVerdict verdict)
{
    switch (verdict) {
    case TraceVerdict::Good:
        return Trace::tr("good");
    case TraceVerdict::Released:
        return Trace::tr("released untouched, the object waits again");
    case TraceVerdict::Quarantined:
        return Trace::tr("quarantined, the card may carry data");
    case TraceVerdict::InDoubt:
        return Trace::tr("in doubt, the acknowledgement is missing");
    case TraceVerdict::Stopped:
        return Trace::tr("ended by the store");
    case TraceVerdict::None:
        break;
    }
    return Trace::tr("started");
}

QString separatorText(const TraceRow& row)
{
    const QString card = Trace::tr("Card %1").arg(QChar(0x2026) + row.cardTail()) + QStringLiteral("   ")
        + row.station.text();
    QString text = row.kind == TraceKind::CardStarted
        ? Trace::tr("%1   started   %2").arg(card, row.label)
        : Trace::tr("%1   ended: %2").arg(card, verdictText(row.verdict));
    if (row.failure != FailureCode{})
        text += QStringLiteral("   ") + failureText(fail(row.failure)).sentence;
    return text;
}

QString filterErrorText(const FilterError& error)
{
    switch (error.what) {
    case FilterError::What::UnknownField:
        return Trace::tr("There is no field \"%1\". Fields: %2.")
            .arg(error.text, filterFieldNames().join(QStringLiteral(", ")));
    case FilterError::What::ValueMissing:
        return Trace::tr("A value is missing after \"%1\".").arg(error.text);
    case FilterError::What::OperatorUnfit:
        return Trace::tr("\"%1\" can only be compared with : or !=.").arg(error.text);
    case FilterError::What::NotAStation:
        return Trace::tr("\"%1\" is no station. Write M2-S3, or M2 for the whole machine.").arg(error.text);
    case FilterError::What::NotHex:
        return Trace::tr("\"%1\" is no status word. Write four hexadecimal digits, x for any: 6Axx; or none.")
            .arg(error.text);
    case FilterError::What::NotANumber:
        return Trace::tr("\"%1\" is no number.").arg(error.text);
    case FilterError::What::NotATime:
        return Trace::tr("\"%1\" is no time. Write 14:20, 14:20:05, or 5m for five minutes ago.")
            .arg(error.text);
    case FilterError::What::NotAState:
        return Trace::tr("After is: comes one of %1.").arg(filterStateNames().join(QStringLiteral(", ")));
    case FilterError::What::QuoteOpen:
        return Trace::tr("The quotation mark is not closed.");
    case FilterError::What::TooLong:
        break;
    }
    return Trace::tr("The filter is too long.");
}

} // namespace sm
