// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/alarms/sound_desk.h"
#include "ui/theme/theme.h"

#include <QElapsedTimer>
#include <QObject>

class QDockWidget;
class QLabel;
class QMainWindow;
class QMenu;
class QWidget;

namespace sm {

class AlarmCentre;
class AlarmLine;
class AlarmPanel;

/// Everything about alarms that a window has: line, list, keys, sounds. The window places the line and
/// follows the signals.
class AlarmParts final : public QObject {
    Q_OBJECT
public:
    explicit AlarmParts(QMainWindow* window);
    ~AlarmParts() override;

    QWidget* line() const;
    AlarmCentre& centre() const { return *m_centre; }
    void addActions(QMenu* menu);

    void setTheme(const Theme& theme);
    /// `age` of the snapshot in milliseconds.
    void present(const Snapshot& snapshot, qint64 age);
    /// For another sound card, and for tests. Until then there is none.
    void setPlayer(std::unique_ptr<SoundPlayer> player);
    void setModes(const SoundModes& modes);
    const SoundModes& modes() const { return m_modes; }

    void step(bool forward);
    void showList(bool shown);
    bool listShown() const;

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    void changed();
    void stationRequested(sm::StationId station); ///< to look at it
    void stationWanted(sm::StationId station); ///< to deal with it: its first button gets the focus
    void nothingToStepTo(bool forward);
    void jobsRequested();

private:
    class Player;
    void makeList();
    QWidget* makeListHead();
    void addSoundMenu(QMenu* menu);
    void connectParts();
    void showSound();

    QMainWindow* m_window;
    std::unique_ptr<Player> m_player;
    AlarmCentre* m_centre;
    AlarmLine* m_line;
    AlarmPanel* m_panel = nullptr;
    QDockWidget* m_dock = nullptr;
    QLabel* m_sound;
    SoundModes m_modes = defaultSoundModes;
    QElapsedTimer m_clock;
};

} // namespace sm
