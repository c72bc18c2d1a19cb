// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"
#include "trace/trace_row.h"

namespace sm {

/// Bytes of one side of a row together with what of them is masked: the decoder asks before it believes a
/// byte, for a masked one reads 00.
class MaskedBytes {
public:
    MaskedBytes(QByteArrayView bytes, std::span<const TraceSpan> spans, qsizetype origin = 0)
        : m_bytes(bytes)
        , m_spans(spans)
        , m_origin(origin)
    {
    }

    qsizetype size() const { return m_bytes.size(); }
    bool isEmpty() const { return m_bytes.isEmpty(); }
    quint8 at(qsizetype index) const { return byteAt(m_bytes, index); }
    QByteArrayView bytes() const { return m_bytes; }
    /// Where these bytes begin in the whole command or answer.
    qsizetype origin() const { return m_origin; }
    FieldClass classAt(qsizetype index) const
    {
        for (const TraceSpan& span : m_spans) {
            const qsizetype place = m_origin + index;
            if (place >= span.offset && place < qsizetype(span.offset) + span.length)
                return span.fieldClass;
        }
        return FieldClass::Open;
    }
    bool open(qsizetype from, qsizetype count) const
    {
        for (qsizetype i = from; i < from + count; ++i) {
            if (classAt(i) != FieldClass::Open)
                return false;
        }
        return true;
    }
    bool allOpen() const { return open(0, size()); }
    /// How many bytes from `index` on are of its class.
    qsizetype run(qsizetype index) const
    {
        const FieldClass wanted = classAt(index);
        qsizetype end = index;
        while (end < size() && classAt(end) == wanted)
            ++end;
        return end - index;
    }
    MaskedBytes mid(qsizetype from, qsizetype count = -1) const
    {
        const qsizetype begin = qBound<qsizetype>(0, from, size());
        const qsizetype length = count < 0 ? size() - begin : qBound<qsizetype>(0, count, size() - begin);
        return {m_bytes.sliced(begin, length), m_spans, m_origin + begin};
    }

private:
    QByteArrayView m_bytes;
    std::span<const TraceSpan> m_spans;
    qsizetype m_origin;
};

} // namespace sm
