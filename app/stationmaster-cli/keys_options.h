// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "commands.h"
#include "key_device.h"

#include <optional>

namespace sm {

/// What `keys` is told on its command line. No option takes a secret.

/// LABEL or LABEL:VERSION; nothing when it is neither.
std::optional<KeyRef> keyNamed(const QString& text);
/// --label, --usage, --not-before, --not-after, --exportable, --person; says what is wrong.
std::optional<NewKey> newKeyOf(const CliArguments& arguments, const ConsoleOutput& output);

/// Sends the order, prints what came of it; the exit code.
int carryOut(const KeyOrder& order, ManagedHsm& device, ConsoleOutput& output);
int exitCodeFor(const Failure& why);
/// Collects the components, then reaches the device anew: the people take longer than a silent link is kept.
int keyCeremony(const CliArguments& arguments, const QString& socket, ConsoleOutput& output);

} // namespace sm
