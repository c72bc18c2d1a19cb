// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/alarms/sound_desk.h"

#include <QObject>

namespace sm {

/// The alarms as this console sees them: the server's, and the one that only a console can see (A15, the
/// engine is silent). Keeps the place in the list that F8 moves, and the sounds. User interface's thread.
class AlarmCentre final : public QObject {
    Q_OBJECT
public:
    static constexpr qint64 linkLostAfter = 5000; ///< milliseconds without a new snapshot
    static constexpr quint64 linkAlarm = ~quint64(0); ///< id of A15

    /// The player outlives the centre.
    explicit AlarmCentre(SoundPlayer& player, QObject* parent = nullptr);

    void setModes(const SoundModes& modes) { m_sounds.setModes(modes); }
    /// `age` of the snapshot and `now` of a steady clock, in milliseconds.
    void update(const Snapshot& snapshot, qint64 age, qint64 now);

    const AlarmView& view() const { return m_view; }
    /// Clock milliseconds of the last snapshot, for ages. They go on while the engine is silent.
    qint64 clock() const { return m_clock; }
    bool silenced() const;
    bool soundAvailable() const { return m_player.available(); }

    /// The alarm on the line; null: none.
    const AlarmEntry* current() const;
    int currentPlace() const { return m_cursor; } ///< from 0
    /// F8: the alarm on the line if nobody has been there yet, the next one after that.
    const AlarmEntry* step(bool forward);

    void acknowledgeCurrent();
    void acknowledge(quint64 id);
    void silence();

Q_SIGNALS:
    void command(const sm::ServerCommand& command);
    /// Lines came, went or changed their place.
    void changed();
    /// A new line of high or critical priority, and no sound card: the window should draw attention.
    void attentionWanted();

private:
    void addLinkAlarm(const Snapshot& snapshot, qint64 age);
    void placeCursor();
    void callForAttention();

    SoundPlayer& m_player;
    SoundDesk m_sounds;
    AlarmView m_view;
    std::shared_ptr<const AlarmView> m_source; ///< what m_view was made of
    qint64 m_clock = 0;
    qint64 m_now = 0;
    quint64 m_revision = 0;
    bool m_linkLost = false;
    bool m_linkSeen = false; ///< A15 was acknowledged
    quint64 m_shown = 0; ///< id on the line
    bool m_visited = false; ///< F8 went there
    bool m_chosen = false; ///< a person moved the line: it stays until its alarm ends
    int m_cursor = 0;
    quint64 m_newest = 0;
};

} // namespace sm
