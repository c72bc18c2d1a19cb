// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/importer.h"

#include <QIODevice>
#include <QStringList>

#include <optional>
#include <vector>

namespace sm {

/// What is known about how a file is to be read; the rest is guessed.
struct TableSettings {
    std::optional<TextEncoding> encoding;
    std::optional<char> delimiter;
    std::optional<bool> header;
    QByteArray comment;
    QStringList columns; ///< of an earlier reading, so that a later part of the file has the same
};

/// Some records of a file in clear, for finding out what is in it. Never leaves the core.
struct FileTable {
    struct Row {
        qint64 line = 0;
        std::vector<QByteArray> cells; ///< UTF-8, by column, at most 256 bytes each; empty when broken
        bool broken = false;
    };

    FormatGuess guess;
    LineEnds lineEnds = LineEnds::None;
    bool header = false;
    qint64 recordsEstimate = 0; ///< exact when the file is small
    QStringList columns; ///< header names, #1.. without a header row, tagged sources
    std::vector<Row> rows;
};

/// Up to `most` records that begin at line `fromLine` or later. Reads the file from its start. An unknown
/// format gives no columns and no rows. ImportInputFailed when the file cannot be read.
Outcome<FileTable> readTable(
    QIODevice& input, const QString& fileName, const TableSettings& settings, qint64 fromLine, int most);

/// By byte order mark; or zero bytes in every other place; or what is valid UTF-8; or else Latin-1.
TextEncoding guessEncoding(QByteArrayView firstBytes);

} // namespace sm
