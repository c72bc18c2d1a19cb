// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>

namespace sm {

/// Texts of the command line for people. JSON, CSV and names of commands and options are not translated.
struct Say {
    Q_DECLARE_TR_FUNCTIONS(CommandLine)
};

} // namespace sm
