// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/decision_text.h"

#include <QCoreApplication>

#include <array>

namespace sm {

namespace {

constexpr std::array reasons{
    ReasonCode{"damaged", QT_TRANSLATE_NOOP("Decision", "Damaged")},
    ReasonCode{"unreadable", QT_TRANSLATE_NOOP("Decision", "Unreadable")},
    ReasonCode{"testCard", QT_TRANSLATE_NOOP("Decision", "Test card")},
    ReasonCode{"other", QT_TRANSLATE_NOOP("Decision", "Other")},
};
constexpr std::array withdrawals{
    ReasonCode{"orderCancelled", QT_TRANSLATE_NOOP("Decision", "Order cancelled by the issuer")},
    ReasonCode{"dataWrong", QT_TRANSLATE_NOOP("Decision", "Data wrong")},
    ReasonCode{"noStock", QT_TRANSLATE_NOOP("Decision", "No card stock")},
};
constexpr std::array closings{
    ReasonCode{"accepted", QT_TRANSLATE_NOOP("Decision", "Accepted by the issuer")},
    ReasonCode{"otherJob", QT_TRANSLATE_NOOP("Decision", "Made in another job")},
    ReasonCode{"noStock", QT_TRANSLATE_NOOP("Decision", "No card stock")},
    ReasonCode{"quality", QT_TRANSLATE_NOOP("Decision", "Quality problem")},
};
QString say(const char* text)
{
    return QCoreApplication::translate("Decision", text);
}

} // namespace

QString decisionText(DecisionKind kind)
{
    constexpr std::array texts{QT_TRANSLATE_NOOP("Decision", "Came back too often"),
        QT_TRANSLATE_NOOP("Decision", "In doubt"), QT_TRANSLATE_NOOP("Decision", "Quarantine"),
        QT_TRANSLATE_NOOP("Decision", "Remake open")};
    return say(texts[size_t(kind)]);
}

QString recoveredText(RecoveredKind kind)
{
    constexpr std::array texts{QT_TRANSLATE_NOOP("Decision", "Verified good"),
        QT_TRANSLATE_NOOP("Decision", "Not written"), QT_TRANSLATE_NOOP("Decision", "Not confirmed"),
        QT_TRANSLATE_NOOP("Decision", "Unknown")};
    return say(texts[size_t(kind)]);
}

QString recoveredAdvice(RecoveredKind kind, bool open)
{
    switch (kind) {
    case RecoveredKind::Verified:
        return say(QT_TRANSLATE_NOOP("Decision", "Good card. Put it with the good ones."));
    case RecoveredKind::NotWritten:
        return say(
            QT_TRANSLATE_NOOP("Decision", "Untouched. Put it back to stock; the record is made again."));
    case RecoveredKind::Unconfirmed:
        return open ? say(QT_TRANSLATE_NOOP("Decision",
                   "Finished, but not confirmed. Keep it in quarantine, or scrap it and make it again."))
                    : say(QT_TRANSLATE_NOOP("Decision", "Decided."));
    case RecoveredKind::Unknown:
        break;
    }
    return open ? say(QT_TRANSLATE_NOOP(
               "Decision", "May carry data. Keep it in quarantine, or scrap it and make it again."))
                : say(QT_TRANSLATE_NOOP("Decision", "Decided."));
}

QString remakeModeText(RemakeMode mode)
{
    constexpr std::array texts{QT_TRANSLATE_NOOP("Decision", "As they come"),
        QT_TRANSLATE_NOOP("Decision", "At the end"), QT_TRANSLATE_NOOP("Decision", "By hand")};
    return say(texts[size_t(mode)]);
}

std::span<const ReasonCode> cardReasons()
{
    return reasons;
}

std::span<const ReasonCode> withdrawReasons()
{
    return withdrawals;
}

std::span<const ReasonCode> closeReasons()
{
    return closings;
}

QString reasonText(const QString& code)
{
    for (const std::span<const ReasonCode> list : {cardReasons(), withdrawReasons(), closeReasons()}) {
        for (const ReasonCode& reason : list) {
            if (code == QLatin1String(reason.code))
                return say(reason.text);
        }
    }
    if (code == QLatin1String("remake"))
        return say(QT_TRANSLATE_NOOP("Decision", "Remake"));
    return code;
}

QString decisionKindText(const QString& kind)
{
    constexpr std::array<std::pair<const char*, const char*>, 6> texts{
        {{"scrap", QT_TRANSLATE_NOOP("Decision", "Card scrapped")},
            {"remake", QT_TRANSLATE_NOOP("Decision", "Remake started")},
            {"again", QT_TRANSLATE_NOOP("Decision", "Given out again")},
            {"withdraw", QT_TRANSLATE_NOOP("Decision", "Withdrawn")},
            {"close", QT_TRANSLATE_NOOP("Decision", "Job closed")},
            {"reject", QT_TRANSLATE_NOOP("Decision", "Rejected by hand")}}};
    for (const auto& [name, text] : texts) {
        if (kind == QLatin1String(name))
            return say(text);
    }
    return kind;
}

} // namespace sm
