// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/record_check.h"

#include "base/bytes.h"
#include "base/failures/issuer.h"
#include "base/failures/support.h"

#include <algorithm>

namespace sm {
namespace {

qsizetype characters(QByteArrayView utf8)
{
    return std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<quint8>(c) & 0xC0) != 0x80; });
}

bool isControl(char c)
{
    return static_cast<quint8>(c) < 0x20 || c == 0x7F;
}

/// The mask shows the end of a value only; a value of 64 KiB must not be kept for that.
Masked maskedEnd(QByteArrayView utf8, FieldClass fieldClass)
{
    constexpr qsizetype Shown = 64;
    if (fieldClass == FieldClass::Open)
        return Masked::text(QString::fromUtf8(utf8.first(std::min(Shown, utf8.size()))), fieldClass);
    return Masked::text(QString::fromUtf8(utf8.last(std::min(Shown, utf8.size()))), fieldClass);
}

} // namespace

void RecordCheck::report(FindingCode code, const LayoutField& field, const RawValue& value, Failure reason)
{
    Finding finding{code, usualSeverity(code), value.present ? value.line : m_line, value.column, {}, {},
        std::move(reason), {}};
    if (m_findings.keeps(code)) { // texts that nobody will see cost nothing
        finding.columnName = field.source;
        finding.value = maskedEnd(value.text, field.fieldClass);
        finding.id = CardObjectId(QString::fromUtf8(m_id.first(std::min<qsizetype>(m_id.size(), 128))));
    }
    m_findings.add(std::move(finding));
}

void RecordCheck::add(FindingCode code, qint64 line, int column, const QString& columnName, Failure reason)
{
    m_findings.add({code, usualSeverity(code), line, column, columnName, {}, std::move(reason), {}});
}

RecordVerdict RecordCheck::check(
    const std::vector<RawValue>& values, qint64 line, bool broken, CardObject& object)
{
    m_line = line;
    const RawValue& id = values[static_cast<size_t>(m_layout.idField)];
    m_id = id.text;
    bool good = !broken;
    for (size_t i = 0; i < values.size(); ++i)
        good &= checkValue(m_layout.fields[i], values[i]);
    good &= checkId(id);
    const bool repeated = isRepeated(id, line);
    if (!good)
        return RecordVerdict::Invalid;
    if (repeated)
        return RecordVerdict::Duplicate;
    object = CardObject(CardObjectId(QString::fromUtf8(id.text)));
    object.line = line;
    object.fields.reserve(values.size());
    for (size_t i = 0; i < values.size(); ++i) {
        if (values[i].present)
            object.add(m_layout.fields[i].name, values[i].text.toByteArray(), m_layout.fields[i].fieldClass);
    }
    return RecordVerdict::Valid;
}

bool RecordCheck::checkValue(const LayoutField& field, const RawValue& value)
{
    if (value.text.isEmpty()) {
        if (field.required)
            report(FindingCode::RequiredEmpty, field, value, fail(fc::RecordFieldEmpty));
        return !field.required;
    }
    if (field.maxLength > 0 && value.text.size() > field.maxLength) {
        const qsizetype length = characters(value.text);
        if (length > field.maxLength) {
            report(FindingCode::TooLong, field, value,
                fail(fc::RecordFieldTooLong,
                    {{"length", QString::number(length)}, {"limit", QString::number(field.maxLength)}}));
            return false;
        }
    }
    return field.rule.empty() || checkRule(field, value);
}

bool RecordCheck::checkRule(const LayoutField& field, const RawValue& value)
{
    const auto result = applySupportPipe(field.rule, SupportValue::text(value.text.toByteArray()));
    if (result)
        return true;
    const bool checkDigit = result.failure() == fc::SupportCheckDigitWrong;
    report(checkDigit ? FindingCode::CheckDigit : FindingCode::BadFormat, field, value, result.failure());
    return false;
}

bool RecordCheck::checkId(const RawValue& value)
{
    if (std::none_of(value.text.begin(), value.text.end(), isControl))
        return true;
    const LayoutField& field = m_layout.fields[static_cast<size_t>(m_layout.idField)];
    report(FindingCode::BadFormat, field, value, fail(fc::RecordIdUnprintable));
    return false;
}

/// An id counts as used even when its record is rejected: the issuer must say which of the two is meant.
bool RecordCheck::isRepeated(const RawValue& value, qint64 line)
{
    if (value.text.isEmpty())
        return false;
    const qint64* first = m_ids.insert(value.text, line);
    if (!first)
        return false;
    const LayoutField& field = m_layout.fields[static_cast<size_t>(m_layout.idField)];
    report(FindingCode::DuplicateInFile, field, value,
        fail(
            fc::RecordIdRepeated, {{"line", QString::number(line)}, {"firstLine", QString::number(*first)}}));
    return true;
}

FindingCode findingOf(LineFault fault)
{
    if (fault == LineFault::NotUtf8)
        return FindingCode::Encoding;
    if (fault == LineFault::QuoteUnclosed || fault == LineFault::TooManyFields)
        return FindingCode::ColumnCount;
    return FindingCode::BadFormat;
}

Failure failureOf(LineFault fault, qint64 line, qsizetype position, quint8 byte)
{
    const QString place = QString::number(position + 1);
    switch (fault) {
    case LineFault::TooLong:
        return fail(fc::RecordLineTooLong);
    case LineFault::NotUtf8:
        return fail(fc::RecordNotUtf8,
            {{"position", place}, {"byte", toHex(QByteArray(1, static_cast<char>(byte)))}});
    case LineFault::NulByte:
        return fail(fc::RecordNulByte, {{"position", place}});
    case LineFault::QuoteUnclosed:
        return fail(fc::RecordQuoteUnclosed, {{"line", QString::number(line)}});
    case LineFault::TooManyFields:
        return fail(fc::RecordTooManyFields, {{"limit", QString::number(CsvReader::MostFields)}});
    case LineFault::QuoteStray:
    case LineFault::None:
        break;
    }
    return fail(fc::RecordQuoteStray, {{"line", QString::number(line)}});
}

} // namespace sm
