// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/profile_shelf.h"

#include "base/failures/server.h"

#include <QDir>
#include <QFileInfo>

namespace sm {

Outcome<std::shared_ptr<const ProfileShelf>> ProfileShelf::load(const QStringList& folders)
{
    auto shelf = std::make_shared<ProfileShelf>();
    for (const QString& folder : folders) {
        const QDir dir(folder);
        for (const QString& name :
            dir.entryList({QStringLiteral("*.profile.json")}, QDir::Files, QDir::Name)) {
            auto profile = Profile::load(dir.filePath(name));
            if (!profile)
                return profile.failure();
            shelf->m_profiles.push_back(profile.take());
            shelf->m_files.push_back(dir.filePath(name));
        }
    }
    return std::shared_ptr<const ProfileShelf>(std::move(shelf));
}

Outcome<std::shared_ptr<const Profile>> ProfileShelf::find(const QString& name) const
{
    for (size_t i = 0; i < m_profiles.size(); ++i) {
        const Profile& profile = *m_profiles[i];
        if (name == profile.id() || name == profile.title() || name == m_files[i])
            return m_profiles[i];
    }
    if (QFileInfo::exists(name))
        return Profile::load(name);
    return fail(fc::ProfileNotFound, {{"name", name}});
}

/// A layout is named relative to the layouts that ship with the program, or by path.
static QString layoutPath(const QString& name)
{
    if (name.isEmpty() || QFileInfo::exists(name))
        return name;
    return QStringLiteral(":/stationmaster/layouts/") + name;
}

Outcome<ProfileShelf::Choice> ProfileShelf::withLayout(
    std::shared_ptr<const Profile> profile, const QString& layoutName) const
{
    Choice choice;
    choice.layoutFile = layoutPath(layoutName.isEmpty() ? profile->layout() : layoutName);
    choice.profile = std::move(profile);
    if (choice.layoutFile.isEmpty()) {
        choice.layout = seedLayout();
        return choice;
    }
    auto layout = loadLayout(choice.layoutFile);
    if (!layout)
        return layout.failure();
    choice.layout = layout.take();
    return choice;
}

/// How much of what the layout names the file has.
static int fitOf(const Layout& layout, const FormatGuess& guess)
{
    if (!guess.format || layout.format != *guess.format)
        return 0;
    if (layout.format == FileFormat::Tagged)
        return 100;
    qsizetype found = 0;
    for (const LayoutField& field : layout.fields)
        found += guess.columns.contains(field.source);
    return layout.fields.empty() ? 0 : int(100 * found / qsizetype(layout.fields.size()));
}

Outcome<ProfileShelf::Choice> ProfileShelf::choose(
    const FormatGuess& guess, const QString& profileName, const QString& layoutName) const
{
    if (!profileName.isEmpty()) {
        auto profile = find(profileName);
        if (!profile)
            return profile.failure();
        auto choice = withLayout(profile.take(), layoutName);
        if (choice)
            choice->sure = fitOf(choice->layout, guess);
        return choice;
    }
    std::optional<Choice> best;
    for (const auto& profile : m_profiles) {
        auto choice = withLayout(profile, layoutName);
        if (!choice)
            return choice.failure();
        choice->sure = fitOf(choice->layout, guess);
        if (choice->sure > (best ? best->sure : 0))
            best = choice.take();
    }
    if (!best)
        return fail(fc::ProfileNotFound, {{"name", QString()}});
    return *best;
}

} // namespace sm
