// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/trace_file.h"

#include "base/bytes.h"
#include "trace/card_codec.h"
#include "trace/crc32c.h"

namespace sm {

namespace {

constexpr QByteArrayView fileMagic("SMTRACE\x01", 8);
constexpr QByteArrayView chunkMagic("SMTC", 4);
constexpr quint32 testKeysFlag = 1;

struct ChunkHead {
    quint8 kind = 0;
    quint32 length = 0;
    quint32 crc = 0;
};

std::optional<ChunkHead> chunkHeadAt(QByteArrayView file, qsizetype at)
{
    ByteReader in(file.sliced(at));
    const auto covered = in.take(16);
    const auto sum = in.u32();
    if (!covered || !sum || !covered->startsWith(chunkMagic) || crc32c(*covered) != *sum)
        return std::nullopt;
    ByteReader head(covered->sliced(chunkMagic.size()));
    ChunkHead out;
    out.kind = head.u8().value_or(0);
    head.u24();
    out.length = head.u32().value_or(0);
    out.crc = head.u32().value_or(0);
    const bool known = out.kind == quint8(TraceChunkKind::Card) || out.kind == quint8(TraceChunkKind::Cut);
    return known && out.length <= card_limits::bytes ? std::optional(out) : std::nullopt;
}

} // namespace

QByteArray traceFileHead(const TraceFileHead& head)
{
    QByteArray out = fileMagic.toByteArray();
    appendU64(out, quint64(head.job.value));
    appendU32(out, head.number);
    appendU32(out, head.testKeys ? testKeysFlag : 0);
    appendU32(out, 0);
    appendU32(out, crc32c(out));
    return out;
}

std::optional<TraceFileHead> readTraceFileHead(QByteArrayView file)
{
    ByteReader in(file);
    const auto covered = in.take(trace_file::headBytes - 4);
    const auto sum = in.u32();
    if (!covered || !sum || !covered->startsWith(fileMagic) || crc32c(*covered) != *sum)
        return std::nullopt;
    ByteReader fields(covered->sliced(fileMagic.size()));
    TraceFileHead head;
    const quint64 high = fields.u32().value_or(0);
    head.job = JobId(qint64(high << 32 | fields.u32().value_or(0)));
    head.number = fields.u32().value_or(0);
    head.testKeys = (fields.u32().value_or(0) & testKeysFlag) != 0;
    return head;
}

QByteArray traceChunkHead(TraceChunkKind kind, QByteArrayView content)
{
    QByteArray out = chunkMagic.toByteArray();
    appendU32(out, quint32(kind) << 24);
    appendU32(out, quint32(content.size()));
    appendU32(out, crc32c(content));
    appendU32(out, crc32c(out));
    return out;
}

FoundChunks findTraceChunks(QByteArrayView file)
{
    FoundChunks found;
    qsizetype at = std::min(trace_file::headBytes, file.size());
    found.wholeEnd = at;
    // Many heads may claim the same long content: what has been summed is paid for, so that a file made for
    // it cannot take hours.
    qsizetype budget = 4 * file.size();
    while (at < file.size() && budget > 0) {
        const auto head = chunkHeadAt(file, at);
        const qsizetype begin = at + trace_file::chunkHeadBytes;
        if (head && qsizetype(head->length) <= file.size() - begin) {
            const QByteArrayView content = file.sliced(begin, head->length);
            budget -= content.size();
            if (crc32c(content) == head->crc) {
                found.damaged += at > found.wholeEnd;
                found.chunks.push_back({TraceChunkKind(head->kind), content});
                at = begin + content.size();
                found.wholeEnd = at;
                continue;
            }
        }
        const qsizetype next = file.indexOf(chunkMagic, at + 1);
        at = next < 0 ? file.size() : next;
    }
    found.torn = file.size() - found.wholeEnd;
    return found;
}

} // namespace sm
