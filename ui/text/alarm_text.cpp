// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/alarm_text.h"

#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QLocale>

#include <array>

namespace sm {

namespace {

struct Row {
    const char* name;
    const char* sentence; ///< {subject}, {value}, {waiting}
    const char* cause;
    const char* action;
};

/// In the order of the catalogue; the first row is for what has no number.
constexpr std::array rows{
    Row{QT_TRANSLATE_NOOP("Alarm", "Alarm"), "", "", ""},
    Row{QT_TRANSLATE_NOOP("Alarm", "Station fault"), QT_TRANSLATE_NOOP("Alarm", "The station stopped."),
        QT_TRANSLATE_NOOP(
            "Alarm", "A card that can not be moved out, or one that would be harmed by going on."),
        QT_TRANSLATE_NOOP("Alarm", "Take the card away and put it in the reject tray. Press Continue.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Rejects in a row"),
        QT_TRANSLATE_NOOP("Alarm", "{value} cards in a row were rejected. The station holds itself."),
        QT_TRANSLATE_NOOP("Alarm", "Dirty contacts or a worn reader head; a bad batch of blanks."),
        QT_TRANSLATE_NOOP("Alarm", "Check the reader head, then try one card: press Resume.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Reject rate"),
        QT_TRANSLATE_NOOP("Alarm", "{value} of the last cards were rejected."),
        QT_TRANSLATE_NOOP("Alarm", "A part that wears out, or blanks that do not fit the profile."),
        QT_TRANSLATE_NOOP("Alarm", "Call the engineer. Production goes on.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Card state unknown"),
        QT_TRANSLATE_NOOP("Alarm",
            "Power or link was lost while a card was being written. Cards in doubt: {value}. They are not "
            "made again by "
            "themselves."),
        QT_TRANSLATE_NOOP("Alarm", "A card was pulled out, or a reader lost its cable or power."),
        QT_TRANSLATE_NOOP("Alarm", "Keep these cards apart. Decide about each one: verify again or spoil.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Wrong card type"),
        QT_TRANSLATE_NOOP("Alarm", "The card in the station is not of the job's type."),
        QT_TRANSLATE_NOOP("Alarm", "Other blanks were loaded than the job needs."),
        QT_TRANSLATE_NOOP("Alarm", "Check the blanks in the hopper.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Feeder empty"),
        QT_TRANSLATE_NOOP("Alarm", "No card has come for more than 20 s."),
        QT_TRANSLATE_NOOP("Alarm", "The hopper is empty, or a card is stuck in it."),
        QT_TRANSLATE_NOOP("Alarm", "Refill the hopper.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Output full"), QT_TRANSLATE_NOOP("Alarm", "The stacker is full."),
        QT_TRANSLATE_NOOP("Alarm", "Finished cards were not taken out."),
        QT_TRANSLATE_NOOP("Alarm", "Empty the stacker.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Takt slow"),
        QT_TRANSLATE_NOOP("Alarm", "Ten cards in a row took {value} times the target or more."),
        QT_TRANSLATE_NOOP("Alarm", "A slow reader, slow cards, or a long way to the HSMs."),
        QT_TRANSLATE_NOOP("Alarm", "Watch it and tell the engineer.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "HSM lost"),
        QT_TRANSLATE_NOOP(
            "Alarm", "{subject} does not answer. The others carry the load; the rate may drop."),
        QT_TRANSLATE_NOOP("Alarm", "Its power, its network or the device itself."),
        QT_TRANSLATE_NOOP("Alarm", "Call the security officer.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "HSM queue long"),
        QT_TRANSLATE_NOOP("Alarm", "Requests wait {value} ms for an HSM (95 % of them less)."),
        QT_TRANSLATE_NOOP("Alarm", "More stations than the HSMs in use can serve, or a slow HSM."),
        QT_TRANSLATE_NOOP("Alarm", "Nothing now. The supervisor looks at the load.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "All HSMs lost"),
        QT_TRANSLATE_NOOP("Alarm",
            "No HSM is available. Stations that wait: {waiting}. Cards in stations are safe; nothing is "
            "being written."),
        QT_TRANSLATE_NOOP("Alarm", "A network or power failure in front of the HSMs."),
        QT_TRANSLATE_NOOP("Alarm", "Hold the floor. Call the security officer.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Key missing, expired or retired"),
        QT_TRANSLATE_NOOP("Alarm", "A key for {subject} can not be used."),
        QT_TRANSLATE_NOOP("Alarm", "It was not loaded, its time is over, or it was taken out of use."),
        QT_TRANSLATE_NOOP("Alarm", "Call the security officer.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Integrity failure"),
        QT_TRANSLATE_NOOP(
            "Alarm", "Counts, audit chain or a signature do not agree: {subject}. The floor holds itself."),
        QT_TRANSLATE_NOOP("Alarm", "A record was changed from outside, or a disk is faulty."),
        QT_TRANSLATE_NOOP("Alarm", "Call the supervisor and the security officer.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Disk nearly full"),
        QT_TRANSLATE_NOOP("Alarm", "{value} left on the data disk. Audit and counts are not affected yet."),
        QT_TRANSLATE_NOOP("Alarm", "Traces or another program fill the disk."),
        QT_TRANSLATE_NOOP("Alarm", "Call the engineer before it is full: a full disk stops the line.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Engine link lost"),
        QT_TRANSLATE_NOOP("Alarm", "No data from the engine for {value} s. Cards in stations keep running."),
        QT_TRANSLATE_NOOP("Alarm", "The computer is overloaded, or the engine has stopped."),
        QT_TRANSLATE_NOOP("Alarm", "Wait. If it lasts, start the console again.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Job needs a decision"),
        QT_TRANSLATE_NOOP("Alarm", "Everything was given out, but records are open: {value}."),
        QT_TRANSLATE_NOOP("Alarm", "Their cards were spoiled or are in doubt."),
        QT_TRANSLATE_NOOP("Alarm", "Open Jobs: remake them, or close the job.")},
    Row{QT_TRANSLATE_NOOP("Alarm", "Clock changed"),
        QT_TRANSLATE_NOOP(
            "Alarm", "The computer's clock jumped by {value} s. Times of records may not be in order."),
        QT_TRANSLATE_NOOP("Alarm", "Somebody set the clock, or the time service corrected a large error."),
        QT_TRANSLATE_NOOP("Alarm", "Tell the engineer.")},
};

QString say(const char* text)
{
    return QCoreApplication::translate("Alarm", text);
}

QString valueText(const AlarmEntry& entry)
{
    const QLocale locale;
    switch (entry.code) {
    case AlarmCode::RejectRate:
        return percentText(entry.value);
    case AlarmCode::TaktSlow:
        return locale.toString(entry.value, 'f', 1);
    case AlarmCode::DiskLow: // hours, or the negative share in percent
        return entry.value < 0
            ? say(QT_TRANSLATE_NOOP("Alarm", "%1 %")).arg(qRound(-entry.value))
            : say(QT_TRANSLATE_NOOP("Alarm", "About %1 h")).arg(locale.toString(entry.value, 'f', 1));
    case AlarmCode::ClockChanged:
        return (entry.value > 0 ? QStringLiteral("+") : QString()) + locale.toString(entry.value, 'f', 1);
    default:
        return grouped(qRound64(entry.value));
    }
}

QString placeOf(const AlarmEntry& entry)
{
    if (entry.station.isValid())
        return entry.station.text();
    switch (entry.code) {
    case AlarmCode::AllHsmsLost:
    case AlarmCode::HsmQueueLong:
        return say(QT_TRANSLATE_NOOP("Alarm", "HSMs"));
    case AlarmCode::DiskLow:
        return say(QT_TRANSLATE_NOOP("Alarm", "Disk"));
    case AlarmCode::EngineLinkLost:
        return say(QT_TRANSLATE_NOOP("Alarm", "Engine"));
    case AlarmCode::ClockChanged:
        return say(QT_TRANSLATE_NOOP("Alarm", "Clock"));
    default:
        return entry.subject;
    }
}

} // namespace

QString alarmName(AlarmCode code)
{
    return say(rows[size_t(code) < rows.size() ? size_t(code) : 0].name);
}

AlarmText alarmText(const AlarmEntry& entry)
{
    const Row& row = rows[size_t(entry.code) < rows.size() ? size_t(entry.code) : 0];
    AlarmText text;
    text.number = alarmNumber(entry.code);
    text.name = say(row.name);
    text.place = placeOf(entry);
    text.sentence = say(row.sentence);
    text.sentence.replace(QLatin1String("{subject}"), entry.subject);
    text.sentence.replace(QLatin1String("{value}"), valueText(entry));
    text.sentence.replace(QLatin1String("{waiting}"), grouped(qint64(entry.waiting.size())));
    text.cause = say(row.cause);
    text.action = say(row.action);
    if (entry.code == AlarmCode::StationFault && entry.why) {
        const FailureText failure = failureText(*entry.why);
        text.sentence = failure.sentence;
        text.cause = failure.cause;
        text.action = failure.action;
    }
    return text;
}

QString priorityText(AlarmPriority priority)
{
    constexpr std::array names{QT_TRANSLATE_NOOP("Alarm", "Low"), QT_TRANSLATE_NOOP("Alarm", "Medium"),
        QT_TRANSLATE_NOOP("Alarm", "High"), QT_TRANSLATE_NOOP("Alarm", "Critical")};
    return say(names[size_t(priority)]);
}

QString priorityCount(AlarmPriority priority, int count)
{
    constexpr std::array names{QT_TRANSLATE_NOOP("Alarm", "%1 low"), QT_TRANSLATE_NOOP("Alarm", "%1 medium"),
        QT_TRANSLATE_NOOP("Alarm", "%1 high"), QT_TRANSLATE_NOOP("Alarm", "%1 critical")};
    return say(names[size_t(priority)]).arg(count);
}

QString timesText(int times)
{
    return times > 1 ? QStringLiteral(" %1%2").arg(QChar(0x00D7)).arg(times) : QString();
}

} // namespace sm
