// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/failure_text.h"

#include "base/failures/station.h"

#include <QCoreApplication>

#include <algorithm>

namespace sm {

namespace {

const FailureTextRow* rowOf(FailureCode code)
{
    for (const FailureTextTable* table : failureTextTables()) {
        const auto it = std::find_if(
            table->begin(), table->end(), [code](const FailureTextRow& row) { return row.code == code; });
        if (it != table->end())
            return &*it;
    }
    return nullptr;
}

/// A reader behind a link is gone when the link is: nobody should look for a reader's cable then.
const FailureTextRow* rowFor(const Failure& failure)
{
    static const FailureTextRow linkLost{fc::ReaderLost,
        QT_TRANSLATE_NOOP("FailureText", "The link to the station was lost."),
        QT_TRANSLATE_NOOP("FailureText", "The station's computer, its program or its network failed."),
        QT_TRANSLATE_NOOP("FailureText", "Check the station's computer and its network. Press Continue.")};
    const QString cause = failure.param("cause");
    const bool ofLink = cause.startsWith(QLatin1String("Link")) || cause.startsWith(QLatin1String("Station"));
    return failure == fc::ReaderLost && ofLink ? &linkLost : rowOf(failure.code());
}

/// Puts the parameters in; false when one is missing.
bool fill(QString& text, const Failure& failure)
{
    bool whole = true;
    for (qsizetype open = text.indexOf(QLatin1Char('{')); open >= 0;
         open = text.indexOf(QLatin1Char('{'), open)) {
        const qsizetype close = text.indexOf(QLatin1Char('}'), open);
        if (close < 0)
            break;
        const QString value = failure.param(text.mid(open + 1, close - open - 1).toLatin1().constData());
        whole = whole && !value.isEmpty();
        text.replace(open, close - open + 1, value);
        open += value.size();
    }
    return whole;
}

QString filled(const char* source, const Failure& failure)
{
    QString text = QCoreApplication::translate("FailureText", source);
    qsizetype open = text.indexOf(QLatin1Char('['));
    while (open >= 0) {
        const qsizetype close = text.indexOf(QLatin1Char(']'), open);
        if (close < 0)
            break;
        QString part = text.mid(open + 1, close - open - 1);
        if (!fill(part, failure))
            part.clear();
        text.replace(open, close - open + 1, part);
        open = text.indexOf(QLatin1Char('['), open + part.size());
    }
    fill(text, failure);
    return text;
}

} // namespace

FailureText failureText(const Failure& failure)
{
    FailureText text;
    text.code = QStringLiteral("SM-%1").arg(quint16(failure.code()), 4, 10, QLatin1Char('0'));
    if (const FailureTextRow* row = rowFor(failure)) {
        text.sentence = filled(row->sentence, failure);
        text.cause = filled(row->cause, failure);
        text.action = filled(row->action, failure);
        return text;
    }
    text.sentence
        = QCoreApplication::translate("FailureText", "Something failed that has no description yet (%1).")
              .arg(text.code);
    text.cause = QCoreApplication::translate("FailureText", "Not known.");
    text.action = QCoreApplication::translate("FailureText", "Call support and name the code.");
    return text;
}

QStringList actionSteps(const FailureText& text)
{
    QStringList steps;
    QString line;
    for (const QString& part : text.action.split(QStringLiteral(". "), Qt::SkipEmptyParts)) {
        line = part.endsWith(QLatin1Char('.')) ? part : part + QLatin1Char('.');
        if (steps.size() < 3)
            steps.append(line);
        else
            steps.last() += QLatin1Char(' ') + line;
    }
    return steps;
}

bool hasFailureText(FailureCode code)
{
    return rowOf(code) != nullptr;
}

} // namespace sm
