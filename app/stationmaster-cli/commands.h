// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli_arguments.h"
#include "console_output.h"

namespace sm {

/// One function per group of commands; each returns the exit code.
int produceCommand(const CliArguments& arguments, ConsoleOutput& output); ///< demo, run, import
int validateCommand(const CliArguments& arguments, ConsoleOutput& output);
int remoteCommand(const CliArguments& arguments, ConsoleOutput& output); ///< status, hold, resume, abort
int keysCommand(const CliArguments& arguments, ConsoleOutput& output);
int stationsCommand(const CliArguments& arguments, ConsoleOutput& output);
int traceCommand(const CliArguments& arguments, ConsoleOutput& output);
int reportCommand(const CliArguments& arguments, ConsoleOutput& output);

/// One request to the running console, one answer. Says why there is none; `code` is then the exit code.
QJsonObject askConsole(const QJsonObject& request, const ConsoleOutput& output, int* code);

/// --data, or $STATIONMASTER_DATA_DIR, or the user's data folder.
QString dataFolder(const CliArguments& arguments);

} // namespace sm
