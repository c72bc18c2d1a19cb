// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

/// One card position that the process serves.
struct PositionArguments {
    sm::StationId station; ///< its place on the console's floor
    QString reader; ///< PC/SC reader; or
    bool profiled = false; ///< the serial reader of the station profile; or
    bool fileCards = false; ///< virtual: cards with files only instead of GlobalPlatform ones
    quint64 seed = 0; ///< virtual
};

/// Where a device of the station profile is.
struct ModuleArguments {
    QString name; ///< in the profile
    QString place; ///< its port; the folder of a driver that writes files
};

/// What the command line asks for. Nothing secret is in it.
struct StationArguments {
    std::vector<PositionArguments> positions;

    QString profile; ///< name of a sample or absolute path; empty: none. There is one position then
    QString readerPort; ///< of the profile's reader; empty: the profile's own
    std::vector<ModuleArguments> modules; ///< of the profile

    QString tlsAddress; ///< HOST:PORT; one of three
    QString serialPort;
    QString localPath;

    QString certificate; ///< for TLS
    QString privateKey;
    QString pins;
    QString lineKey; ///< for a serial line
    int baud = 0; ///< 0: the profile's, or else 115,200
    int commandMs = 0; ///< time that a virtual card takes for a command
    QString contentFolder; ///< virtual cards are kept there; empty: nowhere
};

struct ParsedArguments {
    std::optional<StationArguments> arguments;
    QString message;
    int exitCode = 0;
};
ParsedArguments parseStationArguments(const QStringList& commandLine);
