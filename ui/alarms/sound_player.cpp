// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/alarms/sound_player.h"

#ifdef SM_HAVE_MULTIMEDIA
#include <QAudioDevice>
#include <QFile>
#include <QMediaDevices>
#include <QSoundEffect>
#include <QUrl>

#include <array>
#endif

namespace sm {

#ifdef SM_HAVE_MULTIMEDIA
namespace {

class EffectPlayer final : public SoundPlayer {
public:
    EffectPlayer()
    {
        constexpr std::array names{"low", "medium", "high", "critical"};
        for (size_t i = 0; i < names.size(); ++i)
            m_effects[i].setSource(
                QUrl(QStringLiteral("qrc:/ui/sounds/%1.wav").arg(QLatin1String(names[i]))));
    }
    bool available() const override { return true; }
    void play(AlarmPriority priority) override { m_effects[size_t(priority)].play(); }

private:
    std::array<QSoundEffect, 4> m_effects;
};

/// Without a running sound server the library would start one from inside this process and keep the window
/// waiting.
bool soundServerIsThere()
{
    const QString runtime = qEnvironmentVariable("XDG_RUNTIME_DIR");
    return qEnvironmentVariableIsSet("PULSE_SERVER")
        || (!runtime.isEmpty() && QFile::exists(runtime + QStringLiteral("/pulse/native")));
}

} // namespace

std::unique_ptr<SoundPlayer> makeSoundPlayer()
{
    if (!soundServerIsThere() || QMediaDevices::audioOutputs().isEmpty())
        return std::make_unique<SilentPlayer>();
    return std::make_unique<EffectPlayer>();
}
#else
std::unique_ptr<SoundPlayer> makeSoundPlayer()
{
    return std::make_unique<SilentPlayer>();
}
#endif

} // namespace sm
