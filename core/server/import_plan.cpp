// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/import_plan.h"

#include "base/failures/server.h"
#include "issuer/column_match.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

namespace sm {
namespace {

MatchReason reasonOf(FieldMatch::By by)
{
    constexpr MatchReason reasons[] = {MatchReason::None, MatchReason::Name, MatchReason::Similar,
        MatchReason::Synonym, MatchReason::Content};
    return reasons[size_t(by)];
}

/// A layout as it would be for this file: in its format, encoding and separators.
Layout shapedFor(Layout layout, const FileTable& table)
{
    const FileFormat format = table.guess.format.value_or(FileFormat::Csv);
    if (layout.format != format) {
        layout.comment.clear();
        layout.trailer.reset();
        for (LayoutField& field : layout.fields)
            field.source = field.name;
    }
    layout.format = format;
    layout.encoding = table.guess.encoding;
    layout.delimiter.reset();
    layout.header = true;
    if (format == FileFormat::Csv) {
        layout.delimiter = table.guess.delimiter;
        layout.header = table.header;
    }
    return layout;
}

void applyClasses(Layout& layout, const ImportRules& rules)
{
    for (LayoutField& field : layout.fields) {
        const auto rule = std::find_if(rules.fields.begin(), rules.fields.end(),
            [&](const ImportRules::Field& candidate) { return candidate.name == field.name; });
        if (rule == rules.fields.end())
            continue;
        field.fieldClass = stricter(field.fieldClass, rule->fieldClass);
        field.required |= rule->required;
    }
}

/// Fills a field from a person's mapping; false when its conversion is none.
bool applyMapping(LayoutField& field, const FieldMapping& mapping)
{
    field.constant.reset();
    field.source = mapping.column;
    field.convert.clear();
    field.convertText.clear();
    if (!mapping.constant.isEmpty()) {
        field.constant = mapping.constant.toUtf8();
        field.source.clear();
        return true;
    }
    auto pipe = parseSupportPipe(mapping.convert);
    if (!pipe)
        return false;
    field.convert = pipe.take();
    field.convertText = mapping.convert;
    return true;
}

PreviewField describe(const LayoutField& field, const FileTable& table, MatchReason reason)
{
    PreviewField view;
    view.mapping.field = field.name;
    view.mapping.column = field.source;
    view.mapping.convert = field.convertText;
    view.mapping.constant = field.constant ? QString::fromUtf8(*field.constant) : QString();
    view.fieldClass = fieldClassName(field.fieldClass);
    view.required = field.required;
    view.rule = field.ruleText;
    view.reason = field.constant ? MatchReason::Constant
        : field.source.isEmpty() ? MatchReason::None
                                 : reason;
    const auto column = int(table.columns.indexOf(field.source));
    if (!field.source.isEmpty() && column >= 0 && !field.rule.empty()) {
        std::vector<SupportCall> pipe = field.convert;
        pipe.insert(pipe.end(), field.rule.begin(), field.rule.end());
        view.share = acceptedShare(pipe, table.rows, column);
    }
    if (field.required && field.source.isEmpty() && !field.constant)
        view.problem = PreviewField::Problem::Missing;
    return view;
}

/// Matches the fields of a layout, or takes the mapping that is given.
void mapFields(ImportPlan& plan, const FileTable& table, const ImportMapping& mapping, bool preset)
{
    const auto matches = matchColumns(plan.layout, table.columns, table.rows);
    bool exact = table.guess.format.has_value();
    for (size_t i = 0; i < plan.layout.fields.size(); ++i) {
        LayoutField& field = plan.layout.fields[i];
        const auto given = std::find_if(mapping.fields.begin(), mapping.fields.end(),
            [&](const FieldMapping& candidate) { return candidate.field == field.name; });
        MatchReason reason = reasonOf(matches[i].by);
        bool good = true;
        if (!mapping.fields.empty()) {
            good = applyMapping(field, given == mapping.fields.end() ? FieldMapping() : *given);
            if (field.source.isEmpty() || matches[i].column < 0
                || table.columns[matches[i].column] != field.source)
                reason = MatchReason::Chosen;
        } else if (!field.constant) {
            const bool bySource = matches[i].by == FieldMatch::By::Name
                && table.columns[matches[i].column].compare(field.source, Qt::CaseInsensitive) == 0;
            // A tagged object may lack what the layout does not require.
            exact = exact && (bySource || (table.guess.format == FileFormat::Tagged && !field.required));
            field.source = matches[i].column < 0 ? QString() : table.columns[matches[i].column];
            if (preset && bySource)
                reason = MatchReason::Preset;
        }
        plan.fields.push_back(describe(field, table, reason));
        if (!good)
            plan.fields.back().problem = PreviewField::Problem::Convert;
    }
    plan.known = exact && mapping.fields.empty();
}

/// Drops what no column feeds; a required field without one stops the plan.
void finish(ImportPlan& plan, const FileTable& table, const ImportMapping& mapping)
{
    qsizetype fed = 0;
    plan.ready = table.guess.format.has_value() && !table.columns.isEmpty();
    for (const PreviewField& field : plan.fields) {
        fed += !field.mapping.column.isEmpty() || !field.mapping.constant.isEmpty();
        plan.ready = plan.ready && field.problem == PreviewField::Problem::None;
    }
    plan.fit = plan.fields.empty() ? 0 : int(100 * fed / qsizetype(plan.fields.size()));
    const QString id = plan.layout.fields[size_t(plan.layout.idField)].name;
    std::erase_if(plan.layout.fields, [](const LayoutField& field) {
        return field.source.isEmpty() && !field.constant && !field.required;
    });
    for (size_t i = 0; i < plan.layout.fields.size(); ++i) {
        if (plan.layout.fields[i].name == id)
            plan.layout.idField = qsizetype(i);
    }
    plan.layout.profile = plan.profile->id();
    plan.mapping = mapping;
    plan.mapping.profile = plan.profile->id();
    plan.mapping.encoding = textEncodingName(table.guess.encoding);
    if (plan.layout.delimiter) {
        plan.mapping.delimiter = QLatin1Char(*plan.layout.delimiter);
        plan.mapping.header
            = plan.layout.header ? ImportMapping::Header::Present : ImportMapping::Header::Absent;
    }
    plan.mapping.fields.clear();
    for (const PreviewField& field : plan.fields)
        plan.mapping.fields.push_back(field.mapping);
}

} // namespace

TableSettings tableSettings(const ImportMapping& mapping)
{
    TableSettings settings;
    settings.encoding = textEncodingFromName(mapping.encoding);
    if (!mapping.delimiter.isEmpty())
        settings.delimiter = mapping.delimiter.at(0).toLatin1();
    if (mapping.header != ImportMapping::Header::Guessed)
        settings.header = mapping.header == ImportMapping::Header::Present;
    return settings;
}

ImportRules rulesFor(const Profile& profile, const QString& file, QDate today)
{
    ImportRules rules = profile.importRules();
    rules.today = today;
    if (rules.pictures)
        rules.pictures->folder = QFileInfo(file).dir().filePath(rules.pictures->folder);
    return rules;
}

std::vector<ImportPlanner::Preset> ImportPlanner::presets() const
{
    std::vector<Preset> found;
    const QDir dir(m_presetFolder);
    for (const QString& name : dir.entryList({QStringLiteral("*.layout.json")}, QDir::Files, QDir::Name)) {
        auto layout = loadLayout(dir.filePath(name));
        if (layout) // a broken one is of no use here; naming it says what is wrong
            found.push_back({dir.filePath(name), layout.take()});
    }
    return found;
}

Outcome<std::vector<ImportPlanner::Candidate>> ImportPlanner::candidates(const ImportMapping& mapping) const
{
    std::vector<Candidate> list;
    std::vector<Preset> own = presets();
    if (!mapping.preset.isEmpty()) {
        auto layout = loadLayout(mapping.preset);
        if (!layout)
            return layout.failure();
        own = {{mapping.preset, layout.take()}};
    }
    for (const auto& profile : m_shelf->profiles()) {
        if (!mapping.profile.isEmpty() && profile->id() != mapping.profile)
            continue;
        for (const Preset& preset : own) {
            const bool fits = preset.layout.profile.isEmpty() || preset.layout.profile == profile->id();
            if (fits && mapping.fields.empty())
                list.push_back({profile, preset.layout, preset.path, true});
        }
        if (!mapping.preset.isEmpty() && mapping.fields.empty())
            continue;
        auto choice = m_shelf->choose(FormatGuess(), profile->id(), QString());
        if (!choice && mapping.profile.isEmpty())
            continue; // its layout has gone meanwhile; the others may fit
        if (!choice)
            return choice.failure();
        list.push_back({profile, choice->layout, choice->layoutFile, false});
    }
    return list;
}

Outcome<ImportPlan> ImportPlanner::plan(
    const FileTable& table, const QString& file, const ImportMapping& mapping, QDate today) const
{
    auto list = candidates(mapping);
    if (!list)
        return list.failure();
    std::optional<ImportPlan> best;
    for (const Candidate& candidate : *list) {
        ImportPlan plan;
        plan.profile = candidate.profile;
        plan.rules = rulesFor(*candidate.profile, file, today);
        const bool sameFormat = candidate.layout.format == table.guess.format;
        plan.layout = shapedFor(candidate.layout, table);
        plan.declared = candidate.layout.encoding;
        plan.layoutFile = candidate.file;
        plan.layoutTitle = candidate.layout.title.isEmpty() ? candidate.layout.name : candidate.layout.title;
        applyClasses(plan.layout, plan.rules);
        mapFields(plan, table, mapping, candidate.preset);
        plan.known = plan.known && sameFormat;
        finish(plan, table, mapping);
        plan.mapping.preset = candidate.preset ? candidate.file : mapping.preset;
        // Of two that fit, the one that makes more of the file's columns.
        const auto rank = [](const ImportPlan& p) {
            return 1000 * (1000 * p.known + 200 * p.ready + p.fit) + int(p.layout.fields.size());
        };
        if (!best || rank(plan) > rank(*best))
            best = std::move(plan);
    }
    if (!best)
        return fail(fc::ProfileNotFound, {{"name", mapping.profile}});
    return std::move(*best);
}

/// Of the preset that has the name; else a free one, with a hash of the name where its letters alone say too
/// little: names in Cyrillic or Chinese leave none.
QString ImportPlanner::presetPath(const QString& name) const
{
    for (const Preset& preset : presets()) {
        if (preset.layout.title == name)
            return preset.path;
    }
    QString stem = name.toLower();
    stem.replace(QRegularExpression(QStringLiteral("[^a-z0-9]+")), QStringLiteral("-"));
    const QDir dir(m_presetFolder);
    const QString ending = QStringLiteral(".layout.json");
    const QString plain = dir.filePath(stem.left(60) + ending);
    const bool letters = !stem.isEmpty() && stem != u'-';
    if (letters && !QFileInfo::exists(plain))
        return plain;
    const QByteArray hash
        = QCryptographicHash::hash(name.toUtf8(), QCryptographicHash::Sha256).toHex().left(12);
    return dir.filePath(
        (letters ? stem.left(40) : QStringLiteral("layout")) + u'-' + QLatin1String(hash) + ending);
}

Outcome<QString> ImportPlanner::savePreset(const ImportPlan& plan, const QString& name) const
{
    const QString path = presetPath(name);
    const bool hasLetters
        = std::any_of(name.begin(), name.end(), [](QChar one) { return one.isLetterOrNumber(); });
    Layout layout = plan.layout;
    layout.name = name.left(64);
    layout.title = name;
    const QByteArray json = writeLayout(layout);
    const bool good = hasLetters && parseLayout(json, path).ok();
    QSaveFile file(path);
    if (!good || !QDir().mkpath(m_presetFolder) || !file.open(QIODevice::WriteOnly)
        || file.write(json) != json.size() || !file.commit())
        return fail(fc::PresetUnwritable, {{"file", path}});
    return path;
}

} // namespace sm
