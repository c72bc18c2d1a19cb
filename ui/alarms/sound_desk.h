// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "metrics/alarm_view.h"
#include "ui/alarms/sound_player.h"

#include <QString>

#include <array>
#include <optional>
#include <set>

namespace sm {

enum class SoundMode { Off, Once, Repeat };

/// One mode per priority, indexed by AlarmPriority. Critical and high repeat until somebody has seen them,
/// medium sounds once, low not at all.
using SoundModes = std::array<SoundMode, 4>;
constexpr SoundModes defaultSoundModes{SoundMode::Off, SoundMode::Once, SoundMode::Repeat, SoundMode::Repeat};

/// Decides when which alarm sounds; knows nothing of sound cards. Times in milliseconds of any steady clock.
class SoundDesk {
public:
    static constexpr qint64 repeatEvery = 10'000;
    static constexpr qint64 silence = 60'000;

    explicit SoundDesk(SoundPlayer& player)
        : m_player(player)
    {
    }

    void setModes(const SoundModes& modes) { m_modes = modes; }
    /// `silenced`: the server's silence, which all consoles share.
    void update(const std::vector<AlarmEntry>& active, bool silenced, qint64 now);
    /// Works at once, also without the server. A new alarm of the same or a higher priority ends it.
    void silenceFrom(qint64 now);
    bool isSilent(qint64 now) const { return now < m_silentUntil; }

private:
    void noteNew(const std::vector<AlarmEntry>& active);
    std::optional<AlarmPriority> due(const std::vector<AlarmEntry>& active, bool repeat) const;

    SoundPlayer& m_player;
    SoundModes m_modes = defaultSoundModes;
    std::set<quint64> m_known; ///< lines that were there at the last look
    std::set<quint64> m_sounded;
    qint64 m_played = -repeatEvery;
    qint64 m_silentUntil = 0;
    AlarmPriority m_silenced = AlarmPriority::Low;
    AlarmPriority m_worst = AlarmPriority::Low; ///< of those that nobody has seen
    bool m_fresh = false; ///< a line came that was not there before
};

} // namespace sm
