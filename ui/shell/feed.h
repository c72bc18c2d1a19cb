// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/server_port.h"
#include "ui/floor/frame_meter.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace sm {

/// How often the window looks: 30 times a second when active, 10 when another window is, twice when it is
/// minimised (alarms must sound and events must be taken, nothing is painted), never when it is closed.
enum class FeedPace { Active, Background, Unseen, Stopped };

/// Takes the newest snapshot and the events since the last look, on the user interface's thread.
class Feed final : public QObject {
    Q_OBJECT
public:
    explicit Feed(ServerPort& port, QObject* parent = nullptr);

    void setPace(FeedPace pace);
    FeedPace pace() const { return m_pace; }
    /// At a pace at which somebody can see it.
    bool running() const { return m_timer.isActive() && m_pace != FeedPace::Unseen; }
    /// Looks once, now.
    void look();
    /// Milliseconds since a snapshot with a new generation arrived; 0 while stopped.
    qint64 age() const;
    /// How late the timer was.
    const FrameMeter& lag() const { return m_lag; }

Q_SIGNALS:
    void snapshotTaken(const std::shared_ptr<const sm::Snapshot>& snapshot);
    void unseenTaken(const std::shared_ptr<const sm::Snapshot>& snapshot); ///< instead, while minimised
    void eventTaken(const sm::ServerEvent& event);

private:
    void onTimeout();

    ServerPort& m_port;
    QTimer m_timer;
    FeedPace m_pace = FeedPace::Stopped;
    QElapsedTimer m_sinceTick;
    QElapsedTimer m_sinceNews;
    quint64 m_generation = 0;
    bool m_first = true;
    FrameMeter m_lag;
};

} // namespace sm
