// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/importer.h"
#include "profile/profile.h"

#include <memory>
#include <vector>

namespace sm {

/// The profiles a floor can use: those built in and those in its folders. Loaded once, then immutable: any
/// thread.
class ProfileShelf {
public:
    /// Folders and resource paths with *.profile.json; a broken file is reported, not skipped in silence.
    /// `own`: the folder of this floor's own ones, or links to them (keep()); it need not be there, and a
    /// broken one is told when it is wanted: the jobs of the others go on.
    static Outcome<std::shared_ptr<const ProfileShelf>> load(
        const QStringList& folders, const QString& own = {});
    /// Makes a profile that lies elsewhere one of the floor's own: a link to it in that folder, so that its
    /// jobs find it again later. Gives its id. The profile's own failures; ProfileIdTaken: another one on the
    /// shelf has the id; ProfileUnkept.
    Outcome<QString> keep(const QString& file, const QString& own) const;

    struct Choice {
        std::shared_ptr<const Profile> profile;
        Layout layout;
        QString layoutFile;
        int sure = 0; ///< per cent of the layout's columns that the file has
    };
    /// By id, title or path.
    Outcome<std::shared_ptr<const Profile>> find(const QString& name) const;
    /// The profile (named, or else the one whose layout fits the file) and its layout (named, or else the
    /// profile's).
    Outcome<Choice> choose(
        const FormatGuess& guess, const QString& profileName, const QString& layoutName) const;
    const std::vector<std::shared_ptr<const Profile>>& profiles() const { return m_profiles; }

private:
    Outcome<Choice> withLayout(std::shared_ptr<const Profile> profile, const QString& layoutName) const;
    QString fileOf(const Profile& profile) const;

    std::vector<std::shared_ptr<const Profile>> m_profiles;
    std::vector<QString> m_files;
    std::vector<std::pair<QString, Failure>>
        m_broken; ///< the floor's own, by what stands before .profile.json
};

/// Where a floor's own profiles are; empty without a data folder.
inline QString ownProfiles(const QString& dataFolder)
{
    return dataFolder.isEmpty() ? QString() : dataFolder + QStringLiteral("/profiles");
}

} // namespace sm
