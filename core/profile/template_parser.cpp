// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytes.h"
#include "profile/profile_model.h"

#include <algorithm>

namespace sm::profile {

namespace {

using Kind = ValueSource::Kind;

/// Reads a template from left to right; the first error ends it.
class TemplateParser {
public:
    TemplateParser(QStringView text, const TemplateScope& scope)
        : m_text(text)
        , m_scope(scope)
    {
    }
    std::variant<ValueTemplate, TemplateError> run();

private:
    void readLiteral();
    void readBraces();
    void readExpression(QStringView expression);
    void readConstant(QStringView expression);
    void addSource(QStringView name, std::vector<SupportCall> pipe);
    std::optional<ValueSource> fieldSource(QStringView name);
    std::optional<ValueSource> prefixedSource(QStringView prefix, QStringView name);
    std::optional<ValueSource> dataSource(QStringView name);
    std::optional<ValueSource> callSource(QStringView name);
    std::optional<std::vector<SupportCall>> readPipe(QStringView text);
    qsizetype closingBrace() const;
    void refuse(QStringView found, const QString& expected);

    QStringView m_text;
    const TemplateScope& m_scope;
    qsizetype m_at = 0;
    bool m_hex = false;
    ValueTemplate m_result;
    std::optional<TemplateError> m_error;
};

void TemplateParser::refuse(QStringView found, const QString& expected)
{
    if (!m_error)
        m_error = TemplateError{found.toString(), expected};
}

std::variant<ValueTemplate, TemplateError> TemplateParser::run()
{
    if (m_text.startsWith(QLatin1String("hex:"))) {
        m_hex = true;
        m_at = 4;
    }
    while (m_at < m_text.size() && !m_error) {
        const bool escaped = !m_hex && m_text.sliced(m_at).startsWith(QLatin1String("{{"));
        if (m_text.at(m_at) == u'{' && !escaped)
            readBraces();
        else
            readLiteral();
    }
    if (m_error)
        return *m_error;
    return std::move(m_result);
}

void TemplateParser::readLiteral()
{
    QString literal;
    const qsizetype start = m_at;
    for (; m_at < m_text.size(); ++m_at) {
        const QChar c = m_text.at(m_at);
        if (c != u'{' && c != u'}') {
            literal += c;
            continue;
        }
        const bool doubled = !m_hex && m_at + 1 < m_text.size() && m_text.at(m_at + 1) == c;
        if (!doubled && c == u'{')
            break;
        if (!doubled)
            return refuse(m_text.sliced(m_at, 1), QStringLiteral("}} for a brace"));
        literal += c;
        ++m_at;
    }
    if (!m_hex) {
        m_result.add({TemplatePart::literalSource, literal.toUtf8(), {}});
        return;
    }
    const auto bytes = fromHex(literal.remove(u' '));
    if (!bytes)
        return refuse(m_text.sliced(start, m_at - start), QStringLiteral("hex bytes"));
    m_result.add({TemplatePart::literalSource, *bytes, {}});
}

/// A quoted constant may hold a closing brace.
qsizetype TemplateParser::closingBrace() const
{
    bool quoted = false;
    for (qsizetype i = m_at + 1; i < m_text.size(); ++i) {
        if (m_text.at(i) == u'\'')
            quoted = !quoted;
        else if (m_text.at(i) == u'}' && !quoted)
            return i;
    }
    return -1;
}

void TemplateParser::readBraces()
{
    const qsizetype end = closingBrace();
    if (end < 0)
        return refuse(m_text.sliced(m_at), QStringLiteral("closing brace"));
    const QStringView expression = m_text.sliced(m_at + 1, end - m_at - 1).trimmed();
    m_at = end + 1;
    readExpression(expression);
}

void TemplateParser::readExpression(QStringView expression)
{
    if (expression.startsWith(u'\''))
        return readConstant(expression);
    const qsizetype bar = expression.indexOf(u'|');
    auto pipe = readPipe(bar < 0 ? QStringView() : expression.sliced(bar + 1));
    if (bar >= 0 && expression.sliced(bar + 1).trimmed().isEmpty())
        return refuse(expression, QStringLiteral("support service after |"));
    if (pipe)
        addSource(expression.first(bar < 0 ? expression.size() : bar).trimmed(), std::move(*pipe));
}

/// Constants go through their pipe once, here; what is left is a literal.
void TemplateParser::readConstant(QStringView expression)
{
    const qsizetype quote = expression.indexOf(u'\'', 1);
    const QStringView rest = quote < 0 ? QStringView() : expression.sliced(quote + 1).trimmed();
    if (quote < 0 || (!rest.isEmpty() && (!rest.startsWith(u'|') || rest.sliced(1).trimmed().isEmpty())))
        return refuse(expression, QStringLiteral("'constant' or 'constant'|service"));
    const auto pipe = readPipe(rest.isEmpty() ? rest : rest.sliced(1));
    if (!pipe)
        return;
    const auto value = applySupportPipe(*pipe, SupportValue::text(expression.sliced(1, quote - 1)));
    if (!value)
        return refuse(expression, QStringLiteral("constant that its services take"));
    m_result.add({TemplatePart::literalSource, value->bytes, {}});
}

std::optional<std::vector<SupportCall>> TemplateParser::readPipe(QStringView text)
{
    auto pipe = parseSupportPipe(text);
    if (pipe)
        return pipe.take();
    const QString expected = pipe.failure().param("expected");
    refuse(text, expected.isEmpty() ? QStringLiteral("support service") : expected);
    return std::nullopt;
}

std::optional<ValueSource> TemplateParser::fieldSource(QStringView name)
{
    for (const FieldRule& rule : *m_scope.fields) {
        if (name == rule.name)
            return ValueSource{Kind::Field, rule.name, {}, rule.fieldClass, rule.required};
    }
    refuse(name, QStringLiteral("declared field"));
    return std::nullopt;
}

std::optional<ValueSource> TemplateParser::dataSource(QStringView name)
{
    const qsizetype dot = name.indexOf(u'.');
    const QString source = name.first(std::max<qsizetype>(dot, 0)).toString();
    const QString column = name.sliced(dot + 1).toString();
    for (const DataSourceSpec& spec : *m_scope.dataSources) {
        const bool known = !spec.isMachines() || spec.columnClasses.contains(column);
        if (dot > 0 && spec.name == source && !column.isEmpty() && known)
            return ValueSource{
                Kind::Data, column, source, spec.columnClasses.value(column, FieldClass::Personal), true};
    }
    refuse(name, QStringLiteral("declared SOURCE.COLUMN"));
    return std::nullopt;
}

std::optional<ValueSource> TemplateParser::callSource(QStringView name)
{
    const qsizetype dot = name.indexOf(u'.');
    const QString call = name.first(std::max<qsizetype>(dot, 0)).toString();
    const QString part = name.sliced(dot + 1).toString();
    if (m_scope.calls && dot > 0) {
        for (const SecurityCallModel& model : *m_scope.calls) {
            const auto* result = model.spec.name == call ? model.spec.service->result(part) : nullptr;
            if (!result)
                continue;
            if (m_scope.usesCalls)
                *m_scope.usesCalls = true;
            return ValueSource{Kind::Call, part, call, result->fieldClass, true};
        }
    }
    refuse(QString(QStringLiteral("hsm:") + name.toString()),
        QStringLiteral("declared security call and part of its answer"));
    return std::nullopt;
}

std::optional<ValueSource> TemplateParser::prefixedSource(QStringView prefix, QStringView name)
{
    if (prefix == QLatin1String("data"))
        return dataSource(name);
    if (prefix == QLatin1String("hsm"))
        return callSource(name);
    struct Known {
        const char* prefix;
        const char* name;
        Kind kind;
    };
    for (const Known& known : {Known{"chip", "serial", Kind::ChipSerial}, Known{"chip", "atr", Kind::ChipAtr},
             Known{"seal", "tag", Kind::SealTag}, Known{"object", "id", Kind::ObjectId},
             Known{"clock", "today", Kind::Today}}) {
        if (prefix != QLatin1String(known.prefix) || name != QLatin1String(known.name))
            continue;
        if (known.kind == Kind::SealTag && !m_scope.sealAllowed)
            break;
        return ValueSource{known.kind, {}, {}, FieldClass::Open, true};
    }
    refuse(QString(prefix.toString() + u':' + name.toString()),
        prefix == QLatin1String("seal") ? QStringLiteral("seal:tag inside a seal step")
                                        : QStringLiteral("data: hsm: chip: object: clock: seal: or a field"));
    return std::nullopt;
}

void TemplateParser::addSource(QStringView name, std::vector<SupportCall> pipe)
{
    const qsizetype colon = name.indexOf(u':');
    const auto source
        = colon < 0 ? fieldSource(name) : prefixedSource(name.first(colon), name.sliced(colon + 1));
    if (!source)
        return;
    auto& table = *m_scope.sources;
    auto it = std::find(table.begin(), table.end(), *source);
    if (it == table.end())
        it = table.insert(table.end(), *source);
    m_result.add({it - table.begin(), {}, std::move(pipe)});
}

} // namespace

std::variant<ValueTemplate, TemplateError> parseTemplate(QStringView text, const TemplateScope& scope)
{
    return TemplateParser(text, scope).run();
}

} // namespace sm::profile
