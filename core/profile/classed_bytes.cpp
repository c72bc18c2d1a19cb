// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/classed_bytes.h"

#include <algorithm>

namespace sm::profile {

void ClassedBytes::addSpan(ClassSpan span)
{
    if (span.length <= 0 || span.fieldClass == FieldClass::Open)
        return;
    if (!spans.empty() && spans.back().fieldClass == span.fieldClass
        && spans.back().offset + spans.back().length == span.offset) {
        spans.back().length += span.length;
        return;
    }
    spans.push_back(span);
}

void ClassedBytes::append(const QByteArray& more, FieldClass fieldClass)
{
    addSpan({bytes.size(), more.size(), fieldClass});
    bytes += more;
}

void ClassedBytes::append(const ClassedBytes& more)
{
    for (const ClassSpan& span : more.spans)
        addSpan({span.offset + bytes.size(), span.length, span.fieldClass});
    bytes += more.bytes;
}

ClassedBytes ClassedBytes::mid(qsizetype offset, qsizetype length) const
{
    ClassedBytes part;
    part.bytes = bytes.mid(offset, length);
    const qsizetype end = offset + part.bytes.size();
    for (const ClassSpan& span : spans) {
        const qsizetype from = std::max(span.offset, offset);
        const qsizetype to = std::min(span.offset + span.length, end);
        part.addSpan({from - offset, to - from, span.fieldClass});
    }
    return part;
}

FieldClass ClassedBytes::strictest() const
{
    FieldClass result = FieldClass::Open;
    for (const ClassSpan& span : spans)
        result = stricter(result, span.fieldClass);
    return result;
}

std::vector<ClassSpan> ClassedBytes::spansAt(qsizetype offset) const
{
    std::vector<ClassSpan> moved = spans;
    for (ClassSpan& span : moved)
        span.offset += offset;
    return moved;
}

} // namespace sm::profile
