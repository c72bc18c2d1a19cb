// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/security_reader.h"

#include <QRegularExpression>

namespace sm::profile {

namespace {

using L1 = QLatin1String;

QStringList serviceNames()
{
    QStringList names;
    for (const SecurityServiceShape& shape : securityServices())
        names.append(shape.name);
    return names;
}

} // namespace

QMap<QString, QString> SecurityReader::members(
    const ObjectReader& in, L1 key, const QStringList& required, const QStringList& allowed)
{
    QMap<QString, QString> out;
    const QJsonValue value = in.value(key);
    if (!value.isUndefined() && !value.isObject()) {
        m_problems.refuse(in.path(key), value, QStringLiteral("object"));
        return out;
    }
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        const QString path = in.path(key) + u'.' + it.key().left(64);
        if (!required.contains(it.key()) && !allowed.contains(it.key()))
            m_problems.refuse(path, it.key(), QStringLiteral("one of: ") + (required + allowed).join(u' '));
        else if (it.value().isDouble())
            out.insert(it.key(), QString::number(it.value().toDouble(), 'g', 15));
        else
            out.insert(it.key(), readText(m_problems, it.value(), path, 4096));
    }
    for (const QString& name : required) {
        if (!object.contains(name))
            m_problems.refuse(in.path(key), QStringLiteral("none"), QStringLiteral("key: ") + name);
    }
    return out;
}

void SecurityReader::readKeys(const ObjectReader& in, SecurityCallSpec& spec)
{
    const auto given = members(in, L1("keys"), spec.service->keys, spec.service->optionalKeys);
    for (const QString& role : spec.service->keys + spec.service->optionalKeys) {
        if (given.contains(role))
            spec.keys.emplace_back(role, given.value(role));
    }
}

void SecurityReader::readOptions(const ObjectReader& in, SecurityCallSpec& spec)
{
    QStringList names;
    for (const SecurityServiceShape::Option& option : spec.service->options)
        names.append(option.name);
    const auto given = members(in, L1("options"), {}, names);
    for (const SecurityServiceShape::Option& option : spec.service->options) {
        const bool numeric = option.choices.isEmpty();
        const QString usual = numeric ? QString::number(option.usual) : option.choices.front();
        const QString value = given.value(option.name, usual);
        bool good = option.choices.contains(value);
        if (numeric) {
            const qint64 count = value.toLongLong(&good);
            good = good && count >= option.least && count <= option.most;
        }
        if (!good)
            m_problems.refuse(in.path(L1("options")) + u'.' + option.name, value,
                numeric ? QStringLiteral("%1..%2").arg(option.least).arg(option.most)
                        : QStringLiteral("one of: ") + option.choices.join(u' '));
        spec.options.insert(option.name, value);
    }
}

void SecurityReader::readInputs(const ObjectReader& in, SecurityCallModel& call)
{
    const auto given
        = members(in, L1("inputs"), call.spec.service->inputs, call.spec.service->optionalInputs);
    for (auto it = given.begin(); it != given.end() && !m_problems.any(); ++it) {
        bool usesCalls = false;
        const TemplateScope scope{
            &m_model.fields, &m_model.dataSources, &m_model.valueSources, false, &m_model.calls, &usesCalls};
        auto parsed = parseTemplate(it.value(), scope);
        if (const auto* error = std::get_if<TemplateError>(&parsed))
            return m_problems.refuse(in.path(L1("inputs")) + u'.' + it.key(), error->found, error->expected);
        call.inputs.emplace_back(it.key(), std::get<ValueTemplate>(std::move(parsed)));
        call.usesCalls = call.usesCalls || usesCalls;
    }
}

void SecurityReader::readCall(const QJsonValue& value, const QString& path)
{
    const ObjectReader in(m_problems, value, path, "securityCall");
    if (m_problems.any())
        return;
    SecurityCallModel call;
    call.spec.name = in.text(L1("name"));
    static const QRegularExpression form(QStringLiteral("^[a-z][A-Za-z0-9]{0,63}$"));
    if (!form.match(call.spec.name).hasMatch())
        m_problems.refuse(in.path(L1("name")), call.spec.name, QStringLiteral("[a-z][A-Za-z0-9]{0,63}"));
    for (const SecurityCallModel& other : m_model.calls) {
        if (other.spec.name == call.spec.name)
            m_problems.refuse(in.path(L1("name")), call.spec.name, QStringLiteral("unused name"));
    }
    call.spec.service = securityService(in.choice(L1("service"), serviceNames(), {}));
    if (!call.spec.service || m_problems.any())
        return;
    if (call.spec.service->underCardKey && !m_model.channel)
        m_problems.refuse(in.path(L1("service")), call.spec.service->name, QStringLiteral("key: channel"));
    readKeys(in, call.spec);
    readOptions(in, call.spec);
    readInputs(in, call);
    if (!m_problems.any())
        m_model.calls.push_back(std::move(call));
}

} // namespace sm::profile
