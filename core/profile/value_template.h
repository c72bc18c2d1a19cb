// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/outcome.h"
#include "issuer/data_source.h"
#include "profile/classed_bytes.h"
#include "support/support_service.h"

#include <variant>

/// Values of profile steps, parsed once when the profile is loaded:
///
///   text {field} text          literal text (UTF-8) and the field's value; {{ and }} are braces
///   {field|pipe|pipe:arg,arg}  the value through support services
///   {'0A1B'|hex}               a constant through support services
///   {data:SOURCE.COLUMN}       a look-up for this card object
///   {chip:serial} {chip:atr}   bytes that the chip told about itself
///   {hsm:NAME.PART}            part of a security service's answer; the profile names the call
///   {seal:tag}                 the attempt's tag; only inside the seal step
///   {object:id}                the card object id
///   {clock:today}              today as yyyyMMdd
///   hex:5A 08 {number|bcd}     the literal parts are hexadecimal; blanks between bytes are dropped
///
/// An optional field that is absent or empty gives no bytes and its pipe is not run. The bytes of a part
/// carry the class of its source through every pipe.
namespace sm::profile {

struct SecurityCallModel;

/// A field that the profile declares.
struct FieldRule {
    QString name;
    FieldClass fieldClass = FieldClass::Personal;
    bool required = true;
    std::vector<std::pair<QString, std::vector<SupportCall>>> checks; ///< text of the rule and its pipe
};

/// Something outside the profile that a template draws on.
struct ValueSource {
    enum class Kind : quint8 { Field, Data, ChipSerial, ChipAtr, SealTag, ObjectId, Today, Call };

    Kind kind = Kind::Field;
    QString name; ///< field, column or part of an answer
    QString source; ///< of Data; of Call its name
    FieldClass fieldClass = FieldClass::Open;
    bool required = true;

    bool operator==(const ValueSource&) const = default;
    QString text() const; ///< as a template writes it
};

/// What a ValueSource is for one card.
struct SourcedValue {
    SupportValue value;
    FieldClass fieldClass = FieldClass::Personal;
    bool missing = false; ///< an answer that has not come: only a failure where it is used
};

struct TemplatePart {
    static constexpr qsizetype literalSource = -1;

    qsizetype source = literalSource; ///< index into the profile's value sources
    QByteArray literal;
    std::vector<SupportCall> pipe;
};

class ValueTemplate {
public:
    /// A part that fails names the value source and the support service's failure, never the value.
    Outcome<ClassedBytes> evaluate(const std::vector<SourcedValue>& values,
        const std::vector<ValueSource>& sources, const QString& step) const;
    const std::vector<TemplatePart>& parts() const { return m_parts; }
    void add(TemplatePart part);

private:
    std::vector<TemplatePart> m_parts;
};

struct TemplateError {
    QString found;
    QString expected;
};

/// What templates may name, and the table into which they enter what they use.
struct TemplateScope {
    const std::vector<FieldRule>* fields = nullptr;
    const std::vector<DataSourceSpec>* dataSources = nullptr;
    std::vector<ValueSource>* sources = nullptr;
    bool sealAllowed = false;
    const std::vector<SecurityCallModel>* calls = nullptr; ///< those declared before
    bool* usesCalls = nullptr; ///< set when the template draws on one
};

std::variant<ValueTemplate, TemplateError> parseTemplate(QStringView text, const TemplateScope& scope);

} // namespace sm::profile
