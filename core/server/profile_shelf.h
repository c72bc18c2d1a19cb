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
    static Outcome<std::shared_ptr<const ProfileShelf>> load(const QStringList& folders);

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
    struct Shelved {
        std::shared_ptr<const Profile> profile;
        QString file;
    };
    Outcome<Choice> withLayout(std::shared_ptr<const Profile> profile, const QString& layoutName) const;

    std::vector<std::shared_ptr<const Profile>> m_profiles;
    std::vector<QString> m_files;
};

} // namespace sm
