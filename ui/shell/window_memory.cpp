// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/window_memory.h"

#include <QDir>
#include <QSettings>

namespace sm {

namespace {

constexpr QLatin1String themeKey("theme");
constexpr QLatin1String textKey("textPercent");
constexpr QLatin1String pageKey("page");
constexpr QLatin1String geometryKey("geometry");
constexpr QLatin1String foldedKey("railFolded");
constexpr QLatin1String detachedKey("panelDetached");
constexpr QLatin1String panelKey("panelGeometry");

QSettings choices()
{
    return QSettings(QSettings::NativeFormat, QSettings::UserScope, QStringLiteral("stationmaster"),
        QStringLiteral("stationmaster"));
}

QSettings layout()
{
    return QSettings(stateHome() + QStringLiteral("/stationmaster/window.ini"), QSettings::IniFormat);
}

QString zoomKey(const QByteArray& screen)
{
    return QStringLiteral("zoom/") + QString::fromUtf8(screen);
}

} // namespace

QString stateHome()
{
    const QString given = qEnvironmentVariable("XDG_STATE_HOME");
    return QDir::isAbsolutePath(given) ? given : QDir::homePath() + QStringLiteral("/.local/state");
}

WindowMemory loadWindowMemory()
{
    WindowMemory memory;
    const QSettings chosen = choices();
    memory.theme = chosen.value(themeKey, memory.theme).toString();
    memory.textPercent = chosen.value(textKey, memory.textPercent).toInt();
    const QSettings last = layout();
    memory.page = last.value(pageKey).toString();
    memory.geometry = last.value(geometryKey).toByteArray();
    memory.railFolded = last.value(foldedKey).toBool();
    memory.panelDetached = last.value(detachedKey).toBool();
    memory.panelGeometry = last.value(panelKey).toByteArray();
    memory.screen = last.value(QStringLiteral("screen")).toByteArray();
    const QVariant zoom = last.value(zoomKey(memory.screen));
    if (zoom.isValid())
        memory.zoom = qBound(0, zoom.toInt(), 4);
    return memory;
}

void saveWindowMemory(const WindowMemory& memory)
{
    QSettings chosen = choices();
    chosen.setValue(themeKey, memory.theme);
    chosen.setValue(textKey, memory.textPercent);
    QSettings last = layout();
    last.setValue(pageKey, memory.page);
    last.setValue(geometryKey, memory.geometry);
    last.setValue(foldedKey, memory.railFolded);
    last.setValue(detachedKey, memory.panelDetached);
    last.setValue(panelKey, memory.panelGeometry);
    last.setValue(QStringLiteral("screen"), memory.screen);
    if (memory.zoom)
        last.setValue(zoomKey(memory.screen), *memory.zoom);
    else
        last.remove(zoomKey(memory.screen));
}

} // namespace sm
