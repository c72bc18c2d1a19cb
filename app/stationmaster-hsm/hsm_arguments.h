// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

/// What the command line asks for. Nothing secret is in it: PIN and keys come from descriptors and files.
struct HsmArguments {
    QString name;
    int sessions = 1;
    int keyPairs = 32; ///< RSA pairs of cards kept ready, of each length
    bool child = false; ///< ends when standard input does

    QString localPath; ///< one of three
    QString tlsAddress; ///< HOST:PORT
    QString serialPort;

    QString certificate; ///< for TLS
    QString privateKey;
    QString pins;
    QString lineKey; ///< for a serial line
    int baud = 115'200;

    bool softTestKeys = false; ///< or
    QString module;
    QString token;
    int pinDescriptor = -1;
    QString pinFile;
    bool initTestKeys = false;

    QString samReader; ///< or: PC/SC reader of a SAM
    QString samAccess; ///< file with its access key; empty: the published one

    QString keyStore; ///< or: folder of a key store,
    QString storeKeyFile; ///< and its key
    int storeKeyDescriptor = -1;
    bool newKeyStore = false;
    bool keyEvents = false;
    QString managePath; ///< local socket for orders about its keys
};

struct ParsedArguments {
    std::optional<HsmArguments> arguments;
    QString message;
    int exitCode = 0;
};
ParsedArguments parseHsmArguments(const QStringList& commandLine);
