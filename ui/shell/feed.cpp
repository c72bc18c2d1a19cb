// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/feed.h"

namespace sm {

namespace {

constexpr int activeInterval = 33;
constexpr int backgroundInterval = 100;
constexpr int unseenInterval = 500;

} // namespace

Feed::Feed(ServerPort& port, QObject* parent)
    : QObject(parent)
    , m_port(port)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &Feed::onTimeout);
}

void Feed::setPace(FeedPace pace)
{
    if (pace == m_pace)
        return;
    m_pace = pace;
    if (pace == FeedPace::Stopped) {
        m_timer.stop();
        m_sinceNews.invalidate();
        return;
    }
    m_sinceTick.invalidate();
    if (!m_sinceNews.isValid())
        m_sinceNews.start();
    m_timer.start(pace == FeedPace::Active ? activeInterval
            : pace == FeedPace::Background ? backgroundInterval
                                           : unseenInterval);
    look();
}

void Feed::onTimeout()
{
    if (m_sinceTick.isValid() && m_pace != FeedPace::Unseen)
        m_lag.add(qMax(0.0, double(m_sinceTick.nsecsElapsed()) / 1e6 - m_timer.interval()));
    m_sinceTick.start();
    look();
}

void Feed::look()
{
    const std::shared_ptr<const Snapshot> snapshot = m_port.snapshot();
    if (m_first || snapshot->generation != m_generation) {
        m_generation = snapshot->generation;
        m_first = false;
        m_sinceNews.start();
    }
    if (m_pace == FeedPace::Unseen)
        Q_EMIT unseenTaken(snapshot);
    else
        Q_EMIT snapshotTaken(snapshot);
    for (const ServerEvent& event : m_port.takeEvents())
        Q_EMIT eventTaken(event);
}

qint64 Feed::age() const
{
    return m_sinceNews.isValid() ? m_sinceNews.elapsed() : 0;
}

} // namespace sm
