// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <vector>

namespace sm {

/// The keys that one kind of object in a *.profile.json may have. The loader refuses every other key, and
/// resources/schemas/profile.schema.json lists the same ones: "profile" at its top, the others under $defs.
struct ProfileObjectKeys {
    QString kind;
    QStringList required;
    QStringList optional;
};
const std::vector<ProfileObjectKeys>& profileObjectKeys();

/// Choices of text that a profile may make, by the name of the schema's $defs entry.
const QStringList& profileChannelLevels(); ///< 01, 03, 11, 13, 33
const QStringList& profileFaceFonts(); ///< sans, bold, mono, in the order of FaceText::Font
const QStringList& profileFaceAligns(); ///< left, center, right, in the order of FaceText::Align
const QStringList& profileDiversifications(); ///< none, emv, visa2, visa, kdf3

} // namespace sm
