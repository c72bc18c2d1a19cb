// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/failures/profile.h"
#include "profile/program_builder.h"

/// The half of ProgramBuilder that finds the values of one card.
namespace sm::profile {

namespace {

const DataRow* findRow(const ProgramInputs& inputs, const QString& source)
{
    if (!inputs.rows)
        return nullptr;
    for (const auto& [name, row] : *inputs.rows) {
        if (name == source)
            return &row;
    }
    return nullptr;
}

} // namespace

std::optional<Failure> ProgramBuilder::resolveSources()
{
    m_values.reserve(m_model.valueSources.size());
    for (const ValueSource& source : m_model.valueSources) {
        auto value = resolve(source);
        if (!value)
            return value.failure();
        m_values.push_back(value.take());
    }
    return std::nullopt;
}

Outcome<SourcedValue> ProgramBuilder::resolve(const ValueSource& source) const
{
    using Kind = ValueSource::Kind;
    switch (source.kind) {
    case Kind::Field:
        return resolveField(source);
    case Kind::Data:
        return resolveData(source);
    case Kind::ChipSerial:
    case Kind::ChipAtr:
        return resolveChip(source);
    case Kind::SealTag:
        if (m_inputs.sealTag.isEmpty())
            return fail(fc::ProfileSealMissing, {{"key", m_model.sealKey}});
        return SourcedValue{SupportValue::raw(m_inputs.sealTag), FieldClass::Open};
    case Kind::ObjectId:
        if (!m_inputs.object)
            return fail(fc::ProfileFieldMissing, {{"field", source.text()}});
        return SourcedValue{SupportValue::text(m_inputs.object->id.text), FieldClass::Open};
    case Kind::Call:
        return resolveCall(source);
    case Kind::Today:
        break;
    }
    return SourcedValue{SupportValue::text(m_inputs.today.toString(u"yyyyMMdd")), FieldClass::Open};
}

Outcome<SourcedValue> ProgramBuilder::resolveField(const ValueSource& source) const
{
    const CardField* field = m_inputs.object ? m_inputs.object->find(source.name) : nullptr;
    const bool given = field && !field->value.isEmpty();
    if (!given && source.required)
        return fail(fc::ProfileFieldMissing, {{"field", source.name}});
    if (!given)
        return SourcedValue{SupportValue::text(QByteArray()), source.fieldClass};
    return SourcedValue{SupportValue::text(field->value), stricter(source.fieldClass, field->fieldClass)};
}

Outcome<SourcedValue> ProgramBuilder::resolveData(const ValueSource& source) const
{
    const DataRow* row = findRow(m_inputs, source.source);
    if (!row)
        return fail(fc::ProfileRowMissing, {{"source", source.source}});
    for (const CardField& column : row->columns) {
        if (column.name == source.name)
            return SourcedValue{
                SupportValue::text(column.value), stricter(source.fieldClass, column.fieldClass)};
    }
    return fail(fc::ProfileColumnMissing, {{"source", source.source}, {"column", source.name}});
}

Outcome<SourcedValue> ProgramBuilder::resolveCall(const ValueSource& source) const
{
    SourcedValue value{SupportValue::raw(QByteArray()), source.fieldClass, true};
    if (!m_inputs.results)
        return value;
    const auto it = m_inputs.results->find({source.source, source.name});
    value.missing = it == m_inputs.results->end();
    if (!value.missing)
        value.value = SupportValue::raw(it->second);
    return value;
}

Outcome<SourcedValue> ProgramBuilder::resolveChip(const ValueSource& source) const
{
    const bool serial = source.kind == ValueSource::Kind::ChipSerial;
    const QByteArray bytes = !m_inputs.chip ? QByteArray()
        : serial                            ? m_inputs.chip->serial
                                            : m_inputs.chip->atr;
    if (bytes.isEmpty())
        return fail(fc::ProfileChipUnknown, {{"value", source.text()}});
    return SourcedValue{SupportValue::raw(bytes), source.fieldClass};
}

} // namespace sm::profile
