// SPDX-License-Identifier: GPL-3.0-or-later
// Steps of devices besides the chip: read from a profile, filled for a card.
#include "profile/program_builder.h"
#include "profile/step_reader.h"

namespace sm {

QString moduleWorkName(ModuleWork work)
{
    switch (work) {
    case ModuleWork::Encode:
        return QStringLiteral("encode");
    case ModuleWork::Emboss:
        return QStringLiteral("emboss");
    case ModuleWork::Print:
        return QStringLiteral("print");
    case ModuleWork::Label:
        break;
    }
    return QStringLiteral("label");
}

RetryClass moduleRetry(ModuleWork work)
{
    return work == ModuleWork::Encode ? RetryClass::Probeable : RetryClass::Irreversible;
}

namespace profile {

namespace {

using L1 = QLatin1String;

} // namespace

Action StepReader::encode(const ObjectReader& in)
{
    ModuleAction action;
    action.need = ModuleNeed(in.text(L1("module")), ModuleWork::Encode);
    bool any = false;
    for (const char* track : {"track1", "track2", "track3"}) {
        const L1 key(track);
        any = any || in.has(key);
        action.values.emplace_back(key, templateOf(in.value(key), in.path(key)));
    }
    if (!any)
        m_problems.refuse(in.path(), QStringLiteral("no track"), QStringLiteral("track1, track2 or track3"));
    const QString high = QStringLiteral("high");
    action.highCoercivity = in.choice(L1("coercivity"), {high, QStringLiteral("low")}, high) == high;
    return action;
}

Action StepReader::emboss(const ObjectReader& in)
{
    return lines(in, ModuleWork::Emboss);
}

Action StepReader::label(const ObjectReader& in)
{
    return lines(in, ModuleWork::Label);
}

Action StepReader::lines(const ObjectReader& in, ModuleWork work)
{
    ModuleAction action;
    action.need = ModuleNeed(in.text(L1("module")), work);
    in.elements(L1("lines"), {1, 32}, [this, &action](const QJsonValue& value, const QString& path) {
        const ObjectReader line(m_problems, value, path, "moduleLine");
        if (m_problems.any())
            return;
        const QString name = line.text(L1("line"));
        for (const auto& [other, text] : action.values) {
            if (other == name)
                m_problems.refuse(line.path(L1("line")), name, QStringLiteral("a line named once"));
        }
        action.values.emplace_back(name, templateOf(line.value(L1("text")), line.path(L1("text"))));
    });
    return action;
}

std::optional<Failure> ProgramBuilder::build(const ModuleAction& action)
{
    ProgramModule made;
    made.need = action.need;
    made.highCoercivity = action.highCoercivity;
    for (const auto& [name, value] : action.values) {
        auto bytes = evaluate(value);
        if (!bytes)
            return bytes.failure();
        made.values.emplace_back(name, bytes->bytes);
    }
    if (action.face) {
        if (auto wrong = fill(*action.face, made))
            return wrong;
    }
    m_step->module = std::move(made);
    return std::nullopt;
}

} // namespace profile

} // namespace sm
