// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/field_class.h"

#include "base/bytes.h"

#include <algorithm>

namespace sm {

QString fieldClassName(FieldClass fieldClass)
{
    switch (fieldClass) {
    case FieldClass::Open:
        return QStringLiteral("open");
    case FieldClass::Personal:
        return QStringLiteral("personal");
    case FieldClass::Secret:
        return QStringLiteral("secret");
    }
    return {};
}

std::optional<FieldClass> fieldClassFromName(QStringView name)
{
    for (const FieldClass c : {FieldClass::Open, FieldClass::Personal, FieldClass::Secret}) {
        if (name == fieldClassName(c))
            return c;
    }
    return std::nullopt;
}

Masked Masked::text(QStringView value, FieldClass fieldClass)
{
    switch (fieldClass) {
    case FieldClass::Open:
        return Masked(value.toString());
    case FieldClass::Personal:
        if (value.size() <= 8)
            return Masked(QString(value.size(), u'*'));
        // The end of a number names nobody, the end of a name may: it is a whole surname if that is short.
        if (std::any_of(value.end() - 4, value.end(), [](QChar c) { return c.isLetter() || c.isMark(); }))
            return Masked(QString(8, u'*'));
        return Masked(QString(4, u'*') + value.last(4).toString());
    case FieldClass::Secret:
        break;
    }
    return Masked(QString());
}

Masked Masked::hex(QByteArrayView bytes, const std::vector<ClassSpan>& spans)
{
    std::vector<FieldClass> classes(size_t(bytes.size()), FieldClass::Open);
    for (const ClassSpan& span : spans) {
        const qsizetype from = qBound<qsizetype>(0, span.offset, bytes.size());
        // A span that starts before the bytes keeps its end; one without end runs to theirs.
        const qsizetype length = span.length + qMin<qsizetype>(0, span.offset);
        const qsizetype end = length > bytes.size() - from ? bytes.size() : from + length;
        for (qsizetype i = from; i < end; ++i)
            classes[size_t(i)] = stricter(classes[size_t(i)], span.fieldClass);
    }
    QString out;
    for (qsizetype i = 0; i < bytes.size();) {
        if (classes[size_t(i)] == FieldClass::Open) {
            out += toHex(bytes.sliced(i++, 1));
        } else if (classes[size_t(i)] == FieldClass::Personal) {
            out += QStringLiteral("xx");
            ++i;
        } else {
            const qsizetype from = i;
            while (i < bytes.size() && classes[size_t(i)] == FieldClass::Secret)
                ++i;
            out += QStringLiteral("[%1]").arg(i - from);
        }
    }
    return Masked(out);
}

} // namespace sm
