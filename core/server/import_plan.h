// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "issuer/file_table.h"
#include "server/import_commands.h"
#include "server/profile_shelf.h"

namespace sm {

/// How one file becomes card objects of one profile.
struct ImportPlan {
    std::shared_ptr<const Profile> profile;
    Layout layout; ///< as it is applied
    ImportRules rules;
    QString layoutFile; ///< the profile's own or the preset; what the job remembers
    QString layoutTitle;
    ImportMapping mapping; ///< with everything filled in
    std::vector<PreviewField> fields; ///< runs parallel to the fields of the profile's layout
    std::optional<TextEncoding> declared; ///< the layout's encoding, before the file had its say
    int fit = 0; ///< per cent of these that have a column or a constant
    bool known = false; ///< the layout as it is fits whole
    bool ready = false; ///< no field has a problem
};

/// Rules of a profile for a file of today: last days and pictures are looked up.
ImportRules rulesFor(const Profile& profile, const QString& file, QDate today);

/// Finds out how a file is meant: which profile, the profile's layout or a preset of the user, and which
/// column feeds which field. Any thread; reads layout files.
class ImportPlanner {
public:
    ImportPlanner(std::shared_ptr<const ProfileShelf> shelf, QString presetFolder)
        : m_shelf(std::move(shelf))
        , m_presetFolder(std::move(presetFolder))
    {
    }

    /// ProfileNotFound, or what is wrong with a layout file.
    Outcome<ImportPlan> plan(
        const FileTable& table, const QString& file, const ImportMapping& mapping, QDate today) const;
    struct Preset {
        QString path;
        Layout layout;
    };
    /// Layout files of the user that can be read, by name.
    std::vector<Preset> presets() const;
    /// Path of the preset; an existing one of exactly that name is replaced, and no other. PresetUnwritable.
    Outcome<QString> savePreset(const ImportPlan& plan, const QString& name) const;

private:
    struct Candidate {
        std::shared_ptr<const Profile> profile;
        Layout layout;
        QString file;
        bool preset = false;
    };
    Outcome<std::vector<Candidate>> candidates(const ImportMapping& mapping) const;
    QString presetPath(const QString& name) const;

    std::shared_ptr<const ProfileShelf> m_shelf;
    QString m_presetFolder;
};

/// What TableSettings a mapping asks for.
TableSettings tableSettings(const ImportMapping& mapping);

} // namespace sm
