// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/value_template.h"

#include "base/failures/profile.h"

namespace sm::profile {

namespace {

QString failureName(const Failure& failure)
{
    const FailureEntry* entry = failureEntry(failure.code());
    return entry ? QString::fromLatin1(entry->name) : QString::number(quint16(failure.code()));
}

} // namespace

QString ValueSource::text() const
{
    switch (kind) {
    case Kind::Field:
        return name;
    case Kind::Data:
        return QStringLiteral("data:") + source + u'.' + name;
    case Kind::ChipSerial:
        return QStringLiteral("chip:serial");
    case Kind::ChipAtr:
        return QStringLiteral("chip:atr");
    case Kind::SealTag:
        return QStringLiteral("seal:tag");
    case Kind::ObjectId:
        return QStringLiteral("object:id");
    case Kind::Today:
        return QStringLiteral("clock:today");
    case Kind::Call:
        return QStringLiteral("hsm:") + source + u'.' + name;
    }
    return {};
}

void ValueTemplate::add(TemplatePart part)
{
    const bool literal = part.source == TemplatePart::literalSource;
    if (literal && part.literal.isEmpty())
        return;
    if (literal && !m_parts.empty() && m_parts.back().source == TemplatePart::literalSource)
        m_parts.back().literal += part.literal;
    else
        m_parts.push_back(std::move(part));
}

Outcome<ClassedBytes> ValueTemplate::evaluate(const std::vector<SourcedValue>& values,
    const std::vector<ValueSource>& sources, const QString& step) const
{
    ClassedBytes out;
    for (const TemplatePart& part : m_parts) {
        if (part.source == TemplatePart::literalSource) {
            out.append(part.literal, FieldClass::Open);
            continue;
        }
        const SourcedValue& sourced = values[size_t(part.source)];
        if (sourced.missing)
            return fail(
                fc::ProfileCallUnanswered, {{"step", step}, {"call", sources[size_t(part.source)].text()}});
        if (part.pipe.empty() || sourced.value.bytes.isEmpty()) {
            out.append(sourced.value.bytes, sourced.fieldClass);
            continue;
        }
        const auto piped = applySupportPipe(part.pipe, sourced.value);
        if (!piped) {
            return fail(fc::ProfileValueRefused,
                {{"step", step}, {"value", sources[size_t(part.source)].text()},
                    {"service", piped.failure().param("service")}, {"cause", failureName(piped.failure())}});
        }
        out.append(piped->bytes, sourced.fieldClass);
    }
    return out;
}

} // namespace sm::profile
