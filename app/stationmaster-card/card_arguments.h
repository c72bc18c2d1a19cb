// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simulator/software_card.h"

#include <QStringList>

/// What the command line asks for.
struct CardArguments {
    QString host = QStringLiteral("127.0.0.1");
    quint16 port = 35963; ///< of vpcd's first slot
    int count = 1;
    int portStep = 1;
    sm::CardKind kind = sm::CardKind::GlobalPlatform;
    bool isSam = false;
    bool isLocked = false;
    quint64 serialBase = 1;
    quint8 scpParameter = 0x70;
    int keyLength = 16;
    QString contentFolder;
    bool sync = false;
    QString logFile;
    std::optional<qint64> hopper; ///< cards per reader
    int feedMs = 500;
    sm::CardFaults faults;
    sm::CardTimes times;
    std::optional<quint64> insert;
};

/// Either arguments, or what to print and the exit code.
struct ParsedArguments {
    std::optional<CardArguments> arguments;
    QString message;
    int exitCode = 0;
};
ParsedArguments parseCardArguments(const QStringList& commandLine);
