// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret_bytes.h"

#include <QString>

#include <optional>

namespace sm {

/// Reads from a terminal, byte by byte and without a buffer of its own, so that nothing typed ahead is kept.
class TerminalEntry {
public:
    /// Of the terminal behind standard input; prompts go to standard error.
    static bool isThere();

    /// A line with echo; nothing at the end of the input.
    std::optional<QString> line(const QString& prompt) const;
    /// Hexadecimal digits without echo, straight into locked memory; blanks between them are left out and the
    /// key of deletion takes the last digit back. Nothing: ended by Ctrl+C or Ctrl+D, or no number of whole
    /// bytes, or more than `most`. SecretHeapExhausted.
    std::optional<Outcome<SecretBytes>> hexSecret(const QString& prompt, qsizetype most) const;
};

} // namespace sm
