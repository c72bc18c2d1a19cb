// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QStorageInfo>

namespace sm {

/// Free share of the disk that holds the data folder, asked at most every ten seconds. Server thread.
class DiskWatch {
public:
    DiskWatch(QString folder, const Clock& clock)
        : m_folder(std::move(folder))
        , m_clock(clock)
    {
    }

    /// 0..1; negative: the folder is on no disk that tells.
    double freeShare()
    {
        const Nanos now = m_clock.now();
        if (m_asked && now - m_at < seconds(10))
            return m_share;
        m_asked = true;
        m_at = now;
        const QStorageInfo disk(m_folder);
        m_free = disk.bytesAvailable();
        m_total = disk.bytesTotal();
        m_share = disk.isValid() && disk.bytesTotal() > 0
            ? double(disk.bytesAvailable()) / double(disk.bytesTotal())
            : -1;
        return m_share;
    }

    /// Bytes at the last look; no more than zero: not known.
    qint64 free() const { return m_free; }
    qint64 total() const { return m_total; }

private:
    QString m_folder;
    const Clock& m_clock;
    bool m_asked = false;
    Nanos m_at{};
    double m_share = -1;
    qint64 m_free = 0;
    qint64 m_total = 0;
};

} // namespace sm
