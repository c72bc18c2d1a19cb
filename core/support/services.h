// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/support_service.h"

/// What the files of this room share; not for other rooms.
namespace sm::support {

void addTextServices(std::vector<SupportService>& list);
void addNumberServices(std::vector<SupportService>& list);
void addDateServices(std::vector<SupportService>& list);
void addByteServices(std::vector<SupportService>& list);

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool allDigits(QByteArrayView text);

/// Check for services without arguments.
std::optional<Failure> takesNothing(const QStringList& args);
/// A decimal number from 1 to 65535, or nothing.
std::optional<int> countArgument(const QString& text);

Failure wrongArguments(const char* service, const char* expected, const QStringList& found);
/// Refuses bytes where text is needed.
std::optional<Failure> needText(const SupportValue& value, const char* service);
/// The parameter that every refusal of this room carries.
QList<FailureParam> by(const char* service);

} // namespace sm::support
