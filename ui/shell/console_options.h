// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace sm {

/// The console's command line (ux 8). Exit code 2 for wrong usage; QCommandLineParser::process() would
/// give 1.
struct ConsoleOptions {
    QStringList files;
    bool startImported = false; ///< start the job of the first file when it is imported: the demo
    bool demo = false;
    bool welcome = false; ///< the welcome page, for a picture of it
    QString theme;
    QString page; ///< empty: the one that was open last
    QString
        state; ///< what is done on it before a picture is taken (ui/shell/picture_states.h); empty: nothing
    QString screenshot; ///< empty: none
    QSize size;
    std::optional<quint32> demoSeed;
    int atMilliseconds = 10'000; ///< when the picture is taken
    bool metrics = false;
    QString userData;
    /// A measurement that ends by itself: made-up events, or a demo floor that makes cards (records, not
    /// events).
    struct Load {
        bool synthetic = true;
        int stations = 200;
        int events = 2000; ///< a second; of a demo floor: records of its job
        int seconds = 30;
    };
    std::optional<Load> load;
};

/// What main() should do: go on with the options, or print a text and exit.
struct ParsedCommandLine {
    ConsoleOptions options;
    QString text;
    std::optional<int> exitCode;
};

ParsedCommandLine parseCommandLine(const QStringList& arguments);

} // namespace sm
