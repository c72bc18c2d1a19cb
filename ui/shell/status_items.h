// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/snapshot.h"
#include "ui/floor/frame_meter.h"
#include "ui/theme/theme.h"

#include <QObject>

class QLabel;
class QStatusBar;

namespace sm {

/// Line E: engine link, HSM link, disk, event rate, last saved, version. What is not known is not shown.
class StatusItems final : public QObject {
    Q_OBJECT
public:
    explicit StatusItems(QStatusBar* bar);

    void setTheme(const Theme& theme);
    /// `age`: milliseconds since the newest snapshot arrived.
    void present(const Snapshot& snapshot, qint64 age, const FrameMeter& frames);

private:
    QLabel* addItem(const QString& objectName);
    void setItem(QLabel* item, const QString& text);
    void showRate(const Snapshot& snapshot, const FrameMeter& frames);

    QStatusBar* m_bar;
    std::vector<QLabel*> m_items;
    QLabel* m_engine;
    QLabel* m_hsms;
    QLabel* m_disk;
    QLabel* m_events;
    QLabel* m_saved;
    QLabel* m_version;
    qint64 m_rateSince
        = -1; ///< clock milliseconds of the server, so that simulated time gives the same figure
    quint64 m_rateEvents = 0;
};

} // namespace sm
