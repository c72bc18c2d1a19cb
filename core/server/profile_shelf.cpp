// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/profile_shelf.h"

#include "base/failures/server.h"
#include "base/log.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <unistd.h>

namespace sm {

static const QString profileSuffix = QStringLiteral(".profile.json");

/// A layout is named by path, relative to the profile that asks for it, or to those that ship with the
/// program.
static QString layoutPath(const QString& name, const QString& profileFile)
{
    if (name.isEmpty() || QFileInfo::exists(name))
        return name;
    const QString beside = QFileInfo(profileFile).dir().filePath(name);
    if (!profileFile.isEmpty() && QFileInfo::exists(beside))
        return beside;
    return QStringLiteral(":/stationmaster/layouts/") + name;
}

Outcome<std::shared_ptr<const ProfileShelf>> ProfileShelf::load(
    const QStringList& folders, const QString& own)
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
    if (own.isEmpty())
        return std::shared_ptr<const ProfileShelf>(std::move(shelf));
    const QDir dir(own);
    for (const QString& name : dir.entryList({u'*' + profileSuffix}, QDir::Files, QDir::Name)) {
        // What a profile names lies beside it, not beside the link to it.
        const QString file = QFileInfo(dir.filePath(name)).canonicalFilePath();
        auto profile = Profile::load(file);
        if (!profile) {
            qCWarning(lcServer).noquote() << "profile" << file << profile.failure().toString();
            shelf->m_broken.emplace_back(name.chopped(profileSuffix.size()), profile.failure());
            continue;
        }
        shelf->m_profiles.push_back(profile.take());
        shelf->m_files.push_back(file);
        const auto whole = shelf->withLayout(shelf->m_profiles.back(), QString());
        if (!whole) {
            qCWarning(lcServer).noquote() << "profile" << file << whole.failure().toString();
            shelf->m_broken.emplace_back(shelf->m_profiles.back()->id(), whole.failure());
            shelf->m_profiles.pop_back();
            shelf->m_files.pop_back();
        }
    }
    return std::shared_ptr<const ProfileShelf>(std::move(shelf));
}

Outcome<QString> ProfileShelf::keep(const QString& file, const QString& own) const
{
    const QString there = QFileInfo(file).canonicalFilePath();
    auto profile = Profile::load(there.isEmpty() ? file : there);
    if (!profile)
        return profile.failure();
    const QString layout = layoutPath((*profile)->layout(), there);
    if (const auto read = layout.isEmpty() ? Outcome<Layout>(Layout()) : loadLayout(layout); !read)
        return read.failure();
    const QString id = (*profile)->id();
    for (size_t i = 0; i < m_profiles.size(); ++i) {
        if (m_profiles[i]->id() == id && m_files[i] == there)
            return id; // kept before
        if (m_profiles[i]->id() == id)
            return fail(fc::ProfileIdTaken, {{"id", id}, {"file", m_files[i]}});
    }
    QDir().mkpath(own);
    const QString link = QDir(own).filePath(id + profileSuffix);
    const QByteArray draft = QFile::encodeName(link + QStringLiteral(".new"));
    ::unlink(draft.constData());
    // A link that leads nowhere any more, or to what is broken, gives way; a file stays.
    const QFileInfo before(link);
    if ((before.exists() && !before.isSymLink())
        || ::symlink(QFile::encodeName(there).constData(), draft.constData()) != 0
        || ::rename(draft.constData(), QFile::encodeName(link).constData()) != 0)
        return fail(fc::ProfileUnkept, {{"file", link}});
    return id;
}

QString ProfileShelf::fileOf(const Profile& profile) const
{
    for (size_t i = 0; i < m_profiles.size(); ++i) {
        if (m_profiles[i].get() == &profile)
            return m_files[i];
    }
    return {};
}

Outcome<std::shared_ptr<const Profile>> ProfileShelf::find(const QString& name) const
{
    for (size_t i = 0; i < m_profiles.size(); ++i) {
        const Profile& profile = *m_profiles[i];
        if (name == profile.id() || name == profile.title() || name == m_files[i])
            return m_profiles[i];
    }
    for (const auto& [broken, why] : m_broken) {
        if (broken == name)
            return why;
    }
    if (QFileInfo::exists(name))
        return Profile::load(name);
    return fail(fc::ProfileNotFound, {{"name", name}});
}

Outcome<ProfileShelf::Choice> ProfileShelf::withLayout(
    std::shared_ptr<const Profile> profile, const QString& layoutName) const
{
    Choice choice;
    choice.layoutFile = layoutName.isEmpty() ? layoutPath(profile->layout(), fileOf(*profile))
                                             : layoutPath(layoutName, QString());
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
    std::optional<Failure>
        first; // one whose layout has gone meanwhile is no reason to refuse a file of another
    for (const auto& profile : m_profiles) {
        auto choice = withLayout(profile, layoutName);
        if (!choice) {
            first = first.value_or(choice.failure());
            continue;
        }
        choice->sure = fitOf(choice->layout, guess);
        if (choice->sure > (best ? best->sure : 0))
            best = choice.take();
    }
    if (!best)
        return first.value_or(fail(fc::ProfileNotFound, {{"name", QString()}}));
    return *best;
}

} // namespace sm
