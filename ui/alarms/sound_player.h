// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_code.h"

#include <memory>

namespace sm {

/// Plays one short sound per alarm priority: two rising tones for critical, a long one for high, a short one
/// for medium, a tick for low. User interface's thread; play() returns at once.
class SoundPlayer {
public:
    SoundPlayer() = default;
    SoundPlayer(const SoundPlayer&) = delete;
    SoundPlayer& operator=(const SoundPlayer&) = delete;
    virtual ~SoundPlayer() = default;

    /// False: nobody would hear it; the window draws attention by other means.
    virtual bool available() const = 0;
    virtual void play(AlarmPriority priority) = 0;
};

/// Without a sound card.
class SilentPlayer final : public SoundPlayer {
public:
    bool available() const override { return false; }
    void play(AlarmPriority) override { }
};

/// The best that this build and this computer have; never null.
std::unique_ptr<SoundPlayer> makeSoundPlayer();

} // namespace sm
