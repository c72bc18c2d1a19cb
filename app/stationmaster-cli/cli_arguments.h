// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"

#include <QCommandLineParser>
#include <QStringList>

#include <memory>

namespace sm {

/// The command line of one command: `stationmaster-cli COMMAND [options] [arguments]`.
struct CliArguments {
    QString command;
    std::shared_ptr<QCommandLineParser> parser;
    QStringList positional; ///< after the command
    int exitCode = -1; ///< not negative: answer given (help, version, wrong usage), end with this

    bool isSet(const char* name) const { return parser->isSet(QLatin1String(name)); }
    QString value(const char* name) const { return parser->value(QLatin1String(name)); }
    /// A number in a range; prints what is wrong and says usage through the bool.
    bool number(const char* name, double low, double high, double* out) const;
};

CliArguments parseArguments(const QStringList& given);
QStringList commandNames();

} // namespace sm
