// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/alarms/sound_desk.h"

namespace sm {

/// What the user chose per priority: off, once or repeat; the default where nothing, or something else, was
/// chosen.
SoundModes loadSoundModes();
void saveSoundModes(const SoundModes& modes);

} // namespace sm
