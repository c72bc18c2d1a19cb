// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/station_text.h"

#include "base/bytes.h"
#include "base/failures/station.h"
#include "base/failures/transport.h"
#include "ui/text/failure_text.h"
#include "ui/text/state_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace sm {

namespace {

constexpr qsizetype group = 4;
constexpr qsizetype groupsOfShort = 4;

QString say(const char* text)
{
    return QCoreApplication::translate("StationText", text);
}

struct Reason {
    const char* cause;
    const char* sentence;
    const char* action;
};

/// Why somebody was turned away before it could say which station it is.
constexpr Reason atTheDoor[] = {
    {"not listed", QT_TRANSLATE_NOOP("StationText", "Its key is not on the list."),
        QT_TRANSLATE_NOOP("StationText", "Compare its fingerprint and accept it above, or refuse it.")},
    {"no certificate", QT_TRANSLATE_NOOP("StationText", "It showed no certificate."),
        QT_TRANSLATE_NOOP(
            "StationText", "No station does that. Find out which program connects from that address.")},
    {"expired", QT_TRANSLATE_NOOP("StationText", "Its certificate has expired."),
        QT_TRANSLATE_NOOP("StationText",
            "Make a new certificate at the station, with the same key: its fingerprint stays.")},
    {"not valid yet", QT_TRANSLATE_NOOP("StationText", "Its certificate is not valid yet."),
        QT_TRANSLATE_NOOP("StationText", "Compare the clocks of both computers.")},
    {"protocol", QT_TRANSLATE_NOOP("StationText", "It does not speak TLS 1.3."),
        QT_TRANSLATE_NOOP("StationText", "Update the station's computer.")},
    {"not welcomed", QT_TRANSLATE_NOOP("StationText", "It did not take this console's certificate."),
        QT_TRANSLATE_NOOP(
            "StationText", "Write this console's fingerprint into the station's file of pins.")},
    {"user", QT_TRANSLATE_NOOP("StationText", "It runs as another user of this computer."),
        QT_TRANSLATE_NOOP("StationText", "Start it as the user of this console.")},
    {"certificate", QT_TRANSLATE_NOOP("StationText", "Its certificate can not be used."),
        QT_TRANSLATE_NOOP("StationText", "Make a new certificate at the station.")},
};

/// Why a station that said who it is got no place.
constexpr Reason atThePlace[] = {
    {"not listed", QT_TRANSLATE_NOOP("StationText", "Its key may not take this place."),
        QT_TRANSLATE_NOOP(
            "StationText", "Accept it for this place above, or correct the place it asks for.")},
    {"taken", QT_TRANSLATE_NOOP("StationText", "Another station's program has this place."),
        QT_TRANSLATE_NOOP("StationText", "Give one of the two another place, or end it.")},
    {"no such place", QT_TRANSLATE_NOOP("StationText", "This floor has no such place for a station."),
        QT_TRANSLATE_NOOP("StationText", "Correct the place it asks for, or add it to floor.json.")},
    {"another line", QT_TRANSLATE_NOOP("StationText", "This line belongs to another place."),
        QT_TRANSLATE_NOOP("StationText", "Correct the place it asks for, or swap the lines.")},
    {"not over TLS", QT_TRANSLATE_NOOP("StationText", "This place is not one for TLS."),
        QT_TRANSLATE_NOOP("StationText", "Correct the place it asks for, or its kind in floor.json.")},
    {"not from this computer", QT_TRANSLATE_NOOP("StationText", "This place is not one for this computer."),
        QT_TRANSLATE_NOOP("StationText", "Correct the place it asks for, or its kind in floor.json.")},
    {"version", QT_TRANSLATE_NOOP("StationText", "Its program has another version."),
        QT_TRANSLATE_NOOP("StationText", "Install the same version at the station as here.")},
    {"no hello", QT_TRANSLATE_NOOP("StationText", "It did not say in time which station it is."),
        QT_TRANSLATE_NOOP("StationText", "Start the station's program again.")},
};

template <size_t N> const Reason* find(const Reason (&reasons)[N], const QString& cause)
{
    for (const Reason& reason : reasons) {
        if (cause == QLatin1String(reason.cause))
            return &reason;
    }
    return nullptr;
}

StationAdvice adviceOf(const Failure& why)
{
    const QString cause = why.param("cause");
    const Reason* reason = why == fc::LinkPeerRefused ? find(atTheDoor, cause)
        : why == fc::StationRefused                   ? find(atThePlace, cause)
                                                      : nullptr;
    if (reason)
        return {say(reason->sentence), say(reason->action)};
    if (why == fc::StationRefused && cause == QLatin1String("revoked"))
        return {say(QT_TRANSLATE_NOOP("StationText", "Its key was revoked.")),
            say(QT_TRANSLATE_NOOP("StationText", "Let another station in for this place."))};
    if (why == fc::StationRefused && cause == QLatin1String("came again"))
        return {say(QT_TRANSLATE_NOOP("StationText", "It has connected anew.")),
            say(QT_TRANSLATE_NOOP("StationText", "Nothing to do."))};
    if (why == fc::EpochRefused)
        return {say(QT_TRANSLATE_NOOP(
                    "StationText", "It came with the epoch of an older connection, as a copy would.")),
            say(QT_TRANSLATE_NOOP("StationText",
                "Find out whether the station's program runs twice. Call the security officer if not."))};
    const FailureText text = failureText(why);
    return {text.sentence, text.action};
}

QString checkComputer()
{
    return say(QT_TRANSLATE_NOOP(
        "StationText", "Check the station's computer and its network. It comes back by itself."));
}

QString checkLine()
{
    return say(QT_TRANSLATE_NOOP(
        "StationText", "Check the cable of the line and the station's program. It comes back by itself."));
}

} // namespace

QString fingerprintText(const QByteArray& pin)
{
    const QString digits = toHex(pin);
    QStringList groups;
    for (qsizetype i = 0; i < digits.size(); i += group)
        groups.append(digits.mid(i, group));
    return groups.join(QLatin1Char(' '));
}

QString shortFingerprint(const QByteArray& pin)
{
    const QString whole = fingerprintText(pin);
    const qsizetype length = groupsOfShort * (group + 1) - 1;
    return whole.size() <= length ? whole : whole.left(length) + QLatin1Char(' ') + QChar(0x2026);
}

QString linkKindText(const QString& kind)
{
    if (kind == QLatin1String("tls"))
        return say(QT_TRANSLATE_NOOP("StationText", "TLS"));
    if (kind == QLatin1String("serial"))
        return say(QT_TRANSLATE_NOOP("StationText", "Serial line"));
    return say(QT_TRANSLATE_NOOP("StationText", "This computer"));
}

QString linkText(const StationLink& link)
{
    if (link.kind != QLatin1String("serial"))
        return linkKindText(link.kind);
    return say(QT_TRANSLATE_NOOP("StationText", "%1, %2 baud")).arg(link.port, QLocale().toString(link.baud));
}

QString linkStateText(StationLinkState state)
{
    switch (state) {
    case StationLinkState::Up:
        return say(QT_TRANSLATE_NOOP("StationText", "Connected"));
    case StationLinkState::Lost:
        return say(QT_TRANSLATE_NOOP("StationText", "Link lost"));
    case StationLinkState::Awaited:
        return say(QT_TRANSLATE_NOOP("StationText", "Not connected yet"));
    case StationLinkState::None:
        break;
    }
    return {};
}

StationAdvice linkAdvice(const StationLink& link)
{
    const bool serial = link.kind == QLatin1String("serial");
    const QString action = serial ? checkLine() : checkComputer();
    if (link.state == StationLinkState::Awaited) {
        const QString nobody
            = say(QT_TRANSLATE_NOOP("StationText", "No station has come for this place since the start."));
        return {link.why ? adviceOf(*link.why).sentence : nobody, action};
    }
    if (link.state != StationLinkState::Lost)
        return {};
    if (!link.why)
        return {say(QT_TRANSLATE_NOOP("StationText", "The link was lost.")), action};
    const StationAdvice own = adviceOf(*link.why);
    const bool refused = *link.why == fc::StationRefused || *link.why == fc::EpochRefused
        || *link.why == fc::StationMessageBroken;
    return {own.sentence, refused ? own.action : action};
}

StationLinkState linkAway(const StationSnapshot& station)
{
    const bool away
        = station.linkState == StationLinkState::Lost || station.linkState == StationLinkState::Awaited;
    return station.state == TileState::Offline && away ? station.linkState : StationLinkState::None;
}

StationAdvice awayAdvice(const StationSnapshot& station)
{
    const StationLinkState away = linkAway(station);
    if (away == StationLinkState::None)
        return {};
    const QString action = station.link.startsWith(QLatin1String("serial")) ? checkLine() : checkComputer();
    if (away == StationLinkState::Lost)
        return {say(QT_TRANSLATE_NOOP("StationText", "The link to the station is lost.")), action};
    return {say(QT_TRANSLATE_NOOP("StationText", "The station has not connected yet.")), action};
}

QString linkAwayText(StationLinkState away, bool shortForm)
{
    const bool lost = away == StationLinkState::Lost;
    if (!shortForm)
        return lost ? linkStateText(away) : say(QT_TRANSLATE_NOOP("StationText", "Not connected"));
    return lost ? QCoreApplication::translate("StationText", "Lost", "short")
                : shortStateText(TileState::Offline);
}

QString stationStateText(const StationSnapshot& station)
{
    const StationLinkState away = linkAway(station);
    return away == StationLinkState::None ? stateText(station.state) : linkAwayText(away, false);
}

StationAdvice refusalText(const RefusedStation& refused)
{
    return refused.why ? adviceOf(*refused.why) : StationAdvice();
}

} // namespace sm
