// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <optional>

namespace sm {

/// What a user finds as he left it. Choices live with the settings, the layout of the window with the state
/// (XDG base directories).
struct WindowMemory {
    QString theme = QStringLiteral("light"); ///< light, dark, contrast, system
    int textPercent = 100; ///< 100, 115, 130 or 150
    QString page;
    QByteArray geometry; ///< QWidget::saveGeometry()
    QByteArray screen; ///< name of the screen that the zoom below was chosen on
    std::optional<int> zoom; ///< level of detail on that screen; none: automatic
    bool railFolded = false;
    bool panelDetached = false; ///< the station panel stands in a window of its own
    QByteArray panelGeometry; ///< of that window
};

/// $XDG_STATE_HOME; Qt 6.4 has no StandardLocation for it. Relative values are ignored, as the specification
/// asks.
QString stateHome();

WindowMemory loadWindowMemory();
void saveWindowMemory(const WindowMemory& memory);

} // namespace sm
