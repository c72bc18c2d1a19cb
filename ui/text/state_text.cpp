// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/state_text.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace sm {

namespace {

template <size_t N> QString from(const std::array<const char*, N>& texts, size_t index)
{
    return index < N ? QCoreApplication::translate("State", texts[index]) : QString();
}

constexpr std::array findings{
    QT_TRANSLATE_NOOP("State", "Required field is empty"),
    QT_TRANSLATE_NOOP("State", "Wrong format"),
    QT_TRANSLATE_NOOP("State", "Check digit is wrong"),
    QT_TRANSLATE_NOOP("State", "Too long"),
    QT_TRANSLATE_NOOP("State", "Character can not be produced"),
    QT_TRANSLATE_NOOP("State", "Duplicate in the file"),
    QT_TRANSLATE_NOOP("State", "Produced before"),
    QT_TRANSLATE_NOOP("State", "Already queued"),
    QT_TRANSLATE_NOOP("State", "Wrong number of columns"),
    QT_TRANSLATE_NOOP("State", "Unknown product"),
    QT_TRANSLATE_NOOP("State", "Picture is missing"),
    QT_TRANSLATE_NOOP("State", "Wrong character encoding"),
    QT_TRANSLATE_NOOP("State", "Date is in the past"),
    QT_TRANSLATE_NOOP("State", "Records are not in order"),
    QT_TRANSLATE_NOOP("State", "Check sum or trailer count is wrong"),
};

} // namespace

QString stateText(TileState state)
{
    constexpr std::array texts{QT_TRANSLATE_NOOP("State", "Running"), QT_TRANSLATE_NOOP("State", "Finishing"),
        QT_TRANSLATE_NOOP("State", "Waiting: HSM"), QT_TRANSLATE_NOOP("State", "Waiting: card"),
        QT_TRANSLATE_NOOP("State", "Idle"), QT_TRANSLATE_NOOP("State", "Held"),
        QT_TRANSLATE_NOOP("State", "Fault"), QT_TRANSLATE_NOOP("State", "Maintenance"),
        QT_TRANSLATE_NOOP("State", "Offline")};
    return from(texts, size_t(state));
}

QString shortStateText(TileState state)
{
    // Tiles have room for about six letters; "short" lets a language abbreviate what is whole in English.
    constexpr std::pair<const char*, const char*> texts[]{QT_TRANSLATE_NOOP3("State", "Run", "short"),
        QT_TRANSLATE_NOOP3("State", "Fin", "short"), QT_TRANSLATE_NOOP3("State", "HSM", "short"),
        QT_TRANSLATE_NOOP3("State", "Card", "short"), QT_TRANSLATE_NOOP3("State", "Idle", "short"),
        QT_TRANSLATE_NOOP3("State", "Held", "short"), QT_TRANSLATE_NOOP3("State", "Fault", "short"),
        QT_TRANSLATE_NOOP3("State", "Maint", "short"), QT_TRANSLATE_NOOP3("State", "Off", "short")};
    const auto& [text, shortForm] = texts[size_t(state)];
    return QCoreApplication::translate("State", text, shortForm);
}

QString warningText()
{
    return QCoreApplication::translate("State", "Warning");
}

QString shortWarningText()
{
    return QCoreApplication::translate("State", "Warn", "short");
}

QString phaseText(Phase phase)
{
    constexpr std::array texts{QT_TRANSLATE_NOOP("State", "No session"),
        QT_TRANSLATE_NOOP("State", "Present card object"), QT_TRANSLATE_NOOP("State", "Wait for card"),
        QT_TRANSLATE_NOOP("State", "Identify card"), QT_TRANSLATE_NOOP("State", "Prepare data and keys"),
        QT_TRANSLATE_NOOP("State", "Open secure channel"), QT_TRANSLATE_NOOP("State", "Write card"),
        QT_TRANSLATE_NOOP("State", "Seal card"), QT_TRANSLATE_NOOP("State", "Confirm completion"),
        QT_TRANSLATE_NOOP("State", "Eject card")};
    return from(texts, size_t(phase));
}

QString jobStateText(JobState state)
{
    constexpr std::array texts{QT_TRANSLATE_NOOP("State", "Importing"), QT_TRANSLATE_NOOP("State", "Ready"),
        QT_TRANSLATE_NOOP("State", "Running"), QT_TRANSLATE_NOOP("State", "Holding"),
        QT_TRANSLATE_NOOP("State", "Held"), QT_TRANSLATE_NOOP("State", "Finishing"),
        QT_TRANSLATE_NOOP("State", "Complete"), QT_TRANSLATE_NOOP("State", "Complete, records open"),
        QT_TRANSLATE_NOOP("State", "Aborted"), QT_TRANSLATE_NOOP("State", "Archived")};
    return from(texts, size_t(state));
}

QString severityText(const QString& severity)
{
    if (severity == QLatin1String("blocking"))
        return QCoreApplication::translate("State", "Blocking");
    if (severity == QLatin1String("warning"))
        return QCoreApplication::translate("State", "Warning");
    if (severity == QLatin1String("info"))
        return QCoreApplication::translate("State", "Note");
    return QCoreApplication::translate("State", "Error");
}

QString findingText(const QString& code)
{
    bool ok = false;
    const int number = code.mid(1).toInt(&ok);
    return ok && number > 0 ? from(findings, size_t(number - 1)) : QString();
}

} // namespace sm
