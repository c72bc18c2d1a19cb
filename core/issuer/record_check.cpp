// SPDX-License-Identifier: GPL-3.0-or-later
#include "issuer/record_check.h"

#include "base/bytes.h"
#include "base/failures/issuer.h"
#include "base/failures/support.h"
#include "issuer/shown_class.h"

#include <QDir>
#include <QFileInfo>

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

RecordCheck::RecordCheck(const Layout& layout, const ImportRules& rules, FindingLog& findings)
    : m_layout(layout)
    , m_findings(findings)
    , m_plans(layout.fields.size())
    , m_converted(layout.fields.size())
    , m_unconverted(layout.fields.size())
{
    for (size_t i = 0; i < m_plans.size(); ++i) {
        m_plans[i].required = layout.fields[i].required;
        if (!layout.fields[i].rule.empty())
            m_plans[i].pipes.push_back(&layout.fields[i].rule);
    }
    addRules(rules);
}

RecordCheck::Plan* RecordCheck::planOf(const QString& name)
{
    for (size_t i = 0; i < m_plans.size(); ++i) {
        if (m_layout.fields[i].name == name)
            return &m_plans[i];
    }
    return nullptr;
}

void RecordCheck::addRules(const ImportRules& rules)
{
    for (const ImportRules::Field& rule : rules.fields) {
        Plan* plan = planOf(rule.name);
        // A tagged file brings more fields than its layout names; its receiver sees them.
        if (!plan && rule.required && m_layout.format == FileFormat::Csv)
            m_missing.append(rule.name);
        if (!plan)
            continue;
        plan->required |= rule.required;
        const QString& same = m_layout.fields[size_t(plan - m_plans.data())].ruleText;
        for (const auto& [text, pipe] : rule.checks) {
            if (text != same)
                plan->pipes.push_back(&pipe);
        }
    }
    for (const ImportRules::Glyphs& glyphs : rules.glyphs) {
        if (Plan* plan = planOf(glyphs.field))
            plan->glyphs = &glyphs;
    }
    if (Plan* plan = rules.products ? planOf(rules.products->field) : nullptr)
        plan->products = &*rules.products;
    if (Plan* plan = rules.pictures ? planOf(rules.pictures->field) : nullptr)
        plan->pictures = &*rules.pictures;
    if (Plan* plan = rules.lastDay && rules.today.isValid() ? planOf(rules.lastDay->field) : nullptr)
        plan->lastDay = &*rules.lastDay;
    if (Plan* plan = planOf(rules.orderField))
        plan->orders = true;
    m_today = rules.today.toString(QStringLiteral("yyyyMMdd")).toLatin1();
}

void RecordCheck::report(FindingCode code, const LayoutField& field, const RawValue& value, Failure reason,
    std::optional<Severity> severity)
{
    Finding finding{code, severity.value_or(usualSeverity(code)), value.present ? value.line : m_line,
        value.column, {}, {}, std::move(reason), {}};
    if (m_findings.keeps(code)) { // texts that nobody will see cost nothing
        finding.columnName = field.source;
        const bool isId = &field == &m_layout.fields[size_t(m_layout.idField)];
        const FieldClass shown = shownClass(field, isId, value.text);
        finding.value = maskedEnd(value.text, isId ? stricter(shown, m_idClass) : shown);
        finding.id = CardObjectId(QString::fromUtf8(m_id.first(std::min<qsizetype>(m_id.size(), 128))));
    }
    m_findings.add(std::move(finding));
}

void RecordCheck::add(FindingCode code, qint64 line, int column, const QString& columnName, Failure reason)
{
    m_findings.add({code, usualSeverity(code), line, column, columnName, {}, std::move(reason), {}});
}

RecordVerdict RecordCheck::check(const std::vector<RawValue>& values, qint64 line, bool broken,
    CardObject& object, const std::vector<TaggedValue>* unnamed)
{
    m_line = line;
    m_id = {};
    m_idClass = FieldClass::Personal; // not known yet
    bool good = !broken;
    m_now = values;
    for (size_t i = 0; i < values.size(); ++i)
        m_unconverted[i] = !convert(m_layout.fields[i], values[i], i);
    const RawValue& id = m_now[static_cast<size_t>(m_layout.idField)];
    classify(id, unnamed);
    for (size_t i = 0; i < values.size(); ++i)
        good &= !m_unconverted[i] && checkValue(i, m_now[i]);
    good &= checkMissing();
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
        if (m_now[i].present)
            object.add(m_layout.fields[i].name, m_now[i].text.toByteArray(), m_layout.fields[i].fieldClass);
    }
    return RecordVerdict::Valid;
}

bool RecordCheck::convert(const LayoutField& field, const RawValue& value, size_t index)
{
    if (field.constant) {
        m_now[index] = {*field.constant, m_line, 0, true};
        return true;
    }
    if (field.convert.empty() || value.text.isEmpty())
        return true;
    auto result = applySupportPipe(field.convert, SupportValue::text(value.text.toByteArray()));
    if (!result) {
        report(FindingCode::BadFormat, field, value, result.failure());
        return false;
    }
    m_converted[index] = std::move(result->bytes);
    m_now[index].text = m_converted[index];
    return true;
}

/// Fields that the rules ask for and the file has no column for.
bool RecordCheck::checkMissing()
{
    for (const QString& name : m_missing) {
        m_findings.add({FindingCode::RequiredEmpty, usualSeverity(FindingCode::RequiredEmpty), m_line, 0,
            name, {}, fail(fc::RecordFieldEmpty), {}});
    }
    return m_missing.isEmpty();
}

bool RecordCheck::checkValue(size_t index, const RawValue& value)
{
    const LayoutField& field = m_layout.fields[index];
    const Plan& plan = m_plans[index];
    if (value.text.isEmpty()) {
        if (plan.required)
            report(FindingCode::RequiredEmpty, field, value, fail(fc::RecordFieldEmpty));
        return !plan.required;
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
    return checkPipes(field, plan, value) && checkKnown(field, plan, value);
}

bool RecordCheck::checkPipes(const LayoutField& field, const Plan& plan, const RawValue& value)
{
    for (const std::vector<SupportCall>* pipe : plan.pipes) {
        const auto result = applySupportPipe(*pipe, SupportValue::text(value.text.toByteArray()));
        if (result)
            continue;
        const bool checkDigit = result.failure() == fc::SupportCheckDigitWrong;
        report(checkDigit ? FindingCode::CheckDigit : FindingCode::BadFormat, field, value, result.failure());
        return false;
    }
    return true;
}

/// What the value means beyond its form.
bool RecordCheck::checkKnown(const LayoutField& field, const Plan& plan, const RawValue& value)
{
    if (plan.glyphs) {
        if (const qsizetype at = plan.glyphs->glyphs.firstMissing(value.text))
            report(FindingCode::NotPrintable, field, value,
                fail(fc::RecordNotPrintable,
                    {{"position", QString::number(at)}, {"font", plan.glyphs->font}}));
    }
    if (plan.lastDay)
        checkLastDay(field, plan, value);
    if (plan.orders)
        checkOrder(field, value);
    if (plan.products && !plan.products->codes.contains(QString::fromUtf8(value.text))) {
        report(FindingCode::UnknownProduct, field, value, fail(fc::RecordProductUnknown));
        return false;
    }
    return !plan.pictures || checkPicture(field, plan, value);
}

bool RecordCheck::checkPicture(const LayoutField& field, const Plan& plan, const RawValue& value)
{
    const QString name = QDir::cleanPath(QString::fromUtf8(value.text));
    // A name that leads out of the folder is not looked up: the file is not trusted.
    const bool inside = QDir::isRelativePath(name) && !name.startsWith(QLatin1String(".."));
    // Whether a server has it, it is asked when the card is there: it may come after the job.
    const bool served = !plan.pictures->address.text.isEmpty();
    const QString text = QString::fromUtf8(value.text);
    if (served ? PictureAddress::takes(text)
               : inside && QFileInfo::exists(plan.pictures->folder + QLatin1Char('/') + name))
        return true;
    report(FindingCode::PictureMissing, field, value, fail(fc::RecordPictureMissing),
        plan.pictures->required ? Severity::Error : Severity::Warning);
    return !plan.pictures->required;
}

void RecordCheck::checkLastDay(const LayoutField& field, const Plan& plan, const RawValue& value)
{
    const auto day
        = applySupportPipe(plan.lastDay->toComparable, SupportValue::text(value.text.toByteArray()));
    if (day && day->bytes < (plan.lastDay->hasDay ? m_today : m_today.first(6)))
        report(FindingCode::PastDate, field, value, fail(fc::RecordDatePast));
}

/// Told once: the rest of an unsorted file is no news.
void RecordCheck::checkOrder(const LayoutField& field, const RawValue& value)
{
    if (!m_outOfOrder && value.text < QByteArrayView(m_before)) {
        m_outOfOrder = true;
        report(FindingCode::RecordOrder, field, value, fail(fc::RecordOutOfOrder));
    }
    if (!m_outOfOrder)
        m_before = value.text.toByteArray();
}

/// Controller, stations, traces and logs pass an id round as it is. A personal value in its place would go
/// wherever it goes.
void RecordCheck::classify(const RawValue& id, const std::vector<TaggedValue>* unnamed)
{
    m_idClass = FieldClass::Open;
    const auto compare = [&](QByteArrayView value, FieldClass fieldClass, const QString& source) {
        if (fieldClass <= m_idClass || !idIsValue(id.text, value))
            return;
        m_idClass = fieldClass;
        m_idSource = source;
    };
    for (size_t i = 0; i < m_now.size(); ++i) {
        const LayoutField& field = m_layout.fields[i];
        if (qsizetype(i) != m_layout.idField)
            compare(m_now[i].text, field.fieldClass, field.source.isEmpty() ? field.name : field.source);
    }
    if (unnamed) {
        for (const TaggedValue& value : *unnamed)
            compare(value.text, FieldClass::Personal, value.source);
    }
    m_id = m_idClass == FieldClass::Open ? id.text : QByteArrayView();
}

bool RecordCheck::checkId(const RawValue& value)
{
    const LayoutField& field = m_layout.fields[static_cast<size_t>(m_layout.idField)];
    if (m_idClass != FieldClass::Open)
        report(FindingCode::BadFormat, field, value, fail(fc::RecordIdPersonal, {{"column", m_idSource}}));
    if (std::none_of(value.text.begin(), value.text.end(), isControl))
        return m_idClass == FieldClass::Open;
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
