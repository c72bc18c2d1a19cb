// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dashboard/metric_text.h"

#include "ui/text/failure_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Metrics", text);
}

struct Row {
    const char* key;
    const char* name;
    const char* definition;
};
constexpr Row rows[] = {
    {"good", QT_TRANSLATE_NOOP("Metrics", "Good"),
        QT_TRANSLATE_NOOP(
            "Metrics", "Cards verified and stacked. A remade card counts once, when it is good.")},
    {"rejects", QT_TRANSLATE_NOOP("Metrics", "Rejects"),
        QT_TRANSLATE_NOOP("Metrics", "Cards that arrived in a station and did not become good.")},
    {"rate", QT_TRANSLATE_NOOP("Metrics", "Rate"),
        QT_TRANSLATE_NOOP("Metrics",
            "Good in window x 3600 / window seconds; the window is the last 5 minutes. Unknown until "
            "there are 60 s of data.")},
    {"first_pass_yield", QT_TRANSLATE_NOOP("Metrics", "First-pass yield"),
        QT_TRANSLATE_NOOP("Metrics", "Good without remake / finished attempts.")},
    {"final_yield", QT_TRANSLATE_NOOP("Metrics", "Final yield"),
        QT_TRANSLATE_NOOP("Metrics", "Records good / records accepted, at the end of a job.")},
    {"takt", QT_TRANSLATE_NOOP("Metrics", "Takt"),
        QT_TRANSLATE_NOOP("Metrics",
            "Seconds between two good cards in a row at one station, waits included. Process time is "
            "the same without waits for the card.")},
    {"eta", QT_TRANSLATE_NOOP("Metrics", "Done at"),
        QT_TRANSLATE_NOOP("Metrics",
            "Now + remaining / rate (weighted, half-life 15 minutes), with the band from p10 to p90. "
            "Unknown while held, below 20 cards, or at rate 0.")},
    {"utilisation", QT_TRANSLATE_NOOP("Metrics", "Utilisation"),
        QT_TRANSLATE_NOOP(
            "Metrics", "Time running / time scheduled. Breaks and maintenance are not scheduled.")},
    {"hsm_wait", QT_TRANSLATE_NOOP("Metrics", "HSM wait"),
        QT_TRANSLATE_NOOP(
            "Metrics", "Request queued until an HSM starts it, of all stations: p50, p95, p99.")},
    {"availability", QT_TRANSLATE_NOOP("Metrics", "Availability"),
        QT_TRANSLATE_NOOP("Metrics",
            "Run time / planned production time. Idle, held, fault, offline and waits longer than 60 s "
            "are lost; planned breaks and maintenance are not planned production time.")},
    {"performance", QT_TRANSLATE_NOOP("Metrics", "Performance"),
        QT_TRANSLATE_NOOP("Metrics",
            "Ideal card time of the profile x total count / run time. Waits up to 60 s are lost here. "
            "Above 100 % it is shown as it is: then the ideal time looks wrong.")},
    {"quality", QT_TRANSLATE_NOOP("Metrics", "Quality"),
        QT_TRANSLATE_NOOP("Metrics", "First-pass good / total count.")},
    {"oee", QT_TRANSLATE_NOOP("Metrics", "OEE"),
        QT_TRANSLATE_NOOP("Metrics", "Availability x Performance x Quality.")},
    {"plan", QT_TRANSLATE_NOOP("Metrics", "Plan"),
        QT_TRANSLATE_NOOP("Metrics",
            "85 % of what the stations could make in their planned time at the profile's ideal card "
            "time. Plan attainment = good / planned for the same time.")},
    {"idle_reasons", QT_TRANSLATE_NOOP("Metrics", "Idle reasons"),
        QT_TRANSLATE_NOOP("Metrics",
            "Station minutes idle or held for longer than 120 s, by the reason that people gave.")},
    {"state_time", QT_TRANSLATE_NOOP("Metrics", "Station state time"),
        QT_TRANSLATE_NOOP("Metrics", "Share of each station's time by what the station did.")},
    {"pareto", QT_TRANSLATE_NOOP("Metrics", "Reject reasons"),
        QT_TRANSLATE_NOOP(
            "Metrics", "Rejects by failure, the most frequent first, with their cumulative share.")},
};

} // namespace

QList<MetricText> metricTexts()
{
    QList<MetricText> out;
    for (const Row& row : rows)
        out.append({row.key, say(row.name), say(row.definition)});
    return out;
}

QString definitionOf(const char* key)
{
    for (const Row& row : rows) {
        if (qstrcmp(row.key, key) == 0)
            return say(row.name) + QStringLiteral(": ") + say(row.definition);
    }
    return {};
}

QString stationTimeText(StationTime time)
{
    constexpr const char* texts[]
        = {QT_TRANSLATE_NOOP("Metrics", "Running"), QT_TRANSLATE_NOOP("Metrics", "Waiting: HSM"),
            QT_TRANSLATE_NOOP("Metrics", "Waiting: card"), QT_TRANSLATE_NOOP("Metrics", "Idle"),
            QT_TRANSLATE_NOOP("Metrics", "Held"), QT_TRANSLATE_NOOP("Metrics", "Fault"),
            QT_TRANSLATE_NOOP("Metrics", "Maintenance"), QT_TRANSLATE_NOOP("Metrics", "Offline")};
    return say(texts[size_t(time)]);
}

QString idleReasonText(IdleReason reason)
{
    constexpr const char* texts[] = {QT_TRANSLATE_NOOP("Metrics", "No reason given"),
        QT_TRANSLATE_NOOP("Metrics", "No job"), QT_TRANSLATE_NOOP("Metrics", "Waiting for approval"),
        QT_TRANSLATE_NOOP("Metrics", "Cards out"), QT_TRANSLATE_NOOP("Metrics", "Ribbon/foil out"),
        QT_TRANSLATE_NOOP("Metrics", "Changeover"), QT_TRANSLATE_NOOP("Metrics", "Cleaning"),
        QT_TRANSLATE_NOOP("Metrics", "Maintenance"), QT_TRANSLATE_NOOP("Metrics", "Break"),
        QT_TRANSLATE_NOOP("Metrics", "HSM/keys"), QT_TRANSLATE_NOOP("Metrics", "Other")};
    return say(texts[size_t(reason)]);
}

QString idleReasonKey(IdleReason reason)
{
    constexpr const char* keys[] = {"none", "no_job", "waiting_for_approval", "cards_out", "ribbon_out",
        "changeover", "cleaning", "maintenance", "break", "hsm_or_keys", "other"};
    return QString::fromLatin1(keys[size_t(reason)]);
}

QString rejectText(FailureCode failure)
{
    if (failure == FailureCode{})
        return say(QT_TRANSLATE_NOOP("Metrics", "Without a reason"));
    QString text = failureText(Failure(failure, {})).sentence;
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

QString rangeText(const History& history)
{
    const QDateTime from = QDateTime::fromMSecsSinceEpoch(history.from);
    const QDateTime to = QDateTime::fromMSecsSinceEpoch(history.to);
    const QLocale locale;
    const auto day = [&](const QDateTime& at) { return locale.toString(at.date(), QLocale::ShortFormat); };
    const auto time
        = [&](const QDateTime& at) { return locale.toString(at.time(), QStringLiteral("HH:mm")); };
    const QString en = QStringLiteral(" ") + QChar(0x2013) + QLatin1Char(' ');
    if (from.date() == to.date())
        return day(from) + QStringLiteral(", ") + time(from) + en + time(to);
    return day(from) + QLatin1Char(' ') + time(from) + en + day(to) + QLatin1Char(' ') + time(to);
}

QString dash()
{
    return QString(QChar(0x2013));
}

} // namespace sm
