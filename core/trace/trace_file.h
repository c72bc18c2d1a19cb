// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QByteArray>

#include <optional>
#include <vector>

namespace sm {

/// Files of stored traces, all integers big-endian. A file is a head and then chunks, appended one by one:
///
///     "SMTRACE" 01 | job u64 | number u32 | flags u32 | 0 u32 | CRC-32C of these 28 bytes u32
///     "SMTC" | kind u8 | 000000 | length u32 | CRC-32C of the content u32 | CRC-32C of these 16 bytes u32 |
///     content
///
/// A program that is killed leaves at most one chunk that is not whole, at the end.
struct TraceFileHead {
    JobId job;
    quint32 number = 0; ///< from 1; 0: the file of the last cards
    bool testKeys = false;
};

enum class TraceChunkKind : quint8 {
    Card = 1, ///< card_codec.h
    Cut = 2 ///< u64: so many bytes stood here that were not whole
};

namespace trace_file {
inline constexpr qsizetype headBytes = 32;
inline constexpr qsizetype chunkHeadBytes = 20;
inline constexpr qint64 mostBytes = 512LL * 1024 * 1024; ///< of one file; more is not read
} // namespace trace_file

QByteArray traceFileHead(const TraceFileHead& head);
std::optional<TraceFileHead> readTraceFileHead(QByteArrayView file);
QByteArray traceChunkHead(TraceChunkKind kind, QByteArrayView content);

struct FoundChunk {
    TraceChunkKind kind = TraceChunkKind::Card;
    QByteArrayView content;
};

/// The whole chunks of a file, whatever lies between them.
struct FoundChunks {
    std::vector<FoundChunk> chunks;
    quint32 damaged = 0; ///< places between whole chunks that do not read
    qsizetype wholeEnd = 0; ///< after the last whole chunk; at least after the head
    qsizetype torn = 0; ///< bytes after it
};
/// `file` is hostile. Takes time in proportion to its size whatever it holds.
FoundChunks findTraceChunks(QByteArrayView file);

} // namespace sm
