// SPDX-License-Identifier: GPL-3.0-or-later
#include "profile/profile.h"

#include "base/failures/profile.h"
#include "profile/program_builder.h"
#include "profile/recognition.h"

#include <QFile>

#include <algorithm>

namespace sm {

class Profile::Private {
public:
    explicit Private(profile::Model m)
        : model(std::move(m))
    {
    }
    profile::Model model;
};

Profile::Profile(std::unique_ptr<Private> p)
    : d(std::move(p))
{
}

Profile::~Profile() = default;

Outcome<std::shared_ptr<const Profile>> Profile::load(const QString& fileName)
{
    constexpr qint64 mostBytes = 1 << 20;
    QFile file(fileName);
    if (!file.open(QIODevice::ReadOnly))
        return fail(fc::ProfileUnreadable, {{"file", fileName}});
    const QByteArray json = file.read(mostBytes);
    if (file.error() != QFileDevice::NoError)
        return fail(fc::ProfileUnreadable, {{"file", fileName}});
    return parse(json, fileName);
}

Outcome<std::shared_ptr<const Profile>> Profile::parse(const QByteArray& json, const QString& fileName)
{
    auto model = profile::loadModel(json, fileName);
    if (!model)
        return model.failure();
    return std::shared_ptr<const Profile>(new Profile(std::make_unique<Private>(model.take())));
}

QString Profile::id() const
{
    return d->model.id;
}

QString Profile::title() const
{
    return d->model.title;
}

int Profile::version() const
{
    return d->model.version;
}

QByteArray Profile::digest() const
{
    return d->model.digest;
}

QString Profile::layout() const
{
    return d->model.layout;
}

Nanos Profile::idealCardTime() const
{
    return d->model.idealCardTime;
}

Nanos Profile::commandLimit() const
{
    return d->model.commandLimit;
}

TraceKeeping Profile::traceKeeping() const
{
    return d->model.trace;
}

int Profile::stepCount() const
{
    return int(d->model.steps.size());
}

QStringList Profile::stepNames() const
{
    QStringList names;
    for (const profile::StepSpec& step : d->model.steps)
        names.append(step.name);
    return names;
}

const IdentifySpec& Profile::identify() const
{
    return d->model.card.identify;
}

Outcome<ChipIdentity> Profile::recognise(
    const QByteArray& atr, const std::vector<ResponseApdu>& answers) const
{
    return profile::recognise(d->model.card, atr, answers);
}

const std::vector<DataSourceSpec>& Profile::dataSources() const
{
    return d->model.dataSources;
}

bool Profile::asksMachines() const
{
    return std::any_of(d->model.dataSources.begin(), d->model.dataSources.end(),
        [](const DataSourceSpec& source) { return source.isMachines(); });
}

QString Profile::sealKey() const
{
    return d->model.sealKey;
}

const std::optional<ChannelSpec>& Profile::channel() const
{
    return d->model.channel;
}

Outcome<Done> Profile::check(const CardObject& object) const
{
    for (const profile::FieldRule& rule : d->model.fields) {
        const CardField* field = object.find(rule.name);
        const bool given = field && !field->value.isEmpty();
        if (!given && rule.required)
            return fail(fc::ProfileFieldMissing, {{"field", rule.name}});
        if (!given)
            continue;
        for (const auto& [text, pipe] : rule.checks) {
            const auto passed = applySupportPipe(pipe, SupportValue::text(field->value));
            if (passed)
                continue;
            const FailureEntry* cause = failureEntry(passed.failure().code());
            return fail(fc::ProfileFieldRefused,
                {{"field", rule.name}, {"rule", text},
                    {"cause", cause ? QString::fromLatin1(cause->name) : QString()}});
        }
    }
    return Done{};
}

ImportRules Profile::importRules() const
{
    ImportRules rules = d->model.import;
    for (const profile::FieldRule& field : d->model.fields)
        rules.fields.push_back({field.name, field.fieldClass, field.required, field.checks});
    return rules;
}

std::vector<const SecurityCallSpec*> Profile::securityCalls() const
{
    std::vector<const SecurityCallSpec*> specs;
    for (const profile::SecurityCallModel& call : d->model.calls)
        specs.push_back(&call.spec);
    return specs;
}

bool Profile::callUsesOthers(size_t index) const
{
    return d->model.calls.at(index).usesCalls;
}

Outcome<SecurityCall> Profile::securityCall(size_t index, const ProgramInputs& inputs) const
{
    return profile::ProgramBuilder(d->model, inputs).call(index);
}

static std::vector<const ReleaseSpec*> releases(const profile::Model& model)
{
    std::vector<const ReleaseSpec*> found;
    for (const profile::StepSpec& step : model.steps) {
        for (const profile::Action& action : step.actions) {
            if (const auto* release = std::get_if<profile::ReleaseAction>(&action))
                found.push_back(&release->spec);
        }
    }
    return found;
}

bool Profile::releasesChips() const
{
    return !releases(d->model).empty();
}

std::vector<ModuleNeed> Profile::moduleNeeds() const
{
    std::vector<ModuleNeed> needs;
    for (const profile::StepSpec& step : d->model.steps) {
        for (const profile::Action& action : step.actions) {
            const auto* device = std::get_if<profile::ModuleAction>(&action);
            if (device && std::find(needs.begin(), needs.end(), device->need) == needs.end())
                needs.push_back(device->need);
        }
    }
    return needs;
}

std::vector<CardFace> Profile::printedFaces() const
{
    std::vector<CardFace> faces;
    for (const profile::StepSpec& step : d->model.steps) {
        for (const profile::Action& action : step.actions) {
            const auto* device = std::get_if<profile::ModuleAction>(&action);
            if (device && device->face)
                faces.push_back(profile::commonFace(*device->face));
        }
    }
    return faces;
}

QStringList Profile::keyLabels() const
{
    QStringList labels;
    if (d->model.channel)
        labels.append(d->model.channel->keyLabel);
    if (!d->model.sealKey.isEmpty())
        labels.append(d->model.sealKey);
    for (const ReleaseSpec* release : releases(d->model))
        labels.append(release->keyLabel);
    for (const profile::SecurityCallModel& call : d->model.calls) {
        for (const auto& [role, label] : call.spec.keys)
            labels.append(label);
    }
    labels.removeDuplicates();
    return labels;
}

Outcome<CardProgram> Profile::compile(const ProgramInputs& inputs) const
{
    return profile::ProgramBuilder(d->model, inputs).run();
}

} // namespace sm
