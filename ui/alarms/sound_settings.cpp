// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/sound_settings.h"

#include <QSettings>

namespace sm {

namespace {

constexpr std::array priorities{"sound/low", "sound/medium", "sound/high", "sound/critical"};
constexpr std::array modeNames{"off", "once", "repeat"};

QSettings settings()
{
    return QSettings(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("stationmaster"),
        QStringLiteral("stationmaster"));
}

} // namespace

SoundModes loadSoundModes()
{
    SoundModes modes = defaultSoundModes;
    const QSettings chosen = settings();
    for (size_t priority = 0; priority < modes.size(); ++priority) {
        const QString name = chosen.value(QLatin1String(priorities[priority])).toString();
        for (size_t mode = 0; mode < modeNames.size(); ++mode) {
            if (name == QLatin1String(modeNames[mode]))
                modes[priority] = SoundMode(mode);
        }
    }
    return modes;
}

void saveSoundModes(const SoundModes& modes)
{
    QSettings chosen = settings();
    for (size_t priority = 0; priority < modes.size(); ++priority)
        chosen.setValue(
            QLatin1String(priorities[priority]), QLatin1String(modeNames[size_t(modes[priority])]));
}

} // namespace sm
