// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/hsm_text.h"

#include "ui/floor/state_shapes.h"
#include "ui/text/failure_text.h"
#include "ui/text/numbers.h"

#include <QCoreApplication>
#include <QLocale>

namespace sm {

namespace {

QString say(const char* text)
{
    return QCoreApplication::translate("Hsm", text);
}

qint64 ageMs(Nanos since, qint64 nowMs)
{
    return qMax<qint64>(nowMs - std::chrono::duration_cast<milliseconds>(since).count(), 0);
}

/// Its card says which device it is.
Failure withoutName(const Failure& why)
{
    QList<FailureParam> params = why.params();
    params.removeIf(
        [](const FailureParam& param) { return QLatin1String(param.name) == QLatin1String("device"); });
    return Failure(why.code(), params);
}

} // namespace

QString hsmStateText(const HsmFigures& hsm)
{
    switch (hsm.health) {
    case HsmHealth::Admitting:
        return say(QT_TRANSLATE_NOOP("Hsm", "Starting"));
    case HsmHealth::Healthy:
        return say(QT_TRANSLATE_NOOP("Hsm", "Ready"));
    case HsmHealth::Trial:
        return say(QT_TRANSLATE_NOOP("Hsm", "On trial"));
    case HsmHealth::Suspect:
        return say(QT_TRANSLATE_NOOP("Hsm", "Being tested"));
    case HsmHealth::Lost:
        return say(QT_TRANSLATE_NOOP("Hsm", "Lost"));
    case HsmHealth::Draining:
        return say(QT_TRANSLATE_NOOP("Hsm", "Finishing"));
    case HsmHealth::OutOfUse:
        break;
    }
    return hsm.why ? say(QT_TRANSLATE_NOOP("Hsm", "Faulty")) : say(QT_TRANSLATE_NOOP("Hsm", "Out of use"));
}

QString hsmKindText(const QString& kind)
{
    if (kind == QLatin1String("soft"))
        return say(QT_TRANSLATE_NOOP("Hsm", "software, test keys"));
    if (kind == QLatin1String("virtual"))
        return say(QT_TRANSLATE_NOOP("Hsm", "virtual, test keys"));
    if (kind == QLatin1String("process"))
        return say(QT_TRANSLATE_NOOP("Hsm", "own process"));
    if (kind == QLatin1String("local"))
        return say(QT_TRANSLATE_NOOP("Hsm", "other program on this computer"));
    if (kind == QLatin1String("tls"))
        return say(QT_TRANSLATE_NOOP("Hsm", "over the network"));
    if (kind == QLatin1String("serial"))
        return say(QT_TRANSLATE_NOOP("Hsm", "on a serial line"));
    return kind;
}

QString keyUsageText(const QString& code)
{
    static constexpr std::pair<const char*, const char*> texts[] = {
        {"scp02-master", QT_TRANSLATE_NOOP("Hsm", "Card master key, SCP02")},
        {"scp03-master", QT_TRANSLATE_NOOP("Hsm", "Card master key, SCP03")},
        {"kek", QT_TRANSLATE_NOOP("Hsm", "Wraps data keys")},
        {"mac", QT_TRANSLATE_NOOP("Hsm", "Check values (MAC)")},
        {"emv-master", QT_TRANSLATE_NOOP("Hsm", "EMV card keys")},
        {"card-verification", QT_TRANSLATE_NOOP("Hsm", "Card verification values")},
        {"pin", QT_TRANSLATE_NOOP("Hsm", "PIN blocks")},
        {"transport", QT_TRANSLATE_NOOP("Hsm", "Data on the way to the card")},
        {"release", QT_TRANSLATE_NOOP("Hsm", "Transport key of chips")},
        {"authorization", QT_TRANSLATE_NOOP("Hsm", "MAC over commands")},
        {"sim-master", QT_TRANSLATE_NOOP("Hsm", "SIM keys (Ki)")},
        {"operator", QT_TRANSLATE_NOOP("Hsm", "Network operator (OP)")},
        {"issuer", QT_TRANSLATE_NOOP("Hsm", "Issuer signature")},
        {"kbpk", QT_TRANSLATE_NOOP("Hsm", "Protects key blocks (AES)")},
        {"kbpk-tdea", QT_TRANSLATE_NOOP("Hsm", "Protects key blocks (triple DES)")},
    };
    for (const auto& [known, text] : texts) {
        if (code == QLatin1String(known))
            return say(text);
    }
    return code;
}

QStringList keyUsageCodes()
{
    static const QStringList codes{QStringLiteral("scp03-master"), QStringLiteral("scp02-master"),
        QStringLiteral("emv-master"), QStringLiteral("card-verification"), QStringLiteral("pin"),
        QStringLiteral("transport"), QStringLiteral("release"), QStringLiteral("authorization"),
        QStringLiteral("mac"), QStringLiteral("kek"), QStringLiteral("sim-master"),
        QStringLiteral("operator"), QStringLiteral("kbpk"), QStringLiteral("kbpk-tdea")};
    return codes;
}

bool isTdeaUsage(const QString& code)
{
    static const QStringList aes{QStringLiteral("scp03-master"), QStringLiteral("mac"), QStringLiteral("kek"),
        QStringLiteral("sim-master"), QStringLiteral("operator"), QStringLiteral("kbpk"),
        QStringLiteral("issuer")};
    return !aes.contains(code);
}

bool isBlockProtection(const QString& code)
{
    return code == QLatin1String("kbpk") || code == QLatin1String("kbpk-tdea");
}

QString hsmReasonText(const QString& code)
{
    if (code == QLatin1String("maintenance"))
        return say(QT_TRANSLATE_NOOP("Hsm", "maintenance"));
    if (code == QLatin1String("suspected"))
        return say(QT_TRANSLATE_NOOP("Hsm", "suspected fault"));
    if (code == QLatin1String("replaced"))
        return say(QT_TRANSLATE_NOOP("Hsm", "is replaced"));
    if (code == QLatin1String("trial"))
        return say(QT_TRANSLATE_NOOP("Hsm", "trial"));
    return say(QT_TRANSLATE_NOOP("Hsm", "other reason"));
}

QString hsmWhyText(const HsmFigures& hsm, qint64 nowMs)
{
    const QString since = say(QT_TRANSLATE_NOOP("Hsm", "for %1")).arg(ageText(ageMs(hsm.since, nowMs)));
    switch (hsm.health) {
    case HsmHealth::Admitting:
        return say(QT_TRANSLATE_NOOP("Hsm", "First self-test, %1.")).arg(since);
    case HsmHealth::Healthy:
        return say(QT_TRANSLATE_NOOP("Hsm", "Ready %1.")).arg(since);
    case HsmHealth::Trial:
        return say(QT_TRANSLATE_NOOP("Hsm", "Came back %1 ago. One request at a time; %2 to go."))
            .arg(ageText(ageMs(hsm.since, nowMs)), QLocale().toString(hsm.trialsLeft));
    case HsmHealth::Draining:
        return say(QT_TRANSLATE_NOOP("Hsm", "Gets nothing more: %1.")).arg(hsmReasonText(hsm.reason));
    case HsmHealth::Suspect:
    case HsmHealth::Lost:
        break;
    case HsmHealth::OutOfUse:
        if (!hsm.why)
            return say(QT_TRANSLATE_NOOP("Hsm", "Taken out %1: %2.")).arg(since, hsmReasonText(hsm.reason));
        break;
    }
    const QString cause = hsm.why ? failureText(withoutName(*hsm.why)).sentence : QString();
    return say(QT_TRANSLATE_NOOP("Hsm", "%1 %2"))
        .arg(cause, say(QT_TRANSLATE_NOOP("Hsm", "So it stands %1.")).arg(since))
        .trimmed();
}

QString hsmTestText(const HsmFigures& hsm, qint64 nowMs)
{
    if (hsm.lastTest < Nanos(0))
        return say(QT_TRANSLATE_NOOP("Hsm", "none yet"));
    const QString age = ageText(ageMs(hsm.lastTest, nowMs));
    return hsm.lastTestPassed ? say(QT_TRANSLATE_NOOP("Hsm", "passed, %1 ago")).arg(age)
                              : say(QT_TRANSLATE_NOOP("Hsm", "FAILED, %1 ago")).arg(age);
}

QString millisecondsText(Nanos time)
{
    const double ms = double(time.count()) / 1e6;
    return say(QT_TRANSLATE_NOOP("Hsm", "%1 ms"))
        .arg(ms > 0 && ms < 9.95 ? QLocale().toString(ms, 'f', 1) : grouped(qRound64(ms)));
}

const QPainterPath& hsmShape(const HsmFigures& hsm)
{
    switch (hsm.health) {
    case HsmHealth::Admitting:
        return stateShape(TileState::Idle);
    case HsmHealth::Healthy:
        return stateShape(TileState::Running);
    case HsmHealth::Trial:
        return stateShape(TileState::WaitingHsm);
    case HsmHealth::Suspect:
        return warningShape();
    case HsmHealth::Lost:
        return stateShape(TileState::Fault);
    case HsmHealth::Draining:
        return stateShape(TileState::Finishing);
    case HsmHealth::OutOfUse:
        break;
    }
    return stateShape(hsm.why ? TileState::Maintenance : TileState::Held);
}

std::optional<Band> hsmBand(const HsmFigures& hsm, const Theme& theme)
{
    switch (hsm.health) {
    case HsmHealth::Admitting:
    case HsmHealth::Healthy:
        return std::nullopt;
    case HsmHealth::Trial:
    case HsmHealth::Suspect:
        return theme.warning;
    case HsmHealth::Lost:
        return theme.fault;
    case HsmHealth::Draining:
        return theme.attention;
    case HsmHealth::OutOfUse:
        break;
    }
    return hsm.why ? theme.fault : theme.attention;
}

} // namespace sm
