// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/record_commands.h"

#include <QString>

#include <span>

namespace sm {

/// Why a record waits for a person, in a word or two.
QString decisionText(DecisionKind kind);
/// How a card was found after a stop, and what is done about it.
QString recoveredText(RecoveredKind kind);
QString recoveredAdvice(RecoveredKind kind, bool open);
QString remakeModeText(RemakeMode mode);

/// Reasons are stored as codes and shown as texts.
struct ReasonCode {
    const char* code;
    const char* text; ///< translated by reasonText()
};
/// Why a card is scrapped or rejected.
std::span<const ReasonCode> cardReasons();
/// Why records are not made, and why a job is closed with open records.
std::span<const ReasonCode> withdrawReasons();
std::span<const ReasonCode> closeReasons();
/// A code that is none is shown as it is: a person typed it.
QString reasonText(const QString& code);
/// scrap, remake, again, withdraw, close, reject
QString decisionKindText(const QString& kind);

} // namespace sm
